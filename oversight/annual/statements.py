"""述法材料: what the frozen year says of one section, as a paper its head speaks from. Nothing is counted anew."""

import json
from typing import Any

from django.utils import timezone

from accounts.models import Bureau, Section, User
from documents.report import percent, tenths
from oversight.annual.course import require_state, require_supervisor
from oversight.enums import AssessmentState
from oversight.models import AnnualAssessment, LawStatement
from records.enums import Weight
from records.errors import DomainError, WrongState
from records.services import draft_paper, issue_paper
from training.services.base import locked, log, verb


@verb
def make_statement(*, actor: User, assessment: AnnualAssessment, section: Section) -> LawStatement:
    """Once per section and year, after the freeze; a later change stands on the correction sheets."""
    require_supervisor(actor)
    assessment = locked(assessment)
    require_state(assessment, AssessmentState.FROZEN)
    if assessment.statements.filter(section=section).exists():
        raise WrongState(f"{section.name}的述法材料已经制作，请直接打印。")
    data = json.loads(assessment.data)
    row = next((row for row in data["sections"] if row["id"] == section.pk), None)
    if row is None:
        raise DomainError(f"{section.name}不在这一年度的考核对象里，没有述法材料。")
    stream = (assessment._meta.label_lower, assessment.pk)
    paper = draft_paper(actor=actor, kind="OFFICIAL_DOCUMENT", stream=stream, context=context(data, row, assessment))
    paper = issue_paper(actor=actor, paper=paper, organ_word=Bureau.objects.get().word)
    made = LawStatement.objects.create(assessment=assessment, section=section, paper=paper, made_by=actor)
    said = f"制作{section.name}述法材料{paper.number}"
    log(actor, "assessment.statement", made, said, stream=stream, weight=Weight.DECISION)
    return made


def context(data: dict[str, Any], row: dict[str, Any], assessment: AnnualAssessment) -> dict[str, Any]:
    """见人见事: who, what was done, what fell short by name, what follows."""
    names = {indicator["order"]: indicator for indicator in data["indicators"]}
    machine = [score for score in row["scores"] if names[score["indicator"]]["way"] == "machine"]
    lost = [
        (names[score["indicator"]], score)
        for score in row["scores"]
        if score["final"] < 10 * names[score["indicator"]]["points"]
    ]
    short = [
        f"{indicator['name']}（满分{indicator['points']}分）得{tenths(score['final'])}分。" + _why(score)
        for indicator, score in lost
    ]
    return {
        "organ": data["organ"],
        "title": f"{data['year']}年度述法材料（{row['name']}）",
        "to": f"{row['name']}负责人{row['head']}" if row["head"] else row["name"],
        "body": [
            {
                "text": f"按照主要负责人年终述职述法的要求，现将{data['year']}年度行政柔性执法考核中{row['name']}的情况整理如下，"
                f"供述法使用。各数取自已经审定冻结的考核数据（{assessment.number}），与考核报告一致。"
            },
            {
                "heading": "一、考核结果",
                "level": 1,
                "text": f"{row['name']}得{tenths(row['total'])}分，等次为{row['grade']}。"
                + (f"一票否决：{'、'.join(row['vetoed'])}。" if row["vetoed"] else "没有一票否决情形。"),
            },
            {"heading": "二、履行职责情况", "level": 1, "text": row["own_words"] or "本科室没有提交自评说明。"},
            {
                "heading": "三、柔性执法有关数据",
                "level": 1,
                "caption": "系统取数的指标",
                "columns": ["指标", "取数", "满分", "得分"],
                "numeric": ["满分", "得分"],
                "cells": [
                    [
                        names[score["indicator"]]["name"],
                        f"{percent(score['part'] or 0, score['whole'] or 0)}"
                        + (f"（{score['part']}/{score['whole']}）" if score["whole"] else ""),
                        str(names[score["indicator"]]["points"]),
                        tenths(score["final"]),
                    ]
                    for score in machine
                ],
            },
            {"heading": "四、存在的问题", "level": 1, "text": "\n".join(short) or "考核没有失分。"},
            {"heading": "五、结果运用", "level": 1, "text": row["use"]},
        ],
        "issued_on": timezone.localdate(),
    }


def _why(score: dict[str, Any]) -> str:
    """The rows that were not in order, by name; at most five."""
    wrong = [f"{name}{what}" for name, what, _, good, _ in score["rows"] if not good]
    if wrong:
        return f"不符合的有：{'；'.join(wrong[:5])}" + (f"等{len(wrong)}项。" if len(wrong) > 5 else "。")
    return f"{score['words'].rstrip('。')}。" if score["words"] else ""
