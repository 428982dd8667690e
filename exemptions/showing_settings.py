"""Settings of law in the words of a page."""

from dataclasses import dataclass
from datetime import date

from exemptions.models import RuleSetting, SettingChange
from rules.settings import Setting


@dataclass(frozen=True)
class Shown:
    """A question with the answer that holds, who gave it, and what is about to change."""

    setting: Setting
    answer: str
    signed: RuleSetting | None
    later: str
    later_on: date | None
    waiting: SettingChange | None

    @property
    def may_change(self) -> bool:
        return len(self.setting.choices) > 1


@dataclass(frozen=True)
class Change:
    """A proposed change with what became of it."""

    row: SettingChange
    answer: str


def setting_shown(
    setting: Setting, signed: RuleSetting | None, later: RuleSetting | None, waiting: SettingChange | None
) -> Shown:
    return Shown(
        setting,
        setting.words(setting.value),
        signed,
        setting.words(later.value) if later else "",
        later.effective_from if later else None,
        waiting,
    )


def change_shown(row: SettingChange, setting: Setting) -> Change:
    return Change(row, setting.words(row.value))
