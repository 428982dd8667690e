"""The yearly register of units (基本单位名录): what a reviewed sheet of a year changes, and what it said is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.enums import CASE_WORKERS
from accounts.models import User
from parties import services
from parties.enums import Standing
from parties.models import Party, PartyYear
from records.errors import NotAllowed
from records.services import append_event

# What a sheet may say of a unit; an empty cell says nothing.
TAKEN = ("name", "survey_class", "industry", "township", "representative", "address", "contact", "phone")
YEARLY = ("name", "survey_class", "industry", "township", "standing")


@dataclass(frozen=True)
class Unit:
    """One row of the register as it was read. `successor` is the credit code of the unit that takes its place."""

    code: str
    kind: str
    said: dict[str, str]
    standing: str = Standing.ACTIVE
    standing_on: date | None = None
    successor: str = ""
    party: Party | None = field(default=None, compare=False)


def changes(party: Party, unit: Unit) -> dict[str, tuple[Any, Any]]:
    """Fields of the record that this row changes: before and after."""
    wanted: dict[str, Any] = {key: value for key, value in unit.said.items() if value}
    wanted |= {"standing": str(unit.standing), "credit_code": unit.code}
    if unit.standing != Standing.ACTIVE and unit.standing_on:
        wanted["standing_on"] = unit.standing_on
    return {key: (getattr(party, key), value) for key, value in wanted.items() if getattr(party, key) != value}


def yearly(unit: Unit, party: Party) -> tuple[str, ...]:
    """What the year's row will say: the cells, and where they are empty what was known."""
    return tuple(
        str(unit.standing) if key == "standing" else unit.said.get(key) or str(getattr(party, key)) for key in YEARLY
    )


def known_years(parties: Sequence[int], year: int) -> dict[int, tuple[str, ...]]:
    """The latest row of that year for each party."""
    rows = PartyYear.objects.filter(party__in=parties, year=year).order_by("pk")
    return {pk: tuple(rest) for pk, *rest in rows.values_list("party_id", *YEARLY)}


@transaction.atomic
def enter_units(*, actor: User, year: int, units: Sequence[Unit], source: str) -> dict[str, Party]:
    """Register new units, change those that changed, and note for each what the year's register says of it."""
    if actor.role not in CASE_WORKERS:
        raise NotAllowed("基本单位名录由执法人员或科室负责人导入。请联系承办科室。")
    new = [unit for unit in units if unit.party is None]
    listed = [{"kind": unit.kind, "name": unit.said["name"], "credit_code": unit.code} for unit in new]
    made = services.register_listed(actor=actor, units=listed, source=f"{year}年基本单位名录") if new else {}
    found = {unit.code: unit.party or made[unit.code] for unit in units}
    asked = {unit.successor for unit in units if unit.successor}
    heirs = {party.credit_code: party for party in Party.objects.filter(credit_code__in=asked)}
    fresh = {party.pk for party in made.values()}
    for unit in units:
        _change(actor, found[unit.code], unit, heirs.get(unit.successor), year, is_new=found[unit.code].pk in fresh)
    _note_year(actor, year, units, found, source)
    return found


def _change(actor: User, party: Party, unit: Unit, heir: Party | None, year: int, *, is_new: bool) -> None:
    changed = {key: after for key, (_, after) in changes(party, unit).items()}
    if heir is not None and party.successor_id != heir.pk:
        changed["successor"] = heir
    if not changed:
        return
    if is_new and not {"standing", "successor"} & set(changed):
        # Registered a moment ago: the rest of its row belongs to the registration.
        for key, value in changed.items():
            setattr(party, key, value)
        party.clean_fields(exclude=["created_by"])
        party.save(update_fields=[*changed, "phone_digest"])
        return
    standing = {key: changed.pop(key) for key in ("standing", "standing_on", "successor") if key in changed}
    if changed:
        services.change_party(actor=actor, party=party, renamed_on=date(year, 1, 1), **changed)
    if standing:
        _stand(actor, party, standing, year)


def _stand(actor: User, party: Party, standing: dict[str, Any], year: int) -> None:
    """Whether the unit still exists, and who took its place."""
    party = Party.objects.select_for_update().get(pk=party.pk)
    before = {"存续情况": party.get_standing_display()}
    for key, value in standing.items():
        setattr(party, key, value)
    party.changed_at = timezone.now()
    party.save(update_fields=[*standing, "changed_at"])
    heir = f"，由{party.successor.name}承继" if party.successor else ""
    append_event(
        actor=actor,
        verb="party.standing",
        subject=party,
        stream=(services.STREAM, party.pk),
        summary=f"{year}年基本单位名录：{party.name}{party.get_standing_display()}{heir}",
        before=before,
        after={"存续情况": party.get_standing_display(), "何日起": party.standing_on, "承继单位": party.successor_id},
    )


def _note_year(actor: User, year: int, units: Sequence[Unit], found: dict[str, Party], source: str) -> None:
    parties = Party.objects.in_bulk([party.pk for party in found.values()])
    known = known_years(list(parties), year)
    rows = []
    for unit in units:
        party = parties[found[unit.code].pk]
        said = yearly(unit, party)
        if known.get(party.pk) != said:
            rows.append(
                PartyYear(
                    party=party,
                    year=year,
                    source=source[:200],
                    recorded_by=actor,
                    **dict(zip(YEARLY, said, strict=True)),
                )
            )
    PartyYear.objects.bulk_create(rows)
