from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from exemptions.models import Provision, StatuteVersion
from exemptions.services.statutes import load_wording
from records.errors import DomainError
from records.models import Event
from tests.exemptions import factories

pytestmark = pytest.mark.django_db

TEXT = """# 花圃管理法

第一条 花要浇水。

第二条 有下列情形的，给予提醒：

（一）忘记浇水的；

（二）浇水过多的。

情节轻微的，不予处罚。初次的，可以不予处罚。
"""


@pytest.fixture
def garden_law():
    for place in ("1条", "2条1款(一)", "2条2款前段", "9条"):
        factories.provision(f"花圃管理法{place}")
    return StatuteVersion.objects.get()


def load(text: str = TEXT, **more):
    return load_wording(actor=None, content=text.encode(), file_name="花圃管理法.md", **more)


def test_official_words_stand_beside_our_gist(garden_law):
    report = load()
    words = dict(Provision.objects.values_list("citation", "wording"))
    assert words["花圃管理法1条"] == "花要浇水。"
    assert words["花圃管理法2条1款(一)"] == "忘记浇水的；"
    assert words["花圃管理法2条2款前段"] == "情节轻微的，不予处罚。初次的，可以不予处罚。"
    assert Provision.objects.get(citation="花圃管理法1条").gist == "一句大意。"
    assert (report.articles, report.paragraphs, report.items) == (2, 3, 2)


def test_places_we_had_no_gist_for_are_added_in_reading_order(garden_law):
    report = load()
    assert report.added == 4
    assert [row.position for row in garden_law.provisions.all()] == [
        "1条", "2条", "2条1款", "2条1款(一)", "2条1款(二)", "2条2款", "2条2款前段", "9条",
    ]  # fmt: skip


def test_a_gist_without_words_in_the_file_is_reported(garden_law):
    assert load().unmatched == ("花圃管理法9条",)


def test_loading_the_same_file_again_changes_nothing(garden_law):
    first = load()
    before = list(Provision.objects.values())
    again = load()
    assert list(Provision.objects.values()) == before
    assert (again.matched, again.added) == (first.matched, first.added)
    assert Event.objects.filter(verb="statute.load_wording").count() == 1


def test_another_file_takes_the_place_of_the_first(garden_law):
    load()
    load("# 花圃管理法\n第一条 花要天天浇水。\n")
    assert Provision.objects.get(citation="花圃管理法1条").wording == "花要天天浇水。"
    assert not Provision.objects.filter(citation="花圃管理法2条1款").exists()
    assert Provision.objects.get(citation="花圃管理法2条1款(一)").wording == ""


def test_a_statute_of_several_versions_needs_its_label():
    factories.provision("花圃管理法(旧)1条", since=date(2010, 1, 1))
    StatuteVersion.objects.update(effective_to=date(2019, 12, 31))
    factories.provision("花圃管理法(新)1条")
    with pytest.raises(DomainError, match="有几个版本（新、旧）"):
        load()
    assert load(label="旧").version.label == "旧"
    assert Provision.objects.get(citation="花圃管理法(新)1条").wording == ""


def test_unknown_statutes_are_refused(garden_law):
    with pytest.raises(DomainError, match="法规库里没有《行政法》"):
        load("# 行政法\n第一条 没有这部法。\n")


def test_a_file_in_another_encoding_is_refused(garden_law):
    with pytest.raises(DomainError, match="不是 UTF-8"):
        load_wording(actor=None, content=TEXT.encode("gb18030"), file_name="a.txt")


def test_the_command_reports_counts_and_doubts(garden_law, tmp_path):
    file = tmp_path / "law.md"
    file.write_text(TEXT + "\n浇水\n", encoding="utf-8")
    out = StringIO()
    call_command("load_statute", str(file), "--statute", "花圃管理法", "--version", "", stdout=out)
    assert "读出2条、3款、2项" in out.getvalue()
    assert "疑似标题，未收入条文：浇水" in out.getvalue()


def test_the_command_names_a_file_it_cannot_read(tmp_path):
    with pytest.raises(CommandError, match="读不到文件"):
        call_command("load_statute", str(tmp_path / "none.md"))
