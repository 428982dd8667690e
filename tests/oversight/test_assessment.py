"""The course of a year's assessment: each verb works, for whom it is meant, in its state, by POST, with a row in the log."""

from dataclasses import dataclass

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from oversight.annual import course, freeze
from oversight.annual.formulas import FORMULAS
from oversight.enums import AssessmentState, Way
from oversight.models import AssessmentScheme, Indicator, SectionReturn
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests.oversight.years import Year

pytestmark = pytest.mark.slow

YEAR = 2026


@pytest.fixture
def told(cast, monkeypatch):
    monkeypatch.setattr("documents.render", lambda *args, **kwargs: b"%PDF-1.7 for tests")
    monkeypatch.setattr("documents.page_count", lambda content: 1)
    monkeypatch.setattr("oversight.annual.press.render", lambda row: (b"%PDF-1.7 report", 24))
    with time_machine.travel("2026-12-28T09:00:00+08:00", tick=False):
        yield Year(cast)


@dataclass(frozen=True)
class Verb:
    """`before` is the chapter after which the page is pressed, `early` one after which it is too soon or too late."""

    page: str
    before: str
    early: str
    by: str
    other: str
    data: dict
    logged: str
    section: bool = False

    def url(self, year: Year) -> str:
        place = [YEAR, year.cast.head1.section_id] if self.section else [YEAR]
        if self.page == "assessment_step":
            place.append(self.data["name"])
        return reverse(self.page, args=place)


VERBS = {
    "open": Verb("assessment_open", "drafted", "opened", "leader1", "leader2", {}, "assessment.open"),
    "hand_in": Verb(
        "assessment_hand_in", "filled", "opened", "head1", "supervisor1", {"words": "全年开展工作。"},
        "assessment.handed_in", True,
    ),
    "review": Verb("assessment_step", "handed_in", "filled", "supervisor1", "head1", {"name": "review"}, "assessment.review"),
    "freeze": Verb("assessment_freeze", "shown", "reviewing", "leader1", "leader2", {"words": "同意。"}, "assessment.frozen"),
    "statement": Verb("law_statement_make", "frozen", "shown", "supervisor1", "leader1", {}, "assessment.statement", True),
}  # fmt: skip


def logged(verb: str) -> int:
    return Event.objects.filter(verb=verb).count()


@pytest.mark.parametrize("name", sorted(VERBS))
def test_a_verb_does_its_work_for_whom_it_is_meant_and_for_nobody_else(told, signed_in, name):
    verb = VERBS[name]
    getattr(told, verb.before)()
    url, cast = verb.url(told), told.cast
    count = logged(verb.logged)
    assert signed_in(getattr(cast, verb.by)).get(url).status_code == 405
    assert signed_in(cast.officer3).post(url, verb.data).status_code == 403
    assert signed_in(cast.admin1).post(url, verb.data).status_code == 403
    page = signed_in(getattr(cast, verb.other)).post(url, verb.data, follow=True)
    assert "由" in str(list(page.context["messages"])[-1]) and logged(verb.logged) == count
    signed_in(getattr(cast, verb.by)).post(url, verb.data)
    assert logged(verb.logged) == count + 1


@pytest.mark.parametrize("name", sorted(VERBS))
def test_a_verb_is_refused_in_the_wrong_state_with_a_sentence(told, signed_in, name):
    verb = VERBS[name]
    getattr(told, verb.early)()
    count = logged(verb.logged)
    page = signed_in(getattr(told.cast, verb.by)).post(verb.url(told), verb.data, follow=True)
    [said] = [str(message) for message in page.context["messages"]]
    assert said.endswith("。") and logged(verb.logged) == count


def test_the_sample_scheme_is_marked_and_whole(told):
    told.drafted()
    rows = list(told.scheme.indicators.all())
    assert told.scheme.is_demo and sum(row.points for row in rows) == 100
    assert {row.formula for row in rows if row.way == Way.MACHINE} == set(FORMULAS)
    assert sum(row.way == Way.VETO for row in rows) == 4
    with pytest.raises(WrongState, match="已经有了"):
        course.draft_scheme(actor=told.cast.supervisor1, year=YEAR)
    with pytest.raises(NotAllowed):
        course.draft_scheme(actor=told.cast.leader1, year=2025)


TIED = (
    "罚款入库额", "处罚案件数量", "罚没收入增长", "行政处罚率", "立案数", "每办一件处罚案件加1分的工作量每多处罚一件", "收缴罚款完成情况",
    "处罚20件以上", "查处案件总额排名", "没收违法所得金额", "办案数", "罚 款 总 额", "全年处罚不少于十件",
)  # fmt: skip
FREE = (
    "强制免罚没有漏用",
    "不予行政处罚决定说理率",
    "期限内办结率",
    "处罚决定按期公示",
    "以罚代移",
    "案卷95分以上率",
    "立案之日起90日内办结",
)


def plain(told, name: str, definition: str = "按评审计分") -> Indicator:
    return course.add_indicator(
        actor=told.cast.supervisor1, scheme=told.scheme, group="其他", name=name, points=5, way="manual",
        formula="", definition=definition, source="本局决定",
    )  # fmt: skip


def test_an_indicator_tied_to_fines_or_the_number_of_penalties_is_refused_by_the_database(told):
    told.drafted()
    for words in TIED:
        with pytest.raises(DomainError, match="74条3款"):
            plain(told, words)
        with pytest.raises(DomainError, match="74条3款"):
            plain(told, "其他工作", definition=words)
        with pytest.raises(IntegrityError, match="74条3款"), transaction.atomic():
            Indicator.objects.filter(scheme=told.scheme, order=4).update(name=words)
    for words in FREE:
        assert plain(told, words).pk


def test_points_must_make_a_hundred_before_the_chair_approves(told, signed_in):
    told.drafted()
    one = told.scheme.indicators.get(name="清单认领")
    client = signed_in(told.cast.supervisor1)
    client.post(reverse("indicator_change", args=[YEAR, one.pk]), {"points": "7"})
    with pytest.raises(DomainError, match="合计102分"):
        course.open_assessment(actor=told.cast.leader1, scheme=told.scheme)
    client.post(reverse("indicator_change", args=[YEAR, one.pk]), {"remove": "1"})
    assert not told.scheme.indicators.filter(name="清单认领").exists()
    plain(told, "清单认领和更新")
    course.open_assessment(actor=told.cast.leader1, scheme=told.scheme)
    with pytest.raises(WrongState):
        plain(told, "迟来的指标")
    with pytest.raises(IntegrityError, match="已经批准"), transaction.atomic():
        Indicator.objects.filter(scheme=told.scheme).update(points=1)


def test_a_section_marks_itself_and_nobody_elses_marks(told, signed_in):
    told.opened()
    cast, score = told.cast, told.score("清单认领")
    url = reverse("assessment_section", args=[YEAR, cast.head1.section_id])
    client = signed_in(cast.head1)
    wrong = client.post(url, {f"s{score.pk}-points": "5.5", f"s{score.pk}-words": "都认领了"})
    assert (
        wrong.status_code == 422
        and "不能超过这项的满分" in wrong.content.decode()
        and "都认领了" in wrong.content.decode()
    )
    assert client.post(url, {f"s{score.pk}-points": "4.5", f"s{score.pk}-words": "都认领了"}).status_code == 302
    assert told.score("清单认领").own == 45
    assert signed_in(cast.head2).get(url).status_code == 404
    with pytest.raises(NotAllowed):
        course.assess_own(actor=cast.head2, score=score, own=10, words="别的科室")
    with pytest.raises(DomainError, match="系统取数"):
        course.assess_own(actor=cast.head1, score=told.score("持证率"), own=10, words="手填")
    with pytest.raises(DomainError, match="还有没自评的指标"):
        course.hand_in(actor=cast.head1, assessment=told.row, section=cast.head1.section, words="完成")


def test_review_keeps_the_machines_figures_and_asks_for_reasons(told, signed_in):
    told.reviewing()
    cast, machine, manual = told.cast, told.score("持证率"), told.score("案卷评查")
    assert (machine.part, machine.whole, machine.final) == (3, 3, 50)
    with pytest.raises(DomainError, match="不能手改"):
        course.review_score(actor=cast.supervisor1, score=machine, final=0, words="改")
    with pytest.raises(DomainError, match="请写明理由"):
        course.review_score(actor=cast.supervisor1, score=manual, final=10, words="")
    url = reverse("assessment_section", args=[YEAR, cast.head1.section_id])
    veto = told.score("报复性执法")
    data = {f"s{score.pk}-points": "1" for score in told.row.scores.filter(section=cast.head1.section)}
    data |= {f"s{score.pk}-words": "抽查有问题" for score in told.row.scores.filter(section=cast.head1.section)}
    assert signed_in(cast.supervisor1).post(url, data | {f"s{veto.pk}-vetoed": "on"}).status_code == 302
    assert told.score("报复性执法").vetoed and told.score("案卷评查").final == 10
    assert (
        freeze.grade(990, True) == "不合格"
        and freeze.grade(950, False) == "优秀"
        and freeze.grade(949, False) == "良好"
    )
    with pytest.raises(WrongState, match="没有评审"):
        course.show_results(actor=cast.supervisor1, assessment=told.row)


def test_an_objection_is_answered_by_supervision_before_the_chair_may_freeze(told, signed_in):
    told.shown()
    cast, score = told.cast, told.score("清单认领")
    place = [YEAR, cast.head1.section_id]
    with pytest.raises(NotAllowed):
        course.raise_objection(actor=cast.head2, score=score, words="不是我们科室")
    signed_in(cast.head1).post(reverse("assessment_object", args=place), {"score": score.pk, "words": "都认领了。"})
    row = score.objections.get()
    with pytest.raises(WrongState, match="没有答复的异议"):
        freeze.freeze(actor=cast.leader1, assessment=told.row, words="同意")
    url = reverse("assessment_answer", args=[*place, row.pk])
    signed_in(cast.supervisor1).post(url, {"after": "9", "words": "核对过"})
    assert score.objections.get().answer == ""
    signed_in(cast.supervisor1).post(url, {"after": "5.0", "words": "核对台账属实"})
    assert (told.score("清单认领").final, logged("assessment.answer")) == (50, 1)
    freeze.freeze(actor=cast.leader1, assessment=told.row, words="同意")


def test_heads_do_not_read_each_others_marks_before_the_freeze(told, signed_in):
    told.shown()
    cast = told.cast
    page = signed_in(cast.head1).get(reverse("assessment", args=[YEAR]))
    assert [row["section"] for row in page.context["sections"]] == [cast.head1.section]
    assert len(signed_in(cast.leader1).get(reverse("assessment", args=[YEAR])).context["sections"]) == 2
    assert signed_in(cast.officer1).get(reverse("assessments")).status_code == 403


def test_raw_sql_cannot_undo_what_was_handed_in_or_frozen(told):
    told.frozen()
    for change in (
        lambda: told.row.scores.update(final=0),
        lambda: AssessmentScheme.objects.update(title="另一个方案"),
        lambda: SectionReturn.objects.update(words="改口"),
        lambda: SectionReturn.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="已经审定冻结"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE oversight_annualassessment SET data = '{}'")
    assert told.row.state == AssessmentState.FROZEN
