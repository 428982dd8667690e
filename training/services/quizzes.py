"""Verbs on questions and quizzes."""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from accounts.models import User
from cases.services.move import stated
from exemptions.models import ListVersion
from records.errors import DomainError, WrongState
from training.enums import QuestionKind, QuizState
from training.generate import drafts
from training.library import refuse_unknown_laws
from training.models import Course, Question, Quiz
from training.services.base import locked, log, require_manager, saved, stream_of, verb

JUDGE_OPTIONS = ("对", "错")
MOST_OPTIONS = 8


@verb
def write_question(
    *,
    actor: User,
    kind: str,
    text: str,
    options: Sequence[str] = (),
    correct: Iterable[int],
    explanation: str = "",
) -> Question:
    """A question of one's own. It never changes afterwards; a wrong one is retired and written anew."""
    require_manager(actor)
    if kind not in QuestionKind.values:
        raise DomainError("请选择题型。", field="kind")
    text = stated(text, "请写题目。", field="text")
    refuse_unknown_laws(text, field="text")
    options = [option.strip() for option in options if option.strip()]
    if kind == QuestionKind.JUDGE:
        options = options or list(JUDGE_OPTIONS)
    correct = sorted(set(correct))
    _check_options(kind, options, correct)
    question = saved(
        Question(
            kind=kind, text=text, options=options, correct=correct, explanation=explanation.strip(), written_by=actor
        )
    )
    log(actor, "question.write", question, f"出题：{question}", after={"题型": question.get_kind_display()})
    return question


def _check_options(kind: str, options: list[str], correct: list[int]) -> None:
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise DomainError(f"选项要有2到{MOST_OPTIONS}个，现在有{len(options)}个。", field="options")
    if len(set(options)) != len(options):
        raise DomainError("有两个选项相同。请改写其中一个。", field="options")
    if not correct or any(not 0 <= place < len(options) for place in correct):
        raise DomainError("请标出正确的选项。", field="correct")
    if kind != QuestionKind.MULTIPLE and len(correct) != 1:
        raise DomainError("单选题和判断题只能有一个正确答案。", field="correct")


@verb
def retire_question(*, actor: User, question: Question, reason: str) -> Question:
    """Out of every later sheet; sheets already handed out keep it as it was."""
    require_manager(actor)
    question = locked(question)
    if question.is_retired:
        raise WrongState("这道题已经停用。")
    question.retired_words = stated(reason, "请写明停用的原因。", field="reason", limit=200)
    question.retired_at = timezone.now()
    question.save(update_fields=["retired_at", "retired_words"])
    log(actor, "question.retire", question, f"停用题目：{question}", detail=question.retired_words)
    return question


def generated_questions(*, actor: User, version: ListVersion) -> list[Question]:
    """Questions of this version, made where they do not exist yet; called inside a verb."""
    found = []
    for draft in drafts(version):
        question, _ = Question.objects.get_or_create(
            list_item=draft.item,
            example=draft.example,
            variant=draft.variant,
            retired_at=None,
            defaults={
                "kind": draft.kind,
                "text": draft.text,
                "options": list(draft.options),
                "correct": list(draft.correct),
                "explanation": draft.explanation,
                "source": draft.source,
                "written_by": actor,
            },
        )
        found.append(question)
    return found


@verb
def generate_questions(*, actor: User, quiz: Quiz, version: ListVersion) -> list[Question]:
    """Put the questions of a list version into a quiz; those already there stay."""
    require_manager(actor)
    quiz = _changeable(quiz)
    if version.is_draft:
        raise DomainError("清单草案还没有公布，不能出题。", field="version")
    before = quiz.questions.count()
    questions = generated_questions(actor=actor, version=version)
    if not questions:
        raise DomainError("这一版清单的项目还没有录入条件和例案，不能自动出题。", field="version")
    quiz.questions.add(*questions)
    added = quiz.questions.count() - before
    log(actor, "quiz.generate", quiz, f"《{quiz.title}》由{version.title}生成{added}题", after={"新增": added})
    return questions


@verb
def create_quiz(
    *,
    actor: User,
    title: str,
    course: Course | None = None,
    pass_mark: int = 80,
    draw: int = 0,
    most_attempts: int = 0,
    minutes: int = 0,
    is_exam: bool = False,
) -> Quiz:
    require_manager(actor)
    refuse_unknown_laws(title, field="title")
    quiz = saved(
        Quiz(
            title=stated(title, "请填写测验名称。", field="title", limit=80),
            course=course,
            pass_mark=pass_mark,
            draw=draw,
            most_attempts=most_attempts,
            minutes=minutes,
            is_exam=is_exam,
            created_by=actor,
        )
    )
    log(actor, "quiz.create", quiz, f"建立测验《{quiz.title}》", after=_described(quiz))
    return quiz


def _described(quiz: Quiz) -> dict[str, object]:
    return {
        "名称": quiz.title,
        "及格分": quiz.pass_mark,
        "每卷题数": quiz.draw,
        "最多次数": quiz.most_attempts,
        "限时": quiz.minutes,
    }


def _changeable(quiz: Quiz) -> Quiz:
    quiz = locked(quiz)
    if quiz.state == QuizState.CLOSED:
        raise WrongState("测验已经结束，不能再改。")
    return quiz


@verb
def change_quiz(*, actor: User, quiz: Quiz, **fields) -> Quiz:
    """Later sheets follow the new settings; those handed out keep theirs."""
    require_manager(actor)
    quiz = _changeable(quiz)
    refuse_unknown_laws(fields.get("title", ""), field="title")
    before = _described(quiz)
    for name, value in fields.items():
        setattr(quiz, name, value)
    _check_draw(quiz)
    saved(quiz)
    log(actor, "quiz.change", quiz, f"修改测验《{quiz.title}》", before=before, after=_described(quiz))
    return quiz


@verb
def add_questions(*, actor: User, quiz: Quiz, questions: Iterable[Question]) -> Quiz:
    require_manager(actor)
    quiz = _changeable(quiz)
    questions = list(questions)
    if any(question.is_retired for question in questions):
        raise DomainError("停用的题目不能放进测验。", field="questions")
    quiz.questions.add(*questions)
    log(
        actor,
        "quiz.add",
        quiz,
        f"《{quiz.title}》加入{len(questions)}题",
        after={"题目": [row.pk for row in questions]},
    )
    return quiz


@verb
def drop_question(*, actor: User, quiz: Quiz, question: Question) -> Quiz:
    """Out of this quiz only."""
    require_manager(actor)
    quiz = _changeable(quiz)
    quiz.questions.remove(question)
    if quiz.state == QuizState.OPEN:
        _check_enough(quiz)
    log(actor, "quiz.drop", quiz, f"《{quiz.title}》移出一题：{question}", after={"题目": question.pk})
    return quiz


def usable(quiz: Quiz):
    """The questions a new sheet may draw from."""
    return quiz.questions.filter(retired_at__isnull=True)


def _check_draw(quiz: Quiz) -> None:
    if quiz.state == QuizState.OPEN:
        _check_enough(quiz)


def _check_enough(quiz: Quiz) -> None:
    count = usable(quiz).count()
    if not count:
        raise DomainError("测验里没有可用的题目。请先出题。")
    if quiz.draw > count:
        raise DomainError(f"每卷要抽{quiz.draw}题，题库只有{count}题。请加题或者减少每卷题数。", field="draw")


@verb
def open_quiz(*, actor: User, quiz: Quiz) -> Quiz:
    require_manager(actor)
    quiz = locked(quiz)
    if quiz.state != QuizState.DRAFT:
        raise WrongState(f"测验{quiz.get_state_display()}，不需要再开放。")
    _check_enough(quiz)
    quiz.state = QuizState.OPEN
    quiz.save(update_fields=["state"])
    log(actor, "quiz.open", quiz, f"开放测验《{quiz.title}》", after={"题目": usable(quiz).count()})
    return quiz


@verb
def close_quiz(*, actor: User, quiz: Quiz) -> Quiz:
    """No new sheets; those handed out may still be handed in."""
    require_manager(actor)
    quiz = locked(quiz)
    if quiz.state != QuizState.OPEN:
        raise WrongState("只有开放的测验可以结束。")
    if hasattr(quiz, "licence_unit"):
        raise DomainError("这是清单学习单元的测验，不能结束；否则没有学过的人无法取得适用资格。")
    quiz.state = QuizState.CLOSED
    quiz.save(update_fields=["state"])
    log(actor, "quiz.close", quiz, f"结束测验《{quiz.title}》", stream=stream_of(quiz))
    return quiz
