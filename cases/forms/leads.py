"""Leads, and the registration of a file."""

from django import forms

from cases.enums import Jurisdiction, LeadSource
from cases.forms.acts import CardSelect
from cases.forms.base import DayField, WorkForm, text_area


class LeadForm(WorkForm):
    source = forms.ChoiceField(label="来源", choices=[("", "请选择"), *LeadSource.choices])
    received_on = DayField(label="收到日期")
    party_words = forms.CharField(
        label="所称当事人", required=False, max_length=120, help_text="线索里怎么写就怎么记，以后再对应到登记的当事人。"
    )
    description = forms.CharField(
        label="线索内容", widget=text_area(5), help_text="什么时候、哪张表、哪个指标、发现了什么。"
    )


class DeclineForm(WorkForm):
    reason = forms.CharField(
        label="不立案的理由",
        max_length=600,
        widget=text_area(3),
        help_text="写明查了什么、为什么不符合立案条件。不立案也要留下理由。",
    )


class RegisterForm(WorkForm):
    source = forms.ChoiceField(label="来源", choices=[("", "请选择"), *LeadSource.choices])
    discovered_on = DayField(
        label="发现日期", help_text="启动调查、取证的日期；举报后查实的，为举报日期。追究时效从行为发生之日算到这一天。"
    )
    summary = forms.CharField(
        label="案情",
        widget=text_area(5),
        help_text="何时、何表、何指标，怎样发现。两三句话即可，这段话会进入立案审批表。",
    )


class JurisdictionForm(WorkForm):
    jurisdiction = forms.ChoiceField(label="由谁管辖", widget=CardSelect, choices=Jurisdiction.choices)
    words = forms.CharField(label="核对的依据", max_length=300, widget=text_area(2))


class JoinForm(WorkForm):
    case = forms.ChoiceField(label="并入哪个案件", help_text="同一当事人、还没有办结的案件。")

    def __init__(self, *args, cases=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].choices = [("", "请选择"), *((case.pk, f"{case} {case.summary[:30]}") for case in cases)]


class InformantForm(WorkForm):
    name = forms.CharField(label="举报人", required=False, max_length=60)
    contact = forms.CharField(label="联系方式", required=False, max_length=120)
    wishes = forms.CharField(label="反馈要求", required=False, max_length=200)


class ReaderForm(WorkForm):
    reader = forms.TypedChoiceField(label="可以查看的人", coerce=int)

    def __init__(self, *args, people=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].choices = [("", "请选择"), *((person.pk, person.name) for person in people)]


class WhyForm(WorkForm):
    why = forms.CharField(label="为什么查看", max_length=200, help_text="例如：核实举报内容、反馈处理结果。")
