"""What a bureau's pack tells the rules about its trade: kinds of party, regimes of law, jurisdiction, grounds, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.cond import Cond, Facts
from rules.cond import load as load_cond
from rules.offences import (
    ByVersion,
    Ground,
    PackError,
    Regime,
    RegimeVersion,
    by_version,
    load_ground,
    only,
    text_tuple,
)


@dataclass(frozen=True)
class Kind:
    """A kind of party. `natural`: arts. 30 and 31 look at its age and mind; `organ`: a state organ, never fined."""

    code: str
    name: str
    natural: bool = False
    organ: bool = False


@dataclass(frozen=True)
class PersonRule:
    """Parties whom the law answers otherwise than by a penalty (education of a person, referral of an official)."""

    id: str
    kinds: tuple[str, ...]
    offences: tuple[str, ...]
    outcome: str
    title: str
    basis: ByVersion
    duties: tuple[str, ...] = ()

    def fits(self, offence: str, kind: str) -> bool:
        return kind in self.kinds and (not self.offences or offence in self.offences)


@dataclass(frozen=True)
class Exclusion:
    """A named ground of the bureau's plan that closes lenience by choice. `escalates`: it only raises who decides.

    `when` None: it follows from the correction (`correction`: refused, overdue, failed).
    """

    name: str
    when: Cond | None
    fact: str = ""
    escalates: bool = False
    correction: str = ""


@dataclass(frozen=True)
class PriorRule:
    """Which earlier decisions do not make a party a repeat offender: by outcome code, or by words of a free text."""

    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def counts(self, result: str) -> bool:
        return result not in self.codes and not any(word in result for word in self.words)


@dataclass(frozen=True)
class Pack:
    """The whole pack except facts, offences, lists and procedure.

    `groups` names the groups of its own facts, `act_hint` says how an act is described.
    """

    code: str
    title: str
    regimes: tuple[Regime, ...]
    kinds: tuple[Kind, ...]
    jurisdiction: tuple[Ground, ...]
    persons: tuple[PersonRule, ...]
    serious: tuple[Ground, ...]
    crimes: tuple[Ground, ...]
    exclusions: tuple[Exclusion, ...]
    plan_citation: str
    prior: PriorRule
    basis: Mapping[str, ByVersion]
    references: Mapping[str, tuple[str, ...]]
    duties: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, str]
    act_hint: str = ""

    def kind(self, code: str) -> Kind:
        return next(kind for kind in self.kinds if kind.code == code)

    def regime(self, law: str) -> Regime:
        return next(regime for regime in self.regimes if regime.law == law)


def load_pack(entry: Mapping[str, Any], facts: Facts) -> Pack:
    """A pack from `pack.json` (docs/rules.md). Raises PackError or CondError."""
    only(entry, set(Pack.__dataclass_fields__), "数据包")
    return Pack(
        code=str(entry["code"]),
        title=str(entry["title"]),
        regimes=tuple(_regime(regime) for regime in entry["regimes"]),
        kinds=tuple(_kind(kind) for kind in entry["kinds"]),
        jurisdiction=_grounds(entry, "jurisdiction", facts),
        persons=tuple(_person(rule) for rule in entry.get("persons", [])),
        serious=_grounds(entry, "serious", facts),
        crimes=_grounds(entry, "crimes", facts),
        exclusions=tuple(_exclusion(rule, facts) for rule in entry.get("exclusions", [])),
        plan_citation=str(entry.get("plan_citation", "")),
        prior=PriorRule(**{key: text_tuple(words, "初次违法") for key, words in entry.get("prior", {}).items()}),
        basis={outcome: by_version(cited, "依据") for outcome, cited in entry.get("basis", {}).items()},
        references={outcome: text_tuple(cited, "参考") for outcome, cited in entry.get("references", {}).items()},
        duties={outcome: text_tuple(names, "动作") for outcome, names in entry.get("duties", {}).items()},
        groups={str(group): str(name) for group, name in entry.get("groups", {}).items()},
        act_hint=str(entry.get("act_hint", "")),
    )


def _grounds(entry: Mapping[str, Any], name: str, facts: Facts) -> tuple[Ground, ...]:
    return tuple(load_ground(ground, facts, name) for ground in entry.get(name, []))


def _regime(entry: Mapping[str, Any]) -> Regime:
    versions = tuple(
        RegimeVersion(
            str(version["id"]),
            str(version["title"]),
            date.fromisoformat(version["from"]),
            date.fromisoformat(version["to"]) if version.get("to") else None,
        )
        for version in entry["versions"]
    )
    if not versions:
        raise PackError(f"{entry['law']}没有版本。")
    return Regime(str(entry["law"]), tuple(sorted(versions, key=lambda version: version.first)))


def _kind(entry: Mapping[str, Any]) -> Kind:
    only(entry, set(Kind.__dataclass_fields__), "主体种类")
    return Kind(**entry)


def _person(entry: Mapping[str, Any]) -> PersonRule:
    where = f"主体规则{entry.get('id', '')}"
    only(entry, set(PersonRule.__dataclass_fields__), where)
    return PersonRule(
        id=str(entry["id"]),
        kinds=text_tuple(entry["kinds"], where),
        offences=text_tuple(entry.get("offences", []), where),
        outcome=str(entry["outcome"]),
        title=str(entry["title"]),
        basis=by_version(entry["basis"], where),
        duties=text_tuple(entry.get("duties", []), where),
    )


def _exclusion(entry: Mapping[str, Any], facts: Facts) -> Exclusion:
    only(entry, set(Exclusion.__dataclass_fields__), "排除项")
    return Exclusion(
        name=str(entry["name"]),
        when=load_cond(entry["when"], facts) if entry.get("when") else None,
        fact=str(entry.get("fact", "")),
        escalates=bool(entry.get("escalates", False)),
        correction=str(entry.get("correction", "")),
    )
