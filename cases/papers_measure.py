"""Contexts of the papers of soft measures: what the measure knows of each field."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

import documents
from accounts.models import Bureau
from cases.enums import Measure
from cases.law import Law, law_on
from cases.models import SoftMeasure
from cases.papers_soft import Values, long, organ, party
from documents.words import zh_date
from rules.offences import Offence

KINDS_OF: dict[str, tuple[str, ...]] = {
    Measure.GUIDANCE: ("GUIDANCE",),
    Measure.REMINDER: ("REMINDER",),
    Measure.ADMONITION: ("ADMONITION",),
    Measure.INTERVIEW: ("INTERVIEW_NOTICE", "INTERVIEW_RECORD"),
}


def context_of_measure(kind: str, row: SoftMeasure, on: date) -> Values:
    """Only the fields the paper has: an internal record names no contact."""
    known = {field.name for field in documents.CATALOGUE[kind].fields}
    return {name: value for name, value in _CONTEXTS[kind](row, law_on(on)).items() if name in known}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _common(row: SoftMeasure) -> Values:
    phone = row.begun_by.phone or Bureau.objects.get().phone
    return {
        "organ": organ(),
        "party": party(row.party),
        "contact": {"name": row.begun_by.name, "phone": phone},
        **({"case_number": row.case.number} if row.case and row.case.number else {}),
    }


def _law_of(row: SoftMeasure, law: Law) -> tuple[Offence | None, list[str]]:
    """The offence the measure is about, and its provisions of duty and liability in their newest version."""
    offence = law.offences.get(row.violation)
    if offence is None:
        return None, []
    version = offence.penalties[-1].version if offence.penalties else ""
    rules = offence.rules_for(row.party.kind, version)
    cited = [*offence.duty.get(version, ()), *(text for rule in rules for text in rule.basis)]
    return offence, long(law, cited)


def _guidance(row: SoftMeasure, law: Law) -> Values:
    _, basis = _law_of(row, law)
    return _common(row) | {
        "subject": row.subject,
        "reason": row.grounds,
        "way": "advise",
        "content": _lines(row.content),
        **({"basis": basis} if basis else {}),
        **({"visit_on": row.follow_up_on} if row.follow_up_on else {}),
    }


def _reminder(row: SoftMeasure, law: Law) -> Values:
    offence, basis = _law_of(row, law)
    return _common(row) | {
        "subject": row.subject,
        "reason": row.grounds,
        "risks": [offence.gist or offence.name] if offence else [],
        "basis": basis,
        "consequence": f"发生违法的，按{'、'.join(basis)}处理" if basis else "",
        "todo": [{"what": line} for line in _lines(row.content)],
    }


def _admonition(row: SoftMeasure, law: Law) -> Values:
    _, basis = _law_of(row, law)
    return _common(row) | {
        "facts": row.grounds,
        "basis": basis,
        "demands": _lines(row.content),
        **({"visit_on": row.follow_up_on} if row.follow_up_on else {}),
    }


def _hosts(row: SoftMeasure) -> list[str]:
    people = [row.begun_by, *([row.witness] if row.witness else [])]
    return [f"{person.name}（{person.title or person.get_role_display()}）" for person in people]


def _moment(value) -> str:
    return timezone.localtime(value).replace(tzinfo=None).isoformat(timespec="minutes")


def _interview_notice(row: SoftMeasure, law: Law) -> Values:
    talk = row.talk
    if talk is None:
        return _common(row)
    return _common(row) | {
        "invited": talk.invited,
        "reason": row.grounds,
        "purpose": talk.purpose,
        "meet_at": _moment(talk.meet_at),
        "place": talk.place,
        "hosts": _hosts(row),
        "bring": talk.bring,
    }


def _interview_record(row: SoftMeasure, law: Law) -> Values:
    talk = row.talk
    if talk is None or talk.held_at is None:
        return _common(row)
    promised = [f"{one.what}，{zh_date(one.due_on)}前完成" for one in row.commitments.all()]
    notice = row.papers.filter(paper__kind="INTERVIEW_NOTICE").exclude(paper__number="").select_related("paper").last()
    last = max((one.due_on for one in row.commitments.all()), default=None)
    return _common(row) | {
        "met_at": _moment(talk.held_at),
        "place": talk.place,
        "hosts": _hosts(row),
        "invited": talk.attendants or talk.invited,
        "voluntary": bool(talk.attended),
        "reason": row.grounds,
        "problems": talk.problems,
        "explanation": talk.explanation,
        "demands": promised or _lines(row.content),
        "promise": talk.promise,
        "recorder": talk.recorded_by.name if talk.recorded_by else "",
        **({"notice_number": notice.paper.number} if notice else {}),
        **({"deadline": last} if last else {}),
    }


_CONTEXTS: dict[str, Callable[[SoftMeasure, Law], Values]] = {
    "GUIDANCE": _guidance,
    "REMINDER": _reminder,
    "ADMONITION": _admonition,
    "INTERVIEW_NOTICE": _interview_notice,
    "INTERVIEW_RECORD": _interview_record,
}
