from django.db import migrations

from records.triggers import append_only

# Proofs only grow; of a late filing only the day it came in and its lead may be added.
PROOFS = ("cases_urgingservice", "cases_leadhandling", "cases_leadpaper")
FILING = """
CREATE FUNCTION cases_filing_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{submitted_on,lead_id,phone}'::text[]
            = to_jsonb(OLD) - '{submitted_on,lead_id,phone}'::text[]
        AND (OLD.submitted_on IS NULL OR NEW.submitted_on = OLD.submitted_on)
        AND (OLD.lead_id IS NULL OR NEW.lead_id = OLD.lead_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '逾期报送的登记不能修改或删除；后来报送的，补记报送日。'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER cases_filing_stands BEFORE UPDATE OR DELETE ON cases_latefiling
    FOR EACH ROW EXECUTE FUNCTION cases_filing_stands();
"""
DROP_FILING = "DROP TRIGGER cases_filing_stands ON cases_latefiling; DROP FUNCTION cases_filing_stands();"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_inquiry_and_spot_are_earned"),
        ("accounts", "0001_initial"),
        ("parties", "0001_initial"),
        ("records", "0002_proof_is_append_only"),
    ]

    operations = [
        *(append_only(table) for table in PROOFS),
        migrations.RunSQL(FILING, DROP_FILING),
    ]
