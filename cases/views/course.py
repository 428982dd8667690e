"""The ordinary procedure up to the hearing: what is intended is told, the party is heard, a hearing is held."""

from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.enums import ADMINISTRATORS
from accounts.models import User
from cases.capacity import authors_of
from cases.deadlines import clocks
from cases.forms.penalty import (
    HearingCallForm,
    HearingEndForm,
    HearingRecordForm,
    HearingRequestForm,
    NoticeForm,
    StatementForm,
)
from cases.law import law_on
from cases.models import Act, Hearing, PriorNotice
from cases.procedure import hearing_reading
from cases.services import hearings, penalties
from cases.views.steps import STEPS
from cases.views.support import act_url, find_act, to
from cases.views.work import Line, Panel, Stop, Work, WorkPage, found, taken_file, work_page
from records.enums import PaperStatus
from records.templatetags.flex import money_zh, zh_date
from rules.clocks import clock

METHODS = ["GET", "POST"]


def notice_of(act: Act) -> PriorNotice | None:
    """The newest notice of the procedure under way, or of the one that led to the decision."""
    procedure = act.penalty_procedure or act.penalty_procedures.order_by("-pk").first()
    return procedure.notice if procedure else None


def page_of(act: Act, title: str, step: str, **more: Any) -> WorkPage:
    """A page of the procedure; its head leads back to the route."""
    back = {"back_url": act_url("penalty", act), "back": "处罚程序"}
    extra = {"clocks": clocks(act.case, timezone.localdate())}
    return WorkPage(act.case, title, act.subject, STEPS[step], act=act, back=back, extra=extra, **more)


def closed_stop(act: Act) -> list[Stop]:
    if act.penalty_procedure is not None or act.state == "decided":
        return []
    text = "处理意见为处罚、经局领导同意后，才办理这一步。"
    return [Stop("这项行为没有进入处罚程序", text, act_url("penalty", act), "看处罚程序")]


def told_panel(act: Act, row: PriorNotice) -> Panel:
    on = timezone.localdate()
    pairs = [
        ("拟作出的处罚", "、".join(row.penalties)),
        ("裁量的理由", row.reasons),
        ("听证", hearing_reading(act, on, row.fine).detail_zh),
        ("陈述申辩至", zh_date(row.statement_by)),
        ("法制审核", row.review_ground or "没有认定为应当审核；举行听证的仍须审核"),
        ("集体讨论", row.discussion_ground or "没有认定为应当集体讨论；情节严重的仍须讨论"),
    ]
    if row.served_on:
        pairs.append(("送达", zh_date(row.served_on)))
    if row.hearing_until:
        pairs.append(("申请听证至", zh_date(row.hearing_until)))
    return Panel("已经告知的内容" if row.served_on else "告知书的内容", pairs)


def _range(act: Act) -> Panel:
    row = act.penalty_procedure
    if row is None or not row.fine_most:
        words = "不处罚款"
    elif row.fine_least:
        words = f"{money_zh(row.fine_least)}以上{money_zh(row.fine_most)}以下，罚款必处"
    else:
        words = f"可以并处{money_zh(row.fine_most)}以下"
    return Panel("批准的处理意见", [("罚款幅度", words), ("理由", row.reasons)]) if row else Panel("批准的处理意见")


def _may_circulate(act: Act) -> bool:
    procedure = act.penalty_procedure
    if procedure is None:
        return False
    offence = law_on(procedure.opened_on).offences[act.violation]
    return any(rule.circular for rule in offence.rules_for(act.party.kind, procedure.assessment.law_version))


@require_http_methods(METHODS)
def notice(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """拟处罚事先告知: the form drafts the paper; issued and served on the paper's own page."""
    act = find_act(request, pk, order)
    row = notice_of(act)
    is_draft = row is not None and row.paper is not None and row.paper.status == PaperStatus.DRAFT

    def write(values: dict[str, Any], version: int | None) -> str:
        made = penalties.notify_penalty(actor=request.user, act=act, version=version, **values)
        return to("paper", pk, made.paper_id)

    fields = ("fine", "reasons", "statement_by", "review_ground", "discussion_ground")
    initial = {name: getattr(row, name) for name in fields} if is_draft else {}
    if is_draft:
        initial["circular"] = penalties.CIRCULAR in row.penalties
    work = Work(
        "notify_penalty",
        "修改告知书草稿" if is_draft else "重新告知" if row else "起草事先告知书",
        "改好，看预览" if is_draft else "起草告知书，看预览",
        "告知书草稿已填好，请核对后制发、送达。",
        partial(NoticeForm, may_circulate=_may_circulate(act)),
        write,
        hint="内容、理由或者数额有变化的，重新告知，当事人重新陈述申辩。" if row and not is_draft else "",
        is_main=row is None or is_draft,
        initial=initial,
    )
    panels = [_range(act), *([told_panel(act, row)] if row else [])]
    stops = closed_stop(act)
    if row and row.paper:
        words = "草稿" if is_draft else row.paper.number
        line = Line(row.paper.title, words, url=to("paper", pk, row.paper_id))
        panels.append(Panel("告知书", lines=[line]))
    return work_page(request, page_of(act, "拟处罚事先告知", "事先告知", works=[work], panels=panels, stops=stops))


@require_http_methods(METHODS)
def statement(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    row = notice_of(act)

    def write(values: dict[str, Any], version: int | None) -> str:
        upload = taken_file(values)
        penalties.record_statement(actor=request.user, act=act, upload=upload, version=version, **values)
        return act_url("penalty", act)

    said = list(row.statements.select_related("recorded_by")) if row else []
    lines = [
        Line(
            f"{zh_date(one.on)} {one.get_kind_display()}",
            "\n".join(
                part
                for part in (one.words, one.review and f"复核（{one.get_adopted_display()}）：{one.review}")
                if part
            ),
            url=to("file", pk, one.file_id) if one.file_id else "",
        )
        for one in said
    ]
    work = Work(
        "record_statement",
        "登记陈述申辩",
        "登记",
        "陈述申辩已记入案卷。",
        StatementForm,
        write,
        hint="采纳后事实有变化的，撤回处理意见，更正事实，重新请系统建议。",
        is_open=row is not None and row.served_on is not None and act.state == "ordinary",
        upload=True,
        is_main=not said,
        initial={"on": timezone.localdate()},
    )
    stops = closed_stop(act)
    if not stops and (row is None or row.served_on is None):
        stops = [Stop("告知书还没有送达", "先制发、送达事先告知书，再登记陈述申辩。", act_url("notice", act), "去告知")]
    panels = [*([told_panel(act, row)] if row else []), Panel("陈述申辩", lines=lines, empty="还没有登记。")]
    return work_page(request, page_of(act, "陈述、申辩", "陈述申辩", works=[work], panels=panels, stops=stops))


def _hearing_panel(row: Hearing) -> Panel:
    pairs: list[tuple[str, Any]] = [
        ("申请", f"{zh_date(row.requested_on)}：{row.requested_words}"),
        ("是否在期限内", "是" if row.in_time else "否"),
    ]
    if row.scheduled_on:
        pairs += [
            (
                "举行",
                f"{zh_date(row.scheduled_on)} {row.starts_at:%H:%M} {row.place}（{'公开' if row.is_open else '不公开'}）",
            ),
            ("主持人", row.presider.name),
            ("通知日期", zh_date(row.called_on)),
        ]
    if row.held_on:
        pairs += [("实际举行", zh_date(row.held_on)), ("笔录", row.minutes), ("听证意见", row.conclusion)]
    elif row.ended_words:
        pairs.append(("终止", row.ended_words))
    return Panel("听证", pairs)


def _presiders(act: Act) -> list[User]:
    own = authors_of(act.case)
    rows = User.objects.filter(is_active=True).exclude(role__in=ADMINISTRATORS).select_related("section")
    return [person for person in rows.order_by("role", "pk") if person.pk not in own]


def _last_day_words(on: date) -> str:
    due = clock("hearing_notice_last_day")
    return f"今天通知的，最早可以定在{_earliest(on, due)}举行（{due.citations[0]}，7个工作日前通知）。"


def _earliest(on: date, rule: Any) -> str:
    calendar = law_on(on).calendar
    day = on
    while rule.due(day, calendar).passed(on):
        day = date.fromordinal(day.toordinal() + 1)
    return zh_date(day)


def _hearing_works(request: HttpRequest, act: Act, row: PriorNotice | None, live: Hearing | None) -> list[Work]:
    user, on = request.user, timezone.localdate()

    def ask(values: dict[str, Any], version: int | None) -> str:
        hearings.request_hearing(actor=user, act=act, version=version, **values)
        return act_url("hearing", act)

    open_now = row is not None and row.hearing_told and row.served_on is not None and act.state == "ordinary"
    asked = Work(
        "request_hearing",
        "登记听证申请",
        "登记申请",
        "听证申请已登记。",
        HearingRequestForm,
        ask,
        is_open=open_now and live is None and not row.hearings.filter(held_on__isnull=False).exists(),
        initial={"on": on},
    )
    return [asked, *_live_works(request, act, live)]


def _live_works(request: HttpRequest, act: Act, live: Hearing | None) -> list[Work]:
    """What can be done with a hearing that was asked for: call it, hold it, or record that it was given up."""
    user, on = request.user, timezone.localdate()
    called = live is not None and live.scheduled_on is not None

    def with_row(verb: Any) -> Any:
        def write(values: dict[str, Any], version: int | None) -> str:
            if "file" in values:
                values["upload"] = taken_file(values)
            verb(actor=user, hearing=found(live, "没有在办的听证。"), version=version, **values)
            return act_url("hearing", act)

        return write

    call = Work(
        "call_hearing",
        "改定举行日期" if called else "通知举行听证",
        "改定并通知" if called else "通知举行",
        "听证的时间、地点和主持人已确定。",
        partial(HearingCallForm, people=_presiders(act)),
        with_row(hearings.call_hearing),
        hint=_last_day_words(on),
        initial={"starts_at": hearings.NINE_THIRTY, "is_open": True},
        is_open=live is not None,
        is_main=not called,
    )
    hold = Work(
        "record_hearing",
        "登记听证笔录和意见",
        "登记听证",
        "听证笔录已入卷，决定根据笔录作出。",
        HearingRecordForm,
        with_row(hearings.record_hearing),
        is_open=called and live.presider_id == user.pk,
        is_theirs=True,
        upload=True,
        initial={"held_on": on},
    )
    end = Work(
        "withdraw_hearing",
        "当事人撤回或者放弃听证",
        "登记终止",
        "听证已终止，记入案卷。",
        HearingEndForm,
        with_row(hearings.withdraw_hearing),
        is_open=live is not None,
        is_main=False,
    )
    return [call, hold, end]


@require_http_methods(METHODS)
def hearing(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)
    row = notice_of(act)
    rows = list(row.hearings.select_related("presider")) if row else []
    live = next((one for one in rows if one.ended_at is None), None)
    stops = closed_stop(act)
    if not stops and (row is None or row.served_on is None):
        stops = [Stop("告知书还没有送达", "送达事先告知书以后，当事人才能申请听证。", act_url("notice", act), "去告知")]
    elif not stops and not row.hearing_told:
        reading = hearing_reading(act, timezone.localdate(), row.fine)
        stops = [Stop("本案不适用听证", reading.detail_zh)]
    elif live and live.scheduled_on and live.presider_id != request.user.pk:
        words = f"{zh_date(live.scheduled_on)}在{live.place}举行，由主持人{live.presider.name}登记笔录和意见。"
        stops = [Stop("等待举行听证", words, glyph="hourglass")]
    panels = [_hearing_panel(one) for one in rows]
    if row and row.hearing_until:
        words = f"{zh_date(row.served_on)}送达告知书，5个工作日内提出，最后一日是{zh_date(row.hearing_until)}。"
        panels.insert(0, Panel("申请听证的期限", [("期限", words)]))
    works = _hearing_works(request, act, row, live)
    return work_page(request, page_of(act, "听证", "听证", works=works, panels=panels, stops=stops))
