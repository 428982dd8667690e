"""What goes wrong at a real desk: sent twice, two officers at once, a session that ran out, wrong files; and a phone."""

from playwright.sync_api import expect

from cases.models import Case, Fact
from tests.journeys.desk import days
from tests.journeys.stories import File


def _filed(office, desk) -> File:
    return File(desk).begin(
        office, "重庆武岭山珍食品有限公司", "UNTRUE_DATA", "月报《工业产销总值》工业总产值多报300万元", unit="万元"
    )


def test_bad_input_is_answered_in_chinese_and_nothing_is_lost(office, desk):
    officer = desk("officer1").open("/parties/?for=case")
    officer.press("登记新的当事人")
    officer.fill(kind="enterprise", name="重庆武岭山珍食品有限公司", credit_code="91500114MA5U7K2X91").press("登记")
    officer.sees("校验位")
    expect(officer.page.locator('[name="name"]')).to_have_value("重庆武岭山珍食品有限公司")
    officer.fill(credit_code="91500114MA5U7K2X90").press("登记")
    officer.fill(source="random", discovered_on=days(1), summary="数据核查发现多报。").press("登记案件")
    officer.sees("发现日期不能晚于今天")
    expect(officer.page.locator('[name="summary"]')).to_have_value("数据核查发现多报。")
    officer.fill(discovered_on=days(0)).press("登记案件")
    assert Case.objects.count() == 1


SEND_TWICE = """async () => {
  const form = document.querySelector("main form[method=post]");
  const send = () => fetch(location.href, { method: "POST", body: new FormData(form) });
  const answers = await Promise.all([send(), send()]);
  return answers.map((answer) => answer.url);
}"""


def test_a_form_sent_twice_at_once_registers_one_case(office, desk):
    officer = File(desk).register_party("重庆云谷纺织有限公司")
    officer.fill(source="random", discovered_on=days(0), summary="数据核查发现多报。")
    first, second = officer.page.evaluate(SEND_TWICE)
    assert first == second
    assert Case.objects.count() == 1


def test_two_officers_on_one_file_see_each_others_work(office, desk):
    file = _filed(office, desk)
    first = file.on_act("facts/harm/")
    second = desk("officer2").open(file.at_act("facts/harm/"))
    second.fill(answer="none", note="田小雨先答的。").press("保存并继续")
    first.fill(answer="minor", note="冉启明的说明很长。").press("保存并继续")
    first.sees("您打开这一页以后，案卷有了变化", "田小雨")
    expect(first.page.locator('[name="note"]')).to_have_value("冉启明的说明很长。")
    first.press("保存并继续")
    assert Fact.objects.get(key="harm", is_current=True).value == "minor"


def test_a_session_that_ran_out_while_typing_loses_nothing(office, desk, clock):
    file = _filed(office, desk)
    officer = file.on_act("facts/harm/")
    officer.fill(answer="minor", note="写了一上午的说明。")
    clock.shift(9 * 3600)
    officer.press("保存并继续")
    officer.sees("登录")
    officer.page.fill("#id_username", "officer1")
    officer.page.fill("#id_password", "demo-demo")
    with officer.page.expect_navigation():
        officer.page.click("form.fx-login__form button[type=submit]")
    officer.sees("写了一上午的说明。")
    officer.press("继续提交")
    assert Fact.objects.get(key="harm", is_current=True).note == "写了一上午的说明。"


def test_a_file_of_a_wrong_kind_is_refused_and_the_words_stay(office, desk):
    file = _filed(office, desk)
    officer = file.officer("evidence/")
    officer.fill(kind="document", title="四月月报", source="联网直报平台导出")
    officer.page.locator('[name="file"]').set_input_files(
        {"name": "病毒.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\x00\x01\x80\x81\xff"}
    )
    officer.press("登记证据").sees("不是可以保存的文件")
    expect(officer.page.locator('[name="title"]')).to_have_value("四月月报")
    officer.fill(file="四月月报.pdf").press("登记证据").sees("证据已登记")


def test_what_was_typed_is_kept_while_it_is_typed(office, desk):
    file = _filed(office, desk)
    officer = file.on_act("correction/")
    with officer.page.expect_response("**/cases/drafts/") as sent:
        officer.page.locator('[name="requirements"]').press_sequentially("更正四月月报")
    assert sent.value.status == 204
    other = file.on_act("correction/")
    expect(other.page.locator('[name="requirements"]')).to_have_value("更正四月月报")


def test_the_side_column_follows_the_answer(office, desk):
    file = _filed(office, desk)
    officer = file.on_act("facts/harm/")
    with officer.page.expect_response("**/outlook/"):
        officer.page.locator('[name="answer"][value="serious"]').check()
    officer.sees("刚被本题排除：造成较重或者严重后果")


def test_the_work_is_done_without_javascript(office, desk):
    file = _filed(office, desk)
    officer = desk("officer1", scripts=False).open(file.at_act("facts/harm/"))
    officer.fill(answer="minor", note="没有脚本也能答。").press("保存并继续")
    assert Fact.objects.get(key="harm", is_current=True).value == "minor"
    officer.open(file.at_act("correction/")).fill(requirements="更正四月月报")
    with officer.page.expect_navigation():
        officer.page.locator('button[name="pick"]').first.click()
    expect(officer.page.locator('[name="requirements"]')).to_have_value("更正四月月报")
    officer.press("起草通知书，看预览").sees("责令改正通知书", "制发")


def test_an_officer_in_the_field_answers_on_a_phone(office, desk):
    file = _filed(office, desk)
    phone = desk("officer1", phone=True).open(file.at())
    assert phone.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(phone.page.locator(".fx-bar-fix .btn-primary")).to_be_visible()
    phone.open(file.at_act("facts/harm/"))
    assert phone.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    phone.fill(answer="none")
    with phone.page.expect_navigation():
        phone.page.locator(".fx-bar-fix .btn-primary").click()
    assert Fact.objects.get(key="harm", is_current=True).value == "none"
    phone.open(file.at_act("recommendation/"))
    assert phone.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
