import pytest

from exemptions.statute_text import StatuteTextError, chinese_number, parse_statute

# A statute of our own making: it has every shape that real ones have.
TEXT = """# 示例管理办法

2020年1月1日 示例机关第1号令公布

<!-- INFO END -->

目录
第一章 总则
第二章 责任

## 第一章 总则

第一条 为了试验，制定本办法。

第二条　示例对象应当：

（一）按时浇水；

（二）如实记录：
1.记录日期；
2.记录水量。

没有花的，不适用前款。

花圃管理

第三条 依照第一条处理。

第三条之一 后来插入的一条。

## 第二章 责任

### 第一节 处理

第四条 有下列情形之一的，给予提醒：(一)忘记；(二)记错。
第二条另有规定的，从其规定。
"""


def test_every_article_is_found_with_its_paragraphs_and_items():
    statute = parse_statute(TEXT)
    assert statute.title == "示例管理办法"
    assert [(a.number, a.inserted) for a in statute.articles] == [(1, ""), (2, ""), (3, ""), (3, "一"), (4, "")]
    second = statute.articles[1]
    assert [p.text for p in second.paragraphs] == ["示例对象应当：", "没有花的，不适用前款。"]
    assert second.paragraphs[0].items == (("一", "按时浇水；"), ("二", "如实记录：1.记录日期；2.记录水量。"))


def test_items_run_together_on_one_line_are_told_apart():
    fourth = parse_statute(TEXT).articles[-1]
    assert fourth.paragraphs[0].text == "有下列情形之一的，给予提醒："
    assert fourth.paragraphs[0].items == (("一", "忘记；"), ("二", "记错。"))


def test_a_paragraph_that_begins_by_citing_an_article_starts_no_article():
    fourth = parse_statute(TEXT).articles[-1]
    assert fourth.paragraphs[1].text == "第二条另有规定的，从其规定。"


def test_contents_and_headings_are_left_out_and_lost_headings_reported():
    statute = parse_statute(TEXT)
    assert statute.headings == ("第一章 总则", "第二章 责任", "第一章 总则", "第二章 责任", "第一节 处理")
    assert statute.unsure == ("花圃管理",)
    assert (statute.paragraph_count, statute.item_count) == (7, 4)


def test_hard_wrapped_lines_are_joined():
    statute = parse_statute("第一条 这一条很长很长，\n在纸上折成了两行。\n第二条 另一条。")
    assert [a.text for a in statute.articles] == ["这一条很长很长，在纸上折成了两行。", "另一条。"]


def test_a_long_statute_reaches_articles_above_one_hundred():
    units = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

    def numeral(n: int) -> str:
        hundreds, tens, ones = n // 100, n // 10 % 10, n % 10
        head = f"{units[hundreds]}百" if hundreds else ""
        if tens:
            head += (units[tens] if tens > 1 or hundreds else "") + "十"
        elif hundreds and ones:
            head += "零"
        return head + units[ones]

    statute = parse_statute("\n".join(f"第{numeral(n)}条 内容{n}。" for n in range(1, 106)))
    assert [a.number for a in statute.articles] == list(range(1, 106))
    assert statute.articles[104].text == "内容105。"
    assert statute.missing == ()


def test_an_excerpt_reports_what_is_left_out():
    statute = parse_statute("第一条 甲。\n第四条 乙。")
    assert [a.number for a in statute.articles] == [1, 4]
    assert statute.missing == (2, 3)


def test_a_text_without_articles_is_refused_in_chinese():
    with pytest.raises(StatuteTextError, match="没有找到“第…条”"):
        parse_statute("这是一封信。")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("十三", 13),
        ("二十", 20),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一千二百五十九", 1259),
        ("二百〇一", 201),
    ],
)
def test_chinese_numbers_of_articles(text, number):
    assert chinese_number(text) == number
