"""What the party itself may do through its page. Nobody of the bureau can: these rows are in no officer's table."""

from cases.transition import FILED, UNDECIDED, A, Transition


def _row(verb: str, title: str, frm: frozenset[str], to: tuple[str, ...], article: str, way_out: str) -> Transition:
    return Transition(verb, title, "act", frm, to, (), article, way_out, on=FILED)


PARTY_TRANSITIONS: dict[str, Transition] = {
    row.verb: row
    for row in (
        _row(
            "answer_online",
            "当事人答复",
            frozenset({A.OFFERED, A.ANSWERED}),
            (A.ANSWERED,),
            "行政处罚法6条",
            "现在没有等您答复的事项。有疑问的，请打页面下方的电话。",
        ),
        _row(
            "send_statement",
            "当事人陈述、申辩",
            frozenset({A.ORDINARY}),
            (),
            "行政处罚法45条",
            "现在没有等您陈述申辩的事项；已经作出决定的，可以依法申请行政复议或者提起行政诉讼。",
        ),
        _row(
            "send_correction",
            "当事人报告改正情况",
            UNDECIDED | {A.DECIDED},
            (),
            "行政处罚法28条1款",
            "现在没有等您改正的事项。有疑问的，请打页面下方的电话。",
        ),
    )
}
