"""One file read for a page: what tasks, steps, clocks and panels look at, each table once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Model, OuterRef, Prefetch, QuerySet, Subquery, prefetch_related_objects

from cases.models import Act, Case, CaseOfficer, Correction, Offer, Service

# The rules count the orders of one year; what lies further back is no matter.
ORDERS_KEPT_DAYS = 800


def is_read(row: Model, name: str) -> bool:
    """Whether these related rows were read beforehand, with what they need."""
    return name in getattr(row, "_prefetched_objects_cache", {})


def read_file(case: Case) -> Case:
    """The same case with its rows in memory; for pages only, never for a verb, which reads under its lock."""
    acts = Act.objects.select_related("party").order_by("order")
    prefetch_related_objects(
        [case],
        Prefetch("officers", CaseOfficer.objects.select_related("user__section")),
        Prefetch("acts", acts),
        Prefetch("acts__corrections", _orders()),
        "acts__corrections__extensions",
        "acts__rechecks",
        "acts__first_checks",
        "acts__assessments",
        "acts__opinions",
        "facts",
        "obligations",
    )
    return case


@dataclass(frozen=True)
class ServedOrder:
    """An order to correct that reached a party: in which act, on which day, of which offence."""

    act: int
    on: date
    violation: str


def served_orders(parties: Collection[int], on: date) -> dict[int, list[ServedOrder]]:
    """By party, oldest first: those the rules may count as of that day."""
    rows = Service.objects.filter(
        paper__in_case__act__party__in=parties,
        paper__kind="CORRECTION_ORDER",
        served_on__lte=on,
        served_on__gte=on - timedelta(days=ORDERS_KEPT_DAYS),
    )
    act = "paper__in_case__act"
    found: dict[int, list[ServedOrder]] = {party: [] for party in parties}
    said = rows.order_by("served_on", "pk").values_list(f"{act}__party", act, "served_on", f"{act}__violation")
    for party, *order in said:
        found[party].append(ServedOrder(*order))
    return found


def read_procedures(acts: Sequence[Act], on: date) -> None:
    """What the next steps of penalty procedures look at, for many acts at once, each table once."""
    orders = served_orders({act.party_id for act in acts}, on)
    for act in acts:
        act.orders_of_party = orders[act.party_id]
    prefetch_related_objects(
        acts,
        Prefetch("case__officers", CaseOfficer.objects.select_related("user__section")),
        "case__facts",
        "case__limit_extensions",
        "case__field_records__officers",
        Prefetch("corrections", _orders()),
        "corrections__extensions",
        "rechecks",
        "first_checks",
        "reports",
        "penalty_procedures__notices__paper",
        "penalty_procedures__notices__statements",
        "penalty_procedures__notices__hearings",
        "penalty_procedures__reviews",
        "penalty_procedures__discussions",
        Prefetch("offers", Offer.objects.select_related("opinion").order_by("-pk")),
        "offers__replies",
    )


def _orders() -> QuerySet[Correction]:
    """Orders to correct with the day each was served."""
    served = Service.objects.filter(paper=OuterRef("paper")).order_by("pk").values("served_on")[:1]
    return Correction.objects.select_related("paper").annotate(service_day=Subquery(served))
