"""Leads that another system sends: read whole before anything is written, each number once, all of them or none."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from accounts import systems
from accounts.models import ConnectedSystem
from cases.enums import LeadSource
from cases.models import Lead
from cases.services import leads as verbs
from parties.identifiers import check_credit_code, normalise_code
from parties.matching import known_by_code
from records.chain import canonical_json
from records.errors import DomainError

MOST = 200
SOURCES = (LeadSource.PLATFORM, LeadSource.DATA_CHECK, LeadSource.ASSIGNED)
LENGTHS = {"reference": 60, "description": 2000, "name": 100}


@dataclass(frozen=True)
class Sent:
    """One lead as it was sent, readable."""

    reference: str
    description: str
    source: str
    received_on: date
    name: str
    code: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(canonical_json(vars(self)).encode()).hexdigest()

    @property
    def party_words(self) -> str:
        return f"{self.name}（{self.code}）" if self.code else self.name


def read(rows: list[Any]) -> tuple[list[Sent], list[dict[str, Any]]]:
    """What can be read, and every fault with its row and field."""
    found, faults, seen = [], [], set()
    for place, row in enumerate(rows):
        try:
            sent = _one(row if isinstance(row, dict) else {})
            if sent.reference in seen:
                raise DomainError(f"同一次报送里编号{sent.reference}出现两次。", field="reference")
        except DomainError as error:
            faults.append({"row": place, "field": error.field, "message": error.message})
        else:
            seen.add(sent.reference)
            found.append(sent)
    return found, faults


def _text(row: dict[str, Any], key: str, title: str, *, needed: bool = True) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise DomainError(f"{title}应是文字。", field=key)
    value = value.strip()
    if needed and not value:
        raise DomainError(f"请填写{title}。", field=key)
    if len(value) > LENGTHS.get(key, 200):
        raise DomainError(f"{title}超过{LENGTHS.get(key, 200)}个字。", field=key)
    return value


def _one(row: dict[str, Any]) -> Sent:
    party = row.get("party")
    if not isinstance(party, dict):
        raise DomainError("请填写当事人：party 应有 name 或者 credit_code。", field="party")
    code = normalise_code(_text(party, "credit_code", "统一社会信用代码", needed=False))
    if code:
        code = check_credit_code(code)
    source = _text(row, "source", "来源", needed=False) or str(LeadSource.PLATFORM)
    if source not in SOURCES:
        raise DomainError(f"来源只能是{'、'.join(SOURCES)}。", field="source")
    return Sent(
        reference=_text(row, "reference", "编号"),
        description=_text(row, "description", "线索内容"),
        source=source,
        received_on=_day(_text(row, "received_on", "收到日期", needed=False)),
        name=_text(party, "name", "当事人名称", needed=not code),
        code=code,
    )


def _day(text: str) -> date:
    if not text:
        return timezone.localdate()
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise DomainError("收到日期请写成2026-06-07。", field="received_on") from error
    if found > timezone.localdate():
        raise DomainError("收到日期不能晚于今天。", field="received_on")
    return found


@transaction.atomic
def take_in(system: ConnectedSystem, rows: list[Sent]) -> list[tuple[Sent, Lead, bool]]:
    """Each lead and whether it is new. The same number with other words is refused, and nothing of the call is kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 2))", [f"system:{system.name}"])
    known = systems.receipts_of(system, [row.reference for row in rows])
    for row in rows:
        if row.reference in known and known[row.reference].digest != row.digest:
            raise DomainError(
                f"编号{row.reference}已经报送过，内容与上次不同。更正请另用新编号报送，并在内容中写明。",
                field="reference",
            )
    parties = known_by_code({row.code for row in rows})
    old = Lead.objects.in_bulk([receipt.object_id for receipt in known.values()])
    done = []
    for row in rows:
        receipt = known.get(row.reference)
        lead = old[receipt.object_id] if receipt else _record(system, row, parties.get(row.code))
        done.append((row, lead, receipt is None))
    return done


def _record(system: ConnectedSystem, row: Sent, party: Any) -> Lead:
    lead = verbs.record_lead(
        actor=system.acts_for,
        source=row.source,
        received_on=row.received_on,
        description=row.description,
        party=party,
        party_words="" if party else row.party_words[:120],
    )
    systems.keep_receipt(system, reference=row.reference, digest=row.digest, subject=lead)
    return lead
