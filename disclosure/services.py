"""Verbs on what parties say of how they were treated: rate, complain; supervision answers for each complaint."""

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.enums import Role
from accounts.models import User
from cases.models import PartyLink
from cases.services.move import stated, translated
from oversight.models import Complaint, Rating, Score
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event, notify

COMPLAINT = "disclosure.complaint"
RATING = "disclosure.rating"
MOST_COMPLAINTS = 5
# A count that belongs to no span of time: kept apart from what is rated, and from whom.
FOR_GOOD = 0
COUNT = """
    INSERT INTO disclosure_throttle (key, span, count) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET count = disclosure_throttle.count + 1 RETURNING count
"""


def _times(what: str, link: PartyLink) -> int:
    """How often this code was used for it, this time included; says nothing of what was written."""
    who = salted_hmac(f"disclosure.{what}", str(link.pk), algorithm="sha256").hexdigest()[:32]
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [f"{what}:{who}", FOR_GOOD])
        return cursor.fetchone()[0]


def _living(link: PartyLink) -> PartyLink:
    row = PartyLink.objects.select_related("case__section").select_for_update(of=("self",)).get(pk=link.pk)
    if not row.is_alive:
        raise NotAllowed("这个办理码已经失效。请用最近一份文书上的办理码。")
    return row


def rate(*, link: PartyLink, score: int, words: str = "") -> Rating:
    """Once per code. Nothing in the row leads back to the file."""
    with translated(), transaction.atomic():
        link = _living(link)
        if score not in Score.values:
            raise DomainError("请选择一档评价。", field="score")
        if len(words) > 1000:
            raise DomainError(f"内容有{len(words)}字，最多1000字。请精简。", field="words")
        if _times("rated", link) > 1:
            raise WrongState("这个办理码已经评价过，谢谢。还有意见的，可以投诉。")
        row = Rating.objects.create(section=link.case.section, score=score, words=words.strip())
        append_event(
            actor=None,
            verb="rate",
            subject=row,
            stream=(RATING, row.pk),
            summary=f"收到对{row.section}的评价：{row.get_score_display()}",
            weight=Weight.PARTY,
        )
    return row


def complain(*, link: PartyLink, words: str, reach: str = "", names_case: bool = False) -> Complaint:
    """Goes to supervision alone. The file is named only if the party wants it looked into."""
    with translated(), transaction.atomic():
        link = _living(link)
        words = stated(words, "请写明投诉的内容。", field="words", limit=5000)
        if len(reach) > 80:
            raise DomainError("联系方式最多80字。", field="reach")
        if _times("complained", link) > MOST_COMPLAINTS:
            raise DomainError("这个办理码投诉的次数已经很多。请打页面下方的电话，或者当面反映。")
        row = Complaint.objects.create(
            section=link.case.section, case=link.case if names_case else None, words=words, reach=reach.strip()
        )
        append_event(
            actor=None,
            verb="complain",
            subject=row,
            stream=(COMPLAINT, row.pk),
            summary=f"收到对{row.section}的投诉",
            weight=Weight.PARTY,
        )
        for person in User.objects.filter(role=Role.SUPERVISOR, is_active=True).only("pk"):
            notify(
                user=person,
                text=f"收到对{row.section}的投诉，请处理",
                link=reverse("voices", urlconf=settings.OFFICE_URLCONF),
            )
    return row


def handle_complaint(*, actor: User, complaint: Complaint, words: str) -> Complaint:
    """What was found and done. Only supervision; never the people complained of."""
    if actor.role != Role.SUPERVISOR:
        raise NotAllowed("投诉由内部监督人员处理。")
    with translated(), transaction.atomic():
        row = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)
        if row.handled_at is not None:
            raise WrongState("这件投诉已经处理。")
        row.handled_words = stated(words, "请写明核实和处理的情况。", field="words", limit=3000)
        row.handled_by, row.handled_at = actor, timezone.now()
        row.save(update_fields=["handled_words", "handled_by", "handled_at"])
        append_event(
            actor=actor,
            verb="handle_complaint",
            subject=row,
            stream=(COMPLAINT, row.pk),
            summary="处理投诉",
            detail=row.handled_words,
            weight=Weight.DECISION,
        )
    return row
