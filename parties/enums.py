from django.db import models


class PartyKind(models.TextChoices):
    """What the law takes a party for; the codes are those of the rules and of the fact sheet."""

    ENTERPRISE = "enterprise", "企业"
    PUBLIC_INSTITUTION = "public_institution", "事业单位"
    OTHER_ORGANISATION = "other_organisation", "其他组织"
    INDIVIDUAL_BUSINESS = "individual_business", "个体工商户"
    STATE_ORGAN = "state_organ", "国家机关"
    GOVERNMENT_HEAD = "government_head", "地方政府、机关、单位负责人"
    INDIVIDUAL = "individual", "个人"


class IdentifierState(models.TextChoices):
    """A missing code is not an unknown one."""

    KNOWN = "known", "已登记"
    NONE = "none", "没有"
    UNKNOWN = "unknown", "未查明"


class NameKind(models.TextChoices):
    FORMER = "former", "曾用名"
    SHORT = "short", "简称"
    SIGN = "sign", "字号、招牌"
    MERGED = "merged", "并入登记的名称"


class Standing(models.TextChoices):
    """Whether the unit still exists. One that ended is looked at by people before anything is asked of it."""

    ACTIVE = "active", "存续"
    CANCELLED = "cancelled", "已注销"
    REVOKED = "revoked", "已吊销"
    ABSORBED = "absorbed", "已被合并"


class VisitGround(models.TextChoices):
    """Why somebody goes to an enterprise. Only what the bureau chooses itself counts against the yearly limit."""

    DRAWN = "drawn", "双随机抽中"
    PLAN = "plan", "年度检查计划"
    LEAD = "lead", "举报、转办、数据核查等线索"
    CASE = "case", "案件调查、复查"
    REQUEST = "request", "企业申请"
    FOLLOW_UP = "follow_up", "回访"


class RiskGrade(models.TextChoices):
    """高: 重大处罚或者易发多发; 低: 轻微、经指导能够纠正; 中: 其他."""

    HIGH = "high", "高"
    MIDDLE = "middle", "中"
    LOW = "low", "低"
