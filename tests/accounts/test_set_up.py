"""The first pages of an empty installation."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Bureau, Section, User

pytestmark = pytest.mark.django_db
ORGAN = {"name": "重庆市黔江区统计局", "word": "黔统", "district": "重庆市黔江区"}
ADMIN = {"name": "任立", "username": "renli", "password": "quiet-river-42", "again": "quiet-river-42"}


def rows(prefix: str, *filled: dict[str, str], total: int = 6) -> dict[str, str]:
    """A formset as the browser sends it, with empty rows after the filled ones."""
    data = {f"{prefix}-TOTAL_FORMS": str(total), f"{prefix}-INITIAL_FORMS": "0"}
    empty = {"kind": "office"} if prefix == "sections" else {"role": "officer", "section": ""}
    for number in range(total):
        row = filled[number] if number < len(filled) else empty
        data |= {f"{prefix}-{number}-{field}": value for field, value in row.items()}
    return data


SECTIONS = rows("sections", {"name": "办公室", "kind": "office"}, {"name": "执法监督科", "kind": "office"})
PEOPLE = rows(
    "people",
    {"name": "冉启明", "username": "ranqiming", "role": "officer", "section": "执法监督科"},
    {"name": "杨正平", "username": "yangzhengping", "role": "leader", "section": ""},
)


def to_people(client) -> None:
    client.post(reverse("accounts:set_up"), ORGAN)
    client.post(reverse("accounts:set_up_sections"), SECTIONS)


def test_a_bureau_is_set_up_from_nothing_to_a_working_administrator(client):
    assert client.get("/").url == reverse("accounts:set_up")
    assert client.post(reverse("accounts:set_up"), ORGAN).url == reverse("accounts:set_up_sections")
    assert "执法监督科" in client.get(reverse("accounts:set_up_sections")).content.decode()
    assert client.post(reverse("accounts:set_up_sections"), SECTIONS).url == reverse("accounts:set_up_people")
    done = client.post(reverse("accounts:set_up_people"), ADMIN | PEOPLE | {"first_password": "first-river-42"})
    assert done.url == reverse("accounts:set_up_list")
    assert "领导小组组长" in client.get(done.url).content.decode()
    assert Bureau.objects.get().word == "黔统"
    assert not Bureau.objects.get().is_demo
    assert [section.name for section in Section.objects.all()] == ["办公室", "执法监督科"]
    assert User.objects.get(username="renli").role == Role.ADMINISTRATOR
    assert User.objects.get(username="ranqiming").section.name == "执法监督科"
    assert User.objects.get(username="yangzhengping").check_password("first-river-42")
    assert client.get(reverse("accounts:people")).status_code == 200


def test_nothing_is_written_before_the_third_step(client):
    to_people(client)
    assert not Bureau.objects.exists()
    assert not Section.objects.exists()


def test_the_wizard_closes_for_good_once_there_is_a_bureau(client, cast):
    for page in ("accounts:set_up", "accounts:set_up_sections", "accounts:set_up_people"):
        assert client.get(reverse(page)).url == reverse("accounts:sign_in")
        assert client.post(reverse(page), ORGAN).url == reverse("accounts:sign_in")
    assert Bureau.objects.count() == 1


def test_a_step_cannot_be_skipped(client):
    assert client.get(reverse("accounts:set_up_people")).url == reverse("accounts:set_up_sections")
    assert client.get(reverse("accounts:set_up_sections")).url == reverse("accounts:set_up")


def test_an_earlier_step_keeps_what_was_typed(client):
    to_people(client)
    assert "重庆市黔江区统计局" in client.get(reverse("accounts:set_up")).content.decode()
    names = [form["name"].value() for form in client.get(reverse("accounts:set_up_sections")).context["rows"]]
    assert names[:2] == ["办公室", "执法监督科"]


@pytest.mark.parametrize(
    ("sections", "words"),
    [
        (rows("sections", {"name": "办公室", "kind": "office"}, {"name": "办公室", "kind": "office"}), "出现了两次"),
        (rows("sections"), "至少要有一个科室"),
    ],
)
def test_wrong_sections_are_explained(client, sections, words):
    client.post(reverse("accounts:set_up"), ORGAN)
    page = client.post(reverse("accounts:set_up_sections"), sections)
    assert page.status_code == 200
    assert words in page.content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"password": "12345", "again": "12345"}, "至少要8个字符"),
        ({"again": "quiet-river-43"}, "两次输入的密码不一样"),
        ({"first_password": ""}, "请填写他们的初始密码"),
        ({"people-0-section": ""}, "必须属于一个科室"),
        ({"people-0-username": ""}, "姓名和用户名要一起填"),
        ({"people-1-username": "ranqiming"}, "出现了两次"),
        ({"people-0-username": "renli"}, "和系统管理员的用户名相同"),
        ({"username": ""}, "请填写用户名"),
    ],
)
def test_wrong_people_are_explained_and_nothing_is_set_up(client, change, words):
    to_people(client)
    fields = ADMIN | PEOPLE | {"first_password": "first-river-42"} | change
    page = client.post(reverse("accounts:set_up_people"), fields)
    assert words in page.content.decode()
    assert "冉启明" in page.content.decode()
    assert not Bureau.objects.exists()
    assert not User.objects.exists()
