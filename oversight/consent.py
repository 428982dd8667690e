"""Consent watch: are offers of soft measures really free? Counts by section; what followed a no."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

ANSWERS = """
SELECT section.name,
    count(*) FILTER (WHERE answer.answer = 'accept'), count(*) FILTER (WHERE answer.answer = 'decline'),
    count(*) FILTER (WHERE answer.answer = 'ordinary'), count(*) FILTER (WHERE answer.answer = 'silent'),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answer.recorded_at - offer.made_at))
        FILTER (WHERE answer.means <> 'none'),
    count(*) FILTER (WHERE answer.means <> 'none'
        AND answer.recorded_at - offer.made_at < make_interval(secs => %(hasty)s)),
    count(decision.id) FILTER (WHERE answer.answer = 'accept'),
    count(decision.id) FILTER (WHERE answer.answer = 'accept' AND decision.outcome LIKE 'PENALTY%%'),
    count(decision.id) FILTER (WHERE answer.answer IN ('decline', 'ordinary')),
    count(decision.id) FILTER (WHERE answer.answer IN ('decline', 'ordinary') AND decision.outcome LIKE 'PENALTY%%')
FROM cases_answer answer
JOIN cases_offer offer ON offer.id = answer.offer_id
JOIN cases_act act ON act.id = offer.act_id
JOIN cases_case subject ON subject.id = act.case_id
JOIN accounts_section section ON section.id = subject.section_id
LEFT JOIN cases_decision decision ON decision.act_id = act.id
WHERE answer.answered_on BETWEEN %(since)s AND %(until)s
    AND (%(section)s::bigint IS NULL OR section.id = %(section)s)
GROUP BY section.id, section.name
ORDER BY section."order", section.name
"""
# Nobody reads an offer and its consequences in less.
HASTY_SECONDS = 60


@dataclass(frozen=True)
class Consent:
    """One section's offers that were answered in the period."""

    section: str
    accepted: int
    declined: int
    ordinary: int
    silent: int
    seconds: float | None
    hasty: int
    accepted_decided: int
    accepted_penalised: int
    refused_decided: int
    refused_penalised: int

    @property
    def answered(self) -> int:
        return self.accepted + self.declined + self.ordinary + self.silent

    @property
    def acceptance(self) -> str:
        return _share(self.accepted, self.answered)

    @property
    def everybody_accepts(self) -> bool:
        """Nobody ever says no: is it put as a choice?"""
        return self.answered >= 5 and self.accepted == self.answered

    @property
    def penalised_after_no(self) -> str:
        return _share(self.refused_penalised, self.refused_decided)

    @property
    def penalised_after_yes(self) -> str:
        return _share(self.accepted_penalised, self.accepted_decided)

    @property
    def waited(self) -> str:
        if self.seconds is None:
            return "—"
        if self.seconds < 3600:
            return f"{self.seconds / 60:.0f}分钟" if self.seconds >= 60 else f"{self.seconds:.0f}秒"
        return f"{self.seconds / 86400:.1f}天" if self.seconds >= 86400 else f"{self.seconds / 3600:.1f}小时"


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}，{part / whole:.0%}" if whole else "—"


def consent_watch(*, since: date, until: date, section: int | None = None) -> list[Consent]:
    with connection.cursor() as cursor:
        cursor.execute(ANSWERS, {"since": since, "until": until, "section": section, "hasty": HASTY_SECONDS})
        return [Consent(*row) for row in cursor.fetchall()]


VOICES = """
SELECT section.name, coalesce(rated.many, 0), rated.mean, coalesce(rated.poor, 0), coalesce(said.many, 0),
    coalesce(said.waiting, 0)
FROM accounts_section section
LEFT JOIN (SELECT section_id, count(*) many, avg(score) mean, count(*) FILTER (WHERE score <= 2) poor
    FROM oversight_rating WHERE "on" BETWEEN %(since)s AND %(until)s GROUP BY section_id) rated ON rated.section_id = section.id
LEFT JOIN (SELECT section_id, count(*) many, count(*) FILTER (WHERE handled_at IS NULL) waiting
    FROM oversight_complaint WHERE "on" BETWEEN %(since)s AND %(until)s GROUP BY section_id) said ON said.section_id = section.id
WHERE rated.many > 0 OR said.many > 0
ORDER BY section."order", section.name
"""
# Fewer could tell who it was.
FEWEST_RATINGS = 5


@dataclass(frozen=True)
class Voices:
    """What parties said of one section's handling: ratings without a name, complaints to supervision."""

    section: str
    ratings: int
    mean: Decimal | None
    poor: int
    complaints: int
    waiting: int

    @property
    def satisfaction(self) -> str:
        if self.ratings < FEWEST_RATINGS or self.mean is None:
            return f"不足{FEWEST_RATINGS}份，不计算"
        return f"{self.mean:.1f}（满分5），不满意{_share(self.poor, self.ratings)}"


def voices_watch(*, since: date, until: date) -> list[Voices]:
    with connection.cursor() as cursor:
        cursor.execute(VOICES, {"since": since, "until": until})
        return [Voices(*row) for row in cursor.fetchall()]
