"""What imported lists ask of people: one line for many rows, since nobody reads five hundred."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from cases.deadlines import left_words
from cases.enums_intake import IntakeState, RowState
from cases.models import IntakeBatch, LateFiling, UrgingNotice
from cases.todo_rows import TodoRow
from rules.calendar import Calendar


def _line(title: str, about: str, act: str, url: str, on: date, calendar: Calendar) -> TodoRow:
    return TodoRow(
        on=None,
        title=title,
        about=about,
        left=left_words(None, on=on, unit="", calendar=calendar),
        is_late=False,
        is_waiting=False,
        url=url,
        span="",
        unit="",
        rule="",
        source="",
        act=act,
        act_url=url,
        is_pressing=False,
    )


def list_rows(people: list[User], on: date, calendar: Calendar) -> Iterator[TodoRow]:
    """Lists to confirm and to sign, units to urge, notices to serve, results to judge."""
    sections = {person.section_id for person in people}
    signers = {person.pk for person in people if person.role == Role.HEAD}
    waiting = Count("rows", filter=Q(rows__state=RowState.TO_SIGN))
    batches = IntakeBatch.objects.filter(section__in=sections, state__in=[IntakeState.CHECKED, IntakeState.DONE])
    for batch in batches.annotate(waiting=waiting).filter(Q(state=IntakeState.CHECKED) | Q(waiting__gt=0)):
        about, url = f"{batch.get_kind_display()} · {batch.file.name}", reverse("intake:batch", args=[batch.pk])
        if batch.state == IntakeState.CHECKED:
            yield _line(f"核对导入名单（{batch.total}行）", about, "核对", url, on, calendar)
        elif signers - {batch.uploaded_by_id, batch.confirmed_by_id}:
            yield _line(f"签署不立案（{batch.waiting}行）", about, "签署", url, on, calendar)
    yield from _urging(sections, on, calendar)


def _urging(sections: set[int | None], on: date, calendar: Calendar) -> Iterator[TodoRow]:
    filings = LateFiling.objects.filter(section__in=sections)
    notices = UrgingNotice.objects.filter(section__in=sections)
    for count, title, tab in (
        (filings.to_urge(on=on).count(), "催报", "urge"),
        (notices.to_serve().count(), "登记催报通知书送达", "serve"),
        (filings.to_judge(on=on).count(), "核办催报结果", "judge"),
    ):
        if count:
            url = f"{reverse('intake:urging')}?tab={tab}"
            yield _line(f"{title}（{count}项）", "逾期报送", "办理", url, on, calendar)
