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
                    name="NumberSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("organ_word", models.CharField(max_length=20, verbose_name="机关代字")),
                        ("number_word", models.CharField(max_length=20, verbose_name="文书代字")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                        ("last", models.PositiveIntegerField(default=0, verbose_name="已用到")),
                    ],
                    options={
                        "verbose_name": "文号序列",
                        "verbose_name_plural": "文号序列",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organ_word", "number_word", "year"),
                                name="number_series_once",
                                violation_error_message="该文号序列已经存在。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Paper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="文书种类")),
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        ("stream", models.CharField(max_length=40, verbose_name="卷宗种类")),
                        ("stream_id", models.BigIntegerField(verbose_name="卷宗")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("numbered", "已编号，制作中"),
                                    ("issued", "已制发"),
                                    ("void", "已作废"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("context", models.JSONField(default=dict, verbose_name="内容")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("organ_word", models.CharField(blank=True, max_length=20, verbose_name="机关代字")),
                        ("number_word", models.CharField(blank=True, max_length=20, verbose_name="文书代字")),
                        ("year", models.PositiveSmallIntegerField(null=True, verbose_name="年份")),
                        ("sequence", models.PositiveIntegerField(null=True, verbose_name="序号")),
                        ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256校验值")),
                        ("page_count", models.PositiveSmallIntegerField(null=True, verbose_name="页数")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="制作时间"),
                        ),
                        ("issued_at", models.DateTimeField(null=True, verbose_name="制发时间")),
                        ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="作废理由")),
                        ("verify_code", models.CharField(blank=True, max_length=20, verbose_name="核验码")),
                        ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="审签时间")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审签人",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="records.paper",
                                verbose_name="更正的文书",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="制作人",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签发人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "文书",
                        "verbose_name_plural": "文书",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("sequence__isnull", False)),
                                fields=("organ_word", "number_word", "year", "sequence"),
                                name="paper_number_once",
                                violation_error_message="同一文号不能用两次。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "numbered"]),
                                    ("status", "void"),
                                    models.Q(("issued_at__isnull", False), models.Q(("sha256", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="paper_issued_with_bytes",
                                violation_error_message="制发的文书必须留存内容和校验值。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "void"), _negated=True),
                                    models.Q(("void_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="paper_void_with_reason",
                                violation_error_message="作废文书必须写明理由。",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("verify_code", ""), _negated=True),
                                fields=("verify_code",),
                                name="paper_verify_code_once",
                                violation_error_message="核验码不能重复。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        models.Q(("approved_by", models.F("created_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="paper_approved_by_another",
                                violation_error_message="起草人不能审签自己起草的文书。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", ""), ("sequence__isnull", True)),
                                    models.Q(("sequence__gte", 1), models.Q(("number", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="paper_number_is_whole",
                                violation_error_message="文号和序号必须同时有或者同时没有。",
                            ),
                        ],
                        "indexes": [models.Index(fields=["stream", "stream_id"], name="paper_by_stream")],
                    },
                ),
                migrations.CreateModel(
                    name="PaperBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="文书种类")),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "待批准"),
                                    ("running", "制作中"),
                                    ("stopped", "已停止"),
                                    ("done", "已完成"),
                                    ("refused", "未批准"),
                                ],
                                default="prepared",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("organ_word", models.CharField(max_length=20, verbose_name="机关代字")),
                        ("is_duplex", models.BooleanField(default=True, verbose_name="双面打印")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="制作时间"),
                        ),
                        ("approved_at", models.DateTimeField(null=True, verbose_name="批准时间")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="停止或者不批准的理由")),
                        ("finished_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="制作人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "批量文书",
                        "verbose_name_plural": "批量文书",
                    },
                ),
                migrations.CreateModel(
                    name="BatchItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveIntegerField(verbose_name="顺序")),
                        ("stream", models.CharField(max_length=40, verbose_name="卷宗种类")),
                        ("stream_id", models.BigIntegerField(verbose_name="卷宗")),
                        ("about", models.CharField(max_length=160, verbose_name="对象")),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                        ("context", models.JSONField(default=dict, verbose_name="内容")),
                        ("lane", models.PositiveSmallIntegerField(null=True, verbose_name="制作通道")),
                        (
                            "paper",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="batch_item",
                                to="records.paper",
                                verbose_name="文书",
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="records.paperbatch",
                                verbose_name="批量文书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "批量文书的一件",
                        "verbose_name_plural": "批量文书的各件",
                        "ordering": ["batch", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("batch", "position"),
                                name="batch_position_once",
                                violation_error_message="同一批中的顺序不能重复。",
                            ),
                            models.UniqueConstraint(
                                fields=("batch", "stream", "stream_id"),
                                name="batch_item_once",
                                violation_error_message="同一批中，一个对象只能有一件文书。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperBytes",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("pdf", models.BinaryField(verbose_name="PDF内容")),
                        (
                            "paper",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stored",
                                to="records.paper",
                                verbose_name="文书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "文书内容",
                        "verbose_name_plural": "文书内容",
                    },
                ),
                migrations.CreateModel(
                    name="PaperRevision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("before", models.JSONField(default=dict, verbose_name="修改前")),
                        ("after", models.JSONField(default=dict, verbose_name="修改后")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="修改时间")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="修改人",
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="records.paper",
                                verbose_name="文书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "草稿修改",
                        "verbose_name_plural": "草稿修改",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="文件名")),
                        ("content_type", models.CharField(max_length=100, verbose_name="类型")),
                        ("size", models.PositiveBigIntegerField(verbose_name="字节数")),
                        ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="SHA-256校验值")),
                        ("content", models.FileField(upload_to="stored/%Y/%m", verbose_name="内容")),
                        (
                            "uploaded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="上传时间"),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "文件",
                        "verbose_name_plural": "文件",
                    },
                ),
                migrations.CreateModel(
                    name="PaperFiling",
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
                                choices=[("scan", "签章扫描件"), ("receipt", "送达凭证"), ("other", "其他附件")],
                                max_length=10,
                                verbose_name="种类",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="归入时间")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="归入人",
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="filings",
                                to="records.paper",
                                verbose_name="文书",
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
                        "verbose_name": "文书附件",
                        "verbose_name_plural": "文书附件",
                        "ordering": ["pk"],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="paperbatch",
            name="labels",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.storedfile",
                verbose_name="信封标签",
            ),
        ),
        migrations.AddField(
            model_name="paperbatch",
            name="merged",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.storedfile",
                verbose_name="合并文件",
            ),
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("stream", models.CharField(max_length=40, verbose_name="卷宗种类")),
                        ("stream_id", models.BigIntegerField(verbose_name="卷宗")),
                        ("sequence", models.PositiveIntegerField(verbose_name="序号")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        ("actor_name", models.CharField(max_length=60, verbose_name="行为人姓名")),
                        ("verb", models.CharField(max_length=60, verbose_name="动作")),
                        ("summary", models.CharField(max_length=300, verbose_name="摘要")),
                        ("detail", models.CharField(blank=True, max_length=600, verbose_name="说明")),
                        (
                            "weight",
                            models.CharField(
                                choices=[("decision", "决定"), ("record", "记录"), ("party", "当事人")],
                                default="record",
                                max_length=10,
                                verbose_name="分量",
                            ),
                        ),
                        ("object_kind", models.CharField(max_length=60, verbose_name="对象种类")),
                        ("object_id", models.BigIntegerField(verbose_name="对象")),
                        ("before", models.JSONField(default=dict, verbose_name="之前")),
                        ("after", models.JSONField(default=dict, verbose_name="之后")),
                        ("previous_hash", models.CharField(blank=True, max_length=64, verbose_name="上一条校验值")),
                        ("hash", models.CharField(max_length=64, verbose_name="校验值")),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="行为人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "事件",
                        "verbose_name_plural": "事件",
                        "ordering": ["stream", "stream_id", "sequence"],
                        "indexes": [models.Index(fields=["object_kind", "object_id"], name="event_by_object")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("stream", "stream_id", "sequence"),
                                name="event_sequence_once",
                                violation_error_message="同一卷宗的事件序号不能重复。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="内容")),
                        ("link", models.CharField(blank=True, max_length=200, verbose_name="去处理")),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        ("read_at", models.DateTimeField(null=True, verbose_name="已读时间")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="收件人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "通知",
                        "verbose_name_plural": "通知",
                        "indexes": [models.Index(fields=["user", "read_at"], name="notice_unread")],
                    },
                ),
            ]
        ),
        migrations.AddConstraint(
            model_name="paperbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_by__isnull", True), ("state__in", ["prepared", "refused"])),
                    models.Q(
                        ("approved_at__isnull", False), models.Q(("approved_by", models.F("created_by")), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="batch_approved_by_another",
                violation_error_message="批量文书须由制作人以外的人批准后才能制作。",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["stopped", "refused"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="batch_stopped_with_reason",
                violation_error_message="停止或者不批准的，必须写明理由。",
            ),
        ),
    ]
