from django.db import migrations

STANDS = """
CREATE TRIGGER cases_limitpause_rest_stands BEFORE UPDATE OR DELETE ON cases_limitpause
    FOR EACH ROW EXECUTE FUNCTION cases_rest_stands('last', 'resumed_by_id', 'resumed_words');
CREATE FUNCTION cases_pause_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_limitpause WHERE case_id = NEW.case_id AND id <> NEW.id
        AND daterange(first, last, '[]') && daterange(NEW.first, NEW.last, '[]')) THEN
        PERFORM cases_refuse('两次中止不能重叠。', 'limit_pauses_apart');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_pause_apart BEFORE INSERT OR UPDATE ON cases_limitpause
    FOR EACH ROW EXECUTE FUNCTION cases_pause_apart();
"""
DROP = """
DROP TRIGGER cases_pause_apart ON cases_limitpause; DROP FUNCTION cases_pause_apart();
DROP TRIGGER cases_limitpause_rest_stands ON cases_limitpause;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_soft_measures"),
    ]

    operations = [
        migrations.RunSQL(STANDS, DROP),
    ]
