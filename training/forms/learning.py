from django import forms

from accounts.models import User
from cases.enums import Measure
from cases.forms.base import people_choices
from exemptions.models import Offence
from training.enums import PersonRole
from training.forms.base import DayField, RoomForm, UploadField, text_area
from training.models import LearningUnit, Question


class UnitForm(RoomForm):
    title = forms.CharField(label="单元名称", max_length=60)
    body = forms.CharField(label="学习内容", widget=text_area(10), help_text="短句，空行分段；当事人在手机上看。")
    minutes = forms.IntegerField(label="约需分钟", initial=8, min_value=1, max_value=15)
    pass_mark = forms.IntegerField(
        label="答对比例（%）", initial=60, min_value=1, max_value=100, help_text="没有达到的可以重做。"
    )
    measures = forms.MultipleChoiceField(
        label="随哪些措施提供", choices=Measure.choices, widget=forms.CheckboxSelectMultiple
    )
    offences = forms.ModelMultipleChoiceField(
        label="适用案由",
        required=False,
        queryset=Offence.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        help_text="不选的，适用全部案由。",
    )
    questions = forms.ModelMultipleChoiceField(
        label="测验题（1到5道）", queryset=Question.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, unit: LearningUnit | None = None, **kwargs) -> None:
        if unit:
            names = ("title", "body", "minutes", "pass_mark", "measures")
            kwargs["initial"] = {name: getattr(unit, name) for name in names} | {
                "offences": unit.offences.all(),
                "questions": unit.questions.all(),
            }
        super().__init__(*args, **kwargs)
        self.fields["questions"].queryset = Question.objects.filter(retired_at__isnull=True, source="written")


class OfferForm(RoomForm):
    unit = forms.ModelChoiceField(label="学习单元", queryset=LearningUnit.objects.none(), empty_label="请选择")

    def __init__(self, *args, units, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class PersonForm(RoomForm):
    """Who learnt. Asked of the party itself, so the words are plain."""

    person_name = forms.CharField(label="学习人姓名", max_length=40)
    person_role = forms.ChoiceField(label="身份", choices=[("", "请选择"), *PersonRole.choices])


class PaperForm(PersonForm):
    done_on = DayField(label="学习日期")
    upload = UploadField(label="答卷扫描件", help_text="当事人签名的原件。没有原件的，不能代为登记。")
    compared_by = forms.TypedChoiceField(label="核对人", coerce=int, help_text="另一名执法人员对照原件核对。")

    def __init__(self, *args, actor: User, section_id: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, section_id=section_id).exclude(pk=actor.pk)
        self.fields["compared_by"].choices = people_choices(people.select_related("section"))

    @property
    def second(self) -> User | None:
        return User.objects.filter(pk=self.cleaned_data.get("compared_by") or 0).first()
