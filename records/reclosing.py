"""Closing what still lies open, and closing anew under a new key."""

from collections.abc import Iterator

from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from records import closing, rights
from records.closing import ClosedField, DigestField
from records.errors import DomainError

STEP = 500


def columns() -> Iterator[tuple[type[models.Model], ClosedField, DigestField | None]]:
    """Every closed column, and the digest that goes with it."""
    for model in apps.get_models():
        fields = model._meta.concrete_fields
        for column in fields:
            if isinstance(column, ClosedField):
                beside = (one for one in fields if isinstance(one, DigestField) and one.of == column.name)
                yield model, column, next(beside, None)


def add_key() -> None:
    """A new first key in the file; the older ones still open what they closed."""
    if settings.PERSONAL_KEYS:
        raise DomainError("密钥由PERSONAL_KEYS指定：请在最前面加上新的密钥，重启后再运行rotate_keys --close-only。")
    closing.write_keys((Fernet.generate_key().decode(), *closing.keys()))


def drop_old_keys() -> None:
    """Only when nothing is closed by them any more."""
    if settings.PERSONAL_KEYS:
        raise DomainError("密钥由PERSONAL_KEYS指定：请自行去掉旧的密钥后重启。")
    if left := sum(1 for model, column, _ in columns() for _ in _old(model, column)):
        raise DomainError(f"还有{left}项由旧的密钥加密，旧的密钥没有去掉。请先运行rotate_keys。")
    closing.write_keys(closing.keys()[:1])


def close_all() -> int:
    """Everything under the first key; may be broken off and begun again. Returns how many were closed anew."""
    done = 0
    for model, column, beside in columns():
        while some := list(_old(model, column))[:STEP]:
            with rights.as_owner(), transaction.atomic(), connection.cursor() as cursor:
                _write(cursor, model, column, beside, some)
            done += len(some)
    return done


def _old(model: type[models.Model], column: ClosedField) -> Iterator[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT id, "{column.column}" FROM "{model._meta.db_table}" WHERE "{column.column}" <> \'\'')
        rows = cursor.fetchall()
    return ((pk, held) for pk, held in rows if not closing.is_newest(held))


def _write(cursor, model, column: ClosedField, beside: DigestField | None, some: list[tuple[int, str]]) -> None:
    """Behind the trigger that keeps some of these rows as they are: what they say does not change. No other row is touched."""
    table = model._meta.db_table
    also = f', "{beside.column}" = %s' if beside else ""
    cursor.execute(f'SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE "{table}" DISABLE TRIGGER USER')
    for pk, held in some:
        text = closing.open_text(held)
        values = [closing.close_text(text), *([closing.digest(closing.number_key(text))] if beside else [])]
        # Whoever wrote another number in between closed it under the newest key.
        where = f'WHERE id = %s AND "{column.column}" = %s'
        cursor.execute(f'UPDATE "{table}" SET "{column.column}" = %s{also} {where}', [*values, pk, held])
    cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def close_table(table: str, column: str, digest: str = "") -> None:
    """For a migration: the rows of an older version, whose numbers lay open."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT id, "{column}" FROM "{table}" WHERE "{column}" <> \'\'')
        rows = [row for row in cursor.fetchall() if not row[1].startswith(closing.PREFIX)]
        if not rows:
            return
        also = f', "{digest}" = %s' if digest else ""
        cursor.execute(f'SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for pk, text in rows:
            values = [closing.close_text(text), *([closing.digest(closing.number_key(text))] if digest else [])]
            cursor.execute(f'UPDATE "{table}" SET "{column}" = %s{also} WHERE id = %s', [*values, pk])
        cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
