"""Taking an item: who is in charge, and by when it is put to work."""

from django import forms

from accounts.forms import DayInput, in_plain_words
from accounts.models import Section, User


class ClaimForm(forms.Form):
    person = forms.ModelChoiceField(label="责任人", queryset=User.objects.none(), empty_label="请选择")
    implement_by = forms.DateField(label="落实期限", required=False, widget=DayInput())

    def __init__(self, *args, section: Section | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = User.objects.filter(section=section, is_active=True)
        in_plain_words(self)
