"""Rows of the list and of the offences in the shape the pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from exemptions.models import ListItem, ListVersion, Offence, OffenceRule, Provision
from exemptions.queries import kind_names
from records.templatetags.flex import money_zh
from rules import cond
from rules.condtext import print_zh
from rules.text import MEASURES, OUTCOMES

WINDOW_WORDS = {
    "natural_years_2": "两个自然年度：行为所在公历年和上一公历年",
    "rolling_24_months": "连续24个月，含对应日",
    "unlimited": "不限年限",
}


@dataclass(frozen=True)
class ItemShown:
    """An item with its words: the official wording, and what its condition says when printed."""

    item: ListItem
    offences: str
    kinds: str
    printed: str
    outcome: str
    measure: str
    basis: tuple[Provision, ...]

    @property
    def binding(self) -> str:
        return self.item.binding


@dataclass(frozen=True)
class Names:
    """Codes in words, read once per page."""

    offences: Mapping[str, str]
    kinds: Mapping[str, str]
    facts: cond.Facts

    @classmethod
    def read(cls, facts: cond.Facts) -> "Names":
        return cls(dict(Offence.objects.values_list("code", "name")), kind_names(), facts)

    def joined(self, names: Mapping[str, str], codes: Iterable[str]) -> str:
        return "、".join(names.get(code, code) for code in codes)


def printed_condition(item: ListItem, version: ListVersion, facts: cond.Facts) -> str:
    """The condition as a sentence; words where there is none yet or where it no longer reads."""
    if item.condition is None:
        return ""
    try:
        return print_zh(cond.load(item.condition, facts), facts, version.convention)
    except cond.CondError as error:
        return f"条件有误：{error}"


def item_shown(item: ListItem, version: ListVersion, names: Names) -> ItemShown:
    outcome = OUTCOMES.get(item.outcome)
    return ItemShown(
        item=item,
        offences=names.joined(names.offences, item.offences),
        kinds=names.joined(names.kinds, item.kinds),
        printed=printed_condition(item, version, names.facts),
        outcome=outcome.name if outcome else item.outcome,
        measure=measure_name(item.measure),
        basis=tuple(row.provision for row in item.basis_rows.all()),
    )


def measure_name(code: str) -> str:
    return MEASURES.get(code, code) or "不另附措施"


def items_shown(version: ListVersion, facts: cond.Facts) -> list[ItemShown]:
    names = Names.read(facts)
    items = version.items.prefetch_related("basis_rows__provision__version__statute")
    return [item_shown(item, version, names) for item in items]


# --- offences ------------------------------------------------------------------


@dataclass(frozen=True)
class Threat:
    """What each version of the law threatens for one group of parties: per version, sentences with their citations."""

    kinds: str
    cells: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class OffenceShown:
    offence: Offence
    threats: tuple[Threat, ...]


@dataclass(frozen=True)
class LawTable:
    law: str
    versions: tuple[tuple[str, str], ...]
    offences: tuple[OffenceShown, ...]


def rule_words(rule: OffenceRule) -> str:
    """责令改正，给予警告，可以通报；可以并处10万元以下罚款；情节严重的，并处10万元以上50万元以下罚款。"""
    acts = ["责令改正", f"给予{rule.warning}" if rule.warning else "", "可以予以通报" if rule.circular else ""]
    parts = ["，".join(act for act in acts if act)]
    if rule.fine_most:
        fine = _fine_words(rule.fine_least, rule.fine_most)
        parts.append(f"{rule.fine_condition}的，{fine}" if rule.fine_condition else fine)
    if rule.serious_most:
        parts.append(f"情节严重的，并{_fine_words(rule.serious_least, rule.serious_most)}")
    return "；".join(parts) + "。"


def _fine_words(least: int | None, most: int) -> str:
    if not least:
        return f"可以并处{money_zh(most)}以下罚款"
    return f"处{money_zh(least)}以上{money_zh(most)}以下罚款"


def law_tables(offences: Sequence[Offence], titles: Mapping[str, str]) -> list[LawTable]:
    """Offences by the law that punishes them, its versions side by side, the newest first."""
    kinds = kind_names()
    tables = []
    for law in dict.fromkeys(offence.law for offence in offences):
        rows = [offence for offence in offences if offence.law == law]
        used = {rule.law_version for offence in rows for rule in offence.rules.all()}
        versions = [code for code in reversed(list(titles)) if code in used]
        tables.append(
            LawTable(
                law,
                tuple((code, titles[code]) for code in versions),
                tuple(OffenceShown(offence, _threats(offence, versions, kinds)) for offence in rows),
            )
        )
    return tables


def _threats(offence: Offence, versions: Sequence[str], kinds: Mapping[str, str]) -> tuple[Threat, ...]:
    groups: dict[tuple[str, ...], dict[str, list[tuple[str, str]]]] = {}
    for rule in offence.rules.all():
        cells = groups.setdefault(tuple(rule.kinds), {})
        cells.setdefault(rule.law_version, []).append((rule_words(rule), "、".join(rule.citations)))
    return tuple(
        Threat("、".join(kinds.get(code, code) for code in group), tuple(tuple(cells.get(v, ())) for v in versions))
        for group, cells in groups.items()
    )
