"""Questions made from a list version: from the example cases its lawyers kept, and from what its items say.

Pure over rows: nothing is written here. `QuestionDraft` is what services/quizzes.py stores.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.enums import Measure
from exemptions.models import FactDefinition, ItemExample, ListItem, ListVersion, Offence
from exemptions.queries import kind_names
from rules.calendar import zh_date
from training.enums import QuestionKind, QuestionSource

# Bookkeeping of a sheet; it says nothing of the case.
NOT_SHOWN = frozenset(
    {"id", "ask", "as_of", "active_list", "decision_date", "decision_type", "routine_screen", "officers"}
)
YES_NO = {True: "是", False: "否"}
FITS, FITS_NOT = "符合", "不符合"
SPARED = {
    "must": "应当不予行政处罚",
    "may": "可以不予行政处罚，由机关负责人决定",
}
OTHER_ENDS = ("可以从轻，但仍须处罚", "由承办人自行决定，不必写明理由")


@dataclass(frozen=True)
class QuestionDraft:
    kind: str
    text: str
    options: tuple[str, ...]
    correct: tuple[int, ...]
    explanation: str
    source: str
    item: ListItem
    variant: str
    example: ItemExample | None = None


def drafts(version: ListVersion) -> Iterator[QuestionDraft]:
    """Every question this version yields, item by item in the order of the list."""
    words = Words()
    for item in version.items.prefetch_related("examples", "basis_rows__provision"):
        yield from (_from_example(example, item, words) for example in item.examples.all())
        yield from _from_item(item, words)


class Words:
    """The names of facts, offences and kinds, read once."""

    def __init__(self) -> None:
        self.facts = {row.key: row for row in FactDefinition.objects.all()}
        self.offences = dict(Offence.objects.values_list("code", "name"))
        self.kinds = kind_names()

    def lines(self, sheet: Mapping[str, Any]) -> list[str]:
        """The facts of a sheet in the order of the questionnaire, as “名称：值”."""
        known = [(key, value) for key, value in _flat(sheet) if key in self.facts and key not in NOT_SHOWN]
        known.sort(key=lambda pair: self.facts[pair[0]].data.get("order", 0))
        return [f"{self.facts[key].label}：{self._value(key, value)}" for key, value in known]

    def _value(self, key: str, value: Any) -> str:
        if value is None:
            return "尚未发生"
        if key == "violation":
            return self.offences.get(str(value), str(value))
        if key == "party.kind":
            return self.kinds.get(str(value), str(value))
        if isinstance(value, bool):
            return YES_NO[value]
        if isinstance(value, list):
            return "、".join(str(one) for one in value) or "没有"
        data = self.facts[key].data
        if data.get("kind") == "date":
            return zh_date(date.fromisoformat(str(value)))
        for code, label, *_ in data.get("options", []):
            if str(code) == str(value):
                return str(label)
        unit = str(data.get("unit") or "")
        return str(value) if unit and str(value).endswith(unit) else f"{value}{unit}"


def _flat(sheet: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in sheet.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _reason(item: ListItem) -> str:
    basis = "、".join(row.provision.citation for row in item.basis_rows.all())
    return f"{item.number}项：{item.wording}" + (f"（依据：{basis}）" if basis else "")


def _from_example(example: ItemExample, item: ListItem, words: Words) -> QuestionDraft:
    facts = "\n".join(words.lines(example.sheet))
    return QuestionDraft(
        kind=QuestionKind.JUDGE,
        text=f"{example.title}\n{facts}\n\n这一情形是否符合清单{item.number}项规定的条件？",
        options=(FITS, FITS_NOT),
        correct=(0,) if example.qualifies else (1,),
        explanation=_reason(item),
        source=QuestionSource.EXAMPLE,
        item=item,
        example=example,
        variant="example",
    )


def _from_item(item: ListItem, words: Words) -> Iterator[QuestionDraft]:
    about = f"清单{item.number}项：{item.wording}\n\n"
    if item.outcome.startswith("NP_"):
        options = (*SPARED.values(), *OTHER_ENDS)
        correct = (options.index(SPARED[item.binding]),)
        yield _about(
            item,
            QuestionKind.SINGLE,
            "binding",
            f"{about}条件都具备，包括法律规定的其他条件，应当怎样处理？",
            options,
            correct,
        )
    fitting = tuple(name for code, name in words.kinds.items() if code in item.kinds)
    if fitting and len(fitting) < len(words.kinds):
        options = tuple(words.kinds.values())
        correct = tuple(place for place, name in enumerate(options) if name in fitting)
        kind = QuestionKind.MULTIPLE if len(correct) > 1 else QuestionKind.SINGLE
        offence = "、".join(words.offences.get(code, code) for code in item.offences)
        yield _about(item, kind, "kinds", f"清单{item.number}项（{offence}）适用于哪些主体？", options, correct)
    if item.measure in Measure.values:
        options = tuple(str(label) for label in Measure.labels)
        correct = (Measure.values.index(item.measure),)
        yield _about(
            item,
            QuestionKind.SINGLE,
            "measure",
            f"{about}适用这一项时，配套的柔性措施是哪一种？当事人可以不接受。",
            options,
            correct,
        )


def _about(
    item: ListItem, kind: str, variant: str, text: str, options: tuple[str, ...], correct: tuple[int, ...]
) -> QuestionDraft:
    return QuestionDraft(
        kind=kind,
        text=text,
        options=options,
        correct=correct,
        explanation=_reason(item),
        source=QuestionSource.ITEM,
        item=item,
        variant=variant,
    )
