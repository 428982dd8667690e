"""What the party does itself through its page. No officer has a hand in it; each step is logged in the party's name."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.powers import Signature
from cases.capacity import current_officers
from cases.enums import ActState, AnswerMeans, MessageKind, ObligationKind, OfferAnswer
from cases.models import Act, Answer, Case, Offer, PartyLink, PartyMessage
from cases.services.move import Move, check_state, not_later_than_today, stated, translated
from cases.services.owing import fulfil, open_ones
from cases.table_party import PARTY_TRANSITIONS
from records.enums import Weight
from records.errors import DomainError, NotAllowed
from records.services import notify, store_file

FREE = (OfferAnswer.ACCEPT, OfferAnswer.DECLINE, OfferAnswer.ORDINARY)
MOST_FILES = 5
LARGEST = 20 * 1024 * 1024
MOST_MESSAGES_A_DAY = 20
Files = Sequence[tuple[str, bytes]]


@contextmanager
def by_party(verb: str, *, link: PartyLink, act: Act) -> Iterator[Move]:
    """One verb of the party: lock the file, check that the code still opens it and the state, write, log."""
    with translated(), transaction.atomic():
        case = Case.objects.select_for_update().get(pk=link.case_id)
        alive = PartyLink.objects.select_for_update().get(pk=link.pk)
        if not alive.is_alive:
            raise NotAllowed("这个办理码已经失效。请用最近一份文书上的办理码，或者联系办案人员。")
        found = Act.objects.select_for_update().filter(pk=act.pk, case=case, party_id=link.party_id).first()
        if found is None:
            raise NotAllowed("这个办理码不能办理这一事项。请联系办案人员。")
        found.case = case
        row = PARTY_TRANSITIONS[verb]
        check_state(row, case, found)
        step = Move(row=row, actor=None, case=case, act=found, signature=Signature(None), on=timezone.localdate())
        yield step
        case.version += 1
        case.save(update_fields=["version"])


def _name(person_name: str) -> str:
    return stated(person_name, "请填写您的姓名。", field="person_name", limit=40)


def answer_online(*, link: PartyLink, act: Act, answer: str, person_name: str, words: str = "") -> Answer:
    """Accept, decline or ask for the ordinary procedure; until the decision the newest answer counts."""
    with by_party("answer_online", link=link, act=act) as step:
        offer = Offer.objects.filter(act=step.act, opinion__is_current=True).last()
        if offer is None:
            raise DomainError("现在没有等您答复的事项。")
        if answer not in FREE:
            raise DomainError("请从三项中选择一项。", field="answer")
        words = words.strip()
        if len(words) > 2000:
            raise DomainError(f"要说明的话有{len(words)}字，最多2000字。请精简。", field="words")
        row = Answer.objects.create(
            offer=offer,
            answer=answer,
            means=AnswerMeans.ONLINE,
            words=words,
            answered_on=step.on,
            person_name=_name(person_name),
        )
        owed = open_ones(case=step.case, kind=ObligationKind.ANSWER, act=step.act)
        fulfil(owed, by=None, words=row.get_answer_display())
        step.goto(ActState.ANSWERED)
        step.log(
            f"行为{step.act.order}当事人在页面答复：{row.get_answer_display()}",
            detail=words,
            subject=row,
            weight=Weight.PARTY,
            after={"答复": row.get_answer_display(), "方式": row.get_means_display(), "答复人": row.person_name},
        )
        _tell_officers(step, f"{step.case}当事人已答复：{row.get_answer_display()}")
    return row


def send_statement(*, link: PartyLink, act: Act, person_name: str, words: str, files: Files = ()) -> PartyMessage:
    """陈述、申辩 to the notice (45条): an officer must review it before any decision, and it is never held against it."""
    with by_party("send_statement", link=link, act=act) as step:
        procedure = step.act.penalty_procedure
        notice = procedure.notice if procedure else None
        if notice is None or notice.served_on is None:
            raise DomainError("事先告知书送达以后，才能在这里陈述申辩。")
        return _send(step, link, MessageKind.STATEMENT, person_name, words, files)


def send_correction(
    *, link: PartyLink, act: Act, person_name: str, words: str, done_on: date, files: Files = ()
) -> PartyMessage:
    """改正情况 with its proof. Whether it is corrected is found by the re-inspection."""
    with by_party("send_correction", link=link, act=act) as step:
        if not open_ones(case=step.case, kind=ObligationKind.CORRECT, act=step.act).exists():
            raise DomainError("现在没有等您改正的事项：责令改正通知书还没有送达，或者复查已经认定改正。")
        not_later_than_today(done_on, step.on, name="改正完成日期", field="done_on")
        if not files:
            raise DomainError("请至少上传一份证明材料，例如更正后的资料、照片。", field="uploads")
        return _send(step, link, MessageKind.CORRECTION, person_name, words, files, done_on=done_on)


def _send(
    step: Move, link: PartyLink, kind: str, person_name: str, words: str, files: Files, done_on: date | None = None
) -> PartyMessage:
    today = PartyMessage.objects.filter(act=step.act, sent_at__date=step.on).count()
    if today >= MOST_MESSAGES_A_DAY:
        raise DomainError("今天提交的次数已经很多。请明天再提交，或者打页面下方的电话。")
    if len(files) > MOST_FILES:
        raise DomainError(f"一次最多上传{MOST_FILES}个文件。请分次提交。", field="uploads")
    for name, content in files:
        if len(content) > LARGEST:
            raise DomainError(f"“{name}”超过{LARGEST // 1048576}MB。请压缩后再上传。", field="uploads")
    row = PartyMessage.objects.create(
        act=step.act,
        link=link,
        kind=kind,
        sender=_name(person_name),
        words=stated(words, "请写明内容。", field="words", limit=5000),
        done_on=done_on,
    )
    row.files.set([store_file(actor=None, name=name, content=content) for name, content in files])
    step.log(
        f"行为{step.act.order}当事人在页面提交{row.get_kind_display()}",
        detail=row.words,
        subject=row,
        weight=Weight.PARTY,
        after={"提交人": row.sender, "附件": [stored.name for stored in row.files.all()]},
    )
    _tell_officers(step, f"{step.case}当事人提交了{row.get_kind_display()}")
    return row


def _tell_officers(step: Move, text: str) -> None:
    # The page of the office, which the public door itself does not serve.
    link = reverse("cases:door", urlconf=settings.OFFICE_URLCONF, args=[step.case.pk])
    for row in current_officers(step.case):
        notify(user=row.user, text=text, link=link)
