"""Ways off the straight road: what the police refuse and the bureau takes back."""

from cases.models import Case
from tests.journeys.desk import days
from tests.journeys.stories import File


def test_a_transfer_the_police_refuse_is_contested_and_brought_back(office, desk):
    file = File(desk).begin(office, "重庆濯水矿业有限公司", "OBSTRUCT", "以暴力阻碍统计检查")
    file.answer("violence", "true", note="推搡执法人员。", file="现场录像.pdf", kind="record", source="执法记录仪")
    file.answer("crime_suspected", "true", note="涉嫌妨害公务。")
    file.answer("act_date", value=days(-1))
    file.on_act("recommendation/").press("请系统建议").sees("移送公安机关")
    officer = file.on_act("transfer/")
    officer.fill(
        to_organ="重庆市公安局黔江区分局", words="以暴力阻碍检查，涉嫌妨害公务。", annexes="调查报告\n现场录像"
    )
    officer.press("报告负责人，提请移送")
    desk("leader1").open(file.at_act("transfer/")).fill(approve="yes", words="同意移送").press("决定").sees("批准移送")
    officer.open(file.at_act("transfer/")).fill(file="移送回执.pdf").press("登记移送").sees("是否立案", "3日")
    officer.fill(result="declined", on=days(0), words="不予立案通知书〔2026〕5号，情节显著轻微。").press("登记答复")
    officer.sees("公安机关不予立案", "提请复议", "9条1款")
    officer.fill(way="reconsider", on=days(0), words="执法记录仪录像显示推搡并致伤。").press("提出异议")
    officer.fill(upheld="no", on=days(0), words="公安机关复议维持不予立案。").press("登记异议的答复")
    officer.sees("维持不予立案", "9条2款")
    head = desk("head1").open(file.at_act("transfer/"))
    head.fill(words="未达到刑事立案标准，由本局依法处理。").press("收回").sees("按重新作出的系统建议继续办理")
    file.officer().sees("退回后系统建议")
    act = Case.objects.get(pk=file.pk).acts.get()
    assert act.state == "facts"
    assert act.facts.get(key="crime_suspected", is_current=True).value is False
