"""Forms of a list draft: the version, one item, one example, the words of a signature."""

from typing import Any

from django import forms

from accounts.forms import DayInput, in_plain_words
from accounts.models import Section
from exemptions.citations import BadCitation, parse, short_form
from exemptions.listing import force_of
from exemptions.models import ListItem, ListVersion
from exemptions.queries import kind_names, violation_choices
from rules.cond import Facts
from rules.facts import FactSpec
from rules.text import MEASURES, NP_DISCRETIONARY_FIRST, NP_MANDATORY_MINOR, OUTCOMES
from rules.values import BadValue, decimal_text, parse_money

WINDOWS = [("natural_years_2", "两个自然年度"), ("rolling_24_months", "连续24个月"), ("unlimited", "不限年限")]
BOUNDS = [(True, "含本数"), (False, "不含本数")]
LENIENT = (NP_MANDATORY_MINOR, NP_DISCRETIONARY_FIRST)


class _Plain(forms.Form):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        in_plain_words(self)


class NewListForm(_Plain):
    title = forms.CharField(label="名称", max_length=120, help_text="如“包容免罚清单2027年第1版”。")
    code = forms.SlugField(label="版本代码", max_length=40, help_text="字母、数字和短横线，公布后写进每一份建议。")
    based_on = forms.ModelChoiceField(
        label="从哪里开始", required=False, queryset=ListVersion.objects.none(), empty_label="空白，逐项录入"
    )

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["based_on"].queryset = ListVersion.objects.visible_to(user)


def _truth(value: Any) -> bool:
    return value in (True, "True")


class VersionForm(_Plain):
    title = forms.CharField(label="名称", max_length=120)
    effective_from = forms.DateField(label="施行日", required=False, widget=DayInput(), help_text="最早是公布的次日。")
    effective_to = forms.DateField(label="最后有效日", required=False, widget=DayInput(), help_text="不定期的不填。")
    below_inclusive = forms.TypedChoiceField(label="以下", choices=BOUNDS, coerce=_truth)
    above_inclusive = forms.TypedChoiceField(label="以上", choices=BOUNDS, coerce=_truth)
    first_window = forms.ChoiceField(label="初次违法的计算期间", choices=WINDOWS)
    note = forms.CharField(label="说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    @classmethod
    def of(cls, version: ListVersion, data=None) -> "VersionForm":
        return cls(data, initial={name: getattr(version, name) for name in cls.base_fields})


LISTED = ("confirm", "supporting", "violates", "punished_by")


class ItemForm(_Plain):
    number = forms.CharField(label="项号", max_length=10)
    name = forms.CharField(label="事项", max_length=80, required=False)
    offences = forms.MultipleChoiceField(label="违法行为", required=False, widget=forms.CheckboxSelectMultiple)
    kinds = forms.MultipleChoiceField(label="适用主体", required=False, widget=forms.CheckboxSelectMultiple)
    wording = forms.CharField(label="拟公布的正式表述", widget=forms.Textarea(attrs={"rows": 3}))
    outcome = forms.ChoiceField(label="结果", choices=[(code, OUTCOMES[code].name) for code in LENIENT])
    measure = forms.ChoiceField(label="柔性措施", required=False)
    basis = forms.CharField(
        label="免罚依据",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="一行一条，写法如“行政处罚法33条1款前段”，或者“《行政处罚法》第三十三条第一款”。",
    )
    confirm = forms.CharField(
        label="须由承办人确认的要求",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="条件里没有对应事实的要求，一行一条。",
    )
    supporting = forms.CharField(
        label="配套监管措施", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="一行一条。"
    )
    violates = forms.CharField(
        label="违反条款", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="一行一条，印在清单上。"
    )
    punished_by = forms.CharField(
        label="处罚条款", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="一行一条，印在清单上。"
    )
    implementer = forms.CharField(label="实施主体", max_length=80, required=False, help_text="空白为本机关。")
    proposed_section = forms.ChoiceField(label="拟认领科室", required=False)
    external_code = forms.CharField(label="事项编码", max_length=40, required=False)
    note = forms.CharField(label="备注", max_length=300, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offences"].choices = violation_choices()
        self.fields["measure"].choices = [("", "不另附措施"), *MEASURES.items()]
        self.fields["kinds"].choices = list(kind_names().items())
        sections = Section.objects.filter(is_active=True).values_list("name", flat=True)
        self.fields["proposed_section"].choices = [("", "未定"), *((name, name) for name in sections)]

    @classmethod
    def of(cls, item: ListItem | None, data=None) -> "ItemForm":
        initial: dict[str, Any] = {}
        if item:
            initial = {name: getattr(item, name) for name in cls.base_fields if hasattr(item, name)}
            initial |= {name: "\n".join(getattr(item, name)) for name in LISTED}
            initial["basis"] = "\n".join(item.citations())
        return cls(data, initial=initial)

    def clean_basis(self) -> list[str]:
        return _citations(self.cleaned_data["basis"])

    def clean_violates(self) -> list[str]:
        return _citations(self.cleaned_data["violates"])

    def clean_punished_by(self) -> list[str]:
        return _citations(self.cleaned_data["punished_by"])

    def clean_confirm(self) -> list[str]:
        return _lines(self.cleaned_data["confirm"])

    def clean_supporting(self) -> list[str]:
        return _lines(self.cleaned_data["supporting"])

    def fields_for_service(self) -> dict[str, Any]:
        """What save_item takes besides the condition; force and finding follow from the outcome."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "basis"}
        binding, supplies = force_of(data["outcome"])
        return data | {"binding": binding, "supplies": supplies}


class ReasonForm(_Plain):
    reason = forms.CharField(label="说明", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class RepealForm(_Plain):
    last_day = forms.DateField(label="最后有效日", widget=DayInput())
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ExampleForm(_Plain):
    """A case by its facts: one line each, the name of the fact and its value."""

    title = forms.CharField(label="例案", max_length=200, help_text="一句话说清，写明主体和关键的数。")
    qualifies = forms.TypedChoiceField(
        label="结果", choices=[(True, "应当命中"), (False, "差一点，不应命中")], coerce=_truth
    )
    kind = forms.ChoiceField(label="主体")
    violation = forms.ChoiceField(label="违法行为")
    facts = forms.CharField(
        label="事实",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="一行一个，先写事实的名称，再写值，中间用冒号。",
    )

    def __init__(self, *args, item: ListItem, facts: Facts, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds, offences = kind_names(), dict(violation_choices())
        self.fields["kind"].choices = [(code, kinds.get(code, code)) for code in item.kinds]
        self.fields["violation"].choices = [(code, offences.get(code, code)) for code in item.offences]
        self.by_label = {spec.label: spec for spec in facts.values() if spec.entered}

    def clean_facts(self) -> dict[str, Any]:
        sheet: dict[str, Any] = {}
        for number, line in enumerate(_lines(self.cleaned_data["facts"]), start=1):
            label, mark, value = line.replace(":", "：").partition("：")
            spec = self.by_label.get(label.strip())
            if not mark or spec is None:
                raise forms.ValidationError(
                    f"第{number}行“{label}”不是能够填写的事实。请照问题清单里的名称写，后面加冒号和值。"
                )
            _put(sheet, spec, value.strip())
        return sheet

    def sheet(self) -> dict[str, Any]:
        data = self.cleaned_data
        facts = dict(data["facts"])
        party = {"name": "例案当事人", "kind": data["kind"], **facts.pop("party", {})}
        return {"party": party, "violation": data["violation"], "routine_screen": "clear", **facts}


def _put(sheet: dict[str, Any], spec: FactSpec, text: str) -> None:
    value: Any = text
    if spec.kind == "bool":
        value = text == "是"
    elif spec.kind == "enum":
        value = next((option.value for option in spec.options if text in (option.label, option.value)), text)
    elif spec.kind == "list":
        value = []
    elif spec.kind == "money":
        value = _yuan(spec, text)
        if unit := (spec.derive or {}).get("unit"):
            sheet[unit] = "元"
    *way, last = spec.key.split(".")
    for step in way:
        sheet = sheet.setdefault(step, {})
    sheet[last] = value


def _yuan(spec: FactSpec, text: str) -> str:
    """850万元 → 8500000: a sheet states quantities as plain numbers and their unit apart."""
    try:
        return decimal_text(parse_money(text))
    except BadValue as error:
        raise forms.ValidationError(f"“{spec.label}：{text}”看不懂：{error}。") from error


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _citations(text: str) -> list[str]:
    """One citation a line, in the short form; what cannot be read as one is named."""
    cited = [short_form(line) for line in _lines(text)]
    for one in cited:
        try:
            parse(one)
        except BadCitation as error:
            raise forms.ValidationError(error.message) from error
    return cited
