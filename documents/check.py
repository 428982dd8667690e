"""Is a context complete and fit to print? Every fault is one Chinese sentence that says what to do."""

import re
from collections.abc import Iterator, Mapping, Sequence

from documents.kinds import LISTS, Context, Field, PaperKind
from documents.words import as_date, as_moment, is_citation

_FORBIDDEN = ("免予处罚", "免于处罚", "免予行政处罚", "免于行政处罚", "轻微违法警告")
# None of these may carry a decision (行政处罚法 5、16): they bind nobody outside the bureau.
_NOT_LAW = ("清单", "方案", "通知", "意见", "纪要", "批复", "讲话", "示范")
_INTERNAL = re.compile("包容免罚清单|免罚清单|柔性执法工作方案|黔江方案|示范清单|QJ-DEMO")
_PROVINCES = (
    "北京市", "天津市", "上海市", "重庆市", "河北省", "山西省", "辽宁省", "吉林省", "黑龙江省", "江苏省", "浙江省", "安徽省",
    "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "海南省", "四川省", "贵州省", "云南省", "陕西省",
    "甘肃省", "青海省", "台湾省", "内蒙古", "广西", "西藏", "宁夏", "新疆", "香港", "澳门",
)  # fmt: skip
_HEX = re.compile("[0-9a-f]{64}")


def context_errors(kind: PaperKind, context: Context, *, draft: bool = False) -> list[str]:
    """What is missing or wrong; empty when the paper can be printed."""
    errors = list(_group_errors(kind.fields, context, "", draft))
    errors += _wording_errors(kind, context)
    if not errors:
        for rule in kind.rules:
            errors += rule(context)
    return errors


def _group_errors(fields: Sequence[Field], values: Context, where: str, draft: bool) -> Iterator[str]:
    known = {field.name for field in fields}
    for name in values:
        if name not in known:
            yield f"{where}没有“{name}”这一项，请核对字段名。"
    for field in fields:
        value = values.get(field.name)
        if is_empty(value):
            if field.required and not (draft and field.later):
                yield f"请填写{where}“{field.label}”。"
        else:
            yield from _value_errors(field, value, where, draft)


def is_empty(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, list | tuple | Mapping) and not value)


def _value_errors(field: Field, value: object, where: str, draft: bool) -> Iterator[str]:
    label = f"{where}“{field.label}”"
    if field.kind in LISTS:
        if not isinstance(value, list | tuple):
            yield f"{label}应为列表。"
            return
        if len(value) < field.least and not draft:
            yield f"{label}至少要有{field.least}项，现在只有{len(value)}项。"
        for number, item in enumerate(value, 1):
            yield from _item_errors(field, item, f"{label}第{number}项", draft)
    elif field.kind == "group":
        if isinstance(value, Mapping):
            yield from _group_errors(field.fields, value, f"“{field.label}”中的", draft)
        else:
            yield f"{label}应为一组字段。"
    else:
        yield from _simple_errors(field, value, label)


def _item_errors(field: Field, item: object, label: str, draft: bool) -> Iterator[str]:
    if field.kind == "rows":
        if isinstance(item, Mapping):
            yield from _group_errors(field.fields, item, f"{label}的", draft)
        else:
            yield f"{label}应为一组字段。"
    elif field.kind == "cells":
        if not (isinstance(item, list | tuple) and all(isinstance(cell, str) for cell in item)):
            yield f"{label}应为一行文字单元格。"
    elif is_empty(item):
        yield f"{label}是空的，请填写或者删去。"
    elif not isinstance(item, str):
        yield f"{label}应为文字。"
    elif field.kind == "citations" and not is_citation(item):
        yield f"{label}“{item}”不是完整的条文引用，应如《中华人民共和国统计法》第四十四条第一款第（二）项。"


def _simple_errors(field: Field, value: object, label: str) -> Iterator[str]:
    match field.kind:
        case "date":
            if as_date(value) is None:
                yield f"{label}应为日期，如2026年6月7日。"
        case "moment":
            if as_date(value) is None or (isinstance(value, str) and as_moment(value) is None):
                yield f"{label}应为日期和时间，如2026年6月7日9时30分。"
        case "flag":
            if not isinstance(value, bool):
                yield f"{label}应为是或者否。"
        case "whole":
            if isinstance(value, bool) or not isinstance(value, int) or value < 0:
                yield f"{label}应为不小于0的整数。"
        case "choice":
            if value not in dict(field.choices):
                yield f"{label}只能是：{'、'.join(name for _, name in field.choices)}。"
        case "digest":
            if not (isinstance(value, str) and _HEX.fullmatch(value)):
                yield f"{label}应为64位小写十六进制的SHA-256值。"
        case "citation":
            if not (isinstance(value, str) and is_citation(value)):
                yield f"{label}不是完整的条文引用，应如《中华人民共和国统计法》第四十四条第一款第（二）项。"
        case _:
            if not isinstance(value, str):
                yield f"{label}应为文字。"
            elif field.kind == "text" and "\n" in value.strip():
                yield f"{label}应为一行文字，不能换行。"


def _wording_errors(kind: PaperKind, context: Context) -> Iterator[str]:
    """Words a paper must never carry, and sources a decision must never rest on."""
    organ = context.get("organ")
    own = str(organ.get("name", "")) if isinstance(organ, Mapping) else ""
    for text in _texts(context):
        for word in _FORBIDDEN:
            if word in text:
                yield f"文书中不能使用“{word}”，不予处罚的应写作“不予行政处罚”，警示不是警告。"
        if kind.decides and (found := _INTERNAL.search(text)):
            yield f"“{found.group(0)}”不是法律、法规、规章，不能写进{kind.title}。"
    for citation in _citations(kind.fields, context):
        statute = citation[: citation.find("》") + 1]
        if any(word in statute for word in _NOT_LAW):
            yield f"{statute}不是法律、法规、规章，不能作为依据。"
        for province in _PROVINCES:
            if province in statute and not own.startswith(province):
                yield f"{statute}是外地的规定，在本地没有效力，不能引用。"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _citations(fields: Sequence[Field], values: Context) -> Iterator[str]:
    for field in fields:
        value = values.get(field.name)
        if field.kind == "citation" and isinstance(value, str):
            yield value
        elif field.kind == "citations" and isinstance(value, list | tuple):
            yield from (item for item in value if isinstance(item, str))
        elif field.kind == "group" and isinstance(value, Mapping):
            yield from _citations(field.fields, value)
        elif field.kind == "rows" and isinstance(value, list | tuple):
            for item in value:
                if isinstance(item, Mapping):
                    yield from _citations(field.fields, item)
