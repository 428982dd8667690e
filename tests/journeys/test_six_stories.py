"""The six cases of the first issue, from sign-in to the closed file or to the penalty or transfer state."""

from datetime import timedelta

from cases.models import Case
from tests.journeys.desk import days
from tests.journeys.stories import File

TIDY = "如实填报，报前核对台账。"


def _untrue(office, desk, party: str) -> File:
    """An untrue figure: 300 of 10000, on file with its numbers and no harm."""
    file = File(desk).begin(
        office, party, "UNTRUE_DATA", "月报《工业产销总值》工业总产值多报300万元", indicator="工业总产值", unit="万元"
    )
    file.screen()
    file.answer("act_date", value=days(-3))
    file.answer("reported", value="10300", file="月报.pdf", kind="document", source="联网直报平台导出")
    file.answer("actual", value="10000")
    return file


def _soft_end(file: File, office, measure_paper: str, **edits: str) -> None:
    file.countersign()
    file.ask_the_party(office.officer2.pk)
    file.decide()
    file.paper("不予行政处罚决定书", evidence="更正前后的报表\n统计台账", education=TIDY)
    file.paper(measure_paper, **edits)
    file.educate()
    file.close()


def test_a_late_filing_before_any_urging_ends_with_a_reminder(office, desk):
    file = File(desk).begin(office, "重庆正阳物流有限公司", "LATE", "季报《财务状况》迟报1日")
    file.screen()
    file.answer("due", value=days(-4))
    file.answer("submitted", value=days(-3))
    file.answer("urged", "false")
    file.answer("harm", "none", note="报表还没有汇总，没有影响。")
    officer = file.on_act("recommendation/").press("请系统建议")
    officer.sees("不予行政处罚", "提醒", "行政处罚法33条1款前段")
    file.propose("期限届满次日自行报送，没有影响汇总。")
    _soft_end(file, office, "提醒函", risks="临近报送期才整理数据", todo="每月5日前完成数据核对")
    assert Case.objects.get(pk=file.pk).state == "closed"


def test_an_untrue_figure_corrected_in_time_is_not_punished(office, desk):
    file = _untrue(office, desk, "重庆武岭山珍食品有限公司")
    file.answer("harm", "none", note="还没有汇总上报。")
    file.order_correction(days(10))
    file.recheck("full", days(0))
    desk("officer1").sees("不予行政处罚", "差错率3.00%", "M1")
    file.propose("差错小，改正及时，没有后果。")
    _soft_end(file, office, "轻微违法警示书", education=TIDY)
    assert Case.objects.get(pk=file.pk).acts.get().decision.outcome == "NP_MANDATORY_MINOR"


def test_the_same_corrected_too_late_goes_into_the_penalty_procedure(office, desk, clock):
    file = _untrue(office, desk, "重庆阿蓬江房地产开发有限公司")
    file.answer("harm", "none", note="还没有汇总上报。")
    file.order_correction(days(5))
    clock.shift(timedelta(days=6))
    file.officer().sees("改正期限已过，还没有复查")
    clock.shift(timedelta(days=3))
    file.recheck("full", days(-1))
    desk("officer1").sees("一般行政处罚")
    file.officer().sees("逾期才改正")
    file.propose("逾期改正，不适用柔性处理。")
    file.countersign()
    leader = file.decide("同意进入处罚程序", "处罚程序")
    leader.sees("可以并处10万元以下", "行政处罚事先告知书", "作出处理决定", "3个月")
    assert Case.objects.get(pk=file.pk).acts.get().state == "ordinary"


def test_violence_against_inspectors_is_transferred(office, desk):
    file = File(desk).begin(office, "重庆金洞矿业有限公司", "OBSTRUCT", "以暴力阻碍统计检查")
    file.answer("violence", "true", note="推搡执法人员。", file="现场录像.pdf", kind="record", source="执法记录仪")
    file.answer("crime_suspected", "true", note="涉嫌妨害公务。")
    file.answer("act_date", value=days(-1))
    file.on_act("recommendation/").press("请系统建议").sees("移送公安机关", "应当")
    officer = file.on_act("transfer/")
    officer.fill(
        to_organ="重庆市公安局黔江区分局", words="以暴力阻碍检查，涉嫌妨害公务。", annexes="调查报告\n现场录像"
    )
    officer.press("报告负责人，提请移送").sees("决定是否移送", "3日")
    chief = desk("leader1").open(file.at_act("transfer/"))
    chief.fill(approve="yes", words="同意移送").press("决定").sees("批准移送", "24小时")
    officer.open(file.at_act("transfer/"))
    officer.fill(file="移送回执.pdf").press("登记移送").sees("移送已登记")
    officer.fill(result="taken", on=days(0), words="已立案侦查，文号公立字〔2026〕1号。")
    officer.press("登记答复").sees("已受理")
    assert Case.objects.get(pk=file.pk).acts.get().state == "transferred"


def _first_offence(office, desk, party: str) -> File:
    file = _untrue(office, desk, party)
    file.answer("harm", "minor", note="进入区内快报，影响很小，已订正。")
    file.answer("minor_act", "false", note="数据已被引用。")
    return file


def test_a_first_offence_with_minor_harm_and_then_the_same_again(office, desk):
    party = "重庆渝东商贸有限公司"
    file = _first_offence(office, desk, party)
    file.check_first_offence("未发现同类违法")
    file.order_correction(days(10))
    file.recheck("full", days(0))
    officer = desk("officer1")
    officer.sees("可以不予行政处罚", "可以 · 须写理由并经批准", "初次违法")
    officer.press("提交科室负责人").sees("请选择采纳，或者不采纳、另提意见")
    file.propose("首次发生，影响很小，已经订正，不予处罚并予警示足以教育。")
    _soft_end(file, office, "轻微违法警示书", education=TIDY)

    again = File(desk)
    officer = desk("officer1").open(f"/parties/?for=case&q={party}")
    officer.press("用这个当事人")
    again.register_case(officer, "数据核查又发现多报。")
    again.go_on(office, "UNTRUE_DATA", "月报《工业产销总值》再次多报300万元", indicator="工业总产值", unit="万元")
    again.screen()
    again.answer("act_date", value=days(0))
    again.answer("reported", value="20600")
    again.answer("actual", value="20000")
    again.answer("harm", "minor", note="进入区内快报。")
    again.answer("minor_act", "false", note="屡次发生。")
    again.check_first_offence("有同类违法")
    again.order_correction(days(10))
    again.recheck("full", days(0))
    desk("officer1").sees("一般行政处罚")
    again.propose("窗口期内再次发生同类违法，应当处罚。")
    again.countersign()
    again.decide("同意进入处罚程序", "处罚程序").sees("可以并处10万元以下")
    assert Case.objects.get(pk=again.pk).acts.get().state == "ordinary"
