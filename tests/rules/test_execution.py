"""`ask: execution`: what is owed and by when, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.deadlines import Pause
from rules.execution import answer_execution
from rules.procedure import answer_procedure
from rules.surcharge import cap_day, surcharge
from tests.rules.clock_samples import LAW, TODAY, d, sheet


def ask(**keys):
    facts = {"fine_yuan": 50000, "decision_date": "2026-02-27", "served": "2026-03-02", "ask": "execution", **keys}
    return answer_execution(sheet(**{key: value for key, value in facts.items() if value is not ...}), LAW, TODAY)


def days(answer):
    return {key: str(due) for key, due in answer["deadlines"].items()}


# --- payment and surcharge ------------------------------------------------------------------


def test_payment_in_time_owes_nothing_more():
    answer = ask(paid="2026-03-17")
    assert answer["outcome"] == "EXECUTION" and answer["questions"] == ()
    assert answer["surcharge_yuan"] == 0
    assert days(answer)["pay_by"] == "2026-03-17"
    assert answer["duties"] == ("缴款凭证附卷",)


def test_payment_twenty_days_late_owes_sixty_per_cent():
    answer = ask(paid="2026-04-06")
    assert answer["surcharge_yuan"] == 30000
    assert days(answer)["cap_date"] == "2026-04-20"
    assert {"行政处罚法67条3款", "行政处罚法72条1款(一)"} <= set(answer["basis"])
    assert any("50000元×3%×20日=30000元" in step["detail_zh"] for step in answer["trace"])


@pytest.mark.parametrize(
    ("as_of", "owed"),
    [("2026-03-18", 1500), ("2026-04-19", 49500), ("2026-04-20", 50000), ("2026-11-20", 50000)],
)
def test_the_surcharge_grows_by_three_per_cent_a_day_and_stops_at_the_fine(as_of, owed):
    assert ask(paid=None, as_of=as_of)["surcharge_yuan"] == owed


def test_the_last_day_of_payment_rolls_past_national_day():
    keys = {"decision_date": "2026-09-17", "served": "2026-09-18"}
    assert days(ask(**keys, paid="2026-10-08"))["pay_by"] == "2026-10-08"
    assert ask(**keys, paid="2026-10-08")["surcharge_yuan"] == 0
    assert ask(**keys, paid="2026-10-09")["surcharge_yuan"] == 1500


def test_a_part_of_a_yuan_is_let_go():
    assert ask(fine_yuan=150, paid="2026-03-18")["surcharge_yuan"] == 4


def test_a_decision_without_a_fine_owes_nothing():
    answer = ask(fine_yuan=0, paid=...)
    assert answer["questions"] == () and answer["surcharge_yuan"] is None
    assert "pay_by" not in answer["deadlines"]


@pytest.mark.parametrize(("key", "asked"), [("fine_yuan", "fine_yuan"), ("served", "served"), ("paid", "paid")])
def test_what_is_not_on_file_is_asked_about(key, asked):
    answer = ask(**{"paid": None, "as_of": "2026-06-01", key: ...})
    assert asked in answer["questions"]
    assert answer["surcharge_yuan"] is None


def test_without_a_stated_day_the_question_is_never_asked_before_what_has_happened():
    assert ask(paid=None)["surcharge_yuan"] == 0


# --- remedies, deferral ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reconsideration",
    [
        {"filed_on": "2026-03-20", "decided_on": "2026-05-15"},
        {"from": "2026-03-20", "to": "2026-05-15"},
        {"受理": "2026-03-20", "决定": "2026-05-15"},
        ["2026-03-20", "2026-05-15"],
    ],
)
def test_days_of_reconsideration_are_not_counted_first_and_last_included(reconsideration):
    answer = ask(paid="2026-05-25", reconsideration=reconsideration)
    assert answer["surcharge_yuan"] == 50000 * 3 * 12 // 100  # 18 and 19 March, 16 to 25 May
    assert days(answer)["cap_date"] == "2026-06-16"  # two days in March, thirty-two from 16 May
    assert "行政处罚法73条3款" in answer["basis"]
    assert days(answer)["litigation_last_day"] == "2026-06-01"  # fifteen days end on Saturday, 30 May


def test_a_pending_lawsuit_stops_the_surcharge_but_not_the_duty_to_pay():
    answer = ask(paid=None, as_of="2026-06-01", litigation="2026-03-20")
    assert answer["surcharge_yuan"] == 3000
    assert answer["deadlines"]["cap_date"].suspended
    assert "court_application_by" not in answer["deadlines"]
    assert "行政处罚法73条1款" in answer["basis"]


def test_a_remedy_without_its_day_is_asked_about():
    answer = ask(paid=None, as_of="2026-06-01", reconsideration=True)
    assert answer["questions"] == ("reconsideration",) and answer["surcharge_yuan"] is None


def test_remedies_overlapping_count_once_and_false_is_none():
    both = ask(
        paid="2026-05-25",
        reconsideration={"filed_on": "2026-03-20", "decided_on": "2026-05-15"},
        litigation={"filed_on": "2026-05-10", "decided_on": "2026-05-20"},
    )
    assert both["surcharge_yuan"] == 50000 * 3 * 7 // 100
    assert ask(paid="2026-04-06", reconsideration=False, litigation=None)["surcharge_yuan"] == 30000


def test_a_deferral_moves_the_last_day_to_the_day_it_names():
    answer = ask(paid="2026-05-10", extension={"approved_on": "2026-03-10", "until": "2026-04-30"})
    assert days(answer)["pay_by"] == "2026-04-30"
    assert answer["surcharge_yuan"] == 15000
    assert {"行政处罚法66条2款", "行政处罚法72条2款"} <= set(answer["basis"])


def test_a_deferral_not_approved_and_an_extension_of_the_case_move_nothing():
    refused = ask(paid="2026-04-06", extension={"approved_on": None, "until": "2026-04-30"})
    of_the_case = ask(paid="2026-04-06", extension={"approved_on": "2026-02-20", "until": "2026-04-30"})
    assert (refused["surcharge_yuan"], of_the_case["surcharge_yuan"]) == (30000, 30000)


def test_a_deferral_is_no_extension_of_the_case():
    facts = sheet(
        filed_date="2025-11-20", decision_date="2026-02-27", served="2026-03-02", fine_yuan=3000, ask="procedure",
        extension={"approved_on": "2026-03-10", "until": "2026-04-30"},
    )  # fmt: skip
    answer = answer_procedure(facts, LAW, TODAY)
    assert answer["outcome"] is None and "extension.approved_on" in answer["questions"]


# --- the court ---------------------------------------------------------------------------------------


def test_the_court_is_asked_within_three_months_after_the_remedies_end():
    answer = ask(paid=None, as_of="2026-09-10")
    assert days(answer) == {
        "pay_by": "2026-03-17",
        "cap_date": "2026-04-20",
        "reconsideration_last_day": "2026-05-06",
        "litigation_last_day": "2026-09-02",
        "court_application_by": "2026-12-02",
        "demand_by": "2026-11-18",
    }
    assert answer["duties"] == ("加处罚款决定书", "催告书", "强制执行申请书")
    assert {"行政强制法53条", "行政强制法54条", "行政处罚法72条1款(四)"} <= set(answer["basis"])
    assert answer["blocks"] == ()


def test_before_the_remedies_end_only_the_surcharge_follows():
    assert ask(paid=None, as_of="2026-06-01")["duties"] == ("加处罚款决定书",)
    assert ask(paid=None, as_of="2026-03-10")["duties"] == ()


def test_missing_the_three_months_is_named():
    answer = ask(paid=None, as_of="2026-12-03")
    assert answer["blocks"] == (
        "申请人民法院强制执行的期限已于2026年12月2日（星期三）届满，没有申请（行政强制法53条）",
    )


def test_a_deferral_that_ends_after_the_remedies_starts_the_three_months():
    answer = ask(paid=None, as_of="2026-12-05", extension={"approved_on": "2026-03-10", "until": "2026-11-30"})
    assert days(answer)["court_application_by"] == "2027-02-28"
    assert answer["deadlines"]["demand_by"].provisional
    assert answer["blocks"] == ()


# --- arithmetic ------------------------------------------------------------------------------------------


@given(fine=st.integers(1, 500000), late=st.integers(0, 200))
def test_the_surcharge_is_three_per_cent_a_day_and_never_above_the_fine(fine, late):
    start = d("2026-03-17")
    until = start.fromordinal(start.toordinal() + late)
    owed = surcharge(fine, start, until)
    assert 0 <= owed.yuan <= fine
    assert owed.yuan == min(fine, (fine * 3 * late) // 100)
    assert owed.capped == (until >= cap_day(start).on)


@given(late=st.integers(1, 120), first=st.integers(0, 100), length=st.integers(1, 60))
def test_a_pause_never_makes_the_surcharge_dearer_nor_the_cap_earlier(late, first, length):
    start = d("2026-03-17")
    until = start.fromordinal(start.toordinal() + late)
    stop = Pause(start.fromordinal(start.toordinal() + first), start.fromordinal(start.toordinal() + first + length))
    assert surcharge(50000, start, until, [stop]).yuan <= surcharge(50000, start, until).yuan
    assert cap_day(start, [stop]).on >= cap_day(start).on
    assert surcharge(50000, start, cap_day(start, [stop]).on, [stop]).capped
