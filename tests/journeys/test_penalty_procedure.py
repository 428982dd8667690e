"""A penalty with hearing and legal review, a soft offer declined, a decision on the spot, a limit that passes."""

import hashlib
import io
from datetime import timedelta

from pypdf import PdfReader

from cases.models import Case, CaseArchive, Decision
from tests.journeys.desk import Desk, days
from tests.journeys.stories import File
from tests.journeys.test_six_stories import TIDY, _untrue


def _late_correction(office, desk, clock) -> File:
    """Corrected after the deadline; the opinion is a penalty, and a leader agrees to the procedure."""
    file = _untrue(office, desk, "重庆阿蓬江房地产开发有限公司")
    file.answer("harm", "none", note="还没有汇总上报。")
    file.order_correction(days(2))
    clock.shift(timedelta(days=4))
    file.recheck("full", days(0))
    file.propose("逾期改正，不适用柔性处理。")
    file.countersign()
    file.decide("同意进入处罚程序", "处罚程序")
    return file


def _report(file: File) -> None:
    officer = file.on_act("report/")
    officer.fill(
        course="立案后核对了报表和台账，询问了统计负责人。", proposal="违反统计法第八条，建议给予警告并处罚款。"
    )
    officer.press("提交，看报告").sees("调查终结报告已入卷")
    officer.press("制发调查终结报告").sees("文书已制发")


def _tell(file: File, fine: str) -> Desk:
    officer = file.on_act("penalty/notice/")
    officer.fill(fine=fine, reasons="逾期改正，没有造成后果。", statement_by=days(7)).press("起草告知书，看预览")
    file.issue_and_serve(officer, "行政处罚事先告知书")
    return officer


def _hearing(file: File, desk, clock, presider: int) -> None:
    officer = file.on_act("penalty/hearing/")
    officer.fill(on=days(0), words="书面要求听证，请求从轻。").press("登记申请").sees("听证申请已登记")
    head = desk("head1").open(file.at_act("penalty/hearing/"))
    head.fill(scheduled_on=days(2), venue="本局会议室", presider=str(presider)).press("通知举行")
    head.sees("举行听证须在7个工作日前通知")
    head.fill(scheduled_on=days(14)).press("通知举行").sees("听证的时间、地点和主持人已确定")
    clock.shift(timedelta(days=14))
    chair = desk("reviewer1").open(file.at_act("penalty/hearing/"))
    chair.fill(held_on=days(0), minutes="调查人员陈述事实，当事人质证。", conclusion="事实清楚，建议从轻。")
    chair.press("登记听证").sees("听证笔录已入卷")


def _review(file: File, desk) -> None:
    leader = desk("leader1").open(file.at_act("penalty/decision/"))
    leader.sees("决定以前还缺", "法制审核")
    reviewer = desk("reviewer2").open(file.at_act("penalty/review/"))
    aspects = ("subject", "facts", "law", "discretion", "procedure", "papers", "crime")
    reviewer.fill(**dict.fromkeys(aspects, "没有问题。"), approve="yes", words="同意拟处罚意见。")
    reviewer.press("提交审核结论").sees("法制审核已入卷")


def _bind(file: File) -> None:
    """归档: one PDF, its contents on the page and in the volume, every page numbered."""
    officer = file.officer("archive/")
    officer.fill(retention="long").press("装订归档").sees("第1卷", "保管30年", "行政处罚决定书", "证据清单")
    row = CaseArchive.objects.get(case_id=file.pk)
    found = officer.page.request.get(f"{officer.base}{file.at('archive/1/')}").body()
    assert hashlib.sha256(found).hexdigest() == row.file.sha256
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(found)).pages]
    assert len(pages) == row.pages + 2 and "卷内目录" in pages[1]
    assert f"第{row.pages}页" in pages[-1]
    titles = [item["title"] for item in row.contents]
    course = ("责令改正通知书", "调查终结报告", "行政处罚事先告知书", "行政处罚决定书", "缴款票据", "证据清单")
    assert [title for title in titles if title in course] == list(course)


def _judge(file: File, desk, clock) -> None:
    """案卷评查: the seed first, then the draw, then the sheet that the machine has begun."""
    supervisor = desk("supervisor1").open("/cases/reviews/")
    supervisor.fill(
        title="案卷评查",
        closed_from=days(-7),
        closed_to=days(0),
        size="1",
        seed="03 08 17 22 31 33 05",
        seed_source="双色球开奖号码",
    )
    supervisor.press("公布种子").sees("种子已公布")
    clock.shift(timedelta(hours=1))
    supervisor.open(supervisor.page.url.removeprefix(supervisor.base))
    supervisor.press("按种子抽取").sees("已抽取", "sha256sum")
    supervisor.press(Case.objects.get(pk=file.pk).number).sees("两名以上执法人员办理", "处罚事先告知并听取陈述申辩")
    answers = dict.fromkeys(("met_party", "met_facts", "met_named", "met_law"), "yes")
    supervisor.fill(**answers, off_papers="2", words="文书有一处笔误。").press("登记评查").sees("优秀", "98分")


def test_an_ordinary_penalty_with_hearing_and_legal_review_to_the_archive(office, desk, clock):
    file = _late_correction(office, desk, clock)
    _report(file)
    _tell(file, "50000")
    officer = file.on_act("penalty/statement/")
    officer.fill(kind="stated", on=days(0), words="已经改正，请从轻。", review="改正属实。", adopted="partly")
    officer.press("登记").sees("陈述申辩已记入案卷", "等待申请")
    _hearing(file, desk, clock, office.reviewer1.pk)
    _review(file, desk)
    leader = desk("leader1").open(file.at_act("penalty/decision/"))
    leader.fill(fine="60000", reasons="从重。").press("作出处罚决定").sees("告知")
    assert not Decision.objects.exists()
    leader.fill(fine="40000", reasons="采纳听证意见，从轻处罚。").press("作出处罚决定").sees("已决定", "罚款4万元")
    file.paper("行政处罚决定书", pay_to="黔江区财政局非税收入专户")
    officer = file.on_act("penalty/payment/").sees("4万元", "缴款期限")
    officer.fill(voucher="非税0001", file="缴款票据.pdf").press("登记缴款").sees("缴款已登记", "已缴清")
    file.close()
    _bind(file)
    _judge(file, desk, clock)


def test_a_party_that_declines_the_soft_offer_is_treated_no_worse(office, desk):
    file = _untrue(office, desk, "重庆武岭山珍食品有限公司")
    file.answer("harm", "none", note="还没有汇总上报。")
    file.order_correction(days(10))
    file.recheck("full", days(0))
    file.propose("差错小，改正及时，没有后果。")
    file.countersign()
    file.ask_the_party(office.officer2.pk, answer="decline")
    file.decide()
    file.paper("不予行政处罚决定书", evidence="更正前后的报表\n统计台账", education=TIDY)
    file.educate()
    file.close()
    decision = Decision.objects.get()
    assert decision.outcome == "NP_MANDATORY_MINOR" and decision.fine is None


def test_a_small_penalty_is_decided_on_the_spot_and_filed(office, desk):
    file = File(desk)
    officer = file.register_party("重庆正阳物流有限公司")
    file.register_case(officer, "联网直报平台显示迟报。")
    file.add_act("LATE", "月报《财务状况》经催报仍迟报2日")
    file.name_officers(office.officer1.pk, office.officer2.pk)
    file.screen()
    facts = {"due": days(-8), "submitted": days(-2), "urge_deadline": days(-4)}
    file.answer("urged", "true")
    for key, day in facts.items():
        file.answer(key, value=day)
    proof = {"file": "送达记录.pdf", "kind": "document", "source": "联网直报平台"}
    file.answer("urge_served", value=days(-6), **proof)
    file.check_first_offence("未发现同类违法")
    file.answer("harm", "minor", note="推迟了汇总。")
    file.answer("minor_act", "false", note="经催报仍迟报。")
    officer = file.on_act("spot/")
    fields = {
        "venue": "企业办公室",
        "facts": "经催报仍迟报2日，有平台记录。",
        "heard": "当事人没有异议。",
        "recipient": "王明",
    }
    officer.fill(**fields, fine="5000", pay_to="财政专户").press("当场决定，制发决定书").sees("应当适用普通程序")
    officer.fill(fine="500").press("当场决定，制发决定书").sees("当场行政处罚决定书", "黔统当罚")
    head = desk("head1").open(file.at_act("spot/")).sees("应当先申请行政复议")
    head.fill(words="事实、限额、程序没有问题。").press("审查备案").sees("当场处罚决定已备案")
    officer.open(file.at_act("spot/")).fill(voucher="非税0002").press("登记缴款").sees("缴款已登记")
    file.officer("close/").fill(words="当场处罚，罚款已缴，已备案。").press("结案").sees("本案已经结案")
    assert Case.objects.get(pk=file.pk).state == "closed"


def test_an_overdue_decision_is_warned_of_and_never_silently_extended(office, desk, clock):
    file = File(desk).begin(
        office, "重庆武岭山珍食品有限公司", "UNTRUE_DATA", "月报《工业产销总值》工业总产值多报300万元", unit="万元"
    )
    limit = Case.objects.get(pk=file.pk).obligations.get(kind="decide").due_on
    clock.shift(timedelta(days=80))
    file.officer().sees("作出处理决定", "办案期限预警")
    clock.shift(timedelta(days=20))
    desk("head1").open("/?view=section").sees("作出处理决定", "逾期")
    file.officer().sees("逾期")
    leader = desk("leader1").open(file.at("limit/")).sees("办案期限已经届满", "不能再延长")
    assert leader.page.get_by_role("button", name="批准延长").count() == 0
    assert Case.objects.get(pk=file.pk).obligations.get(kind="decide").due_on == limit
