"""Which tests of the law can matter to a case: of its offence, its kind of party, the lists."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from rules import cond
from rules.case import Case
from rules.cond import Cond, Test
from rules.facts import FactSpec
from rules.law import Law
from rules.lists import ListVersion
from rules.offences import Offence


def offences_of(case: Case) -> tuple[Offence, ...]:
    """The offence charged, and the one it may have to be judged as."""
    charged = case.charged
    other = (case.law.offences[charged.elements.otherwise],) if charged.elements else ()
    return (charged, *other)


def lists_of(case: Case) -> tuple[ListVersion, ...]:
    """The list versions that may be asked: the one named on the sheet, or all."""
    named = case.sheet.text("active_list")
    if named:
        version = case.law.list_version(named)
        return (version,) if version else ()
    return case.law.lists


def tests_for(case: Case) -> tuple[Test, ...]:
    """All tests, each once."""
    key = ("tests", case.kind, case.violation, case.sheet.text("active_list"))
    if key not in case.law.memo:
        found = (test for condition in _conditions(case) for test in cond.tests(condition))
        case.law.memo[key] = tuple(dict.fromkeys(found))
    tests: tuple[Test, ...] = case.law.memo[key]
    return tests


def _conditions(case: Case) -> Iterator[Cond]:
    for offence in offences_of(case):
        yield from (ground.when for ground in offence.contrary)
        if offence.elements:
            yield offence.elements.when
        if offence.filing:
            yield offence.filing.timely
            if offence.filing.running:
                yield offence.filing.running
        yield from (rule.fine_when for rule in offence.penalties if rule.fine_when and case.kind in rule.kinds)
        yield from (ground.when for ground in case.law.pack.serious if ground.fits(offence.code, case.kind))
        yield from (ground.when for ground in case.law.pack.jurisdiction if ground.fits(offence.code, case.kind))
        for version in lists_of(case):
            yield from (item.condition for item in version.items if item.fits(offence.code, case.kind))
    yield from (exclusion.when for exclusion in case.law.pack.exclusions if exclusion.when)


def structure(case: Case) -> tuple[Hashable, ...]:
    """What of kind and offence the law looks at: two cases with equal structure have equal verdicts on equal facts."""
    pack, kind = case.law.pack, case.kind
    traits = pack.kind(kind)
    parts: list[Hashable] = [traits.natural, traits.organ]
    for offence in offences_of(case):
        person = next((rule.outcome for rule in pack.persons if rule.fits(offence.code, kind)), "")
        fines = tuple(
            (rule.version, rule.fine, rule.serious_fine, rule.fine_when, rule.circular)
            for rule in offence.penalties
            if kind in rule.kinds
        )
        items = tuple(
            (version.code, item.number)
            for version in lists_of(case)
            for item in version.items
            if item.fits(offence.code, kind)
        )
        grounds = tuple(ground.id for ground in (*pack.serious, *pack.jurisdiction) if ground.fits(offence.code, kind))
        when = offence.elements.when if offence.elements else None
        parts += [person, fines, items, grounds, when, offence.law, offence.act_days, offence.filing, offence.contrary]
    return tuple(parts)


def only_if(law: Law) -> Mapping[str, Cond]:
    """The conditions without which a flag can only be false, read once."""
    if "only_if" not in law.memo:
        found = {key: cond.load(spec.only_if, law.facts) for key, spec in law.facts.items() if spec.only_if}
        law.memo["only_if"] = found
    conditions: Mapping[str, Cond] = law.memo["only_if"]
    return conditions


def tied(law: Law) -> Mapping[str, list[FactSpec]]:
    """The days tied to a fact, by the key of that fact."""
    if "tied" not in law.memo:
        found: dict[str, list[FactSpec]] = {}
        for spec in law.facts.values():
            if spec.tied:
                found.setdefault(str(spec.tied["fact"]), []).append(spec)
        law.memo["tied"] = found
    days: Mapping[str, list[FactSpec]] = law.memo["tied"]
    return days
