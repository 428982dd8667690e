"""From the bureau's rows to a question, from the head's answer to supervision's closing; thresholds and consent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Section
from cases.models import Act, Case, CaseOfficer
from oversight.book import book_of
from oversight.models import DetectorRun, DetectorSetting, Finding, FindingClosing
from oversight.services import detection as verbs
from records.audit import first_broken_link
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event, Notice
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = "当周接到统一安排，集中核查了春季报表，前后另有人员培训。"


def filed(cast, number: int, day: date, *, township: str) -> Case:
    """A case of the bureau's own choice, filed on a day."""
    party = factories.party(f"重庆第{number}建材有限公司", by=cast.officer1, township=township, industry="制造业")
    case = Case.objects.create(
        party=party,
        section=cast.officer1.section,
        state="investigating",
        number=f"黔统立〔{day.year}〕{number}号",
        source="data_check",
        discovered_on=day,
        filed_on=day,
        registered_by=cast.officer1,
    )
    CaseOfficer.objects.create(case=case, user=cast.officer1, part="lead", from_on=day)
    Act.objects.create(
        case=case,
        party=party,
        order=1,
        violation="X",
        violation_name="某行为",
        subject="某月",
        created_by=cast.officer1,
    )
    return case


@pytest.fixture
def campaign(cast) -> list[Case]:
    """Twelve cases over a year, and twenty more in one week of it."""
    today = timezone.localdate()
    slow = [filed(cast, number, today - timedelta(days=25 * number + 5), township="石会镇") for number in range(1, 13)]
    week = [filed(cast, 100 + n, today - timedelta(days=180 - n % 6), township=f"第{n}镇") for n in range(20)]
    return slow + week


@pytest.fixture
def asked(campaign, cast) -> Finding:
    verbs.run_detectors(actor=None)
    return Finding.objects.get(detector="campaign")


def test_the_book_holds_the_bureaus_own_rows(campaign, django_assert_num_queries):
    today = timezone.localdate()
    with django_assert_num_queries(3):
        book = book_of(since=today - timedelta(days=365), until=today)
    row = next(one for one in book.cases if one.case == campaign[0].pk)
    assert len(book.cases) == 32 and book.grievances == ()
    assert (row.section, row.township, row.is_own_choice) == ("执法监督科", "石会镇", True)
    assert (row.is_open, row.is_spared, row.fine) == (False, None, None)


def test_a_burst_becomes_a_question_to_the_section_with_its_cases(asked, cast):
    assert asked.section == cast.officer1.section
    assert asked.cases.count() >= 15 and asked.question.endswith("前后为什么少？")
    assert cast.officer1.name not in asked.question
    assert Notice.objects.filter(user=cast.head1, link=reverse("finding", args=[asked.pk])).exists()
    assert not Notice.objects.filter(user=cast.head2).exists()
    assert Event.objects.of(verbs.STREAM, asked.pk).get().verb == "ask_finding"


def test_what_is_open_or_answered_for_is_not_asked_again(asked, cast):
    again = verbs.run_detectors(actor=cast.supervisor1)
    assert (again.asked >= 1, again.fresh) == (True, 0)
    verbs.answer_finding(actor=cast.head1, finding=asked, words=WORDS)
    verbs.close_finding(actor=cast.supervisor1, finding=asked, result="explained", words="属实。")
    assert verbs.run_detectors(actor=None).fresh == 0
    assert Finding.objects.filter(detector="campaign").count() == 1


def test_only_supervision_runs_the_detectors_by_hand(cast):
    with pytest.raises(NotAllowed):
        verbs.run_detectors(actor=cast.head1)
    assert not DetectorRun.objects.exists()


def test_an_empty_bureau_is_asked_nothing(cast):
    run = verbs.run_detectors(actor=None)
    assert (run.cases, run.asked, run.fresh) == (0, 0, 0)
    assert run.thresholds["least_cases"] == 5


def test_the_head_answers_and_supervision_closes(asked, cast):
    verbs.answer_finding(actor=cast.head1, finding=asked, words=WORDS)
    assert Notice.objects.filter(user=cast.supervisor1).exists()
    verbs.close_finding(actor=cast.supervisor1, finding=asked, result="noted", words="今后分散安排。")
    assert Finding.objects.get().state_words == "已办结"
    assert [one.verb for one in Event.objects.of(verbs.STREAM, asked.pk)] == [
        "ask_finding",
        "answer_finding",
        "close_finding",
    ]
    assert first_broken_link(verbs.STREAM, asked.pk) is None


@pytest.mark.parametrize("who", ["head2", "officer1", "supervisor1", "leader1"])
def test_only_the_head_asked_may_answer(asked, cast, who):
    with pytest.raises(NotAllowed, match="执法监督科负责人"):
        verbs.answer_finding(actor=getattr(cast, who), finding=asked, words=WORDS)


def test_an_answer_says_something(asked, cast):
    with pytest.raises(DomainError, match="10个字"):
        verbs.answer_finding(actor=cast.head1, finding=asked, words="  正常  ")


def test_nothing_is_closed_unheard_or_twice(asked, cast):
    with pytest.raises(WrongState, match="还没有说明"):
        verbs.close_finding(actor=cast.supervisor1, finding=asked, result="noted", words="好。")
    with pytest.raises(IntegrityError, match="还没有说明"), transaction.atomic():
        FindingClosing.objects.create(finding=asked, result="noted", words="好。", closed_by=cast.supervisor1)
    verbs.answer_finding(actor=cast.head1, finding=asked, words=WORDS)
    with pytest.raises(NotAllowed):
        verbs.close_finding(actor=cast.head1, finding=asked, result="noted", words="好。")
    with pytest.raises(DomainError, match="办结意见"):
        verbs.close_finding(actor=cast.supervisor1, finding=asked, result="noted", words=" ")
    verbs.close_finding(actor=cast.supervisor1, finding=asked, result="noted", words="好。")
    for verb, more in ((verbs.answer_finding, {}), (verbs.close_finding, {"result": "noted"})):
        with pytest.raises(WrongState, match="已经办结"):
            verb(actor=cast.supervisor1, finding=asked, words=WORDS, **more)


def test_what_was_asked_stands(asked):
    for table in ("oversight_finding", "oversight_finding_cases", "oversight_detectorrun"):
        with pytest.raises(IntegrityError, match="只能增加"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def test_pages_are_for_those_concerned(asked, cast, signed_in):
    page = reverse("finding", args=[asked.pk])
    expected = {"head1": 200, "head2": 404, "supervisor1": 200, "leader1": 200, "officer1": 403, "admin1": 403}
    assert {who: signed_in(getattr(cast, who)).get(page).status_code for who in expected} == expected


def test_the_list_and_the_finding_ask_few_questions_of_the_database(
    asked, cast, signed_in, django_assert_max_num_queries
):
    client = signed_in(cast.head1)
    with django_assert_max_num_queries(16):
        listed = client.get(reverse("findings")).content.decode()
    assert asked.question in listed and "待科室说明" in listed
    with django_assert_max_num_queries(22):
        shown = client.get(reverse("finding", args=[asked.pk])).content.decode()
    assert "百万分之一" in shown and "最少件数" in shown and "黔统立" in shown
    empty = signed_in(cast.head2).get(reverse("findings")).content.decode()
    assert asked.question not in empty and "这里没有问题" in empty


def test_forms_keep_what_was_typed_and_refuse_get(asked, cast, signed_in):
    client, address = signed_in(cast.head1), reverse("finding_answer", args=[asked.pk])
    assert client.get(address).status_code == 405
    refused = client.post(address, {"words": "看过了"})
    assert refused.status_code == 422 and "看过了" in refused.content.decode()
    assert client.post(address, {"words": WORDS}).status_code == 302
    closing = reverse("finding_close", args=[asked.pk])
    client = signed_in(cast.supervisor1)
    assert client.get(closing).status_code == 405
    assert client.post(closing, {"result": "", "words": "好"}).status_code == 422
    assert client.post(closing, {"result": "mended", "words": "已经改为分散安排。"}).status_code == 302
    assert signed_in(cast.head2).post(closing, {}).status_code == 404


# --- thresholds ------------------------------------------------------------------


def set_to(cast, who="supervisor1", **changes):
    fields = {
        "name": "burst_cases",
        "value": Decimal("30"),
        "effective_from": timezone.localdate(),
        "reason": "春季核查集中，先观察。",
    }
    return verbs.set_threshold(actor=getattr(cast, who), **(fields | changes))


def test_a_threshold_holds_from_its_day(campaign, cast):
    set_to(cast, effective_from=timezone.localdate() + timedelta(days=1))
    assert verbs.thresholds_on(timezone.localdate()).burst_cases == 5
    set_to(cast)
    assert verbs.thresholds_on(timezone.localdate()).burst_cases == 30
    verbs.run_detectors(actor=None)
    assert not Finding.objects.filter(sign="burst").exists()
    assert Event.objects.filter(verb="set_threshold").count() == 2


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"name": "other"}, "请选择"),
        ({"value": None}, "应在5至100"),
        ({"value": Decimal("4")}, "应在5至100"),
        ({"value": Decimal("7.5")}, "整数"),
        ({"effective_from": date(2020, 1, 1)}, "不能早于今天"),
        ({"reason": " "}, "理由"),
        ({"who": "leader1"}, "内部监督"),
    ],
)
def test_a_senseless_threshold_is_refused(cast, changes, words):
    with pytest.raises(DomainError, match=words):
        set_to(cast, **changes)
    assert not DetectorSetting.objects.exists()


def test_never_under_five_even_past_the_form(cast):
    with pytest.raises(IntegrityError, match="never_under_five"), transaction.atomic():
        DetectorSetting.objects.create(
            name="least_cases", value=4, effective_from=date(2026, 1, 1), reason="试", set_by=cast.supervisor1
        )


def test_the_page_of_thresholds_shows_meanings_and_takes_a_change(cast, signed_in):
    shown = signed_in(cast.head1).get(reverse("thresholds")).content.decode()
    assert "误报比例上限" in shown and "由内部监督人员调整" in shown
    client = signed_in(cast.supervisor1)
    fields = {"name": "trip_cases", "value": "2", "effective_from": timezone.localdate().isoformat(), "reason": "试行"}
    assert client.post(reverse("thresholds"), fields | {"value": "99"}).status_code == 422
    assert client.post(reverse("thresholds"), fields).status_code == 302
    assert "试行" in client.get(reverse("thresholds")).content.decode()
    assert signed_in(cast.leader1).post(reverse("thresholds"), fields).status_code == 422
    assert client.get(reverse("consent")).status_code == 200


def test_sections_are_asked_in_their_own_name(asked):
    assert Section.objects.get(findings=asked).name == "执法监督科"


def test_neither_a_run_nor_a_threshold_is_taken_by_get_or_by_another_role(cast, signed_in):
    fields = {"name": "burst_cases", "value": "12", "effective_from": timezone.localdate().isoformat(), "reason": "试"}
    assert signed_in(cast.supervisor1).get(reverse("findings_run")).status_code == 405
    for person in (cast.head1, cast.leader1, cast.officer1, cast.admin1):
        assert signed_in(person).post(reverse("findings_run")).status_code == 403
        assert signed_in(person).post(reverse("thresholds"), fields).status_code in {403, 422}
    assert signed_in(cast.supervisor1).get(reverse("thresholds"), fields).status_code == 200
    assert not DetectorSetting.objects.exists() and not DetectorRun.objects.exists()
