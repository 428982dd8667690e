"""Opinion, signature, offer and answer, decision, education."""

from typing import Any

from django import forms

from accounts.models import User
from cases.enums import AnswerMeans, Measure, OfferAnswer
from cases.forms.acts import CardSelect
from cases.forms.base import DayField, UploadField, WorkForm, text_area
from cases.forms.people import PersonField

ANSWER_HINTS = {
    OfferAnswer.ACCEPT: "收到一份文书，听一次讲解。不是行政处罚，不计入信用记录。",
    OfferAnswer.DECLINE: "不收文书，不用说明理由。本局仍按查明的事实依法处理。",
    OfferAnswer.ORDINARY: "按完整程序调查、告知、听取意见后作出决定，用时更长。",
    OfferAnswer.SILENT: "期满没有答复的，记为没有表示意愿，不因此加重。",
}


class OpinionForm(WorkForm):
    """Adopt the recommendation, or depart from it with reasons."""

    adopts = forms.TypedChoiceField(
        label="您的意见",
        widget=CardSelect,
        choices=[],
        coerce=lambda value: value == "yes",
        error_messages={"required": "请选择采纳，或者不采纳、另提意见。"},
    )
    outcome = forms.ChoiceField(label="改为", required=False, choices=[])
    measure = forms.ChoiceField(label="配套柔性措施", required=False, choices=[])
    reasons = forms.CharField(label="理由", required=False, max_length=3000, widget=text_area(6))

    def __init__(
        self,
        *args: Any,
        adopt_words: tuple[str, str],
        outcomes: list[tuple[str, str]],
        must_reason: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.must_reason = must_reason
        field = self.fields["adopts"]
        field.choices = [("yes", adopt_words[0]), ("no", "不采纳，另提意见")]
        field.widget.hints = {
            "yes": adopt_words[1],
            "no": "须说明为什么不同于系统建议，改由局领导签署。",
        }
        self.fields["outcome"].choices = [("", "请选择"), *outcomes]
        self.fields["measure"].choices = [("", "不用柔性措施"), *Measure.choices]
        reasons = self.fields["reasons"]
        reasons.required = must_reason
        reasons.error_messages["required"] = "请写明理由。"
        reasons.label = "裁量理由（必填）" if must_reason else "理由"
        reasons.help_text = (
            "“可以不予”要写清为什么宽，这段话进入审批表和决定书。"
            if must_reason
            else "不采纳的必须写明；这段话进入审批表。"
        )

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        departs = clean.get("adopts") is False
        if departs and not self.must_reason and not clean.get("reasons", "").strip():
            self.add_error("reasons", "不采纳系统建议的，必须说明理由。")
        if departs and not clean.get("outcome"):
            self.add_error("outcome", "请选择改为什么处理结果。")
        return clean


class WithdrawForm(WorkForm):
    """Once the opinion is signed, the reason must be written."""

    reason = forms.CharField(label="撤回的理由", max_length=600, widget=text_area(2))

    def __init__(self, *args: Any, signed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = signed
        self.fields["reason"].widget.is_required = signed


class CountersignForm(WorkForm):
    approve = forms.TypedChoiceField(
        label="签署",
        widget=CardSelect,
        choices=[("yes", "同意"), ("no", "退回")],
        coerce=lambda value: value == "yes",
        error_messages={"required": "请选择同意或者退回。"},
    )
    words = forms.CharField(
        label="意见", required=False, max_length=2000, widget=text_area(3), help_text="退回的，必须写明原因和要补什么。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["approve"].widget.hints = {
            "yes": "签署前系统会再核对一次；事实或者依据有变化的，自动退回承办人。",
            "no": "退回承办人，行为回到查明事实的阶段。",
        }

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if clean.get("approve") is False and not clean.get("words", "").strip():
            self.add_error("words", "退回意见必须说明原因。")
        return clean


class OfferForm(WorkForm):
    answer_by = DayField(
        label="请当事人在哪一天以前答复", help_text="当天答复的算在期内。没有法定期限，给足考虑的时间。"
    )


class AnswerForm(WorkForm):
    """Choices of equal size, none preselected."""

    answer = forms.ChoiceField(
        label="当事人的答复",
        widget=CardSelect,
        choices=OfferAnswer.choices,
        error_messages={"required": "请按当事人的真实意思选择一项。"},
    )
    means = forms.ChoiceField(
        label="答复方式",
        choices=[("", "请选择"), *(pair for pair in AnswerMeans.choices if pair[0] != AnswerMeans.ONLINE)],
        error_messages={"required": "请选择答复方式。"},
    )
    answered_on = DayField(label="答复日期")
    words = forms.CharField(
        label="当事人的话",
        required=False,
        max_length=2000,
        widget=text_area(3),
        help_text="照当事人的原话记，不要替他概括。",
    )
    witness = PersonField(label="见证人", required=False, help_text="另一名执法人员。期满未答复的不用填。")
    file = UploadField(label="答复原件", required=False)

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].widget.hints = {str(key): hint for key, hint in ANSWER_HINTS.items()}
        self.fields["witness"].offer(people)


class DecideForm(WorkForm):
    reasons = forms.CharField(
        label="决定的理由",
        max_length=3000,
        widget=text_area(5),
        help_text="写明采信哪些事实、依据哪一条、为什么这样决定。这段话会写进决定书。",
    )


class EducationForm(WorkForm):
    on = DayField(label="教育日期")
    recipient = forms.CharField(label="受教育人", max_length=60)
    recipient_role = forms.CharField(
        label="身份", required=False, max_length=60, help_text="例如：法定代表人、经办人。"
    )
    content = forms.CharField(
        label="教育内容", widget=text_area(5), help_text="讲了哪些规定、违法行为的危害、怎样避免再犯。"
    )
    file = UploadField(label="签字的记录", required=False)
