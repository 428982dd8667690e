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


class TypicalState(models.TextChoices):
    """How far a typical case is; withdrawn and dropped are ends."""

    DRAFT = "draft", "撰写和去标识"
    NOMINATED = "nominated", "待初审"
    CHECKED = "checked", "待终审"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤下"
    DROPPED = "dropped", "不再推荐"


class RemovalKind(models.TextChoices):
    """What would show who it was."""

    PARTY = "party", "当事人名称"
    PERSON = "person", "个人姓名"
    NUMBER = "number", "号码"
    PLACE = "place", "地址"
    DAY = "day", "日期"
    FIGURE = "figure", "数据"
    OTHER = "other", "其他"


class MeetingState(models.TextChoices):
    DRAFT = "draft", "起草纪要"
    SIGNED = "signed", "已签发"


class Presence(models.TextChoices):
    PRESENT = "present", "出席"
    LEAVE = "leave", "请假"
    ABSENT = "absent", "缺席"


class ItemState(models.TextChoices):
    """How far something to be done is; done is the end."""

    OPEN = "open", "待落实"
    REPORTED = "reported", "已报告，待核查"
    DONE = "done", "已办结"


class FollowResult(models.TextChoices):
    DONE = "done", "已落实，办结"
    AGAIN = "again", "没有到位，继续整改"
