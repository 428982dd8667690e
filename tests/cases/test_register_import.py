"""基本单位名录: units by credit code and year; what changed is shown before it is entered, and every year is kept."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.enums_intake import RowPlan, RowState
from cases.services import intake as verbs
from cases.services import intake_steps as steps
from parties import yearly
from parties.models import Party, PartyYear
from records.errors import DomainError, NotAllowed
from records.models import Event
from tests import factories
from tests.cases import lists
from tests.cases.test_intake import desk, hand_in, run  # noqa: F401

pytestmark = pytest.mark.django_db
HEADS = ("乡镇街道", "统一社会信用代码", "单位详细名称", "单位类别", "行业名称", "运营状态", "注销日期", "承继单位代码")


def unit(number, **other):
    said = {
        "township": "正阳街道",
        "code": lists.code(number),
        "name": f"重庆第{number}号机械制造有限公司",
        "class": "一套表单位",
        "industry": "机械制造",
        "standing": "正常",
        "on": "",
        "heir": "",
    }
    return list((said | other).values())


def brought(actor, rows, *, year=2026, content=None, name="名录.xlsx"):
    content = content or lists.xlsx(rows, HEADS)
    batch = verbs.hand_in(actor=actor, kind="register", upload=(name, content), year=year)
    while steps.prepare_some(batch.pk, {}):
        pass
    batch.refresh_from_db()
    return batch


def entered(actor, rows, **more):
    return run(actor, brought(actor, rows, **more))


def told(batch) -> list[tuple[str, str]]:
    return list(batch.rows.order_by("line").values_list("plan", "words"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_units_come_in_by_their_code_with_class_industry_and_township(desk, encoding):  # noqa: F811
    content = lists.csv([unit(1)], HEADS, encoding=encoding)
    batch = entered(desk.officer1, [], content=content, name="名录.csv")
    party = Party.objects.get(credit_code=lists.code(1))
    assert (party.survey_class, party.industry, party.township) == ("一套表单位", "机械制造", "正阳街道")
    assert batch.rows.get().state == RowState.DONE and party.years.get().year == 2026
    assert Event.objects.of("parties.party", party.pk).filter(verb="party.register").exists()


def test_the_same_sheet_twice_changes_nothing(desk):  # noqa: F811
    entered(desk.officer1, [unit(1)])
    again = brought(desk.officer1, [unit(1)])
    assert [plan for plan, _ in told(again)] == [RowPlan.KNOWN]
    with pytest.raises(DomainError, match="没有可以导入的行"):
        verbs.confirm(actor=desk.officer1, batch=again)
    assert PartyYear.objects.count() == 1


def test_a_later_year_shows_what_changed_and_keeps_what_was(desk):  # noqa: F811
    entered(desk.officer1, [unit(1), unit(2)], year=2025)
    batch = brought(desk.officer1, [unit(1, name="重庆新名机械有限公司", township="城西街道"), unit(2)])
    first, second = told(batch)
    assert (
        "名称由“重庆第1号机械制造有限公司”改为“重庆新名机械有限公司”" in first[1] and "乡镇街道由“正阳街道”" in first[1]
    )
    assert second == (RowPlan.RECORD, "没有变化，记入2026年名录")
    run(desk.officer1, batch)
    party = Party.objects.get(credit_code=lists.code(1))
    assert [(row.year, row.township) for row in party.years.all()] == [(2026, "城西街道"), (2025, "正阳街道")]
    assert party.other_names.get().name == "重庆第1号机械制造有限公司"
    assert list(Party.objects.all().matching("第1号机械")) == [party]


def test_after_a_years_register_the_units_it_lacks_are_named(desk, signed_in):  # noqa: F811
    entered(desk.officer1, [unit(1), unit(2)], year=2025)
    batch = entered(desk.officer1, [unit(1)])
    client = signed_in(desk.officer1)
    page = client.get(reverse("intake:batch", args=[batch.pk]))
    assert "1家当事人以前在册，2026年名录没有" in page.content.decode()
    there = client.get(page.context["missing"]["url"]).content.decode()
    assert lists.code(2) in there and lists.code(1) not in there


def test_ended_and_merged_units_say_since_when_and_who_took_their_place(desk):  # noqa: F811
    entered(desk.officer1, [unit(1), unit(2)], year=2025)
    heir = lists.code(3)
    rows = [
        unit(1, standing="注销", on="2026-03-01"),
        unit(2, standing="被合并", on="2026-04-01", heir=heir),
        unit(3),
    ]
    entered(desk.officer1, rows)
    one, two = (Party.objects.get(credit_code=lists.code(number)) for number in (1, 2))
    assert (one.standing, one.standing_on) == ("cancelled", date(2026, 3, 1))
    assert two.standing == "absorbed" and two.successor.credit_code == heir
    assert Event.objects.filter(verb="party.standing").count() == 2
    late = hand_in(desk.officer1, [lists.row(1)]).rows.get()
    assert late.plan == RowPlan.PERSON and "已注销，请先核对" in late.words


def test_a_unit_without_a_code_gets_the_one_of_the_register(desk):  # noqa: F811
    known = factories.party("重庆第1号机械制造有限公司", by=desk.officer1)
    batch = brought(desk.officer1, [unit(1)])
    assert "补登信用代码" in batch.rows.get().words
    run(desk.officer1, batch)
    known.refresh_from_db()
    assert known.credit_code == lists.code(1) and known.credit_code_state == "known"


@pytest.mark.parametrize(
    ("other", "cell", "words"),
    [
        ({"code": "91500114MA00000010"}, "B2", "校验位"),
        ({"class": "大企业"}, "D2", "认不出“大企业”"),
        ({"standing": "不详"}, "F2", "认不出“不详”"),
        ({"standing": "注销", "on": "46181"}, "G2", "写成了数字46181"),
        ({"standing": "注销", "on": "2027-01-01"}, "G2", "晚于今天"),
        ({"standing": "被合并"}, "H2", "合并后存续单位"),
        ({"standing": "被合并", "heir": lists.code(9)}, "H2", "都没有这个承继单位"),
        ({"standing": "被合并", "heir": lists.code(1)}, "H2", "不能是这个单位自己"),
        ({"township": "长" * 41}, "A2", "超过40个字"),
    ],
)
def test_what_a_cell_cannot_mean_is_told_by_its_place(desk, other, cell, words):  # noqa: F811
    row = brought(desk.officer1, [unit(1, **other)]).rows.get()
    assert row.plan == RowPlan.WRONG and any(
        fault["cell"] == cell and words in fault["message"] for fault in row.faults
    ), row.faults


def test_a_register_needs_its_year(desk):  # noqa: F811
    for year in (None, 1999, 2027):
        with pytest.raises(DomainError, match="名录的年度"):
            verbs.hand_in(
                actor=desk.officer1, kind="register", upload=("a.xlsx", lists.xlsx([unit(1)], HEADS)), year=year
            )


def test_only_who_works_on_cases_enters_units_and_a_year_once_noted_stands(desk):  # noqa: F811
    for person in (desk.leader1, desk.reviewer1, desk.admin1):
        with pytest.raises(NotAllowed):
            yearly.enter_units(actor=person, year=2026, units=[], source="x")
        with pytest.raises(NotAllowed):
            brought(person, [unit(1)])
    entered(desk.officer1, [unit(1)])
    with pytest.raises(IntegrityError, match="只能增加"), transaction.atomic():
        PartyYear.objects.update(name="别的")
