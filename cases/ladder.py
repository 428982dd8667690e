"""The ladder of measures as the list in force has it: where it starts for an offence, and what raises it."""

from dataclasses import dataclass
from datetime import date

from cases.enums import Measure
from cases.law import law_on
from cases.models import SoftMeasure
from rules.duties import raised
from rules.text import LADDER


@dataclass(frozen=True)
class Ladder:
    """What the list says of one offence of one kind of party; without an item, only the order of the rungs is known."""

    version: str = ""
    starts: tuple[str, ...] = ()  # 提醒（第M4项）
    steps: tuple[str, ...] = ()  # conditions that raise the measure, as the items name them

    @property
    def words(self) -> str:
        """What a page says of it; empty where the list has no item for the offence."""
        if not self.starts:
            return ""
        said = f"按《{self.version}》，这一案由的措施：{'、'.join(self.starts)}"
        return f"{said}；升级条件：{'；'.join(self.steps)}" if self.steps else f"{said}；没有另定升级条件"


def ladder_of(row: SoftMeasure, on: date) -> Ladder:
    law = law_on(on)
    version = law.lists_on(on)
    items = [item for item in version.items if item.fits(row.violation, row.party.kind)] if version else []
    if not items:
        return Ladder()
    lowest = sorted((item for item in items if item.measure), key=lambda item: LADDER.index(item.measure.split("/")[0]))
    return Ladder(
        version=version.title,
        starts=tuple(f"{Measure(item.measure).label}（第{item.number}项）" for item in lowest),
        steps=tuple(dict.fromkeys(step.title for item in items for step in item.steps)),
    )


def next_rung(kind: str) -> str:
    """The measure one step up, as the list counts its steps; empty at the top, where only filing is left."""
    above = raised(kind, 1)
    if above == LADDER[LADDER.index(kind.split("/")[0])]:
        return ""
    return Measure.ADMONITION if above == Measure.WARNING else above
