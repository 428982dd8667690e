"""An obligation to learn ends only by what the party itself answered; no verb of any room can tick it."""

from django.db import migrations

OWN = """
CREATE FUNCTION training_learning_is_the_partys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM training_learninganswer answer
        JOIN training_learningoffer offer ON offer.id = answer.offer_id
        WHERE offer.obligation_id = NEW.id AND answer.passed) THEN
        RAISE EXCEPTION '学习由当事人本人完成，不能由执法人员代为办结。请把学习链接或者纸质单元交给当事人。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER training_learning_is_the_partys BEFORE UPDATE ON cases_obligation
    FOR EACH ROW WHEN (NEW.kind = 'learn' AND OLD.fulfilled_at IS NULL AND NEW.fulfilled_at IS NOT NULL)
    EXECUTE FUNCTION training_learning_is_the_partys();
"""
DROP = """
DROP TRIGGER training_learning_is_the_partys ON cases_obligation;
DROP FUNCTION training_learning_is_the_partys();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0002_proof_is_append_only"),
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(OWN, DROP),
    ]
