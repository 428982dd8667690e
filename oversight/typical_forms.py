"""Forms of the typical cases: put forward, write, mark."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import Section
from cases.forms.base import text_area
from oversight.enums import RemovalKind, TypicalState
from oversight.typical.figures import UNDER_WAY
from oversight.typical.finder import CRITERIA


class NominateForm(forms.Form):
    reasons = forms.CharField(
        label="推荐理由",
        max_length=1000,
        widget=text_area(4),
        error_messages={"required": "请写明推荐理由。"},
        help_text="这个案件为什么值得别人学：办法新在哪里，效果怎么样。",
    )


class WriteForm(forms.Form):
    """The text as it is written, names still in it; lengths are refused by the service, so that nothing typed is cut."""

    title = forms.CharField(label="标题", error_messages={"required": "请写明标题。"})
    keywords = forms.CharField(label="关键词", required=False, help_text="用空格分开。")
    facts = forms.CharField(label="基本案情", widget=text_area(8), error_messages={"required": "请写明基本案情。"})
    handling = forms.CharField(label="处理结果", widget=text_area(7), error_messages={"required": "请写明处理结果。"})
    meaning = forms.CharField(label="典型意义", widget=text_area(5), error_messages={"required": "请写明典型意义。"})
    law = forms.CharField(label="相关法条", required=False, widget=text_area(3), help_text="一行一条。")


class RemoveForm(forms.Form):
    words = forms.CharField(label="去除的文字", max_length=200, error_messages={"required": "请写明去除哪些文字。"})
    instead = forms.CharField(label="改成", max_length=60, error_messages={"required": "请写明改成什么，如“某单位”。"})
    kind = forms.ChoiceField(label="种类", choices=RemovalKind, error_messages={"required": "请选择种类。"})
    ground = forms.CharField(label="理由", max_length=120, required=False)


class TypicalFilter(forms.Form):
    """Year, section and state from the address; a wrong value narrows nothing."""

    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)
    section = forms.TypedChoiceField(label="科室", required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), ("under_way", "在办"), *TypicalState.choices]
    )

    def __init__(self, data) -> None:
        super().__init__(data)
        this = timezone.localdate().year
        self.fields["year"].choices = [("", "全部"), *((year, f"{year}年") for year in range(this, this - 6, -1))]
        sections = Section.objects.filter(is_active=True)
        self.fields["section"].choices = [("", "全部"), *((row.pk, row.name) for row in sections)]

    def said(self) -> dict[str, Any]:
        """As the address says it."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value}

    def conditions(self) -> dict[str, Any]:
        """As the rows are narrowed."""
        found = self.said()
        if found.get("state") == "under_way":
            found["state__in"] = UNDER_WAY
            del found["state"]
        return found


class FinderFilter(TypicalFilter):
    least = forms.TypedChoiceField(
        label="至少符合",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "1项"), *((number, f"{number}项") for number in range(2, len(CRITERIA) - 2))],
    )
    field_order = ["year", "section", "least"]

    def __init__(self, data) -> None:
        super().__init__(data)
        del self.fields["state"]
        self.fields["year"].label = "结案年度"
