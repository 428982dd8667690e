"""The filters of the lead inbox, kept in the address like those of the case list."""

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet

from accounts.models import Section, User
from cases.enums import LeadSource, LeadState
from cases.models import Lead
from parties.models import Party


class LeadFilterForm(forms.Form):
    state = forms.ChoiceField(choices=LeadState.choices, required=False, widget=forms.HiddenInput)
    q = forms.CharField(label="查找", required=False, max_length=120)
    source = forms.ChoiceField(label="来源", required=False, choices=[("", "全部"), *LeadSource.choices])
    section = forms.ChoiceField(label="科室", required=False, choices=[])

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        sections = Section.objects.filter(is_active=True).values_list("pk", "name")
        self.fields["section"].choices = [("", "全部"), *((str(pk), name) for pk, name in sections)]
        self.fields["q"].widget.attrs["placeholder"] = "当事人、信用代码、线索内容"


def read(asked: Mapping[str, str]) -> dict[str, str]:
    """Wrong values in an address count as no filter; without a state the open leads are meant."""
    state, source, section = (asked.get(key, "") for key in ("state", "source", "section"))
    return {
        "state": state if state in LeadState.values else str(LeadState.OPEN),
        "q": asked.get("q", "").strip()[:120],
        "source": source if source in LeadSource.values else "",
        "section": section if section.isdigit() else "",
    }


def paged(rows: QuerySet[Lead], after: str) -> QuerySet[Lead]:
    """The rows after the one the address names by its day and key; anything else begins at the top."""
    named = re.fullmatch(r"(\d{4}-\d\d-\d\d)_(\d{1,18})", after)
    try:
        day = date.fromisoformat(named[1]) if named else None
    except ValueError:
        day = None
    if named is None or day is None:
        return rows
    return rows.filter(Q(received_on__lt=day) | Q(received_on=day, pk__lt=int(named[2])))


def place_of(lead: Lead) -> str:
    return f"{lead.received_on:%Y-%m-%d}_{lead.pk}"


def query_of(values: Mapping[str, str]) -> str:
    return urlencode({key: value for key, value in values.items() if value})


def narrowed(user: User, visible: QuerySet[Lead], asked: Mapping[str, str]) -> QuerySet[Lead]:
    """Of the leads that this person may see those under these conditions, newest first."""
    values = read(asked)
    rows = visible.filter(state=values["state"])
    rows = rows.filter(**{key: values[key] for key in ("source", "section") if values[key]})
    if words := values["q"]:
        found = Party.objects.visible_to(user).matching(words).values("pk")
        said = Q(description__icontains=words) | Q(party_words__icontains=words)
        rows = rows.filter(said | Q(party__in=found) | Q(party__merged_into__in=found))
    return rows.order_by("-received_on", "-pk")
