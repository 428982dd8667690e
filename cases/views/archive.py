"""The archived volume of a file; the draw and the sheets of file reviews."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from cases.forms.archive import ArchiveForm, ReviewForm, SeedForm
from cases.forms.base import WorkForm
from cases.models import FileReview, ReviewDraw
from cases.services import archive
from cases.views.evidence import send_file
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.steps import STEPS
from cases.views.support import attempt, find_case, page, posted, to
from cases.volume import left_out

REVIEWERS = (Role.SUPERVISOR, Role.LEADER)


@require_http_methods(["GET", "POST"])
def volume(request: HttpRequest, pk: int) -> HttpResponse:
    """Bind the file; the parts bound before stay as they are."""
    case = find_case(request, pk)
    place, initial = f"case:{pk}:archive", {"retention": "long"}
    form = ArchiveForm(posted(request), user=request.user, case=case, place=place, initial=initial)
    if request.method == "POST":

        def write() -> str:
            archive.archive_case(actor=request.user, case=case, version=form.seen_version, **form.values)
            return to("archive", pk)

        if done := attempt(request, form, write, "已归档。"):
            return done
    context = {
        "case": case,
        "head": slim(case),
        "form": form,
        "parts": list(case.archives.select_related("file", "archived_by")),
        "left_out": "、".join(left_out(case)),
        "may": Powers(request.user, case),
        "step": STEPS["结案"],
    }
    return page(request, "cases/archive.html", context, form)


@require_GET
def volume_file(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    case = find_case(request, pk)
    row = get_object_or_404(case.archives.select_related("file"), part=part)
    return send_file(row.file, save="save" in request.GET)


@for_roles(*REVIEWERS)
@require_http_methods(["GET", "POST"])
def draws(request: HttpRequest) -> HttpResponse:
    form = SeedForm(posted(request), user=request.user, place="review:new")
    if request.method == "POST":

        def write() -> str:
            return to("review_draw", archive.publish_seed(actor=request.user, **form.values).pk)

        if done := attempt(request, form, write, "种子已公布。"):
            return done
    rows = ReviewDraw.objects.select_related("published_by")
    return page(request, "cases/reviews.html", {"draws": rows, "form": form}, form)


@require_GET
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Seed, rule and all numbers: whoever works here can repeat the draw."""
    return _draw_page(request, get_object_or_404(ReviewDraw, pk=pk), WorkForm(user=request.user))


def _draw_page(request: HttpRequest, row: ReviewDraw, form: WorkForm) -> HttpResponse:
    ranked = [(number, archive.rank(row.seed, number)) for number in row.population]
    may = request.user.role in REVIEWERS
    reviews = row.reviews.select_related("case", "reviewed_by") if may else row.reviews.none()
    context = {
        "draw": row,
        "ranked": sorted(ranked, key=lambda pair: pair[1]),
        "reviews": reviews,
        "form": form,
        "may": may,
    }
    return page(request, "cases/review_draw.html", context, form)


@for_roles(*REVIEWERS)
@require_POST
def draw_now(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ReviewDraw, pk=pk)
    form = WorkForm(request.POST, user=request.user)

    def write() -> str:
        archive.draw_files(actor=request.user, draw=row)
        return to("review_draw", pk)

    return attempt(request, form, write, "已抽取。") or _draw_page(request, row, form)


@for_roles(*REVIEWERS)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    found = get_object_or_404(FileReview.objects.select_related("case__party", "draw", "reviewed_by"), pk=row, draw=pk)
    form = ReviewForm(posted(request), user=request.user, place=f"review:{row}")
    if request.method == "POST":

        def write() -> str:
            archive.review_file(
                actor=request.user,
                review=found,
                answers=form.answers,
                off=form.off,
                words=form.cleaned_data["words"],
            )
            return to("review_draw", pk)

        if done := attempt(request, form, write, "评查已登记。"):
            return done
    context = {"review": found, "form": form}
    return page(request, "cases/review.html", context, form)
