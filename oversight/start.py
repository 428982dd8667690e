"""The start page: what one person owes, grouped by day, with counts that are filters."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounts.enums import CASE_WORKERS
from accounts.models import User
from cases.todo import TodoRow, section_todo, todo, waiting_for_party
from oversight.todo import oversight_todo, section_items
from training.todo import study_notices

SOON = 7
# A page that can be read; the rest comes up as these are done.
MOST = 100
VIEWS = ("mine", "late", "soon", "party", "section")


@dataclass(frozen=True)
class Group:
    name: str
    rows: list[TodoRow]
    is_late: bool = False


def group_by_day(rows: list[TodoRow], *, on: date) -> list[Group]:
    """已逾期 · 今天 · 本周 · 以后 · 没有期限, in this order, empty ones left out."""
    sunday = on + timedelta(days=6 - on.weekday())
    heaps: dict[str, list[TodoRow]] = {name: [] for name in ("已逾期", "今天", "本周", "以后", "没有期限")}
    for row in rows:
        if row.on is None:
            heaps["没有期限"].append(row)
        elif row.on < on:
            heaps["已逾期"].append(row)
        elif row.on == on:
            heaps["今天"].append(row)
        elif row.on <= sunday:
            heaps["本周"].append(row)
        else:
            heaps["以后"].append(row)
    return [Group(name, heap, name == "已逾期") for name, heap in heaps.items() if heap]


def _by_day(rows: list[TodoRow], on: date) -> list[TodoRow]:
    """What has a day first, by it; otherwise in the order it came."""
    return sorted(rows, key=lambda row: (row.on is None, row.on or on))


@dataclass(frozen=True)
class Count:
    name: str
    number: int
    note: str
    url: str
    is_here: bool
    is_late: bool = False


def start_page(user: User, *, view: str, on: date) -> dict[str, object]:
    """Everything the template needs: counts, groups of the chosen view, what waits for parties."""
    view = view if view in VIEWS else "mine"
    mine = _by_day([*todo(user, on), *oversight_todo(user, on)], on)
    late = [row for row in mine if row.on and row.on < on]
    soon = [row for row in mine if row.on and on <= row.on <= on + timedelta(days=SOON)]
    party = waiting_for_party(user, on)
    section = []
    if user.role in CASE_WORKERS and user.section_id:
        section = _by_day([*section_todo(user, on), *section_items(user, on)], on)
    lists = {"mine": mine, "late": late, "soon": soon, "party": party, "section": section}
    longest = max(((on - row.on).days for row in late), default=0)
    counts = [
        Count("我的待办", len(mine), "件", "?view=mine", view == "mine"),
        Count("已逾期", len(late), f"件，最长{longest}天" if late else "件", "?view=late", view == "late", bool(late)),
        Count("将到期", len(soon), f"{SOON}天内", "?view=soon", view == "soon"),
        Count("待当事人", len(party), "件", "?view=party", view == "party"),
    ]
    if user.section_id:
        counts.append(Count("科室待办", len(section), "件", "?view=section", view == "section"))
    return {
        "counts": counts,
        "groups": group_by_day(lists[view][:MOST], on=on),
        "left_out": max(0, len(lists[view]) - MOST),
        "view": view,
        "party_rows": party[:4],
        "study": study_notices(user, on=on),
    }
