from django import forms

from accounts.models import Section
from training.enums import MilestoneState
from training.forms.base import DayField, RoomForm, UploadField, text_area
from training.models import PlanStage


class StagesForm(RoomForm):
    first_from = DayField(label="第一阶段（部署推进）开始")
    second_from = DayField(label="第二阶段（组织实施）开始")
    second_to = DayField(label="第二阶段结束", required=False)


class MilestoneForm(RoomForm):
    stage = forms.ModelChoiceField(label="阶段", queryset=PlanStage.objects.all(), empty_label="请选择")
    title = forms.CharField(label="任务", max_length=120)
    due_on = DayField(label="完成期限")
    sections = forms.ModelMultipleChoiceField(
        label="科室", queryset=Section.objects.filter(is_active=True), widget=forms.CheckboxSelectMultiple
    )


class ReportForm(RoomForm):
    state = forms.ChoiceField(
        label="进展",
        choices=[(MilestoneState.DOING, "进行中"), (MilestoneState.DONE, "已完成")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label="进展情况", widget=text_area(4))
    upload = UploadField(label="佐证材料", required=False)


class ConfirmForm(RoomForm):
    confirmed = forms.TypedChoiceField(
        label="核实结果",
        choices=[("yes", "属实，予以核实"), ("no", "不属实或者材料不全，退回科室")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label="核实情况", widget=text_area(3))


class ChangeForm(RoomForm):
    due_on = DayField(label="新的完成期限")
    reason = forms.CharField(label="改期的理由", max_length=300)
