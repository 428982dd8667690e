"""Forms of the yearly assessment: marks typed as points with one decimal, kept as whole tenths."""

from decimal import Decimal

from django import forms

from oversight.annual.formulas import FORMULAS
from oversight.enums import Way
from oversight.models import SectionScore


class PointsField(forms.DecimalField):
    """4.5 → 45 tenths."""

    def __init__(self, *, most: int, **kwargs) -> None:
        kwargs.setdefault("required", False)
        super().__init__(
            min_value=Decimal(0),
            max_value=Decimal(most) / 10,
            max_digits=4,
            decimal_places=1,
            error_messages={
                "max_value": "不能超过这项的满分。",
                "min_value": "不能低于0分。",
                "invalid": "请填数字，例如4.5。",
                "max_decimal_places": "最多一位小数。",
            },
            **kwargs,
        )

    def clean(self, value):
        found = super().clean(value)
        return None if found is None else int(found * 10)

    def prepare_value(self, value):
        return f"{value // 10}.{value % 10}" if isinstance(value, int) else value


class ScoreForm(forms.Form):
    """One indicator of one section, by its head or by supervision."""

    def __init__(self, data=None, files=None, *, score: SectionScore, by: str) -> None:
        self.score = score
        initial = {
            "points": score.own if by == "head" else score.final if score.final is not None else score.own,
            "words": score.own_words if by == "head" else score.final_words,
            "vetoed": score.vetoed,
        }
        super().__init__(data, files, prefix=f"s{score.pk}", initial=initial)
        self.fields["words"] = forms.CharField(
            label="说明", required=False, max_length=600, widget=forms.Textarea({"rows": 2})
        )
        if score.indicator.way == Way.VETO:
            self.fields["vetoed"] = forms.BooleanField(label="查实", required=False)
        else:
            self.fields["points"] = PointsField(label="得分", most=score.most)
        if by == "head":
            self.fields["file"] = forms.FileField(label="佐证", required=False)


class IndicatorForm(forms.Form):
    group = forms.CharField(label="类别", max_length=30)
    name = forms.CharField(label="指标", max_length=60)
    points = forms.IntegerField(label="满分", min_value=0, max_value=100)
    way = forms.ChoiceField(label="取数方式", choices=Way.choices)
    formula = forms.ChoiceField(
        label="公式", required=False, choices=[("", "不用公式"), *((code, row.title) for code, row in FORMULAS.items())]
    )
    definition = forms.CharField(
        label="口径", required=False, max_length=300, help_text="用公式的，口径和依据由公式带出。"
    )
    source = forms.CharField(label="依据", required=False, max_length=160)

    def clean(self) -> dict:
        found = super().clean()
        if not found.get("formula"):
            for name, words in (("definition", "请写明怎样计分。"), ("source", "请写明依据。")):
                if not found.get(name):
                    self.add_error(name, words)
        return found
