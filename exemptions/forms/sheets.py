"""Handing in a sheet of items."""

from django import forms

from accounts.forms import in_plain_words
from exemptions.sheets import MOST_BYTES


class SheetForm(forms.Form):
    upload = forms.FileField(
        label="Excel文件",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="用样表或者导出的清单填写，保存为 .xlsx。先核对，不会马上导入。",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        in_plain_words(self)
        self.fields["upload"].error_messages |= {"required": "请选择Excel文件。", "empty": "这是空文件。请重新选择。"}

    def pair(self) -> tuple[str, bytes]:
        """Name and bytes, as services take them; no more is read than tells that it is too much."""
        upload = self.cleaned_data["upload"]
        return upload.name, upload.read(MOST_BYTES + 1)
