"""The one way a verb is done: lock the file, check version, state, capacity and gate; write; log; one transaction."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.models import User
from accounts.powers import Signature
from cases.capacity import authors_of, first_signature, gate_problems, refusal_words
from cases.models import Act, Case
from cases.workflow import TRANSITIONS, Transition
from documents.words import zh_date
from records.constraints import explained
from records.enums import Weight
from records.errors import DomainError, NotAllowed, Stale, WrongState
from records.models import Event
from records.services import append_event

STREAM = "cases.case"


@dataclass
class Move:
    """A verb under way. `signature` says who acts and for whom; `on` is the legal day of the act."""

    row: Transition
    actor: User
    case: Case
    act: Act | None
    signature: Signature
    on: date
    logged: bool = field(default=False, init=False)
    state_before: str = field(default="", init=False)
    state_after: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.state_before = self.state_after = self._object.state

    @property
    def _object(self) -> Case | Act:
        return self.act if self.row.object == "act" and self.act else self.case

    def goto(self, state: str) -> None:
        """Change the state as the table allows; anything else is a fault of the program."""
        if state not in self.row.to:
            raise AssertionError(f"{self.row.verb}: {state} is not in the table")
        self._object.state = state
        self.state_after = state
        self._object.save(update_fields=["state"])

    def log(
        self,
        summary: str,
        *,
        detail: str = "",
        subject: Any = None,
        weight: str = Weight.RECORD,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
        verb: str = "",
    ) -> Event:
        """Append to the file's timeline, in words that stay true whatever happens later."""
        if self.signature.for_user:
            summary = f"{summary}（代{self.signature.for_user.name}）"
        change = {"状态": self.state_after} if self.state_after != self.state_before else {}
        was = {"状态": self.state_before} if change else {}
        self.logged = True
        return append_event(
            actor=self.actor,
            verb=verb or self.row.verb,
            subject=subject or self._object,
            stream=(STREAM, self.case.pk),
            summary=summary,
            detail=detail,
            weight=weight,
            before={**was, **(before or {})},
            after={**change, **(after or {})},
        )


def case_url(case: Case) -> str:
    try:
        return reverse("cases:detail", args=[case.pk])
    except NoReverseMatch:
        return ""


def _check_version(case: Case, version: int | None) -> None:
    if version is None or version == case.version:
        return
    last = Event.objects.filter(stream=STREAM, stream_id=case.pk).order_by("-sequence").first()
    said = (
        f"{last.actor_name}在{timezone.localtime(last.at):%H:%M}办理了“{last.summary}”" if last else "案件已被他人办理"
    )
    raise Stale(
        f"您打开这一页以后，{said}。您填写的内容没有丢失，请看过最新情况后再提交。",
        way_out=case_url(case),
    )


def check_state(row: Transition, case: Case, act: Act | None) -> None:
    if row.on and case.state not in row.on:
        wanted = "案件批准立案以后，才能办理这一步。" if case.state in {"registered", "filing"} else "案件已经办结。"
        raise WrongState(f"现在不能“{row.title}”：案件{case.get_state_display()}。{wanted}", way_out=case_url(case))
    found = act if row.object == "act" else case
    if found is not None and found.state not in row.frm:
        raise WrongState(
            f"现在不能“{row.title}”：{'行为' if row.object == 'act' else '案件'}{found.get_state_display()}。{row.way_out}",
            way_out=case_url(case),
        )


def check_gate(row: Transition, case: Case, on: date) -> None:
    if problems := gate_problems(case, row.gate, on=on):
        raise DomainError(
            f"“{row.title}”须由两名有执法资格、无须回避的执法人员办理（行政处罚法42条、43条）：{'；'.join(problems)}。",
            way_out=case_url(case),
        )


@contextmanager
def translated() -> Iterator[None]:
    """What models and database refuse by name is said in Chinese, beside the field where there is one."""
    try:
        yield
    except ValidationError as error:
        named = getattr(error, "error_dict", {})
        field = next((name for name in named if name != NON_FIELD_ERRORS), "")
        raise DomainError("".join(dict.fromkeys(error.messages)), field=field) from error
    except IntegrityError as error:
        if said := explained(error):
            raise DomainError(said) from error
        raise


@contextmanager
def move(
    verb: str,
    *,
    actor: User,
    case: Case,
    act: Act | None = None,
    version: int | None = None,
    authors: set[int] | None = None,
) -> Iterator[Move]:
    """Do one verb on a file. `authors`: whose own work it is, where that is more than the file's people.

    Raises Stale, WrongState, NotAllowed or DomainError before anything is written. The rows handed in are refreshed,
    so callers see what was under the lock.
    """
    row = TRANSITIONS[verb]
    with translated(), transaction.atomic():
        locked = Case.objects.select_for_update().get(pk=case.pk)
        on = timezone.localdate()
        locked_act = None
        if act is not None:
            locked_act = Act.objects.select_for_update().get(pk=act.pk, case_id=locked.pk)
            locked_act.case = locked
        _check_version(locked, version)
        own = authors if authors is not None else authors_of(locked) if row.bars_own else set()
        signature = first_signature(row.who, actor=actor, section_id=locked.section_id, on=on, case=locked, authors=own)
        if signature is None:
            raise NotAllowed(refusal_words(row.title, row.who, actor, own), way_out=case_url(locked))
        check_state(row, locked, locked_act)
        check_gate(row, locked, on)
        step = Move(row=row, actor=actor, case=locked, act=locked_act, signature=signature, on=on)
        yield step
        if not step.logged:
            raise AssertionError(f"{verb} left no event")
        locked.version += 1
        locked.save(update_fields=["version"])
    case.refresh_from_db()
    if act is not None:
        act.refresh_from_db()


def stated(text: str, missing: str, *, field: str, limit: int = 0) -> str:
    """Text a person must have written; `missing` says what to do when it is not there."""
    text = (text or "").strip()
    if not text:
        raise DomainError(missing, field=field)
    if limit and len(text) > limit:
        raise DomainError(f"内容有{len(text)}字，最多{limit}字。请精简。", field=field)
    return text


def not_later_than_today(day: date, on: date, *, name: str, field: str) -> date:
    if day > on:
        raise DomainError(f"{name}不能晚于今天（{zh_date(on)}）。请核对日期。", field=field)
    return day
