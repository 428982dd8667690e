"""What was asked, answered and closed stands; nothing is closed unheard."""

from django.db import migrations

from records.triggers import append_only

HEARD = """
CREATE FUNCTION oversight_closing_is_heard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM oversight_findinganswer WHERE finding_id = NEW.finding_id) THEN
        RAISE EXCEPTION '科室还没有说明，不能办结。请先听取科室的说明。'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finding_closing_is_heard BEFORE INSERT ON oversight_findingclosing
    FOR EACH ROW EXECUTE FUNCTION oversight_closing_is_heard();
"""
DROP = """
DROP TRIGGER finding_closing_is_heard ON oversight_findingclosing;
DROP FUNCTION oversight_closing_is_heard();
"""
TABLES = (
    "detectorsetting",
    "detectorrun",
    "finding",
    "finding_cases",
    "finding_leads",
    "findinganswer",
    "findingclosing",
)


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0004_detection"),
        ("records", "0002_proof_is_append_only"),
    ]

    operations = [*(append_only(f"oversight_{table}") for table in TABLES), migrations.RunSQL(HEARD, DROP)]
