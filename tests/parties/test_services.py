"""Registering and changing parties."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from parties import services
from parties.enums import IdentifierState, PartyKind
from parties.matching import likely_matches
from parties.models import Party
from records.errors import DomainError, NotAllowed
from records.models import Event
from tests import factories

pytestmark = pytest.mark.django_db
CODE = "91350100M000100Y43"


def register(actor, name="重庆峻岭建材有限公司", **fields):
    fields = {"kind": PartyKind.ENTERPRISE, "credit_code": CODE, "credit_code_state": ""} | fields
    return services.register_party(actor=actor, name=name, **fields)


def test_it_registers_and_leaves_a_log_row(cast):
    party = register(cast.officer1)
    assert party.credit_code == CODE and party.credit_code_state == IdentifierState.KNOWN
    event = Event.objects.of(services.STREAM, party.pk).get()
    assert (event.verb, event.actor) == ("party.register", cast.officer1)


@pytest.mark.parametrize("who", ["leader1", "reviewer1", "supervisor1", "admin1", "auditor1", "training1"])
def test_other_roles_do_not_register(cast, who):
    with pytest.raises(NotAllowed, match="承办科室"):
        register(getattr(cast, who))
    assert not Party.objects.exists()


def test_a_missing_code_must_say_whether_there_is_none_or_it_is_unknown(cast):
    with pytest.raises(DomainError, match="“没有”还是“未查明”"):
        register(cast.officer1, credit_code="")
    assert register(cast.officer1, credit_code="", credit_code_state=IdentifierState.UNKNOWN).credit_code == ""


def test_an_individual_has_no_code(cast):
    with pytest.raises(DomainError, match="个人没有统一社会信用代码"):
        register(cast.officer1, kind=PartyKind.INDIVIDUAL)


def test_the_same_code_is_refused_even_when_the_match_was_seen(cast):
    first = register(cast.officer1)
    with pytest.raises(DomainError, match="已经登记了这个信用代码"):
        register(cast.officer2, name="另一个名字", seen_matches=frozenset({first.pk}))


def test_a_likely_match_stops_the_first_try_and_not_the_second(cast):
    first = register(cast.officer1)
    fields = {"credit_code": "", "credit_code_state": IdentifierState.UNKNOWN}
    with pytest.raises(DomainError, match="可能是同一当事人"):
        register(cast.officer1, name="重庆峻岭建材公司", **fields)
    second = register(cast.officer1, name="重庆峻岭建材公司", seen_matches=frozenset({first.pk}), **fields)
    assert second.pk != first.pk


def test_a_former_name_is_found_with_its_reason(cast):
    party = register(cast.officer1)
    services.change_party(actor=cast.officer1, party=party, name="重庆峻岭新材料有限公司")
    match = likely_matches(name="重庆峻岭建材有限公司", user=cast.officer1)[0]
    assert match.party == party and any("曾用名" in reason for reason in match.reasons)
    assert list(Party.objects.visible_to(cast.officer1).matching("峻岭建材")) == [party]


@pytest.mark.parametrize("words", ["峻岭", "CQJL", "chongqingjunling", "9135 0100", ""])
def test_search_knows_names_initials_pinyin_and_codes(cast, words):
    party = register(cast.officer1)
    factories.party("黔江区老码头餐饮店", PartyKind.INDIVIDUAL_BUSINESS, by=cast.officer1)
    found = Party.objects.visible_to(cast.officer1).matching(words)
    assert party in found and found.count() == (2 if words == "" else 1)


def test_the_three_administrators_see_no_party(cast):
    register(cast.officer1)
    assert not Party.objects.visible_to(cast.admin1).exists()


def test_the_database_refuses_a_code_without_its_state(cast):
    party = register(cast.officer1)
    with pytest.raises(IntegrityError, match="party_credit_code_state"), transaction.atomic():
        Party.objects.filter(pk=party.pk).update(credit_code="")


def test_a_nameless_party_is_refused_with_the_field_to_fill(cast):
    with pytest.raises(DomainError) as error:
        register(cast.officer1, name="  ")
    assert error.value.field == "name"


def test_a_name_is_kept_once(cast):
    party = register(cast.officer1)
    services.add_name(actor=cast.officer1, party=party, name="峻岭", kind="short")
    with pytest.raises(ValidationError, match="已经登记过"):
        services.add_name(actor=cast.officer1, party=party, name="峻岭", kind="short")
