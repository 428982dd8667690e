"""What a party does itself: it works, stands as it was sent, is logged in the party's name, and is refused in plain words."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from cases.enums import ActState, AnswerMeans
from cases.models import Answer, PartyLink, PartyMessage
from cases.services import doors, offers, papers, party, penalties
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event, Notice, PaperBytes
from tests import factories
from tests.cases.door_scenes import PROOF, correction_sent, link_of, living_code
from tests.cases.story import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(story):
    """The party has been asked; its code is in `story.code`."""
    story.minor_untrue_corrected().assessed()
    story.offered()
    story.act.refresh_from_db()
    story.code = living_code(story)
    return story


def choose(story, answer="accept", **more):
    given = {"person_name": "王明", "words": ""} | more
    return party.answer_online(link=link_of(story.code), act=story.act, answer=answer, **given)


def notified(story):
    story.in_procedure().told()
    story.act.refresh_from_db()
    story.code = living_code(story)
    return story


def defend(story, **more):
    given = {"person_name": "王明", "words": "当月停电三天，请从轻。"} | more
    return party.send_statement(link=link_of(story.code), act=story.act, **given)


@pytest.mark.parametrize("answer", ["accept", "decline", "ordinary"])
def test_each_of_the_three_answers_is_taken_alike(asked, answer):
    row = choose(asked, answer)
    asked.act.refresh_from_db()
    assert (row.answer, row.means, row.recorded_by, row.person_name) == (answer, AnswerMeans.ONLINE, None, "王明")
    assert asked.act.state == ActState.ANSWERED
    event = Event.objects.get(verb="answer_online")
    assert event.actor_name == "当事人" and event.after["答复人"] == "王明"
    assert Notice.objects.filter(text__contains="当事人已答复").count() == 2


def test_the_party_may_change_its_mind_until_the_decision_and_the_newest_counts(asked):
    choose(asked)
    choose(asked, "decline", words="再想了想")
    assert asked.act.offer.reply.answer == "decline" and Answer.objects.count() == 2
    assert Answer.objects.standing().get().answer == "decline", "figures count a party once"
    asked.decided()
    with pytest.raises(WrongState):
        choose(asked)


def test_the_database_takes_no_answer_after_the_decision_and_changes_none(asked):
    row = choose(asked)
    asked.decided()
    for attempt in (
        lambda: Answer.objects.create(
            offer=row.offer, answer="decline", means="online", person_name="王明", answered_on=today()
        ),
        lambda: Answer.objects.filter(pk=row.pk).update(answer="decline"),
        lambda: row.delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"answer": "silent"}, "三项中选择"),
        ({"answer": "maybe"}, "三项中选择"),
        ({"person_name": " "}, "姓名"),
        ({"words": "字" * 2001}, "2000字"),
    ],
)
def test_an_answer_that_is_none_is_refused_with_what_to_do(asked, more, words):
    with pytest.raises(DomainError, match=words):
        choose(asked, **{"answer": "accept"} | more)
    assert not Answer.objects.exists()


def test_a_code_opens_only_the_acts_of_its_own_party(asked):
    other = factories.party(by=asked.cast.officer1, name="另一家公司")
    asked.with_act("LATE", "2026年4月月报迟报")
    with pytest.raises(DomainError, match="本案的当事人"):
        living_code(asked, other)
    stranger = PartyLink.objects.create(
        case=asked.case, party=other, digest="x", made_by=asked.cast.officer1, until=timezone.now() + timedelta(days=1)
    )
    with pytest.raises(NotAllowed):
        party.answer_online(link=stranger, act=asked.act, answer="accept", person_name="外人")


def test_a_statement_with_files_stands_and_must_be_reviewed_before_the_decision(story):
    notified(story)
    row = defend(story, files=[PROOF])
    with pytest.raises(DomainError, match="请复核"):
        penalties.record_statement(actor=story.cast.officer1, act=story.act, kind="waived", on=today(), words="放弃")
    story.spoke()
    row.refresh_from_db()
    assert row.statement.review and row.files.get().name == PROOF[0]
    assert Event.objects.filter(verb="send_statement", actor_name="当事人").count() == 1
    defend(story, words="还有一点要说。")
    with pytest.raises(DomainError, match="还没有复核"):
        story.punished()


def test_before_the_notice_is_served_there_is_nothing_to_defend_against(story):
    story.registered().filed()
    story.code = living_code(story)
    with pytest.raises(WrongState):
        defend(story)
    story.act.refresh_from_db()
    assert story.act.state == ActState.FACTS and not PartyMessage.objects.exists()


def test_a_report_of_correction_needs_a_proof_and_a_day_that_has_come(story):
    message = correction_sent(story)
    link = link_of(living_code(story))
    said = {"link": link, "act": story.act, "person_name": "王明", "words": "改了"}
    with pytest.raises(DomainError, match="证明材料"):
        party.send_correction(done_on=date(2026, 5, 11), files=[], **said)
    with pytest.raises(DomainError, match="不能晚于今天"):
        party.send_correction(done_on=date(2026, 5, 12), files=[PROOF], **said)
    with pytest.raises(DomainError, match="最多上传"):
        party.send_correction(done_on=date(2026, 5, 11), files=[PROOF] * 6, **said)
    assert PartyMessage.objects.get() == message
    assert story.case.obligations.open().filter(kind="correct").exists(), "only the re-inspection ends it"


def test_what_was_taken_becomes_evidence_and_cannot_be_rewritten(story):
    message = correction_sent(story)
    doors.take_party_message(actor=story.cast.officer1, message=message)
    evidence = story.case.evidence.get()
    assert evidence.file == message.files.get() and "王明" in evidence.source
    with pytest.raises(WrongState, match="已经收取"):
        doors.take_party_message(actor=story.cast.officer1, message=message)
    for attempt in (
        lambda: PartyMessage.objects.update(words="没有改"),
        lambda: PartyMessage.objects.update(taken_at=timezone.now() + timedelta(hours=1)),
        lambda: PartyMessage.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_one_party_cannot_flood_the_file(story, monkeypatch):
    monkeypatch.setattr(party, "MOST_MESSAGES_A_DAY", 1)
    correction_sent(story)
    with pytest.raises(DomainError, match="明天再提交"):
        party.send_correction(
            link=link_of(living_code(story)),
            act=story.act,
            person_name="王明",
            words="改了",
            done_on=today(),
            files=[PROOF],
        )


def test_every_paper_for_the_party_gives_a_new_code_and_ends_the_one_before(story):
    story.registered().filed()
    first = living_code(story)
    papers.issue_case_paper(actor=story.cast.officer1, paper=story.ordered("2026-05-18").paper)
    assert doors.link_of(first) is None
    alive = PartyLink.objects.get(ended_at__isnull=True)
    assert alive.paper.kind == "CORRECTION_ORDER"
    assert first not in str(list(PartyLink.objects.values())) and len(alive.digest) == 64


def test_a_code_ends_with_its_day_with_revocation_and_for_good(story):
    story.registered().filed()
    code = living_code(story)
    link = link_of(code)
    story.clock.shift(timedelta(days=doors.VALID_DAYS, seconds=1))
    assert doors.link_of(code) is None
    again = living_code(story)
    doors.revoke_party_link(actor=story.cast.head1, link=link_of(again), reason="被外人看到")
    assert doors.link_of(again) is None
    with pytest.raises(DatabaseError), transaction.atomic():
        PartyLink.objects.filter(pk=link.pk).update(ended_at=None, ended_words="")


def test_a_code_is_read_as_people_type_it(story):
    story.registered().filed()
    code = living_code(story)
    for typed in (
        code.lower(),
        doors.written(code),
        f" {code[:6]} {code[6:]} ",
        doors.written(code).replace("-", "－"),
    ):
        assert doors.link_of(typed) is not None
    for wrong in ("", code[:-1], code + "A", "0" * 12, "' OR 1=1 --", "办理码"):
        assert doors.link_of(wrong) is None


def test_an_answer_on_paper_needs_the_signed_original_and_a_second_officer(asked):
    who, offer = asked.cast, asked.act.offer
    said = {"offer": offer, "answer": "accept", "means": "paper", "words": "接受"}
    with pytest.raises(DomainError, match="扫描件"):
        offers.record_answer(actor=who.officer1, witness=who.officer2, **said)
    with pytest.raises(DomainError, match="见证人"):
        offers.record_answer(actor=who.officer1, upload=PROOF, **said)
    row = offers.record_answer(actor=who.officer1, witness=who.officer2, upload=PROOF, **said)
    assert row.file.name == PROOF[0]
    with pytest.raises(DomainError, match="已经答复"):
        offers.record_answer(actor=who.officer1, offer=offer, answer="silent", means="none")


def test_the_code_is_printed_on_the_paper_and_kept_nowhere_else(story, real_pdf):
    story.registered().filed()
    paper = papers.issue_case_paper(actor=story.cast.officer1, paper=story.ordered("2026-05-18").paper)
    words = "".join(page.extract_text() for page in reader(PaperBytes.objects.get(paper=paper)).pages)
    found = "".join(words.split()).split("扫码办理")[1][:14]
    assert doors.link_of(found).paper == paper
    assert doors.read_code(found) not in str(paper.context) + str(list(Event.objects.values()))


def reader(row):
    import io

    from pypdf import PdfReader

    return PdfReader(io.BytesIO(bytes(row.pdf)))
