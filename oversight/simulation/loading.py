"""Many rows at once: COPY into tables whose triggers, and for large loads foreign keys and indexes, wait until the end.

All in the caller's transaction: whoever reads meanwhile sees nothing, and a load broken off leaves everything as it was.
Triggers that judge one step of a file ("earned") cannot judge a file that comes in whole; they were all in force when
its mould was worked. Foreign keys, unique constraints and checks are proven by the database itself when they come back.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import StringIO

from django.db import connection

from records.models import NumberSeries

MEMORY = "512MB"


@contextmanager
def opened(tables: Iterable[str], *, is_large: bool) -> Iterator[None]:
    """Triggers of these tables are off inside; with `is_large` foreign keys and indexes are built anew at the end."""
    tables = sorted(tables)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"SET LOCAL maintenance_work_mem TO '{MEMORY}'")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        later = _taken_off(cursor, tables) if is_large else []
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in later:
            cursor.execute(statement)
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def _taken_off(cursor, tables: list[str]) -> list[str]:
    """Drop what would be kept up row by row; returns the statements that bring it back, indexes first."""
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, contype, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'u') ORDER BY contype DESC, conname",
        [tables],
    )
    constraints = cursor.fetchall()
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary"
        " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY 1",
        [tables],
    )
    indexes = cursor.fetchall()
    again = [definition for _, definition in indexes]
    again += [f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {words}' for table, name, kind, words in constraints]
    cursor.execute("SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f'"
                   " AND confrelid = ANY(%s::regclass[]) AND conindid = ANY(SELECT conindid FROM pg_constraint"
                   " WHERE contype = 'u' AND conrelid = ANY(%s::regclass[]))", [tables, tables])  # fmt: skip
    held = cursor.fetchall()
    if held:
        raise RuntimeError(f"foreign keys rest on unique constraints: {held}")
    for table, name, _, _ in sorted(constraints, key=lambda one: one[2]):
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    return again


def copy(columns: Mapping[str, tuple[str, ...]], lines: Mapping[str, list[str]]) -> None:
    """Lines as COPY writes them."""
    with connection.cursor() as cursor:
        for table, rows in lines.items():
            names = ", ".join(f'"{name}"' for name in columns[table])
            cursor.copy_expert(f'COPY "{table}" ({names}) FROM STDIN', StringIO("".join(rows)))


def numbers_used(organ: str, last: Mapping[tuple[str, str], int]) -> None:
    """The series of paper numbers go on where the prints ended."""
    for (word, year), number in last.items():
        NumberSeries.objects.update_or_create(
            organ_word=organ, number_word=word, year=int(year), defaults={"last": number}
        )


def numbers_taken(organ: str) -> dict[tuple[str, str], int]:
    rows = NumberSeries.objects.filter(organ_word=organ).values_list("number_word", "year", "last")
    return {(word, str(year)): last for word, year, last in rows}
