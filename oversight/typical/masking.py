"""去标识: what of a case would show who it was, found by the machine, settled by a person, each removal marked and kept.

What names the party or a person is never put back. What only looks telling (a figure, a day) may be, with a reason.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cases.models import Case, Fact
from documents import anonymity
from documents.anonymity import Secret
from oversight.enums import RemovalKind
from oversight.models import Removal, TypicalCase

PARTS = {"title": "标题", "keywords": "关键词", "facts": "基本案情", "handling": "处理结果", "meaning": "典型意义"}
KINDS = {
    anonymity.PARTY: RemovalKind.PARTY,
    anonymity.PERSON: RemovalKind.PERSON,
    anonymity.NUMBER: RemovalKind.NUMBER,
    anonymity.PLACE: RemovalKind.PLACE,
    anonymity.FIGURE: RemovalKind.FIGURE,
}
# These stay out whatever anybody says.
HARD = frozenset({RemovalKind.PARTY, RemovalKind.PERSON, RemovalKind.NUMBER})
DAY_GROUND = "精确到日的日期，同行业的人能认出是哪一件"
_NUMERAL = "[〇零一二三四五六七八九十]"
DAYS = (
    (re.compile(r"(\d{4}\s*年\s*\d{1,2}\s*月)\s*(?:\d{1,2}\s*[日号])"), r"\1"),
    (re.compile(rf"({_NUMERAL}{{4}}年{_NUMERAL}{{1,2}}月){_NUMERAL}{{1,3}}[日号]"), r"\1"),
    (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.]\d{1,2}(?!\d)"), r"\1年\2月"),
    (re.compile(r"(?<![\d年])(\d{1,2}\s*月)\s*\d{1,2}\s*[日号]"), r"\1"),
)


@dataclass(frozen=True)
class Stretch:
    """A piece of the text as it will be read. `removed` is what stood there; it never leaves the bureau."""

    text: str
    removed: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Proposal:
    words: str
    instead: str
    kind: str
    ground: str


def secrets_of(case: Case) -> list[Secret]:
    """What is known of the case and must not be read outside."""
    party = case.party
    found = anonymity.secrets_of(party.name, instead=_someone(case))
    for other in party.other_names.all():
        found += anonymity.secrets_of(other.name, instead=_someone(case))
    people = {party.representative, party.contact, *case.officers.values_list("user__name", flat=True)}
    people |= set(case.acts.values_list("offers__replies__person_name", flat=True))
    people |= set(case.acts.values_list("educations__recipient", flat=True))
    found += [Secret(name, anonymity.PERSON, f"{name[0]}某") for name in sorted(filter(None, people)) if len(name) > 1]
    numbers = {party.credit_code, party.phone, case.number}
    found += [Secret(number, anonymity.NUMBER, "××") for number in sorted(filter(None, numbers))]
    places = {party.address, party.township}
    return found + [Secret(place, anonymity.PLACE, "某地") for place in sorted(filter(None, places))]


def _someone(case: Case) -> str:
    return {
        "enterprise": "某企业",
        "individual_business": "某个体工商户",
        "individual": "某人",
        "state_organ": "某机关",
    }.get(case.party.kind, "某单位")


def figures_of(case: Case) -> list[str]:
    """The party's own figures in the answers of the file, as they may stand in a text."""
    said = Fact.objects.filter(case=case, is_current=True, known=True).values_list("value", flat=True)
    return sorted(
        {f"{value}" for value in said if isinstance(value, int | float) and not isinstance(value, bool) and value > 9}
    )


def proposals(texts: Iterable[str], case: Case) -> list[Proposal]:
    """Everything in these texts that should go, each wording once."""
    secrets = secrets_of(case)
    secrets += [Secret(number, anonymity.FIGURE, "若干") for number in figures_of(case)]
    found: dict[str, Proposal] = {}
    for text in texts:
        left = _without_days(text, found)
        while pieces := _weightiest(anonymity.anonymous(left, secrets).removals):
            for piece in pieces:
                _note(piece, found)
                left = left.replace(piece.removed, "\0")
    return list(found.values())


def _weightiest(pieces: Iterable[anonymity.Piece]) -> list[anonymity.Piece]:
    """Names go before what stands beside them is looked at: a street next to a name is not half taken as a number."""
    left = [piece for piece in pieces if piece.removed.strip("\0 ")]
    names = [piece for piece in left if _kind_of(piece.ground) in {RemovalKind.PARTY, RemovalKind.PERSON}]
    return names or [piece for piece in left if _kind_of(piece.ground) != RemovalKind.FIGURE] or left


def _note(piece: anonymity.Piece, found: dict[str, Proposal]) -> None:
    kind = _kind_of(piece.ground)
    instead = "若干" if kind == RemovalKind.FIGURE else piece.text
    for words in filter(None, (part.strip() for part in piece.removed.split("\0"))):
        found.setdefault(words[:200], Proposal(words[:200], instead, kind, piece.ground))


def _kind_of(ground: str) -> str:
    return next((KINDS[kind] for kind, said in anonymity.GROUNDS.items() if said == ground), RemovalKind.OTHER)


def _without_days(text: str, found: dict[str, Proposal]) -> str:
    """The days are noted; in what is looked at next a blank stands for each, so that none is taken twice."""
    for pattern, coarse in DAYS:
        for match in pattern.finditer(text):
            found.setdefault(match[0], Proposal(match[0], match.expand(coarse), RemovalKind.DAY, DAY_GROUND))
        text = pattern.sub("\0", text)
    return text


def stretches(text: str, removals: Sequence[Removal]) -> list[Stretch]:
    """The text as the public reads it; the longest marked words first, so that a name inside a longer one is not cut."""
    by_words = {row.words: row for row in removals}
    if not by_words:
        return [Stretch(text)] if text else []
    pattern = re.compile("|".join(re.escape(words) for words in sorted(by_words, key=len, reverse=True)))
    found, here = [], 0
    for match in pattern.finditer(text):
        row = by_words[match[0]]
        if not row.kept:
            continue
        if match.start() > here:
            found.append(Stretch(text[here : match.start()]))
        found.append(Stretch(row.instead, row.words, row.kind))
        here = match.end()
    return found + ([Stretch(text[here:])] if here < len(text) else [])


def shown(row: TypicalCase, removals: Sequence[Removal]) -> dict[str, list[Stretch]]:
    """Every part of the text as the public would read it."""
    parts = {name: stretches(getattr(row, name), removals) for name in PARTS}
    return parts | {"law": [Stretch(row.law)] if row.law else []}


def said(parts: Mapping[str, Sequence[Stretch]]) -> str:
    return "\n".join("".join(piece.text for piece in pieces) for pieces in parts.values())


def still_read(row: TypicalCase, removals: Sequence[Removal]) -> list[str]:
    """What of the case could still be recognised in the text as it would be published."""
    text = said(shown(row, removals))
    known = [one for one in secrets_of(row.case) if KINDS.get(one.kind) in HARD or one.text == row.case.party.address]
    return sorted({one.text for one in anonymity.leaks(text, known)})
