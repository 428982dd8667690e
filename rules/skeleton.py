"""The skeleton of the law: rules in layers, the first that is met decides.

Each rule is a condition over findings, an outcome and its citations. The tracing evaluator, the diagram and the proofs
all read these objects. Order: crime, jurisdiction, subject, facts, limitation, capacity, fault, 33①前, the exclusions,
33①后, state organs, 32, 情节严重, the ordinary penalty.
"""

from __future__ import annotations

from dataclasses import dataclass

from rules.cond import All, AnyOf, Cond, Test
from rules.text import (
    CRIMINAL_TRANSFER,
    ESCALATE_MANUAL,
    JURISDICTION_TRANSFER,
    NO_FINE_ORGAN,
    NP_DISCRETIONARY_FIRST,
    NP_MANDATORY_MINOR,
    NP_MANDATORY_NO_FAULT,
    NP_NO_CAPACITY,
    NP_NOT_ESTABLISHED,
    NP_TIME_BARRED,
    PENALTY,
    PENALTY_LENIENT,
    PENALTY_SERIOUS,
)

BY_PERSON = "person"


@dataclass(frozen=True)
class Rule:
    """One rule. `outcome` BY_PERSON takes the outcome the pack names for this kind of party and offence."""

    id: str
    layer: str
    when: Cond
    outcome: str
    title: str
    citation: str


def _is(finding: str, value: bool | str = True) -> Test:
    return Test(finding, "eq", value)


def _not(finding: str, value: bool | str = True) -> Test:
    return Test(finding, "ne", value)


def _one_of(finding: str, *values: str) -> Test:
    return Test(finding, "in", values)


LISTED_MINOR = All((_is("listed"), _not("excluded"), _not("key_area")))
MINOR_ACT = AnyOf((_is("minor"), LISTED_MINOR))


def minor_harm(no_harm_too: bool) -> Test:
    """危害后果轻微 of 33①后: whether no harm at all meets it is a setting."""
    return _one_of("harm", "none", "minor") if no_harm_too else _is("harm", "minor")


def rules(no_harm_too: bool = True) -> tuple[Rule, ...]:
    """The rules in order. The last one is always met."""
    first_offence = All((_is("first"), minor_harm(no_harm_too), _is("timely"), _not("excluded")))
    return (
        Rule("crime", "L0", _is("crime"), CRIMINAL_TRANSFER, "涉嫌犯罪", "行政处罚法27条1款"),
        Rule("jurisdiction", "L0", _not("elsewhere", ""), JURISDICTION_TRANSFER, "不属于本局管辖", "行政处罚法22条"),
        Rule("person", "L0", _not("person", ""), BY_PERSON, "不适用行政处罚的主体", "行政处罚法4条"),
        Rule("no_offence", "L0", _not("liable"), NP_NOT_ESTABLISHED, "主体没有这一案由", "行政处罚法38条1款"),
        Rule("contrary", "L0", _not("contrary", ""), NP_NOT_ESTABLISHED, "违法事实不成立", "行政处罚法57条1款(三)"),
        Rule("time_barred", "L1", _is("barred"), NP_TIME_BARRED, "超过追究时效", "行政处罚法36条1款"),
        Rule(
            "no_capacity",
            "L1",
            AnyOf((_is("mind", "none"), _is("age", "none"))),
            NP_NO_CAPACITY,
            "没有责任能力",
            "行政处罚法31条",
        ),
        Rule("no_fault", "L2", _is("no_fault"), NP_MANDATORY_NO_FAULT, "没有主观过错", "行政处罚法33条2款"),
        Rule(
            "minor",
            "L2",
            All((MINOR_ACT, _is("timely"), _is("harm", "none"))),
            NP_MANDATORY_MINOR,
            "轻微、及时改正且没有危害后果",
            "行政处罚法33条1款前段",
        ),
        Rule(
            "first_escalated",
            "L4",
            All((first_offence, _is("key_area"))),
            ESCALATE_MANUAL,
            "初次违法、危害后果轻微且及时改正（重点领域）",
            "行政处罚法33条1款后段",
        ),
        Rule(
            "first",
            "L4",
            first_offence,
            NP_DISCRETIONARY_FIRST,
            "初次违法、危害后果轻微且及时改正",
            "行政处罚法33条1款后段",
        ),
        Rule("organ", "L5", _is("organ"), NO_FINE_ORGAN, "国家机关不罚款", "行政处罚法4条"),
        Rule(
            "lenient",
            "L5",
            AnyOf((_is("lenient"), _is("age", "minor"), _is("mind", "limited"))),
            PENALTY_LENIENT,
            "从轻或者减轻",
            "行政处罚法32条",
        ),
        Rule("serious", "L6", _is("serious"), PENALTY_SERIOUS, "情节严重", "行政处罚法57条2款"),
        Rule("ordinary", "L6", All(()), PENALTY, "一般处罚", "行政处罚法57条1款(一)"),
    )
