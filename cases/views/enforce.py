"""催告 and 申请强制执行; 当场处罚; 并案, 分案 and 竞合, each on its page."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import Bureau
from cases.enums import ActState, CaseState
from cases.forms.inquiry import (
    CourtForm,
    CourtResultForm,
    DefenceForm,
    DemandForm,
    FileSpotForm,
    JoinForm,
    SameConductForm,
    SeparateForm,
    SpotForm,
    SpotPaymentForm,
)
from cases.law import law_on
from cases.models import Act, Case
from cases.services import enforcement, sanctions, spot, structure
from cases.views.course import METHODS, page_of
from cases.views.steps import STEPS
from cases.views.support import act_url, find_act, to
from cases.views.work import Line, Panel, Stop, Work, WorkPage, found, work_page
from records.templatetags.flex import money_zh, zh_date, zh_datetime
from rules.clocks import clock


@require_http_methods(METHODS)
def enforce(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """What is done when the fine is not paid: the demand, then the court, each in its time."""
    act, on = find_act(request, pk, order), timezone.localdate()
    shown = page_of(act, "催告、申请强制执行", "强制执行")
    fined = act.state == ActState.DECIDED and act.decision.procedure_id is not None and bool(act.decision.fine)
    if not fined:
        shown.stops = [
            Stop(
                "没有要执行的罚款",
                "有罚款的处罚决定送达以后，逾期不缴的在这里催告。",
                act_url("penalty", act),
                "看处罚程序",
            )
        ]
        return work_page(request, shown)
    shown.panels = [_state_panel(act), *_demand_panels(act)]
    shown.works = _enforcement_works(request, act)
    left = sanctions.owed(act.decision, on)
    if not left.total:
        shown.stops = [Stop("罚款已经缴清", "不用催告，也不用申请强制执行。", glyph="circle-check")]
    elif left.last_day is None or left.last_day >= on:
        words = f"缴款期限到{zh_date(left.last_day)}，届满以后才能催告。" if left.last_day else "处罚决定书还没有送达。"
        shown.stops = [Stop("缴款期限还没有届满", words, glyph="hourglass")]
    return work_page(request, shown)


def _state_panel(act: Act) -> Panel:
    left = sanctions.owed(act.decision, timezone.localdate())
    window = enforcement.court_window(act.decision)
    pairs = [
        ("尚欠罚款", money_zh(left.fine) if left.fine else "已缴清"),
        ("加处罚款", f"{money_zh(left.surcharge)}。{left.arithmetic}" if left.surcharge else "没有"),
    ]
    if window:
        start, due = window
        words = f"{zh_date(start)}届满以后，到{zh_date(due.on)}为止（{due.citation}）"
        last = clock("demand_by").due(due.on, law_on(timezone.localdate()).calendar)
        pairs += [("可以申请法院的期间", words), ("催告书最迟送达", zh_date(last.on))]
    return Panel("现在的情况", pairs)


def _demand_panels(act: Act) -> list[Panel]:
    lines = []
    for row in act.decision.demands.all():
        word = f"{zh_date(row.served_on)}送达" if row.served_on else "待送达"
        sub = f"{zh_date(row.pay_until)}前履行。{row.heard_words}"
        url = to("paper", act.case_id, row.paper_id) if row.paper_id else ""
        lines.append(Line(f"{row}", sub, "done" if row.served_on else "doing", word, url))
    panels = [Panel("催告", lines=lines, empty="还没有催告。")]
    row = getattr(act.decision, "court_application", None)
    if row:
        pairs = [("法院", row.court), ("申请日期", zh_date(row.applied_on)), ("数额", money_zh(row.amount))]
        pairs += [("法院的处理", f"{zh_date(row.result_on)}：{row.result}" if row.result else "等待处理")]
        panels.append(Panel("申请强制执行", pairs))
    return panels


def _enforcement_works(request: HttpRequest, act: Act) -> list[Work]:
    decision, on = act.decision, timezone.localdate()
    left = sanctions.owed(decision, on)
    late = bool(left.total and left.last_day and left.last_day < on)
    served = decision.demands.filter(served_on__isnull=False).first()
    asked = getattr(decision, "court_application", None)
    return [*_demand_works(request, act, late, served, asked), *_court_works(request, act, late, served, asked)]


def _demand_works(request: HttpRequest, act: Act, late: bool, served: Any, asked: Any) -> list[Work]:
    user, on = request.user, timezone.localdate()

    def demand(values: dict[str, Any], version: int | None) -> str:
        row = enforcement.demand_payment(actor=user, act=act, version=version, **values)
        return to("paper", act.case_id, row.paper_id)

    def defence(values: dict[str, Any], version: int | None) -> str:
        row = found(served, "催告书还没有送达。")
        enforcement.record_defence_to_demand(actor=user, demand=row, version=version, **values)
        return act_url("enforce", act)

    least = clock("demand_wait").due(on, law_on(on).calendar).on
    return [
        Work(
            "demand_payment",
            "催告",
            "起草催告书，看预览",
            "催告书草稿已填好，请核对后制发、送达。",
            DemandForm,
            demand,
            is_open=late and served is None,
            initial={"pay_until": least},
        ),
        Work(
            "record_defence_to_demand",
            "登记当事人的陈述申辩",
            "登记",
            "已记入案卷。",
            DefenceForm,
            defence,
            is_open=served is not None and asked is None,
            is_main=False,
        ),
    ]


def _court_works(request: HttpRequest, act: Act, late: bool, served: Any, asked: Any) -> list[Work]:
    user, on = request.user, timezone.localdate()

    def court(values: dict[str, Any], version: int | None) -> str:
        row = enforcement.apply_to_court(actor=user, act=act, version=version, **values)
        return to("paper", act.case_id, row.paper_id)

    def result(values: dict[str, Any], version: int | None) -> str:
        enforcement.record_court_result(actor=user, act=act, version=version, **values)
        return act_url("enforce", act)

    return [
        Work(
            "apply_to_court",
            "申请人民法院强制执行",
            "批准申请",
            "强制执行申请书已起草，请核对后制发。",
            CourtForm,
            court,
            is_open=late and served is not None and asked is None,
            initial={"court": Bureau.objects.get().court},
        ),
        Work(
            "record_court_result",
            "登记法院的处理",
            "登记",
            "法院的处理已记入案卷。",
            CourtResultForm,
            result,
            is_open=asked is not None,
            initial={"on": on},
        ),
    ]


# --- 当场处罚 ------------------------------------------------------------------


@require_http_methods(METHODS)
def on_the_spot(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """当场处罚: whether it is open, the form, then filing and payment."""
    act, user = find_act(request, pk, order), request.user
    row = getattr(act, "spot_decision", None)
    here = act_url("spot", act)

    def decide(values: dict[str, Any], version: int | None) -> str:
        made = spot.decide_on_spot(actor=user, act=act, version=version, **values)
        return to("paper", pk, made.paper_id)

    def file(values: dict[str, Any], version: int | None) -> str:
        spot.file_spot_decision(actor=user, act=act, version=version, **values)
        return here

    def pay(values: dict[str, Any], version: int | None) -> str:
        spot.record_spot_payment(actor=user, act=act, version=version, **values)
        return here

    owing = act.obligations.open().filter(kind__in=["pay", "hand_in"]).exists()
    shown = WorkPage(act.case, "当场处罚", act.subject, STEPS["当场处罚"], act=act)
    shown.works = [
        Work(
            "decide_on_spot",
            "当场作出处罚决定",
            "当场决定，制发决定书",
            "当场处罚决定书已编号制发，请当场交付。",
            SpotForm,
            decide,
            hint="先口头告知事实、理由、依据和权利，听取陈述申辩。对当场处罚不服的，先申请行政复议（行政复议法23条）。",
            is_open=row is None and act.state == ActState.FACTS,
            initial={"decided_at": timezone.localtime().replace(second=0, microsecond=0), "warning": True},
        ),
        Work(
            "file_spot_decision",
            "备案",
            "审查备案",
            "当场处罚决定已备案。",
            FileSpotForm,
            file,
            is_open=row is not None and row.filed_on is None,
        ),
        Work(
            "record_spot_payment",
            "登记缴款",
            "登记缴款",
            "缴款已登记。",
            SpotPaymentForm,
            pay,
            is_open=row is not None and owing,
            initial={"on": timezone.localdate()},
        ),
    ]
    if row:
        shown.panels = [_spot_panel(act)]
    elif problem := spot.spot_problem(act, timezone.localdate(), 0):
        shown.stops = [Stop("现在还不能当场处罚", f"{problem}。", act_url("act", act), "看事实", "alert-triangle")]
    return work_page(request, shown)


def _spot_panel(act: Act) -> Panel:
    row = act.spot_decision
    pairs = [
        ("处罚", "、".join(row.penalties)),
        ("时间、地点", f"{zh_datetime(row.decided_at)}，{row.place}"),
        ("事实", row.facts),
        ("依据", "；".join(row.basis)),
        ("陈述申辩", row.heard),
        ("签收", row.recipient),
        ("备案", f"{zh_date(row.filed_on)} {row.filed_by.name}：{row.filed_words}" if row.filed_on else "待备案"),
        ("救济", "对当场处罚不服的，应当先申请行政复议；对复议决定不服的，再提起行政诉讼。"),
    ]
    return Panel("当场处罚决定", pairs)


# --- 并案、分案、竞合 ----------------------------------------------------------


@require_http_methods(METHODS)
def belonging(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """Where the act belongs: joined to another file, separated from this one, or one conduct with another act."""
    act, user = find_act(request, pk, order), request.user
    siblings = [row for row in act.case.acts.exclude(pk=act.pk) if row.state != ActState.MOVED]
    others = Case.objects.visible_to(user).filter(section=act.case.section, state=CaseState.INVESTIGATING)

    def join(values: dict[str, Any], version: int | None) -> str:
        values["into"] = found(values["into"], "请选择并入哪个案件。")
        new = structure.join_act(actor=user, act=act, version=version, **values)
        return to("detail", new.case_id)

    def separate(values: dict[str, Any], version: int | None) -> str:
        return to("detail", structure.separate_act(actor=user, act=act, version=version, **values).case_id)

    def mark(values: dict[str, Any], version: int | None) -> str:
        structure.mark_same_conduct(actor=user, act=act, version=version, **values)
        return act_url("belonging", act)

    twins = [row for row in siblings if row.party_id == act.party_id and row.violation != act.violation]
    shown = WorkPage(act.case, "并案、分案、同一行为", act.subject, STEPS["并案、分案"], act=act)
    shown.works = [
        Work(
            "mark_same_conduct",
            "同一行为触犯几个规定",
            "标明",
            "已记入案卷。",
            partial(SameConductForm, acts=twins),
            mark,
            hint="同一个违法行为违反几个规定的，只罚一次款，按罚款数额高的规定处罚（行政处罚法29条）。",
            is_open=bool(twins),
            is_main=False,
            initial={"other": act.same_conduct_id},
        ),
        Work(
            "separate_act",
            "分案",
            "分案办理",
            "已分案，新的案卷已建立。",
            SeparateForm,
            separate,
            is_open=bool(siblings) and act.state == ActState.FACTS,
            is_main=False,
        ),
        Work(
            "join_act",
            "并案",
            "并入",
            "已并案。",
            partial(JoinForm, cases=list(others.exclude(pk=pk).select_related("party")[:50])),
            join,
            is_open=act.state == ActState.FACTS,
            is_main=False,
        ),
    ]
    shown.panels = [_belonging_panel(act, siblings)]
    return work_page(request, shown)


def _belonging_panel(act: Act, siblings: list[Act]) -> Panel:
    lines = [Line(str(row), f"{row.party.name}：{row.subject}", url=act_url("act", row)) for row in siblings]
    for words, row in (("转往", getattr(act, "moved_to", None)), ("转自", getattr(act, "moved_from", None))):
        if row:
            other = row.target if words == "转往" else row.source
            lines.append(
                Line(f"{row.get_kind_display()}，{words}{other.case}", row.reason, url=to("detail", other.case_id))
            )
    lines += [Line(f"与{other}是同一行为", "只罚一次款，按罚款数额高的规定处罚") for other in structure.concurring(act)]
    return Panel("本案的其他行为和去向", lines=lines, empty="本案只有这一项行为。")
