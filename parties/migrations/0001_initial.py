import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("pinyin", models.CharField(db_index=True, editable=False, max_length=600, verbose_name="拼音")),
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
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="登记时间")),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="最近变更")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "verbose_name": "当事人",
                "verbose_name_plural": "当事人",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name_key"], name="party_name_trigram", opclasses=["gin_trgm_ops"]
                    )
                ],
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
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("former", "曾用名"), ("short", "简称"), ("sign", "字号、招牌")],
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
                        fields=("party", "name"), name="party_name_once", violation_error_message="这个名称已经登记过。"
                    )
                ],
            },
        ),
    ]
