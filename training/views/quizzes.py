"""Quizzes: taking one, and running them."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from records.errors import DomainError
from training.analysis import Sheet, item_figures, percent
from training.enums import QuestionKind
from training.forms import quizzes as room
from training.forms.sessions import ReasonForm
from training.models import Attempt, AttemptAnswer, Course, Question, Quiz
from training.services import attempts
from training.services import quizzes as verbs
from training.views.support import FormPage, learners_only, managers_only, page, press

CRUMB = ("测验与题库", reverse_lazy("training:quizzes"))


def find(request, pk: int) -> Quiz:
    return get_object_or_404(Quiz.objects.visible_to(request.user).select_related("course"), pk=pk)


def quiz_url(row: Quiz) -> str:
    return reverse("training:quiz", args=[row.pk])


@require_GET
@managers_only
def quiz_list(request):
    rows = Quiz.objects.select_related("course").annotate(
        takers=Count("attempts__user", filter=Q(attempts__result__isnull=False), distinct=True),
        passers=Count("attempts__user", filter=Q(attempts__result__passed=True), distinct=True),
        size=Count("questions", filter=Q(questions__retired_at__isnull=True), distinct=True),
    )
    written = Question.objects.filter(source="written", retired_at__isnull=True)
    context = {"quizzes": rows, "questions": written.order_by("-pk")[:50], "question_count": written.count()}
    return page(request, "training/quizzes.html", context, here="quizzes")


@require_GET
@learners_only
def quiz(request, pk: int):
    """What the quiz asks, one's own tries, and the button to begin; its questions for who runs it."""
    row = find(request, pk)
    context = {
        "quiz": row,
        "size": verbs.usable(row).count(),
        "refusal": attempts.refusal(request.user, row),
        "in_hand": attempts.open_attempt(request.user, row),
        "tries": row.attempts.visible_to(request.user).select_related("result"),
        "unit": getattr(row, "licence_unit", None),
        "questions": row.questions.order_by("retired_at", "pk") if request.user.role == "training" else None,
    }
    return page(request, "training/quiz.html", context, here="courses")


@require_POST
@learners_only
def quiz_start(request, pk: int):
    row = find(request, pk)
    try:
        attempt = attempts.start_attempt(actor=request.user, quiz=row)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("training:quiz", row.pk)
    return redirect("training:attempt", attempt.pk)


@require_http_methods(["GET", "POST"])
@learners_only
def attempt(request, pk: int):
    """One's own sheet: to answer, or with its result and the explanations."""
    rows = Attempt.objects.visible_to(request.user).select_related("quiz__course", "result")
    row = get_object_or_404(rows, pk=pk)
    if not row.is_open:
        return _result(request, row)
    answers, errors, missing = {}, [], []
    if request.method == "POST":
        answers = room.sheet_answers(row.sheet, request.POST)
        missing = attempts.unanswered(row.sheet, answers)
        try:
            attempts.submit_attempt(actor=request.user, attempt=row, answers=answers)
            return redirect("training:attempt", row.pk)
        except DomainError as error:
            errors = room.missing_errors(missing) or [error]
    context = {
        "attempt": row,
        "quiz": row.quiz,
        "lines": room.shown_sheet(row.sheet, answers),
        "missing": missing,
        "errors": errors,
    }
    return page(request, "training/attempt.html", context, here="courses", status=422 if errors else 200)


def _result(request, row: Attempt):
    given = {one.question_id: one for one in row.answers.all()}
    lines = [
        {
            "text": line["text"],
            "explanation": line["explanation"],
            "is_right": given[line["question"]].is_right,
            "chosen": _words(line, given[line["question"]].chosen),
            "correct": _words(line, line["correct"]),
        }
        for line in row.sheet
    ]
    unit = getattr(row.quiz, "licence_unit", None)
    context = {"attempt": row, "result": row.result, "quiz": row.quiz, "lines": lines, "unit": unit}
    return page(request, "training/result.html", context, here="courses")


def _words(line: dict, places: list[int]) -> str:
    return "、".join(line["options"][place] for place in places) or "没有选"


@require_http_methods(["GET", "POST"])
@managers_only
def quiz_new(request):
    course = Course.objects.filter(pk=request.GET.get("course") or 0).first()
    form = room.QuizForm(request.POST or None, course=course)
    back = reverse("training:quizzes")
    shown = FormPage("建立测验", "建立", back, "quizzes", [CRUMB, ("建立", "")], draft="quiz-new")
    return shown.send(request, form, verbs.create_quiz, to=quiz_url)


@require_http_methods(["GET", "POST"])
@managers_only
def quiz_change(request, pk: int):
    row = find(request, pk)
    form = room.QuizForm(request.POST or None, quiz=row)
    crumbs = [CRUMB, (row.title, quiz_url(row)), ("修改", "")]
    shown = FormPage("修改测验", "保存", quiz_url(row), "quizzes", crumbs, sub="只影响以后发出的答卷。")
    return shown.send(request, form, verbs.change_quiz, quiz=row)


@require_POST
@managers_only
def quiz_open(request, pk: int):
    row = find(request, pk)
    return press(request, verbs.open_quiz, quiz=row, to=quiz_url(row), said="测验已开放。")


@require_POST
@managers_only
def quiz_close(request, pk: int):
    row = find(request, pk)
    return press(request, verbs.close_quiz, quiz=row, to=quiz_url(row), said="测验已结束，已发出的答卷仍可交卷。")


@require_http_methods(["GET", "POST"])
@managers_only
def quiz_generate(request, pk: int):
    row = find(request, pk)
    crumbs = [CRUMB, (row.title, quiz_url(row)), ("由清单出题", "")]
    shown = FormPage(
        "由清单出题",
        "出题",
        quiz_url(row),
        "quizzes",
        crumbs,
        hints=[("题目从哪里来", "清单各项的例案（应当命中、不应命中），以及各项的约束力、适用主体和柔性措施。")],
    )
    form = room.VersionForm(request.POST or None)
    return shown.send(request, form, verbs.generate_questions, quiz=row, said="题目已加入题库。")


@require_http_methods(["GET", "POST"])
@managers_only
def quiz_pick(request, pk: int):
    row = find(request, pk)
    crumbs = [CRUMB, (row.title, quiz_url(row)), ("选题", "")]
    links = [("出一道新题", reverse("training:question_new") + f"?quiz={row.pk}")]
    shown = FormPage("从题库选题", "加入", quiz_url(row), "quizzes", crumbs, links=links)
    return shown.send(request, room.PickForm(request.POST or None, quiz=row), verbs.add_questions, quiz=row)


@require_POST
@managers_only
def quiz_drop(request, pk: int, question: int):
    row = find(request, pk)
    gone = get_object_or_404(row.questions, pk=question)
    return press(request, verbs.drop_question, quiz=row, question=gone, to=quiz_url(row), said="已从这个测验移出。")


@require_http_methods(["GET", "POST"])
@managers_only
def question_new(request):
    """Written once; with ?quiz= it goes straight into that quiz."""
    into = Quiz.objects.filter(pk=request.GET.get("quiz") or 0).first()
    back = quiz_url(into) if into else reverse("training:quizzes")
    form = room.QuestionForm(request.POST or None)
    shown = FormPage(
        "出题",
        "保存",
        back,
        "quizzes",
        [CRUMB, ("出题", "")],
        draft="question-new",
        hints=[("题目不能改", "出好的题不能修改，写错的停用后另出一道；已经发出的答卷不受影响。")],
    )

    def done(question: Question) -> str:
        if into:
            verbs.add_questions(actor=request.user, quiz=into, questions=[question])
        return back

    return shown.send(request, form, verbs.write_question, to=done, values=lambda sent: sent.values)


@require_http_methods(["GET", "POST"])
@managers_only
def question_retire(request, pk: int):
    row = get_object_or_404(Question, pk=pk)
    back = reverse("training:quizzes")
    shown = FormPage("停用题目", "停用", back, "quizzes", [CRUMB, ("停用", "")], sub=row.text, danger=True)
    return shown.send(request, ReasonForm(request.POST or None), verbs.retire_question, question=row)


@require_GET
@managers_only
def analysis(request, pk: int):
    """Item analysis over the first sheet of each person."""
    row = find(request, pk)
    first = row.attempts.handed_in().order_by("user_id", "number").distinct("user_id")
    by_sheet: dict[int, dict[int, bool]] = {}
    for answer in AttemptAnswer.objects.filter(attempt__in=list(first.values_list("pk", flat=True))):
        by_sheet.setdefault(answer.attempt_id, {})[answer.question_id] = answer.is_right
    figures = item_figures(Sheet(right) for right in by_sheet.values())
    questions = Question.objects.in_bulk([one.question for one in figures])
    rows = [
        {
            "question": questions[one.question],
            "kind": QuestionKind(questions[one.question].kind).label,
            "figures": one,
            "difficulty": percent(one.difficulty),
            "discrimination": "" if one.discrimination is None else f"{float(one.discrimination):.2f}",
        }
        for one in figures
    ]
    context = {"quiz": row, "rows": rows, "people": len(by_sheet)}
    return page(request, "training/analysis.html", context, here="quizzes")
