"""The rows of leads and of the file as a whole."""

from cases.transition import OFFICER, OPEN_CASE, C, Gate, L, Who, case_row, lead_row

LEAD_ROWS = (
    lead_row("decline_lead", "决定不立案", (L.NOT_FILED,), (Who.HEAD, Who.LEADER), "行政处罚法54条2款、76条2款"),
    lead_row("lead_to_case", "线索转案件", (L.CASE,), (Who.SECTION,), "行政处罚法54条2款"),
)

CASE_ROWS = (
    case_row(
        "add_act", "登记违法行为", OPEN_CASE, (), OFFICER, "行政处罚法54条1款", "案件已经办结，不能再增加违法行为。"
    ),
    case_row(
        "name_officers",
        "指定办案人员",
        frozenset({C.REGISTERED}),
        (),
        (Who.SECTION,),
        "行政处罚法42条1款",
        "案件已经提请立案。要换人，请用“更换办案人员”。",
    ),
    case_row(
        "replace_officer",
        "更换办案人员",
        OPEN_CASE,
        (),
        (Who.HEAD, Who.LEADER),
        "行政处罚法42条1款、43条",
        "案件已经办结，不需要更换办案人员。",
        bars_own=False,
    ),
    case_row("declare_recusal", "声明是否需要回避", OPEN_CASE, (), (Who.SELF,), "行政处罚法43条1款", "案件已经办结。"),
    case_row("decide_recusal", "决定回避", OPEN_CASE, (), (Who.LEADER,), "行政处罚法43条3款", "案件已经办结。"),
    case_row(
        "request_filing",
        "提请立案",
        frozenset({C.REGISTERED}),
        (C.FILING,),
        OFFICER,
        "行政处罚法54条2款",
        "案件已经提请立案或已经立案。",
        Gate.TWO_OFFICERS,
    ),
    case_row(
        "approve_filing",
        "批准立案",
        frozenset({C.FILING}),
        (C.INVESTIGATING,),
        (Who.LEADER,),
        "行政处罚法54条2款",
        "请先由办案人员提请立案。",
        Gate.TWO_OFFICERS,
    ),
    case_row(
        "refuse_filing",
        "不予立案",
        frozenset({C.REGISTERED, C.FILING}),
        (C.NOT_FILED,),
        (Who.LEADER,),
        "行政处罚法54条2款、76条2款",
        "案件已经立案，不能再决定不立案；请按查明的事实作出处理。",
    ),
    case_row(
        "add_evidence",
        "登记证据",
        OPEN_CASE,
        (),
        OFFICER,
        "行政处罚法46条、47条",
        "案件已经办结，证据不能再增加。",
        Gate.INVESTIGATORS,
    ),
    case_row("complete_screen", "完成例行核查", OPEN_CASE, (), OFFICER, "行政处罚法40条、54条1款", "案件已经办结。"),
    case_row("case_fact", "记录事实", OPEN_CASE, (), OFFICER, "行政处罚法40条", "案件已经办结，事实不能再改。"),
    case_row("draft_paper", "起草文书", OPEN_CASE, (), OFFICER, "行政处罚法47条", "案件已经办结。"),
    case_row("issue_paper", "制发文书", OPEN_CASE, (), OFFICER, "行政处罚法47条", "案件已经办结。", Gate.TWO_OFFICERS),
    case_row(
        "approve_paper", "审签文书", OPEN_CASE, (), (Who.HEAD, Who.LEADER), "行政处罚法38条、57条", "案件已经办结。"
    ),
    case_row("void_paper", "作废文书", OPEN_CASE, (), (Who.HEAD, Who.LEADER), "行政处罚法47条", "案件已经办结。"),
    case_row("correct_paper", "更正文书", OPEN_CASE, (), OFFICER, "行政处罚法5条、47条", "案件已经办结。"),
    case_row("file_to_paper", "归入扫描件", OPEN_CASE, (), OFFICER, "行政处罚法47条", "案件已经办结。"),
    case_row("serve_paper", "登记送达", OPEN_CASE, (), OFFICER, "行政处罚法61条", "案件已经办结。", Gate.INVESTIGATORS),
    case_row(
        "fulfil_obligation",
        "登记办结事项",
        OPEN_CASE | {C.CLOSED},
        (),
        (Who.CASE_OFFICER, Who.HEAD),
        "行政处罚法47条",
        "这个案件没有立案，没有要办的事。",
        bars_own=False,
    ),
    case_row(
        "cancel_obligation", "取消事项", OPEN_CASE, (), (Who.HEAD, Who.LEADER), "行政处罚法47条", "案件已经办结。"
    ),
    case_row(
        "close_case",
        "结案",
        frozenset({C.INVESTIGATING}),
        (C.CLOSED,),
        (Who.CASE_OFFICER, Who.HEAD),
        "行政处罚法57条1款、60条",
        "只有办理中的案件才能结案。",
        bars_own=False,
    ),
)
