from django.db import migrations

from records.triggers import append_only, create_guard

PAPER_GUARD = """
CREATE FUNCTION flex_issued_paper_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'draft' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.status = 'issued' AND NEW.status = 'void'
        AND to_jsonb(NEW) - 'status' - 'void_reason' = to_jsonb(OLD) - 'status' - 'void_reason' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '已经制发的文书不能修改或删除。需要改正的，请制作更正文书。'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER records_paper_issued_stands BEFORE UPDATE OR DELETE ON records_paper
    FOR EACH ROW EXECUTE FUNCTION flex_issued_paper_stands();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0001_initial"),
    ]

    operations = [
        create_guard(),
        append_only("records_event"),
        append_only("records_storedfile"),
        append_only("records_paperbytes"),
        migrations.RunSQL(
            PAPER_GUARD,
            "DROP TRIGGER records_paper_issued_stands ON records_paper; DROP FUNCTION flex_issued_paper_stands();",
        ),
    ]
