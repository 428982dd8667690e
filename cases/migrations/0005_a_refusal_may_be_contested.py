from django.db import migrations

EARNED = """
CREATE FUNCTION cases_contest_earned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM cases_transfer WHERE id = NEW.transfer_id AND kind = 'criminal'
        AND result = 'declined' AND result_on <= NEW.asked_on) THEN
        PERFORM cases_refuse('公安机关通知不予立案以后，才能提出异议。', 'contest_after_refusal');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.upheld IS NOT NULL THEN
        PERFORM cases_refuse('已经登记的答复不能改动。', 'contest_answer_stands');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_contest_earned BEFORE INSERT OR UPDATE ON cases_contest
    FOR EACH ROW EXECUTE FUNCTION cases_contest_earned();
"""
DROP = "DROP TRIGGER cases_contest_earned ON cases_contest; DROP FUNCTION cases_contest_earned();"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_penalties_are_earned"),
    ]

    operations = [
        migrations.RunSQL(EARNED, DROP),
    ]
