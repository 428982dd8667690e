"""Rows that prove something can only grow; of the others, only what the work itself moves may change."""

from django.db import migrations

from records.triggers import append_only

PROOFS = (
    "cases_evidence",
    "cases_fact_evidence",
    "cases_firstoffencecheck",
    "cases_assessment",
    "cases_countersignature",
    "cases_offer",
    "cases_answer",
    "cases_decision",
    "cases_education",
    "cases_correctionextension",
    "cases_recheck",
    "cases_recheck_evidence",
    "cases_casepaper",
    "cases_service",
)

REST_STANDS = """
CREATE FUNCTION cases_rest_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '“%”记下的内容不能修改或删除。需要更正的，请另作记录。', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
"""

# Table, and the columns that the work may still move.
MOVING = (
    ("cases_fact", ("is_current",)),
    ("cases_opinion", ("is_current", "ended_words")),
    ("cases_penaltyprocedure", ("ended_at", "ended_words")),
    (
        "cases_transfer",
        (
            "approved",
            "decided_at",
            "decided_by_id",
            "decided_for_id",
            "decided_words",
            "sent_at",
            "sent_by_id",
            "receipt_id",
            "result",
            "result_on",
            "result_words",
            "ended_at",
        ),
    ),
    ("cases_pastdecision", ("is_annulled",)),
    (
        "cases_obligation",
        ("fulfilled_at", "fulfilled_by_id", "fulfilled_words", "cancelled_at", "cancelled_words"),
    ),
)

ONE_WAY = """
CREATE FUNCTION cases_ended_rows_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'cases_obligation' THEN
        IF OLD.fulfilled_at IS NULL AND OLD.cancelled_at IS NULL THEN RETURN NEW; END IF;
    ELSIF TG_TABLE_NAME IN ('cases_fact', 'cases_opinion') THEN
        IF OLD.is_current THEN RETURN NEW; END IF;
    ELSIF OLD.ended_at IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '已经终结的记录不能再改动。' USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
"""
ENDING = ("cases_fact", "cases_opinion", "cases_penaltyprocedure", "cases_transfer", "cases_obligation")

CORRECTION = """
CREATE FUNCTION cases_issued_order_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.paper_id IS NULL OR EXISTS
        (SELECT 1 FROM records_paper WHERE id = OLD.paper_id AND status = 'draft')) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '已经制发的责令改正不能修改或删除；期限请办理延期。'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER correction_issued_stands BEFORE UPDATE OR DELETE ON cases_correction
    FOR EACH ROW EXECUTE FUNCTION cases_issued_order_stands();
"""


def rest_stands(table: str, columns: tuple[str, ...]) -> migrations.RunSQL:
    names = ", ".join(f"'{column}'" for column in columns)
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_rest_stands BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION cases_rest_stands({names});",
        f"DROP TRIGGER {table}_rest_stands ON {table};",
    )


def ended_stands(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_ended_stands BEFORE UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION cases_ended_rows_stand();",
        f"DROP TRIGGER {table}_ended_stands ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("records", "0002_proof_is_append_only"),
    ]

    operations = [
        *(append_only(table) for table in PROOFS),
        migrations.RunSQL(REST_STANDS, "DROP FUNCTION cases_rest_stands();"),
        *(rest_stands(table, columns) for table, columns in MOVING),
        migrations.RunSQL(ONE_WAY, "DROP FUNCTION cases_ended_rows_stand();"),
        *(ended_stands(table) for table in ENDING),
        migrations.RunSQL(
            CORRECTION,
            "DROP TRIGGER correction_issued_stands ON cases_correction; DROP FUNCTION cases_issued_order_stands();",
        ),
    ]
