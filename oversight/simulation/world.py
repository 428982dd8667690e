"""A district bureau made up from a seed: sections, officers, townships, trades, parties and how strict everybody is."""

from dataclasses import dataclass
from datetime import date

import numpy as np

SECTIONS = ("工业统计科", "贸易统计科", "投资统计科", "服务业统计科", "农业统计科", "能源统计科", "执法监督科")
TRADES = (
    "采矿业",
    "制造业",
    "建筑业",
    "批发和零售业",
    "交通运输业",
    "住宿和餐饮业",
    "房地产业",
    "商务服务业",
    "农业",
    "文化业",
)
TOWNSHIPS = (
    "城东街道", "城南街道", "城西街道", "正阳街道", "舟白街道", "冯家街道", "阿蓬江镇", "石会镇", "黑溪镇", "濯水镇",
    "马喇镇", "小南海镇", "邻鄂镇", "金溪镇", "黄溪镇", "石家镇",
)  # fmt: skip
KINDS = ("enterprise", "individual_business", "public_institution")
OFFENCES = ("UNTRUE_DATA", "LATE", "INCOMPLETE_DATA", "NO_LEDGER", "REFUSE_OR_AFTER_URGE")
OFFENCE_SHARES = (0.34, 0.30, 0.13, 0.13, 0.10)
BANDS = 5


@dataclass(frozen=True)
class Officer:
    name: str
    section: str
    strictness: float


@dataclass(frozen=True)
class Firm:
    number: int
    kind: str
    trade: str
    township: str
    section: str
    risk: float


@dataclass(frozen=True)
class World:
    rng: np.random.Generator
    since: date
    until: date
    cases: int
    sections: tuple[str, ...]
    officers: tuple[Officer, ...]
    firms: tuple[Firm, ...]
    firm_risk: np.ndarray
    near: dict[tuple[str, str], list[Firm]]
    features: frozenset[str]

    def officers_of(self, section: str) -> list[Officer]:
        return [one for one in self.officers if one.section == section]


FEATURES = ("survey_seasons", "ordered_check", "one_kind_section", "strict_officer", "few_cases", "random_draws")


def make_world(seed: int, *, cases: int = 0, year: int = 2025) -> World:
    """Which look-alikes of abuse the year holds goes by the seed; seasons are in every one."""
    rng = np.random.default_rng([seed, 8])
    features = {"survey_seasons"} | {name for name in FEATURES[1:] if rng.random() < 0.5}
    size = cases or int(rng.integers(300, 500) if "few_cases" in features else rng.integers(500, 1501))
    sections = tuple(SECTIONS[: int(rng.integers(3, 6 if size < 700 else 8))])
    officers = _officers(rng, sections, features)
    firms = _firms(rng, sections, max(300, int(size * rng.uniform(0.9, 1.6))), features)
    risk = np.cumsum([firm.risk for firm in firms])
    near: dict[tuple[str, str], list[Firm]] = {}
    for firm in firms:
        near.setdefault((firm.section, firm.township), []).append(firm)
    return World(
        rng=rng,
        since=date(year, 1, 1),
        until=date(year, 12, 31),
        cases=size,
        sections=sections,
        officers=officers,
        firms=firms,
        firm_risk=risk / risk[-1],
        near=near,
        features=frozenset(features),
    )


def _officers(rng, sections, features) -> tuple[Officer, ...]:
    found = []
    for section in sections:
        for place in range(int(rng.integers(2, 5))):
            found.append(Officer(f"{section[:2]}{place + 1}号", section, float(rng.normal(0, 0.25))))
    if "strict_officer" in features:
        place = int(rng.integers(len(found)))
        found[place] = Officer(found[place].name, found[place].section, 1.0)
    return tuple(found)


def _firms(rng, sections, number: int, features) -> tuple[Firm, ...]:
    trades = TRADES[: int(rng.integers(6, 11))]
    townships = TOWNSHIPS[: int(rng.integers(8, 17))]
    weights = rng.dirichlet(np.full(len(townships), 3.0))
    trade_weights = rng.dirichlet(np.full(len(trades), 3.0))
    home = {trade: sections[int(rng.integers(len(sections)))] for trade in trades}
    lone = sections[-1] if "one_kind_section" in features else ""
    chosen = zip(
        rng.choice(len(trades), size=number, p=trade_weights),
        rng.choice(len(KINDS), size=number, p=(0.72, 0.2, 0.08)),
        rng.choice(len(townships), size=number, p=weights),
        rng.gamma(1.2, size=number),
        rng.random(number),
        rng.integers(len(sections), size=number),
        strict=True,
    )
    firms = []
    for place, (trade, kind, township, risk, loyal, other) in enumerate(chosen, 1):
        section = home[trades[trade]] if loyal < 0.7 else sections[other]
        if lone and KINDS[kind] == "individual_business":
            section = lone
        elif lone and section == lone:
            section = sections[0]
        firms.append(Firm(place, KINDS[kind], trades[trade], townships[township], section, float(risk)))
    return tuple(firms)
