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
