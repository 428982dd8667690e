"""What is said in the dossiers: the facts of each kind of violation, the words of the papers, the marks put in for what varies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

FIRST_DAY = date(2026, 5, 11)
# Stands for the month the figures are about; printed anew for each case.
MONTH = "某年某月"
SOURCE = "data_check"
PAY_TO = "区财政局非税收入专户"
NOBODY = "统计负责人"
EXTRA: Mapping[str, dict[str, object]] = {
    "NO_PENALTY_DECISION": {"evidence": ["更正前后的报表（书证）"], "education": ["如实填报，报前核对台账"]},
    "MINOR_WARNING": {"education": ["如实填报，报前核对台账"]},
    "REMINDER": {"risks": ["临近报送期才整理数据"], "todo": [{"what": "每月报送期前3日完成数据核对"}]},
    "PENALTY_DECISION": {"evidence": ["更正前后的报表（书证）"], "pay_to": PAY_TO},
}


@dataclass(frozen=True)
class Offence:
    """What is said of one kind of violation: gravely enough for `harm`, slightly enough for `slight`."""

    subject: str
    slight: Mapping[str, Any]
    grave: Mapping[str, Any]
    is_corrected: bool = True


BEFORE = FIRST_DAY - timedelta(days=3)
OFFENCES: Mapping[str, Offence] = {
    "UNTRUE_DATA": Offence(
        f"{MONTH}月报《工业产销总值》工业总产值不真实",
        {"indicator": "工业总产值", "unit": "万元", "reported": 10300, "actual": 10000, "act_date": BEFORE},
        {"indicator": "工业总产值", "unit": "万元", "reported": 2900, "actual": 2300, "act_date": BEFORE},
    ),
    "INCOMPLETE_DATA": Offence(
        f"{MONTH}月报《能源购进、消费与库存》漏填",
        {"blank_items": 5, "required_items": 62, "act_date": BEFORE},
        {"blank_items": 19, "required_items": 62, "act_date": BEFORE},
    ),
    "NO_LEDGER": Offence(
        f"{MONTH}检查：未按规定设置统计台账",
        {"act_start": BEFORE - timedelta(days=30), "act_end": BEFORE, "ledger_state": "单项缺失"},
        {"act_start": BEFORE - timedelta(days=30), "act_end": BEFORE, "ledger_state": "单项缺失"},
    ),
    "LATE": Offence(
        f"{MONTH}月报逾期报送",
        {"due": BEFORE, "submitted": BEFORE + timedelta(days=1), "urged": False},
        {"due": BEFORE, "submitted": BEFORE + timedelta(days=2), "urged": False},
        is_corrected=False,
    ),
    "REFUSE_OR_AFTER_URGE": Offence(
        f"{MONTH}月报拒绝提供",
        {"due": BEFORE, "refused": True},
        {"due": BEFORE, "refused": True},
    ),
}  # fmt: skip
