"""Gates of criminal referral: no penalty in its place, the chief decides, three days and twenty-four hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from rules.clocks import clock
from rules.deadlines import china_moment, legal_day, zh_moment
from rules.gate_core import Finding, failed, gate, no_place, passed, unknown
from rules.procedure_facts import TRANSFER, ProcedureFacts
from rules.terms import basis_on

RULES_OF_REFERRAL = "行政执法机关移送涉嫌犯罪案件的规定"


@gate(
    "涉嫌犯罪的移送，不以罚代刑",
    "行政处罚法27条1款",
    "行政处罚法8条2款",
    f"{RULES_OF_REFERRAL}11条1款",
    way_out="停止拟作的处罚，立即指定两名以上人员核实，报正职负责人审批移送",
    consequences=(f"{RULES_OF_REFERRAL}3条1款", "行政处罚法57条1款(四)", "行政处罚法82条"),
)
def no_penalty_for_crime(facts: ProcedureFacts) -> Finding:
    """Where crime is suspected no penalty takes the place of the referral, and none goes before it."""
    if not facts.crime_suspected:
        return no_place("没有涉嫌犯罪")
    law = basis_on(facts.terms.crime_basis, facts.procedure_day)
    if facts.penalised_first:
        return failed("违法行为涉嫌犯罪，应当移送，却先作出行政处罚再移送", law, past=True)
    if facts.penal and facts.decision_kind != TRANSFER:
        verb = "作出了" if facts.decided else "拟作"
        return failed(f"违法行为涉嫌犯罪，应当移送，却先{verb}行政处罚", law)
    return passed("涉嫌犯罪，没有以行政处罚代替移送", law)


@gate(
    "移送由正职负责人决定",
    f"{RULES_OF_REFERRAL}5条2款",
    f"{RULES_OF_REFERRAL}5条1款",
    way_out="提出书面报告，报本局正职负责人或者主持工作的负责人决定",
    consequences=(f"{RULES_OF_REFERRAL}16条",),
)
def chief_decides(facts: ProcedureFacts) -> Finding:
    """The chief, or whoever presides over the bureau's work, decides on a referral; no officer, section or deputy."""
    if not facts.crime_suspected and facts.reported_at is None and facts.head_decided_at is None:
        return no_place("没有移送事项")
    if facts.decided_below_head:
        return failed("移送与否不是由正职负责人或者主持工作的负责人决定的")
    return passed("移送由正职负责人决定")


@gate(
    "负责人三日内决定是否移送",
    f"{RULES_OF_REFERRAL}5条2款",
    way_out="立即作出批准或者不批准的决定，不批准的记明理由，并说明超期原因",
    consequences=(f"{RULES_OF_REFERRAL}16条",),
)
def chief_in_time(facts: ProcedureFacts) -> Finding:
    """Within three days of receiving the report."""
    if facts.reported_at is None:
        if facts.crime_suspected:
            return unknown("向负责人报告移送的时间没有写明", "report_to_head")
        return no_place("没有移送报告")
    due = clock("head_decide_by", facts.terms).due(facts.reported_at, facts.calendar)
    told = f"{zh_moment(facts.reported_at)}报告，应当在{zh_moment(due.on)}以前决定"
    if facts.head_decided_at is not None:
        if due.passed(facts.head_decided_at):
            return failed(f"{told}，实际于{zh_moment(facts.head_decided_at)}决定", past=True)
        return passed(f"{told}，{zh_moment(facts.head_decided_at)}已经决定")
    if due.passed(facts.on):
        return unknown(f"{told}，期限已过，是否决定没有写明", "head_decision")
    return passed(f"{told}，尚在期限之内")


@gate(
    "批准后二十四小时内移送公安机关",
    f"{RULES_OF_REFERRAL}5条2款",
    f"{RULES_OF_REFERRAL}6条",
    way_out="立即移送同级公安机关并取得回执，说明超期原因",
    consequences=(f"{RULES_OF_REFERRAL}16条",),
)
def sent_in_time(facts: ProcedureFacts) -> Finding:
    """Within twenty-four hours of the approval. Faults need certainty: a bare day counts with all its hours."""
    if facts.head_decided_at is None or not facts.transfer_approved:
        return no_place("没有批准移送")
    due = clock("transfer_by", facts.terms).due(facts.head_decided_at, facts.calendar)
    told = f"{zh_moment(facts.head_decided_at)}批准，应当在{zh_moment(due.on)}以前移送"
    if facts.transferred_at is None:
        if legal_day(facts.on) > legal_day(due.on):
            return unknown(f"{told}，期限已过，是否移送没有写明", "action")
        return passed(f"{told}，尚在期限之内")
    sent = f"实际于{zh_moment(facts.transferred_at)}移送"
    if _earliest(facts.transferred_at) > _latest(facts.head_decided_at) + timedelta(hours=24):
        return failed(f"{told}，{sent}", past=True)
    if _latest(facts.transferred_at) > _earliest(facts.head_decided_at) + timedelta(hours=24):
        return unknown(f"{told}，{sent}，时刻没有记全", "head_decision", "action")
    return passed(f"{told}，{sent}")


def _earliest(moment: date) -> datetime:
    if isinstance(moment, datetime):
        return china_moment(moment)
    return datetime(moment.year, moment.month, moment.day)


def _latest(moment: date) -> datetime:
    if isinstance(moment, datetime):
        return china_moment(moment)
    return datetime(moment.year, moment.month, moment.day, 23, 59)
