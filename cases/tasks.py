"""The task list of a file: seven tasks, what is done, what is missing, where it goes on; and its warnings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from cases.capacity import current_officers
from cases.enums import ENDED_STATES, ActState, CaseState, CorrectionResult, RecusalState
from cases.law import law_on
from cases.models import Act, Case
from cases.places import url_of
from cases.services.assessments import outcome_words
from cases.services.corrections import overdue_since
from cases.services.files import closing_problems
from cases.sheets import binding_correction, rechecked
from cases.steps import ActView, NextStep, acts_of, next_step, view_of
from rules.calendar import zh_date

__all__ = ["Banner", "NextStep", "Task", "banners", "next_step", "progress", "task_list", "views_of"]

DONE, DOING, LOCKED = "done", "doing", "locked"
BEYOND_FACTS = frozenset(ActState) - {ActState.FACTS}


@dataclass
class Task:
    """`state` is done, doing or locked (marks of components/mark.html); `missing` says what stands in the way, one thing each."""

    number: int
    name: str
    state: str
    word: str
    note: str
    url: str
    missing: list[str] = field(default_factory=list)
    is_here: bool = False


@dataclass(frozen=True)
class Banner:
    """A warning on the file: `tone` red or amber."""

    tone: str
    title: str
    text: str
    act: Act | None = None


@dataclass(frozen=True)
class Picture:
    """What the tasks look at, read once."""

    case: Case
    views: list[ActView]
    filed: bool


def _named(view: ActView, words: str) -> str:
    return f"行为{view.act.order}：{words}"


def _filing(picture: Picture) -> tuple[list[str], str, int, int]:
    case = picture.case
    rows = current_officers(case)
    missing = []
    if len(rows) < 2:
        missing.append("两名办案人员")
    missing += [f"{row.user.name}的回避声明" for row in rows if row.recusal == RecusalState.NOT_ASKED]
    missing += [f"{row.user.name}的回避决定" for row in rows if row.recusal == RecusalState.ASKED]
    if not case.acts.exists():
        missing.append("违法行为")
    spot_only = bool(picture.views) and all(view.act.state == ActState.SPOT for view in picture.views)
    if spot_only and not case.filed_on:
        return ["当场处罚备案"], "", 0, 0
    if case.state == CaseState.REGISTERED:
        missing.append("提请立案")
    if case.state in {CaseState.REGISTERED, CaseState.FILING}:
        missing.append("局领导批准立案")
    note = f"{zh_date(case.filed_on)}批准立案，{case.number}" if case.filed_on else ""
    return missing, note, 0, 0


def _facts(picture: Picture) -> tuple[list[str], str, int, int]:
    facts = law_on(timezone.localdate()).facts
    missing = [
        _named(view, facts[key].label if key in facts else key)
        for view in picture.views
        if view.act.state == ActState.FACTS
        for key in view.facts_open
    ]
    done = sum(1 for view in picture.views if view.act.state != ActState.FACTS or not view.facts_open)
    answered = sum(row.is_current and row.known for row in picture.case.facts.all())
    note = f"{len(picture.views)}项行为，{answered}个事实已答，{picture.case.evidence.count()}份证据"
    return missing if picture.views else ["违法行为"], note, done, len(picture.views)


def _history(picture: Picture) -> tuple[list[str], str, int, int]:
    if not picture.views:
        return ["违法行为"], "", 0, 0
    open_views = [view for view in picture.views if view.act.state == ActState.FACTS and view.needs_check]
    missing = [_named(view, "首违核查") for view in open_views]
    checks = [view.act.first_checks.first() for view in picture.views]
    said = [check.get_result_display() for check in checks if check]
    note = "；".join(dict.fromkeys(said)) or ("" if missing else "不影响本案结果")
    return missing, note, len(picture.views) - len(open_views), len(picture.views)


def _correction(picture: Picture) -> tuple[list[str], str, int, int]:
    missing, notes = [], []
    for view in picture.views:
        order = binding_correction(view.act)
        last = view.act.rechecks.first()
        if order:
            notes.append(f"{zh_date(order.served_on)}送达")
        if last:
            notes.append(f"{zh_date(last.on)}复查：{last.get_result_display()}")
        open_still = view.act.state == ActState.FACTS and not (order and rechecked(view.act, order))
        if open_still and view.needs_correction:
            missing.append(_named(view, "复查" if order else "责令改正并送达"))
        elif open_still and view.facts_open and not view.corrected:
            missing.append(_named(view, "先查明事实"))
        elif not order:
            notes.append(_named(view, "当事人已经改正，不必责令" if view.corrected else "不需要责令改正"))
    return missing, "，".join(notes), len(picture.views) - len(missing), len(picture.views)


def _opinion(picture: Picture) -> tuple[list[str], str, int, int]:
    missing, notes = [], []
    for view in picture.views:
        if view.act.state == ActState.FACTS:
            missing.append(_named(view, "处理意见"))
            if view.outcome:
                notes.append(_named(view, f"系统建议“{outcome_words(view.outcome)}”"))
    return missing, "；".join(notes), len(picture.views) - len(missing), len(picture.views)


WAITING = {
    ActState.FACTS: "处理意见",
    ActState.PROPOSED: "签署",
    ActState.SIGNED: "征求意愿或决定",
    ActState.OFFERED: "当事人答复",
    ActState.ANSWERED: "局领导决定",
    ActState.ORDINARY: "处罚程序办结",
    ActState.TRANSFER: "移送办结",
}


def _decision(picture: Picture) -> tuple[list[str], str, int, int]:
    missing = [_named(view, WAITING[view.act.state]) for view in picture.views if not view.act.has_ended]
    notes = [
        _named(view, outcome_words(view.act.decision.outcome))
        for view in picture.views
        if view.act.state == ActState.DECIDED
    ]
    return missing, "；".join(notes), len(picture.views) - len(missing), len(picture.views)


def _closing(picture: Picture) -> tuple[list[str], str, int, int]:
    if picture.case.state == CaseState.CLOSED:
        return [], f"{zh_date(picture.case.closed_on)}结案", 0, 0
    owed = [problem.removeprefix("还没有办：") for problem in closing_problems(picture.case) if "还没有办" in problem]
    return owed or ["结案"], "", 0, 0


# name, page, whether it can only begin once the file is filed, what to look at
TASKS: tuple[tuple[str, str, bool, Callable[[Picture], tuple[list[str], str, int, int]]], ...] = (
    ("登记与立案", "filing", False, _filing),
    ("违法行为与事实", "act", False, _facts),
    ("首违核查", "act", False, _history),
    ("责令改正与复查", "correction", True, _correction),
    ("处理建议", "recommendation", True, _opinion),
    ("当事人选择与审批决定", "decide", True, _decision),
    ("送达、结案与归档", "close", True, _closing),
)


def _begun(name: str, picture: Picture) -> bool:
    """Whether the later tasks have something to work on already."""
    states = {view.act.state for view in picture.views}
    if name == "当事人选择与审批决定":
        return bool(states - {ActState.FACTS})
    if name == "送达、结案与归档":
        return bool(states & ENDED_STATES)
    return True


def views_of(case: Case, on: date) -> dict[int, ActView]:
    """What the rules say of each act today, in the order of the acts."""
    law = law_on(on)
    return {act.pk: view_of(act, law, on) for act in acts_of(case)}


def task_list(case: Case, on: date | None = None, views: Mapping[int, ActView] | None = None) -> list[Task]:
    """The seven tasks as the file stands today; the first that is not done is marked as here."""
    seen = list((views if views is not None else views_of(case, on or timezone.localdate())).values())
    filed = case.state in {CaseState.INVESTIGATING, CaseState.CLOSED}
    picture = Picture(case, seen, filed)
    here = seen[0].act if seen else None
    tasks = []
    for number, (name, page, after_filing, look_at) in enumerate(TASKS, start=1):
        missing, note, done, total = look_at(picture)
        locked = (after_filing and not filed) or not _begun(name, picture)
        state, word = _state(missing, done, total, locked)
        if missing and state != DONE:
            note = f"{note}；还缺：{'、'.join(missing[:4])}" if note else f"还缺：{'、'.join(missing[:4])}"
        tasks.append(Task(number, name, state, word, note, url_of(page, case, here), missing))
    first = next((task for task in tasks if task.state == DOING), None)
    if first:
        first.is_here = True
    return tasks


def _state(missing: list[str], done: int, total: int, locked: bool) -> tuple[str, str]:
    if not missing and (not locked or total):
        return DONE, "已完成"
    if locked:
        return LOCKED, "尚不能开始"
    return DOING, f"已完成{done}/{total}" if 0 < done < total else "进行中"


def progress(tasks: list[Task]) -> str:
    """已完成 4/7."""
    return f"已完成 {sum(1 for task in tasks if task.state == DONE)}/{len(tasks)}"


def banners(case: Case, on: date | None = None) -> list[Banner]:
    """Refused, unsatisfactory or overdue corrections: soft handling may be closed, and why."""
    day = on or timezone.localdate()
    found = []
    for act in (act for act in case.acts.all() if not act.has_ended):
        order = binding_correction(act)
        last = act.rechecks.first()
        if last and last.result == CorrectionResult.REFUSED:
            found.append(_banner("red", act, "当事人拒不改正", "应当依法处罚，不再适用柔性处理。"))
        elif last and last.result == CorrectionResult.PARTIAL:
            found.append(_banner("red", act, "改正后仍不符合要求", "应当依法处罚，不再适用柔性处理。"))
        elif order and last and last.done_on and last.done_on > order.current_deadline:
            words = f"期限到{zh_date(order.current_deadline)}，{zh_date(last.done_on)}才改正。应当依法处罚，不再适用柔性处理。"
            found.append(_banner("red", act, "逾期才改正", words))
        elif order and overdue_since(order, day):
            words = "逾期不改正" if last else "改正期限已过，还没有复查"
            way = "应当依法处罚，不再适用柔性处理。" if last else "请复查；有正当理由的，由科室负责人决定延期。"
            found.append(
                _banner("red" if last else "amber", act, words, f"期限到{zh_date(order.current_deadline)}。{way}")
            )
    return found


def _banner(tone: str, act: Act, title: str, text: str) -> Banner:
    return Banner(tone, f"行为{act.order}：{title}", text, act)
