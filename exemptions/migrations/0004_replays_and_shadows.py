from django.db import migrations

STANDS = """
CREATE FUNCTION flex_signed_replay_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.signed_at IS NULL AND TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
    RAISE EXCEPTION '已经签署的试算结果不能修改，试算记录不能删除。需要更新的，请重新试算。'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER exemptions_replay_stands BEFORE UPDATE OR DELETE ON exemptions_replay
    FOR EACH ROW EXECUTE FUNCTION flex_signed_replay_stands();
"""
FALLS = """
DROP TRIGGER exemptions_replay_stands ON exemptions_replay; DROP FUNCTION flex_signed_replay_stands();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("exemptions", "0003_gate_reasons"),
    ]

    operations = [
        migrations.RunSQL(STANDS, FALLS),
    ]
