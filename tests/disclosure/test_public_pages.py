"""Pages for everybody: the list in force and its history, what the law threatens, the check for oneself; no secrets."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from disclosure import selfcheck, throttle
from disclosure.models import Throttle
from exemptions.enums import ListState
from exemptions.models import ListVersion
from records.models import Event
from tests import factories
from tests.cases.door_scenes import living_code
from tests.shipped import load_shipped_law

pytestmark = pytest.mark.django_db
PUBLIC = (
    "public",
    "public_list",
    "public_offences",
    "public_check",
    "public_decisions",
    "public_yearly",
    "public_rules",
)
PUBLIC += ("public_typical", "verify_ask", "party_ask")


@pytest.fixture
def shipped(cast, clock):
    load_shipped_law()
    return ListVersion.objects.deciding().get()


@pytest.mark.parametrize("name", PUBLIC)
def test_nobody_signs_in_and_other_methods_are_refused(client, shipped, name):
    assert client.get(reverse(name)).status_code == 200
    assert client.delete(reverse(name)).status_code == 405


@pytest.mark.parametrize("name", ["public", "public_list", "public_offences"])
def test_caches_may_keep_what_is_the_same_for_all(client, signed_in, cast, shipped, name):
    page = client.get(reverse(name))
    assert "public" in page["Cache-Control"] and "max-age=300" in page["Cache-Control"] and not page.cookies
    assert cast.officer1.name not in signed_in(cast.officer1).get(reverse(name)).content.decode()


def test_the_list_in_force_is_told_in_plain_words_with_examples_and_its_dates(
    client, shipped, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30):
        page = client.get(reverse("public_list")).content.decode()
    for item in shipped.items.all():
        assert item.wording in page and f"第{item.number}项" in page
    assert "2023年6月13日起施行" in page and "示范数据" in page and "举例" in page and "差错率10%以下" in page


def test_drafts_are_nobodys_business_and_repealed_lists_stay_readable(client, shipped):
    draft = ListVersion.objects.create(code="DRAFT-1", title="未公布的草案", pack=shipped.pack)
    page = client.get(reverse("public_list")).content.decode()
    assert draft.title not in page and draft.code not in page
    assert client.get(reverse("public_version", args=[draft.code])).status_code == 404
    assert client.get(reverse("public_version", args=[shipped.code])).status_code == 200
    assert shipped.state == ListState.PUBLISHED


def test_without_a_list_the_page_says_that_the_law_still_holds(client, shipped, clock):
    clock.move_to(date(2020, 1, 1))
    assert "第三十三条" in client.get(reverse("public_list")).content.decode()


def test_what_the_law_threatens_comes_from_the_tables_that_decide(client, shipped):
    page = client.get(reverse("public_offences")).content.decode()
    assert "可以并处10万元以下罚款" in page and "统计法(2024修正)44条1款" in page


def test_one_address_reads_as_much_as_a_person_can(client, shipped, monkeypatch):
    monkeypatch.setattr(throttle, "PAGES", throttle.Limit("pages", 3, 60))
    for _ in range(3):
        assert client.get(reverse("public")).status_code == 200
    stopped = client.get(reverse("public"))
    assert stopped.status_code == 429 and stopped["Retry-After"] == "60"
    assert client.get(reverse("public"), REMOTE_ADDR="10.0.0.7").status_code == 200


# --- the check for oneself ------------------------------------------------------

TYPED = {"reported", "actual", "act_date", "submitted"}
SMALL = {
    "reported": "10300",
    "actual": "10000",
    "harm": "none",
    "correction.result": "full",
    "act_date": "2026-05-08",
    "prior_same_type": "[]",
}


def ask(client, said=(), **more):
    given = {"kind": "enterprise", "violation": "UNTRUE_DATA", "said": list(said)} | more
    return client.post(reverse("public_check"), given)


def walk(client, answers, kind="enterprise", violation="UNTRUE_DATA"):
    """Answer question after question; what is not in `answers` is not known. The page that holds the result."""
    page = ask(client, kind=kind, violation=violation)
    for _ in range(selfcheck.MOST_ANSWERS):
        if "result" in page.context:
            return page
        key = page.context["question"].key
        raw = answers.get(key, "?")
        typed = raw if key in TYPED and key in answers else ""
        more = {"asked": key, "answer": "typed" if typed else raw, "typed": typed}
        page = ask(client, page.context["told"], kind=kind, violation=violation, **more)
        assert page.status_code == 200, page.content.decode()
    raise AssertionError("the check never ends")


def test_a_small_harmless_corrected_error_is_exempt_as_for_an_officer(client, shipped):
    result = walk(client, SMALL).context["result"]
    assert [one.code for one in result.outcomes] == ["NP_MANDATORY_MINOR"]
    assert [line.number for line in result.items] == ["M1"]
    assert result.still and "全部改正" not in result.still, "what was done is not advised again"


def test_a_return_filed_before_it_was_urged_is_exempt_too(client, shipped):
    answers = {"submitted": "2026-05-08", "deadline": "2026-05-07", "urged": "false", "harm": "none"}
    page = walk(client, answers, kind="individual_business", violation="LATE")
    assert "M4" in [line.number for line in page.context["result"].items]


def test_an_error_above_the_line_does_not_match_the_item(client, shipped):
    result = walk(client, SMALL | {"reported": "12000"}).context["result"]
    assert result.items == ()


def test_who_knows_nothing_is_told_what_is_possible_and_what_may_still_be_done(client, shipped):
    page = walk(client, {})
    result = page.context["result"]
    assert not result.is_sure and len(result.outcomes) > 1 and "全部改正" in result.still
    words = page.content.decode()
    assert "只供参考，不是决定" in words and "没有保存" in words


def test_what_is_typed_counts_without_ticking_that_one_will_type(client, shipped):
    page = ask(client, asked="reported", typed="10300")
    assert page.status_code == 200 and page.context["told"] == ["reported=10300"]


def test_nothing_that_was_said_is_stored(client, shipped):
    events = Event.objects.count()
    page = walk(client, SMALL)
    assert not page.cookies and not client.cookies
    assert Event.objects.count() == events
    assert "10300" not in str(list(Throttle.objects.values()))
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"asked": "reported", "answer": "typed", "typed": "很多"}, "很多"),
        ({"asked": "reported", "answer": "typed", "typed": ""}, "请选择或者填写"),
        ({"asked": "harm", "answer": "weather"}, "harm"),
        ({"asked": "no.such", "answer": "true"}, "从头再来"),
        ({"asked": "reported", "answer": "typed", "typed": "9" * 300}, "从头再来"),
    ],
)
def test_what_is_no_answer_is_refused_and_asked_again(client, shipped, more, words):
    page = ask(client, **more)
    assert page.status_code == 422 and page.context["error"]
    assert page.context["told"] == []


@pytest.mark.parametrize(
    "said",
    [["harm"], ["nonsense=1"], ["reported=<script>"], ["harm=none"] * 61, ["party.kind=x"]],
)
def test_a_meddled_form_begins_anew(client, shipped, said):
    page = ask(client, said)
    assert (
        page.status_code == 422 and "请从这里开始" in page.content.decode() and "<script>" not in page.content.decode()
    )


@pytest.mark.parametrize(("kind", "violation"), [("", ""), ("enterprise", "MURDER"), ("martian", "LATE")])
def test_an_unknown_kind_or_offence_begins_anew(client, shipped, kind, violation):
    assert ask(client, kind=kind, violation=violation).status_code == 422


# --- secrets --------------------------------------------------------------------

SECRET = "绝密标记"


def test_no_public_page_shows_anything_of_a_file_in_any_of_its_states(client, story):
    load_shipped_law()
    who = story.cast
    party = factories.party(
        by=who.officer1,
        name=f"{SECRET}甲有限公司",
        representative=f"{SECRET}乙",
        address=f"{SECRET}丙路1号",
        contact=f"{SECRET}丁",
        phone="13899990001",
    )
    seen = []

    def look() -> None:
        Throttle.objects.all().delete()
        pages = [client.get(reverse(name)) for name in PUBLIC]
        pages.append(client.get(reverse("public_version", args=[ListVersion.objects.deciding().get().code])))
        pages.append(client.get(reverse("party", args=["A" * 12])))
        pages.append(client.get(reverse("verify_ask"), {"code": SECRET}, follow=True))
        for paper in story.case.papers.exclude(paper__verify_code=""):
            pages.append(client.get(reverse("verify", args=[paper.paper.verify_code])))
        for page in pages:
            seen.append(page.content.decode() + str(page.headers))

    story.registered(subject=f"{SECRET}工业总产值", party=party).filed().untrue(98761, 95001)
    look()
    story.know(harm="none", minor_act=True).screened()
    story.corrected(deadline="2026-05-18", done_on="2026-05-15")
    look()
    story.assessed()
    story.answered()
    story.code = living_code(story)
    look()
    story.decided()
    story.decision_papers_served().educated().closed()
    look()
    everything = "".join(seen).replace(f'value="{SECRET}"', "").replace(f"“{SECRET}”", "")
    for secret in (f"{SECRET}甲", f"{SECRET}乙", f"{SECRET}丙", f"{SECRET}丁", f"{SECRET}工业", "98761", "13899990001"):
        assert secret not in everything
    assert story.code not in everything and len(seen) > 36


def test_the_calendar_of_the_limits_outlives_no_day(client, shipped, clock):
    client.get(reverse("public"))
    clock.shift(timedelta(days=2))
    client.get(reverse("public"), REMOTE_ADDR="10.0.0.8")
    assert Throttle.objects.filter(key__startswith="pages:").count() == 1
