"""A state is reached only with the rows that justify it, whoever writes: the same law as the transition table."""

from django.db import migrations

HELPERS = """
CREATE FUNCTION cases_refuse(said text, name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', said USING ERRCODE = 'check_violation', CONSTRAINT = name;
END $$;

CREATE FUNCTION cases_ready_officers(file bigint, day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT count(*) FROM cases_caseofficer o JOIN accounts_user u ON u.id = o.user_id
    WHERE o.case_id = file AND o.until_on IS NULL AND o.recusal IN ('none', 'refused')
      AND u.is_active AND u.certificate_number <> '' AND day BETWEEN u.certificate_from AND u.certificate_until
$$;

CREATE FUNCTION cases_is_leader(person bigint, absent bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM accounts_user WHERE id = COALESCE(absent, person) AND role = 'leader')
$$;

CREATE FUNCTION cases_signed(paper_of bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM cases_countersignature s JOIN cases_opinion p ON p.id = s.opinion_id
        WHERE s.opinion_id = paper_of AND s.verdict = 'approve' AND s.signed_by_id <> p.submitted_by_id)
$$;
"""
DROP_HELPERS = """
DROP FUNCTION cases_signed(bigint); DROP FUNCTION cases_is_leader(bigint, bigint);
DROP FUNCTION cases_ready_officers(bigint, date); DROP FUNCTION cases_refuse(text, text);
"""

CASE = """
CREATE FUNCTION cases_case_earned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state IN ('closed', 'not_filed')
        AND to_jsonb(NEW) - 'version' <> to_jsonb(OLD) - 'version' THEN
        PERFORM cases_refuse('案件已经办结，不能再改动。', 'case_ended_stands');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.number <> ''
        AND (NEW.number, NEW.filed_on, NEW.filed_by_id) IS DISTINCT FROM (OLD.number, OLD.filed_on, OLD.filed_by_id) THEN
        PERFORM cases_refuse('案号和立案日期一经确定，不能改动。', 'case_number_stands');
    END IF;
    IF NEW.filed_by_id IS NOT NULL AND NOT cases_is_leader(NEW.filed_by_id, NEW.filed_for_id) THEN
        PERFORM cases_refuse('立案由局领导批准。', 'case_filed_by_leader');
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.state = 'investigating' AND OLD.state <> 'investigating'
        AND cases_ready_officers(NEW.id, NEW.filed_on) < 2 THEN
        PERFORM cases_refuse('没有两名有执法资格、无须回避的执法人员，不能立案。', 'case_two_officers');
    END IF;
    IF NEW.state = 'closed' THEN
        IF NOT EXISTS (SELECT 1 FROM cases_act WHERE case_id = NEW.id)
            OR EXISTS (SELECT 1 FROM cases_act WHERE case_id = NEW.id AND state NOT IN ('decided', 'transferred')) THEN
            PERFORM cases_refuse('还有违法行为没有处理完毕，不能结案。', 'case_closed_acts_ended');
        END IF;
        IF EXISTS (SELECT 1 FROM cases_obligation WHERE case_id = NEW.id AND bars_closing
            AND fulfilled_at IS NULL AND cancelled_at IS NULL) THEN
            PERFORM cases_refuse('还有没办的事，不能结案。', 'case_closed_nothing_owed');
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_case_earned AFTER INSERT OR UPDATE ON cases_case
    FOR EACH ROW EXECUTE FUNCTION cases_case_earned();

CREATE FUNCTION cases_closed_file_rests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM cases_case WHERE id = NEW.case_id AND state IN ('closed', 'not_filed') FOR SHARE;
    IF FOUND THEN
        IF TG_TABLE_NAME = 'cases_obligation' THEN
            IF NOT NEW.bars_closing OR NEW.fulfilled_at IS NOT NULL OR NEW.cancelled_at IS NOT NULL THEN
                RETURN NEW;
            END IF;
        END IF;
        PERFORM cases_refuse('案件已经办结，不能再增加或改动。', TG_NAME);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER act_in_open_file BEFORE INSERT OR UPDATE ON cases_act
    FOR EACH ROW EXECUTE FUNCTION cases_closed_file_rests();
CREATE TRIGGER obligation_in_open_file BEFORE INSERT OR UPDATE ON cases_obligation
    FOR EACH ROW EXECUTE FUNCTION cases_closed_file_rests();
CREATE TRIGGER fact_in_open_file BEFORE INSERT ON cases_fact
    FOR EACH ROW EXECUTE FUNCTION cases_closed_file_rests();
CREATE TRIGGER evidence_in_open_file BEFORE INSERT ON cases_evidence
    FOR EACH ROW EXECUTE FUNCTION cases_closed_file_rests();
"""
DROP_CASE = """
DROP TRIGGER evidence_in_open_file ON cases_evidence; DROP TRIGGER fact_in_open_file ON cases_fact;
DROP TRIGGER obligation_in_open_file ON cases_obligation; DROP TRIGGER act_in_open_file ON cases_act;
DROP TRIGGER cases_case_earned ON cases_case;
DROP FUNCTION cases_closed_file_rests(); DROP FUNCTION cases_case_earned();
"""

ACT = """
CREATE FUNCTION cases_act_earned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    current_opinion bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state IN ('decided', 'transferred') AND NEW.state <> OLD.state THEN
        PERFORM cases_refuse('已经作出的决定只能依法变更或撤销，不能退回。', 'act_ended_stands');
    END IF;
    SELECT id INTO current_opinion FROM cases_opinion WHERE act_id = NEW.id AND is_current;
    IF NEW.state IN ('proposed', 'signed', 'offered', 'answered') AND current_opinion IS NULL THEN
        PERFORM cases_refuse('没有在办的处理意见。', 'act_has_opinion');
    END IF;
    IF NEW.state IN ('signed', 'offered', 'answered', 'ordinary', 'decided')
        AND NOT COALESCE(cases_signed(current_opinion), FALSE) THEN
        PERFORM cases_refuse('处理意见没有经他人签署同意。', 'act_opinion_signed');
    END IF;
    IF NEW.state IN ('offered', 'answered')
        AND NOT EXISTS (SELECT 1 FROM cases_offer WHERE act_id = NEW.id AND opinion_id = current_opinion) THEN
        PERFORM cases_refuse('还没有征求当事人意愿。', 'act_has_offer');
    END IF;
    IF NEW.state = 'answered' AND NOT EXISTS (SELECT 1 FROM cases_answer a JOIN cases_offer o ON o.id = a.offer_id
        WHERE o.act_id = NEW.id AND o.opinion_id = current_opinion) THEN
        PERFORM cases_refuse('当事人的答复没有入卷。', 'act_has_answer');
    END IF;
    IF NEW.state = 'decided' AND NOT EXISTS (SELECT 1 FROM cases_decision WHERE act_id = NEW.id) THEN
        PERFORM cases_refuse('还没有作出决定。', 'act_has_decision');
    END IF;
    IF NEW.state = 'ordinary'
        AND NOT EXISTS (SELECT 1 FROM cases_penaltyprocedure WHERE act_id = NEW.id AND ended_at IS NULL) THEN
        PERFORM cases_refuse('没有批准进入处罚程序。', 'act_has_procedure');
    END IF;
    IF NEW.state = 'transfer'
        AND NOT EXISTS (SELECT 1 FROM cases_transfer WHERE act_id = NEW.id AND ended_at IS NULL) THEN
        PERFORM cases_refuse('没有正在办理的移送。', 'act_has_transfer');
    END IF;
    IF NEW.state = 'transferred' AND NOT EXISTS
        (SELECT 1 FROM cases_transfer WHERE act_id = NEW.id AND approved AND sent_at IS NOT NULL) THEN
        PERFORM cases_refuse('移送没有经批准并送出。', 'act_was_transferred');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_act_earned AFTER INSERT OR UPDATE ON cases_act
    FOR EACH ROW EXECUTE FUNCTION cases_act_earned();
"""
DROP_ACT = "DROP TRIGGER cases_act_earned ON cases_act; DROP FUNCTION cases_act_earned();"

DECISION = """
CREATE FUNCTION cases_decision_earned() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF NEW.outcome NOT IN ('NP_NOT_ESTABLISHED', 'NP_TIME_BARRED', 'NP_NO_CAPACITY', 'NP_MANDATORY_NO_FAULT',
        'NP_MANDATORY_MINOR', 'NP_DISCRETIONARY_FIRST', 'EDUCATE_INDIVIDUAL') THEN
        PERFORM cases_refuse('这一结果不能作不予行政处罚的决定。', 'decision_is_no_penalty');
    END IF;
    IF NOT (advice = NEW.outcome OR (advice = 'ESCALATE_MANUAL' AND NEW.outcome = 'NP_DISCRETIONARY_FIRST')) THEN
        PERFORM cases_refuse('按查明的事实应当处罚或者移送，不能不予处罚。', 'decision_no_soft_past_stop');
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
CREATE TRIGGER cases_decision_earned BEFORE INSERT ON cases_decision
    FOR EACH ROW EXECUTE FUNCTION cases_decision_earned();

CREATE FUNCTION cases_procedure_earned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    opinion cases_opinion;
    file bigint;
BEGIN
    SELECT * INTO opinion FROM cases_opinion WHERE id = NEW.opinion_id;
    SELECT case_id INTO file FROM cases_act WHERE id = NEW.act_id;
    IF opinion.act_id <> NEW.act_id OR opinion.assessment_id <> NEW.assessment_id OR NOT opinion.is_current
        OR opinion.outcome <> NEW.outcome OR opinion.submitted_by_id <> NEW.author_id OR NOT cases_signed(opinion.id) THEN
        PERFORM cases_refuse('没有经签署同意的处罚意见，不能进入处罚程序。', 'procedure_countersigned');
    END IF;
    IF NEW.outcome NOT IN ('PENALTY', 'PENALTY_SERIOUS', 'PENALTY_LENIENT', 'NO_FINE_ORGAN') THEN
        PERFORM cases_refuse('这一结果不进入处罚程序。', 'procedure_is_penalty');
    END IF;
    IF cases_ready_officers(file, NEW.opened_on) < 2 OR NOT cases_is_leader(NEW.opened_by_id, NEW.opened_for_id) THEN
        PERFORM cases_refuse('处罚程序须有两名执法人员，由局领导批准。', 'procedure_by_leader');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_procedure_earned BEFORE INSERT ON cases_penaltyprocedure
    FOR EACH ROW EXECUTE FUNCTION cases_procedure_earned();
"""
DROP_DECISION = """
DROP TRIGGER cases_procedure_earned ON cases_penaltyprocedure; DROP FUNCTION cases_procedure_earned();
DROP TRIGGER cases_decision_earned ON cases_decision; DROP FUNCTION cases_decision_earned();
"""

SIGNATURES = """
CREATE FUNCTION cases_signature_earned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    opinion cases_opinion;
BEGIN
    SELECT * INTO opinion FROM cases_opinion WHERE id = NEW.opinion_id;
    IF NEW.author_id <> opinion.submitted_by_id OR NEW.signed_by_id = opinion.submitted_by_id
        OR NEW.signed_for_id = opinion.submitted_by_id THEN
        PERFORM cases_refuse('不能签署本人提出的意见。', 'countersign_not_own');
    END IF;
    IF NEW.verdict = 'approve' AND NOT opinion.adopts AND NOT cases_is_leader(NEW.signed_by_id, NEW.signed_for_id) THEN
        PERFORM cases_refuse('不采纳系统建议的意见，由局领导签署。', 'countersign_departure_by_leader');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_signature_earned BEFORE INSERT ON cases_countersignature
    FOR EACH ROW EXECUTE FUNCTION cases_signature_earned();

CREATE FUNCTION cases_offer_earned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT cases_signed(NEW.opinion_id) THEN
        PERFORM cases_refuse('处理意见签署以后，才能征求当事人意愿。', 'offer_after_signature');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_offer_earned BEFORE INSERT ON cases_offer
    FOR EACH ROW EXECUTE FUNCTION cases_offer_earned();

CREATE FUNCTION cases_service_earned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM records_paper WHERE id = NEW.paper_id AND status = 'issued') THEN
        PERFORM cases_refuse('只有已经制发的文书才能送达。', 'service_of_issued_paper');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_service_earned BEFORE INSERT ON cases_service
    FOR EACH ROW EXECUTE FUNCTION cases_service_earned();
"""
DROP_SIGNATURES = """
DROP TRIGGER cases_service_earned ON cases_service; DROP FUNCTION cases_service_earned();
DROP TRIGGER cases_offer_earned ON cases_offer; DROP FUNCTION cases_offer_earned();
DROP TRIGGER cases_signature_earned ON cases_countersignature; DROP FUNCTION cases_signature_earned();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_what_was_said_stands"),
    ]

    operations = [
        migrations.RunSQL(HELPERS, DROP_HELPERS),
        migrations.RunSQL(CASE, DROP_CASE),
        migrations.RunSQL(ACT, DROP_ACT),
        migrations.RunSQL(DECISION, DROP_DECISION),
        migrations.RunSQL(SIGNATURES, DROP_SIGNATURES),
    ]
