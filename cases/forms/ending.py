"""Service of papers, obligations, closing, past decisions, registers."""

from typing import Any

from django import forms

from cases.enums import RegisterKind, ServiceMethod
from cases.forms.base import DayField, UploadField, WorkForm, text_area
from rules.text import OUTCOMES


class ServeForm(WorkForm):
    method = forms.ChoiceField(label="送达方式", choices=[("", "请选择"), *ServiceMethod.choices])
    served_on = DayField(label="送达日期")
    recipient = forms.CharField(
        label="签收人", max_length=60, help_text="签收人的姓名和身份，例如：张某（法定代表人）。"
    )
    witness = forms.CharField(label="见证人", required=False, max_length=60, help_text="留置送达必须有见证人。")
    proof = forms.CharField(
        label="凭证",
        required=False,
        max_length=120,
        help_text="邮寄单号、电子送达的账号、受委托的机关或者公告的载体。直接送达、留置送达不用填。",
    )
    posted_on = DayField(label="公告日期", required=False, help_text="只有公告送达填写；满30日视为送达。")
    receipt = UploadField(label="送达回证", required=False)

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if clean.get("method") == ServiceMethod.LEAVE and not clean.get("witness", "").strip():
            self.add_error("witness", "留置送达必须有见证人，请填写见证人的姓名和身份。")
        return clean


class FulfilForm(WorkForm):
    words = forms.CharField(
        label="办理情况", max_length=300, widget=text_area(2), help_text="什么时候、怎么办的、凭什么证明。"
    )


class CloseForm(WorkForm):
    words = forms.CharField(
        label="结案情况", widget=text_area(5), help_text="每项行为怎么处理的，送达、教育、改正的履行情况。"
    )


class RegisterDayForm(WorkForm):
    kind = forms.ChoiceField(label="登记库", choices=[("", "请选择"), *RegisterKind.choices])
    complete_from = DayField(label="自何日起完整", help_text="从这一天起，本局的处理都在这个库里，一件不少。")
    note = forms.CharField(label="依据", max_length=300, widget=text_area(2), help_text="查过哪些卷宗、由谁核对。")


class PastDecisionForm(WorkForm):
    violation = forms.ChoiceField(label="案由", choices=[])
    outcome = forms.ChoiceField(
        label="处理结果", choices=[("", "请选择"), *((code, text.name) for code, text in OUTCOMES.items())]
    )
    decided_on = DayField(label="决定日期")
    number = forms.CharField(label="文号", required=False, max_length=80)
    source = forms.CharField(label="出处", max_length=200, help_text="哪一年的哪一卷。")

    def __init__(self, *args: Any, offences: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["violation"].choices = [("", "请选择"), *offences]
