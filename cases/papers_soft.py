"""Contexts of this room's papers: what the rows know of each field; people may change the rest while it is a draft."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import Bureau
from cases.capacity import current_officers
from cases.enums import CheckResult, ObligationKind
from cases.law import Law
from cases.models import Act, Assessment, Case, Decision, FirstOffenceCheck
from cases.outcomes import outcome_words
from cases.sheets import look
from cases.windows import WINDOW_WORDS
from documents.html import call
from documents.words import zh_date, zh_money
from parties.models import Party
from records.models import Paper
from rules.citation import Citation
from rules.offences import Penalty

Values = dict[str, Any]
ORDER_BASIS = "行政处罚法28条1款"


def organ() -> Values:
    bureau = Bureau.objects.get()
    fields = ("name", "word", "district", "address", "phone", "review_organ", "court")
    return {field: getattr(bureau, field) for field in fields if getattr(bureau, field)}


def party(row: Party) -> Values:
    fields = ("name", "kind", "credit_code", "representative", "address")
    return {field: getattr(row, field) for field in fields if getattr(row, field)}


def contact(case: Case) -> Values:
    people = [row.user for row in current_officers(case)]
    bureau = Bureau.objects.get()
    phone = next((person.phone for person in people if person.phone), "") or bureau.phone
    said = {"name": "、".join(person.name for person in people), "phone": phone}
    return said | ({"address": bureau.address} if bureau.address else {})


def officers(case: Case) -> list[Values]:
    return [{"name": row.user.name, "certificate": row.user.certificate_number} for row in current_officers(case)]


def long(law: Law, citations: list[str] | tuple[str, ...]) -> list[str]:
    """Provisions written out for a paper, each once."""
    found = [Citation.parse(text) for text in citations]
    return list(dict.fromkeys(one.format_long(law.title(one)) for one in found))


def _law_version(act: Act, law: Law) -> str:
    row = act.assessments.exclude(law_version="").first()
    if row is not None:
        return row.law_version
    offence = law.offences[act.violation]
    return offence.penalties[-1].version if offence.penalties else ""


def liability(act: Act, law: Law) -> list[str]:
    """The articles that punish this offence in this kind of party, long form."""
    offence = law.offences[act.violation]
    rules = offence.rules_for(act.party.kind, _law_version(act, law))
    return long(law, [text for rule in rules for text in rule.basis])


def duties(act: Act, law: Law) -> list[str]:
    """The provisions of duty that the act breaks, as citations."""
    return list(law.offences[act.violation].duty.get(_law_version(act, law), ()))


def gists(act: Act, law: Law) -> list[str]:
    return [gist for text in duties(act, law) if (gist := law.provision(text))]


def common(case: Case, act: Act) -> Values:
    said = {"organ": organ(), "party": party(act.party), "contact": contact(case)}
    return said | ({"case_number": case.number} if case.number else {})


def facts_words(act: Act, whom: str = "") -> str:
    """What happened, told to the party (你单位…) or, in a decision, about it (当事人…); the templates name the offence."""
    return f"{whom or call(party(act.party))}{act.subject}。"


def punished_with(act: Act, law: Law) -> str:
    """The consequence in the words of the law, not of an article number."""
    rules = law.offences[act.violation].rules_for(act.party.kind, _law_version(act, law))
    return punishment(act.violation_name, rules)


def punishment(offence: str, rules: Sequence[Penalty]) -> str:
    """有这种行为的，责令改正，给予警告，可以予以通报，可以并处5万元以下的罚款."""
    most = max((rule.fine[1] for rule in rules if rule.fine and not rule.fine_when), default=0)
    circular = "，可以予以通报" if any(rule.circular for rule in rules) else ""
    fine = f"，可以并处{zh_money(most)}以下的罚款" if most else ""
    return f"{offence}的，责令改正，给予警告{circular}{fine}"


def evidence_words(act: Act) -> list[str]:
    """Evidence cited by this act's facts; where none is cited, all of the file."""
    cited = act.case.evidence.filter(facts__act=act, facts__is_current=True).distinct()
    rows = cited if cited.exists() else act.case.evidence.all()
    return [f"{row.title}（{row.get_kind_display()}）" for row in rows]


def correction_order(case: Case, act: Act, law: Law) -> Values:
    row = act.correction
    return common(case, act) | {
        "offence": act.violation_name,
        "facts": facts_words(act),
        "evidence": evidence_words(act),
        "violated": long(law, duties(act, law)),
        "liability": [*long(law, [ORDER_BASIS]), *liability(act, law)],
        "demands": [line.strip() for line in row.requirements.splitlines() if line.strip()],
        "deadline": row.deadline,
        "report": f"书面报送本局{case.section.name}",
        "recheck_method": "核对改正后的资料，必要时到现场复查",
    }


def first_offence_check(case: Case, act: Act, law: Law) -> Values:
    check = act.first_checks.first()
    searched = party(act.party)
    keys = "、".join(part for part in (act.party.name, searched.get("credit_code", "")) if part)
    said = common(case, act) | {
        "offence": act.violation_name,
        "act": act.subject,
        "window": WINDOW_WORDS.get(check.window, check.window),
        "window_to": check.window_to,
        "registers": [_register(row, keys) for row in check.registers],
        "priors": [_prior(row) for row in check.priors],
        "result": check.result,
        "made_at": timezone.localtime(check.made_at).replace(tzinfo=None).isoformat(timespec="minutes"),
        "sha256": check.sha256,
        "officers": officers(case),
    }
    if check.window_from:
        said["window_from"] = check.window_from
    if check.result == CheckResult.NOT_SEARCHED:
        said["result_note"] = "登记库没有覆盖整个窗口，未查到不等于没有，须另行查证。"
    said.pop("contact")
    return said


def _register(row: Values, keys: str) -> Values:
    if row["complete_from"]:
        return {
            "name": row["title"],
            "scope": f"自{zh_date(row['complete_from'])}起完整",
            "keys": keys,
            "searched": True,
            "found": row["found"],
        }
    note = f"尚未确认自何日起完整，现有记录中查到{row['found']}条"
    return {"name": row["title"], "keys": keys, "searched": False, "note": note}


def _prior(row: Values) -> Values:
    return {
        "decided_on": row["date"],
        "number": row["number"],
        "offence": row["violation"],
        "result": outcome_words(row["result"]),
        "source": row["register"] and dict(own="本系统", past="历年案卷")[row["register"]],
    }


def _check_words(check: FirstOffenceCheck | None) -> str:
    if check is None or check.result != CheckResult.NONE:
        return ""
    window = WINDOW_WORDS.get(check.window, check.window)
    return f"经核查{window}内的处理记录，未发现同类违法，系初次违法"


def _variant(act: Act, row: Assessment, law: Law) -> str:
    if row.outcome == "NP_NOT_ESTABLISHED":
        return "facts" if law.offences[act.violation].liable(act.party.kind, _law_version(act, law)) else "basis"
    if row.outcome == "NP_NO_CAPACITY":
        born, day = act.party.born_on, look(row.sheet, "act_end") or look(row.sheet, "act_date")
        young = bool(born and day and _years_between(born, date.fromisoformat(day[:10])) < 14)
        return "age" if young else "mind"
    return ""


def _years_between(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def no_penalty_decision(case: Case, act: Act, law: Law) -> Values:
    decision: Decision = act.decision
    row, sheet = decision.assessment, decision.assessment.sheet
    offence = law.offences[act.violation]
    filed = {"filed_on": case.filed_on} if case.filed_on else {}
    done = look(sheet, "correction.done_on") or (look(sheet, offence.filing.done) if offence.filing else None)
    optional = {
        "variant": _variant(act, row, law),
        "corrected_on": done,
        "correction_note": look(sheet, "recheck_note"),
        "minor_reason": _note_of(act, "minor_act") or decision.opinion.reasons or decision.reasons,
        "harm": _harm_words(sheet),
        "first_check": _check_words(act.first_checks.first()),
        "fault_evidence": look(sheet, "fault_note"),
        "act_ended_on": look(sheet, "act_end") or look(sheet, "act_date"),
        "discovered_on": case.discovered_on,
        "reasons": decision.reasons,
        "education": gists(act, law),
    }
    return (
        common(case, act)
        | filed
        | {
            "outcome": decision.outcome,
            "offence": act.violation_name,
            "facts": facts_words(act, "当事人"),
            "evidence": evidence_words(act),
            "violated": long(law, duties(act, law)),
            "liability": liability(act, law),
        }
        | {name: value for name, value in optional.items() if value}
    )


def _note_of(act: Act, key: str) -> str:
    fact = act.facts.filter(key=key, is_current=True).first()
    return fact.note if fact else ""


def _harm_words(sheet: Values) -> str:
    found = {"none": "没有造成危害后果", "minor": "危害后果轻微"}.get(look(sheet, "harm") or "", "")
    note = look(sheet, "harm_note")
    return f"{found}：{note}" if found and note else found


def minor_warning(case: Case, act: Act, law: Law) -> Values:
    decision: Decision = act.decision
    revisit = act.obligations.filter(kind=ObligationKind.REVISIT).order_by("-pk").first()
    said = common(case, act) | {
        "decided_on": decision.decided_on,
        "outcome": decision.outcome,
        "offence": act.violation_name,
        "facts": facts_words(act),
        "liability": liability(act, law),
        "education": gists(act, law),
        "range": punished_with(act, law).partition("的，")[2],
    }
    number = decision_number(act)
    return said | ({"decision_number": number} if number else {}) | ({"visit_on": revisit.due_on} if revisit else {})


def decision_number(act: Act) -> str:
    paper = issued_paper(act, "NO_PENALTY_DECISION")
    return paper.number if paper else ""


def issued_paper(act: Act, kind: str) -> Paper | None:
    """The newest paper of this kind for the act that has been issued and not voided."""
    return Paper.objects.issued().filter(in_case__act=act, kind=kind).order_by("-issued_at").first()


def reminder(case: Case, act: Act, law: Law) -> Values:
    offence = law.offences[act.violation]
    number = decision_number(act)
    return (
        common(case, act)
        | {
            "subject": act.subject,
            "reason": facts_words(act),
            "risks": [offence.gist or act.violation_name],
            "basis": [*long(law, duties(act, law)), *liability(act, law)],
            "consequence": punished_with(act, law),
            "todo": [{"what": gist} for gist in gists(act, law)],
        }
        | ({"decision_number": number} if number else {})
    )


def admonition(case: Case, act: Act, law: Law) -> Values:
    revisit = act.obligations.filter(kind=ObligationKind.REVISIT).order_by("-pk").first()
    number = decision_number(act)
    return (
        common(case, act)
        | {
            "facts": facts_words(act),
            "basis": [*long(law, duties(act, law)), *liability(act, law)],
            "demands": gists(act, law),
        }
        | ({"visit_on": revisit.due_on} if revisit else {})
        | ({"decision_number": number} if number else {})
    )


def offer(case: Case, act: Act, law: Law) -> Values:
    row = act.offer
    return common(case, act) | {
        "offence": act.violation_name,
        "facts": facts_words(act),
        "proposal": outcome_words(row.opinion.outcome),
        "measure": row.measure,
        "content": gists(act, law),
        "answer_by": row.answer_by,
    }
