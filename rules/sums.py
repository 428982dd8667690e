"""Worked-out facts with their arithmetic in words: what the side of a page and the trace print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from rules import quantities
from rules.answer import Derived
from rules.correction import DEADLINE, DONE
from rules.facts import FactSpec
from rules.findings import LIMITATION_YEARS
from rules.reading import Reading
from rules.sheet import Earlier
from rules.values import NOT_APPLICABLE, day_text, grouped, percent_text

WINDOW_WORDS = {"natural_years_2": "两个自然年度", "rolling_24_months": "连续24个月", "unlimited": "不限年限"}


def sums(reading: Reading) -> Iterator[Derived]:
    """Every fact that can be worked out of what is on the sheet."""
    for spec in reading.law.facts.values():
        made = _MAKERS.get(spec.derive["fn"]) if spec.derive else None
        if made and (not spec.offences or reading.case.violation in spec.offences):
            found = made(reading, spec)
            if found:
                yield found
    for make in (limitation, window, correction):
        line = make(reading)
        if line:
            yield line


# --- quantities ------------------------------------------------------------------


def difference(reading: Reading, spec: FactSpec) -> Derived | None:
    """|4860 − 4500| = 360万元."""
    case = reading.case
    first, second = (case.facts.get(key) for key in spec.of)
    amount = quantities.raw_difference(case, case.facts, spec.key)
    if amount is None:
        return None
    unit = quantities.unit_of(case, spec.key)
    stated = not (isinstance(first, Fraction) and isinstance(second, Fraction))
    formula = "按事实单填写" if stated else f"|{grouped(first)} − {grouped(second)}|"  # type: ignore[arg-type]
    return Derived(spec.label, formula, f"{grouped(amount)}{unit}", spec.citation, spec.key)


def ratio(reading: Reading, spec: FactSpec) -> Derived | None:
    """360 ÷ 4500 = 8.00%."""
    value = reading.fact(spec.key)
    if value is None:
        return None
    if value is NOT_APPLICABLE:
        return Derived(spec.label, "分母为0，不计算比例", "不适用", spec.citation, spec.key)
    assert isinstance(value, Fraction)
    return Derived(spec.label, ratio_formula(reading, spec), percent_text(value), spec.citation, spec.key)


def ratio_formula(reading: Reading, spec: FactSpec) -> str:
    case, derive = reading.case, spec.derive or {}
    top_key, bottom_key = derive["of"]
    top = case.facts.get(top_key)
    if case.spec(top_key).derive:
        top = quantities.raw_difference(case, case.facts, top_key)
    bottom = case.facts.get(bottom_key, case.facts.get(derive.get("default", "")))
    if isinstance(top, Fraction) and isinstance(bottom, Fraction):
        return f"{grouped(top)} ÷ {grouped(abs(bottom))}"
    return "按事实单填写"


def count(reading: Reading, spec: FactSpec) -> Derived | None:
    """How many orders fall into one year, with their days."""
    value = reading.fact(spec.key)
    if not isinstance(value, Fraction):
        return None
    orders = reading.case.facts.get(spec.derive["of"][0]) if spec.derive else None
    days = (
        "、".join(day_text(one.on) for one in orders if isinstance(one, Earlier)) if isinstance(orders, tuple) else ""
    )
    return Derived(spec.label, days or "按事实单填写", f"{grouped(value)}{spec.unit}", spec.citation, spec.key)


def days_between(reading: Reading, spec: FactSpec) -> Derived | None:
    """Days from one day to another, or to the day of the question."""
    start, end = (reading.day(key) for key in spec.of)
    not_yet = not end and spec.of[1] in reading.case.facts
    if not_yet:
        end = reading.case.as_of
    if not start or not end:
        return None
    tail = "（尚未完成，算到判断日）" if not_yet else ""
    formula = f"{day_text(start)} → {day_text(end)}{tail}"
    return Derived(spec.label, formula, f"{max((end - start).days, 0)}{spec.unit}", spec.citation, spec.key)


_MAKERS: dict[str, Callable[[Reading, FactSpec], Derived | None]] = {
    "difference": difference,
    "ratio": ratio,
    "count_in_year": count,
    "days_between": days_between,
}


# --- days --------------------------------------------------------------------------


def limitation(reading: Reading) -> Derived | None:
    """2024年8月9日 → 2026年5月11日发现: inside the two years or not."""
    barred, act = reading.flag("barred"), reading.act()
    if act is None or act.end.known is None:
        return None
    if act.ongoing:
        return Derived("追究时效", "行为尚未终了，时效没有开始计算", "未超过", "行政处罚法36条2款", "barred")
    limit = act.end.plus_years(LIMITATION_YEARS).known
    found = reading.day("discovered_date")
    tip = reading.day("tip_off_date")
    end = day_text(act.end.known)
    formula = f"{end} → {day_text(found)}发现" if found else f"{end} → 发现日期未查明"
    if tip:
        formula += f"（{day_text(tip)}举报）"
    word = {True: "已超过", False: "未超过", None: "未查明"}[barred]
    last = day_text(limit) if limit else "未查明"
    return Derived("追究时效", formula, f"{word}，二年到{last}届满", "行政处罚法36条", "barred")


def window(reading: Reading) -> Derived | None:
    """The first-offence window and what was found in it."""
    priors = reading.priors()
    if priors is None:
        return None
    name, first_day = reading.window()
    start = reading.start()
    words = WINDOW_WORDS[name]
    span_words = f"（{day_text(first_day)}至{day_text(start)}）" if first_day and start else ""
    counted = [one for one, counts in priors if counts]
    found = "、".join(f"{day_text(one.on)}{one.text and '（' + one.text + '）'}" for one in counted)
    first = {True: "初次", False: "不是初次", None: "未查明"}[reading.flag("first")]
    return Derived(
        "首违窗口", f"{words}{span_words}，{found or '没有查到同类违法'}", first, "行政处罚法33条1款后段", "first"
    )


def correction(reading: Reading) -> Derived | None:
    """The day of correction against the ordered deadline."""
    deadline, done = reading.day(DEADLINE), reading.day(DONE)
    if not deadline:
        return None
    if not done:
        running = reading.case.as_of <= deadline
        value = "期限未到" if running else "已逾期"
        return Derived("改正期限", f"期限{day_text(deadline)}，尚未完成", value, "行政处罚法28条1款", "timely")
    days = (deadline - done).days
    value = "按期" if days >= 0 else f"逾期{-days}日"
    tail = f"，提前{days}日" if days > 0 else ""
    return Derived(
        "改正期限", f"期限{day_text(deadline)}，{day_text(done)}完成{tail}", value, "行政处罚法33条1款", "timely"
    )
