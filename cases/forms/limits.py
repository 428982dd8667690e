"""Pauses of the limit of a case; where warnings go."""

from django import forms

from cases.enums import PauseGround
from cases.forms.acts import CardSelect
from cases.forms.base import DayField, WorkForm, text_area


class PauseForm(WorkForm):
    ground = forms.ChoiceField(label="中止的事由", widget=CardSelect, choices=PauseGround.choices)
    first = DayField(label="中止日", help_text="从这一天起不计入办案期限。")
    words = forms.CharField(label="说明", max_length=300, widget=text_area(2), help_text="凭什么材料。")


class ResumeForm(WorkForm):
    last = DayField(label="中止的最后一日", help_text="第二天起接着计算。")
    words = forms.CharField(label="说明", max_length=300, widget=text_area(2))


class MailForm(WorkForm):
    email = forms.EmailField(
        label="邮箱",
        required=False,
        help_text="邮件里只写案号和日期。留空则只在系统内提醒。",
        error_messages={"invalid": "邮箱写法不对，应如 name@example.com。"},
    )
