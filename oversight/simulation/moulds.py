"""What one dossier leaves in the database, kept as rows: worked in a made-up office, captured, rolled back.

While a dossier is worked the identity columns count from marks no real row has, so that every number that belongs to
the file is known wherever it stands, also inside texts and JSON; the same goes for paper numbers, names and days.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as clock_time
from functools import cache
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

import documents
from accounts import services as people_services
from accounts.enums import Role, SectionKind
from accounts.models import Bureau, User
from cases.law import law_on, one_law
from cases.models import Assessment, Case, Decision, FirstOffenceCheck, Obligation
from cases.services import assessments, history
from exemptions.models import Licence, ListItem
from oversight.simulation.dossier_facts import FIRST_DAY
from oversight.simulation.dossiers import Crew, Shape, work
from parties import services as party_services
from parties.models import Party
from records.chain import canonical_json, sha256
from records.models import Event, NumberSeries, Paper

CHINA = ZoneInfo("Asia/Shanghai")
ROOMS = ("records", "accounts", "parties", "cases")
# Identity columns: an 8, three places for the table, six for the row.
ROWS_FROM, PER_TABLE = 8_000_000_000, 1_000_000
# 机关代字 of the made-up office: its numbers begin at 1 and are known by it.
ORGAN = "某关"
PARTS = {
    "lead": Role.OFFICER,
    "assistant": Role.OFFICER,
    "head": Role.HEAD,
    "leader": Role.LEADER,
}
# They stand in every text until a person of the made-up bureau takes the place.
NAMES = {
    "lead": "某主办人", "assistant": "某协办人", "head": "某科长人", "leader": "某局长人",
    "section": "某某科室", "party": "某某当事人",
}  # fmt: skip
CERTIFICATE = "某证"
CERTIFIED = {"certificate_from": date(2010, 1, 1), "certificate_until": date(2035, 12, 31)}


@cache
def tables() -> tuple[str, ...]:
    """Every table that a case can touch, in a fixed order."""
    models = (model for room in ROOMS for model in apps.get_app_config(room).get_models(include_auto_created=True))
    return tuple(model._meta.db_table for model in models if not model._meta.proxy)


@dataclass(frozen=True)
class Captured:
    """Rows as COPY writes them, by table; what was hashed, by its hash; who stands for whom."""

    columns: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, tuple[str, ...]]
    events: tuple[Event, ...]
    said: Mapping[str, Any]
    codes: tuple[str, ...]
    externals: Mapping[int, str]
    before: Mapping[str, int]
    numbers: Mapping[tuple[str, int], date]
    clock_days: frozenset[date]
    decided_on: date | None


class Scene:
    """The office in which dossiers are worked, one after the other."""

    def __init__(self, go_to: Callable[[date, int], None]) -> None:
        self.go_to = go_to
        admin = User.objects.filter(role=Role.ADMINISTRATOR).order_by("pk").first()
        self.section = people_services.add_section(actor=admin, name=NAMES["section"], kind=SectionKind.OFFICE)
        self.people = {}
        for part, role in PARTS.items():
            bound = {} if role == Role.LEADER else {"section": self.section, "certificate_number": CERTIFICATE + part}
            self.people[part] = User.objects.create(
                username=f"mould.{part}", name=NAMES[part], role=role, **bound, **CERTIFIED
            )
        grant(list(self.people.values()), by=admin)
        for kind in ("own", "past"):
            history.declare_register(
                actor=self.people["head"], kind=kind, complete_from=date(2010, 1, 1), note="逐卷核对过纸质案卷。"
            )

    def captured(self, shape: Shape) -> Captured:
        with transaction.atomic():
            self.go_to(FIRST_DAY, 9)
            party = Party(name=NAMES["party"], kind=shape.kind, created_by=self.people["lead"])
            party_services.write_keys(party)
            party.save()
            externals = {person.pk: f"{part}_id" for part, person in self.people.items()}
            externals |= {self.section.pk: "section_id", party.pk: "party_id"}
            before = last_numbers()
            crew = Crew(**self.people, party=party, go_to=self.go_to)
            work(crew, shape)
            found = _captured(before, externals)
            transaction.set_rollback(True)
        return found


def grant(people: list[User], *, by: User) -> None:
    """They have learnt every item of the lists in force."""
    Licence.objects.bulk_create(
        Licence(user=user, item=item, granted_on=date(2020, 1, 1), granted_by=by, source="学习单元")
        for item in ListItem.objects.filter(version__state="published")
        for user in people
    )


@contextmanager
def scene() -> Iterator[Scene]:
    """Nothing that is done inside stays, not even the numbers that were used up."""
    before = last_numbers()
    try:
        with (
            transaction.atomic(),
            time_machine.travel(_at(FIRST_DAY, 9), tick=False) as clock,
            one_law(),
            _unprinted(),
        ):
            _mark()
            law_on(FIRST_DAY)
            yield Scene(lambda day, hour: clock.move_to(_at(day, hour)))
            transaction.set_rollback(True)
    finally:
        set_numbers(before)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, clock_time(hour), CHINA)


@contextmanager
def _unprinted() -> Iterator[None]:
    """Papers without bytes: everything of a paper is written but its print."""
    render, count = documents.render, documents.page_count
    documents.render, documents.page_count = lambda *args, **fields: b"", lambda content: 1
    try:
        yield
    finally:
        documents.render, documents.page_count = render, count


def last_numbers() -> dict[str, int]:
    """By table the last number its identity column gave out; 0 where it gave none."""
    names = ", ".join(f"pg_sequence_last_value(pg_get_serial_sequence('{table}', 'id'))" for table in tables())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names}")
        return {table: last or 0 for table, last in zip(tables(), cursor.fetchone(), strict=True)}


def set_numbers(last: Mapping[str, int]) -> None:
    """The identity columns go on after these."""
    with connection.cursor() as cursor:
        for table, number in last.items():
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {max(number, 1)}, {number > 0})")


def _mark() -> None:
    """Rows of the scene count from marks of their own, its papers under a word of their own."""
    set_numbers({table: ROWS_FROM + place * PER_TABLE for place, table in enumerate(tables())})
    Bureau.objects.update(word=ORGAN)


def _captured(before: Mapping[str, int], externals: Mapping[int, str]) -> Captured:
    columns, rows = {}, {}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone TO 'Asia/Shanghai'; SET CONSTRAINTS ALL IMMEDIATE")
        for table, last in last_numbers().items():
            if last == before[table] or table == NumberSeries._meta.db_table:
                continue
            kept = BytesIO()
            cursor.copy_expert(
                f'COPY (SELECT * FROM "{table}" WHERE id > {before[table]} ORDER BY id) TO STDOUT (HEADER)', kept
            )
            head, *found = kept.getvalue().decode().splitlines()
            columns[table], rows[table] = tuple(head.split("\t")), tuple(found)
        # Django reads in UTC.
        cursor.execute("SET LOCAL timezone TO 'UTC'; SET CONSTRAINTS ALL DEFERRED")
    events = tuple(
        Event.objects.filter(pk__gt=before[Event._meta.db_table]).order_by("stream", "stream_id", "sequence")
    )
    papers = list(Paper.objects.filter(pk__gt=before[Paper._meta.db_table]).order_by("pk"))
    decisions = Decision.objects.filter(pk__gt=before[Decision._meta.db_table])
    clocks = Obligation.objects.filter(pk__gt=before[Obligation._meta.db_table], kind="decide", act__isnull=True)
    return Captured(
        columns=columns,
        rows=rows,
        events=events,
        said=_said(before, papers),
        codes=tuple(paper.verify_code for paper in papers if paper.verify_code),
        externals=externals,
        before=before,
        numbers=_numbers(before, papers),
        clock_days=frozenset(day for day in clocks.values_list("due_on", flat=True) if day),
        decided_on=decisions.values_list("decided_on", flat=True).first(),
    )


def _numbers(before: Mapping[str, int], papers: list[Paper]) -> dict[tuple[str, int], date]:
    """Word and number of everything that took a number, with the day."""
    found = {
        (paper.number_word, paper.sequence): timezone.localdate(paper.issued_at)
        for paper in papers
        if paper.sequence and paper.issued_at
    }
    for number, day in Case.objects.filter(pk__gt=before[Case._meta.db_table]).values_list("number", "filed_on"):
        if number:
            found["立", int(number.partition("〕")[2].rstrip("号"))] = day
    return found


def _said(before: Mapping[str, int], papers: list[Paper]) -> dict[str, Any]:
    """What each hash outside the log is taken over."""
    found = [paper.context for paper in papers]
    found += map(assessments.hashed, Assessment.objects.filter(pk__gt=before[Assessment._meta.db_table]))
    found += map(history.hashed, FirstOffenceCheck.objects.filter(pk__gt=before[FirstOffenceCheck._meta.db_table]))
    return {sha256(canonical_json(one)): one for one in found}
