from django.db import migrations

from records.triggers import append_only

STANDS = """
CREATE FUNCTION parties_visit_within_limit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.counts AND (SELECT count(*) FROM parties_visit WHERE party_id = NEW.party_id AND counts
        AND extract(year FROM "on") = extract(year FROM NEW."on"))
        >= COALESCE((SELECT most FROM parties_visitlimit WHERE year = extract(year FROM NEW."on")), 0) THEN
        RAISE EXCEPTION '计划内检查超过公布的频次上限，或者还没有登记上限。'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_within_limit';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER parties_visit_within_limit BEFORE INSERT ON parties_visit
    FOR EACH ROW EXECUTE FUNCTION parties_visit_within_limit();
CREATE FUNCTION parties_risk_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.lifted_on IS NULL AND to_jsonb(NEW) - '{lifted_on,lifted_words}'::text[]
        = to_jsonb(OLD) - '{lifted_on,lifted_words}'::text[] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '风险点登记以后只能解除，不能修改或者删除。'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'risk_point_stands';
END $$;
CREATE TRIGGER parties_risk_stands BEFORE UPDATE OR DELETE ON parties_riskpoint
    FOR EACH ROW EXECUTE FUNCTION parties_risk_stands();
"""
DROP = """
DROP TRIGGER parties_risk_stands ON parties_riskpoint; DROP FUNCTION parties_risk_stands();
DROP TRIGGER parties_visit_within_limit ON parties_visit; DROP FUNCTION parties_visit_within_limit();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0001_initial"),
        ("records", "0002_proof_is_append_only"),
    ]

    operations = [
        append_only("parties_visit"),
        append_only("parties_visitlimit"),
        migrations.RunSQL(STANDS, DROP),
    ]
