"""突出问题约谈: the invitation and the record."""

from documents.catalogue.common import CASE_NUMBER, CONTACT, ISSUED_ON, ORGAN, PARTY
from documents.kinds import Box, Context, Field, PaperKind
from documents.words import as_date


def _meeting_after_issue(context: Context) -> list[str]:
    issued, meeting = as_date(context.get("issued_on")), as_date(context.get("meet_at"))
    if issued and meeting and meeting < issued:
        return ["约谈时间早于成文日期，请重新确定。"]
    return []


INTERVIEW_NOTICE = PaperKind(
    code="INTERVIEW_NOTICE",
    title="约谈通知书",
    number_word="约谈",
    purpose="通知有关单位或者人员参加约谈；不是询问，不是行政处罚。",
    legal_basis=("《优化营商环境条例》第五十九条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("invited", "被约谈人", help="如“法定代表人张喆、统计负责人李某”"),
        Field("reason", "约谈事由", "long"),
        Field("purpose", "约谈目的"),
        Field("meet_at", "约谈时间", "moment"),
        Field("place", "约谈地点"),
        Field("hosts", "约谈人员", "lines"),
        Field("bring", "请携带的材料", "lines", required=False),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章",),
    copies=("一份送达被约谈单位", "一份归档"),
    template="documents/interview_notice.html",
    pages=1,
    rules=(_meeting_after_issue,),
)

INTERVIEW_RECORD = PaperKind(
    code="INTERVIEW_RECORD",
    title="约谈记录",
    number_word="",
    purpose="记录约谈的问题、说明、要求和表态。",
    legal_basis=("《中华人民共和国行政处罚法》第四十七条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("notice_number", "约谈通知书文号", required=False),
        Field("met_at", "约谈时间", "moment"),
        Field("place", "地点"),
        Field("hosts", "约谈人员", "lines"),
        Field("invited", "被约谈人"),
        Field("voluntary", "是否自愿参加", "flag"),
        Field("reason", "约谈事由", "long"),
        Field("problems", "指出的问题", "lines"),
        Field("explanation", "被约谈人说明", "long", required=False),
        Field("demands", "整改要求", "lines"),
        Field("deadline", "整改期限", "date", required=False),
        Field("promise", "被约谈人表态", "long", required=False),
        Field("recorder", "记录人"),
    ),
    signers=("约谈人员", "被约谈人", "记录人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    boxes=(
        (Box("被约谈单位", "party.name"),),
        (Box("通知书文号", "notice_number"),),
        (Box("约谈时间", "met_at"), Box("地点", "place")),
        (Box("约谈人员", "hosts"), Box("被约谈人", "invited")),
        (Box("自愿参加", "voluntary"), Box("记录人", "recorder")),
        (Box("约谈事由", "reason"),),
        (Box("指出的问题", "problems"),),
        (Box("被约谈人说明", "explanation", tall=True),),
        (Box("整改要求", "demands"),),
        (Box("整改期限", "deadline"),),
        (Box("被约谈人表态", "promise", tall=True),),
        (Box("约谈人员签名", sign="签名"),),
        (Box("被约谈人签名", words="以上记录已经看过，与所说一致。", sign="签名"),),
    ),
    remark="说明：约谈由被约谈人自愿参加；不参加、不表态的，不作为立案或者加重处理的理由。",
)
