"""Ordering correction, extending its deadline, looking again."""

from typing import Any

from django import forms

from cases.enums import CorrectionResult
from cases.forms.base import DayField, UploadField, WorkForm, text_area
from cases.models import Evidence


class OrderForm(WorkForm):
    deadline = DayField(label="改正期限", help_text="当事人在这一天结束以前改正，算按期改正。")
    requirements = forms.CharField(
        label="改正要求", widget=text_area(5), help_text="一事一行：改什么、改成什么、向谁报送、附什么材料。"
    )


class ExtendForm(WorkForm):
    new_deadline = DayField(label="新的期限")
    reason = forms.CharField(
        label="延长的理由", widget=text_area(3), help_text="有正当理由的延误，用延长期限处理；理由进入案卷。"
    )


class RecheckForm(WorkForm):
    on = DayField(label="复查日期")
    result = forms.ChoiceField(
        label="复查结果",
        choices=CorrectionResult.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择复查结果。"},
    )
    done_on = DayField(label="改正完成的日期", required=False, help_text="全部改正的必须填写；没有改正的不填。")
    note = forms.CharField(label="复查情况", widget=text_area(4), help_text="看了哪些材料，改正到什么程度，还差什么。")
    evidence = forms.ModelMultipleChoiceField(
        label="复查证据",
        queryset=Evidence.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    file = UploadField(label="上传新的证据", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = Evidence.objects.filter(case=self.case).order_by("number")
        self.fields["evidence"].label_from_instance = lambda row: f"证据{row.number} {row.title}"
