import datetime

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from records.tables import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("parties", "0001_initial"),
        ("records", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="SurveyForm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="表号")),
                        ("name", models.CharField(max_length=80, verbose_name="表名")),
                        ("survey", models.CharField(blank=True, max_length=80, verbose_name="调查制度")),
                    ],
                    options={
                        "verbose_name": "统计报表",
                        "verbose_name_plural": "统计报表",
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="Act",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("violation", models.CharField(max_length=40, verbose_name="案由代码")),
                        ("violation_name", models.CharField(max_length=80, verbose_name="案由")),
                        (
                            "subject",
                            models.CharField(help_text="何时、何表、何指标", max_length=200, verbose_name="行为"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("facts", "查明事实"),
                                    ("proposed", "待签署"),
                                    ("signed", "已签署"),
                                    ("offered", "待当事人选择"),
                                    ("answered", "当事人已答复"),
                                    ("decided", "已决定"),
                                    ("ordinary", "处罚程序"),
                                    ("transfer", "移送中"),
                                    ("transferred", "已移送"),
                                    ("spot", "已当场处罚"),
                                    ("moved", "已转他案"),
                                ],
                                default="facts",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acts",
                                to="parties.party",
                                verbose_name="当事人",
                            ),
                        ),
                        (
                            "same_conduct",
                            models.ForeignKey(
                                blank=True,
                                help_text="同一个违法行为触犯几个规定的，只罚一次款，按罚款数额高的规定处罚（行政处罚法29条）",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="concurring",
                                to="cases.act",
                                verbose_name="同一行为的另一案由",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "违法行为",
                        "verbose_name_plural": "违法行为",
                        "ordering": ["order"],
                    },
                ),
                migrations.CreateModel(
                    name="Assessment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("as_of", models.DateField(verbose_name="基准日")),
                        ("sheet", models.JSONField(verbose_name="事实清单")),
                        ("answer", models.JSONField(verbose_name="建议")),
                        ("outcome", models.CharField(blank=True, max_length=30, verbose_name="结果")),
                        ("binding", models.CharField(blank=True, max_length=4, verbose_name="约束力")),
                        ("law_version", models.CharField(blank=True, max_length=20, verbose_name="适用法")),
                        ("list_version", models.CharField(blank=True, max_length=60, verbose_name="清单版本")),
                        ("law_digest", models.CharField(max_length=64, verbose_name="规则数据校验值")),
                        ("engine_version", models.CharField(max_length=20, verbose_name="规则版本")),
                        ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "系统建议",
                        "verbose_name_plural": "系统建议",
                        "ordering": ["-made_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="案号")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("registered", "已登记"),
                                    ("filing", "待批准立案"),
                                    ("investigating", "办理中"),
                                    ("not_filed", "不立案"),
                                    ("closed", "已结案"),
                                ],
                                default="registered",
                                max_length=16,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("platform", "业务平台"),
                                    ("data_check", "数据核查"),
                                    ("random", "双随机"),
                                    ("tip_off", "举报"),
                                    ("assigned", "转办"),
                                    ("self_report", "自查报告"),
                                    ("measure", "柔性措施升级"),
                                ],
                                max_length=12,
                                verbose_name="来源",
                            ),
                        ),
                        ("discovered_on", models.DateField(verbose_name="发现日期")),
                        ("summary", models.TextField(blank=True, verbose_name="案情")),
                        (
                            "registered_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        ("filing_reason", models.TextField(blank=True, verbose_name="立案理由")),
                        ("filed_on", models.DateField(blank=True, null=True, verbose_name="立案日期")),
                        ("not_filed_reason", models.CharField(blank=True, max_length=600, verbose_name="不立案理由")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="结案日期")),
                        ("closing_words", models.TextField(blank=True, verbose_name="结案情况")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="版本")),
                        (
                            "filed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准立案人",
                            ),
                        ),
                        (
                            "filed_for",
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
                            "filing_requested_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提请立案人",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="parties.party",
                                verbose_name="当事人",
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="accounts.section",
                                verbose_name="承办科室",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "案件",
                        "verbose_name_plural": "案件",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("number",),
                                name="case_number_once",
                                violation_error_message="这个案号已经使用。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["registered", "filing", "not_filed"]),
                                    models.Q(("filed_on__isnull", False), models.Q(("number", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="case_filed_with_number",
                                violation_error_message="立案后的案件必须有立案日期和案号。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("filed_by__isnull", True),
                                    ("filing_requested_by__isnull", True),
                                    models.Q(("filed_by", models.F("filing_requested_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="case_filing_not_own",
                                violation_error_message="不能批准本人提请的立案。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    models.Q(
                                        ("closed_on__isnull", False), models.Q(("closing_words", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="case_closed_with_outcome",
                                violation_error_message="结案必须写明日期和处理结果。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "not_filed"), _negated=True),
                                    models.Q(("not_filed_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="case_not_filed_with_reason",
                                violation_error_message="不立案必须写明理由。",
                            ),
                        ],
                        "indexes": [
                            models.Index(fields=["section", "state", "-id"], name="case_by_section"),
                            models.Index(fields=["party", "-id"], name="case_by_party"),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="act",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="acts", to="cases.case", verbose_name="案件"
            ),
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="CaseArchive",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("part", models.PositiveSmallIntegerField(verbose_name="卷次")),
                        ("pages", models.PositiveIntegerField(verbose_name="卷内页数")),
                        ("contents", models.JSONField(verbose_name="卷内目录")),
                        (
                            "retention",
                            models.CharField(
                                choices=[("permanent", "永久"), ("long", "30年"), ("short", "10年")],
                                max_length=10,
                                verbose_name="保管期限",
                            ),
                        ),
                        ("retained_until", models.DateField(blank=True, null=True, verbose_name="保管到")),
                        ("archived_on", models.DateField(verbose_name="归档日期")),
                        (
                            "archived_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="归档人",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="archives",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="案卷文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "归档案卷",
                        "verbose_name_plural": "归档案卷",
                        "ordering": ["-part"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "part"),
                                name="archive_part_once",
                                violation_error_message="这一卷已经归档。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("retained_until__isnull", True), ("retention", "permanent")),
                                    models.Q(
                                        models.Q(("retention", "permanent"), _negated=True),
                                        ("retained_until__gt", models.F("archived_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="archive_kept_until",
                                violation_error_message="定期保管的案卷须写明保管到哪一天。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseOfficer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[("lead", "主办"), ("assist", "协办")], max_length=8, verbose_name="分工"
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="自")),
                        ("until_on", models.DateField(blank=True, null=True, verbose_name="至")),
                        (
                            "recusal",
                            models.CharField(
                                choices=[
                                    ("not_asked", "尚未声明"),
                                    ("none", "无须回避"),
                                    ("asked", "已提出，待决定"),
                                    ("recused", "已回避"),
                                    ("refused", "决定不回避"),
                                ],
                                default="not_asked",
                                max_length=10,
                                verbose_name="回避",
                            ),
                        ),
                        ("recusal_words", models.CharField(blank=True, max_length=300, verbose_name="回避说明")),
                        ("declared_at", models.DateTimeField(blank=True, null=True, verbose_name="声明时间")),
                        (
                            "recusal_decided_words",
                            models.CharField(blank=True, max_length=300, verbose_name="回避决定理由"),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="officers",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "recusal_decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="回避决定人",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_parts",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="执法人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办案人员",
                        "verbose_name_plural": "办案人员",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until_on__isnull", True)),
                                fields=("case", "user"),
                                name="case_officer_once",
                                violation_error_message="同一人不能重复列为本案办案人员。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("part", "lead"), ("until_on__isnull", True)),
                                fields=("case",),
                                name="case_one_lead_officer",
                                violation_error_message="一个案件只有一名主办。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recusal_decided_by__isnull", True),
                                    models.Q(("recusal_decided_by", models.F("user")), _negated=True),
                                    _connector="OR",
                                ),
                                name="recusal_not_own",
                                violation_error_message="不能决定本人的回避。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CasePaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "act",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "paper",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="in_case",
                                to="records.paper",
                                verbose_name="文书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "案内文书",
                        "verbose_name_plural": "案内文书",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ordered_on", models.DateField(verbose_name="责令日期")),
                        ("deadline", models.DateField(verbose_name="改正期限")),
                        ("requirements", models.TextField(verbose_name="改正要求")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间"),
                        ),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "ordered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="承办人",
                            ),
                        ),
                        (
                            "paper",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.paper",
                                verbose_name="责令改正通知书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "责令改正",
                        "verbose_name_plural": "责令改正",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("requirements", ""), _negated=True),
                                name="correction_with_requirements",
                                violation_error_message="责令改正必须写明改正要求。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("deadline__gte", models.F("ordered_on"))),
                                name="correction_deadline_after_order",
                                violation_error_message="改正期限不能早于责令日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CorrectionExtension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("old_deadline", models.DateField(verbose_name="原期限")),
                        ("new_deadline", models.DateField(verbose_name="新期限")),
                        ("reason", models.TextField(verbose_name="理由")),
                        (
                            "approved_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="批准时间"),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "approved_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="代签",
                            ),
                        ),
                        (
                            "correction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="extensions",
                                to="cases.correction",
                                verbose_name="责令改正",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "改正延期",
                        "verbose_name_plural": "改正延期",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("new_deadline__gt", models.F("old_deadline"))),
                                name="extension_is_later",
                                violation_error_message="新的期限必须晚于原期限。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "band_least",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="裁量基准下限（元）"),
                        ),
                        (
                            "band_most",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="裁量基准上限（元）"),
                        ),
                        (
                            "band_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="不按裁量基准的理由"),
                        ),
                        ("outcome", models.CharField(max_length=30, verbose_name="结果")),
                        (
                            "measure",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("guidance", "指导"),
                                    ("reminder", "提醒"),
                                    ("warning", "警示"),
                                    ("warning/admonition", "劝诫"),
                                    ("interview", "约谈"),
                                ],
                                max_length=20,
                                verbose_name="措施",
                            ),
                        ),
                        ("reasons", models.TextField(verbose_name="理由")),
                        ("basis", models.JSONField(default=list, verbose_name="依据")),
                        ("penalties", models.JSONField(blank=True, default=list, verbose_name="处罚")),
                        ("fine", models.PositiveIntegerField(blank=True, null=True, verbose_name="罚款（元）")),
                        (
                            "fine_least",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="罚款下限（元）"),
                        ),
                        (
                            "fine_most",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="罚款上限（元）"),
                        ),
                        ("decided_on", models.DateField(verbose_name="决定日期")),
                        ("decided_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        (
                            "act",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.assessment",
                                verbose_name="系统建议",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="意见提出人",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="决定人",
                            ),
                        ),
                        (
                            "decided_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="代行",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "决定",
                        "verbose_name_plural": "决定",
                    },
                ),
                migrations.CreateModel(
                    name="Deferral",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="申请日期")),
                        ("until", models.DateField(verbose_name="缴纳至")),
                        (
                            "instalments",
                            models.JSONField(
                                blank=True, default=list, help_text="每期的日期和金额", verbose_name="分期"
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="理由")),
                        (
                            "approved_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="批准时间"),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "approved_for",
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
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deferrals",
                                to="cases.decision",
                                verbose_name="决定",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "暂缓、分期缴纳",
                        "verbose_name_plural": "暂缓、分期缴纳",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until__gte", models.F("asked_on"))),
                                name="deferral_dates_in_order",
                                violation_error_message="暂缓缴纳的日期不能早于申请日期。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Demand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("fine", models.PositiveIntegerField(verbose_name="尚欠罚款（元）")),
                        ("surcharge", models.PositiveIntegerField(default=0, verbose_name="加处罚款（元）")),
                        ("pay_until", models.DateField(verbose_name="请于此前履行")),
                        ("served_on", models.DateField(blank=True, null=True, verbose_name="送达日期")),
                        ("heard_words", models.TextField(blank=True, verbose_name="当事人的陈述申辩")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="demands",
                                to="cases.decision",
                                verbose_name="决定",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="承办人",
                            ),
                        ),
                        (
                            "paper",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="demand",
                                to="records.paper",
                                verbose_name="催告书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "催告",
                        "verbose_name_plural": "催告",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("fine__gt", 0), ("surcharge__gt", 0), _connector="OR"),
                                name="demand_of_something",
                                violation_error_message="没有尚欠的款项，不用催告。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourtApplication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("court", models.CharField(max_length=80, verbose_name="人民法院")),
                        ("amount", models.PositiveIntegerField(verbose_name="申请执行的数额（元）")),
                        ("reasons", models.TextField(verbose_name="申请的理由")),
                        ("last_day", models.DateField(verbose_name="申请期限")),
                        ("applied_on", models.DateField(verbose_name="申请日期")),
                        ("result", models.CharField(blank=True, max_length=300, verbose_name="法院的处理")),
                        ("result_on", models.DateField(blank=True, null=True, verbose_name="处理日期")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "approved_for",
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
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.paper",
                                verbose_name="强制执行申请书",
                            ),
                        ),
                        (
                            "decision",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="court_application",
                                to="cases.decision",
                                verbose_name="决定",
                            ),
                        ),
                        (
                            "demand",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.demand",
                                verbose_name="催告",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "申请强制执行",
                        "verbose_name_plural": "申请强制执行",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("applied_on__lte", models.F("last_day"))),
                                name="court_application_in_time",
                                violation_error_message="申请人民法院强制执行的期限已经届满。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Education",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        ("recipient", models.CharField(max_length=60, verbose_name="受教育人")),
                        ("recipient_role", models.CharField(blank=True, max_length=60, verbose_name="身份")),
                        ("content", models.TextField(verbose_name="教育内容")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间"),
                        ),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="educations",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="签字记录",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="教育人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "教育记录",
                        "verbose_name_plural": "教育记录",
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="编号")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("document", "书证"),
                                    ("object", "物证"),
                                    ("audiovisual", "视听资料"),
                                    ("electronic", "电子数据"),
                                    ("witness", "证人证言"),
                                    ("party", "当事人的陈述"),
                                    ("expert", "鉴定意见"),
                                    ("record", "勘验笔录、现场笔录"),
                                ],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="来源")),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="提交时间")),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提交人",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "证据",
                        "verbose_name_plural": "证据",
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "number"),
                                name="evidence_number_once",
                                violation_error_message="证据编号不能重复。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=60, verbose_name="事实代码")),
                        ("known", models.BooleanField(default=True, verbose_name="已查明")),
                        ("value", models.JSONField(null=True, verbose_name="答案")),
                        ("note", models.TextField(blank=True, verbose_name="说明")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间"),
                        ),
                        ("is_current", models.BooleanField(default=True, verbose_name="现行")),
                        (
                            "act",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="facts",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="facts",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "evidence",
                            models.ManyToManyField(
                                blank=True, related_name="facts", to="cases.evidence", verbose_name="证据"
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
                    ],
                    options={
                        "verbose_name": "事实",
                        "verbose_name_plural": "事实",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("act__isnull", False), ("is_current", True)),
                                fields=("act", "key"),
                                name="fact_one_current_per_act",
                                violation_error_message="同一事实只能有一个现行答案。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("act__isnull", True), ("is_current", True)),
                                fields=("case", "key"),
                                name="fact_one_current_per_case",
                                violation_error_message="同一事实只能有一个现行答案。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FactDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.CharField(max_length=120, verbose_name="表单")),
                        ("content", models.JSONField(default=dict, verbose_name="内容")),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="保存时间")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="填写人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "未写完的表单",
                        "verbose_name_plural": "未写完的表单",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "place"),
                                name="draft_once_per_place",
                                violation_error_message="草稿已经存在。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FieldRecord",
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
                                choices=[("scene", "现场笔录"), ("inquiry", "询问笔录")],
                                max_length=8,
                                verbose_name="种类",
                            ),
                        ),
                        ("begun_at", models.DateTimeField(verbose_name="开始时间")),
                        ("ended_at", models.DateTimeField(verbose_name="结束时间")),
                        ("place", models.CharField(max_length=120, verbose_name="地点")),
                        ("subject", models.CharField(max_length=60, verbose_name="在场人或者被询问人")),
                        ("subject_role", models.CharField(max_length=60, verbose_name="职务或者与案件的关系")),
                        ("shown", models.BooleanField(verbose_name="已出示执法证件")),
                        ("rights_told", models.BooleanField(verbose_name="已告知权利和申请回避")),
                        ("content", models.TextField(verbose_name="记录内容")),
                        ("party_words", models.TextField(blank=True, verbose_name="当事人意见")),
                        ("signed", models.CharField(max_length=120, verbose_name="当事人签名情况")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="field_records",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="签字原件",
                            ),
                        ),
                        (
                            "officers",
                            models.ManyToManyField(
                                related_name="field_records", to=settings.AUTH_USER_MODEL, verbose_name="执法人员"
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.paper",
                                verbose_name="笔录",
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
                    ],
                    options={
                        "verbose_name": "检查、询问笔录",
                        "verbose_name_plural": "检查、询问笔录",
                        "ordering": ["begun_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("rights_told", True), ("shown", True)),
                                name="record_identity_shown",
                                violation_error_message="检查、询问应当主动出示执法证件并告知权利，没有做到的不能作为笔录入卷，请重新进行。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ended_at__gt", models.F("begun_at"))),
                                name="record_ends_after_it_began",
                                violation_error_message="笔录的结束时间须晚于开始时间。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FirstOffenceCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("window", models.CharField(max_length=30, verbose_name="窗口规则")),
                        ("window_from", models.DateField(null=True, verbose_name="窗口自")),
                        ("window_to", models.DateField(verbose_name="窗口至")),
                        ("registers", models.JSONField(default=list, verbose_name="登记库")),
                        ("priors", models.JSONField(default=list, verbose_name="查到的记录")),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("none", "未发现同类违法"),
                                    ("found", "有同类违法"),
                                    ("not_searched", "未查明"),
                                ],
                                max_length=12,
                                verbose_name="结果",
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="核查时间")),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="first_checks",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="核查人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "首违核查",
                        "verbose_name_plural": "首违核查",
                        "ordering": ["-made_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Informant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=60, verbose_name="举报人")),
                        ("contact", models.CharField(blank=True, max_length=120, verbose_name="联系方式")),
                        ("wishes", models.CharField(blank=True, max_length=200, verbose_name="反馈要求")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "readers",
                            models.ManyToManyField(
                                related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="可以查看的人"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "举报人",
                        "verbose_name_plural": "举报人",
                    },
                ),
                migrations.CreateModel(
                    name="InformantReading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("why", models.CharField(max_length=200, verbose_name="为什么查看")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        (
                            "informant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="cases.informant",
                                verbose_name="举报人",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="查看人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "举报人查看记录",
                        "verbose_name_plural": "举报人查看记录",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("why", ""), _negated=True),
                                name="informant_read_with_reason",
                                violation_error_message="查看举报人须写明理由。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IntakeBatch",
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
                                choices=[
                                    ("late_list", "迟报名单"),
                                    ("data_check", "数据核查结果"),
                                    ("past", "历年处理记录"),
                                    ("calendar", "调查制度日历"),
                                    ("register", "基本单位名录"),
                                ],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("sheet", models.CharField(blank=True, max_length=60, verbose_name="工作表")),
                        ("columns", models.JSONField(blank=True, default=dict, verbose_name="栏目对应")),
                        ("stated", models.JSONField(blank=True, default=dict, verbose_name="全批适用的事实")),
                        ("is_review", models.BooleanField(default=False, verbose_name="按登记核办")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("preparing", "核对中"),
                                    ("checked", "待确认"),
                                    ("running", "导入中"),
                                    ("done", "已导入"),
                                    ("dropped", "已放弃"),
                                ],
                                default="preparing",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("is_halted", models.BooleanField(default=False, verbose_name="已停止")),
                        ("trouble", models.CharField(blank=True, max_length=300, verbose_name="中断原因")),
                        ("total", models.PositiveIntegerField(default=0, verbose_name="行数")),
                        (
                            "uploaded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="上传时间"),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认人",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="原文件",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="intakes",
                                to="accounts.section",
                                verbose_name="承办科室",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "导入名单",
                        "verbose_name_plural": "导入名单",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["running", "done"]), _negated=True),
                                    ("confirmed_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="intake_confirmed_by_somebody",
                                violation_error_message="导入须有人确认。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvestigationReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("course", models.TextField(verbose_name="调查经过")),
                        ("found", models.TextField(verbose_name="查明的事实和证据")),
                        ("proposal", models.TextField(verbose_name="处理建议")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="报告时间")),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="报告人",
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.paper",
                                verbose_name="调查终结报告",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "调查终结报告",
                        "verbose_name_plural": "调查终结报告",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("course", ""), _negated=True),
                                    models.Q(("found", ""), _negated=True),
                                    models.Q(("proposal", ""), _negated=True),
                                ),
                                name="report_says_everything",
                                violation_error_message="调查终结报告须写明经过、事实证据和处理建议。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("platform", "业务平台"),
                                    ("data_check", "数据核查"),
                                    ("random", "双随机"),
                                    ("tip_off", "举报"),
                                    ("assigned", "转办"),
                                    ("self_report", "自查报告"),
                                    ("measure", "柔性措施升级"),
                                ],
                                max_length=12,
                                verbose_name="来源",
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="收到日期")),
                        ("party_words", models.CharField(blank=True, max_length=120, verbose_name="所称当事人")),
                        ("description", models.TextField(verbose_name="线索内容")),
                        (
                            "jurisdiction",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ours", "本局"),
                                    ("survey_team", "上级派出的调查机构"),
                                    ("municipal", "市级主管部门"),
                                    ("other", "其他区县（行政处罚法22条）"),
                                    ("provincial", "省级以上主管部门"),
                                ],
                                max_length=12,
                                verbose_name="管辖",
                            ),
                        ),
                        ("jurisdiction_words", models.CharField(blank=True, max_length=300, verbose_name="管辖核对")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待处理"), ("case", "已转案件"), ("not_filed", "不立案")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("not_filed_reason", models.CharField(blank=True, max_length=600, verbose_name="不立案理由")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leads",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leads",
                                to="parties.party",
                                verbose_name="当事人",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leads",
                                to="accounts.section",
                                verbose_name="承办科室",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "线索",
                        "verbose_name_plural": "线索",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "not_filed"), _negated=True),
                                    models.Q(("not_filed_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="lead_not_filed_with_reason",
                                violation_error_message="不立案必须写明理由。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "case"), _negated=True),
                                    ("jurisdiction__in", ["", "ours"]),
                                    _connector="OR",
                                ),
                                name="lead_case_is_ours",
                                violation_error_message="不属于本局管辖的线索不能转为案件，请移送有管辖权的机关。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("jurisdiction", ""),
                                    models.Q(("jurisdiction_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="lead_jurisdiction_with_words",
                                violation_error_message="管辖核对须写明依据。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "case"), _negated=True), ("case__isnull", False), _connector="OR"
                                ),
                                name="lead_case_is_named",
                                violation_error_message="转为案件的线索必须写明案件。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LateFiling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("form_code", models.CharField(max_length=20, verbose_name="表号")),
                        ("form_name", models.CharField(blank=True, max_length=80, verbose_name="表名")),
                        ("period", models.CharField(max_length=30, verbose_name="报告期")),
                        ("due_on", models.DateField(verbose_name="报送截止日")),
                        ("submitted_on", models.DateField(blank=True, null=True, verbose_name="实际报送日")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="联系电话")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="late_filings",
                                to="parties.party",
                                verbose_name="当事人",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="late_filings",
                                to="accounts.section",
                                verbose_name="承办科室",
                            ),
                        ),
                        (
                            "lead",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="filing",
                                to="cases.lead",
                                verbose_name="线索",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "逾期报送",
                        "verbose_name_plural": "逾期报送",
                        "ordering": ["-due_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("party", "form_code", "period"),
                                name="late_filing_once",
                                violation_error_message="这个单位的这张表、这个报告期已经登记过。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("submitted_on__isnull", True),
                                    ("submitted_on__gt", models.F("due_on")),
                                    _connector="OR",
                                ),
                                name="late_filing_is_late",
                                violation_error_message="在截止日以前报送的，不是逾期报送。",
                            ),
                        ],
                        "indexes": [models.Index(fields=["form_code", "period"], name="late_filing_by_term")],
                    },
                ),
                migrations.CreateModel(
                    name="IntakeRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("line", models.PositiveIntegerField(verbose_name="行号")),
                        ("values", models.JSONField(default=dict, verbose_name="内容")),
                        ("cells", models.JSONField(default=dict, verbose_name="单元格")),
                        ("read_faults", models.JSONField(blank=True, default=list, verbose_name="读取时的错误")),
                        ("faults", models.JSONField(blank=True, default=list, verbose_name="错误")),
                        (
                            "party_choice",
                            models.CharField(
                                blank=True,
                                choices=[("", "未确定"), ("known", "已登记"), ("new", "导入时登记")],
                                default="",
                                max_length=6,
                                verbose_name="与登记的对应",
                            ),
                        ),
                        ("matches", models.JSONField(blank=True, default=list, verbose_name="相近的当事人")),
                        ("key", models.CharField(blank=True, max_length=200, verbose_name="查重用的字样")),
                        (
                            "plan",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "尚未核对"),
                                    ("wrong", "暂不导入"),
                                    ("known", "不再导入"),
                                    ("none", "不作处理"),
                                    ("urge", "催报通知书"),
                                    ("wait", "等待催报期满"),
                                    ("decline", "不立案，另发文书"),
                                    ("case", "立案"),
                                    ("person", "线索，须人工研判"),
                                    ("record", "登记"),
                                ],
                                default="",
                                max_length=8,
                                verbose_name="导入后成为",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        ("outcome", models.CharField(blank=True, max_length=30, verbose_name="结果")),
                        ("measure", models.CharField(blank=True, max_length=24, verbose_name="措施")),
                        ("violation", models.CharField(blank=True, max_length=40, verbose_name="案由代码")),
                        ("sheet_facts", models.JSONField(blank=True, default=dict, verbose_name="事实单")),
                        ("answer", models.JSONField(blank=True, default=dict, verbose_name="系统答复")),
                        ("priors", models.JSONField(blank=True, default=list, verbose_name="以前的处理")),
                        (
                            "first_offence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "未发现同类违法"),
                                    ("found", "有同类违法"),
                                    ("not_searched", "未查明"),
                                ],
                                max_length=12,
                                verbose_name="首违",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pending", "待导入"),
                                    ("done", "已办"),
                                    ("to_sign", "待签署"),
                                    ("signed", "已签署，待制发"),
                                    ("failed", "未办成"),
                                ],
                                default="pending",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("result", models.CharField(blank=True, max_length=300, verbose_name="办理结果")),
                        ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="签署时间")),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="cases.intakebatch",
                                verbose_name="导入名单",
                            ),
                        ),
                        (
                            "edited_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="改正人",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.party",
                                verbose_name="当事人",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签署人",
                            ),
                        ),
                        (
                            "signed_for",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="代行",
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="intake_rows",
                                to="cases.lead",
                                verbose_name="线索",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "导入行",
                        "verbose_name_plural": "导入行",
                        "ordering": ["line"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("batch", "line"),
                                name="intake_line_once",
                                violation_error_message="同一行不能读两次。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "signed"), _negated=True),
                                    ("signed_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="intake_signed_by_somebody",
                                violation_error_message="已签署的行须有签署人。",
                            ),
                        ],
                        "indexes": [
                            models.Index(fields=["batch", "plan", "line"], name="intake_row_by_plan"),
                            models.Index(fields=["batch", "key"], name="intake_row_by_key"),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="informant",
            name="lead",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="informant",
                to="cases.lead",
                verbose_name="线索",
            ),
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="LeadHandling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("violation", models.CharField(max_length=40, verbose_name="案由代码")),
                        ("outcome", models.CharField(max_length=30, verbose_name="结果")),
                        ("measure", models.CharField(max_length=24, verbose_name="措施")),
                        ("decided_on", models.DateField(verbose_name="决定日期")),
                        ("corrected_on", models.DateField(blank=True, null=True, verbose_name="改正日期")),
                        ("reasons", models.CharField(max_length=600, verbose_name="理由")),
                        ("sheet", models.JSONField(default=dict, verbose_name="事实单")),
                        ("answer", models.JSONField(default=dict, verbose_name="系统答复")),
                        ("law_digest", models.CharField(max_length=64, verbose_name="法律数据校验值")),
                        ("signed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="签署时间")),
                        (
                            "lead",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handling",
                                to="cases.lead",
                                verbose_name="线索",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handled_leads",
                                to="parties.party",
                                verbose_name="当事人",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签署人",
                            ),
                        ),
                        (
                            "signed_for",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="代行",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "线索处理",
                        "verbose_name_plural": "线索处理",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("signed_by", models.F("proposed_by")), _negated=True),
                                name="lead_handling_not_own",
                                violation_error_message="不能签署本人提出的处理。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", "NP_MANDATORY_MINOR"),
                                    models.Q(("measure", ""), _negated=True),
                                    models.Q(("reasons", ""), _negated=True),
                                ),
                                name="lead_handling_is_minor",
                                violation_error_message="只有应当不予行政处罚、发出提醒或者警示的，才能这样处理。",
                            ),
                        ],
                        "indexes": [models.Index(fields=["party", "violation"], name="lead_handling_by_party")],
                    },
                ),
                migrations.CreateModel(
                    name="LeadPaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="cases.lead",
                                verbose_name="线索",
                            ),
                        ),
                        (
                            "paper",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="in_lead",
                                to="records.paper",
                                verbose_name="文书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "线索文书",
                        "verbose_name_plural": "线索文书",
                    },
                ),
                migrations.CreateModel(
                    name="LegalView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("outcome", models.CharField(max_length=30, verbose_name="意见")),
                        ("law_version", models.CharField(max_length=20, verbose_name="适用的法律")),
                        (
                            "fine_least",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="罚款下限（元）"),
                        ),
                        (
                            "fine_most",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="罚款上限（元）"),
                        ),
                        ("basis", models.JSONField(default=list, verbose_name="依据")),
                        ("reasons", models.TextField(verbose_name="理由")),
                        ("given_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="legal_views",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="views",
                                to="cases.assessment",
                                verbose_name="系统建议",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="法制审核人员",
                            ),
                        ),
                        (
                            "given_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="代行",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "法律适用意见",
                        "verbose_name_plural": "法律适用意见",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reasons", ""), _negated=True),
                                    models.Q(("outcome", ""), _negated=True),
                                    models.Q(("basis", []), _negated=True),
                                ),
                                name="view_with_reasons_and_basis",
                                violation_error_message="法律适用意见须写明结果、依据和理由。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LimitExtension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("old_limit", models.DateField(verbose_name="原期限")),
                        ("new_limit", models.DateField(verbose_name="延长至")),
                        ("reason", models.TextField(verbose_name="理由")),
                        (
                            "approved_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="批准时间"),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "approved_for",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="limit_extensions",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办案期限延长",
                        "verbose_name_plural": "办案期限延长",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("new_limit__gt", models.F("old_limit")), models.Q(("reason", ""), _negated=True)
                                ),
                                name="limit_extension_is_later",
                                violation_error_message="延长后的期限必须晚于原期限，并写明理由。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LimitPause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("hearing", "听证"),
                                    ("appraisal", "检测、检验、鉴定"),
                                    ("notice", "公告送达"),
                                    ("transfer", "移送公安机关，等待答复"),
                                ],
                                max_length=12,
                                verbose_name="事由",
                            ),
                        ),
                        ("words", models.CharField(max_length=300, verbose_name="说明")),
                        ("first", models.DateField(verbose_name="中止日")),
                        ("last", models.DateField(blank=True, null=True, verbose_name="中止的最后一日")),
                        ("resumed_words", models.CharField(blank=True, max_length=300, verbose_name="恢复说明")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间"),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="limit_pauses",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "paused_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "paused_for",
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
                            "resumed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="恢复登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "期限中止",
                        "verbose_name_plural": "期限中止",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("last__isnull", True)),
                                fields=("case",),
                                name="limit_pause_one_open",
                                violation_error_message="办案期限已经中止，请先恢复。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last__isnull", True),
                                    models.Q(
                                        ("last__gte", models.F("first")),
                                        ("resumed_by__isnull", False),
                                        models.Q(("resumed_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="limit_pause_resumed_with_words",
                                violation_error_message="恢复期限须写明日期和说明，日期不早于中止日。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Obligation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("paper_kind", models.CharField(blank=True, max_length=40, verbose_name="文书种类")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("correct", "改正"),
                                    ("recheck", "复查"),
                                    ("serve", "送达"),
                                    ("educate", "教育"),
                                    ("answer", "答复"),
                                    ("learn", "学习"),
                                    ("revisit", "回访"),
                                    ("disclose", "公示"),
                                    ("decide", "作出决定"),
                                    ("hear", "听取意见、听证"),
                                    ("pay", "缴纳罚款"),
                                    ("report", "报告负责人"),
                                    ("transfer", "移送"),
                                    ("contest", "对不予立案的异议"),
                                    ("hand_over", "移交材料"),
                                    ("follow", "跟踪查询"),
                                    ("reply", "答复、答辩"),
                                    ("withdraw", "撤回公示"),
                                    ("repair", "补救"),
                                    ("preserve", "处理登记保存"),
                                    ("query", "答复查询"),
                                    ("court", "申请强制执行"),
                                    ("file", "备案"),
                                    ("hand_in", "交回罚款"),
                                ],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="要办的事")),
                        (
                            "bound",
                            models.CharField(
                                choices=[("party", "当事人"), ("bureau", "本局")], max_length=8, verbose_name="由谁办"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="到期日")),
                        ("due_words", models.CharField(blank=True, max_length=200, verbose_name="期限从何而来")),
                        ("rule", models.CharField(blank=True, max_length=60, verbose_name="期限规则")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="起算日")),
                        ("start_event", models.CharField(blank=True, max_length=60, verbose_name="起算事件")),
                        (
                            "unit",
                            models.CharField(
                                blank=True, help_text="如“7个工作日”“15日 · 自然日”", max_length=20, verbose_name="单位"
                            ),
                        ),
                        ("provisional", models.BooleanField(default=False, verbose_name="暂定")),
                        ("bars_closing", models.BooleanField(default=True, verbose_name="不办不能结案")),
                        ("opened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="产生时间")),
                        ("fulfilled_at", models.DateTimeField(blank=True, null=True, verbose_name="履行时间")),
                        ("fulfilled_words", models.CharField(blank=True, max_length=300, verbose_name="履行情况")),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="取消时间")),
                        ("cancelled_words", models.CharField(blank=True, max_length=300, verbose_name="取消原因")),
                        (
                            "act",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="obligations",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="obligations",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "fulfilled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.paper",
                                verbose_name="文书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "义务",
                        "verbose_name_plural": "义务",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fulfilled_at__isnull", True), ("cancelled_at__isnull", True), _connector="OR"
                                ),
                                name="obligation_one_end",
                                violation_error_message="一项义务不能既履行又取消。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("bars_closing", True), ("kind", "learn"), _negated=True),
                                name="obligation_learning_never_bars",
                                violation_error_message="学习由当事人自愿参加，不能作为结案的条件。",
                            ),
                        ],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("cancelled_at__isnull", True), ("fulfilled_at__isnull", True)),
                                fields=["due_on"],
                                name="obligation_open_by_due",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeadlineWarning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[("soon", "将到期"), ("today", "今天到期"), ("late", "逾期")],
                                max_length=6,
                                verbose_name="程度",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="到期日")),
                        ("sent_on", models.DateField(verbose_name="提醒日期")),
                        ("mailed", models.BooleanField(default=False, verbose_name="已发邮件")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="收件人",
                            ),
                        ),
                        (
                            "obligation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="warnings_sent",
                                to="cases.obligation",
                                verbose_name="义务",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "期限提醒",
                        "verbose_name_plural": "期限提醒",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("obligation", "user", "level"),
                                name="deadline_warning_once",
                                violation_error_message="这项提醒已经发过。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Offer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                choices=[
                                    ("guidance", "指导"),
                                    ("reminder", "提醒"),
                                    ("warning", "警示"),
                                    ("warning/admonition", "劝诫"),
                                    ("interview", "约谈"),
                                ],
                                max_length=20,
                                verbose_name="措施",
                            ),
                        ),
                        ("offered_on", models.DateField(verbose_name="告知日期")),
                        ("answer_by", models.DateField(verbose_name="请于此前答复")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offers",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="告知人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "征求意愿",
                        "verbose_name_plural": "征求意愿",
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("accept", "接受"),
                                    ("decline", "不接受"),
                                    ("ordinary", "要求按一般程序处理"),
                                    ("silent", "期满未答复"),
                                ],
                                max_length=10,
                                verbose_name="答复",
                            ),
                        ),
                        (
                            "means",
                            models.CharField(
                                choices=[
                                    ("paper", "书面"),
                                    ("in_person", "当面"),
                                    ("phone", "电话"),
                                    ("online", "当事人页面"),
                                    ("none", "未答复"),
                                ],
                                max_length=10,
                                verbose_name="方式",
                            ),
                        ),
                        ("words", models.TextField(blank=True, verbose_name="当事人的话")),
                        ("answered_on", models.DateField(verbose_name="答复日期")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间"),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="答复原件",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="记录人",
                            ),
                        ),
                        (
                            "witnessed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="见证人",
                            ),
                        ),
                        (
                            "offer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reply",
                                to="cases.offer",
                                verbose_name="征求意愿",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人答复",
                        "verbose_name_plural": "当事人答复",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("means__in", ["online", "none"]),
                                    models.Q(
                                        ("witnessed_by__isnull", False),
                                        models.Q(("witnessed_by", models.F("recorded_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_witnessed",
                                violation_error_message="由执法人员代为记录的答复，须有另一名执法人员见证。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("adopts", models.BooleanField(verbose_name="采纳建议")),
                        ("outcome", models.CharField(max_length=30, verbose_name="拟处理结果")),
                        (
                            "measure",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("guidance", "指导"),
                                    ("reminder", "提醒"),
                                    ("warning", "警示"),
                                    ("warning/admonition", "劝诫"),
                                    ("interview", "约谈"),
                                ],
                                max_length=20,
                                verbose_name="拟用措施",
                            ),
                        ),
                        ("reasons", models.TextField(blank=True, verbose_name="理由")),
                        (
                            "submitted_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="提出时间"),
                        ),
                        ("is_current", models.BooleanField(default=True, verbose_name="在办")),
                        ("ended_words", models.CharField(blank=True, max_length=600, verbose_name="不再办理的原因")),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="cases.assessment",
                                verbose_name="系统建议",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "处理意见",
                        "verbose_name_plural": "处理意见",
                        "ordering": ["-submitted_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_current", True)),
                                fields=("act",),
                                name="opinion_one_under_way",
                                violation_error_message="这个行为已有一份在办的处理意见。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("adopts", True), models.Q(("reasons", ""), _negated=True), _connector="OR"
                                ),
                                name="opinion_departs_with_reasons",
                                violation_error_message="不采纳系统建议的，必须说明理由。",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="offer",
            name="opinion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offers",
                to="cases.opinion",
                verbose_name="处理意见",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="opinion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.opinion",
                verbose_name="处理意见",
            ),
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="Countersignature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("approve", "同意"), ("return", "退回")], max_length=8, verbose_name="签署"
                            ),
                        ),
                        ("words", models.TextField(blank=True, verbose_name="意见")),
                        ("signed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="签署时间")),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="意见提出人",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签署人",
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
                        (
                            "opinion",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="countersignature",
                                to="cases.opinion",
                                verbose_name="处理意见",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "签署",
                        "verbose_name_plural": "签署",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("signed_by", models.F("author")), _negated=True),
                                name="countersign_not_own",
                                violation_error_message="不能签署本人提出的意见。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verdict", "approve"), models.Q(("words", ""), _negated=True), _connector="OR"
                                ),
                                name="countersign_return_with_words",
                                violation_error_message="退回意见必须说明原因。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PastDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("violation", models.CharField(max_length=40, verbose_name="案由代码")),
                        ("outcome", models.CharField(max_length=30, verbose_name="结果")),
                        ("decided_on", models.DateField(verbose_name="决定日期")),
                        ("number", models.CharField(blank=True, max_length=80, verbose_name="文号")),
                        ("source", models.CharField(max_length=200, verbose_name="出处")),
                        ("is_annulled", models.BooleanField(default=False, verbose_name="已被撤销")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="补录时间"),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="past_decisions",
                                to="parties.party",
                                verbose_name="当事人",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="补录人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "历年处理记录",
                        "verbose_name_plural": "历年处理记录",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("party", "violation", "decided_on", "number"),
                                name="past_decision_once",
                                violation_error_message="这条处理记录已经补录过。",
                            )
                        ],
                        "indexes": [models.Index(fields=["party", "violation"], name="past_decision_by_party")],
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("paid_on", models.DateField(verbose_name="缴款日期")),
                        ("amount", models.PositiveIntegerField(verbose_name="金额（元）")),
                        ("is_surcharge", models.BooleanField(default=False, verbose_name="加处罚款")),
                        ("voucher", models.CharField(max_length=60, verbose_name="票据号")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="cases.decision",
                                verbose_name="决定",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="票据",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "缴款",
                        "verbose_name_plural": "缴款",
                        "ordering": ["paid_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="payment_of_something",
                                violation_error_message="缴款金额必须大于0。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PenaltyProcedure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("outcome", models.CharField(max_length=30, verbose_name="拟处理结果")),
                        (
                            "fine_least",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="罚款下限（元）"),
                        ),
                        (
                            "fine_most",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="罚款上限（元）"),
                        ),
                        ("duties", models.JSONField(default=list, verbose_name="应办事项")),
                        ("basis", models.JSONField(default=list, verbose_name="依据")),
                        ("reasons", models.TextField(verbose_name="理由")),
                        ("opened_on", models.DateField(verbose_name="进入日期")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="终止时间")),
                        ("ended_words", models.CharField(blank=True, max_length=600, verbose_name="终止原因")),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="penalty_procedures",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.assessment",
                                verbose_name="系统建议",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="意见提出人",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "opened_for",
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
                            "opinion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.opinion",
                                verbose_name="处理意见",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "处罚程序",
                        "verbose_name_plural": "处罚程序",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("act",),
                                name="penalty_procedure_one_open",
                                violation_error_message="这个行为已经进入处罚程序。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("opened_by", models.F("author")), _negated=True),
                                name="penalty_procedure_not_own",
                                violation_error_message="不能批准本人提出的意见。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    models.Q(("ended_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="penalty_procedure_ended_with_words",
                                violation_error_message="终止处罚程序必须写明原因。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegalReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("approve", "同意"), ("return", "退回")], max_length=8, verbose_name="审核结论"
                            ),
                        ),
                        ("aspects", models.JSONField(blank=True, default=dict, verbose_name="逐项意见")),
                        ("words", models.TextField(verbose_name="审核意见")),
                        ("qualified", models.BooleanField(verbose_name="有法律职业资格")),
                        (
                            "reviewed_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="审核时间"),
                        ),
                        (
                            "reviewed_for",
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
                            "reviewer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审核人",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="cases.penaltyprocedure",
                                verbose_name="处罚程序",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "法制审核",
                        "verbose_name_plural": "法制审核",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="review_with_words",
                                violation_error_message="法制审核必须写明意见。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Discussion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="日期")),
                        ("place", models.CharField(blank=True, max_length=100, verbose_name="地点")),
                        ("opinions", models.JSONField(default=list, verbose_name="各人意见")),
                        ("conclusion", models.TextField(verbose_name="讨论结论")),
                        (
                            "fine",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="讨论确定的罚款（元）"),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间"),
                        ),
                        (
                            "attending",
                            models.ManyToManyField(
                                related_name="discussions", to=settings.AUTH_USER_MODEL, verbose_name="参加讨论的负责人"
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
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="discussions",
                                to="cases.penaltyprocedure",
                                verbose_name="处罚程序",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "集体讨论",
                        "verbose_name_plural": "集体讨论",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("conclusion", ""), _negated=True),
                                    models.Q(("opinions", []), _negated=True),
                                ),
                                name="discussion_with_opinions",
                                violation_error_message="集体讨论必须记录各人意见和结论。",
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="decision",
            name="procedure",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="cases.penaltyprocedure",
                verbose_name="处罚程序",
            ),
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="Preservation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("items", models.JSONField(default=list, verbose_name="物品清单")),
                        ("place", models.CharField(max_length=120, verbose_name="保存地点")),
                        ("reason", models.CharField(max_length=300, verbose_name="理由")),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="申请时间")),
                        ("approved", models.BooleanField(null=True, verbose_name="是否批准")),
                        ("approved_on", models.DateField(blank=True, null=True, verbose_name="批准日期")),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="批准意见")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="处理期限")),
                        ("fate", models.CharField(blank=True, max_length=120, verbose_name="处理结果")),
                        ("settled_on", models.DateField(blank=True, null=True, verbose_name="处理日期")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "approved_for",
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
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申请人",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="preservations",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="处理人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "先行登记保存",
                        "verbose_name_plural": "先行登记保存",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("items", []), _negated=True), models.Q(("reason", ""), _negated=True)
                                ),
                                name="preservation_of_listed_items",
                                violation_error_message="先行登记保存必须列明物品和理由。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved__isnull", True),
                                    models.Q(
                                        ("approved_by__isnull", False),
                                        ("approved_on__isnull", False),
                                        models.Q(("approved_by", models.F("asked_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="preservation_not_own",
                                violation_error_message="先行登记保存须经负责人批准，不能批准本人的申请。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("settled_on__isnull", True),
                                    models.Q(("approved", True), models.Q(("fate", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="preservation_settled_with_fate",
                                violation_error_message="先行登记保存的物品，须经批准保存并写明怎样处理。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriorNotice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "band_least",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="裁量基准下限（元）"),
                        ),
                        (
                            "band_most",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="裁量基准上限（元）"),
                        ),
                        (
                            "band_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="不按裁量基准的理由"),
                        ),
                        ("penalties", models.JSONField(default=list, verbose_name="拟作出的处罚")),
                        ("fine", models.PositiveIntegerField(default=0, verbose_name="拟处罚款（元）")),
                        ("reasons", models.TextField(verbose_name="裁量理由")),
                        ("hearing_told", models.BooleanField(verbose_name="告知听证权利")),
                        ("review_ground", models.CharField(blank=True, max_length=300, verbose_name="法制审核的理由")),
                        (
                            "discussion_ground",
                            models.CharField(blank=True, max_length=300, verbose_name="集体讨论的理由"),
                        ),
                        ("statement_by", models.DateField(verbose_name="请于此前陈述申辩")),
                        ("served_on", models.DateField(blank=True, null=True, verbose_name="送达日期")),
                        ("hearing_until", models.DateField(blank=True, null=True, verbose_name="申请听证的最后一日")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="承办人",
                            ),
                        ),
                        (
                            "paper",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="prior_notice",
                                to="records.paper",
                                verbose_name="事先告知书",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="cases.penaltyprocedure",
                                verbose_name="处罚程序",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "处罚事先告知",
                        "verbose_name_plural": "处罚事先告知",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("band_most__isnull", True),
                                    models.Q(
                                        ("fine__gte", models.F("band_least")), ("fine__lte", models.F("band_most"))
                                    ),
                                    models.Q(("band_least", 0), ("fine__isnull", True)),
                                    models.Q(("band_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="notice_outside_band_with_reason",
                                violation_error_message="罚款不在裁量基准的幅度以内的，必须写明理由。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reasons", ""), _negated=True), models.Q(("penalties", []), _negated=True)
                                ),
                                name="notice_says_what_and_why",
                                violation_error_message="事先告知必须写明拟作出的处罚和理由。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hearing_until__isnull", True),
                                    models.Q(("hearing_told", True), ("served_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="notice_hearing_clock_runs_from_service",
                                violation_error_message="申请听证的期限自告知书送达起算。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hearing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("requested_on", models.DateField(verbose_name="申请日期")),
                        ("requested_words", models.TextField(blank=True, verbose_name="申请内容")),
                        ("in_time", models.BooleanField(verbose_name="在期限内")),
                        ("scheduled_on", models.DateField(blank=True, null=True, verbose_name="举行日期")),
                        ("starts_at", models.TimeField(default=datetime.time(9, 30), verbose_name="开始时间")),
                        ("is_open", models.BooleanField(default=True, verbose_name="公开举行")),
                        ("place", models.CharField(blank=True, max_length=100, verbose_name="地点")),
                        ("called_on", models.DateField(blank=True, null=True, verbose_name="通知日期")),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="实际举行日期")),
                        ("minutes", models.TextField(blank=True, verbose_name="听证笔录")),
                        ("conclusion", models.TextField(blank=True, verbose_name="听证意见")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="终结时间")),
                        ("ended_words", models.CharField(blank=True, max_length=300, verbose_name="终结原因")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="签字笔录",
                            ),
                        ),
                        (
                            "presider",
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hearings",
                                to="cases.priornotice",
                                verbose_name="事先告知",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "听证",
                        "verbose_name_plural": "听证",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("notice",),
                                name="hearing_one_open",
                                violation_error_message="这份告知已有在办的听证。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("scheduled_on__isnull", True),
                                    models.Q(
                                        ("presider__isnull", False),
                                        ("called_on__isnull", False),
                                        ("called_on__lt", models.F("scheduled_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="hearing_called_before",
                                violation_error_message="举行听证须事先通知，并指定主持人。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("held_on__isnull", True),
                                    models.Q(
                                        models.Q(("minutes", ""), _negated=True),
                                        models.Q(("conclusion", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hearing_held_with_minutes",
                                violation_error_message="举行听证必须有笔录和听证意见。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="复查日期")),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("full", "全部改正"),
                                    ("partial", "改正后仍不符合要求"),
                                    ("none", "没有改正"),
                                    ("refused", "拒不改正"),
                                ],
                                max_length=8,
                                verbose_name="结果",
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="改正日期")),
                        ("note", models.TextField(blank=True, verbose_name="复查情况")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间"),
                        ),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rechecks",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "correction",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rechecks",
                                to="cases.correction",
                                verbose_name="责令改正",
                            ),
                        ),
                        (
                            "evidence",
                            models.ManyToManyField(
                                blank=True, related_name="rechecks", to="cases.evidence", verbose_name="证据"
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
                    ],
                    options={
                        "verbose_name": "复查",
                        "verbose_name_plural": "复查",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", "full"), _negated=True),
                                    ("done_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="recheck_full_with_day",
                                violation_error_message="全部改正的，必须填写改正完成的日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_on__isnull", True), ("done_on__lte", models.F("on")), _connector="OR"
                                ),
                                name="recheck_after_done",
                                violation_error_message="改正日期不能晚于复查日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Register",
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
                                choices=[("own", "本系统的处理决定"), ("past", "补录的历年处理记录")],
                                max_length=8,
                                unique=True,
                                verbose_name="登记库",
                            ),
                        ),
                        ("complete_from", models.DateField(blank=True, null=True, verbose_name="自何日起完整")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="依据")),
                        (
                            "declared_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="确认时间"),
                        ),
                        (
                            "declared_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "历史登记库",
                        "verbose_name_plural": "历史登记库",
                    },
                ),
                migrations.CreateModel(
                    name="Remedy",
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
                                choices=[("reconsider", "行政复议"), ("litigation", "行政诉讼")],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("organ", models.CharField(max_length=80, verbose_name="复议机关或者法院")),
                        ("asked_on", models.DateField(verbose_name="申请、起诉日期")),
                        ("notified_on", models.DateField(verbose_name="本局收到通知日期")),
                        ("number", models.CharField(blank=True, max_length=80, verbose_name="案号")),
                        ("words", models.TextField(verbose_name="请求和理由")),
                        ("replied_on", models.DateField(blank=True, null=True, verbose_name="答复、答辩日期")),
                        ("reply_words", models.TextField(blank=True, verbose_name="答复、答辩要点")),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("upheld", "维持"),
                                    ("dismissed", "驳回、不予受理"),
                                    ("withdrawn", "申请人撤回"),
                                    ("revoked", "撤销"),
                                    ("changed", "变更"),
                                    ("redo", "撤销并责令重新作出"),
                                    ("unlawful", "确认违法"),
                                    ("self", "本局自行改变"),
                                ],
                                max_length=10,
                                verbose_name="结果",
                            ),
                        ),
                        ("result_on", models.DateField(blank=True, null=True, verbose_name="结果日期")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="收到结果日期")),
                        ("result_words", models.TextField(blank=True, verbose_name="结果内容")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间"),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remedies",
                                to="cases.decision",
                                verbose_name="决定",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="复议决定或者裁判文书",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "救济",
                        "verbose_name_plural": "救济",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("result", "")),
                                fields=("decision", "kind"),
                                name="remedy_one_running_of_a_kind",
                                violation_error_message="同一决定已有在办的复议或者诉讼。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("notified_on__gte", models.F("asked_on"))),
                                name="remedy_dates_in_order",
                                violation_error_message="收到通知的日期不能早于申请日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", ""), ("result_on__isnull", True)),
                                    models.Q(
                                        ("received_on__gte", models.F("result_on")),
                                        ("result_on__gte", models.F("asked_on")),
                                        models.Q(("result_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="remedy_result_with_words",
                                violation_error_message="救济的结果须写明日期和内容，收到日期不早于作出日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewDraw",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="名称")),
                        ("closed_from", models.DateField(verbose_name="结案自")),
                        ("closed_to", models.DateField(verbose_name="结案至")),
                        ("size", models.PositiveSmallIntegerField(verbose_name="抽取件数")),
                        ("seed", models.CharField(max_length=80, verbose_name="种子")),
                        ("seed_source", models.CharField(max_length=200, verbose_name="种子从何而来")),
                        (
                            "published_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="种子公布时间"),
                        ),
                        ("population", models.JSONField(blank=True, default=list, verbose_name="全部案号")),
                        ("drawn", models.JSONField(blank=True, default=list, verbose_name="抽中案号")),
                        ("drawn_at", models.DateTimeField(blank=True, null=True, verbose_name="抽取时间")),
                        (
                            "published_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="公布人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评查抽取",
                        "verbose_name_plural": "评查抽取",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_to__gte", models.F("closed_from")),
                                    ("size__gte", 1),
                                    models.Q(("seed", ""), _negated=True),
                                    models.Q(("seed_source", ""), _negated=True),
                                ),
                                name="review_draw_complete",
                                violation_error_message="抽取须写明起止日期、件数、种子和种子的来历。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("drawn_at__isnull", True),
                                    ("drawn_at__gt", models.F("published_at")),
                                    _connector="OR",
                                ),
                                name="review_seed_before_draw",
                                violation_error_message="种子公布以后才能抽取。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FileReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("machine", models.JSONField(default=list, verbose_name="机器核对")),
                        ("items", models.JSONField(blank=True, default=list, verbose_name="评查事项")),
                        ("score", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="得分")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("excellent", "优秀"), ("passed", "合格"), ("failed", "不合格")],
                                max_length=10,
                                verbose_name="结论",
                            ),
                        ),
                        ("words", models.TextField(blank=True, verbose_name="评查意见")),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="评查时间")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="file_reviews",
                                to="cases.case",
                                verbose_name="案件",
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
                                verbose_name="评查人",
                            ),
                        ),
                        (
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="cases.reviewdraw",
                                verbose_name="评查抽取",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "案卷评查",
                        "verbose_name_plural": "案卷评查",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("draw", "case"),
                                name="file_review_once",
                                violation_error_message="这个案卷已经抽中。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("score__isnull", True), ("verdict", "")),
                                    models.Q(
                                        ("reviewed_at__isnull", False),
                                        ("reviewed_by__isnull", False),
                                        ("score__isnull", False),
                                        models.Q(("words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="file_review_with_words",
                                violation_error_message="评查结论须有得分、意见和评查人。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verdict", "failed"), _negated=True), ("score", 0), _connector="OR"
                                ),
                                name="file_review_failed_is_zero",
                                violation_error_message="基本标准有一项不符合的，得0分。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Service",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("direct", "直接送达"),
                                    ("leave", "留置送达"),
                                    ("electronic", "电子送达"),
                                    ("mail", "邮寄送达"),
                                    ("entrust", "委托送达"),
                                    ("notice", "公告送达"),
                                ],
                                max_length=12,
                                verbose_name="方式",
                            ),
                        ),
                        ("served_on", models.DateField(verbose_name="送达日期")),
                        ("recipient", models.CharField(max_length=60, verbose_name="签收人")),
                        ("witness", models.CharField(blank=True, max_length=60, verbose_name="见证人")),
                        (
                            "proof",
                            models.CharField(
                                blank=True,
                                help_text="邮寄单号、电子送达地址、受托机关、公告载体等",
                                max_length=120,
                                verbose_name="凭证",
                            ),
                        ),
                        ("posted_on", models.DateField(blank=True, null=True, verbose_name="公告日期")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间"),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "paper",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="service",
                                to="records.paper",
                                verbose_name="文书",
                            ),
                        ),
                        (
                            "receipt",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="送达回证",
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
                    ],
                    options={
                        "verbose_name": "送达",
                        "verbose_name_plural": "送达",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("method", "leave"), _negated=True),
                                    models.Q(("witness", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="service_left_with_witness",
                                violation_error_message="留置送达必须有见证人。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("method", "notice"), _negated=True),
                                    ("posted_on__lt", models.F("served_on")),
                                    _connector="OR",
                                ),
                                name="service_posted_before",
                                violation_error_message="公告送达须写明公告日期，公告期满才视为送达。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recipient", models.CharField(max_length=60, verbose_name="收件人")),
                        ("address", models.CharField(max_length=200, verbose_name="送达地址")),
                        ("phone", models.CharField(max_length=40, verbose_name="联系电话")),
                        ("electronic", models.BooleanField(verbose_name="同意电子送达")),
                        ("electronic_to", models.CharField(blank=True, max_length=120, verbose_name="电子送达地址")),
                        ("confirmed_on", models.DateField(verbose_name="确认日期")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addresses",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="签字的确认书",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.party",
                                verbose_name="当事人",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "送达地址确认",
                        "verbose_name_plural": "送达地址确认",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("electronic", False),
                                    models.Q(("electronic_to", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="address_electronic_says_where",
                                violation_error_message="同意电子送达的，必须写明电子送达的地址。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SoftMeasure",
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
                                choices=[
                                    ("guidance", "指导"),
                                    ("reminder", "提醒"),
                                    ("warning", "警示"),
                                    ("warning/admonition", "劝诫"),
                                    ("interview", "约谈"),
                                ],
                                max_length=20,
                                verbose_name="措施",
                            ),
                        ),
                        (
                            "trigger",
                            models.CharField(
                                choices=[
                                    ("request", "当事人申请"),
                                    ("new_unit", "新入库单位"),
                                    ("census", "专项工作开始前"),
                                    ("calendar", "报送期临近"),
                                    ("anomaly", "数据异常"),
                                    ("first_miss", "首次漏报、逾期"),
                                    ("slight", "轻微不规范，可以当场改正"),
                                    ("after_decision", "不予处罚决定之后"),
                                    ("repeated", "屡次发生"),
                                    ("grave_data", "差错率高、数据失实"),
                                    ("no_effect", "整改不力、承诺没有兑现"),
                                ],
                                max_length=16,
                                verbose_name="启动情形",
                            ),
                        ),
                        ("violation", models.CharField(blank=True, max_length=40, verbose_name="涉及案由代码")),
                        ("subject", models.CharField(max_length=120, verbose_name="事项")),
                        ("grounds", models.TextField(verbose_name="情况和依据")),
                        ("content", models.TextField(verbose_name="内容和建议")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "办理中"),
                                    ("done", "已办结"),
                                    ("declined", "当事人不接受"),
                                    ("escalated", "已升级"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("filing_met", models.BooleanField(default=False, verbose_name="符合立案条件")),
                        ("given_on", models.DateField(blank=True, null=True, verbose_name="实施日期")),
                        (
                            "means",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("phone", "电话"),
                                    ("message", "短信、即时消息"),
                                    ("material", "发放材料"),
                                    ("on_site", "当面、上门"),
                                    ("written", "书面"),
                                    ("meeting", "会议、培训"),
                                ],
                                max_length=10,
                                verbose_name="方式",
                            ),
                        ),
                        ("recipient", models.CharField(blank=True, max_length=60, verbose_name="接受人")),
                        ("given_words", models.TextField(blank=True, verbose_name="实施情况")),
                        (
                            "choice",
                            models.CharField(
                                blank=True,
                                choices=[("accept", "愿意接受"), ("decline", "不接受")],
                                max_length=8,
                                verbose_name="当事人选择",
                            ),
                        ),
                        ("choice_on", models.DateField(blank=True, null=True, verbose_name="选择日期")),
                        ("choice_words", models.TextField(blank=True, verbose_name="当事人的话")),
                        ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="计划回访日期")),
                        ("followed_on", models.DateField(blank=True, null=True, verbose_name="回访日期")),
                        ("followed_words", models.TextField(blank=True, verbose_name="回访情况")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        ("ended_words", models.TextField(blank=True, verbose_name="办结情况")),
                        ("begun_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间")),
                        (
                            "act",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="soft_measures",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="经办人",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="soft_measures",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="实施人",
                            ),
                        ),
                        (
                            "lead",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="from_measure",
                                to="cases.lead",
                                verbose_name="升级为线索",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="soft_measures",
                                to="parties.party",
                                verbose_name="当事人",
                            ),
                        ),
                        (
                            "raised_from",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="raised_to",
                                to="cases.softmeasure",
                                verbose_name="升级自",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.section",
                                verbose_name="承办科室",
                            ),
                        ),
                        (
                            "witness",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="同行执法人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "柔性措施",
                        "verbose_name_plural": "柔性措施",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("filing_met", False), ("case__isnull", False), _connector="OR"),
                                name="measure_never_replaces_filing",
                                violation_error_message="符合立案条件的应当立案，不能以柔性措施代替。请先登记案件，再在案件内采取措施。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(("ended_on__isnull", False), models.Q(("ended_words", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="measure_ended_with_words",
                                violation_error_message="措施办结、升级或者当事人不接受的，须写明日期和情况。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("choice", "decline"), _negated=True),
                                    ("state__in", ["declined", "done"]),
                                    _connector="OR",
                                ),
                                name="measure_declined_ends",
                                violation_error_message="当事人不接受的，措施到此为止，不能继续办理或者升级。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("given_on__isnull", True),
                                    models.Q(
                                        models.Q(("means", ""), _negated=True),
                                        models.Q(("given_words", ""), _negated=True),
                                        ("given_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="measure_given_with_record",
                                violation_error_message="措施实施后须记明方式、情况和实施人。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("given_on__isnull", True),
                                    models.Q(
                                        ("kind__in", ["warning", "warning/admonition", "interview"]), _negated=True
                                    ),
                                    models.Q(
                                        ("witness__isnull", False),
                                        models.Q(("witness", models.F("given_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="measure_by_two_officers",
                                violation_error_message="警示、劝诫、约谈须由两名执法人员进行。",
                            ),
                        ],
                        "indexes": [models.Index(fields=["section", "state", "-id"], name="measure_by_section")],
                    },
                ),
                migrations.CreateModel(
                    name="MeasurePaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("served_on", models.DateField(blank=True, null=True, verbose_name="送达日期")),
                        (
                            "method",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("direct", "直接送达"),
                                    ("leave", "留置送达"),
                                    ("electronic", "电子送达"),
                                    ("mail", "邮寄送达"),
                                    ("entrust", "委托送达"),
                                    ("notice", "公告送达"),
                                ],
                                max_length=12,
                                verbose_name="送达方式",
                            ),
                        ),
                        ("recipient", models.CharField(blank=True, max_length=60, verbose_name="签收人")),
                        (
                            "paper",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="in_measure",
                                to="records.paper",
                                verbose_name="文书",
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="cases.softmeasure",
                                verbose_name="柔性措施",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "措施文书",
                        "verbose_name_plural": "措施文书",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("served_on__isnull", True),
                                    models.Q(
                                        models.Q(("method", ""), _negated=True),
                                        models.Q(("recipient", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="measure_paper_served_with_proof",
                                violation_error_message="送达须写明方式和签收人。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Interview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("invited", models.CharField(max_length=120, verbose_name="被约谈人")),
                        ("purpose", models.CharField(max_length=200, verbose_name="约谈目的")),
                        ("meet_at", models.DateTimeField(verbose_name="约定时间")),
                        ("place", models.CharField(max_length=120, verbose_name="地点")),
                        ("bring", models.JSONField(blank=True, default=list, verbose_name="请携带的材料")),
                        ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="实际时间")),
                        ("attended", models.BooleanField(null=True, verbose_name="到场")),
                        ("attendants", models.CharField(blank=True, max_length=200, verbose_name="到场人员")),
                        ("problems", models.JSONField(blank=True, default=list, verbose_name="指出的问题")),
                        ("explanation", models.TextField(blank=True, verbose_name="被约谈人说明")),
                        ("promise", models.TextField(blank=True, verbose_name="被约谈人表态")),
                        (
                            "called_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="通知人",
                            ),
                        ),
                        (
                            "minutes",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="签字的约谈记录",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="记录人",
                            ),
                        ),
                        (
                            "measure",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interview",
                                to="cases.softmeasure",
                                verbose_name="柔性措施",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "约谈",
                        "verbose_name_plural": "约谈",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("attended__isnull", True),
                                    models.Q(("held_at__isnull", False), ("recorded_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="interview_held_with_record",
                                violation_error_message="约谈记录须写明时间和记录人。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("attended", True), _negated=True),
                                    models.Q(
                                        models.Q(("attendants", ""), _negated=True),
                                        models.Q(("problems", []), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="interview_attended_with_problems",
                                violation_error_message="到场约谈的，须写明到场人员和指出的问题。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="序号")),
                        ("what", models.CharField(max_length=200, verbose_name="承诺事项")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        ("reported_on", models.DateField(blank=True, null=True, verbose_name="报告日期")),
                        ("report_words", models.TextField(blank=True, verbose_name="报告内容")),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[("kept", "已兑现"), ("partly", "部分兑现"), ("not_kept", "没有兑现")],
                                max_length=8,
                                verbose_name="核查结果",
                            ),
                        ),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="核查日期")),
                        ("verified_words", models.TextField(blank=True, verbose_name="核查情况")),
                        (
                            "report_file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="整改报告",
                            ),
                        ),
                        (
                            "verified_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="核查人",
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments",
                                to="cases.softmeasure",
                                verbose_name="柔性措施",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "约谈承诺",
                        "verbose_name_plural": "约谈承诺",
                        "ordering": ["order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("measure", "order"),
                                name="commitment_order_once",
                                violation_error_message="承诺序号不能重复。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result", ""),
                                    models.Q(
                                        ("verified_by__isnull", False),
                                        ("verified_on__isnull", False),
                                        models.Q(("verified_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="commitment_verified_with_words",
                                violation_error_message="核查承诺须写明日期、情况和核查人。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", "not_kept"), _negated=True),
                                    ("verified_on__gt", models.F("due_on")),
                                    _connector="OR",
                                ),
                                name="commitment_not_kept_after_day",
                                violation_error_message="期限届满以后，才能认定承诺没有兑现。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpotDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("decided_at", models.DateTimeField(verbose_name="时间")),
                        ("place", models.CharField(max_length=120, verbose_name="地点")),
                        ("facts", models.TextField(verbose_name="事实和证据")),
                        ("basis", models.JSONField(default=list, verbose_name="依据")),
                        ("warning", models.CharField(blank=True, max_length=20, verbose_name="警告或者通报批评")),
                        ("fine", models.PositiveIntegerField(default=0, verbose_name="罚款（元）")),
                        ("heard", models.TextField(verbose_name="当事人的陈述申辩")),
                        ("recipient", models.CharField(max_length=60, verbose_name="当场签收人")),
                        ("paid_there", models.BooleanField(default=False, verbose_name="当场收缴")),
                        (
                            "paid_why",
                            models.CharField(blank=True, max_length=200, verbose_name="当场收缴的理由和票据号"),
                        ),
                        ("pay_to", models.CharField(blank=True, max_length=200, verbose_name="缴款方式")),
                        ("filed_on", models.DateField(blank=True, null=True, verbose_name="备案日期")),
                        ("filed_words", models.CharField(blank=True, max_length=300, verbose_name="备案意见")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "act",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="spot_decision",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="决定人",
                            ),
                        ),
                        (
                            "filed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="备案人",
                            ),
                        ),
                        (
                            "officers",
                            models.ManyToManyField(
                                related_name="spot_decisions", to=settings.AUTH_USER_MODEL, verbose_name="执法人员"
                            ),
                        ),
                        (
                            "paper",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="spot_decision",
                                to="records.paper",
                                verbose_name="当场处罚决定书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当场处罚决定",
                        "verbose_name_plural": "当场处罚决定",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fine__lte", 3000),
                                    models.Q(
                                        ("fine__gt", 0), models.Q(("warning", ""), _negated=True), _connector="OR"
                                    ),
                                ),
                                name="spot_penalty_is_small",
                                violation_error_message="当场处罚只能是警告，或者法定限额以内的罚款（行政处罚法51条）。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("facts", ""), _negated=True),
                                    models.Q(("basis", []), _negated=True),
                                    models.Q(("heard", ""), _negated=True),
                                ),
                                name="spot_says_facts_basis_and_heard",
                                violation_error_message="当场处罚必须写明事实、依据和当事人的陈述申辩。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("filed_by__isnull", True),
                                    models.Q(
                                        ("filed_on__isnull", False),
                                        models.Q(("filed_by", models.F("decided_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="spot_filed_by_another",
                                violation_error_message="当场处罚须报所属机关备案，不能由本人备案。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("paid_there", False), models.Q(("paid_why", ""), _negated=True), _connector="OR"
                                ),
                                name="spot_paid_there_with_receipt",
                                violation_error_message="当场收缴罚款须写明理由和专用票据号。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Statement",
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
                                choices=[("stated", "已陈述申辩"), ("waived", "明确放弃"), ("silent", "期满没有提出")],
                                max_length=8,
                                verbose_name="情形",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        ("words", models.TextField(blank=True, verbose_name="内容")),
                        ("review", models.TextField(blank=True, verbose_name="复核意见")),
                        (
                            "adopted",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "采纳"), ("partly", "部分采纳"), ("no", "不予采纳")],
                                max_length=8,
                                verbose_name="采纳情况",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间"),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="原件",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="cases.priornotice",
                                verbose_name="事先告知",
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
                    ],
                    options={
                        "verbose_name": "陈述申辩",
                        "verbose_name_plural": "陈述申辩",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "stated"), _negated=True),
                                    models.Q(
                                        models.Q(("words", ""), _negated=True),
                                        models.Q(("review", ""), _negated=True),
                                        models.Q(("adopted", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="statement_is_reviewed",
                                violation_error_message="当事人的陈述申辩必须复核，写明是否采纳和理由。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportingTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="制度年度")),
                        ("period", models.CharField(max_length=30, verbose_name="报告期")),
                        ("due_on", models.DateField(verbose_name="报送截止日")),
                        ("due_at", models.TimeField(blank=True, null=True, verbose_name="报送截止时间")),
                        ("expected", models.PositiveIntegerField(blank=True, null=True, verbose_name="应报单位数")),
                        ("reminded_on", models.DateField(blank=True, null=True, verbose_name="风险提示日")),
                        (
                            "reminded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="风险提示人",
                            ),
                        ),
                        (
                            "form",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="terms",
                                to="cases.surveyform",
                                verbose_name="报表",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "报送期",
                        "verbose_name_plural": "报送期",
                        "ordering": ["due_on", "form__code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("form", "period"),
                                name="term_once",
                                violation_error_message="同一报表的同一报告期只能有一个截止日。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reminded_on__isnull", True),
                                    ("reminded_on__lte", models.F("due_on")),
                                    _connector="OR",
                                ),
                                name="term_reminded_before_due",
                                violation_error_message="风险提示须在报送截止以前发出。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
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
                                choices=[
                                    ("criminal", "移送公安机关"),
                                    ("jurisdiction", "移送有管辖权的机关"),
                                    ("official", "处分建议、移送监察机关"),
                                ],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("to_organ", models.CharField(max_length=80, verbose_name="移送机关")),
                        ("words", models.TextField(verbose_name="移送理由")),
                        ("annexes", models.JSONField(default=list, verbose_name="移送材料")),
                        ("reported_at", models.DateTimeField(verbose_name="报告负责人时间")),
                        ("approved", models.BooleanField(null=True, verbose_name="批准移送")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="批准时间")),
                        ("decided_words", models.TextField(blank=True, verbose_name="批准意见")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="移送时间")),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[("taken", "已受理"), ("declined", "不予立案、退回")],
                                max_length=8,
                                verbose_name="接收情况",
                            ),
                        ),
                        ("result_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                        ("result_words", models.TextField(blank=True, verbose_name="答复内容")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="终结时间")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.assessment",
                                verbose_name="系统建议",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "decided_for",
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
                            "receipt",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="移送回执",
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
                            "sent_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="移送人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "移送",
                        "verbose_name_plural": "移送",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("act",),
                                name="transfer_one_open",
                                violation_error_message="这个行为正在移送。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sent_at__isnull", True), ("approved", True), _connector="OR"),
                                name="transfer_sent_after_approval",
                                violation_error_message="移送须经负责人批准。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved__isnull", True),
                                    models.Q(
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("reported_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="transfer_not_own",
                                violation_error_message="不能批准本人报告的移送。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved__isnull", True),
                                    ("approved", True),
                                    models.Q(("decided_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="transfer_refused_with_words",
                                violation_error_message="不批准移送必须写明理由。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[("reconsider", "提请公安机关复议"), ("procurator", "建议人民检察院立案监督")],
                                max_length=12,
                                verbose_name="方式",
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="提出日期")),
                        ("words", models.TextField(verbose_name="理由")),
                        ("upheld", models.BooleanField(null=True, verbose_name="改为立案")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                        ("answer_words", models.TextField(blank=True, verbose_name="答复内容")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间"),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                        (
                            "transfer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contests",
                                to="cases.transfer",
                                verbose_name="移送",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "移送异议",
                        "verbose_name_plural": "移送异议",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("transfer", "way"),
                                name="contest_each_way_once",
                                violation_error_message="同一次移送，每种异议只能提一次。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_on__isnull", True), ("upheld__isnull", True)),
                                    models.Q(
                                        ("answered_on__gte", models.F("asked_on")),
                                        ("upheld__isnull", False),
                                        models.Q(("answer_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="contest_answered_with_words",
                                violation_error_message="异议的答复须写明日期和内容，日期不早于提出日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UrgingNotice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("deadline", models.DateField(verbose_name="催报期限")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="制作时间")),
                        (
                            "filings",
                            models.ManyToManyField(
                                related_name="urgings", to="cases.latefiling", verbose_name="催报的报表"
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="in_urging",
                                to="records.paper",
                                verbose_name="文书",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="urgings",
                                to="parties.party",
                                verbose_name="当事人",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="urgings",
                                to="accounts.section",
                                verbose_name="承办科室",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "催报通知",
                        "verbose_name_plural": "催报通知",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="UrgingService",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "means",
                            models.CharField(
                                choices=[
                                    ("paper", "书面送达"),
                                    ("platform", "联网直报平台"),
                                    ("text", "短信"),
                                    ("phone", "电话"),
                                ],
                                max_length=10,
                                verbose_name="方式",
                            ),
                        ),
                        ("served_on", models.DateField(verbose_name="送达日期")),
                        ("recipient", models.CharField(max_length=60, verbose_name="接收人")),
                        ("words", models.CharField(blank=True, max_length=200, verbose_name="情况")),
                        ("is_proved", models.BooleanField(default=False, verbose_name="有送达证明")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services",
                                to="cases.urgingnotice",
                                verbose_name="催报通知",
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="送达证明",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "催报送达",
                        "verbose_name_plural": "催报送达",
                        "ordering": ["served_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_proved", False),
                                    models.Q(("proof__isnull", False), models.Q(("means", "phone"), _negated=True)),
                                    _connector="OR",
                                ),
                                name="urging_proved_by_file",
                                violation_error_message="没有送达证明的，不能记为已经送达；电话催报不是送达催报通知书。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WrittenQuery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("questions", models.TextField(verbose_name="查询事项")),
                        ("answer_by", models.DateField(verbose_name="答复期限")),
                        ("served_on", models.DateField(blank=True, null=True, verbose_name="送达日期")),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[("answered", "已答复"), ("refused", "拒绝答复"), ("silent", "期满没有答复")],
                                max_length=8,
                                verbose_name="答复情况",
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="答复日期")),
                        ("answer_words", models.TextField(blank=True, verbose_name="答复内容")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="queries",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="答复原件",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="承办人",
                            ),
                        ),
                        (
                            "paper",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="written_query",
                                to="records.paper",
                                verbose_name="查询书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "查询书",
                        "verbose_name_plural": "查询书",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result", ""),
                                    models.Q(("answered_on__gte", models.F("served_on")), ("served_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="query_answered_after_service",
                                violation_error_message="查询书送达以后，才能登记答复。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActMove",
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
                                choices=[("joined", "并案"), ("split", "分案")], max_length=8, verbose_name="种类"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="理由")),
                        ("decided_on", models.DateField(verbose_name="决定日期")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间"),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="决定人",
                            ),
                        ),
                        (
                            "decided_for",
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
                            "source",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moved_to",
                                to="cases.act",
                                verbose_name="原行为",
                            ),
                        ),
                        (
                            "target",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moved_from",
                                to="cases.act",
                                verbose_name="现行为",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "并案、分案",
                        "verbose_name_plural": "并案、分案",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("source", models.F("target")), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                ),
                                name="move_leads_elsewhere",
                                violation_error_message="并案、分案须写明理由，并转到另一个案卷。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("secret_hash", models.CharField(max_length=64, unique=True, verbose_name="密钥校验值")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="建立时间"),
                        ),
                        ("last_read_at", models.DateTimeField(blank=True, null=True, verbose_name="最近读取")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_links",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "日历订阅",
                        "verbose_name_plural": "日历订阅",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at__isnull", True)),
                                fields=("user",),
                                name="calendar_link_one_live",
                                violation_error_message="已经有一个订阅地址。要换新的，请先撤销。",
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.AddConstraint(
            model_name="act",
            constraint=models.UniqueConstraint(
                fields=("case", "order"), name="act_order_once", violation_error_message="行为序号不能重复。"
            ),
        ),
        migrations.AddConstraint(
            model_name="informant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), models.Q(("contact", ""), _negated=True), _connector="OR"
                ),
                name="informant_said_something",
                violation_error_message="请填写举报人或者联系方式；匿名举报不用登记举报人。",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer_by__gte", models.F("offered_on"))),
                name="offer_dates_in_order",
                violation_error_message="答复期限不能早于告知日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("band_most__isnull", True),
                    models.Q(("fine__gte", models.F("band_least")), ("fine__lte", models.F("band_most"))),
                    models.Q(("band_least", 0), ("fine__isnull", True)),
                    models.Q(("band_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="decision_outside_band_with_reason",
                violation_error_message="罚款不在裁量基准的幅度以内的，必须写明理由。",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("decided_by", models.F("author")), _negated=True),
                name="decision_not_own",
                violation_error_message="不能决定本人提出的意见。",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("reasons", ""), _negated=True), models.Q(("basis", []), _negated=True)),
                name="decision_with_reasons_and_basis",
                violation_error_message="决定必须写明理由和依据。",
            ),
        ),
    ]
