"""The rows of soft measures: guidance, tips, reminders, admonitions, warnings, interviews."""

from cases.enums import MeasureState
from cases.transition import Who, measure_row

SECTION = (Who.SECTION,)
CHIEFS = (Who.HEAD, Who.LEADER)
SOFT = "优化营商环境条例59条"
M = MeasureState

MEASURE_ROWS = (
    measure_row("draft_measure_paper", "起草措施文书", (), SECTION, SOFT),
    measure_row("issue_measure_paper", "制发措施文书", (), SECTION, SOFT),
    measure_row("serve_measure_paper", "登记措施文书的送达", (), SECTION, SOFT),
    measure_row(
        "give_measure", "登记措施实施", (), SECTION, SOFT, ("GUIDANCE", "REMINDER", "ADMONITION"), ("实施后30日内回访",)
    ),
    measure_row("record_choice", "登记当事人的选择", (M.OPEN, M.DECLINED), SECTION, f"{SOFT}；行政处罚法6条"),
    measure_row("call_interview", "通知约谈", (), SECTION, SOFT, ("INTERVIEW_NOTICE",)),
    measure_row(
        "record_interview", "登记约谈", (), SECTION, f"{SOFT}；行政处罚法47条", ("INTERVIEW_RECORD",), ("承诺期限",)
    ),
    measure_row("report_commitment", "登记整改报告", (), SECTION, SOFT),
    measure_row("verify_commitment", "核查承诺", (), SECTION, SOFT),
    measure_row("follow_up", "登记措施回访", (), SECTION, SOFT),
    measure_row("end_measure", "办结措施", (M.DONE,), SECTION, SOFT),
    measure_row("escalate_measure", "升级措施", (M.ESCALATED,), CHIEFS, f"{SOFT}；行政处罚法54条2款、76条2款"),
)
