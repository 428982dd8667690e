"""Whose tries are counted together, behind proxies of the bureau and without; and what guessing could gain."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from cases.services import doors
from disclosure import throttle
from disclosure.address import asker
from records.verification import LETTERS

TRIES = 1_000_000


def asked(settings, proxies: int, direct: str, said: str = "") -> str:
    settings.TRUSTED_PROXIES = proxies
    return asker(RequestFactory().get("/", REMOTE_ADDR=direct, HTTP_X_FORWARDED_FOR=said))


@pytest.mark.parametrize(
    ("proxies", "direct", "said", "counted"),
    [
        (0, "10.0.0.1", "1.2.3.4", "10.0.0.1"),
        (1, "10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        (2, "10.0.0.1", "1.2.3.4", "10.0.0.1"),
        (1, "10.0.0.1", "not an address", "10.0.0.1"),
        (1, "10.0.0.1", "", "10.0.0.1"),
        (0, "2001:db8:1:2:3::9", "", "2001:db8:1:2::/64"),
        (0, "::ffff:10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_nobody_chooses_the_address_they_are_counted_under(settings, proxies, direct, said, counted):
    assert asked(settings, proxies, direct, said) == counted


@pytest.mark.django_db
def test_a_forged_header_buys_no_second_try(client, settings):
    settings.TRUSTED_PROXIES = 0
    address = reverse("party", args=["A" * 12])
    answers = [client.get(address, HTTP_X_FORWARDED_FOR=f"1.1.1.{number}").status_code for number in range(12)]
    assert answers == [404] * throttle.ONE.most + [429] * 2


def test_a_million_tries_within_the_limits_gain_nothing():
    """All askers together get `ALL.most` tries an hour, from however many addresses; codes live `VALID_DAYS`."""
    hours = TRIES / throttle.ALL.most * throttle.ALL.seconds / 3600
    assert hours > doors.VALID_DAYS * 24, "a code has ended long before a million tries are through"
    living, codes = 10_000, len(LETTERS) ** doors.LENGTH
    assert TRIES * living / codes < 1e-7


@pytest.mark.django_db
@pytest.mark.slow
def test_a_real_run_of_guesses_from_many_addresses_ends_at_the_limit(client, clock):
    """Real tries, each from an address of its own, within one hour: two hundred are looked at, none opens."""
    found = [
        client.get(
            reverse("party", args=[doors.new_code()]), REMOTE_ADDR=f"10.{number // 250}.{number % 250}.1"
        ).status_code
        for number in range(500)
    ]
    assert found == [404] * throttle.ALL.most + [429] * (500 - throttle.ALL.most)
