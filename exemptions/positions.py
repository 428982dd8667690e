"""Between rows of the law library and citations."""

from collections.abc import Mapping
from typing import Any

from exemptions.statute_text import chinese_number
from rules.citation import Citation

PARTS = ("article", "inserted", "paragraph", "item", "half", "section")
HALVES = {"前段": 1, "后段": 2}


def citation_of(statute: str, label: str, entry: Mapping[str, Any]) -> Citation:
    """The citation of a provision as packs write it; parts left out stay empty."""
    return Citation(statute, label, **{part: entry[part] for part in PARTS if entry.get(part)})


def parts_of(citation: Citation) -> dict[str, Any]:
    return {part: getattr(citation, part) for part in PARTS}


# How many inserted articles, paragraphs, halves and items an article has at most; small enough for a 32-bit rank.
WIDTHS = {"inserted": 20, "paragraph": 60, "half": 3, "item": 40}


def reading_order(citation: Citation) -> int:
    """Sorts as the text runs: an article before its paragraphs, a paragraph before its halves and items."""
    rank = citation.article or 0
    for part, place in (
        ("inserted", chinese_number(citation.inserted)),
        ("paragraph", citation.paragraph or 0),
        ("half", HALVES.get(citation.half, 0)),
        ("item", chinese_number(citation.item)),
    ):
        rank = rank * WIDTHS[part] + place
    return rank
