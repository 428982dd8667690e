"""Filters of lists are kept under a name and dropped again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import filters as verbs
from accounts.models import SavedFilter
from accounts.saved import LISTS, clean_query
from records.errors import DomainError


@require_POST
def save(request: HttpRequest, page: str) -> HttpResponse:
    """From the list and back to it; the conditions are those of the page it was sent from."""
    if page not in LISTS:
        raise Http404
    query = clean_query(page, request.POST.get("query", "")[:1000])
    try:
        row = verbs.save_filter(
            actor=request.user,
            page=page,
            name=request.POST.get("name", ""),
            query=query,
            is_shared=bool(request.POST.get("is_shared")),
        )
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"已保存筛选“{row.name}”{'，本科室都能用' if row.is_shared else ''}。")
    return redirect(f"{reverse(LISTS[page].url)}?{query}")


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(SavedFilter.objects.visible_to(request.user), pk=pk)
    try:
        verbs.drop_filter(actor=request.user, saved=row)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"已删去筛选“{row.name}”，名单里的内容不受影响。")
    return redirect(LISTS[row.page].url)
