"""Did it help? How often parties violated again within twelve months, by measure and by learning.

Counted are decisions that spared the penalty and whose twelve months are over. "Again" is another violation of the same
party, committed after the decision and itself decided, penalised or spared: the outcome of a penalty procedure under way
is only proposed, and notice and defence may still undo it. Learning counts when it came before that. What is seen is not
what is caused: parties choose to learn.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from cases.enums import Measure
from cases.outcomes import COUNTS_AS_PRIOR, SOFT
from training.intervals import Share, wilson

LEARNING = {"done": "学完", "offered": "提供了，没有学完", "none": "没有提供"}
NO_MEASURE = "没有采取措施"

# `happened`: the day of the act as it was found out, else the day the bureau discovered it.
SQL = """
WITH established AS (
    SELECT act.id, act.party_id, act.case_id, decision.decided_on, decision.measure, decision.outcome
    FROM cases_decision decision JOIN cases_act act ON act.id = decision.act_id
    WHERE decision.outcome = ANY(%(established)s)
), again AS (
    SELECT act.party_id, act.case_id, COALESCE(
        (SELECT CASE WHEN fact.value #>> '{}' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' THEN left(fact.value #>> '{}', 10)::date END
         FROM cases_fact fact
         WHERE fact.act_id = act.id AND fact.key = 'act_date' AND fact.is_current AND fact.known
         LIMIT 1),
        file.discovered_on) AS happened
    FROM cases_act act JOIN cases_case file ON file.id = act.case_id
    WHERE act.id IN (SELECT id FROM established)
)
SELECT soft.measure,
       CASE WHEN EXISTS (SELECT 1 FROM training_learningoffer offer
                         JOIN training_learninganswer answer ON answer.offer_id = offer.id AND answer.passed
                         WHERE offer.act_id = soft.id AND NOT EXISTS (
                             SELECT 1 FROM again
                             WHERE again.party_id = soft.party_id AND again.case_id <> soft.case_id
                               AND again.happened > soft.decided_on AND again.happened <= answer.done_on)) THEN 'done'
            WHEN EXISTS (SELECT 1 FROM training_learningoffer offer
                         WHERE offer.act_id = soft.id AND offer.withdrawn_at IS NULL) THEN 'offered'
            ELSE 'none' END AS learning,
       count(*) AS cases,
       count(*) FILTER (WHERE EXISTS (
           SELECT 1 FROM again
           WHERE again.party_id = soft.party_id AND again.case_id <> soft.case_id
             AND again.happened > soft.decided_on AND again.happened <= soft.decided_on + interval '12 months'
       )) AS repeated
FROM established soft
WHERE soft.outcome = ANY(%(soft)s) AND soft.decided_on + interval '12 months' <= %(on)s
GROUP BY 1, 2
ORDER BY 1, 2
"""


@dataclass(frozen=True)
class EffectRow:
    measure: str
    learning: str
    share: Share

    @property
    def measure_name(self) -> str:
        return Measure(self.measure).label if self.measure else NO_MEASURE

    @property
    def learning_name(self) -> str:
        return LEARNING.get(self.learning, "合计")


@dataclass(frozen=True)
class Effect:
    """Rows by measure and learning, and the sums over either."""

    rows: tuple[EffectRow, ...]
    by_measure: tuple[EffectRow, ...]
    by_learning: tuple[EffectRow, ...]
    total: Share


def effect(*, on: date) -> Effect:
    """One query; counted by act."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"established": sorted(COUNTS_AS_PRIOR), "soft": sorted(SOFT), "on": on})
        found = cursor.fetchall()
    return Effect(
        rows=tuple(EffectRow(measure, learning, wilson(hits, cases)) for measure, learning, cases, hits in found),
        by_measure=_sums(found, 0),
        by_learning=_sums(found, 1),
        total=wilson(sum(row[3] for row in found), sum(row[2] for row in found)),
    )


def _sums(found: list[tuple], place: int) -> tuple[EffectRow, ...]:
    sums: dict[str, list[int]] = {}
    for row in found:
        both = sums.setdefault(row[place], [0, 0])
        both[0] += row[3]
        both[1] += row[2]
    return tuple(
        EffectRow(key if place == 0 else "", key if place == 1 else "", wilson(hits, cases))
        for key, (hits, cases) in sorted(sums.items())
    )
