"""The ordinary and the simple procedure: end of the investigation, recusal, approvals, penalty on the spot."""

from documents.catalogue.common import CASE_NUMBER, ISSUED_ON, OFFICERS, ORGAN, PARTY
from documents.catalogue.records import OFFENCE, PARTY_ROWS, THREE_APPROVALS
from documents.kinds import Box, Context, Field, PaperKind
from documents.words import as_date

INVESTIGATION_REPORT = PaperKind(
    code="INVESTIGATION_REPORT",
    title="调查终结报告",
    number_word="",
    purpose="报告查明的事实、证据、依据和处理建议，审批调查终结。",
    legal_basis=("《中华人民共和国行政处罚法》第五十七条第一款",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        OFFENCE,
        Field("filed_on", "立案日期", "date"),
        Field("ended_on", "调查终结日期", "date"),
        Field("process", "调查经过", "long", required=False),
        Field("facts", "查明的事实", "long"),
        Field("evidence", "证据", "lines"),
        Field("violated", "违反的规定", "citations", required=False),
        Field("liability", "法律责任条款", "citations"),
        Field("circumstances", "裁量情节", "long"),
        Field("proposal", "处理建议", "long"),
        OFFICERS,
    ),
    signers=("承办人（二人）", "承办机构负责人", "机关负责人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    boxes=(
        (Box("案由", "offence"),),
        *PARTY_ROWS,
        (Box("立案日期", "filed_on"), Box("调查终结", "ended_on")),
        (Box("调查经过", "process"),),
        (Box("查明的事实", "facts"),),
        (Box("证据", "evidence"),),
        (Box("违反的规定", "violated"),),
        (Box("责任条款", "liability"),),
        (Box("裁量情节", "circumstances"),),
        (Box("处理建议", "proposal"),),
        (Box("承办人", "officers", sign="签名"),),
        (Box("承办机构意见", sign="签名", tall=True),),
        (Box("机关负责人审批意见", sign="签名", tall=True),),
    ),
)

DECISION_APPROVAL = PaperKind(
    code="DECISION_APPROVAL",
    title="行政处罚决定审批表",
    number_word="",
    purpose="审批行政处罚决定或者不予行政处罚决定。",
    legal_basis=("《中华人民共和国行政处罚法》第五十七条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        OFFENCE,
        Field("facts", "事实和证据", "long"),
        Field("liability", "依据", "citations"),
        Field("proposal", "拟作决定", "long"),
        Field("statement", "陈述申辩、听证和复核情况", "long", required=False),
        Field("review", "法制审核意见", "long", required=False),
        Field("discussion", "集体讨论结论", "long", required=False),
        Field("handler_opinion", "承办人意见", required=False),
        OFFICERS,
    ),
    signers=("承办人", "承办机构负责人", "机关负责人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    pages=1,
    boxes=(
        (Box("案由", "offence"),),
        *PARTY_ROWS,
        (Box("事实和证据", "facts"),),
        (Box("依据", "liability"),),
        (Box("拟作决定", "proposal"),),
        (Box("申辩听证情况", "statement"),),
        (Box("法制审核", "review"),),
        (Box("集体讨论", "discussion"),),
        (Box("承办人", "officers"),),
        *THREE_APPROVALS,
    ),
)


def _later_than_before(context: Context) -> list[str]:
    before, after = as_date(context.get("old_deadline")), as_date(context.get("new_deadline"))
    if before and after and after <= before:
        return ["延长后的期限应当晚于原来的期限，请核对。"]
    return []


EXTENSION_APPROVAL = PaperKind(
    code="EXTENSION_APPROVAL",
    title="延长办案期限审批表",
    number_word="",
    purpose="案情复杂等原因不能按期办结的，报批延长办理期限。",
    legal_basis=("《中华人民共和国行政处罚法》第六十条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        OFFENCE,
        Field("filed_on", "立案日期", "date"),
        Field("old_deadline", "原办理期限", "date"),
        Field("new_deadline", "延长至", "date"),
        Field("reasons", "延长的理由", "long"),
        Field("handler_opinion", "承办人意见", required=False),
        OFFICERS,
    ),
    signers=("承办人", "承办机构负责人", "机关负责人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    pages=1,
    boxes=(
        (Box("案由", "offence"),),
        *PARTY_ROWS,
        (Box("立案日期", "filed_on"), Box("原办理期限", "old_deadline")),
        (Box("延长至", "new_deadline"),),
        (Box("延长的理由", "reasons"),),
        (Box("承办人", "officers"),),
        *THREE_APPROVALS,
    ),
    rules=(_later_than_before,),
)

RECUSAL_DECISION = PaperKind(
    code="RECUSAL_DECISION",
    title="回避决定书",
    number_word="回避",
    purpose="对回避申请作出决定，告知申请人；决定前不停止调查。",
    legal_basis=("《中华人民共和国行政处罚法》第四十三条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        OFFENCE,
        Field("asked_by", "申请人"),
        Field("asked_on", "申请日期", "date"),
        Field("person", "被申请回避的人员"),
        Field("grounds", "申请的理由", "long"),
        Field("granted", "同意回避", "flag"),
        Field("reasons", "决定的理由", "long"),
        ISSUED_ON,
    ),
    signers=("机关负责人", "机关印章"),
    copies=("一份送达申请人", "一份归档"),
    template="documents/recusal_decision.html",
    decides=True,
    pages=1,
)


def _review_organ_is_known(context: Context) -> list[str]:
    organ = context.get("organ")
    if isinstance(organ, dict) and not organ.get("review_organ"):
        return ["请在本局信息中填写行政复议机关，当场处罚须先申请复议，要写明复议机关。"]
    return []


ON_SPOT_PENALTY = PaperKind(
    code="ON_SPOT_PENALTY",
    title="当场行政处罚决定书",
    number_word="当罚",
    purpose="违法事实确凿、有法定依据、数额较小的，当场作出处罚决定，当场交付，事后备案。",
    legal_basis=("《中华人民共和国行政处罚法》第五十一条", "《中华人民共和国行政处罚法》第五十二条"),
    fields=(
        ORGAN,
        PARTY,
        OFFENCE,
        Field("facts", "违法事实", "long"),
        Field("happened_at", "时间", "moment"),
        Field("place", "地点"),
        Field("liability", "处罚依据", "citations"),
        Field("penalties", "行政处罚", "lines"),
        Field("fine", "其中罚款", required=False),
        Field("pay_to", "缴款方式", required=False),
        Field("statement", "陈述申辩情况", "long"),
        OFFICERS,
        ISSUED_ON,
    ),
    signers=("执法人员（二人）", "当事人", "机关印章"),
    copies=("一份当场交付当事人", "一份报所属机关备案并归档"),
    template="documents/on_spot_penalty.html",
    decides=True,
    pages=2,
    tighter=("fit-1",),
    rules=(_review_organ_is_known,),
)

ORDINARY = (INVESTIGATION_REPORT, DECISION_APPROVAL, EXTENSION_APPROVAL, RECUSAL_DECISION, ON_SPOT_PENALTY)
