"""Evidence of a file: the list, the upload, and bytes handed out only through the file they belong to."""

from urllib.parse import quote

from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods

from cases.forms.evidence import EvidenceForm
from cases.models import Answer, Case, Education, Evidence, PartyMessage, Remedy, Service, Transfer
from cases.services import facts
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.support import attempt, find_case, page, posted, to
from records.models import StoredFile

# Shown in the browser as they are; everything else is saved to disk.
SHOWN_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "text/plain"})
# Nothing inside a file may load or run; the browser's own PDF viewer cannot work in a sandbox.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox"
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:"
PDF = "application/pdf"
GLYPHS = {
    "application/pdf": "file-type-pdf",
    "image/png": "photo",
    "image/jpeg": "photo",
    "application/vnd.ms-excel": "file-type-xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "table",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "file-type-doc",
    "audio/mpeg": "microphone",
    "audio/wav": "microphone",
    "video/mp4": "video",
}


def evidence_rows(case: Case) -> list[Evidence]:
    return list(case.evidence.select_related("file", "added_by").order_by("number"))


def glyph(file: StoredFile) -> str:
    return GLYPHS.get(file.content_type, "file-text")


@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    case = find_case(request, pk)
    place = f"case:{pk}:evidence"
    form = EvidenceForm(posted(request), request.FILES or None, user=request.user, case=case, place=place)
    if request.method == "POST":

        def write() -> str:
            said = form.values
            file = said.pop("file")
            facts.add_evidence(
                actor=request.user, case=case, name=file.name, content=file.read(), version=form.seen_version, **said
            )
            return to("evidence", pk)

        if done := attempt(request, form, write, "证据已登记，校验值已留存。"):
            return done
    rows = [(row, glyph(row.file)) for row in evidence_rows(case)]
    context = {"case": case, "head": slim(case), "rows": rows, "form": form, "may": Powers(request.user, case)}
    return page(request, "cases/evidence.html", context, form)


def send_file(stored: StoredFile, *, save: bool = False) -> FileResponse:
    """Bytes with headers under which nothing in them can run: the type found from the content, no sniffing, sandboxed."""
    inline = stored.content_type in SHOWN_INLINE and not save
    response = FileResponse(stored.content.open("rb"), content_type=stored.content_type)
    if stored.content_type == "text/plain":
        response["Content-Type"] = "text/plain; charset=utf-8"
    kind = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(stored.name)}"
    response["Content-Length"] = str(stored.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = PDF_POLICY if stored.content_type == PDF else FILE_POLICY
    return response


@require_GET
def evidence_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    case = find_case(request, pk)
    row = get_object_or_404(case.evidence.select_related("file"), number=number)
    return send_file(row.file, save="save" in request.GET)


@require_GET
def case_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """A receipt, a signed answer, a signed record of education: files that hang on a row of this file."""
    case = find_case(request, pk)
    held = (
        Q(pk__in=Service.objects.filter(case=case).values("receipt"))
        | Q(pk__in=Answer.objects.filter(offer__act__case=case).values("file"))
        | Q(pk__in=Education.objects.filter(act__case=case).values("file"))
        | Q(pk__in=Transfer.objects.filter(act__case=case).values("receipt"))
        | Q(pk__in=PartyMessage.objects.filter(act__case=case).values("files"))
        | Q(pk__in=Remedy.objects.filter(decision__act__case=case).values("file"))
    )
    return send_file(get_object_or_404(StoredFile.objects.filter(held), pk=file_pk), save="save" in request.GET)
