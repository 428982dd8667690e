"""What is taken out before anything is published, and what may stand."""

import pytest

from documents.anonymity import PERSON, Secret, anonymous, leaks, secrets_of

NAME = "重庆市黔江区大山机械有限公司"
SECRETS = [*secrets_of(NAME, instead="某企业"), Secret("王明", PERSON)]


def shown(text: str, **more) -> str:
    return anonymous(text, SECRETS, **more).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{NAME}迟报", "某企业迟报"),
        ("大山机械迟报", "某企业迟报"),
        ("大 山\u200b机械迟报", "某企业迟报"),
        ("负责人王 明说明", "负责人某某说明"),
        ("电话１３８１２３４５６７８", "电话×"),
        ("电话023-79222222转8", "电话×"),
        ("证件50011419880101123X", "证件×"),
        ("代码91500114MA5U00001A", "代码×"),
        ("见黔统罚决字〔2026〕1号", "×"),
        ("在正阳街道武陵大道123号附2号", "某地"),
    ],
)
def test_whoever_it_was_cannot_be_read(text, said):
    assert shown(text) == said


@pytest.mark.parametrize(
    "figure",
    ["1200万元", "一千二百万元", "12.5%", "百分之十二点五", "15 000 千元", "98人", "九十八人", "5", "12,345.6", "三成"],
)
def test_a_figure_of_the_unit_goes_however_it_is_written(figure):
    found = anonymous(f"应报数为{figure}，已更正")
    assert [piece.removed for piece in found.removals][0] in figure
    assert not any(letter.isdigit() for letter in found.text) and "千二百" not in found.text


@pytest.mark.parametrize(
    "text",
    [
        "2026年1—4月工业产销总值表（B204-1表）共3份",
        "《中华人民共和国统计法》第四十四条第一款第（二）项",
        "44条1款(二)、33条1款前段",
        "责令15日内改正，二年内初次",
        "2026年第一季度、2026年6月7日",
        "两名执法人员到场",
    ],
)
def test_what_law_forms_and_calendar_count_stands(text):
    assert shown(text) == text


def test_the_bureaus_own_words_may_be_kept():
    assert shown("罚款5万元，营业收入5千万元", keep=["罚款5万元"]) == "罚款5万元，营业收入×"


def test_a_preview_can_mark_each_removal_with_its_ground():
    found = anonymous("大山机械少报12万元", SECRETS)
    assert [(piece.removed, piece.ground) for piece in found.removals] == [
        ("大山机械", "能够识别当事人"),
        ("12万元", "当事人自己的数据"),
    ]
    assert "".join(piece.removed or piece.text for piece in found.pieces) == "大山机械少报12万元"


def test_a_published_text_is_searched_for_every_form_of_a_secret():
    assert [one.text for one in leaks("大 山 机械", SECRETS)] == ["大山机械"]
    assert leaks(shown(f"{NAME}、大山机械、王明"), SECRETS) == []
