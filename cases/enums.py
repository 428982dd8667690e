from django.db import models


class LeadSource(models.TextChoices):
    PLATFORM = "platform", "业务平台"
    DATA_CHECK = "data_check", "数据核查"
    RANDOM = "random", "双随机"
    TIP_OFF = "tip_off", "举报"
    ASSIGNED = "assigned", "转办"
    SELF_REPORT = "self_report", "自查报告"
    MEASURE = "measure", "柔性措施升级"


class Jurisdiction(models.TextChoices):
    """Whose matter a lead is; what is not ours is handed on, never quietly kept."""

    OURS = "ours", "本局"
    SURVEY_TEAM = "survey_team", "上级派出的调查机构"
    MUNICIPAL = "municipal", "市级主管部门"
    OTHER_DISTRICT = "other", "其他区县（行政处罚法22条）"
    PROVINCIAL = "provincial", "省级以上主管部门"


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
    SPOT = "spot", "已当场处罚"
    MOVED = "moved", "已转他案"


# An act in one of these asks nothing more of the bureau before the file can be closed.
ENDED_STATES = frozenset({ActState.DECIDED, ActState.TRANSFERRED, ActState.SPOT, ActState.MOVED})


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


class MeasureState(models.TextChoices):
    """Where one soft measure stands. A refusal ends it and leads nowhere else."""

    OPEN = "open", "办理中"
    DONE = "done", "已办结"
    DECLINED = "declined", "当事人不接受"
    ESCALATED = "escalated", "已升级"


class MeasureTrigger(models.TextChoices):
    """Why a soft measure was begun; several need no violation at all."""

    REQUEST = "request", "当事人申请"
    NEW_UNIT = "new_unit", "新入库单位"
    CENSUS = "census", "专项工作开始前"
    CALENDAR = "calendar", "报送期临近"
    ANOMALY = "anomaly", "数据异常"
    FIRST_MISS = "first_miss", "首次漏报、逾期"
    SLIGHT = "slight", "轻微不规范，可以当场改正"
    AFTER_DECISION = "after_decision", "不予处罚决定之后"
    REPEATED = "repeated", "屡次发生"
    GRAVE_DATA = "grave_data", "差错率高、数据失实"
    NO_EFFECT = "no_effect", "整改不力、承诺没有兑现"


class MeasureMeans(models.TextChoices):
    PHONE = "phone", "电话"
    MESSAGE = "message", "短信、即时消息"
    MATERIAL = "material", "发放材料"
    ON_SITE = "on_site", "当面、上门"
    WRITTEN = "written", "书面"
    MEETING = "meeting", "会议、培训"


class MeasureChoice(models.TextChoices):
    """The party is free; each answer weighs the same."""

    ACCEPT = "accept", "愿意接受"
    DECLINE = "decline", "不接受"


class KeptResult(models.TextChoices):
    KEPT = "kept", "已兑现"
    PARTLY = "partly", "部分兑现"
    NOT_KEPT = "not_kept", "没有兑现"


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


class MessageKind(models.TextChoices):
    """What a party may hand in through its page."""

    STATEMENT = "statement", "陈述、申辩"
    CORRECTION = "correction", "改正情况"


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
    CONTEST = "contest", "对不予立案的异议"
    HAND_OVER = "hand_over", "移交材料"
    FOLLOW = "follow", "跟踪查询"
    REPLY = "reply", "答复、答辩"
    WITHDRAW = "withdraw", "撤回公示"
    REPAIR = "repair", "补救"
    PRESERVE = "preserve", "处理登记保存"
    QUERY = "query", "答复查询"
    COURT = "court", "申请强制执行"
    FILE = "file", "备案"
    HAND_IN = "hand_in", "交回罚款"


class PauseGround(models.TextChoices):
    """Why the limit of a case stands still; what the law takes out of it."""

    HEARING = "hearing", "听证"
    APPRAISAL = "appraisal", "检测、检验、鉴定"
    NOTICE = "notice", "公告送达"
    TRANSFER = "transfer", "移送公安机关，等待答复"


class WarnLevel(models.TextChoices):
    SOON = "soon", "将到期"
    TODAY = "today", "今天到期"
    LATE = "late", "逾期"


class Retention(models.TextChoices):
    """How long the volume is kept."""

    PERMANENT = "permanent", "永久"
    LONG = "long", "30年"
    SHORT = "short", "10年"


class ReviewVerdict(models.TextChoices):
    EXCELLENT = "excellent", "优秀"
    PASSED = "passed", "合格"
    FAILED = "failed", "不合格"


class RemedyKind(models.TextChoices):
    RECONSIDER = "reconsider", "行政复议"
    LITIGATION = "litigation", "行政诉讼"


class RemedyResult(models.TextChoices):
    """What became of it. The last five change the decision or say it was unlawful."""

    UPHELD = "upheld", "维持"
    DISMISSED = "dismissed", "驳回、不予受理"
    WITHDRAWN = "withdrawn", "申请人撤回"
    REVOKED = "revoked", "撤销"
    CHANGED = "changed", "变更"
    REDO = "redo", "撤销并责令重新作出"
    UNLAWFUL = "unlawful", "确认违法"
    SELF = "self", "本局自行改变"


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


class ContestWay(models.TextChoices):
    """What the bureau may do when the police do not file (移送规定9条)."""

    RECONSIDER = "reconsider", "提请公安机关复议"
    PROCURATOR = "procurator", "建议人民检察院立案监督"


class StatementKind(models.TextChoices):
    """What the party did with its right to be heard."""

    STATED = "stated", "已陈述申辩"
    WAIVED = "waived", "明确放弃"
    SILENT = "silent", "期满没有提出"


class Adopted(models.TextChoices):
    YES = "yes", "采纳"
    PARTLY = "partly", "部分采纳"
    NO = "no", "不予采纳"


class RecordKind(models.TextChoices):
    SCENE = "scene", "现场笔录"
    INQUIRY = "inquiry", "询问笔录"


class QueryResult(models.TextChoices):
    ANSWERED = "answered", "已答复"
    REFUSED = "refused", "拒绝答复"
    SILENT = "silent", "期满没有答复"


class MoveKind(models.TextChoices):
    JOINED = "joined", "并案"
    SEPARATED = "split", "分案"


class RegisterKind(models.TextChoices):
    """Where earlier handling of a party may be found."""

    OWN = "own", "本系统的处理决定"
    PAST = "past", "补录的历年处理记录"


class CheckResult(models.TextChoices):
    """未查 and 无 are different answers."""

    NONE = "none", "未发现同类违法"
    FOUND = "found", "有同类违法"
    NOT_SEARCHED = "not_searched", "未查明"
