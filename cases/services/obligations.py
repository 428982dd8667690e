"""Verbs on what is owed where no verb of its own ends it: visits, publication, reports, learning."""

from django.utils import timezone

from accounts.models import User
from cases.enums import CaseState, ObligationKind
from cases.models import Obligation
from cases.services.move import Move, case_url, move, stated
from records.enums import Weight
from records.errors import DomainError, WrongState

# Kinds that end in the verb that does the work.
ENDED_BY = {
    ObligationKind.CORRECT: "改正情况请在“登记复查”中记录。",
    ObligationKind.RECHECK: "请办理“登记复查”。",
    ObligationKind.SERVE: "请先制发文书，再办理“登记送达”。",
    ObligationKind.EDUCATE: "请办理“登记教育”。",
    ObligationKind.ANSWER: "请办理“登记当事人答复”。",
    ObligationKind.DECIDE: "作出决定以后自动办结。",
    ObligationKind.TRANSFER: "请办理“移送”。",
    ObligationKind.REPLY: "请在“救济”中登记答复、答辩。",
    ObligationKind.CONTEST: "请在“移送”中提出异议，或者由负责人收回处理。",
    ObligationKind.HEAR: "请办理“登记陈述申辩”或者“登记听证申请”。",
    ObligationKind.PAY: "请办理“登记缴款”。",
    ObligationKind.PRESERVE: "请在“调查取证”中登记处理。",
    ObligationKind.QUERY: "请在“查询书”中登记答复。",
    ObligationKind.COURT: "请在“催告、申请强制执行”中办理。",
    ObligationKind.FILE: "由科室负责人在“当场处罚”中备案。",
    ObligationKind.DISCLOSE: "请在“公示”中拟稿，经审核后公示。",
    ObligationKind.WITHDRAW: "请在“公示”中撤回并写明理由。",
    ObligationKind.HAND_IN: "请在“当场处罚”中登记缴款。",
}

# What the law commands is done, never lifted.
COMMANDED = frozenset(
    {
        ObligationKind.SERVE,
        ObligationKind.EDUCATE,
        ObligationKind.DECIDE,
        ObligationKind.TRANSFER,
        ObligationKind.CONTEST,
        ObligationKind.WITHDRAW,
    }
)


def _open_row(step: Move, obligation: Obligation) -> Obligation:
    row = Obligation.objects.select_for_update().get(pk=obligation.pk, case=step.case)
    if row.fulfilled_at or row.cancelled_at:
        raise WrongState(f"“{row.title}”已经{'办结' if row.fulfilled_at else '取消'}。")
    return row


def fulfil_obligation(*, actor: User, obligation: Obligation, words: str, version: int | None = None) -> Obligation:
    """Say that it was done and how. Works after closing too, for what does not bar it."""
    case = obligation.case
    with move("fulfil_obligation", actor=actor, case=case, version=version) as step:
        row = _open_row(step, obligation)
        if row.kind in ENDED_BY:
            raise DomainError(f"“{row.title}”不能直接登记办结。{ENDED_BY[row.kind]}", way_out=case_url(case))
        if step.case.state == CaseState.CLOSED and row.bars_closing:
            raise WrongState("案件已经办结。")
        row.fulfilled_words = stated(words, "请写明办理情况。", field="words", limit=300)
        row.fulfilled_at, row.fulfilled_by = timezone.now(), actor
        row.save(update_fields=["fulfilled_words", "fulfilled_at", "fulfilled_by"])
        step.log(f"办结：{row.title}", detail=row.fulfilled_words, subject=row)
    return row


def cancel_obligation(*, actor: User, obligation: Obligation, words: str, version: int | None = None) -> Obligation:
    """A head or leader lifts a duty of the party or of ours, with the reason; what the law commands cannot be lifted."""
    case = obligation.case
    with move("cancel_obligation", actor=actor, case=case, version=version) as step:
        row = _open_row(step, obligation)
        if row.kind in COMMANDED:
            raise DomainError(
                f"“{row.title}”是法定事项，不能取消。{ENDED_BY.get(row.kind, '')}", way_out=case_url(case)
            )
        row.cancelled_words = stated(words, "请写明取消的理由。", field="words", limit=300)
        row.cancelled_at = timezone.now()
        row.save(update_fields=["cancelled_words", "cancelled_at"])
        step.log(f"取消：{row.title}", detail=row.cancelled_words, subject=row, weight=Weight.DECISION)
    return row
