"""Likely matches, shown as cards before a new party is made, each with the reason of the match."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection

from parties.identifiers import core_name, name_key, normalise_code
from parties.models import Party, PartyName

LIKELY = 0.45
SURE = 100
MOST = 6


@dataclass
class Match:
    party: Party
    reasons: list[str] = field(default_factory=list)
    weight: int = 0

    @property
    def is_certain(self) -> bool:
        """Same code or same full name: a second record would be a double."""
        return self.weight >= SURE


def _note(found: dict[int, Match], party: Party, reason: str, weight: int) -> None:
    match = found.setdefault(party.pk, Match(party))
    match.reasons.append(reason)
    match.weight += weight


def likely_matches(*, name: str, credit_code: str = "", phone: str = "", user) -> list[Match]:
    """At most six parties that may be the same, the surest first."""
    register = Party.objects.visible_to(user).current()
    found: dict[int, Match] = {}
    code = normalise_code(credit_code)
    if code:
        for party in register.filter(credit_code=code):
            _note(found, party, "统一社会信用代码相同", SURE)
    key = name_key(name)
    if key:
        for party in register.filter(name_key=key):
            _note(found, party, "名称相同", SURE)
        for other in PartyName.objects.filter(name_key=key, party__merged_into=None).select_related("party"):
            _note(found, other.party, f"{other.get_kind_display()}“{other.name}”与此相同", 90)
        core = core_name(name)
        near = register.annotate(likeness=TrigramSimilarity("name_key", key)).filter(likeness__gte=LIKELY)
        for party in near.exclude(name_key=key).order_by("-likeness", "pk")[:MOST]:
            same_core = core_name(party.name) == core
            _note(found, party, "主要字样相同" if same_core else "名称相近", 60 if same_core else 30)
    if phone.strip():
        for party in register.with_phone(phone)[:MOST]:
            _note(found, party, "联系电话相同", 20)
    return sorted(found.values(), key=lambda match: (-match.weight, match.party.pk))[:MOST]


def near_names(keys: Iterable[str]) -> dict[str, list[tuple[Party, str]]]:
    """For each key of a name the few parties whose names are like it, with the reason; one query for all."""
    asked = sorted({key for key in keys if key})
    if not asked:
        return {}
    table = Party._meta.db_table
    sql = (
        f"SELECT asked.key, near.id FROM unnest(%s::text[]) AS asked(key) CROSS JOIN LATERAL ("  # noqa: S608
        f"SELECT id, similarity(name_key, asked.key) AS likeness FROM {table} WHERE merged_into_id IS NULL "
        "AND name_key %% asked.key AND similarity(name_key, asked.key) >= %s ORDER BY likeness DESC, id LIMIT 3"
        ") AS near"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked, LIKELY])
        pairs = cursor.fetchall()
    parties = Party.objects.in_bulk({pk for _, pk in pairs})
    found: dict[str, list[tuple[Party, str]]] = {}
    for key, pk in pairs:
        same_core = core_name(parties[pk].name) == core_name(key)
        found.setdefault(key, []).append((parties[pk], "主要字样相同" if same_core else "名称相近"))
    return found


def known_by_code(codes: Iterable[str]) -> dict[str, Party]:
    """Parties by their credit codes."""
    rows = Party.objects.current().filter(credit_code__in={code for code in codes if code})
    return {party.credit_code: party for party in rows}


def known_by_name(keys: Iterable[str]) -> dict[str, list[Party]]:
    """Parties by the key of their name or of a former one; several where the name is not enough."""
    asked = {key for key in keys if key}
    found: dict[str, dict[int, Party]] = {}
    for party in Party.objects.current().filter(name_key__in=asked):
        found.setdefault(party.name_key, {})[party.pk] = party
    for other in PartyName.objects.filter(name_key__in=asked, party__merged_into=None).select_related("party"):
        found.setdefault(other.name_key, {})[other.party_id] = other.party
    return {key: list(parties.values()) for key, parties in found.items()}
