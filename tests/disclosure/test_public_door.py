"""The public door as a process of its own: its addresses alone, and no more of the database than its role is granted."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import NoReverseMatch, reverse

from disclosure import publishing, rights
from records.models import Paper
from tests.cases.door_scenes import living_code
from tests.cases.remedy_scenes import decided
from tests.shipped import load_shipped_law

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DOOR = override_settings(ROOT_URLCONF="flexenforce.urls_public")
OFFICE = (
    "/accounts/sign-in/",
    "/cases/",
    "/list/",
    "/parties/",
    "/admin/",
    "/api/v1/outcomes/",
    "/voices/",
    "/training/",
)
PAGES = (
    "public", "public_list", "public_decisions", "public_typical", "public_yearly", "public_rules", "public_offences",
    "public_check", "verify_ask", "party_ask",
)  # fmt: skip
VERBS = re.compile(r'\b(FROM|JOIN|INTO|UPDATE) "(\w+)"')


def used(queries) -> set[tuple[str, str]]:
    """(what is done, table) of each statement."""
    found = set()
    for row in queries:
        sql = row["sql"]
        for word, table in VERBS.findall(sql):
            lock = word in {"FROM", "JOIN"} and sql.startswith("DELETE")
            verb = {"INTO": "INSERT", "UPDATE": "UPDATE"}.get(word, "DELETE" if lock else "SELECT")
            found.add((verb, table))
        if "FOR UPDATE" in sql or "FOR NO KEY UPDATE" in sql:
            found.add(("LOCK", VERBS.findall(sql)[0][1]))
    return found


@DOOR
def test_no_address_of_the_office_is_served(client, cast):
    for address in OFFICE:
        assert client.get(address).status_code == 404, address
    for name in ("accounts:sign_in", "cases:list", "voices", "publication"):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=[1, 1] if name == "publication" else [])
    assert client.get("/").url == reverse("public")


def whole_day(client, story) -> None:
    """Everything that the public and a party do in a day."""
    for name in PAGES:
        assert client.get(reverse(name)).status_code == 200, name
    for row in Paper.objects.exclude(verify_code=""):
        assert client.get(reverse("verify", args=[row.verify_code])).status_code == 200


def test_its_role_is_granted_all_that_a_day_needs(client, story):
    decided(story)
    story.act.refresh_from_db()
    row = publishing.propose(actor=story.cast.officer1, act=story.act)
    publishing.sign(actor=story.cast.head1, publication=row, approve=True)
    story.clock.move_to("2026-05-11T09:00:00+08:00")
    again = type(story)(story.cast, story.clock)
    again.registered().filed()
    again.order_served("2026-05-18")
    code = living_code(again)
    load_shipped_law()
    with DOOR, CaptureQueriesContext(connection) as found:
        whole_day(client, story)
        client.get(reverse("public_decision", args=[row.disclosed.code]))
        client.get(reverse("party", args=[code]))
        paper = again.case.papers.get().paper
        assert client.get(reverse("party_paper", args=[code, paper.pk])).status_code == 200
        proof = SimpleUploadedFile("更正后的报表.txt", "工业总产值 10000".encode())
        said = {"done_on": "2026-05-11", "words": "已更正", "person_name": "王明", "uploads": proof}
        assert client.post(reverse("party_correction", args=[code, 1]), said).status_code == 302
        assert client.post(reverse("party_rating", args=[code]), {"score": 5}).status_code == 302
        assert (
            client.post(reverse("party_complaint", args=[code]), {"words": "慢", "names_case": "on"}).status_code == 302
        )
        assert client.post(reverse("party_answer", args=[code, 1]), {}).status_code == 422
        assert client.post(reverse("party_statement", args=[code, 1]), {}).status_code == 422
    asked = used(found.captured_queries)
    assert {table for verb, table in asked if verb == "SELECT"} - set(rights.READ) <= {*rights.SHUT, *rights.ONLY}
    assert {table for verb, table in asked if verb == "INSERT"} <= set(rights.ADD)
    assert {table for verb, table in asked if verb in {"UPDATE", "LOCK"}} <= set(rights.CHANGE)
    assert not any('"accounts_user"."password"' in row["sql"] for row in found.captured_queries)


def test_nothing_of_the_inside_is_granted():
    inside = (
        "publication",
        "evidence",
        "lead",
        "informant",
        "session",
        "setting_secret",
        "statement",
        "fact",
        "assessment",
    )
    assert not [table for table in (*rights.READ, *rights.ADD, *rights.CHANGE) if table.endswith(inside)]
    known = set(connection.introspection.table_names())
    assert {*rights.READ, *rights.ADD, *rights.CHANGE, *rights.SHUT, *rights.ONLY} <= known
