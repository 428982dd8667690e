"""调查取证: what officers saw and were told, what was asked in writing, what is kept for evidence, and the end of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.enums import Bound, ObligationKind, QueryResult, RecordKind
from cases.law import law_on
from cases.models import Act, Case, FieldRecord, InvestigationReport, Preservation, WrittenQuery
from cases.papers_course import minute
from cases.services.move import Move, case_url, move, not_later_than_today, stated
from cases.services.owing import cancel, fulfil, open_obligation, open_ones
from cases.services.papers import draft_in
from documents.words import zh_date
from records.enums import PaperStatus, Weight
from records.errors import DomainError, WrongState
from records.services import notify, store_file
from rules.clocks import clock

LEAST_OFFICERS = 2
RECORD_PAPERS = {RecordKind.SCENE: "SCENE_RECORD", RecordKind.INQUIRY: "INQUIRY_RECORD"}


def record_inquiry(
    *,
    actor: User,
    case: Case,
    kind: str,
    begun_at: datetime,
    ended_at: datetime,
    place: str,
    subject: str,
    subject_role: str,
    officers: Sequence[User],
    shown: bool,
    rights_told: bool,
    content: str,
    signed: str,
    party_words: str = "",
    upload: tuple[str, bytes] | None = None,
    version: int | None = None,
) -> FieldRecord:
    """现场笔录 or 询问笔录: at least two licensed officers were there, showed their certificates and told the rights.

    `content`: for an inspection what was found; for questioning one line each, beginning with 问： or 答：.
    """
    with move("record_inquiry", actor=actor, case=case, version=version) as step:
        if kind not in RecordKind.values:
            raise DomainError("请选择现场笔录或者询问笔录。", field="kind")
        _check_time(begun_at, ended_at)
        people = _present(officers, timezone.localtime(begun_at).date())
        if not shown:
            raise DomainError(
                "没有主动出示执法证件的，当事人有权拒绝，记录不能作为证据。请出示证件后重新进行。", field="shown"
            )
        if not rights_told:
            raise DomainError("请先告知当事人的权利和申请回避的权利，再进行检查、询问。", field="rights_told")
        row = FieldRecord.objects.create(
            case=step.case,
            kind=kind,
            begun_at=begun_at,
            ended_at=ended_at,
            place=stated(place, "请填写地点。", field="place", limit=120),
            subject=stated(subject, "请填写在场人或者被询问人。", field="subject", limit=60),
            subject_role=stated(subject_role, "请填写职务或者与案件的关系。", field="subject_role", limit=60),
            shown=shown,
            rights_told=rights_told,
            content=stated(content, "请记录检查情况或者问答。", field="content"),
            party_words=party_words.strip(),
            signed=stated(signed, "请写明当事人签名，或者拒绝签名的情况。", field="signed", limit=120),
            file=store_file(actor=actor, name=upload[0], content=upload[1]) if upload else None,
            recorded_by=actor,
        )
        row.officers.set(people)
        _draft_record(step, row)
        step.log(
            f"{row.get_kind_display()}：{row.subject}（{row.subject_role}）",
            detail=row.content,
            subject=row,
            after={"执法人员": [person.name for person in people], "签名": row.signed},
        )
    return row


def _draft_record(step: Move, row: FieldRecord) -> None:
    act = step.case.acts.select_related("party").order_by("order").first()
    if act is None:
        raise DomainError("请先登记违法行为，再登记笔录。", way_out=case_url(step.case))
    row.paper = draft_in(step, RECORD_PAPERS[row.kind], act=act, extra=record_context(row))
    row.save(update_fields=["paper"])


def _check_time(begun_at: datetime, ended_at: datetime) -> None:
    if ended_at <= begun_at:
        raise DomainError("结束时间须晚于开始时间。", field="ended_at")
    if ended_at > timezone.now():
        raise DomainError("结束时间不能晚于现在。", field="ended_at")


def _present(officers: Sequence[User], on: date) -> list[User]:
    people = list(dict.fromkeys(officers))
    if len(people) < LEAST_OFFICERS:
        raise DomainError("检查、询问不得少于两名执法人员（行政处罚法42条）。请选择在场的人员。", field="officers")
    for person in people:
        if not person.certificate_valid(on=on):
            raise DomainError(f"{person.name}那天没有有效的执法证，不能作为执法人员列名。", field="officers")
    return people


def record_context(row: FieldRecord) -> dict[str, Any]:
    """What the record says for its paper."""
    people = [{"name": one.name, "certificate": one.certificate_number} for one in row.officers.order_by("pk")]
    said: dict[str, Any] = {
        "begun_at": minute(row.begun_at),
        "ended_at": minute(row.ended_at),
        "place": row.place,
        "officers": people,
        "recorder": row.recorded_by.name,
    }
    if row.kind == RecordKind.SCENE:
        shown = "执法人员已出示执法证件，告知检查的依据和当事人的权利，当事人不申请回避。"
        said |= {"present": f"{row.subject}（{row.subject_role}）", "shown": shown, "seen": row.content}
        return said | ({"words": row.party_words} if row.party_words else {})
    return said | {"asked": row.subject, "asked_role": row.subject_role, "dialogue": _talk(row.content)}


def _talk(content: str) -> list[dict[str, str]]:
    """Lines that begin with 问： and 答： as pairs; a line that begins with neither goes on with the one before."""
    pairs: list[dict[str, str]] = []
    for line in filter(None, (text.strip() for text in content.splitlines())):
        mark, rest = line[:2].replace(":", "："), line[2:].strip()
        if mark == "问：" or not pairs:
            pairs.append({"question": rest if mark == "问：" else line, "answer": ""})
        elif mark == "答：":
            pairs[-1]["answer"] = f"{pairs[-1]['answer']}\n{rest}".strip()
        else:
            part = "answer" if pairs[-1]["answer"] else "question"
            pairs[-1][part] = f"{pairs[-1][part]}\n{line}"
    unanswered = next((pair for pair in pairs if not pair["answer"]), None)
    if unanswered:
        raise DomainError(
            f"“{unanswered['question'][:20]}”后面没有答。请一行问、一行答，分别以“问：”“答：”开头；没有回答的写明“答：（沉默）”。",
            field="content",
        )
    return pairs


# --- 查询书 --------------------------------------------------------------------


def ask_in_writing(
    *, actor: User, act: Act, questions: str, reason: str, answer_by: date, version: int | None = None
) -> WrittenQuery:
    """查询书: drafted here, issued and served as every paper; the day to answer runs from service."""
    with move("ask_in_writing", actor=actor, case=act.case, act=act, version=version) as step:
        if not law_on(step.on).procedure.articles("ask_in_writing", step.on):
            raise DomainError("本领域的法律没有规定查询书。请用询问笔录，或者责令提供材料。")
        if answer_by <= step.on:
            raise DomainError("答复期限须晚于今天，给当事人留足时间。", field="answer_by")
        questions = stated(questions, "请逐项写明要查询什么。", field="questions")
        reason = stated(reason, "请写明查询的原因。", field="reason")
        row = WrittenQuery.objects.create(act=step.act, questions=questions, answer_by=answer_by, made_by=actor)
        lines = [line.strip() for line in questions.splitlines() if line.strip()]
        extra = {"reason": reason, "questions": lines, "answer_by": answer_by.isoformat()}
        row.paper = draft_in(step, "QUERY", act=step.act, extra=extra)
        row.save(update_fields=["paper"])
        step.log(f"行为{step.act.order}发出查询书", detail=questions, subject=row, after={"答复期限": answer_by})
    return row


def after_query_served(step: Move, row: WrittenQuery, served_on: date) -> None:
    if served_on > row.answer_by:
        raise DomainError(
            f"送达时答复期限（{zh_date(row.answer_by)}）已经过了。请另发查询书，留足时间。", field="served_on"
        )
    row.served_on = served_on
    row.save(update_fields=["served_on"])
    open_obligation(
        case=step.case,
        act=row.act,
        kind=ObligationKind.QUERY,
        title=f"行为{row.act.order}：书面答复查询书",
        bound=Bound.PARTY,
        due_on=row.answer_by,
        due_words=f"查询书载明的期限（{'；'.join(law_on(step.on).procedure.articles('ask_in_writing', step.on))}）",
        unit="至载明之日",
        bars_closing=False,
    )


def record_reply(
    *,
    actor: User,
    query: WrittenQuery,
    result: str,
    on: date,
    words: str,
    upload: tuple[str, bytes] | None = None,
    version: int | None = None,
) -> WrittenQuery:
    """What the party answered; a refusal, or silence after the day, may be a violation of its own."""
    act = query.act
    with move("record_reply", actor=actor, case=act.case, act=act, version=version) as step:
        row = WrittenQuery.objects.select_for_update().get(pk=query.pk, act=step.act)
        if row.served_on is None or row.result:
            raise WrongState("查询书还没有送达，或者答复已经登记。", way_out=case_url(act.case))
        not_later_than_today(on, step.on, name="答复日期", field="on")
        if on < row.served_on:
            raise DomainError(f"答复日期不能早于查询书送达日（{zh_date(row.served_on)}）。", field="on")
        if result not in QueryResult.values:
            raise DomainError("请选择当事人是否答复。", field="result")
        if result == QueryResult.SILENT and step.on <= row.answer_by:
            raise DomainError(f"答复期限到{zh_date(row.answer_by)}，期满后才能记为没有答复。", field="result")
        row.result, row.answered_on = result, on
        row.answer_words = stated(words, "请记下答复的内容或者没有答复的情况。", field="words")
        row.file = store_file(actor=actor, name=upload[0], content=upload[1]) if upload else None
        row.save()
        owed = open_ones(case=step.case, kind=ObligationKind.QUERY, act=step.act)
        fulfil(owed, by=None, words=f"{zh_date(on)}{row.get_result_display()}")
        step.log(
            f"行为{step.act.order}查询书：{row.get_result_display()}",
            detail=row.answer_words,
            subject=row,
            weight=Weight.PARTY,
            after={"答复日期": on},
        )
    return row


# --- 先行登记保存 --------------------------------------------------------------


def request_preservation(
    *, actor: User, case: Case, items: Sequence[dict[str, str]], place: str, reason: str, version: int | None = None
) -> Preservation:
    """Evidence that may be lost or hard to get later: asked for by the officers, item by item."""
    with move("request_preservation", actor=actor, case=case, version=version) as step:
        listed = [dict(item) for item in items if item.get("name", "").strip()]
        if not listed:
            raise DomainError("请逐项列明要保存的物品或者资料。", field="items")
        row = Preservation.objects.create(
            case=step.case,
            items=listed,
            place=stated(place, "请填写保存在哪里、由谁保管。", field="place", limit=120),
            reason=stated(reason, "请写明为什么可能灭失或者以后难以取得。", field="reason", limit=300),
            asked_by=actor,
        )
        step.log(
            f"申请先行登记保存{len(listed)}项",
            detail=row.reason,
            subject=row,
            after={"物品": [one["name"] for one in listed]},
        )
    return row


def approve_preservation(
    *, actor: User, preservation: Preservation, approve: bool, words: str = "", version: int | None = None
) -> Preservation:
    """A leader approves; from here seven working days run to deal with what is kept (56条)."""
    case = preservation.case
    with move("approve_preservation", actor=actor, case=case, version=version) as step:
        row = Preservation.objects.select_for_update().get(pk=preservation.pk, case=step.case)
        if row.approved is not None:
            raise WrongState("这项申请已经决定。", way_out=case_url(case))
        if not approve:
            words = stated(words, "不批准的，请写明理由。", field="words", limit=300)
        row.approved, row.approved_on, row.words = approve, step.on, words.strip()
        row.approved_by, row.approved_for = step.signature.user, step.signature.for_user
        if approve:
            due = clock("preserve_by").due(step.on, law_on(step.on).calendar)
            row.due_on = due.on
            open_obligation(
                case=step.case,
                kind=ObligationKind.PRESERVE,
                title=f"处理先行登记保存的{len(row.items)}项物品",
                bound=Bound.BUREAU,
                due=due,
            )
        row.save()
        verdict = "批准" if approve else "不批准"
        step.log(f"{verdict}先行登记保存", detail=row.words, subject=row, weight=Weight.DECISION)
        notify(user=row.asked_by, text=f"{step.case}先行登记保存：{verdict}", link=case_url(case))
    return row


def settle_preservation(
    *, actor: User, preservation: Preservation, fate: str, settled_on: date, version: int | None = None
) -> Preservation:
    """What became of the things kept: returned, copied, taken into the evidence, sent for expert opinion."""
    case = preservation.case
    with move("settle_preservation", actor=actor, case=case, version=version) as step:
        row = Preservation.objects.select_for_update().get(pk=preservation.pk, case=step.case)
        if not row.approved or row.settled_on is not None:
            raise WrongState("没有批准保存，或者已经处理。", way_out=case_url(case))
        not_later_than_today(settled_on, step.on, name="处理日期", field="settled_on")
        if settled_on < row.approved_on:
            raise DomainError(f"处理日期不能早于登记保存的日期（{zh_date(row.approved_on)}）。", field="settled_on")
        row.fate = stated(fate, "请写明每项怎样处理。", field="fate", limit=120)
        row.settled_on, row.settled_by = settled_on, actor
        row.save()
        fulfil(
            open_ones(case=step.case, kind=ObligationKind.PRESERVE), by=actor, words=f"{zh_date(settled_on)}{row.fate}"
        )
        late = settled_on > row.due_on
        step.log(
            "处理先行登记保存的物品" + ("（超过7个工作日）" if late else ""),
            detail=row.fate,
            subject=row,
            after={"处理日期": settled_on, "期限": row.due_on},
        )
    return row


# --- 调查终结 ------------------------------------------------------------------


def report_investigation(
    *, actor: User, act: Act, course: str, found: str, proposal: str, version: int | None = None
) -> InvestigationReport:
    """调查终结报告: before anything is told to the party, what was found is written down. A new report replaces a draft."""
    with move("report_investigation", actor=actor, case=act.case, act=act, version=version) as step:
        if step.case.preservations.filter(approved=True, settled_on__isnull=True).exists():
            raise WrongState("先行登记保存的物品还没有处理。请先处理，再终结调查。", way_out=case_url(act.case))
        old = step.act.reports.select_related("paper").first()
        draft = old.paper if old and old.paper and old.paper.status == PaperStatus.DRAFT else None
        row = InvestigationReport.objects.create(
            act=step.act,
            course=stated(course, "请写明调查经过。", field="course"),
            found=stated(found, "请写明查明的事实和证据。", field="found"),
            proposal=stated(proposal, "请写明处理建议和理由。", field="proposal"),
            made_by=actor,
        )
        row.paper = draft_in(step, "INVESTIGATION_REPORT", act=step.act, extra={}, paper=draft)
        row.save(update_fields=["paper"])
        cancel(open_ones(case=step.case, kind=ObligationKind.QUERY, act=step.act), words="调查终结")
        step.log(f"行为{step.act.order}调查终结报告", detail=row.proposal, subject=row)
    return row
