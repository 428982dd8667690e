"""The law in force in this installation, as the rules read it.

Packs are kept as they were written and handed to the same loader, with the lists, calendar years and signed settings
of the database in their place: the same data give the same digest whether they come from files or from here.
"""

from collections import OrderedDict
from datetime import date
from typing import Any

from django.utils import timezone

from exemptions.models import CalendarYear, ListVersion, Pack, RuleSetting
from rules.law import Law, join_packs, law_from_data

KEPT = 8
_known: OrderedDict[tuple, Law] = OrderedDict()


def law_data(*, on: date | None = None) -> dict[str, Any]:
    """The plain dict of `rules.law.read_packs`. `on`: only lists published by that day (what was known then)."""
    data = join_packs(pack.data for pack in Pack.objects.order_by("order", "pk"))
    lists = ListVersion.objects.known_on(on) if on else ListVersion.objects.deciding()
    data["lists"] = [version.as_data() for version in lists.prefetch_related("items__basis_rows__provision")]
    data["settings"] = _settings(data["settings"], on or timezone.localdate())
    if "calendar" in data:
        data["calendar"] = data["calendar"] | {"years": _years()}
    return data


def _years() -> dict[str, Any]:
    return {str(year.year): year.as_data() for year in CalendarYear.objects.prefetch_related("days")}


def _settings(entries: list[dict[str, Any]], on: date) -> list[dict[str, Any]]:
    """The packs' answers, where the bureau has not signed another that holds on that day."""
    signed = RuleSetting.objects.holding(on=on)
    return [
        entry
        | {"value": signed[entry["name"]].value, "version": f"{entry['version']}+{signed[entry['name']].revision}"}
        if entry["name"] in signed
        else entry
        for entry in entries
    ]


def _fingerprint(on: date | None) -> tuple:
    """What the law depends on, in few and small rows; versions are immutable, so equal means equal for ever."""
    return (
        on,
        tuple(Pack.objects.order_by("pk").values_list("code", "digest")),
        tuple(ListVersion.objects.deciding().order_by("pk").values_list("code", "sha256", "effective_to")),
        on or timezone.localdate(),
        tuple(RuleSetting.objects.order_by("pk").values_list("name", "revision")),
        tuple(CalendarYear.objects.order_by("year").values_list("year", "changed_at")),
    )


def current_law(on: date | None = None) -> Law:
    """The rules' Law of this database; kept by what it depends on, never by "current"."""
    key = _fingerprint(on)
    if key not in _known:
        _known[key] = law_from_data(law_data(on=on))
        while len(_known) > KEPT:
            _known.popitem(last=False)
    _known.move_to_end(key)
    return _known[key]


def lock_lists() -> None:
    """Keep the law still until the transaction ends: publication and final decisions take this same lock."""
    list(Pack.objects.select_for_update().order_by("pk").values_list("pk"))
