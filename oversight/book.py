"""The bureau's own rows as the detectors read them: one statement each for cases, leads and grievances."""

from datetime import date

from django.db import connection

from exemptions.models import Offence
from exemptions.queries import kind_names
from oversight.detection.rows import Book, CaseRow, Grievance, LeadRow

# Gravity: what the law settles stands at the ends, the rest by the band of the baseline, else by the harm found.
CASES = """
SELECT subject.id, subject.number, section.name, coalesce(officer.user_id, 0)::text, act.party_id,
    party.kind, party.industry, party.township, act.violation,
    CASE WHEN judged.outcome LIKE 'NP\\_MANDATORY%%' THEN 0 WHEN judged.outcome = 'PENALTY_SERIOUS' THEN 4
        WHEN decision.band_most IS NOT NULL AND decision.fine_most > 0
            THEN least(3, greatest(1, 1 + (3 * decision.band_least) / decision.fine_most))
        WHEN judged.sheet ->> 'harm' = 'serious' THEN 3 WHEN judged.sheet ->> 'harm' = 'minor' THEN 2 ELSE 1 END,
    jsonb_array_length(coalesce(nullif(judged.sheet -> 'prior_same_type', 'null'), '[]')) = 0,
    subject.source, subject.discovered_on, subject.filed_on, decision.decided_on,
    coalesce(judged.binding = 'may', false), decision.outcome LIKE 'NP\\_%%', decision.fine,
    coalesce(decision.fine_least, 0), coalesce(decision.fine_most, 0), told.fine, coalesce(reply.answer, ''),
    coalesce(told.has_stated, false)
FROM cases_act act
JOIN cases_case subject ON subject.id = act.case_id
JOIN accounts_section section ON section.id = subject.section_id
JOIN parties_party party ON party.id = act.party_id
LEFT JOIN cases_decision decision ON decision.act_id = act.id
LEFT JOIN cases_assessment judged ON judged.id = decision.assessment_id
LEFT JOIN cases_caseofficer officer
    ON officer.case_id = subject.id AND officer.part = 'lead' AND officer.until_on IS NULL
LEFT JOIN LATERAL (SELECT answer.answer FROM cases_offer offer JOIN cases_answer answer ON answer.offer_id = offer.id
    WHERE offer.act_id = act.id ORDER BY answer.id DESC LIMIT 1) reply ON true
LEFT JOIN LATERAL (SELECT notice.fine, EXISTS (SELECT 1 FROM cases_statement said
        WHERE said.notice_id = notice.id AND said.kind = 'stated') has_stated
    FROM cases_priornotice notice WHERE notice.procedure_id = decision.procedure_id
    ORDER BY notice.id DESC LIMIT 1) told ON true
WHERE subject.filed_on BETWEEN %s AND %s AND act.state <> 'moved' AND act.same_conduct_id IS NULL
ORDER BY act.id
"""
LEADS = """
SELECT lead.id, section.name, lead.party_id, party.kind, party.industry, party.township, lead.source,
    lead.received_on, lead.state = 'case'
FROM cases_lead lead
JOIN accounts_section section ON section.id = lead.section_id
JOIN parties_party party ON party.id = lead.party_id
WHERE lead.received_on BETWEEN %s AND %s AND lead.state <> 'open' AND lead.jurisdiction IN ('', 'ours')
ORDER BY lead.id
"""
GRIEVANCES = """
SELECT act.party_id, section.name, used.kind, used.day
FROM (
    SELECT decision.act_id, 'remedy' kind, remedy.asked_on AS day
        FROM cases_remedy remedy JOIN cases_decision decision ON decision.id = remedy.decision_id
    UNION ALL SELECT procedure.act_id, 'statement', said.on
        FROM cases_statement said JOIN cases_priornotice notice ON notice.id = said.notice_id
        JOIN cases_penaltyprocedure procedure ON procedure.id = notice.procedure_id WHERE said.kind = 'stated'
    UNION ALL SELECT procedure.act_id, 'statement', hearing.requested_on
        FROM cases_hearing hearing JOIN cases_priornotice notice ON notice.id = hearing.notice_id
        JOIN cases_penaltyprocedure procedure ON procedure.id = notice.procedure_id
    UNION ALL SELECT offer.act_id, 'refusal', answer.answered_on
        FROM cases_answer answer JOIN cases_offer offer ON offer.id = answer.offer_id
        WHERE answer.answer IN ('decline', 'ordinary')
    UNION ALL SELECT first.id, 'complaint', said."on"
        FROM oversight_complaint said JOIN LATERAL (SELECT act.id FROM cases_act act
            WHERE act.case_id = said.case_id ORDER BY act."order" LIMIT 1) first ON true
) used
JOIN cases_act act ON act.id = used.act_id
JOIN cases_case subject ON subject.id = act.case_id
JOIN accounts_section section ON section.id = subject.section_id
WHERE used.day BETWEEN %s AND %s
ORDER BY used.day, act.id, used.kind
"""


def book_of(*, since: date, until: date) -> Book:
    """All filed cases, settled leads and rights used between two days."""

    def rows(statement: str) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(statement, [since, until])
            return cursor.fetchall()

    return Book(
        since=since,
        until=until,
        cases=tuple(CaseRow(*row) for row in rows(CASES)),
        leads=tuple(LeadRow(*row) for row in rows(LEADS)),
        grievances=tuple(Grievance(*row) for row in rows(GRIEVANCES)),
    )


def chinese_names() -> dict[str, str]:
    """How codes in a question are called."""
    return kind_names() | dict(Offence.objects.values_list("code", "name"))
