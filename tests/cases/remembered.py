"""Chapters told once: the third time a story begins the same way, its rows are copied in.

A chapter takes many statements through the services; its rows take a few. It is remembered only where nothing else was
written before or between: same people, same hour, same law, same printer, same words. What a service proves it proves
the first two times; a test that touches anything in between is told everything in earnest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, wraps
from io import BytesIO
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.utils import timezone

import cases.law
import documents
from tests.shipped import without_triggers

PLAIN = (str, int, bool, date, type(None))
ROOMS = ("records", "parties", "exemptions", "cases", "training", "oversight", "disclosure")
UNTOLD = {"on"}
_kept: dict[tuple, "Kept"] = {}
_told: set[tuple] = set()
MYSELF = object()


@dataclass(frozen=True)
class Kept:
    """How a chapter ends: rows by table, the hour, what the story holds, what the chapter hands back."""

    rows: dict[str, bytes]
    hour: datetime
    held: dict[str, Any]
    answer: Any


@cache
def _tables() -> tuple[str, ...]:
    models = (model for room in ROOMS for model in apps.get_app_config(room).get_models(include_auto_created=True))
    return tuple(model._meta.db_table for model in models if not model._meta.proxy)


@cache
def _numbering() -> str:
    """Every number starts after the last that is taken: the same story gets the same numbers in every test."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('setval(%L, COALESCE((SELECT max(%I) FROM %I), 0) + 1, false)',"
            " pg_get_serial_sequence(quote_ident(table_name), column_name), column_name, table_name)"
            " FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES'"
        )
        return f"SELECT {', '.join(row[0] for row in cursor.fetchall())}"


def restart_numbers() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_numbering())


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM \"{table}\"" for table in _tables()))
        return dict(cursor.fetchall())


PEOPLE = """
    SELECT md5(string_agg(concat_ws('|', id, username, name, role, section_id, certificate_number, certificate_from,
        certificate_until, legally_qualified, is_active, phone), ';' ORDER BY id)),
        (SELECT md5(string_agg((to_jsonb(b) - 'created_at')::text, ';')) FROM accounts_bureau b), (SELECT count(*) FROM accounts_standin),
        (SELECT md5(string_agg(s::text, ';' ORDER BY id)) FROM accounts_section s) FROM accounts_user
"""


def _people() -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE)
        return cursor.fetchone()


def _pulse() -> int:
    """Grows with every row written in this transaction, whoever writes it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables")
        return int(cursor.fetchone()[0] or 0)


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    return all(map(_is_plain, value)) if isinstance(value, (list, tuple)) else isinstance(value, PLAIN)


def _so_far(story) -> tuple | None:
    """What was told before, if nothing else was written since; None where that cannot be known."""
    pulse = _pulse()
    if not connection.in_atomic_block or not pulse:
        return None
    trail, after = vars(story).get("_told", (None, 0))
    if trail is not None:
        return trail if pulse == after else None
    if "_told" in vars(story) or any(_counts().values()):
        return None
    return (type(story), cases.law.current_law().digest, documents.render.__qualname__, _people())


def _copied_out() -> dict[str, bytes]:
    found, now = {}, _counts()
    with connection.cursor() as cursor:
        for table in (table for table in _tables() if now[table]):
            rows = BytesIO()
            cursor.copy_expert(f'COPY "{table}" TO STDOUT', rows)
            found[table] = rows.getvalue()
    return found


def _put(rows: dict[str, bytes], before: dict[str, bytes] | None) -> None:
    """Only the tables that the chapter changed; all of them where it is not known how they were."""
    known = before if before is not None else dict.fromkeys(_tables())
    changed = [table for table in known | rows if rows.get(table) != known.get(table)]
    with connection.cursor() as cursor, without_triggers(cursor, changed):
        cursor.execute("".join(f'DELETE FROM "{table}";' for table in changed if table in known) or "SELECT")
        for table in changed:
            cursor.copy_expert(f'COPY "{table}" FROM STDIN', BytesIO(rows.get(table, b"")))
        after = (f"setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM \"{name}\"))" for name in rows)
        cursor.execute(f"SELECT {', '.join(after)}")


def _held(story) -> dict[str, Any]:
    return {name: value for name, value in vars(story).items() if name not in {"cast", "clock", "_told"}}


def _fresh(value: Any) -> Any:
    return type(value)._default_manager.get(pk=value.pk) if isinstance(value, Model) else value


def _remembered(chapter: Callable) -> Callable:
    @wraps(chapter)
    def told(story, *args: Any, **fields: Any):
        before = _so_far(story) if _is_plain([args, fields]) else None
        if before is None:
            story._told = (None, 0)
            return chapter(story, *args, **fields)
        words = repr((chapter.__name__, args, sorted(fields.items()), timezone.now()))
        key = (before, words)
        if kept := _kept.get(key):
            empty_house = "_told" not in vars(story)
            _put(kept.rows, {} if empty_house else _kept[before].rows if before in _kept else None)
            story.clock.move_to(kept.hour)
            vars(story).update({name: _fresh(value) for name, value in kept.held.items()})
            answer = story if kept.answer is MYSELF else _fresh(kept.answer)
        else:
            answer = chapter(story, *args, **fields)
            if key in _told:
                said = MYSELF if answer is story else answer
                _kept[key] = Kept(_copied_out(), timezone.now(), _held(story), said)
            _told.add(key)
        story._told = (key, _pulse())
        return answer

    return told


def remembered(story: type) -> type:
    """All chapters of a story; only moving the clock writes nothing."""
    for name, chapter in list(vars(story).items()):
        if callable(chapter) and not name.startswith("_") and name not in UNTOLD:
            setattr(story, name, _remembered(chapter))
    return story
