"""Another answer to an open question of law: which, why, from which day."""

from django import forms

from accounts.forms import DayInput, in_plain_words
from rules.settings import Setting


class SettingForm(forms.Form):
    value = forms.ChoiceField(label="改为", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="依据什么、由谁研究决定。签署后随设定保存。",
    )
    effective_from = forms.DateField(
        label="施行日", widget=DayInput(), help_text="最早为明天。这一天以前的判断仍按原来的答案。"
    )

    def __init__(self, *args, setting: Setting, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.choices = {str(choice): choice for choice in setting.choices}
        self.fields["value"].choices = [(str(choice), setting.words(choice)) for choice in setting.choices]
        in_plain_words(self)

    def clean_value(self):
        return self.choices[self.cleaned_data["value"]]


class RefuseForm(forms.Form):
    words = forms.CharField(label="意见", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
