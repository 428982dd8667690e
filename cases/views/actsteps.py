"""The steps of one act with their state, as the act's own page lists them."""

from dataclasses import dataclass

from django.utils import timezone

from cases.enums import ActState
from cases.law import law_on
from cases.models import Act
from cases.outcomes import LEFT_OPEN, PUNISHED, TRANSFERRED
from cases.services.assessments import outcome_words
from cases.services.facts import SCREEN_KEY
from cases.sheets import current_facts, fact_sheet
from cases.views.correct import order_state
from cases.views.outlook import assessed
from cases.views.support import act_url

LATER = frozenset(ActState) - {ActState.FACTS}
DONE, WAIT, NA = "done", "wait", "na"
ORDER_WORDS = {"none": "没有责令", "draft": "草稿", "issued": "待送达", "served": "已送达"}


@dataclass
class StepRow:
    """One line: `kind` is a mark, `word` its word."""

    name: str
    url: str
    kind: str
    word: str
    note: str = ""


def act_steps(act: Act) -> list[StepRow]:
    """Facts, screen, first-offence check, correction, recommendation, and what the state of the act adds."""
    on = timezone.localdate()
    answer = assessed(fact_sheet(act, on), law_on(on), on)
    found = current_facts(act.case, act)
    rows = [_screen(act, found), _facts(act, answer, found), _check(act), _correction(act), _recommendation(act)]
    return rows + _later(act) + _aside(act)


def _aside(act: Act) -> list[StepRow]:
    """What is there besides: the report, the written view of the law, the decision on the spot, what belongs together."""
    rows = []
    newest = act.assessment
    if newest is not None and newest.outcome == LEFT_OPEN:
        given = act.legal_views.exists()
        rows.append(
            StepRow(
                "法律适用意见", act_url("legal_view", act), DONE if given else WAIT, "已出具" if given else "待出具"
            )
        )
    if act.state == ActState.SPOT or act.state == ActState.FACTS:
        done = act.state == ActState.SPOT
        rows.append(
            StepRow(
                "当场处罚",
                act_url("spot", act),
                DONE if done else NA,
                "已决定" if done else "可选",
                "事实确凿、数额较小的",
            )
        )
    reported = act.reports.exists()
    if reported or act.state in {ActState.FACTS, ActState.ORDINARY}:
        kind = DONE if reported else WAIT if act.state == ActState.ORDINARY else NA
        rows.append(StepRow("调查终结报告", act_url("report", act), kind, "已提交" if reported else "未提交"))
    asked = act.queries.exists()
    today = timezone.localdate()
    known = act.state == ActState.FACTS and law_on(today).procedure.articles("ask_in_writing", today)
    if asked or known:
        rows.append(StepRow("查询书", act_url("query", act), DONE if asked else NA, "已发" if asked else "可选"))
    moved = act.state == ActState.MOVED
    rows.append(
        StepRow(
            "并案、分案、同一行为", act_url("belonging", act), DONE if moved else NA, "已转他案" if moved else "可选"
        )
    )
    return rows


def _screen(act: Act, found: dict) -> StepRow:
    fact = found.get(SCREEN_KEY)
    kind, word = ("done", "已完成") if fact else ("unknown", "未核对")
    note = f"{fact.recorded_by.name}逐项核对" if fact else "涉嫌犯罪、管辖、不适用情形，一次核对完"
    return StepRow("例行核查", act_url("screen", act), kind, word, note)


def _facts(act: Act, answer: object, found: dict) -> StepRow:
    known = sum(1 for fact in found.values() if fact.known and fact.key != SCREEN_KEY)
    missing = [key for key in answer.questions if not key.startswith("correction.") and key != "prior_same_type"]
    name = "facts" if missing and act.state == ActState.FACTS else "answers"
    kind, word = ("unknown", f"还缺{len(missing)}项") if missing else ("done", "已查明")
    return StepRow("事实", act_url(name, act), kind, word, f"已答{known}项")


def _check(act: Act) -> StepRow:
    check = act.first_checks.first()
    url = act_url("first_check", act)
    if check is None:
        return StepRow("首违核查", url, "wait", "未核查", "查窗口期内有没有同类违法")
    kind = {"none": "done", "found": "yes", "not_searched": "unknown"}[check.result]
    return StepRow("首违核查", url, kind, check.get_result_display(), f"{timezone.localdate(check.made_at)}固定")


def _correction(act: Act) -> StepRow:
    order = act.correction
    state = order_state(order)
    last = act.rechecks.first()
    url = act_url("correction", act)
    if last is not None:
        kind = "done" if last.result == "full" else "late"
        return StepRow("责令改正与复查", url, kind, last.get_result_display(), last.note)
    kind = {"none": "wait", "draft": "doing", "issued": "doing", "served": "doing"}[state]
    return StepRow("责令改正与复查", url, kind, ORDER_WORDS[state], str(order) if order else "")


def _recommendation(act: Act) -> StepRow:
    row, opinion = act.assessment, act.opinion
    url = act_url("recommendation", act)
    if opinion is not None:
        return StepRow("处理建议", url, "done", "已提出意见", outcome_words(opinion.outcome))
    if row is None:
        return StepRow("处理建议", url, "wait", "还没有")
    return StepRow("处理建议", url, "doing", "待提意见", outcome_words(row.outcome))


def _later(act: Act) -> list[StepRow]:
    rows = []
    newest = act.assessment
    if act.state in LATER and act.opinion is not None:
        signed = act.state != ActState.PROPOSED
        kind, word = ("done", "已签署") if signed else ("wait", "待签署")
        rows.append(StepRow("签署", act_url("countersign", act), kind, word))
    if act.offer is not None or act.state == ActState.SIGNED:
        reply = act.offer.reply if act.offer else None
        name = "answer" if act.offer else "offer"
        kind, word = ("done", reply.get_answer_display()) if reply else ("wait", "待当事人" if act.offer else "待告知")
        rows.append(StepRow("征求意愿", act_url(name, act), kind, word))
    if act.state in {ActState.SIGNED, ActState.ANSWERED, ActState.DECIDED}:
        done = act.state == ActState.DECIDED
        note = outcome_words(act.decision.outcome) if done else ""
        rows.append(
            StepRow("决定", act_url("decide", act), "done" if done else "wait", "已决定" if done else "待决定", note)
        )
    if act.state == ActState.DECIDED:
        taught = act.educations.exists()
        word = "已登记" if taught else "待登记"
        rows.append(StepRow("教育", act_url("education", act), "done" if taught else "wait", word))
    if act.state == ActState.ORDINARY or (newest and newest.outcome in PUNISHED and act.penalty_procedure):
        rows.append(StepRow("处罚程序", act_url("penalty", act), "doing", "办理中"))
    if act.transfers.exists() or (newest and newest.outcome in TRANSFERRED):
        kind, word = ("done", "已移送") if act.state == ActState.TRANSFERRED else ("doing", act.get_state_display())
        rows.append(StepRow("移送", act_url("transfer", act), kind, word))
    return rows
