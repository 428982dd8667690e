"""The exact checks of a version as one decision: dead, redundant and overlapping items, gaps, worse facts treated milder."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from exemptions.findings import BLOCK, EXPLAIN, Finding, found
from exemptions.models import ListItem, ListVersion
from exemptions.trial import draft_data, readable
from rules.law import Law
from rules.list_checks import check_list
from rules.list_ground import DEAD, GAP, NOT_MONOTONE, ListFinding
from rules.lists import load_list

BLOCKING = (DEAD, GAP, NOT_MONOTONE)


def diagram_findings(version: ListVersion, items: Sequence[ListItem], law: Law, *, today: date) -> Iterator[Finding]:
    """Findings over all items whose conditions can be read; the others are named by checks of their own."""
    rows = {item.number: item for item in readable(items, law.facts)}
    if not rows:
        return
    draft = load_list(draft_data(version, list(rows.values()), today=today), law.facts)
    for one in check_list(draft, law):
        yield _shown(one, rows)


def _shown(one: ListFinding, rows: Mapping[str, ListItem]) -> Finding:
    first, *beside = (rows[number] for number in one.items)
    severity = BLOCK if one.check in BLOCKING else EXPLAIN
    example = "；".join(case.text_zh for case in one.examples).replace("。；", "。")
    return found(first, one.check, severity, one.title_zh, one.text_zh, example, one.fix_zh, beside)
