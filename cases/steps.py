"""What can be done next on a file, in order: read by the task list, the 继续 button and the list of duties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.enums import Role
from cases.capacity import authors_of, current_officers, first_signature
from cases.enums import ActState, CaseState, ObligationKind, RecusalState
from cases.law import Law, law_on
from cases.models import Act, Case, PriorNotice
from cases.outcomes import CORRECTED_FIRST, LEFT_OPEN, TRANSFERRED
from cases.places import url_of
from cases.procedure import procedure_facts
from cases.reading import is_read
from cases.services.assessments import evaluate, final_problems, is_self_corrected
from cases.services.files import closing_problems
from cases.services.legal_views import view_of as legal_view_of
from cases.services.offers import needs_offer
from cases.sheets import fact_sheet, rechecked
from cases.workflow import TRANSITIONS
from records.enums import PaperStatus
from rules.answer import SheetFault
from rules.gates import barring

# Who reviews, discusses and decides; officers and heads have done their part by then.
BEHIND_THE_GATES = frozenset({Role.REVIEWER, Role.LEADER})


@dataclass(frozen=True)
class NextStep:
    """One verb that the state of the file calls for. `row_user` is set where only that person may do it."""

    verb: str
    title: str
    page: str
    case: Case
    act: Act | None = None
    row_user: int | None = None

    @property
    def url(self) -> str:
        return url_of(self.page, self.case, self.act)


@dataclass(frozen=True)
class ActView:
    """What the rules say of an act today, with what is still open."""

    act: Act
    outcome: str
    questions: tuple[str, ...]
    corrected: bool

    @property
    def facts_open(self) -> tuple[str, ...]:
        """Open questions that belong to fact-finding, not to correction or the history check."""
        return tuple(
            key
            for key in self.questions
            if not key.startswith("correction.") and key not in {"prior_same_type", "recheck_date"}
        )

    @property
    def needs_check(self) -> bool:
        return "prior_same_type" in self.questions

    @property
    def needs_correction(self) -> bool:
        """The violation stands or may stand, and is not corrected on the party's own account."""
        asks = any(key.startswith("correction.") for key in self.questions)
        return not self.corrected and (asks or self.outcome in CORRECTED_FIRST)


def view_of(act: Act, law: Law, on: date) -> ActView:
    """Ask the rules now, without storing anything."""
    sheet = fact_sheet(act, on)
    try:
        answer = evaluate(sheet, law, on)
    except SheetFault:
        answer = {"outcome": None, "questions": []}
    return ActView(
        act=act,
        outcome=answer.get("outcome") or "",
        questions=tuple(answer.get("questions") or ()),
        corrected=is_self_corrected(sheet, law),
    )


def _before_filing(case: Case) -> Iterator[NextStep]:
    rows = current_officers(case)
    if len(rows) < 2:
        verb = "name_officers" if case.state == CaseState.REGISTERED else "replace_officer"
        yield NextStep(verb, "指定两名办案人员", "officers", case)
    for row in rows:
        if row.recusal == RecusalState.NOT_ASKED:
            yield NextStep("declare_recusal", "声明是否需要回避", "officers", case, row_user=row.user_id)
        if row.recusal == RecusalState.ASKED:
            yield NextStep("decide_recusal", f"决定{row.user.name}的回避", "officers", case)
    if case.state == CaseState.REGISTERED:
        if not case.acts.exists():
            yield NextStep("add_act", "登记违法行为", "act_new", case)
        else:
            yield NextStep("request_filing", "提请立案", "filing", case)
    if case.state == CaseState.FILING:
        yield NextStep("approve_filing", "审批立案", "filing", case)


def _correction_step(act: Act, case: Case) -> NextStep | None:
    """Where the order stands: to be written, issued, served, re-inspected."""
    order = act.correction
    if order is None or order.paper is None:
        return NextStep("order_correction", "责令改正", "correction", case, act)
    if order.paper.status == PaperStatus.DRAFT:
        return NextStep("issue_paper", "制发责令改正通知书", "correction", case, act)
    if order.served_on is None:
        return NextStep("serve_paper", "登记责令改正通知书的送达", "correction", case, act)
    if not rechecked(act, order):
        return NextStep("record_recheck", "登记复查", "correction", case, act)
    return None


def _finding_facts(view: ActView, on: date) -> Iterator[NextStep]:
    act, case = view.act, view.act.case
    if view.outcome in TRANSFERRED:
        yield NextStep("report_for_transfer", "报告负责人、提请移送", "transfer", case, act)
        return
    if view.facts_open:
        yield NextStep("record_fact", "查明事实", "act", case, act)
    if view.needs_check and not act.first_checks.exists():
        yield NextStep("check_first_offence", "首违核查", "act", case, act)
    if view.needs_correction and (step := _correction_step(act, case)):
        yield step
        return
    if any(key.startswith("correction.") for key in view.questions):
        yield NextStep("record_recheck", "再次复查", "correction", case, act)
    if view.questions:
        return
    newest = act.assessment
    if newest is None or final_problems(newest, on=on):
        yield NextStep("assess_act", "请系统建议", "recommendation", case, act)
    elif newest.outcome == LEFT_OPEN and legal_view_of(newest.pk) is None:
        yield NextStep("give_legal_view", "出具法律适用意见", "legal_view", case, act)
        return
    yield NextStep("propose", "提出处理意见", "recommendation", case, act)


def _on_the_case(case: Case) -> Iterator[NextStep]:
    """Evidence kept for safety: to be approved, then dealt with in its seven days."""
    for row in case.preservations.filter(settled_on__isnull=True).exclude(approved=False):
        verb = "settle_preservation" if row.approved else "approve_preservation"
        yield NextStep(verb, "处理登记保存的物品" if row.approved else "批准先行登记保存", "investigation", case)


def _after_spot(act: Act, case: Case) -> Iterator[NextStep]:
    if act.spot_decision.filed_on is None:
        yield NextStep("file_spot_decision", "当场处罚备案", "spot", case, act)
    if case.obligations.barring().filter(act=act, kind__in=[ObligationKind.PAY, ObligationKind.HAND_IN]).exists():
        yield NextStep("record_spot_payment", "登记缴款", "spot", case, act)


def _after_decision(act: Act, case: Case) -> Iterator[NextStep]:
    for row in case.obligations.barring().filter(act=act).order_by("due_on", "pk"):
        if row.kind == ObligationKind.SERVE:
            yield NextStep("serve_paper", row.title, "papers", case, act)
        elif row.kind == ObligationKind.EDUCATE:
            yield NextStep("record_education", "登记教育", "education", case, act)
        elif row.kind == ObligationKind.CORRECT:
            yield NextStep("record_recheck", "复查改正情况", "correction", case, act)
        elif row.kind == ObligationKind.PAY:
            yield NextStep("record_payment", "登记缴款", "payment", case, act)


def _telling(act: Act, case: Case, notice: PriorNotice | None) -> NextStep | None:
    """Where the notice stands: to be written, issued, served, answered."""
    if notice is None or notice.paper is None:
        return NextStep("notify_penalty", "拟处罚事先告知", "notice", case, act)
    if notice.paper.status == PaperStatus.DRAFT:
        return NextStep("issue_paper", "制发事先告知书", "notice", case, act)
    if notice.served_on is None:
        return NextStep("serve_paper", "登记事先告知书的送达", "notice", case, act)
    if not notice.statements.exists():
        return NextStep("record_statement", "登记陈述申辩", "statement", case, act)
    return None


def _ordinary(act: Act, case: Case, on: date, *, gates: bool = True) -> Iterator[NextStep]:
    """What the gates of the procedure still ask for, in the order of the law. Without `gates` only what comes before them."""
    procedure = act.penalty_procedure
    notice = procedure.notice if procedure else None
    if not act.reports.exists():
        yield NextStep("report_investigation", "调查终结报告", "report", case, act)
        return
    if step := _telling(act, case, notice):
        yield step
        return
    hearing = next((row for row in notice.hearings.all() if row.ended_at is None), None)
    if hearing and hearing.scheduled_on is None:
        yield NextStep("call_hearing", "通知举行听证", "hearing", case, act)
    elif hearing:
        yield NextStep("record_hearing", "登记听证", "hearing", case, act, row_user=hearing.presider_id)
    if not gates:
        return
    lacking = {
        gate.key for gate in barring("decide", procedure_facts(act, on, fine=notice.fine, final=True), strict=False)
    }
    if "legal_review" in lacking:
        yield NextStep("review_legally", "法制审核", "review", case, act)
    if "collective_discussion" in lacking:
        yield NextStep("discuss", "集体讨论", "discussion", case, act)
    if not lacking and hearing is None:
        yield NextStep("decide_penalty", "作出处罚决定", "ruling", case, act)


def _transfer(act: Act, case: Case) -> Iterator[NextStep]:
    row = act.open_transfer
    if row is None:
        return
    if row.approved is None:
        yield NextStep("approve_transfer", "决定是否移送", "transfer", case, act)
    elif row.sent_at is None:
        yield NextStep("send_transfer", f"移送{row.to_organ}", "transfer", case, act)
    elif not row.result:
        yield NextStep("record_transfer_result", "登记移送结果", "transfer", case, act)
    elif row.contests.filter(upheld__isnull=True).exists():
        yield NextStep("record_contest_answer", "登记异议的答复", "transfer", case, act)
    else:
        yield NextStep("contest_refusal", "对不予立案提出异议", "transfer", case, act)
        yield NextStep("take_back_transfer", "收回，由本局处理", "transfer", case, act)


def of_procedure(act: Act, on: date, *, for_role: str) -> Iterator[NextStep]:
    """What a penalty procedure calls for, as far as people of this role may do it: the gates open for reviewers and leaders."""
    return _ordinary(act, act.case, on, gates=for_role in BEHIND_THE_GATES)


def of_act(act: Act, law: Law, on: date, view: ActView | None = None) -> Iterator[NextStep]:
    case = act.case
    if act.state == ActState.FACTS:
        yield from _finding_facts(view or view_of(act, law, on), on)
    elif act.state == ActState.PROPOSED:
        yield NextStep("countersign", "签署处理意见", "countersign", case, act)
    elif act.state == ActState.SIGNED and needs_offer(act):
        yield NextStep("make_offer", "征求当事人意愿", "offer", case, act)
    elif act.state in {ActState.SIGNED, ActState.ANSWERED}:
        yield NextStep("decide", "作出决定", "decide", case, act)
    elif act.state == ActState.OFFERED:
        yield NextStep("record_answer", "登记当事人答复", "answer", case, act)
    elif act.state == ActState.TRANSFER:
        yield from _transfer(act, case)
    elif act.state == ActState.ORDINARY:
        yield from _ordinary(act, case, on)
    elif act.state == ActState.DECIDED:
        yield from _after_decision(act, case)
    elif act.state == ActState.SPOT:
        yield from _after_spot(act, case)


def _spot_only(case: Case) -> bool:
    """A file whose acts were all decided on the spot is filed by its record, not by an application."""
    return {act.state for act in case.acts.all()} == {ActState.SPOT}


def acts_of(case: Case) -> list[Act]:
    """In their order, each with its party and the file."""
    acts = list(case.acts.all() if is_read(case, "acts") else case.acts.select_related("party").order_by("order"))
    for act in acts:
        act.case = case
    return acts


def next_steps(case: Case, on: date, views: Mapping[int, ActView] | None = None) -> list[NextStep]:
    """Everything the file calls for now, in order, whoever may do it. `views`: what the rules said today, by act."""
    found = [] if _spot_only(case) else list(_before_filing(case))
    if case.state == CaseState.INVESTIGATING:
        found += _on_the_case(case)
    law = law_on(on)
    for act in acts_of(case):
        for step in of_act(act, law, on, (views or {}).get(act.pk)):
            row = TRANSITIONS[step.verb]
            if not row.on or case.state in row.on:
                found.append(step)
    if case.state == CaseState.INVESTIGATING and not closing_problems(case):
        found.append(NextStep("close_case", "结案", "close", case))
    return found


def may_do(step: NextStep, user, on: date) -> bool:
    """Whether this person could do it today, in their own name or for somebody absent."""
    row = TRANSITIONS[step.verb]
    if step.row_user is not None:
        return step.row_user == user.pk
    own = authors_of(step.case) if row.bars_own else set()
    return bool(
        first_signature(row.who, actor=user, section_id=step.case.section_id, on=on, case=step.case, authors=own)
    )


def next_step(case: Case, user, on: date | None = None, views: Mapping[int, ActView] | None = None) -> NextStep | None:
    """The first thing this person can do on the file, for the 继续 button."""
    day = on or timezone.localdate()
    return next((step for step in next_steps(case, day, views) if may_do(step, user, day)), None)
