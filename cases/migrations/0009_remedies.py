from django.db import migrations

STANDS = """
CREATE TRIGGER cases_remedy_rest_stands BEFORE UPDATE OR DELETE ON cases_remedy FOR EACH ROW EXECUTE FUNCTION
    cases_rest_stands('replied_on', 'reply_words', 'result', 'result_on', 'received_on', 'result_words', 'file_id');
CREATE FUNCTION cases_remedy_result_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.result <> '' THEN
        PERFORM cases_refuse('已经登记的救济结果不能改动。', 'remedy_result_stands');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_remedy_result_stands BEFORE UPDATE ON cases_remedy
    FOR EACH ROW EXECUTE FUNCTION cases_remedy_result_stands();
"""
DROP = """
DROP TRIGGER cases_remedy_result_stands ON cases_remedy; DROP FUNCTION cases_remedy_result_stands();
DROP TRIGGER cases_remedy_rest_stands ON cases_remedy;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_the_volume_and_its_review"),
        ("records", "0002_proof_is_append_only"),
    ]

    operations = [
        migrations.RunSQL(STANDS, DROP),
    ]
