"""The form of one question, made from its entry in the catalogue of facts; and the screen, point by point."""

from fractions import Fraction
from typing import Any

from django import forms

from cases.enums import EvidenceKind
from cases.forms.acts import CardSelect
from cases.forms.base import DateInput, MomentInput, UploadField, WorkForm, text_area
from cases.models import Evidence, Fact
from rules.facts import FactSpec
from rules.text import OUTCOMES
from rules.values import NOT_APPLICABLE, BadValue

UNKNOWN, NOT_YET, NA, GIVEN, EMPTY = "unknown", "null", "na", "given", "empty"
UNKNOWN_HINT = "可以先保存，以后再答。查明之前不能定案，系统不会当作“没有”。"
CHOSEN = frozenset({"bool", "enum"})
ROWS = 4
# Lists of rows that an officer enters: the parts of a row, in order, as the fact sheet names them.
LIST_PARTS = {"prior_same_type": ("date", "result"), "orders": ("date", "basis")}
PART_LABELS = {"date": "日期", "result": "处理结果", "basis": "依据"}


class FactForm(WorkForm):
    """Title, choices and value of one fact; 尚未查明 is an equal answer. `answer_value()` is what the sheet gets."""

    answer = forms.ChoiceField(
        widget=CardSelect, choices=[], error_messages={"required": "请选择一项。还不清楚的，选“尚未查明”。"}
    )
    value = forms.CharField(required=False, max_length=200)
    report_unit = forms.CharField(label="计量单位", required=False, max_length=20, help_text="例如万元、吨、人。")
    note = forms.CharField(
        label="说明", required=False, max_length=2000, widget=text_area(3), help_text="依据什么认定。这段话会进入文书。"
    )
    evidence = forms.ModelMultipleChoiceField(
        label="引用的证据", queryset=Evidence.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    file = UploadField(label="上传新的证据", required=False)
    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "请选择"), *EvidenceKind.choices])
    source = forms.CharField(label="来源", required=False, max_length=200)

    def __init__(self, *args: Any, spec: FactSpec, fact: Fact | None = None, unit: str = "", **kwargs: Any) -> None:
        self.spec = spec
        self.unit = unit
        kwargs["initial"] = _initial(spec, fact) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = Evidence.objects.filter(case=self.case).select_related("file", "added_by")
        if in_unit_of_report(spec):
            self.initial.setdefault("report_unit", unit)
        else:
            del self.fields["report_unit"]
        self._offer_answers()
        if spec.kind == "list":
            self._offer_rows(fact)

    @property
    def new_unit(self) -> str:
        """The unit of the report, where this answer says another than before."""
        said = self.cleaned_data.get("report_unit", "").strip()
        return said if said != self.unit else ""

    @property
    def is_chosen(self) -> bool:
        return self.spec.kind in CHOSEN

    @property
    def is_list(self) -> bool:
        return self.spec.kind == "list"

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        parts = LIST_PARTS.get(self.spec.key, ())
        return [[self[f"{part}_{number}"] for part in parts] for number in range(ROWS)] if self.is_list else []

    def _offer_answers(self) -> None:
        spec, field = self.spec, self.fields["answer"]
        field.label = spec.question or spec.label
        rows = _choices(spec)
        field.choices = [(value, label) for value, label, _ in rows]
        field.widget.hints = {value: hint for value, _, hint in rows}
        field.widget.open_values = {UNKNOWN}
        if spec.evidence:
            field.widget.tags = {value: "须有证据" for value, _, _ in rows if value != UNKNOWN}
        field.widget.tags[UNKNOWN] = "不影响保存"
        value = self.fields["value"]
        value.label = f"{spec.label}（{self.unit or spec.unit}）" if self.unit or spec.unit else spec.label
        value.widget = _widget(spec)
        value.is_asked = True  # needed by one of the answers above it, so never called optional

    def _offer_rows(self, fact: Fact | None) -> None:
        stored = fact.value if fact and isinstance(fact.value, list) else []
        for number in range(ROWS):
            row = stored[number] if number < len(stored) else {}
            for part in LIST_PARTS.get(self.spec.key, ()):
                field = _part_field(part)
                field.initial = row.get(part, "") if isinstance(row, dict) else ""
                self.fields[f"{part}_{number}"] = field

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        answer = clean.get("answer")
        if answer == GIVEN and not self.is_list:
            self._clean_value(clean.get("value", ""))
        if answer == GIVEN and self.is_list:
            self._clean_rows(clean)
        if clean.get("file") and not clean.get("kind"):
            self.add_error("kind", "请选择新证据的种类。")
        if clean.get("file") and not clean.get("source", "").strip():
            self.add_error("source", "请写明新证据从哪里来。")
        return clean

    def _clean_value(self, raw: str) -> None:
        if not raw.strip():
            self.add_error("value", "请填写查明的内容；还不清楚的，请选“尚未查明”。")
            return
        try:
            self.parsed = self.spec.parse(raw.strip().replace("，", "").replace(",", ""))
        except BadValue as error:
            self.add_error("value", f"{error}。")

    def _clean_rows(self, clean: dict[str, Any]) -> None:
        parts = LIST_PARTS[self.spec.key]
        self.entered = []
        for number in range(ROWS):
            row = {part: clean.get(f"{part}_{number}") or "" for part in parts}
            if not any(row.values()):
                continue
            for part in parts:
                if not row[part]:
                    self.add_error(f"{part}_{number}", f"请填写第{number + 1}行的{PART_LABELS[part]}。")
            self.entered.append(row)
        if not self.entered:
            self.add_error("answer", "选了“有”，请至少填写一行；没有的，请选“没有”。")

    def answer_value(self) -> tuple[bool, Any]:
        """(known, value in the format of the fact sheet)."""
        answer, spec = self.cleaned_data["answer"], self.spec
        if answer == UNKNOWN:
            return False, None
        if answer == NOT_YET:
            return True, None
        if answer == NA:
            return True, NOT_APPLICABLE.value
        if answer == EMPTY:
            return True, []
        if spec.kind == "bool":
            return True, answer == "true"
        if spec.kind == "enum":
            return True, answer
        return True, self.entered if self.is_list else _sheet_value(spec, self.parsed, self.cleaned_data["value"])


def in_unit_of_report(spec: FactSpec) -> bool:
    return spec.group == "quantity" and spec.kind == "decimal" and not spec.unit


def _sheet_value(spec: FactSpec, parsed: Any, raw: str) -> Any:
    """Whole numbers as numbers, decimals as they were written, days as days."""
    if spec.kind == "decimal":
        return raw.strip().replace("，", "").replace(",", "").removesuffix("%")
    if isinstance(parsed, Fraction):
        return int(parsed) if parsed.denominator == 1 else str(parsed)
    return parsed


def _choices(spec: FactSpec) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]]
    if spec.kind in CHOSEN and spec.options:
        rows = [(option.value, option.label, option.hint) for option in spec.options]
    elif spec.kind == "bool":
        rows = [("true", spec.says_true or "是", ""), ("false", spec.says_false or "否", "")]
    elif spec.kind == "list":
        rows = [
            (EMPTY, "没有", "已经查过，没有发现。没有查过的，请选“尚未查明”。"),
            (GIVEN, "有", "请在下面逐条填写。"),
        ]
    else:
        rows = [(GIVEN, "已经查明", "请在下面填写。")]
    if spec.nullable:
        rows.append((NOT_YET, "没有，或者还没有发生", "已经核对，到今天为止没有。"))
    if spec.kind == "decimal" and spec.unit == "%":
        rows.append((NA, "不适用", "应报数为0，算不出比例。"))
    rows.append((UNKNOWN, "尚未查明", UNKNOWN_HINT))
    return rows


def _widget(spec: FactSpec) -> forms.Widget:
    if spec.kind == "date":
        return DateInput()
    if spec.kind == "datetime":
        return MomentInput()
    if spec.kind == "text":
        return text_area(3)
    return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})


def _part_field(part: str) -> forms.Field:
    if part == "date":
        return forms.CharField(label=PART_LABELS[part], required=False, widget=DateInput())
    if part == "result":
        outcomes = [(code, text.name) for code, text in OUTCOMES.items()]
        return forms.ChoiceField(label=PART_LABELS[part], required=False, choices=[("", "请选择"), *outcomes])
    return forms.CharField(label=PART_LABELS[part], required=False, max_length=80)


def _initial(spec: FactSpec, fact: Fact | None) -> dict[str, Any]:
    if fact is None:
        return {}
    said: dict[str, Any] = {"note": fact.note, "evidence": [row.pk for row in fact.evidence.all()]}
    if not fact.known:
        return said | {"answer": UNKNOWN}
    if fact.value is None:
        return said | {"answer": NOT_YET}
    if fact.value == NOT_APPLICABLE.value:
        return said | {"answer": NA}
    if spec.kind == "bool":
        return said | {"answer": "true" if fact.value else "false"}
    if spec.kind == "enum":
        return said | {"answer": fact.value}
    if spec.kind == "list":
        return said | {"answer": GIVEN if fact.value else EMPTY}
    return said | {"answer": GIVEN, "value": fact.value}


class ScreenForm(WorkForm):
    """Every point of the routine screen, each answered by itself: clear, or a finding that leads to its question."""

    note = forms.CharField(label="说明", required=False, max_length=600, widget=text_area(2))

    def __init__(self, *args: Any, points: list[FactSpec], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = points
        for spec in points:
            field = forms.ChoiceField(
                label=spec.question or spec.label,
                help_text=spec.hint,
                choices=[("clear", clear_word(spec)), ("found", "有这种情况，或者还没有查")],
                widget=CardSelect,
                error_messages={"required": f"“{spec.label}”还没有核对。"},
            )
            self.fields[point_name(spec)] = field
        self.order_fields([*(point_name(spec) for spec in points), "note"])

    @property
    def confirmed(self) -> list[str]:
        return [spec.key for spec in self.points if self.cleaned_data.get(point_name(spec)) == "clear"]

    @property
    def found(self) -> list[FactSpec]:
        return [spec for spec in self.points if spec.key not in self.confirmed]

    @property
    def point_fields(self) -> list[forms.BoundField]:
        return [self[point_name(spec)] for spec in self.points]


def point_name(spec: FactSpec) -> str:
    return f"point_{spec.key.replace('.', '__')}"


def clear_word(spec: FactSpec) -> str:
    """What the screen takes silence to mean, in the words of the point."""
    if isinstance(spec.screen, bool):
        option = spec.option("true" if spec.screen else "false")
        word = option.label if option else (spec.says_true if spec.screen else spec.says_false)
        return word or ("是" if spec.screen else "否，已核对没有")
    option = spec.option(spec.screen) if isinstance(spec.screen, str) else None
    if option:
        return f"{option.label}，已核对"
    return f"{spec.screen}{spec.unit}，已核对"
