import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from records.tables import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("cases", "0001_initial"),
        ("exemptions", "0001_initial"),
        ("records", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="第几次")),
                        ("sheet", models.JSONField(verbose_name="试卷")),
                        ("pass_mark", models.PositiveSmallIntegerField(verbose_name="及格分")),
                        (
                            "started_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="开始时间"),
                        ),
                        ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="应于此前交卷")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attempts",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="答题人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "答卷",
                        "verbose_name_plural": "答卷",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Course",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="课程名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("law", "法律法规"),
                                    ("plan", "工作方案"),
                                    ("list", "清单版本"),
                                    ("guiding", "指导性案例"),
                                    ("skill", "业务技能"),
                                ],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        ("summary", models.TextField(blank=True, verbose_name="内容提要")),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=1,
                                default=0,
                                help_text="读完材料并通过测验后计入，每年一次；只办集中培训的填0。",
                                max_digits=5,
                                verbose_name="自学学时",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "未开放"), ("open", "开放"), ("closed", "已结束")],
                                default="draft",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="建立时间"),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="建立人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "课程",
                        "verbose_name_plural": "课程",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="course_has_title",
                                violation_error_message="课程必须有名称。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hours__gte", 0), ("hours__lte", 100)),
                                name="course_hours_in_bounds",
                                violation_error_message="自学学时应在0到100之间。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GuidingCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="编号")),
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        ("issuer", models.CharField(max_length=60, verbose_name="发布机关")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="发布日期")),
                        ("keywords", models.CharField(blank=True, max_length=120, verbose_name="关键词")),
                        ("facts", models.TextField(verbose_name="基本案情")),
                        ("result", models.TextField(verbose_name="处理结果")),
                        ("meaning", models.TextField(verbose_name="典型意义")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "未发布"), ("published", "供学习"), ("retired", "不再适用")],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("retired_words", models.CharField(blank=True, max_length=200, verbose_name="不再适用的理由")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="录入时间"),
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
                            "items",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="exemptions.listitem", verbose_name="相关清单项目"
                            ),
                        ),
                        (
                            "offences",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="exemptions.offence", verbose_name="相关案由"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "指导性案例",
                        "verbose_name_plural": "指导性案例",
                        "ordering": ["-issued_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True),
                                    models.Q(("facts", ""), _negated=True),
                                    models.Q(("result", ""), _negated=True),
                                    models.Q(("meaning", ""), _negated=True),
                                ),
                                name="guiding_complete",
                                violation_error_message="指导性案例要写全标题、基本案情、处理结果和典型意义。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "retired"), _negated=True),
                                    models.Q(("retired_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="guiding_retired_with_reason",
                                violation_error_message="不再适用的，必须写明理由。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HourRequirement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="应完成学时")),
                        ("exam_required", models.BooleanField(default=True, verbose_name="须通过年度考试")),
                        ("reason", models.CharField(max_length=200, verbose_name="依据或理由")),
                        ("set_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="设定时间")),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="设定人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "年度学时要求",
                        "verbose_name_plural": "年度学时要求",
                        "ordering": ["-year", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("hours__gte", 0), ("hours__lte", 999)),
                                name="requirement_hours_in_bounds",
                                violation_error_message="学时要求应在0到999之间。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="requirement_with_reason",
                                violation_error_message="请写明学时要求的依据或理由。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportBatch",
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
                                choices=[("attendance", "签到表"), ("past", "历年培训考试记录")],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("rows", models.JSONField(blank=True, default=list, verbose_name="各行")),
                        ("faults", models.JSONField(blank=True, default=list, verbose_name="错误")),
                        (
                            "state",
                            models.CharField(
                                choices=[("checked", "待确认"), ("done", "已导入"), ("dropped", "已放弃")],
                                default="checked",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("imported", models.PositiveIntegerField(default=0, verbose_name="导入行数")),
                        (
                            "uploaded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="上传时间"),
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
                        "verbose_name": "导入批次",
                        "verbose_name_plural": "导入批次",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="LearningOffer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("lesson", models.JSONField(verbose_name="提供时的内容")),
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
                                verbose_name="随同措施",
                            ),
                        ),
                        ("key", models.CharField(max_length=32, verbose_name="链接密钥")),
                        ("link_until", models.DateTimeField(verbose_name="链接有效至")),
                        (
                            "offered_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="提供时间"),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="收回时间")),
                        ("withdrawn_words", models.CharField(blank=True, max_length=200, verbose_name="收回原因")),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="learning_offers",
                                to="cases.act",
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "obligation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="learning_offer",
                                to="cases.obligation",
                                verbose_name="案内事项",
                            ),
                        ),
                        (
                            "offered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提供人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "提供学习",
                        "verbose_name_plural": "提供学习",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="LearningAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="第几次")),
                        ("person_name", models.CharField(max_length=40, verbose_name="学习人姓名")),
                        (
                            "person_role",
                            models.CharField(
                                choices=[
                                    ("head", "法定代表人、负责人"),
                                    ("owner", "经营者"),
                                    ("statistics_head", "统计负责人"),
                                    ("statistician", "统计人员"),
                                    ("accountant", "财务人员"),
                                    ("other", "其他人员"),
                                ],
                                max_length=16,
                                verbose_name="身份",
                            ),
                        ),
                        ("answers", models.JSONField(verbose_name="作答")),
                        ("right", models.PositiveSmallIntegerField(verbose_name="答对题数")),
                        ("total", models.PositiveSmallIntegerField(verbose_name="总题数")),
                        ("passed", models.BooleanField(verbose_name="完成")),
                        (
                            "means",
                            models.CharField(
                                choices=[("link", "本人链接"), ("paper", "纸质")], max_length=6, verbose_name="方式"
                            ),
                        ),
                        ("done_on", models.DateField(verbose_name="学习日期")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "compared_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="核对人",
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
                                verbose_name="答卷原件",
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
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="training.learningoffer",
                                verbose_name="提供学习",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人作答",
                        "verbose_name_plural": "当事人作答",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("offer", "number"),
                                name="learning_answer_number_once",
                                violation_error_message="这份作答已经收到。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("passed", True)),
                                fields=("offer",),
                                name="learning_completed_once",
                                violation_error_message="这个单元已经完成，不需要重做。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("compared_by__isnull", True),
                                        ("file__isnull", True),
                                        ("means", "link"),
                                        ("recorded_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("compared_by__isnull", False),
                                        ("file__isnull", False),
                                        ("means", "paper"),
                                        ("recorded_by__isnull", False),
                                        models.Q(("recorded_by", models.F("compared_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="learning_never_ticked_for_the_party",
                                violation_error_message="学习只能由当事人本人完成；纸质的须有答卷原件，并由另一名执法人员核对。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("person_name", ""), _negated=True),
                                name="learning_names_the_person",
                                violation_error_message="请填写学习人姓名。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LearningReading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("read_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="读完时间")),
                        (
                            "offer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reading",
                                to="training.learningoffer",
                                verbose_name="提供学习",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人阅读",
                        "verbose_name_plural": "当事人阅读",
                    },
                ),
                migrations.CreateModel(
                    name="LearningUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="单元名称")),
                        ("body", models.TextField(verbose_name="学习内容")),
                        ("minutes", models.PositiveSmallIntegerField(default=8, verbose_name="约需分钟")),
                        (
                            "measures",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                default=list,
                                size=None,
                                verbose_name="随哪些措施提供",
                            ),
                        ),
                        (
                            "pass_mark",
                            models.PositiveSmallIntegerField(
                                default=60, help_text="百分比；可以重做", verbose_name="答对比例"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "未启用"), ("open", "启用"), ("closed", "停用")],
                                default="draft",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="编写时间"),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="编写人",
                            ),
                        ),
                        (
                            "offences",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="exemptions.offence", verbose_name="适用案由"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人学习单元",
                        "verbose_name_plural": "当事人学习单元",
                        "ordering": ["-pk"],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="learningoffer",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offers",
                to="training.learningunit",
                verbose_name="学习单元",
            ),
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="LicenceException",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="理由")),
                        ("starts_on", models.DateField(verbose_name="自")),
                        ("ends_on", models.DateField(verbose_name="至")),
                        (
                            "granted_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="批准时间"),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="提前收回时间")),
                        ("ended_words", models.CharField(blank=True, max_length=200, verbose_name="收回原因")),
                        (
                            "granted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "granted_for",
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
                            "list_version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="exemptions.listversion",
                                verbose_name="清单版本",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="licence_exceptions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "资格例外",
                        "verbose_name_plural": "资格例外",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="exception_with_reason",
                                violation_error_message="例外必须写明理由。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="exception_dates_in_order",
                                violation_error_message="例外的止日不能早于起日。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("user", models.F("granted_by")), _negated=True),
                                name="exception_not_own",
                                violation_error_message="不能给本人批准例外。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("user", "list_version"),
                                name="exception_one_running",
                                violation_error_message="该人员对这一版清单已经有过例外，不能延长。请其完成学习单元。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Material",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="排序")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("statute", "法规"),
                                    ("plan", "内部文件"),
                                    ("list", "清单"),
                                    ("guiding", "指导性案例"),
                                    ("text", "文字"),
                                    ("file", "文件"),
                                ],
                                max_length=8,
                                verbose_name="种类",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        ("body", models.TextField(blank=True, verbose_name="正文")),
                        ("required", models.BooleanField(default=True, verbose_name="必读")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤下时间")),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="添加时间")),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="添加人",
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="materials",
                                to="training.course",
                                verbose_name="课程",
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
                                verbose_name="文件",
                            ),
                        ),
                        (
                            "guiding_case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="training.guidingcase",
                                verbose_name="指导性案例",
                            ),
                        ),
                        (
                            "list_version",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="exemptions.listversion",
                                verbose_name="清单版本",
                            ),
                        ),
                        (
                            "statute_version",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="exemptions.statuteversion",
                                verbose_name="法规版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "学习材料",
                        "verbose_name_plural": "学习材料",
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ["statute", "plan"]), ("statute_version__isnull", False)),
                                    models.Q(("kind", "list"), ("list_version__isnull", False)),
                                    models.Q(("guiding_case__isnull", False), ("kind", "guiding")),
                                    models.Q(("kind", "text"), models.Q(("body", ""), _negated=True)),
                                    models.Q(("file__isnull", False), ("kind", "file")),
                                    _connector="OR",
                                ),
                                name="material_has_content",
                                violation_error_message="学习材料必须有内容：法规和清单选自法规库，文字写正文，文件要上传。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Erratum",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.CharField(max_length=40, verbose_name="位置")),
                        ("says", models.CharField(max_length=120, verbose_name="原文")),
                        ("reads", models.CharField(max_length=120, verbose_name="应读作")),
                        ("reason", models.CharField(max_length=300, verbose_name="理由")),
                        ("noted_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="记录时间")),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="记录人",
                            ),
                        ),
                        (
                            "material",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="errata",
                                to="training.material",
                                verbose_name="学习材料",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "勘误",
                        "verbose_name_plural": "勘误",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="任务")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("todo", "未开始"),
                                    ("doing", "进行中"),
                                    ("done", "已完成，待核实"),
                                    ("confirmed", "已核实"),
                                ],
                                default="todo",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="下达时间"),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="下达人",
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
                        "verbose_name": "实施任务",
                        "verbose_name_plural": "实施任务",
                        "ordering": ["stage", "due_on", "section__order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MilestoneReport",
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
                                    ("todo", "未开始"),
                                    ("doing", "进行中"),
                                    ("done", "已完成，待核实"),
                                    ("confirmed", "已核实"),
                                ],
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("words", models.TextField(verbose_name="进展情况")),
                        (
                            "reported_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="填报时间"),
                        ),
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
                            "milestone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="training.milestone",
                                verbose_name="实施任务",
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="填报人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "任务进展",
                        "verbose_name_plural": "任务进展",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="milestone_report_with_words",
                                violation_error_message="请写明进展情况。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PastRecord",
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
                                choices=[("training", "培训"), ("exam", "考试")], max_length=8, verbose_name="种类"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        ("on", models.DateField(verbose_name="日期")),
                        ("hours", models.DecimalField(decimal_places=1, default=0, max_digits=5, verbose_name="学时")),
                        ("score", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="成绩")),
                        ("passed", models.BooleanField(blank=True, null=True, verbose_name="及格")),
                        ("organiser", models.CharField(blank=True, max_length=80, verbose_name="举办单位")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="past_records",
                                to="training.importbatch",
                                verbose_name="导入批次",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="past_training",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "历年记录",
                        "verbose_name_plural": "历年记录",
                        "ordering": ["-on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "kind", "title", "on"),
                                name="past_record_once",
                                violation_error_message="这条记录已经导入过。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "training"), ("passed__isnull", False), _connector="OR"),
                                name="past_exam_with_result",
                                violation_error_message="考试记录必须写明是否及格。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanStage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(unique=True, verbose_name="阶段")),
                        ("name", models.CharField(max_length=40, verbose_name="名称")),
                        ("goal", models.CharField(max_length=300, verbose_name="要求")),
                        ("citation", models.CharField(blank=True, max_length=60, verbose_name="方案出处")),
                        ("starts_on", models.DateField(verbose_name="开始")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束")),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="设定人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "实施阶段",
                        "verbose_name_plural": "实施阶段",
                        "ordering": ["order"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("order__in", [1, 2])),
                                name="stage_one_or_two",
                                violation_error_message="方案只有两个阶段。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="stage_dates_in_order",
                                violation_error_message="阶段的结束日期不能早于开始日期。",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="milestone",
            name="stage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="milestones",
                to="training.planstage",
                verbose_name="阶段",
            ),
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("single", "单选"), ("multiple", "多选"), ("judge", "判断")],
                        max_length=8,
                        verbose_name="题型",
                    ),
                ),
                ("text", models.TextField(verbose_name="题目")),
                (
                    "options",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300, verbose_name="选项"), size=None, verbose_name="选项"
                    ),
                ),
                (
                    "correct",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(verbose_name="正确选项"),
                        size=None,
                        verbose_name="正确选项",
                    ),
                ),
                ("explanation", models.TextField(blank=True, verbose_name="解析")),
                (
                    "source",
                    models.CharField(
                        choices=[("written", "人工编写"), ("example", "清单例案"), ("item", "清单项目")],
                        default="written",
                        max_length=8,
                        verbose_name="来源",
                    ),
                ),
                ("variant", models.CharField(blank=True, max_length=12, verbose_name="生成方式")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                ("retired_words", models.CharField(blank=True, max_length=200, verbose_name="停用原因")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="出题时间")),
                (
                    "example",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="exemptions.itemexample",
                        verbose_name="例案",
                    ),
                ),
                (
                    "list_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="exemptions.listitem",
                        verbose_name="清单项目",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="出题人",
                    ),
                ),
            ],
            options={
                "verbose_name": "题目",
                "verbose_name_plural": "题目",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True), ("options__len__gte", 2), ("correct__len__gte", 1)
                        ),
                        name="question_complete",
                        violation_error_message="题目要有题干、至少两个选项和正确答案。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "multiple"), ("correct__len", 1), _connector="OR"),
                        name="question_one_answer",
                        violation_error_message="单选题和判断题只能有一个正确答案。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("source", "written"), _negated=True), ("retired_at__isnull", True)
                        ),
                        fields=("list_item", "example", "variant"),
                        name="question_generated_once",
                        nulls_distinct=False,
                        violation_error_message="这道题已经由清单生成过。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("retired_at__isnull", True),
                            models.Q(("retired_words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="question_retired_with_reason",
                        violation_error_message="停用题目必须写明原因。",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="learningunit",
            name="questions",
            field=models.ManyToManyField(
                blank=True, related_name="learning_units", to="training.question", verbose_name="测验题"
            ),
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="AttemptAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "chosen",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(verbose_name="选项"),
                                size=None,
                                verbose_name="所选",
                            ),
                        ),
                        ("is_right", models.BooleanField(verbose_name="答对")),
                        (
                            "attempt",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="training.attempt",
                                verbose_name="答卷",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="training.question",
                                verbose_name="题目",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "作答",
                        "verbose_name_plural": "作答",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("attempt", "question"),
                                name="attempt_answer_once",
                                violation_error_message="同一份答卷每题只有一个答案。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Quiz",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="测验名称")),
                        (
                            "pass_mark",
                            models.PositiveSmallIntegerField(default=80, help_text="百分制", verbose_name="及格分"),
                        ),
                        (
                            "draw",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="从题库随机抽取；0为全部题目", verbose_name="每卷题数"
                            ),
                        ),
                        (
                            "most_attempts",
                            models.PositiveSmallIntegerField(default=0, help_text="0为不限", verbose_name="最多次数"),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="0为不限时", verbose_name="限时（分钟）"
                            ),
                        ),
                        (
                            "is_exam",
                            models.BooleanField(
                                default=False, help_text="计入个人档案的考试一栏", verbose_name="年度考试"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "未开放"), ("open", "开放"), ("closed", "已结束")],
                                default="draft",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="建立时间"),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="quizzes",
                                to="training.course",
                                verbose_name="课程",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="建立人",
                            ),
                        ),
                        (
                            "questions",
                            models.ManyToManyField(
                                blank=True, related_name="quizzes", to="training.question", verbose_name="题库"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "测验",
                        "verbose_name_plural": "测验",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pass_mark__gte", 1), ("pass_mark__lte", 100)),
                                name="quiz_pass_mark_in_bounds",
                                violation_error_message="及格分应在1到100之间。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LicenceUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField(default=10, verbose_name="约需分钟")),
                        ("opened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="建立时间")),
                        (
                            "course",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="licence_unit",
                                to="training.course",
                                verbose_name="课程",
                            ),
                        ),
                        (
                            "list_version",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="exemptions.listversion",
                                verbose_name="清单版本",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="建立人",
                            ),
                        ),
                        (
                            "quiz",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="licence_unit",
                                to="training.quiz",
                                verbose_name="测验",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "清单学习单元",
                        "verbose_name_plural": "清单学习单元",
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="attempt",
            name="quiz",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attempts",
                to="training.quiz",
                verbose_name="测验",
            ),
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="Reading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("read_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="阅读时间")),
                        (
                            "material",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="training.material",
                                verbose_name="学习材料",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="阅读人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "阅读记录",
                        "verbose_name_plural": "阅读记录",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("material", "user"),
                                name="reading_once",
                                violation_error_message="这份材料您已经标记读过。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Session",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="培训名称")),
                        ("starts_at", models.DateTimeField(verbose_name="开始时间")),
                        ("ends_at", models.DateTimeField(verbose_name="结束时间")),
                        ("place", models.CharField(max_length=60, verbose_name="地点")),
                        ("trainer", models.CharField(max_length=60, verbose_name="授课人")),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="学时")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "已安排"),
                                    ("open", "签到中"),
                                    ("closed", "已结束"),
                                    ("cancelled", "已取消"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("cancelled_words", models.CharField(blank=True, max_length=200, verbose_name="取消原因")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="安排时间"),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="training.course",
                                verbose_name="课程",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="安排人",
                            ),
                        ),
                        (
                            "sections",
                            models.ManyToManyField(
                                blank=True,
                                help_text="不选的，面向全部执法人员和科室负责人。",
                                related_name="+",
                                to="accounts.section",
                                verbose_name="参加科室",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "培训场次",
                        "verbose_name_plural": "培训场次",
                        "ordering": ["-starts_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="session_ends_after_start",
                                violation_error_message="结束时间必须晚于开始时间。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hours__gt", 0), ("hours__lte", 100)),
                                name="session_hours_in_bounds",
                                violation_error_message="学时应大于0，不超过100。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "cancelled"), _negated=True),
                                    models.Q(("cancelled_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="session_cancelled_with_reason",
                                violation_error_message="取消培训必须写明原因。",
                            ),
                        ],
                        "indexes": [models.Index(fields=["starts_at"], name="session_by_day")],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="importbatch",
            name="session",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="training.session",
                verbose_name="培训场次",
            ),
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="Attendance",
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
                                choices=[("code", "本人扫码"), ("list", "现场名单"), ("sheet", "导入签到表")],
                                max_length=6,
                                verbose_name="签到方式",
                            ),
                        ),
                        ("signed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="签到时间")),
                        ("hours", models.DecimalField(decimal_places=1, max_digits=5, verbose_name="学时")),
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="参加人",
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="training.importbatch",
                                verbose_name="导入批次",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="training.session",
                                verbose_name="培训场次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "签到",
                        "verbose_name_plural": "签到",
                        "ordering": ["signed_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "user"),
                                name="attendance_once",
                                violation_error_message="这一场已经签到，不会重复计学时。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("means", "code"), _negated=True),
                                    ("user", models.F("recorded_by")),
                                    _connector="OR",
                                ),
                                name="attendance_code_is_own",
                                violation_error_message="扫码签到只能由本人办理。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionPhoto",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("caption", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="添加时间")),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="添加人",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                                verbose_name="照片",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="photos",
                                to="training.session",
                                verbose_name="培训场次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "培训照片",
                        "verbose_name_plural": "培训照片",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="StudyAssignment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        ("question", models.CharField(blank=True, max_length=200, verbose_name="思考题")),
                        (
                            "assigned_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="布置时间"),
                        ),
                        ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="取消时间")),
                        (
                            "assigned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="布置人",
                            ),
                        ),
                        (
                            "guiding_case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="training.guidingcase",
                                verbose_name="指导性案例",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="study_assignments",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="学习人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "学习任务",
                        "verbose_name_plural": "学习任务",
                        "ordering": ["due_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_at__isnull", True)),
                                fields=("guiding_case", "user"),
                                name="assignment_once",
                                violation_error_message="这个案例已经布置给该人员。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StudyNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="学习笔记")),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        (
                            "guiding_case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="training.guidingcase",
                                verbose_name="指导性案例",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="study_notes",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="学习人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "学习笔记",
                        "verbose_name_plural": "学习笔记",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="note_has_text",
                                violation_error_message="学习笔记不能是空的。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StudyPost",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="发言")),
                        ("posted_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤下时间")),
                        ("withdrawn_words", models.CharField(blank=True, max_length=200, verbose_name="撤下原因")),
                        (
                            "answers",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="training.studypost",
                                verbose_name="回复",
                            ),
                        ),
                        (
                            "guiding_case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="training.guidingcase",
                                verbose_name="指导性案例",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发言人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "讨论发言",
                        "verbose_name_plural": "讨论发言",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="post_has_text",
                                violation_error_message="发言不能是空的。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at__isnull", True),
                                    models.Q(("withdrawn_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="post_withdrawn_with_reason",
                                violation_error_message="撤下发言必须写明原因。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingPaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年度")),
                        (
                            "paper",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="in_training",
                                to="records.paper",
                                verbose_name="文书",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="training.session",
                                verbose_name="培训场次",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="training_papers",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "培训文书",
                        "verbose_name_plural": "培训文书",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="AttemptResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("right", models.PositiveSmallIntegerField(verbose_name="答对题数")),
                        ("total", models.PositiveSmallIntegerField(verbose_name="总题数")),
                        ("score", models.PositiveSmallIntegerField(verbose_name="得分")),
                        ("passed", models.BooleanField(verbose_name="及格")),
                        ("is_late", models.BooleanField(default=False, verbose_name="超时交卷")),
                        (
                            "submitted_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="交卷时间"),
                        ),
                        (
                            "attempt",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="result",
                                to="training.attempt",
                                verbose_name="答卷",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "成绩",
                        "verbose_name_plural": "成绩",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("right__lte", models.F("total")), ("total__gte", 1)),
                                name="result_right_within_total",
                                violation_error_message="答对题数不能多于总题数。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_late", True), ("passed", True), _negated=True),
                                name="result_late_never_passes",
                                violation_error_message="超时交卷的不计及格。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttendanceVoid",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="理由")),
                        ("voided_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="更正时间")),
                        (
                            "attendance",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="void",
                                to="training.attendance",
                                verbose_name="签到",
                            ),
                        ),
                        (
                            "voided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="更正人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "签到更正",
                        "verbose_name_plural": "签到更正",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="attendance_void_with_reason",
                                violation_error_message="更正签到必须写明理由。",
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.AddConstraint(
            model_name="learningoffer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("act", "unit"),
                name="learning_offered_once",
                violation_error_message="这个学习单元已经提供给当事人。",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.UniqueConstraint(
                fields=("stage", "section", "title"),
                name="milestone_once",
                violation_error_message="这项任务已经下达给该科室。",
            ),
        ),
        migrations.AddConstraint(
            model_name="learningunit",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("title", ""), _negated=True), models.Q(("body", ""), _negated=True)),
                name="learning_unit_complete",
                violation_error_message="学习单元要有名称和内容。",
            ),
        ),
        migrations.AddConstraint(
            model_name="learningunit",
            constraint=models.CheckConstraint(
                condition=models.Q(("pass_mark__gte", 1), ("pass_mark__lte", 100)),
                name="learning_pass_mark_in_bounds",
                violation_error_message="答对比例应在1到100之间。",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                fields=("quiz", "user", "number"),
                name="attempt_number_once",
                violation_error_message="这份答卷已经发出。",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "attendance"), _negated=True), ("session__isnull", False), _connector="OR"
                ),
                name="import_attendance_names_session",
                violation_error_message="导入签到表须先选定培训场次。",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "done"), _negated=True), ("faults", []), _connector="OR"),
                name="import_done_without_faults",
                violation_error_message="表格还有错误，不能导入。请改正后重新上传。",
            ),
        ),
    ]
