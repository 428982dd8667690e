"""The register's filters, kept in the address: what a party is called, what it is, and in which year's register it stands."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from parties.enums import PartyKind, Standing
from parties.models import Party, PartyYear

KEEP = ("q", "kind", "survey_class", "township", "standing", "register")
IN, GONE, NEVER = "in", "gone", "never"


class PartyFilterForm(forms.Form):
    """Find first: one line for name, former name, code or pinyin; the rest narrows."""

    q = forms.CharField(label="查找当事人", required=False, max_length=120)
    kind = forms.ChoiceField(label="主体种类", required=False, choices=[("", "全部"), *PartyKind.choices])
    survey_class = forms.ChoiceField(label="调查单位类别", required=False)
    township = forms.ChoiceField(label="乡镇街道", required=False)
    standing = forms.ChoiceField(label="存续情况", required=False, choices=[("", "全部"), *Standing.choices])
    register = forms.ChoiceField(label="基本单位名录", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["placeholder"] = "名称、曾用名、信用代码、拼音、电话"
        for name in ("survey_class", "township"):
            known = Party.objects.exclude(**{name: ""}).order_by(name).values_list(name, flat=True).distinct()
            self.fields[name].choices = [("", "全部"), *((one, one) for one in known)]
        self.fields["register"].choices = [("", "全部"), *_register_choices()]


def _register_choices() -> list[tuple[str, str]]:
    years = list(PartyYear.objects.order_by("-year").values_list("year", flat=True).distinct())
    if not years:
        return []
    found = []
    for year in years:
        found.append((f"{IN}-{year}", f"在{year}年名录"))
        if year > years[-1]:
            found.append((f"{GONE}-{year}", f"以前在册、{year}年名录没有"))
    return [*found, (NEVER, "从未在名录")]


def read(form: PartyFilterForm) -> dict[str, str]:
    """Wrong values in an address count as no filter; nothing breaks on an old bookmark."""
    form.is_valid()
    clean = getattr(form, "cleaned_data", {})
    return {key: str(clean.get(key) or "") for key in KEEP}


def query_of(values: Mapping[str, str]) -> str:
    return urlencode({key: values[key] for key in KEEP if values.get(key)})


def narrowed(user: User, asked: Mapping[str, str]) -> QuerySet[Party]:
    """The parties this person may see under the conditions, merged records left out."""
    rows = Party.objects.visible_to(user).matching(asked.get("q", ""))
    for name in ("kind", "survey_class", "township", "standing"):
        if wanted := asked.get(name):
            rows = rows.filter(**{name: wanted})
    return _of_register(rows, asked.get("register", ""))


def _of_register(rows: QuerySet[Party], asked: str) -> QuerySet[Party]:
    """What a merged record's years said belongs to the record that was kept."""
    said = PartyYear.objects.filter(Q(party=OuterRef("pk")) | Q(party__merged_into=OuterRef("pk")))
    which, _, year = asked.partition("-")
    if which == NEVER:
        return rows.filter(~Exists(said))
    if which not in (IN, GONE) or not year.isdigit():
        return rows
    in_year = Exists(said.filter(year=int(year)))
    return rows.filter(in_year) if which == IN else rows.filter(~in_year, Exists(said.filter(year__lt=int(year))))
