"""What a pack may not say: each fault in Chinese, with the file and the entry."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from django.utils import timezone

from exemptions.citations import find_provision, parse
from exemptions.enums import Level
from exemptions.models import StatuteVersion
from exemptions.packs.files import PackFault, PackFiles
from exemptions.positions import PARTS, citation_of
from records.errors import DomainError
from rules.citation import Citation

CITING = ("citation", "basis", "references", "plan_citation", "duty", "no_offence")
STARTS, ENDS = ("effective_from", "from"), ("effective_to", "to")
STATUTE_KEYS = ("code", "title", "issuer", "level", "versions")
ITEM_KEYS = ("number", "wording", "offences", "kinds", "condition", "outcome", "binding", "measure", "basis")


# --- statutes ------------------------------------------------------------------


def statute_faults(pack: PackFiles) -> Iterator[PackFault]:
    """Shape, dates and places of the pack's statutes; nothing here needs the database."""
    seen: set[str] = set()
    for entry in pack.entries("statutes"):
        code = str(entry.get("code", "?"))
        missing = [key for key in STATUTE_KEYS if key not in entry]
        if missing:
            yield PackFault("statutes.json", code, f"缺少栏目：{'、'.join(missing)}。")
            continue
        if entry["level"] not in Level.values:
            yield PackFault("statutes.json", code, f"没有“{entry['level']}”这一效力级别。")
        for version in entry["versions"]:
            yield from _version_faults(code, version, seen)


def _version_faults(code: str, version: Mapping[str, Any], seen: set[str]) -> Iterator[PackFault]:
    name = f"{code}({version.get('label')})" if version.get("label") else code
    start, end = day(version.get("effective_from")), day(version.get("effective_to"))
    if start is None:
        yield PackFault("statutes.json", name, "缺少施行日，或者日期写法不对（应写 2024-09-13）。")
    elif end and end < start:
        yield PackFault("statutes.json", name, "最后有效日早于施行日。")
    for provision in version.get("provisions", []):
        citation = citation_of(code, version.get("label", ""), provision)
        text = citation.format()
        if unknown := set(provision) - {*PARTS, "gist"}:
            yield PackFault("statutes.json", text, f"不认识的栏目：{'、'.join(sorted(unknown))}。")
        if not str(provision.get("gist", "")).strip():
            yield PackFault("statutes.json", text, "缺少大意。")
        if text in seen:
            yield PackFault("statutes.json", text, "同一条款写了两次。")
        elif not _reads_back(citation):
            yield PackFault("statutes.json", text, "条款的写法不规范。")
        seen.add(text)


def _reads_back(citation: Citation) -> bool:
    try:
        return Citation.parse(citation.format()) == citation
    except ValueError:
        return False


# --- citations -----------------------------------------------------------------


def citation_faults(pack: PackFiles) -> Iterator[PackFault]:
    """Every citation of every file exists, and was in force when the entry that cites it was."""
    found = cache(_citation_fault)
    for name, content in pack.files.items():
        if name != "statutes":
            for entry, text, on in _walk(content, "", None):
                if message := found(text, on):
                    yield PackFault(f"{name}.json", entry, message)


def _walk(node: Any, entry: str, on: date | None) -> Iterator[tuple[str, str, date | None]]:
    """Citations below a node: the entry they stand in, the text, the day on which they must hold."""
    if isinstance(node, list):
        for child in node:
            yield from _walk(child, entry, on)
    elif isinstance(node, Mapping):
        entry = _entry_name(node) or entry
        on = _relevant_day(node) or on
        for key, child in node.items():
            if key in CITING:
                yield from ((entry, text, day_cited) for text, day_cited in _cited(child, on))
            else:
                yield from _walk(child, entry, on)


def _cited(node: Any, on: date | None) -> Iterator[tuple[str, date | None]]:
    """Citations stand alone, in lists, by version of the law, or with dates of their own."""
    if isinstance(node, str):
        if node:
            yield node, on
    elif isinstance(node, Mapping):
        on = _relevant_day(node) or on
        for key, child in node.items():
            if key not in (*STARTS, *ENDS):
                yield from _cited(child, on)
    else:
        for child in node or []:
            yield from _cited(child, on)


def _entry_name(node: Mapping[str, Any]) -> str:
    return str(next((node[key] for key in ("number", "key", "code", "name") if node.get(key)), ""))


def _relevant_day(node: Mapping[str, Any]) -> date | None:
    """The day an entry begins to speak; for one that was always there, the last day it spoke."""
    for keys in (STARTS, ENDS):
        for key in keys:
            if found := day(node.get(key)):
                return found
    return None


def _citation_fault(text: str, on: date | None) -> str:
    try:
        find_provision(text, on=on or _some_day_in_force(text))
    except DomainError as error:
        return error.message
    return ""


def _some_day_in_force(text: str) -> date:
    """Where the entry names no time, a citation only has to exist."""
    place = parse(text)
    version = StatuteVersion.objects.filter(statute__code=place.statute, label=place.label).first()
    return version.effective_from if version else timezone.localdate()  # the lookup names what is missing


# --- words ---------------------------------------------------------------------


def word_faults(pack: PackFiles) -> Iterator[PackFault]:
    """Words of another trade, and words the law does not know, in what parties and the public will read."""
    words: Mapping[str, str] = pack.files.get("words", {}).get("wrong_domain_words", {})
    for file, content in pack.lists():
        for entry, text in _texts(content):
            for word, instead in words.items():
                if word in text:
                    advice = f"应写“{instead}”" if instead else "请改正"
                    yield PackFault(file, entry, f"出现不属于本机关的用词“{word}”，{advice}。")


def _texts(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield str(content.get("code", "")), str(content.get("title", ""))
    for item in content.get("items", []):
        for key in ("name", "wording", "note"):
            yield str(item.get("number", "")), str(item.get(key) or "")


def day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
