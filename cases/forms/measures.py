"""Soft measures: begin, give, choice, interview, commitments, follow-up, end, escalate."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from cases.enums import KeptResult, Measure, MeasureChoice, MeasureMeans, MeasureTrigger, ServiceMethod
from cases.forms.acts import CardSelect
from cases.forms.base import DayField, LinesField, UploadField, WorkForm, people_choices, text_area
from cases.forms.transfer import MomentField
from cases.services.measures import FILING_POINTS

# Warnings come with the decision of a case.
KINDS = [(value, label) for value, label in Measure.choices if value != Measure.WARNING]
COMMITMENT = re.compile(r"^(?P<what>.+?)[\s,，;；]+(?P<day>\d{4}-\d{1,2}-\d{1,2})$")


class BeginMeasureForm(WorkForm):
    kind = forms.ChoiceField(label="措施", widget=CardSelect, choices=KINDS)
    trigger = forms.ChoiceField(label="启动情形", choices=[("", "请选择"), *MeasureTrigger.choices])
    subject = forms.CharField(label="事项", max_length=120, help_text="例如：按时报送2026年5月工业月报。")
    violation = forms.ChoiceField(
        label="涉及案由", required=False, help_text="提醒、劝诫要写明依据；辅导没有违法也可以，不用选。"
    )
    grounds = forms.CharField(label="情况", widget=text_area(3), help_text="是什么情况，为什么采取这项措施。")
    content = forms.CharField(label="内容和建议", widget=text_area(4), help_text="一行一条：提示、建议对方做什么。")
    filing_points = forms.MultipleChoiceField(
        label="立案条件核对",
        required=False,
        choices=FILING_POINTS,
        widget=forms.CheckboxSelectMultiple,
        help_text="四项都具备的应当立案，不能用柔性措施代替。",
    )

    def __init__(self, *args: Any, offences: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["violation"].choices = [("", "不涉及或者还没有违法"), *offences]

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if clean.get("kind") in {Measure.REMINDER, Measure.ADMONITION} and not clean.get("violation"):
            self.add_error("violation", "提醒和劝诫要写明依据，请选择涉及的案由。")
        return clean


class GiveForm(WorkForm):
    on = DayField(label="实施日期")
    means = forms.ChoiceField(label="方式", choices=[("", "请选择"), *MeasureMeans.choices])
    recipient = forms.CharField(label="接受人", max_length=60, help_text="姓名和身份，例如：王明（负责人）。")
    words = forms.CharField(label="实施情况", widget=text_area(3), help_text="怎么说的、怎么做的，对方怎么说。")
    witness = forms.TypedChoiceField(
        label="同行执法人员", required=False, coerce=int, empty_value=None, help_text="劝诫由两名执法人员进行。"
    )
    follow_up_on = DayField(label="计划回访日期", required=False, help_text="不填的，按实施后30日。")

    def __init__(self, *args: Any, people: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["witness"].choices = people_choices(people)


class ChoiceForm(WorkForm):
    choice = forms.ChoiceField(label="当事人的选择", widget=CardSelect, choices=MeasureChoice.choices)
    on = DayField(label="选择日期")
    words = forms.CharField(label="当事人的话", widget=text_area(2))


class CallForm(WorkForm):
    invited = forms.CharField(label="被约谈人", max_length=120, help_text="姓名和职务，例如：法定代表人张喆。")
    purpose = forms.CharField(label="约谈目的", max_length=200)
    meet_at = MomentField(label="约谈时间", help_text="一般提前3个工作日通知。")
    venue = forms.CharField(label="约谈地点", max_length=120)
    bring = LinesField(label="请携带的材料", required=False, widget=text_area(2), help_text="一行一份。")


class HeldForm(WorkForm):
    held_at = MomentField(label="实际时间")
    attended = forms.TypedChoiceField(
        label="是否到场",
        widget=CardSelect,
        choices=[("yes", "到场"), ("no", "没有到场")],
        coerce=lambda value: value == "yes",
    )
    attendants = forms.CharField(label="到场的人", required=False, max_length=200)
    witness = forms.TypedChoiceField(label="同行执法人员", required=False, coerce=int, empty_value=None)
    problems = LinesField(label="指出的问题", required=False, widget=text_area(3), help_text="一行一个。")
    explanation = forms.CharField(label="对方的说明", required=False, widget=text_area(3))
    promise = forms.CharField(label="对方的表态", required=False, widget=text_area(2))
    commitments = forms.CharField(
        label="承诺和期限",
        required=False,
        widget=text_area(3),
        help_text="一行一项，末尾写完成日期，例如：补齐2026年的原始记录 2026-06-30",
    )
    minutes = UploadField(label="签字的约谈记录", required=False)

    def __init__(self, *args: Any, people: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["witness"].choices = people_choices(people)

    def clean_commitments(self) -> list[tuple[str, date]]:
        return [_commitment(line) for line in self.cleaned_data["commitments"].splitlines() if line.strip()]


def _commitment(line: str) -> tuple[str, date]:
    found = COMMITMENT.match(line.strip())
    try:
        if found is None:
            raise ValueError
        return found["what"], date(*map(int, found["day"].split("-")))
    except ValueError as error:
        raise forms.ValidationError(f"“{line.strip()}”没有写完成日期，或者日期不对。末尾请写成2026-06-30。") from error


class CommitmentReportForm(WorkForm):
    on = DayField(label="报告日期")
    words = forms.CharField(label="报告内容", widget=text_area(2))
    report = UploadField(label="整改报告", required=False)


class VerifyForm(WorkForm):
    on = DayField(label="核查日期")
    result = forms.ChoiceField(label="核查结果", widget=CardSelect, choices=KeptResult.choices)
    words = forms.CharField(label="核查情况", widget=text_area(2))


class FollowUpForm(WorkForm):
    on = DayField(label="回访日期")
    words = forms.CharField(label="回访情况", widget=text_area(3))


class EndMeasureForm(WorkForm):
    words = forms.CharField(label="效果", widget=text_area(3), help_text="对方改没改，有没有再犯。")


class EscalateForm(WorkForm):
    """`steps`: the conditions of the list in force that raise the measure; without any, the finding alone counts."""

    step = forms.ChoiceField(label="清单的升级条件", help_text="选择已经具备的一条；都不具备的，不升级。")
    reason = forms.CharField(label="理由", widget=text_area(3), help_text="哪一项没有做到，怎么查明的。")

    def __init__(self, *args: Any, steps: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if steps:
            self.fields["step"].choices = [("", "请选择"), *((step, step) for step in steps)]
        else:
            del self.fields["step"]


class ServeMeasureForm(WorkForm):
    method = forms.ChoiceField(label="送达方式", choices=[("", "请选择"), *ServiceMethod.choices])
    served_on = DayField(label="送达日期")
    recipient = forms.CharField(label="签收人", max_length=60)


class TipForm(WorkForm):
    """One text for a group; the parties are ticked in the list below it."""

    subject = forms.CharField(label="提示事项", max_length=120, help_text="例如：6月8日前报送2026年5月工业月报。")
    violation = forms.ChoiceField(label="涉及案由")
    grounds = forms.CharField(label="为什么提示", widget=text_area(2))
    content = forms.CharField(label="风险点和建议", widget=text_area(4), help_text="一行一条。")
    means = forms.ChoiceField(label="方式", choices=[("", "请选择"), *MeasureMeans.choices])
    on = DayField(label="提示日期")

    def __init__(self, *args: Any, offences: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["violation"].choices = [("", "请选择"), *offences]
