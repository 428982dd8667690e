"""The ordinary procedure: notice, statement, hearing, review, discussion, decision, payment, longer limit."""

from typing import Any

from django import forms

from accounts.models import User
from cases.enums import Adopted, StatementKind
from cases.forms.acts import CardSelect
from cases.forms.base import DayField, UploadField, WorkForm, text_area
from cases.forms.people import PersonField

REVIEW_GROUNDS = (
    "涉及重大公共利益",
    "直接关系当事人或者第三人重大权益，经过听证程序",
    "案件情况疑难复杂、涉及多个法律关系",
    "法律、法规规定应当进行法制审核的其他情形",
)
DISCUSSION_GROUNDS = ("情节复杂", "重大违法行为")
ASPECTS = {
    "subject": ("主体和管辖", "当事人是谁，本局有没有管辖权，执法人员是否适格。"),
    "facts": ("事实和证据", "事实是否清楚，证据是否充分、合法。"),
    "law": ("适用法律", "依据是否准确，是否用对了行为时的法律。"),
    "discretion": ("裁量", "幅度是否适当，与同类案件是否一致。"),
    "procedure": ("程序", "立案、回避、告知、听取意见是否合法。"),
    "papers": ("文书", "文书是否齐备、规范。"),
    "crime": ("是否涉嫌犯罪", "有没有应当移送的情形。"),
}
STATEMENT_HINTS = {
    StatementKind.STATED: "记下当事人的原话，逐条复核，写明采纳不采纳和理由。不因申辩加重处罚。",
    StatementKind.WAIVED: "当事人明确表示放弃，记下它怎样表示的。",
    StatementKind.SILENT: "告知书载明的期限届满以后才能记。",
}


def yuan(label: str, help_text: str = "", **more: Any) -> forms.IntegerField:
    """A whole sum in yuan."""
    words = {"invalid": "请填写整数元，例如：30000。", "min_value": "金额不能小于%(limit_value)s元。"}
    more = {"min_value": 0, "max_value": 100_000_000} | more
    return forms.IntegerField(label=label, help_text=help_text, error_messages=words, **more)


def grounds(words: tuple[str, ...], none: str) -> list[tuple[str, str]]:
    return [("", none), *((text, text) for text in words)]


class VenueForm(WorkForm):
    """A form that asks where: `place` is the name of its draft, so the field is `venue`; the service is told the place."""

    @property
    def values(self) -> dict[str, Any]:
        said = super().values
        return said | {"place": said.pop("venue")}


class NoticeForm(WorkForm):
    fine = yuan("拟处罚款（元）", "不处罚款的填0。最终的罚款不会高于这里告知的数额。")
    circular = forms.BooleanField(label="并予以通报", required=False)
    reasons = forms.CharField(
        label="裁量的理由",
        max_length=3000,
        widget=text_area(5),
        help_text="情节、危害、改正和从轻从重的因素，写进告知书。",
    )
    band_reason = forms.CharField(
        label="不按裁量基准的理由",
        required=False,
        max_length=500,
        widget=text_area(3),
        help_text="拟处罚款不在系统建议所列裁量档次的幅度以内时必须填写，写进告知书。",
    )
    statement_by = DayField(label="请当事人在哪一天以前陈述、申辩", help_text="当天提出的算在期内。")
    review_ground = forms.ChoiceField(
        label="法制审核",
        required=False,
        choices=grounds(REVIEW_GROUNDS, "不属于应当审核的情形"),
        help_text="举行了听证的，系统一律要求审核（行政处罚法58条）。",
    )
    discussion_ground = forms.ChoiceField(
        label="集体讨论",
        required=False,
        choices=grounds(DISCUSSION_GROUNDS, "情节不复杂，也不属于重大违法"),
        help_text="情节严重的，系统一律要求集体讨论（行政处罚法57条2款）。",
    )

    def __init__(self, *args: Any, may_circulate: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_circulate:
            del self.fields["circular"]


class StatementForm(WorkForm):
    kind = forms.ChoiceField(
        label="当事人是否陈述、申辩",
        widget=CardSelect,
        choices=StatementKind.choices,
        error_messages={"required": "请选择当事人是否陈述申辩。"},
    )
    on = DayField(label="日期")
    words = forms.CharField(label="当事人的陈述、申辩", required=False, max_length=6000, widget=text_area(4))
    review = forms.CharField(
        label="复核意见", required=False, max_length=3000, widget=text_area(3), help_text="逐条回应，写明理由。"
    )
    adopted = forms.ChoiceField(label="采纳情况", required=False, choices=[("", "请选择"), *Adopted.choices])
    file = UploadField(label="陈述申辩的原件", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].widget.hints = {str(key): hint for key, hint in STATEMENT_HINTS.items()}


class HearingRequestForm(WorkForm):
    on = DayField(label="申请日期", help_text="邮寄的按寄出之日算。")
    words = forms.CharField(
        label="怎样提出的", max_length=2000, widget=text_area(2), help_text="书面、口头或者电子方式；有什么要求。"
    )


class HearingCallForm(VenueForm):
    scheduled_on = DayField(label="举行日期", help_text="须在7个工作日以前通知当事人和有关人员。")
    starts_at = forms.TimeField(
        label="开始时间",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "时间写法不对。请写成09:30这样的时间。"},
    )
    venue = forms.CharField(label="地点", max_length=100)
    is_open = forms.BooleanField(
        label="公开举行", required=False, help_text="涉及国家秘密、商业秘密或者个人隐私依法保密的，不公开。"
    )
    presider = PersonField(label="主持人", help_text="由没有参与本案调查的人员主持。")

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["presider"].people = {str(person.pk): person for person in people}
        self.fields["presider"].choices = [
            ("", "请选择"),
            *(
                (person.pk, f"{person.name}（{person.section.name if person.section else person.get_role_display()}）")
                for person in people
            ),
        ]


class HearingEndForm(WorkForm):
    words = forms.CharField(
        label="情况",
        max_length=300,
        widget=text_area(2),
        help_text="书面撤回，或者无正当理由不出席、中途退场视为放弃的，写明经过。",
    )


class HearingRecordForm(WorkForm):
    held_on = DayField(label="实际举行日期")
    minutes = forms.CharField(
        label="听证笔录",
        widget=text_area(8),
        help_text="谁出席、委托了谁，调查人员的意见，当事人的申辩和质证。笔录交当事人核对后签字。",
    )
    conclusion = forms.CharField(label="听证意见", max_length=3000, widget=text_area(3))
    file = UploadField(label="签字的笔录", required=False)


class ReviewForm(WorkForm):
    """One sentence for each aspect of 58条, then the verdict."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, (label, hint) in ASPECTS.items():
            self.fields[key] = forms.CharField(
                label=label,
                max_length=1000,
                widget=text_area(2),
                help_text=hint,
                error_messages={"required": f"请填写{label}的审核意见。"},
            )
        self.fields["approve"] = forms.TypedChoiceField(
            label="审核结论",
            widget=CardSelect,
            choices=[("yes", "审核通过"), ("no", "退回补正")],
            coerce=lambda value: value == "yes",
            error_messages={"required": "请选择审核通过或者退回。"},
        )
        self.fields["words"] = forms.CharField(
            label="审核意见", max_length=3000, widget=text_area(3), help_text="退回的写明要补正什么。"
        )

    @property
    def values(self) -> dict[str, Any]:
        said = super().values
        return {"approve": said["approve"], "words": said["words"], "aspects": {key: said[key] for key in ASPECTS}}


class DiscussionForm(VenueForm):
    """A field for every leader's opinion; who has none was not there."""

    held_on = DayField(label="讨论日期")
    venue = forms.CharField(label="地点", required=False, max_length=100)
    conclusion = forms.CharField(label="讨论结论", max_length=3000, widget=text_area(3))
    fine = yuan("讨论确定的罚款（元）", "不处罚款的填0。不能高于事先告知的数额。", required=False)

    def __init__(self, *args: Any, leaders: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaders = leaders
        rest = [self.fields.pop(name) for name in ("conclusion", "fine")]
        for person in leaders:
            self.fields[f"said_{person.pk}"] = forms.CharField(
                label=f"{person.name}的意见",
                required=False,
                max_length=2000,
                widget=text_area(2),
                help_text="没有参加的留空。",
            )
        self.fields["conclusion"], self.fields["fine"] = rest

    @property
    def values(self) -> dict[str, Any]:
        said = super().values
        there = [(person, said.pop(f"said_{person.pk}").strip()) for person in self.leaders]
        heard = [(person, words) for person, words in there if words]
        return said | {"attending": [person for person, _ in heard], "opinions": [words for _, words in heard]}


class PenaltyForm(WorkForm):
    fine = yuan("罚款（元）", "不处罚款的填0。不得高于事先告知的数额（行政处罚法45条2款）。")
    reasons = forms.CharField(
        label="决定的理由", max_length=3000, widget=text_area(5), help_text="写明怎样回应当事人的陈述申辩和听证意见。"
    )
    band_reason = forms.CharField(
        label="不按裁量基准的理由",
        required=False,
        max_length=500,
        widget=text_area(3),
        help_text="罚款不在裁量档次的幅度以内时填写；与告知的数额相同的，沿用告知时的理由。",
    )


class PaymentForm(WorkForm):
    paid_on = DayField(label="缴款日期")
    amount = yuan("金额（元）", min_value=1)
    is_surcharge = forms.BooleanField(label="这是加处罚款", required=False)
    voucher = forms.CharField(label="缴款票据号", max_length=60)
    file = UploadField(label="缴款票据", required=False)


class DeferralForm(WorkForm):
    asked_on = DayField(label="当事人申请的日期")
    until = DayField(label="缴清的最后一日")
    instalments = forms.CharField(
        label="分期",
        required=False,
        widget=text_area(3),
        help_text="一行一期，写成“2026-09-30 10000”，合计等于尚欠的罚款。不分期、只暂缓的留空。",
    )
    reason = forms.CharField(label="经济困难的情况和批准的理由", max_length=2000, widget=text_area(3))

    def clean_instalments(self) -> list[tuple[str, int]]:
        rows = []
        for line in filter(None, (one.strip() for one in self.cleaned_data["instalments"].splitlines())):
            day, _, sum_ = line.replace("，", " ").replace(",", " ").partition(" ")
            try:
                on = DayField().clean(day)
                rows.append((on.isoformat(), int(sum_.strip().removesuffix("元"))))
            except (forms.ValidationError, ValueError):
                raise forms.ValidationError(
                    f"“{line}”写法不对。请写成“2026-09-30 10000”，日期在前、金额在后。"
                ) from None
        return rows


class ExtendLimitForm(WorkForm):
    reason = forms.CharField(
        label="延长的理由", max_length=2000, widget=text_area(3), help_text="案情怎样复杂，还要办什么。"
    )
