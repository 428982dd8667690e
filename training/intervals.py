"""Shares with the uncertainty of small numbers; below ten cases there is no percentage at all."""

from dataclasses import dataclass
from decimal import Decimal, localcontext

from training.defaults import LEAST_FOR_SHARE

# Two-sided 95 %.
Z = Decimal("1.959964")
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Share:
    """`hits` of `cases`; percentages to a tenth, or None where the number of cases is too small to say."""

    hits: int
    cases: int
    percent: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def words(self) -> str:
        if not self.cases:
            return "没有"
        if self.percent is None:
            return f"{self.hits}/{self.cases}，不足{LEAST_FOR_SHARE}件，不计比例"
        return f"{self.hits}/{self.cases}，{self.percent}%（95%区间{self.low}%至{self.high}%）"


def wilson(hits: int, cases: int) -> Share:
    """Wilson's score interval, exact to the tenth of a per cent."""
    if cases < LEAST_FOR_SHARE:
        return Share(hits, cases)
    with localcontext(prec=28):
        n, share = Decimal(cases), Decimal(hits) / cases
        square = Z * Z
        middle = share + square / (2 * n)
        spread = Z * ((share * (1 - share) + square / (4 * n)) / n).sqrt()
        scale = 1 + square / n
        low, high = (middle - spread) / scale, (middle + spread) / scale
        return Share(hits, cases, _percent(share), _percent(max(Decimal(0), low)), _percent(min(Decimal(1), high)))


def _percent(share: Decimal) -> Decimal:
    return (share * 100).quantize(TENTH)
