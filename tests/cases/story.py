"""A case told as it happens: each method is one chapter, done by the person whose work it is."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from cases.models import Act, Assessment, Case, Correction, Offer, Opinion, Register
from cases.services import (
    assessments,
    corrections,
    decisions,
    education,
    facts,
    files,
    offers,
    papers,
    proposals,
    transfers,
)
from parties.enums import PartyKind
from records.models import Paper
from tests import factories
from tests.cases.remembered import remembered

CHINA = ZoneInfo("Asia/Shanghai")
NOT_YET = None


@remembered
class Story:
    """The people and the file. `lead` and `assistant` work on it; head1 signs, leader1 decides."""

    def __init__(self, cast: factories.Cast, clock) -> None:
        self.cast, self.clock = cast, clock
        self.case: Case
        self.act: Act

    def on(self, day: str, hour: int = 9) -> "Story":
        """Move the clock; nothing else happens."""
        self.clock.move_to(datetime.combine(date.fromisoformat(day), time(hour), CHINA))
        return self

    # --- the file -------------------------------------------------------------

    def registered(
        self,
        violation: str = "UNTRUE_DATA",
        subject: str = "2026年4月月报《工业产销总值》工业总产值不真实",
        *,
        party=None,
        kind: str = PartyKind.ENTERPRISE,
        discovered_on: str = "",
    ) -> "Story":
        """Registered, two officers named and declared, one act."""
        found = date.fromisoformat(discovered_on) if discovered_on else date.fromisoformat(str(today()))
        who = self.cast
        party = party or factories.party(by=who.officer1, kind=kind)
        self.case = files.register_case(
            actor=who.officer1, party=party, source="random", discovered_on=found, summary="数据核查发现。"
        )
        return self.staffed(violation, subject)

    def staffed(self, violation: str, subject: str) -> "Story":
        """Two officers named and declared, one act."""
        who = self.cast
        files.name_officers(actor=who.officer1, case=self.case, lead_officer=who.officer1, assistant=who.officer2)
        for officer in (who.officer1, who.officer2):
            files.declare_recusal(actor=officer, case=self.case)
        self.act = self.with_act(violation, subject)
        return self

    def with_act(self, violation: str, subject: str) -> Act:
        return facts.add_act(actor=self.cast.officer1, case=self.case, violation=violation, subject=subject)

    def filing_requested(self) -> "Story":
        files.request_filing(actor=self.cast.officer1, case=self.case, reason="有明确的行为人和违法线索，属本局管辖。")
        return self

    def filed(self) -> "Story":
        self.filing_requested()
        files.approve_filing(actor=self.cast.leader1, case=self.case)
        return self

    # --- facts ----------------------------------------------------------------

    def know(self, answers: dict[str, Any] | None = None, /, **more: Any) -> "Story":
        """Answers about the act, in the keys of the fact sheet; dots as double underscores."""
        self.act.refresh_from_db()
        for key, value in ((answers or {}) | {name.replace("__", "."): value for name, value in more.items()}).items():
            facts.record_fact(actor=self.cast.officer1, act=self.act, key=key, value=value)
        return self

    def screened(self) -> "Story":
        points = [spec.key for spec in facts.screen_points(self.case)]
        facts.complete_screen(actor=self.cast.officer1, case=self.case, confirmed=points)
        return self

    def registers_complete(self, since: str = "2020-01-01") -> "Story":
        for kind in ("own", "past"):
            Register.objects.update_or_create(kind=kind, defaults={"complete_from": since, "note": "逐卷核对"})
        return self

    def first_checked(self) -> "Story":
        self.act.refresh_from_db()
        facts.check_first_offence(actor=self.cast.officer1, act=self.act)
        return self

    def untrue(self, reported: int = 10300, actual: int = 10000, act_date: str = "2026-05-08") -> "Story":
        """Untrue figures, with what the questionnaire asks of them."""
        return self.know(
            indicator="工业总产值", unit="万元", reported=reported, actual=actual, act_date=date.fromisoformat(act_date)
        )

    # --- correction -----------------------------------------------------------

    def ordered(self, deadline: str) -> Correction:
        return corrections.order_correction(
            actor=self.cast.officer1,
            act=self.act,
            deadline=date.fromisoformat(deadline),
            requirements="更正2026年4月月报并书面说明原因。",
        )

    def order_served(self, deadline: str) -> Correction:
        row = self.ordered(deadline)
        self.printed_and_served(row.paper)
        return row

    def printed_and_served(self, paper: Paper) -> Paper:
        papers.issue_case_paper(actor=self.cast.officer1, paper=paper)
        papers.serve_paper(
            actor=self.cast.officer1, paper=paper, method="direct", served_on=today(), recipient="王明（统计负责人）"
        )
        return paper

    def rechecked(self, result: str = "full", done_on: str = ""):
        self.act.refresh_from_db()
        return corrections.record_recheck(
            actor=self.cast.officer1,
            act=self.act,
            on=today(),
            result=result,
            done_on=date.fromisoformat(done_on) if done_on else None,
            note="到现场核对了更正后的报表和台账。",
        )

    def corrected(self, *, deadline: str, done_on: str) -> "Story":
        """Ordered and served today, re-inspected as fully corrected on `done_on`."""
        self.order_served(deadline)
        self.on(done_on, 15)
        self.rechecked("full", done_on)
        return self

    # --- recommendation to decision -------------------------------------------

    def assessed(self) -> Assessment:
        self.act.refresh_from_db()
        return assessments.assess_act(actor=self.cast.officer1, act=self.act)

    def proposed(self, **fields: Any) -> Opinion:
        self.act.refresh_from_db()
        given = {"adopts": True, "reasons": "事实清楚，证据充分。"} | fields
        return proposals.propose(actor=self.cast.officer1, act=self.act, assessment=self.act.assessment, **given)

    def signed(self, by=None, **fields: Any) -> Opinion:
        opinion = self.proposed(**fields)
        row = proposals.countersign(actor=by or self.cast.head1, opinion=opinion, approve=True)
        assert not isinstance(row, proposals.SentBack), row.message
        return opinion

    def offered(self, **fields: Any) -> Offer:
        self.signed(**fields)
        return offers.make_offer(actor=self.cast.officer1, act=self.act, answer_by=today())

    def answered(self, answer: str = "accept", **fields: Any) -> "Story":
        offer = self.offered(**fields)
        offers.record_answer(
            actor=self.cast.officer1,
            offer=offer,
            answer=answer,
            means="in_person",
            words="知道了，愿意接受。" if answer == "accept" else "不需要。",
            witness=self.cast.officer2,
        )
        return self

    def decided(self, by=None):
        self.act.refresh_from_db()
        row = decisions.decide(actor=by or self.cast.leader1, act=self.act, reasons="同意承办意见，理由成立。")
        assert not isinstance(row, proposals.SentBack), row.message
        return row

    # --- afterwards -----------------------------------------------------------

    def decision_papers_served(self) -> "Story":
        """Every paper the decision brought with it, decision first."""
        for kind in ("NO_PENALTY_DECISION", "MINOR_WARNING", "REMINDER"):
            if self.case.obligations.barring().filter(kind="serve", paper_kind=kind, act=self.act).exists():
                paper = papers.draft_case_paper(
                    actor=self.cast.officer1, case=self.case, act=self.act, kind=kind, extra=EXTRA[kind]
                )
                self.printed_and_served(paper)
        return self

    def educated(self) -> "Story":
        self.act.refresh_from_db()
        education.record_education(
            actor=self.cast.officer1,
            act=self.act,
            on=today(),
            recipient="王明",
            recipient_role="统计负责人",
            content="讲解统计法第八条和填报要求。",
        )
        return self

    def closed(self) -> Case:
        return files.close_case(actor=self.cast.officer1, case=self.case, words="已决定并送达，教育完毕。")

    def reported_for_transfer(self, to_organ: str = "重庆市公安局黔江区分局"):
        self.act.refresh_from_db()
        return transfers.report_for_transfer(
            actor=self.cast.officer1,
            act=self.act,
            to_organ=to_organ,
            words="暴力阻碍统计检查，涉嫌妨害公务。",
            annexes=["调查报告", "现场录像"],
        )

    # --- whole beginnings -----------------------------------------------------

    def minor_untrue_corrected(self) -> "Story":
        """An untrue figure, small, harmless, corrected in time: mandatory no-penalty is recommended."""
        self.registered().filed().untrue().know(harm="none", minor_act=True)
        self.screened()
        return self.corrected(deadline="2026-05-18", done_on="2026-05-15")

    def first_with_minor_harm(self) -> "Story":
        """A first offence with minor harm, corrected in time: 可以不予."""
        self.registers_complete()
        self.registered().filed().untrue(2900, 2700).know(harm="minor", minor_act=False).screened().first_checked()
        return self.corrected(deadline="2026-05-18", done_on="2026-05-15")


EXTRA = {
    "NO_PENALTY_DECISION": {"evidence": ["更正前后的报表（书证）"], "education": ["如实填报，报前核对台账"]},
    "MINOR_WARNING": {"education": ["如实填报，报前核对台账"]},
    "PENALTY_DECISION": {"evidence": ["更正前后的报表（书证）"], "pay_to": "黔江区财政局非税收入专户"},
    "REMINDER": {"risks": ["临近报送期才整理数据"], "todo": [{"what": "每月5日前完成数据核对"}]},
}


def today() -> date:
    return datetime.now(CHINA).date()
