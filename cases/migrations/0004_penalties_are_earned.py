"""The ordinary procedure in the database: told first, heard, reviewed, discussed; never heavier than told."""

from django.db import migrations

from records.triggers import append_only

PROOFS = (
    "cases_statement",
    "cases_legalreview",
    "cases_discussion",
    "cases_discussion_attending",
    "cases_payment",
    "cases_deferral",
    "cases_limitextension",
)

NOTICE = """
CREATE FUNCTION cases_served_notice_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.served_on IS NULL THEN
        IF OLD.paper_id IS NULL OR EXISTS
            (SELECT 1 FROM records_paper WHERE id = OLD.paper_id AND status = 'draft') THEN
            RETURN NEW;
        END IF;
        IF to_jsonb(NEW) - '{served_on,hearing_until}'::text[] = to_jsonb(OLD) - '{served_on,hearing_until}'::text[] THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '已经制发的事先告知不能修改或删除；内容有变的，请重新告知。'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER notice_issued_stands BEFORE UPDATE OR DELETE ON cases_priornotice
    FOR EACH ROW EXECUTE FUNCTION cases_served_notice_stands();

CREATE TRIGGER cases_hearing_ended_stands BEFORE UPDATE ON cases_hearing
    FOR EACH ROW EXECUTE FUNCTION cases_ended_rows_stand();

CREATE FUNCTION cases_hearing_earned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    file bigint;
BEGIN
    IF NEW.presider_id IS NOT NULL THEN
        SELECT a.case_id INTO file FROM cases_priornotice n JOIN cases_penaltyprocedure p ON p.id = n.procedure_id
            JOIN cases_act a ON a.id = p.act_id WHERE n.id = NEW.notice_id;
        IF EXISTS (SELECT 1 FROM cases_caseofficer WHERE case_id = file AND user_id = NEW.presider_id) THEN
            PERFORM cases_refuse('听证由非本案调查人员主持。', 'hearing_presider_not_of_case');
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_hearing_earned BEFORE INSERT OR UPDATE ON cases_hearing
    FOR EACH ROW EXECUTE FUNCTION cases_hearing_earned();

CREATE FUNCTION cases_review_earned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_penaltyprocedure p JOIN cases_act a ON a.id = p.act_id
        JOIN cases_caseofficer o ON o.case_id = a.case_id
        WHERE p.id = NEW.procedure_id AND o.user_id IN (NEW.reviewer_id, COALESCE(NEW.reviewed_for_id, 0))) THEN
        PERFORM cases_refuse('法制审核由非本案办案人员进行。', 'review_not_own');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_review_earned BEFORE INSERT ON cases_legalreview
    FOR EACH ROW EXECUTE FUNCTION cases_review_earned();
"""
DROP_NOTICE = """
DROP TRIGGER cases_review_earned ON cases_legalreview; DROP FUNCTION cases_review_earned();
DROP TRIGGER cases_hearing_earned ON cases_hearing; DROP FUNCTION cases_hearing_earned();
DROP TRIGGER cases_hearing_ended_stands ON cases_hearing;
DROP TRIGGER notice_issued_stands ON cases_priornotice; DROP FUNCTION cases_served_notice_stands();
"""

PENALTY = """
CREATE FUNCTION cases_penalty_earned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    course cases_penaltyprocedure;
    told cases_priornotice;
BEGIN
    IF NEW.outcome NOT IN ('PENALTY', 'PENALTY_SERIOUS', 'PENALTY_LENIENT', 'NO_FINE_ORGAN') THEN
        IF NEW.fine IS NOT NULL OR NEW.procedure_id IS NOT NULL OR NEW.penalties <> '[]'::jsonb THEN
            PERFORM cases_refuse('不予行政处罚的决定没有处罚内容。', 'decision_soft_without_penalty');
        END IF;
        RETURN NEW;
    END IF;
    SELECT * INTO course FROM cases_penaltyprocedure WHERE id = NEW.procedure_id;
    SELECT * INTO told FROM cases_priornotice WHERE procedure_id = NEW.procedure_id ORDER BY id DESC LIMIT 1;
    IF course.id IS NULL OR course.act_id <> NEW.act_id OR course.ended_at IS NOT NULL OR course.outcome <> NEW.outcome
        OR course.opinion_id <> NEW.opinion_id THEN
        PERFORM cases_refuse('处罚决定须经处罚程序，与批准的意见一致。', 'penalty_follows_procedure');
    END IF;
    IF told.served_on IS NULL OR told.served_on > NEW.decided_on THEN
        PERFORM cases_refuse('没有送达事先告知书，不能作出处罚决定。', 'penalty_after_notice');
    END IF;
    IF COALESCE(NEW.fine, 0) > told.fine OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(NEW.penalties) AS one
        WHERE one NOT LIKE '罚款%' AND NOT told.penalties ? one) THEN
        PERFORM cases_refuse('处罚不能重于事先告知的内容。', 'penalty_not_heavier');
    END IF;
    IF NEW.measure <> '' OR (NEW.outcome = 'NO_FINE_ORGAN' AND COALESCE(NEW.fine, 0) > 0) THEN
        PERFORM cases_refuse('国家机关不罚款；处罚决定不附柔性措施。', 'penalty_fits_party');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM cases_statement WHERE notice_id = told.id) THEN
        PERFORM cases_refuse('没有听取陈述申辩，不能作出处罚决定。', 'penalty_after_statement');
    END IF;
    IF told.hearing_told AND NEW.decided_on <= told.hearing_until
        AND NOT EXISTS (SELECT 1 FROM cases_hearing WHERE notice_id = told.id AND held_on IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM cases_statement WHERE notice_id = told.id AND kind = 'waived') THEN
        PERFORM cases_refuse('申请听证的期限还没有届满。', 'penalty_after_hearing_term');
    END IF;
    IF EXISTS (SELECT 1 FROM cases_hearing WHERE notice_id = told.id AND in_time AND ended_at IS NULL) THEN
        PERFORM cases_refuse('当事人申请的听证还没有举行。', 'penalty_after_hearing');
    END IF;
    IF (told.review_ground <> '' OR EXISTS
            (SELECT 1 FROM cases_hearing WHERE notice_id = told.id AND held_on IS NOT NULL))
        AND COALESCE((SELECT verdict FROM cases_legalreview WHERE procedure_id = course.id ORDER BY id DESC LIMIT 1), '')
            <> 'approve' THEN
        PERFORM cases_refuse('没有经法制审核通过，不能作出处罚决定。', 'penalty_after_review');
    END IF;
    IF (told.discussion_ground <> '' OR NEW.outcome = 'PENALTY_SERIOUS')
        AND NOT EXISTS (SELECT 1 FROM cases_discussion WHERE procedure_id = course.id) THEN
        PERFORM cases_refuse('没有经负责人集体讨论，不能作出处罚决定。', 'penalty_after_discussion');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_penalty_earned BEFORE INSERT ON cases_decision
    FOR EACH ROW EXECUTE FUNCTION cases_penalty_earned();
"""
DROP_PENALTY = "DROP TRIGGER cases_penalty_earned ON cases_decision; DROP FUNCTION cases_penalty_earned();"

# The decision of both kinds: what holds for each of them stays; only what it may say is told apart.
DECISION = """
CREATE OR REPLACE FUNCTION cases_decision_earned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    opinion cases_opinion;
    advice varchar;
    file bigint;
BEGIN
    SELECT * INTO opinion FROM cases_opinion WHERE id = NEW.opinion_id;
    SELECT outcome INTO advice FROM cases_assessment WHERE id = NEW.assessment_id;
    SELECT case_id INTO file FROM cases_act WHERE id = NEW.act_id;
    IF opinion.act_id <> NEW.act_id OR opinion.assessment_id <> NEW.assessment_id OR NOT opinion.is_current
        OR opinion.outcome <> NEW.outcome OR opinion.submitted_by_id <> NEW.author_id THEN
        PERFORM cases_refuse('决定与在办的处理意见不符。', 'decision_follows_opinion');
    END IF;
    IF NOT cases_signed(opinion.id) THEN
        PERFORM cases_refuse('处理意见没有经他人签署同意，不能作出决定。', 'decision_countersigned');
    END IF;
    IF advice IN ('CRIMINAL_TRANSFER', 'JURISDICTION_TRANSFER', 'REFER_OFFICIAL') THEN
        PERFORM cases_refuse('按查明的事实应当处罚或者移送，不能不予处罚。', 'decision_no_soft_past_stop');
    END IF;
    IF NEW.outcome IN ('NP_NOT_ESTABLISHED', 'NP_TIME_BARRED', 'NP_NO_CAPACITY', 'NP_MANDATORY_NO_FAULT',
        'NP_MANDATORY_MINOR', 'NP_DISCRETIONARY_FIRST', 'EDUCATE_INDIVIDUAL') THEN
        IF NOT (advice = NEW.outcome OR (advice = 'ESCALATE_MANUAL' AND NEW.outcome = 'NP_DISCRETIONARY_FIRST')) THEN
            PERFORM cases_refuse('按查明的事实应当处罚或者移送，不能不予处罚。', 'decision_no_soft_past_stop');
        END IF;
    ELSIF NEW.outcome NOT IN ('PENALTY', 'PENALTY_SERIOUS', 'PENALTY_LENIENT', 'NO_FINE_ORGAN') THEN
        PERFORM cases_refuse('这一结果不能作出处理决定。', 'decision_is_of_an_act');
    END IF;
    IF cases_ready_officers(file, NEW.decided_on) < 2 THEN
        PERFORM cases_refuse('没有两名有执法资格、无须回避的执法人员，不能作出决定。', 'decision_two_officers');
    END IF;
    IF NOT cases_is_leader(NEW.decided_by_id, NEW.decided_for_id) THEN
        PERFORM cases_refuse('决定由局领导作出。', 'decision_by_leader');
    END IF;
    IF NEW.measure <> '' AND NEW.outcome IN ('NP_MANDATORY_MINOR', 'NP_DISCRETIONARY_FIRST') AND NOT EXISTS
        (SELECT 1 FROM cases_answer a JOIN cases_offer o ON o.id = a.offer_id WHERE o.opinion_id = opinion.id) THEN
        PERFORM cases_refuse('柔性措施没有征求当事人意愿，不能作出决定。', 'decision_after_answer');
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_states_are_earned"),
    ]

    operations = [
        *(append_only(table) for table in PROOFS),
        migrations.RunSQL(NOTICE, DROP_NOTICE),
        migrations.RunSQL(DECISION, migrations.RunSQL.noop),
        migrations.RunSQL(PENALTY, DROP_PENALTY),
    ]
