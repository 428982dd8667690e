"""A violation: chosen from those that exist for this kind of party, each with its reason where it does not."""

from dataclasses import dataclass
from typing import Any

from django import forms

from cases.forms.base import WorkForm
from cases.law import Law
from parties.models import Party
from rules.citation import Citation
from rules.facts import FactSpec
from rules.offences import Offence


@dataclass(frozen=True)
class OffenceChoice:
    code: str
    name: str
    gist: str
    why_not: str = ""


def offence_choices(law: Law, party: Party) -> tuple[list[OffenceChoice], list[OffenceChoice]]:
    """Open ones and closed ones in the order of the law, closed with the sentence that says why."""
    fit, unfit = [], []
    for code, offence in sorted(law.offences.items(), key=lambda item: _place_in_law(law, item[1])):
        citation = _citation(offence)
        if party.kind in offence.kinds():
            fit.append(OffenceChoice(code, offence.name, citation))
        else:
            why = f"{party.get_kind_display()}没有这个案由：法律没有规定它可以构成这一违法行为。"
            unfit.append(OffenceChoice(code, offence.name, citation, why))
    return fit, unfit


def _citation(offence: Offence) -> str:
    """The provision that punishes it now."""
    return offence.penalties[-1].basis[0] if offence.penalties and offence.penalties[-1].basis else ""


def _place_in_law(law: Law, offence: Offence) -> tuple[int, int, int, int]:
    text = _citation(offence)
    if not text:
        return (len(law.statutes), 0, 0, 0)
    place = Citation.parse(text)
    rank = {"法律": 0, "行政法规": 1}.get(law.statutes[place.statute].level, 2) if place.statute in law.statutes else 3
    items = "一二三四五六七八九十"
    return (rank, place.article or 0, place.paragraph or 0, items.find(place.item) if place.item else 0)


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


def said_with(law: Law) -> list[FactSpec]:
    """What the trade says of an act beside its offence: the texts of its quantities (which sheet, which figure, which unit)."""
    return [spec for spec in law.facts.values() if spec.kind == "text" and spec.group == "quantity" and spec.entered]


class ActForm(WorkForm):
    violation = forms.ChoiceField(
        label="案由", widget=CardSelect, error_messages={"required": "请选择一个案由。"}, choices=[]
    )
    subject = forms.CharField(
        label="是什么行为",
        max_length=200,
    )

    def __init__(self, *args: Any, offences: list[OffenceChoice], law: Law, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.said = said_with(law)
        for spec in self.said:
            self.fields[spec.key] = forms.CharField(
                label=spec.label, required=False, max_length=80, help_text=spec.hint
            )
        self.fields["subject"].help_text = law.pack.act_hint or "何时、何地、做了什么。"
        field = self.fields["violation"]
        field.choices = [(offence.code, offence.name) for offence in offences]
        field.widget.hints = {offence.code: offence.gist for offence in offences}

    @property
    def report(self) -> dict[str, str]:
        """What was reported, in the keys of the fact sheet; only what was filled in."""
        said = {spec.key: self.cleaned_data.get(spec.key, "").strip() for spec in self.said}
        return {key: value for key, value in said.items() if value}
