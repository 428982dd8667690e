"""All four detectors over one book, and what they have to ask."""

from types import ModuleType

from oversight.detection import campaign, exact, one_size, retaliation, selective
from oversight.detection.cell import Cell
from oversight.detection.rows import Book
from oversight.detection.table import Table
from oversight.detection.thresholds import Thresholds

DETECTORS: dict[str, ModuleType] = {module.NAME: module for module in (one_size, campaign, selective, retaliation)}
# Questions put of the same rows in the same way are weighed together; those of outcomes, fines, leads apart.
FAMILIES = {
    "same_fine": "fines",
    "batch": "batches",
    "fined_more": "fines of parties",
    "fined_less": "fines of parties",
    "leads_dropped": "leads",
    "leads_pursued": "leads",
}


def detect(book: Book, limits: Thresholds | None = None) -> list[Cell]:
    """What to ask, the most surprising first; questions about the same cases are put once."""
    limits = limits or Thresholds()
    if not book.cases:
        return []
    table = Table(book)
    return [cell for module in DETECTORS.values() for cell in _asked(list(module.cells(table, limits)), limits)]


def _asked(cells: list[Cell], limits: Thresholds) -> list[Cell]:
    families: dict[str, list[Cell]] = {}
    for cell in cells:
        families.setdefault(FAMILIES.get(cell.sign, cell.detector), []).append(cell)
    found = sorted((cell for family in families.values() for cell in _surprising(family, limits)), key=_order)
    kept: list[Cell] = []
    for cell in found:
        if not any(_same(cell, other) for other in kept):
            kept.append(cell)
    return kept


def _surprising(family: list[Cell], limits: Thresholds) -> list[Cell]:
    yes = exact.discoveries([cell.chance for cell in family], [cell.floor for cell in family], float(limits.false_rate))
    return [cell for cell, told in zip(family, yes, strict=True) if told and cell.enough]


def _order(cell: Cell) -> tuple:
    return cell.chance, -cell.size, cell.key


def _same(one: Cell, other: Cell) -> bool:
    """Both speak of largely the same rows."""
    mine, theirs = {*one.cases, *(-lead for lead in one.leads)}, {*other.cases, *(-lead for lead in other.leads)}
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs))
