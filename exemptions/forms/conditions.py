"""Conditions as rows of fact, comparison and value: all rows together, and at most one block of which any row is enough."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory

from rules import cond
from rules.condtext import write
from rules.facts import PERCENT, FactSpec

OPERATORS = [
    ("", "请选择"),
    ("le", "以下"),
    ("lt", "不满"),
    ("ge", "以上"),
    ("gt", "超过"),
    ("eq", "是"),
    ("ne", "不是"),
    ("in", "属于"),
    ("not_in", "不属于"),
    ("is_na", "不适用"),
]
YES_NO = {True: "是", False: "否"}


class ConditionRow(forms.Form):
    fact = forms.ChoiceField(label="事实", required=False)
    op = forms.ChoiceField(label="比较", required=False, choices=OPERATORS)
    value = forms.CharField(label="数值", required=False, max_length=120)

    def __init__(self, *args, facts: cond.Facts, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.facts = facts
        for field in self.fields.values():
            field.widget.attrs |= {
                "class": "form-select" if isinstance(field, forms.ChoiceField) else "form-control",
                "aria-label": field.label,
            }
        self.fields["fact"].choices = [("", "请选择"), *((key, spec.label) for key, spec in comparable(facts))]

    @property
    def hint(self) -> str:
        """How the value of the chosen fact is written."""
        spec = self.facts.get(self["fact"].value() or "")
        return value_hint(spec) if spec else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.errors or not (data.get("fact") or data.get("op") or data.get("value")):
            return data
        if not data.get("fact") or not data.get("op"):
            raise forms.ValidationError("请选择事实和比较。不需要的行，全部留空。")
        for fault in cond.check(self.comparison(), self.facts):
            raise forms.ValidationError(fault)
        return data

    def test(self) -> dict[str, Any] | None:
        """What the row says; None for an empty row."""
        return self.comparison()

    def comparison(self) -> dict[str, Any] | None:
        """The row as a condition; None for an empty row."""
        data = self.cleaned_data
        if not data.get("fact"):
            return None
        test: dict[str, Any] = {"fact": data["fact"], "op": data["op"]}
        text, unit = data.get("value", "").strip(), self._counted_in()
        if data["op"] in cond.SET_OPS:
            parts = [part.strip().removesuffix(unit) for part in text.replace("，", "、").split("、")]
            return test | {"value": [part for part in parts if part]}
        return test if data["op"] == "is_na" else test | {"value": text.removesuffix(unit)}

    def _counted_in(self) -> str:
        """The unit that may stand after a plain number: 3天 is 3."""
        spec = self.facts[self.cleaned_data["fact"]]
        return spec.unit if spec.kind in ("int", "decimal") and spec.unit != PERCENT else ""


GROUPS = [("", "单独成立"), *((str(number), f"情形{name}") for number, name in enumerate("一二三四五六", start=1))]


class AnyRow(ConditionRow):
    """A row of the block of which any is enough; rows of one 情形 must hold together."""

    group = forms.ChoiceField(label="属于哪种情形", required=False, choices=GROUPS)


class Rows(BaseFormSet):
    def get_form_kwargs(self, index) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"use_required_attribute": False}

    def tests(self) -> list[dict[str, Any]]:
        return [test for form in self.forms if (test := form.test())]

    def alternatives(self) -> list[dict[str, Any]]:
        """One condition for each 情形, and one for each row that stands alone, in the order of their first rows."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for number, form in enumerate(self.forms):
            if test := form.test():
                groups.setdefault(form.cleaned_data.get("group") or f"alone {number}", []).append(test)
        return [{"all": tests} for tests in groups.values()]


def comparable(facts: cond.Facts) -> list[tuple[str, FactSpec]]:
    """Facts a list may compare, in asking order."""
    return [(key, spec) for key, spec in facts.items() if spec.kind in cond.OPS_OF_KIND and spec.kind != "text"]


def value_hint(spec: FactSpec) -> str:
    if spec.kind == "bool":
        return "填“是”或者“否”"
    if spec.kind == "enum":
        return "填" + "、".join(option.label for option in spec.options) + "；选“属于”的，几个之间用顿号"
    return {"money": "如1000万元", "date": "如2026-07-01"}.get(spec.kind, f"如10{spec.unit}")


class ConditionForm:
    """Two sets of rows, `all` and `any`; together one condition."""

    def __init__(self, data=None, *, facts: cond.Facts, condition: Any = None, spare: int = 1) -> None:
        rows = rows_of(condition, facts)
        self.fits = rows is not None
        self.facts = facts
        kwargs = {"form_kwargs": {"facts": facts}}
        self.all, self.any = (
            formset_factory(row, formset=Rows, extra=spare, max_num=cond.MAX_ATOMS)(
                data, prefix=prefix, initial=rows[place] if rows else [], **kwargs
            )
            for place, (prefix, row) in enumerate((("all", ConditionRow), ("any", AnyRow)))
        )

    @property
    def some_given(self) -> bool:
        """Whether the block of which any row is enough has rows already."""
        return self.any.is_bound or bool(self.any.initial_form_count())

    def is_valid(self) -> bool:
        """A condition the form cannot show is not sent and stays as it is."""
        return not self.fits or (self.all.is_valid() and self.any.is_valid())

    @property
    def errors(self) -> list[str]:
        if not self.fits:
            return []
        return [message for rows in (self.all, self.any) for form in rows for message in form.non_field_errors()]

    def condition(self) -> dict[str, Any] | None:
        """The condition of the rows in canonical form; None where every row is empty."""
        every, some = self.all.tests(), self.any.alternatives()
        if some:
            every = [*every, {"any": some}]
        if not every:
            return None
        return cond.to_json(cond.load({"all": every}, self.facts))


def rows_of(condition: Any, facts: cond.Facts) -> tuple[list[dict[str, str]], list[dict[str, str]]] | None:
    """Rows for the two blocks; None for a condition too nested for the form, or one that no longer reads."""
    if condition is None:
        return [], []
    try:
        loaded = cond.load(condition, facts)
    except cond.CondError:
        return None
    parts = loaded.parts if isinstance(loaded, cond.All) else (loaded,)
    plain = [part for part in parts if isinstance(part, cond.Test)]
    blocks = [part for part in parts if isinstance(part, cond.AnyOf)]
    if len(plain) + len(blocks) != len(parts) or len(blocks) > 1:
        return None
    some = _alternatives(blocks[0].parts if blocks else (), facts)
    return None if some is None else (_rows(plain, facts), some)


def _alternatives(parts: Sequence[cond.Cond], facts: cond.Facts) -> list[dict[str, str]] | None:
    """Rows of the any-block: a lone test stands alone, tests that hold together share a 情形."""
    rows, group = [], 0
    for part in parts:
        if isinstance(part, cond.Test):
            rows.append(row_of(part, facts) | {"group": ""})
            continue
        group += 1
        if not isinstance(part, cond.All) or group >= len(GROUPS):
            return None
        if not all(isinstance(test, cond.Test) for test in part.parts):
            return None
        rows += [row_of(test, facts) | {"group": str(group)} for test in part.parts]
    return rows


def _rows(tests: Iterable[cond.Test], facts: cond.Facts) -> list[dict[str, str]]:
    return [row_of(test, facts) for test in tests]


def row_of(test: cond.Test, facts: cond.Facts) -> dict[str, str]:
    return {"fact": test.fact, "op": test.op, "value": _written(test, facts[test.fact])}


def _written(test: cond.Test, spec: FactSpec) -> str:
    if test.op == "is_na":
        return ""
    values = test.value if test.op in cond.SET_OPS else (test.value,)
    return "、".join(YES_NO[value] if isinstance(value, bool) else write(spec, value) for value in values)
