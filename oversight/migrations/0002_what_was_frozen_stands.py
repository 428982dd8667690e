"""What was frozen, handed in or sent out stands; no yardstick is tied to penalties (行政处罚法74条3款)."""

from django.db import migrations

from records.triggers import append_only

# The words that tie a yardstick to fines or to how many are punished; what says that nobody was punished is left out first.
TIED = """
CREATE FUNCTION oversight_tied_to_penalties(said text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(regexp_replace(said, '\\s', '', 'g'), '不予(行政)?处罚|减轻(行政)?处罚', '', 'g') ~
        '罚没(?!有)|罚款|罚金|创收|收缴|没收.{0,8}(额|款|所得|财物)|(处罚|立案|查处|办案)(决定|案件)?的?(数|量|率|额|件)|(处罚|查处).{0,8}(数量|件数|案件数|宗数|金额|总额|数额|任务|指标|排名|越多|每件|每宗|不少于|不低于|增长)|(处罚|查处|立案).{0,8}[0-9一二三四五六七八九十百]+(件|宗|起)|(每|多|增).{0,4}(处罚|立案|查处)'
$$;
CREATE FUNCTION oversight_free_of_penalties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF oversight_tied_to_penalties(NEW."group" || ' ' || NEW.name || ' ' || NEW.definition) THEN
        RAISE EXCEPTION '指标“%”同罚没或者处罚的数量挂钩，不能用于考核（行政处罚法74条3款）。请改用办理质量、期限、程序方面的指标。', NEW.name
            USING ERRCODE = 'check_violation', CONSTRAINT = 'indicator_free_of_penalties';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER oversight_indicator_free_of_penalties BEFORE INSERT OR UPDATE ON oversight_indicator
    FOR EACH ROW EXECUTE FUNCTION oversight_free_of_penalties();
"""
UNTIED = """
DROP TRIGGER oversight_indicator_free_of_penalties ON oversight_indicator;
DROP FUNCTION oversight_free_of_penalties();
DROP FUNCTION oversight_tied_to_penalties(text);
"""

STANDS = """
CREATE FUNCTION oversight_frozen_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'frozen' THEN
        RAISE EXCEPTION '年度考核已经审定冻结，数据不能修改或删除。以后的变化请制作更正单。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER oversight_assessment_stands BEFORE UPDATE OR DELETE ON oversight_annualassessment
    FOR EACH ROW EXECUTE FUNCTION oversight_frozen_stands();

CREATE FUNCTION oversight_score_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM oversight_annualassessment a WHERE a.id = OLD.assessment_id AND a.state = 'frozen') THEN
        RAISE EXCEPTION '年度考核已经审定冻结，得分不能修改或删除。以后的变化请制作更正单。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER oversight_score_stands BEFORE UPDATE OR DELETE ON oversight_sectionscore
    FOR EACH ROW EXECUTE FUNCTION oversight_score_stands();

CREATE FUNCTION oversight_scheme_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE fixed boolean;
BEGIN
    IF TG_TABLE_NAME = 'oversight_assessmentscheme' THEN
        fixed := OLD.state = 'fixed';
    ELSE
        SELECT EXISTS (SELECT 1 FROM oversight_assessmentscheme s WHERE s.state = 'fixed' AND s.id =
            CASE WHEN TG_OP = 'INSERT' THEN NEW.scheme_id ELSE OLD.scheme_id END) INTO fixed;
    END IF;
    IF fixed THEN
        RAISE EXCEPTION '考核方案已经批准，不能再改。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER oversight_scheme_stands BEFORE UPDATE OR DELETE ON oversight_assessmentscheme
    FOR EACH ROW EXECUTE FUNCTION oversight_scheme_stands();
CREATE TRIGGER oversight_indicator_stands BEFORE INSERT OR UPDATE OR DELETE ON oversight_indicator
    FOR EACH ROW EXECUTE FUNCTION oversight_scheme_stands();

CREATE FUNCTION oversight_report_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'done' THEN
        RAISE EXCEPTION '考核报告已经留存，再次打印使用留存的内容，不能重新排版或者删除。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER oversight_report_stands BEFORE UPDATE OR DELETE ON oversight_annualreport
    FOR EACH ROW EXECUTE FUNCTION oversight_report_stands();
"""
FALLS = """
DROP TRIGGER oversight_report_stands ON oversight_annualreport;
DROP FUNCTION oversight_report_stands();
DROP TRIGGER oversight_indicator_stands ON oversight_indicator;
DROP TRIGGER oversight_scheme_stands ON oversight_assessmentscheme;
DROP FUNCTION oversight_scheme_stands();
DROP TRIGGER oversight_score_stands ON oversight_sectionscore;
DROP FUNCTION oversight_score_stands();
DROP TRIGGER oversight_assessment_stands ON oversight_annualassessment;
DROP FUNCTION oversight_frozen_stands();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0001_initial"),
        ("records", "0002_proof_is_append_only"),
    ]

    operations = [
        append_only("oversight_sectionreturn"),
        append_only("oversight_correctionsheet"),
        append_only("oversight_lawstatement"),
        migrations.RunSQL(TIED, UNTIED),
        migrations.RunSQL(STANDS, FALLS),
    ]
