"""Reminders by the hundred: one text for many parties, prepared by an officer, approved by the head."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.enums import CASE_WORKERS, Role
from accounts.models import Bureau, User
from accounts.powers import may_countersign
from cases import papers_soft
from cases.law import law_on
from parties.models import Party
from records import batches
from records.errors import DomainError, NotAllowed
from records.models import PaperBatch

STREAM = "parties.party"
KIND = "REMINDER"


def batches_visible_to(user: User) -> QuerySet[PaperBatch]:
    """Leaders see all, case workers those of their section; nobody else."""
    rows = PaperBatch.objects.select_related("created_by", "approved_by", "merged", "labels")
    if user.is_active and user.role == Role.LEADER:
        return rows.all()
    if user.is_active and user.role in CASE_WORKERS and user.section_id:
        return rows.filter(created_by__section_id=user.section_id)
    return rows.none()


def prepare_reminders(
    *, actor: User, title: str, parties: Sequence[Party], violation: str, said: dict[str, Any], is_duplex: bool = True
) -> PaperBatch:
    """One reminder per party, in the order of the list. `said`: subject, reason, risks, todo, phone."""
    _worker(actor)
    if len({party.pk for party in parties}) < len(parties):
        raise DomainError("同一个当事人在名单里出现了两次。请删去重复的行。", field="parties")
    text = _Text(actor, violation, said)
    items = [batches.Item(STREAM, party.pk, party.name, party.address, text.context(party)) for party in parties]
    return batches.prepare_batch(
        actor=actor, kind=KIND, title=title, items=items, organ_word=Bureau.objects.get().word, is_duplex=is_duplex
    )


def approve_reminders(*, actor: User, batch: PaperBatch) -> PaperBatch:
    _signer(actor, batch, "批准")
    return batches.approve_batch(actor=actor, batch=batch)


def refuse_reminders(*, actor: User, batch: PaperBatch, reason: str) -> PaperBatch:
    _signer(actor, batch, "退回")
    return batches.refuse_batch(actor=actor, batch=batch, reason=reason)


def stop_reminders(*, actor: User, batch: PaperBatch, reason: str) -> PaperBatch:
    _worker(actor)
    return batches.stop_batch(actor=actor, batch=batch, reason=reason)


def resume_reminders(*, actor: User, batch: PaperBatch) -> PaperBatch:
    _worker(actor)
    return batches.resume_batch(actor=actor, batch=batch)


def may_sign(user: User, batch: PaperBatch) -> bool:
    section_id = batch.created_by.section_id
    signed = may_countersign(user, section_id=section_id, authors={batch.created_by_id}, on=timezone.localdate())
    return signed is not None


def _signer(actor: User, batch: PaperBatch, verb: str) -> None:
    if not may_sign(actor, batch):
        raise NotAllowed(f"批量文书由制作人以外的科室负责人或者局领导{verb}。请交他们办理。")


def _worker(actor: User) -> None:
    if actor.role not in CASE_WORKERS:
        raise NotAllowed("批量文书由执法人员和科室负责人办理。")


class _Text:
    """What all reminders of a batch share, read once."""

    def __init__(self, actor: User, violation: str, said: dict[str, Any]) -> None:
        self.law, self.said = law_on(timezone.localdate()), said
        if violation not in self.law.offences or not self.law.offences[violation].penalties:
            raise DomainError("这个案由没有可以引用的法律责任条款。请另选。", field="violation")
        self.offence = self.law.offences[violation]
        self.version = self.offence.penalties[-1].version
        self.organ = papers_soft.organ()
        address = self.organ.get("address", "")
        self.contact = {"name": actor.name, "phone": said["phone"]} | ({"address": address} if address else {})

    def context(self, party: Party) -> dict[str, Any]:
        """The paper of one party; the consequence in the words of the law for its kind."""
        rules = self.offence.rules_for(party.kind, self.version)
        if not rules:
            kind = party.get_kind_display()
            raise DomainError(f"“{self.offence.name}”不适用于{party.name}（{kind}）。请从名单中删去。", field="parties")
        duty = self.offence.duty.get(self.version, ())
        return {
            "organ": self.organ,
            "party": papers_soft.party(party),
            "subject": self.said["subject"],
            "reason": self.said["reason"],
            "risks": self.said["risks"],
            "basis": papers_soft.long(self.law, [*duty, *(text for rule in rules for text in rule.basis)]),
            "consequence": papers_soft.punishment(self.offence.name, rules),
            "todo": self.said["todo"],
            "contact": self.contact,
        }
