"""Records and internal forms: what was done, by whom, seen by whom."""

from documents.catalogue.common import CASE_NUMBER, OFFICERS, ORGAN, PARTY
from documents.kinds import Box, Context, Field, PaperKind
from documents.words import as_date

CORRECTED = (("full", "全部改正"), ("partial", "部分改正"), ("none", "没有改正"), ("refused", "拒绝改正"))
METHODS = (
    ("direct", "直接送达"),
    ("leave", "留置送达"),
    ("post", "邮寄送达"),
    ("electronic", "电子送达"),
    ("entrust", "委托送达"),
    ("public", "公告送达"),
)
OFFENCE = Field("offence", "案由")
PARTY_ROWS = (
    (Box("当事人", "party.name"),),
    (Box("信用代码", "party.credit_code"), Box("负责人", "party.representative")),
)
_OFFICER_ROWS = (
    (Box("执法人员", "officers", sign="签名"),),
    (Box("当事人签名", sign="签名或者盖章"),),
)
THREE_APPROVALS = (
    (Box("承办人意见", "handler_opinion", sign="签名"),),
    (Box("承办机构意见", sign="签名", tall=True),),
    (Box("机关负责人审批意见", sign="签名", tall=True),),
)


def _full_needs_its_day(context: Context) -> list[str]:
    errors = []
    if context.get("result") == "full" and not context.get("done_on"):
        errors.append("全部改正的，请填写“改正完成日期”。")
    done, seen = as_date(context.get("done_on")), as_date(context.get("rechecked_on"))
    if done and seen and done > seen:
        errors.append("改正完成日期晚于复查日期，请核对。")
    return errors


RECHECK_RECORD = PaperKind(
    code="RECHECK_RECORD",
    title="责令改正复查记录",
    number_word="",
    purpose="记录责令改正以后的复查情况。",
    legal_basis=("《中华人民共和国行政处罚法》第二十八条第一款", "《中华人民共和国行政处罚法》第四十七条"),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        OFFENCE,
        Field("order_number", "责令改正通知书文号", required=False),
        Field("deadline", "改正期限", "date", required=False),
        Field("demands", "改正要求", "lines"),
        Field("rechecked_on", "复查日期", "date"),
        Field("method", "复查方式"),
        Field("result", "复查结果", "choice", choices=CORRECTED),
        Field("done_on", "改正完成日期", "date", required=False),
        Field("findings", "复查情况", "long"),
        Field("evidence", "证据", "lines", required=False),
        Field("words", "当事人意见", "long", required=False),
        OFFICERS,
    ),
    signers=("执法人员（二人）", "当事人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    pages=1,
    boxes=(
        *PARTY_ROWS,
        (Box("案由", "offence"),),
        (Box("通知书文号", "order_number"), Box("改正期限", "deadline")),
        (Box("改正要求", "demands"),),
        (Box("复查日期", "rechecked_on"), Box("复查方式", "method")),
        (Box("复查结果", "result"), Box("改正完成", "done_on")),
        (Box("复查情况", "findings"),),
        (Box("证据", "evidence"),),
        (Box("当事人意见", "words", tall=True),),
        *_OFFICER_ROWS,
    ),
    remark="说明：当事人拒绝签名的，由两名执法人员在当事人签名栏注明。",
    rules=(_full_needs_its_day,),
)

EDUCATION_RECORD = PaperKind(
    code="EDUCATION_RECORD",
    title="教育记录",
    number_word="",
    purpose="记录依法不予行政处罚时对当事人的教育。",
    legal_basis=("《中华人民共和国行政处罚法》第三十三条第三款",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        OFFENCE,
        Field("decision_number", "决定文号", required=False),
        Field("taught_on", "教育日期", "date"),
        Field("place", "地点", required=False),
        Field("recipient", "受教育人"),
        Field("recipient_role", "身份", required=False),
        Field("content", "教育内容", "lines"),
        Field("words", "受教育人表示", "long", required=False),
        OFFICERS,
    ),
    signers=("执法人员（二人）", "受教育人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    pages=1,
    boxes=(
        *PARTY_ROWS,
        (Box("案由", "offence"),),
        (Box("决定文号", "decision_number"), Box("教育日期", "taught_on")),
        (Box("地点", "place"),),
        (Box("受教育人", "recipient"), Box("身份", "recipient_role")),
        (Box("教育内容", "content"),),
        (Box("受教育人表示", "words", tall=True),),
        (Box("执法人员", "officers", sign="签名"),),
        (Box("受教育人签名", sign="签名"),),
    ),
    remark="说明：教育不是行政处罚。受教育人可以不签名，由两名执法人员注明。",
)


def _left_needs_a_witness(context: Context) -> list[str]:
    if context.get("method") == "leave" and not (context.get("witness") and context.get("refusal")):
        return ["留置送达的，请填写见证人和拒收事由。"]
    return []


SERVICE_RECEIPT = PaperKind(
    code="SERVICE_RECEIPT",
    title="送达回证",
    number_word="",
    purpose="证明文书何时、以何种方式送达何人。",
    legal_basis=("《中华人民共和国行政处罚法》第六十一条",),
    fields=(
        ORGAN,
        CASE_NUMBER,
        OFFENCE,
        Field("recipient", "受送达人"),
        Field("place", "送达地点"),
        Field(
            "papers",
            "送达文书",
            "rows",
            fields=(Field("title", "文书名称"), Field("number", "文号", required=False)),
        ),
        Field("method", "送达方式", "choice", choices=METHODS),
        Field("served_at", "送达时间", "moment", required=False),
        Field("received_by", "签收人", required=False),
        Field("relation", "签收人与受送达人的关系", required=False),
        Field("refusal", "拒收事由", required=False),
        Field("witness", "见证人", required=False),
        OFFICERS,
        Field("note", "备注", required=False),
    ),
    signers=("受送达人", "送达人（二人）"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    pages=1,
    boxes=(
        (Box("案由", "offence"),),
        (Box("受送达人", "recipient"),),
        (Box("送达地点", "place"),),
        (Box("送达文书", "papers"),),
        (Box("送达方式", "method"), Box("送达时间", "served_at")),
        (Box("签收人", "received_by"), Box("与受送达人关系", "relation")),
        (Box("签收", sign="受送达人签名或者盖章"),),
        (Box("拒收事由", "refusal"), Box("见证人", "witness")),
        (Box("送达人", "officers", sign="签名"),),
        (Box("备注", "note"),),
    ),
    remark="说明：受送达人不在的，交其同住成年家属、法定代表人、负责人或者负责收件的人签收；拒绝签收的，邀请见证人到场，注明情况后留置送达。",
    rules=(_left_needs_a_witness,),
)

FILING_APPROVAL = PaperKind(
    code="FILING_APPROVAL",
    title="立案审批表",
    number_word="",
    purpose="对符合立案标准的违法线索审批立案。",
    legal_basis=("《中华人民共和国行政处罚法》第五十四条第二款",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("source", "案件来源"),
        Field("discovered_on", "发现日期", "date"),
        OFFENCE,
        Field("facts", "案情", "long"),
        Field("reasons", "立案理由", "long"),
        Field("basis", "立案依据", "citations"),
        Field("handler_opinion", "承办人意见", required=False),
        Field("phone", "当事人电话", required=False),
        OFFICERS,
    ),
    signers=("承办人", "承办机构负责人", "机关负责人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    pages=1,
    boxes=(
        (Box("案件来源", "source"), Box("发现日期", "discovered_on")),
        (Box("案由", "offence"),),
        *PARTY_ROWS,
        (Box("住所", "party.address"), Box("电话", "phone")),
        (Box("案情", "facts"),),
        (Box("立案理由", "reasons"),),
        (Box("立案依据", "basis"),),
        (Box("承办人", "officers"),),
        *THREE_APPROVALS,
    ),
    remark="说明：经审批不立案的，在机关负责人审批意见栏写明理由。",
)

CLOSING_APPROVAL = PaperKind(
    code="CLOSING_APPROVAL",
    title="结案报告",
    number_word="",
    purpose="报告处理、执行、公示和回访情况，审批结案。",
    legal_basis=("《中华人民共和国行政处罚法》第四十七条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        OFFENCE,
        Field("filed_on", "立案日期", "date"),
        Field("decided_on", "决定日期", "date", required=False),
        Field("decision_number", "决定文号", required=False),
        Field("result", "处理结果", "long"),
        Field("execution", "执行情况", "long"),
        Field("publication", "公示情况", required=False),
        Field("revisit", "回访安排", required=False),
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
        (Box("立案日期", "filed_on"), Box("决定日期", "decided_on")),
        (Box("决定文号", "decision_number"),),
        (Box("处理结果", "result"),),
        (Box("执行情况", "execution"),),
        (Box("公示情况", "publication"),),
        (Box("回访安排", "revisit"),),
        (Box("承办人", "officers"),),
        *THREE_APPROVALS,
    ),
)

RECORDS = (RECHECK_RECORD, EDUCATION_RECORD, SERVICE_RECEIPT, FILING_APPROVAL, CLOSING_APPROVAL)
