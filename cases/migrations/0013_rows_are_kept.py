"""No row that tells of the course of a file is deleted or rewritten, and no decision runs past what the facts say now."""

from importlib import import_module

from django.db import migrations

from records.triggers import append_only

_rest_stands = import_module("cases.migrations.0002_what_was_said_stands").rest_stands

# Who was there cannot be changed afterwards.
PROOFS = ("cases_fieldrecord_officers", "cases_spotdecision_officers", "cases_urgingnotice_filings")
KEPT = (
    "cases_case",
    "cases_act",
    "cases_lead",
    "cases_informant",
    "cases_softmeasure",
    "cases_interview",
    "cases_commitment",
    "cases_measurepaper",
    "cases_hearing",
    "cases_demand",
    "cases_contest",
    "cases_urgingnotice",
    "cases_deadlinewarning",
)
OFFICERS = (
    "until_on",
    "recusal",
    "recusal_words",
    "declared_at",
    "recusal_decided_words",
    "recusal_decided_by_id",
)

NEVER_DELETED = """
CREATE FUNCTION cases_never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '“%”中的记录不能删除。', TG_TABLE_NAME USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
"""

MEASURES = """
CREATE FUNCTION cases_measure_step_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'cases_interview' THEN
        IF OLD.attended IS NULL THEN RETURN NEW; END IF;
    ELSIF TG_TABLE_NAME = 'cases_commitment' THEN
        IF OLD.result = '' AND (NEW.measure_id, NEW.what, NEW.due_on) = (OLD.measure_id, OLD.what, OLD.due_on) THEN
            RETURN NEW;
        END IF;
    ELSIF OLD.served_on IS NULL AND (NEW.measure_id, NEW.paper_id) = (OLD.measure_id, OLD.paper_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '已经登记的约谈、承诺和送达不能改动。' USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER cases_interview_held_stands BEFORE UPDATE ON cases_interview
    FOR EACH ROW EXECUTE FUNCTION cases_measure_step_stands();
CREATE TRIGGER cases_commitment_verified_stands BEFORE UPDATE ON cases_commitment
    FOR EACH ROW EXECUTE FUNCTION cases_measure_step_stands();
CREATE TRIGGER cases_measurepaper_served_stands BEFORE UPDATE ON cases_measurepaper
    FOR EACH ROW EXECUTE FUNCTION cases_measure_step_stands();
"""
DROP_MEASURES = """
DROP TRIGGER cases_measurepaper_served_stands ON cases_measurepaper;
DROP TRIGGER cases_commitment_verified_stands ON cases_commitment;
DROP TRIGGER cases_interview_held_stands ON cases_interview; DROP FUNCTION cases_measure_step_stands();
"""

# An older, softer recommendation is no way round what was found since.
NOW = """
CREATE FUNCTION cases_decision_follows_facts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    advice varchar;
BEGIN
    SELECT outcome INTO advice FROM cases_assessment WHERE act_id = NEW.act_id ORDER BY id DESC LIMIT 1;
    IF advice IN ('CRIMINAL_TRANSFER', 'JURISDICTION_TRANSFER', 'REFER_OFFICIAL') OR (NEW.procedure_id IS NULL
        AND advice IN ('PENALTY', 'PENALTY_SERIOUS', 'PENALTY_LENIENT', 'NO_FINE_ORGAN')) THEN
        PERFORM cases_refuse('按查明的事实应当处罚或者移送，不能不予处罚。', 'decision_follows_facts');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_decision_follows_facts BEFORE INSERT ON cases_decision
    FOR EACH ROW EXECUTE FUNCTION cases_decision_follows_facts();
"""
DROP_NOW = "DROP TRIGGER cases_decision_follows_facts ON cases_decision; DROP FUNCTION cases_decision_follows_facts();"


def never_deleted(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION cases_never_deleted();",
        f"DROP TRIGGER {table}_is_kept ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_late_lists_and_urging"),
    ]

    operations = [
        migrations.RunSQL(NEVER_DELETED, "DROP FUNCTION cases_never_deleted();"),
        *(never_deleted(table) for table in KEPT),
        *(append_only(table) for table in PROOFS),
        _rest_stands("cases_caseofficer", OFFICERS),
        migrations.RunSQL(MEASURES, DROP_MEASURES),
        migrations.RunSQL(NOW, DROP_NOW),
    ]
