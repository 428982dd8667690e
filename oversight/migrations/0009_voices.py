"""当事人的评价和投诉 belong to supervision, which answers them: the tables that took them down are taken over with their rows."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TABLES = ("rating", "complaint")
TAKE = "".join(f"ALTER TABLE disclosure_{name} RENAME TO oversight_{name};" for name in TABLES)
GIVE_BACK = "".join(f"ALTER TABLE oversight_{name} RENAME TO disclosure_{name};" for name in TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0008_leading_group"),
        ("disclosure", "0002_what_parties_say_stands"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(TAKE, GIVE_BACK)],
            state_operations=[
                migrations.CreateModel(
                    name="Rating",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.section",
                                verbose_name="科室",
                            ),
                        ),
                        ("on", models.DateField(default=django.utils.timezone.localdate, verbose_name="日期")),
                        (
                            "score",
                            models.PositiveSmallIntegerField(
                                choices=[(5, "很满意"), (4, "满意"), (3, "一般"), (2, "不满意"), (1, "很不满意")],
                                verbose_name="评价",
                            ),
                        ),
                        ("words", models.TextField(blank=True, verbose_name="想说的话")),
                    ],
                    options={
                        "verbose_name": "当事人评价",
                        "verbose_name_plural": "当事人评价",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("score__gte", 1), ("score__lte", 5)),
                                name="rating_of_five",
                                violation_error_message="评价分五档，请选择一档。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Complaint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.section",
                                verbose_name="科室",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        ("on", models.DateField(default=django.utils.timezone.localdate, verbose_name="日期")),
                        ("words", models.TextField(verbose_name="投诉内容")),
                        ("reach", models.CharField(blank=True, max_length=80, verbose_name="联系方式")),
                        ("handled_words", models.TextField(blank=True, verbose_name="处理情况")),
                        (
                            "handled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="处理人",
                            ),
                        ),
                        ("handled_at", models.DateTimeField(blank=True, null=True, verbose_name="处理时间")),
                    ],
                    options={
                        "verbose_name": "当事人投诉",
                        "verbose_name_plural": "当事人投诉",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="complaint_says_something",
                                violation_error_message="请写明投诉的内容。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("handled_at__isnull", True),
                                        ("handled_by__isnull", True),
                                        ("handled_words", ""),
                                    ),
                                    models.Q(
                                        ("handled_at__isnull", False),
                                        ("handled_by__isnull", False),
                                        models.Q(("handled_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="complaint_handled_by_somebody",
                                violation_error_message="处理投诉须写明处理情况和处理人。",
                            ),
                        ],
                    },
                ),
            ],
        )
    ]
