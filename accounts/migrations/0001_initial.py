import django.contrib.postgres.constraints
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models

import accounts.models
from records.tables import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        # Exclusion constraints compare whole days per person; names are searched by trigram.
        BtreeGistExtension(),
        TrigramExtension(),
        CreateTables(
            [
                migrations.CreateModel(
                    name="Section",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=40, unique=True, verbose_name="名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("office", "科室"),
                                    ("team", "执法队"),
                                    ("institution", "局管事业单位"),
                                    ("station", "统计所"),
                                ],
                                default="office",
                                max_length=12,
                                verbose_name="性质",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="排序")),
                        ("is_active", models.BooleanField(default=True, verbose_name="在用")),
                    ],
                    options={
                        "verbose_name": "科室",
                        "verbose_name_plural": "科室",
                        "ordering": ["order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        ("username", models.CharField(max_length=40, unique=True, verbose_name="用户名")),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("officer", "执法人员"),
                                    ("head", "科室负责人"),
                                    ("reviewer", "法制审核"),
                                    ("leader", "局领导"),
                                    ("training", "培训管理"),
                                    ("supervisor", "内部监督"),
                                    ("administrator", "系统管理员"),
                                    ("security", "安全管理员"),
                                    ("auditor", "审计员"),
                                ],
                                max_length=16,
                                verbose_name="角色",
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=40, verbose_name="职务")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="办公电话")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="接收提醒的邮箱")),
                        (
                            "certificate_number",
                            models.CharField(blank=True, max_length=40, verbose_name="统计执法证号"),
                        ),
                        ("certificate_from", models.DateField(blank=True, null=True, verbose_name="执法证有效期自")),
                        ("certificate_until", models.DateField(blank=True, null=True, verbose_name="执法证有效期至")),
                        ("legally_qualified", models.BooleanField(default=False, verbose_name="有法律职业资格")),
                        ("is_active", models.BooleanField(default=True, verbose_name="在用")),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="离岗日期")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="建立时间"),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to="accounts.section",
                                verbose_name="科室",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "人员",
                        "verbose_name_plural": "人员",
                        "ordering": ["section__order", "role", "username"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("role__in", ["officer", "head"]), _negated=True),
                                    ("section__isnull", False),
                                    _connector="OR",
                                ),
                                name="user_case_worker_has_section",
                                violation_error_message="执法人员和科室负责人必须属于一个科室。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("certificate_number", ""),
                                    models.Q(
                                        ("certificate_from__isnull", False),
                                        ("certificate_until__isnull", False),
                                        ("certificate_until__gte", models.F("certificate_from")),
                                    ),
                                    _connector="OR",
                                ),
                                name="user_certificate_with_validity",
                                violation_error_message="填写执法证号的，必须填写有效期，且止日不早于起日。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("certificate_number", ""), _negated=True),
                                fields=("certificate_number",),
                                name="user_certificate_once",
                                violation_error_message="这个执法证号已经登记在另一人名下。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Bureau",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="机关名称")),
                        (
                            "word",
                            models.CharField(help_text="文号开头，如“黔统”", max_length=10, verbose_name="机关代字"),
                        ),
                        (
                            "district",
                            models.CharField(help_text="如“重庆市黔江区”", max_length=40, verbose_name="行政区"),
                        ),
                        ("address", models.CharField(blank=True, max_length=120, verbose_name="地址")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="联系电话")),
                        ("review_organ", models.CharField(blank=True, max_length=60, verbose_name="行政复议机关")),
                        ("court", models.CharField(blank=True, max_length=60, verbose_name="有管辖权的人民法院")),
                        (
                            "papers_need_approval",
                            models.BooleanField(
                                default=False,
                                help_text="打开后，文书须经科室负责人或者局领导审签才能编文号",
                                verbose_name="文书先审签后编号",
                            ),
                        ),
                        ("is_demo", models.BooleanField(default=False, verbose_name="示范数据")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="设立时间"),
                        ),
                    ],
                    options={
                        "verbose_name": "本局",
                        "verbose_name_plural": "本局",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pk", 1)),
                                name="bureau_only_one",
                                violation_error_message="一个系统只服务一个机关。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConnectedSystem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="系统名称")),
                        (
                            "digest",
                            models.CharField(editable=False, max_length=64, unique=True, verbose_name="令牌校验值"),
                        ),
                        ("hint", models.CharField(editable=False, max_length=4, verbose_name="令牌末四位")),
                        ("sends_leads", models.BooleanField(default=False, verbose_name="可以报送线索")),
                        ("reads_outcomes", models.BooleanField(default=False, verbose_name="可以读取办理结果")),
                        ("expires_on", models.DateField(verbose_name="有效期至")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="发放时间")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="收回时间")),
                        (
                            "acts_for",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="systems",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="代表的人员",
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
                            "revoked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="收回人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "对接平台",
                        "verbose_name_plural": "对接平台",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("sends_leads", True), ("reads_outcomes", True), _connector="OR"),
                                name="system_may_something",
                                violation_error_message="请至少选择一项允许的事项。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupSeat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        ("starts_on", models.DateField(verbose_name="任职日期")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="离任日期")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "领导小组席位",
                        "verbose_name_plural": "领导小组席位",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="group_seat_dates_in_order",
                                violation_error_message="离任日期不能早于任职日期。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("seat", "chair")),
                                expressions=[
                                    (
                                        accounts.models.DateRange(
                                            models.F("starts_on"), models.F("ends_on"), models.Value("[]")
                                        ),
                                        "&&",
                                    )
                                ],
                                name="group_one_chair_at_a_time",
                                violation_error_message="同一时间只能有一名组长。请先填写前任的离任日期。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("user", "="),
                                    (
                                        accounts.models.DateRange(
                                            models.F("starts_on"), models.F("ends_on"), models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="group_one_seat_per_person",
                                violation_error_message="同一人同一时间只能有一个席位。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedFilter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("page", models.CharField(max_length=20, verbose_name="列表")),
                        ("name", models.CharField(max_length=30, verbose_name="名称")),
                        ("query", models.CharField(max_length=400, verbose_name="条件")),
                        ("is_shared", models.BooleanField(default=False, verbose_name="科室共用")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="保存时间")),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="filters",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="保存人",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.section",
                                verbose_name="科室",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "保存的筛选",
                        "verbose_name_plural": "保存的筛选",
                        "ordering": ["is_shared", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("made_by", "page", "name"),
                                name="saved_filter_once",
                                violation_error_message="您已经有一个同名的筛选。请换一个名称，或者先删去原来的。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_shared", False), ("section__isnull", False), _connector="OR"),
                                name="saved_filter_shared_in_section",
                                violation_error_message="不属于任何科室的人，筛选不能科室共用。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StandIn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="自")),
                        ("ends_on", models.DateField(verbose_name="至")),
                        ("reason", models.CharField(max_length=100, verbose_name="事由")),
                        (
                            "appointed_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="指定时间"),
                        ),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                        (
                            "absent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stand_ins",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="不在岗的人",
                            ),
                        ),
                        (
                            "appointed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="指定人",
                            ),
                        ),
                        (
                            "deputy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stands_in_for",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="代行人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "代行",
                        "verbose_name_plural": "代行",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("absent", models.F("deputy")), _negated=True),
                                name="stand_in_is_another",
                                violation_error_message="不能指定本人代行本人的职责。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="stand_in_dates_in_order",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("revoked_at__isnull", True)),
                                expressions=[
                                    ("absent", "="),
                                    (
                                        accounts.models.DateRange(
                                            models.F("starts_on"), models.F("ends_on"), models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="stand_in_one_at_a_time",
                                violation_error_message="这几天已经指定了代行人。请先撤销原来的指定。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SystemCall",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        ("method", models.CharField(max_length=8, verbose_name="方法")),
                        ("path", models.CharField(max_length=200, verbose_name="地址")),
                        ("status", models.PositiveSmallIntegerField(verbose_name="状态码")),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="结果")),
                        (
                            "system",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calls",
                                to="accounts.connectedsystem",
                                verbose_name="对接平台",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "对接调用",
                        "verbose_name_plural": "对接调用",
                        "indexes": [models.Index(fields=["system", "-at"], name="system_call_by_time")],
                    },
                ),
                migrations.CreateModel(
                    name="SystemReceipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("source", models.CharField(max_length=60, verbose_name="来源系统")),
                        ("reference", models.CharField(max_length=60, verbose_name="对方编号")),
                        ("digest", models.CharField(max_length=64, verbose_name="内容校验值")),
                        ("object_id", models.PositiveBigIntegerField(verbose_name="登记号")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="接收时间")),
                        (
                            "system",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipts",
                                to="accounts.connectedsystem",
                                verbose_name="对接平台",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "对接回执",
                        "verbose_name_plural": "对接回执",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("source", "reference"),
                                name="system_reference_once",
                                violation_error_message="这个编号已经报送过。",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
