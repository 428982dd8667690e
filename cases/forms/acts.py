"""A violation: chosen from those that exist for this kind of party, each with its reason where it does not."""

from dataclasses import dataclass
from typing import Any

from django import forms

from cases.forms.base import WorkForm
from cases.law import Law
from parties.models import Party


@dataclass(frozen=True)
class OffenceChoice:
    code: str
    name: str
    gist: str
    why_not: str = ""


def offence_choices(law: Law, party: Party) -> tuple[list[OffenceChoice], list[OffenceChoice]]:
    """Open ones and closed ones, closed with the sentence that says why."""
    fit, unfit = [], []
    for code, offence in law.offences.items():
        if party.kind in offence.kinds():
            fit.append(OffenceChoice(code, offence.name, offence.gist))
        else:
            why = f"{party.get_kind_display()}没有这个案由：法律没有规定它可以构成这一违法行为。"
            unfit.append(OffenceChoice(code, offence.name, offence.gist, why))
    return fit, unfit


class CardSelect(forms.RadioSelect):
    """Radio buttons drawn as cards; `hints`, `tags` and `open_values` by value."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.hints: dict[str, str] = {}
        self.tags: dict[str, str] = {}
        self.open_values: set[str] = set()

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None) -> dict[str, Any]:
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        key = str(value)
        option["hint"], option["tag"] = self.hints.get(key, ""), self.tags.get(key, "")
        option["open"] = key in self.open_values
        return option


class ActForm(WorkForm):
    violation = forms.ChoiceField(
        label="案由", widget=CardSelect, error_messages={"required": "请选择一个案由。"}, choices=[]
    )
    subject = forms.CharField(
        label="是什么行为",
        max_length=200,
        help_text="何时、何表、何指标。例如：2026年3月工业产销总值及主要产品产量，工业总产值多报360万元。",
    )

    def __init__(self, *args: Any, offences: list[OffenceChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["violation"]
        field.choices = [(offence.code, offence.name) for offence in offences]
        field.widget.hints = {offence.code: offence.gist for offence in offences}
