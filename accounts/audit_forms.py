"""What the auditor searches by."""

from datetime import datetime, time, timedelta

from django import forms
from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from accounts.enums import SignInOutcome
from accounts.forms import DayInput

LONGEST_NUMBER = 2**63 - 1
# Streams that are no table of ours by name.
MORE = {"training.person": "人员的学习"}


def name_of(kind: str) -> str:
    """The Chinese name of a kind of file or object."""
    if kind in MORE:
        return MORE[kind]
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind


def _kinds() -> list[tuple[str, str]]:
    ours = (model for model in apps.get_models() if _is_ours(model))
    named = [(model._meta.label_lower, str(model._meta.verbose_name)) for model in ours]
    return [("", "全部"), *sorted([*named, *MORE.items()], key=lambda row: row[1])]


def _is_ours(model: type[Model]) -> bool:
    return not model.__module__.startswith(("django", "axes"))


class DaysForm(forms.Form):
    """From one day to another, both included."""

    since = forms.DateField(label="自", required=False, widget=DayInput())
    until = forms.DateField(label="至", required=False, widget=DayInput())

    def clean(self):
        said = super().clean()
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", "结束日期不能早于开始日期。")
        said["since"] = _begin(since) if since else None
        said["until"] = _begin(until + timedelta(days=1)) if until else None
        return said


def _begin(day):
    return timezone.make_aware(datetime.combine(day, time()))


class EventSearchForm(DaysForm):
    person = forms.CharField(label="姓名或者用户名", max_length=40, required=False)
    kind = forms.ChoiceField(label="卷宗种类", choices=_kinds, required=False)
    number = forms.IntegerField(label="卷宗编号", min_value=1, max_value=LONGEST_NUMBER, required=False)
    field_order = ["person", "kind", "number", "since", "until"]


class SignInSearchForm(DaysForm):
    person = forms.CharField(label="姓名或者用户名", max_length=40, required=False)
    outcome = forms.ChoiceField(label="结果", choices=[("", "全部"), *SignInOutcome.choices], required=False)
    field_order = ["person", "outcome", "since", "until"]
