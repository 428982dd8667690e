"""The named thresholds of the detectors, with their Chinese names, meanings and bounds. Supervision may change them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal


@dataclass(frozen=True)
class Thresholds:
    least_cases: int = 5
    false_rate: Decimal = Decimal("0.13")
    uniform_share: Decimal = Decimal("0.20")
    uniform_gap: Decimal = Decimal("0.20")
    uniform_odds: Decimal = Decimal("1.6")
    same_fine_share: Decimal = Decimal("0.60")
    selective_gap: Decimal = Decimal("0.15")
    selective_fine: Decimal = Decimal("0.15")
    burst_ratio: Decimal = Decimal("2.5")
    burst_cases: int = 5
    burst_odds: Decimal = Decimal("1.2")
    trip_cases: int = 3
    batch_cases: int = 5
    after_days: int = 90
    after_ratio: Decimal = Decimal("2.0")
    after_odds: Decimal = Decimal("1.5")
    after_gap: Decimal = Decimal("0.15")


@dataclass(frozen=True)
class Meaning:
    """How a threshold is called, what it does, and between which values it may stand."""

    name: str
    words: str
    least: Decimal
    most: Decimal
    detector: str = ""


def _between(least: str, most: str) -> tuple[Decimal, Decimal]:
    return Decimal(least), Decimal(most)


MEANINGS: dict[str, Meaning] = {
    "least_cases": Meaning("最少件数", "一组不足这个件数的，不下结论、不提问题。不能低于5件。", *_between("5", "50")),
    "false_rate": Meaning(
        "误报比例上限",
        "在提出的问题中，允许多大比例其实只是巧合。越低越谨慎，漏掉的也越多。",
        *_between("0.01", "0.30"),
    ),
    "uniform_share": Meaning(
        "例外比例", "一组中与多数结果不同的不超过这个比例，才算“一律”。", *_between("0", "0.30"), "one_size"
    ),
    "uniform_gap": Meaning(
        "与同类的差距", "一组的比例与同类案件至少相差这么多，才提问题。", *_between("0.05", "0.80"), "one_size"
    ),
    "uniform_odds": Meaning(
        "从严、从宽的容许倍数",
        "只是整体严一些、宽一些，在这个优势比以内的，不算一刀切。",
        *_between("1", "5"),
        "one_size",
    ),
    "same_fine_share": Meaning(
        "同额罚款比例", "轻重不同而罚款相同的，达到这个比例才提问题。", *_between("0.30", "1"), "one_size"
    ),
    "selective_gap": Meaning(
        "处理结果的差距", "同类案件中两组处罚的比例至少相差这么多，才提问题。", *_between("0.05", "0.80"), "selective"
    ),
    "selective_fine": Meaning(
        "罚款位次的差距",
        "同类案件中两组罚款的位次至少相差这么多（全部为1），才提问题。",
        *_between("0.05", "0.80"),
        "selective",
    ),
    "burst_ratio": Meaning(
        "立案集中的倍数", "一段时间的立案达到平常的这个倍数，才提问题。", *_between("1.5", "20"), "campaign"
    ),
    "burst_cases": Meaning("立案集中的件数", "集中立案至少这么多件，才提问题。", *_between("5", "100"), "campaign"),
    "burst_odds": Meaning(
        "立案起伏的容许倍数", "工作安排自然有起伏，在这个倍数以内的不算运动式。", *_between("1", "5"), "campaign"
    ),
    "trip_cases": Meaning(
        "一次下去查的户数",
        "同一科室两日内在同一镇街连着查几户，不超过这个数的按一次计算。",
        *_between("1", "20"),
        "campaign",
    ),
    "batch_cases": Meaning(
        "同日同额的件数", "同一日、同一数额的罚款决定至少这么多件，才提问题。", *_between("5", "100"), "campaign"
    ),
    "after_days": Meaning(
        "行使权利之后的天数",
        "当事人投诉、复议、诉讼、申辩或者拒绝之后，看这么多天。",
        *_between("30", "365"),
        "retaliatory",
    ),
    "after_ratio": Meaning(
        "再次被查的倍数", "之后被立案的比例达到同类当事人的这个倍数，才提问题。", *_between("1.2", "20"), "retaliatory"
    ),
    "after_odds": Meaning(
        "再次被查的容许倍数",
        "行使权利的当事人往往本来案件就多一些，在这个倍数以内的不算报复性。",
        *_between("1", "5"),
        "retaliatory",
    ),
    "after_gap": Meaning(
        "处理加重的差距",
        "行使权利的当事人处理更重，差距至少这么大，才提问题。",
        *_between("0.05", "0.80"),
        "retaliatory",
    ),
}
WHOLE = frozenset(field.name for field in fields(Thresholds) if isinstance(field.default, int))


def with_values(values: Mapping[str, Decimal]) -> Thresholds:
    """The defaults, replaced where supervision has set something else."""
    return replace(Thresholds(), **{name: int(value) if name in WHOLE else value for name, value in values.items()})
