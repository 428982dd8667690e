"""Figures across the rooms. A figure is a count of rows of one source under one scope; the list behind it is the same rows.

Each source says what it counts, by which day, and gives its rows the keys they are counted by. `tally` is one SQL; `rows`
with the keys of one count gives exactly as many rows as were counted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate, TruncMonth

from cases import models as file
from cases.enums import OPEN_STATES
from cases.outcomes import COUNTS_AS_PRIOR
from oversight.scope import WHOLE_BUREAU, Scope

MUST = ("NP_MANDATORY_MINOR", "NP_MANDATORY_NO_FAULT")
GROUPS = {
    "must": "应当不予",
    "may": "可以不予",
    "lenient": "从轻或者减轻",
    "penalty": "一般处罚",
    "transfer": "移送",
    "other": "其他不予、教育",
}
BY_GROUP = {
    "must": MUST,
    "may": ("NP_DISCRETIONARY_FIRST",),
    "lenient": ("PENALTY_LENIENT",),
    "penalty": ("PENALTY", "PENALTY_SERIOUS", "NO_FINE_ORGAN"),
}


@dataclass(frozen=True)
class Tally:
    """How many rows have these keys."""

    keys: Mapping[str, Any]
    count: int

    def __getitem__(self, key: str) -> Any:
        return self.keys[key]


@dataclass(frozen=True)
class Days:
    """How long it took: half of the acts and nine in ten of them within so many days."""

    month: Any
    half: int
    most: int
    count: int


@dataclass(frozen=True)
class Source:
    """`paths` lead from the row to its section, party kind, file and act; `unit` is the measure word of its rows."""

    name: str
    title: str
    unit: str
    base: Callable[[], QuerySet]
    dated: str
    section: str
    party_kind: str
    case: str
    act: str
    keys: tuple[str, ...]
    related: tuple[str, ...]


def _of_month(path: str) -> TruncMonth:
    return TruncMonth(path, output_field=DateField())


def _ended() -> QuerySet:
    """Acts that were decided, punished on the spot or handed over, with the day and the group of the outcome."""
    sent = file.Transfer.objects.filter(act=OuterRef("pk"), sent_at__isnull=False).order_by("-pk")
    owed = file.Obligation.objects.filter(
        case=OuterRef("case"),
        act__isnull=True,
        kind="decide",
        cancelled_at__isnull=True,
        due_on__lt=OuterRef("ended_on"),
    )
    grouped = [When(decision__outcome__in=codes, then=Value(group)) for group, codes in BY_GROUP.items()]
    return (
        file.Act.objects.annotate(
            ended_on=Coalesce(
                "decision__decided_on",
                TruncDate("spot_decision__decided_at"),
                TruncDate(Subquery(sent.values("sent_at")[:1])),
                output_field=DateField(),
            ),
        )
        .filter(ended_on__isnull=False)
        .annotate(
            month=_of_month("ended_on"),
            group=Case(
                *grouped,
                When(decision__isnull=False, then=Value("other")),
                When(spot_decision__isnull=False, then=Value("penalty")),
                default=Value("transfer"),
                output_field=CharField(),
            ),
            state_now=Case(When(Exists(owed), then=Value("late")), default=Value("in_time"), output_field=CharField()),
            missed=ExpressionWrapper(
                Q(decision__assessment__outcome__in=MUST) & Q(decision__outcome__startswith="PENALTY"),
                output_field=BooleanField(),
            ),
        )
    )


def _established() -> QuerySet:
    """Acts found to be violations; `again` where the party had another one decided within the year before."""
    before = file.Decision.objects.filter(
        outcome__in=COUNTS_AS_PRIOR,
        act__party=OuterRef("party"),
        decided_on__lt=OuterRef("ended_on"),
        decided_on__gte=ExpressionWrapper(OuterRef("ended_on") - timedelta(days=365), output_field=DateField()),
    ).exclude(act__case=OuterRef("case"))
    acts = file.Act.objects.filter(decision__outcome__in=COUNTS_AS_PRIOR)
    return acts.annotate(ended_on=F("decision__decided_on")).annotate(
        again=Case(When(Exists(before), then=Value("again")), default=Value("first"), output_field=CharField())
    )


def _owed() -> QuerySet:
    day = TruncDate("fulfilled_at")
    return file.Obligation.objects.filter(due_on__isnull=False, cancelled_at__isnull=True).annotate(day=day)


def _corrected() -> QuerySet:
    newest = file.Recheck.objects.filter(correction=OuterRef("pk")).order_by("-pk")
    last = file.CorrectionExtension.objects.filter(correction=OuterRef("pk")).order_by("-pk")
    return file.Correction.objects.annotate(
        found=Subquery(newest.values("result")[:1]),
        done=Subquery(newest.values("done_on")[:1]),
        limit=Coalesce(Subquery(last.values("new_deadline")[:1]), "deadline"),
    ).annotate(
        state_now=Case(
            When(found="full", done__lte=F("limit"), then=Value("in_time")),
            When(found="full", then=Value("late")),
            When(found__isnull=True, then=Value("waiting")),
            default=Value("not_done"),
            output_field=CharField(),
        )
    )


SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        Source(
            "results", "处理结果", "项", _ended, "ended_on", "case__section_id", "party__kind", "case", "self",
            ("month", "group", "state_now", "missed"), ("case__section", "party", "decision"),
        ),
        Source(
            "measures", "柔性措施", "件", lambda: file.SoftMeasure.objects.all(), "begun_at__date", "section_id",
            "party__kind", "case", "violation", ("kind", "state"), ("section", "party", "case"),
        ),
        Source(
            "obligations", "义务履行", "项", _owed, "due_on", "case__section_id", "case__party__kind", "case", "act",
            ("kind", "state_now"), ("case__section", "case__party"),
        ),
        Source(
            "corrections", "责令改正", "件", _corrected, "ordered_on", "act__case__section_id", "act__party__kind",
            "act__case", "act", ("state_now",), ("act__case__section", "act__party"),
        ),
        Source(
            "repeats", "再次违法", "项", _established, "ended_on", "case__section_id", "party__kind", "case", "self",
            ("again",), ("case__section", "party", "decision"),
        ),
        Source(
            "leads", "线索", "条", lambda: file.Lead.objects.all(), "received_on", "section_id", "party__kind", "case",
            "", ("state",), ("section", "party", "case"),
        ),
        Source(
            "answers", "当事人答复", "件", lambda: file.Answer.objects.standing(), "answered_on",
            "offer__act__case__section_id", "offer__act__party__kind", "offer__act__case", "offer__act", ("answer",),
            ("offer__act__case__section", "offer__act__party"),
        ),
        Source(
            "open", "在办案件", "件", lambda: file.Case.objects.filter(state__in=OPEN_STATES), "", "section_id",
            "party__kind", "self", "", ("state",), ("section", "party"),
        ),
    )
}  # fmt: skip


def rows(source: Source, scope: Scope, user) -> QuerySet:
    """The rows of a source that this person's figures are made of; without a person, the whole bureau's."""
    found = source.base()
    if source.name == "obligations":
        found = _with_states(found, scope)
    if source.dated:
        found = found.filter(**{f"{source.dated}__gte": scope.first, f"{source.dated}__lte": scope.last})
    if scope.section:
        found = found.filter(**{source.section: scope.section})
    if scope.party_kind:
        found = found.filter(**{source.party_kind: scope.party_kind})
    if scope.violation:
        found = found.filter(_of_violation(source, scope.violation))
    if scope.whose:
        found = found.filter(**_in_case(source, file.Case.objects.worked_by(user)))
    return _visible(source, found, user)


def _with_states(found: QuerySet, scope: Scope) -> QuerySet:
    return found.annotate(
        state_now=Case(
            When(day__lte=F("due_on"), then=Value("in_time")),
            When(day__isnull=False, then=Value("late")),
            When(due_on__lt=scope.on, then=Value("overdue")),
            default=Value("open"),
            output_field=CharField(),
        )
    )


def _of_violation(source: Source, code: str) -> Q:
    """Rows about an act say it; rows about a whole file are meant when one of its acts is of that kind."""
    if source.act == "self":
        return Q(violation=code)
    path = "pk" if source.case == "self" else source.case
    in_file = Q(Exists(file.Act.objects.filter(case=OuterRef(path), violation=code)))
    if source.act == "violation":
        return Q(violation=code) | (Q(violation="") & in_file)
    if source.act:
        return Q(**{f"{source.act}__violation": code}) | (Q(**{f"{source.act}__isnull": True}) & in_file)
    return in_file


def _in_case(source: Source, cases: QuerySet) -> dict[str, Any]:
    return {"pk__in" if source.case == "self" else f"{source.case}__in": cases.values("pk")}


def _visible(source: Source, found: QuerySet, user) -> QuerySet:
    if user is None or (user.is_active and user.role in WHOLE_BUREAU):
        return found
    if source.name in {"leads", "measures"}:
        return found.visible_to(user)
    return found.filter(**_in_case(source, file.Case.objects.visible_to(user)))


def tally(name: str, scope: Scope, user, *, by: tuple[str, ...]) -> list[Tally]:
    """One SQL: how many rows there are of each combination of keys."""
    counted = rows(SOURCES[name], scope, user).order_by().values(*by).annotate(number=Count("pk")).order_by(*by)
    return [Tally({key: row[key] for key in by}, row["number"]) for row in counted]


def chosen(name: str, scope: Scope, user, keys: Mapping[str, Any]) -> QuerySet:
    """The rows behind one count, newest first."""
    source = SOURCES[name]
    return rows(source, scope, user).filter(**keys).select_related(*source.related).order_by("-pk")


class WithinDays(Aggregate):
    """The least number of days within which this share of the rows was done."""

    template = "percentile_disc(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"


def days_to_decide(scope: Scope, user) -> list[Days]:
    """From filing to the outcome, by month of the outcome; files that were never filed are left out."""
    found = (
        rows(SOURCES["results"], scope, user)
        .filter(case__filed_on__isnull=False)
        .annotate(days=F("ended_on") - F("case__filed_on"))
        .order_by()
        .values("month")
        .annotate(half=WithinDays("days", share="0.5"), most=WithinDays("days", share="0.9"), number=Count("pk"))
        .order_by("month")
    )
    return [Days(row["month"], _whole(row["half"]), _whole(row["most"]), row["number"]) for row in found]


def _whole(days: Any) -> int:
    return days.days if isinstance(days, timedelta) else int(days)
