"""Official style as pure functions."""

from datetime import date, datetime

import pytest

from documents import titles, words


@pytest.mark.parametrize(("value", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")])
def test_numbers_of_levels(value, text):
    assert words.chinese_number(value) == text


def test_a_level_beyond_ninety_nine_is_refused():
    with pytest.raises(ValueError, match="超出范围"):
        words.chinese_number(100)


def test_the_four_levels_have_their_marks():
    assert [words.mark(2, depth) for depth in (1, 2, 3, 4)] == ["二、", "（二）", "2.", "（2）"]


def test_dates_print_without_padding_and_with_the_weekday_where_somebody_must_act():
    assert words.zh_date(date(2026, 6, 7)) == "2026年6月7日"
    assert words.zh_date("2026-06-07") == "2026年6月7日"
    assert words.zh_day(datetime(2026, 6, 7, 23, 59)) == "2026年6月7日（星期日）"
    assert words.zh_moment("2026-03-27T09:05:00+08:00") == "2026年3月27日9时05分"
    assert words.zh_moment(date(2026, 3, 27)) == "2026年3月27日"
    assert words.zh_date(None) == words.zh_day("明天") == words.zh_moment("2026-03-27 上午") == ""


def test_money_prints_in_ten_thousands_where_even():
    assert words.zh_money(50000) == "5万元"
    assert words.zh_money(3000) == "3000元"
    assert words.zh_money("1234.5") == "1234.50元"
    assert words.zh_money(0) == "0元"


@pytest.mark.parametrize(
    "text",
    [
        "《中华人民共和国统计法》第四十四条第一款第（二）项",
        "《中华人民共和国行政处罚法》第三十三条第一款前段",
        "《中华人民共和国刑法》第一百六十二条之一",
        "《中华人民共和国统计法》（2009年修订）第四十一条",
    ],
)
def test_long_citations_are_recognised(text):
    assert words.is_citation(text)


@pytest.mark.parametrize("text", ["统计法44条", "《统计法》", "《统计法》第44条", "第四十四条", "《甲》第一条、第二条"])
def test_other_spellings_are_not_citations(text):
    assert not words.is_citation(text)


def test_joined_citations_say_once_what_is_the_same():
    law, other = "《中华人民共和国统计法》", "《中华人民共和国行政处罚法》"
    assert words.join_citations([]) == ""
    assert words.join_citations([law + "第八条"]) == law + "第八条"
    joined = words.join_citations(
        [law + "第八条", law + "第四十五条第一款", law + "第四十五条第二款", other + "第二十八条"]
    )
    assert joined == law + "第八条、第四十五条第一款、第二款和" + other + "第二十八条"


@pytest.mark.parametrize(
    "title",
    [
        "重庆市黔江区统计局关于2026年第三季度统计行政执法检查情况的通报",
        "关于印发《重庆市黔江区统计局推行行政柔性执法工作方案》的通知",
        "重庆市黔江区统计局关于开展2026年统计行政执法检查的通知",
        "重庆市黔江区统计局关于对重庆甲乙丙丁戊己庚辛壬癸工业发展有限责任公司提供不真实统计资料一案不予行政处罚的决定",
    ],
)
def test_titles_break_into_trapezium_or_diamond_without_tearing_words(title):
    lines = titles.break_title(title)
    assert "".join(lines) == title
    widths = [titles.ems(line) for line in lines]
    assert max(widths) <= 19
    steps = [b - a for a, b in zip(widths, widths[1:], strict=False)]
    rising, falling = all(step > 0 for step in steps), all(step < 0 for step in steps)
    assert rising or falling or (len(widths) > 2 and min(widths[1:-1]) > max(widths[0], widths[-1]))
    for word in ("统计", "行政", "执法", "处罚", "关于", "检查", "2026年", "第三"):
        assert title.count(word) == sum(line.count(word) for line in lines)


def test_a_short_title_stays_on_one_line_and_an_empty_one_has_none():
    assert titles.break_title("责令改正通知书") == ["责令改正通知书"]
    assert titles.break_title(" ") == []


def test_sentences_end_with_one_stop():
    assert words.stop("改正。") == words.stop("改正") == "改正。"
    assert words.bare("改正；") == "改正"
    assert words.paragraphs(["甲", "乙：", "丙？"]) == ["甲。", "乙：", "丙？"]
    assert words.flow([]) == words.stop("") == ""
