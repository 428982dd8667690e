"""The numbers of procedure that differ between trades and places, as data: hearing thresholds, limit of a case, sources.

What 行政处罚法 itself fixes stands in `rules.clocks` and `rules.hearing`; a pack adds what its own rules name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.deadlines import MONTHS, NATURAL_DAYS, WORKING_DAYS

DAY_UNITS = (NATURAL_DAYS, WORKING_DAYS)


class TermsError(ValueError):
    """The procedure data of a pack are not what they must be."""


@dataclass(frozen=True)
class DatedBasis:
    """Citations that hold for acts of procedure from one day to another (None = open)."""

    first: date | None
    last: date | None
    basis: tuple[str, ...]

    def holds(self, day: date) -> bool:
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Threshold:
    """A fine from this amount on (included) opens the right to a hearing for parties of these kinds."""

    kinds: tuple[str, ...]
    least_yuan: int
    basis: DatedBasis


@dataclass(frozen=True)
class CaseLimit:
    """How long a case may take from filing, and by how much a written approval may lengthen it (0 = not at all)."""

    amount: int = 90
    unit: str = NATURAL_DAYS
    extension: int = 0
    alert_days: int = 90
    rule: str = "办案期限"
    basis: tuple[str, ...] = ("行政处罚法60条",)


@dataclass(frozen=True)
class Terms:
    """Procedure data of a pack. The bare default is 行政处罚法 alone: 90 days, no threshold known."""

    case_limit: CaseLimit = CaseLimit()
    transfer_days: str = NATURAL_DAYS
    citizen_kinds: tuple[str, ...] = ("individual", "individual_business")
    no_fine_kinds: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    officer_basis: tuple[DatedBasis, ...] = ()
    certificate_basis: tuple[DatedBasis, ...] = ()
    crime_basis: tuple[DatedBasis, ...] = ()
    prompted_offences: tuple[str, ...] = ()
    prompt_basis: tuple[DatedBasis, ...] = ()
    prompt_word: str = "催告书"
    prompt_served: str = ""
    by_verb: tuple[tuple[str, tuple[DatedBasis, ...]], ...] = ()

    def articles(self, verb: str, day: date) -> tuple[str, ...]:
        """What the trade's own law says of a step of procedure on this day, beside the general law; often nothing."""
        return basis_on(dict(self.by_verb).get(verb, ()), day)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Terms:
        """Read `fixtures/<pack>/procedure.json`. Raises TermsError with a Chinese sentence."""
        try:
            terms = _terms(cls, data)
        except (KeyError, TypeError, ValueError) as fault:
            raise TermsError(f"程序门槛数据有误：{fault}。") from fault
        if terms.transfer_days not in DAY_UNITS or terms.case_limit.unit not in (MONTHS, NATURAL_DAYS):
            raise TermsError("程序门槛数据有误：期间的单位只能是工作日、自然日或者月。")
        return terms

    def to_json(self) -> dict[str, Any]:
        """The same shape back, canonical (for the digest of the law)."""
        limit = self.case_limit
        return {
            "case_limit": {
                "amount": limit.amount,
                "unit": limit.unit,
                "extension": limit.extension,
                "alert_days": limit.alert_days,
                "rule": limit.rule,
                "basis": list(limit.basis),
            },
            "transfer_days": self.transfer_days,
            "citizen_kinds": list(self.citizen_kinds),
            "no_fine_kinds": list(self.no_fine_kinds),
            "hearing_thresholds": [_threshold_json(entry) for entry in self.thresholds],
            "officer_basis": [_basis_json(entry) for entry in self.officer_basis],
            "certificate_basis": [_basis_json(entry) for entry in self.certificate_basis],
            "crime_basis": [_basis_json(entry) for entry in self.crime_basis],
            "prompt": {
                "offences": list(self.prompted_offences),
                "basis": [_basis_json(entry) for entry in self.prompt_basis],
                "paper": self.prompt_word,
                "served": self.prompt_served,
            },
            "articles": {verb: [_basis_json(entry) for entry in entries] for verb, entries in self.by_verb},
        }


def basis_on(entries: tuple[DatedBasis, ...], day: date) -> tuple[str, ...]:
    """The citations that hold on this day."""
    return tuple(citation for entry in entries if entry.holds(day) for citation in entry.basis)


def terms_of(law: object) -> Terms:
    """The procedure data of a law; 行政处罚法 alone where its pack names none."""
    terms = getattr(law, "procedure", None)
    return terms if isinstance(terms, Terms) else Terms()


def _terms(cls: type[Terms], data: Mapping[str, Any]) -> Terms:
    limit = data.get("case_limit", {})
    prompt = data.get("prompt", {})
    return cls(
        case_limit=CaseLimit(
            amount=_whole(limit.get("amount", 90)),
            unit=str(limit.get("unit", NATURAL_DAYS)),
            extension=_whole(limit.get("extension", 0)),
            alert_days=_whole(limit.get("alert_days", 90)),
            rule=str(limit.get("rule", "办案期限")),
            basis=_strings(limit.get("basis", ["行政处罚法60条"])),
        ),
        transfer_days=str(data.get("transfer_days", NATURAL_DAYS)),
        citizen_kinds=_strings(data.get("citizen_kinds", ["individual", "individual_business"])),
        no_fine_kinds=_strings(data.get("no_fine_kinds", [])),
        thresholds=tuple(_threshold(entry) for entry in data.get("hearing_thresholds", [])),
        officer_basis=_dated(data.get("officer_basis", [])),
        certificate_basis=_dated(data.get("certificate_basis", [])),
        crime_basis=_dated(data.get("crime_basis", [])),
        prompted_offences=_strings(prompt.get("offences", [])),
        prompt_basis=_dated(prompt.get("basis", [])),
        prompt_word=str(prompt.get("paper", "催告书")),
        prompt_served=str(prompt.get("served", "")),
        by_verb=tuple((str(verb), _dated(entries)) for verb, entries in sorted(data.get("articles", {}).items())),
    )


def _threshold(entry: Mapping[str, Any]) -> Threshold:
    basis = DatedBasis(_day(entry.get("from")), _day(entry.get("to")), (str(entry["basis"]),))
    return Threshold(_strings(entry["kinds"]), _whole(entry["least_yuan"]), basis)


def _dated(entries: list[Mapping[str, Any]]) -> tuple[DatedBasis, ...]:
    return tuple(
        DatedBasis(_day(entry.get("from")), _day(entry.get("to")), _strings(entry["basis"])) for entry in entries
    )


def _threshold_json(entry: Threshold) -> dict[str, Any]:
    ends = _basis_json(entry.basis)
    return {**ends, "kinds": list(entry.kinds), "least_yuan": entry.least_yuan, "basis": entry.basis.basis[0]}


def _basis_json(entry: DatedBasis) -> dict[str, Any]:
    first, last = (day.isoformat() if day else None for day in (entry.first, entry.last))
    return {"from": first, "to": last, "basis": list(entry.basis)}


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"“{value}”不是非负整数")
    return value


def _strings(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"“{values}”应为列表")
    return tuple(str(value) for value in values)
