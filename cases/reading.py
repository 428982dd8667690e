"""One file read for a page: what tasks, steps, clocks and panels look at, each table once."""

from django.db.models import Model, OuterRef, Prefetch, Subquery, prefetch_related_objects

from cases.models import Act, Case, CaseOfficer, Correction, Service


def is_read(row: Model, name: str) -> bool:
    """Whether these related rows were read beforehand, with what they need."""
    return name in getattr(row, "_prefetched_objects_cache", {})


def read_file(case: Case) -> Case:
    """The same case with its rows in memory; for pages only, never for a verb, which reads under its lock."""
    served = Service.objects.filter(paper=OuterRef("paper")).order_by("pk").values("served_on")[:1]
    orders = Correction.objects.select_related("paper").annotate(service_day=Subquery(served))
    acts = Act.objects.select_related("party").order_by("order")
    prefetch_related_objects(
        [case],
        Prefetch("officers", CaseOfficer.objects.select_related("user__section")),
        Prefetch("acts", acts),
        Prefetch("acts__corrections", orders),
        "acts__corrections__extensions",
        "acts__rechecks",
        "acts__first_checks",
        "acts__assessments",
        "acts__opinions",
        "facts",
        "obligations",
    )
    return case
