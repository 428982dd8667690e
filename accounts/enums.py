from django.db import models


class Role(models.TextChoices):
    """Who somebody is in the bureau; powers follow from it in accounts/powers.py."""

    OFFICER = "officer", "执法人员"
    HEAD = "head", "科室负责人"
    REVIEWER = "reviewer", "法制审核"
    LEADER = "leader", "局领导"
    TRAINING = "training", "培训管理"
    SUPERVISOR = "supervisor", "内部监督"
    ADMINISTRATOR = "administrator", "系统管理员"
    SECURITY = "security", "安全管理员"
    AUDITOR = "auditor", "审计员"


CASE_WORKERS = frozenset({Role.OFFICER, Role.HEAD})
# The three separated administrators (三员分立) never see what is in a case.
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR, Role.SECURITY, Role.AUDITOR})


class SectionKind(models.TextChoices):
    OFFICE = "office", "科室"
    TEAM = "team", "执法队"
    INSTITUTION = "institution", "局管事业单位"
    STATION = "station", "统计所"


class Seat(models.TextChoices):
    """Seats of the leading group (领导小组)."""

    CHAIR = "chair", "组长"
    VICE_CHAIR = "vice_chair", "副组长"
    MEMBER = "member", "成员"


class SignInOutcome(models.TextChoices):
    """What became of an attempt to sign in; and signing out."""

    IN = "in", "登录"
    WRONG = "wrong", "密码不正确"
    LOCKED = "locked", "已锁定，未受理"
    CODE = "code", "验证码不正确"
    OUT = "out", "退出"
