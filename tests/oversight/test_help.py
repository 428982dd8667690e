"""The help page and what every footer says of the list in force."""

import pytest
from django.urls import NoReverseMatch, reverse

from accounts.enums import Role
from oversight.help import FIRST_STEPS
from tests.shipped import load_shipped_law


@pytest.fixture
def law(db):
    load_shipped_law()


@pytest.mark.parametrize("role", Role.values)
def test_every_role_has_first_steps_that_lead_to_pages_it_may_open(cast, law, signed_in, role):
    person = next(one for one in cast.everyone().values() if one.role == role)
    client = signed_in(person)
    page = client.get(reverse("help")).content.decode()
    for step in FIRST_STEPS[role]:
        assert step.title in page
        try:
            url = reverse(step.url_name)
        except NoReverseMatch:
            pytest.fail(f"no page is called {step.url_name}")
        assert client.get(url).status_code in (200, 302), step.url_name


def test_a_stranger_signs_in_before_the_help(client, cast):
    assert client.get(reverse("help")).url.startswith(reverse("accounts:sign_in"))


def test_the_footer_links_the_help_and_names_the_list_in_force(cast, signed_in):
    client = signed_in(cast.officer1)
    assert "今天没有生效的清单" in client.get(reverse("help")).content.decode()
    load_shipped_law()
    page = client.get(reverse("help")).content.decode()
    assert "清单：QJ-DEMO" in page and "（示范数据）" in page
    assert f'href="{reverse("help")}"' in page
