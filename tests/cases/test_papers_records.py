"""Records and forms of a told file: each drafted from its rows, asked for what no row knows, issued, bound in its place."""

from datetime import date

import pytest
from django.urls import reverse

import documents
from cases.papers import CONTEXTS
from cases.services import facts, obligations, papers, sanctions
from cases.services import officers as people
from cases.volume import ORDER, items_of, left_out
from records.errors import DomainError, WrongState
from records.models import Paper
from tests.cases.story import today

pytestmark = pytest.mark.django_db
MEETING = {"begun_at": "2026-05-20T09:30", "ended_at": "2026-05-20T10:10", "place": "本局会议室"}


def draft(story, kind, **extra) -> Paper:
    story.act.refresh_from_db()
    return papers.draft_case_paper(actor=story.cast.officer1, case=story.case, act=story.act, kind=kind, extra=extra)


def issued(story, kind, **extra) -> Paper:
    """Drafted from the file, completed on its page with what no row knows, issued."""
    paper = draft(story, kind)
    if extra:
        papers.revise_case_paper(actor=story.cast.officer1, paper=paper, extra=extra)
    return papers.issue_case_paper(actor=story.cast.officer1, paper=paper)


def too_early(story, kind) -> str:
    with pytest.raises(DomainError) as error:
        draft(story, kind)
    return error.value.message


def test_a_file_without_penalty_is_written_down_to_its_closing_and_the_visit_after_it(story, signed_in):
    """One file told once: corrected in time, no penalty, everything served and taught, closed, visited."""
    story.minor_untrue_corrected().assessed()
    story.answered().decided()
    story.decision_papers_served().educated()
    what_was_rechecked_and_taught(story)
    every_service_gets_its_receipt_once(story)
    the_report_before_closing_tells_what_was_carried_out(story)
    draft(story, "RECHECK_RECORD")
    story.closed()
    with pytest.raises(WrongState, match="已经办结"):
        draft(story, "CLOSING_APPROVAL")
    the_visit_after_closing_is_still_recorded(story)
    a_draft_is_named_as_left_out_of_the_volume(story, signed_in(story.cast.officer1))


def what_was_rechecked_and_taught(story) -> None:
    order = Paper.objects.get(in_case__act=story.act, kind="CORRECTION_ORDER")
    recheck = issued(story, "RECHECK_RECORD", method="现场复查").context
    assert (recheck["result"], recheck["done_on"], recheck["deadline"]) == ("full", "2026-05-15", "2026-05-18")
    assert recheck["order_number"] == order.number and recheck["demands"] == ["更正2026年4月月报并书面说明原因。"]
    taught = issued(story, "EDUCATION_RECORD").context
    assert (taught["recipient"], taught["content"]) == ("王明", ["讲解统计法第八条和填报要求。"])
    assert taught["decision_number"] == "黔统不罚决〔2026〕1号"


def every_service_gets_its_receipt_once(story) -> None:
    place = "黔江区城西大道1号"
    first = issued(story, "SERVICE_RECEIPT", place=place, served_at="2026-05-11T10:00").context
    assert [row["title"] for row in first["papers"]] == ["责令改正通知书"]
    assert first["method"] == "direct" and first["note"] == "2026年5月11日送达"
    second = issued(story, "SERVICE_RECEIPT", place=place).context
    assert "不予行政处罚决定书" in [row["title"] for row in second["papers"]]
    assert too_early(story, "SERVICE_RECEIPT") == "已登记的送达都有送达回证了。"


def the_report_before_closing_tells_what_was_carried_out(story) -> None:
    report = issued(story, "CLOSING_APPROVAL").context
    assert report["filed_on"] == "2026-05-11" and report["decision_number"] == "黔统不罚决〔2026〕1号"
    assert report["result"].startswith("行为1（") and "不予行政处罚" in report["result"]
    assert "送达不予行政处罚决定书" in report["execution"] and report["revisit"].endswith("以前办理")


def the_visit_after_closing_is_still_recorded(story) -> None:
    assert too_early(story, "FOLLOW_UP_RECORD") == "还没有回访。请先登记办结回访。"
    story.on("2026-06-05")
    visit = story.case.obligations.get(kind="revisit")
    obligations.fulfil_obligation(actor=story.cast.officer1, obligation=visit, words="台账已经健全。")
    said = issued(story, "FOLLOW_UP_RECORD", method="上门", receiver="王明").context
    assert (said["visited_on"], said["found"]) == ("2026-06-05", "台账已经健全。")


def a_draft_is_named_as_left_out_of_the_volume(story, client) -> None:
    titles = [item.title for item in items_of(story.case)]
    assert "回访记录" in titles and titles.count("责令改正复查记录") == 1
    assert left_out(story.case) == ["责令改正复查记录"]
    page = client.get(reverse("cases:archive", args=[story.case.pk])).content.decode()
    assert "没有制发的草稿不装入案卷" in page and "责令改正复查记录" in page


def test_what_was_said_to_the_notice_and_at_the_hearing_is_written_down(story):
    story.in_procedure()
    assert "拟处罚事先告知" in too_early(story, "HEARING_RIGHT_NOTICE")
    notice = story.told(50000)
    right = issued(story, "HEARING_RIGHT_NOTICE")
    assert right.context["notice_number"] == notice.paper.number and right.number == "黔统听告〔2026〕1号"
    assert right.context["penalties"] == ["警告", "罚款5万元"]
    assert "还没有陈述、申辩" in too_early(story, "STATEMENT_RECORD")
    story.spoke()
    with pytest.raises(DomainError, match="开始时间.*陈述申辩人"):
        issued(story, "STATEMENT_RECORD")
    said = issued(story, "STATEMENT_RECORD", speaker="王明", speaker_role="统计负责人", **MEETING).context
    assert (said["words"], said["recorder"]) == ("请从轻处理。", story.cast.officer1.name)
    assert "听证还没有举行" in too_early(story, "HEARING_RECORD")
    story.hearing_held("2026-06-05")
    asked = {
        "ended_at": "2026-06-05T11:00",
        "recorder": "周宁",
        "attending": ["王明"],
        "opening": "已告知，不申请回避。",
    }
    heard = issued(story, "HEARING_RECORD", **asked).context
    assert (heard["begun_at"], heard["defence"]) == ("2026-06-05T09:30", "双方陈述并质证。")
    assert heard["chair"] == story.cast.reviewer1.name and "多报300万元" in heard["case_for"]


def test_a_small_penalty_needs_no_notice_of_a_hearing_and_its_payment_is_written_down(story):
    story.in_procedure().told(10000)
    assert "不属于应当告知听证的情形" in too_early(story, "HEARING_RIGHT_NOTICE")
    story.spoke()
    story.punished(10000)
    assert "还没有送达" in too_early(story, "EXECUTION_RECORD")
    story.printed_and_served(draft(story, "PENALTY_DECISION", pay_to="财政专户", evidence=["报表（书证）"]))
    owing = draft(story, "EXECUTION_RECORD").context
    assert "尚有罚款1万元没有缴纳" in owing["result"] and owing["due_on"] == "2026-06-04"
    sanctions.record_payment(actor=story.cast.officer1, act=story.act, paid_on=today(), amount=10000, voucher="非税001")
    done = issued(story, "EXECUTION_RECORD").context
    assert done["payments"] == [{"paid_on": "2026-05-20", "amount": "1万元", "receipt": "非税001"}]
    assert done["result"] == "警告随决定书送达。应当缴纳的款项已经缴清。"


def test_a_recusal_that_was_decided_gets_its_paper_once(story):
    who = story.registered().cast
    assert too_early(story, "RECUSAL_DECISION") == "没有作出回避决定。"
    row = people.declare_recusal(actor=who.officer2, case=story.case, relation="与当事人的会计是同学")
    people.decide_recusal(actor=who.leader1, row=row, recused=False, words="同学关系不影响公正办案。")
    paper = issued(story, "RECUSAL_DECISION")
    assert (paper.context["person"], paper.context["granted"]) == (who.officer2.name, False)
    assert paper.number == "黔统回避〔2026〕1号" and paper.context["asked_on"] == "2026-05-11"
    assert too_early(story, "RECUSAL_DECISION") == "已作出的回避决定都有决定书了。"


def test_the_report_to_the_chief_is_a_form_before_he_decides(story):
    crime = {"act_date": date(2026, 5, 11), "violence": True, "injury": True, "crime_suspected": True}
    story.registered("OBSTRUCT", "2026年5月11日暴力阻碍统计检查").filed().know(**crime).screened().assessed()
    assert "还没有报告负责人" in too_early(story, "TRANSFER_APPROVAL")
    video = dict(kind="audiovisual", title="现场录像", source="执法记录仪", name="a.txt", content=b"video")
    facts.add_evidence(actor=story.cast.officer1, case=story.case, **video)
    story.reported_for_transfer()
    form = issued(story, "TRANSFER_APPROVAL", crime="妨害公务罪").context
    assert form["reported_at"] == "2026-05-11T09:00" and form["decide_by"] == "2026-05-14"
    assert form["to"] == "重庆市公安局黔江区分局" and form["evidence"] == ["现场录像（视听资料）"]


def test_an_unfinished_record_is_previewed_and_its_hours_are_asked_on_its_page(story, signed_in):
    story.in_procedure().told(10000)
    story.spoke()
    paper, client = draft(story, "STATEMENT_RECORD"), signed_in(story.cast.officer1)
    place = [story.case.pk, paper.pk]
    listed = client.get(reverse("cases:papers", args=[story.case.pk])).content.decode()
    assert "听证还没有举行" in listed and ":RECHECK_RECORD" in listed
    assert "请从轻处理" in client.get(reverse("cases:paper_preview", args=place)).content.decode()
    edit = reverse("cases:paper_edit", args=place)
    form = client.get(edit).context["form"]
    assert {"begun_at", "ended_at", "speaker"} <= set(form.fields) and "offence" not in form.fields
    sent = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    sent |= MEETING | {"speaker": "王明", "speaker_role": "统计负责人"}
    assert client.post(edit, sent).status_code == 302
    paper.refresh_from_db()
    assert paper.context["begun_at"] == "2026-05-20T09:30"
    again = draft(story, "STATEMENT_RECORD").context
    assert (again["begun_at"], again["speaker"]) == ("2026-05-20T09:30", "王明")
    assert documents.context_errors("STATEMENT_RECORD", paper.context) == []


def test_every_paper_a_file_can_draft_has_its_place_in_the_volume():
    assert set(CONTEXTS) - {"EVIDENCE_LIST"} <= set(ORDER)
