"""The one generator: years drawn by their habits, every case printed from a mould, all rows loaded in one transaction."""

import multiprocessing
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import connection, transaction

from accounts.models import Bureau
from cases.enums import LeadSource
from oversight.simulation import loading, moulds
from oversight.simulation.dossiers import Shape
from oversight.simulation.printing import Mould, Press
from oversight.simulation.staff import Office, Person, Staff
from oversight.simulation.world import World
from oversight.simulation.years import Coming, comings, districts

CHUNK = 1_000
# From here on indexes and foreign keys are built once at the end, and a second process prints.
LARGE = 10_000
AHEAD = 3
Lines = dict[str, list[str]]


@dataclass
class Plan:
    """What is to be printed, once people and parties have their rows."""

    seed: int
    today: date
    years: list[list[Coming]]
    offices: list[dict[str, Office]]
    parties: list[dict[int, Person]]
    leaders: list[Person]

    def shapes(self) -> list[Shape]:
        return sorted({one.shape for year in self.years for one in year}, key=repr)


def generate(*, cases: int, seed: int, today: date, say: Callable[[str], None]) -> dict[str, int]:
    """Make a bureau's years; returns how many rows each table gained. The caller has checked that this may be done."""
    with transaction.atomic():
        plan = _planned(cases, seed, today, say)
        say(f"{len(plan.shapes())}种案卷")
        cut = _moulds(plan.shapes(), say)
        before = moulds.last_numbers()
        tables = sorted({table for mould in cut.values() for table in mould.table_rows})
        columns = {table: names for mould in cut.values() for table, names in mould.captured.columns.items()}
        organ = Bureau.objects.get().word
        press = Press(dict(before), organ, f"{seed}", loading.numbers_taken(organ))
        is_large = cases >= LARGE
        with loading.opened(tables, is_large=is_large):
            done = 0
            for number, lines, state in (_beside if is_large else _printed)(plan, cut, press):
                loading.copy(columns, lines)
                done += number
                press.last_rows, press.last_numbers = state
                if done % (CHUNK * 20) == 0 or done == cases:
                    say(f"已写入{done}个案件")
            say("核对约束，重建索引")
        moulds.set_numbers(press.last_rows)
        loading.numbers_used(organ, press.last_numbers)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {table: press.last_rows[table] - before[table] for table in tables}


def _planned(cases: int, seed: int, today: date, say: Callable[[str], None]) -> Plan:
    worlds: list[World] = districts(cases, seed)
    staff = Staff(seed)
    offices = [staff.district(number, world) for number, world in enumerate(worlds)]
    years = list(comings(worlds, cases, today))
    wanted: list[set[int]] = [set() for _ in worlds]
    for year in years:
        for one in year:
            wanted[one.district].add(one.party)
    parties = [
        staff.parties(world, found, wanted[number])
        for number, (world, found) in enumerate(zip(worlds, offices, strict=True))
    ]
    say(f"{len(staff.offices)}个科室，{sum(map(len, parties))}个当事人")
    return Plan(seed, today, years, offices, parties, staff.leaders)


def _moulds(shapes: list[Shape], say: Callable[[str], None]) -> dict[Shape, Mould]:
    found = {}
    with moulds.scene() as scene:
        for number, shape in enumerate(shapes, 1):
            found[shape] = Mould(scene.captured(shape))
            if number % 25 == 0:
                say(f"已办成{number}种案卷")
    return found


def _printed(plan: Plan, cut: dict[Shape, Mould], press: Press) -> Iterator[tuple[int, Lines, tuple]]:
    """A thousand cases at a time: how many, their lines, and how far the numbers have come."""
    rng = np.random.default_rng([plan.seed, 11])
    lines: Lines = defaultdict(list)
    number = 0
    for year in plan.years:
        for one in year:
            mould = cut[one.shape]
            days = mould.dated(one.lead_on, one.filed_on, one.decided_on, plan.today)
            press.print(mould, days, _words(plan, one, rng), lines)
            number += 1
            if number == CHUNK:
                yield number, lines, (dict(press.last_rows), dict(press.last_numbers))
                lines, number = defaultdict(list), 0
    if number:
        yield number, lines, (dict(press.last_rows), dict(press.last_numbers))


def _words(plan: Plan, one: Coming, rng: np.random.Generator) -> dict[str, str]:
    office, party = plan.offices[one.district][one.section], plan.parties[one.district][one.party]
    lead = office.officers[one.officer]
    others = [person for person in office.officers.values() if person is not lead]
    assistant = others[int(rng.integers(len(others)))]
    leader = plan.leaders[office.pk % len(plan.leaders)]
    month = one.lead_on.month - 1 or 12
    return {
        **lead.words("lead"),
        **assistant.words("assistant"),
        **office.head.words("head"),
        **leader.words("leader"),
        "section_id": str(office.pk),
        "section_name": office.name,
        "party_id": str(party.pk),
        "party_name": party.name,
        "party_kind": party.kind,
        "month": f"{one.lead_on.year - (month == 12)}年{month}月",
        "source": one.source,
        "source_label": str(LeadSource(one.source).label),
    }


def _beside(plan: Plan, cut: dict[Shape, Mould], press: Press) -> Iterator[tuple[int, Lines, tuple]]:
    """The same, printed by a second process while the first one loads; it never touches the database."""
    context = multiprocessing.get_context("fork")
    found = context.Queue(AHEAD)

    def work() -> None:
        try:
            for part in _printed(plan, cut, press):
                found.put(part)
            found.put(None)
        except BaseException as error:
            found.put(error)
            raise

    process = context.Process(target=work, daemon=True)
    process.start()
    try:
        while (part := found.get()) is not None:
            if isinstance(part, BaseException):
                raise part
            yield part
    finally:
        process.terminate()
        process.join()
