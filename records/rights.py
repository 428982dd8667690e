"""What the application's role may do in the database. The tables belong to another role, which only migrates.

So nobody who gets hold of the application can rewrite proof or switch its triggers off. With one role for both, only the
triggers stand between; the status page says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

# By the trigger that guards a table: rows that only grow, and rows that are kept but go on.
GROWING = "%\\_append\\_only"
KEPT = "%\\_never\\_deleted"
HEADS = "records_streamhead"
MIGRATIONS = "django_migrations"
GUARDED = """
    SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace AND p.proname LIKE %s ORDER BY 1
"""
MAY_TOO_MUCH = """
    SELECT c.relname FROM pg_class c WHERE c.relname = ANY(%s) AND c.relnamespace = 'public'::regnamespace
    AND has_table_privilege(c.oid, %s) ORDER BY 1
"""


@contextmanager
def as_owner() -> Iterator[bool]:
    """The same database as the role that owns the tables, where one is configured; says whether it is another role."""
    owner = settings.DATABASE_OWNER
    kept = {name: connection.settings_dict[name] for name in owner}
    if not owner or owner["USER"] == kept["USER"]:
        yield False
        return
    connection.close()
    connection.settings_dict.update(owner)
    try:
        yield True
    finally:
        connection.close()
        connection.settings_dict.update(kept)


def guarded(cursor, function: str) -> list[str]:
    cursor.execute(GUARDED, [function])
    return [name for (name,) in cursor.fetchall()]


def grant(cursor, role: str) -> None:
    """By the owner, after migrating: work on every table, no change of proof, never TRUNCATE, TRIGGER or ownership."""
    to = f'"{role}"'
    cursor.execute(
        f"GRANT USAGE ON SCHEMA public TO {to};"
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {to};"
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {to};"
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {to};"
    )
    for table in guarded(cursor, GROWING):
        cursor.execute(f'REVOKE UPDATE, DELETE ON "{table}" FROM {to}')
    for table in guarded(cursor, KEPT):
        cursor.execute(f'REVOKE DELETE ON "{table}" FROM {to}')
    for table in (HEADS, MIGRATIONS):
        cursor.execute(f'REVOKE INSERT, UPDATE, DELETE ON "{table}" FROM {to}')


def renew() -> None:
    """The rights of the application's role as this version wants them; nothing where one role does both."""
    role = settings.DATABASES["default"]["USER"]
    with as_owner() as is_another:
        if is_another:
            with connection.cursor() as cursor:
                grant(cursor, role)


def weaknesses(cursor) -> list[str]:
    """What the connected role could do to proof that it should not, in words; empty when the roles are separate."""
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if cursor.fetchone()[0]:
        return ["应用使用的数据库角色是超级用户，可以改动一切。"]
    cursor.execute(
        "SELECT current_user, pg_get_userbyid(relowner) FROM pg_class"
        " WHERE oid = 'public.records_event'::regclass AND pg_has_role(current_user, relowner, 'MEMBER')"
    )
    if row := cursor.fetchone():
        return [f"应用使用的数据库角色{row[0]}同时拥有数据表（{row[1]}），可以停用触发器后改动留痕。"]
    growing, said = [*guarded(cursor, GROWING), HEADS], []
    for verb in ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER"):
        cursor.execute(MAY_TOO_MUCH, [growing, verb])
        if tables := [name for (name,) in cursor.fetchall()]:
            said.append(f"应用的数据库角色对{'、'.join(tables)}有{verb}权限。")
    return said


def is_separate() -> bool:
    with connection.cursor() as cursor:
        return not weaknesses(cursor)
