"""Who opens which page: own section, another section, the wrong role, and the verbs that only take a POST."""

import pytest
from django.urls import get_resolver, reverse

from accounts.enums import Role

READS = (
    "investigation",
    "addresses",
    "door",
    "limit",
    "detail",
    "print",
    "officers",
    "filing",
    "evidence",
    "obligations",
    "close",
    "archive",
    "pause",
    "papers",
    "act_new",
)

pytestmark = pytest.mark.slow
ACT_READS = (
    "query",
    "report",
    "legal_view",
    "spot",
    "belonging",
    "enforce",
    "notice",
    "statement",
    "hearing",
    "review",
    "discussion",
    "ruling",
    "payment",
    "act",
    "screen",
    "answers",
    "first_check",
    "recommendation",
    "countersign",
    "decide",
    "correction",
    "recheck",
    "offer",
    "answer",
    "education",
    "penalty",
    "transfer",
)
POST_ONLY = (
    "recusal_declare",
    "filing_approve",
    "filing_refuse",
)
ACT_POST_ONLY = (
    "outlook",
    "first_check_print",
    "assess",
    "propose",
    "withdraw",
    "extend",
    "transfer_approve",
    "transfer_send",
    "transfer_result",
    "remedy_correct",
    "transfer_contest",
    "transfer_contest_answer",
    "transfer_take_back",
)


def _url(name, story):
    if name in READS or name in POST_ONLY:
        return reverse(f"cases:{name}", args=[story.case.pk])
    more = ["harm"] if name in {"outlook", "question"} else []
    return reverse(f"cases:{name}", args=[story.case.pk, story.act.order, *more])


@pytest.fixture
def told(story):
    story.registered().filed().untrue().know(harm="none", minor_act=True).screened()
    story.assessed()
    return story


@pytest.mark.parametrize("name", READS + ACT_READS)
def test_officer_head_and_leader_open_every_page_of_the_file(told, signed_in, name):
    for person in (told.cast.officer1, told.cast.head1, told.cast.leader1):
        assert signed_in(person).get(_url(name, told)).status_code == 200, person.role


@pytest.mark.parametrize("name", READS + ACT_READS)
def test_another_section_and_the_administrators_find_nothing(told, signed_in, name):
    who = told.cast
    for person in (who.officer3, who.head2, who.admin1, who.security1, who.auditor1, who.training1, who.supervisor1):
        assert signed_in(person).get(_url(name, told)).status_code == 404, person.role


@pytest.mark.parametrize("name", POST_ONLY + ACT_POST_ONLY)
def test_a_write_is_not_to_be_had_by_get(told, signed_in, name):
    assert signed_in(told.cast.officer1).get(_url(name, told)).status_code == 405


@pytest.mark.parametrize("name", POST_ONLY + ACT_POST_ONLY)
def test_a_stranger_cannot_post_either(told, signed_in, name):
    told.case.refresh_from_db()
    before = told.case.version
    assert signed_in(told.cast.officer3).post(_url(name, told)).status_code == 404
    told.case.refresh_from_db()
    assert told.case.version == before


def test_nobody_sees_a_page_without_signing_in(told, client):
    answer = client.get(_url("detail", told))
    assert answer.status_code == 302
    assert reverse("accounts:sign_in") in answer.url


def test_a_reviewer_sees_the_file_only_while_it_is_under_review(told, signed_in):
    assert signed_in(told.cast.reviewer1).get(_url("detail", told)).status_code == 404
    told.corrected(deadline="2026-05-18", done_on="2026-05-15")
    told.proposed()
    assert signed_in(told.cast.reviewer1).get(_url("detail", told)).status_code == 200


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("filing", "不予立案"),
        ("correction", "起草通知书"),
        ("recheck", "登记复查"),
    ],
)
def test_a_page_offers_only_what_the_person_may_do(told, signed_in, name, words):
    """The leader reads; the acts belong to others or are over."""
    button = f'type="submit">{words}'
    assert button not in signed_in(told.cast.leader1).get(_url(name, told)).content.decode()


def test_what_a_leader_posts_for_an_officer_is_refused_in_chinese(told, signed_in):
    client = signed_in(told.cast.leader1)
    told.case.refresh_from_db()
    answer = client.post(_url("assess", told), {"version": told.case.version})
    assert answer.status_code == 422
    assert "由本案办案人员" in answer.content.decode()


def test_every_page_of_the_room_is_in_one_of_these_tables():
    """A new address must be given its row here."""
    elsewhere = {
        "door_renew", "door_revoke", "door_take", "search", "sheet", "leads_sheet", "measures_sheet", "paper_sheet", "hand_over", "list", "history", "past", "registers", "draft", "leads", "lead_new", "lead", "lead_decline", "register",
        "recusal_decide", "officer_replace", "evidence_file", "file", "fulfil", "paper", "paper_edit", "paper_preview",
        "tips", "measure_minutes", "lead_jurisdiction", "lead_join", "lead_informant", "lead_reader", "lead_informant_read",
        "remedies", "remedy_reply", "remedy_result", "archive_file", "reviews", "review_draw", "review_draw_now", "file_review", "deadlines", "deadlines_section", "deadlines_person", "calendar_open", "calendar_revoke", "calendar",
        "deadlines_mail", "notices_read", "measures", "measure_new", "measure", "measure_give", "measure_choice", "measure_call", "measure_held",
        "measure_follow", "measure_end", "measure_escalate", "commitment_report", "commitment_verify",
        "batch", "batch_approve", "batch_file", "batch_new", "batch_preview", "batch_refuse", "batch_resume", "batch_stop",
        "batches", "paper_approve", "paper_attach", "paper_filed", "paper_mend", "paper_register", "paper_void",
        "paper_word", "register_pdf", "commitment_file", "measure_draft", "measure_paper", "measure_paper_edit", "measure_paper_preview",
        "measure_paper_pdf", "measure_paper_issue", "measure_paper_serve",
        "paper_pdf", "paper_issue", "paper_serve", "facts", "question", "assessment", "recommendation_print",
    }  # fmt: skip
    known = {*READS, *ACT_READS, *POST_ONLY, *ACT_POST_ONLY} | elsewhere
    names = {pattern.name for pattern in get_resolver("cases.urls").url_patterns}
    assert names == known


def test_roles_that_work_on_no_case_have_no_registers_page(cast, signed_in):
    for person in cast.everyone().values():
        allowed = person.role in {Role.OFFICER, Role.HEAD, Role.LEADER}
        status = signed_in(person).get(reverse("cases:registers")).status_code
        assert (status == 200) is allowed, person.role
