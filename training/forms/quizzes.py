from collections.abc import Iterable

from django import forms

from exemptions.models import ListVersion
from records.errors import DomainError
from training.enums import CourseState, QuestionKind
from training.forms.base import RoomForm, text_area
from training.models import Course, Question, Quiz

OPTIONS = 6


class QuizForm(RoomForm):
    title = forms.CharField(label="测验名称", max_length=80)
    course = forms.ModelChoiceField(
        label="所属课程",
        required=False,
        queryset=Course.objects.none(),
        empty_label="不属于课程",
        help_text="属于课程的，读完必读材料才能答题。",
    )
    pass_mark = forms.IntegerField(label="及格分", initial=80, min_value=1, max_value=100)
    draw = forms.IntegerField(
        label="每卷题数", initial=0, min_value=0, max_value=200, help_text="从题库随机抽取；0为全部题目。"
    )
    most_attempts = forms.IntegerField(label="最多次数", initial=0, min_value=0, max_value=99, help_text="0为不限。")
    minutes = forms.IntegerField(label="限时（分钟）", initial=0, min_value=0, max_value=600, help_text="0为不限时。")
    is_exam = forms.BooleanField(label="作为年度考试，计入个人档案", required=False)

    def __init__(self, *args, quiz: Quiz | None = None, course: Course | None = None, **kwargs) -> None:
        if quiz:
            names = ("title", "course", "pass_mark", "draw", "most_attempts", "minutes", "is_exam")
            kwargs["initial"] = {name: getattr(quiz, name) for name in names}
        elif course:
            kwargs["initial"] = {"course": course, "title": f"{course.title}测验"}
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = Course.objects.exclude(state=CourseState.CLOSED)


class QuestionForm(RoomForm):
    """Options stand in lines of their own; the right ones are ticked beside them."""

    kind = forms.ChoiceField(label="题型", choices=QuestionKind.choices, initial=QuestionKind.SINGLE)
    text = forms.CharField(label="题目", widget=text_area(3))
    correct = forms.TypedMultipleChoiceField(
        label="正确选项",
        choices=[(place, "ABCDEF"[place]) for place in range(OPTIONS)],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="判断题不写选项时，A是“对”，B是“错”。",
    )
    explanation = forms.CharField(label="解析", required=False, widget=text_area(2), help_text="交卷后显示，写明依据。")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["correct"].error_messages["required"] = "请标出正确的选项。"
        fields = list(self.fields.items())
        options = [
            (f"option_{place}", forms.CharField(label=f"选项{'ABCDEF'[place]}", required=False, max_length=300))
            for place in range(OPTIONS)
        ]
        self.fields = dict(fields[:2] + options + fields[2:])

    @property
    def values(self) -> dict[str, object]:
        data = dict(self.cleaned_data)
        options = [data.pop(f"option_{place}") for place in range(OPTIONS)]
        return data | {"options": options}


class PickForm(RoomForm):
    """Questions of one's own that are not yet in the quiz."""

    questions = forms.ModelMultipleChoiceField(
        label="题目", queryset=Question.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, quiz: Quiz, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = Question.objects.filter(retired_at__isnull=True, source="written").exclude(quizzes=quiz)
        self.fields["questions"].queryset = rows.order_by("-pk")


class VersionForm(RoomForm):
    version = forms.ModelChoiceField(label="清单版本", queryset=ListVersion.objects.deciding(), empty_label="请选择")


def sheet_answers(sheet: list[dict], data) -> dict[int, list[int]]:
    """What was ticked for each question of a sheet, from the names q<id> of the page."""
    found = {}
    for row in sheet:
        picked = [int(value) for value in data.getlist(f"q{row['question']}") if value.isdigit()]
        if picked:
            found[row["question"]] = picked
    return found


def shown_sheet(sheet: list[dict], answers: dict[int, list[int]]) -> list[dict]:
    """The sheet for a page: options with their place and whether they were ticked; right answers left out."""
    return [
        {
            "question": row["question"],
            "kind": row["kind"],
            "kind_name": QuestionKind(row["kind"]).label,
            "text": row["text"],
            "options": [
                {"place": place, "text": text, "checked": place in answers.get(row["question"], ())}
                for place, text in enumerate(row["options"])
            ],
        }
        for row in sheet
    ]


def missing_errors(places: Iterable[int]) -> list[DomainError]:
    """One line of the summary per question without an answer, each leading to its question."""
    return [DomainError(f"第{place}题还没有作答。", field=f"line_{place}") for place in places]
