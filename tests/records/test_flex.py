"""What the shared filters print."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django import forms
from django.template import Context, Template
from django.utils import timezone

from records.errors import DomainError
from records.templatetags import flex

SUNDAY = dt.date(2026, 6, 7)
LATE_UTC = dt.datetime(2026, 6, 6, 17, 5, tzinfo=dt.UTC)


def test_a_date_carries_its_day_of_the_week():
    assert flex.zh_date(SUNDAY) == "2026年6月7日（星期日）"
    assert flex.zh_date_short(SUNDAY) == "6月7日"


def test_a_moment_is_told_in_the_time_of_the_office():
    assert flex.zh_datetime(LATE_UTC) == "2026年6月7日 01:05"
    assert flex.zh_datetime_short(LATE_UTC) == "6月7日 01:05"
    assert flex.zh_date(LATE_UTC) == "2026年6月7日（星期日）"


@time_machine.travel("2026-12-31 12:00+08:00", tick=False)
def test_the_year_is_left_out_only_this_year():
    assert flex.zh_date_near(timezone.localdate()) == "12月31日（星期四）"
    assert flex.zh_date_near(dt.date(2027, 1, 4)) == "2027年1月4日（星期一）"
    assert flex.zh_date_week(SUNDAY) == "6月7日 星期日"
    assert flex.zh_date_week(dt.date(2027, 1, 4)) == "2027年1月4日 星期一"


@pytest.mark.parametrize("nothing", [None, "", "2026-06-07"])
def test_what_is_no_date_prints_nothing(nothing):
    printed = [flex.zh_date(nothing), flex.weekday(nothing), flex.zh_datetime(nothing), flex.zh_date_near(nothing)]
    assert printed == ["", "", "", ""]


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        (50000, "5万元"),
        (12345, "12345元"),
        (0, "0元"),
        (15000, "1.5万元"),
        (10100, "1.01万元"),
        (200000, "20万元"),
        (9999, "9999元"),
        (Decimal("50000.00"), "5万元"),
        (Decimal("12.50"), "12.5元"),
        ("1000000", "100万元"),
        (None, ""),
        ("", ""),
        ("很多", ""),
        (True, ""),
    ],
)
def test_money_is_written_as_an_office_writes_it(yuan, words):
    assert flex.money_zh(yuan) == words


def test_an_icon_is_hidden_from_readers_of_the_page():
    assert Template('{% icon "check" %}').render(Context()) == '<i class="ti ti-check" aria-hidden="true"></i>'


def test_statute_words_are_underlined_and_nothing_else_gets_through():
    html = flex.mark_words("没有<危害>后果的，不予行政处罚。", ["<危害>后果"])
    assert html == "没有<b>&lt;危害&gt;后果</b>的，不予行政处罚。"


def test_every_verdict_has_its_own_mark_and_word():
    verdicts = ("true", "false", "unknown", "na")
    assert len({flex.mark_icon(flex.mark_kind(verdict)) for verdict in verdicts}) == 4
    assert [flex.verdict_zh(verdict) for verdict in verdicts] == ["成立", "不成立", "未查明", "不适用"]


def test_results_and_measures_have_chinese_names():
    assert flex.outcome_zh("NP_DISCRETIONARY_FIRST") == "可以不予行政处罚"
    assert flex.outcome_force("NP_DISCRETIONARY_FIRST") == "may"
    assert flex.outcome_words("NP_MANDATORY_MINOR").endswith("不予行政处罚。")
    assert (flex.measure_zh("warning"), flex.measure_zh(None)) == ("轻微违法警示", "")


@pytest.mark.parametrize(("size", "words"), [(None, ""), (10, "1 KB"), (2048, "2 KB"), (13_000_000, "12.4 MB")])
def test_the_size_of_a_file_is_readable(size, words):
    assert flex.size_zh(size) == words


class DeadlineForm(forms.Form):
    due = forms.DateField(label="改正期限", error_messages={"required": "请填写改正期限。"})
    note = forms.CharField(label="说明")


def test_every_error_stands_at_the_top_and_leads_to_its_field():
    form = DeadlineForm({})
    form.add_error(None, "复查以前不能结案。")
    refused = DomainError("您不能签署本人提出的建议。", field="note", way_out="/cases/1/")
    rows = flex.error_rows(form, [refused])
    assert [(row["label"], row["target"], row["way_out"]) for row in rows] == [
        ("", "id_due", ""),
        ("说明", "id_note", ""),
        ("", "", ""),
        ("", "id_note", "/cases/1/"),
    ]
    assert rows[0]["message"] == "请填写改正期限。"
    assert rows[3]["message"] == "您不能签署本人提出的建议。"
