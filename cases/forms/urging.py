"""Urging: the day by which to file, and how the notices reached their parties."""

from django import forms

from cases.enums_intake import UrgingMeans
from cases.forms.base import DayField, UploadField, WorkForm
from cases.forms.intake import HARM, SCREENED


class DeadlineForm(WorkForm):
    deadline = DayField(label="催报期限", help_text="最后一天，当天报送的仍算期限内。")


class ServiceForm(WorkForm):
    means = forms.ChoiceField(label="方式", choices=UrgingMeans.choices)
    served_on = DayField(label="送达日期")
    recipient = forms.CharField(label="接收人", required=False, max_length=60, help_text="不填的，记为单位名称。")
    words = forms.CharField(label="情况", required=False, max_length=200)
    proof = UploadField(
        label="送达证明",
        required=False,
        help_text="送达回证、平台或短信的发送记录。没有证明的和电话，只作记录，不作为送达。",
    )


class FiledForm(WorkForm):
    submitted_on = DayField(label="报送日期")


class ReviewForm(WorkForm):
    harm = forms.ChoiceField(label="造成的后果", choices=HARM, required=False)
    screened = forms.BooleanField(label=SCREENED, required=False)
