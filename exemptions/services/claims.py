"""认领: sections take items of the list, name who is in charge, and say when they are put to work."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from accounts.powers import Signature, acts_as
from exemptions.enums import ClaimState, ListState
from exemptions.models import Claim, ListItem
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event

STREAM = "exemptions.listversion"


def _log(actor: User, verb: str, claim: Claim, summary: str, **more) -> None:
    append_event(actor=actor, verb=verb, subject=claim, stream=(STREAM, claim.item.version_id), summary=summary, **more)


def _head(actor: User, section_id: int | None) -> Signature:
    """The capacity of a section's head: in person or standing in."""
    signature = section_id and acts_as(actor, Role.HEAD, on=timezone.localdate(), section_id=section_id)
    if not signature:
        raise NotAllowed("认领由科室负责人办理。请联系本科室负责人。")
    return signature


def _locked(claim: Claim) -> Claim:
    rows = Claim.objects.select_for_update(of=["self"]).select_related("item__version", "section", "person")
    return rows.get(pk=claim.pk)


def _saved(claim: Claim) -> Claim:
    try:
        claim.full_clean()
    except ValidationError as error:
        raise DomainError("；".join(error.messages)) from error
    claim.save()
    return claim


@transaction.atomic
def claim_item(*, actor: User, item: ListItem, person: User, implement_by: date | None = None) -> Claim:
    """The head's section takes an item of a published version; the person in charge is one of the section."""
    signature = _head(actor, actor.section_id)
    if item.version.state != ListState.PUBLISHED:
        raise WrongState("只能认领已经公布、没有废止的清单项目。")
    if person.section_id != actor.section_id or not person.is_active:
        raise DomainError("责任人必须是本科室在岗的人员。", field="person")
    claim = _saved(
        Claim(
            item=item,
            section=actor.section,
            person=person,
            claimed_on=timezone.localdate(),
            implement_by=implement_by,
            created_by=actor,
        )
    )
    _log(actor, "claim.take", claim, f"{actor.section}认领第{item.number}项，责任人{person}", detail=signature.words)
    return claim


@transaction.atomic
def report_implemented(*, actor: User, claim: Claim, on: date) -> Claim:
    """The item is at work in the section since that day."""
    row = _locked(claim)
    _head(actor, row.section_id)
    if row.state == ClaimState.RELEASED:
        raise WrongState("这一项已经退回，请先重新认领。")
    if not row.claimed_on <= on <= timezone.localdate():
        raise DomainError("落实日期应当在认领之后，不晚于今天。", field="on")
    row.implemented_on = on
    row.save(update_fields=["implemented_on"])
    _log(actor, "claim.implement", row, f"{row.section}落实第{row.item.number}项", after={"on": on})
    return row


@transaction.atomic
def dispute_claim(*, actor: User, claim: Claim, words: str) -> Claim:
    """Another section's head says the item is not theirs alone, or not theirs at all; a leader settles it."""
    row = _locked(claim)
    _head(actor, actor.section_id)
    if row.state != ClaimState.OPEN:
        raise WrongState(f"这一认领现在是“{row.get_state_display()}”，不能再提出争议。")
    row.state, row.words = ClaimState.DISPUTED, words.strip()
    _saved(row)
    _log(
        actor, "claim.dispute", row, f"{actor.section}对{row.section}认领第{row.item.number}项有争议", detail=row.words
    )
    return row


@transaction.atomic
def settle_dispute(*, actor: User, claim: Claim, stands: bool, words: str) -> Claim:
    """A leader decides: the claim stands, or goes back."""
    row = _locked(claim)
    if not acts_as(actor, Role.LEADER, on=timezone.localdate()):
        raise NotAllowed("认领的争议由局领导裁定。")
    if row.state != ClaimState.DISPUTED:
        raise WrongState("这一认领没有争议。")
    if not words.strip():
        raise DomainError("请写明裁定的理由。", field="words")
    row.state, row.words = (ClaimState.OPEN if stands else ClaimState.RELEASED), words.strip()
    _saved(row)
    said = "维持" if stands else "退回"
    _log(actor, "claim.settle", row, f"{said}{row.section}对第{row.item.number}项的认领", detail=row.words)
    return row


@transaction.atomic
def release_claim(*, actor: User, claim: Claim, words: str) -> Claim:
    """The section gives the item back, with its reason."""
    row = _locked(claim)
    _head(actor, row.section_id)
    if row.state == ClaimState.RELEASED:
        raise WrongState("这一项已经退回。")
    row.state, row.words = ClaimState.RELEASED, words.strip()
    _saved(row)
    _log(actor, "claim.release", row, f"{row.section}退回第{row.item.number}项", detail=row.words)
    return row
