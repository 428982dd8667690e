"""Contexts of every paper: `full(code)` with all fields, `least(code)` with only what is required."""

from copy import deepcopy
from datetime import date, datetime

from documents import CATALOGUE
from documents.kinds import Field

ORGAN = {
    "name": "重庆市黔江区统计局",
    "word": "黔统",
    "district": "重庆市黔江区",
    "address": "重庆市黔江区城西街道新华大道中段1号",
    "phone": "023-79220000",
    "review_organ": "重庆市黔江区人民政府",
    "court": "重庆市黔江区人民法院",
}
PARTY = {
    "name": "重庆甲工业有限公司",
    "kind": "enterprise",
    "credit_code": "91500114MA5U00001X",
    "representative": "张喆",
    "address": "重庆市黔江区正阳街道工业大道8号",
}
CONTACT = {"name": "李明、王芳", "phone": "023-79220001", "address": "本局执法监督科（区政府5楼）"}
OFFICERS = [
    {"name": "李明", "certificate": "统执50011401"},
    {"name": "王玥", "certificate": "统执50011402"},
]
LIABILITY = "《中华人民共和国统计法》第四十四条第一款第（二）项"
DUTY = "《中华人民共和国统计法》第八条"
FACTS = (
    "你单位于2026年3月10日报送的2025年年报《财务状况》中，营业收入填报10300万元，"
    "经核对会计账簿应为10000万元，相差300万元，差错率3.0%。"
)

_FULL: dict[str, dict[str, object]] = {
    "CORRECTION_ORDER": {
        "organ": ORGAN,
        "party": PARTY,
        "case_number": "黔统立〔2026〕17号",
        "offence": "提供不真实统计资料",
        "facts": FACTS,
        "evidence": ["报表打印件", "会计账簿复印件", "询问笔录"],
        "violated": [DUTY],
        "liability": [LIABILITY],
        "demands": ["按会计账簿更正2025年年报《财务状况》的营业收入，重新报送", "书面说明差错原因和防止再错的办法"],
        "deadline": date(2026, 4, 2),
        "report": "书面报送本局执法监督科，附更正后的报表",
        "recheck_on": date(2026, 4, 3),
        "recheck_method": "核对更正后的报表和会计账簿",
        "contact": CONTACT,
        "issued_on": date(2026, 3, 26),
    },
    "FIRST_OFFENCE_CHECK": {
        "organ": ORGAN,
        "party": PARTY,
        "case_number": "黔统立〔2026〕17号",
        "offence": "提供不真实统计资料",
        "act": "2026年3月10日报送2025年年报《财务状况》，营业收入不真实",
        "window": "两个自然年度",
        "window_from": date(2025, 1, 1),
        "window_to": date(2026, 3, 10),
        "registers": [
            {
                "name": "本系统的处理决定",
                "scope": "自2024年1月1日起完整",
                "keys": "信用代码、名称、曾用名",
                "searched": True,
                "found": 0,
            },
            {
                "name": "补录的历年处理记录",
                "scope": "自2021年1月1日起完整",
                "keys": "信用代码、名称",
                "searched": True,
                "found": 0,
                "note": "另有迟报1条，不是同类",
            },
            {"name": "全市统计违法信息", "keys": "信用代码", "searched": False, "note": "系统未联通，已去函"},
        ],
        "priors": [
            {
                "decided_on": date(2025, 5, 6),
                "number": "黔统罚决〔2025〕3号",
                "offence": "迟报统计资料",
                "result": "警告",
                "source": "纸质案卷",
                "same_kind": False,
            }
        ],
        "result": "not_searched",
        "result_note": "全市统计违法信息尚未查到，收到复函后重新核查",
        "made_at": datetime(2026, 3, 27, 9, 5),
        "sha256": "4b7e90c2" * 7 + "0000f38e",
        "officers": OFFICERS,
    },
    "NO_PENALTY_DECISION": {
        "organ": ORGAN,
        "party": PARTY,
        "case_number": "黔统立〔2026〕17号",
        "outcome": "NP_MANDATORY_MINOR",
        "offence": "提供不真实统计资料",
        "filed_on": date(2026, 3, 25),
        "facts": FACTS.replace("你单位", "当事人"),
        "evidence": [
            "2025年年报《财务状况》打印件1份，证明当事人填报的数据",
            "2025年会计账簿复印件12页，证明应报数据",
            "2026年3月24日询问笔录1份，证明差错的原因和经过",
        ],
        "violated": [DUTY],
        "liability": [LIABILITY],
        "statement": "当事人对上述事实没有异议，未提出陈述、申辩。",
        "minor_reason": "差错率3.0%，差错数额300万元，系录入时漏减退货，没有造假的故意",
        "corrected_on": date(2026, 3, 27),
        "correction_note": "重新报送的报表经本局2026年3月28日复查，与会计账簿一致",
        "harm": "该报表尚在审核期内，数据没有汇总上报，没有公布，也没有用于考核和奖补",
        "reasons": "",
        "education": [
            "统计调查对象应当真实、准确、完整、及时地提供统计资料",
            "报送前由财务人员与账簿逐项核对，审核、签署人员对数据负责",
            "建立统计台账，保存原始记录至少二年",
        ],
        "contact": CONTACT,
        "issued_on": date(2026, 4, 8),
    },
    "MINOR_WARNING": {
        "organ": ORGAN,
        "party": PARTY,
        "case_number": "黔统立〔2026〕17号",
        "decision_number": "黔统不罚决〔2026〕5号",
        "decided_on": date(2026, 4, 8),
        "outcome": "NP_MANDATORY_MINOR",
        "offence": "提供不真实统计资料",
        "facts": "你单位报送的2025年年报《财务状况》多报营业收入300万元，已于2026年3月27日改正。",
        "liability": [LIABILITY, "《中华人民共和国统计法》第四十四条第二款"],
        "education": [
            "报送前由财务人员与账簿逐项核对",
            "审核、签署人员对数据的真实性、准确性、完整性负责",
            "发现差错立即更正并告知本局",
        ],
        "range": "给予警告，可以并处10万元以下的罚款",
        "visit_on": date(2026, 7, 8),
        "visit_method": "电话或者上门，了解改进情况",
        "contact": CONTACT,
        "issued_on": date(2026, 4, 8),
    },
    "REMINDER": {
        "organ": ORGAN,
        "party": PARTY,
        "case_number": "黔统立〔2026〕17号",
        "subject": "按时报送2026年5月工业生产月报",
        "reason": "你单位4月工业生产月报应于2026年5月10日前报送，实际于5月11日报送，迟了1天。",
        "risks": ["统计人员变动，没有交接报送日期", "只在截止当日填报，遇到系统拥堵就会迟报"],
        "basis": ["《中华人民共和国统计法》第四十五条第一款", "《中华人民共和国统计法》第四十五条第二款"],
        "consequence": "迟报统计资料的，责令改正，给予警告，可以予以通报，可以并处5万元以下的罚款",
        "todo": [
            {"what": "报送5月工业生产月报", "due": date(2026, 6, 10)},
            {"what": "确定一名备岗统计人员，报本局备查", "due": date(2026, 6, 15)},
            {"what": "每月截止日前两天完成填报和核对"},
        ],
        "decision_number": "",
        "contact": CONTACT,
        "issued_on": date(2026, 5, 15),
    },
    "OFFICIAL_DOCUMENT": {
        "organ": ORGAN,
        "mark": "重庆市黔江区统计局文件",
        "copy_number": "000001",
        "secrecy": "",
        "urgency": "平急",
        "title": "重庆市黔江区统计局关于2026年第三季度统计行政执法检查情况的通报",
        "to": "各街道办事处，各乡镇人民政府，局属各科室",
        "body": [
            {"text": "按照年度工作安排，现将2026年第三季度统计行政执法检查情况通报如下。"},
            {"heading": "一、总体情况", "level": 1, "text": "三季度共检查企业28家，立案7件，结案6件。" * 6},
            {
                "heading": "（一）案件类型",
                "level": 2,
                "text": "提供不真实统计资料4件，迟报2件，未按规定设置台账1件。" * 4,
            },
            {
                "caption": "表1　各街镇检查情况",
                "columns": ["街镇", "检查数（家）", "立案数（件）"],
                "numeric": ["检查数（家）", "立案数（件）"],
                "cells": [["城东街道", "9", "3"], ["城西街道", "11", "2"], ["正阳街道", "8", "2"]],
            },
            {"heading": "二、下一步工作", "level": 1, "text": "各单位要落实统计法律责任，及时改正存在的问题。" * 6},
        ],
        "annexes": ["2026年第三季度检查企业名单", "统计台账参考样式"],
        "issued_on": date(2026, 10, 15),
        "remark": "此件公开发布",
        "cc": "区委办公室，区政府办公室，区司法局",
        "printed_by": "重庆市黔江区统计局办公室",
        "printed_on": date(2026, 10, 15),
    },
}


def _all() -> dict[str, dict[str, object]]:
    from tests.documents import (
        samples_after,
        samples_penalty,
        samples_procedure,
        samples_records,
        samples_soft,
        samples_training,
    )

    rooms = (samples_records, samples_soft, samples_penalty, samples_training, samples_procedure, samples_after)
    return {code: context for room in rooms for code, context in room.FULL.items()} | _FULL


def full(code: str, **changes: object) -> dict[str, object]:
    """Every field filled; `changes` replace top-level fields."""
    return {**deepcopy(_all()[code]), **changes}


def least(code: str, **changes: object) -> dict[str, object]:
    """Only the required fields, and what the outcome of the sample needs."""
    context = _least_of(CATALOGUE[code].fields, full(code))
    if code == "NO_PENALTY_DECISION":
        whole = full(code)
        context |= {name: whole[name] for name in ("liability", "minor_reason", "corrected_on", "harm", "education")}
        context["organ"] = {"name": ORGAN["name"], "review_organ": ORGAN["review_organ"]}
    if code in ("PENALTY_DECISION", "ON_SPOT_PENALTY"):
        context["organ"] = {"name": ORGAN["name"], "review_organ": ORGAN["review_organ"]}
    if code == "RECHECK_RECORD":
        context["result"] = "none"
    if code == "FIRST_OFFENCE_CHECK":
        context["registers"] = [{"name": "本系统的处理决定", "searched": True, "found": 0}]
        context["result"] = "none"
    return {**context, **changes}


def _least_of(fields: tuple[Field, ...], values: dict[str, object]) -> dict[str, object]:
    kept: dict[str, object] = {}
    for field in fields:
        if not field.required:
            continue
        value = values[field.name]
        if field.kind == "group":
            value = _least_of(field.fields, value)
        elif field.kind == "rows":
            value = [_least_of(field.fields, row) for row in value]
        kept[field.name] = value
    return kept


def number_for(code: str, serial: int = 5) -> str:
    word = CATALOGUE[code].number_word
    return f"黔统{word}〔2026〕{serial}号" if word else ""
