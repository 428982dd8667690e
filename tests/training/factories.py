"""Training as situations: an open course, a session signed in to, a published list, an act whose party was asked."""

import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from openpyxl import Workbook

from cases.enums import ActState
from cases.models import (
    Act,
    Answer,
    Assessment,
    Case,
    CaseOfficer,
    Countersignature,
    Decision,
    Offer,
    Opinion,
)
from exemptions.models import ItemExample, ListVersion
from parties.models import Party
from tests import factories
from tests.exemptions import factories as law
from training.enums import CourseKind, QuestionKind
from training.models import Course, GuidingCase, LearningOffer, LearningUnit, Question, Quiz, Session
from training.services import courses, guiding, learning, quizzes, sessions, units

CHINA = ZoneInfo("Asia/Shanghai")
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
PDF = b"%PDF-1.7 a signed sheet"


def at(day: str, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), CHINA).replace(hour=hour, minute=minute)


def course(cast, title: str = "行政处罚法专题", *, opened: bool = True, text: str = "应当处罚与教育相结合。") -> Course:
    row = courses.create_course(actor=cast.training1, title=title, kind=CourseKind.LAW, hours=2)
    if text:
        courses.add_text(actor=cast.training1, course=row, title="讲义", body=text)
    return courses.open_course(actor=cast.training1, course=row) if opened else row


def session(cast, *, started_ago: timedelta = timedelta(minutes=5), opened: bool = True, **more) -> Session:
    start = timezone.now() - started_ago
    fields = {"title": "柔性执法培训", "place": "三楼会议室", "trainer": "周敏", "hours": 3} | more
    row = sessions.schedule_session(actor=cast.training1, starts_at=start, ends_at=start + timedelta(hours=3), **fields)
    return sessions.open_sign_in(actor=cast.training1, session=row) if opened else row


def question(cast, text: str = "警示是行政处罚吗？", *, correct: tuple[int, ...] = (1,), **more) -> Question:
    fields = {"kind": QuestionKind.SINGLE, "options": ["是", "不是", "视情况"]} | more
    return quizzes.write_question(actor=cast.training1, text=text, correct=correct, **fields)


def quiz(cast, *, questions: int = 2, opened: bool = True, **more) -> Quiz:
    row = quizzes.create_quiz(actor=cast.training1, **({"title": "专题测验"} | more))
    rows = [question(cast, f"第{number}题：警示是行政处罚吗？") for number in range(1, questions + 1)]
    quizzes.add_questions(actor=cast.training1, quiz=row, questions=rows)
    return quizzes.open_quiz(actor=cast.training1, quiz=row) if opened else row


def answers(sheet: list[dict], *, wrong: int = 0) -> dict[int, list[int]]:
    """Right answers to every line but the first `wrong` ones."""
    found = {}
    for place, row in enumerate(sheet):
        right = list(row["correct"])
        others = [number for number in range(len(row["options"])) if number not in right]
        found[row["question"]] = others[:1] if place < wrong else right
    return found


def published_list(
    code: str = "L1",
    *,
    items: int = 2,
    since: date = date(2024, 1, 1),
    until: date | None = None,
    examples: bool = True,
) -> ListVersion:
    """A list in force whose first item has an example that qualifies and one that does not."""
    version = law.list_version(code, since=since, effective_to=until)
    for number in range(1, items + 1):
        item = law.list_item(version, f"M{number}", binding="must" if number % 2 else "may")
        if examples and number == 1:
            ItemExample.objects.create(item=item, title="迟报半天", sheet={"violation": "LATE"}, qualifies=True)
            ItemExample.objects.create(item=item, title="迟报三天", sheet={"violation": "LATE"}, qualifies=False)
    return law.publish_raw(version)


def guiding_case(cast, *, published: bool = True, **more) -> GuidingCase:
    fields = {
        "title": "某企业迟报统计资料不予行政处罚案",
        "issuer": "国家统计局",
        "facts": "某企业首次迟报一天。",
        "result": "不予行政处罚，并进行教育。",
        "meaning": "轻微并及时改正的，应当不予处罚。",
    } | more
    row = guiding.record_guiding_case(actor=cast.training1, **fields)
    return guiding.publish_guiding_case(actor=cast.training1, guiding_case=row) if published else row


def learning_unit(cast, *, opened: bool = True, **more) -> LearningUnit:
    fields = {
        "title": "按时报送",
        "body": "统计调查对象应当按时报送统计资料。",
        "measures": ["warning"],
        "questions": [question(cast, "报表应当在什么时候报送？"), question(cast, "迟报一天算迟报吗？")],
    } | more
    row = units.write_learning_unit(actor=cast.training1, **fields)
    return units.open_learning_unit(actor=cast.training1, unit=row) if opened else row


def act(
    cast,
    state: str = ActState.OFFERED,
    *,
    party: Party | None = None,
    on: date | None = None,
    measure: str = "warning",
    outcome: str = "NP_MANDATORY_MINOR",
) -> Act:
    """An act of a filed case, brought to a state by the rows that earn it; officers 1 and 2 work on it."""
    on = on or timezone.localdate()
    party = party or factories.party(by=cast.officer1)
    case = Case.objects.create(
        number=f"黔统立〔{on.year}〕{Case.objects.count() + 1}号",
        party=party,
        section=cast.officer1.section,
        state="investigating",
        source="random",
        discovered_on=on,
        filed_on=on,
        registered_by=cast.officer1,
    )
    for part, user in (("lead", cast.officer1), ("assist", cast.officer2)):
        CaseOfficer.objects.create(case=case, user=user, part=part, from_on=on, recusal="none")
    row = Act.objects.create(
        case=case,
        party=party,
        order=1,
        violation="LATE",
        violation_name="迟报统计资料",
        subject="月报",
        created_by=cast.officer1,
    )
    if state != ActState.FACTS:
        _asked(cast, row, on, measure, outcome)
        row.state = ActState.OFFERED
        row.save()
    if state == ActState.DECIDED:
        _decided(cast, row, on)
    return row


def _asked(cast, row: Act, on: date, measure: str, outcome: str) -> None:
    assessment = Assessment.objects.create(
        act=row,
        as_of=on,
        sheet={},
        answer={},
        outcome=outcome,
        law_digest="0" * 64,
        engine_version="1",
        sha256="0" * 64,
        made_by=cast.officer1,
    )
    opinion = Opinion.objects.create(
        act=row, assessment=assessment, adopts=True, outcome=outcome, measure=measure, submitted_by=cast.officer1
    )
    Countersignature.objects.create(opinion=opinion, verdict="approve", signed_by=cast.head1, author=cast.officer1)
    Offer.objects.create(
        act=row, opinion=opinion, measure=measure or "guidance", offered_on=on, answer_by=on, made_by=cast.officer1
    )


def _decided(cast, row: Act, on: date) -> None:
    opinion = row.opinion
    Answer.objects.create(
        offer=row.offer,
        answer="accept",
        means="in_person",
        words="接受",
        answered_on=on,
        recorded_by=cast.officer1,
        witnessed_by=cast.officer2,
    )
    Decision.objects.create(
        act=row,
        assessment=opinion.assessment,
        opinion=opinion,
        outcome=opinion.outcome,
        measure=opinion.measure,
        reasons="轻微并及时改正",
        basis=["行政处罚法33条1款前段"],
        decided_on=on,
        decided_by=cast.leader1,
        author=cast.officer1,
    )
    row.state = ActState.DECIDED
    row.save()


def learning_offer(cast, row: Act | None = None, **more) -> LearningOffer:
    return learning.offer_learning(
        actor=cast.officer1, act=row or act(cast), unit=more.pop("unit", None) or learning_unit(cast)
    )


def learn(cast, offer: LearningOffer, *, wrong: int = 0):
    """The party reads and answers by its link."""
    token = learning.link_token(offer)
    learning.finish_reading(token=token)
    return learning.answer_by_link(
        token=token,
        answers=answers(offer.lesson["sheet"], wrong=wrong),
        person_name="王明",
        person_role="statistician",
    )


def sheet(heads: list[str], *rows: list) -> bytes:
    """An Excel file with these columns and rows."""
    book = Workbook()
    book.active.append(heads)
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
