"""Learning offered in a file: the officer's side."""

import segno
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.forms import carry_out
from cases.models import Act, Case
from training.forms.base import pair
from training.forms.learning import OfferForm, PaperForm
from training.forms.quizzes import sheet_answers, shown_sheet
from training.forms.sessions import ReasonForm
from training.models import LearningAnswer, LearningOffer, LearningUnit
from training.services import learning as verbs
from training.services.attempts import unanswered
from training.views.support import FormPage, file_response, learners_only, page, press


def case_url(case: Case) -> str:
    return reverse("training:case_learning", args=[case.pk])


def offer_url(row: LearningOffer) -> str:
    return reverse("training:offer", args=[row.pk])


@require_GET
@learners_only
def case_learning(request, pk: int):
    """Every act of the file with what was offered and what could be."""
    case = get_object_or_404(Case.objects.visible_to(request.user).select_related("party"), pk=pk)
    offers = LearningOffer.objects.filter(act__case=case).with_done().select_related("unit", "act")
    acts = []
    for act in case.acts.all():
        measure = verbs.measure_of(act)
        units = LearningUnit.objects.fitting(measure=measure, violation=act.violation) if measure else []
        own = [row for row in offers if row.act_id == act.pk]
        if measure:
            units = units.exclude(pk__in=[row.unit_id for row in own if row.withdrawn_at is None])
        acts.append(
            {
                "act": act,
                "measure": measure,
                "offers": own,
                "form": OfferForm(units=units, prefix=f"act{act.order}") if measure and units else None,
            }
        )
    return page(request, "training/case_learning.html", {"case": case, "acts": acts}, here="")


@require_POST
@learners_only
def offer_new(request, pk: int, order: int):
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    act = get_object_or_404(Act, case=case, order=order)
    units = LearningUnit.objects.fitting(measure=verbs.measure_of(act), violation=act.violation)
    form = OfferForm(request.POST, units=units, prefix=f"act{act.order}")
    shown = FormPage("提供学习单元", "提供", case_url(case), "", [(str(case), case_url(case)), ("提供学习", "")])
    return shown.send(
        request, form, verbs.offer_learning, act=act, to=offer_url, said="已提供。请把链接或者纸质单元交给当事人。"
    )


def find(request, pk: int) -> LearningOffer:
    rows = LearningOffer.objects.visible_to(request.user).with_done()
    return get_object_or_404(rows.select_related("act__case__party", "unit", "offered_by"), pk=pk)


@require_GET
@learners_only
def offer(request, pk: int):
    """The personal link and its code to hand over, and what the party has done so far."""
    row = find(request, pk)
    good = row.withdrawn_at is None and timezone.now() <= row.link_until
    url = request.build_absolute_uri(reverse("training:learn", args=[verbs.link_token(row)]))
    context = {
        "offer": row,
        "case": row.act.case,
        "good": good,
        "url": url,
        "picture": segno.make(url, error="m").svg_data_uri(scale=5, border=2) if good else "",
        "reading": getattr(row, "reading", None),
        "answers": row.answers.select_related("recorded_by", "compared_by"),
    }
    return page(request, "training/offer.html", context, here="")


@require_POST
@learners_only
def offer_renew(request, pk: int):
    row = find(request, pk)
    return press(request, verbs.renew_link, offer=row, to=offer_url(row), said="已换新的链接，原来的不能再用。")


@require_http_methods(["GET", "POST"])
@learners_only
def offer_withdraw(request, pk: int):
    row = find(request, pk)
    crumbs = [(str(row.act.case), case_url(row.act.case)), (row.unit.title, offer_url(row)), ("收回", "")]
    shown = FormPage("收回学习单元", "收回", offer_url(row), "", crumbs, danger=True)
    return shown.send(request, ReasonForm(request.POST or None), verbs.withdraw_offer, offer=row)


@require_http_methods(["GET", "POST"])
@learners_only
def offer_paper(request, pk: int):
    """What the party wrote on paper, with the signed original and a second officer."""
    row = find(request, pk)
    case = row.act.case
    sheet = row.lesson["sheet"]
    form = PaperForm(request.POST or None, request.FILES or None, actor=request.user, section_id=case.section_id)
    answers = sheet_answers(sheet, request.POST)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("person_name", "person_role", "done_on")}
        done = carry_out(
            form,
            verbs.record_paper_learning,
            actor=request.user,
            offer=row,
            answers=answers,
            upload=pair(form.cleaned_data["upload"]),
            compared_by=form.second,
            **fields,
        )
        if done:
            messages.success(request, "纸质答卷已登记。")
            return redirect(offer_url(row))
    context = {
        "offer": row,
        "case": case,
        "form": form,
        "lines": shown_sheet(sheet, answers),
        "missing": unanswered(sheet, answers) if form.is_bound else [],
    }
    return page(request, "training/offer_paper.html", context, here="", form=form)


@require_GET
@learners_only
def answer_file(request, pk: int):
    rows = LearningAnswer.objects.filter(offer__in=LearningOffer.objects.visible_to(request.user))
    row = get_object_or_404(rows.select_related("file"), pk=pk)
    if row.file_id is None:
        raise Http404
    return file_response(row.file)
