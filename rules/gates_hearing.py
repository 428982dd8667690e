"""Gates of notice, defence and hearing: told first, heard fully, never punished harder for speaking."""

from __future__ import annotations

from rules.calendar import zh_date
from rules.clocks import clock
from rules.deadlines import working_days_between
from rules.gate_core import Finding, failed, gate, no_place, passed, unknown
from rules.hearing import Reading, hearing
from rules.procedure_facts import ProcedureFacts

INVALID = ("行政处罚法38条2款",)
LIABLE = ("行政处罚法76条1款(三)",)
NO_DECISION = ("行政处罚法62条",)


def hearing_needed(facts: ProcedureFacts) -> Reading:
    """Whether the right to a hearing must be told in this case (63 and the lowest threshold named)."""
    if facts.penal is False:
        return Reading(False, "不拟给予行政处罚。")
    return hearing(facts.party_kind, facts.fine, facts.terms, facts.procedure_day, facts.fine_range)


@gate(
    "决定前送达事先告知书",
    "行政处罚法44条",
    *NO_DECISION,
    way_out="送达行政处罚事先告知书，写明拟处罚内容、事实、理由、依据和陈述、申辩、听证的权利，听取意见后再决定",
    consequences=(*INVALID, *LIABLE),
)
def notice_given(facts: ProcedureFacts) -> Finding:
    """The intended penalty, its facts, grounds and the party's rights are told before any decision."""
    if facts.penal is False:
        return no_place("不给予行政处罚，不适用处罚前告知")
    if facts.notified is False:
        return failed("没有事先告知拟处罚的内容、事实、理由、依据和权利")
    if facts.notified_on and facts.decided_on and facts.notified_on > facts.decided_on:
        return failed(f"告知书{zh_date(facts.notified_on)}送达，晚于{zh_date(facts.decided_on)}的决定")
    if facts.notified:
        return passed("已经送达事先告知书")
    if facts.spot:
        return no_place("当场决定，当场告知")
    if facts.penal or facts.decided:
        return unknown("事先告知书的送达没有写明", "notice_served")
    return no_place("尚未到告知阶段")


@gate(
    "充分听取陈述、申辩",
    "行政处罚法45条1款",
    *NO_DECISION,
    way_out="听取陈述、申辩，复核并记录采纳与否的理由",
    consequences=(*INVALID, *LIABLE),
)
def defence_heard(facts: ProcedureFacts) -> Finding:
    """Statement and defence are heard and checked, unless the party plainly gave them up."""
    if facts.heard is False and not facts.waived:
        return failed("拒绝或者没有听取当事人的陈述、申辩")
    if facts.waived:
        return passed("当事人明确放弃陈述、申辩")
    return passed("已经听取陈述、申辩") if facts.heard else no_place("没有关于听取意见的记载")


@gate(
    "告知听证权利",
    "行政处罚法63条1款(一)",
    "行政处罚法44条",
    way_out="补充送达听证告知书，自送达起留足五个工作日的申请期限",
    consequences=(*NO_DECISION, *INVALID, *LIABLE),
)
def hearing_offered(facts: ProcedureFacts) -> Finding:
    """Where the fine is large for this party, the notice names the right to a hearing."""
    reading = hearing_needed(facts)
    if reading.value is False or facts.spot:
        return no_place(reading.detail_zh.rstrip("。"))
    told = reading.detail_zh.rstrip("。")
    if reading.value is None:
        if facts.hearing_offered or not (facts.notified or facts.decided):
            return no_place(told)
        return unknown(told, "party.kind" if facts.party_kind is None else "proposed_fine_yuan", law=reading.basis)
    if facts.hearing_offered is False:
        return failed(f"{told}，却没有告知听证权利", reading.basis)
    if facts.hearing_offered:
        return passed(f"{told}，已经告知", reading.basis)
    if facts.notified or facts.decided:
        return unknown(f"{told}，是否告知没有写明", "hearing_notified", law=reading.basis)
    return no_place(f"{told}，尚未到告知阶段")


@gate(
    "申请听证的期限届满后再决定",
    "行政处罚法64条(一)",
    "行政处罚法63条1款(一)",
    way_out="等当事人申请听证的五个工作日届满，或者取得其书面放弃，再作决定",
    consequences=(*INVALID, *LIABLE),
)
def hearing_awaited(facts: ProcedureFacts) -> Finding:
    """No decision while the party may still ask for the hearing it was told of, unless it gave it up or was heard."""
    if not hearing_needed(facts).value or facts.notified_on is None or facts.decided_on is None:
        return no_place("没有须等待的听证申请期限")
    due = clock("hearing_request_last_day").due(facts.notified_on, facts.calendar)
    heard = facts.hearing_on is not None and facts.hearing_on <= facts.decided_on
    if due.passed(facts.decided_on) or facts.waived or heard:
        return passed(f"申请听证的期限{zh_date(due.on)}届满")
    return failed(f"申请听证的期限到{zh_date(due.on)}才届满，{zh_date(facts.decided_on)}就作出了决定")


@gate(
    "按期申请的听证依法举行",
    "行政处罚法63条1款",
    "行政处罚法64条(一)",
    way_out="组织听证，根据听证笔录再作决定",
    consequences=("行政处罚法65条", *INVALID, *LIABLE),
)
def hearing_held(facts: ProcedureFacts) -> Finding:
    """A hearing asked for in time takes place, and before the decision. A late request binds nobody."""
    if facts.hearing_on and facts.decided_on and facts.hearing_on > facts.decided_on:
        return failed(f"听证定于{zh_date(facts.hearing_on)}举行，{zh_date(facts.decided_on)}却已经决定")
    asked, told = facts.hearing_requested_on, facts.notified_on
    if asked and told and not facts.waived:
        due = clock("hearing_request_last_day").due(told, facts.calendar)
        nth = working_days_between(told, asked, facts.calendar)
        if due.passed(asked):
            return no_place(f"{zh_date(asked)}申请听证，已是第{nth}个工作日，超过{zh_date(due.on)}的期限")
        if facts.hearing_held is False:
            return failed(f"当事人于第{nth}个工作日（{zh_date(asked)}）申请听证，没有超过期限，却没有组织听证")
        if facts.decided and facts.hearing_on is None:
            return unknown(f"当事人{zh_date(asked)}按期申请听证，是否举行没有写明", "hearing_date")
        return passed(f"当事人{zh_date(asked)}按期申请听证（期限{zh_date(due.on)}届满）")
    if facts.hearing_held is False and hearing_needed(facts).value and not facts.waived:
        return failed("当事人有权要求听证，却没有组织听证")
    return passed("听证已经举行") if facts.hearing_on else no_place("没有听证申请的记载")


@gate(
    "举行听证七个工作日前通知",
    "行政处罚法64条(二)",
    way_out="重新确定听证日期，提前七个工作日送达听证通知书",
    consequences=LIABLE,
)
def hearing_notice(facts: ProcedureFacts) -> Finding:
    """Time and place are told at least seven working days before; the prior notice itself cannot come later than that."""
    if facts.hearing_on is None:
        return no_place("没有听证日期")
    due = clock("hearing_notice_last_day").due(facts.hearing_on, facts.calendar)
    told = f"听证定于{zh_date(facts.hearing_on)}，最迟{zh_date(due.on)}通知"
    if facts.hearing_notice_on is not None:
        if due.passed(facts.hearing_notice_on):
            return failed(f"{told}，实际{zh_date(facts.hearing_notice_on)}通知")
        return passed(f"{told}，已于{zh_date(facts.hearing_notice_on)}通知")
    if facts.notified_on is not None and due.passed(facts.notified_on):
        return failed(f"{told}，而事先告知书{zh_date(facts.notified_on)}才送达")
    return no_place(told)


@gate(
    "听证由非本案调查人员主持",
    "行政处罚法64条(四)",
    way_out="另行指定非本案调查人员主持，重新举行听证",
    consequences=(*INVALID, *LIABLE),
)
def presider(facts: ProcedureFacts) -> Finding:
    """Whoever presides over the hearing has not investigated the case."""
    if facts.presider_of_case:
        return failed("听证由本案调查人员主持")
    if facts.presider_of_case is False:
        return passed("听证由非本案调查人员主持")
    return no_place("没有听证主持人的记载")


@gate(
    "处罚不重于告知的内容",
    "行政处罚法45条2款",
    "行政处罚法44条",
    way_out="按不重于告知的内容决定；确有新的事实的，重新告知并听取意见",
    consequences=(*NO_DECISION, *INVALID, "行政处罚法76条1款(二)"),
)
def not_heavier(facts: ProcedureFacts) -> Finding:
    """The final fine never exceeds the notified one, least of all because the party defended itself."""
    if facts.penal is not True:
        return no_place("没有拟处罚和决定的数额")
    told, final = facts.proposed_fine, facts.final_fine
    if told is not None and final is not None:
        if final > told:
            why = "当事人申辩之后加重处罚" if facts.defended else "决定重于告知"
            return failed(f"{why}：告知拟处罚款{told}元，决定罚款{final}元")
        return passed(f"告知拟处罚款{told}元，决定罚款{final}元，没有加重")
    if not facts.decided or facts.spot:
        return no_place("尚未作出决定")
    return unknown("告知的数额或者决定的数额没有写明", "proposed_fine_yuan" if told is None else "fine_yuan")
