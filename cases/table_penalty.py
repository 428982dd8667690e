"""The rows of the ordinary procedure: notice, statement, hearing, review, discussion, decision, payment."""

from cases.transition import OFFICER, A, C, Gate, Who, act_row, case_row

ORDINARY = frozenset({A.ORDINARY})
DECIDED = frozenset({A.DECIDED})
NOT_OPEN = "处罚程序没有开始或者已经结束。处罚意见经签署并由局领导同意后，才能办理这一步。"
UNDECIDED = "还没有作出处罚决定。"
LEADERS = (Who.LEADER,)

PENALTY_ROWS = (
    act_row(
        "notify_penalty",
        "拟处罚事先告知",
        ORDINARY,
        (),
        OFFICER,
        "行政处罚法44条",
        NOT_OPEN,
        Gate.TWO_OFFICERS,
        papers=("PENALTY_NOTICE",),
    ),
    act_row(
        "record_statement",
        "登记陈述申辩",
        ORDINARY,
        (),
        OFFICER,
        "行政处罚法45条",
        NOT_OPEN,
        Gate.INVESTIGATORS,
        papers=("STATEMENT_RECORD",),
        clocks=("告知书载明的期限",),
    ),
    act_row(
        "request_hearing",
        "登记听证申请",
        ORDINARY,
        (),
        OFFICER,
        "行政处罚法64条(一)",
        NOT_OPEN,
        clocks=("hearing_request_last_day",),
    ),
    act_row("withdraw_hearing", "登记撤回听证申请", ORDINARY, (), OFFICER, "行政处罚法64条(六)", NOT_OPEN),
    act_row(
        "call_hearing",
        "通知举行听证",
        ORDINARY,
        (),
        (Who.HEAD, Who.LEADER),
        "行政处罚法64条(二)、(四)",
        NOT_OPEN,
        papers=("HEARING_NOTICE",),
        clocks=("hearing_notice_last_day",),
    ),
    act_row(
        "record_hearing",
        "登记听证",
        ORDINARY,
        (),
        (Who.SELF,),
        "行政处罚法64条(七)、(八)、65条",
        NOT_OPEN,
        papers=("HEARING_RECORD", "HEARING_REPORT"),
    ),
    act_row(
        "review_legally",
        "法制审核",
        ORDINARY,
        (),
        (Who.REVIEWER,),
        "行政处罚法58条",
        NOT_OPEN,
        papers=("LEGAL_REVIEW",),
    ),
    act_row(
        "discuss", "登记集体讨论", ORDINARY, (), LEADERS, "行政处罚法57条2款", NOT_OPEN, papers=("DISCUSSION_RECORD",)
    ),
    act_row(
        "decide_penalty",
        "作出处罚决定",
        ORDINARY,
        (A.DECIDED, A.FACTS),
        LEADERS,
        "行政处罚法57条1款(一)、59条",
        NOT_OPEN,
        Gate.TWO_OFFICERS,
        papers=("DECISION_APPROVAL", "PENALTY_DECISION"),
        clocks=("serve_by", "publish_penalty", "办案期限"),
    ),
    act_row("record_payment", "登记缴款", DECIDED, (), OFFICER, "行政处罚法67条", UNDECIDED, clocks=("pay_by",)),
    act_row(
        "defer_payment",
        "批准暂缓或者分期缴纳",
        DECIDED,
        (),
        LEADERS,
        "行政处罚法66条2款",
        UNDECIDED,
        papers=("INSTALMENT_APPROVAL",),
        clocks=("pay_by",),
    ),
    case_row(
        "extend_limit",
        "延长办案期限",
        frozenset({C.INVESTIGATING}),
        (),
        LEADERS,
        "行政处罚法60条",
        "只有办理中的案件才能延长办案期限。",
        papers=("EXTENSION_APPROVAL",),
        clocks=("办案期限",),
    ),
)
