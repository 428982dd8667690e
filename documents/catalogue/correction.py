"""责令改正."""

from documents.catalogue.common import CASE_NUMBER, CONTACT, ISSUED_ON, ORGAN, PARTY
from documents.kinds import Context, Field, PaperKind, Values
from documents.words import as_date, flow, zh_date

TO_CORRECT = "《中华人民共和国行政处罚法》第二十八条第一款"


def _deadline_after_issue(context: Context) -> list[str]:
    issued, deadline = as_date(context.get("issued_on")), as_date(context.get("deadline"))
    if issued and deadline and deadline < issued:
        return [f"改正期限{zh_date(deadline)}早于成文日期{zh_date(issued)}，请重新确定期限。"]
    return []


def _basis_and_name(values: Values) -> Values:
    basis = [*(citation for citation in values["liability"] if citation != TO_CORRECT), TO_CORRECT]
    return {"basis": basis, "named": bool(values["offence"]) and values["offence"] in flow(values["facts"])}


CORRECTION_ORDER = PaperKind(
    code="CORRECTION_ORDER",
    title="责令改正通知书",
    number_word="责改",
    purpose="责令当事人在期限内改正违法行为；本身不是行政处罚。",
    legal_basis=(TO_CORRECT,),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("offence", "案由", help="如“提供不真实统计资料”"),
        Field("facts", "违法事实", "long"),
        Field("evidence", "证据", "lines", required=False),
        Field("violated", "违反的规定", "citations", required=False, help="义务条款，如统计法第八条"),
        Field("liability", "改正的依据", "citations", help="法律责任条款，长写法"),
        Field("demands", "改正要求", "lines"),
        Field("deadline", "改正期限", "date"),
        Field("report", "改正情况报送", required=False, help="如“书面报送本局执法监督科，并附更正后的报表”"),
        Field("recheck_on", "复查日期", "date", required=False),
        Field("recheck_method", "复查方式"),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章",),
    copies=("一份送达当事人", "一份归档"),
    template="documents/correction_order.html",
    decides=True,
    pages=2,
    tighter=("fit-1",),
    rules=(_deadline_after_issue,),
    derive=_basis_and_name,
)
