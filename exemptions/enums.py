from django.db import models


class Level(models.TextChoices):
    """Rank of a document. Only the first five may be the legal basis of anything."""

    LAW = "法律", "法律"
    ADMINISTRATIVE_REGULATION = "行政法规", "行政法规"
    LOCAL_REGULATION = "地方性法规", "地方性法规"
    DEPARTMENT_RULE = "部门规章", "部门规章"
    LOCAL_RULE = "地方政府规章", "地方政府规章"
    NORMATIVE = "规范性文件", "规范性文件"
    INTERNAL = "内部文件", "内部文件"
    ELSEWHERE = "外地文件", "外地文件"
    REPLY = "答复", "答复"
    STANDARD = "标准", "标准"


BINDING_LEVELS = (
    Level.LAW,
    Level.ADMINISTRATIVE_REGULATION,
    Level.LOCAL_REGULATION,
    Level.DEPARTMENT_RULE,
    Level.LOCAL_RULE,
)


class ListState(models.TextChoices):
    DRAFT = "draft", "草案"
    PUBLISHED = "published", "已公布"
    REPEALED = "repealed", "已废止"


class DayKind(models.TextChoices):
    HOLIDAY = "holiday", "放假"
    WORKDAY = "workday", "调休上班"


class SignatureRole(models.TextChoices):
    """Who must sign a list version before it is published."""

    LEGAL_REVIEW = "legal_review", "法制审核"
    CHAIR = "chair", "领导小组组长"


class ReplayState(models.TextChoices):
    RUNNING = "running", "正在试算"
    DONE = "done", "已完成"
    FAILED = "failed", "没有完成"


class ClaimState(models.TextChoices):
    OPEN = "open", "已认领"
    DISPUTED = "disputed", "有争议"
    RELEASED = "released", "已退回"


class ListImportState(models.TextChoices):
    CHECKED = "checked", "已核对"
    DONE = "done", "已导入"
    DROPPED = "dropped", "已放弃"


class ChangeEnd(models.TextChoices):
    """What became of a proposed change of a setting."""

    SIGNED = "signed", "已签署"
    REFUSED = "refused", "已退回"
    WITHDRAWN = "withdrawn", "已撤回"
