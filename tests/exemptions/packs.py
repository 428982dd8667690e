"""A whole pack on disk, small enough to read: a garden office with one statute, one offence and one list."""

import copy
import json
from pathlib import Path
from typing import Any

STATUTE = {
    "code": "花圃法",
    "title": "花圃法",
    "issuer": "示例机关",
    "level": "法律",
    "versions": [
        {
            "label": "旧",
            "effective_from": "2010-01-01",
            "effective_to": "2024-09-12",
            "provisions": [{"article": 4, "gist": "花要浇水。"}],
        },
        {
            "label": "新",
            "effective_from": "2024-09-13",
            "effective_to": None,
            "replaces": "旧",
            "renumbering": {"4条": "7条"},
            "provisions": [
                {"article": 7, "gist": "花要按时浇水。"},
                {"article": 7, "paragraph": 1, "item": "一", "gist": "迟浇水的给予警告。"},
            ],
        },
    ],
}
PLAN = {
    "code": "花圃方案",
    "title": "花圃方案",
    "issuer": "花圃局",
    "level": "内部文件",
    "versions": [
        {
            "label": "",
            "effective_from": "2023-06-13",
            "effective_to": None,
            "provisions": [{"article": None, "section": "三(三)", "gist": "忘记浇水的先提醒。"}],
        }
    ],
}
VIOLATION = {"key": "violation", "label": "案由", "kind": "enum"}
KIND = {"key": "party.kind", "label": "当事人种类", "kind": "enum", "options": [["gardener", "花匠", ""]]}
FACT = {
    "key": "late_days",
    "label": "迟浇天数",
    "kind": "int",
    "unit": "天",
    "question": "迟浇了几天？",
    "direction": "+",
}
OFFENCE = {
    "code": "LATE_WATER",
    "name": "迟浇水",
    "law": "花圃法",
    "duty": {"旧": ["花圃法(旧)4条"], "新": ["花圃法(新)7条"]},
    "penalties": [
        {"version": "旧", "kinds": ["gardener"], "basis": ["花圃法(旧)4条"], "fine": [0, 100]},
        {"version": "新", "kinds": ["gardener"], "basis": ["花圃法(新)7条1款(一)"], "fine": [0, 200], "circular": True},
    ],
}
LIST = {
    "code": "HP-1",
    "title": "花圃清单",
    "demo": True,
    "effective_from": "2024-10-01",
    "effective_to": None,
    "published_on": "2024-09-20",
    "bounds_inclusive": True,
    "first_window": "natural_years_2",
    "items": [
        {
            "number": "1",
            "wording": "迟浇一天以内的，不予行政处罚。",
            "offences": ["LATE_WATER"],
            "kinds": ["gardener"],
            "condition": {"fact": "late_days", "op": "le", "value": "1"},
            "outcome": "NP_MANDATORY_MINOR",
            "binding": "must",
            "measure": "reminder",
            "supplies": "minor",
            "basis": ["花圃法(新)7条"],
        }
    ],
}
PACK = {
    "code": "garden",
    "title": "花圃局数据包",
    "regimes": [
        {
            "law": "花圃法",
            "versions": [
                {"id": "旧", "title": "旧法", "from": "2010-01-01", "to": "2024-09-12"},
                {"id": "新", "title": "新法", "from": "2024-09-13", "to": None},
            ],
        }
    ],
    "kinds": [{"code": "gardener", "name": "花匠"}],
}
CALENDAR = {
    "title": "花圃日历",
    "years": {
        "2026": {
            "source": "花圃局放假通知",
            "issued": "2025-11-01",
            "holidays": [
                {"name": "元旦", "from": "2026-01-01", "to": "2026-01-03"},
                {"name": "春节", "from": "2026-02-15", "to": "2026-02-23"},
            ],
            "workdays": ["2026-01-04"],
        }
    },
}
SETTINGS = [{"name": "timely", "value": "full", "version": "1", "title": "及时改正", "choices": ["full", "partial"]}]
WORDS = {"wrong_domain_words": {"自然资源": "花圃"}}


def contents() -> dict[str, Any]:
    """A fresh copy of every file, to spoil one thing at a time."""
    return copy.deepcopy(
        {
            "statutes": [STATUTE, PLAN],
            "facts": [FACT, KIND, VIOLATION],
            "offences": [OFFENCE],
            "list_hp": LIST,
            "pack": PACK,
            "calendar": CALENDAR,
            "settings": SETTINGS,
            "words": WORDS,
        }
    )


def write(folder: Path, files: dict[str, Any]) -> Path:
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return folder
