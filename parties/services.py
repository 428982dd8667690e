"""Verbs on the register of parties."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.enums import CASE_WORKERS
from accounts.models import User
from parties import identifiers
from parties.enums import IdentifierState, NameKind, PartyKind
from parties.matching import likely_matches
from parties.models import Party, PartyName
from records.closing import masked
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event, append_first_events

STREAM = "parties.party"
# Kinds that have no credit code by nature.
WITHOUT_CODE = frozenset({PartyKind.INDIVIDUAL, PartyKind.GOVERNMENT_HEAD})


def _only_case_workers(actor: User) -> None:
    if actor.role not in CASE_WORKERS:
        raise NotAllowed("当事人由执法人员或科室负责人登记。请联系承办科室。")


def _settle_code(fields: dict[str, Any]) -> None:
    """Code and its state go together: a given code is checked, a missing one says why."""
    code = fields.get("credit_code", "").strip()
    if code:
        if fields["kind"] in WITHOUT_CODE:
            raise DomainError("个人没有统一社会信用代码。请删去代码，或改选主体种类。", field="credit_code")
        fields["credit_code"] = identifiers.check_credit_code(code)
        fields["credit_code_state"] = IdentifierState.KNOWN
    elif fields["kind"] in WITHOUT_CODE:
        fields["credit_code_state"] = IdentifierState.NONE
    elif fields.get("credit_code_state") not in {IdentifierState.NONE, IdentifierState.UNKNOWN}:
        raise DomainError("没有填写统一社会信用代码，请说明是“没有”还是“未查明”。", field="credit_code_state")
    if fields["kind"] != PartyKind.STATE_ORGAN:
        fields["organ_level"] = ""


def write_keys(party: Party) -> None:
    """The keys under which the name is looked for."""
    party.name_key = identifiers.name_key(party.name)[:120]
    party.pinyin = identifiers.pinyin(party.name)
    party.initials = identifiers.initials(party.name)


def for_the_log(said: Mapping[str, Any]) -> dict[str, Any]:
    """The log stands for ever and is read by the auditor: of a number it keeps enough to recognise it."""
    return {key: masked(str(value)) if key == "phone" else value for key, value in said.items()}


@transaction.atomic
def reveal_phone(*, actor: User, party: Party) -> str:
    """The whole number, for who has a reason to call; who looked, and when, is kept."""
    if not party.phone:
        raise WrongState("没有登记联系电话。")
    append_event(
        actor=actor,
        verb="party.reveal",
        subject=party,
        stream=(STREAM, party.pk),
        summary=f"查看{party.name}的联系电话",
    )
    return party.phone


@transaction.atomic
def register_party(*, actor: User, seen_matches: frozenset[int] = frozenset(), **fields: Any) -> Party:
    """A new party. Likely matches the officer has not looked at stop it; the same code or name always does."""
    _only_case_workers(actor)
    fields["name"] = fields.get("name", "").strip()
    if not fields["name"]:
        raise DomainError("请填写当事人名称。", field="name")
    _settle_code(fields)
    for match in likely_matches(
        name=fields["name"], credit_code=fields.get("credit_code", ""), phone=fields.get("phone", ""), user=actor
    ):
        if "统一社会信用代码相同" in match.reasons:
            raise DomainError(
                f"“{match.party.name}”已经登记了这个信用代码。请直接使用已有的当事人。", field="credit_code"
            )
        if match.party.pk not in seen_matches:
            raise DomainError("发现可能是同一当事人的记录。请先看一看，确认不是同一当事人再登记。", field="name")
    party = Party(created_by=actor, **fields)
    write_keys(party)
    party.full_clean(exclude=["created_by"])
    party.save(force_insert=True)
    append_event(
        actor=actor,
        verb="party.register",
        subject=party,
        stream=(STREAM, party.pk),
        summary=f"登记当事人{party.name}",
        after={"name": party.name, "kind": party.kind, "credit_code": party.credit_code},
    )
    return party


@transaction.atomic
def change_party(*, actor: User, party: Party, renamed_on: date | None = None, **fields: Any) -> Party:
    """Correct or update the register; an old name stays findable as former name."""
    _only_case_workers(actor)
    party = Party.objects.select_for_update().get(pk=party.pk)
    merged = {
        "kind": party.kind,
        "credit_code": party.credit_code,
        "credit_code_state": party.credit_code_state,
        "organ_level": party.organ_level,
    } | fields
    _settle_code(merged)
    before = {key: getattr(party, key) for key in merged}
    old_name = party.name
    for key, value in merged.items():
        setattr(party, key, value)
    write_keys(party)
    party.changed_at = timezone.now()
    party.full_clean(exclude=["created_by"])
    party.save()
    if party.name != old_name:
        PartyName.objects.get_or_create(
            party=party,
            name=old_name,
            defaults={"kind": NameKind.FORMER, "name_key": identifiers.name_key(old_name), "until": renamed_on},
        )
    changed = {key: value for key, value in merged.items() if before[key] != value}
    if changed:
        append_event(
            actor=actor,
            verb="party.change",
            subject=party,
            stream=(STREAM, party.pk),
            summary=f"变更当事人{party.name}的登记",
            before=for_the_log({key: before[key] for key in changed}),
            after=for_the_log(changed),
        )
    return party


@transaction.atomic
def add_name(*, actor: User, party: Party, name: str, kind: str, until: date | None = None) -> PartyName:
    """A former name, short name or sign by which people know the party."""
    _only_case_workers(actor)
    row = PartyName(party=party, name=name.strip(), name_key=identifiers.name_key(name), kind=kind, until=until)
    row.full_clean()
    row.save()
    append_event(
        actor=actor,
        verb="party.name",
        subject=party,
        stream=(STREAM, party.pk),
        summary=f"为{party.name}补记{row.get_kind_display()}“{row.name}”",
        after={"name": row.name, "kind": kind},
    )
    return row


@transaction.atomic
def register_listed(*, actor: User, units: Iterable[Mapping[str, str]], source: str) -> dict[str, Party]:
    """Parties of a reviewed list by credit code: those known, and the rest registered now.

    Each unit has kind, name, credit_code, and may have phone. Whoever reviewed the list has seen the likely matches.
    """
    _only_case_workers(actor)
    asked = {identifiers.check_credit_code(unit["credit_code"]): unit for unit in units}
    found = {party.credit_code: party for party in Party.objects.filter(credit_code__in=asked)}
    made = [_listed(actor, code, unit) for code, unit in asked.items() if code not in found]
    Party.objects.bulk_create(made)
    append_first_events(
        actor=actor,
        verb="party.register",
        entries=[
            (
                party,
                STREAM,
                f"按{source}登记当事人{party.name}",
                {"name": party.name, "kind": party.kind, "credit_code": party.credit_code},
            )
            for party in made
        ],
    )
    return found | {party.credit_code: party for party in made}


def _listed(actor: User, code: str, unit: Mapping[str, str]) -> Party:
    party = Party(
        created_by=actor,
        kind=unit["kind"],
        name=unit["name"].strip(),
        credit_code=code,
        credit_code_state=IdentifierState.KNOWN,
        phone=unit.get("phone", "").strip()[:40],
    )
    write_keys(party)
    party.clean_fields(exclude=["created_by"])
    return party
