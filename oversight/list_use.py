"""Which sections use which items of the list, beside which sections claimed them. Counts only, no case is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from accounts.models import Section
from exemptions.models import ListItem, ListVersion
from exemptions.queries import claim_board

# A decision uses an item where the recommendation it rests on says that the item is met.
USES = """
SELECT line ->> 'number', subject.section_id, count(*)
FROM cases_decision decision
JOIN cases_assessment assessment ON assessment.id = decision.assessment_id
JOIN cases_act act ON act.id = decision.act_id
JOIN cases_case subject ON subject.id = act.case_id
CROSS JOIN LATERAL jsonb_array_elements(assessment.answer -> 'items') line
WHERE line ->> 'list_code' = %s AND line ->> 'verdict' = 'true' AND decision.decided_on <= %s
GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Cell:
    """One section and one item. `idle`: claimed but never used; `stray`: used without a claim."""

    claimed: bool
    uses: int

    @property
    def idle(self) -> bool:
        return self.claimed and not self.uses

    @property
    def stray(self) -> bool:
        return bool(self.uses) and not self.claimed

    @property
    def heat(self) -> int:
        """0 to 4, by how often."""
        return sum(self.uses >= least for least in (1, 3, 10, 30))


@dataclass(frozen=True)
class Row:
    item: ListItem
    cells: tuple[Cell, ...]

    @property
    def uses(self) -> int:
        return sum(cell.uses for cell in self.cells)

    @property
    def idle(self) -> bool:
        """Claimed by somebody, used by nobody."""
        return not self.uses and any(cell.claimed for cell in self.cells)


@dataclass(frozen=True)
class Heat:
    sections: tuple[Section, ...]
    rows: tuple[Row, ...]

    @property
    def idle(self) -> int:
        return sum(row.idle for row in self.rows)

    @property
    def unused(self) -> int:
        return sum(not row.uses for row in self.rows)


def item_uses(version: ListVersion, *, on: date) -> dict[tuple[str, int], int]:
    """Final decisions up to that day, by number of the item and section of the case."""
    with connection.cursor() as cursor:
        cursor.execute(USES, [version.code, on])
        return {(number, section): count for number, section, count in cursor.fetchall()}


def heat_map(version: ListVersion, *, on: date) -> Heat:
    """Every item of a version against every section that claims or uses any of them."""
    board = claim_board(version, on=on)
    uses = item_uses(version, on=on)
    involved = {section for _, section in uses} | {claim.section_id for row in board for claim in row.claims}
    sections = tuple(Section.objects.filter(pk__in=involved))
    rows = (Row(row.item, _cells(row.item, {one.section_id for one in row.claims}, sections, uses)) for row in board)
    return Heat(sections, tuple(rows))


def _cells(
    item: ListItem, claimed: set[int], sections: Sequence[Section], uses: Mapping[tuple[str, int], int]
) -> tuple[Cell, ...]:
    return tuple(Cell(section.pk in claimed, uses.get((item.number, section.pk), 0)) for section in sections)
