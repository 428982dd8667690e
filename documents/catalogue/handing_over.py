"""What goes to others or comes after: report before a transfer, proposal of discipline, address for service, mending a paper."""

from documents.catalogue.common import CASE_NUMBER, CONTACT, ISSUED_ON, OFFICERS, ORGAN, PARTY
from documents.catalogue.records import OFFENCE, PARTY_ROWS
from documents.kinds import Box, Context, Field, PaperKind
from documents.words import as_date

TRANSFER_APPROVAL = PaperKind(
    code="TRANSFER_APPROVAL",
    title="涉嫌犯罪案件移送审批表",
    number_word="",
    purpose="专案人员核实后报告正职负责人；三日内批准或者不批准，批准后二十四小时内移送。",
    legal_basis=("《行政执法机关移送涉嫌犯罪案件的规定》第五条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        OFFENCE,
        Field("to", "拟移送机关"),
        Field("facts", "案情", "long"),
        Field("crime", "涉嫌的犯罪"),
        Field("evidence", "证据", "lines"),
        Field("reported_at", "报告时间", "moment"),
        Field("decide_by", "批准期限", "date"),
        OFFICERS,
    ),
    signers=("专案人员（二人）", "机关正职负责人或者主持工作的负责人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    pages=1,
    boxes=(
        (Box("案由", "offence"),),
        *PARTY_ROWS,
        (Box("拟移送机关", "to"), Box("涉嫌的犯罪", "crime")),
        (Box("案情", "facts"),),
        (Box("证据", "evidence"),),
        (Box("报告时间", "reported_at"), Box("批准期限", "decide_by")),
        (Box("专案人员", "officers", sign="签名"),),
        (Box("负责人决定", words="□批准移送　□不批准移送，理由：", sign="签名", tall=True),),
    ),
    remark="说明：不批准移送的，应当将理由记录在案。批准的，应当在24小时内向同级公安机关移送。",
)

DISCIPLINE_PROPOSAL = PaperKind(
    code="DISCIPLINE_PROPOSAL",
    title="处分建议书",
    number_word="处建",
    purpose="向公职人员的任免机关、单位提出给予处分的建议；处分由其依法决定。",
    legal_basis=("《中华人民共和国统计法》第四十六条",),
    fields=(
        ORGAN,
        Field("to", "任免机关或者单位"),
        PARTY,
        CASE_NUMBER,
        Field("person", "有关公职人员", help="姓名、单位、职务"),
        Field("facts", "查明的事实", "long"),
        Field("evidence", "证据", "lines"),
        Field("violated", "违反的规定", "citations"),
        Field("basis", "建议的依据", "citations"),
        Field("proposal", "建议", "long"),
        Field("attached", "附件材料", "lines", required=False),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关负责人", "机关印章"),
    copies=("一份送任免机关、单位", "一份归档"),
    template="documents/discipline_proposal.html",
    for_party=False,
    decides=True,
    pages=2,
    tighter=("fit-1",),
)

SERVICE_ADDRESS = PaperKind(
    code="SERVICE_ADDRESS",
    title="送达地址和送达方式确认书",
    number_word="",
    purpose="当事人确认送达地址，自愿选择是否接受电子送达。",
    legal_basis=("《中华人民共和国行政处罚法》第六十一条第二款",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("address", "送达地址"),
        Field("receiver", "收件人"),
        Field("phone", "联系电话"),
        Field("electronic", "同意电子送达", "flag"),
        Field("account", "手机号码或者电子邮箱", required=False),
        Field("confirmed_on", "确认日期", "date", required=False),
        OFFICERS,
    ),
    signers=("当事人", "执法人员（二人）"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    pages=1,
    boxes=(
        *PARTY_ROWS,
        (Box("送达地址", "address"),),
        (Box("收件人", "receiver"), Box("联系电话", "phone")),
        (Box("同意电子送达", "electronic"), Box("号码或者邮箱", "account")),
        (Box("确认日期", "confirmed_on"),),
        (Box("执法人员", "officers", sign="签名"),),
        (
            Box(
                "当事人确认",
                words="以上内容由本人（本单位）填写或者确认，如有变更，将及时书面告知。",
                sign="签名或者盖章",
            ),
        ),
    ),
    remark="说明：是否接受电子送达，由当事人自愿选择；不选择的，不影响当事人的权利。提供的地址不准确或者变更后没有告知的，按本确认书的地址送达。",
)

FOLLOW_UP_RECORD = PaperKind(
    code="FOLLOW_UP_RECORD",
    title="回访记录",
    number_word="",
    purpose="案件办结以后回访当事人，了解改进情况，听取意见。",
    legal_basis=("《中华人民共和国行政处罚法》第六条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("decision_number", "决定文号", required=False),
        Field("visited_on", "回访日期", "date"),
        Field("method", "回访方式"),
        Field("receiver", "接待人"),
        Field("found", "改进情况", "long"),
        Field("words", "当事人意见和建议", "long", required=False),
        Field("next", "需要继续办理的事", "lines", required=False),
        OFFICERS,
    ),
    signers=("回访人（二人）", "接待人"),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    pages=1,
    boxes=(
        *PARTY_ROWS,
        (Box("决定文号", "decision_number"),),
        (Box("回访日期", "visited_on"), Box("回访方式", "method")),
        (Box("接待人", "receiver"),),
        (Box("改进情况", "found"),),
        (Box("当事人意见", "words", tall=True),),
        (Box("继续办理", "next"),),
        (Box("回访人", "officers", sign="签名"),),
        (Box("接待人签名", sign="签名"),),
    ),
    remark="说明：回访不是检查，接待人可以不签名。",
)


def _mended_later(context: Context) -> list[str]:
    issued, before = as_date(context.get("issued_on")), as_date(context.get("old_issued_on"))
    if issued and before and issued < before:
        return ["更正书的成文日期早于被更正的文书，请核对。"]
    return []


PAPER_CORRECTION = PaperKind(
    code="PAPER_CORRECTION",
    title="文书更正通知书",
    number_word="更正",
    purpose="更正已经制发的文书中的笔误；原文书和本通知书一并使用。",
    legal_basis=("《中华人民共和国行政处罚法》第五条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("old_title", "被更正的文书"),
        Field("old_number", "被更正文书的文号"),
        Field("old_issued_on", "被更正文书的日期", "date"),
        Field(
            "changes",
            "更正内容",
            "rows",
            fields=(Field("place", "位置"), Field("was", "原来的文字"), Field("becomes", "更正为")),
        ),
        Field("reasons", "更正的原因", "long"),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章",),
    copies=("一份送达当事人", "一份归档"),
    template="documents/paper_correction.html",
    decides=True,
    pages=1,
    rules=(_mended_later,),
)

HANDING_OVER = (TRANSFER_APPROVAL, DISCIPLINE_PROPOSAL, SERVICE_ADDRESS, FOLLOW_UP_RECORD, PAPER_CORRECTION)
