"""Ways off the straight road: what the police refuse and the bureau takes back."""

from datetime import timedelta

from django.utils import timezone

from cases.models import Case, Lead
from cases.services.warnings import send_warnings
from parties.models import Party
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


def test_an_interview_whose_commitment_is_not_kept_is_raised_to_a_lead(office, desk, clock):
    officer = File(desk).register_party("重庆黔龙商贸有限公司", representative="张喆")
    party = Party.objects.get(name="重庆黔龙商贸有限公司")
    officer.open(f"/cases/measures/new/?party={party.pk}")
    officer.fill(
        kind="interview",
        trigger="repeated",
        subject="按时报送月报",
        violation="LATE",
        grounds="2026年以来三次迟报，提醒以后没有改善。",
        content="每月5日前完成核对。",
    )
    officer.press("登记措施").sees("措施已登记", "通知约谈")
    soon = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    officer.fill(invited="法定代表人张喆", purpose="督促按时报送", meet_at=soon, venue="本局二楼会议室")
    officer.press("确定约谈").press("起草约谈通知书").sees("预览")
    officer.press("制发约谈通知书").sees("文书已制发")
    officer.fill(method="direct", served_on=days(0), recipient="张喆").press("登记送达").sees("送达已登记")
    officer.fill(
        attended="yes",
        attendants="张喆",
        witness=str(office.officer2.pk),
        problems="三次迟报月报\n没有设置统计台账",
        promise="马上整改。",
        commitments=f"配备统计人员 {days(3)}\n补齐统计台账 {days(5)}",
    )
    officer.press("登记约谈").sees("约谈已登记", "配备统计人员", "补齐统计台账")
    here = officer.here
    clock.shift(timedelta(days=6))
    officer.open("/").sees("等对方兑现承诺：补齐统计台账")
    officer.open(f"{here}commitments/1/report/")
    officer.fill(on=days(0), words="已聘用统计员一名，附聘用合同。", report="整改报告.pdf").press("登记整改报告")
    officer.open(f"{here}commitments/1/verify/")
    officer.fill(on=days(0), result="kept", words="核对聘用合同，本人在岗。").press("核查承诺").sees("已兑现")
    officer.open(f"{here}commitments/2/verify/")
    officer.fill(on=days(0), result="not_kept", words="到现场看，台账仍未设置。").press("核查承诺").sees("没有兑现")
    officer.sees("是否升级由科室负责人决定")
    head = desk("head1").open(here)
    head.fill(reason="统计台账到期仍未设置。").press("决定升级").sees("已经升级")
    head.press("去看").sees("柔性措施升级", "约谈以后没有见效")
    assert Lead.objects.get().from_measure.state == "escalated"


def test_an_overdue_decision_is_warned_of_and_stands_before_the_head(office, desk, clock):
    file = File(desk).begin(office, "重庆石会商贸有限公司", "NO_LEDGER", "没有设置统计台账")
    clock.shift(timedelta(days=100))
    assert send_warnings() > 0
    head = desk("head1").open("/cases/deadlines/section/")
    head.sees("逾期1件", "作出处理决定", "期限不会自动延长")
    head.open("/cases/deadlines/").sees("作出处理决定", "已经逾期")
    officer = desk("officer1").open("/cases/deadlines/")
    officer.sees("已逾期", "3个月", "立案")
    officer.press("建立订阅地址").sees("以后不再显示")
    address = officer.page.locator('input[aria-label="订阅地址"]').input_value()
    feed = officer.page.request.get(address)
    assert Case.objects.get(pk=file.pk).number in feed.text() and "石会" not in feed.text()
