"""Reading a resolved case: what each finding is as far as known, and its facts in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from rules import quantities
from rules.answer import FALSE, TRUE, UNKNOWN
from rules.case import Case
from rules.cond import Cond, Test
from rules.derivations import COUNTS, number_of
from rules.findings import Span, counts, span, window_of
from rules.lists import ListItem, ListVersion
from rules.offences import Offence
from rules.relevant import lists_of
from rules.resolve import NoWay, Resolution, look_alone
from rules.sheet import PRIOR, Earlier
from rules.values import Special, Value, day_text, grouped, money_text, percent_text
from rules.view import StrictView, Unsettled, explore


def verdict_word(value: bool | None) -> str:
    return UNKNOWN if value is None else TRUE if value else FALSE


class Reading:
    """A case as the trace reads it."""

    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution
        self.case: Case = resolution.case
        self.law = resolution.case.law
        self.strict = StrictView(self.case)

    # --- findings ------------------------------------------------------------------

    def values(self, name: str) -> set[Any]:
        """Everything a finding can still be; empty where the sheet leaves no way for it."""
        try:
            return {way.result for way in look_alone(self.case, name)}
        except NoWay:
            return set()

    def value(self, name: str) -> Any:
        """The finding where it is settled, else None."""
        values = self.values(name)
        return next(iter(values)) if len(values) == 1 else None

    def flag(self, name: str) -> bool | None:
        value = self.value(name)
        return value if isinstance(value, bool) else None

    def holds(self, condition: Cond) -> bool | None:
        """A condition, exactly: None only where both are still possible."""
        known = self.strict.peek(condition)
        if known is not None:
            return known
        ways = {way.result for way in explore(self.case, lambda view: view.holds(condition))}
        return next(iter(ways)) if len(ways) == 1 else None

    def one(self, look: Any) -> Any:
        """What a look gives by what is known alone, else None."""
        try:
            return look(self.strict)
        except Unsettled:
            return None

    @property
    def offence(self) -> Offence:
        """The offence judged, as far as known; else the one charged."""
        code = self.value("offence")
        return self.law.offences[code] if code else self.case.charged

    @property
    def versions(self) -> tuple[str, str] | None:
        """Ids of the law of the act and of the law of the decision."""
        epoch = self.value("epoch")
        if not epoch:
            return None
        old, _, new = str(epoch).partition("|")
        return old, new

    def kind_name(self) -> str:
        return self.law.pack.kind(self.case.kind).name

    # --- days ------------------------------------------------------------------------

    def act(self) -> Span | None:
        code = self.value("offence")
        found: Span | None = self.one(lambda view: span(view, self.law.offences[code])) if code else None
        return found

    def start(self) -> date | None:
        act = self.act()
        return act.start.known if act else None

    def end(self) -> date | None:
        act = self.act()
        return act.end.known if act else None

    def act_text(self) -> str:
        """2024年8月9日行为, or the run of a continuing act."""
        act = self.act()
        if act is None or act.end.known is None:
            return "行为日期未查明"
        if act.start.known == act.end.known and not act.ongoing:
            return f"{day_text(act.end.known)}行为"
        start = day_text(act.start.known) if act.start.known else "开始日未查明"
        return f"{start}起，尚未结束" if act.ongoing else f"{start}至{day_text(act.end.known)}"

    def day(self, key: str) -> date | None:
        return self.case.sheet.day(key)

    def day_text(self, key: str, absent: str = "未查明") -> str:
        day = self.day(key)
        if day:
            return day_text(day)
        return "尚未发生" if isinstance(self.case.settled(key), Special) else absent

    # --- facts -----------------------------------------------------------------------

    def fact(self, key: str) -> Value | None:
        """A value by what is known, derived ones too."""
        spec = self.case.spec(key)
        if spec.kind == "bool" and spec.derive:
            return self.holds(Test(key, "eq", True))
        if spec.derive and spec.derive["fn"] in COUNTS:
            found: Value | None = self.one(lambda view: number_of(view, spec))
            return found
        if spec.kind in quantities.KINDS:
            return quantities.known_value(self.case, key)
        return self.case.settled(key)

    def fact_text(self, key: str) -> str:
        """A fact in words; 未查明 where unknown."""
        spec = self.case.spec(key)
        value = self.fact(key)
        if value is None:
            return "未查明"
        if isinstance(value, bool):
            option = spec.option("true" if value else "false")
            said = spec.says_true if value else spec.says_false
            return said or (option.label if option else "是" if value else "否")
        if isinstance(value, date):
            return day_text(value)
        if isinstance(value, Fraction):
            if spec.unit == "%":
                return percent_text(value)
            return money_text(value) if spec.kind == "money" else grouped(value) + spec.unit
        found = spec.option(str(value))
        return found.label if found else (value.value if isinstance(value, Special) else str(value))

    def quantity(self, key: str) -> str:
        """A quantity in the unit of the sheet: 4,860万元."""
        value = self.case.facts.get(key)
        unit = self.case.sheet.text("unit")
        return f"{grouped(value)}{unit}" if isinstance(value, Fraction) else "未查明"

    # --- list ------------------------------------------------------------------------

    def items(self) -> Iterator[tuple[ListVersion, ListItem]]:
        """Every item of the versions that can apply and that names this offence and kind."""
        offence = self.offence.code
        for version in self.list_versions():
            yield from ((version, item) for item in version.fitting(offence, self.case.kind))

    def list_versions(self) -> tuple[ListVersion, ...]:
        """The versions that apply: named, of the day of decision, of the day of the act."""
        if self.case.stated("active_list"):
            return lists_of(self.case)
        end = self.end()
        days = [self.case.decided_on] + ([end] if end else [])
        return tuple(version for version in self.law.lists if any(version.in_force(day) for day in days))

    def matched(self) -> list[tuple[ListVersion, ListItem]]:
        """The items whose condition is met for certain."""
        return [(version, item) for version, item in self.items() if self.holds(item.condition) is True]

    # --- history -----------------------------------------------------------------------

    def window(self) -> tuple[str, date | None]:
        """The name of the first-offence window and its first day (None = no limit, or unknown)."""
        name = window_of(self.strict)
        start = self.start()
        if start is None or name == "unlimited":
            return name, None
        if name == "natural_years_2":
            return name, date(start.year - 1, 1, 1)
        act = self.act()
        return name, act.start.plus_months(-24).known if act else None

    def priors(self) -> list[tuple[Earlier, bool]] | None:
        """The earlier decisions and whether each counts at all; None = not searched."""
        prior = self.case.facts.get(PRIOR)
        if not isinstance(prior, tuple):
            return None
        return [(one, counts(self.strict, one)) for one in prior if isinstance(one, Earlier)]
