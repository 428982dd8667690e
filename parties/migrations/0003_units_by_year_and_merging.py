from django.db import migrations

from records.triggers import append_only

LIMIT = """
CREATE OR REPLACE FUNCTION parties_visit_within_limit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept bigint := (SELECT COALESCE(merged_into_id, id) FROM parties_party WHERE id = NEW.party_id);
BEGIN
    IF NEW.counts AND (SELECT count(*) FROM parties_visit v JOIN parties_party p ON p.id = v.party_id
        WHERE (p.id = kept OR p.merged_into_id = kept) AND v.counts
        AND extract(year FROM v."on") = extract(year FROM NEW."on"))
        >= COALESCE((SELECT most FROM parties_visitlimit WHERE year = extract(year FROM NEW."on")), 0) THEN
        RAISE EXCEPTION '计划内检查超过公布的频次上限，或者还没有登记上限。'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_within_limit';
    END IF;
    RETURN NEW;
END $$;
"""
LIMIT_OF_ONE = """
CREATE OR REPLACE FUNCTION parties_visit_within_limit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.counts AND (SELECT count(*) FROM parties_visit WHERE party_id = NEW.party_id AND counts
        AND extract(year FROM "on") = extract(year FROM NEW."on"))
        >= COALESCE((SELECT most FROM parties_visitlimit WHERE year = extract(year FROM NEW."on")), 0) THEN
        RAISE EXCEPTION '计划内检查超过公布的频次上限，或者还没有登记上限。'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_within_limit';
    END IF;
    RETURN NEW;
END $$;
"""
STANDS = """
CREATE FUNCTION parties_merge_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.undone_at IS NULL AND NEW.undone_at IS NOT NULL
        AND to_jsonb(NEW) - '{undone_at,undone_by_id,undone_words}'::text[]
        = to_jsonb(OLD) - '{undone_at,undone_by_id,undone_words}'::text[] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '合并登记只能撤销一次，不能修改或者删除。'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'party_merge_stands';
END $$;
CREATE TRIGGER parties_merge_stands BEFORE UPDATE OR DELETE ON parties_partymerge
    FOR EACH ROW EXECUTE FUNCTION parties_merge_stands();
"""
DROP = "DROP TRIGGER parties_merge_stands ON parties_partymerge; DROP FUNCTION parties_merge_stands();"


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0002_visits_and_risk"),
    ]

    operations = [
        append_only("parties_partyyear"),
        migrations.RunSQL(LIMIT, LIMIT_OF_ONE),
        migrations.RunSQL(STANDS, DROP),
    ]
