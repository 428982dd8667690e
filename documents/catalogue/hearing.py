"""Being heard: statement and defence, and the hearing from notice to report."""

from documents.catalogue.common import CASE_NUMBER, CONTACT, ISSUED_ON, OFFICERS, ORGAN, PARTY
from documents.catalogue.filing import WHEN, WHEN_BOXES, ends_after_it_begins
from documents.kinds import Box, Context, Field, PaperKind
from documents.words import as_date

_READ = "以上笔录已经看过（向我宣读过），与所说一致。"


def _held_after_issue(context: Context) -> list[str]:
    issued, held = as_date(context.get("issued_on")), as_date(context.get("held_at"))
    if issued and held and held <= issued:
        return ["听证应当在举行的七个工作日以前通知，请重新确定听证时间。"]
    return []


STATEMENT_RECORD = PaperKind(
    code="STATEMENT_RECORD",
    title="陈述申辩笔录",
    number_word="",
    purpose="记录当事人的陈述和申辩；不因申辩给予更重的处罚。",
    legal_basis=("《中华人民共和国行政处罚法》第四十五条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("offence", "案由"),
        Field("notice_number", "告知书文号", required=False),
        *WHEN,
        Field("speaker", "陈述申辩人"),
        Field("speaker_role", "身份"),
        Field("words", "陈述申辩的内容", "long"),
        Field("materials", "提交的材料", "lines", required=False),
        Field("recorder", "记录人"),
        OFFICERS,
    ),
    signers=("陈述申辩人", "执法人员（二人）", "记录人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    boxes=(
        (Box("案由", "offence"),),
        (Box("当事人", "party.name"),),
        (Box("告知书文号", "notice_number"),),
        *WHEN_BOXES,
        (Box("陈述申辩人", "speaker"), Box("身份", "speaker_role")),
        (Box("陈述申辩内容", "words"),),
        (Box("提交的材料", "materials"),),
        (Box("记录人", "recorder"),),
        (Box("执法人员", "officers", sign="签名"),),
        (Box("陈述申辩人签名", words=_READ, sign="签名"),),
    ),
    rules=(ends_after_it_begins,),
    remark="说明：当事人的事实、理由和证据成立的，应当采纳；不得因陈述、申辩给予更重的处罚。",
)

HEARING_RIGHT_NOTICE = PaperKind(
    code="HEARING_RIGHT_NOTICE",
    title="行政处罚听证告知书",
    number_word="听告",
    purpose="告知当事人有权要求举行听证；五个工作日内提出。",
    legal_basis=(
        "《中华人民共和国行政处罚法》第六十三条第一款",
        "《中华人民共和国行政处罚法》第六十四条第（一）项",
    ),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("offence", "案由"),
        Field("notice_number", "事先告知书文号", required=False),
        Field("facts", "查明的事实", "long"),
        Field("liability", "处罚依据", "citations"),
        Field("penalties", "拟作出的行政处罚", "lines"),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章",),
    copies=("一份送达当事人", "一份归档"),
    template="documents/hearing_right_notice.html",
    decides=True,
    pages=1,
)

HEARING_NOTICE = PaperKind(
    code="HEARING_NOTICE",
    title="行政处罚听证通知书",
    number_word="听",
    purpose="在举行听证的七个工作日以前通知时间、地点和人员。",
    legal_basis=("《中华人民共和国行政处罚法》第六十四条第（二）项",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("offence", "案由"),
        Field("asked_on", "当事人提出听证的日期", "date"),
        Field("held_at", "听证时间", "moment"),
        Field("place", "听证地点"),
        Field("chair", "听证主持人"),
        Field("recorder", "记录人", required=False),
        Field("open", "公开举行", "flag"),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章",),
    copies=("一份送达当事人", "一份归档"),
    template="documents/hearing_notice.html",
    pages=1,
    rules=(_held_after_issue,),
)

HEARING_RECORD = PaperKind(
    code="HEARING_RECORD",
    title="听证笔录",
    number_word="",
    purpose="记录听证的经过；作出决定应当根据听证笔录。",
    legal_basis=("《中华人民共和国行政处罚法》第六十四条第（八）项",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("offence", "案由"),
        *WHEN,
        Field("open", "公开举行", "flag"),
        Field("chair", "听证主持人"),
        Field("recorder", "记录人"),
        Field("attending", "当事人及其代理人", "lines"),
        Field("investigators", "调查人员", "lines"),
        Field("opening", "告知权利和申请回避情况", "long"),
        Field("case_for", "调查人员提出的事实、证据和建议", "long"),
        Field("defence", "当事人的申辩和质证", "long"),
        Field("last_words", "最后陈述", "long", required=False),
    ),
    signers=("当事人及其代理人（逐页）", "听证主持人", "调查人员", "记录人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    boxes=(
        (Box("案由", "offence"),),
        (Box("当事人", "party.name"),),
        *WHEN_BOXES,
        (Box("主持人", "chair"), Box("记录人", "recorder")),
        (Box("公开举行", "open"),),
        (Box("当事人一方", "attending"),),
        (Box("调查人员", "investigators"),),
        (Box("告知和回避", "opening"),),
        (Box("调查人员意见", "case_for"),),
        (Box("申辩和质证", "defence"),),
        (Box("最后陈述", "last_words"),),
        (Box("主持人、记录人", sign="签名"),),
        (Box("当事人一方签名", words=_READ, sign="签名或者盖章"),),
    ),
    rules=(ends_after_it_begins,),
    remark="说明：当事人或者其代理人拒绝签名或者盖章的，由听证主持人在笔录中注明。",
)

HEARING_REPORT = PaperKind(
    code="HEARING_REPORT",
    title="听证报告",
    number_word="",
    purpose="听证主持人报告听证情况和处理意见。",
    legal_basis=("《中华人民共和国行政处罚法》第六十五条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("offence", "案由"),
        Field("held_at", "听证时间", "moment"),
        Field("place", "地点"),
        Field("chair", "听证主持人"),
        Field("attending", "参加人", "lines"),
        Field("disputes", "争议的焦点", "lines"),
        Field("findings", "查明的情况", "long"),
        Field("opinion", "处理意见", "long"),
        Field("made_on", "报告日期", "date"),
    ),
    signers=("听证主持人", "机关负责人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    boxes=(
        (Box("案由", "offence"),),
        (Box("当事人", "party.name"),),
        (Box("听证时间", "held_at"), Box("地点", "place")),
        (Box("主持人", "chair"), Box("报告日期", "made_on")),
        (Box("参加人", "attending"),),
        (Box("争议焦点", "disputes"),),
        (Box("查明的情况", "findings"),),
        (Box("处理意见", "opinion", sign="听证主持人签名"),),
        (Box("机关负责人意见", sign="签名", tall=True),),
    ),
)

HEARING = (STATEMENT_RECORD, HEARING_RIGHT_NOTICE, HEARING_NOTICE, HEARING_RECORD, HEARING_REPORT)
