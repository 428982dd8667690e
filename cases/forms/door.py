from typing import Any

from django import forms

from cases.forms.base import WorkForm
from parties.models import Party


class RenewForm(WorkForm):
    party = forms.ModelChoiceField(label="发给哪个当事人", queryset=Party.objects.none(), empty_label=None)

    def __init__(self, *args: Any, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = Party.objects.filter(pk__in=[row.pk for row in parties])


class RevokeForm(WorkForm):
    reason = forms.CharField(label="停用的原因", max_length=200)
