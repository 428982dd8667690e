"""Choices of what comes in from outside: late lists, urging, imports."""

from django.db import models


class IntakeKind(models.TextChoices):
    LATE_LIST = "late_list", "迟报名单"
    DATA_CHECK = "data_check", "数据核查结果"
    PAST = "past", "历年处理记录"
    CALENDAR = "calendar", "调查制度日历"
    REGISTER = "register", "基本单位名录"


class IntakeState(models.TextChoices):
    PREPARING = "preparing", "核对中"
    CHECKED = "checked", "待确认"
    RUNNING = "running", "导入中"
    DONE = "done", "已导入"
    DROPPED = "dropped", "已放弃"


class RowPlan(models.TextChoices):
    """What a row would become, as the rules answer for it."""

    UNREAD = "", "尚未核对"
    WRONG = "wrong", "暂不导入"
    KNOWN = "known", "不再导入"
    NONE = "none", "不作处理"
    URGE = "urge", "催报通知书"
    WAIT = "wait", "等待催报期满"
    DECLINE = "decline", "不立案，另发文书"
    CASE = "case", "立案"
    PERSON = "person", "线索，须人工研判"
    RECORD = "record", "登记"


class RowState(models.TextChoices):
    PENDING = "pending", "待导入"
    DONE = "done", "已办"
    TO_SIGN = "to_sign", "待签署"
    SIGNED = "signed", "已签署，待制发"
    FAILED = "failed", "未办成"


class PartyChoice(models.TextChoices):
    """How the row's unit meets the register of parties."""

    OPEN = "", "未确定"
    KNOWN = "known", "已登记"
    NEW = "new", "导入时登记"


class UrgingMeans(models.TextChoices):
    PAPER = "paper", "书面送达"
    PLATFORM = "platform", "联网直报平台"
    TEXT = "text", "短信"
    PHONE = "phone", "电话"
