from django.db import models


class Weight(models.TextChoices):
    """How a timeline draws an event."""

    DECISION = "decision", "决定"
    RECORD = "record", "记录"
    PARTY = "party", "当事人"


class PaperStatus(models.TextChoices):
    DRAFT = "draft", "草稿"
    NUMBERED = "numbered", "已编号，制作中"
    ISSUED = "issued", "已制发"
    VOID = "void", "已作废"


class BatchState(models.TextChoices):
    """A batch of papers; STOPPED by a person, it can be resumed."""

    PREPARED = "prepared", "待批准"
    RUNNING = "running", "制作中"
    STOPPED = "stopped", "已停止"
    DONE = "done", "已完成"
    REFUSED = "refused", "未批准"


class FilingKind(models.TextChoices):
    """What is filed to an issued paper."""

    SCAN = "scan", "签章扫描件"
    RECEIPT = "receipt", "送达凭证"
    OTHER = "other", "其他附件"


class CheckState(models.TextChoices):
    """How a verification of the chains ended; FAILED could not be carried through."""

    WAITING = "waiting", "等待校验"
    RUNNING = "running", "校验中"
    WHOLE = "whole", "完整"
    BROKEN = "broken", "有断开"
    FAILED = "failed", "没有完成"
