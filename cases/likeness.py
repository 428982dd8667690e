"""同类案件: how acts like this one were handled before, for the person who signs (渝府令355号5条).

Like means: the same offence; the more of list item, kind of party, harm and first or not agree, the nearer.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from accounts.models import User
from cases.models import Act, Assessment, Case, Decision
from cases.outcomes import outcome_words

LOOKED_AT, SHOWN = 200, 8
BACK = timedelta(days=3 * 366)


@dataclass(frozen=True)
class Likeness:
    """What of two acts is compared."""

    items: frozenset[str]
    kind: str
    harm: str
    is_first: bool

    def shared(self, other: "Likeness") -> list[str]:
        """In words, the weightiest first."""
        found = [f"清单{item}项" for item in sorted(self.items & other.items)]
        found += ["主体种类相同"] if self.kind == other.kind else []
        found += ["危害后果相同"] if self.harm and self.harm == other.harm else []
        return [*found, "同为初次" if self.is_first else "同有前次"] if self.is_first == other.is_first else found


@dataclass(frozen=True)
class LikeCase:
    """`url_pk` only where the person may open the file; no name of a party otherwise."""

    number: str
    section: str
    party: str
    url_pk: int | None
    decided_on: date
    outcome: str
    measure: str
    fine: int | None
    shared: list[str] = field(default_factory=list)

    @property
    def outcome_name(self) -> str:
        return outcome_words(self.outcome)


@dataclass(frozen=True)
class LikeCases:
    """`ended`: how all that were looked at ended, the most frequent first."""

    rows: list[LikeCase]
    ended: list[tuple[str, int]]
    total: int


def _likeness(items: Any, kind: str, harm: Any, prior: Any) -> Likeness:
    hit = frozenset(f"{row['list_code']}{row['number']}" for row in items or [] if row.get("verdict") == "true")
    return Likeness(hit, kind, harm if isinstance(harm, str) else "", not prior)


def like_cases(act: Act, assessment: Assessment, user: User) -> LikeCases:
    """Decided acts of the same offence in the last years, the likest first; two statements, whatever there are."""
    mine = _likeness(
        assessment.answer.get("items"),
        act.party.kind,
        assessment.sheet.get("harm"),
        assessment.sheet.get("prior_same_type"),
    )
    found = (
        Decision.objects.filter(act__violation=act.violation, decided_on__gte=assessment.as_of - BACK)
        .exclude(act__case=act.case_id)
        .annotate(
            items=KeyTransform("items", "assessment__answer"),
            harm=KeyTextTransform("harm", "assessment__sheet"),
            prior=KeyTransform("prior_same_type", "assessment__sheet"),
            party_kind=F("act__party__kind"),
        )
        .select_related("act__case__section", "act__party")
        .order_by("-pk")[:LOOKED_AT]
    )
    rows = [(mine.shared(_likeness(row.items, row.party_kind, row.harm, row.prior)), row) for row in found]
    rows.sort(key=lambda pair: (-_weight(pair[0]), -pair[1].pk))
    nearest = rows[:SHOWN]
    opens = set(
        Case.objects.visible_to(user)
        .filter(pk__in=[row.act.case_id for _, row in nearest])
        .values_list("pk", flat=True)
    )
    ended = Counter(outcome_words(row.outcome) for _, row in rows)
    return LikeCases([_shown(row, shared, opens) for shared, row in nearest], ended.most_common(), len(rows))


def _weight(shared: list[str]) -> int:
    return sum(3 if words.startswith("清单") else 1 for words in shared)


def _shown(row: Decision, shared: list[str], opens: set[int]) -> LikeCase:
    case = row.act.case
    seen = case.pk in opens
    return LikeCase(
        number=str(case),
        section=case.section.name,
        party=row.act.party.name if seen else "",
        url_pk=case.pk if seen else None,
        decided_on=row.decided_on,
        outcome=row.outcome,
        measure=row.get_measure_display(),
        fine=row.fine,
        shared=shared,
    )


def has_like_cases(act: Act, assessment: Assessment) -> bool:
    rows = Decision.objects.filter(act__violation=act.violation, decided_on__gte=assessment.as_of - BACK)
    return rows.exclude(act__case=act.case_id).exists()
