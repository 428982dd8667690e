"""Papers of a file: drafted from the rows, issued once under a number, served with proof."""

from datetime import date

import pytest

import documents
from cases.services import facts, papers
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Paper

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def draft(story, kind, **extra):
    story.act.refresh_from_db()
    return papers.draft_case_paper(actor=story.cast.officer1, case=story.case, act=story.act, kind=kind, extra=extra)


def issue(story, paper):
    return papers.issue_case_paper(actor=story.cast.officer1, paper=paper)


@pytest.fixture
def decided(story):
    facts_file = dict(kind="document", title="更正前后的报表", source="平台", name="a.txt", content=b"report")
    story.first_with_minor_harm()
    facts.add_evidence(actor=story.cast.officer1, case=story.case, **facts_file)
    story.answered(reasons="初次违法，后果轻微，主动更正。").decided()
    return story


def test_the_order_is_complete_as_drafted_from_the_file(story):
    story.registered().filed()
    paper = story.ordered("2026-05-18").paper
    context = paper.context | {"issued_on": "2026-05-11"}
    assert documents.context_errors("CORRECTION_ORDER", context) == []
    assert context["case_number"] == "黔统立〔2026〕1号"
    assert "《中华人民共和国行政处罚法》第二十八条第一款" in context["liability"]
    assert context["deadline"] == "2026-05-18"


@pytest.mark.parametrize("kind", ["NO_PENALTY_DECISION", "MINOR_WARNING"])
def test_the_papers_of_a_decision_are_complete_as_drafted_from_the_file(decided, kind):
    if kind == "MINOR_WARNING":
        issue(decided, draft(decided, "NO_PENALTY_DECISION"))
    paper = issue(decided, draft(decided, kind))
    assert documents.context_errors(kind, paper.context) == []
    assert paper.number.startswith("黔统") and paper.page_count == 1


def test_the_check_sheet_is_complete_and_says_which_registers_were_searched(story):
    story.registers_complete().registered().know(act_date=date(2026, 5, 8)).first_checked()
    paper = issue(story, draft(story, "FIRST_OFFENCE_CHECK"))
    assert documents.context_errors("FIRST_OFFENCE_CHECK", paper.context) == []
    assert paper.context["result"] == "none" and all(row["searched"] for row in paper.context["registers"])
    assert paper.number == ""


def test_a_check_that_could_not_search_everything_says_so_on_paper(story):
    story.registered().know(act_date=date(2026, 5, 8)).first_checked()
    paper = draft(story, "FIRST_OFFENCE_CHECK")
    assert documents.context_errors("FIRST_OFFENCE_CHECK", paper.context) == []
    assert paper.context["result"] == "not_searched"


def test_a_warning_carries_the_number_of_its_decision(decided):
    warning = draft(decided, "MINOR_WARNING")
    with pytest.raises(DomainError) as error:
        issue(decided, warning)
    assert "先制发不予行政处罚决定书" in error.value.message
    decision = issue(decided, draft(decided, "NO_PENALTY_DECISION"))
    assert issue(decided, warning).context["decision_number"] == decision.number == "黔统不罚决〔2026〕1号"


def test_no_decision_paper_before_the_decision(story):
    story.minor_untrue_corrected()
    with pytest.raises(DomainError) as error:
        draft(story, "NO_PENALTY_DECISION")
    assert "还没有作出不予行政处罚的决定" in error.value.message


def test_an_order_is_drafted_only_by_ordering(story):
    story.registered().filed()
    with pytest.raises(DomainError) as error:
        draft(story, "CORRECTION_ORDER")
    assert "责令改正" in error.value.message


def test_a_draft_can_be_changed_and_an_issued_paper_cannot(decided):
    paper = draft(decided, "NO_PENALTY_DECISION")
    papers.revise_case_paper(actor=decided.cast.officer2, paper=paper, extra={"education": ["报前核对"]})
    paper.refresh_from_db()
    assert paper.context["education"] == ["报前核对"] and paper.context["outcome"] == "NP_DISCRETIONARY_FIRST"
    issue(decided, paper)
    with pytest.raises(WrongState):
        papers.revise_case_paper(actor=decided.cast.officer2, paper=paper, extra={"education": ["改写"]})
    with pytest.raises(WrongState):
        issue(decided, paper)


def test_drafting_again_fills_the_same_draft_anew(decided):
    assert draft(decided, "NO_PENALTY_DECISION").pk == draft(decided, "NO_PENALTY_DECISION").pk


def test_a_paper_with_something_missing_is_not_issued_and_uses_no_number(decided):
    paper = draft(decided, "NO_PENALTY_DECISION", facts="", reasons="")
    with pytest.raises(DomainError) as error:
        issue(decided, paper)
    assert "还不能制发" in error.value.message
    paper.refresh_from_db()
    assert paper.number == ""
    papers.revise_case_paper(
        actor=decided.cast.officer1, paper=paper, extra={"facts": "报表不实。", "reasons": "轻微。"}
    )
    assert issue(decided, paper).number == "黔统不罚决〔2026〕1号"


def test_serving_ends_the_duty_to_serve_and_is_recorded_once(decided):
    paper = issue(decided, draft(decided, "NO_PENALTY_DECISION"))
    served = dict(paper=paper, method="direct", served_on=date(2026, 5, 15), recipient="王明")
    papers.serve_paper(actor=decided.cast.officer1, receipt=("回证.pdf", b"%PDF-1.7 receipt"), **served)
    owed = decided.case.obligations.get(kind="serve", paper_kind="NO_PENALTY_DECISION")
    assert owed.fulfilled_at and "王明签收" in owed.fulfilled_words
    with pytest.raises(WrongState):
        papers.serve_paper(actor=decided.cast.officer1, **served)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"served_on": date(2026, 5, 14)}, "served_on"),
        ({"served_on": date(2026, 5, 16)}, "served_on"),
        ({"method": "leave"}, "witness"),
        ({"method": "pigeon"}, "method"),
        ({"recipient": ""}, "recipient"),
    ],
)
def test_service_needs_a_way_a_day_and_somebody_who_signed(decided, fields, field):
    paper = issue(decided, draft(decided, "NO_PENALTY_DECISION"))
    given = {"paper": paper, "method": "direct", "served_on": date(2026, 5, 15), "recipient": "王明"} | fields
    with pytest.raises(DomainError) as error:
        papers.serve_paper(actor=decided.cast.officer1, **given)
    assert error.value.field == field


def test_a_stranger_drafts_nothing(story):
    story.registered().know(act_date=date(2026, 5, 8)).first_checked()
    with pytest.raises(NotAllowed):
        papers.draft_case_paper(actor=story.cast.officer4, case=story.case, act=story.act, kind="FIRST_OFFENCE_CHECK")
    assert not Paper.objects.exists()
