"""An assessment in the shapes the components draw: result, trace, both laws, what would change it, place in the list.

Everything comes from the stored answer, so an old recommendation shows what was said then.
"""

from collections.abc import Mapping
from typing import Any

from cases.enums import Measure
from cases.models import Act, Assessment, Fact
from cases.views.laws import first_citation, quotes
from records.templatetags.flex import money_zh
from rules.facts import FactSpec
from rules.text import OUTCOMES

MEASURES = dict(Measure.choices)
VERDICT_MARKS = {"true": "yes", "false": "no", "unknown": "unknown", "na": "na"}
BAND_WORDS = {"true": "适用", "false": "不在此档", "unknown": "还可能"}
ITEM_WORDS = {"true": "命中", "false": "未命中", "unknown": "未查明", "na": "不适用"}


def outcome_name(code: str) -> str:
    return OUTCOMES[code].name if code in OUTCOMES else "还不能得出建议"


def fine_words(answer: dict[str, Any]) -> str:
    """可以并处5万元以下罚款, as far as the range says it."""
    found = answer.get("fine_range_yuan")
    if not found:
        return "不处罚款"
    least, most = found
    if least:
        return f"罚款{money_zh(least)}以上{money_zh(most)}以下"
    return f"可以并处{money_zh(most)}以下罚款"


def unproved(act: Act, facts: Mapping[str, FactSpec]) -> list[str]:
    """Labels of the answers that must have evidence and cite none; what the routine screen cleared needs none (40条、46条)."""
    asked = {key: spec for key, spec in facts.items() if spec.evidence}
    rows = Fact.objects.filter(act=act, is_current=True, known=True, evidence=None, key__in=asked).order_by("pk")
    found = [(asked[row.key], row.value) for row in rows]
    return [spec.label for spec, value in found if value is not None and value != spec.screen and value != []]


def recommendation_of(row: Assessment) -> dict[str, Any]:
    """The box of components/recommendation.html."""
    answer = row.answer
    decisive = next((step for step in answer.get("trace", []) if step["decisive"]), None)
    citation = first_citation(decisive["citation"]) if decisive else ""
    quote = quotes([citation]).get(citation)
    text = OUTCOMES.get(row.outcome)
    rec: dict[str, Any] = {
        "outcome": outcome_name(row.outcome),
        "force": row.binding,
        "force_text": _force_words(row),
        "reason": text.explanation if text else "还有没查明的事实，查明以前系统不下结论。",
        "cells": _cells(row),
    }
    if quote:
        words = [atom["title_zh"] for atom in decisive["atoms"]] + [outcome_name(row.outcome)]
        rec |= {
            "law_words": words,
            "law_title": quote.title,
            "law_text": quote.text,
            "law_gist": quote.gist if not quote.text else "",
        }
    return rec


def _penalty_words(answer: dict[str, Any]) -> str:
    """What the law threatens, as the trace says it: not every offence knows a warning."""
    said = next((step["detail_zh"] for step in answer.get("trace", []) if step["rule_id"] == "ordinary"), "")
    return said.removeprefix("责令改正，") or fine_words(answer)


def _force_words(row: Assessment) -> str:
    if row.binding == "may":
        return "可以 · 须写理由并经批准"
    return "应当" if row.binding == "must" else ""


def _cells(row: Assessment) -> list[dict[str, str]]:
    answer = row.answer
    measure = MEASURES.get(answer.get("measure") or "", "")
    cells = []
    if row.outcome:
        note = "不是行政处罚；当事人可以不接受" if measure else "这一结果不配柔性措施"
        cells.append({"name": "配套柔性措施", "value": measure or "没有", "note": note})
    duties = answer.get("duties") or []
    if duties:
        cells.append({"name": "同时要做", "value": duties[0], "note": "、".join(duties[1:])})
    if answer.get("fine_range_yuan"):
        name = "罚款幅度" if row.outcome.startswith("PENALTY") else "如果给予处罚"
        cells.append({"name": name, "value": _penalty_words(answer), "note": _own_basis(answer)})
    elif answer.get("basis"):
        cells.append({"name": "依据", "value": answer["basis"][0], "note": "、".join(answer["basis"][1:4])})
    return cells


def _own_basis(answer: dict[str, Any]) -> str:
    """The provision of the trade's own law, beside the general law of penalties."""
    return next((text for text in answer.get("basis", []) if not text.startswith("行政处罚法")), "")


def trace_steps(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Every step, also the failed and the unknown ones; `word` replaces the plain verdict where the rules say one."""
    return [{**step, "word": step.get("word_zh", "")} for step in answer.get("trace", [])]


def comparison(answer: dict[str, Any]) -> dict[str, Any] | None:
    """Rows and columns of components/compare.html; None where only one law can apply."""
    both = answer.get("both_laws")
    if not both or not both["columns"]:
        return None
    columns = both["columns"]
    rows = [
        {
            "name": name,
            "is_result": number == len(both["rows"]) - 1,
            "is_law": 0 < number < len(both["rows"]) - 1,
            "cells": [{"text": column["cells"][number], "is_used": column["applies"]} for column in columns],
        }
        for number, name in enumerate(both["rows"])
    ]
    laws = [
        {"name": column["title_zh"], "note": column["subtitle_zh"], "is_used": column["applies"]} for column in columns
    ]
    return {"note": both["note_zh"], "laws": laws, "rows": rows}


def flips(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """What would change the result."""
    rows = []
    for one in answer.get("counterfactuals", []):
        text = OUTCOMES.get(one["outcome"])
        rows.append(
            {
                "if_text": "",
                "if_key": one["change_zh"],
                "note": one["now_zh"],
                "force": _binding_of(one["outcome"]),
                "then": one["detail_zh"] or (text.name if text else one["outcome"]),
            }
        )
    return rows


def _binding_of(code: str) -> str:
    return "may" if code in {"NP_DISCRETIONARY_FIRST", "ESCALATE_MANUAL"} else "must" if code.startswith("NP_") else ""


def list_places(answer: dict[str, Any]) -> dict[str, Any] | None:
    """Rows of components/list_place.html with the list they stand in."""
    items = answer.get("items") or []
    if not items:
        return None
    rows = []
    for item in items:
        hit = item["verdict"] == "true"
        measure = MEASURES.get(item["measure"], "")
        rows.append(
            {
                "number": item["number"],
                "wording": item["wording_zh"],
                "result": " · ".join(part for part in (outcome_name(item["outcome"]), measure) if part),
                "is_hit": hit,
                "kind": "yes" if hit else VERDICT_MARKS[item["verdict"]],
                "word": ITEM_WORDS[item["verdict"]],
                "note": item["detail_zh"],
            }
        )
    return {"items": rows, "code": items[0]["list_code"], "demo": any(item["demo"] for item in items)}


def bands(answer: dict[str, Any], facts: Mapping[str, FactSpec]) -> dict[str, Any] | None:
    """The baseline beside the case: its steps, the one that applies, and the facts that still decide between steps."""
    said = answer.get("discretion")
    if not said:
        return None
    rows = [
        {
            "severity": row["severity"],
            "wording": row["wording_zh"],
            "fine": f"{money_zh(row['fine_yuan'][0]) if row['fine_yuan'][0] else '0'}—{money_zh(row['fine_yuan'][1])}",
            "is_hit": row["verdict"] == "true",
            "kind": VERDICT_MARKS[row["verdict"]],
            "word": BAND_WORDS[row["verdict"]],
        }
        for row in said["bands"]
    ]
    open_facts = "、".join(facts[key].label for key in said["questions"] if key in facts)
    return {
        "title": said["title_zh"],
        "demo": said["demo"],
        "note": said["note_zh"],
        "rows": rows,
        "factors": [f"{label}：{value}" for label, value in said["factors"]],
        "open": open_facts,
    }
