"""SQL for migrations: tables whose rows prove something can only grow."""

from django.db.migrations import RunSQL

GUARD = """
CREATE FUNCTION flex_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '“%%”只能增加，不能修改或删除。需要改正的，请另作记录。', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
"""


def create_guard() -> RunSQL:
    """The function the triggers call; created once, by the first migration that needs it."""
    return RunSQL(GUARD.replace("%%", "%"), "DROP FUNCTION flex_append_only();")


def append_only(table: str) -> RunSQL:
    """No UPDATE, DELETE or TRUNCATE on this table, whoever asks."""
    return RunSQL(
        f"""
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION flex_append_only();
        CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION flex_append_only();
        """,
        f"""
        DROP TRIGGER {table}_append_only ON {table};
        DROP TRIGGER {table}_no_truncate ON {table};
        """,
    )
