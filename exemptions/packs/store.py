"""Write a checked pack: upsert by natural key, drop what the pack no longer says and nothing rests on."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import ProtectedError

from exemptions.enums import DayKind
from exemptions.models import (
    CalendarDay,
    CalendarYear,
    FactDefinition,
    Pack,
    Provision,
    Renumbering,
    Statute,
    StatuteVersion,
)
from exemptions.packs.files import PackFault, PackFiles, PackRefused
from exemptions.positions import citation_of, parts_of, reading_order


def store_statutes(pack: Pack, files: PackFiles) -> None:
    entries = files.entries("statutes")
    for order, entry in enumerate(entries):
        statute, _ = Statute.objects.update_or_create(
            code=entry["code"],
            defaults={
                "pack": pack,
                "title": entry["title"],
                "issuer": entry["issuer"],
                "level": entry["level"],
                "order": order,
            },
        )
        _store_versions(statute, entry["versions"])
    gone = Statute.objects.filter(pack=pack).exclude(code__in=[entry["code"] for entry in entries])
    for statute in gone:
        for version in statute.versions.all():
            _drop_version(version)
        _drop(statute, "statutes.json")


def _store_versions(statute: Statute, entries: list[dict[str, Any]]) -> None:
    # Older first: a version that now ends must make room before the next one begins.
    rows: dict[str, StatuteVersion] = {}
    for entry in sorted(entries, key=lambda entry: entry["effective_from"]):
        version, _ = StatuteVersion.objects.update_or_create(
            statute=statute,
            label=entry["label"],
            defaults={
                "effective_from": entry["effective_from"],
                "effective_to": entry.get("effective_to"),
                "document": entry.get("document", ""),
                "checked": entry.get("checked", ""),
                "replaces": rows.get(entry["replaces"]) if "replaces" in entry else None,
            },
        )
        rows[entry["label"]] = version
        _store_provisions(version, entry.get("provisions", []))
        _store_renumbering(version, entry.get("renumbering", {}))
    for version in statute.versions.exclude(label__in=rows):
        _drop_version(version)


def _store_provisions(version: StatuteVersion, entries: list[dict[str, Any]]) -> None:
    known = {row.citation: row for row in version.provisions.all()}
    new, changed = [], []
    for entry in entries:
        place = citation_of(version.statute.code, version.label, entry)
        row = known.pop(place.format(), None)
        if row is None:
            new.append(
                Provision(
                    version=version,
                    **parts_of(place),
                    citation=place.format(),
                    order=reading_order(place),
                    gist=entry["gist"],
                )
            )
        elif row.gist != entry["gist"]:
            row.gist = entry["gist"]
            changed.append(row)
    Provision.objects.bulk_create(new)
    Provision.objects.bulk_update(changed, ["gist"])
    for row in known.values():
        if row.wording and not row.half:
            Provision.objects.filter(pk=row.pk).update(gist="")
        else:
            _drop(row, "statutes.json")


def _store_renumbering(version: StatuteVersion, table: dict[str, str]) -> None:
    rows = dict(version.renumberings.values_list("old_position", "new_position"))
    if rows != table:
        version.renumberings.all().delete()
        Renumbering.objects.bulk_create(
            Renumbering(version=version, old_position=old, new_position=new) for old, new in table.items()
        )


def _drop_version(version: StatuteVersion) -> None:
    for provision in version.provisions.all():
        _drop(provision, "statutes.json")
    _drop(version, "statutes.json")


def _drop(row: Any, file: str) -> None:
    try:
        row.delete()
    except ProtectedError as error:
        raise PackRefused(
            [PackFault(file, str(row), "已经被引用，不能从数据包中删去。不再有效的，请写明最后有效日。")]
        ) from error


def store_facts(pack: Pack, files: PackFiles, entries: list[dict[str, Any]]) -> None:
    """Rows of the whole catalogue (`entries`: all packs joined); a fact belongs to the last pack that words it."""
    own = {entry["key"] for entry in files.entries("facts")}
    belongs = dict(FactDefinition.objects.values_list("key", "pack_id"))
    rows = [
        FactDefinition(
            key=entry["key"],
            pack_id=pack.pk if entry["key"] in own else belongs.get(entry["key"], pack.pk),
            label=entry["label"],
            question=entry.get("question", ""),
            kind=entry["kind"],
            order=order,
            data=entry,
        )
        for order, entry in enumerate(entries)
    ]
    FactDefinition.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["pack", "label", "question", "kind", "order", "data"],
    )
    FactDefinition.objects.exclude(key__in=[row.key for row in rows]).delete()


def store_calendar(files: PackFiles) -> None:
    """Years in the pack take the place of the same years; years entered by hand stay."""
    for year, entry in files.files.get("calendar", {}).get("years", {}).items():
        store_year(int(year), entry)


def store_year(year: int, entry: Mapping[str, Any]) -> CalendarYear:
    row, _ = CalendarYear.objects.update_or_create(
        year=year, defaults={"source": entry["source"], "issued": date.fromisoformat(entry["issued"])}
    )
    row.days.all().delete()
    CalendarDay.objects.bulk_create(
        [
            *(CalendarDay(year=row, on=on, kind=DayKind.HOLIDAY, name=name) for on, name in _holidays(entry)),
            *(CalendarDay(year=row, on=on, kind=DayKind.WORKDAY) for on in entry["workdays"]),
        ]
    )
    return row


def _holidays(entry: Mapping[str, Any]) -> Iterable[tuple[date, str]]:
    for run in entry["holidays"]:
        first, last = date.fromisoformat(run["from"]), date.fromisoformat(run["to"])
        for number in range((last - first).days + 1):
            yield first + timedelta(days=number), run["name"]
