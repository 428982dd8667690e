"""裁量基准 on pages: the bands of each offence under each version of the law, as the packs brought them."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from exemptions.models import Baseline
from exemptions.showing_baselines import Words, baseline_shown


@require_GET
def baselines(request):
    """All baselines, by offence."""
    words = Words.read()
    rows = list(Baseline.objects.select_related("pack").prefetch_related("bands"))
    shown = sorted((baseline_shown(row, words) for row in rows), key=lambda one: one.place)
    context = {
        "tab": "baselines",
        "rows": shown,
        "offences": len({row.offence for row in rows}),
        "demo": any(row.is_demo for row in rows),
    }
    return render(request, "exemptions/baselines.html", context)


@require_GET
def baseline(request, code: str):
    """One baseline: its dimensions, and every step with its facts and its fine."""
    row = get_object_or_404(Baseline.objects.select_related("pack").prefetch_related("bands"), code=code)
    words = Words.read()
    others = Baseline.objects.filter(offence=row.offence).exclude(pk=row.pk).prefetch_related("bands")
    context = {
        "tab": "baselines",
        "row": row,
        "shown": baseline_shown(row, words),
        "others": sorted((baseline_shown(one, words) for one in others), key=lambda one: one.place),
        "in_force": row.effective_from <= timezone.localdate() <= (row.effective_to or timezone.localdate()),
    }
    return render(request, "exemptions/baseline.html", context)
