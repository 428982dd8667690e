"""Archiving a file; drawing and judging files."""

from typing import Any

from django import forms

from cases.enums import Retention
from cases.file_checks import BY_PEOPLE, DEDUCTIONS
from cases.forms.acts import CardSelect
from cases.forms.base import DayField, WorkForm, text_area


class ArchiveForm(WorkForm):
    retention = forms.ChoiceField(label="保管期限", widget=CardSelect, choices=Retention.choices)


class SeedForm(WorkForm):
    title = forms.CharField(label="名称", max_length=80, help_text="例如：2026年下半年案卷评查。")
    closed_from = DayField(label="结案自")
    closed_to = DayField(label="结案至")
    size = forms.IntegerField(label="抽取件数", min_value=1, max_value=500)
    seed = forms.CharField(label="种子", max_length=80, help_text="事先不能由本局决定的数字，例如某期彩票开奖号码。")
    seed_source = forms.CharField(label="种子从何而来", max_length=200)


class ReviewForm(WorkForm):
    """The items people answer, one by one, and the points off."""

    words = forms.CharField(label="评查意见", widget=text_area(3))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = self.fields.pop("words")
        for key, name in BY_PEOPLE:
            self.fields[f"met_{key}"] = forms.ChoiceField(
                label=name, widget=CardSelect, choices=[("yes", "符合"), ("no", "不符合（得0分）")]
            )
        for key, name, most in DEDUCTIONS:
            self.fields[f"off_{key}"] = forms.IntegerField(
                label=f"{name}：扣分（0到{most}）", min_value=0, max_value=most, initial=0
            )
        self.fields["words"] = words

    @property
    def answers(self) -> dict[str, bool]:
        return {key: self.cleaned_data[f"met_{key}"] == "yes" for key, _ in BY_PEOPLE}

    @property
    def off(self) -> dict[str, int]:
        return {key: self.cleaned_data[f"off_{key}"] for key, _, _ in DEDUCTIONS}
