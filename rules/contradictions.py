"""What cannot be on one fact sheet together. Each contradiction is refused with its key and a Chinese sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from rules import cond, quantities
from rules.answer import SheetError
from rules.case import KIND, VIOLATION, Case, earlier_days, make_case
from rules.cond import Test
from rules.correction import DEADLINE, DONE, RESULT
from rules.facts import FactSpec
from rules.law import Law
from rules.offences import Offence
from rules.orders import count_in_year
from rules.sheet import EXCLUSIONS, ORDERS, Sheet
from rules.values import NOT_APPLICABLE, NOT_YET, day_text, decimal_text, rounded

AS_OF = "as_of"


def contradictions(sheet: Sheet, law: Law, today: date) -> list[SheetError]:
    """Everything on the sheet that contradicts something else on it."""
    kind = sheet.text(KIND) or law.pack.kinds[0].code
    offence = sheet.text(VIOLATION) or next(iter(law.offences))
    case = replace(make_case(sheet, law, kind, offence, today), sheet=sheet)
    finders = (_order, _after_question, _act_days, _quantities, _exclusions, _correction, _flags, _named_list)
    return [error for find in finders for error in find(case)]


# --- days ------------------------------------------------------------------------


def _order(case: Case) -> Iterator[SheetError]:
    """A day that lies before one it cannot precede, also by way of days that are not on the sheet."""
    offence = case.charged if case.sheet.text(VIOLATION) else None
    for key, spec in case.law.facts.items():
        later = case.facts.get(key)
        if not isinstance(later, date):
            continue
        for earlier_key in sorted(_before(case, key, offence)):
            earlier = case.facts.get(earlier_key)
            if isinstance(earlier, date) and _plain(later) < _plain(earlier):
                other = case.spec(earlier_key)
                yield SheetError(
                    key,
                    f"“{key}”（{spec.label} {day_text(later)}）早于“{earlier_key}”（{other.label} {day_text(earlier)}），日期先后不对，请核对。",
                )


def _before(case: Case, key: str, offence: Offence | None) -> set[str]:
    """Every day that a day cannot precede; the chain goes on through days that are not stated."""
    found: set[str] = set()
    pending = [key]
    while pending:
        for earlier in earlier_days(case.spec(pending.pop()), offence):
            if earlier not in found:
                found.add(earlier)
                if not case.stated(earlier):
                    pending.append(earlier)
    return found


def _plain(day: date) -> date:
    return date(day.year, day.month, day.day)


def _after_question(case: Case) -> Iterator[SheetError]:
    """A stated day of the question lies before something that has happened by it."""
    stated = case.sheet.day(AS_OF)
    if not stated:
        return
    for key, spec in case.law.facts.items():
        day = case.sheet.day(key)
        if spec.past and day and day > stated:
            yield SheetError(
                key, f"“{key}”（{spec.label} {day_text(day)}）晚于“{AS_OF}”（判断日 {day_text(stated)}），请核对。"
            )


def _act_days(case: Case) -> Iterator[SheetError]:
    day, start, end = (case.sheet.day(key) for key in ("act_date", "act_start", "act_end"))
    if day and ((start and day < start) or (end and day > end)):
        yield SheetError(
            "act_date", "“act_date”不在“act_start”到“act_end”之间：一次行为填 act_date，持续行为填起止日。"
        )


# --- quantities --------------------------------------------------------------------


def _quantities(case: Case) -> Iterator[SheetError]:
    for spec in case.law.facts.values():
        name = spec.derive["fn"] if spec.derive else ""
        if name == "difference":
            yield from _difference(case, spec)
        elif name == "ratio":
            yield from _ratio(case, spec)
        elif name == "count_in_year":
            yield from _count(case, spec)


def _difference(case: Case, spec: FactSpec) -> Iterator[SheetError]:
    first, second = (case.facts.get(key) for key in spec.of)
    stated = case.sheet.written.get(spec.key)
    if stated is None or not (isinstance(first, Fraction) and isinstance(second, Fraction)):
        return
    real = abs(first - second)
    if rounded(real, stated.decimals) != stated.value:
        yield SheetError(
            spec.key,
            f"“{spec.key}”（{spec.label}）填写为{decimal_text(stated.value)}，按{'和'.join(case.spec(key).label for key in spec.of)}算得{decimal_text(real)}，请核对。",
        )


def _ratio(case: Case, spec: FactSpec) -> Iterator[SheetError]:
    derive = spec.derive or {}
    top_key, bottom_key = derive["of"]
    top, bottom = case.facts.get(top_key), case.facts.get(bottom_key)
    if not case.spec(top_key).derive and isinstance(top, Fraction) and isinstance(bottom, Fraction) and top > bottom:
        yield SheetError(
            top_key,
            f"“{top_key}”（{case.spec(top_key).label}）大于“{bottom_key}”（{case.spec(bottom_key).label}），请核对。",
        )
    stated_key = derive.get("stated", "")
    stated = case.sheet.written.get(stated_key)
    if stated is None:
        return
    without = {key: value for key, value in case.facts.items() if key != stated_key}
    real = quantities.value_of(case, without, spec.key)
    if real is NOT_APPLICABLE:
        yield SheetError(stated_key, f"“{stated_key}”（{spec.label}）不能填写：分母为0，比例不适用。")
    elif isinstance(real, Fraction) and rounded(real, stated.decimals) != stated.value:
        near = decimal_text(rounded(real, max(stated.decimals, 2)))
        yield SheetError(
            stated_key,
            f"“{stated_key}”（{spec.label}）填写为{decimal_text(stated.value)}%，按数量算得{near}%，请核对。",
        )


def _count(case: Case, spec: FactSpec) -> Iterator[SheetError]:
    stated = case.facts.get(spec.key)
    if isinstance(stated, Fraction) and isinstance(case.facts.get(ORDERS), tuple):
        certain, most = count_in_year(case, spec)
        if not certain <= stated <= most:
            yield SheetError(
                spec.key,
                f"“{spec.key}”（{spec.label}）填写为{decimal_text(stated)}，按“{ORDERS}”数得{decimal_text(certain)}，请核对。",
            )


# --- flags and names -----------------------------------------------------------------


def _exclusions(case: Case) -> Iterator[SheetError]:
    named = case.facts.get(EXCLUSIONS)
    if not isinstance(named, tuple):
        return
    known = {exclusion.name: exclusion for exclusion in case.law.pack.exclusions}
    for name in named:
        exclusion = known.get(str(name))
        if exclusion is None:
            yield SheetError(EXCLUSIONS, f"“{EXCLUSIONS}”里的“{name}”不是列出的情形，只能是{'、'.join(known)}。")
            continue
        stated = case.facts.get(exclusion.fact) if exclusion.fact else None
        if stated is not None and isinstance(exclusion.when, Test) and not cond.compare(exclusion.when, stated):
            label = case.spec(exclusion.fact).label
            yield SheetError(
                exclusion.fact, f"“{exclusion.fact}”（{label}）与“{EXCLUSIONS}”里的“{name}”相反，请核对后只保留一种。"
            )
        if exclusion.correction and _fully_in_time(case):
            yield SheetError(EXCLUSIONS, f"“{EXCLUSIONS}”里有“{name}”，但改正情况是按期全部改正，请核对。")


def _fully_in_time(case: Case) -> bool:
    done, deadline = case.sheet.day(DONE), case.sheet.day(DEADLINE)
    return case.facts.get(RESULT) == "full" and bool(done and deadline and done <= deadline)


def _correction(case: Case) -> Iterator[SheetError]:
    """A day that has come, or not come, against a fact it is tied to."""
    for key, spec in case.law.facts.items():
        day = case.facts.get(key)
        if not spec.tied or day is None:
            continue
        other = spec.tied["fact"]
        value = case.facts.get(other)
        if value in spec.tied["false" if day is not NOT_YET else "true"]:
            label = case.spec(other).option(str(value))
            said = f"填了{day_text(day)}" if isinstance(day, date) else "写明还没有"
            yield SheetError(
                key, f"“{other}”是{label.label if label else value}，“{key}”（{spec.label}）却{said}，请核对。"
            )


def _flags(case: Case) -> Iterator[SheetError]:
    for key, spec in case.law.facts.items():
        if spec.only_if and case.facts.get(key) is True:
            test = cond.load(spec.only_if, case.law.facts)
            stated = case.facts.get(test.fact) if isinstance(test, Test) else None
            if isinstance(test, Test) and stated is not None and not cond.compare(test, stated):
                other = case.spec(test.fact)
                yield SheetError(key, f"“{key}”（{spec.label}）与“{test.fact}”（{other.label}）不一致，请核对。")
        flag = spec.derive.get("prompted") if spec.derive else None
        served = spec.derive["of"][0] if spec.derive and spec.derive["fn"] == "happened" else ""
        if flag and served and case.facts.get(flag) is False and case.sheet.day(served):
            yield SheetError(served, f"“{flag}”是否，却填了“{served}”（{case.spec(served).label}），请核对。")
    if case.facts.get("tip_off_date") is NOT_YET and case.facts.get("tip_off_verified") is True:
        yield SheetError("tip_off_verified", "“tip_off_date”写明没有举报，“tip_off_verified”却是属实，请核对。")


def _named_list(case: Case) -> Iterator[SheetError]:
    named = case.sheet.text("active_list")
    if named and case.law.list_version(named) is None:
        known = "、".join(version.code for version in case.law.lists) or "（没有）"
        yield SheetError("active_list", f"“active_list”没有“{named}”这个清单版本，现有：{known}。")
