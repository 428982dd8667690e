"""Forms beside the issue of a paper, of the register of papers and of batches."""

import re
from typing import Any

from django import forms
from django.utils import timezone

import documents
from cases.forms.base import UploadField, WorkForm, text_area
from cases.law import law_on, open_kinds
from parties.identifiers import normalise_code
from parties.models import Party
from records.enums import BatchState, FilingKind, PaperStatus

ROWS_SHOWN = 5


class VoidForm(WorkForm):
    reason = forms.CharField(label="作废的理由", max_length=300, widget=text_area(2))


class MendForm(WorkForm):
    changes = forms.CharField(
        label="更正内容",
        widget=text_area(4),
        help_text="一行一处，用竖线分开：位置|原来的文字|更正为。例如：正文第一段|2025年年报|2026年年报",
    )
    reasons = forms.CharField(label="更正的原因", max_length=300, help_text="如“系打印时误写”")

    def clean_changes(self) -> list[dict[str, str]]:
        rows = []
        for line in self.cleaned_data["changes"].splitlines():
            parts = [part.strip() for part in line.replace("｜", "|").split("|")]
            if not any(parts):
                continue
            if len(parts) != 3 or not all(parts):
                raise forms.ValidationError(f"“{line.strip()}”没有写全。请写成：位置|原来的文字|更正为。")
            rows.append(dict(zip(("place", "was", "becomes"), parts, strict=True)))
        return rows


class FileForm(WorkForm):
    kind = forms.ChoiceField(label="种类", choices=FilingKind.choices)
    file = UploadField(label="文件")
    note = forms.CharField(label="说明", max_length=200, required=False)


class RegisterForm(forms.Form):
    """Filters of the register, kept in the address."""

    year = forms.IntegerField(label="年份", required=False, min_value=2000, max_value=2999)
    kind = forms.ChoiceField(label="文书", required=False)
    status = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), *[c for c in PaperStatus.choices if c[0] != "draft"]]
    )
    q = forms.CharField(label="文号", required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbered = [
            (code, documents.CATALOGUE[code].title) for code in open_kinds() if documents.CATALOGUE[code].number_word
        ]
        self.fields["kind"].choices = [("", "全部"), *numbered]


class BatchForm(WorkForm):
    title = forms.CharField(label="这一批的名称", max_length=80, help_text="如“5月工业月报提醒”")
    violation = forms.ChoiceField(label="提醒防止的违法行为")
    subject = forms.CharField(label="提醒事项", max_length=120, help_text="如“按时报送2026年5月工业月报”")
    reason = forms.CharField(label="提醒的原因", max_length=600, widget=text_area(3), help_text="对每一家都说得通的话")
    risks = forms.CharField(label="风险点", widget=text_area(3), help_text="一行一条")
    todo = forms.CharField(
        label="建议办理的事", widget=text_area(3), help_text="一行一件；有期限的写成：报送5月月报|2026-06-10"
    )
    phone = forms.CharField(label="联系电话", max_length=40)
    parties = forms.CharField(
        label="当事人名单",
        widget=text_area(10),
        help_text="一行一个，写统一社会信用代码或者名称全称；可以从Excel整列粘贴",
    )
    is_duplex = forms.BooleanField(label="双面打印（每份从新的一张纸开始）", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offences = law_on(timezone.localdate()).offences
        punished = [(code, offence.name) for code, offence in offences.items() if offence.penalties]
        self.fields["violation"].choices = punished

    def clean_risks(self) -> list[str]:
        return _lines(self.cleaned_data["risks"])

    def clean_todo(self) -> list[dict[str, str]]:
        rows = []
        for line in _lines(self.cleaned_data["todo"]):
            what, _, due = (part.strip() for part in line.replace("｜", "|").partition("|"))
            if due and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", due):
                raise forms.ValidationError(f"“{line}”的日期写法不对。请写成2026-06-10这样的日期。")
            rows.append({"what": what} | ({"due": due} if due else {}))
        return rows

    def clean_parties(self) -> list[Party]:
        """Found in two queries, however many lines; every line that is not found is named."""
        lines = _lines(self.cleaned_data["parties"])
        codes = {normalise_code(line) for line in lines}
        found = list(Party.objects.filter(credit_code__in=codes)) + list(Party.objects.filter(name__in=lines))
        by_code = {party.credit_code: party for party in found if party.credit_code}
        by_name = {party.name: party for party in found}
        rows = [by_code.get(normalise_code(line)) or by_name.get(line) for line in lines]
        missing = [line for line, party in zip(lines, rows, strict=True) if party is None]
        if missing:
            more = f"等{len(missing)}行" if len(missing) > ROWS_SHOWN else ""
            raise forms.ValidationError(
                f"没有登记：{'、'.join(missing[:ROWS_SHOWN])}{more}。请先登记当事人，或者改正写法。"
            )
        return [party for party in rows if party is not None]


class ReasonForm(WorkForm):
    reason = forms.CharField(label="理由", max_length=300, widget=text_area(2))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


BATCH_TONES = {
    BatchState.PREPARED: "amber",
    BatchState.RUNNING: "blue",
    BatchState.STOPPED: "amber",
    BatchState.DONE: "green",
    BatchState.REFUSED: "red",
}
