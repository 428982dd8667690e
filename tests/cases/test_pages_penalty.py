"""The pages of the ordinary procedure: each says where the case stands, takes its verb, and explains a refusal."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases.models import Decision, Deferral, Discussion, Hearing, LegalReview, LimitExtension, Payment, PriorNotice
from tests.cases.story import today

pytestmark = pytest.mark.django_db
PAGES = ("penalty", "notice", "statement", "hearing", "review", "discussion", "ruling", "payment")


def at(story, page: str) -> str:
    return reverse(f"cases:{page}", args=[story.case.pk, story.act.order])


def send(client, user, story, page: str, verb: str, **fields):
    client.force_login(user)
    story.case.refresh_from_db()
    return client.post(at(story, page), {"verb": verb, "version": story.case.version, **fields})


def look(client, user, story, page: str) -> str:
    client.force_login(user)
    return client.get(at(story, page)).content.decode()


def test_before_the_procedure_every_page_says_why_it_is_shut_and_strangers_see_none(client, story):
    story.registered()
    for page in PAGES:
        said = look(client, story.cast.officer1, story, page)
        assert "处罚程序" in said and '<button class="btn btn-primary" type="submit">' not in said
        client.force_login(story.cast.officer4)
        assert client.get(at(story, page)).status_code == 404


def test_the_route_shows_each_step_with_where_it_stands(client, story):
    story.in_procedure().told(50000)
    said = look(client, story.cast.officer1, story, "penalty")
    for words in ("事先告知", "已送达", "陈述、申辩", "待登记", "听证", "等待申请", "法制审核", "处罚决定"):
        assert words in said


def test_the_officer_tells_what_is_intended(client, story):
    story.in_procedure()
    fields = {"fine": 20000, "reasons": "逾期一日改正。", "statement_by": today() + timedelta(days=5)}
    assert "可以并处10万元以下" in look(client, story.cast.officer1, story, "notice")
    answer = send(client, story.cast.officer1, story, "notice", "notify_penalty", **fields)
    notice = PriorNotice.objects.get()
    assert answer.headers["Location"] == reverse("cases:paper", args=[story.case.pk, notice.paper_id])
    assert notice.penalties == ["警告", "罚款2万元"]


def test_a_refused_notice_keeps_what_was_typed_and_says_why(client, story):
    story.in_procedure()
    fields = {"fine": 200000, "reasons": "应当从重。", "statement_by": today() + timedelta(days=5)}
    answer = send(client, story.cast.officer1, story, "notice", "notify_penalty", **fields)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "超过法定最高额" in said and "应当从重。" in said


def test_the_head_is_told_who_writes_the_notice(client, story):
    story.in_procedure()
    assert "本案办案人员" in look(client, story.cast.head1, story, "notice")


def test_the_statement_is_recorded_and_shown_to_whoever_decides(client, story):
    story.in_procedure().told()
    fields = {"kind": "stated", "on": today(), "words": "已经改了。", "review": "属实。", "adopted": "partly"}
    send(client, story.cast.officer2, story, "statement", "record_statement", **fields)
    assert "已经改了。" in look(client, story.cast.leader1, story, "ruling")


def test_a_hearing_from_request_to_minutes(client, story):
    story.in_procedure().told(50000)
    who = story.cast
    send(client, who.officer1, story, "hearing", "request_hearing", on=today(), words="书面要求")
    said = look(client, who.head1, story, "hearing")
    choices = said.partition('name="presider"')[2].partition("</select>")[0]
    assert "今天通知的，最早可以定在2026年5月29日" in said
    assert who.reviewer1.name in choices and who.officer1.name not in choices
    send(
        client,
        who.head1,
        story,
        "hearing",
        "call_hearing",
        scheduled_on="2026-06-05",
        starts_at="09:30",
        venue="会议室",
        presider=who.reviewer1.pk,
    )
    assert Hearing.objects.get().presider == who.reviewer1
    assert "由主持人周敏登记" in look(client, who.officer1, story, "hearing")
    story.on("2026-06-05")
    assert "登记听证笔录和意见" in look(client, who.reviewer1, story, "hearing")
    fields = {"held_on": "2026-06-05", "minutes": "双方质证。", "conclusion": "建议从轻。"}
    send(client, who.reviewer1, story, "hearing", "record_hearing", **fields)
    assert Hearing.objects.get().held_on == date(2026, 6, 5)


def test_a_hearing_may_be_given_up(client, story):
    story.in_procedure().told(50000)
    story.hearing_asked()
    send(client, story.cast.officer1, story, "hearing", "withdraw_hearing", words="书面撤回")
    assert Hearing.objects.get().ended_words == "书面撤回"


def test_below_the_threshold_the_page_says_why_there_is_no_hearing(client, story):
    story.in_procedure().told(10000)
    assert "不必告知听证权利" in look(client, story.cast.officer1, story, "hearing")


def test_the_review_is_written_aspect_by_aspect(client, story):
    story.in_procedure().told()
    fields = dict.fromkeys(("subject", "facts", "law", "discretion", "procedure", "papers", "crime"), "合法。")
    short = send(
        client,
        story.cast.reviewer2,
        story,
        "review",
        "review_legally",
        approve="yes",
        words="同意",
        **{**fields, "law": ""},
    )
    assert short.status_code == 422 and "请填写适用法律的审核意见" in short.content.decode()
    send(client, story.cast.reviewer2, story, "review", "review_legally", approve="yes", words="同意", **fields)
    assert LegalReview.objects.get().aspects["law"] == "合法。"


def test_the_discussion_takes_down_what_each_leader_said(client, story):
    story.in_procedure().told(discussion_ground="情节复杂")
    who = story.cast
    fields = {f"said_{who.leader1.pk}": "同意。", f"said_{who.leader2.pk}": "同意，从轻。"}
    send(client, who.leader1, story, "discussion", "discuss", held_on=today(), conclusion="同意", fine=8000, **fields)
    row = Discussion.objects.get()
    assert [one["name"] for one in row.opinions] == ["杨正平", "何晓岚"] and row.fine == 8000


def test_the_leader_sees_what_is_missing_and_then_decides(client, story):
    story.in_procedure().told()
    assert "决定以前还缺" in look(client, story.cast.leader1, story, "ruling")
    story.spoke()
    answer = send(client, story.cast.leader1, story, "ruling", "decide_penalty", fine=9000, reasons="从轻。")
    assert answer.status_code == 302 and Decision.objects.get().fine == 9000


def test_a_heavier_fine_is_refused_on_the_page(client, story):
    story.in_procedure().told()
    story.spoke()
    answer = send(client, story.cast.leader1, story, "ruling", "decide_penalty", fine=10001, reasons="从重。")
    assert answer.status_code == 422 and not Decision.objects.exists()


def test_money_is_paid_in_instalments_that_a_leader_approved(client, story):
    story.simply_punished(10000)
    who = story.cast
    plan = {"asked_on": today(), "until": "2026-09-30", "reason": "停产两月。"}
    wrong = send(
        client, who.leader1, story, "payment", "defer_payment", **plan, instalments="2026-08-31 4000\n2026-09-30 5000"
    )
    assert wrong.status_code == 422 and "应当等于尚欠的罚款10000元" in wrong.content.decode()
    send(client, who.leader1, story, "payment", "defer_payment", **plan, instalments="2026-08-31 4000\n2026-09-30 6000")
    assert Deferral.objects.get().instalments == [["2026-08-31", 4000], ["2026-09-30", 6000]]
    assert story.case.obligations.open().filter(kind="pay").count() == 2
    send(client, who.officer1, story, "payment", "record_payment", paid_on=today(), amount=4000, voucher="非税1")
    assert story.case.obligations.open().get(kind="pay").title.endswith("第2期")
    send(client, who.officer1, story, "payment", "record_payment", paid_on=today(), amount=6000, voucher="非税2")
    assert Payment.objects.count() == 2 and not story.case.obligations.open().filter(kind="pay").exists()
    assert "已缴清" in look(client, who.officer1, story, "payment")


def test_a_badly_written_plan_is_explained(client, story):
    story.simply_punished(10000)
    fields = {"asked_on": today(), "until": "2026-09-30", "reason": "停产。", "instalments": "九月底 一万"}
    answer = send(client, story.cast.leader1, story, "payment", "defer_payment", **fields)
    assert "日期在前、金额在后" in answer.content.decode()


def test_the_surcharge_is_shown_with_its_arithmetic(client, story):
    story.simply_punished(10000)
    story.on("2026-06-14")
    said = look(client, story.cast.officer1, story, "payment")
    assert "3000元" in said and "尚欠罚款" in said


def test_the_limit_is_named_and_extended_once_by_a_leader(client, story):
    story.in_procedure()
    url = reverse("cases:limit", args=[story.case.pk])
    client.force_login(story.cast.leader1)
    assert "2026年8月11日" in client.get(url).content.decode()
    story.case.refresh_from_db()
    client.post(url, {"verb": "extend_limit", "version": story.case.version, "reason": "需外地协查。"})
    assert LimitExtension.objects.get().new_limit == date(2026, 11, 11)
    assert "已经延长" in client.get(url).content.decode()


def test_after_the_limit_the_page_says_it_cannot_be_extended(client, story):
    story.in_procedure().on("2026-08-12")
    client.force_login(story.cast.leader1)
    assert "办案期限已经届满" in client.get(reverse("cases:limit", args=[story.case.pk])).content.decode()
