"""Handing in a list."""

from typing import Any

from django import forms

from cases.forms.base import WorkForm
from records.spreadsheets import LIMIT, too_large

HARM = [
    ("none", "没有造成危害后果"),
    ("minor", "危害后果轻微"),
    ("", "还没有查明，逐件研判"),
]

SCREENED = "已经过一遍例行核查：没有单位明确拒绝，没有涉嫌犯罪、暴力威胁、突发事件等其他情形"


class ListField(forms.FileField):
    """A table whose size is refused before it is read; what it is, the service tells from its bytes."""

    widget = forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        if data and data.size > LIMIT:
            raise forms.ValidationError(too_large(data.name, data.size))
        return super().clean(data, initial)


class HandInForm(WorkForm):
    upload = ListField(
        label="表格文件",
        help_text=".xlsx、.xls 或 .csv（UTF-8、GBK都可以），最多5000行、10MB。栏目按名称识别，先后不限。",
    )


class RegisterForm(HandInForm):
    year = forms.IntegerField(
        label="名录年度",
        help_text="各年的名录分别保存；同一年度可以再次导入，只记变动。",
        min_value=2000,
        max_value=2100,
    )


class LateListForm(HandInForm):
    harm = forms.ChoiceField(
        label="这批迟报造成的后果",
        choices=HARM,
        required=False,
        widget=forms.RadioSelect,
        help_text="例如影响全区数据汇总。个别单位不同的，导入后在线索中另行处理。",
    )
    screened = forms.BooleanField(
        label=SCREENED,
        required=False,
    )
