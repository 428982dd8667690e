"""The route of a penalty on one page: each step of the law with where it stands."""

from django.utils import timezone

from cases.enums import ActState
from cases.models import Act, PenaltyProcedure, PriorNotice
from cases.procedure import procedure_facts
from cases.services import sanctions
from cases.views.actsteps import StepRow
from cases.views.support import act_url
from records.enums import PaperStatus
from records.templatetags.flex import money_zh, zh_date
from rules.gates import barring

DONE, DOING, WAIT, NA = "done", "doing", "wait", "na"


def route_rows(act: Act) -> list[StepRow]:
    """Notice, statement, hearing, review, discussion, decision, payment; nothing before the procedure is opened."""
    procedure = act.penalty_procedure or act.penalty_procedures.filter(decision__isnull=False).first()
    if procedure is None:
        return []
    notice = procedure.notice
    asked = _asked(act, notice)
    return [
        _notice(act, notice),
        _statement(act, notice),
        _hearing(act, notice),
        _review(act, procedure, asked),
        _discussion(act, procedure, asked),
        _ruling(act),
        _payment(act),
    ]


def _asked(act: Act, notice: PriorNotice | None) -> set[str]:
    """The gates that still ask for something before the decision."""
    if notice is None or act.state != ActState.ORDINARY:
        return set()
    facts = procedure_facts(act, timezone.localdate(), fine=notice.fine, final=True)
    return {gate.key for gate in barring("decide", facts, strict=False)}


def _notice(act: Act, row: PriorNotice | None) -> StepRow:
    url = act_url("notice", act)
    if row is None or row.paper is None:
        return StepRow("事先告知", url, DOING, "待告知", "写明拟作的处罚、理由和当事人的权利")
    told = "、".join(row.penalties)
    if row.served_on:
        return StepRow("事先告知", url, DONE, "已送达", f"{zh_date(row.served_on)}送达：{told}")
    word = "草稿" if row.paper.status == PaperStatus.DRAFT else "待送达"
    return StepRow("事先告知", url, DOING, word, told)


def _statement(act: Act, row: PriorNotice | None) -> StepRow:
    url = act_url("statement", act)
    if row is None or row.served_on is None:
        return StepRow("陈述、申辩", url, WAIT, "告知送达以后")
    said = row.statements.first()
    if said:
        words = f"复核：{said.get_adopted_display()}" if said.adopted else zh_date(said.on)
        return StepRow("陈述、申辩", url, DONE, said.get_kind_display(), words)
    return StepRow("陈述、申辩", url, DOING, "待登记", f"当事人可以陈述申辩到{zh_date(row.statement_by)}")


def _hearing(act: Act, row: PriorNotice | None) -> StepRow:
    url = act_url("hearing", act)
    if row is None or row.served_on is None:
        return StepRow("听证", url, WAIT, "告知送达以后")
    if not row.hearing_told:
        return StepRow("听证", url, NA, "不适用", "拟处罚款没有达到较大数额")
    last = row.hearings.select_related("presider").first()
    if last is None:
        open_still = row.hearing_until >= timezone.localdate() and act.state == ActState.ORDINARY
        word = "等待申请" if open_still else "没有要求"
        return StepRow("听证", url, DOING if open_still else DONE, word, f"可以申请到{zh_date(row.hearing_until)}")
    if last.held_on:
        return StepRow("听证", url, DONE, "已举行", f"{zh_date(last.held_on)}，主持人{last.presider.name}")
    if last.ended_at:
        return StepRow("听证", url, DONE, "已终止", last.ended_words)
    if last.scheduled_on:
        return StepRow(
            "听证", url, DOING, "已通知", f"{zh_date(last.scheduled_on)}，{last.place}，主持人{last.presider.name}"
        )
    return StepRow("听证", url, DOING, "待通知", "当事人已要求听证")


def _review(act: Act, procedure: PenaltyProcedure, asked: set[str]) -> StepRow:
    url = act_url("review", act)
    last = procedure.reviews.select_related("reviewer").first()
    if last:
        kind = DONE if last.verdict == "approve" else "late"
        word = "已通过" if last.verdict == "approve" else "退回"
        return StepRow("法制审核", url, kind, word, f"{last.reviewer.name}：{last.words}")
    if "legal_review" in asked:
        return StepRow("法制审核", url, DOING, "应当审核")
    return StepRow("法制审核", url, NA, "没有要求", "举行听证、有重大公共利益或者疑难复杂的，应当审核")


def _discussion(act: Act, procedure: PenaltyProcedure, asked: set[str]) -> StepRow:
    url = act_url("discussion", act)
    last = procedure.discussions.first()
    if last:
        return StepRow("集体讨论", url, DONE, "已讨论", last.conclusion)
    if "collective_discussion" in asked:
        return StepRow("集体讨论", url, DOING, "应当讨论")
    return StepRow("集体讨论", url, NA, "没有要求", "情节复杂或者重大违法的，应当讨论")


def _ruling(act: Act) -> StepRow:
    url = act_url("ruling", act)
    if act.state == ActState.DECIDED:
        return StepRow("处罚决定", url, DONE, "已决定", "、".join(act.decision.penalties))
    return StepRow("处罚决定", url, WAIT, "待决定", "由局领导作出")


def _payment(act: Act) -> StepRow:
    url = act_url("payment", act)
    if act.state != ActState.DECIDED or not act.decision.fine:
        return StepRow("送达和缴款", url, WAIT if act.state != ActState.DECIDED else NA, "决定以后")
    left = sanctions.owed(act.decision, timezone.localdate())
    if left.last_day is None:
        return StepRow("送达和缴款", url, DOING, "待送达", "制发、送达处罚决定书以后，期限开始")
    if left.total == 0:
        return StepRow("送达和缴款", url, DONE, "已缴清")
    late = left.last_day < timezone.localdate()
    if late:
        url = act_url("enforce", act)
    return StepRow(
        "送达和缴款", url, "late" if late else DOING, f"尚欠{money_zh(left.total)}", f"缴款期限{zh_date(left.last_day)}"
    )
