"""Registering, the lead inbox, the case page, its list neighbours, its print."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Case, Lead
from cases.services import facts, leads
from tests import factories
from tests.cases.story import today


def _post(client, name, args, **data):
    return client.post(reverse(f"cases:{name}", args=args), data)


def test_a_lead_is_recorded_and_shown_in_the_inbox(cast, clock, signed_in):
    client = signed_in(cast.officer1)
    answer = _post(
        client,
        "lead_new",
        [],
        source="platform",
        received_on="2026-05-11",
        party_words="某建材公司",
        description="多报产值",
    )
    lead = Lead.objects.get()
    assert answer.url == reverse("cases:lead", args=[lead.pk])
    assert "多报产值" in client.get(reverse("cases:leads")).content.decode()


def test_a_lead_page_needs_the_own_section(cast, clock, signed_in):
    lead = leads.record_lead(
        actor=cast.officer1, source="platform", received_on=today(), description="多报产值", party_words="某公司"
    )
    url = reverse("cases:lead", args=[lead.pk])
    assert signed_in(cast.officer2).get(url).status_code == 200
    assert signed_in(cast.officer3).get(url).status_code == 404


def test_the_head_declines_a_lead_with_a_reason(cast, clock, signed_in):
    lead = leads.record_lead(
        actor=cast.officer1, source="platform", received_on=today(), description="多报产值", party_words="某公司"
    )
    client = signed_in(cast.head1)
    empty = _post(client, "lead_decline", [lead.pk], reason="")
    assert empty.status_code == 422
    assert "请填写" in empty.content.decode()
    _post(client, "lead_decline", [lead.pk], reason="核实后数据无误")
    lead.refresh_from_db()
    assert lead.state == "not_filed"


def test_an_officer_is_told_who_may_decline(cast, clock, signed_in):
    lead = leads.record_lead(
        actor=cast.officer1, source="platform", received_on=today(), description="多报产值", party_words="某公司"
    )
    page = signed_in(cast.officer1).get(reverse("cases:lead", args=[lead.pk])).content.decode()
    assert "不立案由科室负责人决定" in page


def test_registering_needs_a_party_first(cast, clock, signed_in):
    answer = signed_in(cast.officer1).get(reverse("cases:register"))
    assert answer.status_code == 302
    assert answer.url == reverse("parties:list") + "?for=case"


def test_a_case_is_registered_from_a_lead_with_what_it_says(cast, clock, signed_in):
    party = factories.party(by=cast.officer1)
    lead = leads.record_lead(
        actor=cast.officer1, source="tip_off", received_on=today(), description="举报多报产值", party=party
    )
    client = signed_in(cast.officer1)
    url = reverse("cases:register") + f"?lead={lead.pk}"
    assert "举报多报产值" in client.get(url).content.decode()
    client.post(url, {"source": "tip_off", "discovered_on": "2026-05-11", "summary": "举报多报产值"})
    lead.refresh_from_db()
    assert lead.case == Case.objects.get()
    assert lead.case.party == party


def test_the_case_page_shows_tasks_stage_and_the_next_step(story, signed_in):
    story.registered()
    page = signed_in(story.cast.officer1).get(reverse("cases:detail", args=[story.case.pk])).content.decode()
    assert "重庆峻岭建材有限公司涉嫌" in page
    assert "已完成 0/7" in page
    assert "继续：提请立案" in page
    assert 'aria-current="step"' in page


def test_the_case_page_shows_the_banner_of_a_refused_correction(story, signed_in):
    story.registered().filed().untrue()
    story.order_served("2026-05-18")
    story.on("2026-05-20").rechecked("refused")
    page = signed_in(story.cast.officer1).get(reverse("cases:detail", args=[story.case.pk])).content.decode()
    assert "当事人拒不改正" in page


def test_the_case_page_shows_the_banner_of_a_correction_that_came_too_late(story, signed_in):
    story.registered().filed().untrue()
    story.order_served("2026-05-18")
    story.on("2026-05-25").rechecked("full", "2026-05-22")
    page = signed_in(story.cast.officer1).get(reverse("cases:detail", args=[story.case.pk])).content.decode()
    assert "逾期才改正" in page


def test_only_decisions_can_be_shown(story, signed_in):
    story.registered().filed()
    url = reverse("cases:detail", args=[story.case.pk])
    client = signed_in(story.cast.officer1)
    assert "登记案件" in client.get(url).content.decode()
    narrowed = client.get(url + "?only=decisions").content.decode()
    assert "批准立案" in narrowed
    assert "登记案件：" not in narrowed


def test_previous_and_next_follow_the_filtered_list(story, signed_in):
    who = story.cast
    others = [factories.party(f"重庆{name}有限公司", by=who.officer1) for name in ("甲", "乙", "丙")]
    cases = [story.registered(party=party).case for party in others]
    page = signed_in(who.officer1).get(reverse("cases:detail", args=[cases[1].pk]) + "?state=open").content.decode()
    assert reverse("cases:detail", args=[cases[0].pk]) + "?state=open" in page
    assert reverse("cases:detail", args=[cases[2].pk]) + "?state=open" in page


def test_the_print_has_the_evidence_and_the_seal_area(story, signed_in):
    story.registered().filed()
    facts.add_evidence(
        actor=story.cast.officer1,
        case=story.case,
        kind="document",
        title="4月月报",
        source="平台导出",
        name="月报.pdf",
        content=b"%PDF-1.7 x",
    )
    page = signed_in(story.cast.officer1).get(reverse("cases:print", args=[story.case.pk])).content.decode()
    assert "4月月报" in page
    assert "fx-seal-area" in page


def test_officers_are_named_and_declare_on_the_page(cast, clock, signed_in):
    from cases.services import files

    party = factories.party(by=cast.officer1)
    case = files.register_case(
        actor=cast.officer1, party=party, source="random", discovered_on=today(), summary="数据核查发现。"
    )
    client = signed_in(cast.officer1)
    same = _post(client, "officers", [case.pk], lead_officer=cast.officer1.pk, assistant=cast.officer1.pk)
    assert "必须是两个人" in same.content.decode()
    _post(client, "officers", [case.pk], lead_officer=cast.officer1.pk, assistant=cast.officer2.pk)
    _post(client, "recusal_declare", [case.pk], has_relation="none")
    assert case.officers.get(user=cast.officer1).recusal == "none"
    missing = _post(signed_in(cast.officer2), "recusal_declare", [case.pk], has_relation="yes", relation="")
    assert "请写明是什么关系" in missing.content.decode()


def test_a_recusal_is_decided_by_a_leader_on_the_page(story, signed_in):
    from cases.services import files

    who = story.registered().cast
    row = files.declare_recusal(actor=who.officer2, case=story.case, relation="与统计负责人是夫妻")
    client = signed_in(who.leader1)
    assert "与统计负责人是夫妻" in client.get(reverse("cases:officers", args=[story.case.pk])).content.decode()
    _post(client, "recusal_decide", [story.case.pk, row.pk], recused="yes", words="属近亲属")
    row.refresh_from_db()
    assert row.recusal == "recused"


def test_an_officer_is_replaced_by_the_head(story, signed_in):
    who = story.registered().cast
    row = story.case.officers.get(user=who.officer2)
    answer = _post(
        signed_in(who.head1), "officer_replace", [story.case.pk, row.pk], incoming=who.head1.pk, reason="外出学习"
    )
    assert answer.status_code == 302
    assert story.case.officers.filter(user=who.head1, until_on__isnull=True).exists()


def test_filing_is_asked_for_and_approved_on_the_page(story, signed_in):
    who = story.registered().cast
    _post(signed_in(who.officer1), "filing", [story.case.pk], reason="符合立案条件")
    client = signed_in(who.leader1)
    assert "批准立案？" in client.get(reverse("cases:filing", args=[story.case.pk])).content.decode()
    _post(client, "filing_approve", [story.case.pk])
    story.case.refresh_from_db()
    assert story.case.number == "黔统立〔2026〕1号"


def test_a_leader_refuses_filing_with_a_reason(story, signed_in):
    who = story.registered().filing_requested().cast
    _post(signed_in(who.leader1), "filing_refuse", [story.case.pk], reason="事实不成立")
    story.case.refresh_from_db()
    assert (story.case.state, story.case.not_filed_reason) == ("not_filed", "事实不成立")


@pytest.mark.parametrize("rows", [1, 12])
def test_the_case_page_asks_the_same_number_of_questions_for_any_number_of_rows(
    story, signed_in, rows, django_assert_max_num_queries
):
    story.registered().filed()
    for number in range(rows):
        facts.add_evidence(
            actor=story.cast.officer1,
            case=story.case,
            kind="document",
            title=f"证据{number}",
            source="平台导出",
            name=f"{number}.pdf",
            content=b"%PDF-1.7 " + str(number).encode(),
        )
    client = signed_in(story.cast.officer1)
    with django_assert_max_num_queries(30):
        client.get(reverse("cases:detail", args=[story.case.pk]))
    with django_assert_max_num_queries(25):
        client.get(reverse("cases:evidence", args=[story.case.pk]))


@pytest.mark.parametrize("rows", [2, 20])
def test_the_lead_inbox_asks_the_same_number_of_questions_for_any_number_of_rows(
    cast, clock, signed_in, rows, django_assert_max_num_queries
):
    for number in range(rows):
        party = factories.party(f"重庆{number}号有限公司", by=cast.officer1)
        leads.record_lead(
            actor=cast.officer1, source="platform", received_on=today(), description=f"线索{number}", party=party
        )
    client = signed_in(cast.officer1)
    with django_assert_max_num_queries(14):
        client.get(reverse("cases:leads"))


def test_the_offences_a_party_cannot_commit_are_shown_with_the_reason(story, signed_in):
    story.registered(kind="individual_business")
    page = signed_in(story.cast.officer1).get(reverse("cases:act_new", args=[story.case.pk])).content.decode()
    assert 'value="LATE"' in page
    assert 'value="NO_LEDGER"' not in page
    assert "个体工商户没有这个案由" in page


def test_past_decisions_and_registers_are_entered_on_their_pages(cast, clock, signed_in):
    party = factories.party(by=cast.officer1)
    client = signed_in(cast.officer1)
    client.post(
        reverse("cases:past", args=[party.pk]),
        {"violation": "LATE", "outcome": "PENALTY", "decided_on": "2025-03-01", "source": "2025年第3卷", "number": ""},
    )
    assert party.past_decisions.get().decided_on == date(2025, 3, 1)
    refused = client.post(reverse("cases:registers"), {"kind": "own", "complete_from": "2020-01-01", "note": "逐卷"})
    assert "由科室负责人或局领导确认" in refused.content.decode()
    signed_in(cast.head1).post(
        reverse("cases:registers"), {"kind": "own", "complete_from": "2020-01-01", "note": "逐卷"}
    )
    assert "2020年1月1日起完整" in client.get(reverse("cases:registers")).content.decode()


def test_a_wrong_check_digit_is_answered_at_its_field(cast, clock, signed_in):
    said = {"kind": "enterprise", "name": "重庆武岭山珍食品有限公司", "credit_code": "91500114MA5U7K2X91"}
    answer = signed_in(cast.officer1).post(reverse("parties:register") + "?for=case", said)
    html = answer.content.decode()
    assert "校验位" in html
    assert "重庆武岭山珍食品有限公司" in html


def test_a_party_registered_for_a_lead_leads_back_to_it(cast, clock, signed_in):
    said = {"kind": "enterprise", "name": "重庆武岭山珍食品有限公司", "credit_code_state": "unknown"}
    answer = signed_in(cast.officer1).post(reverse("parties:register") + "?for=lead", said)
    assert answer.url.startswith(reverse("cases:lead_new") + "?party=")
