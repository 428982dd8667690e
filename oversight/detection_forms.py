"""Forms of the detectors: answer, close, set a threshold."""

from django import forms
from django.utils import timezone

from cases.forms.base import DayField, text_area
from oversight.detection.thresholds import MEANINGS
from oversight.models.detection import ClosingResult


class AnswerForm(forms.Form):
    words = forms.CharField(
        label="情况和原因",
        widget=text_area(5),
        error_messages={"required": "请写明情况和原因。"},
        help_text="逐案看过以后，说明差别从何而来；有不当的，写明怎样纠正。",
    )


class CloseForm(forms.Form):
    result = forms.ChoiceField(
        label="办结结果", choices=ClosingResult, widget=forms.RadioSelect, error_messages={"required": "请选择。"}
    )
    words = forms.CharField(label="办结意见", widget=text_area(3), error_messages={"required": "请写明办结意见。"})


class ThresholdForm(forms.Form):
    name = forms.ChoiceField(label="阈值", choices=[(name, one.name) for name, one in MEANINGS.items()])
    value = forms.DecimalField(
        label="改为",
        max_digits=8,
        decimal_places=2,
        error_messages={"required": "请填写。", "invalid": "请填写数字，如0.20。"},
    )
    effective_from = DayField(label="自何日起")
    reason = forms.CharField(label="理由", widget=text_area(3), error_messages={"required": "请写明调整的理由。"})

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effective_from"].initial = timezone.localdate()
        self.fields["effective_from"].error_messages["required"] = "请填写生效日期。"
