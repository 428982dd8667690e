"""The printed report of a year's assessment: frozen data in, PDF bytes out. Equal data gives equal bytes in every process."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.safestring import mark_safe

from documents import html, pdf
from documents.charts import Chart, Limit, Series, svg
from documents.titles import break_title
from documents.words import mark, zh_date

FONT = "Gongwen Num, Gongwen Hei, SimHei, Gongwen Rare"
WIDTH = 590
TEMPLATE = "documents/annual_report.html"
SHEET = "report.css"
GROUP_NAME = "推行行政柔性执法工作领导小组"


def page(data: Mapping[str, Any], *, sha256: str) -> str:
    """The whole HTML of the report."""
    return html.fill(TEMPLATE, _values(data, sha256))


def render(
    data: Mapping[str, Any], *, sha256: str, tell: Callable[[str], None] = lambda step: None
) -> tuple[bytes, int]:
    """PDF bytes and the number of pages; `tell` hears what is being done."""
    tell("正在编排文字和图表")
    text = page(data, sha256=sha256)
    tell("正在排版")
    document = pdf.layout(text, sheet=SHEET)
    tell("正在留存")
    return pdf.to_bytes(document), len(document.pages)


def tenths(value: int | None) -> str:
    """95.0 from 950; a dash where there is no mark."""
    return "—" if value is None else f"{value // 10}.{value % 10}"


def percent(part: int, whole: int) -> str:
    """To a tenth of a per cent; nothing out of nothing is no share."""
    if not whole:
        return "没有发生"
    found = (2000 * part + whole) // (2 * whole)
    return f"{found // 10}.{found % 10}%"


def _values(data: Mapping[str, Any], sha256: str) -> dict[str, Any]:
    sections = [_section(row, data, number) for number, row in enumerate(data["sections"], 1)]
    mean = _mean([row["total"] for row in data["sections"]])
    groups = _groups(data)
    best = max(groups, key=lambda row: row["share"])
    worst = min(groups, key=lambda row: row["share"])
    return {
        "organ": data["organ"],
        "document_title": f"{data['year']}年度行政柔性执法考核报告（{data['number']}）",
        "title_lines": break_title("行政柔性执法考核报告"),
        "year": data["year"],
        "scheme": data["title"],
        "number": data["number"],
        "is_demo": data["is_demo"],
        "frozen_on": zh_date(data["frozen_on"]),
        "words": data["words"],
        "chair": data["chair"],
        "group_name": GROUP_NAME,
        "group": [{"seat": seat, "name": name} for seat, name in data["group"]],
        "sha256": " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8)),
        "short": f"{sha256[:8]}…{sha256[-4:]}",
        "count": len(sections),
        "mean": tenths(mean),
        "groups": groups,
        "best": best,
        "worst": worst,
        "points": sum(row["points"] for row in data["indicators"]),
        "machine": sum(row["way"] == "machine" for row in data["indicators"]),
        "indicator_count": sum(row["way"] != "veto" for row in data["indicators"]),
        "totals_chart": _totals(data, mean),
        "results": sorted(sections, key=lambda row: -row["tenths"]),
        "grades": _grades(data),
        "panels": [_panel(panel, f"all-{panel['key']}", number) for number, panel in enumerate(data["panels"], 1)],
        "sections": sections,
        "indicators": [
            {**row, "points_text": str(row["points"]) if row["points"] else "否决"} for row in data["indicators"]
        ],
    }


def _mean(totals: Sequence[int]) -> int:
    return (2 * sum(totals) + len(totals)) // (2 * len(totals)) if totals else 0


def _groups(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Marks by group of indicators over all sections, and where marks were lost."""
    by_order = {row["order"]: row for row in data["indicators"] if row["way"] != "veto"}
    count = len(data["sections"]) or 1
    found = []
    for name in dict.fromkeys(row["group"] for row in by_order.values()):
        most = 10 * sum(row["points"] for row in by_order.values() if row["group"] == name)
        scores = [
            score
            for section in data["sections"]
            for score in section["scores"]
            if score["indicator"] in by_order and by_order[score["indicator"]]["group"] == name
        ]
        lost = [
            f"{by_order[order]['name']}{tenths(gap)}分"
            for order in dict.fromkeys(score["indicator"] for score in scores)
            if (gap := sum(10 * by_order[order]["points"] - s["final"] for s in scores if s["indicator"] == order))
        ]
        total = sum(score["final"] for score in scores)
        found.append(
            {
                "name": name,
                "points": most // 10,
                "mean": tenths(_mean([total // count])),
                "share": total * 1000 // (most * count),
                "share_text": percent(total, most * count),
                "lost": "、".join(lost) or "没有失分",
            }
        )
    return found


def _totals(data: Mapping[str, Any], mean: int) -> str:
    rows = sorted(data["sections"], key=lambda row: -row["total"])
    if len(rows) < 2:
        return ""
    chart = Chart(
        "lollipop",
        "各科室得分",
        [row["name"] for row in rows],
        [Series("得分", [row["total"] for row in rows])],
        mean=mean,
        scale=10,
        key="totals",
    )
    drawn: str = mark_safe(svg(chart, width=WIDTH, font=FONT))
    return drawn


def _grades(data: Mapping[str, Any]) -> str:
    found: dict[str, int] = {}
    for row in data["sections"]:
        found[row["grade"]] = found.get(row["grade"], 0) + 1
    return "，".join(f"{name}{count}个" for name, count in found.items())


def _panel(panel: Mapping[str, Any], key: str, number: int) -> dict[str, Any]:
    return {
        "title": panel["title"],
        "mark": mark(number, 2),
        "is_sub": False,
        "note": panel["note"],
        "foot": panel["foot"],
        "heads": panel["table"]["heads"],
        "rows": panel["table"]["rows"],
        "drawing": _drawing(panel, key),
    }


def _drawing(panel: Mapping[str, Any], key: str) -> str:
    said = panel["chart"]
    if not said:
        return ""
    chart = Chart(
        said["kind"],
        panel["title"],
        said["categories"],
        [Series(name, values, fill=fill) for name, values, fill in said["series"]],
        unit=said["unit"],
        limit=Limit(*said["limit"]) if said["limit"] else None,
        key=key,
    )
    drawn: str = mark_safe(svg(chart, width=WIDTH, font=FONT))
    return drawn


def _section(row: Mapping[str, Any], data: Mapping[str, Any], number: int) -> dict[str, Any]:
    by_order = {indicator["order"]: indicator for indicator in data["indicators"]}
    scores = [_score(score, by_order[score["indicator"]]) for score in row["scores"]]
    lost = sorted((score for score in scores if score["lost"]), key=lambda score: -score["lost"])
    return {
        "id": f"s{row['id']}",
        "mark": mark(number, 2),
        "name": row["name"],
        "kind": row["kind"],
        "head": row["head"] or "没有登记",
        "total": tenths(row["total"]),
        "tenths": row["total"],
        "grade": row["grade"],
        "use": row["use"],
        "vetoed": "、".join(row["vetoed"]),
        "own_words": row["own_words"] or "没有提交自评说明。",
        "scores": [score for score in scores if not score["is_veto"]],
        "vetoes": [score for score in scores if score["is_veto"]],
        "lost": "；".join(f"{score['name']}失{tenths(score['lost'])}分（{score['counted']}）" for score in lost[:4]),
        "objections": [{"name": score["name"], **said} for score in scores for said in score["objections"]],
        "panels": _own_panels(row, 4 if any(score["objections"] for score in scores) else 3),
        "traced": [score for score in scores if score["is_machine"]],
    }


def _own_panels(row: Mapping[str, Any], first: int) -> list[dict[str, Any]]:
    shown = [panel for panel in row["panels"] if panel["chart"] or panel["key"] == "corrected"]
    return [
        _panel(panel, f"s{row['id']}-{panel['key']}", at) | {"mark": f"{at}.", "is_sub": True}
        for at, panel in enumerate(shown, first)
    ]


def _score(score: Mapping[str, Any], indicator: Mapping[str, Any]) -> dict[str, Any]:
    machine = indicator["way"] == "machine"
    counted = percent(score["part"] or 0, score["whole"] or 0) + (
        f"，{score['part']}/{score['whole']}" if score["whole"] else ""
    )
    return {
        "order": indicator["order"],
        "group": indicator["group"],
        "name": indicator["name"],
        "points": str(indicator["points"]),
        "is_machine": machine,
        "is_veto": indicator["way"] == "veto",
        "counted": counted if machine else "人工评分",
        "own": "系统取数" if machine else tenths(score["own"]),
        "final": tenths(score["final"]),
        "lost": 10 * indicator["points"] - score["final"],
        "words": score["words"] or score["own_words"],
        "evidence": score["evidence"],
        "vetoed": score["vetoed"],
        "objections": [
            {"words": words, "answer": answer, "change": f"{tenths(before)}→{tenths(after)}"}
            for words, answer, before, after in score["objections"]
        ],
        "rows": [
            {"name": name, "what": what, "on": zh_date(on) or "—", "good": "符合" if good else "不符合"}
            for name, what, on, good, _ in score["rows"]
        ],
    }
