"""领导小组的会议、检查和督办; signed minutes, checks, reports and follow-ups stand."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from records.tables import CreateTables
from records.triggers import append_only

STANDS = """
CREATE FUNCTION oversight_meeting_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'signed' THEN
        RAISE EXCEPTION '会议纪要已经签发，不能修改或删除。需要补充的，在下次会议上说明。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meeting_stands BEFORE UPDATE OR DELETE ON oversight_groupmeeting
    FOR EACH ROW EXECUTE FUNCTION oversight_meeting_stands();

CREATE FUNCTION oversight_of_signed_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE meeting bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.meeting_id ELSE NEW.meeting_id END;
BEGIN
    IF EXISTS (SELECT 1 FROM oversight_groupmeeting m WHERE m.id = meeting AND m.state = 'signed') THEN
        RAISE EXCEPTION '会议纪要已经签发，议题、到会情况和议定事项不能再改。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agenda_stands BEFORE INSERT OR UPDATE OR DELETE ON oversight_agendaitem
    FOR EACH ROW EXECUTE FUNCTION oversight_of_signed_meeting();
CREATE TRIGGER meeting_seat_stands BEFORE INSERT OR UPDATE OR DELETE ON oversight_meetingseat
    FOR EACH ROW EXECUTE FUNCTION oversight_of_signed_meeting();
CREATE TRIGGER action_item_joins_open_meeting BEFORE INSERT ON oversight_actionitem
    FOR EACH ROW EXECUTE FUNCTION oversight_of_signed_meeting();

CREATE FUNCTION oversight_item_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves text[] := ARRAY['state', 'due_on'];
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM oversight_groupmeeting m WHERE m.id = OLD.meeting_id AND m.state = 'draft') THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'DELETE' OR OLD.state = 'done' OR to_jsonb(NEW) - moves IS DISTINCT FROM to_jsonb(OLD) - moves THEN
        RAISE EXCEPTION '督办事项不能修改或删除。办到哪里，请写进落实报告和跟踪核查。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF NEW.state = 'done' AND NOT EXISTS (
            SELECT 1 FROM oversight_actionfollowup f WHERE f.item_id = NEW.id AND f.result = 'done') THEN
        RAISE EXCEPTION '没有核查的督办事项不能办结。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER action_item_stands BEFORE UPDATE OR DELETE ON oversight_actionitem
    FOR EACH ROW EXECUTE FUNCTION oversight_item_stands();
"""
FALLS = """
DROP TRIGGER action_item_stands ON oversight_actionitem;
DROP FUNCTION oversight_item_stands();
DROP TRIGGER action_item_joins_open_meeting ON oversight_actionitem;
DROP TRIGGER meeting_seat_stands ON oversight_meetingseat;
DROP TRIGGER agenda_stands ON oversight_agendaitem;
DROP FUNCTION oversight_of_signed_meeting();
DROP TRIGGER meeting_stands ON oversight_groupmeeting;
DROP FUNCTION oversight_meeting_stands();
"""


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("oversight", "0007_typical_cases"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="GroupMeeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("subject", models.CharField(max_length=80, verbose_name="会议名称")),
                        ("held_on", models.DateField(verbose_name="日期")),
                        ("place", models.CharField(max_length=60, verbose_name="地点")),
                        (
                            "chaired_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="主持人",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="记录人",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间"),
                        ),
                        ("minutes", models.TextField(blank=True, verbose_name="会议纪要")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "起草纪要"), ("signed", "已签发")],
                                default="draft",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签发人",
                            ),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="签发时间")),
                        (
                            "paper",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.paper",
                                verbose_name="纪要文书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "领导小组会议",
                        "verbose_name_plural": "领导小组会议",
                        "ordering": ["-held_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "signed"), _negated=True),
                                    models.Q(
                                        ("paper__isnull", False),
                                        ("signed_at__isnull", False),
                                        ("signed_by__isnull", False),
                                        models.Q(("minutes", ""), _negated=True),
                                        models.Q(("signed_by", models.F("recorded_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_signed_by_another",
                                violation_error_message="纪要由记录人以外的组长签发，签发前须写好纪要。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agenda",
                                to="oversight.groupmeeting",
                                verbose_name="会议",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("title", models.CharField(max_length=120, verbose_name="议题")),
                    ],
                    options={
                        "verbose_name": "会议议题",
                        "verbose_name_plural": "会议议题",
                        "ordering": ["order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "order"),
                                name="agenda_order_once",
                                violation_error_message="议题序号不能重复。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingSeat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="seats",
                                to="oversight.groupmeeting",
                                verbose_name="会议",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="组员",
                            ),
                        ),
                        (
                            "seat",
                            models.CharField(
                                choices=[("chair", "组长"), ("vice_chair", "副组长"), ("member", "成员")],
                                max_length=12,
                                verbose_name="职务",
                            ),
                        ),
                        (
                            "presence",
                            models.CharField(
                                choices=[("present", "出席"), ("leave", "请假"), ("absent", "缺席")],
                                max_length=8,
                                verbose_name="到会",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "到会情况",
                        "verbose_name_plural": "到会情况",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "user"),
                                name="meeting_seat_once",
                                violation_error_message="同一人的到会情况只记一次。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="检查事项")),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.section",
                                verbose_name="被检查科室",
                            ),
                        ),
                        ("checked_on", models.DateField(verbose_name="检查日期")),
                        ("scope", models.TextField(verbose_name="检查内容和方法")),
                        ("result", models.TextField(verbose_name="检查情况")),
                        (
                            "checked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="检查人",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间"),
                        ),
                    ],
                    options={
                        "verbose_name": "监督检查",
                        "verbose_name_plural": "监督检查",
                        "ordering": ["-checked_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ActionItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="oversight.groupmeeting",
                                verbose_name="会议",
                            ),
                        ),
                        (
                            "check_row",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="oversight.plancheck",
                                verbose_name="检查",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("words", models.TextField(verbose_name="事项")),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.section",
                                verbose_name="责任科室",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="责任人",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="期限")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待落实"), ("reported", "已报告，待核查"), ("done", "已办结")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间")),
                    ],
                    options={
                        "verbose_name": "督办事项",
                        "verbose_name_plural": "督办事项",
                        "ordering": ["due_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("check_row__isnull", True), ("meeting__isnull", False)),
                                    models.Q(("check_row__isnull", False), ("meeting__isnull", True)),
                                    _connector="OR",
                                ),
                                name="item_of_meeting_or_check",
                                violation_error_message="督办事项出自一次会议或者一次检查。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="item_says_what",
                                violation_error_message="请写明要办什么。",
                            ),
                            models.UniqueConstraint(
                                fields=("meeting", "check_row", "order"),
                                name="item_order_once",
                                nulls_distinct=False,
                                violation_error_message="事项序号不能重复。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="oversight.actionitem",
                                verbose_name="督办事项",
                            ),
                        ),
                        ("words", models.TextField(verbose_name="落实情况")),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="佐证",
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="报告人",
                            ),
                        ),
                        (
                            "reported_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="报告时间"),
                        ),
                    ],
                    options={
                        "verbose_name": "落实报告",
                        "verbose_name_plural": "落实报告",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="report_says_what",
                                violation_error_message="请写明落实情况。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionFollowUp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="oversight.actionitem",
                                verbose_name="督办事项",
                            ),
                        ),
                        (
                            "report",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_up",
                                to="oversight.actionreport",
                                verbose_name="落实报告",
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[("done", "已落实，办结"), ("again", "没有到位，继续整改")],
                                max_length=8,
                                verbose_name="核查结果",
                            ),
                        ),
                        ("words", models.TextField(verbose_name="核查情况")),
                        ("new_due_on", models.DateField(blank=True, null=True, verbose_name="新的期限")),
                        (
                            "followed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="核查人",
                            ),
                        ),
                        (
                            "followed_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="核查时间"),
                        ),
                    ],
                    options={
                        "verbose_name": "跟踪核查",
                        "verbose_name_plural": "跟踪核查",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("new_due_on__isnull", True), ("result", "done")),
                                    models.Q(("new_due_on__isnull", False), ("result", "again")),
                                    _connector="OR",
                                ),
                                name="follow_up_again_with_day",
                                violation_error_message="继续整改的，须定新的期限。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="follow_up_says_what",
                                violation_error_message="请写明核查情况。",
                            ),
                        ],
                    },
                ),
            ]
        ),
        *(append_only(f"oversight_{table}") for table in ("plancheck", "actionreport", "actionfollowup")),
        migrations.RunSQL(STANDS, FALLS),
    ]
