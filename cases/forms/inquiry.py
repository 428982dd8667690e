"""Investigation, service address, demand and court, decision on the spot, joinder and separation, legal view."""

from typing import Any

from django import forms

from accounts.models import User
from cases.enums import QueryResult, RecordKind
from cases.forms.acts import CardSelect
from cases.forms.base import DayField, UploadField, WorkForm, text_area
from cases.forms.penalty import VenueForm, yuan
from cases.forms.transfer import MomentField
from cases.models import Act, Case
from parties.models import Party
from rules.text import OUTCOMES

RECORD_HINTS = {
    RecordKind.SCENE: "检查了哪里、看到什么、当场核对了什么。",
    RecordKind.INQUIRY: "一行一问，一行一答，以“问：”“答：”开头。",
}


class RowField(forms.ChoiceField):
    """A row chosen from those offered; the clean value is the row."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[], **kwargs)
        self.rows: dict[str, Any] = {}

    def offer(self, rows: list[Any], none: str = "请选择") -> None:
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [("", none), *((row.pk, str(row)) for row in rows)]

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class FieldRecordForm(VenueForm):
    kind = forms.ChoiceField(
        label="笔录种类",
        widget=CardSelect,
        choices=RecordKind.choices,
        error_messages={"required": "请选择现场笔录或者询问笔录。"},
    )
    begun_at = MomentField(label="开始时间")
    ended_at = MomentField(label="结束时间")
    venue = forms.CharField(label="地点", max_length=120)
    subject = forms.CharField(label="在场人或者被询问人", max_length=60)
    subject_role = forms.CharField(label="职务或者与案件的关系", max_length=60)
    officers = forms.MultipleChoiceField(
        label="在场的执法人员",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择在场的执法人员，不少于两名。"},
    )
    shown = forms.BooleanField(label="已主动出示执法证件", required=False)
    rights_told = forms.BooleanField(label="已告知当事人的权利和申请回避的权利", required=False)
    content = forms.CharField(
        label="检查情况，或者问答",
        max_length=20000,
        widget=text_area(8),
        help_text="询问笔录一行一问、一行一答，分别以“问：”“答：”开头。",
    )
    party_words = forms.CharField(label="当事人意见", required=False, max_length=2000, widget=text_area(2))
    signed = forms.CharField(
        label="签名情况", max_length=120, help_text="例如：逐页签名；拒绝签名，由两名执法人员注明并录像。"
    )
    file = UploadField(label="签字的原件", required=False)

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["officers"].choices = [(person.pk, person.name) for person in people]
        self.fields["kind"].widget.hints = {str(key): hint for key, hint in RECORD_HINTS.items()}

    def clean_officers(self) -> list[User]:
        return [self.people[pk] for pk in self.cleaned_data["officers"]]


class QueryForm(WorkForm):
    reason = forms.CharField(label="查询的原因", max_length=1000, widget=text_area(2))
    questions = forms.CharField(label="查询事项", max_length=3000, widget=text_area(4), help_text="一行一项。")
    answer_by = DayField(label="答复期限", help_text="当天答复的算在期内。")


class ReplyForm(WorkForm):
    query = RowField(label="哪一份查询书")
    result = forms.ChoiceField(
        label="是否答复",
        widget=CardSelect,
        choices=QueryResult.choices,
        error_messages={"required": "请选择当事人是否答复。"},
    )
    on = DayField(label="日期")
    words = forms.CharField(label="答复的内容或者没有答复的情况", max_length=6000, widget=text_area(4))
    file = UploadField(label="答复原件", required=False)

    def __init__(self, *args: Any, rows: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["query"].offer(rows)


class PreservationForm(VenueForm):
    listed = forms.CharField(
        label="物品清单",
        max_length=4000,
        widget=text_area(4),
        help_text="一行一项，写成“名称 数量”，例如：2026年4月销售台账 2册。",
    )
    venue = forms.CharField(label="保存地点和保管人", max_length=120)
    reason = forms.CharField(
        label="理由", max_length=300, widget=text_area(2), help_text="为什么可能灭失，或者以后难以取得。"
    )

    def clean_listed(self) -> list[dict[str, str]]:
        rows = []
        for line in filter(None, (text.strip() for text in self.cleaned_data["listed"].splitlines())):
            name, _, quantity = line.rpartition(" ")
            if not name.strip():
                raise forms.ValidationError(f"“{line}”没有写数量。请写成“名称 数量”，中间空一格。")
            rows.append({"name": name.strip(), "quantity": quantity.strip()})
        return rows

    @property
    def values(self) -> dict[str, Any]:
        said = super().values
        return said | {"items": said.pop("listed")}


class ApprovalForm(WorkForm):
    approve = forms.TypedChoiceField(
        label="决定",
        widget=CardSelect,
        choices=[("yes", "批准"), ("no", "不批准")],
        coerce=lambda value: value == "yes",
        error_messages={"required": "请选择批准或者不批准。"},
    )
    words = forms.CharField(
        label="意见", required=False, max_length=300, widget=text_area(2), help_text="不批准的，必须写明理由。"
    )


class SettleForm(WorkForm):
    fate = forms.CharField(
        label="怎样处理", max_length=120, help_text="例如：复制后退还；作为证据入卷；送交鉴定；解除登记保存。"
    )
    settled_on = DayField(label="处理日期")


class ReportForm(WorkForm):
    course = forms.CharField(
        label="调查经过", max_length=6000, widget=text_area(4), help_text="什么时候立案、做了哪些检查询问、收集了什么。"
    )
    found = forms.CharField(label="查明的事实和证据", max_length=6000, widget=text_area(5))
    proposal = forms.CharField(
        label="处理建议", max_length=3000, widget=text_area(4), help_text="违反哪一条、情节怎样、建议怎样处理。"
    )


class AddressForm(WorkForm):
    party = RowField(label="当事人")
    recipient = forms.CharField(label="收件人", max_length=60)
    address = forms.CharField(label="送达地址", max_length=200)
    phone = forms.CharField(label="联系电话", max_length=40)
    electronic = forms.BooleanField(
        label="当事人同意电子送达", required=False, help_text="由当事人自愿选择，并在确认书上签字。"
    )
    electronic_to = forms.CharField(
        label="电子送达到", required=False, max_length=120, help_text="手机号码、邮箱或者账号。"
    )
    confirmed_on = DayField(label="确认日期")
    file = UploadField(label="签字的确认书", required=False)

    def __init__(self, *args: Any, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].offer(parties)
        if len(parties) == 1:
            self.fields["party"].initial = parties[0].pk


class DemandForm(WorkForm):
    pay_until = DayField(label="请当事人在哪一天以前履行", help_text="不早于送达后第10个工作日。")


class DefenceForm(WorkForm):
    words = forms.CharField(label="当事人的陈述、申辩和复核情况", max_length=3000, widget=text_area(3))


class CourtForm(WorkForm):
    court = forms.CharField(label="人民法院", max_length=80)
    reasons = forms.CharField(
        label="事实和理由",
        max_length=3000,
        widget=text_area(4),
        help_text="决定什么、何时送达、何时催告、怎样没有履行。",
    )


class CourtResultForm(WorkForm):
    on = DayField(label="日期")
    words = forms.CharField(label="法院的处理", max_length=300, widget=text_area(2))


class SpotForm(VenueForm):
    decided_at = MomentField(label="时间")
    venue = forms.CharField(label="地点", max_length=120)
    facts = forms.CharField(
        label="违法事实和证据", max_length=2000, widget=text_area(4), help_text="事实确凿的才能当场处罚。"
    )
    warning = forms.BooleanField(label="给予警告", required=False, initial=True)
    fine = yuan("罚款（元）", "公民、个体工商户200元以下，法人或者其他组织3000元以下。只给警告的填0。")
    heard = forms.CharField(
        label="当事人的陈述、申辩", max_length=2000, widget=text_area(3), help_text="没有意见的，写明“当事人没有异议”。"
    )
    recipient = forms.CharField(label="当场签收人", max_length=60)
    paid_there = forms.BooleanField(
        label="罚款当场收缴",
        required=False,
        help_text="100元以下，或者不当场收缴事后难以执行的，才可以；2个工作日内交回。",
    )
    paid_why = forms.CharField(label="当场收缴的理由和票据号", required=False, max_length=200)
    pay_to = forms.CharField(
        label="缴款方式",
        required=False,
        max_length=200,
        help_text="不当场收缴的填写：收款银行和账号，或者电子支付的办法。",
    )


class FileSpotForm(WorkForm):
    words = forms.CharField(
        label="备案审查意见",
        max_length=300,
        widget=text_area(2),
        help_text="事实、限额、依据、程序、文书有没有问题；有错误的依法纠正。",
    )


class SpotPaymentForm(WorkForm):
    on = DayField(label="缴款日期")
    voucher = forms.CharField(label="缴款票据号", max_length=60)


class JoinForm(WorkForm):
    into = RowField(label="并入哪个案件")
    reason = forms.CharField(label="并案的理由", max_length=300, widget=text_area(2))

    def __init__(self, *args: Any, cases: list[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].rows = {str(row.pk): row for row in cases}
        self.fields["into"].choices = [("", "请选择"), *((row.pk, f"{row} {row.party.name}") for row in cases)]


class SeparateForm(WorkForm):
    reason = forms.CharField(
        label="分案的理由", max_length=300, widget=text_area(2), help_text="立案日期不变，办案期限连续计算。"
    )


class SameConductForm(WorkForm):
    other = RowField(label="与哪项行为是同一行为", required=False)

    def __init__(self, *args: Any, acts: list[Act], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].offer(acts, none="不是同一行为，分别处理")


class LegalViewForm(WorkForm):
    law_version = forms.ChoiceField(label="适用的法律", choices=[])
    outcome = forms.ChoiceField(label="处理结果", choices=[])
    reasons = forms.CharField(
        label="理由",
        max_length=3000,
        widget=text_area(5),
        help_text="两部法律怎样比较，为什么适用这一部，为什么这样处理。",
    )

    def __init__(self, *args: Any, versions: list[str], outcomes: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["law_version"].choices = [("", "请选择"), *((one, one) for one in versions)]
        self.fields["outcome"].choices = [("", "请选择"), *((code, OUTCOMES[code].name) for code in outcomes)]
