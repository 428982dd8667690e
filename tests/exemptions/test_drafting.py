from datetime import date, timedelta

import pytest

from accounts.enums import Role
from accounts.models import Bureau, GroupSeat
from exemptions import gate, live
from exemptions.difference import differences
from exemptions.enums import ListState
from exemptions.models import ListVersion, Pack
from exemptions.services import drafts, publication
from exemptions.services.packs import load_pack
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests.exemptions import factories, packs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("garden"), pytest.mark.slow]

TODAY = date(2026, 7, 1)
ITEM = {
    "number": "2",
    "wording": "迟浇三天以内的，不予行政处罚。",
    "offences": ["LATE_WATER"],
    "kinds": ["gardener"],
    "condition": {"fact": "late_days", "op": "le", "value": "3"},
    "outcome": "NP_MANDATORY_MINOR",
    "binding": "must",
    "measure": "warning",
    "supplies": "minor",
}


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-07-01T10:00:00+08:00")


@pytest.fixture
def garden(tmp_path):
    load_pack(actor=None, path=packs.write(tmp_path, packs.contents()))


@pytest.fixture
def drafter():
    return factories.person(Role.REVIEWER, "drafter", name="周敏")


@pytest.fixture
def reviewer():
    return factories.person(Role.REVIEWER, "reviewer", name="吴岚")


@pytest.fixture
def chairman():
    person = factories.person(Role.LEADER, "chair", name="何晓岚")
    GroupSeat.objects.create(user=person, seat="chair", starts_on=date(2020, 1, 1))
    return person


@pytest.fixture
def draft(drafter):
    version = drafts.draft_list(
        actor=drafter, code="HP-2", title="花圃清单第二版", based_on=ListVersion.objects.get(code="HP-1")
    )
    return drafts.change_draft(actor=drafter, version=version, effective_from=TODAY + timedelta(days=14))


@pytest.fixture
def examples_hold(monkeypatch):
    """The items of these tests say what they should; the trial itself is tested with the shipped law."""
    monkeypatch.setattr(gate, "_example_findings", lambda *args: [])


def explain_all(actor, version):
    for finding in gate.findings(version, today=TODAY):
        if finding.severity == gate.EXPLAIN:
            publication.explain_finding(actor=actor, version=version, key=finding.key, reason="已经核对。")


def checks(version) -> dict[str, gate.Finding]:
    return {finding.check: finding for finding in gate.findings(version, today=TODAY)}


# --- drafting --------------------------------------------------------------------


def test_a_draft_begins_with_the_items_of_the_version_in_force(draft):
    old, new = ListVersion.objects.get(code="HP-1").items.get(), draft.items.get()
    assert new.as_data() == old.as_data()
    assert (draft.state, draft.based_on.code, draft.is_demo) == (ListState.DRAFT, "HP-1", False)


def test_what_a_demo_bureau_drafts_is_sample_data(drafter):
    Bureau.objects.create(pk=1, name="花圃局", word="花", district="花区", is_demo=True)
    assert drafts.draft_list(actor=drafter, code="HP-3", title="清单").is_demo


def test_a_blank_draft_belongs_to_the_bureaus_own_pack(drafter):
    version = drafts.draft_list(actor=drafter, code="HP-3", title="新清单")
    assert version.pack == Pack.objects.get(code="garden")
    assert not version.items.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.LEADER, Role.ADMINISTRATOR])
def test_only_legal_reviewers_draft(role):
    with pytest.raises(NotAllowed, match="法制审核人员起草"):
        drafts.draft_list(actor=factories.person(role), code="HP-3", title="清单")


def test_items_are_added_changed_and_removed_with_every_step_on_record(drafter, draft):
    item = drafts.save_item(actor=drafter, version=draft, basis=["花圃法(新)7条"], **ITEM)
    drafts.save_item(actor=drafter, version=draft, item=item, basis=["花圃法(新)7条1款(一)"], measure="interview")
    item.refresh_from_db()
    assert [row.provision.citation for row in item.basis_rows.all()] == ["花圃法(新)7条1款(一)"]
    assert item.wording == ITEM["wording"]
    drafts.remove_item(actor=drafter, item=item)
    assert draft.items.count() == 1
    said = Event.objects.of(drafts.STREAM, draft.pk)
    assert [event.summary for event in said][-3:] == ["增加第2项", "修改第2项", "删去第2项"]


def test_a_bad_field_is_named_and_nothing_is_saved(drafter, draft):
    with pytest.raises(DomainError) as caught:
        drafts.save_item(actor=drafter, version=draft, basis=["花圃法(新)7条"], **{**ITEM, "number": "1"})
    assert "项号不能重复" in caught.value.message
    assert caught.value.field == "" and draft.items.count() == 1


@pytest.mark.parametrize(
    ("cited", "title", "fix"),
    [
        ("花圃法(旧)4条", "免罚依据在施行日无效", "改为花圃法(新)7条"),
        ("《花圃法（新）》第九条", "免罚依据查不到", ""),
        ("菜园法3条", "免罚依据查不到", ""),
        ("花圃方案三(三)", "免罚依据不能作为法律依据", ""),
    ],
)
def test_a_basis_that_does_not_stand_is_kept_and_blocks(drafter, draft, cited, title, fix):
    drafts.save_item(actor=drafter, version=draft, basis=[cited, "花圃法(新)7条"], **ITEM)
    found = [one for one in gate.findings(draft, today=TODAY) if one.check == "basis"]
    assert [(one.item, one.severity, one.title, one.fix) for one in found] == [("2", gate.BLOCK, title, fix)]
    assert "2026年7月15日" in found[0].example


def test_printed_articles_are_checked_too(drafter, draft):
    fields = {"violates": ["花圃法(旧)4条"], "punished_by": ["花圃法(新)9条"]}
    drafts.save_item(actor=drafter, version=draft, basis=["《花圃法（新）》第七条第一款第（一）项"], **fields, **ITEM)
    titles = [one.title for one in gate.findings(draft, today=TODAY) if one.check == "basis"]
    assert titles == [
        "违反条款在施行日无效",
        "处罚条款查不到",
    ]


def test_a_published_list_opens_no_draft(drafter):
    with pytest.raises(WrongState, match="已经公布，不能修改"):
        drafts.change_draft(actor=drafter, version=ListVersion.objects.get(code="HP-1"), title="改名")


def test_a_changed_meaning_takes_back_the_confirmation(drafter, draft):
    item = drafts.equate_wording(actor=drafter, item=draft.items.get())
    drafts.save_item(actor=drafter, version=draft, item=item, basis=["花圃法(新)7条"], measure="warning")
    item.refresh_from_db()
    assert item.equated_by == drafter
    drafts.save_item(actor=drafter, version=draft, item=item, basis=["花圃法(新)7条"], wording="另一句话。")
    item.refresh_from_db()
    assert item.equated_by is None


def test_a_draft_is_discarded_with_its_reason(drafter, draft):
    drafts.add_example(actor=drafter, item=draft.items.get(), title="迟一天", sheet={"late_days": 1}, qualifies=True)
    drafts.discard_draft(actor=drafter, version=draft, reason="不再需要")
    assert not ListVersion.objects.filter(code="HP-2").exists()
    assert Event.objects.get(verb="list.discard").detail == "不再需要"


# --- the gate --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "check", "says"),
    [
        ({"condition": None}, "condition", "只有文字"),
        ({"condition": {"fact": "late_days", "op": "about", "value": 1}}, "condition", "不能用“about”判断"),
        ({"offences": ["NO_WATER"]}, "subjects", "没有“NO_WATER”这个案由"),
        ({"kinds": []}, "subjects", "请选择违法行为和适用主体"),
        ({"outcome": "PENALTY"}, "force", "清单只能给出"),
        ({"binding": "may"}, "force", "不能把“可以”变成“应当”"),
        ({"wording": "自然资源违法轻微的，不予行政处罚。"}, "words", "应写“花圃”"),
    ],
)
def test_the_gate_blocks_what_cannot_stand(drafter, draft, fields, check, says):
    item = draft.items.get()
    drafts.save_item(actor=drafter, version=draft, item=item, basis=["花圃法(新)7条"], **fields)
    finding = checks(draft)[check]
    assert finding.severity == gate.BLOCK
    assert says in finding.text
    assert finding.item == "1"


def test_the_gate_shows_a_basis_that_has_lapsed_with_its_successor(drafter, draft):
    item = draft.items.get()
    from exemptions.models import ItemBasis, Provision

    ItemBasis.objects.create(item=item, provision=Provision.objects.get(citation="花圃法(旧)4条"), order=9)
    finding = checks(draft)["basis"]
    assert finding.fix == "改为花圃法(新)7条"
    assert "2026年7月15日" in finding.example


def test_a_list_never_reaches_back(drafter, draft):
    finding = checks(drafts.change_draft(actor=drafter, version=draft, effective_from=TODAY))["dates"]
    assert "最早可以从2026年7月2日" in finding.text
    assert finding.severity == gate.BLOCK


def test_an_empty_list_is_no_list(drafter):
    assert checks(drafts.draft_list(actor=drafter, code="HP-3", title="清单"))["empty"].severity == gate.BLOCK


def test_missing_examples_block(draft):
    found = [finding for finding in gate.findings(draft, today=TODAY) if finding.check == "examples"]
    assert {finding.title for finding in found} == {"缺少命中的例案", "缺少差一点不命中的例案"}


def test_what_was_passed_is_said_too(draft):
    assert "条件都用表单录入" in gate.passed(gate.findings(draft, today=TODAY))


def test_a_finding_that_blocks_cannot_be_talked_away(drafter, draft):
    key = checks(draft)["examples"].key
    with pytest.raises(DomainError, match="必须改正"):
        publication.explain_finding(actor=drafter, version=draft, key=key, reason="没关系")


@pytest.mark.usefixtures("examples_hold")
def test_an_explanation_lapses_when_the_item_changes(drafter, draft):
    explain_all(drafter, draft)
    assert gate.unanswered(draft, gate.findings(draft, today=TODAY)) == []
    drafts.save_item(
        actor=drafter, version=draft, item=draft.items.get(), basis=["花圃法(新)7条"], wording="另一句话。"
    )
    asked = {one.check for one in gate.unanswered(draft, gate.findings(draft, today=TODAY))}
    assert asked == {"difference", "replay", "equated"}


def test_the_system_writes_the_missing_examples(drafter, draft):
    drafts.suggest_examples(actor=drafter, version=draft)
    titles = [(row.qualifies, row.title) for row in draft.items.get().examples.all()]
    assert titles == [
        (True, "花匠，迟浇水，迟浇天数1天（系统拟写）"),
        (False, "花匠，迟浇水，迟浇天数2天（系统拟写）"),
    ]
    with pytest.raises(DomainError, match="没有可以拟写的例案"):
        drafts.suggest_examples(actor=drafter, version=draft)
    with pytest.raises(NotAllowed):
        drafts.suggest_examples(actor=factories.person(Role.OFFICER), version=draft)
    with pytest.raises(WrongState):
        drafts.suggest_examples(actor=drafter, version=ListVersion.objects.get(code="HP-1"))
    assert Event.objects.filter(verb="list.suggest_examples").count() == 1


def test_a_later_version_already_published_is_named_before_it_overlaps(drafter, draft):
    ListVersion.objects.filter(code="HP-1").update(effective_to=date(2026, 7, 14))
    factories.publish_raw(factories.list_version("HP-9", since=date(2026, 9, 1), pack_of=draft.pack))
    finding = checks(draft)["dates"]
    assert "与试验清单HP-9的有效期重叠" in finding.title
    drafts.change_draft(actor=drafter, version=draft, effective_to=date(2026, 8, 31))
    draft.refresh_from_db()
    assert "dates" not in checks(draft)


# --- signing and publishing ------------------------------------------------------


@pytest.mark.usefixtures("examples_hold")
def test_the_new_version_binds_from_its_day_and_the_old_one_still_decides_old_acts(drafter, reviewer, chairman, draft):
    drafts.save_item(actor=drafter, version=draft, basis=["花圃法(新)7条"], **ITEM)
    explain_all(drafter, draft)
    publication.sign_review(actor=reviewer, version=draft, words="同意")
    publication.publish(actor=chairman, version=draft)
    law = live.current_law()
    assert law.lists_on(date(2026, 7, 14)).code == "HP-1"
    assert law.lists_on(date(2026, 7, 15)).code == "HP-2"
    draft.refresh_from_db()
    assert (draft.state, draft.published_by, draft.sha256) == (
        ListState.PUBLISHED,
        chairman,
        draft.signatures.get(role="chair").sha256,
    )


@pytest.mark.usefixtures("examples_hold")
def test_nobody_reviews_a_draft_they_wrote_in(drafter, draft):
    explain_all(drafter, draft)
    with pytest.raises(NotAllowed, match="不能审核自己起草的清单"):
        publication.sign_review(actor=drafter, version=draft)


@pytest.mark.usefixtures("examples_hold")
def test_a_review_lapses_with_the_words_it_stood_under(drafter, reviewer, chairman, draft):
    explain_all(drafter, draft)
    publication.sign_review(actor=reviewer, version=draft)
    drafts.change_draft(actor=drafter, version=draft, title="改过的名称")
    with pytest.raises(WrongState, match="签署后又有修改"):
        publication.publish(actor=chairman, version=draft)


@pytest.mark.usefixtures("examples_hold")
def test_only_the_chair_publishes(drafter, reviewer, chairman, draft):
    explain_all(drafter, draft)
    publication.sign_review(actor=reviewer, version=draft)
    with pytest.raises(NotAllowed, match="由领导小组组长何晓岚公布"):
        publication.publish(actor=factories.person(Role.LEADER), version=draft)


def test_a_review_waits_for_the_gate(reviewer, draft):
    with pytest.raises(DomainError, match="公布前检查还有4处没有处理，例如第1项缺少命中的例案"):
        publication.sign_review(actor=reviewer, version=draft)


def test_a_list_is_repealed_from_a_day_that_has_not_passed(chairman):
    version = ListVersion.objects.get(code="HP-1")
    with pytest.raises(DomainError, match="不能废止到过去的日期"):
        publication.repeal(actor=chairman, version=version, last_day=TODAY - timedelta(days=1), reason="修法")
    publication.repeal(actor=chairman, version=version, last_day=TODAY, reason="修法")
    law = live.current_law()
    assert law.lists_on(TODAY).code == "HP-1"
    assert law.lists_on(TODAY + timedelta(days=1)) is None


# --- differences -----------------------------------------------------------------


def test_differences_are_told_in_words(drafter, draft):
    old = ListVersion.objects.get(code="HP-1")
    facts = live.current_law().facts
    drafts.save_item(
        actor=drafter,
        version=draft,
        item=draft.items.get(),
        basis=["花圃法(新)7条", "花圃法(新)7条1款(一)"],
        condition={"fact": "late_days", "op": "le", "value": "2"},
        measure="warning",
    )
    drafts.save_item(actor=drafter, version=draft, basis=["花圃法(新)7条"], **ITEM)
    said = {change.number: (change.kind, change.lines) for change in differences(old, draft, facts)}
    assert said[""][1] == ("名称由“花圃清单”改为“花圃清单第二版”。", "自2026年7月15日（星期三）起施行。")
    assert said["1"] == (
        "改",
        (
            "条件“迟浇天数1天以下”改为“迟浇天数2天以下”。",
            "柔性措施由“提醒”改为“轻微违法警示”。",
            "依据由“花圃法(新)7条”改为“花圃法(新)7条、花圃法(新)7条1款(一)”。",
        ),
    )
    assert said["2"] == ("增", (ITEM["wording"],))
    assert [change.kind for change in differences(draft, old, facts)] == ["改", "改", "删"]


def test_a_version_does_not_differ_from_itself():
    version = ListVersion.objects.get(code="HP-1")
    assert differences(version, version, live.current_law().facts) == []
