"""Named settings: open questions of law, each answered by a stored value until the bureau says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rules.offences import PackError, only


@dataclass(frozen=True)
class Setting:
    """A setting with its version. `choices` are the values the engine can carry out; `why` says what it answers.

    `decides`: the circumstance in which it decides something, its own name where there is no other. `labels`: choices in
    words.
    """

    name: str
    value: Any
    version: str
    title: str
    why: str = ""
    choices: tuple[Any, ...] = ()
    decides: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    def words(self, value: Any) -> str:
        """A choice in words."""
        if isinstance(value, bool):
            return "是" if value else "否"
        return self.labels.get(str(value), str(value))

    def line(self) -> str:
        """How the trace names it where it decided something."""
        return f"{self.title}（设定 {self.name}，版本 {self.version}）"


def load_settings(entries: list[Mapping[str, Any]]) -> dict[str, Setting]:
    """Settings by name. A value that is not among the choices is refused."""
    settings = {}
    for entry in entries:
        only(entry, set(Setting.__dataclass_fields__), f"设定{entry.get('name', '')}")
        setting = Setting(
            name=str(entry["name"]),
            value=entry["value"],
            version=str(entry["version"]),
            title=str(entry["title"]),
            why=str(entry.get("why", "")),
            choices=tuple(entry.get("choices", ())),
            decides=str(entry.get("decides", entry["name"])),
            labels={str(key): str(words) for key, words in entry.get("labels", {}).items()},
        )
        if setting.choices and setting.value not in setting.choices:
            raise PackError(f"设定{setting.name}的值“{setting.value}”不在可选范围内。")
        settings[setting.name] = setting
    return settings
