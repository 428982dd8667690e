from django.db import models


class Way(models.TextChoices):
    """Who fills an indicator in."""

    MACHINE = "machine", "系统取数"
    MANUAL = "manual", "人工评分"
    VETO = "veto", "一票否决"


class SchemeState(models.TextChoices):
    DRAFT = "draft", "起草"
    FIXED = "fixed", "已批准"


class AssessmentState(models.TextChoices):
    """How far a year's assessment is; frozen is the end, corrections are sheets beside it."""

    SELF = "self", "科室自评"
    REVIEW = "review", "监督评审"
    OBJECTION = "objection", "异议期"
    FROZEN = "frozen", "已审定冻结"


class PressState(models.TextChoices):
    WAITING = "waiting", "尚未排版"
    RUNNING = "running", "正在排版"
    DONE = "done", "已排版留存"
    FAILED = "failed", "排版没有完成"


class BulletinState(models.TextChoices):
    """How far a bulletin is; issued is the end."""

    DRAFT = "draft", "起草"
    CHECKED = "checked", "已核稿，待签发"
    ISSUED = "issued", "已签发"
