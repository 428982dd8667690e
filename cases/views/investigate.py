"""调查取证 on pages: records of inspection and questioning, written queries, evidence kept, the end of the investigation."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.enums import CASE_WORKERS
from accounts.models import User
from cases.capacity import current_officers
from cases.forms.inquiry import (
    AddressForm,
    ApprovalForm,
    FieldRecordForm,
    LegalViewForm,
    PreservationForm,
    QueryForm,
    ReplyForm,
    ReportForm,
    SettleForm,
)
from cases.law import law_on
from cases.models import Act, Case, Preservation, WrittenQuery
from cases.outcomes import LEFT_OPEN
from cases.papers_soft import evidence_words, facts_words
from cases.services import enforcement, inquiry, legal_views
from cases.services.assessments import outcome_words
from cases.views.course import METHODS
from cases.views.steps import STEPS
from cases.views.support import act_url, find_act, find_case, to
from cases.views.work import Line, Panel, Stop, Work, WorkPage, found, taken_file, work_page
from parties.models import Party
from records.closing import masked
from records.templatetags.flex import zh_date, zh_datetime


def _paper_url(case: Case, paper_id: int | None) -> str:
    return to("paper", case.pk, paper_id) if paper_id else ""


def _record_lines(case: Case) -> list[Line]:
    rows = case.field_records.prefetch_related("officers")
    return [
        Line(
            f"{row.get_kind_display()} {zh_datetime(row.begun_at)}",
            f"{row.place}，{row.subject}（{row.subject_role}）；执法人员{'、'.join(one.name for one in row.officers.all())}；{row.signed}",
            url=_paper_url(case, row.paper_id),
        )
        for row in rows
    ]


def _preservation_line(case: Case, row: Preservation) -> Line:
    names = "、".join(f"{item['name']}{item['quantity']}" for item in row.items)
    if row.settled_on:
        return Line(names, f"{zh_date(row.settled_on)}：{row.fate}", "done", "已处理")
    if row.approved is None:
        return Line(names, row.reason, "wait", "待批准")
    if not row.approved:
        return Line(names, f"不批准：{row.words}", "na", "未批准")
    late = row.due_on < timezone.localdate()
    return Line(
        names,
        f"{row.place}；{zh_date(row.due_on)}前处理",
        "late" if late else "doing",
        "逾期未处理" if late else "保存中",
    )


def _people(case: Case) -> list[User]:
    named = [row.user for row in current_officers(case)]
    on = timezone.localdate()
    others = User.objects.certified(on=on).filter(role__in=CASE_WORKERS, section_id=case.section_id)
    return [*named, *(person for person in others if person not in named)]


def _record_work(request: HttpRequest, case: Case) -> Work:
    def write(values: dict[str, Any], version: int | None) -> str:
        upload = taken_file(values)
        row = inquiry.record_inquiry(actor=request.user, case=case, upload=upload, version=version, **values)
        return _paper_url(case, row.paper_id)

    initial = {"officers": [row.user_id for row in current_officers(case)]}
    return Work(
        "record_inquiry",
        "登记现场笔录、询问笔录",
        "登记，看笔录",
        "笔录已登记，请核对后打印、签字。",
        partial(FieldRecordForm, people=_people(case)),
        write,
        upload=True,
        is_main=False,
        initial=initial,
    )


def _preservation_works(request: HttpRequest, case: Case) -> list[Work]:
    asked = case.preservations.filter(approved__isnull=True).first()
    kept = case.preservations.filter(approved=True, settled_on__isnull=True).first()
    here = to("investigation", case.pk)

    def request_it(values: dict[str, Any], version: int | None) -> str:
        inquiry.request_preservation(actor=request.user, case=case, version=version, **values)
        return here

    def approve(values: dict[str, Any], version: int | None) -> str:
        row = found(asked, "没有待批准的申请。")
        inquiry.approve_preservation(actor=request.user, preservation=row, version=version, **values)
        return here

    def settle(values: dict[str, Any], version: int | None) -> str:
        row = found(kept, "没有登记保存的物品。")
        inquiry.settle_preservation(actor=request.user, preservation=row, version=version, **values)
        return here

    return [
        Work(
            "approve_preservation",
            "批准先行登记保存",
            "决定",
            "决定已记入案卷。",
            ApprovalForm,
            approve,
            hint=f"{asked.reason}" if asked else "",
            is_open=asked is not None,
        ),
        Work(
            "settle_preservation",
            "处理登记保存的物品",
            "登记处理",
            "处理情况已入卷。",
            SettleForm,
            settle,
            is_open=kept is not None,
            initial={"settled_on": timezone.localdate()},
        ),
        Work(
            "request_preservation",
            "申请先行登记保存",
            "提请局领导批准",
            "已提请局领导批准。",
            PreservationForm,
            request_it,
            hint="证据可能灭失或者以后难以取得的才用；批准后7个工作日内必须处理。",
            is_open=asked is None,
            is_main=False,
        ),
    ]


@require_http_methods(METHODS)
def investigation(request: HttpRequest, pk: int) -> HttpResponse:
    """What has been gathered on the file, and the verbs that gather more."""
    case = find_case(request, pk)
    queries = WrittenQuery.objects.filter(act__case=case).select_related("act")
    kept = list(case.preservations.all())
    evidence = [
        Line(str(row), f"{row.get_kind_display()}；{row.source}", url=to("evidence_file", pk, row.number))
        for row in case.evidence.all()
    ]
    panels = [
        Panel("检查、询问笔录", lines=_record_lines(case), empty="还没有笔录。"),
        Panel("证据", lines=evidence, note="八种证据，在“证据”页登记", empty="还没有登记证据。"),
        Panel("查询书", lines=[_query_line(case, row) for row in queries], empty="没有发过查询书。"),
        Panel("先行登记保存", lines=[_preservation_line(case, row) for row in kept], empty="没有登记保存的物品。"),
    ]
    works = [*_preservation_works(request, case), _record_work(request, case)]
    shown = WorkPage(case, "调查取证", "两名执法人员，先出示证件、告知权利，再检查、询问。", STEPS["调查取证"])
    shown.works, shown.panels = works, panels
    return work_page(request, shown)


def _query_line(case: Case, row: WrittenQuery) -> Line:
    url = _paper_url(case, row.paper_id)
    if row.result:
        return Line(f"行为{row.act.order} {row}", row.answer_words, "done", row.get_result_display(), url)
    if row.served_on is None:
        return Line(f"行为{row.act.order} {row}", row.questions, "doing", "待送达", url)
    late = row.answer_by < timezone.localdate()
    words = f"{zh_date(row.served_on)}送达，{zh_date(row.answer_by)}前答复"
    return Line(
        f"行为{row.act.order} {row}", words, "late" if late else "wait", "期满未答复" if late else "待答复", url
    )


def _reply_hint() -> str:
    """What an answer that is refused or untrue leads to, where the trade's law says so."""
    today = timezone.localdate()
    articles = law_on(today).procedure.articles("record_reply", today)
    return f"拒绝答复、不如实答复查询书的，另成案由（{'；'.join(articles)}）。" if articles else ""


@require_http_methods(METHODS)
def query(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    act = find_act(request, pk, order)

    def write(values: dict[str, Any], version: int | None) -> str:
        row = inquiry.ask_in_writing(actor=request.user, act=act, version=version, **values)
        return to("paper", pk, row.paper_id)

    work = Work(
        "ask_in_writing",
        "发查询书",
        "起草查询书，看预览",
        "查询书草稿已填好，请核对后制发、送达。",
        QueryForm,
        write,
        hint=_reply_hint(),
        is_open=act.state == "facts",
    )
    waiting = [row for row in act.queries.all() if row.served_on and not row.result]

    def reply(values: dict[str, Any], version: int | None) -> str:
        upload = taken_file(values)
        row = found(values.pop("query"), "请选择查询书。")
        row.act = act
        inquiry.record_reply(actor=request.user, query=row, upload=upload, version=version, **values)
        return act_url("query", act)

    answer = Work(
        "record_reply",
        "登记答复",
        "登记答复",
        "答复已入卷。",
        partial(ReplyForm, rows=waiting),
        reply,
        is_open=bool(waiting),
        upload=True,
        initial={"on": timezone.localdate(), "query": waiting[0].pk if waiting else None},
    )
    shown = WorkPage(act.case, "查询书", act.subject, STEPS["调查取证"], act=act, works=[answer, work])
    shown.panels = [
        Panel("已发的查询书", lines=[_query_line(act.case, row) for row in act.queries.all()], empty="还没有。")
    ]
    shown.back = {"back_url": to("investigation", pk), "back": "调查取证"}
    return work_page(request, shown)


@require_http_methods(METHODS)
def report(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """调查终结报告: filled in from the file, for the officers to finish."""
    act = find_act(request, pk, order)
    row = act.reports.select_related("made_by").first()

    def write(values: dict[str, Any], version: int | None) -> str:
        made = inquiry.report_investigation(actor=request.user, act=act, version=version, **values)
        return to("paper", pk, made.paper_id)

    work = Work(
        "report_investigation",
        "修改报告" if row else "提交调查终结报告",
        "提交，看报告",
        "调查终结报告已入卷。",
        ReportForm,
        write,
        is_open=act.state in {"facts", "ordinary"},
        is_main=row is None,
        initial=_report_so_far(act, row),
    )
    shown = WorkPage(act.case, "调查终结", act.subject, STEPS["调查终结"], act=act, works=[work])
    if row:
        made = f"{row.made_by.name} · {zh_datetime(row.made_at)}"
        pairs = [("调查经过", row.course), ("事实和证据", row.found), ("处理建议", row.proposal), ("报告人", made)]
        shown.panels = [Panel("调查终结报告", pairs)]
    return work_page(request, shown)


def _report_so_far(act: Act, row: Any) -> dict[str, str]:
    if row:
        return {"course": row.course, "found": row.found, "proposal": row.proposal}
    case = act.case
    steps = [f"{zh_date(case.filed_on)}立案"] if case.filed_on else []
    steps += [
        f"{zh_date(timezone.localtime(one.begun_at))}{one.get_kind_display()}" for one in case.field_records.all()
    ]
    opinion = act.opinion
    proposal = f"建议{outcome_words(opinion.outcome)}。{opinion.reasons}" if opinion else ""
    words = "；".join(evidence_words(act))
    return {
        "course": f"{'，'.join(steps)}。" if steps else "",
        "found": f"{facts_words(act)}证据：{words}。" if words else facts_words(act),
        "proposal": proposal,
    }


@require_http_methods(METHODS)
def legal_view(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """Where old and new law cannot be compared: the reviewer's written view."""
    act = find_act(request, pk, order)
    row = act.assessment
    needed = row is not None and row.outcome == LEFT_OPEN and act.state == "facts"

    def write(values: dict[str, Any], version: int | None) -> str:
        legal_views.give_legal_view(actor=request.user, act=act, version=version, **values)
        return act_url("recommendation", act)

    work = Work(
        "give_legal_view",
        "出具法律适用意见",
        "出具意见",
        "法律适用意见已入卷，承办人按意见提出处理意见。",
        partial(LegalViewForm, versions=legal_views.versions_of(act), outcomes=legal_views.CHOICES),
        write,
        is_open=needed,
    )
    given = [
        (
            f"{zh_date(timezone.localtime(one.given_at))} {one.given_by.name}",
            f"适用{one.law_version}，{outcome_words(one.outcome)}。{one.reasons}\n依据：{'；'.join(one.basis)}",
        )
        for one in act.legal_views.select_related("given_by")
    ]
    shown = WorkPage(act.case, "法律适用意见", act.subject, STEPS["法律适用意见"], act=act, works=[work])
    shown.panels = [Panel("已出具的意见", given, empty="还没有。")]
    if not needed:
        text = "系统建议为“需法制审核”（新旧法的轻重无法比较）时，才需要书面意见。"
        shown.stops = [Stop("现在不需要法律适用意见", text, act_url("recommendation", act), "看系统建议")]
    return work_page(request, shown)


@require_http_methods(METHODS)
def addresses(request: HttpRequest, pk: int) -> HttpResponse:
    """送达地址确认: where the parties want their papers, and who agreed to electronic service."""
    case = find_case(request, pk)
    parties = list(Party.objects.filter(acts__case=case).distinct()) or [case.party]

    def write(values: dict[str, Any], version: int | None) -> str:
        upload = taken_file(values)
        party = found(values.pop("party"), "请选择当事人。")
        enforcement.confirm_address(
            actor=request.user, case=case, party=party, upload=upload, version=version, **values
        )
        return to("addresses", pk)

    first = parties[0]
    initial = {
        "party": first.pk,
        "recipient": first.representative,
        "address": first.address,
        "confirmed_on": timezone.localdate(),
    }
    work = Work(
        "confirm_address",
        "登记送达地址确认书",
        "登记",
        "送达地址已登记。",
        partial(AddressForm, parties=parties),
        write,
        upload=True,
        initial=initial,
    )
    lines = [
        Line(
            f"{row.party.name}：{row.address}",
            f"{row.recipient}，{masked(row.phone)}；{zh_date(row.confirmed_on)}确认",
            "yes" if row.electronic else "na",
            f"同意电子送达：{row.electronic_to}" if row.electronic else "不同意电子送达",
            to("file", pk, row.file_id) if row.file_id else "",
        )
        for row in case.addresses.select_related("party")
    ]
    shown = WorkPage(
        case, "送达地址", "由当事人确认；是否接受电子送达，由当事人自愿选择。", STEPS["文书与送达"], works=[work]
    )
    shown.panels = [Panel("已确认的送达地址", lines=lines, note="以最新的为准", empty="还没有确认。")]
    return work_page(request, shown)
