"""The first words of a typical case, put together from the file for a person to go on writing."""

from collections.abc import Sequence

from cases.models import Act, Case
from cases.outcomes import outcome_words
from oversight.typical.finder import BY_KEY
from rules.citation import Citation


def first_words(case: Case, criteria: Sequence[str]) -> dict[str, str]:
    """Title, keywords and every part of the text. Names still stand in them: removing those is the next step."""
    acts = list(case.acts.select_related("decision", "party").prefetch_related("corrections", "rechecks", "educations"))
    decided = [act for act in acts if getattr(act, "decision", None)]
    outcomes = list(dict.fromkeys(outcome_words(act.decision.outcome) for act in decided))
    names = list(dict.fromkeys(act.violation_name for act in acts))
    basis = list(dict.fromkeys(words for act in decided for words in act.decision.basis))
    return {
        "title": f"{case.party.name}{'、'.join(names)}{'、'.join(outcomes)}案"[:80],
        "keywords": " ".join([*names, *outcomes])[:80],
        "facts": _facts(case, acts),
        "handling": _handling(case, decided),
        "meaning": "".join(BY_KEY[key].meaning for key in criteria if key in BY_KEY),
        "law": "\n".join(_cited(words) for words in basis),
    }


def _cited(words: str) -> str:
    try:
        return Citation.parse(words).format_long()
    except ValueError:
        return words


def _facts(case: Case, acts: Sequence[Act]) -> str:
    on = case.discovered_on
    said = [f"{on.year}年{on.month}月{on.day}日，本局在工作中发现{case.party.name}涉嫌统计违法。"]
    said += [f"经查，当事人存在{act.violation_name}的行为：{act.subject.rstrip('。')}。" for act in acts]
    return "\n".join([*said, *([case.summary] if case.summary else [])])


def _handling(case: Case, decided: Sequence[Act]) -> str:
    said = []
    for act in decided:
        for order in act.corrections.all():
            said.append(f"本局责令当事人改正：{order.requirements.rstrip('。')}。")
        if any(row.result == "full" for row in act.rechecks.all()):
            said.append("经复查，当事人已经改正到位。")
        measure = act.decision.get_measure_display()
        with_it = f"，并予以{measure}" if measure else ""
        said.append(f"本局作出{outcome_words(act.decision.outcome)}的决定{with_it}。{act.decision.reasons}")
        if act.educations.all():
            said.append("办案人员对当事人进行了教育，讲清法律要求。")
    return "\n".join(said)
