from django.db import models


class LeadSource(models.TextChoices):
    PLATFORM = "platform", "业务平台"
    DATA_CHECK = "data_check", "数据核查"
    RANDOM = "random", "双随机"
    TIP_OFF = "tip_off", "举报"
    ASSIGNED = "assigned", "转办"
    SELF_REPORT = "self_report", "自查报告"


class LeadState(models.TextChoices):
    OPEN = "open", "待处理"
    CASE = "case", "已转案件"
    NOT_FILED = "not_filed", "不立案"


class CaseState(models.TextChoices):
    """Where the file as a whole stands; each act has a state of its own."""

    REGISTERED = "registered", "已登记"
    FILING = "filing", "待批准立案"
    INVESTIGATING = "investigating", "办理中"
    NOT_FILED = "not_filed", "不立案"
    CLOSED = "closed", "已结案"


OPEN_STATES = frozenset({CaseState.REGISTERED, CaseState.FILING, CaseState.INVESTIGATING})


class ActState(models.TextChoices):
    FACTS = "facts", "查明事实"
    PROPOSED = "proposed", "待签署"
    SIGNED = "signed", "已签署"
    OFFERED = "offered", "待当事人选择"
    ANSWERED = "answered", "当事人已答复"
    DECIDED = "decided", "已决定"
    ORDINARY = "ordinary", "处罚程序"
    TRANSFER = "transfer", "移送中"
    TRANSFERRED = "transferred", "已移送"


# An act in one of these asks nothing more of the bureau before the file can be closed.
ENDED_STATES = frozenset({ActState.DECIDED, ActState.TRANSFERRED})


class OfficerPart(models.TextChoices):
    LEAD = "lead", "主办"
    ASSIST = "assist", "协办"


class RecusalState(models.TextChoices):
    NOT_ASKED = "not_asked", "尚未声明"
    NONE = "none", "无须回避"
    ASKED = "asked", "已提出，待决定"
    RECUSED = "recused", "已回避"
    REFUSED = "refused", "决定不回避"


class EvidenceKind(models.TextChoices):
    """The eight kinds of 行政处罚法46条."""

    DOCUMENT = "document", "书证"
    OBJECT = "object", "物证"
    AUDIOVISUAL = "audiovisual", "视听资料"
    ELECTRONIC = "electronic", "电子数据"
    WITNESS = "witness", "证人证言"
    PARTY = "party", "当事人的陈述"
    EXPERT = "expert", "鉴定意见"
    RECORD = "record", "勘验笔录、现场笔录"


class CorrectionResult(models.TextChoices):
    FULL = "full", "全部改正"
    PARTIAL = "partial", "改正后仍不符合要求"
    NONE = "none", "没有改正"
    REFUSED = "refused", "拒不改正"


class Measure(models.TextChoices):
    """Soft measures. WARNING is 警示 and never the penalty 警告."""

    GUIDANCE = "guidance", "指导"
    REMINDER = "reminder", "提醒"
    WARNING = "warning", "警示"
    ADMONITION = "warning/admonition", "劝诫"
    INTERVIEW = "interview", "约谈"


class OfferAnswer(models.TextChoices):
    ACCEPT = "accept", "接受"
    DECLINE = "decline", "不接受"
    ORDINARY = "ordinary", "要求按一般程序处理"
    SILENT = "silent", "期满未答复"


class AnswerMeans(models.TextChoices):
    PAPER = "paper", "书面"
    IN_PERSON = "in_person", "当面"
    PHONE = "phone", "电话"
    ONLINE = "online", "当事人页面"
    NONE = "none", "未答复"


class Verdict(models.TextChoices):
    APPROVE = "approve", "同意"
    RETURN = "return", "退回"


class ServiceMethod(models.TextChoices):
    DIRECT = "direct", "直接送达"
    LEAVE = "leave", "留置送达"
    ELECTRONIC = "electronic", "电子送达"
    MAIL = "mail", "邮寄送达"
    ENTRUST = "entrust", "委托送达"
    NOTICE = "notice", "公告送达"


class ObligationKind(models.TextChoices):
    CORRECT = "correct", "改正"
    RECHECK = "recheck", "复查"
    SERVE = "serve", "送达"
    EDUCATE = "educate", "教育"
    ANSWER = "answer", "答复"
    LEARN = "learn", "学习"
    REVISIT = "revisit", "回访"
    DISCLOSE = "disclose", "公示"
    DECIDE = "decide", "作出决定"
    HEAR = "hear", "听取意见、听证"
    PAY = "pay", "缴纳罚款"
    REPORT = "report", "报告负责人"
    TRANSFER = "transfer", "移送"


class Bound(models.TextChoices):
    PARTY = "party", "当事人"
    BUREAU = "bureau", "本局"


class TransferKind(models.TextChoices):
    CRIMINAL = "criminal", "移送公安机关"
    JURISDICTION = "jurisdiction", "移送有管辖权的机关"
    OFFICIAL = "official", "处分建议、移送监察机关"


class TransferResult(models.TextChoices):
    TAKEN = "taken", "已受理"
    DECLINED = "declined", "不予立案、退回"


class StatementKind(models.TextChoices):
    """What the party did with its right to be heard."""

    STATED = "stated", "已陈述申辩"
    WAIVED = "waived", "明确放弃"
    SILENT = "silent", "期满没有提出"


class Adopted(models.TextChoices):
    YES = "yes", "采纳"
    PARTLY = "partly", "部分采纳"
    NO = "no", "不予采纳"


class RegisterKind(models.TextChoices):
    """Where earlier handling of a party may be found."""

    OWN = "own", "本系统的处理决定"
    PAST = "past", "补录的历年处理记录"


class CheckResult(models.TextChoices):
    """未查 and 无 are different answers."""

    NONE = "none", "未发现同类违法"
    FOUND = "found", "有同类违法"
    NOT_SEARCHED = "not_searched", "未查明"
