from datetime import timedelta

from django import forms
from django.utils import timezone

from accounts.models import Section
from training.enums import CourseState
from training.forms.base import HoursField, MomentField, PeopleField, RoomForm, UploadField
from training.models import Course, Session


class SessionForm(RoomForm):
    title = forms.CharField(label="培训名称", max_length=80)
    course = forms.ModelChoiceField(
        label="所属课程", required=False, queryset=Course.objects.none(), empty_label="不属于课程"
    )
    starts_at = MomentField(label="开始时间")
    ends_at = MomentField(label="结束时间")
    place = forms.CharField(label="地点", max_length=60)
    trainer = forms.CharField(label="授课人", max_length=60)
    hours = HoursField(label="学时", help_text="签到的每个人都按这个数计入。")
    sections = forms.ModelMultipleChoiceField(
        label="参加科室",
        required=False,
        queryset=Section.objects.filter(is_active=True),
        widget=forms.CheckboxSelectMultiple,
        help_text="不选的，面向全部执法人员和科室负责人。",
    )

    def __init__(self, *args, session: Session | None = None, course: Course | None = None, **kwargs) -> None:
        if session:
            names = ("title", "course", "starts_at", "ends_at", "place", "trainer", "hours")
            kwargs["initial"] = {name: getattr(session, name) for name in names} | {"sections": session.sections.all()}
        else:
            start = (timezone.localtime() + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
            kwargs["initial"] = {
                "starts_at": start,
                "ends_at": start + timedelta(hours=3),
                "course": course,
                "title": course.title if course else "",
            }
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = Course.objects.exclude(state=CourseState.CLOSED)


class PeopleForm(RoomForm):
    """The list in the room: who is ticked and not yet signed in is added."""

    people = PeopleField(label="到场人员")

    def __init__(self, *args, session: Session, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = self.fields["people"].queryset.exclude(attendances__session=session)
        sections = list(session.sections.values_list("pk", flat=True))
        self.fields["people"].queryset = rows.filter(section_id__in=sections) if sections else rows


class ReasonForm(RoomForm):
    reason = forms.CharField(label="理由", max_length=200)


class PhotoForm(RoomForm):
    upload = UploadField(label="照片", help_text="JPG或者PNG。")
    caption = forms.CharField(label="说明", max_length=100, required=False)


class SheetForm(RoomForm):
    upload = UploadField(label="Excel表格", help_text="用下载的样表填写，不要改栏目名；.xlsx 和 .xls 都可以。")
