"""Offences and penalties as data of a pack: what is punished, in whom, under which version of the law, how far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.cond import Cond, Facts
from rules.cond import load as load_cond

Range = tuple[int, int]
ByVersion = Mapping[str, tuple[str, ...]]


class PackError(ValueError):
    """A pack entry is not what it must be; the Chinese sentence names the entry."""


@dataclass(frozen=True)
class Ground:
    """A condition with its title and citation: a ground that makes the offence fail, or the fine serious."""

    id: str
    when: Cond
    title: str
    citation: str = ""
    offences: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    basis: ByVersion | None = None
    receiver: str = ""

    def fits(self, offence: str, kind: str) -> bool:
        return (not self.offences or offence in self.offences) and (not self.kinds or kind in self.kinds)


@dataclass(frozen=True)
class Penalty:
    """One rule of punishment. `fine` is (least, most) in 元 or None; `fine_when`: the fine exists only where this holds.

    Where several entries fit the same kind and version, art. 29 takes the one with the higher fine.
    """

    version: str
    kinds: tuple[str, ...]
    basis: tuple[str, ...]
    warning: str = "警告"
    circular: bool = False
    fine: Range | None = None
    serious_fine: Range | None = None
    fine_when: Cond | None = None


@dataclass(frozen=True)
class Elements:
    """What must be proved for the offence; otherwise the act is judged as `otherwise`."""

    when: Cond
    otherwise: str
    title: str
    basis: tuple[str, ...] = ()


@dataclass(frozen=True)
class ActDays:
    """The days of an act that is an omission: from the day after the first of `after` to `end`.

    Of `after` the last is always there; one before it counts unless `unless` is true, a flag that makes the act without it.
    """

    after: tuple[str, ...]
    end: str
    unless: str = ""


@dataclass(frozen=True)
class Filing:
    """Where a filing is the correction: the fact of its day, and when it counts as timely without an order.

    `running`: nothing is done, but it still would be timely by the `deadline` of a prompt.
    """

    done: str
    timely: Cond
    running: Cond | None = None
    deadline: str = ""


@dataclass(frozen=True)
class Offence:
    """An offence (案由). `law` names the regime whose versions are chosen by the day of the act."""

    code: str
    name: str
    law: str
    duty: ByVersion
    penalties: tuple[Penalty, ...]
    order: int = 0
    group: str = ""
    contrary: tuple[Ground, ...] = ()
    elements: Elements | None = None
    act_days: ActDays | None = None
    filing: Filing | None = None
    no_offence: ByVersion | None = None
    gist: str = ""
    quantities: tuple[str, ...] = ()

    def rules_for(self, kind: str, version: str) -> tuple[Penalty, ...]:
        return tuple(rule for rule in self.penalties if rule.version == version and kind in rule.kinds)

    def liable(self, kind: str, version: str) -> bool:
        return bool(self.rules_for(kind, version))

    def kinds(self) -> tuple[str, ...]:
        """Kinds of party that can commit it under any version."""
        return tuple(dict.fromkeys(kind for rule in self.penalties for kind in rule.kinds))


@dataclass(frozen=True)
class RegimeVersion:
    """A dated version of the law that punishes. `last` is the last day in force, None = in force."""

    id: str
    title: str
    first: date
    last: date | None


@dataclass(frozen=True)
class Regime:
    """A law with its versions, oldest first."""

    law: str
    versions: tuple[RegimeVersion, ...]

    def on(self, day: date) -> RegimeVersion:
        """The version in force; a day before the first takes the first."""
        found = self.versions[0]
        for version in self.versions:
            if day >= version.first:
                found = version
        return found


def text_tuple(raw: Any, where: str) -> tuple[str, ...]:
    if not isinstance(raw, (list, tuple)) or not all(isinstance(one, str) for one in raw):
        raise PackError(f"{where}应当是文字列表。")
    return tuple(raw)


def by_version(raw: Any, where: str) -> ByVersion:
    if not isinstance(raw, Mapping):
        raise PackError(f"{where}应当按法律版本分列。")
    return {str(version): text_tuple(citations, where) for version, citations in raw.items()}


def only(entry: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(entry) - known):
        raise PackError(f"{where}有不认识的栏目：{'、'.join(unknown)}。")


def load_ground(entry: Mapping[str, Any], facts: Facts, where: str) -> Ground:
    only(entry, {"id", "when", "title", "citation", "offences", "kinds", "basis", "receiver"}, where)
    return Ground(
        id=str(entry["id"]),
        when=load_cond(entry["when"], facts),
        title=str(entry["title"]),
        citation=str(entry.get("citation", "")),
        offences=text_tuple(entry.get("offences", []), where),
        kinds=text_tuple(entry.get("kinds", []), where),
        basis=by_version(entry["basis"], where) if "basis" in entry else None,
        receiver=str(entry.get("receiver", "")),
    )


def load_offence(entry: Mapping[str, Any], facts: Facts) -> Offence:
    """An offence from its JSON entry (docs/rules.md). Raises PackError or CondError."""
    code = str(entry.get("code", ""))
    where = f"案由{code}"
    only(entry, set(Offence.__dataclass_fields__), where)
    return Offence(
        code=code,
        name=str(entry["name"]),
        law=str(entry["law"]),
        duty=by_version(entry.get("duty", {}), where),
        penalties=tuple(_penalty(rule, facts, where) for rule in entry["penalties"]),
        order=int(entry.get("order", 0)),
        group=str(entry.get("group", "")),
        contrary=tuple(load_ground(ground, facts, where) for ground in entry.get("contrary", [])),
        elements=_elements(entry.get("elements"), facts, where),
        act_days=_act_days(entry.get("act_days"), where),
        filing=_filing(entry.get("filing"), facts, where),
        no_offence=by_version(entry["no_offence"], where) if entry.get("no_offence") else None,
        gist=str(entry.get("gist", "")),
        quantities=text_tuple(entry.get("quantities", []), where),
    )


def _penalty(entry: Mapping[str, Any], facts: Facts, where: str) -> Penalty:
    only(entry, set(Penalty.__dataclass_fields__), where)
    return Penalty(
        version=str(entry["version"]),
        kinds=text_tuple(entry["kinds"], where),
        basis=text_tuple(entry["basis"], where),
        warning=str(entry.get("warning", "警告")),
        circular=bool(entry.get("circular", False)),
        fine=fine_range(entry.get("fine"), where),
        serious_fine=fine_range(entry.get("serious_fine"), where),
        fine_when=load_cond(entry["fine_when"], facts) if entry.get("fine_when") else None,
    )


def fine_range(raw: Any, where: str) -> Range | None:
    if raw is None:
        return None
    least, most = raw
    if not (isinstance(least, int) and isinstance(most, int) and 0 <= least <= most and most > 0):
        raise PackError(f"{where}的罚款幅度“{raw}”不对。")
    return least, most


def _elements(entry: Mapping[str, Any] | None, facts: Facts, where: str) -> Elements | None:
    if not entry:
        return None
    only(entry, set(Elements.__dataclass_fields__), where)
    basis = text_tuple(entry.get("basis", []), where)
    return Elements(load_cond(entry["when"], facts), str(entry["otherwise"]), str(entry["title"]), basis)


def _act_days(entry: Mapping[str, Any] | None, where: str) -> ActDays | None:
    if not entry:
        return None
    only(entry, set(ActDays.__dataclass_fields__), where)
    return ActDays(text_tuple(entry["after"], where), str(entry["end"]), str(entry.get("unless", "")))


def _filing(entry: Mapping[str, Any] | None, facts: Facts, where: str) -> Filing | None:
    if not entry:
        return None
    only(entry, set(Filing.__dataclass_fields__), where)
    return Filing(
        done=str(entry["done"]),
        timely=load_cond(entry["timely"], facts),
        running=load_cond(entry["running"], facts) if entry.get("running") else None,
        deadline=str(entry.get("deadline", "")),
    )
