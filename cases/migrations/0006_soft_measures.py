from django.db import migrations

EARNED = """
CREATE FUNCTION cases_measure_earned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state <> 'open' THEN
            PERFORM cases_refuse('办结、升级或者当事人不接受的措施不能再改动。', 'measure_ended_stands');
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.kind <> 'guidance' AND NEW.act_id IS NOT NULL AND (SELECT outcome FROM cases_assessment
        WHERE act_id = NEW.act_id ORDER BY id DESC LIMIT 1) IN ('PENALTY', 'PENALTY_SERIOUS', 'PENALTY_LENIENT',
        'NO_FINE_ORGAN', 'CRIMINAL_TRANSFER', 'JURISDICTION_TRANSFER', 'REFER_OFFICIAL') THEN
        PERFORM cases_refuse('按查明的事实应当处罚或者移送，不能以柔性措施代替。', 'measure_no_soft_past_stop');
    END IF;
    IF NEW.raised_from_id IS NOT NULL AND EXISTS
        (SELECT 1 FROM cases_softmeasure WHERE id = NEW.raised_from_id AND choice = 'decline') THEN
        PERFORM cases_refuse('当事人不接受柔性措施的，不得因此升级。', 'measure_declined_not_raised');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_measure_earned BEFORE INSERT OR UPDATE ON cases_softmeasure
    FOR EACH ROW EXECUTE FUNCTION cases_measure_earned();
"""
DROP = "DROP TRIGGER cases_measure_earned ON cases_softmeasure; DROP FUNCTION cases_measure_earned();"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_a_refusal_may_be_contested"),
        ("accounts", "0001_initial"),
        ("parties", "0001_initial"),
        ("records", "0002_proof_is_append_only"),
    ]

    operations = [
        migrations.RunSQL(EARNED, DROP),
    ]
