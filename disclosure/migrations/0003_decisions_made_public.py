"""What is proposed and signed for publication stands; of a public row only its withdrawal is added."""

from importlib import import_module

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from records.tables import CreateTables

_rest_stands = import_module("cases.migrations.0002_what_was_said_stands").rest_stands
SIGNING = (
    "state",
    "signed_by_id",
    "signed_for_id",
    "signed_at",
    "signed_words",
    "ended_by_id",
    "ended_at",
    "ended_words",
)
WITHDRAWING = ("content", "search", "title", "withdrawn_on", "withdrawn_words")
ONCE = """
CREATE FUNCTION disclosure_withdrawn_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '已经撤回、退回的公示不能再改动。' USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER disclosure_publication_ended_stands BEFORE UPDATE ON disclosure_publication
    FOR EACH ROW WHEN (OLD.state IN ('returned', 'withheld', 'withdrawn')) EXECUTE FUNCTION disclosure_withdrawn_stands();
CREATE TRIGGER disclosure_disclosed_withdrawn_stands BEFORE UPDATE ON disclosure_disclosed
    FOR EACH ROW WHEN (OLD.withdrawn_on IS NOT NULL OR NEW.withdrawn_on IS NULL)
    EXECUTE FUNCTION disclosure_withdrawn_stands();
"""
DROP_ONCE = """
DROP TRIGGER disclosure_publication_ended_stands ON disclosure_publication;
DROP TRIGGER disclosure_disclosed_withdrawn_stands ON disclosure_disclosed;
DROP FUNCTION disclosure_withdrawn_stands();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_the_partys_own_door"),
        ("disclosure", "0002_what_parties_say_stands"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Publication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=20, verbose_name="决定种类")),
                        ("content", models.JSONField(default=list, verbose_name="公开的内容")),
                        ("hidden", models.JSONField(blank=True, default=list, verbose_name="另外隐去的内容")),
                        ("withheld", models.CharField(blank=True, max_length=20, verbose_name="不公开的理由种类")),
                        ("withheld_words", models.CharField(blank=True, max_length=300, verbose_name="不公开的理由")),
                        ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                        ("until", models.DateField(verbose_name="公示截止期")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "待审核"),
                                    ("returned", "已退回"),
                                    ("public", "已公示"),
                                    ("withheld", "不公开"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="proposed",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "proposed_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="拟稿时间"),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="审核时间")),
                        ("signed_words", models.CharField(blank=True, max_length=300, verbose_name="审核意见")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="撤回时间")),
                        ("ended_words", models.CharField(blank=True, max_length=300, verbose_name="撤回理由")),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publications",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="撤回人",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="拟稿人",
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
                                verbose_name="审核人",
                            ),
                        ),
                        (
                            "signed_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="代签",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公示稿",
                        "verbose_name_plural": "公示稿",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["proposed", "public"])),
                                fields=("act",),
                                name="publication_one_under_way",
                                violation_error_message="这个行为已有一份在办或者已公示的公示稿。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_by__isnull", True),
                                    models.Q(("signed_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="publication_signed_by_another",
                                violation_error_message="不能审核本人拟的公示。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "proposed"),
                                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="publication_signed",
                                violation_error_message="公示须经第二人审核。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withheld", ""), models.Q(("withheld_words", ""), _negated=True), _connector="OR"
                                ),
                                name="publication_withheld_with_words",
                                violation_error_message="不公开的，须写明理由。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        models.Q(("ended_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="publication_withdrawn_with_words",
                                violation_error_message="撤回公示须写明理由和撤回人。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "returned"), _negated=True),
                                    models.Q(("signed_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="publication_returned_with_words",
                                violation_error_message="退回须写明原因。",
                            ),
                        ],
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Disclosed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=12, unique=True, verbose_name="公示号")),
                        ("kind", models.CharField(max_length=20, verbose_name="决定种类")),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        ("content", models.JSONField(default=list, verbose_name="内容")),
                        ("search", models.TextField(blank=True, verbose_name="检索用文字")),
                        ("published_on", models.DateField(verbose_name="公示日期")),
                        ("until", models.DateField(verbose_name="公示截止期")),
                        ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="撤回日期")),
                        ("withdrawn_words", models.CharField(blank=True, max_length=300, verbose_name="撤回理由")),
                        (
                            "publication",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disclosed",
                                to="disclosure.publication",
                                verbose_name="公示稿",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公示的决定",
                        "verbose_name_plural": "公示的决定",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_on__isnull", True),
                                    models.Q(
                                        ("content", []),
                                        ("search", ""),
                                        models.Q(("withdrawn_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="disclosed_withdrawn_says_why_alone",
                                violation_error_message="撤回以后只保留撤回的理由。",
                            )
                        ],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["search"], name="disclosed_search", opclasses=["gin_trgm_ops"]
                            )
                        ],
                        "ordering": ["-pk"],
                    },
                ),
            ]
        ),
        _rest_stands("disclosure_publication", SIGNING),
        _rest_stands("disclosure_disclosed", WITHDRAWING),
        migrations.RunSQL(ONCE, DROP_ONCE),
    ]
