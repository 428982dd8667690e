"""The rows of remedies: they start from a decision, also after the file was closed."""

from cases.transition import FILED, OFFICER, A, C, Who, act_row

DECIDED = frozenset({A.DECIDED})
NO_DECISION = "还没有作出决定，没有可以救济的事项。"
ALSO_CLOSED = FILED | {C.CLOSED}

REMEDY_ROWS = (
    act_row(
        "record_remedy",
        "登记复议、诉讼",
        DECIDED,
        (),
        OFFICER,
        "行政处罚法73条；行政复议法20条；行政诉讼法46条",
        NO_DECISION,
        on=ALSO_CLOSED,
    ),
    act_row(
        "reply_to_remedy",
        "登记答复、答辩",
        DECIDED,
        (),
        OFFICER,
        "行政复议法48条；行政诉讼法67条",
        NO_DECISION,
        on=ALSO_CLOSED,
    ),
    act_row(
        "record_remedy_result",
        "登记复议、诉讼结果",
        DECIDED,
        (),
        OFFICER,
        "行政复议法61条；行政诉讼法45条",
        NO_DECISION,
        on=ALSO_CLOSED,
    ),
    act_row(
        "correct_own_decision",
        "自行改变决定",
        DECIDED,
        (),
        (Who.LEADER,),
        "行政处罚法75条2款",
        NO_DECISION,
        on=ALSO_CLOSED,
    ),
)
