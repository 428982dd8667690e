"""Baselines of a pack as rows for the pages; the rules read them from the pack as it was written."""

from typing import Any

from exemptions.models import Baseline, BaselineBand, Pack
from exemptions.packs.files import PackFiles
from rules import bands, cond


def store_baselines(pack: Pack, files: PackFiles, facts: cond.Facts) -> None:
    entries = files.entries("baselines")
    pack.baselines.all().delete()
    for entry in entries:
        baseline = Baseline.objects.create(
            code=entry["code"],
            title=entry["title"],
            pack=pack,
            offence=entry["offence"],
            law_version=entry["law_version"],
            subject=",".join(sorted(entry["kinds"])),
            is_demo=entry.get("demo", False),
            effective_from=entry["effective_from"],
            effective_to=entry.get("effective_to"),
            dimensions=entry["dimensions"],
            note=entry.get("note", ""),
        )
        BaselineBand.objects.bulk_create(_bands(baseline, entry, facts))


def _bands(baseline: Baseline, entry: dict[str, Any], facts: cond.Facts) -> list[BaselineBand]:
    loaded = bands.load_baseline(entry, facts)
    return [
        BaselineBand(
            baseline=baseline,
            order=order,
            severity=band.severity,
            wording=loaded.wording(band, facts),
            condition=written.get("when"),
            is_serious=band.serious,
            fine_least=band.fine[0],
            fine_most=band.fine[1],
        )
        for order, (band, written) in enumerate(zip(loaded.bands, entry["bands"], strict=True))
    ]
