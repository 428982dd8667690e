"""The whole URL configuration, walked: nobody unsigned gets past the door, no separated administrator meets a case."""

import re

import pytest
from django.urls import URLPattern, get_resolver

from records.models import Event

# Open without signing in. Everything else must lead to the sign-in, whatever is sent there.
OPEN = {
    "verify_ask", "verify", "public", "public_list", "public_version", "public_offences", "public_check", "public_typical",
    "public_typical_case", "public_typical_paper", "public_decisions", "public_decision", "public_yearly", "public_year", "public_yearly_paper", "public_rules", "party_ask", "party",
    "party_paper", "party_answer", "party_statement", "party_correction", "party_rating", "party_complaint", "accounts:sign_in",
    "accounts:sign_in_code",
    "api:document", "api:leads", "api:lead", "api:outcomes", "cases:calendar", "training:learn",
}  # fmt: skip
BEFORE_THERE_IS_A_BUREAU = {
    "accounts:set_up",
    "accounts:set_up_sections",
    "accounts:set_up_people",
    "accounts:set_up_list",
}
# Rooms with the bureau's clients in them, and their pages that an administrator may open: they come out empty.
ROOMS = ("cases:", "intake:", "parties:", "training:", "voice", "party")
EMPTY_FOR_ADMINISTRATORS = {
    "cases:list", "cases:search", "cases:sheet", "cases:leads", "cases:leads_sheet", "cases:measures", "cases:measures_sheet", "cases:paper_register", "cases:paper_sheet",
    "parties:list", "parties:sheet", "parties:register", "party_ask",
}  # fmt: skip
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "SAMEORIGIN"}


def addresses(resolver=None, path="", space=""):
    """(name, address) of every page; numbers are 1, words are x."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            plain = re.sub(r"<(?:str:)?\w+>", "x", re.sub(r"<int:\w+>", "1", path + str(entry.pattern)))
            yield f"{space}{entry.name}", f"/{plain}"
        elif str(entry.pattern) != "admin/":
            inner = f"{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry, path + str(entry.pattern), inner)


def is_guarded(response) -> bool:
    policy = response.headers.get("Content-Security-Policy", "")
    is_strict = "default-src 'self'" in policy and "object-src 'none'" in policy and "unsafe" not in policy
    return is_strict and HEADERS.items() <= dict(response.headers).items()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_led_to_the_sign_in_from_every_address(client, cast, method):
    wrong, before = [], Event.objects.count()
    for name, url in addresses():
        if name in OPEN | BEFORE_THERE_IS_A_BUREAU:
            continue
        response = getattr(client, method)(url)
        if response.status_code != 302 or not response.url.startswith("/accounts/sign-in/"):
            wrong.append((name, response.status_code))
    assert wrong == [] and Event.objects.count() == before


def test_every_answer_carries_the_strict_headers(client, cast):
    assert [name for name, url in addresses() if not is_guarded(client.get(url))] == []


def test_the_tables_name_no_page_that_is_gone():
    known = {name for name, _ in addresses()}
    assert known >= OPEN | BEFORE_THERE_IS_A_BUREAU | EMPTY_FOR_ADMINISTRATORS


@pytest.mark.slow
@pytest.mark.parametrize("who", ["admin1", "security1", "auditor1"])
def test_no_separated_administrator_meets_a_case(story, signed_in, who):
    story.registered().filed().untrue().know(harm="none", minor_act=True).screened()
    story.assessed()
    client, name, number = signed_in(getattr(story.cast, who)), story.case.party.name, story.case.number
    rooms = [(page, url) for page, url in addresses() if page.startswith(ROOMS) and page not in OPEN]
    wrong = []
    for page, url in rooms:
        response = client.get(url)
        shown = response.content.decode("utf-8", "replace") if not response.streaming else ""
        is_open = response.status_code not in {403, 404, 405}
        if is_open != (page in EMPTY_FOR_ADMINISTRATORS) or name in shown or (number and number in shown):
            wrong.append((page, response.status_code))
    assert wrong == []
