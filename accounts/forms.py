"""Forms of people and sections. They check what was typed; the services decide. bootstrap5/field.html draws each field."""

from datetime import date

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.utils import ErrorDict
from django.utils import timezone

from accounts.enums import ADMINISTRATORS, CASE_WORKERS, Role
from accounts.models import Bureau, GroupSeat, Section, User
from records.errors import DomainError


def carry_out(form: forms.BaseForm, verb, **arguments):
    """Call a service; what it refuses stands in the form and None comes back."""
    try:
        return verb(**arguments)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
    except ValidationError as error:
        for field, messages in _by_field(error).items():
            form.add_error(field if field in form.fields else None, messages)
    return None


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attrs) -> None:
        super().__init__(format="%Y-%m-%d", attrs=attrs)


PASSWORD_FAULTS = {
    "password_too_short": "密码太短，至少要8个字符。",
    "password_too_common": "这个密码太常见，容易被猜到。",
    "password_entirely_numeric": "密码不能全是数字。",
    "password_too_similar": "密码不能和姓名、用户名相近。",
}


def strong_password(word: str, user: User | None = None) -> str:
    """The word itself, or every fault of it in Chinese."""
    try:
        validate_password(word, user)
    except ValidationError as error:
        raise ValidationError([PASSWORD_FAULTS[fault.code] for fault in error.error_list]) from error
    return word


def in_plain_words(form: forms.BaseForm) -> None:
    """An empty field is asked for by its name; an empty choice says what to do, not a row of dashes."""
    for field in form.fields.values():
        verb = "选择" if isinstance(field, forms.ChoiceField) else "填写"
        field.error_messages["required"] = f"请{verb}{field.label}。"
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = "请选择"
        elif isinstance(field, forms.ChoiceField):
            field.choices = [("", "请选择") if value == "" else (value, name) for value, name in field.choices]


class SignInForm(AuthenticationForm):
    """Name and password. The guard counts wrong tries; the words never say which of the two was wrong."""

    error_messages = {
        "invalid_login": "用户名或者密码不正确。请核对大小写后再试；忘记密码的，请找系统管理员重设。",
        "inactive": "这个账号已经停用。请联系系统管理员。",
    }
    username = forms.CharField(
        label="用户名", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        in_plain_words(self)

    @classmethod
    def waiting(cls, request, username: str, seconds: int) -> "SignInForm":
        """Too many wrong tries from here: the password is not even looked at, nor sent back."""
        form = cls(request, data={"username": username})
        form.cleaned_data, form._errors = {}, ErrorDict()
        form.add_error(None, f"错误次数太多，请等{seconds}秒再试。刚才输入的密码没有核对。")
        return form

    def fill(self, username: str, password: str) -> None:
        """Demo accounts only: one click, also without JavaScript."""
        self.initial = {"username": username, "password": password}
        self.fields["password"].widget.render_value = True


class NewPasswordForm(forms.Form):
    new = forms.CharField(
        label="新密码",
        strip=False,
        help_text="至少8个字符，不能全是数字，不能太常见，不能和姓名、用户名相近，不能是最近5次用过的。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一次", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args, user: User, **kwargs) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        in_plain_words(self)

    def clean_new(self) -> str:
        return strong_password(self.cleaned_data["new"], self.user)

    def clean(self) -> dict[str, str]:
        data = super().clean()
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", "两次输入的密码不一样。请重新输入。")
        return data


class PasswordForm(NewPasswordForm):
    old = forms.CharField(
        label="现在的密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    field_order = ["old", "new", "again"]

    def clean_old(self) -> str:
        if not self.user.check_password(self.cleaned_data["old"]):
            raise ValidationError("现在的密码不正确。")
        return self.cleaned_data["old"]


class SectionForm(forms.ModelForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        in_plain_words(self)

    class Meta:
        model = Section
        fields = ["name", "kind", "order", "is_active"]
        help_texts = {"order": "数字小的排在前面。", "is_active": "停用后不再出现在选项里，历史案件不变。"}


class BureauForm(forms.ModelForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        in_plain_words(self)

    class Meta:
        model = Bureau
        fields = ["name", "word", "district", "address", "phone", "review_organ", "court", "papers_need_approval"]
        help_texts = {
            "word": "文号开头，如“黔统”。已经编出的文号不变。",
            "review_organ": "印在决定书的救济告知里，如“重庆市黔江区人民政府”。",
            "court": "印在决定书的救济告知里。",
        }


class PersonForm(forms.ModelForm):
    """An account; case workers need a section, a certificate needs its validity."""

    class Meta:
        model = User
        fields = [
            "name", "username", "role", "section", "title", "phone",
            "certificate_number", "certificate_from", "certificate_until", "legally_qualified",
        ]  # fmt: skip
        widgets = {"certificate_from": DayInput(), "certificate_until": DayInput()}
        help_texts = {
            "username": "登录用，建立后不改。",
            "section": "执法人员和科室负责人必须属于一个科室。",
            "certificate_number": "没有统计执法证的，不能作为办案人员。",
            "legally_qualified": "通过国家统一法律职业资格考试，可以担任初次从事法制审核的人员。",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = Section.objects.filter(is_active=True)
        in_plain_words(self)
        if self.instance.pk:
            del self.fields["username"]

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if data.get("role") in CASE_WORKERS and not data.get("section"):
            self.add_error("section", "执法人员和科室负责人必须属于一个科室。请选择科室。")
        return data

    def changes(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in self.changed_data}


class NewPersonForm(PersonForm):
    password = forms.CharField(
        label="初始密码",
        strip=False,
        help_text="当面告诉本人，请本人登录后马上改掉。",
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        return strong_password(self.cleaned_data["password"])


class LeaveForm(forms.Form):
    left_on = forms.DateField(label="离岗日期", widget=DayInput(), initial=timezone.localdate)


class SeatForm(forms.ModelForm):
    class Meta:
        model = GroupSeat
        fields = ["user", "seat", "starts_on", "ends_on"]
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(is_active=True).exclude(
            role__in=[str(role) for role in ADMINISTRATORS]
        )
        in_plain_words(self)


class EndSeatForm(forms.Form):
    ends_on = forms.DateField(label="离任日期", widget=DayInput())


class StandInForm(forms.Form):
    """Who signs for whom between two days. Whom one may name follows from one's role; overlaps the service finds."""

    absent = forms.ModelChoiceField(User.objects.none(), label="不在岗的人")
    deputy = forms.ModelChoiceField(
        User.objects.none(), label="代行人", help_text="代行人签署时写明“代”，不能签署自己提出的事项。"
    )
    starts_on = forms.DateField(label="开始日期", widget=DayInput())
    ends_on = forms.DateField(label="结束日期", widget=DayInput())
    reason = forms.CharField(label="事由", max_length=100, help_text="如“出差”“休年假”“参加培训”。")

    def __init__(self, *args, actor: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        working = User.objects.filter(is_active=True).exclude(role__in=[str(role) for role in ADMINISTRATORS])
        self.fields["deputy"].queryset = working
        self.fields["absent"].queryset = nameable(actor, working)
        in_plain_words(self)

    def clean_ends_on(self) -> date:
        if self.cleaned_data["ends_on"] < timezone.localdate():
            raise ValidationError("结束日期已经过去。请填今天或者以后的日期。")
        return self.cleaned_data["ends_on"]


def nameable(actor: User, working):
    """Whose stand-in this person may name: own, as head the section's, as leader or administrator everybody's."""
    if actor.role in {Role.LEADER, Role.ADMINISTRATOR}:
        return working
    if actor.role == Role.HEAD:
        return working.filter(section=actor.section)
    return working.filter(pk=actor.pk)


class ConnectForm(forms.Form):
    name = forms.CharField(label="系统名称", max_length=60, help_text="例如：联网直报平台。换令牌时名称不变。")
    acts_for = forms.ModelChoiceField(
        label="代表的人员",
        queryset=User.objects.none(),
        empty_label="请选择",
        help_text="线索登记在这个人名下，结果只给这个人看得到的。",
    )
    sends_leads = forms.BooleanField(label="可以报送线索", required=False)
    reads_outcomes = forms.BooleanField(label="可以读取办理结果", required=False)
    expires_on = forms.DateField(label="有效期至", widget=DayInput(), help_text="最长一年。")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acts_for"].queryset = User.objects.filter(
            is_active=True, role__in=[*CASE_WORKERS, Role.LEADER]
        ).select_related("section")
        in_plain_words(self)
