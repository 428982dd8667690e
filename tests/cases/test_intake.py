"""Late lists: every row becomes what the rules answer for it, and nothing happens that nobody confirmed or signed."""

from datetime import date

import pytest

from cases.enums_intake import IntakeState, RowPlan, RowState
from cases.models import Case, IntakeBatch, LateFiling, Lead, LeadHandling, Register
from cases.services import intake as verbs
from cases.services import intake_steps as steps
from parties.models import Party
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event, Paper
from tests import factories
from tests.cases import lists

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast, clock):
    """The day after the deadline, with registers that are complete."""
    clock.move_to("2026-06-09T10:00:00+08:00")
    for kind in ("own", "past"):
        Register.objects.create(kind=kind, complete_from="2020-01-01", note="逐卷核对")
    return cast


def hand_in(actor, rows, *, harm="none", screened=True, name="名单.xlsx", content=None) -> IntakeBatch:
    content = content or lists.xlsx(rows)
    batch = verbs.hand_in(actor=actor, kind="late_list", upload=(name, content), harm=harm, screened=screened)
    while steps.prepare_some(batch.pk, {}):
        pass
    batch.refresh_from_db()
    return batch


def run(actor, batch) -> IntakeBatch:
    verbs.confirm(actor=actor, batch=batch)
    while steps.run_some(batch.pk):
        pass
    batch.refresh_from_db()
    return batch


def plans(batch) -> list[str]:
    return list(batch.rows.order_by("line").values_list("plan", flat=True))


def to_sign(batch) -> list[int]:
    return list(batch.rows.filter(state=RowState.TO_SIGN).values_list("line", flat=True))


# --- what a row becomes -----------------------------------------------------------


def test_filed_late_unasked_ends_without_a_case_and_not_filed_is_urged(desk):
    batch = hand_in(desk.officer1, [lists.row(1), lists.row(2, submitted="")])
    first = batch.rows.get(line=2)
    assert plans(batch) == [RowPlan.DECLINE, RowPlan.URGE]
    assert (first.outcome, first.measure, first.first_offence) == ("NP_MANDATORY_MINOR", "reminder", "none")
    assert "M4" in first.words


def test_without_the_officers_findings_a_row_goes_to_people_who_are_told_what_to_find_out(desk):
    batch = hand_in(desk.officer1, [lists.row(1)], harm="", screened=False)
    assert plans(batch) == [RowPlan.PERSON]
    assert "还要查明" in batch.rows.get().words


def test_where_the_setting_forbids_it_each_becomes_a_case(desk, monkeypatch):
    monkeypatch.setattr(
        "rules.law.Law.setting", lambda self, name: False if "without_case" in name else self.settings[name].value
    )
    assert plans(hand_in(desk.officer1, [lists.row(1)])) == [RowPlan.CASE]


def test_filed_in_time_is_no_offence(desk):
    batch = hand_in(desk.officer1, [lists.row(1, submitted="2026-06-08 17:00")])
    assert plans(batch) == [RowPlan.NONE]


def test_the_history_of_a_unit_stands_beside_its_row(desk):
    unit = factories.party("重庆旧账有限公司", by=desk.officer1, credit_code=lists.code(5))
    unit.past_decisions.create(
        violation="LATE",
        outcome="NP_MANDATORY_MINOR",
        decided_on=date(2025, 3, 1),
        source="2025年第3卷",
        recorded_by=desk.officer1,
    )
    row = hand_in(desk.officer1, [lists.row(5)]).rows.get()
    assert (row.party, row.first_offence, [one["date"] for one in row.priors]) == (unit, "found", ["2025-03-01"])


def test_before_the_registers_are_complete_the_answer_is_not_searched(desk):
    Register.objects.all().delete()
    assert hand_in(desk.officer1, [lists.row(1)]).rows.get().first_offence == "not_searched"


# --- cells -------------------------------------------------------------------------


def test_faults_are_told_by_cell_and_the_other_rows_go_on(desk):
    wrong = lists.code(3)[:-1] + ("A" if lists.code(3)[-1] != "A" else "B")
    rows = [lists.row(1), lists.row(3, code=wrong), lists.row(4, submitted="2026-06-31"), lists.row(6, due="46181")]
    batch = hand_in(desk.officer1, rows)
    faults = [row.faults[0] for row in batch.rows.filter(plan=RowPlan.WRONG)]
    assert [fault["cell"] for fault in faults] == ["A3", "F4", "E5"]
    assert faults[2]["suggest"] == "2026-06-08"
    assert run(desk.officer1, batch).rows.filter(state=RowState.TO_SIGN).count() == 1


def test_a_double_in_the_sheet_is_imported_once(desk):
    batch = hand_in(desk.officer1, [lists.row(1), lists.row(1, submitted="")])
    assert plans(batch) == [RowPlan.DECLINE, RowPlan.KNOWN] and "第2行重复" in batch.rows.get(line=3).words


def test_a_unit_of_the_same_name_under_another_code_is_asked_about(desk):
    known = factories.party("重庆第1号机械制造有限公司", by=desk.officer1, credit_code=lists.code(9))
    batch = hand_in(desk.officer1, [lists.row(1)])
    row = batch.rows.get()
    assert row.plan == RowPlan.WRONG and row.matches[0]["pk"] == known.pk
    row = verbs.choose_party(actor=desk.officer1, batch=batch, line=2, party=known)
    assert (row.plan, row.party) == (RowPlan.DECLINE, known)
    row = verbs.choose_party(actor=desk.officer1, batch=batch, line=2, party=None)
    assert (row.plan, row.party_choice) == (RowPlan.DECLINE, "new")


def test_a_row_is_mended_in_place_and_asked_about_anew(desk):
    batch = hand_in(desk.officer1, [lists.row(1, submitted="2026-06-31")])
    row = verbs.mend_row(actor=desk.officer1, batch=batch, line=2, values={"submitted": "2026-06-09"})
    assert (row.plan, row.faults, row.edited_by) == (RowPlan.DECLINE, [], desk.officer1)
    assert Event.objects.filter(verb="intake.mend_row", before={"submitted": "2026-06-31"}).exists()


# --- confirming, signing -----------------------------------------------------------


def test_confirmed_rows_become_filings_and_leads_and_new_units_are_registered(desk):
    batch = run(desk.officer1, hand_in(desk.officer1, [lists.row(1), lists.row(2, submitted="")]))
    assert batch.state == IntakeState.DONE
    assert Party.objects.get(credit_code=lists.code(1)).kind == "enterprise"
    assert LateFiling.objects.count() == Lead.objects.filter(state="open", section=desk.officer1.section).count() == 2
    assert Event.objects.filter(verb__in=["record_lead", "party.register"]).count() == 4


def test_the_same_file_twice_changes_nothing(desk):
    content = lists.xlsx([lists.row(1), lists.row(2, submitted="")])
    run(desk.officer1, hand_in(desk.officer1, [], content=content))
    again = hand_in(desk.officer1, [], content=content)
    assert plans(again) == [RowPlan.KNOWN, RowPlan.KNOWN]
    with pytest.raises(DomainError, match="没有可以导入的行"):
        verbs.confirm(actor=desk.officer1, batch=again)
    assert LateFiling.objects.count() == Lead.objects.count() == 2


def test_a_later_list_brings_the_day_of_filing(desk, clock):
    run(desk.officer1, hand_in(desk.officer1, [lists.row(1, submitted="")]))
    clock.move_to("2026-06-10T10:00:00+08:00")
    batch = run(desk.officer1, hand_in(desk.officer1, [lists.row(1)]))
    assert LateFiling.objects.get().submitted_on == date(2026, 6, 9)
    assert plans(batch) == [RowPlan.DECLINE] and Lead.objects.count() == 1


def test_one_signature_ends_the_rows_shown_with_a_reminder_each_and_counts_as_history(desk):
    batch = run(desk.officer1, hand_in(desk.officer1, [lists.row(1), lists.row(2)]))
    verbs.sign_rows(actor=desk.head1, batch=batch, lines=[2])
    while steps.end_one(batch.pk):
        pass
    handling = LeadHandling.objects.get()
    assert (handling.outcome, handling.signed_by, handling.proposed_by) == (
        "NP_MANDATORY_MINOR",
        desk.head1,
        desk.officer1,
    )
    assert (handling.lead.state, handling.corrected_on) == ("not_filed", date(2026, 6, 9))
    paper = Paper.objects.get(in_lead__lead=handling.lead)
    assert (paper.kind, paper.number) == ("REMINDER", "黔统提示〔2026〕1号")
    assert to_sign(batch) == [3]
    next_month = lists.row(1, period="2026年6月", due="2026-06-08")
    assert hand_in(desk.officer1, [next_month]).rows.get().first_offence == "found"


def test_rows_sent_back_stay_open_leads_for_people(desk):
    batch = run(desk.officer1, hand_in(desk.officer1, [lists.row(1)]))
    verbs.return_rows(actor=desk.head1, batch=batch, lines=[2], words="再核实")
    row = batch.rows.get()
    assert (row.plan, row.state, row.lead.state) == (RowPlan.PERSON, RowState.DONE, "open") and "再核实" in row.result


def test_a_case_of_the_list_knows_what_the_list_knew(desk, monkeypatch):
    monkeypatch.setattr(
        "rules.law.Law.setting", lambda self, name: False if "without_case" in name else self.settings[name].value
    )
    run(desk.officer1, hand_in(desk.officer1, [lists.row(1)]))
    act = Case.objects.get().acts.get()
    known = dict(act.facts.filter(is_current=True).values_list("key", "value"))
    assert act.violation == "LATE" and known["due"] == "2026-06-08" and known["submitted"] == "2026-06-09"


# --- stopping ----------------------------------------------------------------------


def test_stopped_it_stands_still_and_goes_on_where_it_was(desk, monkeypatch):
    monkeypatch.setattr(steps, "CHUNK", 1)
    content = lists.xlsx([lists.row(n) for n in (1, 2, 3)])
    batch = verbs.hand_in(actor=desk.officer1, kind="late_list", upload=("a.xlsx", content), harm="none", screened=True)
    steps.prepare_some(batch.pk, {})
    verbs.halt(actor=desk.officer1, batch=batch)
    assert steps.prepare_some(batch.pk, {}) is False and plans(batch).count("") == 2
    verbs.go_on(actor=desk.officer1, batch=batch)
    while steps.prepare_some(batch.pk, {}):
        pass
    assert plans(batch) == [RowPlan.DECLINE] * 3


def test_dropped_it_imports_nothing(desk):
    batch = hand_in(desk.officer1, [lists.row(1)])
    verbs.drop(actor=desk.officer1, batch=batch)
    with pytest.raises(WrongState):
        verbs.confirm(actor=desk.officer1, batch=batch)
    assert not Lead.objects.exists() and not Party.objects.exists()


# --- who, and when -----------------------------------------------------------------

VERBS = {
    "mend_row": {"line": 2, "values": {"phone": "1"}},
    "choose_party": {"line": 2, "party": None},
    "confirm": {},
    "drop": {},
}


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_another_section_and_other_roles_are_refused(desk, verb):
    batch = hand_in(desk.officer1, [lists.row(1)])
    for person in (desk.officer3, desk.leader1, desk.reviewer1, desk.admin1):
        with pytest.raises(NotAllowed):
            getattr(verbs, verb)(actor=person, batch=batch, **VERBS[verb])


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_nothing_is_changed_once_it_has_been_imported(desk, verb):
    batch = run(desk.officer1, hand_in(desk.officer1, [lists.row(1)]))
    with pytest.raises(WrongState, match="已导入"):
        getattr(verbs, verb)(actor=desk.officer1, batch=batch, **VERBS[verb])


def test_nobody_signs_rows_of_their_own_list_nor_without_being_head(desk):
    own = run(desk.head1, hand_in(desk.head1, [lists.row(1)]))
    for person in (desk.head1, desk.officer2, desk.head2):
        with pytest.raises(NotAllowed):
            verbs.sign_rows(actor=person, batch=own, lines=to_sign(own))
    verbs.sign_rows(actor=desk.leader1, batch=own, lines=to_sign(own))
    assert Event.objects.filter(verb="intake.sign_rows", actor=desk.leader1).exists()


def test_only_a_bureau_whose_pack_knows_late_lists_imports_them(desk, monkeypatch):
    monkeypatch.setattr("cases.law.intake_terms", lambda name: {})
    with pytest.raises(DomainError, match="没有启用"):
        hand_in(desk.officer1, [lists.row(1)])


def test_a_list_of_hundreds_takes_few_questions_to_the_database(desk, django_assert_max_num_queries):
    content = lists.xlsx([lists.row(n) for n in range(1, 61)])
    batch = verbs.hand_in(actor=desk.officer1, kind="late_list", upload=("a.xlsx", content), harm="none", screened=True)
    with django_assert_max_num_queries(25):
        steps.prepare_some(batch.pk, {})
    steps.prepare_some(batch.pk, {})
    verbs.confirm(actor=desk.officer1, batch=batch)
    with django_assert_max_num_queries(35):
        steps.run_some(batch.pk)
    assert batch.rows.filter(state=RowState.TO_SIGN).count() == 60
