"""What changed from one version of the list to another, item by item, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from exemptions.models import ListItem, ListVersion
from exemptions.showing_lists import WINDOW_WORDS, Names, printed_condition
from rules import cond
from rules.calendar import zh_date
from rules.condtext import print_test
from rules.text import MEASURES, OUTCOMES

BINDING_WORDS = {"must": "应当", "may": "可以"}


@dataclass(frozen=True)
class Change:
    """One item (or the version as a whole, `number` empty): what happened to it, sentence by sentence."""

    number: str
    kind: str
    lines: tuple[str, ...]


def differences(old: ListVersion, new: ListVersion, facts: cond.Facts) -> list[Change]:
    """Version first, then items in the order of the new version, then those it dropped. Empty where nothing differs."""
    names = Names.read(facts)
    before = {item.number: item for item in _items(old)}
    after = {item.number: item for item in _items(new)}
    changes = []
    if lines := tuple(_version_lines(old, new)):
        changes.append(Change("", "改", lines))
    for number, item in after.items():
        if number not in before:
            changes.append(Change(number, "增", (item.wording,)))
        elif lines := tuple(_item_lines(before[number], item, old, new, names)):
            changes.append(Change(number, "改", lines))
    changes += [Change(number, "删", (item.wording,)) for number, item in before.items() if number not in after]
    return changes


def _items(version: ListVersion) -> list[ListItem]:
    items = list(version.items.all())
    prefetch_related_objects(items, "basis_rows__provision")
    return items


def _version_lines(old: ListVersion, new: ListVersion) -> Iterator[str]:
    if old.title != new.title:
        yield f"名称由“{old.title}”改为“{new.title}”。"
    if old.effective_from != new.effective_from and new.effective_from:
        yield f"自{zh_date(new.effective_from)}起施行。"
    if old.convention != new.convention:
        yield f"约定改为：{new.convention.note()}。"
    if old.first_window != new.first_window:
        yield f"初次违法的计算期间改为：{WINDOW_WORDS.get(new.first_window, new.first_window)}。"


def _item_lines(before: ListItem, after: ListItem, old: ListVersion, new: ListVersion, names: Names) -> Iterator[str]:
    yield from _set_line("案由", before.offences, after.offences, names.offences)
    yield from _set_line("适用主体", before.kinds, after.kinds, names.kinds)
    yield from _condition_lines(before, after, old, new, names)
    if before.outcome != after.outcome:
        yield f"结果由“{_outcome(before)}”改为“{_outcome(after)}”。"
    elif before.binding != after.binding:
        yield f"约束力由“{BINDING_WORDS[before.binding]}”改为“{BINDING_WORDS[after.binding]}”。"
    if before.measure != after.measure:
        yield f"柔性措施由“{_measure(before)}”改为“{_measure(after)}”。"
    cited, cites = before.citations(), after.citations()
    if cited != cites:
        yield f"依据由“{'、'.join(cited) or '无'}”改为“{'、'.join(cites) or '无'}”。"
    if before.confirm != after.confirm:
        yield f"须由人确认的要求改为：{'、'.join(after.confirm) or '无'}。"
    yield from _listed_lines(before, after)
    if before.wording != after.wording:
        yield f"官方表述改为：{after.wording}"


def _listed_lines(before: ListItem, after: ListItem) -> Iterator[str]:
    """What is printed as a list of words, and the steps that raise the measure."""
    for what, name in (("配套监管措施", "supporting"), ("违反条款", "violates"), ("处罚条款", "punished_by")):
        if getattr(before, name) != getattr(after, name):
            yield f"{what}改为：{'、'.join(getattr(after, name)) or '无'}。"
    if before.steps != after.steps:
        yield f"升级条件改为：{'、'.join(step['title'] for step in after.steps) or '无'}。"


def _set_line(what: str, before: list[str], after: list[str], names: object) -> Iterator[str]:
    added = [names.get(code, code) for code in after if code not in before]
    dropped = [names.get(code, code) for code in before if code not in after]
    if added:
        yield f"{what}增加{'、'.join(added)}。"
    if dropped:
        yield f"{what}减少{'、'.join(dropped)}。"


def _condition_lines(
    before: ListItem, after: ListItem, old: ListVersion, new: ListVersion, names: Names
) -> Iterator[str]:
    """Test by test where both are plain rows, otherwise the two sentences."""
    if before.condition == after.condition and old.convention == new.convention:
        return
    rows = [_rows(item, names.facts) for item in (before, after)]
    if None in rows:
        was, now = printed_condition(before, old, names.facts), printed_condition(after, new, names.facts)
        if was != now:
            yield f"条件由“{was or '没有录入'}”改为“{now or '没有录入'}”。"
        return
    was, now = (
        {test: print_test(test, names.facts, v.convention) for test in r} for r, v in zip(rows, (old, new), strict=True)
    )
    gone = [words for test, words in was.items() if now.get(test) != words]
    come = [words for test, words in now.items() if was.get(test) != words]
    if gone and come:
        yield f"条件“{'、'.join(gone)}”改为“{'、'.join(come)}”。"
    elif gone:
        yield f"不再要求：{'、'.join(gone)}。"
    elif come:
        yield f"另外要求：{'、'.join(come)}。"


def _rows(item: ListItem, facts: cond.Facts) -> list[cond.Test] | None:
    """The tests of a condition that is one all-of row after row; None for anything nested or unreadable."""
    try:
        loaded = cond.load(item.condition, facts)
    except cond.CondError:
        return None
    parts = loaded.parts if isinstance(loaded, cond.All) else (loaded,)
    return list(parts) if all(isinstance(part, cond.Test) for part in parts) else None


def _outcome(item: ListItem) -> str:
    return OUTCOMES[item.outcome].name if item.outcome in OUTCOMES else item.outcome


def _measure(item: ListItem) -> str:
    return MEASURES.get(item.measure, item.measure) or "无"
