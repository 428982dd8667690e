"""通报; issued, it stands, and none is deleted."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

STANDS = """
CREATE FUNCTION oversight_bulletin_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '通报不能删除。没有签发的，留作草稿。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    IF OLD.state = 'issued' THEN
        RAISE EXCEPTION '已经签发的通报不能修改。需要更正的，在下一期通报中说明。'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bulletin_stands BEFORE UPDATE OR DELETE ON oversight_bulletin
    FOR EACH ROW EXECUTE FUNCTION oversight_bulletin_stands();
"""
DROP = """
DROP TRIGGER bulletin_stands ON oversight_bulletin;
DROP FUNCTION oversight_bulletin_stands();
"""


def person(words: str, **more) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=words,
        **more,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0005_findings_stand"),
        ("records", "0006_events_by_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bulletin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.DateField(verbose_name="自")),
                ("last", models.DateField(verbose_name="至")),
                ("title", models.CharField(max_length=80, verbose_name="标题")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "起草"), ("checked", "已核稿，待签发"), ("issued", "已签发")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("counted_on", models.DateField(verbose_name="数据截至")),
                ("data", models.TextField(verbose_name="数据")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                ("demands", models.TextField(verbose_name="下一步要求")),
                ("drafted_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="起草时间")),
                ("returned_words", models.CharField(blank=True, max_length=600, verbose_name="退回意见")),
                ("checked_at", models.DateTimeField(null=True, verbose_name="核稿时间")),
                ("issued_at", models.DateTimeField(null=True, verbose_name="签发时间")),
                ("drafted_by", person("起草人")),
                ("checked_by", person("核稿人", null=True)),
                ("issued_by", person("签发人", null=True)),
                (
                    "paper",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.paper",
                        verbose_name="通报文书",
                    ),
                ),
            ],
            options={
                "verbose_name": "通报",
                "verbose_name_plural": "通报",
                "ordering": ["-last", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("first", "last"),
                        name="bulletin_period_once",
                        violation_error_message="这一期间的通报已经有了，请打开原来的一份。",
                    ),
                    models.CheckConstraint(
                        condition=Q(last__gt=F("first")),
                        name="bulletin_period_in_order",
                        violation_error_message="通报期间的起止日期不对。",
                    ),
                    models.CheckConstraint(
                        condition=Q(state="draft")
                        | (Q(checked_by__isnull=False, checked_at__isnull=False) & ~Q(checked_by=F("drafted_by"))),
                        name="bulletin_checked_by_another",
                        violation_error_message="通报由起草人以外的科室负责人核稿。",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="issued")
                        | Q(issued_by__isnull=False, issued_at__isnull=False, paper__isnull=False),
                        name="bulletin_issued_as_paper",
                        violation_error_message="签发的通报必须有签发人和文书。",
                    ),
                ],
            },
        ),
        migrations.RunSQL(STANDS, DROP),
    ]
