"""Every clock of procedure by name: its length, unit, start, who it binds, its article.

One table, read by pages, gates and answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from rules.calendar import Calendar, zh_date
from rules.deadlines import (
    BUREAU,
    HOURS,
    MONTHS,
    NATURAL_DAYS,
    PARTY,
    WORKING_DAYS,
    Due,
    Pause,
    add_days,
    add_hours,
    add_months,
    add_working_days,
    roll_forward,
    subtract_working_days,
)
from rules.terms import Terms

POLICE = "公安机关"
HEAD = "本局正职负责人"


@dataclass(frozen=True)
class ClockRule:
    """One named period.

    `back`: counted backwards from its event (举行…日前). Only a party's period rolls past days off.
    """

    key: str
    name_zh: str
    amount: int
    unit: str
    start_event: str
    binds: str
    citations: tuple[str, ...]
    back: bool = False

    @property
    def rolls(self) -> bool:
        return self.binds == PARTY and self.unit != WORKING_DAYS

    def due(self, start: date, calendar: Calendar, pauses: Sequence[Pause] = (), as_of: date | None = None) -> Due:
        """Run the clock from its start event. Pauses lengthen it; an open one is counted as far as `as_of`."""
        due = self._plain(start, calendar, pauses, as_of)
        if self.rolls:
            due = roll_forward(due, calendar)
        return replace(
            due,
            rule=self.name_zh,
            citation="、".join(self.citations),
            start_event=self.start_event,
            binds=self.binds,
        )

    def _plain(self, start: date, calendar: Calendar, pauses: Sequence[Pause], as_of: date | None) -> Due:
        if self.back:
            return subtract_working_days(start, self.amount, calendar)
        if self.unit == WORKING_DAYS:
            return add_working_days(start, self.amount, calendar, pauses, as_of)
        if self.unit == MONTHS:
            return add_months(start, self.amount, pauses, as_of)
        if self.unit == HOURS:
            return hours_from(start, self.amount)
        return add_days(start, self.amount, pauses, as_of)


def hours_from(start: date, n: int) -> Due:
    """A clock of hours. Where only the day of the start is on file, only the last day can be told, not the moment."""
    if isinstance(start, datetime):
        return add_hours(start, n)
    due = add_days(start, -(-n // 24))
    text = f"{zh_date(start)}起{n}小时，起算时刻没有记到钟点，最迟至{zh_date(due.on)}同一时刻"
    return replace(due, amount=n, unit=HOURS, arithmetic=text)


def _rule(
    key: str, name: str, length: tuple[int, str], start: str, binds: str, *citations: str, back: bool = False
) -> tuple[str, ClockRule]:
    return key, ClockRule(key, name, length[0], length[1], start, binds, citations, back)


_TRANSFER = "行政执法机关移送涉嫌犯罪案件的规定"

CLOCKS: dict[str, ClockRule] = dict(
    (
        _rule("preserve_by", "先行登记保存处理期限", (7, WORKING_DAYS), "登记保存", BUREAU, "行政处罚法56条"),
        _rule(
            "hearing_request_last_day", "申请听证期限", (5, WORKING_DAYS), "送达事先告知书", PARTY, "行政处罚法64条(一)"
        ),
        _rule(
            "hearing_notice_last_day",
            "听证通知期限",
            (7, WORKING_DAYS),
            "举行听证",
            BUREAU,
            "行政处罚法64条(二)",
            back=True,
        ),
        _rule("serve_by", "决定书送达期限", (7, WORKING_DAYS), "作出决定", BUREAU, "行政处罚法61条1款"),
        _rule("publish_penalty", "处罚决定公开期限", (7, WORKING_DAYS), "作出决定", BUREAU, "三项制度"),
        _rule("publish_other", "执法决定公开期限", (20, WORKING_DAYS), "作出决定", BUREAU, "三项制度"),
        _rule("withdraw_by", "撤回公开信息期限", (3, WORKING_DAYS), "决定被变更或者撤销", BUREAU, "行政处罚法48条2款"),
        _rule("pay_by", "缴纳罚款期限", (15, NATURAL_DAYS), "收到决定书", PARTY, "行政处罚法67条3款"),
        _rule("hand_in_by", "当场收缴罚款交回期限", (2, WORKING_DAYS), "当场收缴", BUREAU, "行政处罚法71条"),
        _rule(
            "reconsideration_last_day", "申请行政复议期限", (60, NATURAL_DAYS), "收到决定书", PARTY, "行政复议法20条1款"
        ),
        _rule("litigation_last_day", "提起行政诉讼期限", (6, MONTHS), "收到决定书", PARTY, "行政诉讼法46条1款"),
        _rule(
            "litigation_after_review", "复议后起诉期限", (15, NATURAL_DAYS), "收到复议决定书", PARTY, "行政诉讼法45条"
        ),
        _rule("court_application_by", "申请强制执行期限", (3, MONTHS), "救济期限届满", BUREAU, "行政强制法53条"),
        _rule("demand_wait", "催告期限", (10, WORKING_DAYS), "送达催告书", PARTY, "行政强制法54条", "行政强制法69条"),
        _rule(
            "demand_by",
            "催告书最迟送达日",
            (10, WORKING_DAYS),
            "申请强制执行期限届满",
            BUREAU,
            "行政强制法54条",
            back=True,
        ),
        _rule("head_decide_by", "移送决定期限", (3, NATURAL_DAYS), "负责人接到移送报告", HEAD, f"{_TRANSFER}5条2款"),
        _rule("transfer_by", "移送公安期限", (24, HOURS), "批准移送", BUREAU, f"{_TRANSFER}5条2款"),
        _rule("police_decide_by", "公安立案审查期限", (3, NATURAL_DAYS), "公安机关接受移送", POLICE, f"{_TRANSFER}8条"),
        _rule(
            "refusal_review_by",
            "提请公安复议期限",
            (3, NATURAL_DAYS),
            "接到不予立案通知书",
            BUREAU,
            f"{_TRANSFER}9条1款",
        ),
        _rule(
            "procurator_by", "建议立案监督期限", (3, NATURAL_DAYS), "收到复议决定通知书", BUREAU, f"{_TRANSFER}9条2款"
        ),
        _rule("hand_over_by", "移交涉案材料期限", (3, NATURAL_DAYS), "接到立案通知书", BUREAU, f"{_TRANSFER}12条"),
    )
)

TRANSFER_DAY_CLOCKS = ("head_decide_by", "police_decide_by", "refusal_review_by", "procurator_by", "hand_over_by")


def clock(key: str, terms: Terms | None = None) -> ClockRule:
    """The rule of this name; the three days of a transfer are counted in the unit the terms choose."""
    rule = CLOCKS[key]
    if terms is not None and key in TRANSFER_DAY_CLOCKS:
        return replace(rule, unit=terms.transfer_days)
    return rule


@dataclass(frozen=True)
class CaseClock:
    """The three days of a case: alert, limit, and the utmost an approved extension can reach (None = none allowed)."""

    alert: Due
    hard: Due
    max_extended: Due | None


def case_clock(
    filed_on: date, calendar: Calendar, terms: Terms, pauses: Sequence[Pause] = (), as_of: date | None = None
) -> CaseClock:
    """The limit from filing; never rolled past a day off, since it binds ourselves."""
    limit = terms.case_limit

    def run(start: date, event: str, rule: tuple[str, str, int, str], basis: tuple[str, ...]) -> Due:
        key, name, amount, unit = rule
        return ClockRule(key, name, amount, unit, event, BUREAU, basis).due(start, calendar, pauses, as_of)

    alert = run(filed_on, "立案", ("alert", "办案期限预警", limit.alert_days, NATURAL_DAYS), ("行政处罚法60条",))
    hard = run(filed_on, "立案", ("hard", limit.rule, limit.amount, limit.unit), limit.basis)
    longer = ("max_extended", f"{limit.rule}（经批准延长）", limit.extension, limit.unit)
    return CaseClock(alert, hard, run(hard.on, "原期限届满", longer, limit.basis) if limit.extension else None)


def all_citations(terms: Terms) -> tuple[str, ...]:
    """Every citation a clock can print, for the check against the law library."""
    named = [citation for rule in CLOCKS.values() for citation in rule.citations]
    return tuple(dict.fromkeys([*named, *terms.case_limit.basis]))
