import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_initial"),
        ("accounts", "__first__"),
        ("parties", "0001_initial"),
        ("records", "0002_proof_is_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                            ("platform", "联网直报"),
                            ("data_check", "数据核查"),
                            ("random", "双随机"),
                            ("tip_off", "举报"),
                            ("assigned", "转办"),
                            ("self_report", "自查报告"),
                        ],
                        max_length=12,
                        verbose_name="来源",
                    ),
                ),
                ("discovered_on", models.DateField(verbose_name="发现日期")),
                ("summary", models.TextField(blank=True, verbose_name="案情")),
                ("registered_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间")),
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
                "indexes": [
                    models.Index(fields=["section", "state", "-id"], name="case_by_section"),
                    models.Index(fields=["party", "-id"], name="case_by_party"),
                ],
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
                            models.Q(("closed_on__isnull", False), models.Q(("closing_words", ""), _negated=True)),
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
            },
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("violation", models.CharField(max_length=40, verbose_name="案由代码")),
                ("violation_name", models.CharField(max_length=80, verbose_name="案由")),
                ("subject", models.CharField(help_text="何时、何表、何指标", max_length=200, verbose_name="行为")),
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
                        ],
                        default="facts",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间")),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "违法行为",
                "verbose_name_plural": "违法行为",
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "order"), name="act_order_once", violation_error_message="行为序号不能重复。"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            name="CaseOfficer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(choices=[("lead", "主办"), ("assist", "协办")], max_length=8, verbose_name="分工"),
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
                ("recusal_decided_words", models.CharField(blank=True, max_length=300, verbose_name="回避决定理由")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordered_on", models.DateField(verbose_name="责令日期")),
                ("deadline", models.DateField(verbose_name="改正期限")),
                ("requirements", models.TextField(verbose_name="改正要求")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old_deadline", models.DateField(verbose_name="原期限")),
                ("new_deadline", models.DateField(verbose_name="新期限")),
                ("reason", models.TextField(verbose_name="理由")),
                ("approved_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="批准时间")),
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
            name="Education",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="日期")),
                ("recipient", models.CharField(max_length=60, verbose_name="受教育人")),
                ("recipient_role", models.CharField(blank=True, max_length=60, verbose_name="身份")),
                ("content", models.TextField(verbose_name="教育内容")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, verbose_name="事实代码")),
                ("known", models.BooleanField(default=True, verbose_name="已查明")),
                ("value", models.JSONField(null=True, verbose_name="答案")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        fields=("user", "place"), name="draft_once_per_place", violation_error_message="草稿已经存在。"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FirstOffenceCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("window", models.CharField(max_length=30, verbose_name="窗口规则")),
                ("window_from", models.DateField(null=True, verbose_name="窗口自")),
                ("window_to", models.DateField(verbose_name="窗口至")),
                ("registers", models.JSONField(default=list, verbose_name="登记库")),
                ("priors", models.JSONField(default=list, verbose_name="查到的记录")),
                (
                    "result",
                    models.CharField(
                        choices=[("none", "未发现同类违法"), ("found", "有同类违法"), ("not_searched", "未查明")],
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
            name="Lead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("platform", "联网直报"),
                            ("data_check", "数据核查"),
                            ("random", "双随机"),
                            ("tip_off", "举报"),
                            ("assigned", "转办"),
                            ("self_report", "自查报告"),
                        ],
                        max_length=12,
                        verbose_name="来源",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="收到日期")),
                ("party_words", models.CharField(blank=True, max_length=120, verbose_name="所称当事人")),
                ("description", models.TextField(verbose_name="线索内容")),
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
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间")),
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
                            models.Q(("state", "case"), _negated=True), ("case__isnull", False), _connector="OR"
                        ),
                        name="lead_case_is_named",
                        violation_error_message="转为案件的线索必须写明案件。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Obligation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                            ("report", "报告负责人"),
                            ("transfer", "移送"),
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("cancelled_at__isnull", True), ("fulfilled_at__isnull", True)),
                        fields=["due_on"],
                        name="obligation_open_by_due",
                    )
                ],
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
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("submitted_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="提出时间")),
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
                        condition=models.Q(("adopts", True), models.Q(("reasons", ""), _negated=True), _connector="OR"),
                        name="opinion_departs_with_reasons",
                        violation_error_message="不采纳系统建议的，必须说明理由。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "opinion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="cases.opinion",
                        verbose_name="处理意见",
                    ),
                ),
            ],
            options={
                "verbose_name": "征求意愿",
                "verbose_name_plural": "征求意愿",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer_by__gte", models.F("offered_on"))),
                        name="offer_dates_in_order",
                        violation_error_message="答复期限不能早于告知日期。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间")),
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
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("fine_least", models.PositiveIntegerField(blank=True, null=True, verbose_name="罚款下限（元）")),
                ("fine_most", models.PositiveIntegerField(blank=True, null=True, verbose_name="罚款上限（元）")),
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
                "verbose_name": "决定",
                "verbose_name_plural": "决定",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("author")), _negated=True),
                        name="decision_not_own",
                        violation_error_message="不能决定本人提出的意见。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reasons", ""), _negated=True), models.Q(("basis", []), _negated=True)
                        ),
                        name="decision_with_reasons_and_basis",
                        violation_error_message="决定必须写明理由和依据。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Countersignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("violation", models.CharField(max_length=40, verbose_name="案由代码")),
                ("outcome", models.CharField(max_length=30, verbose_name="结果")),
                ("decided_on", models.DateField(verbose_name="决定日期")),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="文号")),
                ("source", models.CharField(max_length=200, verbose_name="出处")),
                ("is_annulled", models.BooleanField(default=False, verbose_name="已被撤销")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="补录时间")),
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
                "indexes": [models.Index(fields=["party", "violation"], name="past_decision_by_party")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("party", "violation", "decided_on", "number"),
                        name="past_decision_once",
                        violation_error_message="这条处理记录已经补录过。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PenaltyProcedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(max_length=30, verbose_name="拟处理结果")),
                ("fine_least", models.PositiveIntegerField(blank=True, null=True, verbose_name="罚款下限（元）")),
                ("fine_most", models.PositiveIntegerField(blank=True, null=True, verbose_name="罚款上限（元）")),
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
                            ("ended_at__isnull", True), models.Q(("ended_words", ""), _negated=True), _connector="OR"
                        ),
                        name="penalty_procedure_ended_with_words",
                        violation_error_message="终止处罚程序必须写明原因。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间")),
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
                            models.Q(("result", "full"), _negated=True), ("done_on__isnull", False), _connector="OR"
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("declared_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="确认时间")),
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
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间")),
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
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间")),
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
        migrations.AddField(
            model_name="Fact",
            name="evidence",
            field=models.ManyToManyField(blank=True, related_name="facts", to="cases.evidence", verbose_name="证据"),
        ),
        migrations.AddField(
            model_name="Recheck",
            name="evidence",
            field=models.ManyToManyField(blank=True, related_name="rechecks", to="cases.evidence", verbose_name="证据"),
        ),
    ]
