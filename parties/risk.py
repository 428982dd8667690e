"""The risk level of a party, or of one kind of act of it, from its graded points; with the reason in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from parties.enums import RiskGrade
from parties.merging import records_of
from parties.models import Party, RiskPoint

MANY = 3
NOTE = "风险等级只用来安排辅导和提醒，不是处罚的理由。"


@dataclass(frozen=True)
class Reading:
    """`level` is empty while nothing has been graded."""

    level: str
    reason: str
    points: tuple[RiskPoint, ...]

    @property
    def word(self) -> str:
        return f"{RiskGrade(self.level).label}风险" if self.level else "没有评定风险"

    @property
    def tone(self) -> str:
        return {"high": "red", "middle": "amber", "low": "green"}.get(self.level, "")


def risk_of(party: Party, violation: str = "") -> Reading:
    """Of the party; with `violation`, of its acts of that kind."""
    points = RiskPoint.objects.filter(party__in=records_of([party.pk]), lifted_on__isnull=True)
    return read(points.filter(violation=violation) if violation else points)


def read(points: Iterable[RiskPoint]) -> Reading:
    """One high point makes it high; a middle one or three low ones make it middle; any other is low."""
    rows = tuple(points)
    high = [row for row in rows if row.grade == RiskGrade.HIGH]
    middle = [row for row in rows if row.grade == RiskGrade.MIDDLE]
    if high:
        return Reading(RiskGrade.HIGH, f"有高等级风险点：{_names(high)}", rows)
    if middle:
        return Reading(RiskGrade.MIDDLE, f"有中等级风险点：{_names(middle)}", rows)
    if len(rows) >= MANY:
        return Reading(RiskGrade.MIDDLE, f"低等级风险点达到{MANY}个：{_names(rows)}", rows)
    return Reading(RiskGrade.LOW if rows else "", _names(rows), rows)


def _names(rows: Iterable[RiskPoint]) -> str:
    return "、".join(row.words for row in rows)
