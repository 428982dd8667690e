"""Contexts of this room's papers: plain data from rows, printed by documents/."""

import hashlib
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import Bureau
from documents.words import zh_date
from records.chain import canonical_json
from training.effect import effect
from training.enums import MilestoneState, QuestionKind
from training.figures import YearFigures, year_figures
from training.models import AttemptResult, LearningOffer, Milestone, PlanStage, Session


def organ() -> dict[str, str]:
    bureau = Bureau.objects.get()
    names = ("name", "word", "district", "address", "phone", "review_organ", "court")
    return {name: getattr(bureau, name) for name in names if getattr(bureau, name)}


def number_text(value) -> str:
    """12.0 → 12, 2.5 → 2.5."""
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def attendance_context(session: Session) -> dict[str, object]:
    rows = list(session.attendances.select_related("user__section", "void"))
    return {
        "organ": organ(),
        "session": session.title,
        "starts_at": _moment(session.starts_at),
        "ends_at": _moment(session.ends_at),
        "place": session.place,
        "trainer": session.trainer,
        "hours": number_text(session.hours),
        "people": [
            {
                "name": row.user.name,
                "section": row.user.section.name if row.user.section else "",
                "means": row.get_means_display(),
                "signed_at": _moment(row.signed_at),
            }
            for row in rows
            if not hasattr(row, "void")
        ],
        "voided": [f"{row.user.name}的签到不计：{row.void.reason}" for row in rows if hasattr(row, "void")],
        "made_on": timezone.localdate(),
    }


def _moment(value) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")


def certificate_context(result: AttemptResult) -> dict[str, object]:
    quiz, user = result.attempt.quiz, result.attempt.user
    hours = quiz.course.hours if quiz.course else 0
    return {
        "organ": organ(),
        "name": user.name,
        "section": user.section.name if user.section else "",
        "course": quiz.course.title if quiz.course else quiz.title,
        "hours": number_text(hours) if hours else "",
        "quiz": quiz.title,
        "score": result.score,
        "passed_on": timezone.localdate(result.submitted_at),
        "issued_on": timezone.localdate(),
    }


def statement_context(year: int, *, on: date) -> dict[str, object]:
    """The figures of the year as they stand today, with a hash over them."""
    found = year_figures(year, on=on)
    said = {
        "organ": organ(),
        "year": str(year),
        "required": f"每人{number_text(found.required)}学时" + ("，并通过年度考试" if found.exam_required else ""),
        "figures": figure_rows(found),
        "columns": ["科室", "人数", "学时合计", "学时达标", "考试合格", "执法证有效"],
        "cells": [
            [
                row.section.name,
                str(row.people),
                number_text(row.hours),
                str(row.met),
                str(row.exam_passed),
                str(row.certified),
            ]
            for row in found.sections
        ],
        "coverage": [
            {"name": f"{row.version.title}（{row.version.code}）", "value": f"{row.licensed}/{row.people}"}
            for row in found.coverage
        ],
        "effect": effect_lines(on=on),
        "made_on": on,
    }
    return said | {"sha256": hashlib.sha256(canonical_json(said).encode()).hexdigest()}


def figure_rows(found: YearFigures) -> list[dict[str, str]]:
    """Every number with what it is out of."""
    rows = [
        ("培训场次", f"{found.sessions}场", "当年开始、已经结束的"),
        ("培训人次", f"{found.attendances}人次", "已更正的、取消的不计"),
        ("学时达标", f"{found.met}/{found.people}人", "在岗执法人员和科室负责人"),
        ("年度考试合格", f"{found.exam_passed}/{found.people}人", "含补录的历年考试"),
        ("持有效执法证", f"{found.certified}/{found.people}人", f"截至{zh_date(found.on)}"),
        ("测验及格", f"{found.quizzes_passed}/{found.quizzes_taken}份", "按答卷计"),
        ("指导性案例学习", f"{found.notes}篇笔记", f"布置{found.assignments}人次"),
        ("当事人学习", f"{found.offers_done}/{found.offers}份", "提供的单元中学完的；自愿，不作考核目标"),
    ]
    return [{"name": name, "value": value, "note": note} for name, value, note in rows]


def effect_lines(*, on: date) -> list[str]:
    found = effect(on=on)
    lines = [f"一年内再次违法：{found.total.words}"]
    lines += [f"{row.measure_name}：{row.share.words}" for row in found.by_measure]
    return lines + [f"当事人学习“{row.learning_name}”：{row.share.words}" for row in found.by_learning]


def plan_context(*, on: date) -> dict[str, object]:
    """The report on both stages for the leading group, as an official document."""
    body: list[dict[str, object]] = [{"text": f"现将行政柔性执法工作方案的实施进展报告如下。数据截至{zh_date(on)}。"}]
    for number, stage in zip("一二", PlanStage.objects.all(), strict=False):
        shown = Count("reports", filter=Q(reports__file__isnull=False))
        rows = list(stage.milestones.select_related("section").annotate(evidence=shown))
        confirmed = sum(row.state == MilestoneState.CONFIRMED for row in rows)
        late = [row for row in rows if _is_late(row, on)]
        text = f"{stage.goal}共下达任务{len(rows)}项，已核实{confirmed}项"
        text += f"，超过期限{len(late)}项。" if late else "，没有超过期限的任务。"
        part: dict[str, object] = {"heading": f"{number}、{stage.name}", "level": 1, "text": text}
        if rows:
            part |= {
                "caption": f"{stage.name}任务进展",
                "columns": ["科室", "任务", "期限", "状态", "佐证"],
                "cells": [_milestone_cells(row, on) for row in rows],
            }
        body.append(part)
    return {
        "organ": organ(),
        "title": "关于行政柔性执法工作方案实施进展的报告",
        "to": "局推行行政柔性执法工作领导小组",
        "body": body,
        "issued_on": on,
    }


def _is_late(row: Milestone, on: date) -> bool:
    return row.state in {MilestoneState.TODO, MilestoneState.DOING} and row.due_on < on


def _milestone_cells(row: Milestone, on: date) -> list[str]:
    state = row.get_state_display() + ("（已过期限）" if _is_late(row, on) else "")
    return [row.section.name, row.title, zh_date(row.due_on), state, f"{row.evidence}份" if row.evidence else "没有"]


def learning_context(offer: LearningOffer) -> dict[str, object]:
    """The lesson as it was offered, to be printed for the party."""
    party, bureau = offer.act.party, organ()
    lesson = offer.lesson
    return {
        "organ": bureau,
        "party": {
            "name": party.name,
            "kind": party.kind,
            "credit_code": party.credit_code,
            "representative": party.representative,
            "address": party.address,
        },
        "unit": lesson["title"],
        "text": lesson["body"],
        "questions": [
            {"text": row["text"], "options": row["options"], "kind": QuestionKind(row["kind"]).label}
            for row in lesson["sheet"]
        ],
        "phone": bureau.get("phone", ""),
    }
