"""The one transition table: which verb may start from which state, by whom, and where it leads.

A verb that is not in the table does not exist. Services read their row through `cases.services.move`; pages ask
`verbs_open` what to offer; docs/procedure.md is checked against it.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from cases.enums import ActState, CaseState, LeadState


class Who(StrEnum):
    """Capacities, resolved for a person, a file and a day in cases/capacity.py."""

    SECTION = "section"  # officer or head of the section that holds the file
    CASE_OFFICER = "case_officer"  # an officer of the file (before any is named: who registered it), or a stand-in
    SELF = "self"  # the person the row is about
    HEAD = "head"  # head of the section, not of own work
    LEADER = "leader"  # leader of the bureau, not of own work


class Gate(StrEnum):
    TWO_OFFICERS = "two_officers"  # 行政处罚法42条, 43条: decided recusals only
    INVESTIGATORS = "investigators"  # the same, but a recusal asked does not stop the investigation (43条3款)


WHO_WORDS = {
    Who.SECTION: "本科室执法人员或负责人",
    Who.CASE_OFFICER: "本案办案人员",
    Who.SELF: "本人",
    Who.HEAD: "科室负责人（不能是本案办案人员）",
    Who.LEADER: "局领导（不能是本案办案人员或提出人）",
}


@dataclass(frozen=True)
class Transition:
    """One row. `to` empty: the state stays; several: the service says which. `on`: the case states it needs."""

    verb: str
    title: str
    object: str
    frm: frozenset[str]
    to: tuple[str, ...]
    who: tuple[Who, ...]
    article: str
    way_out: str
    gate: Gate | None = None
    on: frozenset[str] = field(default_factory=frozenset)


C, A, L = CaseState, ActState, LeadState
OPEN_CASE = frozenset({C.REGISTERED, C.FILING, C.INVESTIGATING})
FILED = frozenset({C.INVESTIGATING})
UNDECIDED = frozenset({A.FACTS, A.PROPOSED, A.SIGNED, A.OFFERED, A.ANSWERED, A.ORDINARY, A.TRANSFER})
EVERY_ACT = frozenset(A)
OFFICER = (Who.CASE_OFFICER,)


def _lead(verb: str, title: str, to: tuple[str, ...], who: tuple[Who, ...], article: str) -> Transition:
    return Transition(
        verb, title, "lead", frozenset({L.OPEN}), to, who, article, "这条线索已经处理，请打开线索查看去向。"
    )


def _case(
    verb: str,
    title: str,
    frm: frozenset[str],
    to: tuple[str, ...],
    who: tuple[Who, ...],
    article: str,
    way_out: str,
    gate: Gate | None = None,
) -> Transition:
    return Transition(verb, title, "case", frm, to, who, article, way_out, gate)


def _act(
    verb: str,
    title: str,
    frm: frozenset[str],
    to: tuple[str, ...],
    who: tuple[Who, ...],
    article: str,
    way_out: str,
    gate: Gate | None = None,
    on: frozenset[str] = FILED,
) -> Transition:
    return Transition(verb, title, "act", frm, to, who, article, way_out, gate, on)


LEAD_ROWS = (
    _lead("decline_lead", "决定不立案", (L.NOT_FILED,), (Who.HEAD, Who.LEADER), "行政处罚法54条2款、76条2款"),
    _lead("lead_to_case", "线索转案件", (L.CASE,), (Who.SECTION,), "行政处罚法54条2款"),
)

CASE_ROWS = (
    _case("add_act", "登记违法行为", OPEN_CASE, (), OFFICER, "行政处罚法54条1款", "案件已经办结，不能再增加违法行为。"),
    _case(
        "name_officers",
        "指定办案人员",
        frozenset({C.REGISTERED}),
        (),
        (Who.SECTION,),
        "行政处罚法42条1款",
        "案件已经提请立案。要换人，请用“更换办案人员”。",
    ),
    _case(
        "replace_officer",
        "更换办案人员",
        OPEN_CASE,
        (),
        (Who.HEAD, Who.LEADER),
        "行政处罚法42条1款、43条",
        "案件已经办结，不需要更换办案人员。",
    ),
    _case("declare_recusal", "声明是否需要回避", OPEN_CASE, (), (Who.SELF,), "行政处罚法43条1款", "案件已经办结。"),
    _case("decide_recusal", "决定回避", OPEN_CASE, (), (Who.LEADER,), "行政处罚法43条3款", "案件已经办结。"),
    _case(
        "request_filing",
        "提请立案",
        frozenset({C.REGISTERED}),
        (C.FILING,),
        OFFICER,
        "行政处罚法54条2款",
        "案件已经提请立案或已经立案。",
        Gate.TWO_OFFICERS,
    ),
    _case(
        "approve_filing",
        "批准立案",
        frozenset({C.FILING}),
        (C.INVESTIGATING,),
        (Who.LEADER,),
        "行政处罚法54条2款",
        "请先由办案人员提请立案。",
        Gate.TWO_OFFICERS,
    ),
    _case(
        "refuse_filing",
        "不予立案",
        frozenset({C.REGISTERED, C.FILING}),
        (C.NOT_FILED,),
        (Who.LEADER,),
        "行政处罚法54条2款、76条2款",
        "案件已经立案，不能再决定不立案；请按查明的事实作出处理。",
    ),
    _case(
        "add_evidence",
        "登记证据",
        OPEN_CASE,
        (),
        OFFICER,
        "行政处罚法46条、47条",
        "案件已经办结，证据不能再增加。",
        Gate.INVESTIGATORS,
    ),
    _case("complete_screen", "完成例行核查", OPEN_CASE, (), OFFICER, "行政处罚法40条、54条1款", "案件已经办结。"),
    _case("case_fact", "记录事实", OPEN_CASE, (), OFFICER, "行政处罚法40条", "案件已经办结，事实不能再改。"),
    _case("draft_paper", "起草文书", OPEN_CASE, (), OFFICER, "行政处罚法47条", "案件已经办结。"),
    _case("issue_paper", "制发文书", OPEN_CASE, (), OFFICER, "行政处罚法47条", "案件已经办结。", Gate.TWO_OFFICERS),
    _case("serve_paper", "登记送达", OPEN_CASE, (), OFFICER, "行政处罚法61条", "案件已经办结。", Gate.INVESTIGATORS),
    _case(
        "fulfil_obligation",
        "登记办结事项",
        OPEN_CASE | {C.CLOSED},
        (),
        (Who.CASE_OFFICER, Who.HEAD),
        "行政处罚法47条",
        "这个案件没有立案，没有要办的事。",
    ),
    _case("cancel_obligation", "取消事项", OPEN_CASE, (), (Who.HEAD, Who.LEADER), "行政处罚法47条", "案件已经办结。"),
    _case(
        "close_case",
        "结案",
        frozenset({C.INVESTIGATING}),
        (C.CLOSED,),
        (Who.CASE_OFFICER, Who.HEAD),
        "行政处罚法57条1款、60条",
        "只有办理中的案件才能结案。",
    ),
)

ACT_ROWS = (
    _act(
        "record_fact",
        "记录事实",
        frozenset({A.FACTS}),
        (),
        OFFICER,
        "行政处罚法40条、54条1款",
        "处理意见已经提出。先撤回意见，再更正事实。",
        on=OPEN_CASE,
    ),
    _act(
        "check_first_offence",
        "首违核查",
        frozenset({A.FACTS}),
        (),
        OFFICER,
        "行政处罚法33条1款",
        "处理意见已经提出。先撤回意见，再重新核查。",
        on=OPEN_CASE,
    ),
    _act(
        "assess_act",
        "请系统建议",
        UNDECIDED,
        (),
        OFFICER,
        "行政处罚法5条、57条1款",
        "这个行为已经处理完毕。",
        on=OPEN_CASE,
    ),
    _act(
        "order_correction",
        "责令改正",
        frozenset({A.FACTS}),
        (),
        OFFICER,
        "行政处罚法28条1款",
        "处理意见已经提出。先撤回意见，再责令改正。",
        Gate.TWO_OFFICERS,
    ),
    _act(
        "extend_correction",
        "延长改正期限",
        frozenset({A.FACTS}),
        (),
        (Who.HEAD, Who.LEADER),
        "行政处罚法28条1款",
        "处理意见已经提出，改正期限不能再延长。",
        Gate.TWO_OFFICERS,
    ),
    _act(
        "record_recheck",
        "登记复查",
        frozenset({A.FACTS}),
        (),
        OFFICER,
        "行政处罚法28条1款、33条1款",
        "处理意见已经提出。先撤回意见，再登记复查。",
        Gate.INVESTIGATORS,
    ),
    _act(
        "propose",
        "提出处理意见",
        frozenset({A.FACTS}),
        (A.PROPOSED,),
        OFFICER,
        "行政处罚法57条1款",
        "这个行为已有在办的处理意见。",
        Gate.TWO_OFFICERS,
    ),
    _act(
        "withdraw_opinion",
        "撤回处理意见",
        frozenset({A.PROPOSED, A.SIGNED, A.OFFERED, A.ANSWERED, A.ORDINARY}),
        (A.FACTS,),
        OFFICER,
        "行政处罚法54条1款",
        "没有可以撤回的处理意见；已经作出的决定只能依法变更或撤销。",
    ),
    _act(
        "countersign",
        "签署处理意见",
        frozenset({A.PROPOSED}),
        (A.SIGNED, A.FACTS),
        (Who.HEAD, Who.LEADER),
        "行政处罚法57条1款",
        "没有待签署的处理意见。",
        Gate.TWO_OFFICERS,
    ),
    _act(
        "make_offer",
        "告知柔性措施、征求意愿",
        frozenset({A.SIGNED}),
        (A.OFFERED,),
        OFFICER,
        "行政处罚法6条",
        "处理意见签署以后、作出决定以前，才能征求当事人意愿。",
        Gate.TWO_OFFICERS,
    ),
    _act(
        "record_answer",
        "登记当事人答复",
        frozenset({A.OFFERED}),
        (A.ANSWERED,),
        OFFICER,
        "行政处罚法6条",
        "现在没有等待答复的措施。",
        Gate.INVESTIGATORS,
    ),
    _act(
        "decide",
        "作出决定",
        frozenset({A.SIGNED, A.ANSWERED}),
        (A.DECIDED, A.ORDINARY, A.FACTS),
        (Who.LEADER,),
        "行政处罚法57条",
        "处理意见须先由他人签署；有柔性措施的，当事人答复入卷后再作决定。",
        Gate.TWO_OFFICERS,
    ),
    _act(
        "report_for_transfer",
        "报告负责人、提请移送",
        frozenset({A.FACTS, A.ORDINARY}),
        (A.TRANSFER,),
        OFFICER,
        "行政处罚法27条；移送规定5条",
        "先撤回处理意见，再提请移送。",
        Gate.INVESTIGATORS,
        OPEN_CASE,
    ),
    _act(
        "approve_transfer",
        "决定是否移送",
        frozenset({A.TRANSFER}),
        (A.TRANSFER, A.FACTS),
        (Who.LEADER,),
        "移送规定5条",
        "没有待批准的移送。",
        on=OPEN_CASE,
    ),
    _act(
        "send_transfer",
        "移送",
        frozenset({A.TRANSFER}),
        (A.TRANSFER, A.TRANSFERRED),
        OFFICER,
        "移送规定5条、6条",
        "移送须先经负责人批准。",
        on=OPEN_CASE,
    ),
    _act(
        "record_transfer_result",
        "登记移送结果",
        frozenset({A.TRANSFER}),
        (A.TRANSFERRED, A.FACTS),
        OFFICER,
        "移送规定8条至10条",
        "没有已经送出、等待答复的移送。",
        on=OPEN_CASE,
    ),
    _act(
        "record_education",
        "登记教育",
        frozenset({A.DECIDED}),
        (),
        OFFICER,
        "行政处罚法33条3款",
        "作出不予行政处罚的决定以后，再登记教育。",
    ),
)

TRANSITIONS: dict[str, Transition] = {row.verb: row for row in (*LEAD_ROWS, *CASE_ROWS, *ACT_ROWS)}
