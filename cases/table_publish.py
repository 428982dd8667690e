"""The rows of publication: what is proposed, signed by a second person, taken back; also after the file was closed."""

from cases.transition import FILED, A, C, Who, act_row

DECIDED = frozenset({A.DECIDED, A.SPOT})
NO_DECISION = "还没有作出决定，没有可以公示的内容。"
ALSO_CLOSED = FILED | {C.REGISTERED, C.CLOSED}

PUBLISH_ROWS = (
    act_row(
        "propose_publication",
        "拟公示",
        DECIDED,
        (),
        (Who.CASE_OFFICER,),
        "行政处罚法48条1款",
        NO_DECISION,
        on=ALSO_CLOSED,
        clocks=("publish_penalty", "publish_other"),
    ),
    act_row(
        "sign_publication",
        "审核公示",
        DECIDED,
        (),
        (Who.HEAD, Who.LEADER),
        "行政处罚法48条1款、50条",
        NO_DECISION,
        on=ALSO_CLOSED,
    ),
    act_row(
        "withdraw_publication",
        "撤回公示",
        DECIDED,
        (),
        (Who.CASE_OFFICER, Who.HEAD, Who.LEADER),
        "行政处罚法48条2款",
        NO_DECISION,
        on=ALSO_CLOSED,
        clocks=("withdraw_by",),
    ),
)
