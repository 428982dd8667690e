"""Verbs on papers of a file: draft, change the draft, issue with a number under lock, record service."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

import documents
from accounts.models import Bureau, User
from cases import papers_course, papers_execution, papers_records
from cases.enums import ActState, CaseState, ObligationKind, ServiceMethod, TransferKind
from cases.models import Act, Case, CasePaper, Correction, Demand, PriorNotice, Service, WrittenQuery
from cases.papers import CONTEXTS, context_of, decision_number
from cases.services.doors import address, give_link, written
from cases.services.move import Move, case_url, move, not_later_than_today, stated
from cases.services.owing import fulfil, open_ones
from cases.services.serving import check_way
from cases.sheets import plain
from documents.words import zh_date
from records import services as records
from records.enums import PaperStatus, Weight
from records.errors import DomainError, WrongState
from records.models import Paper
from records.services import store_file

STREAM = "cases.case"
# Papers drafted by their own verb.
OWN_VERB = {
    "CORRECTION_ORDER": "请在“责令改正”中起草。",
    "PENALTY_NOTICE": "请在“拟处罚事先告知”中起草。",
    "QUERY": "请在“调查取证”中发查询书。",
    "SCENE_RECORD": "请在“调查取证”中登记笔录。",
    "INQUIRY_RECORD": "请在“调查取证”中登记笔录。",
    "INVESTIGATION_REPORT": "请在“调查终结”中提交。",
    "PAYMENT_DEMAND": "请在“催告”中起草。",
    "ENFORCEMENT_APPLICATION": "请在“催告、申请强制执行”中办理。",
    "ON_SPOT_PENALTY": "请在“当场处罚”中办理。",
}
# What is written after the file was closed: the visit comes then.
AFTER_CLOSING = frozenset({"FOLLOW_UP_RECORD"})
# The report names the decisions of every act of the file.
OWN_NUMBERS = "CLOSING_APPROVAL"


def _needs_decision(act: Act) -> str:
    soft = act.state == ActState.DECIDED and not act.decision.procedure_id
    return "" if soft else "还没有作出不予行政处罚的决定，不能起草这份文书。"


def _needs_penalty(act: Act) -> str:
    decided = act.state == ActState.DECIDED and act.decision.procedure_id
    return "" if decided else "还没有作出处罚决定，不能起草这份文书。"


def _needs_transfer(act: Act, kind: str) -> str:
    row = act.transfers.first()
    return "" if row and row.kind == kind and row.approved else "移送还没有批准，不能起草这份文书。"


def _needs_check(act: Act) -> str:
    return "" if act.first_checks.exists() else "还没有首违核查。请先核查。"


NEEDS: dict[str, Callable[[Act], str]] = {
    "FIRST_OFFENCE_CHECK": _needs_check,
    "NO_PENALTY_DECISION": _needs_decision,
    "MINOR_WARNING": _needs_decision,
    "ADMONITION": _needs_decision,
    "PENALTY_DECISION": _needs_penalty,
    **papers_course.NEEDS,
    **papers_records.NEEDS,
    **papers_execution.NEEDS,
    "OFFER": lambda act: "" if act.offer else "还没有征求当事人意愿。请先办理“征求意愿”。",
    "CRIME_TRANSFER": lambda act: _needs_transfer(act, TransferKind.CRIMINAL),
    "JURISDICTION_TRANSFER": lambda act: _needs_transfer(act, TransferKind.JURISDICTION),
    "DISCIPLINE_PROPOSAL": lambda act: _needs_transfer(act, TransferKind.OFFICIAL),
}


def closed_problem(case: Case, kind: str) -> str:
    """Why this paper can no longer be worked on; empty while it can."""
    late = case.state == CaseState.CLOSED and kind not in AFTER_CLOSING
    return "案件已经办结，不能再制作这种文书。" if late else ""


def not_now(act: Act, kind: str) -> str:
    """What a paper of this kind still waits for, in one sentence; empty when it can be drafted."""
    return closed_problem(act.case, kind) or (NEEDS[kind](act) if kind in NEEDS else "")


def _still_open(case: Case, kind: str) -> None:
    if problem := closed_problem(case, kind):
        raise WrongState(problem, way_out=case_url(case))


def draft_in(step: Move, kind: str, *, act: Act, extra: Mapping[str, Any], paper: Paper | None = None) -> Paper:
    """Draft, or draft anew over an earlier draft, inside a verb under way."""
    context = context_of(kind, step.case, act, step.on) | dict(extra)
    if paper is not None:
        return records.revise_paper(paper=paper, context=context)
    paper = records.draft_paper(actor=step.actor, kind=kind, stream=(STREAM, step.case.pk), context=context)
    CasePaper.objects.create(case=step.case, act=act, paper=paper)
    return paper


def draft_case_paper(
    *,
    actor: User,
    case: Case,
    act: Act,
    kind: str,
    extra: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> Paper:
    """A draft filled from the file; `extra` overrides single fields of documents.CATALOGUE[kind].

    One draft of a kind per act: drafting again fills the same one anew.
    """
    with move("draft_paper", actor=actor, case=case, version=version) as step:
        if kind not in CONTEXTS:
            raise DomainError("没有这种文书。请从列表中选择。", field="kind")
        if kind in OWN_VERB:
            raise DomainError(OWN_VERB[kind], way_out=case_url(case))
        _still_open(step.case, kind)
        act = Act.objects.select_related("party", "case__section").get(pk=act.pk, case=step.case)
        if problem := not_now(act, kind):
            raise DomainError(problem, way_out=case_url(case))
        old = Paper.objects.filter(in_case__act=act, kind=kind, status=PaperStatus.DRAFT).first()
        kept = papers_records.typed(kind, old.context) if old else {}
        paper = draft_in(step, kind, act=act, extra=kept | dict(extra or {}), paper=old)
        step.log(f"行为{act.order}起草{paper.title}", subject=paper)
    return paper


def revise_case_paper(*, actor: User, paper: Paper, extra: Mapping[str, Any], version: int | None = None) -> Paper:
    """Change fields of a draft; the rest of its context stays."""
    row = CasePaper.objects.select_related("case", "act").get(paper=paper)
    with move("draft_paper", actor=actor, case=row.case, version=version) as step:
        paper = Paper.objects.select_for_update().get(pk=paper.pk)
        _still_open(step.case, paper.kind)
        if "deadline" in extra and paper.kind == "CORRECTION_ORDER":
            raise DomainError("改正期限请在“责令改正”中修改。", field="deadline")
        changed = {name: value for name, value in plain(dict(extra)).items() if paper.context.get(name) != value}
        paper = records.revise_paper(paper=paper, context=paper.context | changed, actor=actor)
        step.log(f"修改{paper.title}草稿", subject=paper, after={"修改": sorted(changed)})
    return paper


def issue_case_paper(*, actor: User, paper: Paper, version: int | None = None) -> Paper:
    """Issue: today's date, the number under lock, bytes and hash kept. From now on it stands as it is."""
    row = CasePaper.objects.select_related("case__party", "act__party").get(paper=paper)
    with move("issue_paper", actor=actor, case=row.case, version=version) as step:
        paper = Paper.objects.select_for_update().get(pk=paper.pk)
        _still_open(step.case, paper.kind)
        _complete_for_issue(step, paper, row.act)
        bureau = Bureau.objects.get()
        if bureau.papers_need_approval and documents.CATALOGUE[paper.kind].number_word and not paper.approved_by_id:
            raise DomainError(
                f"{paper.title}还没有审签。本局的文书编号以前须经科室负责人或者局领导审签。",
                way_out=case_url(step.case),
            )
        door = _door(step, row, paper)
        paper = records.issue_paper(actor=actor, paper=paper, organ_word=bureau.word, door=door)
        step.log(
            f"制发{paper.title} {paper.number}".strip(),
            subject=paper,
            weight=Weight.DECISION if documents.CATALOGUE[paper.kind].decides else Weight.RECORD,
            after={"文号": paper.number, "SHA-256": paper.sha256, "页数": paper.page_count},
        )
    return paper


def _door(step: Move, row: CasePaper, paper: Paper) -> tuple[str, str] | None:
    """A new code to the party's page, printed on the paper: (address, code as written)."""
    if not documents.CATALOGUE[paper.kind].for_party:
        return None
    code = give_link(actor=step.actor, case=step.case, party=row.act.party if row.act else step.case.party, paper=paper)
    return address(code), written(code)


def _complete_for_issue(step: Move, paper: Paper, act: Act | None) -> None:
    """What only the day of issue knows: the date, and the number of the decision a warning belongs to."""
    if paper.status != PaperStatus.DRAFT:
        raise WrongState(f"{paper.title}已经制发，文号{paper.number}。")
    known = {field.name for field in documents.CATALOGUE[paper.kind].fields}
    context = dict(paper.context)
    if "issued_on" in known:
        context["issued_on"] = plain(step.on)
    soft = act and act.state == ActState.DECIDED and not act.decision.procedure_id
    if soft and "decision_number" in known and paper.kind != OWN_NUMBERS:
        context["decision_number"] = decision_number(act)
        if not context["decision_number"]:
            raise DomainError("请先制发不予行政处罚决定书，再制发这份文书。", way_out=case_url(step.case))
    records.revise_paper(paper=paper, context=context)
    order = Correction.objects.filter(paper=paper).first()
    if order is not None:
        if order.deadline < step.on:
            raise DomainError(
                f"改正期限（{zh_date(order.deadline)}）已经过了。请先修改期限，再制发。", way_out=case_url(step.case)
            )
        order.ordered_on = step.on
        order.save(update_fields=["ordered_on"])


def serve_paper(
    *,
    actor: User,
    paper: Paper,
    method: str,
    served_on: date,
    recipient: str,
    witness: str = "",
    proof: str = "",
    posted_on: date | None = None,
    receipt: tuple[str, bytes] | None = None,
    version: int | None = None,
) -> Service:
    """送达 with its proof. The order to correct binds from here; obligations to serve end here."""
    row = CasePaper.objects.select_related("case", "act").get(paper=paper)
    with move("serve_paper", actor=actor, case=row.case, version=version) as step:
        paper = Paper.objects.get(pk=paper.pk)
        _check_service(step, paper, method, served_on, witness)
        check_way(step.case, row.act, method, served_on, proof, posted_on)
        service = Service.objects.create(
            case=step.case,
            paper=paper,
            method=method,
            served_on=served_on,
            recipient=stated(recipient, "请填写签收人。", field="recipient", limit=60),
            witness=witness.strip(),
            proof=proof.strip(),
            posted_on=posted_on if method == ServiceMethod.NOTICE else None,
            receipt=store_file(actor=actor, name=receipt[0], content=receipt[1]) if receipt else None,
            recorded_by=actor,
        )
        words = f"{zh_date(served_on)}{service.get_method_display()}，{service.recipient}签收"
        owed = open_ones(case=step.case, kind=ObligationKind.SERVE, act=row.act, paper_kind=paper.kind)
        fulfil(owed, by=actor, words=words)
        _start_clocks(step, paper, row.act, served_on)
        step.log(
            f"送达{paper.title} {paper.number}：{service.get_method_display()}",
            detail=words,
            subject=service,
            after={"送达日期": served_on, "签收人": service.recipient},
        )
    return service


def _start_clocks(step: Move, paper: Paper, act: Act | None, served_on: date) -> None:
    """What runs from the service of this paper: the party's deadlines, and ours."""
    from cases.services.corrections import after_service
    from cases.services.enforcement import after_demand_served
    from cases.services.inquiry import after_query_served
    from cases.services.penalties import after_notice_served
    from cases.services.sanctions import PENALTY_DECISION, after_decision_served

    order = Correction.objects.select_related("act").filter(paper=paper).first()
    if order is not None:
        after_service(step, order, served_on)
    notice = PriorNotice.objects.select_related("procedure__act").filter(paper=paper).first()
    if notice is not None:
        after_notice_served(step, notice, served_on)
    query = WrittenQuery.objects.select_related("act").filter(paper=paper).first()
    if query is not None:
        after_query_served(step, query, served_on)
    demand = Demand.objects.select_related("decision__act").filter(paper=paper).first()
    if demand is not None:
        after_demand_served(step, demand, served_on)
    if paper.kind == PENALTY_DECISION and act is not None:
        after_decision_served(step, act.decision)


def _check_service(step: Move, paper: Paper, method: str, served_on: date, witness: str) -> None:
    if paper.status != PaperStatus.ISSUED:
        raise WrongState(f"{paper.title}还没有制发，不能送达。请先制发。")
    if Service.objects.filter(paper=paper).exists():
        raise WrongState(f"{paper.title}的送达已经登记。")
    if not documents.CATALOGUE[paper.kind].for_party:
        raise WrongState(f"{paper.title}是案内文书，不需要送达。")
    if method not in ServiceMethod.values:
        raise DomainError("请选择送达方式。", field="method")
    not_later_than_today(served_on, step.on, name="送达日期", field="served_on")
    if served_on < issue_day(paper):
        raise DomainError(f"送达日期不能早于制发日期（{issue_day(paper)}）。", field="served_on")
    if method == ServiceMethod.LEAVE and not witness.strip():
        raise DomainError("留置送达必须有见证人。请填写见证人姓名。", field="witness")


def issue_day(paper: Paper) -> date:
    """The legal day of issue."""
    return timezone.localtime(paper.issued_at).date()
