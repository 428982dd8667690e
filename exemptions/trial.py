"""Try an item of a draft on a case before anybody is bound by it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import rules
from exemptions import live
from exemptions.models import ListItem, ListVersion
from rules.law import Law, law_from_data

VERDICTS = {"true": True, "false": False}


def law_with(version: ListVersion, items: list[ListItem], *, today: date) -> Law:
    """The law in force with these items of a draft as one more version of the list."""
    draft = version.as_data() | {
        "effective_from": (version.effective_from or today).isoformat(),
        "items": [item.as_data() for item in items],
    }
    data = live.law_data()
    return law_from_data(data | {"lists": [*data["lists"], draft]})


def item_verdict(sheet: Mapping[str, Any], item: ListItem, version: ListVersion, *, today: date) -> bool | None:
    """Whether the item matches the case; None where the sheet leaves it open. A malformed sheet raises SheetFault."""
    law = law_with(version, [item], today=today)
    answer = rules.assess({**sheet, "active_list": version.code}, law=law, today=today)
    lines = [line for line in answer.items if line.number == item.number and line.list_code == version.code]
    return VERDICTS.get(lines[0].verdict) if lines else False
