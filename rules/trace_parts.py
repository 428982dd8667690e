"""Pieces the trace is made of: steps, and the atoms that stand in more than one step."""

from __future__ import annotations

from collections.abc import Iterable

from rules.answer import FALSE, TRUE, UNKNOWN, Atom, TraceStep
from rules.cond import tests
from rules.condtext import print_zh
from rules.correction import DEADLINE, DONE, RECHECK, RESULT
from rules.reading import Reading, verdict_word
from rules.text import VERDICT_WORDS
from rules.values import day_text


def step(
    rule: str,
    layer: str,
    title: str,
    verdict: bool | None,
    detail: str,
    citation: str,
    words: tuple[str, str] = (VERDICT_WORDS[TRUE], VERDICT_WORDS[FALSE]),
    atoms: tuple[Atom, ...] = (),
) -> TraceStep:
    """A step; it gets its number later. `words` are its words for true and false."""
    word = VERDICT_WORDS[UNKNOWN] if verdict is None else words[0] if verdict else words[1]
    return TraceStep(0, layer, rule, title, detail, verdict_word(verdict), citation, False, atoms, word)


def found(title: str, verdict: bool | None, detail: str) -> Atom:
    return Atom(title, verdict_word(verdict), detail)


def conjunction(atoms: Iterable[Atom]) -> bool | None:
    verdicts = {atom.verdict for atom in atoms}
    return False if FALSE in verdicts else None if UNKNOWN in verdicts else True


def timely_atom(reading: Reading) -> Atom:
    """及时改正, with the days that make it so."""
    return found("及时改正", reading.flag("timely"), timely_detail(reading))


def timely_detail(reading: Reading) -> str:
    case = reading.case
    filing = reading.offence.filing
    named = case.named_correction()
    if named:
        return {"refused": "拒不改正", "overdue": "逾期不改正", "failed": "改正后仍不符合要求"}[named]
    if filing and (reading.day(filing.done) or case.facts.get(RESULT) != "refused"):
        return _filing_detail(reading, filing.done)
    deadline, done = reading.day(DEADLINE), reading.day(DONE)
    result = case.facts.get(RESULT)
    head = f"期限{day_text(deadline)}，" if deadline else "没有责令期限，"
    if result is None:
        return f"{head}改正结果未查明"
    if done and result == "full":
        tail = "（逾期）" if deadline and done > deadline else ""
        return f"{head}{day_text(done)}全部改正{tail}{_recheck(reading)}"
    words = {"full": "全部改正", "partial": "部分改正，仍不符合要求", "none": "没有改正", "refused": "拒不改正"}
    running = deadline and case.as_of <= deadline and result in ("none", "partial")
    return f"{head}{words[str(result)]}{'，期限还没有到' if running else ''}{_recheck(reading)}"


def _recheck(reading: Reading) -> str:
    day = reading.day(RECHECK)
    return f"，{day_text(day)}复查" if day else ""


def _filing_detail(reading: Reading, key: str) -> str:
    """Where a filing is the correction: its day, against what."""
    deadline = reading.day(DEADLINE)
    against = f"，责令期限{day_text(deadline)}" if deadline else ""
    head = f"{reading.case.spec(key).label}{reading.day_text(key)}"
    if not reading.day(key) or deadline:
        return head + against
    met = [
        reading.case.spec(test.fact).says_true or reading.case.spec(test.fact).label
        for test in (tests(reading.offence.filing.timely) if reading.offence.filing else ())
        if reading.strict.peek(test)
    ]
    return f"{head}，{'、'.join(met)}" if met else head


def harm_atom(reading: Reading, *, none_only: bool) -> Atom:
    """没有造成危害后果 (33①前), or 危害后果轻微 (33①后, met by none too)."""
    values = reading.values("harm")
    wanted = {"none"} if none_only or not values else {"none", "minor"}
    if not none_only and not reading.law.setting("no_harm_meets_minor_harm"):
        wanted = {"minor"}
    verdict = True if values and values <= wanted else False if values and not values & wanted else None
    title = "没有造成危害后果" if none_only else "危害后果轻微"
    value = reading.value("harm")
    note = reading.case.sheet.text("harm_note")
    label = reading.fact_text("harm") if value else "未查明"
    return found(title, verdict, f"{label}；{note}" if note else label)


def minor_atom(reading: Reading) -> Atom:
    """违法行为轻微: by the list, or by the officer's finding."""
    officer, listed = reading.flag("minor"), reading.flag("listed")
    closed = reading.flag("excluded") or reading.flag("key_area")
    if listed and not closed:
        items = [f"{version.title}第{item.number}项" for version, item in reading.matched() if item.supplies]
        conditions = [
            print_zh(item.condition, reading.law.facts, version.convention) for version, item in reading.matched()
        ]
        return found("违法行为轻微", True, f"{'、'.join(items)}量化：{'；'.join(conditions)}")
    if officer:
        return found("违法行为轻微", True, "承办人认定轻微")
    if closed and officer is None:
        return found("违法行为轻微", None, "命中排除情形或者重点领域，清单不再自动认定，须由人认定")
    if officer is False and (listed is False or closed):
        return found("违法行为轻微", False, "承办人认定不轻微，也没有命中清单")
    return found("违法行为轻微", None, "承办人还没有认定；没有命中清单不等于不轻微")
