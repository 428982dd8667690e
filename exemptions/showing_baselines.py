"""Discretion baselines in the words of a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from exemptions.models import Baseline, BaselineBand, FactDefinition, Offence
from exemptions.queries import kind_names, regime_titles
from records.templatetags.flex import money_zh


@dataclass(frozen=True)
class Words:
    """Codes in words, read once per page."""

    offences: Mapping[str, str]
    kinds: Mapping[str, str]
    laws: Mapping[str, str]
    facts: Mapping[str, str]

    @classmethod
    def read(cls) -> "Words":
        offences = dict(Offence.objects.values_list("code", "name"))
        facts = dict(FactDefinition.objects.order_by("pack__order").values_list("key", "label"))
        return cls(offences, kind_names(), regime_titles(), facts)


@dataclass(frozen=True)
class Step:
    """One step: how grave, when, which fine."""

    severity: str
    wording: str
    fine: str
    serious: bool


@dataclass(frozen=True)
class BaselineShown:
    """A baseline as the pages show it. `place`: offence in the order of the pack, the newest law first."""

    place: tuple[int, int, str]
    row: Baseline
    offence: str
    law: str
    kinds: str
    dimensions: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def fines(self) -> str:
        """From the lowest to the highest fine of all steps."""
        bands = self.row.bands.all()
        return fine_words(min(band.fine_least for band in bands), max(band.fine_most for band in bands))


def fine_words(least: int, most: int) -> str:
    """2万元以下, or 2万元至5万元."""
    return f"{money_zh(most)}以下" if least == 0 else f"{money_zh(least)}至{money_zh(most)}"


def baseline_shown(row: Baseline, words: Words) -> BaselineShown:
    order, laws = list(words.offences), list(words.laws)
    return BaselineShown(
        place=(
            order.index(row.offence) if row.offence in order else len(order),
            -laws.index(row.law_version) if row.law_version in laws else 0,
            row.code,
        ),
        row=row,
        offence=words.offences.get(row.offence, row.offence),
        law=words.laws.get(row.law_version, row.law_version),
        kinds="、".join(name for kind, name in words.kinds.items() if kind in row.kinds),
        dimensions=tuple(words.facts.get(key, key) for key in row.dimensions),
        steps=tuple(_step(band) for band in row.bands.all()),
    )


def _step(band: BaselineBand) -> Step:
    return Step(band.severity, band.wording, fine_words(band.fine_least, band.fine_most), band.is_serious)
