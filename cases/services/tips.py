"""风险提示 to a group: one reminder per party, the same words, each with a row of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from accounts.enums import CASE_WORKERS
from accounts.models import User
from cases.enums import Measure, MeasureMeans, MeasureState, MeasureTrigger
from cases.models import SoftMeasure
from cases.services.measures import begin_measure, log
from parties.models import Party
from records.errors import DomainError, NotAllowed

MOST = 200
SENT = "风险提示已发送。"


@dataclass(frozen=True)
class TipResult:
    """What happened to one party of the group."""

    party: Party
    sent: bool
    words: str


def _told(parties: list[Party], subject: str) -> set[int]:
    """Who has had this tip, also under a record that was merged into theirs."""
    keys = [party.pk for party in parties]
    records = Party.objects.filter(Q(pk__in=keys) | Q(merged_into__in=keys))
    told = SoftMeasure.objects.filter(kind=Measure.REMINDER, subject=subject, party__in=records.values("pk"))
    return {into or own for own, into in told.values_list("party_id", "party__merged_into_id")}


@transaction.atomic
def send_tips(
    *,
    actor: User,
    parties: Iterable[Party],
    subject: str,
    grounds: str,
    content: str,
    violation: str,
    means: str,
    on: date,
) -> list[TipResult]:
    """Tell everybody once before the day; who has had this tip already is left out and named."""
    if actor.role not in CASE_WORKERS:
        raise NotAllowed("风险提示由执法人员或科室负责人办理。请联系承办科室。")
    chosen = list({party.pk: party for party in ((one.merged_into or one) for one in parties)}.values())
    if not chosen:
        raise DomainError("请至少选择一个当事人。", field="parties")
    if len(chosen) > MOST:
        raise DomainError(f"一次最多提示{MOST}个，请分批办理。", field="parties")
    if means not in MeasureMeans.values:
        raise DomainError("请选择方式。", field="means")
    had = _told(chosen, subject.strip())
    results = []
    for party in chosen:
        if party.pk in had:
            results.append(TipResult(party, False, "已经提示过同一事项"))
            continue
        row = begin_measure(
            actor=actor,
            party=party,
            kind=Measure.REMINDER,
            trigger=MeasureTrigger.CALENDAR,
            subject=subject,
            grounds=grounds,
            content=content,
            violation=violation,
        )
        row.given_on, row.means, row.given_by, row.given_words = on, means, actor, content.strip()
        row.recipient = (party.contact or party.representative or party.name)[:60]
        row.state, row.ended_on, row.ended_words = MeasureState.DONE, on, SENT
        row.save()
        log(row, actor, "give_measure", f"{row.get_means_display()}风险提示：{row.subject}")
        results.append(TipResult(party, True, "已提示"))
    return results
