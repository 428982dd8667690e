"""Forms of publication: what else to remove and why, the second person's word, the withdrawal."""

from django import forms

from cases.forms.base import WorkForm, text_area
from disclosure.allowed import table

ROWS = 3


class ProposeForm(WorkForm):
    """Three rows of words to remove; more are proposed after the first are gone from the preview."""

    withheld = forms.ChoiceField(label="整份不公开", required=False)
    withheld_words = forms.CharField(label="不公开的理由", required=False, max_length=300, widget=text_area(2))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        grounds = [(one.code, f"{one.label}（{one.source}）") for one in table().grounds.values()]
        self.fields["withheld"].choices = [("", "照下面的内容公开"), *grounds]
        for number in range(1, ROWS + 1):
            self.fields[f"text{number}"] = forms.CharField(label="隐去的字", required=False, max_length=100)
            self.fields[f"ground{number}"] = forms.ChoiceField(
                label="属于", required=False, choices=[("", "请选择"), *grounds]
            )
            self.fields[f"reason{number}"] = forms.CharField(label="理由", required=False, max_length=200)

    @property
    def hidden(self) -> list[dict[str, str]]:
        """The filled rows, whether the form is whole or not."""
        found = [
            {name: (self[f"{name}{number}"].value() or "").strip() for name in ("text", "ground", "reason")}
            for number in range(1, ROWS + 1)
        ]
        return [row for row in found if any(row.values())]

    @property
    def hide_rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}{number}"] for name in ("text", "ground", "reason")] for number in range(1, ROWS + 1)]


class SignForm(WorkForm):
    verdict = forms.ChoiceField(
        label="审核意见",
        choices=[("approve", "同意"), ("return", "退回")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择同意或者退回。"},
    )
    words = forms.CharField(label="说明", required=False, max_length=300, widget=text_area(2))


class WithdrawForm(WorkForm):
    words = forms.CharField(
        label="撤回的理由",
        max_length=300,
        widget=text_area(3),
        help_text="会在公开页面上显示，写明决定被谁、怎样改变；不写当事人。",
        error_messages={"required": "请写明撤回的理由。"},
    )
