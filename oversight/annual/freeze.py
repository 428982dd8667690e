"""The freeze: everything the report says as one canonical JSON, its hash, and what changed afterwards."""

import json
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Bureau, GroupSeat, Section, User
from documents.charts import Chart
from oversight.annual.course import (
    require_chair,
    require_state,
    require_supervisor,
    take_figures,
)
from oversight.annual.formulas import FORMULAS, Found
from oversight.dashboard import Panel, Table, dashboard
from oversight.enums import AssessmentState, Way
from oversight.models import AnnualAssessment, AnnualReport, CorrectionSheet, SectionScore
from oversight.scope import whole_year
from records.chain import canonical_json, sha256
from records.enums import Weight
from records.errors import DomainError, WrongState
from records.services import draft_paper, issue_paper, next_number
from training.papers import organ
from training.services.base import locked, log, verb

NUMBER_WORD = "考"
GRADES = ((950, "优秀"), (850, "良好"), (700, "合格"))
USES = {
    "优秀": "在领导小组会议上介绍做法，负责人述法时可以引用。",
    "良好": "就失分指标自行改进，下一年度对照检查。",
    "合格": "三十日内向领导小组报送整改措施，监督人员回查。",
    "不合格": "领导小组约见科室负责人，限期整改；不评先评优。",
}


def grade(total: int, vetoed: bool) -> str:
    """By points in tenths; a veto leaves no other grade."""
    if vetoed:
        return "不合格"
    return next((name for least, name in GRADES if total >= least), "不合格")


@verb
def freeze(*, actor: User, assessment: AnnualAssessment, words: str) -> AnnualAssessment:
    """审定: the chair approves; figures are taken one last time, everything is frozen with its hash and gets its number."""
    require_chair(actor)
    assessment = locked(assessment)
    require_state(assessment, AssessmentState.OBJECTION)
    open_ones = SectionScore.objects.filter(assessment=assessment, objections__answered_by__isnull=True).filter(
        objections__isnull=False
    )
    if open_ones.exists():
        raise WrongState("还有没有答复的异议。请监督人员先答复。")
    if not words.strip():
        raise DomainError("请写明审定意见。", field="words")
    take_figures(assessment)
    now = timezone.localtime()
    organ_word = Bureau.objects.get().word
    _, number = next_number(organ_word=organ_word, number_word=NUMBER_WORD, year=now.year)
    data = canonical_json(frozen_data(assessment, number=number, words=words.strip(), chair=actor, on=now.date()))
    assessment.data, assessment.sha256 = data, sha256(data)
    assessment.number, assessment.approval_words = number, words.strip()
    assessment.state, assessment.frozen_by, assessment.frozen_at = AssessmentState.FROZEN, actor, now
    assessment.save()
    AnnualReport.objects.create(assessment=assessment)
    log(
        actor,
        "assessment.frozen",
        assessment,
        f"审定{assessment.scheme.year}年度考核，{number}",
        weight=Weight.DECISION,
        after={"校验值": assessment.sha256},
    )
    return assessment


def frozen_data(assessment: AnnualAssessment, *, number: str, words: str, chair: User, on: date) -> dict[str, Any]:
    """Plain data, all of it words and whole numbers; nothing is looked up again when the report is printed."""
    year = assessment.scheme.year
    scope = whole_year(year, on=on)
    scores = list(assessment.scores.select_related("section", "indicator").prefetch_related("objections__raised_by"))
    sections = {score.section_id: score.section for score in scores}
    seats = GroupSeat.objects.held(on=on).select_related("user").order_by("pk")
    return {
        "organ": organ(),
        "year": year,
        "title": assessment.scheme.title,
        "is_demo": assessment.scheme.is_demo or Bureau.objects.get().is_demo,
        "number": number,
        "frozen_on": on,
        "chair": chair.name,
        "words": words,
        "group": [[row.get_seat_display(), row.user.name] for row in seats],
        "indicators": [_indicator(row) for row in assessment.scheme.indicators.all()],
        "sections": [
            _section(section, [score for score in scores if score.section_id == pk], assessment, on)
            for pk, section in sections.items()
        ],
        "panels": [_panel(panel) for panel in dashboard(scope, chair).panels],
    }


def _indicator(row: Any) -> dict[str, Any]:
    said = ("order", "group", "name", "points", "way", "formula", "definition", "source")
    return {name: getattr(row, name) for name in said} | {"way_words": row.get_way_display()}


def _section(section: Section, scores: list[SectionScore], assessment: AnnualAssessment, on: date) -> dict[str, Any]:
    total = sum(score.final or 0 for score in scores)
    vetoed = [score.indicator.name for score in scores if score.vetoed]
    scope = whole_year(assessment.scheme.year, on=on, section=section.pk)
    head = User.objects.filter(section=section, role=Role.HEAD, is_active=True).order_by("pk").first()
    own = assessment.returns.filter(section=section).first()
    return {
        "id": section.pk,
        "name": section.name,
        "kind": section.get_kind_display(),
        "head": head.name if head else "",
        "total": total,
        "grade": grade(total, bool(vetoed)),
        "use": USES[grade(total, bool(vetoed))],
        "vetoed": vetoed,
        "own_words": own.words if own else "",
        "scores": [_score(score, assessment.scheme.year, on) for score in scores],
        "panels": [_panel(panel) for panel in dashboard(scope, assessment.opened_by).panels if panel.key != "training"],
    }


def _score(score: SectionScore, year: int, on: date) -> dict[str, Any]:
    found = FORMULAS[score.indicator.formula].count(score.section, year, on) if score.indicator.formula else Found(())
    return {
        "indicator": score.indicator.order,
        "part": score.part,
        "whole": score.whole,
        "own": score.own,
        "own_words": score.own_words,
        "evidence": f"{score.evidence.name}（{score.evidence.sha256[:16]}）" if score.evidence else "",
        "final": score.final or 0,
        "words": score.final_words,
        "vetoed": score.vetoed,
        "objections": [[row.words, row.answer, row.before, row.after] for row in score.objections.all()],
        "rows": rows_of(found),
    }


def rows_of(found: Found) -> list[list[Any]]:
    """Every row counted: its name, what it is, its day, in order or not, and the case it belongs to."""
    return [[line.name, line.what, line.on, good, line.case] for line, good in found.rows]


def _panel(panel: Panel) -> dict[str, Any]:
    chart = panel.chart
    return {
        "key": panel.key,
        "title": panel.title,
        "note": panel.note,
        "foot": panel.foot,
        "table": _table(panel.table),
        "chart": _chart(chart) if chart and not chart.is_empty else None,
    }


def _table(table: Table) -> dict[str, Any]:
    return {"heads": list(table.heads), "rows": [[cell.text for cell in row] for row in table.rows]}


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "kind": chart.kind,
        "categories": list(chart.categories),
        "unit": chart.unit,
        "limit": [chart.limit.value, chart.limit.name] if chart.limit else None,
        "series": [[series.name, list(series.values), series.fill] for series in chart.series],
    }


# --- afterwards -----------------------------------------------------------------


def late_changes(assessment: AnnualAssessment) -> list[dict[str, Any]]:
    """Machine figures that would be other ones today, counted for the day of the freeze, each with the rows that differ."""
    data = json.loads(assessment.data)
    on, names = date.fromisoformat(data["frozen_on"]), {row["order"]: row for row in data["indicators"]}
    sections = Section.objects.in_bulk([row["id"] for row in data["sections"]])
    known = _corrected(assessment)
    found = []
    for said in data["sections"]:
        for score in said["scores"]:
            indicator = names[score["indicator"]]
            if indicator["way"] != Way.MACHINE:
                continue
            key = (said["name"], indicator["name"])
            before = known.get(key, {"part": score["part"], "whole": score["whole"], "rows": score["rows"]})
            formula = FORMULAS[indicator["formula"]]
            now = formula.count(sections[said["id"]], data["year"], on)
            rows = json.loads(canonical_json(rows_of(now)))
            if (now.part, now.whole) == (before["part"], before["whole"]):
                continue
            found.append(
                {
                    "section": said["name"],
                    "indicator": indicator["name"],
                    "before": f"{before['part']}/{before['whole']}",
                    "after": f"{now.part}/{now.whole}",
                    "score_before": score["final"],
                    "score_after": formula.tenths(now, indicator["points"]),
                    "part": now.part,
                    "whole": now.whole,
                    "rows": rows,
                    "changed": _differences(before["rows"], rows),
                }
            )
    return found


def _corrected(assessment: AnnualAssessment) -> dict[tuple[str, str], dict[str, Any]]:
    """What the sheets so far have said already: the newest stands."""
    return {(line["section"], line["indicator"]): line for sheet in assessment.sheets.all() for line in sheet.lines}


def _differences(before: list[list[Any]], after: list[list[Any]]) -> list[str]:
    old, new = ({(row[0], row[1], row[2]): row[3] for row in rows} for rows in (before, after))
    said = [f"{key[0]} {key[1]}：不再计入" for key in old if key not in new]
    said += [f"{key[0]} {key[1]}：新计入" for key in new if key not in old]
    words = {True: "符合", False: "不符合"}
    return said + [
        f"{key[0]} {key[1]}：由{words[old[key]]}变为{words[new[key]]}"
        for key in new
        if key in old and old[key] != new[key]
    ]


@verb
def correct(*, actor: User, assessment: AnnualAssessment, reason: str) -> CorrectionSheet:
    """更正单: an issued paper beside the frozen data. The data, the report and the results keep what they said."""
    require_supervisor(actor)
    require_state(assessment, AssessmentState.FROZEN)
    locked(assessment)
    lines = late_changes(assessment)
    if not lines:
        raise WrongState("冻结以后取数没有变化，不需要更正单。")
    if not reason.strip():
        raise DomainError("请写明更正的原因。", field="reason")
    order = assessment.sheets.count() + 1
    stream = (assessment._meta.label_lower, assessment.pk)
    context = _sheet_context(assessment, order, reason.strip(), lines)
    paper = draft_paper(actor=actor, kind="OFFICIAL_DOCUMENT", stream=stream, context=context)
    paper = issue_paper(actor=actor, paper=paper, organ_word=Bureau.objects.get().word)
    row = CorrectionSheet.objects.create(
        assessment=assessment, order=order, reason=reason.strip(), lines=lines, paper=paper, made_by=actor
    )
    log(
        actor,
        "assessment.corrected",
        row,
        f"制发第{order}号更正单{paper.number}",
        stream=stream,
        weight=Weight.DECISION,
    )
    return row


def _tenths(value: int) -> str:
    return f"{value // 10}.{value % 10}"


def _sheet_context(
    assessment: AnnualAssessment, order: int, reason: str, lines: list[dict[str, Any]]
) -> dict[str, Any]:
    year = assessment.scheme.year
    cells = [
        [
            line["section"], line["indicator"], line["before"], line["after"],
            f"{_tenths(line['score_before'])}→{_tenths(line['score_after'])}",
        ]
        for line in lines
    ]  # fmt: skip
    changed = [f"{line['section']}“{line['indicator']}”：" + "；".join(line["changed"]) + "。" for line in lines]
    return {
        "organ": organ(),
        "title": f"关于{year}年度行政柔性执法考核报告的更正单（第{order}号）",
        "to": "局推行行政柔性执法工作领导小组，各科室",
        "body": [
            {
                "text": f"{year}年度行政柔性执法考核报告（{assessment.number}）审定冻结以后，案卷记录有变化，现予更正。"
                "冻结的数据和已经印发的报告不作改动，本更正单与报告一并使用。"
            },
            {"heading": "一、更正原因", "level": 1, "text": reason},
            {
                "heading": "二、更正内容",
                "level": 1,
                "caption": "取数变化",
                "columns": ["科室", "指标", "冻结时", "更正为", "按公式得分"],
                "cells": cells,
            },
            {"heading": "三、涉及的记录", "level": 1, "text": "\n".join(changed)},
            {
                "heading": "四、核对",
                "level": 1,
                "columns": ["项目", "内容"],
                "cells": [["冻结数据的校验值（前32位）", assessment.sha256[:32]], ["与审定时相比", "没有变化"]],
            },
        ],
        "issued_on": timezone.localdate(),
    }
