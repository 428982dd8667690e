"""Verbs on saved filters: kept under a name for oneself or for the section, and dropped again."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import SavedFilter, User
from records.errors import DomainError, NotAllowed
from records.services import append_event

STREAM = "accounts.filter"
MOST = 12


def _log(actor: User, verb: str, row: SavedFilter, summary: str) -> None:
    said = {"列表": row.page, "条件": row.query, "科室共用": row.is_shared}
    append_event(actor=actor, verb=f"filter.{verb}", subject=row, stream=(STREAM, row.pk), summary=summary, after=said)


@transaction.atomic
def save_filter(*, actor: User, page: str, name: str, query: str, is_shared: bool = False) -> SavedFilter:
    """Keep the conditions of a list under a name; shared, everybody of the section finds them on the same page."""
    if not actor.sees_cases:
        raise NotAllowed("筛选由办理案件的人员保存。请联系承办科室。")
    name = name.strip()
    if not name:
        raise DomainError("请给这个筛选起个名称。", field="name")
    if not query:
        raise DomainError("现在没有筛选条件。请先筛选，再保存。", field="name")
    if is_shared and actor.section_id is None:
        raise DomainError("您不属于任何科室，筛选只能自己使用。请去掉“科室共用”。", field="is_shared")
    User.objects.select_for_update().get(pk=actor.pk)
    if SavedFilter.objects.filter(made_by=actor, page=page).count() >= MOST:
        raise DomainError(f"每个列表最多保存{MOST}个筛选。请先删去不用的。", field="name")
    row = SavedFilter(
        page=page, name=name[:30], query=query[:400], section=actor.section, is_shared=is_shared, made_by=actor
    )
    try:
        row.full_clean()
    except ValidationError as error:
        raise DomainError("".join(error.messages), field="name") from error
    row.save(force_insert=True)
    _log(actor, "save", row, f"保存筛选“{row.name}”")
    return row


@transaction.atomic
def drop_filter(*, actor: User, saved: SavedFilter) -> None:
    """Only who saved it drops it; others see no button and get this answer."""
    row = SavedFilter.objects.select_for_update().filter(pk=saved.pk).first()
    if row is None:
        raise DomainError("这个筛选已经删去。")
    if row.made_by_id != actor.pk:
        raise NotAllowed(f"这个筛选由{row.made_by.name}保存，请由本人删去。")
    _log(actor, "drop", row, f"删去筛选“{row.name}”")
    row.delete()
