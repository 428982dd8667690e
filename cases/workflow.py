"""The one transition table: which verb may start from which state, by whom, and where it leads.

A verb that is not in the table does not exist. Services read their row through `cases.services.move`, pages ask it what
to offer, docs/procedure.md is checked against it.
"""

from cases.table_act import ACT_ROWS
from cases.table_case import CASE_ROWS, LEAD_ROWS
from cases.table_inquiry import ENFORCEMENT_ROWS, INQUIRY_ROWS, SPOT_ROWS, STRUCTURE_ROWS
from cases.table_measure import MEASURE_ROWS
from cases.table_penalty import PENALTY_ROWS
from cases.table_publish import PUBLISH_ROWS
from cases.table_remedy import REMEDY_ROWS
from cases.transition import WHO_WORDS, Gate, Transition, Who

__all__ = ["TRANSITIONS", "WHO_WORDS", "Gate", "Transition", "Who"]

TRANSITIONS: dict[str, Transition] = {
    row.verb: row
    for row in (
        *LEAD_ROWS,
        *CASE_ROWS,
        *INQUIRY_ROWS,
        *ACT_ROWS,
        *PENALTY_ROWS,
        *ENFORCEMENT_ROWS,
        *SPOT_ROWS,
        *STRUCTURE_ROWS,
        *MEASURE_ROWS,
        *REMEDY_ROWS,
        *PUBLISH_ROWS,
    )
}
