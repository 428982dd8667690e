"""Officers of a file, recusal, filing."""

from typing import Any

from django import forms

from accounts.models import User
from cases.forms.base import DayField, WorkForm, people_choices, text_area

RELATIONS = [
    ("none", "没有：与本案没有直接利害关系或者其他关系"),
    ("yes", "有：请写明，由局领导决定是否回避"),
]


class PersonField(forms.ChoiceField):
    """A person chosen from those who may be named; the clean value is the person."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[], **kwargs)
        self.people: dict[str, User] = {}

    def offer(self, people: list[User]) -> None:
        self.people = {str(person.pk): person for person in people}
        self.choices = people_choices(people)

    def clean(self, value: Any) -> User | None:
        return self.people.get(super().clean(value))


class OfficersForm(WorkForm):
    lead_officer = PersonField(label="主办")
    assistant = PersonField(label="协办")

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead_officer"].offer(people)
        self.fields["assistant"].offer(people)


class ReplaceForm(WorkForm):
    incoming = PersonField(label="换成")
    reason = forms.CharField(label="更换的理由", max_length=300, widget=text_area(2))

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["incoming"].offer(people)


class HandOverForm(WorkForm):
    """All open files of one person to another; `leaving` is chosen from those who have any."""

    from_user = PersonField(label="谁离岗")
    to_user = PersonField(label="由谁接手", help_text="须有有效的执法证。接手以后，须由本人声明是否需要回避。")
    on = DayField(label="从哪一天起")

    def __init__(self, *args: Any, leaving: dict[User, int], people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_user"].offer(list(leaving))
        self.fields["from_user"].choices = [
            ("", "请选择"),
            *(
                (person.pk, f"{person.name}（{person.section.name} · 在办{count}件）")
                for person, count in leaving.items()
            ),
        ]
        self.fields["to_user"].offer(people)


class RecusalForm(WorkForm):
    """The officer's own words on 行政处罚法43条."""

    has_relation = forms.ChoiceField(
        label="与本案有没有直接利害关系，或者可能影响公正执法的其他关系？",
        choices=RELATIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择一项。没有关系也要本人声明。"},
    )
    relation = forms.CharField(label="是什么关系", required=False, max_length=300, widget=text_area(2))

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if clean.get("has_relation") == "yes" and not clean.get("relation", "").strip():
            self.add_error("relation", "请写明是什么关系，局领导据此决定是否回避。")
        return clean


class RecusalDecisionForm(WorkForm):
    recused = forms.TypedChoiceField(
        label="决定",
        choices=[("yes", "回避"), ("no", "不回避")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": "请选择回避或者不回避。"},
    )
    words = forms.CharField(label="理由", max_length=300, widget=text_area(2))


class FilingForm(WorkForm):
    reason = forms.CharField(
        label="立案理由",
        widget=text_area(5),
        help_text="写明违法行为人、违法事实的初步证据、由本局管辖、在追究时效内。",
    )


class FilingRefusalForm(WorkForm):
    reason = forms.CharField(
        label="不予立案的理由", max_length=600, widget=text_area(3), help_text="退回以后案件即告终结，理由长期保存。"
    )
