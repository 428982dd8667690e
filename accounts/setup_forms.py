"""Forms of the set-up wizard. Rows left empty are no rows."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.enums import CASE_WORKERS, Role, SectionKind
from accounts.forms import BureauForm, in_plain_words, strong_password
from accounts.models import User
from records.errors import DomainError

MOST_ROWS = 60
EMPTY_ROWS = 4


class FirstBureauForm(BureauForm):
    """Step 1: the organ itself."""


class SectionRow(forms.Form):
    name = forms.CharField(label="名称", max_length=40, required=False)
    kind = forms.ChoiceField(label="性质", choices=SectionKind.choices, initial=SectionKind.OFFICE)


class NamedRows(forms.BaseFormSet):
    """Rows that count once they have a name; a name or user name may stand only once."""

    unique = ("name",)

    def rows(self) -> list[dict[str, str]]:
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]

    def clean(self) -> None:
        for field in self.unique:
            seen: set[str] = set()
            for form in self.forms:
                value = getattr(form, "cleaned_data", {}).get(field)
                if value and value in seen:
                    form.add_error(field, f"“{value}”出现了两次。请改其中一个。")
                seen.add(value or "")

    def row_errors(self) -> list[DomainError]:
        """For components/errors.html: every error with its row and field."""
        found = []
        for number, form in enumerate(self.forms, start=1):
            for field, messages in form.errors.items():
                label = f"第{number}行{form.fields[field].label}" if field in form.fields else f"第{number}行"
                found += [DomainError(f"{label}：{text}", field=f"{form.prefix}-{field}") for text in messages]
        return found + [DomainError(text) for text in self.non_form_errors()]


class SectionRows(NamedRows):
    def clean(self) -> None:
        super().clean()
        if not any(self.errors) and not self.rows():
            raise ValidationError("至少要有一个科室。请填写名称。")


class AdministratorForm(forms.Form):
    """Step 3, top: who keeps accounts and sections, and the first password of everybody else."""

    name = forms.CharField(label="系统管理员姓名", max_length=40)
    username = forms.CharField(
        label="用户名",
        max_length=40,
        help_text="系统管理员管账号和科室，看不到案件。",
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label="密码",
        strip=False,
        help_text="至少8个字符，不能全是数字，不能太常见。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一次密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    first_password = forms.CharField(
        label="其他人员的初始密码",
        strip=False,
        required=False,
        help_text="下面登记了人员的，必须填写。请当面告诉本人，登录后马上改掉。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        in_plain_words(self)

    def clean_password(self) -> str:
        return strong_password(self.cleaned_data["password"], User(username=self.cleaned_data.get("username", "")))

    def clean_first_password(self) -> str:
        word = self.cleaned_data["first_password"]
        return strong_password(word) if word else word

    def clean(self) -> dict[str, str]:
        data = super().clean()
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", "两次输入的密码不一样。请重新输入。")
        return data


class PersonRow(forms.Form):
    name = forms.CharField(label="姓名", max_length=40, required=False)
    username = forms.CharField(label="用户名", max_length=40, required=False)
    role = forms.ChoiceField(label="角色", choices=Role.choices, initial=Role.OFFICER)
    section = forms.ChoiceField(label="科室", required=False)

    def __init__(self, *args, sections: list[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [("", "—"), *((name, name) for name in sections)]

    def clean(self) -> dict[str, str]:
        data = super().clean()
        if not (data.get("name") or data.get("username")):
            return data
        for field in ("name", "username"):
            if not data.get(field):
                self.add_error(field, "姓名和用户名要一起填。")
        if data.get("role") in CASE_WORKERS and not data.get("section"):
            self.add_error("section", "执法人员和科室负责人必须属于一个科室。")
        return data


class PeopleRows(NamedRows):
    unique = ("username",)


SectionFormSet = forms.formset_factory(SectionRow, formset=SectionRows, extra=EMPTY_ROWS, max_num=MOST_ROWS)
PeopleFormSet = forms.formset_factory(PersonRow, formset=PeopleRows, extra=8, max_num=MOST_ROWS)
