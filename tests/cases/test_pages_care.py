"""Bad input and bad luck: sent twice, two officers at once, a session that ran out. Nothing typed is lost."""

import pytest
from django.urls import reverse

from cases.models import Case, FactDraft
from cases.services import facts
from tests import factories


def _once(client, url):
    return client.get(url).context["form"]["once"].value()


@pytest.fixture
def office(cast, clock, signed_in):
    party = factories.party(by=cast.officer1)
    return cast, signed_in(cast.officer1), reverse("cases:register") + f"?party={party.pk}"


SAID = {"source": "random", "discovered_on": "2026-05-11", "summary": "数据核查发现。"}


def test_a_form_sent_twice_is_done_once(office):
    _, client, url = office
    once = _once(client, url)
    first = client.post(url, SAID | {"once": once})
    second = client.post(url, SAID | {"once": once}, follow=True)
    assert Case.objects.count() == 1
    assert second.redirect_chain[0][0] == first.url
    assert "已经提交过，没有重复登记" in second.content.decode()


def test_a_second_form_of_the_same_kind_is_another_case(office):
    _, client, url = office
    client.post(url, SAID | {"once": _once(client, url)})
    client.post(url, SAID | {"once": _once(client, url)})
    assert Case.objects.count() == 2


def test_a_refused_form_may_be_sent_again_with_the_same_key(office):
    _, client, url = office
    once = _once(client, url)
    refused = client.post(url, SAID | {"once": once, "discovered_on": "2026-05-12"})
    assert "发现日期不能晚于今天" in refused.content.decode()
    assert "数据核查发现。" in refused.content.decode()
    client.post(url, SAID | {"once": once})
    assert Case.objects.count() == 1


def test_two_officers_at_once_are_told_who_changed_what_beside_what_was_typed(story, signed_in):
    story.registered().filed()
    version = story.case.version
    story.case.refresh_from_db()
    version = story.case.version
    facts.record_fact(actor=story.cast.officer2, act=story.act, key="harm", value="none")
    client = signed_in(story.cast.officer1)
    url = reverse("cases:question", args=[story.case.pk, story.act.order, "harm"])
    answer = client.post(url, {"answer": "minor", "note": "我写的说明", "version": version})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "田小雨" in html
    assert "您打开这一页以后，案卷有了变化" in html
    assert "我写的说明" in html
    assert story.act.facts.get(key="harm", is_current=True).value == "none"


def test_after_seeing_the_change_the_same_form_goes_through(story, signed_in):
    story.registered().filed()
    story.case.refresh_from_db()
    version = story.case.version
    facts.record_fact(actor=story.cast.officer2, act=story.act, key="harm", value="none")
    client = signed_in(story.cast.officer1)
    url = reverse("cases:question", args=[story.case.pk, story.act.order, "harm"])
    stale = client.post(url, {"answer": "minor", "version": version})
    again = client.post(url, {"answer": "minor", "version": stale.context["form"]["version"].value()})
    assert again.status_code == 302
    assert story.act.facts.get(key="harm", is_current=True).value == "minor"


def test_a_session_that_ran_out_gives_the_typed_words_back_after_sign_in(story, client):
    story.registered().filed()
    sign_in = {"username": "officer1", "password": factories.PASSWORD}
    client.post(reverse("accounts:sign_in"), sign_in)
    client.cookies.pop("sessionid")
    url = reverse("cases:question", args=[story.case.pk, story.act.order, "harm"])
    gone = client.post(url, {"answer": "minor", "note": "写了很久的说明"})
    assert reverse("accounts:sign_in") in gone.url
    back = client.post(reverse("accounts:sign_in"), sign_in, follow=True)
    assert "写了很久的说明" in back.content.decode()


def test_a_draft_belongs_to_the_person_who_typed_it(story, signed_in):
    story.registered().filed()
    place = f"act:{story.act.pk}:correction"
    url = reverse("cases:correction", args=[story.case.pk, story.act.order])
    answer = signed_in(story.cast.officer1).post(
        reverse("cases:draft"), {"place": place, "requirements": "更正月报"}, headers={"X-Draft": "1"}
    )
    assert answer.status_code == 204
    assert "更正月报" in signed_in(story.cast.officer1).get(url).content.decode()
    assert "更正月报" not in signed_in(story.cast.officer2).get(url).content.decode()


def test_a_draft_can_be_thrown_away(story, signed_in):
    story.registered().filed()
    place = f"act:{story.act.pk}:correction"
    client = signed_in(story.cast.officer1)
    facts.save_draft(actor=story.cast.officer1, place=place, content={"requirements": "更正月报"})
    url = reverse("cases:correction", args=[story.case.pk, story.act.order])
    answer = client.post(
        reverse("cases:draft"), {"place": place, "drop": "1"}, headers={"Referer": f"http://testserver{url}"}
    )
    assert answer.url == url
    assert not FactDraft.objects.exists()


def test_the_start_page_leads_back_to_what_was_left_unfinished(story, signed_in):
    story.registered().filed()
    client = signed_in(story.cast.officer1)
    url = reverse("cases:correction", args=[story.case.pk, story.act.order])
    typed = {"place": f"act:{story.act.pk}:correction", "requirements": "更正月报"}
    typed["draft_title"] = f"责令改正 · {story.case} · 行政柔性执法"
    headers = {"X-Draft": "1", "Referer": f"http://testserver{url}"}
    client.post(reverse("cases:draft"), typed, headers=headers)
    assert f'<a href="{url}">责令改正 · {story.case}</a>' in client.get(reverse("start")).content.decode()
    assert "draft_title" not in FactDraft.objects.get().content


def test_a_draft_from_another_site_leads_nowhere(story, signed_in):
    story.registered().filed()
    client = signed_in(story.cast.officer1)
    typed = {"place": "x", "note": "更正", "draft_title": "看这里"}
    client.post(reverse("cases:draft"), typed, headers={"X-Draft": "1", "Referer": "http://elsewhere.example/a"})
    assert FactDraft.objects.get().address == ""
    assert "看这里" not in client.get(reverse("start")).content.decode()


def test_a_draft_without_end_is_refused(cast, signed_in):
    answer = signed_in(cast.officer1).post(reverse("cases:draft"), {"place": "x", "note": "长" * 70_000})
    assert answer.status_code == 400
    assert not FactDraft.objects.exists()


def test_wrong_order_of_dates_is_said_at_its_field(story, signed_in):
    story.registered().filed().untrue()
    story.order_served("2026-05-18")
    url = reverse("cases:recheck", args=[story.case.pk, story.act.order])
    story.on("2026-05-15")
    html = (
        signed_in(story.cast.officer1)
        .post(url, {"on": "2026-05-14", "result": "full", "done_on": "2026-05-15", "note": "看过报表"})
        .content.decode()
    )
    assert "改正日期不能晚于复查日期" in html
    assert 'href="#id_done_on"' in html
    assert "看过报表" in html


def test_a_day_written_wrongly_is_explained(story, signed_in):
    story.registered().filed().untrue()
    url = reverse("cases:correction", args=[story.case.pk, story.act.order])
    html = (
        signed_in(story.cast.officer1)
        .post(url, {"deadline": "2026/13/45", "requirements": "更正月报"})
        .content.decode()
    )
    assert "请写成2026-06-07这样的日期" in html
    assert "更正月报" in html


def test_picking_a_number_of_days_fills_the_deadline_and_keeps_the_words(story, signed_in):
    story.registered().filed().untrue()
    url = reverse("cases:correction", args=[story.case.pk, story.act.order])
    client = signed_in(story.cast.officer1)
    assert "5个工作日：5月18日（星期一）" in client.get(url).content.decode()
    html = client.post(url, {"pick": "2026-05-18", "requirements": "更正月报"}).content.decode()
    assert 'value="2026-05-18"' in html
    assert "更正月报" in html
    assert not story.act.corrections.exists()


def test_a_refused_form_keeps_its_place_for_drafts(story, signed_in):
    story.registered().filed().untrue()
    place = f"act:{story.act.pk}:correction"
    url = reverse("cases:correction", args=[story.case.pk, story.act.order])
    html = signed_in(story.cast.officer1).post(url, {"deadline": "", "place": place}).content.decode()
    assert f'data-draft="{place}"' in html
