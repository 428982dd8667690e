import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from records.tables import CreateTables


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0003_yearly_data"),
        ("accounts", "0003_sign_ins"),
        ("cases", "0013_rows_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="DetectorRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField(verbose_name="自")),
                        ("until", models.DateField(verbose_name="至")),
                        ("cases", models.PositiveIntegerField(verbose_name="案件数")),
                        ("leads", models.PositiveIntegerField(verbose_name="线索数")),
                        ("grievances", models.PositiveIntegerField(verbose_name="行使权利次数")),
                        ("thresholds", models.JSONField(verbose_name="所用阈值")),
                        ("asked", models.PositiveIntegerField(verbose_name="发现的差别")),
                        ("fresh", models.PositiveIntegerField(verbose_name="新提出的问题")),
                        (
                            "finished_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="完成时间"),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="启动人",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until__gte", models.F("since"))),
                                name="detector_run_dates_in_order",
                                violation_error_message="检测的截止日期不能早于开始日期。",
                            )
                        ],
                        "verbose_name": "检测运行",
                        "verbose_name_plural": "检测运行",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="DetectorSetting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=30, verbose_name="阈值")),
                        ("value", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="数值")),
                        ("effective_from", models.DateField(verbose_name="自何日起")),
                        ("reason", models.TextField(verbose_name="理由")),
                        ("set_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="调整时间")),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="调整人",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="detector_setting_with_reason",
                                violation_error_message="调整阈值必须写明理由。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", "least_cases"), _negated=True), ("value__gte", 5), _connector="OR"
                                ),
                                name="detector_setting_never_under_five",
                                violation_error_message="不足5件的一组不下结论，最少件数不能低于5。",
                            ),
                        ],
                        "verbose_name": "检测阈值",
                        "verbose_name_plural": "检测阈值",
                        "ordering": ["-effective_from", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "detector",
                            models.CharField(
                                choices=[
                                    ("one_size", "一刀切"),
                                    ("campaign", "运动式"),
                                    ("selective", "选择性"),
                                    ("retaliatory", "报复性"),
                                ],
                                max_length=12,
                                verbose_name="检测器",
                            ),
                        ),
                        ("sign", models.CharField(max_length=30, verbose_name="信号")),
                        ("key", models.CharField(max_length=300, verbose_name="比较对象")),
                        ("question", models.TextField(verbose_name="问题")),
                        ("size", models.PositiveIntegerField(verbose_name="比较的件数")),
                        ("count", models.PositiveIntegerField(verbose_name="其中")),
                        ("expected", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="按同类应有")),
                        ("effect", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="差距")),
                        ("chance", models.FloatField(verbose_name="碰巧的可能性")),
                        ("since", models.DateField(blank=True, null=True, verbose_name="自")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="提出时间")),
                        (
                            "cases",
                            models.ManyToManyField(related_name="findings", to="cases.case", verbose_name="涉及案件"),
                        ),
                        (
                            "leads",
                            models.ManyToManyField(related_name="findings", to="cases.lead", verbose_name="涉及线索"),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="oversight.detectorrun",
                                verbose_name="检测运行",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="accounts.section",
                                verbose_name="询问的科室",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["key"], name="finding_by_key")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gte", 5)),
                                name="finding_never_under_five",
                                violation_error_message="不足5件的一组不下结论。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("question", ""), _negated=True),
                                name="finding_asks_something",
                                violation_error_message="检测发现必须写明问题。",
                            ),
                        ],
                        "verbose_name": "检测发现",
                        "verbose_name_plural": "检测发现",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="FindingAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.TextField(verbose_name="说明")),
                        (
                            "answered_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="说明时间"),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="说明人",
                            ),
                        ),
                        (
                            "answered_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="代行",
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="oversight.finding",
                                verbose_name="检测发现",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="finding_answer_with_words",
                                violation_error_message="请写明情况和原因。",
                            )
                        ],
                        "verbose_name": "科室说明",
                        "verbose_name_plural": "科室说明",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="FindingClosing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("explained", "有正当原因"),
                                    ("noted", "提醒科室注意"),
                                    ("mended", "已经纠正"),
                                    ("check", "转入执法监督检查"),
                                ],
                                max_length=10,
                                verbose_name="办结结果",
                            ),
                        ),
                        ("words", models.TextField(verbose_name="办结意见")),
                        ("closed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="办结时间")),
                        (
                            "closed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办结人",
                            ),
                        ),
                        (
                            "finding",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closing",
                                to="oversight.finding",
                                verbose_name="检测发现",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="finding_closing_with_words",
                                violation_error_message="办结必须写明意见。",
                            )
                        ],
                        "verbose_name": "检测发现办结",
                        "verbose_name_plural": "检测发现办结",
                    },
                ),
            ]
        ),
    ]
