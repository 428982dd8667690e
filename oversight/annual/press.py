"""Laying out the report of frozen data: once, in the background, with its progress on its row; then only bytes are handed out."""

import hashlib
import json

from django.db import connection, transaction
from django.utils import timezone

from documents import report
from oversight.enums import PressState
from oversight.models import AnnualReport
from records import chain
from records.errors import DomainError

LOCK = "oversight.press"


class DataChanged(DomainError):
    """The frozen data no longer has its hash."""


def press(pk: int) -> None:
    """Whoever is first lays out; a second start finds it under way or done, and one that died is begun again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, %s))", [LOCK, pk])
        if not cursor.fetchone()[0]:
            return
    try:
        _lay_out(pk)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, %s))", [LOCK, pk])


def _lay_out(pk: int) -> None:
    row = AnnualReport.objects.select_related("assessment").get(pk=pk)
    if row.state == PressState.DONE:
        return
    _tell(row, "正在核对冻结数据", first=True)
    try:
        pdf, pages = render(row)
    except Exception as error:
        row.state, row.problem = PressState.FAILED, f"{error}"[:300]
        row.save(update_fields=["state", "problem"])
        raise
    with transaction.atomic():
        row.pdf, row.pages, row.sha256 = pdf, pages, hashlib.sha256(pdf).hexdigest()
        row.state, row.step, row.done, row.made_at = PressState.DONE, "", row.total, timezone.now()
        row.save()


def render(row: AnnualReport) -> tuple[bytes, int]:
    """The report of the frozen data and of nothing else."""
    said, sha256 = row.assessment.data, row.assessment.sha256
    if chain.sha256(said) != sha256:
        raise DataChanged("冻结数据和校验值对不上，没有排版。请审计员核对备份。")
    return report.render(json.loads(said), sha256=sha256, tell=lambda step: _tell(row, step))


def _tell(row: AnnualReport, step: str, *, first: bool = False) -> None:
    row.state, row.step, row.problem = PressState.RUNNING, step, ""
    row.done = 0 if first else row.done + 1
    row.save(update_fields=["state", "step", "problem", "done"])
