"""签署前的初步意见: written before like cases are shown, it stands."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from records.tables import CreateTables
from records.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0015_drafts_lead_back_to_their_page"),
        ("records", "0002_proof_is_append_only"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="FirstView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "opinion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="first_views",
                                to="cases.opinion",
                                verbose_name="处理意见",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("approve", "同意"), ("return", "退回")], max_length=8, verbose_name="初步意见"
                            ),
                        ),
                        ("words", models.TextField(blank=True, verbose_name="理由")),
                        (
                            "stated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签署人",
                            ),
                        ),
                        ("stated_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                    ],
                    options={
                        "verbose_name": "签署前的初步意见",
                        "verbose_name_plural": "签署前的初步意见",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("opinion", "stated_by"),
                                name="first_view_once",
                                violation_error_message="您已经写过初步意见，不能再改。看过同类案件以后，直接签署。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verdict", "approve"), models.Q(("words", ""), _negated=True), _connector="OR"
                                ),
                                name="first_view_return_with_words",
                                violation_error_message="退回意见必须说明原因。",
                            ),
                        ],
                    },
                ),
            ]
        ),
        append_only("cases_firstview"),
    ]
