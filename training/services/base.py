"""What every verb of this room shares: one transaction, refusals in Chinese, who may, the log."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from accounts.powers import Signature, acts_as
from records.constraints import explained
from records.enums import Weight
from records.errors import DomainError, NotAllowed
from records.services import append_event

Row = TypeVar("Row", bound=models.Model)
PERSON = "training.person"
ASK_MANAGER = "这件事由培训管理人员办理。请联系培训管理人员。"


def verb(function: Callable) -> Callable:
    """One transaction; what the database refuses by name is said in Chinese."""

    @wraps(function)
    def done(*args, **kwargs):
        try:
            with transaction.atomic():
                return function(*args, **kwargs)
        except IntegrityError as error:
            if said := explained(error):
                raise DomainError(said) from error
            raise

    return done


def saved(row: Row, *, exclude: tuple[str, ...] = ()) -> Row:
    """Check the row as the model says, then write it; a fault names the field it is about."""
    try:
        row.full_clean(exclude=exclude)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError(messages[0], field="" if field == NON_FIELD_ERRORS else field) from error
    row.save()
    return row


def locked(row: Row) -> Row:
    """The row as it is now, held until the transaction ends."""
    return type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)


def require_manager(actor: User) -> Signature:
    signature = acts_as(actor, Role.TRAINING, on=timezone.localdate())
    if signature is None:
        raise NotAllowed(ASK_MANAGER)
    return signature


def require_learner(actor: User) -> None:
    """Everybody but the three administrators learns."""
    if not actor.is_active or not actor.sees_cases:
        raise NotAllowed("系统、安全、审计三员不参加业务培训。")


def stream_of(row: models.Model) -> tuple[str, int]:
    return row._meta.label_lower, row.pk


def log(
    actor: User | None,
    name: str,
    subject: models.Model,
    summary: str,
    *,
    stream: tuple[str, int] | None = None,
    detail: str = "",
    weight: str = Weight.RECORD,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """One event; without `stream` it joins the subject's own chain."""
    append_event(
        actor=actor,
        verb=name,
        subject=subject,
        stream=stream or stream_of(subject),
        summary=summary,
        detail=detail,
        weight=weight,
        before=before,
        after=after,
    )


def person_stream(user: User) -> tuple[str, int]:
    return PERSON, user.pk
