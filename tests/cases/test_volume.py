"""What a volume holds beside the papers of the file: the measures on the way to it, and the originals people signed."""

from datetime import timedelta

import pytest

from cases.models import SoftMeasure
from cases.services import interviews, leads, measures
from cases.volume import items_of
from tests.cases.measure_scenes import at, begun
from tests.cases.story import today

pytestmark = pytest.mark.django_db
SIGNED = ("约谈记录.pdf", b"%PDF-1.7 signed")


@pytest.fixture(autouse=True)
def quick_slips(monkeypatch):
    """Which sheets there are is asked here, not what is printed on them."""
    monkeypatch.setattr("documents.volume.slip", lambda title, lines: b"")


def told(story, measure: SoftMeasure, kind: str) -> None:
    """Drafted, issued and served."""
    who = story.cast.officer1
    paper = interviews.draft_measure_paper(actor=who, measure=measure, kind=kind)
    row = measure.papers.get(paper=paper)
    interviews.issue_measure_paper(actor=who, row=row)
    interviews.serve_measure_paper(actor=who, row=row, method="direct", served_on=today(), recipient="张喆")


def talked(story, row: SoftMeasure) -> None:
    who = story.cast
    interviews.call_interview(
        actor=who.officer1, measure=row, invited="张喆", purpose="督促", meet_at=at(today()), venue="本局"
    )
    told(story, row, "INTERVIEW_NOTICE")
    interviews.record_interview(
        actor=who.officer1,
        measure=row,
        held_at=at(today()),
        attended=True,
        attendants="张喆",
        problems=["三次迟报"],
        commitments=[("补齐台账", today() + timedelta(days=7))],
        witness=who.officer2,
        minutes=SIGNED,
    )
    told(story, SoftMeasure.objects.get(pk=row.pk), "INTERVIEW_RECORD")


def not_kept(story, row: SoftMeasure) -> None:
    who, one = story.cast.officer1, row.commitments.get()
    interviews.report_commitment(
        actor=who, commitment=one, on=today(), words="补了一部分", report=("整改报告.pdf", b"%PDF-1.7 report")
    )
    story.on("2026-05-20")
    interviews.verify_commitment(actor=who, commitment=one, on=today(), result="not_kept", words="台账仍未设置")


def test_measures_that_led_to_a_file_lie_in_its_volume_in_their_order(story):
    who = story.cast
    first = begun(story, "warning/admonition", trigger="slight")
    measures.give_measure(
        actor=who.officer1,
        measure=first,
        on=today(),
        means="on_site",
        recipient="王明",
        words="当面指出。",
        witness=who.officer2,
    )
    told(story, first, "ADMONITION")
    measures.follow_up(actor=who.officer1, measure=first, on=today(), words="没有改")
    talk = measures.escalate_measure(actor=who.head1, measure=first, reason="劝诫以后没有改")
    talked(story, talk)
    not_kept(story, talk)
    lead = measures.escalate_measure(actor=who.head1, measure=talk, reason="台账到期仍未设置")
    case = leads.lead_to_case(actor=who.officer1, lead=lead)
    items = list(items_of(case))
    assert [item.title for item in items] == [
        "行政监管劝诫书",
        "约谈通知书",
        "约谈记录",
        "约谈记录签字原件",
        "整改报告",
    ]
    assert [bool(item.number) for item in items] == [True, True, False, False, False]
    assert items[1].note == "2026年5月11日直接送达，张喆签收"


def test_a_measure_taken_in_the_file_lies_behind_what_the_party_was_told_before(story):
    story.minor_untrue_corrected()
    row = begun(story, "reminder", trigger="slight", act=story.act, party=story.case.party)
    told(story, row, "REMINDER")
    titles = [item.title for item in items_of(story.case)]
    assert titles.index("责令改正通知书") < titles.index("提醒函")


def test_what_people_signed_or_handed_in_follows_its_paper(story):
    story.in_procedure().told(10000)
    story.spoke(upload=("申辩书.pdf", b"%PDF-1.7 statement"))
    titles = [item.title for item in items_of(story.case)]
    assert titles.index("行政处罚事先告知书") < titles.index("陈述申辩原件")
