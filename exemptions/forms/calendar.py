"""A year's notice typed as it reads: one holiday a line, one working weekend day a line."""

import re
from collections.abc import Iterator
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms import DayInput, in_plain_words

DAY = re.compile(r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?")


class YearForm(forms.Form):
    year = forms.IntegerField(label="年份", min_value=2020, max_value=2100)
    source = forms.CharField(
        label="通知",
        max_length=300,
        help_text="写全名称和文号，如“国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕…号）”。",
    )
    issued = forms.DateField(label="通知日期", widget=DayInput())
    holidays = forms.CharField(
        label="放假",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="一行一个节日，包括相连的周末，如“春节 2027-02-05 2027-02-11”；只放一天的写一个日期。",
    )
    workdays = forms.CharField(
        label="调休上班", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="一行一天，没有的不填。"
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        in_plain_words(self)

    def clean_holidays(self) -> list[dict[str, str]]:
        runs = []
        for number, line in _lines(self.cleaned_data["holidays"]):
            days = _days(line, number)
            name = DAY.sub("", line).strip(" 　至—-～~，,：:")
            if not name or len(days) not in (1, 2):
                raise ValidationError(f"第{number}行应写节日名称和一个或者两个日期。")
            runs.append({"name": name, "from": days[0].isoformat(), "to": days[-1].isoformat()})
        return runs

    def clean_workdays(self) -> list[str]:
        return [
            day.isoformat() for number, line in _lines(self.cleaned_data["workdays"]) for day in _days(line, number)
        ]

    @property
    def entry(self) -> dict[str, object]:
        data = self.cleaned_data
        return {
            "source": data["source"].strip(),
            "issued": data["issued"].isoformat(),
            "holidays": data["holidays"],
            "workdays": data["workdays"],
        }


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip())


def _days(line: str, number: int) -> list[date]:
    try:
        days = [date(*(int(part) for part in match)) for match in DAY.findall(line)]
    except ValueError as error:
        raise ValidationError(f"第{number}行有不存在的日期，请核对。") from error
    if not days:
        raise ValidationError(f"第{number}行没有日期，请写成2027-02-05这样。")
    return days
