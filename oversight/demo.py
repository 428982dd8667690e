"""Work for the demo bureau: a few files in every state, done through the same services as people use, dated today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.models import Act, Case
from cases.services import (
    assessments,
    corrections,
    decisions,
    education,
    facts,
    files,
    history,
    leads,
    offers,
    papers,
    proposals,
    transfers,
)
from parties.models import Party

REGISTERS_SINCE = date(2020, 1, 1)


@dataclass
class Desk:
    """Who does what in one section of the demo bureau."""

    lead: User
    assistant: User
    head: User
    leader: User

    @property
    def today(self) -> date:
        return timezone.localdate()


def _user(username: str) -> User:
    return User.objects.get(username=username)


def work_cases() -> int:
    """Make the demo files. Returns how many."""
    first = Desk(_user("officer1"), _user("officer2"), _user("head1"), _user("leader2"))
    second = Desk(_user("officer3"), _user("officer4"), _user("head2"), _user("leader2"))
    for kind in ("own", "past"):
        history.declare_register(
            actor=_user("head1"), kind=kind, complete_from=REGISTERS_SINCE, note="示范数据：逐卷核对过纸质案卷。"
        )
    stories: list[tuple[Desk, Callable[[Desk], object]]] = [
        (first, closed_late_filing),
        (first, refused_correction),
        (first, first_offence_awaiting_answer),
        (first, corrected_awaiting_signature),
        (first, violence_awaiting_leader),
        (first, correction_running),
        (first, awaiting_filing),
        (second, facts_half_answered),
    ]
    for desk, story in stories:
        story(desk)
    open_leads(first, second)
    return len(stories)


# --- the steps every file takes ---------------------------------------------------


def _filed(desk: Desk, party: str, violation: str, subject: str, *, days_ago: int, source: str = "data_check") -> Act:
    act = _registered(desk, party, violation, subject, days_ago=days_ago, source=source)
    _ask_to_file(desk, act.case)
    files.approve_filing(actor=desk.leader, case=act.case)
    return _fresh(act)


def _registered(desk: Desk, party: str, violation: str, subject: str, *, days_ago: int, source: str) -> Act:
    case = files.register_case(
        actor=desk.lead,
        party=Party.objects.get(name=party),
        source=source,
        discovered_on=desk.today - timedelta(days=days_ago),
        summary=f"核查发现：{subject}。",
    )
    files.name_officers(actor=desk.lead, case=case, lead_officer=desk.lead, assistant=desk.assistant)
    for officer in (desk.lead, desk.assistant):
        files.declare_recusal(actor=officer, case=case)
    return facts.add_act(actor=desk.lead, case=case, violation=violation, subject=subject)


def _ask_to_file(desk: Desk, case: Case) -> None:
    files.request_filing(actor=desk.lead, case=case, reason="有明确的行为人和违法线索，属本局管辖，在追究时效内。")


def _fresh(act: Act) -> Act:
    return Act.objects.select_related("case").get(pk=act.pk)


def _know(desk: Desk, act: Act, answers: dict[str, Any]) -> None:
    for key, value in answers.items():
        facts.record_fact(actor=desk.lead, act=_fresh(act), key=key, value=value)


def _screen(desk: Desk, act: Act) -> None:
    points = [spec.key for spec in facts.screen_points(act.case)]
    facts.complete_screen(actor=desk.lead, case=act.case, confirmed=points, note="逐项核对，没有发现。")


def _served(desk: Desk, paper, recipient: str) -> None:
    papers.issue_case_paper(actor=desk.lead, paper=paper)
    papers.serve_paper(actor=desk.lead, paper=paper, method="direct", served_on=desk.today, recipient=recipient)


def _order(desk: Desk, act: Act, *, days: int, requirements: str) -> None:
    row = corrections.order_correction(
        actor=desk.lead, act=_fresh(act), deadline=desk.today + timedelta(days=days), requirements=requirements
    )
    _served(desk, row.paper, "统计负责人")


def _recheck(desk: Desk, act: Act, result: str, note: str) -> None:
    corrections.record_recheck(
        actor=desk.lead,
        act=_fresh(act),
        on=desk.today,
        result=result,
        done_on=desk.today if result == "full" else None,
        note=note,
    )


def _propose(desk: Desk, act: Act, reasons: str):
    assessment = assessments.assess_act(actor=desk.lead, act=_fresh(act))
    return proposals.propose(actor=desk.lead, act=_fresh(act), assessment=assessment, adopts=True, reasons=reasons)


def _sign(desk: Desk, act: Act, reasons: str) -> None:
    proposals.countersign(actor=desk.head, opinion=_propose(desk, act, reasons), approve=True, words="同意。")


# --- one file each ----------------------------------------------------------------


def closed_late_filing(desk: Desk) -> None:
    """迟报一日, 未经催报即报: reminder, accepted, closed."""
    due = desk.today - timedelta(days=10)
    act = _filed(desk, "重庆正阳物流有限公司", "LATE", "月报《财务状况》迟报1日", days_ago=9, source="platform")
    _know(
        desk,
        act,
        {
            "due": due,
            "urged": False,
            "submitted": due + timedelta(days=1),
            "correction.done_on": due + timedelta(days=1),
            "correction.result": "full",
            "harm": "none",
        },
    )
    _screen(desk, act)
    facts.check_first_offence(actor=desk.lead, act=_fresh(act))
    _sign(desk, act, "期限届满后第1日自行报送，没有影响汇总。")
    offer = offers.make_offer(actor=desk.lead, act=_fresh(act), answer_by=desk.today + timedelta(days=5))
    offers.record_answer(
        actor=desk.lead, offer=offer, answer="accept", means="in_person", words="接受提醒。", witness=desk.assistant
    )
    decisions.decide(actor=desk.leader, act=_fresh(act), reasons="轻微、已自行改正、没有造成危害后果，同意。")
    extra = {
        "NO_PENALTY_DECISION": {
            "evidence": ["联网直报平台报送记录（电子数据）"],
            "education": ["按时报送，遇有困难提前说明"],
        },
        "REMINDER": {"risks": ["临近报送期才整理数据"], "todo": [{"what": "每月报送期前3日完成数据核对"}]},
        "MINOR_WARNING": {"education": ["按时报送"]},
    }
    for kind, more in extra.items():
        if act.case.obligations.barring().filter(kind="serve", paper_kind=kind).exists():
            paper = papers.draft_case_paper(actor=desk.lead, case=act.case, act=_fresh(act), kind=kind, extra=more)
            _served(desk, paper, "庹会计")
    education.record_education(
        actor=desk.lead,
        act=_fresh(act),
        on=desk.today,
        recipient="庹会计",
        recipient_role="统计负责人",
        content="讲解统计法第八条和报送期限，说明再次迟报的后果。",
    )
    files.close_case(actor=desk.lead, case=act.case, words="已决定不予行政处罚并送达，提醒和教育完毕。")


def refused_correction(desk: Desk) -> None:
    """Refused to correct: ordinary penalty, with range and clocks."""
    act = _filed(
        desk, "重庆阿蓬江房地产开发有限公司", "UNTRUE_DATA", "月报《房地产开发投资》本年完成投资不真实", days_ago=12
    )
    _know(
        desk,
        act,
        {
            "indicator": "本年完成投资",
            "unit": "万元",
            "reported": 18600,
            "actual": 14200,
            "act_date": desk.today - timedelta(days=40),
            "harm": "minor",
        },
    )
    _screen(desk, act)
    facts.check_first_offence(actor=desk.lead, act=_fresh(act))
    _order(desk, act, days=7, requirements="按实际完成投资更正月报，并书面说明多报的原因。")
    _recheck(desk, act, "refused", "当事人书面答复不更正。")
    _sign(desk, act, "责令后拒不改正，不符合及时改正的条件。")
    decisions.decide(actor=desk.leader, act=_fresh(act), reasons="拒不改正，按一般程序办理。")


def first_offence_awaiting_answer(desk: Desk) -> None:
    """可以不予: signed, offered, the party has not answered."""
    act = _filed(desk, "重庆渝东商贸有限公司", "UNTRUE_DATA", "限上批零月报商品销售额不真实", days_ago=8)
    _know(
        desk,
        act,
        {
            "indicator": "商品销售额",
            "unit": "万元",
            "reported": 2900,
            "actual": 2700,
            "act_date": desk.today - timedelta(days=35),
            "harm": "minor",
            "minor_act": False,
        },
    )
    _screen(desk, act)
    facts.check_first_offence(actor=desk.lead, act=_fresh(act))
    _order(desk, act, days=7, requirements="更正商品销售额，核对进销存台账。")
    _recheck(desk, act, "full", "核对了更正后的报表和台账，差错已经更正。")
    _sign(desk, act, "首次发生，快报只引用了一个月的数据并已订正，改正及时。")
    offers.make_offer(actor=desk.lead, act=_fresh(act), answer_by=desk.today + timedelta(days=5))


def corrected_awaiting_signature(desk: Desk) -> None:
    """Mandatory no penalty: proposed, the head has not signed."""
    act = _filed(
        desk,
        "重庆武岭山珍食品有限公司",
        "UNTRUE_DATA",
        "月报《工业产销总值》工业总产值不真实",
        days_ago=6,
        source="random",
    )
    _know(
        desk,
        act,
        {
            "indicator": "工业总产值",
            "unit": "万元",
            "reported": 4860,
            "actual": 4500,
            "act_date": desk.today - timedelta(days=30),
            "harm": "none",
        },
    )
    _screen(desk, act)
    facts.check_first_offence(actor=desk.lead, act=_fresh(act))
    _order(desk, act, days=7, requirements="按账面数更正工业总产值，补建审核制度。")
    _recheck(desk, act, "full", "更正后的报表与账面一致。")
    _propose(desk, act, "差错率8%，命中清单，改正及时，没有造成危害后果。")


def violence_awaiting_leader(desk: Desk) -> None:
    """暴力阻碍检查: reported to the chief for transfer."""
    act = _filed(desk, "重庆金洞矿业有限公司", "OBSTRUCT", "现场检查时以暴力阻碍执法人员", days_ago=1, source="random")
    _know(
        desk,
        act,
        {
            "act_date": desk.today - timedelta(days=1),
            "violence": True,
            "injury": True,
            "crime_suspected": True,
        },
    )
    _screen(desk, act)
    assessments.assess_act(actor=desk.lead, act=_fresh(act))
    transfers.report_for_transfer(
        actor=desk.lead,
        act=_fresh(act),
        to_organ="重庆市公安局黔江区分局",
        words="以暴力阻碍统计检查，涉嫌妨害公务。",
        annexes=["调查报告", "现场录像"],
    )


def correction_running(desk: Desk) -> None:
    """The deadline to correct still runs."""
    act = _filed(desk, "重庆冯家纸业有限公司", "NO_LEDGER", "能源统计台账单项缺失", days_ago=5)
    _know(
        desk,
        act,
        {
            "act_start": desk.today - timedelta(days=200),
            "act_end": desk.today,
            "ledger_state": "单项缺失",
            "harm": "none",
        },
    )
    _order(desk, act, days=5, requirements="补建能源购进、消费与库存台账。")


def awaiting_filing(desk: Desk) -> None:
    """Registered; the leader has not approved the filing."""
    act = _registered(
        desk, "黔江区老码头餐饮店", "LATE", "季报《住宿和餐饮业经营情况》迟报3日", days_ago=3, source="platform"
    )
    _ask_to_file(desk, act.case)


def facts_half_answered(desk: Desk) -> None:
    """Another section: facts half answered."""
    act = _filed(desk, "重庆云谷纺织有限公司", "INCOMPLETE_DATA", "月报《能源购进、消费与库存》漏填5项", days_ago=4)
    _know(desk, act, {"blank_items": 5, "required_items": 62, "act_date": desk.today - timedelta(days=20)})


def open_leads(first: Desk, second: Desk) -> None:
    for desk, party, words in (
        (first, "重庆石会农机有限公司", "联网直报平台显示季报迟报2日，已电话提醒。"),
        (second, "重庆峻岭建材有限公司", "数据核查时发现用电量与产值不匹配，待核实。"),
    ):
        leads.record_lead(
            actor=desk.lead,
            source="platform",
            received_on=desk.today - timedelta(days=2),
            description=words,
            party=Party.objects.get(name=party),
        )
