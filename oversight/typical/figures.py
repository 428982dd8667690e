"""How many typical cases each section has told this year: one or two are asked of each (黔江方案六（二）)."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from accounts.models import Section
from oversight.annual.course import assessed_sections
from oversight.enums import TypicalState
from oversight.models import TypicalCase

LEAST, MOST = 1, 2
UNDER_WAY = (TypicalState.DRAFT, TypicalState.NOMINATED, TypicalState.CHECKED)


@dataclass(frozen=True)
class SectionYear:
    section: Section
    year: int
    published: int
    under_way: int

    @property
    def words(self) -> str:
        if self.published >= LEAST:
            return "已达到每年1至2个的要求" if self.published <= MOST else "多于2个"
        return f"还差{LEAST - self.published}个" + ("，有在办的" if self.under_way else "，还没有推荐")

    def url(self, state: str) -> str:
        said = {"section": self.section.pk, "year": self.year, "state": state}
        return f"{reverse('typical_cases')}?{urlencode(said)}"


def by_section(year: int, *, section: int | None = None) -> list[SectionYear]:
    """Every enforcing section with its counts of the year, in two statements."""
    counted: dict[tuple[int, str], int] = {
        (row["section"], row["state"]): row["number"]
        for row in TypicalCase.objects.filter(year=year)
        .order_by()
        .values("section", "state")
        .annotate(number=Count("pk"))
    }
    sections = assessed_sections().order_by("order", "pk")
    if section:
        sections = sections.filter(pk=section)
    return [
        SectionYear(
            one,
            year,
            counted.get((one.pk, TypicalState.PUBLISHED), 0),
            sum(counted.get((one.pk, state), 0) for state in UNDER_WAY),
        )
        for one in sections
    ]
