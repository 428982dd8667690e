from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from bench.floor.rows.models import Row


@login_required
def rows(request):
    return render(request, "rows.html", {"rows": Row.objects.order_by("-on", "-pk")[:50]})
