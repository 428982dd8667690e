"""Filters of the lists are kept under a name, shared in the section, and count what their reader may see."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import filters as verbs
from accounts.models import SavedFilter
from cases.models import Lead
from cases.services import leads
from records.errors import DomainError, NotAllowed
from records.models import Event
from tests import factories

pytestmark = pytest.mark.django_db
QUERY = "state=open&source=platform"


@pytest.fixture
def desk(cast, clock):
    for actor, words, source in (
        (cast.officer1, "迟报甲", "platform"),
        (cast.officer2, "迟报乙", "platform"),
        (cast.officer1, "举报丙", "tip_off"),
        (cast.officer3, "别科丁", "platform"),
    ):
        leads.record_lead(
            actor=actor,
            source=source,
            received_on=date(2026, 5, 8),
            description=words,
            party=factories.party(f"重庆{words}公司", by=actor),
        )
    return cast


def save(actor, **other):
    return verbs.save_filter(actor=actor, **({"page": "leads", "name": "平台迟报", "query": QUERY} | other))


def shown(client, **asked) -> str:
    return client.get(reverse("cases:leads"), asked).content.decode()


def test_a_shared_filter_stands_on_the_page_of_the_section_with_its_count(desk, signed_in):
    save(desk.officer1, is_shared=True)
    assert "平台迟报<b>2</b>" in shown(signed_in(desk.officer2))
    assert "平台迟报" not in shown(signed_in(desk.officer3))
    assert Event.objects.get(verb="filter.save").after["科室共用"] is True


def test_ones_own_filter_is_seen_by_nobody_else(desk, signed_in):
    save(desk.officer1)
    assert "平台迟报<b>2</b>" in shown(signed_in(desk.officer1)) and "平台迟报" not in shown(signed_in(desk.officer2))


def test_from_the_page_a_filter_is_kept_used_and_dropped_without_scripts(desk, signed_in):
    client = signed_in(desk.officer1)
    assert "保存这个筛选" in shown(client, q="甲") and "举报丙" not in shown(client, q="甲")
    address = reverse("accounts:filter_save", args=["leads"])
    assert client.get(address).status_code == 405
    back = client.post(address, {"name": "只看甲", "query": "q=甲&state=open&page=2&evil=1"})
    row = SavedFilter.objects.get()
    assert row.query == "q=%E7%94%B2&state=open" and back.url.endswith(row.query)
    page = client.get(back.url).content.decode()
    assert "只看甲<b>1</b>" in page and "删去" in page and "迟报乙" not in page
    client.post(reverse("accounts:filter_drop", args=[row.pk]))
    assert not SavedFilter.objects.exists() and Lead.objects.count() == 4
    assert client.post(reverse("accounts:filter_save", args=["elsewhere"]), {"name": "x"}).status_code == 404


def test_many_case_filters_are_counted_in_one_question(desk, signed_in):
    client, asked = signed_in(desk.officer2), []
    for number in range(3):
        save(desk.officer1, page="cases", name=f"在办{number}", query="state=open", is_shared=True)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("cases:list")).content.decode()
        assert page.count("<b>0</b>") == number + 1
        asked.append(len(queries))
    assert asked[1] == asked[2]


def test_filters_of_parties_and_of_papers_are_kept_each_with_its_own_conditions(desk, signed_in):
    client = signed_in(desk.officer1)
    for page, query, kept in (
        ("parties", "q=迟报&year=2026&for=case", "q=%E8%BF%9F%E6%8A%A5"),
        ("papers", "year=2026&status=void&source=platform", "year=2026&status=void"),
    ):
        back = client.post(reverse("accounts:filter_save", args=[page]), {"name": f"我的{page}", "query": query})
        assert back.url.endswith(f"?{kept}")
    assert "我的parties<b>2</b>" in client.get(reverse("parties:list")).content.decode()
    assert "我的papers<b>0</b>" in client.get(reverse("cases:paper_register")).content.decode()


def test_leads_are_paged_by_day_and_key(desk, signed_in, monkeypatch):
    monkeypatch.setattr("cases.views.leads.PAGE", 1)
    client, seen, address = signed_in(desk.officer1), [], "?state=open"
    while address:
        page = client.get(reverse("cases:leads") + address)
        seen += [lead.description for lead in page.context["leads"]]
        address = page.context["next_url"]
    assert seen == ["举报丙", "迟报乙", "迟报甲"]
    assert client.get(reverse("cases:leads"), {"after": "2026-13-45_1"}).context["leads"]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"name": " "}, "起个名称"),
        ({"query": ""}, "没有筛选条件"),
        ({"name": "已有"}, "同名的筛选"),
    ],
)
def test_what_cannot_be_kept_is_told(desk, other, words):
    save(desk.officer1, name="已有")
    with pytest.raises(DomainError, match=words):
        save(desk.officer1, **other)


def test_administrators_keep_none_and_only_who_saved_it_drops_it(desk, signed_in):
    with pytest.raises(NotAllowed):
        save(desk.admin1)
    with pytest.raises(DomainError, match="不属于任何科室"):
        save(desk.leader1, is_shared=True)
    row = save(desk.officer1, is_shared=True)
    with pytest.raises(NotAllowed, match="由冉启明保存"):
        verbs.drop_filter(actor=desk.officer2, saved=row)
    assert signed_in(desk.officer3).post(reverse("accounts:filter_drop", args=[row.pk])).status_code == 404
    verbs.drop_filter(actor=desk.officer1, saved=row)
    with pytest.raises(DomainError, match="已经删去"):
        verbs.drop_filter(actor=desk.officer1, saved=row)


def test_no_more_than_a_dozen_are_kept(desk, monkeypatch):
    monkeypatch.setattr(verbs, "MOST", 1)
    save(desk.officer1)
    with pytest.raises(DomainError, match="最多保存1个"):
        save(desk.officer1, name="又一个")
