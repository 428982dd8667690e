"""Open questions of law: shown with who answered them, changed by two people, holding from their day on."""

from datetime import date

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.enums import Role
from accounts.models import GroupSeat
from exemptions import live
from exemptions.enums import ChangeEnd
from exemptions.models import RuleSetting, SettingChange
from exemptions.services import rule_settings as verbs
from exemptions.services.packs import load_pack
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event, Notice
from rules import assess
from tests.exemptions import factories

pytestmark = pytest.mark.django_db
TODAY, FROM = date(2026, 6, 16), date(2026, 7, 1)
NAME = "late_is_continuing"
LATE = {
    "party": {"kind": "enterprise"},
    "violation": "LATE",
    "due": "2024-09-01",
    "submitted": "2024-09-20",
    "urged": False,
    "discovered_date": "2024-10-08",
    "routine_screen": "clear",
    "harm": "serious",
    "prior_same_type": [],
    "minor_act": False,
    "correction": {},
}


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        for path in settings.FLEX_PACKS:
            load_pack(actor=None, path=path)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def office(shipped, time_machine):
    time_machine.move_to("2026-06-16T10:00:00+08:00")


@pytest.fixture
def chairman():
    person = factories.person(Role.LEADER, "chair", name="何晓岚")
    GroupSeat.objects.create(user=person, seat="chair", starts_on=date(2020, 1, 1))
    return person


@pytest.fixture
def reviewer():
    return factories.person(Role.REVIEWER, "reviewer", name="谢芸")


def proposed(reviewer, **more) -> SettingChange:
    told = {"name": NAME, "value": False, "reason": "局务会6月15日研究决定。", "effective_from": FROM}
    return verbs.propose_setting(actor=reviewer, **(told | more))


def test_a_signed_change_holds_from_its_day_and_not_before(reviewer, chairman):
    change = proposed(reviewer)
    assert live.current_law(on=FROM).setting(NAME) is True
    verbs.sign_setting(actor=chairman, change=change, words="同意。")
    before, after = live.current_law(on=TODAY), live.current_law(on=FROM)
    assert (before.setting(NAME), after.setting(NAME)) == (True, False)
    assert after.settings[NAME].version == "1+1" and before.digest != after.digest
    change.refresh_from_db()
    assert (change.end, change.ended_by) == (ChangeEnd.SIGNED, chairman)
    verbs_logged = list(Event.objects.of(verbs.STREAM, change.pk).values_list("verb", flat=True))
    assert verbs_logged == ["setting.propose", "setting.sign"]
    assert Notice.objects.filter(user=chairman, text__contains="请签署").exists()
    assert Notice.objects.filter(user=reviewer, text__contains="已签署").exists()


def test_the_judgement_of_a_day_follows_the_answer_of_that_day_and_says_so(reviewer, chairman):
    """A form late over the change of law: a continuing act falls under the new law, a single one under the old."""
    verbs.sign_setting(actor=chairman, change=proposed(reviewer))
    found = {}
    for day in (TODAY, FROM):
        sheet = LATE | {"as_of": day.isoformat()}
        found[day] = assess(sheet, law=live.current_law(on=day), today=day)
    assert found[TODAY].law_version == "2024" and found[FROM].law_version == "2009"
    line = next(words for words in found[FROM].settings if NAME in words)
    assert "版本 1+1" in line


def test_a_later_change_takes_over_on_its_own_day(reviewer, chairman):
    verbs.sign_setting(actor=chairman, change=proposed(reviewer))
    back = proposed(reviewer, value=True, effective_from=date(2026, 8, 1))
    verbs.sign_setting(actor=chairman, change=back)
    days = (TODAY, FROM, date(2026, 7, 31), date(2026, 8, 1))
    assert [live.current_law(on=day).setting(NAME) for day in days] == [True, False, False, True]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"effective_from": TODAY}, "最早为明天"),
        ({"value": "unheard of"}, "请从列出的答案中选择"),
        ({"value": True}, "不需要变更"),
        ({"reason": "  "}, "请写明理由"),
        ({"name": "nothing"}, "没有这项设定"),
    ],
)
def test_a_change_needs_its_answer_its_reason_and_its_day(reviewer, changed, said):
    with pytest.raises(DomainError, match=said):
        proposed(reviewer, **changed)
    assert not SettingChange.objects.exists()


def test_who_may_propose_sign_send_back_and_withdraw(reviewer, chairman):
    with pytest.raises(NotAllowed, match="法制审核人员提出"):
        proposed(chairman)
    change = proposed(reviewer)
    other = factories.person(Role.LEADER)
    for verb, more in ((verbs.sign_setting, {}), (verbs.refuse_setting, {"words": "再议。"})):
        with pytest.raises(NotAllowed, match="组长何晓岚"):
            verb(actor=other, change=change, **more)
    with pytest.raises(NotAllowed, match="提出人谢芸撤回"):
        verbs.withdraw_setting(actor=chairman, change=change)
    with pytest.raises(WrongState, match="已有等待签署的变更"):
        proposed(reviewer, reason="再提一次。")
    with pytest.raises(DomainError, match="退回的理由"):
        verbs.refuse_setting(actor=chairman, change=change, words=" ")
    verbs.refuse_setting(actor=chairman, change=change, words="先报市局。")
    with pytest.raises(WrongState, match="已退回"):
        verbs.sign_setting(actor=chairman, change=change)
    again = verbs.withdraw_setting(actor=reviewer, change=proposed(reviewer))
    assert again.end == ChangeEnd.WITHDRAWN
    assert not RuleSetting.objects.exists()


def test_a_day_that_has_come_is_not_signed_any_more(reviewer, chairman, time_machine):
    change = proposed(reviewer)
    time_machine.move_to("2026-07-01T09:00:00+08:00")
    with pytest.raises(WrongState, match="施行日已经到了"):
        verbs.sign_setting(actor=chairman, change=change)


def test_the_database_refuses_one_person_for_both_and_any_rewriting(reviewer, chairman):
    with pytest.raises(IntegrityError, match="rule_setting_by_two_people"), transaction.atomic():
        told = {"name": NAME, "revision": 1, "value": False, "reason": "理由"}
        RuleSetting.objects.create(**told, proposed_by=chairman, signed_by=chairman)
    row = verbs.sign_setting(actor=chairman, change=proposed(reviewer))
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleSetting.objects.filter(pk=row.pk).update(value=True)


# --- pages -------------------------------------------------------------------------


def test_the_pages_show_every_question_its_answer_and_who_gave_it(
    client, reviewer, chairman, django_assert_max_num_queries
):
    verbs.sign_setting(actor=chairman, change=proposed(reviewer))
    client.force_login(factories.person())
    with django_assert_max_num_queries(22):
        body = client.get(reverse("exemptions:settings")).content.decode()
    for words in ("迟报、拒报从逾期次日起到报送为止", "2026年7月1日起：否", "两个自然年度", "数据包"):
        assert words in body
    body = client.get(reverse("exemptions:setting", args=[NAME])).content.decode()
    assert "局务会6月15日研究决定。" in body and "谢芸" in body and "何晓岚" in body and "提出变更</h2>" not in body
    assert client.get(reverse("exemptions:setting", args=["nothing"])).status_code == 404


def test_a_change_goes_from_the_form_to_the_chair_over_the_pages(client, reviewer, chairman):
    url = reverse("exemptions:setting", args=[NAME])
    client.force_login(reviewer)
    body = client.post(url, {"value": "False", "reason": "", "effective_from": "2026-07-01"}).content.decode()
    assert "必填" in body or "请填写" in body
    sent = client.post(url, {"value": "False", "reason": "局务会研究决定。", "effective_from": "2026-07-01"})
    assert sent.status_code == 302
    change = SettingChange.objects.get()
    sign = reverse("exemptions:setting_sign", args=[change.pk])
    assert client.get(sign).status_code in {403, 404, 405} and client.post(sign).status_code in {403, 404}
    client.force_login(chairman)
    assert "签署" in client.get(url).content.decode()
    assert client.get(sign).status_code == 405
    assert client.post(sign, {"words": "同意"}).status_code == 302
    assert RuleSetting.objects.get().signed_by == chairman
    client.force_login(factories.person())
    client.post(url, {"value": "True", "reason": "…", "effective_from": "2026-07-02"})
    assert SettingChange.objects.count() == 1


def test_sending_back_and_withdrawing_over_the_pages(client, reviewer, chairman):
    change = proposed(reviewer)
    client.force_login(chairman)
    client.post(reverse("exemptions:setting_refuse", args=[change.pk]), {"words": ""})
    change.refresh_from_db()
    assert change.end == ""
    client.post(reverse("exemptions:setting_refuse", args=[change.pk]), {"words": "先报市局。"})
    change.refresh_from_db()
    assert (change.end, change.words) == (ChangeEnd.REFUSED, "先报市局。")
    again = proposed(reviewer)
    client.force_login(reviewer)
    client.post(reverse("exemptions:setting_withdraw", args=[again.pk]))
    again.refresh_from_db()
    assert again.end == ChangeEnd.WITHDRAWN
