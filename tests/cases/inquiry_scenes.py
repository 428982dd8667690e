"""Scenes of investigation, enforcement, decisions on the spot, joinder and separation."""

from datetime import date, timedelta

from django.utils import timezone

from cases.models import Assessment, Preservation, WrittenQuery
from cases.services import enforcement, facts, files, inquiry, legal_views, papers, spot, structure
from tests.cases.scenes import Scene, _on_act, _on_case
from tests.cases.story import today


def record_fields(who) -> dict:
    now = timezone.now()
    return {
        "kind": "inquiry",
        "begun_at": now - timedelta(hours=1),
        "ended_at": now,
        "place": "企业会议室",
        "subject": "王明",
        "subject_role": "统计负责人",
        "officers": [who.officer1, who.officer2],
        "shown": True,
        "rights_told": True,
        "content": "问：4月产值怎么填的？\n答：把含税数填进去了。",
        "signed": "逐页签名",
    }


def record_inquiry(story) -> Scene:
    who = story.registered().filed().cast
    return _on_case(story, who.officer1, who.head1, inquiry.record_inquiry, **record_fields(who))


def ask_in_writing(story) -> Scene:
    who = story.registered().filed().cast
    fields = {"questions": "4月产值的来源", "reason": "核实差异", "answer_by": today() + timedelta(days=7)}
    return _on_act(story, who.officer1, who.head1, inquiry.ask_in_writing, **fields)


def asked(story) -> WrittenQuery:
    story.registered().filed()
    row = inquiry.ask_in_writing(
        actor=story.cast.officer1,
        act=story.act,
        questions="4月产值的来源",
        reason="核实差异",
        answer_by=today() + timedelta(days=7),
    )
    story.printed_and_served(row.paper)
    row.refresh_from_db()
    return row


def record_reply(story) -> Scene:
    row, who = asked(story), story.cast
    story.act.refresh_from_db()
    row.act = story.act

    def call(actor):
        return inquiry.record_reply(actor=actor, query=row, result="answered", on=today(), words="含税数")

    return Scene(story.case, story.act, who.officer2, who.head1, call)


ITEMS = [{"name": "2026年4月销售台账", "quantity": "2册"}]


def kept(story) -> Preservation:
    story.registered().filed()
    return inquiry.request_preservation(
        actor=story.cast.officer1, case=story.case, items=ITEMS, place="本局档案室", reason="可能被替换"
    )


def request_preservation(story) -> Scene:
    who = story.registered().filed().cast
    fields = {"items": ITEMS, "place": "本局档案室", "reason": "可能被替换"}
    return _on_case(story, who.officer1, who.head1, inquiry.request_preservation, **fields)


def approve_preservation(story) -> Scene:
    row, who = kept(story), story.cast
    row.case = story.case

    def call(actor):
        return inquiry.approve_preservation(actor=actor, preservation=row, approve=True)

    return Scene(story.case, None, who.leader1, who.head1, call)


def settle_preservation(story) -> Scene:
    row, who = kept(story), story.cast
    row.case = story.case
    inquiry.approve_preservation(actor=who.leader1, preservation=row, approve=True)

    def call(actor):
        return inquiry.settle_preservation(actor=actor, preservation=row, fate="复制后退还", settled_on=today())

    return Scene(story.case, None, who.officer1, who.head1, call)


def report_investigation(story) -> Scene:
    who = story.registered().filed().cast
    fields = {"course": "核对台账", "found": "多报300万元", "proposal": "建议警告"}
    return _on_act(story, who.officer1, who.head1, inquiry.report_investigation, **fields)


def left_open(story) -> Assessment:
    """A recommendation that leaves the law open, as where old and new cannot be compared."""
    story.minor_untrue_corrected()
    row = story.assessed()
    row.pk, row.outcome = None, "NEEDS_LEGAL_REVIEW"
    row.save(force_insert=True)
    return row


def give_legal_view(story) -> Scene:
    left_open(story)
    who = story.cast
    fields = {"outcome": "PENALTY", "law_version": "2024", "reasons": "行为终了在新法施行以后。"}
    return _on_act(story, who.reviewer1, who.head1, legal_views.give_legal_view, **fields)


def address_fields(story) -> dict:
    return {
        "party": story.case.party,
        "recipient": "王明",
        "address": "黔江区城西街道1号",
        "phone": "13900000000",
        "electronic": False,
        "confirmed_on": today(),
    }


def confirm_address(story) -> Scene:
    who = story.registered().cast
    return _on_case(story, who.officer1, who.head1, enforcement.confirm_address, **address_fields(story))


def demanded(story):
    story.simply_punished()
    story.on("2026-12-01")
    row = enforcement.demand_payment(actor=story.cast.officer1, act=story.act, pay_until=date(2026, 12, 20))
    papers.revise_case_paper(actor=story.cast.officer1, paper=row.paper, extra={"pay_to": "财政专户"})
    story.printed_and_served(row.paper)
    row.refresh_from_db()
    return row


def demand_payment(story) -> Scene:
    story.simply_punished()
    who = story.on("2026-12-01").cast
    return _on_act(story, who.officer1, who.head1, enforcement.demand_payment, pay_until=date(2026, 12, 20))


def record_defence_to_demand(story) -> Scene:
    row, who = demanded(story), story.cast
    row.decision.act = story.act

    def call(actor):
        return enforcement.record_defence_to_demand(actor=actor, demand=row, words="资金紧张")

    return Scene(story.case, story.act, who.officer1, who.head1, call)


def apply_to_court(story) -> Scene:
    demanded(story)
    who = story.on("2026-12-21").cast
    return _on_act(story, who.leader1, who.officer1, enforcement.apply_to_court, reasons="催告后仍不履行")


def record_court_result(story) -> Scene:
    demanded(story)
    who = story.on("2026-12-21").cast
    enforcement.apply_to_court(actor=who.leader1, act=story.act, reasons="催告后仍不履行")
    return _on_act(story, who.officer1, who.head1, enforcement.record_court_result, words="裁定准予执行", on=today())


def late_after_urging(story, **party) -> None:
    """Beyond doubt: urged with proof, and still late."""
    story.registered("LATE", "2026年4月月报迟报5日", **party)
    story.know(
        due=date(2026, 5, 5),
        submitted=date(2026, 5, 10),
        urged=True,
        urge_deadline=date(2026, 5, 8),
        harm="minor",
        minor_act=False,
        prior_same_type=[],
    )
    proof = facts.add_evidence(
        actor=story.cast.officer1,
        case=story.case,
        kind="document",
        title="催报通知送达记录",
        source="联网直报平台",
        name="送达记录.txt",
        content="5月6日送达".encode(),
    )
    served = {"key": "urge_served", "value": date(2026, 5, 6), "evidence": [proof]}
    facts.record_fact(actor=story.cast.officer1, act=story.act, **served)
    story.screened()


def spot_fields(fine: int = 500) -> dict:
    return {
        "decided_at": timezone.now(),
        "place": "企业办公室",
        "facts": "月报迟报5日，经催报仍未按期报送，有平台记录。",
        "warning": True,
        "fine": fine,
        "heard": "当事人没有异议。",
        "recipient": "王明",
        "pay_to": "财政专户",
    }


def decide_on_spot(story) -> Scene:
    late_after_urging(story)
    who = story.cast
    return _on_act(story, who.officer1, who.head1, spot.decide_on_spot, **spot_fields())


def _decided_there(story):
    late_after_urging(story)
    return spot.decide_on_spot(actor=story.cast.officer1, act=story.act, **spot_fields())


def file_spot_decision(story) -> Scene:
    _decided_there(story)
    who = story.cast
    return _on_act(story, who.head1, who.officer1, spot.file_spot_decision, words="程序合法")


def record_spot_payment(story) -> Scene:
    _decided_there(story)
    who = story.cast
    return _on_act(story, who.officer1, who.head1, spot.record_spot_payment, on=today(), voucher="非税9")


def second_case(story):
    """Another filed case of the same party in the same section."""
    who, first = story.cast, story.case
    other = files.register_case(
        actor=who.officer1, party=first.party, source="random", discovered_on=today(), summary="另一件"
    )
    files.name_officers(actor=who.officer1, case=other, lead_officer=who.officer1, assistant=who.officer2)
    for officer in (who.officer1, who.officer2):
        files.declare_recusal(actor=officer, case=other)
    facts.add_act(actor=who.officer1, case=other, violation="LATE", subject="5月月报迟报")
    files.request_filing(actor=who.officer1, case=other, reason="符合条件")
    files.approve_filing(actor=who.leader1, case=other)
    return other


def join_act(story) -> Scene:
    who = story.registered().filed().untrue().cast
    return _on_act(story, who.head1, who.officer1, structure.join_act, into=second_case(story), reason="同一次检查发现")


def separate_act(story) -> Scene:
    who = story.registered().filed().untrue().cast
    story.with_act("NO_LEDGER", "未设置统计台账")
    return _on_act(story, who.leader1, who.officer1, structure.separate_act, reason="需要另行取证")


def mark_same_conduct(story) -> Scene:
    who = story.registered().filed().cast
    other = story.with_act("INCOMPLETE_DATA", "同一张报表漏填")
    return _on_act(story, who.officer1, who.head1, structure.mark_same_conduct, other=other)


INQUIRY_SCENES = {
    build.__name__: build
    for build in (
        record_inquiry,
        ask_in_writing,
        record_reply,
        request_preservation,
        approve_preservation,
        settle_preservation,
        report_investigation,
        give_legal_view,
        confirm_address,
        demand_payment,
        record_defence_to_demand,
        apply_to_court,
        record_court_result,
        decide_on_spot,
        file_spot_decision,
        record_spot_payment,
        join_act,
        separate_act,
        mark_same_conduct,
    )
}
