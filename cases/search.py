"""One box over everything a person may see: numbers of files and papers, parties, leads, people of the bureau."""

import re
from dataclasses import dataclass, field

from django.db.models import Q
from pypinyin import Style, lazy_pinyin

from accounts.models import User
from cases.filters import by_words
from cases.models import Case, Lead
from parties.identifiers import name_key
from parties.matching import near_names
from parties.models import Party
from records.models import Paper

MOST = 10
NUMBER = re.compile(r"\D*(\d{4})\D+(\d+)\s*号?\s*$")


@dataclass
class Found:
    """At most ten of each; `alike` are parties whose names are only like what was asked for."""

    words: str
    cases: list[Case] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    alike: list[Party] = field(default_factory=list)
    papers: list[tuple[Paper, Case | None, Lead | None]] = field(default_factory=list)
    people: list[User] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.cases or self.leads or self.parties or self.alike or self.papers or self.people)


def find(user: User, words: str) -> Found:
    """Everything that these words name, as far as this person may see it."""
    found = Found(words.strip())
    key = name_key(found.words)
    if not key:
        return found
    parties = Party.objects.visible_to(user).matching(found.words)
    found.parties = list(parties.order_by("-pk").prefetch_related("other_names")[:MOST])
    if not found.parties and user.sees_cases:
        found.alike = [party for party, _ in near_names([key]).get(key, [])]
    visible = Case.objects.visible_to(user)
    cases = by_words(visible, found.words, user).select_related("party", "section")
    found.cases = list(cases.order_by("-pk")[:MOST])
    leads = Lead.objects.visible_to(user)
    asked = (
        Q(party__in=parties)
        | Q(party__merged_into__in=parties)
        | Q(party_words__icontains=found.words)
        | Q(description__icontains=found.words)
    )
    found.leads = list(leads.filter(asked).select_related("party", "case").order_by("-pk")[:MOST])
    found.papers = _papers(found.words, visible, leads)
    found.people = _people(key) if user.sees_cases else []
    return found


def _papers(words: str, cases, leads) -> list[tuple[Paper, Case | None, Lead | None]]:
    """Papers by their number, written with or without the brackets."""
    number = NUMBER.match(words)
    asked = Q(number__contains=f"〔{number[1]}〕{number[2]}号") if number else Q(number__icontains=words)
    rows = (
        Paper.objects.filter(asked).exclude(number="").filter(Q(in_case__case__in=cases) | Q(in_lead__lead__in=leads))
    )
    rows = rows.select_related("in_case__case", "in_lead__lead").order_by("-pk")[:MOST]
    return [
        (
            row,
            row.in_case.case if hasattr(row, "in_case") else None,
            row.in_lead.lead if hasattr(row, "in_lead") else None,
        )
        for row in rows
    ]


def _people(key: str) -> list[User]:
    """People of the bureau by name, pinyin or its initials; an office is small enough to look at everybody."""
    people = User.objects.filter(is_active=True).select_related("section")
    return [person for person in people if _is_called(person.name, key)][:MOST]


def _is_called(name: str, key: str) -> bool:
    if key in name:
        return True
    full, initials = "".join(lazy_pinyin(name)), "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    return key.isascii() and (full.startswith(key) or initials.startswith(key))
