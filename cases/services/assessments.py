"""The recommendation (建议): made from the fact sheet by the rules, stored whole, never recomputed in place."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

import rules
from accounts.models import User
from cases.law import Law, law_on
from cases.models import Act, Assessment
from cases.outcomes import CORRECTED_FIRST, outcome_words
from cases.services.facts import refuse_if_wrong
from cases.services.move import Move, move, not_later_than_today
from cases.sheets import binding_correction, fact_sheet, look
from cases.windows import first_day_of_act
from documents.words import zh_date
from records.chain import canonical_json

# What an officer saw and a signature rests on. Deadlines move with the day, so they are not part of it.
SUBSTANCE = {
    "outcome": "结果",
    "binding": "约束力",
    "violation": "案由",
    "measure": "措施",
    "law_version": "适用法",
    "fine_range_yuan": "罚款幅度",
    "basis": "依据",
    "hearing_required": "听证",
    "collective_discussion": "集体讨论",
}
# These follow from handling and calendar, not from what was found out.
NOT_FACTS = frozenset({"as_of", "offer", "officers"})


def assess_act(*, actor: User, act: Act, as_of: date | None = None, version: int | None = None) -> Assessment:
    """Ask the rules, now or as of an earlier day. Answers at any time; whether a decision may rest on it is another
    question (`final_problems`)."""
    with move("assess_act", actor=actor, case=act.case, act=act, version=version) as step:
        day = not_later_than_today(as_of or step.on, step.on, name="基准日", field="as_of")
        row = make_assessment(step, day)
        step.log(f"行为{step.act.order}系统建议：{said_outcome(row)}", subject=row, after=summary_of(row))
    return row


def make_assessment(step: Move, day: date) -> Assessment:
    """Evaluate and store, inside a verb under way."""
    law = law_on(step.on)
    sheet = fact_sheet(step.act, day)
    refuse_if_wrong(sheet, law, field="")
    answer = evaluate(sheet, law, day)
    row = Assessment(
        act=step.act,
        as_of=day,
        sheet=sheet,
        answer=answer,
        outcome=answer.get("outcome") or "",
        binding=answer.get("binding") or "",
        law_version=answer.get("law_version") or "",
        list_version=list_version_of(sheet, law),
        law_digest=law.digest,
        engine_version=rules.ENGINE_VERSION,
        made_by=step.actor,
    )
    row.sha256 = hashlib.sha256(canonical_json(hashed(row)).encode()).hexdigest()
    row.save(force_insert=True)
    return row


def hashed(row: Assessment) -> dict[str, Any]:
    """What the hash of a recommendation is taken over."""
    return {
        "as_of": row.as_of,
        "sheet": row.sheet,
        "answer": row.answer,
        "law": row.law_digest,
        "engine": row.engine_version,
    }


def evaluate(sheet: Mapping[str, Any], law: Law, day: date) -> dict[str, Any]:
    """The rules' answer as plain JSON."""
    return rules.assess(sheet, law=law, today=day).to_json()


def list_version_of(sheet: Mapping[str, Any], law: Law) -> str:
    day = first_day_of_act(sheet, law)
    version = law.lists_on(day) if day else None
    return version.code if version else ""


def said_outcome(row: Assessment) -> str:
    return outcome_words(row.outcome)


def summary_of(row: Assessment) -> dict[str, Any]:
    return {
        "结果": said_outcome(row),
        "罚款幅度": row.answer.get("fine_range_yuan"),
        "适用法": row.law_version,
        "清单": row.list_version,
        "校验值": row.sha256,
    }


def is_self_corrected(sheet: Mapping[str, Any], law: Law) -> bool:
    """Corrected in full without anybody ordering it; for a late filing the filing is the correction."""
    offence = law.offences.get(str(sheet.get("violation")))
    if offence and offence.filing and look(sheet, offence.filing.done):
        return True
    return look(sheet, "correction.result") == "full" and bool(look(sheet, "correction.done_on"))


def final_problems(row: Assessment, *, on: date) -> list[str]:
    """Why no decision may rest on this recommendation yet, in Chinese; empty when one may."""
    problems = []
    if row != row.act.assessment:
        problems.append("之后又有新的系统建议，请以最新的为准")
    if not row.outcome or row.answer.get("questions"):
        problems.append("还有没查明的事实")
    if not row.outcome or row.outcome not in CORRECTED_FIRST:
        return problems
    return problems + _correction_problems(row, on)


def _correction_problems(row: Assessment, on: date) -> list[str]:
    order = binding_correction(row.act)
    if order is None:
        if is_self_corrected(row.sheet, law_on(on)):
            return []
        return ["还没有责令改正（行政处罚法28条1款），请先责令改正并送达"]
    if row.act.rechecks.filter(correction=order, recorded_at__lte=row.made_at).exists():
        return []
    if row.as_of > order.current_deadline:
        return []
    return [f"改正期限到{zh_date(order.current_deadline)}，须在复查以后或者期限届满以后重新请系统建议"]


def fresh_differences(row: Assessment, *, on: date) -> list[str]:
    """What a fresh evaluation says otherwise than this row, in Chinese; empty when they agree.

    The caller holds the lock of the list (`exemptions.live.lock_lists`), so no new version comes between.
    """
    law = law_on(on)
    sheet = fact_sheet(row.act, on)
    changed = [
        _fact_name(law, key)
        for key in sorted(set(sheet) | set(row.sheet))
        if key not in NOT_FACTS and sheet.get(key) != row.sheet.get(key)
    ]
    differences = [f"事实有变化：{'、'.join(changed)}"] if changed else []
    answer = evaluate(sheet, law, on)
    for key, name in SUBSTANCE.items():
        if _plain(answer.get(key)) != _plain(row.answer.get(key)):
            differences.append(f"{name}现在不同")
    if list_version_of(sheet, law) != row.list_version:
        differences.append("适用的清单版本已经更换")
    return differences


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else value


def _fact_name(law: Law, key: str) -> str:
    spec = law.facts.get(key) or next((one for name, one in law.facts.items() if name.startswith(f"{key}.")), None)
    return spec.label if spec else key


def today() -> date:
    return timezone.localdate()
