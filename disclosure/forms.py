"""Forms of the party's page: few fields, plain words, no choice made beforehand."""

from typing import Any

from django import forms

from cases.enums import OfferAnswer
from cases.forms.base import ACCEPT, DayField, text_area
from cases.services.party import FREE, LARGEST, MOST_FILES
from oversight.models import Score


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; their number and size are refused before they are read."""

    def __init__(self, **kwargs: Any) -> None:
        most = LARGEST // 1048576
        kwargs.setdefault("help_text", f"照片、PDF、Excel都可以；最多{MOST_FILES}个，每个不超过{most}MB。")
        super().__init__(widget=FilesInput(attrs={"accept": ACCEPT, "multiple": True}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"])
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"一次最多上传{MOST_FILES}个文件。请分次提交。")
        for file in files:
            if file.size > LARGEST:
                raise forms.ValidationError(f"“{file.name}”超过{LARGEST // 1048576}MB。请压缩后再上传。")
            if file.size == 0:
                raise forms.ValidationError(f"“{file.name}”是空文件。请重新选择。")
        return list(files)


class PartyForm(forms.Form):
    person_name = forms.CharField(label="您的姓名", max_length=40, error_messages={"required": "请填写您的姓名。"})

    def sent(self) -> list[tuple[str, bytes]]:
        """The sent files as services take them."""
        return [(file.name, file.read()) for file in self.cleaned_data["uploads"]]


class AnswerForm(PartyForm):
    """Three answers of equal weight; none is ticked."""

    answer = forms.ChoiceField(
        label="您的选择",
        widget=forms.RadioSelect,
        choices=[(value, OfferAnswer(value).label) for value in FREE],
        error_messages={"required": "请从三项中选择一项。", "invalid_choice": "请从三项中选择一项。"},
    )
    words = forms.CharField(label="要说明的话", required=False, max_length=2000, widget=text_area(3))
    field_order = ["answer", "words", "person_name"]


class StatementForm(PartyForm):
    words = forms.CharField(
        label="您要说的事实和理由",
        max_length=5000,
        widget=text_area(8),
        error_messages={"required": "请写明您的事实和理由。"},
    )
    uploads = FilesField(label="材料", required=False)
    field_order = ["words", "uploads", "person_name"]


class CorrectionForm(PartyForm):
    done_on = DayField(label="哪一天改好的", error_messages={"required": "请填写改正完成的日期。"})
    words = forms.CharField(
        label="改了什么",
        max_length=5000,
        widget=text_area(5),
        help_text="写清楚改了哪里、怎么改的。",
        error_messages={"required": "请写明改了什么。"},
    )
    uploads = FilesField(
        label="证明材料", error_messages={"required": "请至少上传一份证明材料，例如更正后的资料、照片。"}
    )
    field_order = ["done_on", "words", "uploads", "person_name"]


class RatingForm(forms.Form):
    score = forms.TypedChoiceField(
        label="您对这次办理满意吗",
        coerce=int,
        choices=Score.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择一档评价。", "invalid_choice": "请选择一档评价。"},
    )
    words = forms.CharField(label="想说的话", required=False, max_length=1000, widget=text_area(3))


class ComplaintForm(forms.Form):
    words = forms.CharField(
        label="投诉什么", max_length=5000, widget=text_area(6), error_messages={"required": "请写明投诉的内容。"}
    )
    reach = forms.CharField(
        label="怎么联系您", required=False, max_length=80, help_text="想知道处理结果的，请留电话；不留就是匿名。"
    )
    names_case = forms.BooleanField(
        label="告诉监督人员是哪个案件", required=False, help_text="不勾的，监督人员只知道是哪个科室。"
    )


class HandleForm(forms.Form):
    words = forms.CharField(
        label="核实和处理的情况", widget=text_area(3), error_messages={"required": "请写明核实和处理的情况。"}
    )
