"""The law as one frozen object: statutes, offences, facts, lists, calendar, settings; and its digest.

`read_packs` turns folders of JSON into one plain dict, `law_from_data` a dict into a Law. A law read from files and one
read from a database are equal, digest included, when their data are.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

from rules.bands import Baseline, load_baseline
from rules.bands import faults as baseline_faults
from rules.calendar import Calendar
from rules.citation import Citation
from rules.facts import FactSpec, Option, load_facts
from rules.lists import ListVersion, load_list
from rules.offences import Offence, PackError, load_offence
from rules.pack import Pack, load_pack
from rules.settings import Setting, load_settings
from rules.terms import Terms

LISTED = ("statutes", "offences", "facts", "settings", "baselines", "lists")
SINGLE = ("calendar", "pack", "procedure")
KEY_OF = {
    "statutes": "code",
    "offences": "code",
    "facts": "key",
    "settings": "name",
    "baselines": "code",
    "lists": "code",
}
BINDING_LEVELS = frozenset({"法律", "行政法规", "地方性法规", "部门规章", "地方政府规章"})


@dataclass(frozen=True)
class StatuteVersion:
    """A dated version of a document; `last` is its last day in force, included."""

    label: str
    first: date
    last: date | None
    document: str
    provisions: Mapping[str, str]

    def in_force(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Statute:
    """A document of law, or one that is only referred to (`binding` False)."""

    code: str
    title: str
    level: str
    versions: tuple[StatuteVersion, ...]

    @property
    def binding(self) -> bool:
        return self.level in BINDING_LEVELS

    def version(self, label: str) -> StatuteVersion | None:
        return next((version for version in self.versions if version.label == label), None)


@dataclass(frozen=True)
class Law:
    """Everything an answer rests on. Immutable; `digest` names it."""

    statutes: Mapping[str, Statute]
    offences: Mapping[str, Offence]
    facts: Mapping[str, FactSpec]
    lists: tuple[ListVersion, ...]
    calendar: Calendar
    settings: Mapping[str, Setting]
    pack: Pack
    procedure: Terms
    baselines: tuple[Baseline, ...]
    digest: str
    memo: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Law) and self.digest == other.digest

    @property
    def version(self) -> str:
        """Short name of this state of the law, for pages: the first twelve digits of the digest."""
        return self.digest[:12]

    def setting(self, name: str) -> Any:
        return self.settings[name].value

    def list_version(self, code: str) -> ListVersion | None:
        return next((version for version in self.lists if version.code == code), None)

    def lists_on(self, day: date) -> ListVersion | None:
        """The list in force on a day; None is a legal state (no list)."""
        found = [version for version in self.lists if version.in_force(day)]
        return max(found, key=lambda version: version.first) if found else None

    def provision(self, citation: str) -> str | None:
        """The gist of a cited provision; None where the library does not have it."""
        cited = Citation.parse(citation)
        statute = self.statutes.get(cited.statute)
        version = statute.version(cited.label) if statute else None
        return version.provisions.get(cited.place()) if version else None

    def title(self, citation: Citation) -> str:
        """The full name of the cited document, for `Citation.format_long`."""
        statute = self.statutes.get(citation.statute)
        return statute.title if statute else ""


# --- files → dict --------------------------------------------------------------


def read_packs(*pack_dirs: Path) -> dict[str, Any]:
    """One plain dict of all packs in these folders."""
    return join_packs(
        {path.stem: read_json(path) for path in sorted(Path(folder).glob("*.json"))} for folder in pack_dirs
    )


def join_packs(packs: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Packs as {file stem: content}, in order: list-valued keys joined by key, single ones taken from the pack that has them."""
    data: dict[str, Any] = {name: [] for name in LISTED}
    for files in packs:
        for stem, content in files.items():
            name = "lists" if stem.startswith("list_") else stem
            if name in LISTED:
                data[name] += content if isinstance(content, list) else [content]
            elif name in SINGLE:
                if name in data:
                    raise PackError(f"{name}.json 只能有一份。")
                data[name] = content
    for name, key in KEY_OF.items():
        data[name] = _merged(data[name], key)
    return data


def _merged(entries: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """Entries by key; a later folder may restate fields of an entry of an earlier one."""
    merged: dict[str, dict[str, Any]] = {}
    for entry in entries:
        merged[entry[key]] = {**merged.get(entry[key], {}), **entry}
    return [merged[name] for name in sorted(merged)]


def read_json(path: Path) -> Any:
    """JSON without floats: a number with a point is refused."""

    def refuse(text: str) -> Any:
        raise PackError(f"{path}：“{text}”请写成文字，规则数据中不用带小数点的数字。")

    return json.loads(path.read_text(encoding="utf-8"), parse_float=refuse)


def canonical(data: Mapping[str, Any]) -> str:
    """The text that is hashed: entries in order of their keys, keys sorted, NFC, no spaces."""
    ordered = dict(data)
    for name, key in KEY_OF.items():
        if name in ordered:
            ordered[name] = sorted(ordered[name], key=itemgetter(key))
    text = json.dumps(ordered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def digest_of(data: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(data).encode()).hexdigest()


# --- dict → Law ----------------------------------------------------------------


def law_from_data(data: Mapping[str, Any]) -> Law:
    """The law from one plain dict as `read_packs` gives it. Raises PackError, CondError, CatalogueError."""
    facts = load_facts(data["facts"])
    facts["violation"] = replace(facts["violation"], options=_offence_options(data["offences"]))
    offences = {entry["code"]: load_offence(entry, facts) for entry in data["offences"]}
    lists = tuple(sorted((load_list(entry, facts) for entry in data["lists"]), key=lambda one: (one.first, one.code)))
    return Law(
        statutes={entry["code"]: _statute(entry) for entry in data["statutes"]},
        offences=offences,
        facts=facts,
        lists=lists,
        calendar=Calendar.from_json(data["calendar"]),
        settings=load_settings(data["settings"]),
        pack=load_pack(data["pack"], facts),
        procedure=Terms.from_json(data.get("procedure", {})),
        baselines=_baselines(data.get("baselines", []), offences, facts),
        digest=digest_of(data),
    )


def _baselines(
    entries: list[dict[str, Any]], offences: Mapping[str, Offence], facts: Mapping[str, FactSpec]
) -> tuple[Baseline, ...]:
    """Baselines that keep within the law and never let worse facts fall into a lower band."""
    found = tuple(load_baseline(entry, facts) for entry in entries)
    for baseline in found:
        for fault in baseline_faults(baseline, offences, facts):
            raise PackError(f"裁量基准{baseline.code}：{fault}")
    return found


def _offence_options(entries: list[dict[str, Any]]) -> tuple[Option, ...]:
    ordered = sorted(entries, key=lambda entry: (entry.get("order", 0), entry["code"]))
    return tuple(Option(entry["code"], entry.get("gist") or entry["name"], entry["name"]) for entry in ordered)


def load_law(*pack_dirs: Path) -> Law:
    """The law of these folders, without a database."""
    return law_from_data(read_packs(*pack_dirs))


def _statute(entry: Mapping[str, Any]) -> Statute:
    versions = tuple(
        StatuteVersion(
            label=str(version.get("label", "")),
            first=date.fromisoformat(version["effective_from"]),
            last=date.fromisoformat(version["effective_to"]) if version.get("effective_to") else None,
            document=str(version.get("document", "")),
            provisions={_place(provision): str(provision.get("gist", "")) for provision in version["provisions"]},
        )
        for version in entry["versions"]
    )
    return Statute(str(entry["code"]), str(entry["title"]), str(entry["level"]), versions)


def _place(provision: Mapping[str, Any]) -> str:
    """33条1款前段 from the parts of a provision."""
    return Citation(
        statute="",
        article=provision.get("article"),
        inserted=provision.get("inserted") or "",
        paragraph=provision.get("paragraph"),
        item=provision.get("item") or "",
        half=provision.get("half") or "",
        section=provision.get("section") or "",
    ).place()
