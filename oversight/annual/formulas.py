"""The registered formulas of the assessment: each a share of rows that can be opened, never of penalties.

A formula says which rows count (`whole`) and which of them are in order (`good`). What its definition says is printed in the
report. Nothing here counts penalties or money (行政处罚法74条3款); the closed register is what keeps it so for the machine.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Section
from oversight.figure_lists import SHAPES, Line
from oversight.models import Finding, TypicalCase
from oversight.queries import MUST, SOURCES, rows
from oversight.scope import whole_year
from training.gaps import licence_words
from training.people import learners
from training.record import year_records

PUNISHED = Q(decision__outcome__startswith="PENALTY") | Q(decision__outcome="NO_FINE_ORGAN")


@dataclass(frozen=True)
class Found:
    """`rows` are (line, in order) of every row counted, so that each figure leads to what it was made of."""

    rows: tuple[tuple[Line, bool], ...]

    @property
    def part(self) -> int:
        return sum(good for _, good in self.rows)

    @property
    def whole(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Formula:
    code: str
    title: str
    definition: str
    basis: str
    count: Callable[[Section, int, date], Found]
    all_or_nothing: bool = False

    def tenths(self, found: Found, points: int) -> int:
        """Points in tenths, rounded half up; what did not happen costs nothing."""
        if not found.whole:
            return points * 10
        if self.all_or_nothing:
            return points * 10 if found.part == found.whole else 0
        return (20 * points * found.part + found.whole) // (2 * found.whole)


def _share(source: str, whole: Q, good: Q) -> Callable[[Section, int, date], Found]:
    def count(section: Section, year: int, on: date) -> Found:
        scope = whole_year(year, on=on, section=section.pk)
        found = rows(SOURCES[source], scope, None).filter(whole).select_related(*SOURCES[source].related)
        in_order = set(found.filter(good).values_list("pk", flat=True))
        return Found(tuple((SHAPES[source](row), row.pk in in_order) for row in found.order_by("pk")))

    return count


def _owed(kind: str) -> Callable[[Section, int, date], Found]:
    return _share("obligations", Q(kind=kind) & ~Q(state_now="open"), Q(state_now="in_time"))


@dataclass(frozen=True)
class _Person:
    """How a formula about people looks at one of them."""

    words: Callable[[object, int, date], tuple[bool, str]] = field(repr=False)

    def __call__(self, section: Section, year: int, on: date) -> Found:
        people = list(learners().filter(section=section).order_by("pk"))
        made = []
        for person, (good, said) in zip(people, self.words(people, year, on), strict=True):
            made.append((Line(person.name, "", None, "", section.name, said, "符合" if good else "不符合", None), good))
        return Found(tuple(made))


def _hours(people, year: int, on: date):
    records = year_records(people, year=year)
    return [(not records[person.pk].short, f"全年{records[person.pk].total}学时") for person in people]


def _exam(people, year: int, on: date):
    records = year_records(people, year=year)
    return [(records[person.pk].exam_passed, "年度考试") for person in people]


def _certified(people, year: int, on: date):
    return [(person.certificate_valid(on=on), f"执法证{person.certificate_number or '没有'}") for person in people]


def _learnt(people, year: int, on: date):
    missing = licence_words([person.pk for person in people], on=on)
    return [(not missing[person.pk], "、".join(missing[person.pk]) or "现行清单都已学完") for person in people]


ANSWER_WITHIN = timedelta(days=15)


def _answered(section: Section, year: int, on: date) -> Found:
    """Questions of the detectors whose days to answer are over, and whether the section answered in them."""
    rows = Finding.objects.filter(section=section, asked_at__year=year).prefetch_related("answers").order_by("pk")
    made = []
    for row in rows:
        asked = timezone.localdate(row.asked_at)
        first = min((timezone.localdate(one.answered_at) for one in row.answers.all()), default=None)
        if first is None and asked + ANSWER_WITHIN >= on:
            continue
        good = first is not None and first <= asked + ANSWER_WITHIN
        url, said = reverse("finding", args=[row.pk]), "按期说明" if good else "没有按期说明"
        made.append((Line(row.get_detector_display(), url, None, "", section.name, row.question, said, asked), good))
    return Found(tuple(made))


def _told(section: Section, year: int, on: date) -> Found:
    """Typical cases of the year that were published; none at all is one that is missing."""
    rows = TypicalCase.objects.filter(section=section, year=year).published().select_related("paper").order_by("pk")
    made = []
    for row in rows:
        url, day = reverse("typical_case", args=[row.pk]), timezone.localdate(row.published_at)
        made.append((Line(row.paper.number, url, None, "", section.name, "典型案例", "已发布", day), True))
    missing = Line("典型案例", reverse("typical_cases"), None, "", section.name, "典型案例", "没有发布", None)
    return Found(tuple(made) or ((missing, False),))


TIMES = "按期的÷到期的。到期日在本年度内、截至取数日尚未到期的不计，已取消的不计"
FORMULAS: dict[str, Formula] = {
    formula.code: formula
    for formula in (
        Formula(
            "hours", "培训学时达标率", "本年度学时达到要求的人数÷在岗执法人员和科室负责人人数",
            "国务院办公厅关于提升行政执法质量三年行动计划；学习培训情况表", _Person(_hours),
        ),
        Formula(
            "exam", "年度考试合格率", "本年度考试合格的人数÷在岗执法人员和科室负责人人数", "学习培训情况表", _Person(_exam)
        ),
        Formula(
            "certified", "持证率", "取数日执法证有效的人数÷在岗执法人员和科室负责人人数", "行政处罚法42条1款",
            _Person(_certified),
        ),
        Formula(
            "learnt", "现行清单学习率", "取数日学完现行清单各项的人数÷在岗执法人员和科室负责人人数", "黔江方案五（二）",
            _Person(_learnt),
        ),
        Formula(
            "spared", "应免尽免率", "系统建议应当不予、决定也是不予的行为÷系统建议应当不予的行为",
            "行政处罚法33条1款前段、2款",
            _share("results", Q(decision__assessment__outcome__in=MUST), ~PUNISHED),
        ),
        Formula(
            "no_missed", "强制免罚没有漏用", "有一项应当不予而没有不予的，本项不得分", "行政处罚法33条1款前段、2款",
            _share("results", Q(decision__assessment__outcome__in=MUST), ~PUNISHED), True,
        ),
        Formula("rechecked", "及时复查率", f"改正期满后的复查，{TIMES}", "行政处罚法28条1款", _owed("recheck")),
        Formula(
            "in_time", "期限内办结率", "期限内作出处理的行为÷本年度作出处理的行为；经批准延长和中止的按延长、中止后的期限",
            "行政处罚法60条", _share("results", Q(), Q(state_now="in_time")),
        ),
        Formula("served", "送达按期率", f"文书送达，{TIMES}", "行政处罚法61条", _owed("serve")),
        Formula("educated", "教育落实率", f"不予处罚后的教育，{TIMES}", "行政处罚法33条3款", _owed("educate")),
        Formula("disclosed", "按期公示率", f"决定公示和撤回公示，{TIMES}", "行政处罚法48条", _owed("disclose")),
        Formula(
            "answered", "监督提问按期答复率", "本年度检测提示中十五日内说明的÷已满十五日的；没有提示的得满分",
            "黔江方案二（二）、六（三）", _answered,
        ),
        Formula("told", "典型案例", "本年度推荐并已公开发布的，有一个以上得满分，没有的不得分", "黔江方案六（二）", _told),
        Formula("revisited", "回访率", f"回访，{TIMES}", "黔江方案三（四）", _owed("revisit")),
    )
}  # fmt: skip
