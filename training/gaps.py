"""Who may not yet propose under a list version. A publication pushes nothing: whoever lacks a licence is found here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from accounts.models import Section, User
from exemptions.models import Licence, ListVersion
from training.models import LicenceUnit
from training.people import learners


@dataclass(frozen=True)
class VersionGap:
    """One version that somebody has to learn: in force, or published and coming."""

    version: ListVersion
    unit: LicenceUnit | None
    items: int
    is_coming: bool

    @property
    def minutes(self) -> int:
        return self.unit.minutes if self.unit else 8


def versions_to_learn(*, on: date) -> list[ListVersion]:
    """Versions in force that day and those published to come, the oldest first."""
    rows = ListVersion.objects.deciding().filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on))
    return list(rows.annotate(item_count=Count("items")).order_by("effective_from", "pk"))


def lacking(version: ListVersion, *, on: date, people: QuerySet[User] | None = None) -> QuerySet[User]:
    """Learners without a valid licence for every item of the version."""
    people = learners() if people is None else people
    now = Q(licences__item__version=version, licences__granted_on__lte=on, licences__revoked_on__isnull=True)
    now &= Q(licences__expires_on__isnull=True) | Q(licences__expires_on__gte=on)
    return people.annotate(held=Count("licences", filter=now, distinct=True)).filter(held__lt=version.items.count())


def gaps_of(user: User, *, on: date) -> list[VersionGap]:
    """The versions this person still has to pass; empty for people who handle no cases."""
    if not learners().filter(pk=user.pk).exists():
        return []
    versions = versions_to_learn(on=on)
    held = _held([user.pk], versions, on=on)
    units = {unit.list_version_id: unit for unit in LicenceUnit.objects.filter(list_version__in=versions)}
    return [
        VersionGap(version, units.get(version.pk), version.item_count, version.effective_from > on)
        for version in versions
        if held.get((user.pk, version.pk), 0) < version.item_count
    ]


def _held(ids: Iterable[int], versions: Iterable[ListVersion], *, on: date) -> dict[tuple[int, int], int]:
    """How many valid licences by (person, version)."""
    rows = (
        Licence.objects.valid(on=on)
        .filter(user__in=ids, item__version__in=versions)
        .order_by()
        .values("user", "item__version")
        .annotate(count=Count("pk"))
        .values_list("user", "item__version", "count")
    )
    return {(user, version): count for user, version, count in rows}


@dataclass(frozen=True)
class Coverage:
    """How far one version has come: people who may propose under it, out of those who handle cases."""

    version: ListVersion
    licensed: int
    people: int
    is_coming: bool

    @property
    def missing(self) -> int:
        return self.people - self.licensed


def coverage(*, on: date, section: Section | None = None) -> list[Coverage]:
    people = learners().filter(section=section) if section else learners()
    ids = list(people.values_list("pk", flat=True))
    versions = versions_to_learn(on=on)
    held = _held(ids, versions, on=on)
    return [
        Coverage(
            version,
            sum(held.get((pk, version.pk), 0) >= version.item_count for pk in ids),
            len(ids),
            version.effective_from > on,
        )
        for version in versions
    ]


def coverage_by_section(version: ListVersion, *, on: date) -> list[tuple[Section, int, int]]:
    """(section, licensed, people) in the order of the bureau; sections without case workers are left out."""
    people = list(learners().select_related("section").order_by("section__order", "pk"))
    held = _held([person.pk for person in people], [version], on=on)
    items = version.items.count()
    found: dict[int, list] = {}
    for person in people:
        row = found.setdefault(person.section_id, [person.section, 0, 0])
        row[1] += held.get((person.pk, version.pk), 0) >= items
        row[2] += 1
    return [tuple(row) for row in found.values()]


def licence_words(ids: Iterable[int], *, on: date) -> dict[int, list[str]]:
    """By person: the codes of versions still missing; nothing for who has them all."""
    ids = list(ids)
    versions = versions_to_learn(on=on)
    held = _held(ids, versions, on=on)
    return {
        pk: [version.code for version in versions if held.get((pk, version.pk), 0) < version.item_count] for pk in ids
    }
