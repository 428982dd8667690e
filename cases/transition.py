"""What a row of the transition table is: the verb, the states it starts from and leads to, who may, by which article."""

from dataclasses import dataclass, field
from enum import StrEnum

from cases.enums import ActState, CaseState, LeadState, MeasureState


class Who(StrEnum):
    """Capacities, resolved for a person, a file and a day in cases/capacity.py."""

    SECTION = "section"  # officer or head of the section that holds the file
    CASE_OFFICER = "case_officer"  # an officer of the file (before any is named: who registered it), or a stand-in
    SELF = "self"  # the person the row is about
    HEAD = "head"  # head of the section, not of own work
    LEADER = "leader"  # leader of the bureau, not of own work
    REVIEWER = "reviewer"  # legal reviewer, not of own work


class Gate(StrEnum):
    TWO_OFFICERS = "two_officers"  # 行政处罚法42条, 43条: decided recusals only
    INVESTIGATORS = "investigators"  # the same, but a recusal asked does not stop the investigation (43条3款)


WHO_WORDS = {
    Who.SECTION: "本科室执法人员或负责人",
    Who.CASE_OFFICER: "本案办案人员",
    Who.SELF: "本人",
    Who.HEAD: "科室负责人（不能是本案办案人员）",
    Who.LEADER: "局领导（不能是本案办案人员或提出人）",
    Who.REVIEWER: "法制审核人员（不能是本案办案人员）",
}


@dataclass(frozen=True)
class Transition:
    """One row. `to` empty: the state stays; several: the service says which. `on`: the case states it needs.

    `bars_own`: heads and leaders may not do it on a file they work on themselves.
    """

    verb: str
    title: str
    object: str
    frm: frozenset[str]
    to: tuple[str, ...]
    who: tuple[Who, ...]
    article: str
    way_out: str
    gate: Gate | None = None
    on: frozenset[str] = field(default_factory=frozenset)
    bars_own: bool = True
    papers: tuple[str, ...] = ()  # codes of documents.CATALOGUE
    clocks: tuple[str, ...] = ()  # keys of rules.clocks.CLOCKS, or the words of a period named elsewhere


C, A, L = CaseState, ActState, LeadState
OPEN_CASE = frozenset({C.REGISTERED, C.FILING, C.INVESTIGATING})
FILED = frozenset({C.INVESTIGATING})
UNDECIDED = frozenset({A.FACTS, A.PROPOSED, A.SIGNED, A.OFFERED, A.ANSWERED, A.ORDINARY, A.TRANSFER})
OFFICER = (Who.CASE_OFFICER,)


def lead_row(verb: str, title: str, to: tuple[str, ...], who: tuple[Who, ...], article: str) -> Transition:
    return Transition(
        verb, title, "lead", frozenset({L.OPEN}), to, who, article, "这条线索已经处理，请打开线索查看去向。"
    )


def case_row(
    verb: str,
    title: str,
    frm: frozenset[str],
    to: tuple[str, ...],
    who: tuple[Who, ...],
    article: str,
    way_out: str,
    gate: Gate | None = None,
    bars_own: bool = True,
    papers: tuple[str, ...] = (),
    clocks: tuple[str, ...] = (),
) -> Transition:
    return Transition(
        verb, title, "case", frm, to, who, article, way_out, gate, bars_own=bars_own, papers=papers, clocks=clocks
    )


def act_row(
    verb: str,
    title: str,
    frm: frozenset[str],
    to: tuple[str, ...],
    who: tuple[Who, ...],
    article: str,
    way_out: str,
    gate: Gate | None = None,
    on: frozenset[str] = FILED,
    papers: tuple[str, ...] = (),
    clocks: tuple[str, ...] = (),
) -> Transition:
    return Transition(verb, title, "act", frm, to, who, article, way_out, gate, on, papers=papers, clocks=clocks)


def measure_row(
    verb: str,
    title: str,
    to: tuple[str, ...],
    who: tuple[Who, ...],
    article: str,
    papers: tuple[str, ...] = (),
    clocks: tuple[str, ...] = (),
) -> Transition:
    return Transition(
        verb,
        title,
        "measure",
        frozenset({MeasureState.OPEN}),
        to,
        who,
        article,
        "这项措施已经办结，请打开措施查看结果。",
        papers=papers,
        clocks=clocks,
    )
