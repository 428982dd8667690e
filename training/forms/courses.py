from django import forms

from exemptions.models import ListVersion, Statute
from training.enums import CourseKind
from training.forms.base import HoursField, RoomForm, UploadField, text_area
from training.models import GuidingCase


class CourseForm(RoomForm):
    title = forms.CharField(label="课程名称", max_length=80, help_text="提到的法律须在法规库中有，名称不要写错。")
    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *CourseKind.choices])
    summary = forms.CharField(label="内容提要", required=False, widget=text_area(3))
    hours = HoursField(
        label="自学学时",
        initial=0,
        help_text="读完材料并通过测验后计入，每人每年一次；只办集中培训的填0。",
    )


class StatuteForm(RoomForm):
    statute = forms.CharField(
        label="法规或者方案名称",
        max_length=120,
        help_text="写全称或者简称都可以，如“统计法”。法规库中没有的，不能作为学习材料。",
        widget=forms.TextInput(attrs={"list": "statutes"}),
    )
    required = forms.BooleanField(label="必读", required=False, initial=True)

    @property
    def known(self) -> list[str]:
        """Titles offered while typing; the service decides."""
        return list(Statute.objects.values_list("title", flat=True))


class ListForm(RoomForm):
    list_version = forms.ModelChoiceField(
        label="清单版本", queryset=ListVersion.objects.deciding(), empty_label="请选择"
    )
    required = forms.BooleanField(label="必读", required=False, initial=True)


class GuidingForm(RoomForm):
    guiding_case = forms.ModelChoiceField(
        label="指导性案例", queryset=GuidingCase.objects.published(), empty_label="请选择"
    )
    required = forms.BooleanField(label="必读", required=False, initial=True)


class TextForm(RoomForm):
    title = forms.CharField(label="材料名称", max_length=200)
    body = forms.CharField(label="正文", widget=text_area(12))
    required = forms.BooleanField(label="必读", required=False, initial=True)


class FileForm(RoomForm):
    title = forms.CharField(label="材料名称", max_length=200)
    upload = UploadField(label="文件")
    required = forms.BooleanField(label="必读", required=False, initial=True)


class ErratumForm(RoomForm):
    place = forms.CharField(label="位置", max_length=40, help_text="如“五(一)”。")
    says = forms.CharField(label="原文", max_length=120)
    reads = forms.CharField(label="应读作", max_length=120)
    reason = forms.CharField(label="理由", max_length=300)
