"""Risk tips to a group before a day of the survey calendar."""

import pytest
from django.urls import reverse

from cases.models import SoftMeasure
from cases.services import tips
from parties import merging
from records.errors import DomainError, NotAllowed
from records.models import Event
from tests import factories
from tests.cases.story import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(story):
    return [
        factories.party(f"重庆第{number}工业公司", by=story.cast.officer1, township="濯水镇", survey_class="一套表单位")
        for number in "一二三"
    ]


def sent(actor, parties, **fields):
    given = {
        "subject": "6月8日前报送2026年5月工业月报",
        "grounds": "报送期临近",
        "content": "报前核对台账",
        "violation": "LATE",
        "means": "message",
        "on": today(),
    } | fields
    return tips.send_tips(actor=actor, parties=parties, **given)


def test_each_of_the_group_gets_one_with_a_row_and_a_log_of_its_own(story, group):
    results = sent(story.cast.officer1, group)
    assert [row.sent for row in results] == [True, True, True]
    rows = SoftMeasure.objects.all()
    assert {(row.kind, row.trigger, row.state) for row in rows} == {("reminder", "calendar", "done")}
    assert Event.objects.filter(verb="give_measure").count() == 3


def test_who_had_it_is_left_out_and_named(story, group):
    sent(story.cast.officer1, group[:1])
    assert [row.words for row in sent(story.cast.officer1, group)] == ["已经提示过同一事项", "已提示", "已提示"]


def test_who_had_it_under_a_record_merged_since_is_not_told_again(story, group):
    """A stale list still names the record that was merged: the kept one is meant, once."""
    officer, (kept, gone, _) = story.cast.officer1, group
    sent(officer, [gone])
    merging.merge_parties(actor=story.cast.head1, kept=kept, gone=gone, words="同一单位")
    gone.refresh_from_db()
    assert [(row.party, row.sent) for row in sent(officer, [gone, kept])] == [(kept, False)]


def test_an_empty_group_and_a_stranger_are_refused(story, group):
    with pytest.raises(DomainError):
        sent(story.cast.officer1, [])
    with pytest.raises(NotAllowed):
        sent(story.cast.leader1, group)


def test_the_page_lists_the_group_and_says_what_became_of_each(story, group, signed_in):
    factories.party("别的镇的公司", by=story.cast.officer1, township="黑溪镇")
    client = signed_in(story.cast.officer1)
    address = reverse("cases:tips") + "?township=濯水镇"
    page = client.get(address).content.decode()
    assert "重庆第一工业公司" in page and "别的镇的公司" not in page
    data = {
        "subject": "报送5月月报",
        "violation": "LATE",
        "grounds": "临近",
        "content": "核对台账",
        "means": "phone",
        "on": today(),
        "parties": [group[0].pk, group[1].pk],
    }
    answer = client.post(address, data).content.decode()
    assert "重庆第一工业公司" in answer and "已提示" in answer
    assert SoftMeasure.objects.count() == 2
    assert client.post(address, data | {"parties": []}).status_code == 422
    assert signed_in(story.cast.leader1).get(address).status_code == 403
