"""The pages of investigation, enforcement, decisions on the spot and joinder, as the people of the file use them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import (
    Act,
    CourtApplication,
    FieldRecord,
    LegalView,
    Preservation,
    ServiceAddress,
    SpotDecision,
    WrittenQuery,
)
from tests.cases.inquiry_scenes import (
    address_fields,
    asked,
    demanded,
    late_after_urging,
    left_open,
    record_fields,
    spot_fields,
)
from tests.cases.story import today

pytestmark = pytest.mark.django_db


def url_of(story, page: str, *, act: bool = True) -> str:
    args = [story.case.pk, story.act.order] if act else [story.case.pk]
    return reverse(f"cases:{page}", args=args)


def send(client, user, story, page: str, verb: str, *, act: bool = True, **fields):
    client.force_login(user)
    story.case.refresh_from_db()
    return client.post(url_of(story, page, act=act), {"verb": verb, "version": story.case.version, **fields})


def look(client, user, story, page: str, *, act: bool = True) -> str:
    client.force_login(user)
    return client.get(url_of(story, page, act=act)).content.decode()


def on_page(fields: dict) -> dict:
    """Fields of a service as its form names them: where something happened is the venue."""
    return {("venue" if name == "place" else name): value for name, value in fields.items()}


def typed(at) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def test_an_officer_takes_down_a_record_and_a_refused_one_keeps_its_text(client, story):
    who = story.registered().filed().cast
    fields = on_page(record_fields(who))
    fields |= {
        "begun_at": typed(fields["begun_at"]),
        "ended_at": typed(fields["ended_at"]),
        "officers": [who.officer1.pk, who.officer2.pk],
        "shown": "",
        "rights_told": "on",
    }
    answer = send(client, who.officer1, story, "investigation", "record_inquiry", act=False, **fields)
    assert answer.status_code == 422 and "把含税数填进去了" in answer.content.decode()
    answer = send(client, who.officer1, story, "investigation", "record_inquiry", act=False, **fields | {"shown": "on"})
    assert answer.headers["Location"] == reverse(
        "cases:paper", args=[story.case.pk, FieldRecord.objects.get().paper_id]
    )
    assert "王明（统计负责人）" in look(client, who.officer2, story, "investigation", act=False)


def test_things_are_kept_for_evidence_approved_and_dealt_with(client, story):
    who = story.registered().filed().cast
    fields = {"listed": "销售台账 2册\n出库单 1箱", "venue": "档案室", "reason": "可能被替换"}
    wrong = send(
        client, who.officer1, story, "investigation", "request_preservation", act=False, **fields | {"listed": "台账"}
    )
    assert wrong.status_code == 422 and "没有写数量" in wrong.content.decode()
    send(client, who.officer1, story, "investigation", "request_preservation", act=False, **fields)
    send(client, who.leader1, story, "investigation", "approve_preservation", act=False, approve="yes")
    assert "2026年5月20日" in look(client, who.officer1, story, "investigation", act=False)
    send(
        client, who.officer1, story, "investigation", "settle_preservation", act=False, fate="退还", settled_on=today()
    )
    assert Preservation.objects.get().fate == "退还"


def test_a_query_is_asked_and_answered(client, story):
    row = asked(story)
    who = story.cast
    send(
        client,
        who.officer1,
        story,
        "query",
        "record_reply",
        query=row.pk,
        result="answered",
        on=today(),
        words="含税数",
    )
    assert WrittenQuery.objects.get().answer_words == "含税数"
    fields = {"reason": "再核实", "questions": "3月产值", "answer_by": today() + timedelta(days=5)}
    send(client, who.officer1, story, "query", "ask_in_writing", **fields)
    assert WrittenQuery.objects.count() == 2


def test_the_report_comes_filled_in_from_the_file(client, story):
    story.registered().filed().untrue()
    said = look(client, story.cast.officer1, story, "report")
    assert "2026年5月11日" in said and "提供不真实的统计资料" in said
    fields = {"course": "核对", "found": "多报", "proposal": "建议警告"}
    assert send(client, story.cast.officer1, story, "report", "report_investigation", **fields).status_code == 302
    assert Act.objects.get(pk=story.act.pk).reports.get().found == "多报"


def test_the_reviewer_writes_the_view_of_the_law(client, story):
    left_open(story)
    fields = {"law_version": "2024", "outcome": "PENALTY", "reasons": "行为终了在新法以后。"}
    assert send(client, story.cast.reviewer1, story, "legal_view", "give_legal_view", **fields).status_code == 302
    assert LegalView.objects.get().fine_most == 100000
    assert "适用2024" in look(client, story.cast.officer1, story, "legal_view")


def test_the_address_is_confirmed_by_the_party(client, story):
    who = story.registered().cast
    fields = address_fields(story) | {"party": story.case.party.pk, "electronic": ""}
    assert send(client, who.officer1, story, "addresses", "confirm_address", act=False, **fields).status_code == 302
    assert ServiceAddress.objects.get().address in look(client, who.officer2, story, "addresses", act=False)


def test_an_unpaid_fine_is_demanded_and_taken_to_the_court(client, story):
    demanded(story)
    who = story.cast
    assert "2027年2月20日" in look(client, who.officer1, story, "enforce")
    early = send(client, who.leader1, story, "enforce", "apply_to_court", court="黔江区人民法院", reasons="不履行")
    assert early.status_code == 422 and "10个工作日" in early.content.decode()
    story.on("2026-12-21")
    send(client, who.officer1, story, "enforce", "record_defence_to_demand", words="资金紧张")
    send(client, who.leader1, story, "enforce", "apply_to_court", court="黔江区人民法院", reasons="不履行")
    send(client, who.officer1, story, "enforce", "record_court_result", on=today(), words="准予执行")
    assert CourtApplication.objects.get().result == "准予执行"


def test_a_decision_on_the_spot_with_its_filing_and_payment(client, story):
    late_after_urging(story)
    who = story.cast
    fields = on_page(spot_fields(3001)) | {"decided_at": typed(timezone.now()), "warning": "on"}
    big = send(client, who.officer1, story, "spot", "decide_on_spot", **fields)
    assert big.status_code == 422 and "应当适用普通程序" in big.content.decode()
    assert send(client, who.officer1, story, "spot", "decide_on_spot", **fields | {"fine": 500}).status_code == 302
    assert "先申请行政复议" in look(client, who.head1, story, "spot")
    send(client, who.head1, story, "spot", "file_spot_decision", words="程序合法")
    send(client, who.officer1, story, "spot", "record_spot_payment", on=today(), voucher="非税9")
    assert SpotDecision.objects.get().filed_on and not story.case.obligations.barring().exists()


def test_acts_are_separated_and_marked_as_one_conduct(client, story):
    who = story.registered().filed().untrue().cast
    other = story.with_act("INCOMPLETE_DATA", "同一张报表漏填")
    send(client, who.officer1, story, "belonging", "mark_same_conduct", other=other.pk)
    assert Act.objects.get(pk=story.act.pk).same_conduct == other
    answer = send(client, who.leader1, story, "belonging", "separate_act", reason="另行取证")
    assert answer.status_code == 302 and Act.objects.get(pk=story.act.pk).moved_to.target.case.number


def test_strangers_see_none_of_these_pages(client, story):
    story.registered()
    client.force_login(story.cast.officer4)
    for page in ("query", "report", "legal_view", "enforce", "spot", "belonging"):
        assert client.get(url_of(story, page)).status_code == 404
    for page in ("investigation", "addresses", "limit"):
        assert client.get(url_of(story, page, act=False)).status_code == 404
