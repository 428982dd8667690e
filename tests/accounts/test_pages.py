"""The pages of people, sections, stand-ins and the leading group."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from accounts.enums import Role, Seat
from accounts.models import Bureau, GroupSeat, Section, StandIn, User
from tests.factories import PASSWORD

TODAY = date(2026, 6, 16)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel("2026-06-16 10:00+08:00", tick=False):
        yield


def text(response) -> str:
    return response.content.decode()


PAGES = {
    "accounts:profile": set(Role),
    "accounts:password": set(Role),
    "accounts:stand_ins": set(Role),
    "accounts:group": set(Role),
    "accounts:people": {Role.ADMINISTRATOR, Role.SECURITY, Role.AUDITOR},
    "accounts:person_add": {Role.ADMINISTRATOR},
    "accounts:sections": {Role.ADMINISTRATOR},
    "accounts:bureau": {Role.ADMINISTRATOR},
    "accounts:seat_add": {Role.ADMINISTRATOR},
    "accounts:set_up_list": {Role.ADMINISTRATOR},
    "accounts:lockouts": {Role.SECURITY},
}


@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_for_its_roles_and_tells_others_whom_to_ask(page, cast, signed_in):
    for person in cast.everyone().values():
        response = signed_in(person).get(reverse(page))
        if person.role in PAGES[page]:
            assert response.status_code == 200, (page, person)
        else:
            assert response.status_code == 403, (page, person)
            assert "您的角色是" in text(response)


def test_the_header_has_at_most_six_entries_and_marks_where_one_is(cast, signed_in):
    for person in cast.everyone().values():
        page = signed_in(person).get(reverse("accounts:group"))
        assert 1 <= len(page.context["nav"]) <= 6
    here = [entry["name"] for entry in signed_in(cast.admin1).get(reverse("accounts:person_add")).context["nav"]
            if entry["is_here"]]  # fmt: skip
    assert here == ["人员"]


def test_the_profile_shows_the_certificate_and_warns_before_it_runs_out(cast, signed_in):
    cast.officer1.certificate_until = date(2026, 7, 1)
    cast.officer1.save()
    page = text(signed_in(cast.officer1).get(reverse("accounts:profile")))
    assert "渝统执officer1" in page
    assert "还有15天到期" in page
    cast.officer1.certificate_until = date(2026, 6, 15)
    cast.officer1.save()
    assert "已过期" in text(signed_in(cast.officer1).get(reverse("accounts:profile")))


def test_a_person_changes_their_own_password_and_stays_signed_in(cast, signed_in):
    client = signed_in(cast.officer1)
    fields = {"old": PASSWORD, "new": "quiet-river-42", "again": "quiet-river-42"}
    assert client.post(reverse("accounts:password"), fields).url == reverse("accounts:profile")
    assert User.objects.get(pk=cast.officer1.pk).check_password("quiet-river-42")
    assert client.get(reverse("accounts:profile")).status_code == 200


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"old": "wrong", "new": "quiet-river-42", "again": "quiet-river-42"}, "现在的密码不正确"),
        ({"old": PASSWORD, "new": "short", "again": "short"}, "至少要8个字符"),
        ({"old": PASSWORD, "new": "8472910365", "again": "8472910365"}, "不能全是数字"),
        ({"old": PASSWORD, "new": "password", "again": "password"}, "太常见"),
        ({"old": PASSWORD, "new": "officer1x", "again": "officer1x"}, "不能和姓名、用户名相近"),
        ({"old": PASSWORD, "new": "quiet-river-42", "again": "quiet-river-43"}, "两次输入的密码不一样"),
        ({"old": "", "new": "", "again": ""}, "请填写新密码"),
    ],
)
def test_a_bad_new_password_is_refused_in_chinese(cast, signed_in, fields, words):
    page = text(signed_in(cast.officer1).post(reverse("accounts:password"), fields))
    assert words in page
    assert User.objects.get(pk=cast.officer1.pk).check_password(PASSWORD)


def test_the_administrator_adds_a_person(cast, signed_in):
    fields = {
        "name": "陈勇", "username": "chenyong", "role": "officer", "section": cast.officer1.section_id,
        "certificate_number": "渝统执2026001", "certificate_from": "2026-01-01", "certificate_until": "2028-12-31",
        "password": "quiet-river-42",
    }  # fmt: skip
    assert signed_in(cast.admin1).post(reverse("accounts:person_add"), fields).url == reverse("accounts:people")
    assert User.objects.get(username="chenyong").certificate_valid(on=TODAY)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"username": "officer1"}, "用户名"),
        ({"section": ""}, "执法人员和科室负责人必须属于一个科室"),
        ({"certificate_number": "渝统执officer1", "certificate_from": "2026-01-01", "certificate_until": "2027-01-01"}, "已经登记在另一人名下"),
        ({"certificate_number": "渝统执9", "certificate_from": "2026-01-02", "certificate_until": "2026-01-01"}, "止日不早于起日"),
        ({"password": "12345"}, "至少要8个字符"),
        ({"name": ""}, "请填写姓名"),
        ({"role": ""}, "请选择角色"),
    ],
)  # fmt: skip
def test_a_wrong_new_person_is_refused_and_nothing_typed_is_lost(cast, signed_in, change, words):
    fields = {
        "name": "陈勇", "username": "chenyong", "role": "officer", "section": cast.officer1.section_id,
        "title": "四级主任科员", "password": "quiet-river-42",
    }  # fmt: skip
    page = text(signed_in(cast.admin1).post(reverse("accounts:person_add"), fields | change))
    assert words in page
    assert 'id="errors"' in page
    assert "四级主任科员" in page
    assert not User.objects.filter(username="chenyong").exists()


def test_the_administrator_changes_a_person_but_never_their_own_role(cast, signed_in):
    client = signed_in(cast.admin1)
    fields = {"name": "冉启明", "role": "officer", "section": cast.officer3.section_id, "title": "副科长"}
    assert client.post(reverse("accounts:person", args=[cast.officer1.pk]), fields).status_code == 302
    assert User.objects.get(pk=cast.officer1.pk).section == cast.officer3.section
    own = client.post(reverse("accounts:person", args=[cast.admin1.pk]), {"name": "任立", "role": "leader"})
    assert "不能更改本人的角色" in text(own)


def test_somebody_who_leaves_can_sign_in_no_more(cast, signed_in):
    client = signed_in(cast.admin1)
    url = reverse("accounts:leave", args=[cast.officer1.pk])
    assert "停用账号" in text(client.get(url))
    assert client.post(url, {"left_on": "2026-06-16"}).status_code == 302
    assert not User.objects.get(pk=cast.officer1.pk).is_active
    assert "不能停用本人的账号" in text(
        client.post(reverse("accounts:leave", args=[cast.admin1.pk]), {"left_on": "2026-06-16"})
    )


def test_the_administrator_gives_a_new_password_to_somebody_who_forgot(cast, signed_in):
    url = reverse("accounts:person_password", args=[cast.officer1.pk])
    signed_in(cast.admin1).post(url, {"new": "quiet-river-42", "again": "quiet-river-42"})
    assert User.objects.get(pk=cast.officer1.pk).check_password("quiet-river-42")


def test_people_are_found_by_name_role_and_section(cast, signed_in):
    client = signed_in(cast.admin1)
    found = client.get(reverse("accounts:people"), {"q": "冉", "role": "officer"}).context["table"]
    assert [person.username for person, _ in found] == ["officer1"]
    of_section = client.get(reverse("accounts:people"), {"section": cast.officer3.section_id}).context["table"]
    assert {person.username for person, _ in of_section} == {"officer3", "officer4", "head2"}
    assert "没有符合条件的人" in text(client.get(reverse("accounts:people"), {"q": "不存在的人"}))


def test_a_section_with_people_cannot_be_closed(cast, signed_in):
    client = signed_in(cast.admin1)
    client.post(reverse("accounts:sections"), {"name": "普查中心", "kind": "institution", "order": "50"})
    section = Section.objects.get(name="普查中心")
    url = reverse("accounts:section", args=[cast.officer1.section_id])
    refused = client.post(url, {"name": "执法监督科", "kind": "office", "order": "10"})
    assert "还有在岗人员" in text(refused)
    client.post(
        reverse("accounts:section", args=[section.pk]), {"name": "普查中心", "kind": "institution", "order": "5"}
    )
    assert not Section.objects.get(pk=section.pk).is_active


def test_two_sections_cannot_share_a_name(cast, signed_in):
    page = text(
        signed_in(cast.admin1).post(
            reverse("accounts:sections"), {"name": "执法监督科", "kind": "office", "order": "1"}
        )
    )
    assert "名称" in page
    assert Section.objects.filter(name="执法监督科").count() == 1


def test_the_bureau_can_be_corrected(cast, signed_in):
    fields = {"name": "重庆市黔江区统计局", "word": "黔统", "district": "重庆市黔江区", "phone": "023-79220001"}
    signed_in(cast.admin1).post(reverse("accounts:bureau"), fields)
    assert Bureau.objects.get().phone == "023-79220001"


def test_an_officer_names_a_stand_in_only_for_themselves(cast, signed_in):
    client = signed_in(cast.officer1)
    own = {"absent": cast.officer1.pk, "deputy": cast.officer2.pk, "starts_on": "2026-06-17", "ends_on": "2026-06-18"}
    assert client.post(reverse("accounts:stand_ins"), own | {"reason": "出差"}).status_code == 302
    other = own | {"absent": cast.officer2.pk, "deputy": cast.officer3.pk, "reason": "出差"}
    assert client.post(reverse("accounts:stand_ins"), other).status_code == 200
    assert StandIn.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"deputy": "self"}, "不能指定本人代行本人的职责"),
        ({"ends_on": "2026-06-16", "starts_on": "2026-06-17"}, "结束日期不能早于开始日期"),
        ({"starts_on": "2026-06-01", "ends_on": "2026-06-02"}, "结束日期已经过去"),
        ({"reason": ""}, "请填写事由"),
    ],
)
def test_a_wrong_stand_in_is_explained(cast, signed_in, change, words):
    fields = {
        "absent": cast.head1.pk, "deputy": cast.head2.pk, "starts_on": "2026-06-17", "ends_on": "2026-06-18",
        "reason": "出差",
    }  # fmt: skip
    if change.get("deputy"):
        change = {"deputy": cast.head1.pk}
    assert words in text(signed_in(cast.head1).post(reverse("accounts:stand_ins"), fields | change))
    assert not StandIn.objects.exists()


def test_a_stand_in_is_revoked_by_a_post_and_strangers_find_nothing(cast, signed_in):
    row = StandIn.objects.create(
        absent=cast.head1, deputy=cast.head2, starts_on=TODAY, ends_on=TODAY, reason="出差", appointed_by=cast.head1
    )
    url = reverse("accounts:stand_in_revoke", args=[row.pk])
    assert signed_in(cast.officer3).post(url).status_code == 404
    assert signed_in(cast.head1).get(url).status_code == 405
    assert signed_in(cast.head1).post(url).status_code == 302
    row.refresh_from_db()
    assert row.revoked_at is not None


def test_the_roster_shows_the_chair_first_and_keeps_one_chair(cast, signed_in):
    client = signed_in(cast.admin1)
    assert [row.seat for row in client.get(reverse("accounts:group")).context["now"]] == [Seat.CHAIR, Seat.VICE_CHAIR]
    second = {"user": cast.head1.pk, "seat": "chair", "starts_on": "2026-06-16"}
    assert "同一时间只能有一名组长" in text(client.post(reverse("accounts:seat_add"), second))
    chair = GroupSeat.objects.get(seat=Seat.CHAIR)
    client.post(reverse("accounts:seat_end", args=[chair.pk]), {"ends_on": "2026-06-15"})
    assert client.post(reverse("accounts:seat_add"), second).status_code == 302
    assert client.get(reverse("accounts:group")).context["now"][0].user == cast.head1


def test_only_the_administrator_edits_the_roster(cast, signed_in):
    page = text(signed_in(cast.leader1).get(reverse("accounts:group")))
    assert reverse("accounts:seat_add") not in page
    assert "打印名单" in page
