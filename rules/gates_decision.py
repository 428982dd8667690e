"""Gates of review, collective discussion and service."""

from __future__ import annotations

from rules.calendar import zh_date
from rules.clocks import clock
from rules.deadlines import working_days_between
from rules.gate_core import Finding, failed, gate, no_place, passed, unknown
from rules.gates_hearing import hearing_needed
from rules.procedure_facts import ProcedureFacts

INVALID = ("行政处罚法38条2款",)
LIABLE = ("行政处罚法76条1款(三)",)


def review_needed(facts: ProcedureFacts) -> bool | None:
    """58: stated by a person, or plain from a hearing that was held; None where a person must say."""
    if facts.review_required is not None:
        return facts.review_required
    if facts.penal is False or facts.spot:
        return False
    if facts.hearing_on is not None and facts.hearing_on <= (facts.decided_on or facts.on):
        return True
    return None


@gate(
    "决定前经法制审核",
    "行政处罚法58条1款",
    way_out="送法制审核，审核通过后再报负责人决定",
    consequences=(*INVALID, *LIABLE),
)
def legal_review(facts: ProcedureFacts) -> Finding:
    """No decision before the review that 58 asks for; a large fine without review is a fault as well (三项制度)."""
    needed = review_needed(facts)
    law = ("行政处罚法58条1款(二)",) if facts.hearing_on else ()
    if needed is False:
        return no_place("不属于应当法制审核的情形")
    if facts.review_passed is False and (needed or hearing_needed(facts).value or facts.serious):
        return failed("应当法制审核的决定未经审核或者审核未通过", law)
    if facts.review_passed:
        return passed("已经法制审核通过", law)
    if needed and facts.decided:
        return unknown("应当法制审核，是否审核没有写明", law=law)
    return no_place("法制审核在决定之前进行" if needed else "是否属于应当法制审核的情形由人判断")


@gate(
    "法制审核人员有资格",
    "行政处罚法58条2款",
    way_out="由取得法律职业资格的人员重新审核",
    consequences=LIABLE,
)
def reviewer_qualified(facts: ProcedureFacts) -> Finding:
    """Whoever reviews for the first time has passed the state examination for the legal profession."""
    if facts.reviewer_qualified is False:
        return failed("初次从事法制审核的人员没有取得法律职业资格")
    return passed("审核人员有资格") if facts.reviewer_qualified else no_place("审核人员的资格没有写明")


@gate(
    "复杂、重大的处罚集体讨论决定",
    "行政处罚法57条2款",
    way_out="由机关负责人集体讨论，记录各人意见后决定",
    consequences=(*INVALID, *LIABLE),
)
def collective_discussion(facts: ProcedureFacts) -> Finding:
    """Serious acts, and what a person found complex or grave, are decided by the heads together."""
    if not facts.discussion_required and not facts.serious:
        return no_place("是否情节复杂或者重大由人判断")
    if facts.discussed is False:
        return failed("情节复杂或者重大的处罚没有经负责人集体讨论")
    if facts.discussed:
        return passed("已经负责人集体讨论")
    if facts.decided:
        return unknown("应当集体讨论，是否讨论没有写明")
    return no_place("集体讨论在决定时进行")


@gate(
    "决定书七个工作日内送达",
    "行政处罚法61条1款",
    way_out="立即依法送达并取得回证；缴款和救济期限自实际送达起算",
    consequences=LIABLE,
)
def served_in_time(facts: ProcedureFacts) -> Finding:
    """Handed over at once, or served within seven working days of the decision."""
    if facts.spot or facts.decided_on is None:
        return no_place("当场交付决定书" if facts.spot else "尚无决定日期")
    due = clock("serve_by").due(facts.decided_on, facts.calendar)
    told = f"{zh_date(facts.decided_on)}作出决定，最迟{zh_date(due.on)}送达"
    if facts.served_on is not None:
        nth = working_days_between(facts.decided_on, facts.served_on, facts.calendar)
        sent = f"{zh_date(facts.served_on)}送达（第{nth}个工作日）"
        return failed(f"{told}，实际{sent}", past=True) if due.passed(facts.served_on) else passed(f"{told}，{sent}")
    if not due.passed(facts.on):
        return no_place(f"{told}，尚在期限之内")
    if facts.served is False:
        return failed(f"{told}，至今没有送达", past=True)
    return unknown(f"{told}，期限已过，送达日期没有写明", "served")
