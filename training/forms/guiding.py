from django import forms

from exemptions.models import ListItem, Offence
from exemptions.queries import list_in_force
from training.forms.base import DayField, PeopleField, RoomForm, UploadField, text_area
from training.models import GuidingCase

FIELDS = ("number", "title", "issuer", "issued_on", "keywords", "facts", "result", "meaning")


class GuidingCaseForm(RoomForm):
    title = forms.CharField(label="标题", max_length=120)
    number = forms.CharField(label="编号", max_length=60, required=False)
    issuer = forms.CharField(label="发布机关", max_length=60)
    issued_on = DayField(label="发布日期", required=False)
    keywords = forms.CharField(label="关键词", max_length=120, required=False, help_text="用空格分开。")
    facts = forms.CharField(label="基本案情", widget=text_area(5), help_text="不写可以识别单个调查对象的资料。")
    result = forms.CharField(label="处理结果", widget=text_area(3))
    meaning = forms.CharField(label="典型意义", widget=text_area(4))
    items = forms.ModelMultipleChoiceField(
        label="相关清单项目", required=False, queryset=ListItem.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    offences = forms.ModelMultipleChoiceField(
        label="相关案由", required=False, queryset=Offence.objects.all(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, on, guiding_case: GuidingCase | None = None, **kwargs) -> None:
        if guiding_case:
            kwargs["initial"] = {name: getattr(guiding_case, name) for name in FIELDS} | {
                "items": guiding_case.items.all(),
                "offences": guiding_case.offences.all(),
            }
        super().__init__(*args, **kwargs)
        if version := list_in_force(on=on):
            self.fields["items"].queryset = version.items.all()
        if guiding_case is None:
            self.fields["upload"] = UploadField(label="原件", required=False)


class AssignForm(RoomForm):
    people = PeopleField(label="学习人")
    due_on = DayField(label="完成期限")
    question = forms.CharField(label="思考题", max_length=200, required=False)


class NoteForm(RoomForm):
    text = forms.CharField(
        label="学习笔记", widget=text_area(5), help_text="本人、本科室负责人和培训管理人员可以看到。"
    )


class PostForm(RoomForm):
    text = forms.CharField(label="发言", widget=text_area(3), help_text="全局可见。请不要写当事人的名称和数据。")
