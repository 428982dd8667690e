"""What open soft measures call for, by day: interviews to hold, commitments to look at, visits to make."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.models import Commitment, Interview, SoftMeasure

AGREED = "约谈记录载明的期限"
NOTICED = "约谈通知书载明的时间"
VISIT = "本局办案要求：实施后30日内回访"


@dataclass(frozen=True)
class MeasureDuty:
    """One thing to do by a day. `is_waiting`: until then it is the party's turn."""

    on: date
    title: str
    party: str
    url: str
    rule: str
    is_waiting: bool = False


def _url(pk: int) -> str:
    return reverse("cases:measure", args=[pk])


def duties_of(people: Iterable[User]) -> list[MeasureDuty]:
    """Of the measures these people began."""
    return sorted(_found(SoftMeasure.objects.open().filter(begun_by__in=list(people))), key=lambda row: row.on)


def _found(measures) -> Iterator[MeasureDuty]:
    promised = Commitment.objects.filter(measure__in=measures, result="").select_related("measure__party")
    for one in promised:
        title = f"核查承诺：{one.what}" if one.reported_on else f"等对方兑现承诺：{one.what}"
        url = _url(one.measure_id)
        yield MeasureDuty(one.due_on, title, one.measure.party.name, url, AGREED, not one.reported_on)
    called = Interview.objects.filter(measure__in=measures, attended__isnull=True).select_related("measure__party")
    for talk in called:
        day = timezone.localtime(talk.meet_at).date()
        yield MeasureDuty(day, f"约谈{talk.invited}", talk.measure.party.name, _url(talk.measure_id), NOTICED)
    for row in measures.filter(follow_up_on__isnull=False, followed_on__isnull=True).select_related("party"):
        yield MeasureDuty(row.follow_up_on, f"回访：{row.subject}", row.party.name, _url(row.pk), VISIT)
