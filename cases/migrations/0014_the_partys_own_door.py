"""The party's own code and what it sends through its page; an answer may be changed until the decision."""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from records.tables import CreateTables
from records.triggers import append_only

_rest_stands = import_module("cases.migrations.0002_what_was_said_stands").rest_stands

# A code that ended stays ended, a message reviewed or taken stays so.
ONE_WAY = """
CREATE FUNCTION cases_party_door_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'cases_partylink' THEN
        IF OLD.ended_at IS NULL AND (OLD.opened_at IS NULL OR OLD.opened_at = NEW.opened_at) THEN RETURN NEW; END IF;
    ELSIF (OLD.statement_id IS NULL OR OLD.statement_id = NEW.statement_id)
        AND (OLD.taken_at IS NULL OR OLD.taken_at = NEW.taken_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '已经失效的办理码、已经收取的材料不能再改动。'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER cases_partylink_ended_stands BEFORE UPDATE ON cases_partylink
    FOR EACH ROW EXECUTE FUNCTION cases_party_door_stands();
CREATE TRIGGER cases_partymessage_taken_stands BEFORE UPDATE ON cases_partymessage
    FOR EACH ROW EXECUTE FUNCTION cases_party_door_stands();
"""
DROP_ONE_WAY = """
DROP TRIGGER cases_partymessage_taken_stands ON cases_partymessage;
DROP TRIGGER cases_partylink_ended_stands ON cases_partylink; DROP FUNCTION cases_party_door_stands();
"""

# 行政处罚法45条: what the party said is heard before the decision. 6条: what it chose is known before, not after.
HEARD = """
CREATE FUNCTION cases_party_is_heard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.procedure_id IS NOT NULL AND EXISTS (SELECT 1 FROM cases_partymessage
        WHERE act_id = NEW.act_id AND kind = 'statement' AND statement_id IS NULL) THEN
        PERFORM cases_refuse('当事人在页面上提交的陈述申辩还没有复核，不能作出处罚决定。', 'party_is_heard');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_party_is_heard BEFORE INSERT ON cases_decision
    FOR EACH ROW EXECUTE FUNCTION cases_party_is_heard();
CREATE FUNCTION cases_answer_before_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_decision d JOIN cases_offer o ON o.opinion_id = d.opinion_id
        WHERE o.id = NEW.offer_id) THEN
        PERFORM cases_refuse('已经作出决定，不能再改变答复。', 'answer_before_decision');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_answer_before_decision BEFORE INSERT ON cases_answer
    FOR EACH ROW EXECUTE FUNCTION cases_answer_before_decision();
"""
DROP_HEARD = """
DROP TRIGGER cases_answer_before_decision ON cases_answer; DROP FUNCTION cases_answer_before_decision();
DROP TRIGGER cases_party_is_heard ON cases_decision; DROP FUNCTION cases_party_is_heard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_rows_are_kept"),
        ("parties", "0003_units_by_year_and_merging"),
        ("records", "0003_numbers_follow_each_other"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="PartyLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(editable=False, max_length=64, unique=True, verbose_name="办理码校验值"),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="发放时间")),
                        ("until", models.DateTimeField(verbose_name="有效至")),
                        ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="第一次打开")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="失效时间")),
                        ("ended_words", models.CharField(blank=True, max_length=200, verbose_name="失效原因")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="party_links",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发放人",
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="party_links",
                                to="records.paper",
                                verbose_name="印在哪份文书上",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="party_links",
                                to="parties.party",
                                verbose_name="当事人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人办理码",
                        "verbose_name_plural": "当事人办理码",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("case", "party"),
                                name="party_link_one_alive",
                                violation_error_message="同一当事人在一个案件中只有一个有效的办理码。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("made_at"))),
                                name="party_link_ends_after_start",
                                violation_error_message="办理码必须有有效期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    models.Q(("ended_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="party_link_ended_with_words",
                                violation_error_message="停用办理码必须写明原因。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyMessage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("statement", "陈述、申辩"), ("correction", "改正情况")],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("sender", models.CharField(max_length=40, verbose_name="提交人")),
                        ("words", models.TextField(verbose_name="内容")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="改正完成日期")),
                        ("sent_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="提交时间")),
                        ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="收取时间")),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="party_messages",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "files",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="records.storedfile", verbose_name="附件"
                            ),
                        ),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="cases.partylink",
                                verbose_name="办理码",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="cases.statement",
                                verbose_name="复核",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="收取人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人提交",
                        "verbose_name_plural": "当事人提交",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("words", ""), _negated=True), models.Q(("sender", ""), _negated=True)
                                ),
                                name="party_message_says_something",
                                violation_error_message="请写明内容和提交人。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "correction"), _negated=True),
                                    ("done_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="party_correction_with_day",
                                violation_error_message="报告改正的，请填写改正完成的日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="party_message_taken_by_somebody",
                                violation_error_message="收取当事人的材料，须记下收取人。",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="answer",
            name="person_name",
            field=models.CharField(blank=True, max_length=40, verbose_name="答复人"),
        ),
        migrations.AlterField(
            model_name="answer",
            name="offer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replies",
                to="cases.offer",
                verbose_name="征求意愿",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("means", "paper"), _negated=True), ("file__isnull", False), _connector="OR"
                ),
                name="answer_on_paper_with_scan",
                violation_error_message="书面答复必须上传当事人签名的原件扫描件。",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("means", "online"), _negated=True),
                    models.Q(("recorded_by__isnull", True), models.Q(("person_name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="answer_online_is_the_partys",
                violation_error_message="当事人页面的答复只能由当事人本人作出，并写明答复人。",
            ),
        ),
        append_only("cases_partymessage_files"),
        _rest_stands("cases_partylink", ("opened_at", "ended_at", "ended_words")),
        _rest_stands("cases_partymessage", ("statement_id", "taken_at", "taken_by_id")),
        migrations.RunSQL(ONE_WAY, DROP_ONE_WAY),
        migrations.RunSQL(HEARD, DROP_HEARD),
    ]
