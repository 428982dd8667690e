"""The gates as the workflow of a case calls them, and the words of a sheet they are read from."""

import dataclasses
import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import gates, wording
from rules.citation import Citation
from rules.clocks import all_citations
from rules.procedure_facts import PENALTY, ProcedureFacts
from rules.terms import Terms, TermsError
from tests.rules.clock_samples import FIXTURES, TERMS, d, facts, officers

# --- the workflow --------------------------------------------------------------------------


def test_a_step_is_barred_by_a_fault_and_by_what_is_not_known():
    assert [gate.key for gate in gates.barring("investigate", facts(officers=officers(True, False)))] == [
        "two_officers",
        "certificates",
    ]
    unsure = facts(officers=officers(True, None))
    assert [gate.ok for gate in gates.barring("investigate", unsure)] == [None, None]
    assert gates.barring("investigate", unsure, strict=False) == ()
    assert gates.barring("investigate", facts(officers=officers(True, True))) == ()


def test_what_merely_ran_late_is_reported_and_does_not_bar_the_decision():
    late = facts(on=d("2026-07-20"), filed_on=d("2026-04-01"), decided=False, extension_asked=False)
    gate = gates.case_limit(late)
    assert gate.fault and gate.past
    assert "case_limit" not in [one.key for one in gates.barring("decide", late)]


def test_a_large_fine_needs_notice_and_the_hearing_right_before_the_decision():
    case = facts(
        on=d("2026-04-20"),
        officers=officers(True, True),
        filed_on=d("2026-03-12"),
        decision_kind=PENALTY,
        proposed_fine=60000,
        decided=False,
    )
    assert [gate.key for gate in gates.barring("decide", case)] == ["notice_given"]
    told = dataclasses.replace(case, notified=True, notified_on=d("2026-04-13"))
    assert [gate.key for gate in gates.barring("decide", told)] == ["hearing_offered"]
    offered = dataclasses.replace(told, hearing_offered=True)
    assert gates.barring("decide", offered) == ()


def test_an_unknown_step_is_an_error_not_a_free_pass():
    with pytest.raises(KeyError):
        gates.barring("publish", facts())


@pytest.mark.parametrize("key", sorted(gates.GATES))
def test_every_gate_knows_its_title_its_article_and_its_way_out(key):
    spec = gates.SPECS[key]
    assert spec.title_zh and spec.way_out_zh and spec.citations
    assert gates.GATES[key].__doc__
    silent = gates.GATES[key](facts())
    assert silent.ok is not False and silent.message_zh


def test_every_gate_is_asked_in_order_and_belongs_to_a_step():
    assert {gate.key for gate in gates.judge(facts())} == set(gates.GATES)
    assert len(gates.IN_ORDER) == len(gates.GATES)
    assert set().union(*gates.STEPS.values()) == set(gates.GATES)


def test_every_citation_of_gates_clocks_and_terms_is_in_the_law_library():
    library = {}
    for pack in ("reference", "statistics"):
        for statute in json.loads((FIXTURES / pack / "statutes.json").read_text(encoding="utf-8")):
            for version in statute["versions"]:
                library[statute["code"], version["label"]] = {
                    (entry.get("article"), entry.get("paragraph"), entry.get("item") or "")
                    for entry in version["provisions"]
                }
    dated = (*TERMS.officer_basis, *TERMS.certificate_basis, *TERMS.crime_basis, *TERMS.prompt_basis)
    named = [citation for spec in gates.SPECS.values() for citation in (*spec.citations, *spec.consequences)]
    named += [citation for entry in dated for citation in entry.basis]
    named += [citation for entry in TERMS.thresholds for citation in entry.basis.basis]
    named += [*all_citations(TERMS), "行政处罚法58条1款(二)", "行政处罚法76条1款(二)", "行政处罚法51条"]
    missing = []
    for text in dict.fromkeys(named):
        cited = Citation.parse(text)
        places = library.get((cited.statute, cited.label), set())
        if (cited.article, cited.paragraph, cited.item) not in places:
            missing.append(text)
    assert missing == []


BOOLS = st.sampled_from([True, False, None])
DAYS = st.one_of(st.none(), st.dates(d("2026-01-01"), d("2026-12-31")))
FINES = st.sampled_from([None, 0, 200, 1999, 2000, 3001, 49999, 50000, 200000])


@given(
    known=st.fixed_dictionaries(
        {
            "crime_suspected": BOOLS,
            "decided": BOOLS,
            "notified": BOOLS,
            "hearing_offered": BOOLS,
            "waived": BOOLS,
            "heard": BOOLS,
            "spot": BOOLS,
            "review_passed": BOOLS,
            "discussed": BOOLS,
            "extension_asked": BOOLS,
            "transfer_approved": BOOLS,
            "serious": BOOLS,
            "filed_on": DAYS,
            "decided_on": DAYS,
            "notified_on": DAYS,
            "hearing_on": DAYS,
            "served_on": DAYS,
            "hearing_requested_on": DAYS,
            "reported_at": DAYS,
            "head_decided_at": DAYS,
            "proposed_fine": FINES,
            "final_fine": FINES,
            "party_kind": st.sampled_from([None, "enterprise", "individual_business", "state_organ"]),
        }
    )
)
def test_whatever_is_known_every_gate_answers_in_whole_sentences(known):
    for gate in gates.judge(facts(**known)):
        assert gate.ok in (True, False, None)
        assert gate.message_zh and not gate.message_zh.endswith("。")
        assert bool(gate.way_out_zh) == gate.fault
        assert gate.applies or gate.ok is True
        assert not gate.asks or gate.ok is None
        assert len(set(gate.citations)) == len(gate.citations)


@given(heavier=st.integers(1, 500000), told=st.integers(0, 500000))
def test_no_fine_above_the_notified_one_ever_passes(heavier, told):
    case = facts(decision_kind=PENALTY, proposed_fine=told, final_fine=told + heavier, decided=True)
    assert gates.not_heavier(case).fault


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "names", "count"),
    [
        ("只有B签名", ["A", "B"], 1),
        ("仅A、B签名", ["A", "B"], 2),
        ("只有当事人签名", ["A", "B"], 0),
        ("A、B均已签名", ["A", "B"], 2),
        ("A签名", ["A", "B"], 1),
        ("B未签字", ["A", "B"], 1),
        ("笔录一份", ["A", "B"], None),
        ("当事人未签名，A、B签名并注明", ["A", "B"], 2),
    ],
)
def test_signatures_are_counted_as_the_record_tells_them(record, names, count):
    assert wording.signers(record, names) == count


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("罚款5万元", 50000),
        ("警告，并处罚款3000元", 3000),
        ("罚款1.25万元", 12500),
        ("罚款0.5元", None),
        ("罚款5万元，后改为6万元", None),
        ("警告", None),
    ],
)
def test_the_one_amount_a_text_names_is_read_exactly(text, yuan):
    assert wording.fine_in(text) == yuan


def test_moments_are_read_in_either_spelling_and_only_from_the_clause_of_the_act():
    text = "2026年5月13日16时30分批准，2026-05-14T17:00移送区公安局；2026年13月1日"
    assert [moment for moment, _place in wording.moments(text)] == [
        datetime(2026, 5, 13, 16, 30),
        datetime(2026, 5, 14, 17, 0),
    ]
    assert wording.moment_of(text, wording.TRANSFERRED) == datetime(2026, 5, 14, 17, 0)
    assert wording.moment_of("2026-05-13、2026-05-14移送", wording.TRANSFERRED) is None


@pytest.mark.parametrize(("text", "answer"), [("批准移送", True), ("不批准移送，理由附卷", False), ("待定", None)])
def test_the_chiefs_word_is_understood(text, answer):
    assert wording.approved(text) is answer


# --- terms ---------------------------------------------------------------------------------------


def test_terms_survive_a_round_trip_and_refuse_what_is_not_whole():
    assert Terms.from_json(TERMS.to_json()) == TERMS
    broken = TERMS.to_json()
    broken["hearing_thresholds"][0]["least_yuan"] = "五万"
    with pytest.raises(TermsError, match="五万"):
        Terms.from_json(broken)
    with pytest.raises(TermsError, match="单位"):
        Terms.from_json({**TERMS.to_json(), "transfer_days": "周"})


def test_facts_of_procedure_start_unknown():
    plain = facts(party_kind=None)
    values = {field.name: getattr(plain, field.name) for field in dataclasses.fields(ProcedureFacts)}
    assert {name for name, value in values.items() if value not in (None, (), False)} == {"on", "calendar", "terms"}
    assert {name for name, value in values.items() if value is False} == {"lenient", "penalty_barred"}
