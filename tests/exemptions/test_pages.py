import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Bureau
from exemptions.models import ListVersion, Provision
from exemptions.services.packs import load_pack
from tests.exemptions import factories

pytestmark = pytest.mark.django_db

PAGES = [
    ("exemptions:list", []),
    ("exemptions:versions", []),
    ("exemptions:version", ["QJ-DEMO"]),
    ("exemptions:item", ["QJ-DEMO", "M1"]),
    ("exemptions:law", []),
    ("exemptions:statute", ["统计法"]),
    ("exemptions:offences", []),
    ("exemptions:baselines", []),
    ("exemptions:baseline", ["DEMO-UNTRUE_DATA-2024-U"]),
    ("exemptions:calendar", []),
]


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        Bureau.objects.create(pk=1, name="试验统计局", word="试统", district="试验区")
        for path in settings.FLEX_PACKS:
            load_pack(actor=None, path=path)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def signed_in(client, shipped):
    client.force_login(factories.person())
    return client


def page(client, name: str, *args, **query) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", Role.values)
def test_every_role_reads_the_list_and_the_law(client, shipped, role):
    client.force_login(factories.person(role))
    for name, args in PAGES:
        assert client.get(reverse(name, args=args)).status_code == 200


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_strangers_are_led_to_sign_in(client, shipped, name, args):
    response = client.get(reverse(name, args=args))
    assert response.status_code == 302
    assert reverse("accounts:sign_in") in response.url


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_a_page_asks_few_questions_of_the_database(signed_in, django_assert_max_num_queries, name, args):
    page(signed_in, name, *args)
    with django_assert_max_num_queries(22):
        page(signed_in, name, *args)


@pytest.mark.parametrize(("name", "args"), PAGES[:1] + PAGES[2:4])
def test_the_sample_list_is_marked_wherever_it_shows(signed_in, name, args):
    body = page(signed_in, name, *args)
    assert body.split("<main", 1)[1].count("示范数据") >= 1


def test_official_wording_stands_beside_the_printed_condition(signed_in):
    body = page(signed_in, "exemptions:list")
    assert "差错率10%以下且违法数额1000万元以下，及时改正" in body
    assert "条件：差错率10%以下，且违法数额1000万元以下" in body
    assert "须由人确认：出于过失、更正以书面作出" in body


def test_an_item_shows_its_basis_in_gist_and_official_words(signed_in):
    Provision.objects.filter(citation="行政处罚法33条1款前段").update(wording="官方的话。")
    body = page(signed_in, "exemptions:item", "QJ-DEMO", "M1")
    assert "官方的话。" in body
    assert "三项齐备的，应当不予处罚" in body
    assert "不予行政处罚" in body


def test_a_day_without_a_list_is_said_in_words(signed_in):
    ListVersion.objects.filter(code="QJ-DEMO").update(effective_to="2024-01-01")
    assert "没有生效的清单" in page(signed_in, "exemptions:list")
    assert "只用于当时的行为" in page(signed_in, "exemptions:version", "QJ-DEMO")


def test_drafts_are_told_from_published_lists(signed_in):
    factories.list_version("D-1")
    body = page(signed_in, "exemptions:versions")
    assert "草案" in body
    assert "未公布" in body


def test_a_statute_opens_at_the_version_in_force(signed_in):
    body = page(signed_in, "exemptions:statute", "统计法")
    assert "可以并处十万元以下罚款" in body
    assert "旧41条" in body
    assert "今天不在有效期内" not in body
    old = page(signed_in, "exemptions:statute", "统计法", v="2009")
    assert "可以并处五万元以下罚款" in old
    assert "今天不在有效期内" in old


def test_a_paper_that_is_no_law_says_so(signed_in):
    assert "只能参考" in page(signed_in, "exemptions:statute", "黔江方案")


def test_unknown_addresses_are_not_found(signed_in):
    for name, args in (("statute", ["行政法"]), ("version", ["X"]), ("item", ["QJ-DEMO", "M99"])):
        assert signed_in.get(reverse(f"exemptions:{name}", args=args)).status_code == 404
    assert signed_in.get(reverse("exemptions:statute", args=["统计法"]), {"v": "1996"}).status_code == 404


def test_provisions_are_found_by_words_and_numbers(signed_in):
    body = page(signed_in, "exemptions:law", q="初次 后果轻微")
    assert "行政处罚法33条1款后段" in body
    assert "统计法(2024修正)45条3款" in page(signed_in, "exemptions:law", q="2024修正)45条")
    assert "没有找到" in page(signed_in, "exemptions:law", q="花圃")


def test_fines_of_both_laws_stand_side_by_side(signed_in):
    body = page(signed_in, "exemptions:offences")
    assert "情节严重的，并处10万元以上50万元以下罚款" in body
    assert "情节严重的，并处5万元以上20万元以下罚款" in body
    assert "责令改正，给予警告；可以并处1000元以下罚款" in body
    assert "不作行政处罚" in body


def test_a_year_without_notice_is_called_provisional(signed_in, time_machine):
    time_machine.move_to("2026-11-22T10:00:00+08:00")
    body = page(signed_in, "exemptions:calendar")
    assert "2027年的放假安排还没有录入" in body
    assert "2026年的放假安排还没有录入" not in body
    assert "2026年2月15日（星期日）至2026年2月23日（星期一）" in body


def test_the_baselines_say_offence_law_dimensions_and_that_they_are_samples(signed_in, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        body = page(signed_in, "exemptions:baselines")
    for words in ("不真实", "差错率、违法数额", "2024年修正", "企业、事业单位、其他组织", "50万元以下", "示范数据"):
        assert words in body
    assert "不是重庆市公布的裁量基准" in body
    body = page(signed_in, "exemptions:baseline", "DEMO-UNTRUE_DATA-2024-U")
    assert "差错率超过10%" in body and "2万元至5万元" in body
    assert "同一案由的其他基准" in body and "个体工商户" in body
    assert reverse("exemptions:baselines") in page(signed_in, "exemptions:offences")
    assert signed_in.get(reverse("exemptions:baseline", args=["NONE"])).status_code == 404
