"""Heads of the pages of a file, in the shapes components/case_head.html and slim_head.html draw."""

from collections.abc import Iterable

from cases.models import Act, Case
from cases.views.support import act_url, to

CHINESE = "零一二三四五六七八九十"


def chinese_order(number: int) -> str:
    """行为一, 行为二, … 行为十一."""
    if number <= 10:
        return CHINESE[number]
    tens, ones = divmod(number, 10)
    return f"{CHINESE[tens] if tens > 1 else ''}十{CHINESE[ones] if ones else ''}"


def act_name(act: Act) -> str:
    return f"行为{chinese_order(act.order)}：{act.violation_name}"


def case_title(case: Case, acts: Iterable[Act]) -> str:
    acts = list(acts)
    if not acts:
        return case.party.name
    more = f"等{'两' if len(acts) == 2 else chinese_order(len(acts))}项行为" if len(acts) > 1 else ""
    return f"{case.party.name}涉嫌{acts[0].violation_name}{more}"


def slim(case: Case, act: Act | None = None, **more: object) -> dict[str, object]:
    """The one-line head of a page inside a file."""
    return {
        "back_url": to("detail", case.pk),
        "number": str(case),
        "party": (act.party if act else case.party).name,
        "act": act_name(act) if act else "",
        **more,
    }


def act_crumbs(act: Act, last: str) -> list[tuple[str, str]]:
    return [
        (str(act.case), to("detail", act.case_id)),
        (act_name(act), act_url("act", act)),
        (last, ""),
    ]
