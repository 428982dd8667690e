from django.db import models


class CourseKind(models.TextChoices):
    LAW = "law", "法律法规"
    PLAN = "plan", "工作方案"
    LIST = "list", "清单版本"
    GUIDING = "guiding", "指导性案例"
    SKILL = "skill", "业务技能"


class CourseState(models.TextChoices):
    DRAFT = "draft", "未开放"
    OPEN = "open", "开放"
    CLOSED = "closed", "已结束"


class MaterialKind(models.TextChoices):
    STATUTE = "statute", "法规"
    PLAN = "plan", "内部文件"
    LIST = "list", "清单"
    GUIDING = "guiding", "指导性案例"
    TEXT = "text", "文字"
    FILE = "file", "文件"


class SessionState(models.TextChoices):
    PLANNED = "planned", "已安排"
    OPEN = "open", "签到中"
    CLOSED = "closed", "已结束"
    CANCELLED = "cancelled", "已取消"


class SignMeans(models.TextChoices):
    """How somebody came onto the attendance list."""

    CODE = "code", "本人扫码"
    LIST = "list", "现场名单"
    SHEET = "sheet", "导入签到表"


class QuestionKind(models.TextChoices):
    SINGLE = "single", "单选"
    MULTIPLE = "multiple", "多选"
    JUDGE = "judge", "判断"


class QuestionSource(models.TextChoices):
    WRITTEN = "written", "人工编写"
    EXAMPLE = "example", "清单例案"
    ITEM = "item", "清单项目"


class QuizState(models.TextChoices):
    DRAFT = "draft", "未开放"
    OPEN = "open", "开放"
    CLOSED = "closed", "已结束"


class GuidingState(models.TextChoices):
    DRAFT = "draft", "未发布"
    PUBLISHED = "published", "供学习"
    RETIRED = "retired", "不再适用"


class UnitState(models.TextChoices):
    """Learning units for parties."""

    DRAFT = "draft", "未启用"
    OPEN = "open", "启用"
    CLOSED = "closed", "停用"


class LearnMeans(models.TextChoices):
    LINK = "link", "本人链接"
    PAPER = "paper", "纸质"


class PersonRole(models.TextChoices):
    """Who learnt on the party's side."""

    HEAD = "head", "法定代表人、负责人"
    OWNER = "owner", "经营者"
    STATISTICS_HEAD = "statistics_head", "统计负责人"
    STATISTICIAN = "statistician", "统计人员"
    ACCOUNTANT = "accountant", "财务人员"
    OTHER = "other", "其他人员"


class MilestoneState(models.TextChoices):
    TODO = "todo", "未开始"
    DOING = "doing", "进行中"
    DONE = "done", "已完成，待核实"
    CONFIRMED = "confirmed", "已核实"


class ImportKind(models.TextChoices):
    ATTENDANCE = "attendance", "签到表"
    PAST = "past", "历年培训考试记录"


class ImportState(models.TextChoices):
    CHECKED = "checked", "待确认"
    DONE = "done", "已导入"
    DROPPED = "dropped", "已放弃"


class PastKind(models.TextChoices):
    TRAINING = "training", "培训"
    EXAM = "exam", "考试"
