"""What a class of outcome means under one version of the law, and which of two versions applies.

A `Verdict` is what the questions are about: outcome, law version, fine range. 从旧兼从轻 compares whole verdicts, never
parts of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from rules.law import Law
from rules.offences import Offence, Penalty, Range
from rules.text import NEEDS_LEGAL_REVIEW, OUTCOMES


@dataclass(frozen=True)
class Verdict:
    """The answer's core."""

    outcome: str
    version: str
    fine: Range | None
    extras: int = 0

    def key(self) -> tuple[str, str, Range | None]:
        return (self.outcome, self.version, self.fine)


def penalty_of(offence: Offence, kind: str, version: str, serious: bool) -> Penalty | None:
    """The rule that punishes; of several, the one with the higher fine (行政处罚法29条)."""
    fitting = offence.rules_for(kind, version)
    if not fitting:
        return None
    return max(fitting, key=lambda rule: _top(_fine(rule, serious)))


def _fine(rule: Penalty, serious: bool) -> Range | None:
    return rule.serious_fine if serious and rule.serious_fine else rule.fine


def _top(fine: Range | None) -> int:
    return fine[1] if fine else 0


def can_be_serious(offence: Offence, kind: str, version: str) -> bool:
    return any(rule.serious_fine for rule in offence.rules_for(kind, version))


def verdict(
    law: Law, outcome: str, offence: Offence, kind: str, version: str, serious: bool, fine_open: bool
) -> Verdict:
    """The whole verdict under one version."""
    if not OUTCOMES[outcome].fine or law.pack.kind(kind).organ:
        return Verdict(outcome, version, None, _extras(offence, kind, version, outcome))
    rule = penalty_of(offence, kind, version, serious)
    closed = rule is not None and rule.fine_when is not None and not fine_open
    fine = None if rule is None or closed else _fine(rule, serious)
    return Verdict(outcome, version, fine, _extras(offence, kind, version, outcome))


def _extras(offence: Offence, kind: str, version: str, outcome: str) -> int:
    """Further kinds of consequence beside the fine: 通报 where the version allows it."""
    if OUTCOMES[outcome].rank < OUTCOMES["NP_DISCRETIONARY_FIRST"].rank:
        return 0
    return int(any(rule.circular for rule in offence.rules_for(kind, version)))


def lighter(old: Verdict, new: Verdict) -> Verdict:
    """从旧兼从轻: the old law unless the new one is lighter; neither lighter throughout → legal review."""
    if old.version == new.version:
        return old
    a, b = _weight(old), _weight(new)
    if all(mine <= other for mine, other in zip(a, b, strict=True)):
        return old
    if all(other <= mine for mine, other in zip(a, b, strict=True)):
        return new
    if a[0] != b[0]:
        return old if a[0] < b[0] else new
    return Verdict(NEEDS_LEGAL_REVIEW, old.version, None)


def _weight(verdict: Verdict) -> tuple[int, int, int, int]:
    """Class of outcome, statutory maximum, statutory minimum, further kinds."""
    least, most = verdict.fine or (0, 0)
    return (OUTCOMES[verdict.outcome].rank, most, least, verdict.extras)
