"""A party with its phone: the code of its paper, what is asked in plain words, its answer, its proof of correction."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from cases.models import Answer, Case, PartyMessage
from cases.services import doors, offers, proposals
from tests.cases.story import Story, today
from tests.journeys.desk import Desk, days

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(office, live_server, browser):
    """A phone nobody has signed in on."""
    faults: list[str] = []
    context = browser.new_context(viewport=PHONE, locale="zh-CN", has_touch=True, is_mobile=True)
    yield Desk(context.new_page(), live_server.url, "", faults)
    context.close()
    assert not faults, f"the browser complained: {faults}"


def _reads_well(phone: Desk) -> None:
    """Nothing runs off the side, every field has its name, one heading tells where one is."""
    page = phone.page
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.locator("h1")).to_have_count(1)
    nameless = page.evaluate(
        "[...document.querySelectorAll('main input:not([type=hidden]), main textarea, main select')]"
        ".filter(field => !field.labels.length && !field.ariaLabel).map(field => field.name)"
    )
    assert nameless == []


def test_a_party_reports_its_correction_and_answers_on_its_phone(office, phone, clock):
    story = Story(office, clock)
    story.registered().filed().untrue(act_date=days(-3)).know(harm="none", minor_act=True).screened()
    paper = story.order_served(days(5)).paper
    code = _code_on(paper)
    phone.page.goto(f"{phone.base}/my/")
    phone.fill(code=code.lower()).press("进入")
    phone.sees(story.case.party.name, paper.title, "报告改正情况", "联系人")
    _reads_well(phone)
    phone.press("报告改正情况").sees("要改正的")
    _reads_well(phone)
    phone.fill(words="已更正4月月报。", person_name="王明", uploads="更正后的报表.pdf").press("提交")
    phone.sees("请填写改正完成的日期")
    expect(phone.page.locator('[name="words"]')).to_have_value("已更正4月月报。")
    phone.fill(done_on=days(0), uploads="更正后的报表.pdf").press("提交").sees("已经收到改正情况", "已提交")
    doors.take_party_message(actor=office.officer1, message=PartyMessage.objects.get())
    story.rechecked("full", days(0))
    story.assessed()
    opinion = story.proposed()
    proposals.countersign(actor=office.head1, opinion=opinion, approve=True)
    offers.make_offer(actor=office.officer1, act=story.act, answer_by=today())
    phone.page.reload()
    phone.press("看说明，作选择").sees("都不影响处理结果")
    _reads_well(phone)
    _weigh_the_same(phone)
    phone.fill(answer="accept", person_name="王明").press("提交我的选择").sees("已经收到您的选择", "接受")
    assert Answer.objects.get().means == "online" and Case.objects.get().evidence.count() == 1


def _code_on(paper) -> str:
    """As the party reads it off the printed paper."""
    import io

    from pypdf import PdfReader

    words = PdfReader(io.BytesIO(bytes(paper.stored.pdf))).pages[0].extract_text()
    return "".join(words.split()).split("扫码办理")[1][:14]


def _weigh_the_same(phone: Desk) -> None:
    """Same width, same colours, same letters, none ticked."""
    looks = phone.page.evaluate(
        "[...document.querySelectorAll('.fx-choice')].map(card => { const look = getComputedStyle(card);"
        " const name = getComputedStyle(card.querySelector('.fx-choice__name'));"
        " return [card.offsetWidth, look.backgroundColor, look.borderColor, name.fontSize, name.color].join(' ') })"
    )
    assert len(looks) == 3 and len(set(looks)) == 1
    assert phone.page.locator("input:checked").count() == 0
    assert urlsplit(phone.page.url).query == ""
