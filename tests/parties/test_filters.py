"""The filters of the register, above all: who stood in an earlier year's register and is missing from this one."""

import pytest
from django.urls import reverse

from parties import filters, merging
from parties.enums import Standing
from parties.models import PartyYear
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def years(cast):
    """甲 in both years, 乙 only before, 丙 never; 丁's years came with a record that was merged into it."""
    there = {
        name: factories.party(f"重庆{name}公司", by=cast.officer1, township="濯水镇" if name == "甲" else "")
        for name in "甲乙丙丁戊"
    }
    for name, year in (("甲", 2025), ("甲", 2026), ("乙", 2025), ("戊", 2026)):
        PartyYear.objects.create(
            party=there[name],
            year=year,
            name=there[name].name,
            standing=Standing.ACTIVE,
            source="名录",
            recorded_by=cast.officer1,
        )
    merging.merge_parties(actor=cast.head1, kept=there["丁"], gone=there["戊"], words="同一单位")
    return there


def found(cast, **asked) -> set[str]:
    return {party.name[2] for party in filters.narrowed(cast.officer1, asked)}


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("in-2026", "甲丁"),
        ("gone-2026", "乙"),
        ("never", "丙"),
        ("in-2025", "甲乙"),
        ("gone-2025", ""),
        ("x-1", "甲乙丙丁"),
    ],
)
def test_a_party_is_found_by_the_years_whose_register_names_it(years, cast, asked, names):
    assert found(cast, register=asked) == set(names)


def test_the_page_offers_the_years_there_are_and_narrows_by_place(years, cast, signed_in):
    client = signed_in(cast.officer1)
    page = client.get(reverse("parties:list"), {"register": "gone-2026"}).content.decode()
    assert "以前在册、2026年名录没有" in page and "以前在册、2025年名录没有" not in page
    assert "重庆乙公司" in page and "重庆甲公司" not in page
    assert found(cast, township="濯水镇") == {"甲"}
    assert "重庆乙公司" in client.get(reverse("parties:list"), {"register": "nonsense"}).content.decode()
