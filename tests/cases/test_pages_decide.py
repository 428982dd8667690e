"""From the recommendation to the closed file, on the pages; the penalty and transfer states."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

PDF = b"%PDF-1.7 proof"


def _url(story, name, *more):
    return reverse(f"cases:{name}", args=[story.case.pk, story.act.order, *more])


def _case(story, name, *more):
    return reverse(f"cases:{name}", args=[story.case.pk, *more])


def _state(story):
    story.act.refresh_from_db()
    return story.act.state


@pytest.fixture
def first(story):
    """可以不予 is recommended and may be proposed."""
    story.first_with_minor_harm()
    return story


def test_the_recommendation_shows_result_force_trace_and_list(first, signed_in):
    html = signed_in(first.cast.officer1).get(_url(first, "recommendation")).content.decode()
    assert '<h1 id="result">可以不予行政处罚</h1>' in html
    assert "可以 · 须写理由并经批准" in html
    assert "决定结果的一条" in html
    assert "在清单中的位置" in html
    assert "裁量理由（必填）" in html


def test_facts_that_need_evidence_and_cite_none_are_named_to_everybody_who_signs(first, signed_in):
    first.act.facts.get(key="harm", is_current=True).evidence.clear()
    html = signed_in(first.cast.officer1).get(_url(first, "recommendation")).content.decode()
    named = re.search(r"有的事实还没有引用证据</strong>\s*<p>([^<]*)</p>", html).group(1)
    assert "危害后果" in named
    assert "涉嫌犯罪" not in named
    first.proposed()
    assert named in signed_in(first.cast.head1).get(_url(first, "countersign")).content.decode()


def test_may_needs_reasons_and_keeps_the_choice(first, signed_in):
    client = signed_in(first.cast.officer1)
    said = {"assessment": first.act.assessment.pk, "adopts": "yes", "reasons": ""}
    html = client.post(_url(first, "propose"), said).content.decode()
    assert "请写明理由" in html
    assert 'value="yes" id="id_adopts_0" checked' in html


def test_a_departure_needs_an_outcome_and_reasons(first, signed_in):
    client = signed_in(first.cast.officer1)
    said = {"assessment": first.act.assessment.pk, "adopts": "no", "reasons": "", "outcome": ""}
    html = client.post(_url(first, "propose"), said).content.decode()
    assert "请选择改为什么处理结果" in html


def test_the_whole_soft_path_goes_over_the_pages(first, signed_in):
    who = first.cast
    said = {"assessment": first.act.assessment.pk, "adopts": "yes", "reasons": "首次，影响小，已改正。"}
    signed_in(who.officer1).post(_url(first, "propose"), said)
    assert _state(first) == "proposed"
    assert "首次，影响小" in signed_in(who.head1).get(_url(first, "countersign")).content.decode()
    signed_in(who.head1).post(_url(first, "countersign"), {"approve": "yes", "words": ""})
    assert _state(first) == "signed"
    officer = signed_in(who.officer1)
    officer.post(_url(first, "offer"), {"answer_by": "2026-05-22"})
    html = officer.get(_url(first, "answer")).content.decode()
    assert "checked" not in html[html.index('id="id_answer"') : html.index('name="means"')]
    officer.post(
        _url(first, "answer"),
        {
            "answer": "accept",
            "means": "in_person",
            "answered_on": "2026-05-15",
            "words": "知道了。",
            "witness": who.officer2.pk,
            "file": SimpleUploadedFile("答复.pdf", PDF),
        },
    )
    assert _state(first) == "answered"
    signed_in(who.leader1).post(_url(first, "decide"), {"reasons": "同意承办意见。"})
    assert _state(first) == "decided"


def test_an_answer_without_a_witness_is_refused_and_kept(first, signed_in):
    first.offered()
    client = signed_in(first.cast.officer1)
    said = {"answer": "decline", "means": "phone", "answered_on": "2026-05-15", "words": "我们不需要。"}
    html = client.post(_url(first, "answer"), said).content.decode()
    assert "请选择另一名执法人员作见证人" in html
    assert "我们不需要。" in html


def test_nobody_signs_what_they_proposed(first, signed_in):
    first.proposed()
    html = signed_in(first.cast.officer1).get(_url(first, "countersign")).content.decode()
    assert "您不能签署这份意见" in html
    refused = signed_in(first.cast.officer1).post(_url(first, "countersign"), {"approve": "yes"})
    assert refused.status_code == 422
    assert _state(first) == "proposed"


def test_a_return_needs_words_and_brings_the_act_back(first, signed_in):
    first.proposed()
    client = signed_in(first.cast.head1)
    assert "退回意见必须说明原因" in client.post(_url(first, "countersign"), {"approve": "no"}).content.decode()
    client.post(_url(first, "countersign"), {"approve": "no", "words": "补充后果的证据"})
    assert _state(first) == "facts"
    html = signed_in(first.cast.officer1).get(_url(first, "recommendation")).content.decode()
    assert "补充后果的证据" in html


def test_an_opinion_is_withdrawn_on_the_page(first, signed_in):
    first.proposed()
    signed_in(first.cast.officer1).post(_url(first, "withdraw"), {"reason": ""})
    assert _state(first) == "facts"


def test_an_old_recommendation_stays_readable(first, signed_in):
    old = first.act.assessments.last()
    first.assessed()
    html = signed_in(first.cast.officer1).get(_url(first, "assessment", old.pk)).content.decode()
    assert "这是以前的建议" in html
    assert 'id="opinion"' not in html


def test_the_recommendation_prints(first, signed_in):
    html = signed_in(first.cast.officer1).get(_url(first, "recommendation_print")).content.decode()
    assert "fx-seal-area" in html
    assert "逐条认定" in html


def test_papers_are_drafted_edited_issued_and_served_on_their_pages(first, signed_in):
    first.answered().decided()
    client = signed_in(first.cast.officer1)
    made = client.post(_case(first, "papers"), {"draft": "1:NO_PENALTY_DECISION"})
    paper = first.case.papers.get(paper__kind="NO_PENALTY_DECISION").paper
    assert made.url == _case(first, "paper", paper.pk)
    page = client.get(_case(first, "paper_edit", paper.pk))
    said = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    client.post(_case(first, "paper_edit", paper.pk), said | {"evidence": "更正前后的报表\n台账"})
    paper.refresh_from_db()
    assert paper.context["evidence"] == ["更正前后的报表", "台账"]
    client.post(_case(first, "paper_issue", paper.pk))
    paper.refresh_from_db()
    assert paper.number == "黔统不罚决〔2026〕1号"
    served = client.post(
        _case(first, "paper_serve", paper.pk),
        {
            "method": "direct",
            "served_on": "2026-05-15",
            "recipient": "王明（统计负责人）",
            "receipt": SimpleUploadedFile("回证.pdf", PDF),
        },
    )
    assert served.status_code == 302
    service = paper.service
    receipt = client.get(_case(first, "file", service.receipt_id))
    assert b"".join(receipt.streaming_content) == PDF


def test_an_issued_paper_is_handed_out_as_it_was_stored(first, signed_in):
    order = first.act.correction
    answer = signed_in(first.cast.officer1).get(_case(first, "paper_pdf", order.paper_id))
    assert answer.content == bytes(order.paper.stored.pdf)
    assert answer["Content-Type"] == "application/pdf"
    assert signed_in(first.cast.officer3).get(_case(first, "paper_pdf", order.paper_id)).status_code == 404


def test_leaving_a_paper_needs_a_witness(first, signed_in):
    first.answered().decided()
    client = signed_in(first.cast.officer1)
    client.post(_case(first, "papers"), {"draft": "1:NO_PENALTY_DECISION"})
    paper = first.case.papers.get(paper__kind="NO_PENALTY_DECISION").paper
    said = {"method": "leave", "served_on": "2026-05-15", "recipient": "王明"}
    html = client.post(_case(first, "paper_serve", paper.pk), said).content.decode()
    assert "留置送达必须有见证人" in html


def test_a_preview_shows_the_text_of_the_paper(first, signed_in):
    order = first.act.correction
    html = signed_in(first.cast.officer1).get(_case(first, "paper_preview", order.paper_id)).content.decode()
    assert "责令改正通知书" in html


def test_closing_lists_what_is_still_open_and_then_closes(first, signed_in):
    first.answered().decided()
    client = signed_in(first.cast.officer1)
    assert "还没有办" in client.get(_case(first, "close")).content.decode()
    first.decision_papers_served()
    client.post(_url(first, "education"), {"on": "2026-05-15", "recipient": "王明", "content": "讲解统计法第八条"})
    client.post(_case(first, "close"), {"words": "已决定并送达，教育完毕。"})
    first.case.refresh_from_db()
    assert first.case.state == "closed"
    assert "本案已经结案" in client.get(_case(first, "detail")).content.decode()


def test_an_obligation_of_ours_is_said_to_be_done(first, signed_in):
    first.answered().decided()
    row = first.case.obligations.get(kind="revisit")
    client = signed_in(first.cast.officer1)
    assert "回访当事人" in client.get(_case(first, "obligations")).content.decode()
    client.post(_case(first, "fulfil", row.pk), {"words": "到企业回访"})
    row.refresh_from_db()
    assert row.fulfilled_words == "到企业回访"


def test_too_late_leads_to_the_penalty_state_with_range_duties_and_clocks(story, signed_in):
    story.registered().filed().untrue().know(harm="none", minor_act=True).screened()
    story.order_served("2026-05-18")
    story.on("2026-05-25").rechecked("full", "2026-05-22")
    story.signed()
    html = signed_in(story.cast.leader1).get(_url(story, "decide")).content.decode()
    assert "是否进入处罚程序" in html
    answer = signed_in(story.cast.leader1).post(_url(story, "decide"), {"reasons": "逾期改正，应当处罚。"})
    assert answer.url == _url(story, "penalty")
    page = signed_in(story.cast.officer1).get(_url(story, "penalty")).content.decode()
    assert "可以并处10万元以下" in page
    assert "事先告知" in page
    assert "3个月" in page


def test_violence_is_reported_approved_and_sent_on_the_page(story, signed_in):
    from datetime import date

    story.registered("OBSTRUCT", "2026年5月11日暴力阻碍统计检查").know(
        act_date=date(2026, 5, 11), violence=True, crime_suspected=True
    ).screened()
    story.assessed()
    officer = signed_in(story.cast.officer1)
    assert "移送公安机关" in officer.get(_url(story, "transfer")).content.decode()
    said = {"to_organ": "重庆市公安局黔江区分局", "words": "涉嫌妨害公务", "annexes": "调查报告\n现场录像"}
    officer.post(_url(story, "transfer"), said)
    assert _state(story) == "transfer"
    leader = signed_in(story.cast.leader1)
    assert "3日" in leader.get(_url(story, "transfer")).content.decode()
    story.clock.shift(20)
    leader.post(_url(story, "transfer_approve"), {"approve": "yes", "words": "同意移送"})
    story.clock.shift(5)
    assert "24小时" in signed_in(story.cast.officer1).get(_url(story, "transfer")).content.decode()
    signed_in(story.cast.officer1).post(_url(story, "transfer_send"), {"sent_at": "2026-05-11T09:00"})
    assert story.act.transfers.get().sent_at is not None
    signed_in(story.cast.officer1).post(
        _url(story, "transfer_result"), {"result": "taken", "on": "2026-05-11", "words": "已立案侦查"}
    )
    assert _state(story) == "transferred"


def test_a_longer_deadline_is_given_by_the_head_on_the_page(story, signed_in):
    story.registered().filed().untrue()
    story.order_served("2026-05-18")
    said = {"new_deadline": "2026-05-25", "reason": "系统停机检修"}
    assert signed_in(story.cast.officer1).post(_url(story, "extend"), said).status_code == 422
    signed_in(story.cast.head1).post(_url(story, "extend"), said)
    assert str(story.act.correction.current_deadline) == "2026-05-25"
