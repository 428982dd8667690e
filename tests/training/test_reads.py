"""Hours of a year, who lacks a licence, item analysis, and the yearly figures."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as people
from tests.training import factories
from tests.training.test_imports import good_row, past
from tests.training.test_licences import excuse, pass_unit
from training.analysis import Sheet, item_figures, percent
from training.figures import year_figures
from training.gaps import coverage, coverage_by_section, gaps_of, lacking, licence_words, versions_to_learn
from training.people import records_visible_to
from training.record import year_records
from training.services import attempts, courses, guiding, imports, licences, plan, sessions
from training.todo import study_notices

pytestmark = pytest.mark.django_db


def this_year() -> int:
    return timezone.localdate().year


def record(user, year=None):
    return year_records([user], year=year or this_year())[user.pk]


def take(user, quiz, *, wrong=0):
    sheet = attempts.start_attempt(actor=user, quiz=quiz)
    return attempts.submit_attempt(actor=user, attempt=sheet, answers=factories.answers(sheet.sheet, wrong=wrong))


def test_hours_come_from_sessions_self_study_and_earlier_records(cast):
    sessions.sign_in_people(actor=cast.training1, session=factories.session(cast), people=[cast.officer1])
    course = factories.course(cast)
    quiz = factories.quiz(cast, course=course)
    courses.mark_read(actor=cast.officer1, material=course.materials.get())
    take(cast.officer1, quiz)
    take(cast.officer1, quiz)
    batch = past(cast, good_row(日期=f"{this_year()}-01-02", 学时="1.5"))
    imports.confirm_import(actor=cast.training1, batch=batch)
    row = record(cast.officer1)
    assert (row.sessions, row.self_study, row.past) == (3, 2, Decimal("1.5"))
    assert row.total == Decimal("6.5") and row.short == Decimal("53.5") and not row.is_met


def test_voided_attendance_failed_quizzes_and_other_years_do_not_count(cast):
    (row,) = sessions.sign_in_people(actor=cast.training1, session=factories.session(cast), people=[cast.officer1])
    sessions.void_attendance(actor=cast.training1, attendance=row, reason="代签")
    quiz = factories.quiz(cast, course=factories.course(cast, text="", opened=False), is_exam=True)
    take(cast.officer1, quiz, wrong=2)
    assert record(cast.officer1).total == 0 and record(cast.officer1).exam_missing
    assert record(cast.officer1, this_year() - 1).total == 0


def test_the_year_is_met_by_hours_and_exam(cast):
    licences.set_requirement(actor=cast.training1, year=this_year(), hours=3, reason="局务会")
    sessions.sign_in_people(actor=cast.training1, session=factories.session(cast), people=[cast.officer1])
    assert not record(cast.officer1).is_met
    take(cast.officer1, factories.quiz(cast, is_exam=True))
    assert record(cast.officer1).is_met
    licences.set_requirement(actor=cast.training1, year=this_year(), hours=9, reason="补充", exam_required=False)
    assert record(cast.officer1).short == 6


def test_records_are_read_in_five_queries_however_many_people(cast, django_assert_num_queries):
    people = [cast.officer1, cast.officer2, cast.officer3, cast.officer4, cast.head1, cast.head2]
    with django_assert_num_queries(6):
        year_records(people, year=this_year())


def test_a_publication_shows_at_once_who_lacks_a_licence(cast):
    assert gaps_of(cast.officer1, on=timezone.localdate()) == []
    version = factories.published_list()
    today = timezone.localdate()
    case_workers = {cast.officer1, cast.officer2, cast.officer3, cast.officer4, cast.head1, cast.head2}
    assert set(lacking(version, on=today)) == case_workers
    pass_unit(cast.officer1, licences.open_unit(actor=cast.training1, list_version=version))
    assert set(lacking(version, on=today)) == case_workers - {cast.officer1}
    assert gaps_of(cast.officer1, on=today) == [] and len(gaps_of(cast.officer2, on=today)) == 1
    assert gaps_of(cast.leader1, on=today) == []


def test_a_licence_for_part_of_the_items_or_run_out_is_a_gap(cast):
    version = factories.published_list()
    excuse(cast, version=version, days=5)
    today = timezone.localdate()
    assert gaps_of(cast.officer1, on=today) == []
    assert len(gaps_of(cast.officer1, on=today + timedelta(days=6))) == 1


def test_an_exception_is_remembered_until_the_unit_is_passed(cast):
    version = factories.published_list()
    excuse(cast, version=version, days=5)
    today = timezone.localdate()
    (notice,) = study_notices(cast.officer1, on=today)
    assert notice.on == today + timedelta(days=5) and "例外" in notice.text and not notice.is_late
    pass_unit(cast.officer1, licences.open_unit(actor=cast.officer1, list_version=version))
    assert study_notices(cast.officer1, on=today) == []


def test_coming_versions_are_named_before_they_take_effect_and_ended_ones_are_not(cast):
    today = timezone.localdate()
    factories.published_list("OLD", until=today - timedelta(days=1))
    coming = factories.published_list("NEW", since=today + timedelta(days=10))
    assert versions_to_learn(on=today) == [coming]
    (gap,) = gaps_of(cast.officer1, on=today)
    assert gap.is_coming and not study_notices(cast.officer1, on=today)[0].is_late
    assert licence_words([cast.officer1.pk], on=today) == {cast.officer1.pk: ["NEW"]}


def test_coverage_counts_people_by_section(cast):
    version = factories.published_list()
    today = timezone.localdate()
    pass_unit(cast.officer1, licences.open_unit(actor=cast.training1, list_version=version))
    (whole,) = coverage(on=today)
    (own,) = coverage(on=today, section=cast.officer1.section)
    assert (whole.licensed, whole.people) == (1, 6) and (own.licensed, own.missing) == (1, 2)
    rows = {section.name: (licensed, people) for section, licensed, people in coverage_by_section(version, on=today)}
    assert rows == {"执法监督科": (1, 3), "工业能源科": (0, 3)}


def test_records_are_read_by_oneself_the_own_head_and_by_office(cast):
    seen = {
        name: records_visible_to(user).filter(pk=cast.officer1.pk).exists() for name, user in cast.everyone().items()
    }
    assert {name for name, may in seen.items() if may} == {
        "officer1",
        "head1",
        "leader1",
        "leader2",
        "training1",
        "supervisor1",
    }


def test_notices_name_what_is_owed_and_where_to_go(cast):
    factories.published_list()
    case = factories.guiding_case(cast)
    yesterday = timezone.localdate() - timedelta(days=1)
    guiding.assign_study(
        actor=cast.training1, guiding_case=case, people=[cast.head1], due_on=timezone.localdate(), question="为什么？"
    )
    (stage, _) = plan.set_stages(actor=cast.training1, first_from=date(2023, 6, 13), second_from=date(2090, 1, 1))
    plan.give_milestones(
        actor=cast.training1, stage=stage, sections=[cast.head1.section], title="学习方案", due_on=yesterday
    )
    notices = study_notices(cast.head1, on=timezone.localdate())
    assert [notice.is_late for notice in notices] == [True, False, False, True]
    assert all(notice.url for notice in notices) and "为什么？" in notices[1].text
    assert notices[2].title == "执法监督科：2人待补" and "冉启明没有L1资格" in notices[2].text
    assert len(study_notices(cast.officer1, on=timezone.localdate())) == 1


def test_a_certificate_is_warned_of_two_months_before_it_ends_and_after(cast):
    until = cast.officer1.certificate_until
    assert study_notices(cast.officer1, on=until - timedelta(days=61)) == []
    (soon,) = study_notices(cast.officer1, on=until - timedelta(days=60))
    assert soon.title == "统计执法证将到期" and soon.on == until and not soon.is_late
    (over,) = study_notices(cast.officer1, on=until + timedelta(days=1))
    assert over.title == "统计执法证已过期" and over.is_late and "不能办案" in over.text
    of_head = study_notices(cast.head1, on=until)
    assert [row.title for row in of_head] == ["统计执法证将到期", "执法监督科：2人待补"]
    assert "冉启明执法证将到期" in of_head[1].text


def test_the_notices_of_a_head_cost_the_same_however_many_people(cast, django_assert_num_queries):
    factories.published_list()
    with CaptureQueriesContext(connection) as few:
        study_notices(cast.head1, on=timezone.localdate())
    for number in range(5):
        people.person(f"more{number}", of="执法监督科")
    with django_assert_num_queries(len(few)):
        study_notices(cast.head1, on=timezone.localdate())


# --- item analysis: pure -------------------------------------------------------


def sheets(*rows: str) -> list[Sheet]:
    """One text per person, one sign per question: x right, . wrong."""
    return [Sheet({place: sign == "x" for place, sign in enumerate(row)}) for row in rows]


def test_below_ten_sheets_there_is_no_share():
    (row, *_) = item_figures(sheets(*["xx"] * 9))
    assert row.difficulty is None and row.advice.startswith("作答不足10人")


def test_difficulty_and_discrimination_by_hand():
    """Ten people; the best and the weakest two are compared."""
    rows = ["xxx", "xxx", "xx.", "xx.", "xx.", "xx.", "xx.", "x..", ".x.", "x.."]
    by_question = {row.question: row for row in item_figures(sheets(*rows))}
    assert by_question[0].difficulty == Fraction(9, 10)
    assert by_question[2].difficulty == Fraction(2, 10) and by_question[2].discrimination == 1
    # Of the two weakest, x.. and .x., one has question 1 right; of the two best, both.
    assert by_question[1].discrimination == Fraction(1, 2)
    assert by_question[2].advice.startswith("多数人答错") and by_question[0].advice.startswith("几乎人人")


def test_a_question_the_good_ones_miss_is_suspect():
    rows = ["xxxx."] * 5 + ["....x"] * 5
    assert {row.question: row.advice for row in item_figures(sheets(*rows))}[4].startswith("学得好的反而答错")


def test_all_the_same_tells_nothing_apart():
    (row,) = item_figures(sheets(*["x"] * 12))
    assert row.discrimination is None and percent(row.difficulty) == "100%" and percent(row.discrimination) == ""


@given(st.lists(st.text("x.", min_size=3, max_size=3), min_size=10, max_size=40))
def test_figures_stay_within_their_bounds(rows):
    for row in item_figures(sheets(*rows)):
        assert 0 <= row.difficulty <= 1
        assert row.discrimination is None or -1 <= row.discrimination <= 1


def test_the_statement_counts_people_sessions_quizzes_and_licences(cast):
    version = factories.published_list()
    pass_unit(cast.officer1, licences.open_unit(actor=cast.training1, list_version=version))
    session = factories.session(cast)
    sessions.sign_in_people(actor=cast.training1, session=session, people=[cast.officer1, cast.officer3])
    sessions.close_session(actor=cast.training1, session=session)
    factories.learn(cast, factories.learning_offer(cast))
    factories.learning_offer(cast, factories.act(cast), unit=factories.learning_unit(cast, title="第二单元"))
    found = year_figures(this_year(), on=timezone.localdate())
    assert (found.people, found.sessions, found.attendances, found.quizzes_passed) == (6, 1, 2, 1)
    assert (found.offers, found.offers_done, found.certified, found.met) == (2, 1, 6, 0)
    assert [(row.section.name, row.hours) for row in found.sections] == [("执法监督科", 3), ("工业能源科", 3)]
