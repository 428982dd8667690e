"""One file of each shape, worked through the services as people do: what the made-up years are printed from.

Nothing here is ever committed: `moulds` works a dossier inside a transaction that is rolled back and keeps its rows.
The days are those of one spring, the names are marked; both are replaced when a made-up case is printed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from accounts.models import User
from cases.models import Act, Case
from cases.services import (
    assessments,
    corrections,
    decisions,
    education,
    facts,
    files,
    inquiry,
    leads,
    offers,
    papers,
    penalties,
    proposals,
    sanctions,
)
from oversight.simulation.dossier_facts import EXTRA, FIRST_DAY, NOBODY, OFFENCES, SOURCE
from parties.models import Party


@dataclass
class Crew:
    """Who works on the file; `day` is set by the clock of the mould."""

    lead: User
    assistant: User
    head: User
    leader: User
    party: Party
    go_to: Callable[[date, int], None]
    act: Act = field(init=False)
    day: date = FIRST_DAY

    def wait(self, days: int = 0, *, hour: int = 9) -> None:
        """Some days later."""
        self.day += timedelta(days=days)
        self.go_to(self.day, hour)

    @property
    def case(self) -> Case:
        return self.act.case

    def fresh(self) -> Act:
        self.act = Act.objects.select_related("case").get(pk=self.act.pk)
        return self.act


# --- the steps every file takes ---------------------------------------------------


def _registered(crew: Crew, offence: str) -> None:
    subject = OFFENCES[offence].subject
    lead = leads.record_lead(
        actor=crew.lead, source=SOURCE, received_on=crew.day, description=f"核查发现：{subject}。", party=crew.party
    )
    crew.wait(hour=10)
    case = leads.lead_to_case(actor=crew.lead, lead=lead)
    files.name_officers(actor=crew.lead, case=case, lead_officer=crew.lead, assistant=crew.assistant)
    crew.wait(hour=11)
    for officer in (crew.lead, crew.assistant):
        files.declare_recusal(actor=officer, case=case)
    crew.act = facts.add_act(actor=crew.lead, case=case, violation=offence, subject=subject)


def _asked(crew: Crew) -> None:
    crew.wait(hour=15)
    files.request_filing(actor=crew.lead, case=crew.case, reason="有明确的行为人和违法线索，属本局管辖，在追究时效内。")


def _filed(crew: Crew) -> None:
    _asked(crew)
    crew.wait(1)
    files.approve_filing(actor=crew.leader, case=crew.case)
    crew.fresh()


def _know(crew: Crew, answers: Mapping[str, Any]) -> None:
    for key, value in answers.items():
        facts.record_fact(actor=crew.lead, act=crew.fresh(), key=key, value=value)


def _screened(crew: Crew) -> None:
    points = [spec.key for spec in facts.screen_points(crew.case)]
    facts.complete_screen(actor=crew.lead, case=crew.case, confirmed=points, note="逐项核对，没有发现。")


def _served(crew: Crew, paper) -> None:
    papers.issue_case_paper(actor=crew.lead, paper=paper)
    papers.serve_paper(actor=crew.lead, paper=paper, method="direct", served_on=crew.day, recipient=NOBODY)


def _ordered(crew: Crew) -> None:
    row = corrections.order_correction(
        actor=crew.lead,
        act=crew.fresh(),
        deadline=crew.day + timedelta(days=7),
        requirements="按台账更正报表或者补建台账，并书面说明原因。",
    )
    _served(crew, row.paper)


def _rechecked(crew: Crew, *, is_late: bool) -> None:
    crew.wait(8 if is_late else 5)
    corrections.record_recheck(
        actor=crew.lead,
        act=crew.fresh(),
        on=crew.day,
        result="full",
        done_on=crew.day,
        note="到现场核对了更正后的报表和台账。",
    )


def _known(crew: Crew, offence: str, gravity: str) -> None:
    """Facts, screening, first-offence check, and where it can be corrected the order and the re-inspection."""
    said, is_grave = OFFENCES[offence], gravity == "grave"
    crew.wait(1)
    _know(crew, said.grave if is_grave else said.slight)
    harm = {"slight": "none", "open": "minor", "grave": "minor" if said.is_corrected else "serious"}[gravity]
    _know(crew, {"harm": harm, "minor_act": gravity == "slight"})
    _screened(crew)
    facts.check_first_offence(actor=crew.lead, act=crew.fresh())
    if said.is_corrected:
        _ordered(crew)
        _rechecked(crew, is_late=is_grave)


def _proposed(crew: Crew):
    crew.wait(1)
    assessment = crew.fresh().assessment or assessments.assess_act(actor=crew.lead, act=crew.act)
    return proposals.propose(
        actor=crew.lead, act=crew.fresh(), assessment=assessment, adopts=True, reasons="事实清楚，证据充分，后果轻微。"
    )


def _signed(crew: Crew) -> None:
    opinion = _proposed(crew)
    crew.wait(hour=16)
    proposals.countersign(actor=crew.head, opinion=opinion, approve=True, words="同意。")
    crew.fresh()


def _offered(crew: Crew):
    _signed(crew)
    crew.wait(1)
    return offers.make_offer(actor=crew.lead, act=crew.fresh(), answer_by=crew.day + timedelta(days=5))


def _answered(crew: Crew, answer: str) -> None:
    offer = _offered(crew)
    crew.wait(2)
    words = "知道了，愿意接受。" if answer == "accept" else "不需要。"
    offers.record_answer(
        actor=crew.lead, offer=offer, answer=answer, means="in_person", words=words, witness=crew.assistant
    )


def _decided(crew: Crew) -> None:
    crew.wait(1)
    decisions.decide(actor=crew.leader, act=crew.fresh(), reasons="同意承办意见，理由成立。")
    crew.fresh()


def _papers_served(crew: Crew) -> None:
    """Every paper the decision brought with it, the decision first."""
    crew.wait(1)
    for kind in ("NO_PENALTY_DECISION", "MINOR_WARNING", "REMINDER"):
        if crew.case.obligations.barring().filter(kind="serve", paper_kind=kind).exists():
            paper = papers.draft_case_paper(
                actor=crew.lead, case=crew.case, act=crew.fresh(), kind=kind, extra=EXTRA[kind]
            )
            _served(crew, paper)


def _closed(crew: Crew, words: str) -> None:
    crew.wait(1)
    files.close_case(actor=crew.lead, case=crew.fresh().case, words=words)


def _in_procedure(crew: Crew) -> None:
    _signed(crew)
    _decided(crew)
    crew.wait(1)
    inquiry.report_investigation(
        actor=crew.lead,
        act=crew.fresh(),
        course="立案后核对了报表和台账，询问了统计负责人。",
        found="违法事实有报表和台账证明。",
        proposal="违反统计法第八条，建议给予警告，可以并处罚款。",
    )


def _told(crew: Crew, fine: int) -> None:
    _in_procedure(crew)
    notice = penalties.notify_penalty(
        actor=crew.lead,
        act=crew.fresh(),
        fine=fine,
        reasons="没有造成较重后果，从轻。",
        statement_by=crew.day + timedelta(days=5),
        band_reason="综合违法情节、改正情况和经营状况确定。",
        extra={"evidence": ["报表（书证）"]},
    )
    _served(crew, notice.paper)


def _heard(crew: Crew, fine: int, spoke: bool) -> None:
    _told(crew, fine)
    crew.wait(3 if spoke else 6)
    said = {"words": "请从轻处理。", "review": "已考虑及时改正的情节。", "adopted": "no"} if spoke else {}
    kind = "stated" if spoke else "silent"
    penalties.record_statement(actor=crew.lead, act=crew.fresh(), kind=kind, on=crew.day, **said)


def _punished(crew: Crew, fine: int, spoke: bool) -> None:
    _heard(crew, fine, spoke)
    crew.wait(1)
    sanctions.decide_penalty(actor=crew.leader, act=crew.fresh(), fine=fine, reasons="事实清楚，幅度适当。")
    crew.wait(1)
    paper = papers.draft_case_paper(
        actor=crew.lead,
        case=crew.case,
        act=crew.fresh(),
        kind="PENALTY_DECISION",
        extra=EXTRA["PENALTY_DECISION"],
    )
    _served(crew, paper)


# --- whole files ------------------------------------------------------------------


@dataclass(frozen=True)
class Shape:
    """What one made-up case needs a dossier for. `route` says how far the file went and which way."""

    route: str
    offence: str
    kind: str
    fine: int = 0
    spoke: bool = False


def work(crew: Crew, shape: Shape) -> None:
    """The whole file, from the lead to where its route ends."""
    ROUTES[shape.route](crew, shape)


def lead_open(crew: Crew, shape: Shape) -> None:
    said = f"核查发现：{OFFENCES[shape.offence].subject}。"
    leads.record_lead(actor=crew.lead, source=SOURCE, received_on=crew.day, description=said, party=crew.party)


def lead_declined(crew: Crew, shape: Shape) -> None:
    said = f"核查发现：{OFFENCES[shape.offence].subject}。"
    lead = leads.record_lead(actor=crew.lead, source=SOURCE, received_on=crew.day, description=said, party=crew.party)
    crew.wait(2)
    leads.decline_lead(actor=crew.head, lead=lead, reason="核实后数据无误。")


def registered(crew: Crew, shape: Shape) -> None:
    _registered(crew, shape.offence)


def filing(crew: Crew, shape: Shape) -> None:
    registered(crew, shape)
    _asked(crew)


def not_filed(crew: Crew, shape: Shape) -> None:
    filing(crew, shape)
    crew.wait(1)
    files.refuse_filing(actor=crew.leader, case=crew.case, reason="核实后事实不成立。")


def filed(crew: Crew, shape: Shape) -> None:
    registered(crew, shape)
    _filed(crew)


def correcting(crew: Crew, shape: Shape) -> None:
    filed(crew, shape)
    crew.wait(1)
    _know(crew, OFFENCES[shape.offence].slight)
    _ordered(crew)


def _known_as(gravity: str, then: Callable[[Crew, Shape], None]) -> Callable[[Crew, Shape], None]:
    def route(crew: Crew, shape: Shape) -> None:
        filed(crew, shape)
        _known(crew, shape.offence, gravity)
        then(crew, shape)

    return route


def _spared(answer: str, *, is_closed: bool) -> Callable[[Crew, Shape], None]:
    def then(crew: Crew, shape: Shape) -> None:
        _answered(crew, answer)
        _decided(crew)
        if is_closed:
            _papers_served(crew)
            education.record_education(
                actor=crew.lead,
                act=crew.fresh(),
                on=crew.day,
                recipient=NOBODY,
                recipient_role=NOBODY,
                content="讲解统计法第八条和填报要求。",
            )
            _closed(crew, "已决定不予行政处罚并送达，教育完毕。")

    return then


def _fined(*, is_paid: bool) -> Callable[[Crew, Shape], None]:
    def then(crew: Crew, shape: Shape) -> None:
        _punished(crew, shape.fine, shape.spoke)
        if is_paid:
            crew.wait(8)
            sanctions.record_payment(
                actor=crew.lead, act=crew.fresh(), paid_on=crew.day, amount=shape.fine, voucher="非税收入票据"
            )
            _closed(crew, "处罚决定已送达，罚款已缴清。")

    return then


ROUTES: Mapping[str, Callable[[Crew, Shape], None]] = {
    "lead_open": lead_open,
    "lead_declined": lead_declined,
    "registered": registered,
    "filing": filing,
    "not_filed": not_filed,
    "filed": filed,
    "correcting": correcting,
    "proposed": _known_as("slight", lambda crew, shape: _proposed(crew) and None),
    "signed": _known_as("slight", lambda crew, shape: _signed(crew)),
    "offered": _known_as("slight", lambda crew, shape: _offered(crew) and None),
    "answered": _known_as("open", lambda crew, shape: _answered(crew, "accept")),
    "spared_slight": _known_as("slight", _spared("accept", is_closed=True)),
    "spared_open": _known_as("open", _spared("accept", is_closed=True)),
    "spared_declined": _known_as("open", _spared("decline", is_closed=True)),
    "spared_running": _known_as("slight", _spared("accept", is_closed=False)),
    "told": _known_as("grave", lambda crew, shape: _told(crew, shape.fine)),
    "heard": _known_as("grave", lambda crew, shape: _heard(crew, shape.fine, shape.spoke)),
    "fined": _known_as("grave", _fined(is_paid=True)),
    "fined_unpaid": _known_as("grave", _fined(is_paid=False)),
}
