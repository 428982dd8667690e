"""Papers of the soft measures: they ask and explain, they order nothing."""

from documents.catalogue.common import CASE_NUMBER, CONTACT, ISSUED_ON, ORGAN, PARTY, TODO
from documents.catalogue.no_penalty import OUTCOMES, ground
from documents.kinds import Context, Field, PaperKind, Values
from documents.words import NUMBER, as_date

_AFTER = tuple(pair for pair in OUTCOMES if pair[0] != "NP_NOT_ESTABLISHED")


def _decision_number_reads_well(context: Context) -> list[str]:
    number = str(context.get("decision_number") or "")
    if number and not NUMBER.fullmatch(number):
        return [f"决定文号“{number}”写法不对，应如“黔统不罚决〔2026〕1号”。"]
    return []


def _visit_after_issue(context: Context) -> list[str]:
    issued, visit = as_date(context.get("issued_on")), as_date(context.get("visit_on"))
    if issued and visit and visit < issued:
        return ["回访日期早于成文日期，请重新确定。"]
    return []


def _why_exempt(values: Values) -> Values:
    named = bool(values["offence"]) and values["offence"] in values["facts"]
    return {"exempt": dict(OUTCOMES).get(str(values["outcome"]), ""), "named": named, "ground": ground(values)}


MINOR_WARNING = PaperKind(
    code="MINOR_WARNING",
    title="轻微违法警示书",
    number_word="警示",
    purpose="不予行政处罚后对当事人进行教育、警示；不是行政处罚，可以不接受。",
    legal_basis=("《中华人民共和国行政处罚法》第三十三条第三款",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("decision_number", "决定文号", required=False),
        Field("not_filed", "没有立案", "flag", required=False),
        Field("decided_on", "决定日期", "date", later=True),
        Field("outcome", "免罚情形", "choice", choices=_AFTER),
        Field("offence", "案由"),
        Field("facts", "违法事实", help="一两句话"),
        Field("liability", "所涉法律责任条款", "citations"),
        Field("education", "教育内容", "lines", help="每项一句，写明今后怎么做"),
        Field("range", "再犯可能受到的处罚", required=False, help="如“警告，可以并处10万元以下的罚款”"),
        Field("visit_on", "复查回访日期", "date"),
        Field("visit_method", "复查回访方式", required=False),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章",),
    copies=("一份送达当事人", "一份归档"),
    template="documents/minor_warning.html",
    pages=1,
    rules=(_decision_number_reads_well, _visit_after_issue),
    derive=_why_exempt,
)

REMINDER = PaperKind(
    code="REMINDER",
    title="提醒函",
    number_word="提示",
    purpose="行政执法风险提示：指出风险点、依据、可能的后果和防控建议；不是行政处罚。",
    legal_basis=("《优化营商环境条例》第五十九条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("subject", "提醒事项", help="如“按时报送2026年5月工业月报”"),
        Field("reason", "提醒的原因", "long", help="发生了什么或者将要发生什么"),
        Field("risks", "风险点", "lines"),
        Field("basis", "依据", "citations"),
        Field("consequence", "可能的后果"),
        Field("todo", "建议办理的事", "rows", fields=TODO),
        Field("decision_number", "决定文号", required=False),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章",),
    copies=("一份送达当事人", "一份归档"),
    template="documents/reminder.html",
    pages=1,
    rules=(_decision_number_reads_well,),
)

WAYS = (("remind", "提示"), ("persuade", "规劝"), ("advise", "建议"))


GUIDANCE = PaperKind(
    code="GUIDANCE",
    title="行政指导书",
    number_word="指导",
    purpose="以提示、规劝、建议的方式指导当事人依法做好工作；不是行政处罚。",
    legal_basis=("《优化营商环境条例》第五十九条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("subject", "指导事项"),
        Field("reason", "指导的原因", "long"),
        Field("way", "指导方式", "choice", choices=WAYS),
        Field("content", "指导内容", "lines"),
        Field("basis", "依据", "citations", required=False),
        Field("todo", "建议办理的事", "rows", required=False, fields=TODO),
        Field("visit_on", "回访日期", "date", required=False),
        Field("decision_number", "决定文号", required=False),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章",),
    copies=("一份送达当事人", "一份归档"),
    template="documents/guidance.html",
    pages=1,
    rules=(_decision_number_reads_well, _visit_after_issue),
    derive=lambda values: {"way_name": dict(WAYS).get(str(values["way"]), "")},
)

ADMONITION = PaperKind(
    code="ADMONITION",
    title="行政监管劝诫书",
    number_word="劝诫",
    purpose="对轻微不规范的情况进行劝诫，提出改进要求；不是行政处罚，可以不接受。",
    legal_basis=("《优化营商环境条例》第五十九条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("facts", "情况", help="一两句话"),
        Field("basis", "依据", "citations"),
        Field("demands", "劝诫内容", "lines"),
        Field("deadline", "改进期限", "date", required=False),
        Field("visit_on", "回访日期", "date", required=False),
        Field("decision_number", "决定文号", required=False),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("执法人员（二人）", "当事人", "机关印章"),
    copies=("一份送达当事人", "一份归档"),
    template="documents/admonition.html",
    pages=1,
    rules=(_decision_number_reads_well, _visit_after_issue),
)

MEASURES = (
    ("guidance", "行政指导"),
    ("reminder", "行政执法风险提示"),
    ("warning", "轻微违法警示"),
    ("warning/admonition", "行政监管劝诫"),
    ("interview", "突出问题约谈"),
)


def _answer_after_issue(context: Context) -> list[str]:
    issued, answer = as_date(context.get("issued_on")), as_date(context.get("answer_by"))
    if issued and answer and answer < issued:
        return ["答复期限早于成文日期，请重新确定。"]
    return []


OFFER = PaperKind(
    code="OFFER",
    title="柔性措施征求意愿书",
    number_word="征询",
    purpose="告知拟采取的柔性措施，由当事人自由选择；选择不影响处理结果。",
    legal_basis=("《优化营商环境条例》第五十九条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("offence", "案由"),
        Field("facts", "违法事实", help="一两句话"),
        Field("proposal", "拟作处理", help="如“不予行政处罚”"),
        Field("measure", "拟采取的措施", "choice", choices=MEASURES),
        Field("content", "措施的内容", "lines"),
        Field("answer_by", "请于此前答复", "date"),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章", "当事人（回执）"),
    copies=("一份交当事人", "一份附回执归档"),
    template="documents/offer.html",
    pages=1,
    rules=(_answer_after_issue,),
    derive=lambda values: {
        "measure_name": dict(MEASURES).get(str(values["measure"]), ""),
        "named": bool(values["offence"]) and values["offence"] in values["facts"],
    },
)
