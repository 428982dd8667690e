"""The ordinary procedure from review to payment; and the limit of the case."""

from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.enums import Role
from accounts.models import User
from cases.deadlines import clocks
from cases.forms.penalty import (
    ASPECTS,
    DeferralForm,
    DiscussionForm,
    ExtendLimitForm,
    PaymentForm,
    PenaltyForm,
    ReviewForm,
)
from cases.law import law_on
from cases.models import Act
from cases.procedure import procedure_facts
from cases.services import reviews, sanctions
from cases.services.proposals import SentBack
from cases.views.course import METHODS, closed_stop, notice_of, page_of, told_panel
from cases.views.heads import slim
from cases.views.sign import say
from cases.views.steps import STEPS
from cases.views.support import act_url, find_act, find_case, to
from cases.views.work import Line, Panel, Stop, Work, WorkPage, taken_file, work_page
from records.templatetags.flex import money_zh, zh_date
from rules.clocks import case_clock
from rules.gates import barring


@require_http_methods(METHODS)
def review(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """法制审核: aspect by aspect, by somebody qualified who is not of the case."""
    act = find_act(request, pk, order)
    row = notice_of(act)

    def write(values: dict[str, Any], version: int | None) -> str:
        reviews.review_legally(actor=request.user, act=act, version=version, **values)
        return act_url("penalty", act)

    rows = list(row.procedure.reviews.select_related("reviewer")) if row else []
    panels = [told_panel(act, row)] if row else []
    for one in rows:
        pairs = [(ASPECTS[key][0], words) for key, words in one.aspects.items() if key in ASPECTS]
        pairs += [
            ("审核意见", one.words),
            ("审核人", f"{one.reviewer.name} · {zh_date(timezone.localtime(one.reviewed_at))}"),
        ]
        panels.append(Panel(f"法制审核：{'通过' if one.verdict == 'approve' else '退回'}", pairs))
    work = Work(
        "review_legally",
        "再次审核" if rows else "法制审核",
        "提交审核结论",
        "法制审核已入卷。",
        ReviewForm,
        write,
        is_open=row is not None and row.served_on is not None and act.state == "ordinary",
    )
    stops = closed_stop(act)
    if not stops and not work.is_open and act.state == "ordinary":
        stops = [Stop("告知书还没有送达", "事先告知、听取意见以后再审核。", act_url("notice", act), "去告知")]
    return work_page(request, page_of(act, "法制审核", "法制审核", works=[work], panels=panels, stops=stops))


def _leaders() -> list[User]:
    return list(User.objects.filter(role=Role.LEADER, is_active=True).order_by("pk"))


@require_http_methods(METHODS)
def discussion(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """集体讨论: everybody's opinion is written down, then the conclusion."""
    act = find_act(request, pk, order)
    row = notice_of(act)

    def write(values: dict[str, Any], version: int | None) -> str:
        reviews.discuss(actor=request.user, act=act, version=version, **values)
        return act_url("penalty", act)

    procedure = row.procedure if row else act.penalty_procedure
    rows = list(procedure.discussions.all()) if procedure else []
    panels = [told_panel(act, row)] if row else []
    for one in rows:
        pairs = [(said["name"], said["words"]) for said in one.opinions]
        pairs += [("结论", one.conclusion), *([("确定的罚款", money_zh(one.fine))] if one.fine is not None else [])]
        panels.append(Panel(f"{zh_date(one.held_on)}集体讨论", pairs))
    work = Work(
        "discuss",
        "登记集体讨论",
        "登记讨论",
        "集体讨论已入卷。",
        partial(DiscussionForm, leaders=_leaders()),
        write,
        is_open=act.state == "ordinary",
        is_main=not rows,
        initial={"held_on": timezone.localdate(), "fine": row.fine if row else None},
    )
    return work_page(request, page_of(act, "集体讨论", "集体讨论", works=[work], panels=panels, stops=closed_stop(act)))


def lacking(act: Act, on: date) -> list[Line]:
    """The gates that still bar the decision, each with its article and the way to put it right."""
    row = notice_of(act)
    if row is None or act.penalty_procedure is None:
        return []
    gates = barring("decide", procedure_facts(act, on, fine=row.fine, final=True), strict=False)
    return [Line(gate.message_zh, f"{gate.way_out_zh}（{gate.citation}）", "wait", "还缺") for gate in gates]


@require_http_methods(METHODS)
def ruling(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """处罚决定 by a leader, with everything that has been said in view."""
    act = find_act(request, pk, order)
    row, on = notice_of(act), timezone.localdate()

    def write(values: dict[str, Any], version: int | None) -> str:
        made = sanctions.decide_penalty(actor=request.user, act=act, version=version, **values)
        say(request, made, "处罚决定已作出，记入案卷。请起草、制发并送达决定书。")
        return to("detail", pk) if isinstance(made, SentBack) else act_url("penalty", act)

    panels = [told_panel(act, row)] if row else []
    if row:
        panels.append(Panel("当事人的意见", lines=_heard(row), empty="还没有登记陈述申辩。"))
    missing = lacking(act, on)
    if missing:
        panels.append(Panel("决定以前还缺", lines=missing))
    if act.state == "decided" and act.decision.procedure_id:
        panels.append(_decided(act))
    work = Work(
        "decide_penalty",
        "作出处罚决定",
        "作出处罚决定",
        "",
        PenaltyForm,
        write,
        hint="告知以后事实或者法律有变化的，系统不作决定，退回承办人。",
        is_open=act.state == "ordinary",
        initial={"fine": row.fine if row else None},
    )
    return work_page(request, page_of(act, "处罚决定", "处罚决定", works=[work], panels=panels, stops=closed_stop(act)))


def _heard(row: Any) -> list[Line]:
    lines = [
        Line(
            f"{zh_date(one.on)} {one.get_kind_display()}",
            "\n".join(
                part
                for part in (one.words, one.review and f"复核（{one.get_adopted_display()}）：{one.review}")
                if part
            ),
        )
        for one in row.statements.all()
    ]
    held = [one for one in row.hearings.all() if one.held_on]
    lines += [Line(f"{zh_date(one.held_on)} 举行听证", f"听证意见：{one.conclusion}") for one in held]
    rows = row.procedure.reviews.all()
    return lines + [Line(f"法制审核：{one.get_verdict_display()}", one.words) for one in rows]


def _decided(act: Act) -> Panel:
    row = act.decision
    pairs = [
        ("处罚", "、".join(row.penalties)),
        ("理由", row.reasons),
        ("依据", "；".join(row.basis)),
        ("决定人", f"{row.decided_by.name} · {zh_date(row.decided_on)}"),
    ]
    return Panel("处罚决定", pairs)


def _owed_panel(act: Act, on: date) -> Panel:
    decision = act.decision
    left = sanctions.owed(decision, on)
    received = sanctions.served_on(decision)
    pairs = [
        ("罚款", money_zh(decision.fine or 0)),
        ("决定书送达", zh_date(received) if received else "还没有送达，期限没有开始"),
        ("缴款期限", zh_date(left.last_day) if left.last_day else "—"),
        ("尚欠罚款", money_zh(left.fine) if left.fine else "已缴清"),
        ("加处罚款", f"{money_zh(left.surcharge)}。{left.arithmetic}" if left.surcharge else left.arithmetic or "没有"),
    ]
    return Panel("应缴和已缴", pairs)


def _money_panels(act: Act, on: date, pk: int) -> list[Panel]:
    decision = act.decision
    panels = [_decided(act), _owed_panel(act, on)]
    paid = [
        Line(
            f"{zh_date(one.paid_on)} {'加处罚款' if one.is_surcharge else '罚款'}{money_zh(one.amount)}",
            f"票据号{one.voucher}",
            url=to("file", pk, one.file_id) if one.file_id else "",
        )
        for one in decision.payments.all()
    ]
    panels.append(Panel("缴款记录", lines=paid, empty="还没有缴款。"))
    later = [
        Line(f"缴至{zh_date(one.until)}", "\n".join([*one.plan_words, one.reason, f"批准人{one.approved_by.name}"]))
        for one in decision.deferrals.select_related("approved_by")
    ]
    return [*panels, Panel("暂缓、分期", lines=later)] if later else panels


@require_http_methods(METHODS)
def payment(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """What is owed and paid; a later day or instalments for a party in hardship."""
    act, on = find_act(request, pk, order), timezone.localdate()
    fined = act.state == "decided" and act.decision.procedure_id is not None and bool(act.decision.fine)
    shown = page_of(act, "缴纳罚款", "缴纳罚款")
    if not fined:
        shown.stops = [
            Stop("没有要缴的罚款", "作出有罚款的处罚决定以后，在这里登记缴款。", act_url("penalty", act), "看处罚程序")
        ]
        return work_page(request, shown)
    left = sanctions.owed(act.decision, on)

    def pay(values: dict[str, Any], version: int | None) -> str:
        upload = taken_file(values)
        sanctions.record_payment(actor=request.user, act=act, upload=upload, version=version, **values)
        return act_url("payment", act)

    def defer(values: dict[str, Any], version: int | None) -> str:
        sanctions.defer_payment(actor=request.user, act=act, version=version, **values)
        return act_url("payment", act)

    shown.panels = _money_panels(act, on, pk)
    shown.works = [
        Work(
            "record_payment",
            "登记缴款",
            "登记缴款",
            "缴款已登记。",
            PaymentForm,
            pay,
            is_open=left.total > 0 and left.last_day is not None,
            upload=True,
            initial={"paid_on": on, "amount": left.fine or left.surcharge, "is_surcharge": not left.fine},
        ),
        Work(
            "defer_payment",
            "批准暂缓或者分期缴纳",
            "批准",
            "已批准暂缓、分期缴纳。",
            DeferralForm,
            defer,
            hint="当事人确有经济困难、提出申请的，由局领导批准（行政处罚法66条2款）。",
            is_open=left.fine > 0 and left.last_day is not None,
            is_main=False,
            initial={"asked_on": on},
        ),
    ]
    return work_page(request, shown)


@require_http_methods(METHODS)
def limit(request: HttpRequest, pk: int) -> HttpResponse:
    """办案期限: the rule by its name, its days, and the extension with its reason."""
    case = find_case(request, pk)
    on = timezone.localdate()
    shown = WorkPage(case, "办案期限", "期限由法律和规章规定，延长须在届满前批准。", STEPS["办案期限"])
    shown.extra = {"clocks": clocks(case, on), "head": slim(case)}
    if case.filed_on is None:
        shown.stops = [Stop("案件还没有立案", "批准立案以后，办案期限才开始。", to("filing", pk), "去立案")]
        return work_page(request, shown)
    law = law_on(case.filed_on)
    found = case_clock(case.filed_on, law.calendar, law.procedure)
    longer = case.limit_extensions.select_related("approved_by").first()
    pairs = [
        ("适用的期限", found.hard.rule),
        ("依据", found.hard.citation),
        ("第90日提醒", zh_date(found.alert.on)),
        ("届满", zh_date(found.hard.on)),
    ]
    if found.max_extended:
        pairs.append(("最多延长至", zh_date(found.max_extended.on)))
    if longer:
        words = f"{zh_date(longer.old_limit)}延长至{zh_date(longer.new_limit)}：{longer.reason}（批准人{longer.approved_by.name}）"
        pairs.append(("已经延长", words))

    def write(values: dict[str, Any], version: int | None) -> str:
        sanctions.extend_limit(actor=request.user, case=case, version=version, **values)
        return to("limit", pk)

    shown.panels = [Panel("本案的办案期限", pairs)]
    if found.hard.passed(on) and not longer and case.state == "investigating":
        shown.stops = [
            Stop("办案期限已经届满", "不能再延长。请说明原因，尽快作出决定，并报告局领导。", glyph="alert-triangle")
        ]
    shown.works = [
        Work(
            "extend_limit",
            "延长办案期限",
            "批准延长",
            "办案期限已延长。",
            ExtendLimitForm,
            write,
            is_open=longer is None and not found.hard.passed(on) and found.max_extended is not None,
            is_main=False,
        )
    ]
    return work_page(request, shown)
