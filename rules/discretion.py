"""The band of a case: which step of the bureau's baseline its facts lead to, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from rules.bands import Band, BandRow, Baseline, Discretion
from rules.cond import tests
from rules.reading import Reading


def discretion(reading: Reading, version: str) -> Discretion | None:
    """The baseline of the offence judged and this version of the law; None where there is none, or the class is open."""
    case, serious = reading.case, bool(reading.flag("serious"))
    fitting = (
        one for one in reading.law.baselines if one.fits(reading.offence.code, case.kind, version, case.decided_on)
    )
    baseline = next(fitting, None)
    bands = baseline.of_class(serious) if baseline else ()
    if baseline is None or not bands:
        return None
    possible = still_possible(reading, bands)
    chosen = bands[possible[0]] if len(possible) == 1 else None
    return Discretion(
        code=baseline.code,
        title_zh=baseline.title,
        demo=baseline.demo,
        note_zh=baseline.note,
        fine=chosen.fine if chosen else None,
        severity=chosen.severity if chosen else "",
        rows=tuple(_rows(reading, baseline, bands, possible)),
        factors=tuple((case.spec(key).label, reading.fact_text(key)) for key in baseline.dimensions),
        questions=() if chosen else _open_facts(reading, bands),
    )


def still_possible(reading: Reading, bands: tuple[Band, ...]) -> list[int]:
    """The steps the case can still fall into: the highest one that is met for certain, and every open one above it."""
    found = []
    for index in reversed(range(len(bands))):
        when = bands[index].when
        met = True if when is None else reading.strict.peek(when)
        if met is not False:
            found.append(index)
        if met is True:
            break
    return found


def _rows(reading: Reading, baseline: Baseline, bands: tuple[Band, ...], possible: list[int]) -> list[BandRow]:
    said = "true" if len(possible) == 1 else "unknown"
    return [
        BandRow(
            band.severity,
            baseline.wording(band, reading.law.facts),
            band.fine,
            said if index in possible else "false",
        )
        for index, band in enumerate(bands)
    ]


def _open_facts(reading: Reading, bands: tuple[Band, ...]) -> tuple[str, ...]:
    """The facts of the conditions that are not known, entered or derived."""
    asked = dict.fromkeys(test for band in bands if band.when for test in tests(band.when))
    unknown = (test.fact for test in asked if reading.strict.peek(test) is None)
    return tuple(dict.fromkeys(key for fact in unknown for key in _entered(reading, fact)))


def _entered(reading: Reading, key: str) -> Iterator[str]:
    """The facts somebody has to enter so that this one is known."""
    spec = reading.case.spec(key)
    if spec.entered or not spec.of:
        yield key
        return
    for part in spec.of:
        if not reading.case.stated(part):
            yield from _entered(reading, part)
