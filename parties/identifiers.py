"""统一社会信用代码 (GB 32100—2015) and the keys under which a name is looked for."""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin
from stdnum.cn import uscc

from records.errors import DomainError

LENGTH = 18
# Letters the standard leaves out because they look like digits.
LEFT_OUT = "IOZSV"
# What companies of one place have in common says nothing about which company it is.
COMMON = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|分公司|集团|公司|个体工商户|经营部|合作社|重庆市|重庆|黔江区|黔江)"
)
NOT_WORD = re.compile(r"[\s\W_]+")


def normalise_code(raw: str) -> str:
    """Full-width digits, spaces and hyphens as people paste them."""
    return re.sub(r"[\s\-－]", "", unicodedata.normalize("NFKC", raw)).upper()


def check_credit_code(raw: str) -> str:
    """The code, or a sentence saying which place is wrong."""
    code = normalise_code(raw)
    if len(code) != LENGTH:
        raise DomainError(f"统一社会信用代码应为18位，现在是{len(code)}位。请对照营业执照核对。", field="credit_code")
    wrong = [f"第{place}位“{sign}”" for place, sign in enumerate(code, 1) if not sign.isascii() or not sign.isalnum()]
    wrong += [f"第{place}位“{sign}”" for place, sign in enumerate(code, 1) if sign in LEFT_OUT]
    if wrong:
        raise DomainError(
            f"统一社会信用代码只用数字和大写字母（不用I、O、S、V、Z），{'、'.join(wrong)}不对。请对照营业执照核对。",
            field="credit_code",
        )
    if not code[2:8].isdigit():
        raise DomainError("统一社会信用代码第3至8位是行政区划码，应为数字。请对照营业执照核对。", field="credit_code")
    if uscc.calc_check_digit(code[:-1]) != code[-1]:
        raise DomainError(
            f"统一社会信用代码的校验位（第18位“{code[-1]}”）与前17位对不上，其中有一位写错了。请对照营业执照逐位核对。",
            field="credit_code",
        )
    return code


def name_key(name: str) -> str:
    """The name without spaces, marks and width, in lower case: equal keys mean the same name."""
    return NOT_WORD.sub("", unicodedata.normalize("NFKC", name)).lower()


def core_name(name: str) -> str:
    """What distinguishes the name once the common parts are gone; the whole key when nothing remains."""
    key = name_key(name)
    return COMMON.sub("", key) or key


def pinyin(name: str) -> str:
    return "".join(lazy_pinyin(name_key(name)))[:600]


def initials(name: str) -> str:
    return "".join(lazy_pinyin(name_key(name), style=Style.FIRST_LETTER))[:120]


# GB 32100—2015: the department that registered the unit, and the kind of unit.
KINDS_OF_CODE = {
    "11": "state_organ",
    "12": "public_institution",
    "51": "other_organisation",
    "52": "other_organisation",
    "53": "other_organisation",
    "91": "enterprise",
    "92": "individual_business",
    "93": "other_organisation",
}


def kind_of_code(code: str) -> str:
    """The kind of party that a credit code was given to; empty where the first two places do not settle it."""
    return KINDS_OF_CODE.get(code[:2], "")
