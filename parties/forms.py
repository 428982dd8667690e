from django import forms

from accounts.models import User
from parties.enums import IdentifierState, NameKind, PartyKind, RiskGrade, VisitGround
from parties.models import Party
from records.closing import masked

SURVEY_CLASSES = [("", "不适用或未查明"), ("一套表单位", "一套表单位"), ("非一套表单位", "非一套表单位")]
NO_PHONE = "无"
ORGAN_LEVELS = [(level, level or "不适用") for level in ("", "乡镇街道", "区级部门", "区政府", "区统计局")]


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class FindForm(forms.Form):
    """One line for name, former name, code or pinyin."""

    q = forms.CharField(
        label="查找当事人",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        help_text="输入名称、曾用名、统一社会信用代码、拼音或拼音首字母。",
    )


class PartyForm(forms.ModelForm):
    credit_code_state = forms.ChoiceField(
        label="没有信用代码时",
        required=False,
        choices=[("", "已填写信用代码"), (IdentifierState.NONE, "没有信用代码"), (IdentifierState.UNKNOWN, "尚未查明")],
    )
    survey_class = forms.ChoiceField(label="调查单位类别", required=False, choices=SURVEY_CLASSES)
    organ_level = forms.ChoiceField(
        label="机关层级", required=False, choices=ORGAN_LEVELS, help_text="只有国家机关填写，决定由谁管辖。"
    )

    class Meta:
        model = Party
        fields = [
            "kind",
            "name",
            "credit_code",
            "credit_code_state",
            "survey_class",
            "organ_level",
            "industry",
            "township",
            "representative",
            "born_on",
            "address",
            "contact",
            "phone",
        ]
        widgets = {"born_on": DateInput()}
        help_texts = {
            "credit_code": "18位，可以带空格或连字符。",
            "born_on": "个人，或者个体工商户的经营者。不满十八周岁的，法律另有规定。",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "请选择"), *PartyKind.choices]
        if self.instance.phone:
            # The number itself is shown to nobody by a form: looking at it leaves a row.
            self.initial["phone"] = ""
            self.fields["phone"].help_text = f"现登记为{masked(self.instance.phone)}。不改的留空；要删去的填“无”。"
        # People paste codes with blanks and hyphens; the service cleans and checks them.
        self.fields["credit_code"] = forms.CharField(
            label="统一社会信用代码", required=False, max_length=40, help_text="18位，可以带空格或连字符。"
        )

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        return {"": self.instance.phone, NO_PHONE: ""}.get(typed, typed)

    def _post_clean(self) -> None:
        """Checks that need the register stand in the service, so one sentence answers them everywhere."""


class NameForm(forms.Form):
    kind = forms.ChoiceField(label="种类", choices=NameKind.choices)
    name = forms.CharField(label="名称", max_length=120)
    until = forms.DateField(label="使用至", required=False, widget=DateInput())


class VisitForm(forms.Form):
    on = forms.DateField(label="日期", widget=DateInput())
    ground = forms.ChoiceField(label="事由", choices=[("", "请选择"), *VisitGround.choices])
    choice = forms.CharField(label="怎样选定", max_length=300, help_text="抽取批次、计划文号、线索或者案号。")
    purpose = forms.CharField(label="检查事项", max_length=300)
    companion = forms.ModelChoiceField(label="另一名执法人员", queryset=User.objects.none(), empty_label="请选择")
    found = forms.CharField(label="情况", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["companion"].queryset = people


class LimitForm(forms.Form):
    year = forms.IntegerField(label="年度", min_value=2020, max_value=2100)
    most = forms.IntegerField(label="同一企业检查次数上限", min_value=1, max_value=50)
    published_on = forms.DateField(label="公布日期", widget=DateInput())
    source = forms.CharField(label="公布文件", max_length=200, help_text="文号或者公布的网页。")


class RiskForm(forms.Form):
    grade = forms.ChoiceField(
        label="等级",
        choices=[("", "请选择"), *RiskGrade.choices],
        help_text="高：可能受重大处罚或者易发多发；低：轻微、经指导能够纠正；中：其他。",
    )
    words = forms.CharField(label="风险点", max_length=200)
    violation = forms.CharField(
        label="涉及案由代码", required=False, max_length=40, help_text="例如 LATE；只看这一类行为时用。"
    )
    prevention = forms.CharField(label="防控措施", required=False, max_length=300)


class MergeForm(forms.Form):
    words = forms.CharField(
        label="为什么是同一当事人", max_length=300, help_text="例如：同一营业执照，登记时名称少写了“有限”。"
    )


class UndoForm(forms.Form):
    words = forms.CharField(label="撤销的理由", max_length=300)


class LiftForm(forms.Form):
    words = forms.CharField(label="解除理由", max_length=200)
