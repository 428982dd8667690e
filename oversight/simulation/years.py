"""Many years of a bureau of any size: which cases come, in the order of their days, and how far each has gone by today.

The habits are those of `world.py` and `year.py`: each district is a world whose years follow one another with the same
officers and the same firms. What is looked into and not filed is kept as well, as in an office's own book.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from oversight.simulation.dossiers import Shape
from oversight.simulation.world import BANDS, World, make_world
from oversight.simulation.year import Draft, clean_year, looked_into

YEARS, DISTRICT_YEAR = 5, 900
# Of ten files registered this many are looked into and not filed.
NOT_FILED = 7
FINES = (0.05, 0.15)
MOST_ELSE = (100_000, 10_000)
MOST = {"LATE": (50_000, 1_000), "NO_LEDGER": (50_000, 10_000)}
# A file under way stands at the first of these whose days have not yet passed since its lead.
SLIGHT = (
    (2, "registered"), (4, "filing"), (25, "filed"), (38, "correcting"), (41, "proposed"), (44, "signed"), (49, "offered"),
)  # fmt: skip
GRAVE = ((2, "registered"), (4, "filing"), (25, "filed"), (38, "correcting"), (55, "told"))


@dataclass(frozen=True)
class Coming:
    """One case to be printed. `later`: the day on which what follows the filing is reckoned from."""

    district: int
    section: str
    officer: str
    party: int
    source: str
    shape: Shape
    lead_on: date
    filed_on: date
    decided_on: date


def districts(cases: int, seed: int) -> list[World]:
    number = max(1, round(cases * (10 - NOT_FILED) / 10 / YEARS / DISTRICT_YEAR))
    size = max(1, cases * (10 - NOT_FILED) // 10 // YEARS // number)
    return [make_world(seed * 1_000_003 + place, cases=size) for place in range(number)]


def comings(worlds: list[World], cases: int, today: date) -> Iterator[list[Coming]]:
    """Year by year, the oldest first; together exactly `cases`."""
    years = list(range(today.year - YEARS + 1, today.year + 1))
    whole = cases // YEARS
    left, found = cases, []
    share = (today - date(today.year, 1, 1)).days / 365
    wanted = {today.year: min(cases, round(whole * share))}
    for place, year in enumerate(years[:-1]):
        rest = cases - wanted[today.year]
        wanted[year] = rest * (place + 1) // (YEARS - 1) - rest * place // (YEARS - 1)
    for year in years:
        found = _year(worlds, year, wanted[year], today)
        left -= len(found)
        yield found
    if left:
        raise RuntimeError(f"{left} cases too few")


def _year(worlds: list[World], year: int, wanted: int, today: date) -> list[Coming]:
    found: list[Coming] = []
    last = min(today, date(year, 12, 31))
    reach = max(0.05, ((last - date(year, 1, 1)).days + 1) / 365)
    for place, world in enumerate(worlds):
        mine = wanted * (place + 1) // len(worlds) - wanted * place // len(worlds)
        found += _district(world, place, year, mine, reach, last, today)
    return sorted(found, key=lambda one: one.lead_on)


def _district(world: World, place: int, year: int, wanted: int, reach: float, last: date, today: date) -> list[Coming]:
    """Drawn a little too many, since days after the last are left out, then cut to the number wanted."""
    found: list[Coming] = []
    while len(found) < wanted:
        more = max(20, int((wanted - len(found)) / reach * 1.05))
        filed = more * (10 - NOT_FILED) // 10
        here = replace(world, since=date(year, 1, 1), until=date(year, 12, 31), cases=filed)
        found += [_of_draft(draft, place, today) for draft in clean_year(here) if draft.row.lead_on <= last]
        rest = looked_into(here, more - filed)
        found += [
            _not_filed(here, place, firm, source, day) for firm, source, day in rest if day <= last - timedelta(days=3)
        ]
    return [found[int(number)] for number in sorted(world.rng.permutation(len(found))[:wanted])]


def _not_filed(world: World, place: int, firm, source: str, day: date) -> Coming:
    crew = world.officers_of(firm.section)
    officer = crew[int(world.rng.integers(len(crew)))]
    shape = Shape("not_filed", "LATE" if source == "platform" else "UNTRUE_DATA", like(firm.kind))
    return Coming(place, firm.section, officer.name, firm.number, source, shape, day, day, day)


def _of_draft(draft: Draft, place: int, today: date) -> Coming:
    row, kind = draft.row, like(draft.row.kind)
    offence = row.offence
    if offence == "NO_LEDGER" and kind == "individual_business":
        offence = "INCOMPLETE_DATA"
    decided = row.decided_on or today + timedelta(days=1)
    if decided > today:
        shape, decided = _running(row, (today - row.lead_on).days), row.filed_on
    elif row.is_spared:
        route = "spared_slight" if not row.is_open else "spared_open" if row.answer == "accept" else "spared_declined"
        shape = Shape(route, offence, kind)
    else:
        most = MOST.get(offence, MOST_ELSE)[kind == "individual_business"]
        share = ((row.fine or 0) - row.fine_least) / (row.fine_most - row.fine_least)
        level = FINES[share > 0.4]
        shape = Shape("fined", offence, kind, fine=int(most * level), spoke=row.has_stated and level == FINES[0])
    return Coming(place, row.section, row.officer, row.party, row.source, shape, row.lead_on, row.filed_on, decided)


def _running(row, age: int) -> Shape:
    """Of a file under way: fewer kinds of dossier, since each is many steps."""
    kind = like(row.kind)
    grave = row.severity == BANDS - 1 or not row.is_first
    route = next((name for days, name in (GRAVE if grave else SLIGHT) if age < days), "heard" if grave else "answered")
    offence = "LATE" if row.source == "platform" and route in ("registered", "filing", "filed") else "UNTRUE_DATA"
    fine = int(MOST_ELSE[kind == "individual_business"] * FINES[0]) if route in ("told", "heard") else 0
    return Shape(route, offence, kind, fine)


def like(kind: str) -> str:
    """The kind whose dossiers serve: the law says of an institution what it says of an enterprise."""
    return "enterprise" if kind == "public_institution" else kind
