"""What a published list says stands for ever; what is no law is never a basis; signatures only grow."""

from django.db import migrations

from records.triggers import append_only

LIST_STANDS = """
CREATE FUNCTION flex_published_list_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    repeal_only text[] := ARRAY['state', 'effective_to', 'repealed_by_id', 'repealed_at', 'repeal_reason'];
BEGIN
    IF OLD.state = 'draft' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state IN ('published', 'repealed')
        AND to_jsonb(NEW) - repeal_only = to_jsonb(OLD) - repeal_only
        AND (OLD.effective_to IS NULL OR NEW.effective_to <= OLD.effective_to) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '已经公布的清单不能修改或者删除。需要改正的，请起草新版本；需要停用的，请废止。'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER exemptions_listversion_stands BEFORE UPDATE OR DELETE ON exemptions_listversion
    FOR EACH ROW EXECUTE FUNCTION flex_published_list_stands();
"""

ITEM_STANDS = """
CREATE FUNCTION flex_list_is_draft(version bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT state = 'draft' FROM exemptions_listversion WHERE id = version), true)
$$;
CREATE FUNCTION flex_published_item_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
BEGIN
    IF TG_TABLE_NAME = 'exemptions_listitem' THEN
        touched := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.version_id] WHEN 'DELETE' THEN ARRAY[OLD.version_id]
            ELSE ARRAY[OLD.version_id, NEW.version_id] END;
    ELSE
        SELECT array_agg(version_id) INTO touched FROM exemptions_listitem
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.item_id ELSE NEW.item_id END
           OR id = CASE TG_OP WHEN 'INSERT' THEN NEW.item_id ELSE OLD.item_id END;
    END IF;
    IF EXISTS (SELECT 1 FROM unnest(touched) AS version WHERE NOT flex_list_is_draft(version)) THEN
        RAISE EXCEPTION '已经公布的清单，项目、依据和例案不能增加、修改或者删除。请起草新版本。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
END $$;
CREATE TRIGGER exemptions_listitem_stands BEFORE INSERT OR UPDATE OR DELETE ON exemptions_listitem
    FOR EACH ROW EXECUTE FUNCTION flex_published_item_stands();
CREATE TRIGGER exemptions_itembasis_stands BEFORE INSERT OR UPDATE OR DELETE ON exemptions_itembasis
    FOR EACH ROW EXECUTE FUNCTION flex_published_item_stands();
CREATE TRIGGER exemptions_itemexample_stands BEFORE INSERT OR UPDATE OR DELETE ON exemptions_itemexample
    FOR EACH ROW EXECUTE FUNCTION flex_published_item_stands();
"""

BASIS_BINDS = """
CREATE FUNCTION flex_basis_binds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    SELECT statute.title, statute.level INTO found
    FROM exemptions_provision provision
    JOIN exemptions_statuteversion version ON version.id = provision.version_id
    JOIN exemptions_statute statute ON statute.id = version.statute_id
    WHERE provision.id = NEW.provision_id;
    IF found.level NOT IN ('法律', '行政法规', '地方性法规', '部门规章', '地方政府规章') THEN
        RAISE EXCEPTION '《%》是%，只能参考，不能作为法律依据。', found.title, found.level
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER exemptions_itembasis_binds BEFORE INSERT OR UPDATE ON exemptions_itembasis
    FOR EACH ROW EXECUTE FUNCTION flex_basis_binds();
"""


def guard(sql: str, *undo: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, ";\n".join(undo))


class Migration(migrations.Migration):
    dependencies = [
        ("exemptions", "0001_initial"),
        ("records", "0002_proof_is_append_only"),
    ]

    operations = [
        guard(
            LIST_STANDS,
            "DROP TRIGGER exemptions_listversion_stands ON exemptions_listversion",
            "DROP FUNCTION flex_published_list_stands()",
        ),
        guard(
            ITEM_STANDS,
            "DROP TRIGGER exemptions_listitem_stands ON exemptions_listitem",
            "DROP TRIGGER exemptions_itembasis_stands ON exemptions_itembasis",
            "DROP TRIGGER exemptions_itemexample_stands ON exemptions_itemexample",
            "DROP FUNCTION flex_published_item_stands()",
            "DROP FUNCTION flex_list_is_draft(bigint)",
        ),
        guard(
            BASIS_BINDS,
            "DROP TRIGGER exemptions_itembasis_binds ON exemptions_itembasis",
            "DROP FUNCTION flex_basis_binds()",
        ),
        append_only("exemptions_listsignature"),
        append_only("exemptions_rulesetting"),
        append_only("exemptions_packload"),
    ]
