"""What somebody owes today, with the rule of each date: obligations of their files, and signatures waiting for them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.enums import CASE_WORKERS, Role
from accounts.models import User
from accounts.powers import chair, persons_stood_in_for, same_stand_ins
from cases.deadlines import left_words, split_unit
from cases.enums import ActState, Bound, CaseState, LeadState, ObligationKind, RecusalState, TransferKind
from cases.law import law_on, one_law
from cases.measure_duties import duties_of
from cases.models import Act, Case, CaseOfficer, Lead, Obligation, Opinion, Recheck, Transfer
from cases.places import url_of
from cases.querysets import OPEN_CASES
from cases.reading import read_procedures
from cases.steps import may_do, of_procedure
from cases.todo_lists import list_rows
from cases.todo_rows import TodoRow
from rules.calendar import Calendar
from rules.deadlines import add_working_days

__all__ = ["TodoRow", "section_todo", "todo", "waiting_for_party"]

# The bureau's own time limits: they warn, they close nothing.
SIGN_DAYS, PROPOSE_DAYS = 3, 5
OWN_RULE = "本局内部时限"
SHORT = 16
DAY = re.compile(r"(?:\d{4}年)?(\d+月\d+日)")
# What a row says of its file, read for all rows at once.
STANDING = Prefetch("opinions", Opinion.objects.filter(is_current=True), to_attr="standing")
CLOCKS = Prefetch(
    "case__obligations",
    Obligation.objects.open().filter(kind=ObligationKind.DECIDE, act__isnull=True),
    to_attr="clocks",
)
DOING = {
    ObligationKind.RECHECK: ("登记复查", "correction"),
    ObligationKind.SERVE: ("登记送达", "papers"),
    ObligationKind.EDUCATE: ("登记教育", "education"),
    ObligationKind.DECIDE: ("打开案卷", "detail"),
    ObligationKind.TRANSFER: ("移送", "transfer"),
    ObligationKind.CONTEST: ("办理", "transfer"),
    ObligationKind.REPLY: ("登记答复", "remedies"),
    ObligationKind.DISCLOSE: ("公示", "publication"),
    ObligationKind.WITHDRAW: ("撤回", "publication"),
    ObligationKind.REPAIR: ("登记办结", "obligations"),
    ObligationKind.FOLLOW: ("查询", "transfer"),
    ObligationKind.PAY: ("登记缴款", "payment"),
    ObligationKind.PRESERVE: ("处理", "investigation"),
    ObligationKind.COURT: ("申请", "enforce"),
    ObligationKind.FILE: ("备案", "spot"),
    ObligationKind.HAND_IN: ("登记交回", "spot"),
}


def _start_of(arithmetic: str) -> str:
    """自11月22日起: where the period starts; the file itself shows the whole arithmetic."""
    day = DAY.search(arithmetic)
    return f"自{day[1]}起" if day and len(arithmetic) > SHORT else arithmetic


def _about(case: Case) -> str:
    return f"{case} · {case.party.name}"


def _row(
    case: Case,
    title: str,
    *,
    on: date,
    calendar: Calendar,
    due: date | None = None,
    unit: str = "",
    source: str = "",
    waiting: bool = False,
    doing: tuple[str, str] = ("办理", "detail"),
    act: Act | None = None,
) -> TodoRow:
    span, kind = split_unit(unit)
    rule, _, rest = source.partition("；")
    return TodoRow(
        on=due,
        title=title,
        about=_about(case),
        left=left_words(due, on=on, unit=kind, calendar=calendar),
        is_late=due is not None and due < on,
        is_waiting=waiting,
        url=url_of("detail", case),
        span=span,
        unit=kind,
        rule=rule,
        source=_start_of(rest),
        act=doing[0],
        act_url=url_of(doing[1], case, act),
        is_pressing=not waiting and due is not None and due <= on,
    )


def _owed(rows: Iterable[Obligation], on: date, calendar: Calendar) -> Iterator[TodoRow]:
    for row in rows:
        waiting = row.bound == Bound.PARTY
        doing = ("查看", "detail") if waiting else DOING.get(row.kind, ("办理", "detail"))
        yield _row(
            row.case,
            row.title,
            on=on,
            calendar=calendar,
            due=row.due_on,
            unit=row.unit,
            source=row.due_words,
            waiting=waiting,
            doing=doing,
            act=row.act,
        )


def _internal(start: date, days: int, what: str, calendar: Calendar) -> dict[str, object]:
    due = add_working_days(start, days, calendar)
    return {"due": due.on, "unit": f"{days}个工作日", "source": f"{OWN_RULE}；自{start.month}月{start.day}日{what}起"}


def _officer_rows(people: list[User], on: date, calendar: Calendar) -> Iterator[TodoRow]:
    """The officers' own files: what the bureau owes on them, declarations, opinions to write, offers to make."""
    mine = Case.objects.filter(officers__user__in=people, officers__until_on__isnull=True).distinct()
    owed = Obligation.objects.open().filter(case__in=mine, bound=Bound.BUREAU)
    yield from _owed(owed.select_related("case__party", "act"), on, calendar)
    rows = CaseOfficer.objects.filter(
        user__in=people, until_on__isnull=True, recusal=RecusalState.NOT_ASKED, case__state__in=OPEN_CASES
    )
    for row in rows.select_related("case__party"):
        yield _row(row.case, "声明是否需要回避", on=on, calendar=calendar, doing=("声明", "officers"))
    acts = Act.objects.filter(case__in=mine.filter(state=CaseState.INVESTIGATING)).select_related("case__party")
    yield from _opinions_to_write(acts, on, calendar)
    yield from measure_rows(people, on, calendar)


def _opinions_to_write(acts: QuerySet[Act], on: date, calendar: Calendar) -> Iterator[TodoRow]:
    corrected = acts.filter(Exists(Recheck.objects.filter(act=OuterRef("pk"))), state=ActState.FACTS)
    for act in corrected.prefetch_related("rechecks"):
        last = act.rechecks.first()
        limit = _internal(last.on, PROPOSE_DAYS, "复查", calendar)
        doing = ("去提意见", "recommendation")
        yield _row(
            act.case, f"提出处理意见（行为{act.order}）", on=on, calendar=calendar, doing=doing, act=act, **limit
        )
    for act in acts.filter(state=ActState.SIGNED).prefetch_related(STANDING):
        if any(opinion.measure for opinion in act.standing):
            doing = ("征求意愿", "offer")
            yield _row(act.case, f"征求当事人意愿（行为{act.order}）", on=on, calendar=calendar, doing=doing, act=act)


def measure_rows(people: list[User], on: date, calendar: Calendar) -> Iterator[TodoRow]:
    """What the soft measures these people began call for: commitments to verify, visits to make."""
    for duty in duties_of(people):
        yield TodoRow(
            on=duty.on,
            title=duty.title,
            about=duty.party,
            left=left_words(duty.on, on=on, unit="", calendar=calendar),
            is_late=duty.on < on and not duty.is_waiting,
            is_waiting=duty.is_waiting and duty.on >= on,
            url=duty.url,
            span="",
            unit="",
            rule=duty.rule,
            source="",
            act="办理",
            act_url=duty.url,
            is_pressing=duty.on <= on,
        )


def _head_rows(people: list[User], on: date, calendar: Calendar) -> Iterator[TodoRow]:
    """Opinions of the section to sign, and leads nobody has taken up."""
    sections = {person.section_id for person in people}
    authors = {person.pk for person in people}
    acts = Act.objects.filter(case__section__in=sections, state=ActState.PROPOSED).select_related("case__party")
    yield from _to_sign(acts.exclude(case__officers__user__in=authors), on, calendar, departing=False)
    leads = Lead.objects.filter(section__in=sections, state=LeadState.OPEN, filing__isnull=True)
    for lead in leads.select_related("party"):
        yield _lead_row(lead, on, calendar)


def _lead_row(lead: Lead, on: date, calendar: Calendar) -> TodoRow:
    due = add_working_days(lead.received_on, PROPOSE_DAYS, calendar).on
    url = reverse("cases:lead", args=[lead.pk])
    return TodoRow(
        on=due,
        title=f"处理线索（{lead.get_source_display()}）",
        about=lead.party.name if lead.party else lead.party_words,
        left=left_words(due, on=on, unit="working", calendar=calendar),
        is_late=due < on,
        is_waiting=False,
        url=url,
        span=f"{PROPOSE_DAYS}个工作日",
        unit="working",
        rule=OWN_RULE,
        source=f"行政处罚法54条2款 · 自{lead.received_on.month}月{lead.received_on.day}日收到起",
        act="处理",
        act_url=url,
        is_pressing=due <= on,
    )


def _to_sign(acts: QuerySet[Act], on: date, calendar: Calendar, *, departing: bool | None) -> Iterator[TodoRow]:
    for act in acts.distinct().prefetch_related(STANDING):
        opinion = next(iter(act.standing), None)
        if opinion is None or (departing is not None and opinion.adopts == departing):
            continue
        limit = _internal(timezone.localtime(opinion.submitted_at).date(), SIGN_DAYS, "提出意见", calendar)
        title = f"签署处理意见（行为{act.order}" + ("" if opinion.adopts else "，不采纳系统建议") + "）"
        yield _row(act.case, title, on=on, calendar=calendar, doing=("签署", "countersign"), act=act, **limit)


def _leader_rows(people: list[User], on: date, calendar: Calendar) -> Iterator[TodoRow]:
    """Filings, recusals, decisions, transfers, and departures from the recommendation."""
    authors = {person.pk for person in people}
    foreign = Case.objects.exclude(officers__user__in=authors)
    for case in foreign.filter(state=CaseState.FILING).select_related("party"):
        yield _row(case, "审批立案", on=on, calendar=calendar, doing=("审批", "filing"))
    asked = CaseOfficer.objects.filter(recusal=RecusalState.ASKED, until_on__isnull=True, case__in=foreign)
    for row in asked.select_related("case__party", "user"):
        yield _row(row.case, f"决定{row.user.name}的回避", on=on, calendar=calendar, doing=("决定", "officers"))
    acts = Act.objects.filter(case__in=foreign).select_related("case__party")
    yield from _to_sign(acts.filter(state=ActState.PROPOSED), on, calendar, departing=True)
    yield from _to_decide(acts, on, calendar)
    yield from _transfers(people, acts, on, calendar)


def _to_decide(acts: QuerySet[Act], on: date, calendar: Calendar) -> Iterator[TodoRow]:
    ready = acts.filter(
        Q(state=ActState.ANSWERED) | Q(state=ActState.SIGNED, opinions__is_current=True, opinions__measure="")
    )
    for act in ready.distinct().prefetch_related(CLOCKS):
        clock = next(iter(act.case.clocks), None)
        limit = {"due": clock.due_on, "unit": clock.unit, "source": clock.due_words} if clock else {}
        doing = ("作出决定", "decide")
        yield _row(act.case, f"作出决定（行为{act.order}）", on=on, calendar=calendar, doing=doing, act=act, **limit)


def _transfers(people: list[User], acts: QuerySet[Act], on: date, calendar: Calendar) -> Iterator[TodoRow]:
    head = chair(on=on)
    rows = Transfer.objects.filter(act__in=acts, approved__isnull=True, ended_at__isnull=True)
    for row in rows.select_related("act__case__party"):
        if row.kind == TransferKind.CRIMINAL and head and head.pk not in {person.pk for person in people}:
            continue
        clock = row.act.obligations.open().filter(kind=ObligationKind.DECIDE).first()
        limit = {"due": clock.due_on, "unit": clock.unit, "source": clock.due_words} if clock else {}
        title = f"决定是否移送（行为{row.act.order}）"
        doing = ("决定", "transfer")
        yield _row(row.act.case, title, on=on, calendar=calendar, doing=doing, act=row.act, **limit)


def _ordinary_rows(people: list[User], on: date, calendar: Calendar) -> Iterator[TodoRow]:
    """What the penalty procedures call for next, where it is these people's to do."""
    for person in people:
        cases = Case.objects.all()
        acts = Act.objects.filter(state=ActState.ORDINARY).select_related("case__party", "case__section", "party")
        # An officer's steps are those of the files that name the officer; the others see what they may decide.
        if person.role == Role.OFFICER:
            acts = acts.filter(case__in=cases.worked_by(person))
        else:
            acts = acts.filter(case__in=cases.visible_to(person))
        found = list(acts)
        read_procedures(found, on)
        for act in found:
            for step in of_procedure(act, on, for_role=person.role):
                if may_do(step, person, on):
                    title = f"{step.title}（行为{act.order}）"
                    yield _row(act.case, title, on=on, calendar=calendar, doing=("办理", step.page), act=act)


ROWS_OF = {
    Role.OFFICER: (_officer_rows, list_rows, _ordinary_rows),
    Role.HEAD: (_officer_rows, _head_rows, list_rows, _ordinary_rows),
    Role.LEADER: (_leader_rows, _ordinary_rows),
    Role.REVIEWER: (_ordinary_rows,),
}


def _in_order(rows: Iterable[TodoRow]) -> list[TodoRow]:
    return sorted(rows, key=lambda row: (row.on is None, row.on or date.max, row.about, row.title))


def todo(user: User, on: date) -> list[TodoRow]:
    """Everything this person is to do, by day; also for those they stand in for, named as such."""
    with one_law(), same_stand_ins():
        calendar = law_on(on).calendar
        found = [row for rows in ROWS_OF.get(user.role, ()) for row in rows([user], on, calendar)]
        for absent in persons_stood_in_for(user, on=on):
            for rows in ROWS_OF.get(absent.role, ()):
                found += [_for_absent(row, absent) for row in rows([absent], on, calendar)]
    return _in_order(found)


def _for_absent(row: TodoRow, absent: User) -> TodoRow:
    return TodoRow(**{**row.__dict__, "about": f"{row.about}（代{absent.name}）"})


def _scope(user: User) -> QuerySet[Case]:
    cases = Case.objects.visible_to(user)
    if user.role == Role.OFFICER:
        return cases.worked_by(user)
    return cases.filter(section_id=user.section_id) if user.role == Role.HEAD else cases


def waiting_for_party(user: User, on: date) -> list[TodoRow]:
    """What parties owe or may answer on the files in this person's care."""
    rows = Obligation.objects.open().filter(case__in=_scope(user), bound=Bound.PARTY)
    return _in_order(_owed(rows.select_related("case__party", "act"), on, law_on(on).calendar))


def section_todo(user: User, on: date) -> list[TodoRow]:
    """What the whole section owes: every file it holds, and files without two officers."""
    if user.role not in CASE_WORKERS:
        return []
    calendar = law_on(on).calendar
    cases = Case.objects.filter(section_id=user.section_id)
    rows = Obligation.objects.open().filter(case__in=cases, bound=Bound.BUREAU)
    found = list(_owed(rows.select_related("case__party", "act"), on, calendar))
    named = Count("officers", filter=Q(officers__until_on__isnull=True))
    for case in cases.filter(state__in=OPEN_CASES).annotate(named=named).filter(named__lt=2).select_related("party"):
        found.append(_row(case, "指定办案人员", on=on, calendar=calendar, doing=("指定", "officers")))
    return _in_order(found)
