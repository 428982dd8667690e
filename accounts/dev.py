"""Shows every component, and four whole pages built from them, with invented data. Only while DEBUG is on."""

import datetime as dt
import json
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render

SAMPLES = settings.BASE_DIR / "fixtures" / "dev" / "components.json"
NAMES = ("我的待办", "线索", "案件", "当事人", "清单与依据", "培训")
PAGES = {
    "start": ("dev/start.html", 0),
    "case": ("dev/case.html", 2),
    "question": ("dev/question.html", 2),
    "recommendation": ("dev/recommendation.html", 2),
}


def _dated(row: dict[str, object]) -> dict[str, object]:
    """Dates and times come back from their text."""
    if "on" in row:
        row["on"] = dt.date.fromisoformat(str(row["on"]))
    if "today" in row:
        row["today"] = dt.date.fromisoformat(str(row["today"]))
    if "at" in row:
        row["at"] = dt.datetime.fromisoformat(str(row["at"]))
    return row


def samples() -> dict[str, dict[str, object]]:
    return json.loads(SAMPLES.read_text(encoding="utf-8"), object_hook=_dated)


def _frame(here: int) -> dict[str, object]:
    return {
        "user": SimpleNamespace(
            pk=0,
            name="冉启明",
            title="",
            is_authenticated=True,
            get_role_display="执法人员",
            section=SimpleNamespace(name="执法监督科"),
        ),
        "bureau": SimpleNamespace(name="重庆市黔江区统计局"),
        "demo": True,
        "list_version": "2026年第1版（示范）",
        "rules_version": "1.4.0",
        "help_url": "#",
        "search_url": "#",
        "nav": [{"name": name, "key": name, "url": "#", "is_here": i == here} for i, name in enumerate(NAMES)],
        "nav_counts": {"我的待办": 9},
    }


@login_not_required
def components(request):
    data = samples()
    parts = data["start"] | data["question"] | data["recommendation"] | data["case"] | data["components"]
    return render(request, "dev/components.html", _frame(-1) | parts | {"sample_errors": ["改正期限：不能早于送达日"]})


@login_not_required
def sample_page(request, name: str):
    if name not in PAGES:
        raise Http404
    template, here = PAGES[name]
    return render(request, template, _frame(here) | samples()[name])
