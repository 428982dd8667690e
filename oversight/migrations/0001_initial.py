import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from records.tables import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_filters_and_systems"),
        ("records", "0003_numbers_follow_each_other"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="AssessmentScheme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="年度")),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "起草"), ("fixed", "已批准")],
                                default="draft",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("is_demo", models.BooleanField(default=False, verbose_name="示范数据")),
                        (
                            "drafted_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="起草时间"),
                        ),
                        ("fixed_at", models.DateTimeField(blank=True, null=True, verbose_name="批准时间")),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="起草人",
                            ),
                        ),
                        (
                            "fixed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "考核方案",
                        "verbose_name_plural": "考核方案",
                        "ordering": ["-year"],
                    },
                ),
                migrations.CreateModel(
                    name="AnnualAssessment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("self", "科室自评"),
                                    ("review", "监督评审"),
                                    ("objection", "异议期"),
                                    ("frozen", "已审定冻结"),
                                ],
                                default="self",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="启动时间")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("data", models.TextField(blank=True, verbose_name="冻结数据")),
                        ("sha256", models.CharField(blank=True, max_length=64, verbose_name="校验值")),
                        ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="审定时间")),
                        ("approval_words", models.TextField(blank=True, verbose_name="审定意见")),
                        (
                            "frozen_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审定人",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="启动人",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="评审人",
                            ),
                        ),
                        (
                            "scheme",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessment",
                                to="oversight.assessmentscheme",
                                verbose_name="考核方案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "年度考核",
                        "verbose_name_plural": "年度考核",
                    },
                ),
                migrations.CreateModel(
                    name="CorrectionSheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="第几号")),
                        ("reason", models.TextField(verbose_name="更正原因")),
                        ("lines", models.JSONField(verbose_name="更正内容")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="制作时间")),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sheets",
                                to="oversight.annualassessment",
                                verbose_name="年度考核",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="制作人",
                            ),
                        ),
                        (
                            "paper",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.paper",
                                verbose_name="更正单",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "更正单",
                        "verbose_name_plural": "更正单",
                        "ordering": ["order"],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("group", models.CharField(max_length=30, verbose_name="类别")),
                        ("name", models.CharField(max_length=60, verbose_name="指标")),
                        ("points", models.PositiveSmallIntegerField(verbose_name="满分")),
                        (
                            "way",
                            models.CharField(
                                choices=[("machine", "系统取数"), ("manual", "人工评分"), ("veto", "一票否决")],
                                max_length=8,
                                verbose_name="取数方式",
                            ),
                        ),
                        ("formula", models.CharField(blank=True, max_length=30, verbose_name="公式")),
                        ("definition", models.CharField(max_length=300, verbose_name="口径")),
                        ("source", models.CharField(max_length=160, verbose_name="依据")),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="indicators",
                                to="oversight.assessmentscheme",
                                verbose_name="考核方案",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "考核指标",
                        "verbose_name_plural": "考核指标",
                        "ordering": ["order"],
                    },
                ),
                migrations.CreateModel(
                    name="LawStatement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="制作时间")),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="oversight.annualassessment",
                                verbose_name="年度考核",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="制作人",
                            ),
                        ),
                        (
                            "paper",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.paper",
                                verbose_name="述法材料",
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
                    ],
                    options={
                        "verbose_name": "述法材料",
                        "verbose_name_plural": "述法材料",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SectionReturn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.TextField(verbose_name="自评说明")),
                        (
                            "submitted_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="提交时间"),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="returns",
                                to="oversight.annualassessment",
                                verbose_name="年度考核",
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
                            "submitted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提交人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "科室自评",
                        "verbose_name_plural": "科室自评",
                    },
                ),
                migrations.CreateModel(
                    name="SectionScore",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("most", models.PositiveSmallIntegerField(verbose_name="满分（十分之一分）")),
                        ("part", models.PositiveIntegerField(blank=True, null=True, verbose_name="分子")),
                        ("whole", models.PositiveIntegerField(blank=True, null=True, verbose_name="分母")),
                        (
                            "own",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="自评（十分之一分）"),
                        ),
                        ("own_words", models.TextField(blank=True, verbose_name="自评说明")),
                        (
                            "final",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="评审（十分之一分）"),
                        ),
                        ("final_words", models.TextField(blank=True, verbose_name="评审说明")),
                        ("vetoed", models.BooleanField(default=False, verbose_name="一票否决")),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="oversight.annualassessment",
                                verbose_name="年度考核",
                            ),
                        ),
                        (
                            "evidence",
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
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="oversight.indicator",
                                verbose_name="指标",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="评审人",
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
                    ],
                    options={
                        "verbose_name": "指标得分",
                        "verbose_name_plural": "指标得分",
                        "ordering": ["section__order", "section", "indicator__order"],
                    },
                ),
                migrations.CreateModel(
                    name="ScoreObjection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.TextField(verbose_name="异议")),
                        ("raised_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="提出时间")),
                        ("answer", models.TextField(blank=True, verbose_name="答复")),
                        ("before", models.PositiveSmallIntegerField(verbose_name="原得分（十分之一分）")),
                        (
                            "after",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="答复后得分（十分之一分）"
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="答复人",
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                        (
                            "score",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="oversight.sectionscore",
                                verbose_name="指标得分",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "考核异议",
                        "verbose_name_plural": "考核异议",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="AnnualReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "尚未排版"),
                                    ("running", "正在排版"),
                                    ("done", "已排版留存"),
                                    ("failed", "排版没有完成"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("done", models.PositiveSmallIntegerField(default=0, verbose_name="已完成步骤")),
                        ("total", models.PositiveSmallIntegerField(default=4, verbose_name="全部步骤")),
                        ("step", models.CharField(blank=True, max_length=60, verbose_name="正在做")),
                        ("problem", models.CharField(blank=True, max_length=300, verbose_name="没有完成的原因")),
                        ("pdf", models.BinaryField(null=True, verbose_name="PDF内容")),
                        ("sha256", models.CharField(blank=True, max_length=64, verbose_name="校验值")),
                        ("pages", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="页数")),
                        ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="排版时间")),
                        (
                            "assessment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report",
                                to="oversight.annualassessment",
                                verbose_name="年度考核",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "考核报告",
                        "verbose_name_plural": "考核报告",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True),
                                    models.Q(
                                        ("pages__isnull", False),
                                        ("pdf__isnull", False),
                                        models.Q(("sha256", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_done_with_bytes",
                                violation_error_message="排好的报告必须留存内容、页数和校验值。",
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.AddConstraint(
            model_name="assessmentscheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"),
                    models.Q(
                        ("fixed_at__isnull", False),
                        ("fixed_by__isnull", False),
                        models.Q(("fixed_by", models.F("drafted_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="scheme_fixed_by_another",
                violation_error_message="考核方案由起草人以外的组长批准。",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("frozen_at__isnull", False),
                        ("frozen_by__isnull", False),
                        ("state", "frozen"),
                        models.Q(("data", ""), _negated=True),
                        models.Q(("sha256", ""), _negated=True),
                        models.Q(("number", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "frozen"), _negated=True),
                        ("data", ""),
                        ("frozen_at__isnull", True),
                        ("sha256", ""),
                    ),
                    _connector="OR",
                ),
                name="assessment_frozen_whole",
                violation_error_message="审定冻结须同时有数据、校验值、文号、审定人和时间。",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("frozen_by__isnull", True),
                    ("reviewed_by__isnull", True),
                    models.Q(("frozen_by", models.F("reviewed_by")), _negated=True),
                    _connector="OR",
                ),
                name="assessment_frozen_by_another",
                violation_error_message="评审人不能审定自己的评审。",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionsheet",
            constraint=models.UniqueConstraint(
                fields=("assessment", "order"), name="sheet_order_once", violation_error_message="更正单序号不能重复。"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                fields=("scheme", "order"), name="indicator_order_once", violation_error_message="指标序号不能重复。"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("way", "machine"), models.Q(("formula", ""), _negated=True)),
                    models.Q(models.Q(("way", "machine"), _negated=True), ("formula", "")),
                    _connector="OR",
                ),
                name="indicator_machine_has_formula",
                violation_error_message="系统取数的指标须选定公式，人工评分的指标没有公式。",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("points", 0), ("way", "veto")),
                    models.Q(models.Q(("way", "veto"), _negated=True), ("points__gte", 1), ("points__lte", 100)),
                    _connector="OR",
                ),
                name="indicator_points_fit",
                violation_error_message="一票否决项不计分，其他指标的满分为1至100分。",
            ),
        ),
        migrations.AddConstraint(
            model_name="lawstatement",
            constraint=models.UniqueConstraint(
                fields=("assessment", "section"),
                name="statement_once_per_section",
                violation_error_message="这个科室的述法材料已经制作。",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionreturn",
            constraint=models.UniqueConstraint(
                fields=("assessment", "section"),
                name="return_once_per_section",
                violation_error_message="这个科室已经提交自评。",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionscore",
            constraint=models.UniqueConstraint(
                fields=("assessment", "section", "indicator"),
                name="score_once",
                violation_error_message="同一科室的同一指标只有一个得分。",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionscore",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("own__isnull", True), ("own__lte", models.F("most")), _connector="OR"),
                    models.Q(("final__isnull", True), ("final__lte", models.F("most")), _connector="OR"),
                ),
                name="score_within_points",
                violation_error_message="得分不能超过这项指标的满分。",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionscore",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("vetoed", False),
                    models.Q(("most", 0), models.Q(("final_words", ""), _negated=True)),
                    _connector="OR",
                ),
                name="score_veto_with_words",
                violation_error_message="一票否决只用于否决项，并写明查实的情况。",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionscore",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("part__isnull", True), ("whole__isnull", True)),
                    ("part__lte", models.F("whole")),
                    _connector="OR",
                ),
                name="score_part_of_whole",
                violation_error_message="分子不能大于分母。",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoreobjection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_by__isnull", True),
                    models.Q(
                        models.Q(("answered_by", models.F("raised_by")), _negated=True),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="objection_answered_by_another",
                violation_error_message="异议由提出人以外的人答复，并写明理由。",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoreobjection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_by__isnull", True)),
                fields=("score",),
                name="objection_one_open",
                violation_error_message="这项得分已有一条异议正在处理。",
            ),
        ),
    ]
