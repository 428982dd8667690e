"""The rows behind a figure, one shape for all sources: what, whose, where to open it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from cases.models import Case
from cases.outcomes import outcome_words
from oversight.scope import WHOLE_BUREAU


@dataclass(frozen=True)
class Line:
    """`case` is looked up before it is linked: a supervisor reads figures of files that stay closed."""

    name: str
    url: str
    case: int | None
    party: str
    section: str
    what: str
    state: str
    on: date | None


def _of_case(case: Case) -> tuple[str, str, int, str, str]:
    return str(case), reverse("cases:detail", args=[case.pk]), case.pk, case.party.name, case.section.name


def _result(row: Any) -> Line:
    decision = getattr(row, "decision", None)
    said = outcome_words(decision.outcome) if decision else row.get_state_display()
    name, url, pk, _, section = _of_case(row.case)
    return Line(name, url, pk, row.party.name, section, f"{row.violation_name}：{row.subject}", said, row.ended_on)


def _measure(row: Any) -> Line:
    return Line(
        row.get_kind_display(),
        reverse("cases:measure", args=[row.pk]),
        row.case_id,
        row.party.name,
        row.section.name,
        row.subject,
        row.get_state_display(),
        row.begun_at,
    )


def _obligation(row: Any) -> Line:
    said = "已履行" if row.fulfilled_at else "未履行"
    return Line(*_of_case(row.case), row.title, said, row.due_on)


def _correction(row: Any) -> Line:
    name, url, pk, _, section = _of_case(row.act.case)
    said = {"full": "全部改正", "partial": "仍不符合要求", "none": "没有改正", "refused": "拒不改正"}
    return Line(name, url, pk, row.act.party.name, section, row.requirements, said.get(row.found, "待复查"), row.limit)


def _lead(row: Any) -> Line:
    party = row.party.name if row.party else row.party_words
    url = reverse("cases:lead", args=[row.pk])
    said = (row.get_source_display(), url, row.case_id, party, row.section.name)
    return Line(*said, row.description, row.get_state_display(), row.received_on)


def _answer(row: Any) -> Line:
    act = row.offer.act
    name, url, pk, _, section = _of_case(act.case)
    said = f"是否接受{row.offer.get_measure_display()}"
    return Line(name, url, pk, act.party.name, section, said, row.get_answer_display(), row.answered_on)


def _open(row: Any) -> Line:
    return Line(*_of_case(row), row.summary, row.get_state_display(), row.discovered_on)


SHAPES: dict[str, Callable[[Any], Line]] = {
    "results": _result,
    "repeats": _result,
    "measures": _measure,
    "obligations": _obligation,
    "corrections": _correction,
    "leads": _lead,
    "answers": _answer,
    "open": _open,
}


# Lists whose column of words begins with words of the law or of the system; the others hold what an officer wrote.
SAID_BY_THE_SYSTEM = frozenset({"results", "repeats", "obligations", "answers"})


def lines(name: str, rows: Iterable[Any], user: User) -> list[Line]:
    """What the person may not open has neither a link nor the name of a party, nor words somebody wrote about it."""
    made = [SHAPES[name](row) for row in rows]
    if user.role not in WHOLE_BUREAU or user.role == Role.LEADER:
        return made
    wanted = {line.case for line in made if line.case}
    opens = set(Case.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    return [line if line.case in opens else _closed(name, line) for line in made]


def _closed(name: str, line: Line) -> Line:
    what = line.what.split("：")[0] if name in SAID_BY_THE_SYSTEM else ""
    return Line(line.name, "", line.case, "", line.section, what, line.state, line.on)
