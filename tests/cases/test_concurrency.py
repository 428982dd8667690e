"""Many hands at once: numbers without gaps or doubles, one decision, nobody overwritten unseen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from cases.models import Case, Fact
from cases.services import facts, files
from records.errors import DomainError, Stale
from tests import factories
from tests.cases.story import Story

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Run the calls in threads that start together; what each returned or raised."""
    start = Barrier(len(calls))

    def run(call):
        try:
            start.wait(timeout=20)
            return call()
        except DomainError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_files_filed_at_once_get_numbers_without_gaps_or_doubles(story):
    cases = []
    for number in range(6):
        party = factories.party(f"重庆第{number}建材有限公司", by=story.cast.officer1)
        story.registered(party=party).filing_requested()
        cases.append(story.case)
    leaders = [story.cast.leader1, story.cast.leader2] * 3
    at_once(
        *(
            lambda case=case, leader=leader: files.approve_filing(actor=leader, case=case)
            for case, leader in zip(cases, leaders, strict=True)
        )
    )
    numbers = sorted(Case.objects.exclude(number="").values_list("number", flat=True))
    assert numbers == [f"黔统立〔2026〕{number}号" for number in range(1, 7)]


def test_a_refused_issue_gives_its_number_back(story):
    story.registered().filing_requested()
    story.cast.leader1.role = "leader"
    with pytest.raises(DomainError):
        files.approve_filing(actor=story.cast.head1, case=story.case)
    files.approve_filing(actor=story.cast.leader1, case=story.case)
    assert Case.objects.get(pk=story.case.pk).number == "黔统立〔2026〕1号"


def test_two_officers_on_one_page_do_not_overwrite_each_other_unseen(story: Story):
    story.registered()
    opened = Case.objects.get(pk=story.case.pk).version

    def write(officer, value):
        return facts.record_fact(actor=officer, act=story.act, key="harm", value=value, version=opened)

    said = at_once(
        lambda: write(story.cast.officer1, "none"),
        lambda: write(story.cast.officer2, "minor"),
    )
    stale = [one for one in said if isinstance(one, Stale)]
    assert len(stale) == 1 and "没有丢失" in stale[0].message
    assert Fact.objects.filter(key="harm", is_current=True).count() == 1


def test_evidence_handed_in_at_once_is_numbered_one_by_one(story):
    story.registered()

    def add(officer, text):
        return facts.add_evidence(
            actor=officer,
            case=story.case,
            kind="document",
            title=text,
            source="平台",
            name="a.txt",
            content=text.encode(),
        )

    officers = [story.cast.officer1, story.cast.officer2] * 3
    at_once(*(lambda officer=officer, n=n: add(officer, f"报表{n}") for n, officer in enumerate(officers)))
    assert list(story.case.evidence.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_a_double_click_on_the_decision_decides_once(story):
    story.minor_untrue_corrected().assessed()
    story.answered()
    said = at_once(lambda: story.decided(), lambda: story.decided(by=story.cast.leader2))
    assert sum(isinstance(one, DomainError) for one in said) == 1
    assert story.act.decision.decided_on == date(2026, 5, 15)
