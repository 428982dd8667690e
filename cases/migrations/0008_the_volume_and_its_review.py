from django.db import migrations

from records.triggers import append_only

STANDS = """
CREATE TRIGGER cases_reviewdraw_rest_stands BEFORE UPDATE OR DELETE ON cases_reviewdraw
    FOR EACH ROW EXECUTE FUNCTION cases_rest_stands('population', 'drawn', 'drawn_at');
CREATE TRIGGER cases_filereview_rest_stands BEFORE UPDATE OR DELETE ON cases_filereview
    FOR EACH ROW EXECUTE FUNCTION
    cases_rest_stands('items', 'score', 'verdict', 'words', 'reviewed_by_id', 'reviewed_at');
CREATE FUNCTION cases_done_review_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_TABLE_NAME = 'cases_reviewdraw' AND to_jsonb(OLD) ->> 'drawn_at' IS NOT NULL)
        OR (TG_TABLE_NAME = 'cases_filereview' AND to_jsonb(OLD) ->> 'verdict' <> '') THEN
        PERFORM cases_refuse('已经抽取、已经评查的记录不能再改动。', 'review_done_stands');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_reviewdraw_done BEFORE UPDATE ON cases_reviewdraw
    FOR EACH ROW EXECUTE FUNCTION cases_done_review_stands();
CREATE TRIGGER cases_filereview_done BEFORE UPDATE ON cases_filereview
    FOR EACH ROW EXECUTE FUNCTION cases_done_review_stands();
CREATE FUNCTION cases_archive_earned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM cases_case WHERE id = NEW.case_id AND state = 'closed') THEN
        PERFORM cases_refuse('结案以后才能归档。', 'archive_after_closing');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_archive_earned BEFORE INSERT ON cases_casearchive
    FOR EACH ROW EXECUTE FUNCTION cases_archive_earned();
"""
DROP = """
DROP TRIGGER cases_archive_earned ON cases_casearchive; DROP FUNCTION cases_archive_earned();
DROP TRIGGER cases_filereview_done ON cases_filereview; DROP TRIGGER cases_reviewdraw_done ON cases_reviewdraw;
DROP FUNCTION cases_done_review_stands();
DROP TRIGGER cases_filereview_rest_stands ON cases_filereview;
DROP TRIGGER cases_reviewdraw_rest_stands ON cases_reviewdraw;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_clocks_stand_and_warn"),
        ("records", "0002_proof_is_append_only"),
    ]

    operations = [
        append_only("cases_casearchive"),
        migrations.RunSQL(STANDS, DROP),
    ]
