"""What the forms of this room share: days, moments, uploads, people by section."""

from django import forms
from django.utils import timezone

from accounts.models import User
from cases.forms.base import DayField, MomentInput, UploadField, text_area
from training.people import attenders

__all__ = ["DayField", "HoursField", "MomentField", "PeopleField", "RoomForm", "UploadField", "pair", "text_area"]


class RoomForm(forms.Form):
    """A missing answer is asked for in plain words."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = "请选择。" if isinstance(field, forms.ChoiceField) else "请填写。"


class MomentField(forms.DateTimeField):
    """A day and a time as the browser's picker sends them, or typed as 2026-06-16 09:00."""

    widget = MomentInput
    input_formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y年%m月%d日 %H:%M"]
    default_error_messages = {"invalid": "没有这个时间，或者写法不对。请写成2026-06-16 09:00这样的时间。"}

    def prepare_value(self, value):
        return timezone.localtime(value) if hasattr(value, "tzinfo") and value.tzinfo else value


class HoursField(forms.DecimalField):
    def __init__(self, **kwargs) -> None:
        super().__init__(max_digits=5, decimal_places=1, min_value=0, **kwargs)
        self.error_messages["invalid"] = "请填写数字，最多到半个学时，如2.5。"


class PeopleField(forms.ModelMultipleChoiceField):
    """Tick boxes with the section beside each name."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, queryset=None, **kwargs) -> None:
        rows = attenders() if queryset is None else queryset
        super().__init__(rows.select_related("section").order_by("section__order", "pk"), **kwargs)

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.name}（{obj.section.name if obj.section else obj.get_role_display()}）"


def pair(upload) -> tuple[str, bytes] | None:
    """A sent file as services take it."""
    return (upload.name, upload.read()) if upload else None
