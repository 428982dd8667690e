"""A pack on disk: which file holds what. Reads and names faults; knows nothing of the database."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from records.chain import canonical_json
from records.errors import DomainError

LISTED = ("statutes", "facts", "offences", "baselines", "examples")
LIST_FILE = "list_"


@dataclass(frozen=True)
class PackFault:
    file: str
    entry: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}{f'（{self.entry}）' if self.entry else ''}：{self.message}"


class PackRefused(DomainError):
    """The pack as a whole is refused; every fault is named by file and entry."""

    def __init__(self, faults: list[PackFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("数据包没有载入，有{}处要改正：\n{}".format(len(faults), "\n".join(map(str, faults))))


@dataclass(frozen=True)
class PackFiles:
    """`files`: every JSON file by its stem, as written."""

    path: Path
    files: dict[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.about.get("code") or self.path.name

    @property
    def about(self) -> dict[str, Any]:
        return self.files.get("about") or self.files.get("pack", {})

    @property
    def title(self) -> str:
        return self.about.get("title") or self.code

    @property
    def digest(self) -> str:
        return hashlib.sha256(canonical_json(self.files).encode()).hexdigest()

    def entries(self, name: str) -> list[dict[str, Any]]:
        return self.files.get(name, [])

    def lists(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for name, content in self.files.items():
            if name.startswith(LIST_FILE):
                yield f"{name}.json", content

    def kept(self) -> dict[str, Any]:
        """All but the lists, which become versions of their own."""
        return {name: content for name, content in self.files.items() if not name.startswith(LIST_FILE)}


def read_pack(path: Path) -> PackFiles:
    if not path.is_dir():
        raise DomainError(f"没有数据包目录 {path}。")
    files, faults = {}, []
    for file in sorted(path.glob("*.json")):
        try:
            files[file.stem] = json.loads(file.read_text(encoding="utf-8"), parse_float=_refuse_float)
        except UnicodeDecodeError:
            faults.append(PackFault(file.name, "", "不是 UTF-8 编码。"))
        except json.JSONDecodeError as error:
            faults.append(PackFault(file.name, f"第{error.lineno}行", "不是正确的 JSON，请检查逗号、引号和括号。"))
        except FloatFound as error:
            faults.append(PackFault(file.name, "", f"{error}带小数点，请写成文字，例如“{error}”加引号。"))
    for name in LISTED:
        if not isinstance(files.get(name, []), list):
            faults.append(PackFault(f"{name}.json", "", "应当是数组。"))
    if not files and not faults:
        faults.append(PackFault(path.name, "", "目录里没有 JSON 文件。"))
    if faults:
        raise PackRefused(faults)
    return PackFiles(path, files)


class FloatFound(ValueError):
    """A number with a point: never exact, so never law."""


def _refuse_float(text: str) -> None:
    raise FloatFound(text)
