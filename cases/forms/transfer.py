"""移送: the report to the chief, the decision, the sending, what the receiving organ answered."""

from typing import Any

from django import forms

from cases.enums import ContestWay, TransferResult
from cases.forms.acts import CardSelect
from cases.forms.base import DayField, LinesField, MomentInput, UploadField, WorkForm, text_area


class MomentField(forms.DateTimeField):
    widget = MomentInput
    default_error_messages = {"invalid": "时间写法不对。请写成2026-06-07 14:30这样的时间。"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **kwargs)


class AnnexField(LinesField):
    """One annex a line, as the list goes into the transfer paper (移送规定6条)."""

    def __init__(self, **kwargs: Any) -> None:
        words = "一行一份：案件调查报告、涉案物品清单、检验报告或者鉴定意见等。"
        super().__init__(label="移送材料", widget=text_area(4), help_text=words, **kwargs)


class ReportForm(WorkForm):
    to_organ = forms.CharField(label="移送机关", max_length=80, help_text="同级公安机关，或者有管辖权的机关的全称。")
    words = forms.CharField(
        label="移送理由", widget=text_area(5), help_text="什么事实、什么证据、涉嫌什么，报告就按这段话呈批。"
    )
    annexes = AnnexField(required=False)


class ApproveTransferForm(WorkForm):
    approve = forms.TypedChoiceField(
        label="决定",
        widget=CardSelect,
        choices=[("yes", "批准移送"), ("no", "不批准移送")],
        coerce=lambda value: value == "yes",
        error_messages={"required": "请选择批准或者不批准。"},
    )
    words = forms.CharField(
        label="意见", required=False, max_length=2000, widget=text_area(3), help_text="不批准的，必须记明理由。"
    )


class SendForm(WorkForm):
    sent_at = MomentField(label="移送时间", help_text="材料交到对方的时间，精确到分。")
    file = UploadField(label="移送回执", required=False)


class TransferResultForm(WorkForm):
    result = forms.ChoiceField(
        label="对方的答复",
        widget=CardSelect,
        choices=TransferResult.choices,
        error_messages={"required": "请选择对方的答复。"},
    )
    on = DayField(label="答复日期")
    words = forms.CharField(label="答复内容", widget=text_area(3))


class ContestForm(WorkForm):
    way = forms.ChoiceField(
        label="怎么提出",
        widget=CardSelect,
        choices=ContestWay.choices,
        error_messages={"required": "请选择提请复议，或者建议立案监督。"},
    )
    on = DayField(label="提出日期")
    words = forms.CharField(label="为什么应当立案", widget=text_area(3))


class ContestAnswerForm(WorkForm):
    upheld = forms.TypedChoiceField(
        label="答复",
        widget=CardSelect,
        choices=[("yes", "改为立案"), ("no", "维持不予立案")],
        coerce=lambda value: value == "yes",
        error_messages={"required": "请选择对方的答复。"},
    )
    on = DayField(label="答复日期")
    words = forms.CharField(label="答复内容和文号", widget=text_area(3))


class TakeBackForm(WorkForm):
    words = forms.CharField(
        label="理由", widget=text_area(3), help_text="为什么不再提出异议。收回以后，案件按重新作出的系统建议继续办理。"
    )
