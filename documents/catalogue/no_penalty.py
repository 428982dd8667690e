"""不予行政处罚决定书: one text per outcome in templates/documents/reasons/."""

from documents.catalogue.common import CASE_NUMBER, CONTACT, ISSUED_ON, ORGAN, PARTY, remedy_is_known
from documents.kinds import Context, Field, PaperKind, Values
from documents.words import join_citations, without

OUTCOMES = (
    ("NP_MANDATORY_MINOR", "违法行为轻微并及时改正，没有造成危害后果"),
    ("NP_DISCRETIONARY_FIRST", "初次违法且危害后果轻微并及时改正"),
    ("ESCALATE_MANUAL", "重点领域初次违法且危害后果轻微并及时改正，经集体讨论"),
    ("NP_MANDATORY_NO_FAULT", "没有主观过错"),
    ("NP_TIME_BARRED", "超过追责期限"),
    ("NP_NO_CAPACITY", "没有责任能力"),
    ("NP_NOT_ESTABLISHED", "违法事实不能成立或者没有处罚依据"),
    ("EDUCATE_INDIVIDUAL", "普查中的个人，依法只责令改正、批评教育"),
)
VARIANTS = (
    ("facts", "违法事实不能成立"),
    ("basis", "没有处罚依据或者主体不适用"),
    ("age", "不满十四周岁"),
    ("mind", "不能辨认或者不能控制自己行为"),
)
_NEEDED = {
    "NP_MANDATORY_MINOR": (("minor_reason", "轻微的理由"), ("corrected_on", "改正完成日期"), ("harm", "危害后果情况")),
    "NP_DISCRETIONARY_FIRST": (
        ("first_check", "初次违法的核查情况"),
        ("corrected_on", "改正完成日期"),
        ("harm", "危害后果情况"),
        ("reasons", "说理"),
    ),
    "ESCALATE_MANUAL": (
        ("first_check", "初次违法的核查情况"),
        ("corrected_on", "改正完成日期"),
        ("harm", "危害后果情况"),
        ("reasons", "说理"),
        ("discussed_on", "集体讨论日期"),
    ),
    "NP_MANDATORY_NO_FAULT": (("fault_evidence", "没有主观过错的证据"),),
    "NP_TIME_BARRED": (("act_ended_on", "行为发生或者终了日期"), ("discovered_on", "发现日期")),
    "NP_NO_CAPACITY": (("variant", "情形"), ("reasons", "说理")),
    "NP_NOT_ESTABLISHED": (("variant", "情形"), ("reasons", "说理")),
    "EDUCATE_INDIVIDUAL": (),
}
_VARIANTS_OF = {"NP_NO_CAPACITY": ("age", "mind"), "NP_NOT_ESTABLISHED": ("facts", "basis")}
# Where the act stands, the party must be educated (行政处罚法 33③) and the liability article named.
_ACT_STANDS = (
    "NP_MANDATORY_MINOR",
    "NP_DISCRETIONARY_FIRST",
    "ESCALATE_MANUAL",
    "NP_MANDATORY_NO_FAULT",
    "EDUCATE_INDIVIDUAL",
)


def _what_the_outcome_needs(context: Context) -> list[str]:
    outcome = str(context.get("outcome"))
    name = dict(OUTCOMES)[outcome]
    needed = list(_NEEDED[outcome])
    if outcome in _ACT_STANDS:
        needed += [("education", "教育内容"), ("liability", "所涉法律责任条款")]
    errors = [f"以“{name}”不予行政处罚的，请填写“{label}”。" for key, label in needed if not context.get(key)]
    allowed = _VARIANTS_OF.get(outcome)
    if allowed and context.get("variant") and context["variant"] not in allowed:
        errors.append(f"“情形”应为：{'、'.join(dict(VARIANTS)[code] for code in allowed)}。")
    return errors


_GROUNDS = {
    "NP_MANDATORY_NO_FAULT": "第三十三条第二款",
    "NP_TIME_BARRED": "第三十六条",
    "NP_NOT_ESTABLISHED": "第五十七条第一款第（三）项",
}


def ground(values: Values) -> str:
    """The provision an outcome rests on."""
    outcome = values["outcome"]
    if outcome == "EDUCATE_INDIVIDUAL":
        return join_citations(values["liability"])
    if outcome == "NP_NO_CAPACITY":
        article = "第三十条" if values.get("variant") == "age" else "第三十一条"
    else:
        article = _GROUNDS.get(outcome, "第三十三条第一款")
    return f"《中华人民共和国行政处罚法》{article}"


def _reason(values: Values) -> Values:
    harm = without(values["harm"], "没有造成危害后果", "危害后果轻微")
    decided = ground(values)
    if decided.endswith("第三十三条第一款"):
        decided += "、第五十七条第一款第（二）项"
    outcome = values["outcome"] if values["outcome"] in dict(OUTCOMES) else "NP_MANDATORY_MINOR"
    return {"reason": f"documents/reasons/{outcome}.html", "harm": harm, "ground": decided}


NO_PENALTY_DECISION = PaperKind(
    code="NO_PENALTY_DECISION",
    title="不予行政处罚决定书",
    number_word="不罚决",
    purpose="决定对当事人不予行政处罚，写明事实、证据、依据、教育内容和救济途径。",
    legal_basis=(
        "《中华人民共和国行政处罚法》第三十三条",
        "《中华人民共和国行政处罚法》第五十七条第一款",
        "《中华人民共和国行政处罚法》第五十九条",
    ),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("outcome", "处理结果", "choice", choices=OUTCOMES),
        Field("variant", "情形", "choice", required=False, choices=VARIANTS),
        Field("offence", "案由"),
        Field("filed_on", "立案日期", "date", required=False),
        Field("facts", "查明的事实", "long"),
        Field("evidence", "证据", "lines"),
        Field("violated", "违反的规定", "citations", required=False),
        Field("liability", "所涉法律责任条款", "citations", required=False),
        Field("statement", "陈述申辩情况", "long", required=False),
        Field("minor_reason", "轻微的理由", required=False),
        Field("corrected_on", "改正完成日期", "date", required=False),
        Field("correction_note", "改正情况", required=False),
        Field("harm", "危害后果情况", required=False),
        Field("first_check", "初次违法的核查情况", required=False),
        Field("fault_evidence", "没有主观过错的证据", required=False),
        Field("act_ended_on", "行为发生或者终了日期", "date", required=False),
        Field("discovered_on", "发现日期", "date", required=False),
        Field("discussed_on", "集体讨论日期", "date", required=False),
        Field("reasons", "说理", "long", required=False),
        Field("education", "教育内容", "lines", required=False),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关负责人", "机关印章"),
    copies=("一份送达当事人", "一份归档"),
    template="documents/no_penalty_decision.html",
    decides=True,
    pages=2,
    tighter=("fit-1",),
    rules=(_what_the_outcome_needs, remedy_is_known),
    derive=_reason,
)
