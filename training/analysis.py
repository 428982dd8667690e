"""Item analysis of a quiz: how hard each question is and whether it tells good sheets from weak ones. Pure arithmetic."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from training.defaults import LEAST_FOR_SHARE

# The share at either end of the ranking that is compared (Kelley's 27 %).
WING = Fraction(27, 100)
EASY, HARD = Fraction(90, 100), Fraction(40, 100)
GOOD, WEAK = Fraction(30, 100), Fraction(10, 100)


@dataclass(frozen=True)
class Sheet:
    """One first sheet of one person: which questions it had and which were right."""

    right: Mapping[int, bool]

    @property
    def share(self) -> Fraction:
        return Fraction(sum(self.right.values()), len(self.right)) if self.right else Fraction(0)


@dataclass(frozen=True)
class ItemFigures:
    """`difficulty`: share of right answers; `discrimination`: that of the best 27 % minus that of the weakest 27 %.

    Both are None while fewer than ten people have answered.
    """

    question: int
    answered: int
    right: int
    difficulty: Fraction | None
    discrimination: Fraction | None

    @property
    def advice(self) -> str:
        if self.difficulty is None:
            return f"作答不足{LEAST_FOR_SHARE}人，暂不分析"
        if self.discrimination is not None and self.discrimination < 0:
            return "学得好的反而答错，请核对答案"
        if self.difficulty >= EASY:
            return "几乎人人答对，区分不出掌握程度"
        if self.difficulty < HARD:
            return "多数人答错，请核对题目或者加强讲解"
        if self.discrimination is not None and self.discrimination < WEAK:
            return "区分度低，请改写题干或者选项"
        return "合适" if self.discrimination is None or self.discrimination >= GOOD else "可用"


def item_figures(sheets: Iterable[Sheet]) -> list[ItemFigures]:
    """By question, the weakest question first."""
    sheets = list(sheets)
    by_question: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        for question in sheet.right:
            by_question[question].append(sheet)
    rows = [_figures(question, with_it) for question, with_it in by_question.items()]
    return sorted(rows, key=lambda row: (row.difficulty is None, row.difficulty or 0, row.question))


def _figures(question: int, sheets: Sequence[Sheet]) -> ItemFigures:
    right = sum(sheet.right[question] for sheet in sheets)
    if len(sheets) < LEAST_FOR_SHARE:
        return ItemFigures(question, len(sheets), right, None, None)
    ranked = sorted(sheets, key=lambda sheet: sheet.share)
    wing = max(1, int(len(ranked) * WING))
    weak, strong = ranked[:wing], ranked[-wing:]
    apart = Fraction(
        sum(sheet.right[question] for sheet in strong) - sum(sheet.right[question] for sheet in weak), wing
    )
    # Where everybody scored the same there is nothing to tell apart.
    same = ranked[0].share == ranked[-1].share
    return ItemFigures(question, len(sheets), right, Fraction(right, len(sheets)), None if same else apart)


def percent(share: Fraction | None) -> str:
    """83%; empty where there is no share."""
    return "" if share is None else f"{round(share * 100)}%"
