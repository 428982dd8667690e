"""Full contexts of the other papers of the soft measures."""

from datetime import date, datetime

from tests.documents.samples import CONTACT, ORGAN, PARTY

_COMMON = {"organ": ORGAN, "party": PARTY, "case_number": "黔统立〔2026〕17号"}
_LEDGER = "《中华人民共和国统计法》第二十四条第一款"

FULL: dict[str, dict[str, object]] = {
    "GUIDANCE": {
        **_COMMON,
        "subject": "统计台账的设置",
        "reason": "你单位2026年4月新纳入规模以上工业统计，尚未设置统计台账。",
        "way": "advise",
        "content": [
            "按报表指标逐月登记，写明数据来源",
            "原始记录和台账至少保存二年",
            "报送前由审核、签署人员核对并签名",
        ],
        "basis": [_LEDGER],
        "todo": [
            {"what": "设置工业产销总值和主要产品产量台账", "due": date(2026, 5, 29)},
            {"what": "参加本局组织的统计业务培训", "due": date(2026, 6, 5)},
        ],
        "visit_on": date(2026, 6, 12),
        "decision_number": "",
        "contact": CONTACT,
        "issued_on": date(2026, 5, 12),
    },
    "ADMONITION": {
        **_COMMON,
        "facts": "经查，你单位统计台账登记不全，2026年1月至3月缺少产品产量的原始记录，已于2026年4月20日补齐。",
        "basis": [_LEDGER],
        "demands": ["每月报送前登记台账并核对原始记录", "统计人员变动时办理交接并告知本局"],
        "deadline": date(2026, 5, 29),
        "visit_on": date(2026, 6, 12),
        "decision_number": "黔统不罚决〔2026〕6号",
        "contact": CONTACT,
        "issued_on": date(2026, 5, 12),
    },
    "OFFER": {
        **_COMMON,
        "offence": "提供不真实统计资料",
        "facts": "你单位报送的2025年年报《财务状况》多报营业收入300万元，已于2026年3月27日改正，没有造成危害后果。",
        "proposal": "不予行政处罚",
        "measure": "warning",
        "content": ["送达轻微违法警示书", "3个月内回访一次"],
        "answer_by": date(2026, 4, 7),
        "contact": CONTACT,
        "issued_on": date(2026, 3, 31),
    },
    "INTERVIEW_NOTICE": {
        **_COMMON,
        "invited": "法定代表人张喆、统计负责人赵䶮",
        "reason": "你单位2026年1月至4月连续三次迟报工业月报。",
        "purpose": "了解迟报的原因，帮助建立按时报送的办法",
        "meet_at": datetime(2026, 5, 20, 9, 30),
        "place": "本局第一会议室（区政府5楼）",
        "hosts": ["副局长周某", "执法监督科李明、王芳"],
        "bring": ["2026年1月至4月的统计台账", "统计岗位分工和交接记录"],
        "contact": CONTACT,
        "issued_on": date(2026, 5, 13),
    },
    "INTERVIEW_RECORD": {
        **_COMMON,
        "notice_number": "黔统约谈〔2026〕2号",
        "met_at": datetime(2026, 5, 20, 9, 30),
        "place": "本局第一会议室",
        "hosts": ["周某（副局长）", "李明（执法监督科）", "王芳（执法监督科）"],
        "invited": "张喆（法定代表人）",
        "voluntary": True,
        "reason": "连续三次迟报工业月报。",
        "problems": ["统计岗位只有一人，休假时没有人接替", "没有把报送日期列入月度工作安排"],
        "explanation": "统计人员1月至4月两次请假，单位没有安排接替，今后由财务科副科长兼任备岗。",
        "demands": ["确定备岗人员并报本局", "每月截止日前两天完成填报"],
        "deadline": date(2026, 5, 29),
        "promise": "接受整改建议，6月起按时报送。",
        "recorder": "王芳",
    },
}
