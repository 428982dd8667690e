"""A rating stands; of a complaint only its handling is added, once."""

from importlib import import_module

from django.db import migrations

from records.triggers import append_only

_rest_stands = import_module("cases.migrations.0002_what_was_said_stands").rest_stands
ONCE = """
CREATE FUNCTION disclosure_handled_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '已经处理的投诉不能再改动。' USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER disclosure_complaint_handled_stands BEFORE UPDATE ON disclosure_complaint
    FOR EACH ROW WHEN (OLD.handled_at IS NOT NULL) EXECUTE FUNCTION disclosure_handled_stands();
"""
DROP_ONCE = """
DROP TRIGGER disclosure_complaint_handled_stands ON disclosure_complaint; DROP FUNCTION disclosure_handled_stands();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0001_initial"),
        ("cases", "0014_the_partys_own_door"),
    ]

    operations = [
        append_only("disclosure_rating"),
        _rest_stands("disclosure_complaint", ("handled_words", "handled_by_id", "handled_at")),
        migrations.RunSQL(ONCE, DROP_ONCE),
    ]
