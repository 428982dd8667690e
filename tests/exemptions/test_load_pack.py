from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from exemptions import live
from exemptions.models import (
    CalendarDay,
    FactDefinition,
    ListVersion,
    Offence,
    OffenceRule,
    Pack,
    PackLoad,
    Provision,
    Renumbering,
    RuleSetting,
    Statute,
    StatuteVersion,
)
from exemptions.packs.files import PackRefused
from exemptions.services.packs import load_pack
from rules.law import load_law
from tests.exemptions import factories, packs

pytestmark = pytest.mark.django_db
TABLES = (Statute, StatuteVersion, Provision, Renumbering, Offence, FactDefinition, ListVersion, CalendarDay)


@pytest.fixture
def folder(tmp_path):
    return packs.write(tmp_path, packs.contents())


def load(folder, **changed):
    packs.write(folder, changed)
    return load_pack(actor=None, path=folder)


def rows() -> dict:
    return {table: list(table.objects.order_by("pk").values()) for table in TABLES}


def test_a_pack_fills_the_law_library(folder):
    report = load(folder)
    assert report.counts == {"法规": 2, "条文": 4, "案由": 1, "事实": 3, "裁量基准": 0, "清单": 1, "日历年度": 1}
    assert Provision.objects.get(citation="花圃法(新)7条1款(一)").gist == "迟浇水的给予警告。"
    new = StatuteVersion.objects.get(label="新")
    assert (new.replaces.label, new.renumberings.get().new_position) == ("旧", "7条")
    rule = OffenceRule.objects.get(law_version="新")
    assert (rule.fine_least, rule.fine_most, rule.warning, rule.circular) == (0, 200, "警告", True)
    version = ListVersion.objects.in_force(on=date(2024, 10, 1)).get()
    assert (version.code, version.is_demo, len(version.sha256)) == ("HP-1", True, 64)
    assert version.items.get().basis.get().citation == "花圃法(新)7条"
    assert CalendarDay.objects.filter(kind="holiday").count() == 12


def test_loading_again_changes_nothing(folder):
    load(folder)
    before = rows()
    assert load(folder).changed is False
    assert rows() == before
    assert PackLoad.objects.count() == 1


def test_a_changed_pack_is_upserted_and_what_it_dropped_goes(folder):
    load(folder)
    files = packs.contents()
    files["statutes"][0]["versions"][1]["provisions"][0]["gist"] = "花要天天浇水。"
    files["statutes"].pop()
    files["offences"][0]["penalties"].pop(0)
    assert load(folder, **files).changed is True
    assert Provision.objects.get(citation="花圃法(新)7条").gist == "花要天天浇水。"
    assert not Statute.objects.filter(code="花圃方案").exists()
    assert OffenceRule.objects.get().law_version == "新"


def test_a_provision_that_a_list_rests_on_stays(folder):
    load(folder)
    files = packs.contents()
    files["statutes"][0]["versions"][1]["provisions"].pop(0)
    files.pop("list_hp")
    (folder / "list_hp.json").unlink()
    with pytest.raises(PackRefused, match="花圃法\\(新\\)7条）：已经被引用"):
        load(folder, **files)


def test_official_words_outlive_the_gist_of_a_pack(folder):
    load(folder)
    Provision.objects.filter(citation="花圃法(新)7条1款(一)").update(wording="迟浇水的；")
    files = packs.contents()
    files["statutes"][0]["versions"][1]["provisions"].pop(1)
    files["offences"][0]["penalties"][1]["basis"] = ["花圃法(新)7条"]
    load(folder, **files)
    assert Provision.objects.get(citation="花圃法(新)7条1款(一)").gist == ""


def spoil(path: str, value):
    """Change one thing: `statutes.0.level` and the like."""
    files = packs.contents()
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    node = files
    for step in way:
        node = node[step]
    node[last] = value
    return files


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("statutes.0.level", "法典", "statutes.json（花圃法）：没有“法典”这一效力级别"),
        ("statutes.0.versions.0.effective_from", "2010年", "statutes.json（花圃法\\(旧\\)）：缺少施行日"),
        ("statutes.0.versions.0.effective_to", "2024-09-13", "同一法规两个版本的有效期不能重叠"),
        ("statutes.0.versions.0.provisions.0.gist", "", "statutes.json（花圃法\\(旧\\)4条）：缺少大意"),
        (
            "offences.0.penalties.0.basis",
            ["花圃法(旧)5条"],
            "offences.json（LATE_WATER）：法规库里没有花圃法\\(旧\\)5条",
        ),
        ("offences.0.duty.新", ["行政法3条"], "offences.json（LATE_WATER）：法规库里没有《行政法》"),
        ("list_hp.items.0.basis", ["花圃法(旧)4条"], "list_hp.json（1）：花圃法\\(旧\\)4条在2024年9月12日.*后失效"),
        ("list_hp.items.0.basis", ["花圃方案三(三)"], "list_hp.json（1）：《花圃方案》是内部文件，只能参考"),
        ("list_hp.items.0.basis", [], "list_hp.json（1）：缺少免罚依据"),
        (
            "list_hp.items.0.wording",
            "自然资源违法轻微的",
            "list_hp.json（1）：出现不属于本机关的用词“自然资源”，应写“花圃”",
        ),
        ("list_hp.items.0.condition.fact", "late_hours", "list_hp.json（1）：条件不对：事实目录里没有“late_hours”"),
        ("list_hp.items.0.condition.op", "about", "list_hp.json（1）：条件不对：“迟浇天数”不能用“about”判断"),
        ("list_hp.items.0.condition.value", 1.5, "list_hp.json：1.5带小数点"),
        ("list_hp.items.0.offences", ["NO_WATER"], "list_hp.json（1）：没有“NO_WATER”这个案由"),
        ("list_hp.items.0.binding", "perhaps", "list_hp.json（1）：约束力“perhaps”不对"),
        ("list_hp.items.0.outcome", "PENALTY", "list_hp.json（1）：结果“PENALTY”不对，清单只能给出不予"),
        ("list_hp.items.0.measure", "tea", "list_hp.json（1）：没有“tea”这种柔性措施"),
        ("list_hp.effective_from", "明天", "list_hp.json（effective_from）：日期写法不对"),
        ("pack.plan_citation", "花圃方案四(四)", "pack.json（garden）：法规库里没有花圃方案四\\(四\\)"),
        ("settings.0.value", "never", "设定timely的值“never”不在可选范围内"),
        ("statutes", {}, "statutes.json：应当是数组"),
    ],
)
def test_a_bad_entry_is_refused_by_file_and_entry_and_nothing_is_stored(tmp_path, path, value, says):
    packs.write(tmp_path, spoil(path, value))
    with pytest.raises(PackRefused, match=says):
        load_pack(actor=None, path=tmp_path)
    assert [table.objects.count() for table in TABLES] == [0] * len(TABLES)
    assert not Pack.objects.exists()


def test_every_fault_is_named_at_once(tmp_path):
    files = spoil("list_hp.items.0.wording", "自然资源")
    files["statutes"][1]["level"] = "方案"
    packs.write(tmp_path, files)
    with pytest.raises(PackRefused) as caught:
        load_pack(actor=None, path=tmp_path)
    assert len(caught.value.faults) == 2


def test_a_broken_file_is_named_with_its_line(folder):
    (folder / "facts.json").write_text('[\n{"key": "a"\n', encoding="utf-8")
    with pytest.raises(PackRefused, match="facts.json（第3行）：不是正确的 JSON"):
        load_pack(actor=None, path=folder)


def test_a_published_list_cannot_be_reworded_by_its_pack(folder):
    load(folder)
    files = spoil("list_hp.items.0.wording", "迟浇两天以内的，不予行政处罚。")
    with pytest.raises(PackRefused, match="list_hp.json（1）：已经公布，不能改写"):
        load(folder, **files)
    assert ListVersion.objects.get().items.get().wording == "迟浇一天以内的，不予行政处罚。"


def test_the_command_speaks_chinese(folder):
    out = StringIO()
    call_command("load_pack", str(folder), stdout=out)
    call_command("load_pack", str(folder), stdout=out)
    assert out.getvalue().splitlines() == [
        "花圃局数据包：已载入（法规2，条文4，案由1，事实3，清单1，日历年度1）。",
        "花圃局数据包：没有变化。",
    ]
    with pytest.raises(CommandError, match="没有数据包目录"):
        call_command("load_pack", str(folder / "none"))


# --- the law the rules read -------------------------------------------------------


def test_the_law_of_the_database_equals_the_law_of_the_files(folder):
    load(folder)
    law = live.current_law()
    assert law.digest == load_law(folder).digest
    assert law.lists_on(date(2024, 12, 1)).code == "HP-1"
    assert live.current_law() is law


def test_official_words_do_not_change_the_law(folder):
    load(folder)
    before = live.current_law().digest
    Provision.objects.update(wording="官方原文")
    assert live.current_law().digest == before


def test_a_signed_setting_takes_the_place_of_the_packs(folder):
    load(folder)
    before = live.current_law()
    RuleSetting.objects.create(
        name="timely", revision=1, value="partial", reason="局务会决定", signed_by=factories.person("leader")
    )
    law = live.current_law()
    assert (law.setting("timely"), law.settings["timely"].version) == ("partial", "1+1")
    assert law.digest != before.digest


def test_what_was_not_yet_published_was_not_known(folder):
    load(folder)
    assert live.current_law(on=date(2024, 9, 19)).lists == ()
    assert len(live.current_law(on=date(2024, 9, 20)).lists) == 1


def test_drafts_are_no_law(folder):
    load(folder)
    before = live.current_law().digest
    factories.list_version("草案", since=date(2030, 1, 1))
    assert live.current_law().digest == before


def test_a_year_entered_by_hand_joins_the_calendar(folder):
    load(folder)
    assert not live.current_law().calendar.knows(date(2027, 1, 4))
    from exemptions.models import CalendarYear

    CalendarYear.objects.create(year=2027, source="花圃局放假通知", issued=date(2026, 11, 1))
    assert live.current_law().calendar.knows(date(2027, 1, 4))


def test_a_bureau_at_work_gets_a_sample_list_as_a_draft_that_decides_nothing(folder, settings):
    settings.FLEX_DEMO = False
    load(folder)
    sample = ListVersion.objects.get()
    assert (sample.state, sample.is_demo, sample.effective_from, sample.published_at) == ("draft", True, None, None)
    assert sample.items.count() == 1
    assert live.current_law().lists == ()
    files = packs.contents()
    files["statutes"][0]["versions"][1]["provisions"][0]["gist"] = "花要天天浇水。"
    assert load(folder, **files).changed is True
    assert ListVersion.objects.get().state == "draft"
