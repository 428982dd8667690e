"""Papers that only a statistics bureau issues; its pack names them (`papers` of intake.json), no other bureau has them."""

from documents.catalogue.common import CASE_NUMBER, CONTACT, ISSUED_ON, ORGAN, PARTY
from documents.kinds import Context, Field, PaperKind
from documents.words import as_date, zh_date


def _urged_in_time(context: Context) -> list[str]:
    issued, deadline = as_date(context.get("issued_on")), as_date(context.get("deadline"))
    if issued and deadline and deadline < issued:
        return ["催报期限早于成文日期，请重新确定期限。"]
    return []


URGING_NOTICE = PaperKind(
    code="URGING_NOTICE",
    title="催报通知书",
    number_word="催",
    purpose="催促当事人报送逾期的统计资料；有送达证明，才能认定经催报后仍未按时提供。",
    legal_basis=("《中华人民共和国统计法》第八条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field(
            "forms",
            "逾期未报的资料",
            "rows",
            fields=(
                Field("name", "报表或者资料名称"),
                Field("code", "表号", required=False),
                Field("period", "报告期"),
                Field("due", "规定的报送期限", "date"),
            ),
        ),
        Field("duty", "报送义务的依据", "citations"),
        Field("deadline", "催报期限", "date"),
        Field("way", "报送方式", required=False),
        Field("liability", "逾期仍不报送的责任条款", "citations"),
        Field("range", "可能受到的处罚", required=False, help="如“责令改正，给予警告，可以并处10万元以下的罚款”"),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章",),
    copies=("一份送达当事人", "一份归档"),
    template="documents/urging_notice.html",
    pages=1,
    rules=(_urged_in_time,),
)


def answer_after_issue(context: Context) -> list[str]:
    issued, due = as_date(context.get("issued_on")), as_date(context.get("answer_by"))
    if issued and due and due < issued:
        return [f"答复期限{zh_date(due)}早于成文日期{zh_date(issued)}，请重新确定期限。"]
    return []


QUERY = PaperKind(
    code="QUERY",
    title="统计检查查询书",
    number_word="查",
    purpose="书面查询有关事项；当事人应当在期限内书面如实答复。",
    legal_basis=("《中华人民共和国统计法》第三十八条第一款第（一）项",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("reason", "查询的原因", "long"),
        Field("questions", "查询事项", "lines"),
        Field("basis", "查询的依据", "citations"),
        Field("answer_by", "答复期限", "date"),
        Field("way", "答复方式", required=False, help="如“书面答复并加盖公章，附证明资料”"),
        Field("liability", "不答复的责任条款", "citations"),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章",),
    copies=("一份送达当事人", "一份归档"),
    template="documents/query.html",
    pages=1,
    rules=(answer_after_issue,),
)

STATISTICS = (URGING_NOTICE, QUERY)
