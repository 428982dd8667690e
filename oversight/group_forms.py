"""Forms of the leading group's supervision."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import Section, User
from cases.forms.base import DayField, LinesField, UploadField, text_area
from oversight.enums import FollowResult, ItemState, Presence
from oversight.group import OWNERS, seats_on
from oversight.models import GroupMeeting


def _needed(words: str) -> dict[str, str]:
    return {"required": words}


def _people() -> Any:
    return User.objects.filter(is_active=True, role__in=OWNERS).order_by("section__order", "username")


class PersonChoice(forms.ModelChoiceField):
    """Everybody with their section, so that the right one of two with one name is chosen."""

    def label_from_instance(self, user: User) -> str:
        where = user.section.name if user.section else user.get_role_display()
        return f"{user.name}（{where}）"


class MeetingForm(forms.Form):
    subject = forms.CharField(label="会议名称", max_length=80, error_messages=_needed("请填写会议名称。"))
    held_on = DayField(label="日期", error_messages=_needed("请填写日期。"))
    place = forms.CharField(label="地点", max_length=60, error_messages=_needed("请填写地点。"))
    chaired_by = PersonChoice(label="主持人", queryset=User.objects.none(), error_messages=_needed("请选择主持人。"))
    agenda = LinesField(
        label="议题", widget=text_area(4), help_text="一行一个。", error_messages=_needed("请写明议题，一行一个。")
    )
    minutes = forms.CharField(
        label="会议纪要", required=False, widget=text_area(8), help_text="签发前写好；可以先存再补。"
    )

    def __init__(self, *args: Any, meeting: GroupMeeting | None = None, **more: Any) -> None:
        today = timezone.localdate()
        usual = {"subject": "推行行政柔性执法工作领导小组会议", "held_on": today}
        if meeting:
            usual = {name: getattr(meeting, name) for name in ("subject", "held_on", "place", "chaired_by", "minutes")}
            usual["agenda"] = "\n".join(one.title for one in meeting.agenda.all())
        super().__init__(*args, initial=usual, **more)
        people = list(seats_on(meeting.held_on if meeting else today))
        self.fields["chaired_by"].queryset = (
            _people().select_related("section").filter(pk__in=[seat.user_id for seat in people])
        )
        there = {row.user_id: row.presence for row in meeting.seats.all()} if meeting else {}
        for seat in people:
            self.fields[f"seat_{seat.user_id}"] = forms.ChoiceField(
                label=f"{seat.get_seat_display()}{seat.user.name}",
                choices=Presence.choices,
                initial=there.get(seat.user_id, Presence.PRESENT),
                error_messages=_needed("请选择是否到会。"),
            )

    def said(self) -> dict[str, Any]:
        """As the service takes it."""
        found = dict(self.cleaned_data)
        presences = {int(name[5:]): found.pop(name) for name in list(found) if name.startswith("seat_")}
        return found | {"presences": presences}


class CheckForm(forms.Form):
    title = forms.CharField(label="检查事项", max_length=80, error_messages=_needed("请填写检查事项。"))
    section = forms.ModelChoiceField(
        label="被检查科室", queryset=Section.objects.none(), error_messages=_needed("请选择科室。")
    )
    checked_on = DayField(label="检查日期", error_messages=_needed("请填写检查日期。"))
    scope = forms.CharField(
        label="检查内容和方法", widget=text_area(3), error_messages=_needed("请写明检查了什么、怎么检查的。")
    )
    result = forms.CharField(label="检查情况", widget=text_area(5), error_messages=_needed("请写明检查情况。"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["section"].queryset = Section.objects.filter(is_active=True)


class ItemForm(forms.Form):
    words = forms.CharField(label="要办什么", widget=text_area(3), error_messages=_needed("请写明要办什么。"))
    section = forms.ModelChoiceField(
        label="责任科室", queryset=Section.objects.none(), error_messages=_needed("请选择科室。")
    )
    owner = PersonChoice(label="责任人", queryset=User.objects.none(), error_messages=_needed("请选择责任人。"))
    due_on = DayField(label="期限", error_messages=_needed("请填写期限。"))

    def __init__(self, *args: Any, of_section: Section | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["section"].queryset = Section.objects.filter(is_active=True)
        people = _people().select_related("section")
        if of_section:
            del self.fields["section"]
            people = people.filter(section=of_section)
        self.fields["owner"].queryset = people


class ReportForm(forms.Form):
    words = forms.CharField(label="落实情况", widget=text_area(4), error_messages=_needed("请写明落实情况。"))
    file = UploadField(label="佐证", required=False)


class FollowForm(forms.Form):
    result = forms.ChoiceField(
        label="核查结果", choices=FollowResult, widget=forms.RadioSelect, error_messages=_needed("请选择核查结果。")
    )
    words = forms.CharField(label="核查情况", widget=text_area(3), error_messages=_needed("请写明核查情况。"))
    new_due_on = DayField(label="新的期限", required=False, help_text="继续整改的才填。")


class ItemFilter(forms.Form):
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "未办结"), ("late", "已逾期"), *ItemState.choices, ("all", "全部")]
    )
    section = forms.TypedChoiceField(label="科室", required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        sections = Section.objects.filter(is_active=True)
        self.fields["section"].choices = [("", "全部"), *((row.pk, row.name) for row in sections)]

    def said(self) -> dict[str, Any]:
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value}
