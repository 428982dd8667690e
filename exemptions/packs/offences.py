"""Offences of a pack: the entry as written for the rules, and its rules of punishment as rows for the pages."""

from collections.abc import Mapping
from typing import Any

from exemptions.models import Offence, OffenceRule, Pack
from exemptions.packs.files import PackFiles
from rules import cond
from rules.condtext import print_zh


def store_offences(pack: Pack, files: PackFiles, facts: cond.Facts) -> None:
    entries = files.entries("offences")
    for order, entry in enumerate(entries):
        offence, _ = Offence.objects.update_or_create(
            code=entry["code"],
            defaults={"pack": pack, "name": entry["name"], "law": entry["law"], "order": order},
        )
        offence.rules.all().delete()
        OffenceRule.objects.bulk_create(
            _rule(offence, number, penalty, facts) for number, penalty in enumerate(entry["penalties"])
        )
    pack.offences.exclude(code__in=[entry["code"] for entry in entries]).delete()


def _rule(offence: Offence, order: int, penalty: Mapping[str, Any], facts: cond.Facts) -> OffenceRule:
    fine, serious = (penalty.get(key) or (None, None) for key in ("fine", "serious_fine"))
    when = penalty.get("fine_when")
    return OffenceRule(
        offence=offence,
        law_version=penalty["version"],
        order=order,
        kinds=penalty["kinds"],
        citations=penalty["basis"],
        warning=penalty.get("warning", "警告"),
        circular=penalty.get("circular", False),
        fine_least=fine[0],
        fine_most=fine[1],
        serious_least=serious[0],
        serious_most=serious[1],
        fine_condition=print_zh(cond.load(when, facts), facts) if when else "",
    )
