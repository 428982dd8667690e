"""Before the decision: records of what was seen and said, legal review, collective discussion."""

from documents.catalogue.common import CASE_NUMBER, OFFICERS, ORGAN, PARTY
from documents.kinds import Box, Context, Field, PaperKind
from documents.words import as_moment


def ends_after_it_begins(context: Context) -> list[str]:
    begun, ended = (as_moment(str(context.get(name) or "")) for name in ("begun_at", "ended_at"))
    if begun and ended and ended.replace(tzinfo=None) < begun.replace(tzinfo=None):
        return ["结束时间早于开始时间，请核对。"]
    return []


WHEN = (Field("begun_at", "开始时间", "moment"), Field("ended_at", "结束时间", "moment"), Field("place", "地点"))
WHEN_BOXES = ((Box("开始时间", "begun_at"), Box("结束时间", "ended_at")), (Box("地点", "place"),))
_READ = "以上笔录已经看过（向我宣读过），与所说所见一致。"

SCENE_RECORD = PaperKind(
    code="SCENE_RECORD",
    title="现场笔录",
    number_word="",
    purpose="记录现场检查的经过和看到的情况。",
    legal_basis=("《中华人民共和国行政处罚法》第五十五条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        *WHEN,
        Field("present", "在场人员", help="姓名、职务"),
        Field("shown", "出示证件和告知情况", "long"),
        Field("seen", "检查情况", "long"),
        Field("words", "当事人意见", "long", required=False),
        Field("recorder", "记录人"),
        OFFICERS,
    ),
    signers=("执法人员（二人）", "当事人", "记录人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    boxes=(
        (Box("当事人", "party.name"),),
        *WHEN_BOXES,
        (Box("在场人员", "present"), Box("记录人", "recorder")),
        (Box("出示证件和告知", "shown"),),
        (Box("检查情况", "seen"),),
        (Box("当事人意见", "words", tall=True),),
        (Box("执法人员", "officers", sign="签名"),),
        (Box("当事人签名", words=_READ, sign="签名"),),
    ),
    rules=(ends_after_it_begins,),
    remark="说明：当事人逐页签名，修改处按指印；拒绝签名的，由两名执法人员注明。",
)

INQUIRY_RECORD = PaperKind(
    code="INQUIRY_RECORD",
    title="询问笔录",
    number_word="",
    purpose="记录向当事人或者有关人员询问的问和答。",
    legal_basis=("《中华人民共和国行政处罚法》第五十五条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        *WHEN,
        Field("asked", "被询问人"),
        Field("asked_role", "职务或者与案件的关系"),
        Field("phone", "联系电话", required=False),
        Field(
            "dialogue",
            "问答",
            "rows",
            fields=(Field("question", "问", "long"), Field("answer", "答", "long")),
        ),
        Field("recorder", "记录人"),
        OFFICERS,
    ),
    signers=("被询问人（逐页）", "执法人员（二人）", "记录人"),
    copies=("归档",),
    template="documents/inquiry_record.html",
    for_party=False,
    rules=(ends_after_it_begins,),
)

LEGAL_REVIEW = PaperKind(
    code="LEGAL_REVIEW",
    title="法制审核意见表",
    number_word="",
    purpose="在作出行政处罚决定以前进行法制审核。",
    legal_basis=("《中华人民共和国行政处罚法》第五十八条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("offence", "案由"),
        Field("section", "送审机构"),
        Field("sent_on", "送审日期", "date"),
        Field("proposal", "拟作处理", "long"),
        Field("subject", "主体和管辖", "long"),
        Field("facts", "事实和证据", "long"),
        Field("law", "适用法律", "long"),
        Field("discretion", "裁量", "long"),
        Field("procedure", "程序", "long"),
        Field("papers", "文书", "long", required=False),
        Field("crime", "是否涉嫌犯罪", "long"),
        Field("opinion", "审核意见", "long"),
        Field("reviewer", "审核人"),
        Field("qualification", "法律职业资格", required=False),
    ),
    signers=("法制审核人员", "机关负责人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    pages=1,
    boxes=(
        (Box("案由", "offence"),),
        (Box("当事人", "party.name"),),
        (Box("送审机构", "section"), Box("送审日期", "sent_on")),
        (Box("拟作处理", "proposal"),),
        (Box("主体和管辖", "subject"),),
        (Box("事实和证据", "facts"),),
        (Box("适用法律", "law"),),
        (Box("裁量", "discretion"),),
        (Box("程序", "procedure"),),
        (Box("文书", "papers"),),
        (Box("涉嫌犯罪", "crime"),),
        (Box("审核人", "reviewer"), Box("资格", "qualification")),
        (Box("审核意见", "opinion", sign="签名"),),
        (Box("机关负责人意见", sign="签名", tall=True),),
    ),
)

DISCUSSION_RECORD = PaperKind(
    code="DISCUSSION_RECORD",
    title="重大案件集体讨论记录",
    number_word="",
    purpose="记录机关负责人对情节复杂或者重大违法行为的集体讨论。",
    legal_basis=("《中华人民共和国行政处罚法》第五十七条第二款",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("offence", "案由"),
        *WHEN,
        Field("chair", "主持人"),
        Field("attending", "参加人", "lines"),
        Field("listening", "列席人", "lines", required=False),
        Field("report", "案情汇报", "long"),
        Field("opinions", "讨论意见", "rows", fields=(Field("name", "姓名"), Field("words", "意见", "long"))),
        Field("conclusion", "结论", "long"),
        Field("recorder", "记录人"),
    ),
    signers=("主持人", "参加人", "记录人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    boxes=(
        (Box("案由", "offence"),),
        (Box("当事人", "party.name"),),
        *WHEN_BOXES,
        (Box("主持人", "chair"), Box("记录人", "recorder")),
        (Box("参加人", "attending"),),
        (Box("列席人", "listening"),),
        (Box("案情汇报", "report"),),
        (Box("讨论意见", "opinions"),),
        (Box("结论", "conclusion"),),
        (Box("参加人签名", sign="签名", tall=True),),
    ),
    rules=(ends_after_it_begins,),
)

FILING = (SCENE_RECORD, INQUIRY_RECORD, LEGAL_REVIEW, DISCUSSION_RECORD)
