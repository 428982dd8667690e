"""What is proved of the law in force, as rows a page can show: each claim in words, how, over what, and whether it holds.

Every row is worked out when it is asked for, on the very diagrams that decide cases: a claim that does not hold says so.
The tests prove the same claims a second time with another tool, for any list whatever (docs/rules.md, 证明).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.consequence import Verdict, lighter
from rules.decision import Decisions, decisions
from rules.law import Law
from rules.list_checks import check_list
from rules.list_ground import DEAD, GAP, NOT_MONOTONE
from rules.offences import Offence
from rules.text import (
    CRIMINAL_TRANSFER,
    ESCALATE_MANUAL,
    JURISDICTION_TRANSFER,
    NEEDS_LEGAL_REVIEW,
    NP_DISCRETIONARY_FIRST,
    NP_MANDATORY_MINOR,
    OUTCOMES,
)

SOFT = frozenset({NP_MANDATORY_MINOR, NP_DISCRETIONARY_FIRST, ESCALATE_MANUAL})
BY_CHOICE = frozenset({NP_DISCRETIONARY_FIRST, ESCALATE_MANUAL})
WORSE: Mapping[str, tuple[Any, ...]] = {
    "harm": ("none", "minor", "serious"),
    "timely": (True, False),
    "minor": (True, False),
    "first": (True, False),
    "listed": (True, False),
    "excluded": (False, True),
    "key_area": (False, True),
    "lenient": (True, False),
    "no_fault": (True, False),
    "serious": (False, True),
}
NO_STATUTORY_GROUND: Mapping[str, tuple[Any, ...]] = {
    "contrary": ("",),
    "barred": (False,),
    "mind": ("full", "limited"),
    "age": ("full", "minor"),
    "no_fault": (False,),
    "minor": (False,),
}
HOW = "把每一种事实组合合并成判定图，逐一核对，没有抽样"


@dataclass(frozen=True)
class Claim:
    """One claim: what it says, how it is proved, over how much, on which day, and whether it holds."""

    code: str
    claim_zh: str
    how_zh: str
    over_zh: str
    on: date
    holds: bool


@dataclass(frozen=True)
class _Ground:
    """A kind of party, an offence and a version of the law, with its diagram."""

    made: Decisions
    kind: str
    offence: Offence
    version: str
    node: int

    def leaves(self, fixed: Mapping[str, Iterable[Any]]) -> set[Verdict]:
        """The verdicts that remain when findings may only have these values."""
        nodes = {self.node}
        for name, values in fixed.items():
            nodes = {self.made.diagrams.restrict(node, name, value) for node in nodes for value in values}
        found = set().union(*(self.made.diagrams.leaves(node) for node in nodes))
        return {leaf for leaf in found if isinstance(leaf, Verdict)}

    def outcomes(self, fixed: Mapping[str, Iterable[Any]]) -> set[str]:
        return {verdict.outcome for verdict in self.leaves(fixed)}


def claims(law: Law, on: date) -> tuple[Claim, ...]:
    """Every claim about this law, checked now."""
    grounds = list(_grounds(law))
    over = f"{len(law.pack.kinds)}种主体、{len(law.offences)}个案由及各自的新旧法，共{len(grounds)}张判定图"
    rows = [
        Claim(code, words, HOW, over, on, all(holds(ground) for ground in grounds)) for code, words, holds in _CLAIMS
    ]
    rows.append(_choice(law, grounds, on))
    rows += [_list_claim(law, version.code, on) for version in law.lists]
    return tuple(rows)


def _grounds(law: Law) -> Iterator[_Ground]:
    made = decisions(law)
    for kind in law.pack.kinds:
        for offence in law.offences.values():
            for version in law.pack.regime(offence.law).versions:
                yield _Ground(made, kind.code, offence, version.id, made.under(kind.code, offence, version.id))


# --- the claims ----------------------------------------------------------------------


def _crime(ground: _Ground) -> bool:
    return ground.outcomes({"crime": (True,)}) == {CRIMINAL_TRANSFER}


def _jurisdiction(ground: _Ground) -> bool:
    away = [value for value in _values(ground, "elsewhere") if value]
    found = ground.outcomes({"crime": (False,), "elsewhere": away})
    return found <= {JURISDICTION_TRANSFER}


def _excluded(ground: _Ground) -> bool:
    no_ground = {"crime": (False,), "elsewhere": ("",), "excluded": (True,)} | dict(NO_STATUTORY_GROUND)
    by_choice = ground.outcomes({"excluded": (True,)}) & BY_CHOICE
    return not by_choice and not ground.outcomes(no_ground) & SOFT


def _total(ground: _Ground) -> bool:
    leaves = ground.made.diagrams.leaves(ground.node)
    return all(isinstance(leaf, Verdict) and leaf.outcome in OUTCOMES for leaf in leaves)


def _first(ground: _Ground) -> bool:
    missing: tuple[Mapping[str, tuple[Any, ...]], ...] = (
        {"first": (False,)},
        {"timely": (False,)},
        {"harm": ("serious",)},
    )
    return not any(ground.outcomes(one) & BY_CHOICE for one in missing)


def _minor(ground: _Ground) -> bool:
    missing: tuple[Mapping[str, tuple[Any, ...]], ...] = ({"timely": (False,)}, {"harm": ("minor", "serious")})
    return not any(NP_MANDATORY_MINOR in ground.outcomes(one) for one in missing)


def _must_stays(ground: _Ground) -> bool:
    """An exclusion changes nothing where the law itself says must."""
    diagrams = ground.made.diagrams
    node = ground.node
    for name, value in (("minor", True), ("timely", True), ("harm", "none")):
        node = diagrams.restrict(node, name, value)
    return diagrams.restrict(node, "excluded", True) == diagrams.restrict(node, "excluded", False)


def _monotone(ground: _Ground) -> bool:
    diagrams = ground.made.diagrams
    for name, values in WORSE.items():
        for better, worse in zip(values, values[1:], strict=False):
            pair = (diagrams.restrict(ground.node, name, value) for value in (better, worse))
            wrong = diagrams.merge("graver turned lighter", _graver_turned_lighter, *pair)
            if wrong != diagrams.leaf(False):
                return False
    return True


def _graver_turned_lighter(better: Any, worse: Any) -> bool:
    if not isinstance(better, Verdict) or not isinstance(worse, Verdict):
        return False
    before, after = OUTCOMES[better.outcome].rank, OUTCOMES[worse.outcome].rank
    return after < before


def _organ(ground: _Ground) -> bool:
    organ = ground.made.law.pack.kind(ground.kind).organ
    return not organ or all(verdict.fine is None for verdict in ground.leaves({}))


def _within_the_statute(ground: _Ground) -> bool:
    rules = ground.offence.rules_for(ground.kind, ground.version)
    ranges = {fine for rule in rules for fine in (rule.fine, rule.serious_fine)} | {None}
    return all(verdict.fine in ranges for verdict in ground.leaves({}))


def _values(ground: _Ground, name: str) -> tuple[Any, ...]:
    diagrams = ground.made.diagrams
    return diagrams.variables[diagrams.place[name]].values


_CLAIMS: tuple[tuple[str, str, Callable[[_Ground], bool]], ...] = (
    ("crime", "只要涉嫌犯罪，结果只能是移送，任何清单、任何从宽情节都不能改变。", _crime),
    ("jurisdiction", "不属于本机关管辖的（涉嫌犯罪除外），结果只能是移送有管辖权的机关。", _jurisdiction),
    ("total", "每一种事实组合都有结果，并且只有一个结果。", _total),
    ("excluded", "命中不适用柔性执法的情形，又没有法定的不予处罚理由的，清单和“可以不予”都不再适用。", _excluded),
    ("must_stays", "法律规定应当不予处罚的，本机关方案的排除情形不能改变。", _must_stays),
    ("minor", "没有及时改正，或者有危害后果的，不会按“轻微”不予处罚。", _minor),
    ("first", "不是初次违法、没有及时改正或者后果较重的，不会得到“可以不予”。", _first),
    ("monotone", "其他事实不变，一项事实变重，结果不会变轻。", _monotone),
    ("organ", "国家机关不会被罚款。", _organ),
    ("statute", "罚款幅度只能是法律、法规、规章写明的幅度。", _within_the_statute),
)


def _choice(law: Law, grounds: list[_Ground], on: date) -> Claim:
    """从旧兼从轻 over every pair of verdicts that the two laws can give for one kind and offence."""
    pairs = 0
    holds = True
    for old in grounds:
        for new in grounds:
            if (old.kind, old.offence) != (new.kind, new.offence) or not _earlier(law, old, new):
                continue
            for one in old.leaves({}):
                for other in new.leaves({}):
                    pairs += 1
                    holds = holds and _never_heavier(one, other)
    words = "新旧法不同的，整体比较两部法律下的结果：适用的结果不会比行为时的法律更重；轻重无法比较的，交法制审核。"
    return Claim("old_or_lighter", words, "逐对比较两部法律下所有可能的结果", f"{pairs}对结果", on, holds)


def _earlier(law: Law, old: _Ground, new: _Ground) -> bool:
    ids = [version.id for version in law.pack.regime(old.offence.law).versions]
    return ids.index(old.version) < ids.index(new.version)


def _never_heavier(old: Verdict, new: Verdict) -> bool:
    chosen = lighter(old, new)
    if chosen.outcome == NEEDS_LEGAL_REVIEW:
        return OUTCOMES[old.outcome].rank == OUTCOMES[new.outcome].rank
    if chosen is old:
        return True
    before, after = OUTCOMES[old.outcome].rank, OUTCOMES[new.outcome].rank
    tops = [one.fine[1] if one.fine else 0 for one in (old, new)]
    return after < before or (after == before and tops[1] <= tops[0])


def _list_claim(law: Law, code: str, on: date) -> Claim:
    version = law.list_version(code)
    assert version is not None
    wrong = {one.check for one in check_list(version, law)} & {DEAD, GAP, NOT_MONOTONE}
    words = f"《{version.title}》每一项都能命中，界限之间没有空档，情形更重的不会得到更轻的结果。"
    return Claim(f"list:{code}", words, HOW, f"{len(version.items)}项的全部条件组合", on, not wrong)
