"""What may be published of each kind of decision: a table of the packs, with the source of every field."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

TABLE = "publication.json"


@dataclass(frozen=True)
class Field:
    key: str
    label: str
    source: str
    note: str


@dataclass(frozen=True)
class Kind:
    """One kind of decision: `fields` is all that is ever published of it, in this order."""

    code: str
    title: str
    names_party: bool
    clock: str
    shown_months: int
    source: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Ground:
    code: str
    label: str
    source: str


@dataclass(frozen=True)
class Table:
    kinds: dict[str, Kind]
    grounds: dict[str, Ground]


def table() -> Table:
    return _read(tuple(map(str, settings.FLEX_PACKS)))


@cache
def _read(folders: tuple[str, ...]) -> Table:
    """The common table, then what the bureau's own trade says otherwise of it."""
    found: dict[str, dict] = {"kinds": {}, "grounds": {}}
    for path in (Path(folder) / TABLE for folder in folders):
        if path.exists():
            _lay_over(found, json.loads(path.read_text(encoding="utf-8")))
    kinds = {
        code: Kind(
            code,
            row["title"],
            row["names_party"],
            row["clock"],
            row["shown_months"],
            tuple(row["source"]),
            tuple(Field(**field) for field in row["fields"]),
        )
        for code, row in found["kinds"].items()
    }
    return Table(kinds, {code: Ground(code, **row) for code, row in found["grounds"].items()})


def _lay_over(found: dict[str, dict], said: dict[str, dict]) -> None:
    for code, ground in said.get("grounds", {}).items():
        found["grounds"][code] = ground
    for code, more in said.get("kinds", {}).items():
        row = found["kinds"].setdefault(code, {"fields": []})
        known = {field["key"]: field for field in row["fields"]}
        for field in more.get("fields", []):
            known[field["key"]] = known.get(field["key"], {}) | field
        row |= {name: value for name, value in more.items() if name != "fields"}
        row["fields"] = list(known.values())
