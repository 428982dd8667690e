"""What every form of a file carries: the version it was opened with, a key that makes a second send harmless, its draft."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from cases.models import Case, FactDraft
from documents.words import zh_date
from records.errors import DomainError
from records.uploads import ACCEPTED_WORDS

HIDDEN = ("version", "once", "place")
# A template asks a form for its fields first: a field of such a name would hide what the pages read.
TAKEN = frozenset({*HIDDEN, "shown_fields", "others_work", "refusals", "draft", "values", "errors", "media"})
ACCEPT = ".pdf,.jpg,.jpeg,.png,.xls,.xlsx,.docx,.txt,.mp3,.wav,.mp4"


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A legal day; the sentence of a refusal says how to write it."""

    widget = DateInput
    default_error_messages = {"invalid": "没有这一天，或者写法不对。请写成2026-06-07这样的日期。"}


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class UploadField(forms.FileField):
    """A file whose size is refused before it is read; its kind is told from its bytes by the service."""

    widget = forms.ClearableFileInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", f"{ACCEPTED_WORDS}，不超过{settings.FLEX_UPLOAD_LIMIT // 1048576}MB。")
        super().__init__(**kwargs)
        self.widget = forms.FileInput(attrs={"accept": ACCEPT})
        self.widget.is_required = self.required

    def clean(self, data: Any, initial: Any = None) -> Any:
        if data and data.size > settings.FLEX_UPLOAD_LIMIT:
            raise forms.ValidationError(
                f"“{data.name}”有{data.size / 1048576:.1f}MB，超过{settings.FLEX_UPLOAD_LIMIT // 1048576}MB的上限。"
                "请压缩或分成几个文件再上传。"
            )
        if data and data.size == 0:
            raise forms.ValidationError(f"“{data.name}”是空文件。请重新选择文件。")
        return super().clean(data, initial)


class LinesField(forms.CharField):
    """One entry a line."""

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


def text_area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WorkForm(forms.Form):
    """Base of the forms. `place` names the form for drafts; empty: nothing is kept.

    Not bound, it comes back as it was left: what the person typed before stands over the `initial` values.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    once = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    place = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if taken := TAKEN & set(vars(cls).get("declared_fields", ())) - set(HIDDEN):
            raise TypeError(f"{cls.__name__}: {', '.join(sorted(taken))} means something else on a form")

    def __init__(
        self, data=None, files=None, *, user=None, case: Case | None = None, place: str = "", **kwargs
    ) -> None:
        self.case = case
        self.user = user
        self.place_name = place or (str(data.get("place", ""))[:120] if data is not None else "")
        self.refusals: list[DomainError] = []
        self.draft = None
        initial = dict(kwargs.pop("initial", None) or {})
        if data is None:
            self.draft = _draft(user, place)
            initial |= self.draft.content if self.draft else {}
            initial |= {"version": case.version if case else None, "once": uuid.uuid4().hex, "place": place}
        super().__init__(data, files, initial=initial, **kwargs)
        for field in self.fields.values():
            _say_what_is_missing(field)

    @property
    def values(self) -> dict[str, Any]:
        """Clean values without the form's own bookkeeping."""
        return {name: value for name, value in self.cleaned_data.items() if name not in HIDDEN}

    @property
    def seen_version(self) -> int | None:
        return self.cleaned_data.get("version")

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in HIDDEN]

    def refuse(self, error: DomainError) -> None:
        """A service said no: beside the field it blames, otherwise on top with its way out."""
        if error.field in self.fields:
            self.add_error(error.field, error.message)
        else:
            self.refusals.append(error)

    def renew(self) -> None:
        """After somebody else's change has been shown, the next send is meant with that knowledge."""
        if self.case is None or not self.is_bound:
            return
        self.case.refresh_from_db(fields=["version"])
        self.data = self.data.copy()
        self.data["version"] = str(self.case.version)


def _say_what_is_missing(field: forms.Field) -> None:
    """请填写立案理由 rather than the framework's words; sentences of a field's own stay."""
    if str(field.error_messages.get("required")) == str(forms.Field.default_error_messages["required"]):
        verb = "请选择" if isinstance(field, forms.ChoiceField | forms.FileField) else "请填写"
        field.error_messages["required"] = f"{verb}{field.label or '这一项'}。"


def _draft(user, place: str) -> FactDraft | None:
    if user is None or not place:
        return None
    return FactDraft.objects.filter(user=user, place=place).first()


def people_choices(people) -> list[tuple[int | str, str]]:
    """People for a select, with the validity of their 执法证 beside the name."""
    on = timezone.localdate()
    rows: list[tuple[int | str, str]] = [("", "请选择")]
    for person in people:
        until = person.certificate_until
        licence = f"执法证有效至{zh_date(until)}" if until and until >= on else "没有有效执法证"
        rows.append((person.pk, f"{person.name}（{person.section.name if person.section else ''} · {licence}）"))
    return rows
