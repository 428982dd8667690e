"""The free-text parts of a draft, made from the paper's own catalogue entry."""

from datetime import date, datetime
from typing import Any

from django import forms

import documents
from cases.forms.base import DayField, WorkForm, text_area
from cases.forms.transfer import MomentField
from cases.papers_course import minute
from documents import Field
from records.models import Paper

# What rows of the file say is changed there, never on the paper.
FROM_THE_FILE = frozenset(
    {
        "act",
        "act_ended_on",
        "case_number",
        "corrected_on",
        "deadline",
        "decide_by",
        "decided_on",
        "decision_number",
        "discovered_on",
        "done_on",
        "due_on",
        "filed_on",
        "issued_on",
        "offence",
        "order_number",
        "rechecked_on",
        "served_on",
        "taught_on",
        "window",
        "window_from",
        "window_to",
    }
)
KINDS = frozenset({"text", "long", "lines", "date"})
# The rows know the day of these, not the hour.
ASKED_MOMENTS = {
    "STATEMENT_RECORD": {"begun_at", "ended_at"},
    "HEARING_RECORD": {"ended_at"},
    "SERVICE_RECEIPT": {"served_at"},
}
TODO = "todo"


def editable(paper: Paper) -> list[Field]:
    fields = documents.CATALOGUE[paper.kind].fields
    return [field for field in fields if _may_edit(field, ASKED_MOMENTS.get(paper.kind, set()))]


def _may_edit(field: Field, moments: set[str]) -> bool:
    if field.kind == "moment":
        return field.name in moments
    return field.name == TODO or (field.kind in KINDS and field.name not in FROM_THE_FILE)


class PaperForm(WorkForm):
    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        self.parts = editable(paper)
        kwargs["initial"] = {field.name: _shown(field, paper.context.get(field.name)) for field in self.parts}
        super().__init__(*args, **kwargs)
        for field in self.parts:
            self.fields[field.name] = _form_field(field)

    @property
    def extra(self) -> dict[str, Any]:
        """Changed fields in the shapes of the catalogue."""
        return {field.name: _value(field, self.cleaned_data.get(field.name)) for field in self.parts}


def _form_field(field: Field) -> forms.Field:
    said: dict[str, Any] = {"label": field.label, "required": field.required and not field.later}
    if field.name == TODO:
        help_text = "一行一件事；有期限的，在后面写竖线和日期，例如：报送更正后的资料|2026-06-30。"
        return forms.CharField(widget=text_area(4), help_text=help_text, **said)
    if field.kind == "date":
        return DayField(help_text=field.help, **said)
    if field.kind == "moment":
        return MomentField(help_text=field.help, **said)
    if field.kind == "text":
        return forms.CharField(max_length=400, help_text=field.help, **said)
    help_text = f"{field.help}{'。' if field.help else ''}一行一条。" if field.kind == "lines" else field.help
    return forms.CharField(widget=text_area(5), help_text=help_text, **said)


def _shown(field: Field, value: Any) -> Any:
    if field.name == TODO:
        rows = [row for row in value or [] if isinstance(row, dict)]
        return "\n".join(f"{row['what']}|{row['due']}" if row.get("due") else row["what"] for row in rows)
    if field.kind == "lines":
        return "\n".join(value or [])
    return value or ""


def _value(field: Field, typed: Any) -> Any:
    if field.name == TODO:
        return [_todo(line) for line in _lines(typed)]
    if field.kind == "lines":
        return _lines(typed)
    if isinstance(typed, datetime):
        return minute(typed)
    if isinstance(typed, date):
        return typed.isoformat()
    return typed or ""


def _lines(typed: Any) -> list[str]:
    return [line.strip() for line in str(typed or "").splitlines() if line.strip()]


def _todo(line: str) -> dict[str, str]:
    what, bar, due = line.replace("｜", "|").partition("|")
    return {"what": what.strip(), "due": due.strip()} if bar and due.strip() else {"what": what.strip()}
