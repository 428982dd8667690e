"""The chapters of the ordinary procedure, told on a Story."""

from datetime import date, timedelta

from cases.models import Decision, InvestigationReport, PriorNotice
from cases.services import hearings, inquiry, papers, penalties, reviews, sanctions
from cases.services.proposals import SentBack
from tests.cases.remembered import remembered
from tests.cases.story import Story, today


@remembered
class PenaltyStory(Story):
    """An untrue figure corrected too late: the range is up to 100000元."""

    def in_procedure(self) -> "PenaltyStory":
        """On 20 May 2026 a leader has agreed to the penalty procedure."""
        self.registered().filed().untrue().know(harm="none", minor_act=True).screened()
        self.order_served("2026-05-18")
        self.on("2026-05-20")
        self.rechecked("full", "2026-05-19")
        self.signed()
        Story.decided(self)
        self.act.refresh_from_db()
        self.reported()
        return self

    def reported(self) -> InvestigationReport:
        """The investigation is over and written up."""
        self.act.refresh_from_db()
        return inquiry.report_investigation(
            actor=self.cast.officer1,
            act=self.act,
            course="立案后核对了报表和台账，询问了统计负责人。",
            found="当月工业总产值多报300万元，有报表和台账证明。",
            proposal="违反统计法第八条，建议给予警告，可以并处罚款。",
        )

    def notified(self, fine: int = 10000, **fields) -> PriorNotice:
        given = {
            "reasons": "逾期一日改正，没有造成后果，从轻。",
            "statement_by": today() + timedelta(days=5),
        } | fields
        self.act.refresh_from_db()
        return penalties.notify_penalty(actor=self.cast.officer1, act=self.act, fine=fine, **given)

    def told(self, fine: int = 10000, **fields) -> PriorNotice:
        """Notified, issued and served today."""
        notice = self.notified(fine, **fields)
        papers.revise_case_paper(actor=self.cast.officer1, paper=notice.paper, extra={"evidence": ["报表（书证）"]})
        self.printed_and_served(notice.paper)
        notice.refresh_from_db()
        return notice

    def spoke(self, kind: str = "stated", **fields):
        given = {
            "on": today(),
            "words": "请从轻处理。",
            "review": "已考虑及时改正的情节。",
            "adopted": "partly",
        } | fields
        self.act.refresh_from_db()
        return penalties.record_statement(actor=self.cast.officer1, act=self.act, kind=kind, **given)

    def hearing_asked(self):
        self.act.refresh_from_db()
        return hearings.request_hearing(actor=self.cast.officer1, act=self.act, on=today(), words="书面要求听证")

    def hearing_called(self, on: str):
        return hearings.call_hearing(
            actor=self.cast.head1,
            hearing=self.hearing_asked(),
            scheduled_on=date.fromisoformat(on),
            place="本局会议室",
            presider=self.cast.reviewer1,
        )

    def hearing_held(self, on: str):
        row = self.hearing_called(on)
        self.on(on)
        return hearings.record_hearing(
            actor=self.cast.reviewer1,
            hearing=row,
            held_on=date.fromisoformat(on),
            minutes="双方陈述并质证。",
            conclusion="事实清楚，建议从轻。",
        )

    def reviewed(self, approve: bool = True, by=None):
        self.act.refresh_from_db()
        return reviews.review_legally(
            actor=by or self.cast.reviewer2, act=self.act, approve=approve, words="事实清楚，依据正确，程序合法。"
        )

    def discussed(self, **fields):
        who = self.cast
        given = {
            "attending": [who.leader1, who.leader2],
            "opinions": ["同意", "同意"],
            "conclusion": "同意拟处罚意见。",
        } | fields
        self.act.refresh_from_db()
        return reviews.discuss(actor=who.leader1, act=self.act, held_on=today(), **given)

    def punished(self, fine: int = 10000, by=None) -> Decision:
        self.act.refresh_from_db()
        row = sanctions.decide_penalty(
            actor=by or self.cast.leader1, act=self.act, fine=fine, reasons="陈述申辩部分采纳，从轻处罚。"
        )
        assert not isinstance(row, SentBack), row.message
        return row

    def simply_punished(self, fine: int = 10000) -> Decision:
        """A small fine, told, heard, decided; the decision served the same day."""
        self.in_procedure().told(fine)
        self.spoke()
        decision = self.punished(fine)
        paper = papers.draft_case_paper(
            actor=self.cast.officer1,
            case=self.case,
            act=self.act,
            kind="PENALTY_DECISION",
            extra={"pay_to": "黔江区财政局非税收入专户", "evidence": ["报表（书证）"]},
        )
        self.printed_and_served(paper)
        return decision
