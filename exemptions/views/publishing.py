"""From draft to list: what the gate finds, what changes, who signs."""

from collections.abc import Mapping

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms import carry_out
from accounts.powers import chair
from exemptions import gate, live
from exemptions.difference import differences
from exemptions.findings import BLOCK, Finding
from exemptions.forms.lists import ReasonForm, RepealForm
from exemptions.models import GateReason, ListVersion
from exemptions.queries import list_in_force
from exemptions.services import publication
from exemptions.views.editing import find_draft
from records.errors import DomainError


@require_GET
def check(request, code: str):
    """The gate of a draft: blocking first, each with a case; what was passed; who has signed and who comes next."""
    version = find_draft(request, code)
    today = timezone.localdate()
    found = gate.findings(version, today=today)
    reasons = {row.finding: row for row in version.gate_reasons.select_related("signed_by")}
    head = chair(on=today)
    return render(
        request,
        "exemptions/check.html",
        {
            "version": version,
            "rows": [{"finding": one, "reason": reasons.get(one.key)} for one in found],
            "passed": gate.passed(found),
            "counts": _counted(found, reasons),
            "open_findings": len(gate.unanswered(version, found)),
            "review": publication.reviewed(version),
            "signatures": version.signatures.select_related("signer"),
            "chair": head,
            "lacks_examples": any(one.check == "examples" for one in found),
            "may_explain": request.user.role == Role.REVIEWER,
            "may_review": request.user.role == Role.REVIEWER and request.user.pk not in publication.drafters(version),
            "may_publish": head is not None and head.pk == request.user.pk,
        },
    )


def _counted(found: list[Finding], reasons: Mapping[str, GateReason]) -> str:
    """阻断2处必须改正；须说明3处，已说明1处."""
    blocking = sum(one.severity == BLOCK for one in found)
    asked = [one for one in found if one.severity != BLOCK]
    answered = sum(one.key in reasons for one in asked)
    return f"阻断{blocking}处，必须改正；须说明{len(asked)}处，已说明{answered}处"


@require_GET
def difference(request, code: str):
    """What a version changes against the one it was drafted from, or else against the one in force."""
    version = get_object_or_404(ListVersion.objects.visible_to(request.user).select_related("based_on"), code=code)
    base = version.based_on or list_in_force(on=timezone.localdate())
    changes = differences(base, version, live.current_law().facts) if base and base != version else []
    return render(request, "exemptions/difference.html", {"version": version, "base": base, "changes": changes})


def _sign(request, verb, said: str, code: str, to: str, **arguments):
    version = find_draft(request, code)
    try:
        verb(actor=request.user, version=version, **arguments)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("exemptions:check", code)
    messages.success(request, said)
    return redirect(to, code)


@for_roles(Role.REVIEWER)
@require_POST
def explain(request, code: str):
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    key = request.POST.get("finding", "")
    return _sign(request, publication.explain_finding, "已记录说明。", code, "exemptions:check", key=key, reason=reason)


@for_roles(Role.REVIEWER)
@require_POST
def review(request, code: str):
    words = request.POST.get("words", "")[:500]
    return _sign(request, publication.sign_review, "已签署法制审核。", code, "exemptions:check", words=words)


@for_roles(Role.LEADER)
@require_POST
def publish(request, code: str):
    words = request.POST.get("words", "")[:500]
    return _sign(request, publication.publish, "已公布。", code, "exemptions:version", words=words)


@for_roles(Role.LEADER)
@require_http_methods(["GET", "POST"])
def repeal(request, code: str):
    """Stop a published version; it keeps deciding the acts of its time."""
    version = get_object_or_404(ListVersion.objects.visible_to(request.user).deciding(), code=code)
    form = RepealForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if (
        request.method == "POST"
        and form.is_valid()
        and carry_out(form, publication.repeal, actor=request.user, version=version, **form.cleaned_data)
    ):
        messages.success(request, f"已废止{version.title}。")
        return redirect("exemptions:version", code)
    return render(request, "exemptions/repeal.html", {"form": form, "version": version})
