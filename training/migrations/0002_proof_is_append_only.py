"""Attendance, sheets, answers and what a party did can only grow; of some rows only what the work itself moves may change."""

from django.db import migrations

from records.triggers import append_only

PROOFS = (
    "training_reading",
    "training_attendance",
    "training_attendancevoid",
    "training_sessionphoto",
    "training_attempt",
    "training_attemptresult",
    "training_attemptanswer",
    "training_hourrequirement",
    "training_studynote",
    "training_learningreading",
    "training_learninganswer",
    "training_milestonereport",
    "training_pastrecord",
    "training_trainingpaper",
)

REST_STANDS = """
CREATE FUNCTION training_rest_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '“%”记下的内容不能修改或删除。需要更正的，请停用后另作记录。', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
"""

# Table, and the columns that the work may still move.
MOVING = (
    ("training_question", ("retired_at", "retired_words")),
    ("training_learningoffer", ("key", "link_until", "withdrawn_at", "withdrawn_words")),
    ("training_licenceexception", ("ended_at", "ended_words")),
    ("training_studypost", ("withdrawn_at", "withdrawn_words")),
    ("training_studyassignment", ("lifted_at",)),
    ("training_importbatch", ("state", "imported")),
)


def rest_stands(table: str, moving: tuple[str, ...]) -> migrations.RunSQL:
    columns = ", ".join(f"'{column}'" for column in moving)
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_rest_stands BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION training_rest_stands({columns});",
        f"DROP TRIGGER {table}_rest_stands ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0001_initial"),
        ("records", "0002_proof_is_append_only"),
    ]

    operations = [
        *(append_only(table) for table in PROOFS),
        migrations.RunSQL(REST_STANDS, "DROP FUNCTION training_rest_stands();"),
        *(rest_stands(table, moving) for table, moving in MOVING),
    ]
