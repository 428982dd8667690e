"""A version of the list from its draft to the cases decided under it, with a gap, an overlap, a dead item and a repealed citation on the way."""

import io
from datetime import timedelta

from django.utils import timezone
from openpyxl import Workbook

from cases.models import Case
from exemptions.models import ListVersion
from tests.cases.story import Story
from tests.journeys.desk import Desk, days

LAW = "行政处罚法33条1款前段"
CHECK, EDIT = "/list/drafts/QJ-2/check/", "/list/drafts/QJ-2/"


def _row(number: str, condition: str, measure: str) -> dict[str, str]:
    return {
        "序号": number,
        "违法行为": "提供不真实的统计资料",
        "适用对象": "企业",
        "免罚情形": f"{condition}的，不予行政处罚。",
        "数值阈值": condition,
        "免罚依据": LAW,
        "结果": "不予行政处罚",
        "柔性措施": measure,
    }


PLANTED = [
    _row("N1", "差错率2%以下", "轻微违法警示"),
    _row("N2", "差错率超过2.1%，且差错率5%以下", "约谈"),
    _row("N3", "差错率9%以上，且差错率8%以下", "提醒"),
    _row("N4", "违法数额10万元以下", "提醒"),
]


def _book() -> bytes:
    made = Workbook()
    made.active.append(list(PLANTED[0]))
    for row in PLANTED:
        made.active.append(list(row.values()))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _draft(reviewer: Desk) -> None:
    reviewer.open("/list/new/").fill(title="包容免罚清单第二版", code="QJ-2", based_on="").press("起草")
    reviewer.fill(effective_from=days(1)).press("保存").press("从Excel导入")
    excel = {"name": "清单.xlsx", "mimeType": "application/octet-stream", "buffer": _book()}
    reviewer.page.set_input_files('[name="upload"]', excel)
    reviewer.press("上传并核对").sees("导入4项？").press("导入4项")
    reviewer.open(f"{EDIT}items/N2/").fill(basis="统计法(2009)41条").press("保存")


def _find_and_mend(reviewer: Desk) -> None:
    reviewer.open(CHECK).sees(
        "第N1项 差错率有空档", "差错率超过2%、2.1%以下的没有规定", "企业，不真实", "差错率2.1%：不命中任何一项"
    )
    reviewer.sees("第N1项 两项重叠而结果不同", "差错率2%：同时命中第N1项和第N4项")
    reviewer.sees("第N3项 永远不会命中", "满足“差错率9%以上”，但不满足“差错率8%以下”")
    reviewer.sees("第N2项 免罚依据在施行日无效", "改为统计法(2024修正)44条", "的行为，第N2项将引用在施行日无效的条文")
    reviewer.sees("还不能签署")
    for number in ("N3", "N4"):
        reviewer.open(f"{EDIT}items/{number}/").press(f"删去第{number}项")
    reviewer.open(f"{EDIT}items/N2/").fill(basis=LAW, **{"all-0-value": "2%"})
    reviewer.fill(wording="差错率超过2%、5%以下的，不予行政处罚。").press("保存").sees("差错率超过2%，且差错率5%以下")


def _explain_rest(reviewer: Desk) -> None:
    for number in ("N1", "N2"):
        reviewer.open(f"{EDIT}items/{number}/").press("确认含义一致").sees("确认：两处表述含义一致")
    # Two ratios without a denominator, and the replay: this bureau has no decided case to try the draft on.
    for _ in range(3):
        reviewer.open(CHECK)
        reviewer.page.locator('[name="reason"]').first.fill("应报数为0的，由承办人认定；没有可以试算的案件。")
        reviewer.press("签字说明")
    reviewer.sees("等待没有参加起草的法制审核人员签署")


def _case(story: Story, act_date: str, reported: int) -> Story:
    story.registered(subject=f"工业总产值{reported}").untrue(reported=reported, act_date=act_date)
    story.know(harm="none").screened().filed().order_served(days(5))
    story.rechecked("full", days(0))
    return story


def test_a_list_is_drafted_mended_signed_published_and_used(office, desk, clock):
    old = _case(Story(office, clock), days(-3), 10300)
    reviewer = desk("reviewer1")
    _draft(reviewer)
    _find_and_mend(reviewer)
    reviewer.open(CHECK).press("拟写全部例案").sees("系统已拟写例案")
    _explain_rest(reviewer)
    second = desk("reviewer2").open(CHECK)
    second.fill(words="逐项核对，同意。").press("签署法制审核").sees("已签署法制审核")
    desk("leader1").open(CHECK).press("签署并公布").sees("已公布")
    assert ListVersion.objects.get(code="QJ-2").state == "published"

    clock.move_to(timezone.now() + timedelta(days=2))
    new = _case(Story(office, clock), days(-1), 10200)
    desk("officer1").open(f"/cases/{new.case.pk}/acts/{new.act.order}/recommendation/").sees("不予行政处罚", "N1")
    before = _assessed(new)
    assert before == {("QJ-2", "N1")}
    old.act.refresh_from_db()
    old.assessed()
    assert ("QJ-DEMO", "M1") in _assessed(old)
    desk("officer1").open(f"/cases/{old.case.pk}/acts/{old.act.order}/recommendation/").sees("不予行政处罚", "M1")
    assert Case.objects.count() == 2


def _assessed(story: Story) -> set[tuple[str, str]]:
    """Items met, as the stored recommendation says."""
    story.act.refresh_from_db()
    lines = story.act.assessment.answer["items"]
    return {(line["list_code"], line["number"]) for line in lines if line["verdict"] == "true"}
