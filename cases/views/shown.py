"""Rows of the case page in the shapes its components draw."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

import documents
import rules
from cases.capacity import current_officers
from cases.deadlines import obligations
from cases.enums import ActState, CaseState, OfficerPart, RecusalState
from cases.law import Law
from cases.models import Act, Assessment, Case, CaseOfficer, CasePaper, Opinion
from cases.outcomes import TRANSFERRED
from cases.services.move import STREAM
from cases.services.obligations import ENDED_BY
from cases.tasks import DONE, Task
from cases.views.heads import act_name
from cases.views.reasons import outcome_name
from cases.views.support import act_url
from records.enums import Weight
from records.models import Event, Paper
from records.templatetags.flex import zh_date_plain, zh_date_short

SHOWN_EVENTS = 40
DETAIL_LENGTH = 40
STAGES = ("登记", "立案", "调查取证", "责令改正", "处理建议", "审批决定", "送达结案")
# Which tasks a stage stands for.
TASKS_OF = {"立案": (1,), "调查取证": (2, 3), "责令改正": (4,), "处理建议": (5,), "审批决定": (6,), "送达结案": (7,)}


@dataclass
class ObligationRow:
    """One duty with its state; `by_hand`: somebody says here that it was done."""

    pk: int
    title: str
    kind: str
    word: str
    bound: str
    on: date | None
    span: str
    unit: str
    provisional: bool
    source: str
    done_words: str
    by_hand: bool
    hint: str

    @property
    def rule(self) -> str:
        """The rule alone; its arithmetic stands with the deadline."""
        return self.source.partition("；")[0]

    @property
    def settled(self) -> bool:
        return self.kind in {"done", "na"}


def obligation_rows(case: Case, on: date) -> list[ObligationRow]:
    rows = []
    for clock in obligations(case, on):
        row = clock.obligation
        is_open = not row.fulfilled_at and not row.cancelled_at
        rows.append(
            ObligationRow(
                pk=row.pk,
                title=row.title,
                kind=clock.kind or "wait",
                word=clock.left,
                bound=row.get_bound_display(),
                on=row.due_on,
                span=clock.span,
                unit=clock.unit,
                provisional=row.provisional,
                source=row.due_words,
                done_words=row.fulfilled_words or row.cancelled_words,
                by_hand=is_open and row.kind not in ENDED_BY,
                hint=ENDED_BY.get(row.kind, "") if is_open else "",
            )
        )
    return rows


def paper_rows(case: Case) -> list[CasePaper]:
    """Papers of the file, newest first; `for_party` says whether they are served at all."""
    rows = list(case.papers.select_related("paper__service", "paper__created_by", "act"))
    for row in rows:
        row.for_party = documents.CATALOGUE[row.paper.kind].for_party
    return rows


def revision_rows(paper: Paper) -> list[dict[str, object]]:
    """Who changed which part of a draft, newest first, by the labels of the paper's own fields."""
    labels = {field.name: field.label for field in documents.CATALOGUE[paper.kind].fields}
    return [
        {
            "by": row.by.name,
            "at": row.at,
            "parts": [
                {
                    "label": labels.get(name, name),
                    "was": words_of(row.before.get(name)),
                    "is": words_of(row.after.get(name)),
                }
                for name in row.after
            ],
        }
        for row in paper.revisions.select_related("by").order_by("-pk")
    ]


def words_of(value: object) -> str:
    """A value of a context in one line."""
    if isinstance(value, dict):
        return "，".join(words_of(part) for part in value.values() if part)
    if isinstance(value, list):
        return "；".join(words_of(part) for part in value)
    return "" if value is None else str(value)


def stages(case: Case, tasks: list[Task]) -> list[dict[str, str]]:
    """The bar over the case: done, now, todo; stopped where the file was not filed."""
    done = {task.number for task in tasks if task.state == DONE}
    rows = [{"name": "登记", "state": "done", "note": zh_date_short(case.registered_at)}]
    now_found = False
    for name in STAGES[1:]:
        complete = all(number in done for number in TASKS_OF[name])
        state = "done" if complete else "todo"
        if not complete and not now_found:
            state, now_found = "now", True
        rows.append({"name": name, "state": state, "note": _stage_note(case, name, state)})
    if case.state == CaseState.NOT_FILED:
        rows = [*rows[:1], {"name": "不立案", "state": "stopped", "note": "理由已留存"}]
    return rows


def _stage_note(case: Case, name: str, state: str) -> str:
    if name == "立案" and case.filed_on:
        return zh_date_short(case.filed_on)
    if name == "送达结案":
        return zh_date_short(case.closed_on) if case.closed_on else "义务全部履行后"
    return {"done": "已完成", "now": "现在", "todo": ""}[state]


def act_rows(acts: list[Act], law: Law) -> list[dict[str, Any]]:
    """Per act: key facts of its newest recommendation, the law it rests on, the result with its force."""
    return [_act_row(act, next(iter(act.assessments.all()), None), law) for act in acts]


def _act_row(act: Act, row: Assessment | None, law: Law) -> dict[str, Any]:
    opinion = next((one for one in act.opinions.all() if one.is_current), None)
    facts = _key_facts(row, law) if row else []
    basis = row.answer.get("basis", []) if row else []
    own = next((text for text in basis if not text.startswith("行政处罚法")), "")
    chosen = next((step for step in row.answer.get("trace", []) if step["rule_id"] == "law"), None) if row else None
    word = ""
    if row and row.binding:
        word = "应当" if row.binding == "must" else "可以"
        word += f" · {_how_far(act, opinion)}"
    return {
        "name": act_name(act),
        "subject": act.subject,
        "url": act_url("act", act),
        "facts": "，".join(facts) or ("尚未查明" if row is None else ""),
        "law": own.replace("(", "（").replace(")", "）"),
        "law_note": chosen["detail_zh"] if chosen else "",
        "outcome": outcome_name(row.outcome) if row and row.outcome else "还没有建议",
        "force": row.binding if row else "",
        "word": word,
        "state": act.get_state_display(),
        "rec_url": act_url("recommendation", act),
    }


def _key_facts(row: Assessment, law: Law) -> list[str]:
    """At most two: what decided a transfer in the trace; otherwise what was worked out of the numbers and days."""
    if row.outcome in TRANSFERRED:
        deciding = [atom for step in row.answer["trace"] if step["decisive"] for atom in step["atoms"]]
        return [atom["title_zh"] for atom in deciding if atom["verdict"] == "true"][:2]
    return [f"{one.label}{one.value_zh}" for one in rules.derived(row.sheet, law, row.as_of)][:2]


def _how_far(act: Act, opinion: Opinion | None) -> str:
    if act.state in (ActState.TRANSFER, ActState.TRANSFERRED):
        return act.get_state_display()
    return "待提意见" if opinion is None else "已采纳" if opinion.adopts else "已另提意见"


def events_of(case: Case, *, only_decisions: bool = False, limit: int = SHOWN_EVENTS) -> list[dict[str, Any]]:
    """The newest events first, as they were said then."""
    rows = Event.objects.filter(stream=STREAM, stream_id=case.pk).order_by("-sequence")
    if only_decisions:
        rows = rows.filter(weight=Weight.DECISION)
    return [
        {
            "at": row.at,
            "weight": row.weight,
            "summary": row.summary,
            "actor_name": row.actor_name,
            "detail": row.detail if len(row.detail) <= DETAIL_LENGTH else f"{row.detail[:DETAIL_LENGTH]}…",
        }
        for row in rows[:limit]
    ]


RECUSAL_WORDS = {RecusalState.NONE: "无须回避", RecusalState.REFUSED: "决定不回避", RecusalState.ASKED: "回避待决定"}


def officer_rows(rows: list[CaseOfficer]) -> list[dict[str, str]]:
    return [
        {
            "name": row.user.name,
            "part": OfficerPart(row.part).label,
            "note": _licence(row) + " · " + RECUSAL_WORDS.get(RecusalState(row.recusal), "尚未声明回避"),
        }
        for row in rows
    ]


def _licence(row: CaseOfficer) -> str:
    until = row.user.certificate_until
    if not until:
        return "没有执法证"
    if not row.user.certificate_valid(on=timezone.localdate()):
        return f"执法证{zh_date_plain(until)}到期"
    return f"执法证有效至{zh_date_plain(until)}"


def meta(case: Case) -> list[tuple[str, str]]:
    """The line under the title."""
    people = {row.part: row.user.name for row in current_officers(case)}
    kind = case.party.get_kind_display() + (f" · {case.party.survey_class}" if case.party.survey_class else "")
    rows = [
        ("信用代码", case.party.credit_code),
        ("主体", kind),
        ("主办", people.get("lead", "")),
        ("协办", people.get("assist", "")),
    ]
    return [(name, value) for name, value in [*rows, ("来源", case.get_source_display())] if value]
