"""Forms of the second factor."""

from django import forms

from accounts.forms import in_plain_words
from accounts.models import User


class CodeForm(forms.Form):
    code = forms.CharField(
        label="验证码",
        max_length=20,
        help_text="手机上显示的6位数字；手机不在身边的，输入一个恢复码。",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "inputmode": "text"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        in_plain_words(self)


class FirstCodeForm(CodeForm):
    """At the enrolment there are no recovery codes yet."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "扫描后，手机上显示的6位数字。"


class ResetForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label="人员")
    reason = forms.CharField(label="理由", max_length=200, help_text="如“手机丢失，已当面核实本人”。记入留痕。")

    def __init__(self, *args, actor: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(second_factor__isnull=False).exclude(pk=actor.pk)
        in_plain_words(self)
