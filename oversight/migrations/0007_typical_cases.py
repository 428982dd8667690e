"""典型案例; published it stands, and what was removed stays beside it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from records.tables import CreateTables

STANDS = """
CREATE FUNCTION oversight_typical_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ends text[] := ARRAY['state', 'withdrawn_by_id', 'withdrawn_at', 'withdrawn_words'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '典型案例不能删除。不再推荐的，写明理由留作记录。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF OLD.state IN ('withdrawn', 'dropped') THEN
        RAISE EXCEPTION '已经撤下或者不再推荐的典型案例不能修改。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF OLD.state = 'published' AND (NEW.state NOT IN ('published', 'withdrawn')
            OR to_jsonb(NEW) - ends IS DISTINCT FROM to_jsonb(OLD) - ends) THEN
        RAISE EXCEPTION '已经发布的典型案例不能修改。需要改动的，撤下以后另行推荐。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER typical_stands BEFORE UPDATE OR DELETE ON oversight_typicalcase
    FOR EACH ROW EXECUTE FUNCTION oversight_typical_stands();

CREATE FUNCTION oversight_removal_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '去标识标记不能删除。不必去除的，写明理由恢复原文。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM oversight_typicalcase t WHERE t.id = NEW.typical_id AND t.state = 'draft') THEN
        RAISE EXCEPTION '典型案例已经送审，去标识标记不能再改。请先退回撰写。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER removal_stands BEFORE INSERT OR UPDATE OR DELETE ON oversight_removal
    FOR EACH ROW EXECUTE FUNCTION oversight_removal_stands();
"""
FALLS = """
DROP TRIGGER removal_stands ON oversight_removal;
DROP FUNCTION oversight_removal_stands();
DROP TRIGGER typical_stands ON oversight_typicalcase;
DROP FUNCTION oversight_typical_stands();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0001_initial"),
        ("oversight", "0006_bulletins"),
        ("records", "0006_events_by_time"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="TypicalCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="typical_cases",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="typical_cases",
                                to="accounts.section",
                                verbose_name="科室",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "撰写和去标识"),
                                    ("nominated", "待初审"),
                                    ("checked", "待终审"),
                                    ("published", "已发布"),
                                    ("withdrawn", "已撤下"),
                                    ("dropped", "不再推荐"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("reasons", models.TextField(verbose_name="推荐理由")),
                        ("criteria", models.JSONField(default=list, verbose_name="符合的条件")),
                        ("title", models.CharField(max_length=80, verbose_name="标题")),
                        ("keywords", models.CharField(blank=True, max_length=80, verbose_name="关键词")),
                        ("facts", models.TextField(verbose_name="基本案情")),
                        ("handling", models.TextField(verbose_name="处理结果")),
                        ("meaning", models.TextField(blank=True, verbose_name="典型意义")),
                        ("law", models.TextField(blank=True, verbose_name="相关法条")),
                        (
                            "nominated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="推荐人",
                            ),
                        ),
                        (
                            "nominated_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="推荐时间"),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="执笔人",
                            ),
                        ),
                        ("returned_words", models.CharField(blank=True, max_length=600, verbose_name="退回意见")),
                        (
                            "first_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="初审人",
                            ),
                        ),
                        ("first_at", models.DateTimeField(blank=True, null=True, verbose_name="初审时间")),
                        (
                            "second_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="终审人",
                            ),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                        ("public", models.TextField(blank=True, verbose_name="公开内容")),
                        ("sha256", models.CharField(blank=True, max_length=64, verbose_name="校验值")),
                        (
                            "paper",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.paper",
                                verbose_name="公开文本",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="撤下人",
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤下时间")),
                        ("withdrawn_words", models.CharField(blank=True, max_length=600, verbose_name="撤下理由")),
                    ],
                    options={
                        "verbose_name": "典型案例",
                        "verbose_name_plural": "典型案例",
                        "ordering": ["-pk"],
                        "indexes": [models.Index(fields=["year", "section", "state"], name="typical_by_year")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["withdrawn", "dropped"]), _negated=True),
                                fields=("case",),
                                name="typical_case_once",
                                violation_error_message="这个案件已经推荐，请打开原来的一份。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reasons", ""), _negated=True),
                                name="typical_with_reasons",
                                violation_error_message="请写明推荐理由。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_by__isnull", True),
                                    models.Q(
                                        models.Q(("first_by", models.F("nominated_by")), _negated=True),
                                        models.Q(("first_by", models.F("written_by")), _negated=True),
                                        ("first_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="typical_first_by_another",
                                violation_error_message="初审由推荐人、执笔人以外的人办理。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("second_by__isnull", True),
                                    models.Q(
                                        ("first_by__isnull", False),
                                        models.Q(("second_by", models.F("first_by")), _negated=True),
                                        models.Q(("second_by", models.F("nominated_by")), _negated=True),
                                        models.Q(("second_by", models.F("written_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="typical_second_by_a_third",
                                violation_error_message="终审由初审人、推荐人、执笔人以外的人办理。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                                    models.Q(
                                        ("paper__isnull", False),
                                        ("published_at__isnull", False),
                                        ("second_by__isnull", False),
                                        models.Q(("public", ""), _negated=True),
                                        models.Q(("sha256", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="typical_published_whole",
                                violation_error_message="发布须经初审、终审，并留存公开内容和校验值。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["withdrawn", "dropped"]), _negated=True),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        ("withdrawn_by__isnull", False),
                                        models.Q(("withdrawn_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="typical_withdrawn_with_words",
                                violation_error_message="撤下须写明理由。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Removal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "typical",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="removals",
                                to="oversight.typicalcase",
                                verbose_name="典型案例",
                            ),
                        ),
                        ("words", models.CharField(max_length=200, verbose_name="原文")),
                        ("instead", models.CharField(max_length=60, verbose_name="改为")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("party", "当事人名称"),
                                    ("person", "个人姓名"),
                                    ("number", "号码"),
                                    ("place", "地址"),
                                    ("day", "日期"),
                                    ("figure", "数据"),
                                    ("other", "其他"),
                                ],
                                max_length=8,
                                verbose_name="种类",
                            ),
                        ),
                        ("ground", models.CharField(max_length=120, verbose_name="理由")),
                        (
                            "marked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="标记人",
                            ),
                        ),
                        ("marked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="标记时间")),
                        ("kept", models.BooleanField(default=True, verbose_name="去除")),
                        (
                            "restored_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="恢复人",
                            ),
                        ),
                        ("restored_words", models.CharField(blank=True, max_length=200, verbose_name="恢复理由")),
                    ],
                    options={
                        "verbose_name": "去标识标记",
                        "verbose_name_plural": "去标识标记",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("typical", "words"),
                                name="removal_once",
                                violation_error_message="这些文字已经标记，请在原来的标记上修改。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kept", True),
                                    models.Q(
                                        ("restored_by__isnull", False), models.Q(("restored_words", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="removal_restored_with_words",
                                violation_error_message="恢复原文须写明为什么不会认出当事人。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("words", ""), _negated=True), models.Q(("instead", ""), _negated=True)
                                ),
                                name="removal_says_what",
                                violation_error_message="请写明去除哪些文字、改成什么。",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(STANDS, FALLS),
    ]
