"""A year of work in a made-up bureau: when cases come, how grave they are, how an even hand decides them.

An even hand: what the law settles is settled by gravity and by whether it is the first time; where the law leaves the
choice, gravity and the officer's general strictness decide, never who the party is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from oversight.detection.rows import COMPLAINT, REFUSAL, REMEDY, STATEMENT, Book, CaseRow, Grievance, LeadRow
from oversight.simulation.world import BANDS, OFFENCE_SHARES, OFFENCES, Firm, World

RANGES = {"enterprise": (0, 100_000), "public_institution": (0, 100_000), "individual_business": (0, 10_000)}
SOURCES = ("platform", "data_check", "random", "tip_off", "assigned")
EDGES = np.cumsum(OFFENCE_SHARES)[:-1]


@dataclass
class Draft:
    """A case while the year is being made; `x` is its gravity between 0 and 1."""

    row: CaseRow
    x: float
    strictness: float


def clean_year(world: World) -> list[Draft]:
    """A year in which nobody is treated unevenly."""
    rng, drafts = world.rng, []
    seen: dict[int, int] = {}
    comings = sorted(_comings(world), key=lambda one: one[0])
    for number, (day, source, firm, offence) in enumerate(comings, 1):
        first = seen.get(firm.number, 0) == 0 and rng.random() < 0.9
        seen[firm.number] = seen.get(firm.number, 0) + 1
        drafts.append(_case(world, number, day, source, firm, offence, first))
    return drafts


def _comings(world: World):
    rng = world.rng
    total = world.cases
    ordered = int(total * rng.uniform(0.05, 0.12)) if "ordered_check" in world.features else 0
    drawn = int(total * rng.uniform(0.08, 0.15)) if "random_draws" in world.features else 0
    rest = total - ordered - drawn
    late, tips = int(rest * 0.34), int(rest * 0.08)
    own = rest - late - tips
    yield from _late_lists(world, late)
    yield from _ordered(world, ordered)
    yield from _draws(world, drawn)
    for _ in range(tips):
        yield int(rng.integers(0, 360)), "tip_off", _firm(world), _offence(rng)
    yield from _own_checks(world, own)


def _firm(world: World) -> Firm:
    return world.firms[int(np.searchsorted(world.firm_risk, world.rng.random()))]


def _offence(rng) -> str:
    return OFFENCES[int(np.searchsorted(EDGES, rng.random()))]


def _late_lists(world: World, number: int):
    """Monthly reports are due in the second week: batches some days after; the quarter's and the year's are larger."""
    rng = world.rng
    weights = np.array([1.0, 0.8, 2.2, 1.4, 0.9, 0.9, 1.4, 0.9, 0.9, 1.4, 0.9, 0.9])
    for month in rng.choice(12, size=number, p=weights / weights.sum()):
        day = 30 * int(month) + 12 + int(rng.gamma(2.0) * 2)
        offence = "LATE" if rng.random() < 0.8 else "REFUSE_OR_AFTER_URGE"
        yield min(day, 362), "platform", _firm(world), offence


def _ordered(world: World, number: int):
    """The upper level orders a check of one trade: many cases of one trade within six weeks."""
    rng = world.rng
    trades = sorted({firm.trade for firm in world.firms})
    trade = trades[int(rng.integers(len(trades)))]
    firms = [firm for firm in world.firms if firm.trade == trade]
    start = int(rng.integers(60, 280))
    for _ in range(number):
        firm = firms[int(rng.integers(len(firms)))]
        yield start + int(rng.integers(0, 42)), "assigned", firm, str(rng.choice(("UNTRUE_DATA", "NO_LEDGER")))


def _draws(world: World, number: int):
    """Two to four draws a year; what they find is filed within three weeks."""
    rng = world.rng
    starts = rng.integers(40, 320, size=int(rng.integers(2, 5)))
    for _ in range(number):
        yield int(rng.choice(starts)) + int(rng.integers(0, 21)), "random", _firm(world), _offence(rng)


def _own_checks(world: World, number: int):
    """The bureau's own data checks: busier in spring and autumn, now and then two or three firms on one trip."""
    rng = world.rng
    made = 0
    while made < number:
        day = int(rng.integers(0, 360))
        season = 1 + 0.35 * np.cos((day - 105) / 365 * 4 * np.pi)
        if rng.random() * 1.4 > season:
            continue
        firm = _firm(world)
        trip = min(int(rng.choice((1, 1, 1, 1, 2, 3))), number - made)
        near = world.near[firm.section, firm.township]
        for place in range(trip):
            chosen = firm if place == 0 else near[int(rng.integers(len(near)))]
            yield day + int(rng.integers(0, 3)), "data_check", chosen, _offence(rng)
        made += trip


def _case(world: World, number: int, day: int, source: str, firm: Firm, offence: str, first: bool) -> Draft:
    rng = world.rng
    crew = world.officers_of(firm.section)
    officer = crew[int(rng.integers(len(crew)))]
    x = float(rng.beta(1.6, 2.0))
    lead = world.since + timedelta(days=day)
    filed = lead + timedelta(days=int(rng.integers(0, 8)))
    decided = filed + timedelta(days=14 + int(rng.gamma(3.0) * 9))
    # The leaders sign twice a week.
    decided += timedelta(days=(1 - decided.weekday()) % 7 if rng.random() < 0.5 else (4 - decided.weekday()) % 7)
    row = CaseRow(
        case=number,
        title=f"立〔{world.since.year}〕{number}号",
        section=firm.section,
        officer=officer.name,
        party=firm.number,
        kind=firm.kind,
        trade=firm.trade,
        township=firm.township,
        offence=offence,
        severity=min(int(x * BANDS), BANDS - 1),
        is_first=first,
        source=source,
        lead_on=lead,
        filed_on=filed,
        decided_on=decided if decided <= world.until + timedelta(days=60) else None,
    )
    return decide(world, Draft(row, x, officer.strictness))


def decide(world: World, draft: Draft, *, harsher: float = 0.0, higher: float = 0.0) -> Draft:
    """The even hand; `harsher` moves the choice (log odds), `higher` the fine (share of the range)."""
    rng, row = world.rng, draft.row
    open_choice = row.is_first and 1 <= row.severity <= 3
    if not row.is_first or row.severity == BANDS - 1:
        spared = False
    elif row.severity == 0:
        spared = True
    else:
        odds = 3.2 - 6.0 * draft.x - 0.9 * draft.strictness - harsher
        spared = bool(rng.random() < 1 / (1 + np.exp(-odds)))
    least, most = RANGES[row.kind]
    fine = None if spared else fine_for(world, draft, higher)
    answer = ("accept" if rng.random() < 0.88 else "decline") if open_choice else ""
    stated = not spared and bool(rng.random() < 0.18)
    return replace(
        draft,
        row=replace(
            row,
            is_open=open_choice,
            is_spared=spared if row.decided_on else None,
            fine=fine if row.decided_on else None,
            fine_least=least,
            fine_most=most,
            notified_fine=fine,
            answer=answer,
            has_stated=stated,
        ),
    )


def fine_for(world: World, draft: Draft, higher: float = 0.0) -> int:
    """By gravity, a little by the officer, rounded as offices round."""
    least, most = RANGES[draft.row.kind]
    share = 0.08 + 0.6 * draft.x + 0.06 * draft.strictness + (0.1 if not draft.row.is_first else 0.0) + higher
    share = float(np.clip(share + world.rng.normal(0, 0.07), 0.02, 1.0))
    step = (most - least) // 20
    return least + max(1, round(share * 20)) * step


def grievances_of(world: World, drafts: list[Draft]) -> list[Grievance]:
    """Who complains, appeals or states does so after its own case; some more than others."""
    rng, found = world.rng, []
    for draft in drafts:
        row = draft.row
        if row.decided_on is None:
            continue
        if rng.random() < 0.04:
            found.append(Grievance(row.party, row.section, COMPLAINT, row.decided_on))
        if row.fine and rng.random() < 0.08:
            found.append(Grievance(row.party, row.section, REMEDY, row.decided_on + timedelta(days=20)))
        if row.has_stated:
            found.append(Grievance(row.party, row.section, STATEMENT, row.decided_on - timedelta(days=10)))
        if row.answer == "decline":
            found.append(Grievance(row.party, row.section, REFUSAL, row.decided_on - timedelta(days=5)))
    return found


def leads_of(world: World, drafts: list[Draft]) -> list[LeadRow]:
    """Every case had a lead; about a sixth as many again were looked into and not filed."""
    found = [_lead(draft.row, number, True) for number, draft in enumerate(drafts, 1)]
    for number, (firm, source, day) in enumerate(looked_into(world, len(drafts) // 6), len(drafts) + 1):
        found.append(
            LeadRow(
                number, firm.section, firm.number, firm.kind, firm.trade, firm.township, source, day, is_filed=False
            )
        )
    return found


def looked_into(world: World, number: int) -> Iterator[tuple[Firm, str, date]]:
    """What was looked into and not filed: about whom, from where it came, on which day."""
    for _ in range(number):
        firm = _firm(world)
        source = str(world.rng.choice(SOURCES, p=(0.3, 0.35, 0.1, 0.2, 0.05)))
        yield firm, source, world.since + timedelta(days=int(world.rng.integers(0, 360)))


def _lead(row: CaseRow, number: int, filed: bool) -> LeadRow:
    return LeadRow(number, row.section, row.party, row.kind, row.trade, row.township, row.source, row.lead_on, filed)


def book_of(world: World, drafts: list[Draft], leads: list[LeadRow], grievances: list[Grievance]) -> Book:
    rows = tuple(draft.row for draft in drafts)
    return Book(world.since, world.until, rows, tuple(leads), tuple(grievances))


def clean_book(world: World) -> Book:
    drafts = clean_year(world)
    return book_of(world, drafts, leads_of(world, drafts), grievances_of(world, drafts))
