"""Verbs on the party's code (办理码): printed on each paper for the party, told once, kept as a digest, ended by the next."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import User
from cases.enums import EvidenceKind, MessageKind
from cases.models import Case, Evidence, PartyLink, PartyMessage
from cases.services.move import STREAM, Move, case_url, move, stated
from documents.words import zh_date
from parties.models import Party
from records.enums import Weight
from records.errors import DomainError, WrongState
from records.models import Paper
from records.services import append_event
from records.verification import LETTERS

SALT = "cases.party-link"
# 32 letters each: 60 bits. tests/disclosure/test_party_pages.py counts what guessing within the limits could gain.
LENGTH = 12
VALID_DAYS = 90


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def written(code: str) -> str:
    """As it is printed, in fours: 7KQM-2XPD-9HTR."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def read_code(text: str) -> str:
    """What somebody typed, without the strokes and blanks and in capitals."""
    return "".join(char for char in text.upper() if char not in "-－—– 　")[:40]


def digest_of(code: str) -> str:
    """Keyed, so that a copy of the database alone lets nobody try codes."""
    return salted_hmac(SALT, code, algorithm="sha256").hexdigest()


def address(code: str) -> str:
    """What the QR code of a paper says to the party; nothing where people outside cannot reach the page."""
    return "" if not settings.PUBLIC_URL else settings.PUBLIC_URL.rstrip("/") + reverse("party", args=[code])


def link_of(code: str) -> PartyLink | None:
    """The link this code opens; None where there is none, or it ended or ran out."""
    code = read_code(code)
    if len(code) != LENGTH:
        return None
    row = PartyLink.objects.select_related("case__section", "party", "paper").filter(digest=digest_of(code)).first()
    return row if row and row.is_alive else None


def give_link(*, actor: User, case: Case, party: Party, paper: Paper | None = None) -> str:
    """A new code for the party, inside a verb under way; the one before is dead at once. Told here and nowhere else."""
    why = f"已随{paper.title}换发新的办理码" if paper else "已换发新的办理码"
    now = timezone.now()
    alive = PartyLink.objects.filter(case=case, party=party, ended_at__isnull=True)
    alive.update(ended_at=now, ended_words=why[:200])
    code = new_code()
    PartyLink.objects.create(
        case=case,
        party=party,
        paper=paper,
        digest=digest_of(code),
        made_by=actor,
        made_at=now,
        until=now + timedelta(days=VALID_DAYS),
    )
    return code


def renew_party_link(*, actor: User, case: Case, party: Party, version: int | None = None) -> str:
    """A code without a paper, for a party that lost its own; shown once on the page that asked for it."""
    with move("renew_party_link", actor=actor, case=case, version=version) as step:
        if not concerns(step.case, party):
            raise DomainError("请选择本案的当事人。", field="party")
        code = give_link(actor=actor, case=step.case, party=party)
        row = PartyLink.objects.get(digest=digest_of(code))
        step.log(f"换发{party.name}的办理码，有效至{zh_date(timezone.localdate(row.until))}", subject=row)
    return code


def concerns(case: Case, party: Party) -> bool:
    return case.party_id == party.pk or case.acts.filter(party=party).exists()


def revoke_party_link(*, actor: User, link: PartyLink, reason: str, version: int | None = None) -> PartyLink:
    """The code opens nothing any more: sent to the wrong person, or seen by strangers."""
    with move("revoke_party_link", actor=actor, case=link.case, version=version) as step:
        row = PartyLink.objects.select_for_update().get(pk=link.pk, case=step.case)
        if row.ended_at is not None:
            raise WrongState("这个办理码已经失效。", way_out=case_url(step.case))
        row.ended_words = stated(reason, "请写明停用的原因。", field="reason", limit=200)
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at", "ended_words"])
        step.log(f"停用{row.party.name}的办理码", detail=row.ended_words, subject=row)
    return row


@transaction.atomic
def note_opened(link: PartyLink) -> None:
    """The first time the party opens its page stands in the file; later times do not."""
    row = PartyLink.objects.select_for_update(of=("self",)).select_related("party").get(pk=link.pk)
    if row.opened_at is None:
        row.opened_at = timezone.now()
        row.save(update_fields=["opened_at"])
        append_event(
            actor=None,
            verb="open_party_page",
            subject=row,
            stream=(STREAM, row.case_id),
            summary=f"{row.party.name}用办理码打开了当事人页面",
            weight=Weight.PARTY,
        )


def take_party_message(*, actor: User, message: PartyMessage, version: int | None = None) -> PartyMessage:
    """Take a report of correction into the file: its annexes become evidence, to be cited at the re-inspection."""
    case = message.act.case
    with move("take_party_message", actor=actor, case=case, version=version) as step:
        row = (
            PartyMessage.objects.select_for_update(of=("self",))
            .select_related("act")
            .get(pk=message.pk, act__case=step.case)
        )
        if row.kind != MessageKind.CORRECTION:
            raise WrongState("当事人的陈述申辩，请在“陈述申辩”中复核。", way_out=case_url(case))
        if row.taken_at is not None:
            raise WrongState("这份材料已经收取。", way_out=case_url(case))
        row.taken_at, row.taken_by = timezone.now(), actor
        row.save(update_fields=["taken_at", "taken_by"])
        numbers = _into_evidence(step, row)
        words = f"，列为证据{'、'.join(map(str, numbers))}" if numbers else ""
        step.log(f"收取当事人{zh_date(timezone.localdate(row.sent_at))}提交的改正情况{words}", subject=row)
    return row


def _into_evidence(step: Move, row: PartyMessage) -> list[int]:
    last = step.case.evidence.aggregate(last=Max("number"))["last"] or 0
    numbers = []
    for number, stored in enumerate(row.files.all(), last + 1):
        Evidence.objects.create(
            case=step.case,
            number=number,
            kind=EvidenceKind.DOCUMENT,
            title=f"改正材料：{stored.name}"[:200],
            source=f"当事人{row.sender}于{zh_date(timezone.localdate(row.sent_at))}在当事人页面提交"[:200],
            file=stored,
            added_by=step.actor,
        )
        numbers.append(number)
    return numbers
