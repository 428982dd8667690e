"""What a page of figures is about: a period and conditions, read from the address and written back into links."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django import forms

from accounts.enums import CASE_WORKERS, Role
from accounts.models import Section
from exemptions.queries import violation_choices
from parties.enums import PartyKind

WHOSE = [("", "所有人"), ("mine", "我承办的")]
# They read the figures of every section: who decides, and who supervises.
WHOLE_BUREAU = frozenset({Role.LEADER, Role.SUPERVISOR})
READERS = (Role.OFFICER, Role.HEAD, Role.REVIEWER, Role.LEADER, Role.SUPERVISOR)
LONGEST_YEARS = 3


@dataclass(frozen=True)
class Scope:
    """`on` is the day the standing figures are taken; `first` and `last` belong to the period."""

    first: date
    last: date
    on: date
    section: int | None = None
    violation: str = ""
    party_kind: str = ""
    whose: str = ""

    @property
    def query(self) -> str:
        asked = {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "section": self.section,
            "violation": self.violation,
            "party_kind": self.party_kind,
            "whose": self.whose,
        }
        return urlencode({key: value for key, value in asked.items() if value})

    def of_section(self, section: int | None) -> "Scope":
        return replace(self, section=section)


def whole_year(year: int, *, on: date, section: int | None = None) -> Scope:
    return Scope(first=date(year, 1, 1), last=date(year, 12, 31), on=on, section=section)


class ScopeForm(forms.Form):
    """A wrong value is said; what it would have narrowed is then not narrowed."""

    first = forms.DateField(label="自", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="至", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    section = forms.ChoiceField(label="科室", required=False)
    violation = forms.ChoiceField(label="案由", required=False)
    party_kind = forms.ChoiceField(label="当事人种类", required=False, choices=[("", "全部"), *PartyKind.choices])
    whose = forms.ChoiceField(label="承办", required=False, choices=WHOSE)

    def __init__(self, data, *, user, on: date) -> None:
        self.on = on
        given = {key: value for key, value in data.items() if value}
        super().__init__({"first": date(on.year, 1, 1).isoformat(), "last": date(on.year, 12, 31).isoformat()} | given)
        sections = Section.objects.filter(is_active=True)
        if user.role not in WHOLE_BUREAU | {Role.REVIEWER}:
            sections = sections.filter(pk=user.section_id)
        self.fields["section"].choices = [("", "全部"), *((str(row.pk), row.name) for row in sections)]
        self.fields["violation"].choices = [("", "全部"), *violation_choices()]
        if user.role not in CASE_WORKERS:
            del self.fields["whose"]

    def clean(self) -> dict:
        found = super().clean()
        first, last = found.get("first"), found.get("last")
        if first and last and first > last:
            self.add_error("first", "起始日期不能晚于截止日期。请对调两个日期。")
        elif first and last and last.year - first.year > LONGEST_YEARS:
            self.add_error("first", f"一次最多看{LONGEST_YEARS}年。请缩短期间。")
        return found

    def scope(self) -> Scope:
        """The period is this year where none was given, or a wrong one."""
        self.is_valid()
        found = {key: value for key, value in self.cleaned_data.items() if key not in self.errors}
        first, last = found.get("first"), found.get("last")
        if not first or not last:
            first, last = date(self.on.year, 1, 1), date(self.on.year, 12, 31)
        return Scope(
            first=first,
            last=last,
            on=self.on,
            section=int(found["section"]) if found.get("section") else None,
            violation=found.get("violation", ""),
            party_kind=found.get("party_kind", ""),
            whose=found.get("whose", ""),
        )


def usual_periods(on: date) -> list[tuple[str, date, date]]:
    """Links beside the form: this month, this quarter, this year, last year; to their ends, for what is still to fall due."""
    quarter = date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
    return [
        ("本月", on.replace(day=1), _month_end(on)),
        ("本季度", quarter, _month_end(quarter.replace(month=quarter.month + 2))),
        ("本年", date(on.year, 1, 1), date(on.year, 12, 31)),
        ("上年", date(on.year - 1, 1, 1), date(on.year - 1, 12, 31)),
    ]


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
