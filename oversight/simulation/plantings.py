"""Which shapes of each abuse are tried, and whether a question hits what was planted."""

from collections.abc import Callable

from oversight.detection import campaign, one_size, retaliation, selective
from oversight.detection.cell import Cell
from oversight.simulation import plantings_parties as parties
from oversight.simulation import plantings_work as work
from oversight.simulation.planting import Field, Planted
from oversight.simulation.world import make_world
from oversight.simulation.year import clean_year

SHAPES: dict[str, tuple[Callable[[Field], tuple], ...]] = {
    one_size.NAME: (
        work.section_penalises_all,
        work.section_spares_all_of_an_offence,
        work.officer_penalises_all,
        work.bureau_penalises_an_offence_from_july,
        work.section_fines_all_the_same,
    ),
    campaign.NAME: (
        work.section_week,
        work.trade_month,
        work.township_fortnight,
        work.bureau_month,
        work.one_day_one_amount,
    ),
    selective.NAME: (
        parties.harsh_on_a_trade,
        parties.section_mild_to_a_township,
        parties.officer_mild_to_a_trade,
        parties.township_fined_more,
        parties.trade_leads_dropped,
    ),
    retaliation.NAME: (
        parties.taken_up_after_complaint,
        parties.taken_up_after_appeal,
        parties.penalised_after_refusal,
        parties.fined_more_after_statement,
    ),
}
LEVELS = ("很弱", "较弱", "明显", "严重")


def plant(seed: int, detector: str, shape: int, level: int) -> Planted:
    """One planted year."""
    world = make_world(seed)
    field = Field(world, clean_year(world), level)
    make = SHAPES[detector][shape]
    strength, book, rows, told = make(field)
    return Planted(detector, make.__name__, strength, level, book, rows, told)


def is_found(planted: Planted, asked: list[Cell]) -> bool:
    """One question of that detector speaks mainly of the planted rows, or of most of them."""
    for cell in asked:
        rows = {*cell.cases, *(-lead for lead in cell.leads)}
        both = len(rows & planted.rows)
        if cell.detector == planted.detector and 2 * both >= min(len(rows), len(planted.rows)) > 0:
            return True
    return False
