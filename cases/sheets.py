"""The fact sheet of one act, built from rows: the same dict that `manage.py assess` reads from a file."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cases.enums import ActState, CheckResult
from cases.models import Act, Case, Correction, Fact
from cases.reading import is_read, served_orders
from parties.enums import PartyKind

# Keys that rows own: they follow from the register, the file, the order and the check, and are never typed.
MANAGED = frozenset(
    {
        "violation",
        "parties",
        "acts",
        "discovered_date",
        "filed_date",
        "source",
        "as_of",
        "decision_date",
        "decision_type",
        "correction.ordered_on",
        "correction.deadline",
        "recheck_date",
        "recheck_note",
        "routine_screen",
        "first_window",
        "offer",
        "officers",
        "notice_served",
        "hearing_notified",
        "hearing_date",
        "served",
        "ask",
        "active_list",
    }
)
MANAGED_ROOTS = ("party.", "offer.")
CAPACITY_KINDS = frozenset({PartyKind.INDIVIDUAL, PartyKind.INDIVIDUAL_BUSINESS})


def is_managed(key: str) -> bool:
    return key in MANAGED or key.startswith(MANAGED_ROOTS) and key != "party.capacity"


def plain(value: Any) -> Any:
    """A value as the sheet writes it: days as text, decimals as text, never a float."""
    if isinstance(value, float):
        raise TypeError("a fact is never a float")
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def put(sheet: dict[str, Any], key: str, value: Any) -> None:
    """Write a dotted key into nested objects."""
    *parents, last = key.split(".")
    for parent in parents:
        sheet = sheet.setdefault(parent, {})
    sheet[last] = value


def look(sheet: Mapping[str, Any], key: str) -> Any:
    """The value of a dotted key, or None."""
    found: Any = sheet
    for part in key.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(part)
    return found


def current_facts(case: Case, act: Act | None) -> dict[str, Fact]:
    """The answers that hold for this act: the file's, and over them the act's own."""
    wanted = {None, act.pk} if act else {None}
    rows = [row for row in case.facts.all() if row.is_current and row.act_id in wanted]
    found: dict[str, Fact] = {}
    for row in sorted(rows, key=lambda row: (row.act_id is not None, row.pk)):
        found[row.key] = row
    return found


def _party(act: Act) -> dict[str, Any]:
    party = act.party
    said: dict[str, Any] = {"name": party.name, "kind": party.kind}
    if party.survey_class:
        said["survey_class"] = party.survey_class
    if party.organ_level:
        said["organ_level"] = party.organ_level
    if party.born_on and party.kind in CAPACITY_KINDS:
        said["born_on"] = plain(party.born_on)
    return said


def binding_correction(act: Act) -> Correction | None:
    """The newest order that has reached the party; an order not served binds nobody."""
    rows = act.corrections.all() if is_read(act, "corrections") else act.corrections.select_related("paper")
    return next((row for row in rows if row.served_on), None)


def rechecked(act: Act, order: Correction) -> bool:
    """Whether somebody looked since this order."""
    return any(row.correction_id == order.pk for row in act.rechecks.all())


def _correction(act: Act, sheet: dict[str, Any], on: date) -> None:
    """The order and the last re-inspection of that day speak over what was said before there was an order."""
    order, recheck = binding_correction(act), next((row for row in act.rechecks.all() if row.on <= on), None)
    if order is not None and order.ordered_on > on:
        order = None
    if order is not None:
        sheet["correction"] = {"ordered_on": plain(order.ordered_on), "deadline": plain(order.current_deadline)}
    if recheck is not None and (order is None or recheck.correction_id or recheck.on >= order.ordered_on):
        said = sheet.setdefault("correction", {})
        said["result"], said["done_on"] = recheck.result, plain(recheck.done_on)
        sheet["recheck_date"] = plain(recheck.on)
        if recheck.note:
            sheet["recheck_note"] = recheck.note


def _history(act: Act, sheet: dict[str, Any]) -> None:
    """A find always counts; 无 only when every register searched was complete, else what a person answered stands."""
    check = act.first_checks.first()
    if check is None:
        return
    found = [{"date": row["date"], "result": row["result"]} for row in check.priors]
    if check.result == CheckResult.NONE:
        sheet["prior_same_type"] = sheet.get("prior_same_type") or []
    elif found:
        known = sheet.get("prior_same_type") or []
        sheet["prior_same_type"] = found + [row for row in known if row not in found]


def _orders(act: Act, sheet: dict[str, Any], on: date) -> None:
    """Orders to correct that reached this party in other acts; the rules count those of the same kind within a year.

    A larger number that a person found elsewhere stands.
    """
    read = getattr(act, "orders_of_party", None)
    served = served_orders([act.party_id], on)[act.party_id] if read is None else read
    earlier = [{"date": plain(order.on), "basis": order.violation} for order in served if order.act != act.pk]
    if not earlier:
        return
    own = binding_correction(act)
    if own is not None:
        earlier.append({"date": plain(own.ordered_on), "basis": act.violation})
    said = sheet.get("orders_within_1y")
    if said is not None and said > len(earlier):
        return
    sheet.pop("orders_within_1y", None)
    sheet["orders"] = [*earlier, *(row for row in sheet.get("orders") or [] if row not in earlier)]


def _offer(act: Act, sheet: dict[str, Any]) -> None:
    offer = act.offer
    if offer is None:
        return
    sheet["offer"] = {"measure": offer.measure, "offered_on": plain(offer.offered_on)}
    reply = offer.reply
    if reply is not None:
        sheet["offer"]["answer"] = reply.answer


def fact_sheet(act: Act, on: date) -> dict[str, Any]:
    """Everything known of the act as of that day. What nobody has answered is absent, never “no”."""
    case = act.case
    sheet: dict[str, Any] = {"violation": act.violation, "party": _party(act)}
    for key, fact in current_facts(case, act).items():
        if fact.known:
            put(sheet, key, fact.value)
    sheet["discovered_date"] = plain(case.discovered_on)
    sheet["source"] = case.get_source_display()
    if case.filed_on:
        sheet["filed_date"] = plain(case.filed_on)
    _correction(act, sheet, on)
    _history(act, sheet)
    _orders(act, sheet, on)
    if act.state != ActState.FACTS:
        _offer(act, sheet)
    sheet["as_of"] = plain(on)
    return sheet
