"""The dashboard of one person: the same panels for the page, its tables, the sheet and the print."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from cases.enums import Measure, MeasureState, ObligationKind, OfferAnswer
from documents.charts import Chart, Limit, Series
from oversight.queries import GROUPS, SOURCES, Days, Tally, days_to_decide, tally
from oversight.scope import WHOLE_BUREAU, Scope
from oversight.typical.figures import by_section
from training.gaps import coverage

LEGAL_DAYS = 90
DONE = {"in_time": "按期履行", "late": "逾期履行", "open": "未到期", "overdue": "逾期未履行"}
CORRECTED = {"in_time": "按期改正", "late": "逾期改正", "not_done": "没有改正到位", "waiting": "待复查"}


@dataclass(frozen=True)
class Cell:
    text: str
    url: str = ""
    is_number: bool = True


@dataclass(frozen=True)
class Table:
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Panel:
    key: str
    title: str
    note: str
    chart: Chart | None
    table: Table
    foot: str = ""


@dataclass(frozen=True)
class Headline:
    name: str
    number: str
    unit: str
    note: str
    url: str
    is_late: bool = False


@dataclass(frozen=True)
class Dashboard:
    headlines: tuple[Headline, ...]
    panels: tuple[Panel, ...]


def list_url(name: str, scope: Scope, keys: Mapping[str, Any]) -> str:
    """The list behind a count, under the same conditions."""
    said = {key: value.isoformat() if isinstance(value, date) else value for key, value in keys.items()}
    more = "&" + urlencode(said) if said else ""
    return f"{reverse('dashboard_list', args=[name])}?{scope.query}{more}"


class Counts:
    """The tallies of one source, summed by whatever keys a figure asks for, each with the link to its rows."""

    def __init__(self, name: str, scope: Scope, user: User, *, by: tuple[str, ...]) -> None:
        self.name, self.scope = name, scope
        self.tallies: list[Tally] = tally(name, scope, user, by=by)

    def number(self, **keys: Any) -> int:
        return sum(row.count for row in self.tallies if all(row[key] == value for key, value in keys.items()))

    def url(self, **keys: Any) -> str:
        return list_url(self.name, self.scope, keys)

    def cell(self, **keys: Any) -> Cell:
        """A number that opens its rows; nought leads nowhere."""
        found = self.number(**keys)
        return Cell(str(found), self.url(**keys) if found else "")


def _months(scope: Scope) -> list[date]:
    """The months of the period that have begun."""
    found, month = [], scope.first.replace(day=1)
    while month <= min(scope.last, scope.on):
        found.append(month)
        month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
    return found


def _month_name(month: date, months: Iterable[date]) -> str:
    several_years = len({one.year for one in months}) > 1
    return f"{month.year % 100}年{month.month}月" if several_years else f"{month.month}月"


def dashboard(scope: Scope, user: User) -> Dashboard:
    results = Counts("results", scope, user, by=("month", "group", "state_now", "missed"))
    owed = Counts("obligations", scope, user, by=("kind", "state_now"))
    corrected = Counts("corrections", scope, user, by=("state_now",))
    return Dashboard(
        headlines=_headlines(scope, user, results, owed, corrected),
        panels=(
            _mix(scope, results),
            _days(scope, days_to_decide(scope, user), results),
            _obligations(owed),
            _measures(Counts("measures", scope, user, by=("kind", "state"))),
            _corrections(corrected, Counts("repeats", scope, user, by=("again",))),
            _training(scope),
            _typical(scope, user),
        ),
    )


def _headlines(scope: Scope, user: User, results: Counts, owed: Counts, corrected: Counts) -> tuple[Headline, ...]:
    leads = Counts("leads", scope, user, by=("state",))
    running = Counts("open", scope, user, by=("state",))
    answers = Counts("answers", scope, user, by=("answer",))
    done, late, missed = results.number(), results.number(state_now="late"), results.number(missed=True)
    overdue = owed.number(state_now="overdue")
    said = " · ".join(f"{OfferAnswer(row['answer']).label}{row.count}" for row in answers.tallies)
    return (
        Headline("受理线索", str(leads.number()), "条", f"待处理{leads.number(state='open')}", leads.url()),
        Headline("在办案件", str(running.number()), "件", "今天的数字，不随期间变化", running.url()),
        Headline(
            "期限内办结", f"{done - late}/{done}", "项", f"逾期{late}项" if late else "没有逾期",
            results.url(state_now="late") if late else results.url(), bool(late),
        ),
        Headline(
            "应当不予却未不予", str(missed), "项", "强制免罚漏用，零容忍", results.url(missed=1), bool(missed)
        ),
        Headline("逾期未履行的义务", str(overdue), "项", "期间内到期的", owed.url(state_now="overdue"), bool(overdue)),
        Headline("当事人自由选择", str(answers.number()), "件已答复", said or "还没有答复", answers.url()),
    )  # fmt: skip


def _mix(scope: Scope, results: Counts) -> Panel:
    months = _months(scope)
    names = [_month_name(month, months) for month in months]
    series = [
        Series(
            name,
            [results.number(month=month, group=group) for month in months],
            [results.url(month=month, group=group) for month in months],
        )
        for group, name in GROUPS.items()
    ]
    body = [
        (
            Cell(name, is_number=False),
            *(results.cell(month=month, group=group) for group in GROUPS),
            results.cell(month=month),
        )
        for name, month in zip(names, months, strict=True)
    ]
    total = (Cell("合计", is_number=False), *(results.cell(group=group) for group in GROUPS), results.cell())
    return Panel(
        "mix",
        "每月处理结果",
        f"按违法行为计，共{results.number()}项",
        Chart("stack", "每月处理结果", names, series, unit="项", key="mix"),
        Table(("月份", *GROUPS.values(), "合计"), (*body, total)),
        "按作出决定、当场处罚或者移送的日期计。只反映处理方式，不作考核，不据此排名。",
    )


def _days(scope: Scope, found: list[Days], results: Counts) -> Panel:
    months = [row.month for row in found]
    names = [_month_name(month, _months(scope)) for month in months]
    links = [results.url(month=month) for month in months]
    series = [
        Series("一半的行为在此天数内", [row.half for row in found], links),
        Series("九成的行为在此天数内", [row.most for row in found], links),
    ]
    body = tuple(
        (
            Cell(name, is_number=False),
            Cell(str(row.count), results.url(month=row.month)),
            Cell(f"{row.half}天"),
            Cell(f"{row.most}天"),
            results.cell(month=row.month, state_now="late"),
        )
        for name, row in zip(names, found, strict=True)
    )
    chart = Chart("lines", "从立案到作出处理", names, series, key="days", limit=Limit(LEGAL_DAYS, f"{LEGAL_DAYS}日"))
    return Panel(
        "days",
        "从立案到作出处理用了多少天",
        "按处理月份",
        chart,
        Table(("月份", "项数", "一半在", "九成在", "超过办案期限"), body),
        "红线是立案之日起90日（行政处罚法60条）；“超过办案期限”按每件的期限计，经批准延长和中止的已经算入。",
    )


def _states(counts: Counts, names: Mapping[str, str], states: Mapping[str, str], column: str = "state_now") -> tuple:
    kinds = [key for key in names if counts.number(kind=key)]
    series = [
        Series(
            label,
            [counts.number(**{"kind": kind, column: state}) for kind in kinds],
            [counts.url(**{"kind": kind, column: state}) for kind in kinds],
            fill=_FILLS[at],
        )
        for at, (state, label) in enumerate(states.items())
    ]
    body = tuple(
        (
            Cell(names[kind], is_number=False),
            *(counts.cell(**{"kind": kind, column: state}) for state in states),
            counts.cell(kind=kind),
        )
        for kind in kinds
    )
    return kinds, series, body


_FILLS = (1, 2, 5, 3)


def _obligations(owed: Counts) -> Panel:
    names = dict(ObligationKind.choices)
    kinds, series, body = _states(owed, names, DONE)
    chart = Chart("bars", "义务履行", [names[kind] for kind in kinds], series, unit="项", key="owed")
    total = (Cell("合计", is_number=False), *(owed.cell(state_now=state) for state in DONE), owed.cell())
    note = f"期间内到期的，共{owed.number()}项"
    return Panel("owed", "义务履行", note, chart, Table(("义务", *DONE.values(), "合计"), (*body, total)))


def _measures(counts: Counts) -> Panel:
    names, states = dict(Measure.choices), dict(MeasureState.choices)
    kinds, series, body = _states(counts, names, states, "state")
    chart = Chart("bars", "柔性措施", [names[kind] for kind in kinds], series, unit="件", key="soft")
    return Panel(
        "soft",
        "柔性措施怎样结束",
        f"期间内开始的，共{counts.number()}件",
        chart,
        Table(("措施", *states.values(), "合计"), body),
        "当事人可以自由选择，不接受不影响处理结果，也不计入任何评价。",
    )


def _corrections(corrected: Counts, repeats: Counts) -> Panel:
    judged = corrected.number() - corrected.number(state_now="waiting")
    rows = [
        (
            Cell(label, is_number=False),
            corrected.cell(state_now=state),
            Cell(_share(corrected.number(state_now=state), judged)),
        )
        for state, label in CORRECTED.items()
        if state != "waiting"
    ]
    rows.append((Cell("待复查", is_number=False), corrected.cell(state_now="waiting"), Cell("不计")))
    rows.append(
        (
            Cell("一年内再次违法", is_number=False),
            repeats.cell(again="again"),
            Cell(_share(repeats.number(again="again"), repeats.number())),
        )
    )
    return Panel(
        "corrected",
        "改正和再次违法",
        f"责令改正{corrected.number()}件",
        None,
        Table(("情况", "件数", "比例"), tuple(rows)),
        "改正比例以已复查的为分母；再次违法指作出处理以前一年内，同一当事人在另一案件中已被认定违法，以认定违法的行为为分母。",
    )


def _share(part: int, whole: int) -> str:
    """To a tenth of a per cent, with what it is out of; nothing is no share."""
    if not whole:
        return "没有"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%（{part}/{whole}）"


def _training(scope: Scope) -> Panel:
    rows = tuple(
        (
            Cell(
                f"{one.version.title}（{one.version.code}）", reverse("training:licence", args=[one.version.pk]), False
            ),
            Cell(str(one.licensed)),
            Cell(str(one.people)),
            Cell(_share(one.licensed, one.people)),
        )
        for one in coverage(on=scope.on)
    )
    return Panel(
        "training",
        "清单学习",
        "全局办案人员，截至取数日",
        None,
        Table(("清单", "已取得资格", "办案人员", "覆盖"), rows),
        "没有学过某一项现行版本的，不能按这一项提出意见。",
    )


def _typical(scope: Scope, user: User) -> Panel:
    """One or two a year are asked of each section; the year is the one in which the period ends."""
    own = scope.section or (None if user.role in WHOLE_BUREAU else user.section_id)
    year = min(scope.last, scope.on).year
    rows = tuple(
        (
            Cell(one.section.name, is_number=False),
            Cell(str(one.published), one.url("published") if one.published else ""),
            Cell(str(one.under_way), one.url("under_way") if one.under_way else ""),
            Cell(one.words, is_number=False),
        )
        for one in by_section(year, section=own)
    )
    return Panel(
        "typical",
        "典型案例",
        f"{year}年推荐的",
        None,
        Table(("科室", "已发布", "在办", "进度"), rows),
        "每科室每年总结1至2个，经初审、终审后公开发布（黔江方案六（二））。",
    )


KeyReader = Callable[[str], Any]
READERS: dict[str, KeyReader] = {"month": date.fromisoformat, "missed": lambda text: text == "1"}


def keys_from(name: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """The keys of a count from the address. Raises ValueError for a value that cannot be one."""
    return {key: READERS.get(key, str)(asked[key]) for key in SOURCES[name].keys if asked.get(key)}


WORDS: dict[str, Mapping[str, str]] = {
    "group": GROUPS,
    "answer": dict(OfferAnswer.choices),
    "again": {"again": "一年内再次违法", "first": "一年内没有"},
}


def keys_words(name: str, keys: Mapping[str, Any]) -> list[str]:
    """What the list is narrowed to, in words."""
    by_source = {
        "obligations": {"kind": dict(ObligationKind.choices), "state_now": DONE},
        "corrections": {"state_now": CORRECTED},
        "results": {"state_now": {"late": "超过办案期限", "in_time": "期限内"}},
        "measures": {"kind": dict(Measure.choices), "state": dict(MeasureState.choices)},
        "leads": {"state": {"open": "待处理", "case": "已转案件", "not_filed": "不立案"}},
    }
    names = WORDS | by_source.get(name, {})
    said = []
    for key, value in keys.items():
        if key == "month":
            said.append(f"{value.year}年{value.month}月")
        elif key == "missed":
            said.append("系统建议应当不予而决定处罚" if value else "其余")
        else:
            said.append(str(names.get(key, {}).get(str(value), value)))
    return said
