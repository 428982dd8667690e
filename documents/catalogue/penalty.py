"""The ordinary procedure: notice of an intended penalty, the decision, the demand; and the transfers."""

from documents.catalogue.common import CASE_NUMBER, CONTACT, ISSUED_ON, ORGAN, PARTY, remedy_is_known
from documents.kinds import Context, Field, PaperKind, Values

OUTCOMES = (
    ("PENALTY", "行政处罚"),
    ("PENALTY_SERIOUS", "行政处罚（情节严重）"),
    ("PENALTY_LENIENT", "从轻或者减轻行政处罚"),
    ("NO_FINE_ORGAN", "国家机关，不处罚款"),
)
_FACTS = (
    Field("offence", "案由"),
    Field("facts", "查明的事实", "long"),
    Field("evidence", "证据", "lines"),
    Field("violated", "违反的规定", "citations"),
    Field("liability", "处罚依据", "citations"),
    Field("outcome", "处理结果", "choice", choices=OUTCOMES),
    Field("reasons", "裁量的理由", "long"),
)


def _organs_pay_no_fine(context: Context) -> list[str]:
    if context.get("outcome") == "NO_FINE_ORGAN" and context.get("fine"):
        return ["对国家机关不处罚款，请删去罚款数额。"]
    return []


def _fine_says_where(context: Context) -> list[str]:
    if context.get("fine") and not context.get("pay_to"):
        return ["有罚款的，请填写缴款方式。"]
    return []


def _reason(values: Values) -> Values:
    outcome = values["outcome"] if values["outcome"] in dict(OUTCOMES) else "PENALTY"
    return {"reason": f"documents/reasons/{outcome}.html"}


PENALTY_NOTICE = PaperKind(
    code="PENALTY_NOTICE",
    title="行政处罚事先告知书",
    number_word="告",
    purpose="告知拟作出的行政处罚和事实、理由、依据，告知陈述、申辩和听证的权利。",
    legal_basis=(
        "《中华人民共和国行政处罚法》第四十四条",
        "《中华人民共和国行政处罚法》第四十五条",
        "《中华人民共和国行政处罚法》第六十四条",
    ),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        *_FACTS,
        Field("penalties", "拟作出的行政处罚", "lines", help="如“警告”“罚款5万元”"),
        Field("fine", "其中罚款", required=False, help="如“5万元”"),
        Field("hearing", "有权要求听证", "flag"),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章",),
    copies=("一份送达当事人", "一份归档"),
    template="documents/penalty_notice.html",
    decides=True,
    pages=2,
    tighter=("fit-1",),
    rules=(_organs_pay_no_fine,),
    derive=_reason,
)

PENALTY_DECISION = PaperKind(
    code="PENALTY_DECISION",
    title="行政处罚决定书",
    number_word="罚决",
    purpose="决定给予行政处罚，写明法律要求的六项内容。",
    legal_basis=(
        "《中华人民共和国行政处罚法》第五十七条第一款第（一）项",
        "《中华人民共和国行政处罚法》第五十九条",
    ),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("filed_on", "立案日期", "date", required=False),
        *_FACTS,
        Field("notice_number", "事先告知书文号"),
        Field("notified_on", "告知日期", "date"),
        Field("statement", "陈述申辩和听证情况", "long"),
        Field("discussed_on", "集体讨论日期", "date", required=False),
        Field("penalties", "行政处罚", "lines"),
        Field("fine", "其中罚款", required=False),
        Field("pay_to", "缴款方式", required=False, help="收款银行和账号，或者电子支付的办法"),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关负责人", "机关印章"),
    copies=("一份送达当事人", "一份归档"),
    template="documents/penalty_decision.html",
    decides=True,
    pages=2,
    tighter=("fit-1",),
    rules=(remedy_is_known, _organs_pay_no_fine, _fine_says_where),
    derive=_reason,
)

CRIME_TRANSFER = PaperKind(
    code="CRIME_TRANSFER",
    title="涉嫌犯罪案件移送书",
    number_word="移",
    purpose="把涉嫌犯罪的案件移送公安机关；批准后24小时内移送。",
    legal_basis=(
        "《中华人民共和国行政处罚法》第二十七条第一款",
        "《行政执法机关移送涉嫌犯罪案件的规定》第五条",
    ),
    fields=(
        ORGAN,
        Field("to", "受移送机关"),
        PARTY,
        CASE_NUMBER,
        Field("facts", "案情", "long"),
        Field("crime", "涉嫌的犯罪", help="如“妨害公务罪”"),
        Field("basis", "依据", "citations"),
        Field("approved_on", "批准移送日期", "date"),
        Field("attached", "附件材料", "lines"),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关正职负责人或者主持工作的负责人", "机关印章", "受移送机关（回执）"),
    copies=("一份送受移送机关", "一份抄送同级人民检察院", "一份归档"),
    template="documents/crime_transfer.html",
    for_party=False,
    decides=True,
    pages=2,
)

JURISDICTION_TRANSFER = PaperKind(
    code="JURISDICTION_TRANSFER",
    title="案件移送函",
    number_word="移",
    purpose="把不属于本机关管辖的案件移送有管辖权的机关。",
    legal_basis=("《中华人民共和国行政处罚法》第二十二条", "《中华人民共和国统计法》第三十六条第二款"),
    fields=(
        ORGAN,
        Field("to", "受移送机关"),
        PARTY,
        CASE_NUMBER,
        Field("facts", "案情", "long"),
        Field("reasons", "移送的理由", "long"),
        Field("basis", "依据", "citations"),
        Field("attached", "附件材料", "lines", required=False),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章", "受移送机关（回执）"),
    copies=("一份送受移送机关", "一份归档"),
    template="documents/jurisdiction_transfer.html",
    for_party=False,
    decides=True,
    pages=1,
)

PENALTY = (PENALTY_NOTICE, PENALTY_DECISION, CRIME_TRANSFER, JURISDICTION_TRANSFER)
