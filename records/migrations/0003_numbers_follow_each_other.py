from django.db import migrations

from records.triggers import append_only

NUMBERED_STANDS = """
CREATE OR REPLACE FUNCTION flex_issued_paper_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    settled text[] := ARRAY['status', 'void_reason', 'sha256', 'page_count', 'issued_by_id', 'issued_at'];
BEGIN
    IF OLD.status = 'draft' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.status = 'numbered' AND NEW.status IN ('issued', 'void')
        AND to_jsonb(NEW) - settled = to_jsonb(OLD) - settled THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.status = 'issued' AND NEW.status = 'void'
        AND to_jsonb(NEW) - 'status' - 'void_reason' = to_jsonb(OLD) - 'status' - 'void_reason' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '已经制发的文书不能修改或删除。需要改正的，请制作更正文书。'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
"""
ISSUED_STANDS_BEFORE = """
CREATE OR REPLACE FUNCTION flex_issued_paper_stands() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""
NO_GAPS = """
CREATE FUNCTION flex_paper_number_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.sequence > 1 AND NOT EXISTS (
        SELECT 1 FROM records_paper WHERE organ_word = NEW.organ_word AND number_word = NEW.number_word
            AND year = NEW.year AND sequence = NEW.sequence - 1) THEN
        RAISE EXCEPTION '文号%跳号：前一个号还没有使用。', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE CONSTRAINT TRIGGER records_paper_number_follows AFTER INSERT OR UPDATE OF sequence ON records_paper
    FOR EACH ROW WHEN (NEW.sequence IS NOT NULL) EXECUTE FUNCTION flex_paper_number_follows();

CREATE FUNCTION flex_series_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.last >= OLD.last AND to_jsonb(NEW) - 'last' = to_jsonb(OLD) - 'last' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '文号序列只能往后编，不能退回、修改或者删除。'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER records_series_only_grows BEFORE UPDATE OR DELETE ON records_numberseries
    FOR EACH ROW EXECUTE FUNCTION flex_series_only_grows();
"""
NO_GAPS_BACK = """
DROP TRIGGER records_series_only_grows ON records_numberseries; DROP FUNCTION flex_series_only_grows();
DROP TRIGGER records_paper_number_follows ON records_paper; DROP FUNCTION flex_paper_number_follows();
"""
BATCH_STANDS = """
CREATE FUNCTION flex_batch_item_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.paper_id IS NULL
        AND to_jsonb(NEW) - 'paper_id' - 'lane' = to_jsonb(OLD) - 'paper_id' - 'lane' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '批量文书的各件不能修改或删除。需要改正的，请另作一批。'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER records_batch_item_stands BEFORE UPDATE OR DELETE ON records_batchitem
    FOR EACH ROW EXECUTE FUNCTION flex_batch_item_stands();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_proof_is_append_only"),
    ]

    operations = [
        migrations.RunSQL(NUMBERED_STANDS, ISSUED_STANDS_BEFORE),
        migrations.RunSQL(NO_GAPS, NO_GAPS_BACK),
        migrations.RunSQL(
            BATCH_STANDS,
            "DROP TRIGGER records_batch_item_stands ON records_batchitem; DROP FUNCTION flex_batch_item_stands();",
        ),
        append_only("records_paperrevision"),
        append_only("records_paperfiling"),
    ]
