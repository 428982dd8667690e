"""After the decision: demand, application to the court, payment by instalments, what was carried out and published."""

from documents.catalogue.common import CASE_NUMBER, CONTACT, ISSUED_ON, OFFICERS, ORGAN, PARTY
from documents.catalogue.records import OFFENCE, PARTY_ROWS, THREE_APPROVALS
from documents.kinds import Box, Context, Field, PaperKind
from documents.words import as_date

_DECISION = (Field("decision_number", "决定文号"), Field("decided_on", "决定日期", "date"))


def _pay_after_issue(context: Context) -> list[str]:
    issued, due = as_date(context.get("issued_on")), as_date(context.get("pay_by"))
    if issued and due and due < issued:
        return ["履行期限早于成文日期，请重新确定期限。"]
    return []


PAYMENT_DEMAND = PaperKind(
    code="PAYMENT_DEMAND",
    title="行政处罚决定履行催告书",
    number_word="催告",
    purpose="申请人民法院强制执行以前催告当事人履行；送达十个工作日后仍不履行的才能申请。",
    legal_basis=("《中华人民共和国行政强制法》第五十四条", "《中华人民共和国行政强制法》第三十五条"),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        *_DECISION,
        Field("served_on", "决定书送达日期", "date"),
        Field("owed", "尚未履行的义务", "lines"),
        Field("amounts", "金额", "rows", fields=(Field("name", "项目"), Field("amount", "金额"))),
        Field("total", "合计"),
        Field("pay_by", "履行期限", "date"),
        Field("pay_to", "缴款方式"),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章",),
    copies=("一份送达当事人", "一份归档"),
    template="documents/payment_demand.html",
    decides=True,
    pages=1,
    rules=(_pay_after_issue,),
)

ENFORCEMENT_APPLICATION = PaperKind(
    code="ENFORCEMENT_APPLICATION",
    title="强制执行申请书",
    number_word="强申",
    purpose="申请人民法院强制执行；期限届满之日起三个月内提出。",
    legal_basis=("《中华人民共和国行政强制法》第五十三条", "《中华人民共和国行政强制法》第五十五条"),
    fields=(
        ORGAN,
        Field("court", "受理法院"),
        PARTY,
        CASE_NUMBER,
        *_DECISION,
        Field("request", "申请执行的事项", "lines"),
        Field("facts", "事实和理由", "long"),
        Field("demand_number", "催告书文号"),
        Field("demanded_on", "催告书送达日期", "date"),
        Field("answer", "当事人的意见和催告情况", "long"),
        Field("attached", "附件材料", "lines"),
        Field("head", "机关负责人"),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关负责人", "机关印章"),
    copies=("一份送人民法院", "一份归档"),
    template="documents/enforcement_application.html",
    for_party=False,
    decides=True,
    pages=2,
    tighter=("fit-1",),
)

INSTALMENT_APPROVAL = PaperKind(
    code="INSTALMENT_APPROVAL",
    title="延期（分期）缴纳罚款审批表",
    number_word="",
    purpose="当事人确有经济困难的，审批延期或者分期缴纳罚款。",
    legal_basis=("《中华人民共和国行政处罚法》第六十六条第二款",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        *_DECISION,
        Field("fine", "罚款数额"),
        Field("due_on", "原缴款期限", "date"),
        Field("asked_on", "申请日期", "date"),
        Field("grounds", "当事人的理由", "long"),
        Field("plan", "缴纳计划", "rows", fields=(Field("due", "缴纳日期", "date"), Field("amount", "金额"))),
        Field("handler_opinion", "承办人意见", required=False),
        OFFICERS,
    ),
    signers=("承办人", "承办机构负责人", "机关负责人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    pages=1,
    boxes=(
        *PARTY_ROWS,
        (Box("决定文号", "decision_number"), Box("决定日期", "decided_on")),
        (Box("罚款数额", "fine"), Box("原缴款期限", "due_on")),
        (Box("申请日期", "asked_on"),),
        (Box("当事人的理由", "grounds"),),
        (Box("缴纳计划", "plan"),),
        (Box("承办人", "officers"),),
        *THREE_APPROVALS,
    ),
    remark="说明：批准延期或者分期期间，不加处罚款。",
)

EXECUTION_RECORD = PaperKind(
    code="EXECUTION_RECORD",
    title="行政处罚执行情况记录",
    number_word="",
    purpose="记录决定的履行：何时、以何种方式、履行多少。",
    legal_basis=("《中华人民共和国行政处罚法》第六十七条", "《中华人民共和国行政处罚法》第七十二条"),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        *_DECISION,
        Field("served_on", "送达日期", "date"),
        Field("penalties", "决定的内容", "lines"),
        Field("due_on", "履行期限", "date", required=False),
        Field(
            "payments",
            "缴款",
            "rows",
            required=False,
            fields=(
                Field("paid_on", "日期", "date"),
                Field("amount", "金额"),
                Field("receipt", "票据", required=False),
            ),
        ),
        Field("surcharge", "加处罚款", required=False),
        Field("result", "执行结果", "long"),
        OFFICERS,
    ),
    signers=("执法人员（二人）",),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    pages=1,
    boxes=(
        *PARTY_ROWS,
        (Box("决定文号", "decision_number"), Box("决定日期", "decided_on")),
        (Box("送达日期", "served_on"), Box("履行期限", "due_on")),
        (Box("决定的内容", "penalties"),),
        (Box("缴款", "payments"),),
        (Box("加处罚款", "surcharge"),),
        (Box("执行结果", "result"),),
        (Box("记录人", "officers", sign="签名"),),
    ),
)

PUBLICATION_RECORD = PaperKind(
    code="PUBLICATION_RECORD",
    title="行政执法信息公示记录",
    number_word="",
    purpose="记录决定的公示、不公示的理由和撤下情况。",
    legal_basis=("《中华人民共和国行政处罚法》第四十八条",),
    fields=(
        ORGAN,
        CASE_NUMBER,
        OFFENCE,
        *_DECISION,
        Field("due_on", "公示期限", "date"),
        Field("published_on", "公示日期", "date", required=False),
        Field("place", "公示平台", required=False),
        Field("until", "公示截止日期", "date", required=False),
        Field("hidden", "隐去的内容", "lines", required=False),
        Field("reasons", "不公示或者撤下的理由", "long", required=False),
        Field("withdrawn_on", "撤下日期", "date", required=False),
        OFFICERS,
    ),
    signers=("执法人员（二人）", "承办机构负责人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    pages=1,
    boxes=(
        (Box("案由", "offence"),),
        (Box("决定文号", "decision_number"), Box("决定日期", "decided_on")),
        (Box("公示期限", "due_on"), Box("公示日期", "published_on")),
        (Box("公示平台", "place"), Box("公示截止", "until")),
        (Box("隐去的内容", "hidden"),),
        (Box("不公示或撤下理由", "reasons"),),
        (Box("撤下日期", "withdrawn_on"),),
        (Box("经办人", "officers", sign="签名"),),
        (Box("承办机构意见", sign="签名", tall=True),),
    ),
    remark="说明：能够识别单个统计调查对象的资料、个人隐私和商业秘密不得公示。",
)

EXECUTION = (PAYMENT_DEMAND, ENFORCEMENT_APPLICATION, INSTALMENT_APPROVAL, EXECUTION_RECORD, PUBLICATION_RECORD)
