import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from records.tables import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Party",
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
                                    ("enterprise", "企业"),
                                    ("public_institution", "事业单位"),
                                    ("other_organisation", "其他组织"),
                                    ("individual_business", "个体工商户"),
                                    ("state_organ", "国家机关"),
                                    ("government_head", "地方政府、机关、单位负责人"),
                                    ("individual", "个人"),
                                ],
                                max_length=24,
                                verbose_name="主体种类",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "name_key",
                            models.CharField(db_index=True, editable=False, max_length=120, verbose_name="检索用名称"),
                        ),
                        (
                            "pinyin",
                            models.CharField(db_index=True, editable=False, max_length=600, verbose_name="拼音"),
                        ),
                        (
                            "initials",
                            models.CharField(db_index=True, editable=False, max_length=120, verbose_name="拼音首字母"),
                        ),
                        ("credit_code", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                        (
                            "credit_code_state",
                            models.CharField(
                                choices=[("known", "已登记"), ("none", "没有"), ("unknown", "未查明")],
                                default="unknown",
                                max_length=8,
                                verbose_name="信用代码情况",
                            ),
                        ),
                        ("survey_class", models.CharField(blank=True, max_length=20, verbose_name="调查单位类别")),
                        ("industry", models.CharField(blank=True, max_length=60, verbose_name="行业")),
                        ("township", models.CharField(blank=True, max_length=40, verbose_name="乡镇街道")),
                        ("organ_level", models.CharField(blank=True, max_length=20, verbose_name="机关层级")),
                        ("born_on", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                        (
                            "representative",
                            models.CharField(blank=True, max_length=60, verbose_name="法定代表人、负责人或经营者"),
                        ),
                        ("address", models.CharField(blank=True, max_length=160, verbose_name="住所")),
                        ("contact", models.CharField(blank=True, max_length=40, verbose_name="联系人")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="联系电话")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("active", "存续"),
                                    ("cancelled", "已注销"),
                                    ("revoked", "已吊销"),
                                    ("absorbed", "已被合并"),
                                ],
                                default="active",
                                max_length=12,
                                verbose_name="存续情况",
                            ),
                        ),
                        ("standing_on", models.DateField(blank=True, null=True, verbose_name="何日起")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "changed_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="最近变更"),
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
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="parties.party",
                                verbose_name="并入的登记",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="predecessors",
                                to="parties.party",
                                verbose_name="承继单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人",
                        "verbose_name_plural": "当事人",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("credit_code", ""), _negated=True),
                                fields=("credit_code",),
                                name="party_credit_code_once",
                                violation_error_message="这个统一社会信用代码已经登记。请打开已有的当事人，不要重复登记。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("credit_code", ""), ("credit_code_state__in", ["none", "unknown"])),
                                    models.Q(("credit_code_state", "known"), ("credit_code__regex", "^[0-9A-Z]{18}$")),
                                    _connector="OR",
                                ),
                                name="party_credit_code_state",
                                violation_error_message="填写了信用代码的为“已登记”；没有填写的请说明是没有还是未查明。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="party_has_name",
                                violation_error_message="当事人必须有名称。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("merged_into__isnull", True),
                                    models.Q(("merged_into", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="party_merged_into_another",
                                violation_error_message="一份登记不能并入自己。",
                            ),
                        ],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["name_key"], name="party_name_trigram", opclasses=["gin_trgm_ops"]
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyMerge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("carried", models.JSONField(blank=True, default=list, verbose_name="一并带过来的登记")),
                        ("words", models.CharField(max_length=300, verbose_name="理由")),
                        ("merged_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="合并时间")),
                        ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                        ("undone_words", models.CharField(blank=True, max_length=300, verbose_name="撤销理由")),
                        (
                            "gone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parties.party",
                                verbose_name="并入的登记",
                            ),
                        ),
                        (
                            "kept",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges",
                                to="parties.party",
                                verbose_name="保留的登记",
                            ),
                        ),
                        (
                            "merged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="合并人",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="撤销人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "登记合并",
                        "verbose_name_plural": "登记合并",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kept", models.F("gone")), _negated=True),
                                name="party_merge_of_two",
                                violation_error_message="请选择两份不同的登记。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=("gone",),
                                name="party_merge_once",
                                violation_error_message="这份登记已经并入别的登记。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("undone_at__isnull", True), ("undone_by__isnull", True), ("undone_words", "")
                                    ),
                                    models.Q(
                                        ("undone_at__isnull", False),
                                        ("undone_by__isnull", False),
                                        models.Q(("undone_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="party_merge_undone_with_words",
                                violation_error_message="撤销合并须写明理由。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyName",
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
                                    ("former", "曾用名"),
                                    ("short", "简称"),
                                    ("sign", "字号、招牌"),
                                    ("merged", "并入登记的名称"),
                                ],
                                default="former",
                                max_length=8,
                                verbose_name="种类",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "name_key",
                            models.CharField(db_index=True, editable=False, max_length=120, verbose_name="检索用名称"),
                        ),
                        ("until", models.DateField(blank=True, null=True, verbose_name="使用至")),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="other_names",
                                to="parties.party",
                                verbose_name="当事人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人别名",
                        "verbose_name_plural": "当事人别名",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("party", "name"),
                                name="party_name_once",
                                violation_error_message="这个名称已经登记过。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("name", models.CharField(max_length=120, verbose_name="名称")),
                        ("survey_class", models.CharField(blank=True, max_length=20, verbose_name="调查单位类别")),
                        ("industry", models.CharField(blank=True, max_length=60, verbose_name="行业")),
                        ("township", models.CharField(blank=True, max_length=40, verbose_name="乡镇街道")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("active", "存续"),
                                    ("cancelled", "已注销"),
                                    ("revoked", "已吊销"),
                                    ("absorbed", "已被合并"),
                                ],
                                max_length=12,
                                verbose_name="存续情况",
                            ),
                        ),
                        ("source", models.CharField(max_length=200, verbose_name="出处")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="years",
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
                        "verbose_name": "历年名录",
                        "verbose_name_plural": "历年名录",
                        "ordering": ["-year", "-pk"],
                        "indexes": [models.Index(fields=["party", "-year"], name="party_year_by_party")],
                    },
                ),
                migrations.CreateModel(
                    name="RiskPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                choices=[("high", "高"), ("middle", "中"), ("low", "低")],
                                max_length=6,
                                verbose_name="等级",
                            ),
                        ),
                        ("words", models.CharField(max_length=200, verbose_name="风险点")),
                        ("violation", models.CharField(blank=True, max_length=40, verbose_name="涉及案由代码")),
                        ("prevention", models.CharField(blank=True, max_length=300, verbose_name="防控措施")),
                        ("noted_on", models.DateField(verbose_name="认定日期")),
                        ("lifted_on", models.DateField(blank=True, null=True, verbose_name="解除日期")),
                        ("lifted_words", models.CharField(blank=True, max_length=200, verbose_name="解除理由")),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="认定人",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="risk_points",
                                to="parties.party",
                                verbose_name="当事人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "风险点",
                        "verbose_name_plural": "风险点",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lifted_on__isnull", True),
                                    models.Q(("lifted_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="risk_point_lifted_with_words",
                                violation_error_message="解除风险点须写明理由。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_on__isnull", True)),
                                fields=("party", "words"),
                                name="risk_point_once",
                                violation_error_message="这个风险点已经登记。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("drawn", "双随机抽中"),
                                    ("plan", "年度检查计划"),
                                    ("lead", "举报、转办、数据核查等线索"),
                                    ("case", "案件调查、复查"),
                                    ("request", "企业申请"),
                                    ("follow_up", "回访"),
                                ],
                                max_length=10,
                                verbose_name="事由",
                            ),
                        ),
                        (
                            "choice",
                            models.CharField(
                                help_text="抽取批次、计划文号、线索或者案号", max_length=300, verbose_name="怎样选定"
                            ),
                        ),
                        ("purpose", models.CharField(max_length=300, verbose_name="检查事项")),
                        ("found", models.TextField(verbose_name="情况")),
                        ("counts", models.BooleanField(verbose_name="计入频次上限")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间"),
                        ),
                        (
                            "first_officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="执法人员",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="parties.party",
                                verbose_name="当事人",
                            ),
                        ),
                        (
                            "second_officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="另一名执法人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "入企记录",
                        "verbose_name_plural": "入企记录",
                        "ordering": ["-on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("first_officer", models.F("second_officer")), _negated=True),
                                name="visit_by_two",
                                violation_error_message="入企检查由两名执法人员进行。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("counts", True), ("ground__in", ["drawn", "plan"])),
                                    models.Q(
                                        ("counts", False), models.Q(("ground__in", ["drawn", "plan"]), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="visit_counts_by_ground",
                                violation_error_message="双随机抽中和年度计划的检查计入频次上限，其他事由不计入。",
                            ),
                        ],
                        "indexes": [models.Index(fields=["party", "-on"], name="visit_by_party")],
                    },
                ),
                migrations.CreateModel(
                    name="VisitLimit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="年度")),
                        ("most", models.PositiveSmallIntegerField(verbose_name="同一企业检查次数上限")),
                        ("published_on", models.DateField(verbose_name="公布日期")),
                        ("source", models.CharField(max_length=200, verbose_name="公布文件")),
                        (
                            "published_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查频次上限",
                        "verbose_name_plural": "检查频次上限",
                        "ordering": ["-year"],
                    },
                ),
            ]
        ),
    ]
