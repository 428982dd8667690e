"""The order of judgement as a lawyer would tell it, written down without looking at the skeleton, and the table of fines.

Source: the words of 行政处罚法 and 统计法. Nothing here reads the rules or the packs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def outcome_by_law(facts: Mapping[str, Any], person: str, liable: bool, organ: bool) -> str:
    """One act, all findings known: what the law says, article by article."""
    if facts["crime"]:
        return "CRIMINAL_TRANSFER"
    if facts["elsewhere"]:
        return "JURISDICTION_TRANSFER"
    if person:
        return person
    if not liable or facts["contrary"]:
        return "NP_NOT_ESTABLISHED"
    if facts["barred"]:
        return "NP_TIME_BARRED"
    if facts["mind"] == "none" or facts["age"] == "none":
        return "NP_NO_CAPACITY"
    if facts["no_fault"]:
        return "NP_MANDATORY_NO_FAULT"
    list_says_minor = facts["listed"] and not facts["excluded"] and not facts["key_area"]
    if (facts["minor"] or list_says_minor) and facts["timely"] and facts["harm"] == "none":
        return "NP_MANDATORY_MINOR"
    if facts["first"] and facts["timely"] and facts["harm"] != "serious" and not facts["excluded"]:
        return "ESCALATE_MANUAL" if facts["key_area"] else "NP_DISCRETIONARY_FIRST"
    if organ:
        return "NO_FINE_ORGAN"
    if facts["lenient"] or facts["age"] == "minor" or facts["mind"] == "limited":
        return "PENALTY_LENIENT"
    return "PENALTY_SERIOUS" if facts["serious"] else "PENALTY"


FIRMS = ("enterprise", "public_institution", "other_organisation")
SHOP, ORGAN = "individual_business", "state_organ"
ITEM_OF = {
    "REFUSE_OR_AFTER_URGE": "一",
    "UNTRUE_DATA": "二",
    "INCOMPLETE_DATA": "二",
    "REFUSE_QUERY": "三",
    "FALSE_QUERY": "三",
    "OBSTRUCT": "四",
    "DESTROY_EVIDENCE": "五",
}
OLD, NEW, LOCAL = "统计法(2009)", "统计法(2024修正)", "重庆市统计管理条例"
Row = tuple[tuple[int, int] | None, tuple[int, int] | None, tuple[str, ...]]


def penalties_by_law() -> dict[tuple[str, str, str], list[Row]]:
    """(offence, version, kind) → the fine, the fine where serious, and the provisions, as the statutes have them."""
    table: dict[tuple[str, str, str], list[Row]] = {}

    def put(code: str, version: str, kind: str, fine: Any, serious: Any, *places: str) -> None:
        table.setdefault((code, version, kind), []).append((fine, serious, places))

    for code, number in ITEM_OF.items():
        for kind in FIRMS:
            put(code, "2009", kind, (0, 50_000), (50_000, 200_000), f"{OLD}41条1款({number})", f"{OLD}41条2款")
            put(code, "2024", kind, (0, 100_000), (100_000, 500_000), f"{NEW}44条1款({number})", f"{NEW}44条2款")
        put(code, "2009", SHOP, (0, 10_000), None, f"{OLD}41条1款({number})", f"{OLD}41条3款")
        put(code, "2024", SHOP, (0, 10_000), None, f"{NEW}44条1款({number})", f"{NEW}44条3款")
        put(code, "2009", ORGAN, None, None, f"{OLD}41条1款({number})")
        put(code, "2024", ORGAN, None, None, f"{NEW}44条1款({number})")
    for code in ("LATE", "NO_LEDGER"):
        for kind in FIRMS:
            put(code, "2009", kind, (0, 10_000), None, f"{OLD}42条1款", f"{OLD}42条2款")
            put(code, "2024", kind, (0, 50_000), None, f"{NEW}45条1款", f"{NEW}45条2款")
        put(code, "2009", ORGAN, None, None, f"{OLD}42条1款")
        put(code, "2024", ORGAN, None, None, f"{NEW}45条1款")
    put("LATE", "2009", SHOP, (0, 1_000), None, f"{OLD}42条3款")
    put("LATE", "2024", SHOP, (0, 1_000), None, f"{NEW}45条3款")
    for kind in FIRMS:
        put("NO_STAT_RELATION", "CQ-2016", kind, (1_000, 10_000), None, f"{LOCAL}43条1款", f"{LOCAL}43条2款")
    put("NO_STAT_RELATION", "CQ-2016", SHOP, (100, 1_000), None, f"{LOCAL}43条1款", f"{LOCAL}43条2款")
    put("NO_STAT_RELATION", "CQ-2016", ORGAN, None, None, f"{LOCAL}43条1款")
    _censuses(put)
    return table


def _censuses(put: Any) -> None:
    economy, farms = "全国经济普查条例36条", "全国农业普查条例39条"
    for version, statute, article, fine, serious in (
        ("2009", OLD, 41, (0, 50_000), (50_000, 200_000)),
        ("2024", NEW, 44, (0, 100_000), (100_000, 500_000)),
    ):
        general = (f"{statute}{article}条1款", f"{statute}{article}条2款")
        for kind in FIRMS:
            put("CENSUS_ECON", version, kind, (0, 50_000), (50_000, 200_000), f"{economy}1款", f"{economy}2款")
            put("CENSUS_ECON", version, kind, fine, serious, *general)
            put("CENSUS_AGRI", version, kind, (0, 50_000), None, f"{farms}1款", f"{farms}2款")
            put("CENSUS_AGRI", version, kind, fine, serious, *general)
        shop = (f"{statute}{article}条1款", f"{statute}{article}条3款")
        put("CENSUS_ECON", version, SHOP, (0, 10_000), None, f"{economy}1款", f"{economy}3款")
        put("CENSUS_ECON", version, SHOP, (0, 10_000), None, *shop)
        put("CENSUS_AGRI", version, SHOP, (0, 10_000), None, f"{farms}1款", f"{farms}2款")
        put("CENSUS_AGRI", version, SHOP, (0, 10_000), None, *shop)
        put("CENSUS_ECON", version, ORGAN, None, None, f"{economy}1款")
        put("CENSUS_AGRI", version, ORGAN, None, None, f"{farms}1款")
