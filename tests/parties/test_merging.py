"""Two records of one party are read together once merged, and each has its own again when that is undone."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.enums import MeasureTrigger
from cases.priors import priors_of
from cases.services.history import record_past_decision
from cases.services.measures import begin_measure
from parties import merging, visits
from parties.models import Party, PartyMerge
from parties.risk import risk_of
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests import factories
from tests.shipped import load_shipped_law

pytestmark = pytest.mark.django_db
CODE = "91350100M000100Y43"
WHY = {"words": "同一营业执照，登记时少写了两个字"}


@pytest.fixture
def pair(cast):
    kept = factories.party("重庆峻岭建材有限公司", by=cast.officer1, credit_code=CODE)
    gone = factories.party("峻岭建材公司", by=cast.officer1)
    gone.past_decisions.create(
        violation="LATE", outcome="PENALTY", decided_on=date(2025, 3, 1), source="卷3", recorded_by=cast.officer1
    )
    gone.risk_points.create(grade="high", words="易发多发", noted_on=date(2026, 1, 5), noted_by=cast.officer1)
    return kept, gone


@pytest.fixture
def merged(cast, pair):
    kept, gone = pair
    merge = merging.merge_parties(actor=cast.head1, kept=kept, gone=gone, **WHY)
    kept.refresh_from_db()
    gone.refresh_from_db()
    return merge


def history(party) -> list[int]:
    return [one.party_id for one in priors_of([party.pk], ["LATE"], {"LATE": "迟报"})]


def test_the_rows_of_both_are_read_under_either_and_no_row_is_moved(merged):
    kept, gone = merged.kept, merged.gone
    assert history(kept) == [kept.pk] and history(gone) == [gone.pk]
    assert gone.past_decisions.count() == 1 and risk_of(kept).level == "high"
    assert list(Party.objects.current().matching("峻岭建材公司")) == [kept]


def test_undone_each_has_its_own_again(cast, merged):
    merging.undo_merge(actor=cast.head1, merge=merged, words="两块牌子，两个法人")
    kept, gone = Party.objects.get(pk=merged.kept_id), Party.objects.get(pk=merged.gone_id)
    assert (history(kept), history(gone), gone.merged_into) == ([], [gone.pk], None)
    assert risk_of(kept).level == "" and not kept.other_names.exists()
    verbs = Event.objects.of("parties.party", gone.pk).values_list("verb", flat=True)
    assert {"party.merge", "party.unmerge"} <= set(verbs)
    with pytest.raises(WrongState, match="已经撤销"):
        merging.undo_merge(actor=cast.head1, merge=merged, words="再来")


def test_what_was_merged_before_goes_along_and_comes_back(cast, merged):
    third = factories.party("重庆峻岭建材有限公司（总部）", by=cast.officer1, credit_code="91110000600037341L")
    Party.objects.filter(pk=merged.kept_id).update(credit_code="", credit_code_state="unknown")
    second = merging.merge_parties(actor=cast.head1, kept=third, gone=merged.kept, **WHY)
    assert history(third) == [third.pk] and second.carried == [merged.gone_id]
    merging.undo_merge(actor=cast.head1, merge=second, words="不是")
    assert Party.objects.get(pk=merged.gone_id).merged_into == merged.kept and history(third) == []


def test_both_records_count_towards_the_limit_of_visits(cast, merged):
    visits.publish_visit_limit(
        actor=cast.leader1, year=2026, most=1, published_on=date(2026, 1, 5), source="黔统发〔2026〕1号"
    )
    said = {"on": date(2026, 3, 2), "ground": "plan", "choice": "年度计划", "purpose": "检查", "found": "正常"}
    visits.record_visit(actor=cast.officer1, party=merged.gone, companion=cast.officer2, **said)
    with pytest.raises(DomainError, match="到了公布的上限1次"):
        visits.record_visit(actor=cast.officer1, party=merged.kept, companion=cast.officer2, **said)


def test_what_is_noted_of_the_merged_record_goes_to_the_one_that_is_kept(cast, pair):
    """Whoever opened the page before the merging writes to the right record all the same."""
    load_shipped_law()
    kept, gone = pair
    merging.merge_parties(actor=cast.head1, kept=kept, gone=gone, **WHY)
    said = {"on": date(2026, 3, 2), "ground": "lead", "choice": "线索", "purpose": "检查", "found": "正常"}
    visit = visits.record_visit(actor=cast.officer1, party=gone, companion=cast.officer2, **said)
    past = record_past_decision(
        actor=cast.officer1, party=gone, violation="LATE", outcome="PENALTY", decided_on=date(2025, 5, 1), source="卷9"
    )
    measure = begin_measure(
        actor=cast.officer1,
        party=gone,
        kind="guidance",
        trigger=MeasureTrigger.values[0],
        subject="按时报送月报",
        grounds="临近报送期",
        content="每月5日前核对台账",
    )
    assert {visit.party, past.party, measure.party} == {kept}


@pytest.mark.parametrize("who", ["officer1", "leader1", "reviewer1", "admin1"])
def test_only_a_head_merges_and_undoes(cast, pair, who):
    kept, gone = pair
    with pytest.raises(NotAllowed, match="科室负责人"):
        merging.merge_parties(actor=getattr(cast, who), kept=kept, gone=gone, **WHY)
    merge = merging.merge_parties(actor=cast.head1, kept=kept, gone=gone, **WHY)
    with pytest.raises(NotAllowed, match="科室负责人"):
        merging.undo_merge(actor=getattr(cast, who), merge=merge, words="不是")


def test_what_are_two_parties_by_law_is_not_merged(cast, pair):
    kept, gone = pair
    person = factories.party("冉某", "individual", by=cast.officer1)
    other = factories.party("重庆峻岭二公司", by=cast.officer1, credit_code="91110000600037341L")
    for one, two, words in (
        (kept, person, "主体种类"),
        (kept, other, "两个主体"),
        (gone, kept, "有信用代码的那一份"),
        (kept, kept, "两份不同"),
    ):
        with pytest.raises(DomainError, match=words):
            merging.merge_parties(actor=cast.head1, kept=one, gone=two, **WHY)
    with pytest.raises(DomainError, match="请写明"):
        merging.merge_parties(actor=cast.head1, kept=kept, gone=gone, words=" ")
    assert not PartyMerge.objects.exists()


def test_a_merged_record_is_not_merged_again_and_the_log_of_it_stands(cast, merged):
    with pytest.raises(WrongState, match="已经并入"):
        merging.merge_parties(actor=cast.head1, kept=merged.kept, gone=merged.gone, **WHY)
    for change in ({"words": "别的"}, {"kept": merged.gone}):
        with pytest.raises(IntegrityError, match="只能撤销一次"), transaction.atomic():
            PartyMerge.objects.filter(pk=merged.pk).update(**change)


def test_the_pages_lead_from_the_record_to_its_double_and_back(cast, pair, signed_in):
    kept, gone = pair
    address = reverse("parties:merge", args=[kept.pk])
    head = signed_in(cast.head1)
    assert "峻岭建材公司" in head.get(address).content.decode()
    compared = head.get(address, {"gone": gone.pk}).content.decode()
    assert "历年处理记录1" in compared and "风险点1" in compared
    assert head.post(address, {"gone": gone.pk, "words": ""}).status_code == 422
    assert head.post(address, {"gone": gone.pk, **WHY}).status_code == 302
    moved = head.get(reverse("parties:detail", args=[gone.pk]))
    assert moved.url == reverse("parties:detail", args=[kept.pk])
    assert head.get(reverse("cases:history", args=[gone.pk])).url == reverse("cases:history", args=[kept.pk])
    assert gone.name in head.get(moved.url).content.decode()
    undo = reverse("parties:unmerge", args=[kept.pk, PartyMerge.objects.get().pk])
    assert head.get(undo).status_code == 405 and head.post(undo, {"words": ""}).status_code == 422
    assert head.post(undo, {"words": "不是同一家"}).status_code == 302
    assert signed_in(cast.officer1).post(undo, {"words": "x"}).status_code == 403
    assert signed_in(cast.officer1).get(address).status_code == 403
