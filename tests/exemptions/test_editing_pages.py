from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Bureau, GroupSeat
from exemptions import gate
from exemptions.forms.conditions import ConditionForm, rows_of
from exemptions.models import ListVersion
from exemptions.services import drafts
from exemptions.services.packs import load_pack
from rules import cond
from rules.facts import load_facts
from tests.exemptions import factories, packs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("garden")]

ITEM = {
    "number": "2",
    "name": "迟浇三天",
    "offences": ["LATE_WATER"],
    "kinds": ["gardener"],
    "wording": "迟浇三天以内的，不予行政处罚。",
    "outcome": "NP_MANDATORY_MINOR",
    "measure": "warning",
    "basis": "花圃法（新）7条\n花圃法(新)7条1款(一)",
    "confirm": "",
    "supporting": "回访",
    "external_code": "",
    "note": "",
}


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-07-01T10:00:00+08:00")


@pytest.fixture
def garden(tmp_path):
    Bureau.objects.create(pk=1, name="花圃局", word="花", district="花区")
    load_pack(actor=None, path=packs.write(tmp_path, packs.contents()))


@pytest.fixture
def reviewer():
    return factories.person(Role.REVIEWER, "drafter", name="周敏")


@pytest.fixture
def desk(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def draft(reviewer):
    version = drafts.draft_list(
        actor=reviewer, code="HP-2", title="花圃清单第二版", based_on=ListVersion.objects.get(code="HP-1")
    )
    return drafts.change_draft(actor=reviewer, version=version, effective_from=date(2026, 7, 15))


def url(name: str, *args) -> str:
    return reverse(f"exemptions:{name}", args=args)


def rows(*tests: tuple[str, str, str], any_of: tuple = (), blank: int = 1) -> dict[str, str]:
    typed = {}
    for prefix, block in (("all", tests), ("any", any_of), ("steps", ())):
        block = [*block, *[("", "", "")] * blank]
        typed |= {f"{prefix}-TOTAL_FORMS": str(len(block)), f"{prefix}-INITIAL_FORMS": "0"}
        for number, row in enumerate(block):
            typed |= {
                f"{prefix}-{number}-{name}": value for name, value in zip(("fact", "op", "value"), row, strict=True)
            }
    return typed


# --- conditions by form ----------------------------------------------------------


FACTS = load_facts(
    [
        {"key": "late_days", "label": "迟浇天数", "kind": "int", "unit": "天"},
        {"key": "loss", "label": "损失", "kind": "money", "unit": "元"},
        {"key": "sorry", "label": "道歉", "kind": "bool"},
        {"key": "plant", "label": "花种", "kind": "enum", "options": [["rose", "玫瑰", ""], ["lily", "百合", ""]]},
    ]
)


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        (rows(("late_days", "le", "1")), {"fact": "late_days", "op": "le", "value": "1"}),
        (
            rows(("late_days", "le", "1"), ("loss", "lt", "2万元")),
            {"all": [{"fact": "late_days", "op": "le", "value": "1"}, {"fact": "loss", "op": "lt", "value": "20000"}]},
        ),
        (
            rows(("plant", "in", "玫瑰、百合"), any_of=(("sorry", "eq", "是"), ("loss", "is_na", ""))),
            {
                "all": [
                    {"fact": "plant", "op": "in", "value": ["rose", "lily"]},
                    {"any": [{"fact": "sorry", "op": "eq", "value": True}, {"fact": "loss", "op": "is_na"}]},
                ]
            },
        ),
        (rows(), None),
    ],
)
def test_rows_become_one_condition_and_come_back_as_rows(typed, condition):
    form = ConditionForm(typed, facts=FACTS)
    assert form.is_valid(), form.errors
    assert form.condition() == condition
    if condition is not None:
        every, some = rows_of(condition, FACTS)
        again = ConditionForm(
            rows(*[tuple(r.values()) for r in every], any_of=tuple(tuple(r.values())[:3] for r in some)), facts=FACTS
        )
        assert again.is_valid()
        assert again.condition() == condition


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("late_days", "le", "很少"), "应填写数字"),
        (("late_days", "", "1"), "请选择事实和比较"),
        (("", "le", "1"), "请选择事实和比较"),
        (("sorry", "le", "1"), "不能用“le”判断"),
        (("plant", "eq", "牡丹"), "只能是rose、lily之一"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(row, says):
    form = ConditionForm(rows(row), facts=FACTS)
    assert not form.is_valid()
    assert says in form.errors[0]


def test_rows_of_one_circumstance_hold_together_and_any_circumstance_is_enough():
    typed = rows(
        ("loss", "lt", "2万元"), any_of=(("late_days", "le", "1"), ("sorry", "eq", "是"), ("plant", "eq", "玫瑰"))
    ) | {"any-0-group": "1", "any-1-group": "1"}
    form = ConditionForm(typed, facts=FACTS)
    assert form.is_valid(), form.errors
    both = [{"fact": "late_days", "op": "le", "value": "1"}, {"fact": "sorry", "op": "eq", "value": True}]
    made = form.condition()
    assert made["all"][1] == {"any": [{"all": both}, {"fact": "plant", "op": "eq", "value": "rose"}]}
    assert [row["group"] for row in rows_of(made, FACTS)[1]] == ["1", "1", ""]


def test_a_condition_too_nested_for_rows_is_left_alone():
    one = {"fact": "late_days", "op": "le", "value": "1"}
    deep = {"any": [one | {"op": "gt"}, one]}
    assert rows_of({"any": [{"all": [deep, one | {"op": "ge"}]}, one]}, FACTS) is None
    assert rows_of({"fact": "unknown", "op": "le", "value": 1}, FACTS) is None
    assert cond.check({"any": [{"all": [one, one]}, one]}, FACTS) == []


# --- pages ----------------------------------------------------------------------


def test_a_reviewer_drafts_from_the_version_in_force(desk):
    assert "花圃清单" in desk.get(url("new")).content.decode()
    base = ListVersion.objects.get(code="HP-1")
    response = desk.post(url("new"), {"title": "第二版", "code": "HP-2", "based_on": base.pk})
    assert response.url == url("edit", "HP-2")
    assert ListVersion.objects.get(code="HP-2").items.count() == 1


def test_an_item_is_added_by_form(desk, draft):
    response = desk.post(url("item_new", "HP-2"), ITEM | rows(("late_days", "le", "3")))
    assert response.url == url("item_edit", "HP-2", "2")
    item = draft.items.get(number="2")
    assert item.condition == {"fact": "late_days", "op": "le", "value": "3"}
    assert (item.binding, item.supplies, item.supporting) == ("must", "minor", ["回访"])
    assert [row.provision.citation for row in item.basis_rows.all()] == ["花圃法(新)7条", "花圃法(新)7条1款(一)"]
    body = desk.get(response.url).content.decode()
    assert "迟浇天数3天以下" in body
    assert "缺少命中的例案" in body


def test_faults_of_fields_and_rows_show_at_once_and_nothing_typed_is_lost(desk, draft):
    body = desk.post(
        url("item_new", "HP-2"), ITEM | {"wording": "", "note": "记一笔"} | rows(("late_days", "le", "很少"))
    ).content.decode()
    assert "有2处需要改正" in body
    assert "记一笔" in body
    assert "很少" in body
    assert draft.items.count() == 1


def test_a_basis_that_does_not_stand_is_kept_and_named(desk, draft):
    body = desk.post(url("item_new", "HP-2"), ITEM | {"basis": "行政法3条"} | rows(), follow=True).content.decode()
    assert draft.items.get(number="2").open_basis == ["行政法3条"]
    assert "法规库里没有《行政法》" in body


def test_more_rows_keep_what_was_typed_and_save_nothing(desk, draft):
    typed = ITEM | rows(("late_days", "le", "3")) | {"more": "all"}
    body = desk.post(url("item_new", "HP-2"), typed).content.decode()
    assert 'name="all-4-fact"' in body
    assert draft.items.count() == 1


def test_two_sentences_are_confirmed_and_an_item_is_removed(desk, draft):
    desk.post(url("item_equate", "HP-2", "1"))
    assert draft.items.get().equated_by.name == "周敏"
    assert desk.post(url("item_remove", "HP-2", "1")).url == url("edit", "HP-2")
    assert not draft.items.exists()


def test_an_example_is_written_in_the_words_of_the_facts(desk, draft):
    typed = {"title": "迟浇一天", "qualifies": "True", "kind": "gardener", "violation": "LATE_WATER"}
    body = desk.post(url("example", "HP-2", "1"), typed | {"facts": "迟浇了：1"}).content.decode()
    assert "第1行“迟浇了”不是能够填写的事实" in body
    desk.post(url("example", "HP-2", "1"), typed | {"facts": "迟浇天数：1"})
    example = draft.items.get().examples.get()
    assert example.sheet["late_days"] == "1"
    assert example.sheet["party"]["kind"] == "gardener"
    desk.post(url("example_remove", "HP-2", "1", example.pk))
    assert not draft.items.get().examples.exists()


def test_the_system_writes_examples_at_the_press_of_a_button(desk, draft):
    assert desk.get(url("example_suggest", "HP-2", "1")).status_code == 405
    body = desk.post(url("example_suggest", "HP-2", "1"), follow=True).content.decode()
    assert "花匠，迟浇水，迟浇天数2天（系统拟写）" in body
    assert "没有可以拟写的例案" in desk.post(url("examples_suggest", "HP-2"), follow=True).content.decode()


def test_steps_are_entered_by_form_and_come_back(desk, draft):
    steps = {"steps-TOTAL_FORMS": "2", "steps-0-title": "", "steps-0-fact": "late_days", "steps-0-op": "gt"}
    steps |= {"steps-0-value": "2", "steps-1-title": "没有条件"}
    typed = ITEM | rows(("late_days", "le", "3")) | steps
    assert "升级条件：请选择事实和比较" in desk.post(url("item_new", "HP-2"), typed).content.decode()
    desk.post(url("item_new", "HP-2"), typed | {"steps-1-title": ""})
    item = draft.items.get(number="2")
    assert item.steps == [{"when": {"fact": "late_days", "op": "gt", "value": "2"}, "title": "迟浇天数超过2天"}]
    body = desk.get(url("item_edit", "HP-2", "2")).content.decode()
    assert 'name="steps-0-value" value="2天"' in body


def test_the_difference_page_tells_what_changed(desk, draft):
    desk.post(url("item_new", "HP-2"), ITEM | rows(("late_days", "le", "3")))
    body = desk.get(url("difference", "HP-2")).content.decode()
    assert "对照花圃清单" in body
    assert "迟浇三天以内的，不予行政处罚。" in body


def test_the_check_page_shows_findings_with_their_case_and_who_comes_next(desk, draft):
    drafts.change_draft(actor=draft.drafted_by, version=draft, effective_from=date(2026, 7, 1))
    body = desk.get(url("check", "HP-2")).content.decode()
    assert "同一天两种结果" in body
    assert "还不能签署" in body
    assert "条件都用表单录入" in body


def test_from_findings_to_publication_in_the_browser(client, desk, draft, monkeypatch):
    monkeypatch.setattr(gate, "_example_findings", lambda *args: [])
    for finding in gate.findings(draft, today=date(2026, 7, 1)):
        desk.post(url("explain", "HP-2"), {"finding": finding.key, "reason": "已逐字对照"})
    assert "已逐字对照" in desk.get(url("check", "HP-2")).content.decode()
    assert "等待没有参加起草的法制审核人员签署" in desk.get(url("check", "HP-2")).content.decode()
    client.force_login(factories.person(Role.REVIEWER, "second", name="吴岚"))
    client.post(url("review", "HP-2"), {"words": "同意"})
    head = factories.person(Role.LEADER, "chair", name="何晓岚")
    GroupSeat.objects.create(user=head, seat="chair", starts_on=date(2020, 1, 1))
    client.force_login(head)
    assert "签署并公布" in client.get(url("check", "HP-2")).content.decode()
    assert client.post(url("publish", "HP-2")).url == url("version", "HP-2")
    assert ListVersion.objects.in_force(on=date(2026, 7, 15)).get().code == "HP-2"
    body = client.post(url("repeal", "HP-2"), {"last_day": "2026-06-01", "reason": "修法"}).content.decode()
    assert "不能废止到过去的日期" in body


def test_a_refused_signature_says_why(desk, draft):
    response = desk.post(url("review", "HP-2"), follow=True)
    assert "不能审核自己起草的清单" in response.content.decode()


def test_a_draft_is_discarded_with_a_reason(desk, draft):
    assert "请填写说明" in desk.post(url("discard", "HP-2"), {"reason": ""}).content.decode()
    assert desk.post(url("discard", "HP-2"), {"reason": "重来"}).url == url("versions")
    assert not ListVersion.objects.filter(code="HP-2").exists()


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.REVIEWER])
def test_only_reviewers_write_in_a_draft(client, draft, role):
    client.force_login(factories.person(role))
    for name, args in (("new", []), ("edit", ["HP-2"]), ("item_edit", ["HP-2", "1"]), ("example", ["HP-2", "1"])):
        assert client.get(url(name, *args)).status_code == 403
    for name, args in (
        ("item_remove", ["HP-2", "1"]),
        ("example_suggest", ["HP-2", "1"]),
        ("examples_suggest", ["HP-2"]),
        ("review", ["HP-2"]),
        ("explain", ["HP-2"]),
    ):
        assert client.post(url(name, *args)).status_code == 403
    assert client.get(url("check", "HP-2")).status_code == 200
    assert client.get(url("difference", "HP-2")).status_code == 200


def test_a_published_list_has_no_editing_page(desk):
    for name in ("edit", "check", "item_new"):
        assert desk.get(url(name, "HP-1")).status_code == 404


def test_a_page_of_the_editor_asks_few_questions_of_the_database(desk, draft, django_assert_max_num_queries):
    for name, args in (("edit", ["HP-2"]), ("item_edit", ["HP-2", "1"]), ("check", ["HP-2"])):
        desk.get(url(name, *args))
        with django_assert_max_num_queries(45):
            assert desk.get(url(name, *args)).status_code == 200


def test_dates_out_of_order_are_refused_in_chinese(desk, draft):
    form = {
        "title": "第二版", "effective_from": "2026-08-01", "effective_to": "2026-07-01",
        "below_inclusive": "True", "above_inclusive": "False", "first_window": "unlimited", "note": "",
    }  # fmt: skip
    assert "最后有效日不能早于施行日" in desk.post(url("edit", "HP-2"), form).content.decode()
    desk.post(url("edit", "HP-2"), form | {"effective_to": ""})
    draft.refresh_from_db()
    assert (draft.effective_from, draft.above_inclusive, draft.first_window) == (
        date(2026, 7, 1) + timedelta(days=31),
        False,
        "unlimited",
    )
