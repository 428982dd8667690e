"""Is this paper genuine? Number, day, status and whether the bytes are still those of the day of issue; nothing personal."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from disclosure.views.public import public
from records import verification
from records.enums import PaperStatus
from records.models import Paper

LARGEST = 20 * 1024 * 1024


class CodeForm(forms.Form):
    code = forms.CharField(label="核验码", max_length=40, help_text="文书右上角二维码里网址最后的16位字母和数字")


class SameForm(forms.Form):
    file = forms.FileField(label="收到的PDF文件")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("文件超过20MB。本局的文书没有这么大，请重新选择。")
        return file


def _find(code: str) -> Paper | None:
    """Issued and void papers; drafts and papers still being made are nobody's business."""
    shown = (PaperStatus.ISSUED, PaperStatus.VOID)
    rows = Paper.objects.filter(status__in=shown, issued_at__isnull=False).prefetch_related("corrections")
    return rows.filter(verify_code=code.strip().upper()).exclude(verify_code="").first()


@public
@require_GET
def ask(request: HttpRequest) -> HttpResponse:
    """For those who read the code instead of scanning it."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        return redirect("verify", code=form.cleaned_data["code"].strip().upper()[:20])
    return render(request, "disclosure/verify_ask.html", {"form": form})


@csrf_exempt
@public
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """GET shows what is on record; POST compares a file, which is not kept. Nothing is written, so no token is asked."""
    paper = _find(code)
    if paper is None:
        return render(request, "disclosure/verify_none.html", {"code": code, "form": CodeForm()}, status=404)
    form = SameForm(request.POST or None, request.FILES or None) if request.method == "POST" else SameForm()
    same = None
    if request.method == "POST" and form.is_valid():
        same = verification.is_same(paper, form.cleaned_data["file"].read())
    context = {
        "paper": paper,
        "is_void": paper.status == PaperStatus.VOID,
        "is_whole": verification.is_whole(paper),
        "corrections": [row.number for row in paper.corrections.all() if row.status == PaperStatus.ISSUED],
        "form": form,
        "same": same,
    }
    response = render(request, "disclosure/verify.html", context)
    response["Cache-Control"] = "no-store"
    return response
