"""Urging: without a notice served with proof nobody has been urged, whatever was said on the telephone."""

from datetime import date

import pytest

from cases.enums_intake import RowPlan
from cases.models import LateFiling, UrgingNotice
from cases.services import facts, urging
from cases.services import intake_steps as steps
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests.cases import lists
from tests.cases.test_intake import desk, hand_in, plans, run  # noqa: F401

pytestmark = pytest.mark.django_db
PROOF = ("发送记录.pdf", b"%PDF-1.7 sent")
DEADLINE = date(2026, 6, 11)


@pytest.fixture
def owed(desk):  # noqa: F811
    """Two units that have not filed."""
    run(desk.officer1, hand_in(desk.officer1, [lists.row(1, submitted=""), lists.row(2, submitted="未报")]))
    return desk


def notices(owed) -> list[UrgingNotice]:
    made = urging.draft_notices(actor=owed.officer1, filings=LateFiling.objects.all(), deadline=DEADLINE)
    return [urging.issue_notice(actor=owed.officer1, notice=notice) for notice in made]


def serve(owed, rows, *, means="platform", proof=PROOF, on=date(2026, 6, 9)):
    return urging.record_service(actor=owed.officer1, notices=rows, means=means, served_on=on, proof=proof)


def judged(owed):
    batch = urging.review(actor=owed.officer1, filings=LateFiling.objects.all(), harm="none", screened=True)
    while steps.prepare_some(batch.pk, {}):
        pass
    batch.refresh_from_db()
    return batch


def test_each_party_gets_one_notice_with_its_number_and_all_it_owes(owed):
    run(owed.officer1, hand_in(owed.officer1, [lists.row(1, form="F203", submitted="")]))
    made = notices(owed)
    assert [notice.paper.number for notice in made] == ["黔统催〔2026〕1号", "黔统催〔2026〕2号"]
    assert sorted(len(notice.paper.context["forms"]) for notice in made) == [1, 2]
    assert Event.objects.filter(verb="urging.issue").count() == 2


def test_nobody_is_urged_twice_while_the_first_deadline_runs(owed):
    notices(owed)
    with pytest.raises(DomainError, match="没有需要催报"):
        notices(owed)


@pytest.mark.parametrize(
    ("means", "proof", "proved"),
    [
        ("platform", PROOF, True),
        ("paper", PROOF, True),
        ("text", PROOF, True),
        ("phone", PROOF, False),
        ("text", None, False),
    ],
)
def test_a_notice_is_served_by_what_leaves_a_proof_and_never_by_a_call(owed, means, proof, proved):
    rows = serve(owed, notices(owed), means=means, proof=proof)
    assert {row.is_proved for row in rows} == {proved}


def test_filed_within_the_notice_is_spared_with_a_warning_where_it_is_the_first_time(owed, clock):
    serve(owed, notices(owed))
    clock.move_to("2026-06-12T10:00:00+08:00")
    for filing in LateFiling.objects.all():
        urging.record_filing(actor=owed.officer1, filing=filing, submitted_on=date(2026, 6, 11))
    batch = judged(owed)
    assert plans(batch) == [RowPlan.DECLINE] * 2 and set(batch.rows.values_list("measure", flat=True)) == {"warning"}


def test_not_filed_after_the_notice_is_refusal_after_urging_and_goes_to_people(owed, clock):
    serve(owed, notices(owed))
    assert plans(judged(owed)) == [RowPlan.WAIT] * 2
    clock.move_to("2026-06-12T10:00:00+08:00")
    batch = judged(owed)
    assert set(batch.rows.values_list("violation", "plan")) == {("REFUSE_OR_AFTER_URGE", RowPlan.PERSON)}


@pytest.mark.parametrize("means", ["phone", "text"])
def test_without_proof_of_service_it_never_becomes_refusal_after_urging(owed, clock, means):
    serve(owed, notices(owed), means=means, proof=None)
    clock.move_to("2026-06-12T10:00:00+08:00")
    assert set(judged(owed).rows.values_list("violation", "plan")) == {("LATE", RowPlan.URGE)}


def test_a_case_takes_no_day_of_service_without_proof(story):
    story.registered("REFUSE_OR_AFTER_URGE", "2026年4月月报未报")
    with pytest.raises(DomainError, match="要有证明"):
        facts.record_fact(actor=story.cast.officer1, act=story.act, key="urge_served", value=date(2026, 5, 9))
    facts.record_fact(actor=story.cast.officer1, act=story.act, key="urge_served", value=None)
    assert story.act.facts.get(key="urge_served", is_current=True).value is None


def test_another_section_and_other_roles_are_refused(owed):
    made = notices(owed)
    for person in (owed.officer3, owed.leader1, owed.admin1):
        with pytest.raises(NotAllowed):
            urging.draft_notices(actor=person, filings=LateFiling.objects.all(), deadline=DEADLINE)
        with pytest.raises(NotAllowed):
            urging.issue_notice(
                actor=person,
                notice=UrgingNotice.objects.create(
                    party=made[0].party, section=owed.officer1.section, deadline=DEADLINE, made_by=owed.officer1
                ),
            )
        with pytest.raises(NotAllowed):
            urging.record_service(actor=person, notices=made, means="paper", served_on=date(2026, 6, 9))
        with pytest.raises(NotAllowed):
            urging.record_filing(actor=person, filing=LateFiling.objects.first(), submitted_on=date(2026, 6, 9))


def test_a_wrong_state_is_refused_with_what_stands_in_the_way(owed):
    drafts = urging.draft_notices(actor=owed.officer1, filings=LateFiling.objects.all(), deadline=DEADLINE)
    with pytest.raises(WrongState, match="还没有制发"):
        serve(owed, drafts)
    filing = drafts[0].filings.get()
    urging.record_filing(actor=owed.officer1, filing=filing, submitted_on=date(2026, 6, 9))
    with pytest.raises(WrongState, match="已经报送"):
        urging.issue_notice(actor=owed.officer1, notice=drafts[0])
    with pytest.raises(WrongState, match="已经登记"):
        urging.record_filing(actor=owed.officer1, filing=filing, submitted_on=date(2026, 6, 9))
