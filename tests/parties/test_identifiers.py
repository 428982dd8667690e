"""统一社会信用代码 with its check digit, and search keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from parties import identifiers
from records.errors import DomainError

GOOD = "91350100M000100Y43"


def test_a_right_code_is_taken_however_it_was_pasted():
    assert identifiers.check_credit_code(" ９1350100-M000100 y43 ") == GOOD


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (GOOD[:-1], "应为18位，现在是17位"),
        (GOOD + "0", "应为18位，现在是19位"),
        ("91350100M000100I43", "第16位“I”"),
        ("9135O100M000100Y43", "第5位“O”"),
        ("9135A100M000100Y43", "行政区划码"),
        (GOOD[:-1] + "4", "校验位（第18位“4”）"),
    ],
)
def test_a_wrong_code_is_answered_with_the_place_that_is_wrong(code, words):
    with pytest.raises(DomainError) as error:
        identifiers.check_credit_code(code)
    assert words in error.value.message and error.value.field == "credit_code"


@given(st.integers(0, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_sign_never_passes(place, sign):
    wrong = GOOD[:place] + sign + GOOD[place + 1 :]
    if wrong == GOOD:
        assert identifiers.check_credit_code(wrong) == GOOD
        return
    with pytest.raises(DomainError):
        identifiers.check_credit_code(wrong)


def test_names_are_compared_without_spaces_marks_and_width():
    assert identifiers.name_key("重庆（黔江） 山珍·食品 ＡＢ") == identifiers.name_key("重庆(黔江)山珍食品ab")


def test_a_company_of_common_words_only_keeps_its_whole_name():
    assert identifiers.core_name("重庆市黔江区有限公司") == "重庆市黔江区有限公司"
    assert identifiers.core_name("重庆峻岭建材有限公司") == "峻岭建材"


def test_pinyin_reads_the_place_name_as_people_do():
    assert identifiers.pinyin("重庆") == "chongqing"
    assert identifiers.initials("重庆峻岭") == "cqjl"


def test_the_library_and_the_standard_agree_on_our_example():
    assert uscc.is_valid(GOOD)
