"""Investigation, enforcement, the decision on the spot and what belongs together: earned in the database too."""

from importlib import import_module

from django.db import migrations

from records.triggers import append_only

_rest_stands = import_module("cases.migrations.0002_what_was_said_stands").rest_stands

PROOFS = ("cases_serviceaddress", "cases_legalview", "cases_actmove")
MOVING = (
    ("cases_fieldrecord", ("paper_id",)),
    ("cases_investigationreport", ("paper_id",)),
    ("cases_writtenquery", ("paper_id", "served_on", "result", "answered_on", "answer_words", "file_id")),
    (
        "cases_preservation",
        (
            "approved",
            "approved_by_id",
            "approved_for_id",
            "approved_on",
            "words",
            "due_on",
            "fate",
            "settled_on",
            "settled_by_id",
        ),
    ),
    ("cases_courtapplication", ("paper_id", "result", "result_on")),
    ("cases_spotdecision", ("paper_id", "filed_on", "filed_by_id", "filed_words")),
)

STATES = """
CREATE FUNCTION cases_act_ended_otherwise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state IN ('spot', 'moved') AND NEW.state <> OLD.state THEN
        PERFORM cases_refuse('已经当场处罚或者转往他案的行为，不能退回。', 'act_ended_stands');
    END IF;
    IF NEW.state = 'spot' AND NOT EXISTS (SELECT 1 FROM cases_spotdecision WHERE act_id = NEW.id) THEN
        PERFORM cases_refuse('没有当场处罚决定。', 'act_has_spot_decision');
    END IF;
    IF NEW.state = 'moved' AND NOT EXISTS (SELECT 1 FROM cases_actmove WHERE source_id = NEW.id) THEN
        PERFORM cases_refuse('没有并案、分案的决定。', 'act_was_moved');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_act_ended_otherwise AFTER INSERT OR UPDATE ON cases_act
    FOR EACH ROW EXECUTE FUNCTION cases_act_ended_otherwise();

CREATE OR REPLACE FUNCTION cases_case_earned() RETURNS trigger LANGUAGE plpgsql AS $$
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
        IF NOT EXISTS (SELECT 1 FROM cases_act WHERE case_id = NEW.id) OR EXISTS (SELECT 1 FROM cases_act
            WHERE case_id = NEW.id AND state NOT IN ('decided', 'transferred', 'spot', 'moved')) THEN
            PERFORM cases_refuse('还有违法行为没有处理完毕，不能结案。', 'case_closed_acts_ended');
        END IF;
        IF EXISTS (SELECT 1 FROM cases_obligation WHERE case_id = NEW.id AND bars_closing
            AND fulfilled_at IS NULL AND cancelled_at IS NULL) THEN
            PERFORM cases_refuse('还有没办的事，不能结案。', 'case_closed_nothing_owed');
        END IF;
        IF EXISTS (SELECT 1 FROM cases_preservation WHERE case_id = NEW.id AND approved AND settled_on IS NULL) THEN
            PERFORM cases_refuse('先行登记保存的物品还没有处理，不能结案。', 'case_closed_nothing_kept');
        END IF;
    END IF;
    RETURN NEW;
END $$;
"""
DROP_STATES = """
DROP TRIGGER cases_act_ended_otherwise ON cases_act; DROP FUNCTION cases_act_ended_otherwise();
"""

DECISION = """
CREATE OR REPLACE FUNCTION cases_decision_earned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    opinion cases_opinion;
    advice varchar;
    viewed varchar;
    file bigint;
BEGIN
    SELECT * INTO opinion FROM cases_opinion WHERE id = NEW.opinion_id;
    SELECT outcome INTO advice FROM cases_assessment WHERE id = NEW.assessment_id;
    SELECT outcome INTO viewed FROM cases_legalview WHERE assessment_id = NEW.assessment_id ORDER BY id DESC LIMIT 1;
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
    IF advice = 'NEEDS_LEGAL_REVIEW' AND viewed IS DISTINCT FROM NEW.outcome THEN
        PERFORM cases_refuse('新旧法不能比较的，须由法制审核人员书面提出意见，决定与意见一致。', 'decision_follows_legal_view');
    END IF;
    IF NEW.outcome IN ('NP_NOT_ESTABLISHED', 'NP_TIME_BARRED', 'NP_NO_CAPACITY', 'NP_MANDATORY_NO_FAULT',
        'NP_MANDATORY_MINOR', 'NP_DISCRETIONARY_FIRST', 'EDUCATE_INDIVIDUAL') THEN
        IF NOT (advice = NEW.outcome OR advice = 'NEEDS_LEGAL_REVIEW'
            OR (advice = 'ESCALATE_MANUAL' AND NEW.outcome = 'NP_DISCRETIONARY_FIRST')) THEN
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

CREATE FUNCTION cases_fined_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    twin bigint;
BEGIN
    IF NEW.procedure_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM cases_investigationreport WHERE act_id = NEW.act_id) THEN
        PERFORM cases_refuse('没有调查终结报告，不能作出处罚决定。', 'penalty_after_report');
    END IF;
    IF COALESCE(NEW.fine, 0) > 0 THEN
        SELECT same_conduct_id INTO twin FROM cases_act WHERE id = NEW.act_id;
        IF EXISTS (SELECT 1 FROM cases_decision d JOIN cases_act a ON a.id = d.act_id
            WHERE d.fine > 0 AND (a.id = twin OR a.same_conduct_id = NEW.act_id OR a.same_conduct_id = twin)
                AND a.id <> NEW.act_id) THEN
            PERFORM cases_refuse('同一违法行为已经罚款，不得再次罚款（行政处罚法29条）。', 'decision_fined_once');
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_fined_once BEFORE INSERT ON cases_decision FOR EACH ROW EXECUTE FUNCTION cases_fined_once();

CREATE FUNCTION cases_view_earned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_act a JOIN cases_caseofficer o ON o.case_id = a.case_id
        WHERE a.id = NEW.act_id AND o.user_id IN (NEW.given_by_id, COALESCE(NEW.given_for_id, 0))) THEN
        PERFORM cases_refuse('法律适用意见由非本案办案人员出具。', 'view_not_own');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_view_earned BEFORE INSERT ON cases_legalview FOR EACH ROW EXECUTE FUNCTION cases_view_earned();
"""
DROP_DECISION = """
DROP TRIGGER cases_view_earned ON cases_legalview; DROP FUNCTION cases_view_earned();
DROP TRIGGER cases_fined_once ON cases_decision; DROP FUNCTION cases_fined_once();
"""

INQUIRY = """
CREATE FUNCTION cases_two_officers_were_there() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    present bigint;
BEGIN
    IF TG_TABLE_NAME = 'cases_fieldrecord' THEN
        SELECT count(*) INTO present FROM cases_fieldrecord_officers WHERE fieldrecord_id = NEW.id;
    ELSE
        SELECT count(*) INTO present FROM cases_spotdecision_officers WHERE spotdecision_id = NEW.id;
    END IF;
    IF present < 2 THEN
        PERFORM cases_refuse('检查、询问、当场处罚不得少于两名执法人员。', 'two_officers_were_there');
    END IF;
    RETURN NEW;
END $$;
CREATE CONSTRAINT TRIGGER record_two_officers AFTER INSERT ON cases_fieldrecord DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cases_two_officers_were_there();
CREATE CONSTRAINT TRIGGER spot_two_officers AFTER INSERT ON cases_spotdecision DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cases_two_officers_were_there();

CREATE FUNCTION cases_preservation_earned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.approved AND NOT cases_is_leader(NEW.approved_by_id, NEW.approved_for_id) THEN
        PERFORM cases_refuse('先行登记保存由局领导批准。', 'preservation_by_leader');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_preservation_earned BEFORE INSERT OR UPDATE ON cases_preservation
    FOR EACH ROW EXECUTE FUNCTION cases_preservation_earned();

CREATE FUNCTION cases_spot_earned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kind varchar;
    file bigint;
BEGIN
    SELECT p.kind, a.case_id INTO kind, file FROM cases_act a JOIN parties_party p ON p.id = a.party_id
        WHERE a.id = NEW.act_id;
    IF NEW.fine > 200 AND kind IN ('individual', 'individual_business', 'government_head') THEN
        PERFORM cases_refuse('对公民、个体工商户当场罚款不得超过200元（行政处罚法51条）。', 'spot_within_limit');
    END IF;
    IF NEW.fine > 0 AND kind = 'state_organ' THEN
        PERFORM cases_refuse('对国家机关不处罚款。', 'spot_fits_party');
    END IF;
    IF cases_ready_officers(file, (NEW.decided_at AT TIME ZONE 'Asia/Shanghai')::date) < 2 THEN
        PERFORM cases_refuse('没有两名有执法资格、无须回避的执法人员，不能当场处罚。', 'spot_ready_officers');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_spot_earned BEFORE INSERT ON cases_spotdecision
    FOR EACH ROW EXECUTE FUNCTION cases_spot_earned();
"""
DROP_INQUIRY = """
DROP TRIGGER cases_spot_earned ON cases_spotdecision; DROP FUNCTION cases_spot_earned();
DROP TRIGGER cases_preservation_earned ON cases_preservation; DROP FUNCTION cases_preservation_earned();
DROP TRIGGER spot_two_officers ON cases_spotdecision; DROP TRIGGER record_two_officers ON cases_fieldrecord;
DROP FUNCTION cases_two_officers_were_there();
"""

SERVICE = """
CREATE FUNCTION cases_service_consented() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.method = 'electronic' AND NOT EXISTS (SELECT 1 FROM cases_serviceaddress s
        WHERE s.case_id = NEW.case_id AND s.electronic AND s.confirmed_on <= NEW.served_on) THEN
        PERFORM cases_refuse('当事人没有签订确认书同意电子送达。', 'service_electronic_by_consent');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_service_consented BEFORE INSERT ON cases_service
    FOR EACH ROW EXECUTE FUNCTION cases_service_consented();

CREATE FUNCTION cases_court_earned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT cases_is_leader(NEW.approved_by_id, NEW.approved_for_id) THEN
        PERFORM cases_refuse('申请强制执行由局领导批准。', 'court_by_leader');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM cases_demand WHERE id = NEW.demand_id AND decision_id = NEW.decision_id
        AND served_on + 10 < NEW.applied_on) THEN
        PERFORM cases_refuse('催告书送达十个工作日后，才能申请强制执行。', 'court_after_demand');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_court_earned BEFORE INSERT ON cases_courtapplication
    FOR EACH ROW EXECUTE FUNCTION cases_court_earned();
"""
DROP_SERVICE = """
DROP TRIGGER cases_court_earned ON cases_courtapplication; DROP FUNCTION cases_court_earned();
DROP TRIGGER cases_service_consented ON cases_service; DROP FUNCTION cases_service_consented();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_whose_lead_and_who_told"),
    ]

    operations = [
        *(append_only(table) for table in PROOFS),
        *(_rest_stands(table, columns) for table, columns in MOVING),
        migrations.RunSQL(STATES, DROP_STATES),
        migrations.RunSQL(DECISION, DROP_DECISION),
        migrations.RunSQL(INQUIRY, DROP_INQUIRY),
        migrations.RunSQL(SERVICE, DROP_SERVICE),
    ]
