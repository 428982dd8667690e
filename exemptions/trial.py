"""Try an item of a draft on a case before anybody is bound by it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import rules
from exemptions import live
from exemptions.models import ListItem, ListVersion
from records.chain import canonical_json
from rules import cond
from rules.law import Law
from rules.lists import load_list

VERDICTS = {"true": True, "false": False}


def readable(items: Sequence[ListItem], facts: cond.Facts) -> list[ListItem]:
    """The items whose conditions the rules can read; a draft may hold others."""
    return [item for item in items if item.condition is not None and not cond.check(item.condition, facts)]


def draft_data(version: ListVersion, items: Sequence[ListItem], *, today: date) -> dict[str, Any]:
    """A draft with these of its items as the rules read it; without a day yet it is read as of today."""
    since = (version.effective_from or today).isoformat()
    return version.as_data() | {"effective_from": since, "items": [item.as_data() for item in items]}


def law_with(version: ListVersion, items: Sequence[ListItem], *, today: date, law: Law | None = None) -> Law:
    """The law in force (`law`, where it has been read) with these items of a draft as one more version of the list."""
    law = law or live.current_law()
    data = draft_data(version, items, today=today)
    lists = sorted((*law.lists, load_list(data, law.facts)), key=lambda one: (one.first, one.code))
    digest = hashlib.sha256(f"{law.digest}{canonical_json(data)}".encode()).hexdigest()
    return replace(law, lists=tuple(lists), digest=digest, memo={})


def item_verdict(
    sheet: Mapping[str, Any], item: ListItem, version: ListVersion, *, today: date, law: Law | None = None
) -> bool | None:
    """Whether the item matches the case; None where the sheet leaves it open. A malformed sheet raises SheetFault.

    `law`: of `law_with`, where several items of one draft are tried.
    """
    law = law or law_with(version, [item], today=today)
    answer = rules.assess({**sheet, "active_list": version.code}, law=law, today=today)
    lines = [line for line in answer.items if line.number == item.number and line.list_code == version.code]
    return VERDICTS.get(lines[0].holds) if lines else False
