"""Contexts of the papers that end a lead without a case, and of urging notices."""

from datetime import date
from typing import Any

from accounts.models import Bureau, User
from cases.law import Law, trade_terms
from cases.models import LateFiling, LeadHandling
from cases.papers_soft import long, organ
from cases.papers_soft import party as party_values
from documents.words import zh_date
from parties.models import Party
from rules.deadlines import add_months, legal_day

Values = dict[str, Any]
PAPER_OF = {"reminder": "REMINDER", "warning": "MINOR_WARNING"}
REVISIT_MONTHS = 3


def contact(user: User) -> Values:
    bureau = Bureau.objects.get()
    said = {"name": user.name, "phone": user.phone or bureau.phone}
    return said | ({"address": bureau.address} if bureau.address else {})


def liability(violation: str, kind: str, law: Law, version: str = "") -> list[str]:
    """The articles that punish the offence in this kind of party, long form."""
    offence = law.offences[violation]
    version = version or offence.penalties[-1].version
    return long(law, [text for rule in offence.rules_for(kind, version) for text in rule.basis])


def duties(violation: str, law: Law, version: str = "") -> list[str]:
    offence = law.offences[violation]
    return list(offence.duty.get(version or offence.penalties[-1].version, ()))


def lead_paper(
    handling: LeadHandling, filing: LateFiling | None, officer: User, law: Law, on: date
) -> tuple[str, Values]:
    """The paper of the measure a lead ended with: its kind and its context."""
    party, version = handling.party, str(handling.answer.get("law_version") or "")
    punished = liability(handling.violation, party.kind, law, version)
    owed = duties(handling.violation, law, version)
    gists = [gist for text in owed if (gist := law.provision(text))]
    offence = law.offences[handling.violation]
    facts = facts_words(handling, filing)
    said = {"organ": organ(), "party": party_values(party), "contact": contact(officer), "issued_on": on}
    if PAPER_OF[handling.measure] == "MINOR_WARNING":
        return "MINOR_WARNING", said | {
            "decided_on": handling.decided_on,
            "outcome": handling.outcome,
            "offence": offence.name,
            "facts": facts,
            "liability": punished,
            "education": gists,
            "visit_on": legal_day(add_months(on, REVISIT_MONTHS).on),
            "not_filed": True,
        }
    return "REMINDER", said | {
        "subject": f"按时报送{filing.title}" if filing else offence.name,
        "reason": facts,
        "risks": [offence.gist or offence.name],
        "basis": [*long(law, owed), *punished],
        "consequence": f"再次发生的，可能按{'、'.join(punished)}处理",
        "todo": [{"what": gist} for gist in gists],
    }


def facts_words(handling: LeadHandling, filing: LateFiling | None) -> str:
    if filing is None:
        return f"{handling.party.name}：{handling.lead.description.rstrip('。')}。"
    done = f"，于{zh_date(filing.submitted_on)}报送" if filing.submitted_on else ""
    return f"{handling.party.name}的{filing.title}应当在{zh_date(filing.due_on)}以前报送{done}，已经逾期。"


def urging(party: Party, filings: list[LateFiling], deadline: date, officer: User, law: Law, on: date) -> Values:
    """The context of URGING_NOTICE for everything this party has not filed."""
    violation = trade_terms("urging")["violation"]
    return {
        "organ": organ(),
        "party": party_values(party),
        "forms": [
            {"name": row.form_name or row.form_code, "code": row.form_code, "period": row.period, "due": row.due_on}
            for row in filings
        ],
        "duty": long(law, duties(violation, law)),
        "deadline": deadline,
        "way": "通过联网直报平台",
        "liability": liability(violation, party.kind, law),
        "contact": contact(officer),
        "issued_on": on,
    }
