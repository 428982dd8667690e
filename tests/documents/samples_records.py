"""Full contexts of the records and internal forms."""

from datetime import date, datetime

from tests.documents.samples import LIABILITY, OFFICERS, ORGAN, PARTY

_CASE = {"organ": ORGAN, "party": PARTY, "case_number": "黔统立〔2026〕17号", "offence": "提供不真实统计资料"}

FULL: dict[str, dict[str, object]] = {
    "RECHECK_RECORD": {
        **_CASE,
        "order_number": "黔统责改〔2026〕5号",
        "deadline": date(2026, 4, 2),
        "demands": ["按会计账簿更正2025年年报《财务状况》的营业收入，重新报送", "书面说明差错原因"],
        "rechecked_on": date(2026, 4, 3),
        "method": "现场核对",
        "result": "full",
        "done_on": date(2026, 3, 27),
        "findings": "当事人已于2026年3月27日重新报送报表，营业收入10000万元，与会计账簿一致，并提交了书面说明。",
        "evidence": ["更正后的报表打印件", "书面说明1份"],
        "words": "没有异议。",
        "officers": OFFICERS,
    },
    "EDUCATION_RECORD": {
        **_CASE,
        "decision_number": "黔统不罚决〔2026〕5号",
        "taught_on": date(2026, 4, 9),
        "place": "当事人会议室",
        "recipient": "张喆",
        "recipient_role": "法定代表人",
        "content": ["讲解统计法第八条规定的报送义务", "指出差错的原因和防止办法", "告知再次违法的后果"],
        "words": "已经清楚，今后逐项核对后再报送。",
        "officers": OFFICERS,
    },
    "SERVICE_RECEIPT": {
        "organ": ORGAN,
        "case_number": "黔统立〔2026〕17号",
        "offence": "提供不真实统计资料",
        "recipient": PARTY["name"],
        "place": PARTY["address"],
        "papers": [
            {"title": "不予行政处罚决定书", "number": "黔统不罚决〔2026〕5号"},
            {"title": "轻微违法警示书", "number": "黔统警示〔2026〕3号"},
        ],
        "method": "direct",
        "served_at": datetime(2026, 4, 9, 10, 30),
        "received_by": "张喆",
        "relation": "法定代表人",
        "refusal": "",
        "witness": "",
        "officers": OFFICERS,
        "note": "一并交付统计法宣传材料1份",
    },
    "FILING_APPROVAL": {
        "organ": ORGAN,
        "party": PARTY,
        "case_number": "",
        "source": "双随机检查",
        "discovered_on": date(2026, 3, 24),
        "offence": "提供不真实统计资料",
        "facts": "2026年3月24日检查发现，当事人2025年年报《财务状况》营业收入填报10300万元，会计账簿为10000万元。",
        "reasons": "有明确的违法行为人，有违法事实，属于本局管辖，没有超过追责期限。",
        "basis": [LIABILITY, "《中华人民共和国行政处罚法》第五十四条第二款"],
        "handler_opinion": "建议立案调查。",
        "phone": "023-79330000",
        "officers": OFFICERS,
    },
    "CLOSING_APPROVAL": {
        **_CASE,
        "filed_on": date(2026, 3, 25),
        "decided_on": date(2026, 4, 8),
        "decision_number": "黔统不罚决〔2026〕5号",
        "result": "不予行政处罚，对当事人进行教育，发出轻微违法警示书。",
        "execution": "决定书已于2026年4月9日送达；违法行为已于2026年3月27日改正。",
        "publication": "不予行政处罚，不公示",
        "revisit": "2026年7月8日前回访",
        "handler_opinion": "案件已经办理完毕，建议结案。",
        "officers": OFFICERS,
    },
}
