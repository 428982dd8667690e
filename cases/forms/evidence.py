"""Evidence: the eight kinds of 行政处罚法46条, each with its source."""

from django import forms

from cases.enums import EvidenceKind
from cases.forms.base import UploadField, WorkForm


class EvidenceForm(WorkForm):
    kind = forms.ChoiceField(label="种类", choices=[("", "请选择"), *EvidenceKind.choices])
    title = forms.CharField(label="名称", max_length=200, help_text="写明是什么、哪一天、哪一份。")
    source = forms.CharField(label="来源", max_length=200, help_text="谁提供、从哪里调取、怎样取得。")
    file = UploadField(label="文件")
