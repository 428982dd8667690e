"""Lists that bureaus have published, as rows of our sheet: what is printed, with the condition where one can be read from it.

Their places, dates and document numbers stand in docs/rules.md. Wordings are kept as printed; what a page leaves out is left out here.
"""

LEDGER = "未按照国家有关规定设置原始记录、统计台账"
UNTRUE, INCOMPLETE = "提供不真实的统计资料", "提供不完整的统计资料"
FIRST_HALF, SECOND_HALF = "行政处罚法33条1款前段", "行政处罚法33条1款后段"
MUST, MAY = "不予行政处罚", "可以不予行政处罚"
KINDS = "企业、事业单位、其他组织"


def row(number: str, wording: str, outcome: str = MUST, **cells: str) -> dict[str, str]:
    return {"序号": number, "免罚情形": wording, "结果": outcome, **cells}


def _two_grounds(number: int, offence: str) -> list[dict[str, str]]:
    common = {"违法行为": offence, "适用对象": KINDS, "配套监管措施": "责令改正\n批评教育\n告诫\n约谈"}
    return [
        row(f"{number}.1", "责令改正后及时改正，违法行为轻微且没有造成危害后果。", **common,
            数值阈值="违法行为轻微：是，且及时改正，且危害后果是“没有造成危害后果”", 免罚依据=FIRST_HALF),
        row(f"{number}.2", "责令改正后及时改正，初次违法且危害后果轻微。", MAY, **common,
            数值阈值="首违窗口内初次违法，且及时改正，且危害后果是“危害后果轻微”", 免罚依据=SECOND_HALF),
    ]  # fmt: skip


LISTS: dict[str, list[dict[str, str]]] = {
    "CD-2023": [
        row("1", "公开页面没有显示不予行政处罚的情形。", 违法行为=f"统计调查对象{UNTRUE}",
            违反条款="统计法(2009)7条", 处罚条款="统计法(2009)41条", 免罚依据="《统计法（2009）》第四十一条"),
    ],
    "XY-2022": [
        row("1", "有原始记录、统计台账，但不符合国家有关规定要求，认真整改并在规定期限内整改完毕。",
            违法行为=f"统计调查对象{LEDGER}", 适用对象=KINDS, 免罚依据="统计法(2009)42条", 配套监管措施="责令改正（限期）",
            数值阈值="原始记录、统计台账是“有，但不符合规定”，且及时改正"),
        row("2", "违法数额占应报数额10%以下且5000万元以下，并符合下列之一：违法行为轻微并及时改正，没有造成危害后果；"
            "初次违法且危害后果轻微并及时改正；有证据足以证明没有主观过错。",
            违法行为=f"{UNTRUE}；{INCOMPLETE}", 适用对象=KINDS, 免罚依据="《中华人民共和国行政处罚法》第三十三条",
            数值阈值="差错率10%以下，且违法数额5000万元以下，且（（违法行为轻微：是，且及时改正，且危害后果是“没有造成危害后果”）"
            "，或者（首违窗口内初次违法，且危害后果是“危害后果轻微”，且及时改正），或者当事人举证没有主观过错：是）"),
    ],
    "TJ-2021": [*_two_grounds(1, UNTRUE), *_two_grounds(2, INCOMPLETE), *_two_grounds(3, LEDGER)],
    "BZ-2023": [
        row("1", "经立案调查，违法事实不能成立。", 免罚依据="行政处罚法57条1款(三)"),
        row("2", "违法行为情节轻微并及时纠正，没有造成危害后果。", 免罚依据="行政处罚法33条"),
        row("3", "违法行为在两年内未被发现，法律另有规定的除外。", 免罚依据="行政处罚法36条"),
        row("4", "初次违法，违法情节轻微，及时改正。", 免罚依据="行政处罚法33条"),
        row("5", "统计调查对象有证据足以证明没有主观过错，法律另有规定的除外。", 免罚依据="行政处罚法33条"),
    ],
}  # fmt: skip
