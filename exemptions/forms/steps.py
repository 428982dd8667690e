"""Escalation steps as rows: each a name and one comparison; every one that holds raises the measure by a step."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.formsets import formset_factory

from exemptions.forms.conditions import ConditionRow, Rows, row_of
from rules import cond
from rules.condtext import print_test


class StepRow(ConditionRow):
    title = forms.CharField(label="名称", required=False, max_length=60)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("title") and not self.errors and not data.get("fact"):
            raise forms.ValidationError("请选择事实和比较。不需要的行，全部留空。")
        return data

    def test(self) -> dict[str, Any] | None:
        """The step; without a name of its own it is called by its condition."""
        found = self.comparison()
        if found is None:
            return None
        loaded = cond.load(found, self.facts)
        title = self.cleaned_data.get("title", "").strip() or print_test(loaded, self.facts)
        return {"when": cond.to_json(loaded), "title": title}


class StepsForm:
    """One set of rows; `fits` is False where a step holds more than one comparison, and then nothing is changed."""

    def __init__(
        self, data=None, *, facts: cond.Facts, steps: Sequence[Mapping[str, Any]] = (), spare: int = 1
    ) -> None:
        rows = _rows(steps, facts)
        self.fits = rows is not None
        sets = formset_factory(StepRow, formset=Rows, extra=spare, max_num=20)
        self.rows = sets(data, prefix="steps", initial=rows or [], form_kwargs={"facts": facts})

    @property
    def is_empty(self) -> bool:
        return not self.rows.initial_form_count() and not self.rows.is_bound

    def is_valid(self) -> bool:
        return not self.fits or self.rows.is_valid()

    @property
    def errors(self) -> list[str]:
        if not self.fits:
            return []
        return [f"升级条件：{message}" for row in self.rows for message in row.non_field_errors()]

    def steps(self) -> list[dict[str, Any]]:
        return self.rows.tests()


def _rows(steps: Sequence[Mapping[str, Any]], facts: cond.Facts) -> list[dict[str, str]] | None:
    rows = []
    for step in steps:
        try:
            test = cond.load(step["when"], facts)
        except cond.CondError:
            return None
        if not isinstance(test, cond.Test):
            return None
        rows.append({**row_of(test, facts), "title": str(step["title"])})
    return rows
