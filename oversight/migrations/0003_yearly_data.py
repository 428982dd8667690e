"""行政执法年报 as issued; it only grows."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from records.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0002_what_was_frozen_stands"),
        ("records", "0006_events_by_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="YearlyData",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("order", models.PositiveSmallIntegerField(verbose_name="第几次")),
                ("data", models.TextField(verbose_name="数据")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                ("words", models.TextField(verbose_name="总体情况说明")),
                ("issued_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="签发时间")),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签发人",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.paper",
                        verbose_name="年报",
                    ),
                ),
            ],
            options={
                "verbose_name": "行政执法年报",
                "verbose_name_plural": "行政执法年报",
                "ordering": ["-year", "-order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "order"),
                        name="yearly_order_once",
                        violation_error_message="同一年度的年报序号不能重复。",
                    )
                ],
            },
        ),
        append_only("oversight_yearlydata"),
    ]
