"""Orders counted in a year: which of them rest on an offence of the same group, as far as their basis can be read."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from rules.case import Case
from rules.citation import Citation, arabic
from rules.days import Day
from rules.facts import FactSpec
from rules.sheet import Earlier


def count_in_year(case: Case, spec: FactSpec) -> tuple[Fraction, Fraction]:
    """How many orders fall into the year that ends with the last one: those of the same group for certain, and with
    those whose basis cannot be read."""
    orders = [one for one in _listed(case, spec) if _same_group(case, one) is not False]
    if not orders:
        return Fraction(0), Fraction(0)
    last = case.sheet.day(spec.derive["last"] if spec.derive else "") or max(one.on for one in orders)
    inside = [one for one in orders if one.on <= last <= year_after(one.on)]
    certain = sum(1 for one in inside if _same_group(case, one))
    return Fraction(certain), Fraction(len(inside))


def _listed(case: Case, spec: FactSpec) -> list[Earlier]:
    stated = case.facts.get(spec.of[0])
    return [one for one in stated if isinstance(one, Earlier)] if isinstance(stated, tuple) else []


def year_after(day: date) -> date:
    return Day(day).plus_years(1).known or day


_PLACE = re.compile(
    r"(?P<article>\d+|[一二三四五六七八九十百]+)\s*条?\s*"
    r"(?:(?P<paragraph>\d+|[一二三四五六七八九十]+)款|(?P<circle>[①②③④⑤])|(?<=条)|$)"
)


def _same_group(case: Case, order: Earlier) -> bool | None:
    """Whether the order rests on an offence of the same group; None where its basis cannot be read."""
    group = [offence for offence in case.law.offences.values() if offence.group == case.charged.group]
    if order.text in case.law.offences:
        return any(order.text == offence.code for offence in group)
    found = _PLACE.search(re.sub(r"[(（][^()（）]*[)）]", "", order.text).replace("第", "").strip())
    if found is None:
        return None
    cited = (citation for offence in group for rule in offence.penalties for citation in rule.basis)
    places = {(place.article, place.paragraph) for place in map(Citation.parse, cited)}
    article = arabic(found["article"])
    if not found["circle"] and not found["paragraph"]:
        return article in {number for number, _ in places}
    paragraph = "①②③④⑤".index(found["circle"]) + 1 if found["circle"] else arabic(found["paragraph"])
    return (article, paragraph) in places
