"""复议、诉讼: what was asked, what we answered, what came of it."""

from django import forms

from cases.enums import RemedyKind, RemedyResult
from cases.forms.acts import CardSelect
from cases.forms.base import DayField, UploadField, WorkForm, text_area

RESULTS = [(value, label) for value, label in RemedyResult.choices if value != RemedyResult.SELF]


class RemedyForm(WorkForm):
    kind = forms.ChoiceField(label="种类", widget=CardSelect, choices=RemedyKind.choices)
    organ = forms.CharField(label="复议机关或者法院", max_length=80)
    number = forms.CharField(label="案号", required=False, max_length=80)
    asked_on = DayField(label="申请、起诉日期")
    notified_on = DayField(label="本局收到通知日期", help_text="答复、答辩的期限从这一天的次日起算。")
    words = forms.CharField(label="请求和理由", widget=text_area(3))


class ReplyForm(WorkForm):
    on = DayField(label="答复、答辩日期")
    words = forms.CharField(label="要点", widget=text_area(3))


class RemedyResultForm(WorkForm):
    result = forms.ChoiceField(label="结果", choices=[("", "请选择"), *RESULTS])
    result_on = DayField(label="作出日期")
    received_on = DayField(label="本局收到日期", help_text="撤回公示的3个工作日从这一天的次日起算。")
    words = forms.CharField(label="内容和文号", widget=text_area(3))
    file = UploadField(label="复议决定或者裁判文书", required=False)


class CorrectOwnForm(WorkForm):
    words = forms.CharField(label="错在哪里、怎样改正", widget=text_area(3))
