"""The sheet of a file review: knock-out items the rows can answer, those people answer, and points off."""

from collections.abc import Callable

from django.utils import timezone

from cases.enums import ActState
from cases.law import law_on
from cases.models import Act, Case
from cases.outcomes import CORRECTED_FIRST, PUNISHED
from cases.services.assessments import is_self_corrected
from rules.deadlines import add_working_days

SERVE_WORKING_DAYS = 7
# What only people can judge.
BY_PEOPLE = (
    ("party", "处理对象正确"),
    ("facts", "事实清楚"),
    ("named", "定性准确"),
    ("law", "适用法律正确"),
)
DEDUCTIONS = (
    ("filing", "立案是否及时", 5),
    ("papers", "文书填写是否规范", 10),
    ("service", "送达凭证是否齐全", 10),
    ("reasons", "说理是否充分", 10),
    ("order", "案卷装订、目录是否规范", 5),
)


def machine_checks(case: Case) -> list[dict[str, object]]:
    """Each item with its answer: met, not met, or null where it does not apply."""
    acts = list(case.acts.select_related("decision__procedure"))
    return [{"name": name, "met": check(case, acts), "by": "机器"} for name, check in CHECKS]


def _two_officers(case: Case, acts: list[Act]) -> bool:
    return case.officers.values("user").distinct().count() >= 2


def _certified(case: Case, acts: list[Act]) -> bool:
    rows = case.officers.filter(until_on__isnull=True).select_related("user")
    return all(row.user.certificate_valid(on=case.filed_on) for row in rows)


def _recusal_said(case: Case, acts: list[Act]) -> bool:
    return not case.officers.filter(until_on__isnull=True, recusal__in=["not_asked", "asked"]).exists()


def _filed_by_another(case: Case, acts: list[Act]) -> bool:
    return bool(case.filed_by_id and case.filed_by_id != case.filing_requested_by_id)


def _crimes_transferred(case: Case, acts: list[Act]) -> bool | None:
    """What the rules called a crime went to the police, or came back from them."""
    called = [act for act in acts if act.assessments.filter(outcome="CRIMINAL_TRANSFER").exists()]
    if not called:
        return None
    return all(act.transfers.filter(kind="criminal", sent_at__isnull=False).exists() for act in called)


def _evidence(case: Case, acts: list[Act]) -> bool:
    return case.evidence.exists()


def _decided(acts: list[Act]) -> list[Act]:
    return [act for act in acts if act.state == ActState.DECIDED]


def _signed_and_decided(case: Case, acts: list[Act]) -> bool | None:
    rows = [act.decision for act in _decided(acts)]
    if not rows:
        return None
    return all(row.decided_by_id != row.author_id and row.opinion.countersignature.verdict == "approve" for row in rows)


def _corrected(case: Case, acts: list[Act]) -> bool | None:
    """责令改正 where the violation stands (28条), or the party corrected of its own accord."""
    rows = [act for act in _decided(acts) if act.decision.outcome in CORRECTED_FIRST]
    if not rows:
        return None
    law = law_on(timezone.localdate())
    return all(act.corrections.exists() or is_self_corrected(act.decision.assessment.sheet, law) for act in rows)


def _told_first(case: Case, acts: list[Act]) -> bool | None:
    """A penalty was announced, and the party was heard."""
    rows = [act.decision for act in _decided(acts) if act.decision.outcome in PUNISHED]
    if not rows:
        return None
    notices = [row.procedure.notice if row.procedure else None for row in rows]
    return all(one and one.served_on and one.statements.exists() for one in notices)


def _not_heavier(case: Case, acts: list[Act]) -> bool | None:
    rows = [act.decision for act in _decided(acts) if act.decision.procedure_id and act.decision.fine is not None]
    if not rows:
        return None
    return all(row.fine <= row.procedure.notice.fine for row in rows)


def _served_in_time(case: Case, acts: list[Act]) -> bool | None:
    rows = _decided(acts)
    if not rows:
        return None
    calendar = law_on(timezone.localdate()).calendar
    for act in rows:
        paper = act.papers.filter(paper__kind__in=["NO_PENALTY_DECISION", "PENALTY_DECISION"]).first()
        if paper is None or not hasattr(paper.paper, "service"):
            return act.decision.outcome == "EDUCATE_INDIVIDUAL"
        last = add_working_days(act.decision.decided_on, SERVE_WORKING_DAYS, calendar).on
        if paper.paper.service.served_on > last:
            return False
    return True


CHECKS: tuple[tuple[str, Callable[[Case, list[Act]], bool | None]], ...] = (
    ("两名以上执法人员办理（42条）", _two_officers),
    ("执法人员持有效执法证（42条）", _certified),
    ("回避已经声明或者决定（43条）", _recusal_said),
    ("立案由他人批准（54条）", _filed_by_another),
    ("涉嫌犯罪的已经移送（27条）", _crimes_transferred),
    ("有证据入卷（40条、46条）", _evidence),
    ("意见经他人签署、由局领导决定（57条）", _signed_and_decided),
    ("违法行为责令改正（28条）", _corrected),
    ("处罚事先告知并听取陈述申辩（44条、45条）", _told_first),
    ("处罚不重于告知的内容（45条）", _not_heavier),
    ("决定书7个工作日内送达（61条）", _served_in_time),
)
