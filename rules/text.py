"""Names of outcomes, measures and kinds, and what each outcome says in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

CRIMINAL_TRANSFER = "CRIMINAL_TRANSFER"
JURISDICTION_TRANSFER = "JURISDICTION_TRANSFER"
EDUCATE_INDIVIDUAL = "EDUCATE_INDIVIDUAL"
REFER_OFFICIAL = "REFER_OFFICIAL"
NP_NOT_ESTABLISHED = "NP_NOT_ESTABLISHED"
NP_TIME_BARRED = "NP_TIME_BARRED"
NP_NO_CAPACITY = "NP_NO_CAPACITY"
NP_MANDATORY_NO_FAULT = "NP_MANDATORY_NO_FAULT"
NP_MANDATORY_MINOR = "NP_MANDATORY_MINOR"
NP_DISCRETIONARY_FIRST = "NP_DISCRETIONARY_FIRST"
ESCALATE_MANUAL = "ESCALATE_MANUAL"
NO_FINE_ORGAN = "NO_FINE_ORGAN"
PENALTY_LENIENT = "PENALTY_LENIENT"
PENALTY = "PENALTY"
PENALTY_SERIOUS = "PENALTY_SERIOUS"
NEEDS_LEGAL_REVIEW = "NEEDS_LEGAL_REVIEW"
SPLIT = "SPLIT"
PROCEDURE_BLOCK = "PROCEDURE_BLOCK"
PROCEDURE_BREACH = "PROCEDURE_BREACH"
PROCEDURE_OK = "PROCEDURE_OK"
EXECUTION = "EXECUTION"

MUST, MAY = "must", "may"


@dataclass(frozen=True)
class OutcomeText:
    """An outcome in words. `rank`: lighter is smaller (only outcomes between which a law is chosen have one)."""

    code: str
    name: str
    binding: str
    binding_zh: str
    explanation: str
    rank: int = -1
    fine: bool = False


def _outcome(
    code: str,
    name: str,
    explanation: str,
    rank: int = -1,
    *,
    binding: str = MUST,
    word: str = "应当",
    fine: bool = False,
) -> tuple[str, OutcomeText]:
    return code, OutcomeText(code, name, binding, word, explanation, rank, fine)


OUTCOMES: dict[str, OutcomeText] = dict(
    (
        _outcome(CRIMINAL_TRANSFER, "移送公安机关", "违法行为涉嫌犯罪，应当移送，不得以行政处罚代替刑事处罚。"),
        _outcome(JURISDICTION_TRANSFER, "移送有管辖权的机关", "本局没有管辖权，应当移送有管辖权的机关处理。"),
        _outcome(
            EDUCATE_INDIVIDUAL, "责令改正、批评教育", "当事人是个人，法律只规定责令改正和批评教育，不予行政处罚。", 5
        ),
        _outcome(REFER_OFFICIAL, "提出处分建议", "负责人由任免机关、单位或者监察机关依法处分，并予以通报，不罚款。", 6),
        _outcome(NP_NOT_ESTABLISHED, "不予行政处罚（不成立）", "没有处罚依据，或者违法事实不能成立，不予行政处罚。", 0),
        _outcome(NP_TIME_BARRED, "不再给予行政处罚（超过时效）", "违法行为在二年内未被发现，不再给予行政处罚。", 1),
        _outcome(NP_NO_CAPACITY, "不予行政处罚（没有责任能力）", "当事人行为时没有责任能力，不予行政处罚。", 2),
        _outcome(
            NP_MANDATORY_NO_FAULT,
            "不予行政处罚（没有主观过错）",
            "当事人有证据足以证明没有主观过错，应当不予行政处罚。",
            3,
        ),
        _outcome(NP_MANDATORY_MINOR, "不予行政处罚", "违法行为轻微、及时改正、没有造成危害后果，应当不予行政处罚。", 4),
        _outcome(
            NP_DISCRETIONARY_FIRST,
            "可以不予行政处罚",
            "初次违法、危害后果轻微、及时改正三个条件都已查明成立。是否不予处罚，由承办人提出意见，机关负责人裁量决定。",
            7,
            binding=MAY,
            word="可以",
            fine=True,
        ),
        _outcome(
            ESCALATE_MANUAL,
            "提交集体讨论",
            "本可不予行政处罚，但属于重点执法领域，系统不自动适用；说明理由并经集体讨论后，处罚或者不予处罚。",
            8,
            binding=MAY,
            word="可以",
            fine=True,
        ),
        _outcome(
            NO_FINE_ORGAN,
            "责令改正、警告（不罚款）",
            "当事人是国家机关，责令改正、给予警告，并提出处分建议，不罚款。",
            9,
        ),
        _outcome(
            PENALTY_LENIENT,
            "从轻或者减轻行政处罚",
            "有法定从轻或者减轻情节，在法定幅度内从轻，或者在幅度以下减轻。",
            10,
            fine=True,
        ),
        _outcome(PENALTY, "一般行政处罚", "没有不予处罚和从轻、减轻的情形，依法给予行政处罚。", 11, fine=True),
        _outcome(
            PENALTY_SERIOUS, "情节严重的行政处罚", "属于法定的情节严重情形，并处罚款，须经集体讨论。", 12, fine=True
        ),
        _outcome(NEEDS_LEGAL_REVIEW, "需法制审核", "新旧法的轻重无法比较，须由法制审核人员提出意见后决定。"),
        _outcome(SPLIT, "分别判断", "有几个行为或者几个当事人，分别判断，结果见各项。"),
        _outcome(PROCEDURE_BLOCK, "程序阻断", "有不能进入下一步的程序缺陷，改正之前不得作出决定。"),
        _outcome(PROCEDURE_BREACH, "程序违法", "已经作出决定或者法定期限已过，程序违反规定。"),
        _outcome(PROCEDURE_OK, "程序无误", "各步程序均无问题。"),
        _outcome(EXECUTION, "执行", "应缴、加处和期限。"),
    )
)

MEASURES: dict[str, str] = {
    "guidance": "行政指导",
    "reminder": "提醒",
    "warning": "轻微违法警示",
    "warning/admonition": "行政监管劝诫",
    "interview": "约谈",
}
LADDER = ("guidance", "reminder", "warning", "interview")

DEFAULT_MEASURE: dict[str, str] = {
    NP_NOT_ESTABLISHED: "guidance",
    NP_TIME_BARRED: "guidance",
    NP_MANDATORY_NO_FAULT: "guidance",
    NP_MANDATORY_MINOR: "warning",
    NP_DISCRETIONARY_FIRST: "warning",
}

KINDS: dict[str, str] = {
    "enterprise": "企业",
    "public_institution": "事业单位",
    "other_organisation": "其他组织",
    "individual_business": "个体工商户",
    "state_organ": "国家机关",
    "government_head": "单位负责人",
    "individual": "个人",
}

VERDICT_WORDS = {"true": "成立", "false": "不成立", "unknown": "未查明", "na": "不适用"}
