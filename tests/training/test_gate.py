"""The gate before an opinion asks Licence rows alone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from exemptions.licensing import items_hit, require_licence, unlicensed_items
from records.errors import NotAllowed
from tests.training import factories
from tests.training.test_licences import excuse, pass_unit
from training.services import licences

pytestmark = pytest.mark.django_db


def numbers(user, *hits) -> list[str]:
    return [item.number for item in unlicensed_items(user, hits, on=timezone.localdate())]


def test_only_items_that_are_met_ask_for_a_licence():
    lines = [
        {"list_code": "L1", "number": "M1", "verdict": "true"},
        {"list_code": "L1", "number": "M2", "verdict": "unknown"},
        {"list_code": "L1", "number": "M3", "verdict": "false"},
    ]
    assert items_hit({"items": lines}) == [("L1", "M1")] and items_hit({}) == []


def test_an_officer_is_stopped_until_the_unit_is_passed(cast):
    version = factories.published_list()
    with pytest.raises(NotAllowed, match="还没有通过.*L1.*M1项.*学习单元.*例外") as error:
        require_licence(cast.officer1, [("L1", "M1")], on=timezone.localdate(), way_out="/training/")
    assert error.value.way_out == "/training/"
    pass_unit(cast.officer1, licences.open_unit(actor=cast.officer1, list_version=version))
    require_licence(cast.officer1, [("L1", "M1"), ("L1", "M2")], on=timezone.localdate())
    assert numbers(cast.officer2, ("L1", "M1")) == ["M1"]


def test_the_exception_of_the_head_opens_the_gate_until_its_last_day(cast):
    excuse(cast, days=3)
    assert numbers(cast.officer1, ("L1", "M1")) == []
    later = timezone.localdate() + timedelta(days=4)
    assert len(unlicensed_items(cast.officer1, [("L1", "M1")], on=later)) == 1


def test_an_old_act_asks_for_the_item_as_it_reads_today(cast):
    old = factories.published_list("L1", until=date(2025, 12, 31))
    new = factories.published_list("L2", since=date(2026, 1, 1))
    pass_unit(cast.officer1, licences.open_unit(actor=cast.training1, list_version=old))
    assert numbers(cast.officer1, ("L1", "M1")) == ["M1"]
    pass_unit(cast.officer1, licences.open_unit(actor=cast.training1, list_version=new))
    assert numbers(cast.officer1, ("L1", "M1")) == []


def test_an_item_that_was_dropped_asks_for_its_own_version(cast):
    old = factories.published_list("L1", items=3, until=date(2025, 12, 31))
    factories.published_list("L2", items=1, since=date(2026, 1, 1))
    assert numbers(cast.officer1, ("L1", "M3")) == ["M3"]
    pass_unit(cast.officer1, licences.open_unit(actor=cast.training1, list_version=old))
    assert numbers(cast.officer1, ("L1", "M3")) == []


def test_without_an_item_or_a_list_nothing_is_asked(cast):
    assert numbers(cast.officer1) == [] and numbers(cast.officer1, ("NONE", "M1")) == []
