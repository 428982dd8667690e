"""Made-up cases stand in the database as if people had worked them."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Bureau
from cases.models import Case, Decision
from oversight.simulation import moulds
from oversight.simulation.dossiers import Shape
from oversight.simulation.generation import generate
from oversight.simulation.printing import Mould, Press
from oversight.simulation.years import comings, districts
from records import audit
from records.models import Event, NumberSeries, Paper
from tests import factories
from tests.shipped import load_shipped_law

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = date(2026, 6, 30)


@pytest.fixture
def bureau(db):
    factories.Cast()
    load_shipped_law()
    return Bureau.objects.get()


def quiet(_: str) -> None:
    """Progress nobody reads."""


def test_generated_cases_are_those_that_people_would_have_worked(bureau, monkeypatch):
    """Same tables, same columns filled, same verbs in the same order as the dossier; and the audit finds no break."""
    worked: dict[Shape, moulds.Captured] = {}
    plain = moulds.Scene.captured

    def kept(scene, shape):
        return worked.setdefault(shape, plain(scene, shape))

    monkeypatch.setattr(moulds.Scene, "captured", kept)
    gained = generate(cases=8, seed=3, today=TODAY, say=quiet)
    assert gained["cases_case"] == 8 == Case.objects.count()
    said = {tuple(event.verb for event in one.events if event.stream == "cases.case") for one in worked.values()}
    for case in Case.objects.all():
        events = Event.objects.of("cases.case", case.pk)
        assert tuple(events.values_list("verb", flat=True)) in said
    filled = {(table, name) for one in worked.values() for table in one.rows for name in _filled(one, table)}
    for table in gained:
        assert {name for name in _filled_now(table)} <= {name for where, name in filled if where == table}
    report = audit.verify()
    assert report.is_whole, report.breaks
    assert Case.objects.filter(state="closed", closed_on__gt=TODAY).count() == 0
    assert Decision.objects.exists() and Paper.objects.issued().exists()
    assert _triggers_off() == 0


def _filled(one: moulds.Captured, table: str) -> set[str]:
    rows = [row.split("\t") for row in one.rows[table]]
    return {name for place, name in enumerate(one.columns[table]) if any(row[place] != r"\N" for row in rows)}


def _filled_now(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT jsonb_object_keys(jsonb_strip_nulls(to_jsonb(t))) FROM "{table}" t')
        return {name for (name,) in cursor.fetchall()}


def _triggers_off() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'")
        return cursor.fetchone()[0]


def test_a_penalty_worked_to_the_end_is_printed_with_its_own_days_names_and_hashes(bureau):
    with moulds.scene() as scene:
        captured = scene.captured(Shape("fined", "LATE", "enterprise", fine=2500))
    mould = Mould(captured)
    days = mould.dated(date(2020, 2, 5), date(2020, 2, 7), date(2020, 3, 20), TODAY)
    words = {f"{part}_{what}": f"{part}{what}" for part in moulds.NAMES for what in ("id", "name", "certificate")}
    words |= {"month": "2020年1月", "source": "random", "source_label": "双随机", "party_kind": "public_institution"}
    lines: dict[str, list[str]] = {table: [] for table in mould.table_rows}
    Press(dict.fromkeys(captured.before, 500), "渝统", "1").print(mould, days, words, lines)
    [case] = lines["cases_case"]
    assert "渝统立〔2020〕1号" in case and "2020-02-07" in case and "random" in case
    [decision] = lines["cases_decision"]
    assert "2020-03-20" in decision and "leaderid" in decision
    whole = "".join(line for rows in lines.values() for line in rows)
    assert (
        not any(f"2026{sign}" in whole for sign in "-年〕")
        and moulds.ORGAN not in whole
        and not set(moulds.NAMES.values()) & set(whole.split("\t"))
    )
    again: dict[str, list[str]] = {table: [] for table in mould.table_rows}
    Press(dict.fromkeys(captured.before, 500), "渝统", "1").print(mould, days, words, again)
    assert again == lines


def test_the_same_seed_draws_the_same_cases_and_exactly_as_many_as_asked():
    first, second = ([one for year in comings(districts(2_000, 5), 2_000, TODAY) for one in year] for _ in range(2))
    assert first == second and len(first) == 2_000
    assert first != [one for year in comings(districts(2_000, 6), 2_000, TODAY) for one in year]
    assert max(one.lead_on for one in first) <= TODAY
    routes = {one.shape.route for one in first}
    assert {"not_filed", "filed", "spared_slight", "spared_open", "spared_declined", "fined"} <= routes
    parties = [(one.district, one.party) for one in first]
    assert len(set(parties)) < len(parties) * 0.8


def test_a_bureau_at_work_is_left_alone(bureau):
    Bureau.objects.update(is_demo=False)
    with pytest.raises(CommandError) as error:
        call_command("generate_cases", "--cases", "5", stdout=StringIO())
    assert "请换一个空的数据库" in str(error.value)
    assert not Case.objects.exists() and not NumberSeries.objects.exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [(["--cases", "0"], "案件数应为1至"), (["--cases", "5", "--until", "昨天"], "应如 2026-06-30")],
)
def test_wrong_wishes_are_said(bureau, options, words):
    with pytest.raises(CommandError) as error:
        call_command("generate_cases", *options, stdout=StringIO())
    assert words in str(error.value)
