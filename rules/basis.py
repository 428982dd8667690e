"""What an answer rests on: laws, regulations and rules as basis; what only bears on it as references."""

from __future__ import annotations

from collections.abc import Iterator

from rules.consequence import Verdict, can_be_serious, penalty_of
from rules.correction import FAILED, OVERDUE, REFUSED, correction_state
from rules.findings import LENIENCY
from rules.offences import ByVersion, Penalty
from rules.reading import Reading
from rules.text import (
    CRIMINAL_TRANSFER,
    EDUCATE_INDIVIDUAL,
    ESCALATE_MANUAL,
    JURISDICTION_TRANSFER,
    NEEDS_LEGAL_REVIEW,
    NO_FINE_ORGAN,
    NP_DISCRETIONARY_FIRST,
    NP_MANDATORY_MINOR,
    NP_MANDATORY_NO_FAULT,
    NP_NO_CAPACITY,
    NP_NOT_ESTABLISHED,
    NP_TIME_BARRED,
    PENALTY,
    PENALTY_LENIENT,
    PENALTY_SERIOUS,
    REFER_OFFICIAL,
    SPLIT,
)

ANY = "*"
_P = "行政处罚法"
_T = "行政执法机关移送涉嫌犯罪案件的规定"

# 行政处罚法 and the rules of transfer, per outcome. What the trade adds comes from the pack.
GENERAL: dict[str, tuple[str, ...]] = {
    CRIMINAL_TRANSFER: (
        f"{_P}8条2款",
        f"{_P}27条",
        f"{_P}57条1款(四)",
        *(f"{_T}{article}条" for article in (3, 5, 6, 8, 9, 10, 11)),
    ),
    JURISDICTION_TRANSFER: (f"{_P}17条", f"{_P}22条"),
    EDUCATE_INDIVIDUAL: (f"{_P}4条", f"{_P}6条"),
    REFER_OFFICIAL: (f"{_P}4条",),
    NP_NOT_ESTABLISHED: (f"{_P}57条1款(三)",),
    NP_TIME_BARRED: (f"{_P}36条1款", f"{_P}36条2款"),
    NP_NO_CAPACITY: (f"{_P}57条1款",),
    NP_MANDATORY_NO_FAULT: (f"{_P}33条2款", f"{_P}33条3款", f"{_P}28条1款", f"{_P}57条1款"),
    NP_MANDATORY_MINOR: (f"{_P}33条1款前段", f"{_P}33条3款", f"{_P}28条1款", f"{_P}57条1款(二)"),
    NP_DISCRETIONARY_FIRST: (f"{_P}33条1款后段", f"{_P}33条3款", f"{_P}28条1款", f"{_P}57条1款(二)"),
    ESCALATE_MANUAL: (f"{_P}33条1款后段", f"{_P}28条1款", f"{_P}57条2款"),
    NO_FINE_ORGAN: (f"{_P}28条1款", f"{_P}33条1款", f"{_P}57条1款(一)"),
    PENALTY_LENIENT: (f"{_P}28条1款", f"{_P}57条1款(一)"),
    PENALTY: (f"{_P}28条1款", f"{_P}33条1款", f"{_P}57条1款(一)"),
    PENALTY_SERIOUS: (f"{_P}28条1款", f"{_P}33条1款", f"{_P}57条1款(一)", f"{_P}57条2款"),
    NEEDS_LEGAL_REVIEW: (f"{_P}37条", f"{_P}58条1款(三)"),
    SPLIT: (f"{_P}5条2款", f"{_P}29条"),
}
ESTABLISHED = frozenset(
    {
        NP_TIME_BARRED,
        NP_NO_CAPACITY,
        NP_MANDATORY_NO_FAULT,
        NP_MANDATORY_MINOR,
        NP_DISCRETIONARY_FIRST,
        ESCALATE_MANUAL,
        NO_FINE_ORGAN,
        PENALTY_LENIENT,
        PENALTY,
        PENALTY_SERIOUS,
    }
)
FINED = frozenset({NP_DISCRETIONARY_FIRST, ESCALATE_MANUAL, PENALTY_LENIENT, PENALTY, PENALTY_SERIOUS})


def of_version(basis: ByVersion, reading: Reading, version: str | None = None) -> tuple[str, ...]:
    """The citations for a version of the law, with those that hold for any; the main regime's where its own has none."""
    version = version or (reading.versions[0] if reading.versions else None)
    found = basis.get(ANY, ())
    if version is None:
        return found
    return (*found, *(basis[version] if version in basis else basis.get(main_version(reading), ())))


def main_version(reading: Reading) -> str:
    """The version of the pack's main law on the last day of the act, for offences of another regime."""
    end = reading.end()
    return reading.law.pack.regimes[0].on(end or reading.case.decided_on).id


def basis(reading: Reading, verdict: Verdict, decisive: str) -> tuple[str, ...]:
    """Every provision the answer rests on, each once."""
    return tuple(dict.fromkeys(_basis(reading, verdict, decisive)))


def _basis(reading: Reading, verdict: Verdict, decisive: str) -> Iterator[str]:
    pack, offence = reading.law.pack, reading.offence
    yield from GENERAL.get(verdict.outcome, ())
    if verdict.outcome in ESTABLISHED:
        yield from _punished(reading, verdict)
        yield from of_version(offence.duty, reading, verdict.version)
    if verdict.outcome == NP_NOT_ESTABLISHED:
        yield from _not_established(reading, verdict, decisive)
    if verdict.outcome == NP_NO_CAPACITY:
        yield from (f"{_P}31条前段",) if _by_mind(reading) else (f"{_P}30条前段",)
    if verdict.outcome in (EDUCATE_INDIVIDUAL, REFER_OFFICIAL):
        rule = next(rule for rule in pack.persons if rule.fits(offence.code, reading.case.kind))
        yield from of_version(rule.basis, reading, verdict.version)
        yield from of_version(offence.duty, reading, verdict.version)
    if verdict.outcome == CRIMINAL_TRANSFER:
        for ground in pack.crimes:
            if reading.strict.peek(ground.when):
                yield from of_version(ground.basis or {}, reading)
    if verdict.outcome == JURISDICTION_TRANSFER:
        ground = next(ground for ground in pack.jurisdiction if ground.id == reading.value("elsewhere"))
        yield from of_version(ground.basis or {}, reading, verdict.version)
    yield from _gravity(reading, verdict)
    yield from of_version(pack.basis.get(verdict.outcome, {}), reading, verdict.version)
    yield from _circumstances(reading, verdict)


def _punished(reading: Reading, verdict: Verdict) -> Iterator[str]:
    """The provisions that punish: all of them where a fine may follow, else the one that names the act."""
    serious = reading.flag("serious") is True
    rule = penalty_of(reading.offence, reading.case.kind, verdict.version, serious)
    if rule is None:
        return
    rivals = reading.offence.rules_for(reading.case.kind, verdict.version)
    if len(rivals) > 1:
        yield f"{_P}29条"
    for one in (rule, *(rival for rival in rivals if rival is not rule)):
        yield from one.basis if verdict.outcome in FINED else _naming(one)


def _naming(rule: Penalty) -> tuple[str, ...]:
    return rule.basis[:1]


def _not_established(reading: Reading, verdict: Verdict, decisive: str) -> Iterator[str]:
    if decisive == "no_offence":
        yield from (f"{_P}4条", f"{_P}38条1款")
        yield from of_version(reading.offence.no_offence or {}, reading, verdict.version)
        return
    yield f"{_P}40条"
    yield from of_version(reading.offence.duty, reading, verdict.version)


def _by_mind(reading: Reading) -> bool:
    return reading.case.settled("party.capacity") == "none"


def _gravity(reading: Reading, verdict: Verdict) -> Iterator[str]:
    """情节严重 where it was looked at, and the grounds of art. 32 and 30, 31 that count."""
    pack, kind, code = reading.law.pack, reading.case.kind, reading.offence.code
    if verdict.outcome in FINED and can_be_serious(reading.offence, kind, verdict.version):
        yield from of_version(pack.basis.get("serious_considered", {}), reading, verdict.version)
        for ground in pack.serious:
            if ground.fits(code, kind) and reading.holds(ground.when):
                yield ground.citation
    if verdict.outcome == PENALTY_LENIENT:
        yield from (citation for key, citation in LENIENCY if reading.case.settled(key) is True)
        yield from (f"{_P}30条后段",) if reading.value("age") == "minor" else ()
        yield from (f"{_P}31条后段",) if reading.value("mind") == "limited" else ()
    if verdict.outcome in (PENALTY_LENIENT, PENALTY_SERIOUS) and reading.flag("serious"):
        yield f"{_P}57条2款"


def _circumstances(reading: Reading, verdict: Verdict) -> Iterator[str]:
    versions = reading.versions
    if (
        versions
        and versions[0] != versions[1]
        and verdict.outcome in ESTABLISHED
        or versions
        and _lists_differ(reading)
    ):
        yield f"{_P}37条"
    if reading.case.charged.elements and reading.offence is not reading.case.charged:
        yield f"{_P}40条"
    if reading.case.settled("whistleblown") is True:
        yield from of_version(reading.law.pack.basis.get("whistleblown", {}), reading, verdict.version)


def _lists_differ(reading: Reading) -> bool:
    return len(reading.list_versions()) > 1


def references(reading: Reading, verdict: Verdict) -> tuple[str, ...]:
    """What bears on the answer without being a legal basis. Never printed in a decision."""
    named = reading.law.pack.references
    found = list(named.get(verdict.outcome, ()))
    if _any_exclusion(reading):
        found += named.get("exclusion", ())
    if reading.flag("key_area"):
        found += named.get("key_area", ())
    if verdict.outcome in (NP_MANDATORY_MINOR, NP_DISCRETIONARY_FIRST):
        found += named.get("measure", ())
        if reading.matched():
            found += named.get("list", ())
    if reading.day("tip_off_date"):
        found += named.get("tip_off", ())
    return tuple(dict.fromkeys(found))


def _any_exclusion(reading: Reading) -> bool:
    state = reading.one(lambda view: correction_state(view, reading.offence))
    return bool(reading.flag("excluded")) or state in (FAILED, OVERDUE, REFUSED)
