import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accounts.models
from records.tables import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("records", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Pack",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40, unique=True, verbose_name="代码")),
                        ("title", models.CharField(max_length=100, verbose_name="名称")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="排序")),
                        ("data", models.JSONField(default=dict, editable=False, verbose_name="内容")),
                        ("digest", models.CharField(blank=True, max_length=64, verbose_name="校验值")),
                        ("loaded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="载入时间")),
                    ],
                    options={
                        "verbose_name": "数据包",
                        "verbose_name_plural": "数据包",
                        "ordering": ["order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Provision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("article", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="条")),
                        ("inserted", models.CharField(blank=True, max_length=4, verbose_name="之几")),
                        ("paragraph", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="款")),
                        ("item", models.CharField(blank=True, max_length=6, verbose_name="项")),
                        ("half", models.CharField(blank=True, max_length=4, verbose_name="前后段")),
                        (
                            "section",
                            models.CharField(
                                blank=True, help_text="不分条的文件写“三(三)”", max_length=20, verbose_name="部分"
                            ),
                        ),
                        ("citation", models.CharField(max_length=120, unique=True, verbose_name="引用")),
                        ("order", models.PositiveIntegerField(default=0, verbose_name="排序")),
                        ("gist", models.CharField(blank=True, max_length=300, verbose_name="大意")),
                        ("wording", models.TextField(blank=True, verbose_name="官方原文")),
                    ],
                    options={
                        "verbose_name": "条文",
                        "verbose_name_plural": "条文",
                        "ordering": ["version", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="年份")),
                        ("source", models.CharField(max_length=300, verbose_name="依据")),
                        ("issued", models.DateField(verbose_name="通知日期")),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                    ],
                    options={
                        "verbose_name": "日历年度",
                        "verbose_name_plural": "日历年度",
                        "ordering": ["-year"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                name="calendar_year_has_source",
                                violation_error_message="必须写明国务院办公厅的放假通知。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=10, verbose_name="项号")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="排序")),
                        ("name", models.CharField(blank=True, max_length=80, verbose_name="事项")),
                        ("external_code", models.CharField(blank=True, max_length=40, verbose_name="事项编码")),
                        ("wording", models.TextField(verbose_name="官方表述")),
                        (
                            "offences",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40, verbose_name="案由"),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="违法行为",
                            ),
                        ),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30, verbose_name="主体"),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="适用主体",
                            ),
                        ),
                        (
                            "condition",
                            models.JSONField(
                                blank=True,
                                help_text="空白表示只有文字，公布前必须用表单录入",
                                null=True,
                                verbose_name="条件",
                            ),
                        ),
                        ("outcome", models.CharField(max_length=30, verbose_name="结果")),
                        ("binding", models.CharField(max_length=4, verbose_name="约束力")),
                        ("measure", models.CharField(blank=True, max_length=30, verbose_name="柔性措施")),
                        ("supplies", models.CharField(blank=True, max_length=20, verbose_name="认定的要件")),
                        (
                            "confirm",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=100, verbose_name="事项"),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="须由人确认的要求",
                            ),
                        ),
                        ("steps", models.JSONField(blank=True, default=list, verbose_name="升级条件")),
                        (
                            "supporting",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60, verbose_name="措施"),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="配套监管措施",
                            ),
                        ),
                        (
                            "open_basis",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120, verbose_name="依据"),
                                blank=True,
                                default=list,
                                help_text="法规库里没有或者不能引用的，公布前必须改正",
                                size=None,
                                verbose_name="待核依据",
                            ),
                        ),
                        (
                            "violates",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120, verbose_name="条款"),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="违反条款",
                            ),
                        ),
                        (
                            "punished_by",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120, verbose_name="条款"),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="处罚条款",
                            ),
                        ),
                        ("implementer", models.CharField(blank=True, max_length=80, verbose_name="实施主体")),
                        ("proposed_section", models.CharField(blank=True, max_length=40, verbose_name="拟认领科室")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
                        ("equated_at", models.DateTimeField(blank=True, null=True, verbose_name="确认表述一致的时间")),
                        (
                            "equated_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认表述一致的人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "清单项目",
                        "verbose_name_plural": "清单项目",
                        "ordering": ["version", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ItemExample",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="例案")),
                        ("sheet", models.JSONField(verbose_name="事实")),
                        ("qualifies", models.BooleanField(verbose_name="应当命中")),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="examples",
                                to="exemptions.listitem",
                                verbose_name="清单项目",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "例案",
                        "verbose_name_plural": "例案",
                        "ordering": ["item", "-qualifies", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ItemBasis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="排序")),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="basis_rows",
                                to="exemptions.listitem",
                                verbose_name="清单项目",
                            ),
                        ),
                        (
                            "provision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="exemptions.provision",
                                verbose_name="条文",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "项目依据",
                        "verbose_name_plural": "项目依据",
                        "ordering": ["order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "provision"),
                                name="item_basis_once",
                                violation_error_message="同一依据不必写两次。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40, unique=True, verbose_name="版本代码")),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "草案"), ("published", "已公布"), ("repealed", "已废止")],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("is_demo", models.BooleanField(default=False, verbose_name="示范数据")),
                        ("effective_from", models.DateField(blank=True, null=True, verbose_name="施行日")),
                        ("effective_to", models.DateField(blank=True, null=True, verbose_name="最后有效日")),
                        ("below_inclusive", models.BooleanField(default=True, verbose_name="以下含本数")),
                        ("above_inclusive", models.BooleanField(default=True, verbose_name="以上含本数")),
                        (
                            "first_window",
                            models.CharField(default="natural_years_2", max_length=40, verbose_name="初次的计算期间"),
                        ),
                        ("definitions", models.JSONField(blank=True, default=dict, verbose_name="采用的事实定义")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="入库时间"),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
                        ("sha256", models.CharField(blank=True, max_length=64, verbose_name="校验值")),
                        ("repealed_at", models.DateTimeField(blank=True, null=True, verbose_name="废止时间")),
                        ("repeal_reason", models.CharField(blank=True, max_length=300, verbose_name="废止理由")),
                        (
                            "based_on",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="exemptions.listversion",
                                verbose_name="由此版本修改",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="起草人",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="公布人",
                            ),
                        ),
                        (
                            "repealed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="废止人",
                            ),
                        ),
                        (
                            "pack",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lists",
                                to="exemptions.pack",
                                verbose_name="数据包",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "清单版本",
                        "verbose_name_plural": "清单版本",
                        "ordering": [
                            models.OrderBy(models.F("effective_from"), descending=True, nulls_first=True),
                            "-pk",
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"),
                                    models.Q(
                                        ("effective_from__isnull", False),
                                        ("published_at__isnull", False),
                                        models.Q(("sha256", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="list_published_with_date_and_hash",
                                violation_error_message="公布的清单必须有施行日、公布时间和校验值。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="list_dates_in_order",
                                violation_error_message="最后有效日不能早于施行日。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "repealed"), _negated=True),
                                    models.Q(
                                        ("effective_to__isnull", False),
                                        ("repealed_at__isnull", False),
                                        models.Q(("repeal_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="list_repealed_with_date_and_reason",
                                violation_error_message="废止清单必须写明最后有效日和理由。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("state__in", ["published", "repealed"])),
                                expressions=[
                                    ("pack", "="),
                                    (
                                        accounts.models.DateRange(
                                            models.F("effective_from"), models.F("effective_to"), models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="list_versions_never_overlap",
                                violation_error_message="两个清单版本的有效期不能重叠。请先确定上一版本的最后有效日。",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="listitem",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="exemptions.listversion",
                verbose_name="清单版本",
            ),
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="Offence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40, unique=True, verbose_name="案由代码")),
                        ("name", models.CharField(max_length=80, verbose_name="案由")),
                        ("law", models.CharField(max_length=60, verbose_name="所依据的法规")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="排序")),
                        (
                            "pack",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offences",
                                to="exemptions.pack",
                                verbose_name="数据包",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "案由",
                        "verbose_name_plural": "案由",
                        "ordering": ["order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="FactDefinition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=60, unique=True, verbose_name="事实代码")),
                        ("label", models.CharField(max_length=60, verbose_name="名称")),
                        ("question", models.CharField(blank=True, max_length=200, verbose_name="问题")),
                        ("kind", models.CharField(max_length=12, verbose_name="类型")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="排序")),
                        ("data", models.JSONField(default=dict, editable=False, verbose_name="定义")),
                        (
                            "pack",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="facts",
                                to="exemptions.pack",
                                verbose_name="数据包",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "事实定义",
                        "verbose_name_plural": "事实定义",
                        "ordering": ["pack__order", "order"],
                    },
                ),
                migrations.CreateModel(
                    name="Baseline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40, unique=True, verbose_name="代码")),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        ("offence", models.CharField(max_length=40, verbose_name="案由")),
                        ("law_version", models.CharField(max_length=20, verbose_name="法律版本")),
                        (
                            "subject",
                            models.CharField(
                                help_text="主体代码，按字母排列，以逗号分隔", max_length=200, verbose_name="适用主体"
                            ),
                        ),
                        ("is_demo", models.BooleanField(default=False, verbose_name="示范数据")),
                        ("effective_from", models.DateField(verbose_name="施行日")),
                        ("effective_to", models.DateField(blank=True, null=True, verbose_name="最后有效日")),
                        (
                            "dimensions",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60, verbose_name="因素"),
                                default=list,
                                size=None,
                                verbose_name="裁量因素",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        (
                            "pack",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="baselines",
                                to="exemptions.pack",
                                verbose_name="数据包",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "裁量基准",
                        "verbose_name_plural": "裁量基准",
                        "ordering": ["offence", "law_version", "-effective_from"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="baseline_dates_in_order",
                                violation_error_message="最后有效日不能早于施行日。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("offence", "="),
                                    ("law_version", "="),
                                    ("subject", "="),
                                    (
                                        accounts.models.DateRange(
                                            models.F("effective_from"), models.F("effective_to"), models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="baselines_never_overlap",
                                violation_error_message="同一案由、同一主体、同一法律版本的裁量基准，有效期不能重叠。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PackLoad",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, verbose_name="校验值")),
                        ("counts", models.JSONField(default=dict, verbose_name="数量")),
                        ("loaded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="载入时间")),
                        (
                            "pack",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="loads",
                                to="exemptions.pack",
                                verbose_name="数据包",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "数据包载入记录",
                        "verbose_name_plural": "数据包载入记录",
                        "ordering": ["-loaded_at"],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="listitem",
            name="basis",
            field=models.ManyToManyField(
                related_name="items", through="exemptions.ItemBasis", to="exemptions.provision", verbose_name="免罚依据"
            ),
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="Replay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, verbose_name="试算内容校验值")),
                        ("law_digest", models.CharField(blank=True, max_length=64, verbose_name="规则校验值")),
                        (
                            "state",
                            models.CharField(
                                choices=[("running", "正在试算"), ("done", "已完成"), ("failed", "没有完成")],
                                default="running",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("total", models.PositiveIntegerField(default=0, verbose_name="案件数")),
                        ("done", models.PositiveIntegerField(default=0, verbose_name="已读入")),
                        ("unchanged", models.PositiveIntegerField(default=0, verbose_name="没有变化")),
                        ("lenient", models.PositiveIntegerField(default=0, verbose_name="新从宽")),
                        ("harsher", models.PositiveIntegerField(default=0, verbose_name="新从严")),
                        ("undecided", models.PositiveIntegerField(default=0, verbose_name="不能确定")),
                        ("tables", models.JSONField(blank=True, default=dict, verbose_name="分类汇总")),
                        ("samples", models.JSONField(blank=True, default=list, verbose_name="可查看的案件")),
                        ("problem", models.CharField(blank=True, max_length=300, verbose_name="未完成的原因")),
                        (
                            "started_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="开始时间"),
                        ),
                        ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="完成时间")),
                        ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="签署时间")),
                        ("words", models.CharField(blank=True, max_length=500, verbose_name="意见")),
                        (
                            "base",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="exemptions.listversion",
                                verbose_name="对照的版本",
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
                                verbose_name="签署人",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发起人",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replays",
                                to="exemptions.listversion",
                                verbose_name="清单版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "清单试算",
                        "verbose_name_plural": "清单试算",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "running")),
                                fields=("version",),
                                name="replay_one_at_a_time",
                                violation_error_message="这一版本正在试算，请等它完成。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_at__isnull", True),
                                    models.Q(
                                        ("signed_by__isnull", False),
                                        ("state", "done"),
                                        models.Q(("words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="replay_signed_when_done",
                                violation_error_message="试算完成以后才能签署，并写明意见。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RuleSetting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="设定")),
                        ("revision", models.PositiveIntegerField(verbose_name="版次")),
                        ("value", models.JSONField(verbose_name="取值")),
                        ("reason", models.CharField(max_length=300, verbose_name="理由")),
                        (
                            "effective_from",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="施行日"),
                        ),
                        ("signed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="签署时间")),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                null=True,
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
                    ],
                    options={
                        "verbose_name": "法律适用设定",
                        "verbose_name_plural": "法律适用设定",
                        "ordering": ["name", "-revision"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("name", "revision"),
                                name="rule_setting_revision_once",
                                violation_error_message="同一设定的版次不能重复。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="rule_setting_with_reason",
                                violation_error_message="变更设定必须写明理由。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("proposed_by__isnull", True),
                                    models.Q(("signed_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="rule_setting_by_two_people",
                                violation_error_message="提出变更的人不能自己签署。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SettingChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="设定")),
                        ("value", models.JSONField(verbose_name="取值")),
                        ("reason", models.CharField(max_length=300, verbose_name="理由")),
                        ("effective_from", models.DateField(verbose_name="施行日")),
                        (
                            "proposed_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="提出时间"),
                        ),
                        (
                            "end",
                            models.CharField(
                                blank=True,
                                choices=[("signed", "已签署"), ("refused", "已退回"), ("withdrawn", "已撤回")],
                                max_length=10,
                                verbose_name="处理",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="处理时间")),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="意见")),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="处理人",
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
                    ],
                    options={
                        "verbose_name": "设定变更建议",
                        "verbose_name_plural": "设定变更建议",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("end", "")),
                                fields=("name",),
                                name="setting_change_one_at_a_time",
                                violation_error_message="这一设定已有等待签署的变更。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end", ""), ("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        models.Q(("end", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="setting_change_ended_by_somebody",
                                violation_error_message="处理结果、处理人和处理时间要一起登记。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Shadow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="开始时间"),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发起人",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shadows",
                                to="exemptions.listversion",
                                verbose_name="清单版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "清单影子运行",
                        "verbose_name_plural": "清单影子运行",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("version",),
                                name="shadow_one_at_a_time",
                                violation_error_message="这一版本已经在影子运行。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Statute",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=60, unique=True, verbose_name="简称")),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        ("issuer", models.CharField(max_length=100, verbose_name="制定机关")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("法律", "法律"),
                                    ("行政法规", "行政法规"),
                                    ("地方性法规", "地方性法规"),
                                    ("部门规章", "部门规章"),
                                    ("地方政府规章", "地方政府规章"),
                                    ("规范性文件", "规范性文件"),
                                    ("内部文件", "内部文件"),
                                    ("外地文件", "外地文件"),
                                    ("答复", "答复"),
                                    ("标准", "标准"),
                                ],
                                max_length=12,
                                verbose_name="效力级别",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="排序")),
                        (
                            "pack",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statutes",
                                to="exemptions.pack",
                                verbose_name="数据包",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "法规文件",
                        "verbose_name_plural": "法规文件",
                        "ordering": ["-pack__order", "order", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), _negated=True),
                                name="statute_has_code",
                                violation_error_message="法规文件必须有简称。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatuteVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(blank=True, max_length=30, verbose_name="版本")),
                        ("effective_from", models.DateField(verbose_name="施行日")),
                        ("effective_to", models.DateField(blank=True, null=True, verbose_name="最后有效日")),
                        ("document", models.CharField(blank=True, max_length=100, verbose_name="公布文号")),
                        ("checked", models.CharField(blank=True, max_length=120, verbose_name="核对情况")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="入库时间"),
                        ),
                        ("wording_file", models.CharField(blank=True, max_length=200, verbose_name="原文文件")),
                        ("wording_sha256", models.CharField(blank=True, max_length=64, verbose_name="原文校验值")),
                        ("wording_loaded_at", models.DateTimeField(blank=True, null=True, verbose_name="原文载入时间")),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="exemptions.statuteversion",
                                verbose_name="取代的版本",
                            ),
                        ),
                        (
                            "statute",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="exemptions.statute",
                                verbose_name="法规文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "法规版本",
                        "verbose_name_plural": "法规版本",
                        "ordering": ["statute", "-effective_from"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("statute", "label"),
                                name="statute_version_label_once",
                                violation_error_message="同一法规不能有两个同名版本。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to__isnull", True),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="statute_version_dates_in_order",
                                violation_error_message="最后有效日不能早于施行日。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("statute", "="),
                                    (
                                        accounts.models.DateRange(
                                            models.F("effective_from"), models.F("effective_to"), models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="statute_versions_never_overlap",
                                violation_error_message="同一法规两个版本的有效期不能重叠。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Renumbering",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("old_position", models.CharField(max_length=40, verbose_name="旧条号")),
                        ("new_position", models.CharField(max_length=40, verbose_name="新条号")),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="renumberings",
                                to="exemptions.statuteversion",
                                verbose_name="新版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "条号对照",
                        "verbose_name_plural": "条号对照",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "old_position"),
                                name="renumbering_old_once",
                                violation_error_message="同一旧条号只能对应一个新条号。",
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="provision",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="provisions",
                to="exemptions.statuteversion",
                verbose_name="法规版本",
            ),
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="BaselineBand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="档次")),
                        ("severity", models.CharField(max_length=30, verbose_name="情节")),
                        ("wording", models.CharField(max_length=300, verbose_name="情形")),
                        (
                            "condition",
                            models.JSONField(
                                blank=True, help_text="空白表示其他情形，即最低一档", null=True, verbose_name="条件"
                            ),
                        ),
                        ("is_serious", models.BooleanField(default=False, verbose_name="情节严重的幅度")),
                        ("fine_least", models.PositiveIntegerField(verbose_name="罚款下限（元）")),
                        ("fine_most", models.PositiveIntegerField(verbose_name="罚款上限（元）")),
                        (
                            "baseline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bands",
                                to="exemptions.baseline",
                                verbose_name="裁量基准",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "裁量档次",
                        "verbose_name_plural": "裁量档次",
                        "ordering": ["baseline", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("baseline", "order"),
                                name="baseline_band_once",
                                violation_error_message="同一基准的档次不能重复。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("fine_most__gte", models.F("fine_least"))),
                                name="baseline_band_fines_in_order",
                                violation_error_message="罚款上限不能低于下限。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("holiday", "放假"), ("workday", "调休上班")],
                                max_length=8,
                                verbose_name="种类",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=20, verbose_name="名称")),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="days",
                                to="exemptions.calendaryear",
                                verbose_name="年度",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "日历日",
                        "verbose_name_plural": "日历日",
                        "ordering": ["on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("on",), name="calendar_day_once", violation_error_message="同一天只能登记一次。"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Licence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("granted_on", models.DateField(verbose_name="取得日期")),
                        (
                            "source",
                            models.CharField(help_text="哪一次培训或者考试", max_length=200, verbose_name="依据"),
                        ),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        ("revoked_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        (
                            "granted_by",
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
                                related_name="licences",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="licences",
                                to="exemptions.listitem",
                                verbose_name="清单项目",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "适用资格",
                        "verbose_name_plural": "适用资格",
                        "ordering": ["user", "item"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_on__isnull", True)),
                                fields=("user", "item"),
                                name="licence_once_per_item",
                                violation_error_message="该人员已经取得这一项的适用资格。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expires_on__isnull", True),
                                    ("expires_on__gte", models.F("granted_on")),
                                    _connector="OR",
                                ),
                                name="licence_dates_in_order",
                                violation_error_message="有效期不能早于取得日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Claim",
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
                                choices=[("open", "已认领"), ("disputed", "有争议"), ("released", "已退回")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("claimed_on", models.DateField(verbose_name="认领日期")),
                        ("implement_by", models.DateField(blank=True, null=True, verbose_name="落实期限")),
                        ("implemented_on", models.DateField(blank=True, null=True, verbose_name="落实日期")),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="争议或者退回的理由")),
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="责任人",
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="accounts.section",
                                verbose_name="认领科室",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="exemptions.listitem",
                                verbose_name="清单项目",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "认领",
                        "verbose_name_plural": "认领",
                        "ordering": ["item", "claimed_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "released"), _negated=True),
                                fields=("item", "section"),
                                name="claim_once_per_section",
                                violation_error_message="本科室已经认领这一项。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"), models.Q(("words", ""), _negated=True), _connector="OR"
                                ),
                                name="claim_dispute_with_reason",
                                violation_error_message="有争议或者退回的，必须写明理由。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("implement_by__isnull", True),
                                    ("implement_by__gte", models.F("claimed_on")),
                                    _connector="OR",
                                ),
                                name="claim_dates_in_order",
                                violation_error_message="落实期限不能早于认领日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListSignature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("legal_review", "法制审核"), ("chair", "领导小组组长")],
                                max_length=14,
                                verbose_name="身份",
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, verbose_name="所签内容校验值")),
                        ("words", models.CharField(blank=True, max_length=500, verbose_name="意见")),
                        ("signed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="签署时间")),
                        (
                            "for_user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="代谁签署",
                            ),
                        ),
                        (
                            "signer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签署人",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="exemptions.listversion",
                                verbose_name="清单版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "清单签署",
                        "verbose_name_plural": "清单签署",
                        "ordering": ["signed_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "role", "sha256"),
                                name="list_signed_once_per_text",
                                violation_error_message="这一稿已经有人以该身份签署。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rows", models.JSONField(blank=True, default=list, verbose_name="各行")),
                        ("faults", models.JSONField(blank=True, default=list, verbose_name="错误")),
                        (
                            "state",
                            models.CharField(
                                choices=[("checked", "已核对"), ("done", "已导入"), ("dropped", "已放弃")],
                                default="checked",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
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
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="imports",
                                to="exemptions.listversion",
                                verbose_name="清单版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "清单导入",
                        "verbose_name_plural": "清单导入",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True), ("faults", []), _connector="OR"
                                ),
                                name="list_import_done_without_faults",
                                violation_error_message="表格还有错误，不能导入。请改正后重新上传。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GateReason",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("finding", models.CharField(max_length=120, verbose_name="检查项")),
                        ("text", models.CharField(max_length=600, verbose_name="检查结果")),
                        ("reason", models.CharField(max_length=500, verbose_name="说明")),
                        ("signed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="说明时间")),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="说明人",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="gate_reasons",
                                to="exemptions.listversion",
                                verbose_name="清单版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查说明",
                        "verbose_name_plural": "检查说明",
                        "ordering": ["signed_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "finding"),
                                name="gate_reason_once",
                                violation_error_message="这一检查结果已经有人说明。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="gate_reason_with_words",
                                violation_error_message="请写明理由。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OffenceRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("law_version", models.CharField(max_length=20, verbose_name="法律版本")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="排序")),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30, verbose_name="主体"),
                                default=list,
                                size=None,
                                verbose_name="适用主体",
                            ),
                        ),
                        (
                            "citations",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120, verbose_name="引用"),
                                default=list,
                                size=None,
                                verbose_name="依据",
                            ),
                        ),
                        ("warning", models.CharField(blank=True, max_length=40, verbose_name="必须给予")),
                        ("circular", models.BooleanField(default=False, verbose_name="可以通报")),
                        (
                            "fine_least",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="罚款下限（元）"),
                        ),
                        (
                            "fine_most",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="罚款上限（元）"),
                        ),
                        (
                            "serious_least",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="情节严重的罚款下限（元）"),
                        ),
                        (
                            "serious_most",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="情节严重的罚款上限（元）"),
                        ),
                        ("fine_condition", models.CharField(blank=True, max_length=200, verbose_name="罚款的前提")),
                        (
                            "offence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rules",
                                to="exemptions.offence",
                                verbose_name="案由",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "案由罚则",
                        "verbose_name_plural": "案由罚则",
                        "ordering": ["offence", "order", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("fine_least__isnull", True), ("fine_most__isnull", True)),
                                    ("fine_most__gte", models.F("fine_least")),
                                    _connector="OR",
                                ),
                                name="offence_rule_fines_in_order",
                                violation_error_message="罚款上限不能低于下限。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("serious_least__isnull", True), ("serious_most__isnull", True)),
                                    ("serious_most__gte", models.F("serious_least")),
                                    _connector="OR",
                                ),
                                name="offence_rule_serious_fines_in_order",
                                violation_error_message="情节严重的罚款上限不能低于下限。",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddConstraint(
            model_name="listitem",
            constraint=models.UniqueConstraint(
                fields=("version", "number"),
                name="list_item_number_once",
                violation_error_message="同一版本的项号不能重复。",
            ),
        ),
        migrations.AddConstraint(
            model_name="listitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("binding__in", ["must", "may"])),
                name="list_item_must_or_may",
                violation_error_message="约束力只能是“应当”或者“可以”。",
            ),
        ),
        migrations.AddConstraint(
            model_name="listitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("wording", ""), _negated=True),
                name="list_item_has_wording",
                violation_error_message="清单项目必须有官方表述。",
            ),
        ),
        migrations.AddIndex(
            model_name="provision",
            index=models.Index(fields=["version", "article"], name="provision_by_article"),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.UniqueConstraint(
                fields=("version", "article", "inserted", "paragraph", "item", "half", "section"),
                name="provision_position_once",
                nulls_distinct=False,
                violation_error_message="同一版本的同一条款项只能有一行。",
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gist", ""), _negated=True), models.Q(("wording", ""), _negated=True), _connector="OR"
                ),
                name="provision_says_something",
                violation_error_message="条文必须有大意或者官方原文。",
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("article__isnull", False),
                    models.Q(("half", ""), ("inserted", ""), ("item", ""), ("paragraph__isnull", True)),
                    _connector="OR",
                ),
                name="provision_parts_have_article",
                violation_error_message="没有条号的，不能有款、项。",
            ),
        ),
    ]
