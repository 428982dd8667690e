from django import forms

from training.forms.base import DayField, HoursField, RoomForm


class ExcuseForm(RoomForm):
    until = DayField(label="例外到哪一天", help_text="从今天起，最长30天；同一版清单只能批准一次。")
    reason = forms.CharField(label="理由", max_length=300)


class RequirementForm(RoomForm):
    year = forms.IntegerField(label="年份", min_value=2000, max_value=2100)
    hours = HoursField(label="应完成学时")
    exam_required = forms.BooleanField(label="须通过年度考试", required=False, initial=True)
    reason = forms.CharField(label="依据或者理由", max_length=200, help_text="如“局务会议定”“市局培训通知”。")
