"""Full contexts of the papers of the training room."""

from datetime import date, datetime

from tests.documents.samples import ORGAN, PARTY

FULL: dict[str, dict[str, object]] = {
    "ATTENDANCE_SHEET": {
        "organ": ORGAN,
        "session": "包容免罚清单2026年第1版专题培训",
        "starts_at": datetime(2026, 6, 3, 9, 0),
        "ends_at": datetime(2026, 6, 3, 12, 0),
        "place": "三楼会议室",
        "trainer": "周敏",
        "hours": "3",
        "people": [
            {
                "name": f"人员{number}",
                "section": "执法监督科",
                "means": "本人扫码",
                "signed_at": datetime(2026, 6, 3, 8, 50 + number % 10),
            }
            for number in range(1, 31)
        ],
        "voided": ["人员31的签到不计：代签"],
        "made_on": date(2026, 6, 5),
    },
    "TRAINING_CERTIFICATE": {
        "organ": ORGAN,
        "name": "冉启明",
        "section": "执法监督科",
        "course": "统计法律法规专题",
        "hours": "8",
        "quiz": "统计法律法规测验",
        "score": 92,
        "passed_on": date(2026, 6, 12),
        "issued_on": date(2026, 6, 16),
    },
    "TRAINING_STATEMENT": {
        "organ": ORGAN,
        "year": "2026",
        "required": "每人60学时，并通过年度考试",
        "figures": [
            {"name": "培训场次", "value": "6场", "note": "当年开始、已经结束的"},
            {"name": "学时达标", "value": "18/20人", "note": "在岗执法人员和科室负责人"},
        ],
        "columns": ["科室", "人数", "学时合计", "学时达标", "考试合格", "执法证有效"],
        "cells": [["执法监督科", "5", "312", "5", "5", "5"], ["工业能源科", "4", "236", "3", "4", "4"]],
        "coverage": [{"name": "包容免罚清单（QJ-DEMO）", "value": "19/20"}],
        "effect": ["一年内再次违法：8/40，20.0%（95%区间10.5%至34.8%）"],
        "made_on": date(2026, 12, 31),
        "sha256": "ab" * 32,
    },
    "LEARNING_SHEET": {
        "organ": ORGAN,
        "party": PARTY,
        "unit": "按时报送统计资料",
        "text": "统计调查对象应当按时报送统计资料。\n遇到困难的，在期限届满前告诉统计机构。",
        "questions": [
            {"text": "报表应当什么时候报送？", "options": ["规定的期限内", "方便的时候"], "kind": "单选"},
            {"text": "下面哪些做法是对的？", "options": ["提前告知困难", "先报一个估计数"], "kind": "多选"},
        ],
        "phone": "023-79220001",
    },
}
