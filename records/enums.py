from django.db import models


class Weight(models.TextChoices):
    """How a timeline draws an event."""

    DECISION = "decision", "决定"
    RECORD = "record", "记录"
    PARTY = "party", "当事人"


class PaperStatus(models.TextChoices):
    DRAFT = "draft", "草稿"
    ISSUED = "issued", "已制发"
    VOID = "void", "已作废"
