"""The party's own page: one personal link, made for a phone, no sign-in, nobody of the bureau in between."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from records.errors import DomainError
from training.forms.learning import PersonForm
from training.forms.quizzes import missing_errors, sheet_answers, shown_sheet
from training.models import LearningReading
from training.services import learning as verbs
from training.services.attempts import unanswered

# Not "no-referrer": browsers would then send Origin: null with the form, and the site could not tell it from a foreign one.
PRIVATE = {"Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex"}


def _page(request, template: str, context: dict, *, status: int = 200):
    response = render(request, template, context, status=status)
    for name, value in PRIVATE.items():
        response[name] = value
    return response


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def learn(request, token: str):
    """Read, answer, done: the page shows whichever comes next."""
    offer, good = verbs.offer_of_token(token)
    done = offer and offer.answers.filter(passed=True).first()
    if offer is None or (not good and not done):
        return _page(request, "training/learn_gone.html", {"offer": offer}, status=410)
    if done:
        return _page(request, "training/learn_done.html", {"offer": offer, "answer": done, **_explained(offer, done)})
    if request.method == "POST" and "read" in request.POST:
        verbs.finish_reading(token=token)
        return redirect(f"{request.path}#questions")
    if not LearningReading.objects.filter(offer=offer).exists():
        return _page(request, "training/learn_read.html", {"offer": offer, "lesson": offer.lesson})
    return _questions(request, token, offer)


def _questions(request, token: str, offer):
    form = PersonForm(request.POST or None)
    sheet = offer.lesson["sheet"]
    answers = sheet_answers(sheet, request.POST)
    missing = unanswered(sheet, answers) if request.method == "POST" else []
    errors = missing_errors(missing)
    if not missing and request.method == "POST" and form.is_valid():
        try:
            row = verbs.answer_by_link(token=token, answers=answers, **form.cleaned_data)
        except DomainError as error:
            errors = [error]
        else:
            if row.passed:
                return redirect(request.path)
            return _page(
                request, "training/learn_again.html", {"offer": offer, "answer": row, **_explained(offer, row)}
            )
    refused = bool(errors or form.errors)
    context = {
        "offer": offer,
        "lesson": offer.lesson,
        "form": form,
        "lines": shown_sheet(sheet, answers),
        "missing": missing,
        "errors": errors,
    }
    return _page(request, "training/learn_questions.html", context, status=422 if refused else 200)


def _explained(offer, answer) -> dict[str, object]:
    """Each question with what was answered, what is right and why."""
    given = {row["question"]: row for row in answer.answers}
    return {
        "lines": [
            {
                "text": line["text"],
                "is_right": given[line["question"]]["right"],
                "correct": "、".join(line["options"][place] for place in line["correct"]),
                "explanation": line["explanation"],
            }
            for line in offer.lesson["sheet"]
        ]
    }
