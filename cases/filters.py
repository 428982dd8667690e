"""The case list's filters, kept in the address so that a filtered list can be sent on and paged by key."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef

from accounts.models import Section
from cases.enums import ActState, CaseState
from cases.models import Act, Case
from parties.models import Party

STATES = [("", "全部"), ("open", "在办"), *CaseState.choices]
WHOSE = [("", "所有人"), ("mine", "我承办的")]
OPEN = (CaseState.REGISTERED, CaseState.FILING, CaseState.INVESTIGATING)
KEEP = ("q", "state", "act_state", "violation", "section", "whose")


class CaseFilterForm(forms.Form):
    q = forms.CharField(label="查找", required=False, max_length=120)
    state = forms.ChoiceField(label="状态", required=False, choices=STATES)
    act_state = forms.ChoiceField(label="行为", required=False, choices=[("", "全部"), *ActState.choices])
    violation = forms.ChoiceField(label="案由", required=False, choices=[])
    section = forms.ChoiceField(label="科室", required=False, choices=[])
    whose = forms.ChoiceField(label="承办", required=False, choices=WHOSE)

    def __init__(self, *args, violations: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["violation"].choices = [("", "全部"), *violations]
        sections = Section.objects.filter(is_active=True).values_list("pk", "name")
        self.fields["section"].choices = [("", "全部"), *((str(pk), name) for pk, name in sections)]
        self.fields["q"].widget.attrs["placeholder"] = "案号、当事人、信用代码"


@dataclass(frozen=True)
class Filtered:
    """What the address asked for: clean values and the address that asks it again."""

    values: dict[str, str]

    @property
    def query(self) -> str:
        return urlencode({key: value for key, value in self.values.items() if value})


def read(form: CaseFilterForm) -> Filtered:
    """Wrong values in an address count as no filter; nothing breaks on an old bookmark."""
    form.is_valid()
    clean = getattr(form, "cleaned_data", {})
    return Filtered({key: str(clean.get(key) or "") for key in KEEP})


def like(form: CaseFilterForm, asked: Mapping[str, str]) -> Filtered:
    """Other conditions, checked against the choices of a form that is there already."""
    choices = {key: {str(value) for value, _ in getattr(form.fields[key], "choices", [])} for key in KEEP}
    values = {key: asked.get(key, "").strip() for key in KEEP}
    return Filtered({key: value if not choices[key] or value in choices[key] else "" for key, value in values.items()})


def by_words(cases, words: str, user):
    """Number (with or without the brackets), party name, former name, code or pinyin."""
    number = re.sub(r"[\[\]〔〕（）()\s]", "", words)
    found = Party.objects.visible_to(user).matching(words).order_by().values("pk")
    parties = found.union(Party.objects.filter(merged_into__in=found).values("pk"))
    # Each way by its own index: one condition with OR would read every file.
    ways = [Act.objects.filter(party__in=parties).order_by().values("case_id")]
    if digits := re.fullmatch(r"\D*(\d{4})\D*(\d+)号?", words.strip()):
        ways.append(Case.objects.filter(number__icontains=f"〔{digits[1]}〕{digits[2]}号").values("pk"))
    elif number:
        ways.append(Case.objects.filter(number__icontains=number).values("pk"))
    return cases.filter(pk__in=Case.objects.filter(party__in=parties).values("pk").union(*ways))


def apply(cases, filtered: Filtered, user):
    """Narrow a QuerySet of cases the user may see."""
    value = filtered.values
    if value["state"] == "open":
        cases = cases.filter(state__in=OPEN)
    elif value["state"]:
        cases = cases.filter(state=value["state"])
    acts = {name: value[key] for name, key in (("state", "act_state"), ("violation", "violation")) if value[key]}
    if acts:
        cases = cases.filter(Exists(Act.objects.filter(case=OuterRef("pk"), **acts)))
    if value["section"]:
        cases = cases.filter(section_id=int(value["section"]))
    if value["whose"] == "mine":
        cases = cases.filter(
            pk__in=Case.objects.filter(officers__user=user, officers__until_on__isnull=True).values("pk")
        )
    return by_words(cases, value["q"], user) if value["q"].strip() else cases


def neighbours(cases, pk: int) -> tuple[int | None, int | None]:
    """The file before and after this one in the filtered list (newest first)."""
    before = cases.filter(pk__gt=pk).order_by("pk").values_list("pk", flat=True).first()
    after = cases.filter(pk__lt=pk).order_by("-pk").values_list("pk", flat=True).first()
    return before, after
