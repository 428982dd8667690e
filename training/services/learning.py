"""Learning by the party: offered by an officer of the file, done by the party itself; it never bears on the decision.

Nothing here can change an act, an opinion or a decision, and the obligation it opens never bars closing (database).
"""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.core import signing
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from cases.capacity import signature_as
from cases.enums import ActState, Bound, ObligationKind
from cases.models import Act, Case, Obligation
from cases.services.move import STREAM, stated
from cases.services.owing import cancel, fulfil, open_obligation
from cases.workflow import Who
from documents.words import zh_date
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import store_file
from training.defaults import LINK_DAYS
from training.enums import LearnMeans, PersonRole, UnitState
from training.models import LearningAnswer, LearningOffer, LearningReading, LearningUnit
from training.services.attempts import marked, unanswered
from training.services.base import log, saved, verb

SALT = "training.learning"
# With the measure: once the party has been asked, and after the decision.
OFFERED_IN = (ActState.OFFERED, ActState.ANSWERED, ActState.DECIDED)


def measure_of(act: Act) -> str:
    """The soft measure this act has, offered or decided; empty where there is none."""
    if act.state == ActState.DECIDED:
        return act.decision.measure
    offer = act.offer
    return offer.measure if offer and act.state in OFFERED_IN else ""


def _require_officer(actor: User, case: Case) -> None:
    on = timezone.localdate()
    if not signature_as(Who.CASE_OFFICER, actor=actor, section_id=case.section_id, on=on, case=case):
        raise NotAllowed("学习由本案办案人员提供和登记。您现在不是这一身份。")


@verb
def offer_learning(*, actor: User, act: Act, unit: LearningUnit) -> LearningOffer:
    """Put a unit beside the measure. No deadline, nothing depends on it; the party may leave it."""
    case = Case.objects.select_for_update().get(pk=act.case_id)
    act = Act.objects.select_for_update().get(pk=act.pk)
    _require_officer(actor, case)
    measure = measure_of(act)
    if not measure:
        raise WrongState("学习单元随柔性措施提供。这个行为现在没有告知或者决定柔性措施。")
    if unit.state != UnitState.OPEN or measure not in unit.measures:
        raise DomainError("这个学习单元没有启用，或者不适用于这种措施。请另选。", field="unit")
    questions = unit.questions.filter(retired_at__isnull=True)
    if not questions:
        raise DomainError("这个学习单元没有可用的题目。请联系培训管理人员。", field="unit")
    duty = open_obligation(
        case=case,
        act=act,
        kind=ObligationKind.LEARN,
        title=f"行为{act.order}：学习单元《{unit.title}》（自愿）",
        bound=Bound.PARTY,
        due_words="自愿，不设期限；不学习不影响处理结果",
        bars_closing=False,
    )
    row = saved(
        LearningOffer(
            act=act,
            unit=unit,
            obligation=duty,
            lesson=_lesson(unit, questions),
            measure=measure,
            key=secrets.token_hex(16),
            link_until=timezone.now() + timedelta(days=LINK_DAYS),
            offered_by=actor,
        )
    )
    _log_case(actor, "learning.offer", row, f"行为{act.order}向当事人提供学习单元《{unit.title}》，自愿参加")
    return row


def _lesson(unit: LearningUnit, questions: Iterable) -> dict[str, object]:
    return {
        "title": unit.title,
        "body": unit.body,
        "minutes": unit.minutes,
        "pass_mark": unit.pass_mark,
        "sheet": [
            {
                "question": row.pk,
                "kind": row.kind,
                "text": row.text,
                "options": row.options,
                "correct": row.correct,
                "explanation": row.explanation,
            }
            for row in questions
        ],
    }


def _log_case(actor: User | None, name: str, subject, summary: str, *, detail: str = "", offer=None, **more) -> None:
    act = (offer or subject).act
    log(actor, name, subject, summary, stream=(STREAM, act.case_id), detail=detail, **more)


@verb
def renew_link(*, actor: User, offer: LearningOffer) -> LearningOffer:
    """A fresh link for another month; the old one is dead at once."""
    offer = LearningOffer.objects.select_for_update(of=("self",)).select_related("act__case", "unit").get(pk=offer.pk)
    _require_officer(actor, offer.act.case)
    if offer.withdrawn_at:
        raise WrongState("这个学习单元已经收回。")
    offer.key = secrets.token_hex(16)
    offer.link_until = timezone.now() + timedelta(days=LINK_DAYS)
    offer.save(update_fields=["key", "link_until"])
    _log_case(actor, "learning.renew", offer, f"《{offer.unit.title}》更换学习链接，原链接失效")
    return offer


@verb
def withdraw_offer(*, actor: User, offer: LearningOffer, reason: str) -> LearningOffer:
    offer = LearningOffer.objects.select_for_update(of=("self",)).select_related("act__case", "unit").get(pk=offer.pk)
    _require_officer(actor, offer.act.case)
    if offer.withdrawn_at:
        raise WrongState("这个学习单元已经收回。")
    if offer.answers.filter(passed=True).exists():
        raise WrongState("当事人已经学完，不能收回。")
    offer.withdrawn_words = stated(reason, "请写明收回的原因。", field="reason", limit=200)
    offer.withdrawn_at = timezone.now()
    offer.save(update_fields=["withdrawn_at", "withdrawn_words"])
    cancel(Obligation.objects.open().filter(pk=offer.obligation_id), words="学习单元已收回")
    _log_case(actor, "learning.withdraw", offer, f"收回学习单元《{offer.unit.title}》", detail=offer.withdrawn_words)
    return offer


def link_token(offer: LearningOffer) -> str:
    """What the party's personal link carries. It cannot be made from the database alone."""
    return signing.dumps([offer.pk, offer.key], salt=SALT)


def offer_of_token(token: str) -> tuple[LearningOffer | None, bool]:
    """(offer, still good). None: not a link of ours, or replaced by a newer one."""
    try:
        pk, key = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None, False
    offer = LearningOffer.objects.select_related("act__case__party", "unit").filter(pk=pk, key=key).first()
    if offer is None:
        return None, False
    return offer, offer.withdrawn_at is None and timezone.now() <= offer.link_until


def _by_token(token: str) -> LearningOffer:
    offer, good = offer_of_token(token)
    if not good:
        raise DomainError("这个链接已经失效。请联系办案人员重新发送。")
    # The row itself only moves its link; the lock keeps two presses apart.
    return LearningOffer.objects.select_for_update(of=("self",)).select_related("act__case", "unit").get(pk=offer.pk)


@verb
def finish_reading(*, token: str) -> LearningReading:
    """The party says it has read the lesson; said twice, it counts once."""
    offer = _by_token(token)
    row, is_new = LearningReading.objects.get_or_create(offer=offer)
    if is_new:
        _log_case(
            None, "learning.read", row, f"当事人读完学习单元《{offer.unit.title}》", offer=offer, weight=Weight.PARTY
        )
    return row


@verb
def answer_by_link(
    *, token: str, answers: Mapping[int, Iterable[int]], person_name: str, person_role: str
) -> LearningAnswer:
    """The party's own answers. Each go is kept; the first that passes completes the unit."""
    offer = _by_token(token)
    if done := offer.answers.filter(passed=True).first():
        return done
    if not LearningReading.objects.filter(offer=offer).exists():
        raise WrongState("请先读完学习内容，再答题。")
    return _answer(
        offer, answers, person_name, person_role, means=LearnMeans.LINK, done_on=timezone.localdate(), actor=None
    )


@verb
def record_paper_learning(
    *,
    actor: User,
    offer: LearningOffer,
    answers: Mapping[int, Iterable[int]],
    person_name: str,
    person_role: str,
    done_on: date,
    upload: tuple[str, bytes] | None,
    compared_by: User | None,
) -> LearningAnswer:
    """What the party answered on paper: its own sheet is kept and a second officer compares what was typed with it."""
    offer = LearningOffer.objects.select_for_update(of=("self",)).select_related("act__case", "unit").get(pk=offer.pk)
    _require_officer(actor, offer.act.case)
    if offer.withdrawn_at:
        raise WrongState("这个学习单元已经收回。")
    if offer.answers.filter(passed=True).exists():
        raise WrongState("当事人已经学完，不需要再登记。")
    if upload is None:
        raise DomainError("请上传当事人签名的答卷扫描件。没有原件的，不能代为登记。", field="upload")
    on = timezone.localdate()
    if compared_by is None or compared_by.pk == actor.pk:
        raise DomainError("请选择另一名执法人员核对。", field="compared_by")
    if not compared_by.certificate_valid(on=on):
        raise DomainError(f"{compared_by.name}没有有效的统计执法证，不能核对。请另选一人。", field="compared_by")
    if not timezone.localdate(offer.offered_at) <= done_on <= on:
        raise DomainError("学习日期应在提供学习之后，不晚于今天。", field="done_on")
    file = store_file(actor=actor, name=upload[0], content=upload[1])
    LearningReading.objects.get_or_create(offer=offer)
    return _answer(
        offer,
        answers,
        person_name,
        person_role,
        means=LearnMeans.PAPER,
        done_on=done_on,
        actor=actor,
        file=file,
        compared_by=compared_by,
    )


def _answer(
    offer: LearningOffer,
    answers: Mapping[int, Iterable[int]],
    person_name: str,
    person_role: str,
    *,
    means: str,
    done_on: date,
    actor: User | None,
    file=None,
    compared_by: User | None = None,
) -> LearningAnswer:
    sheet = offer.lesson["sheet"]
    if missing := unanswered(sheet, answers):
        raise DomainError(f"还有{len(missing)}题没有作答：{'、'.join(f'第{place}题' for place in missing)}。")
    if person_role not in PersonRole.values:
        raise DomainError("请选择学习人的身份。", field="person_role")
    rows = marked(sheet, answers)
    right = sum(row[2] for row in rows)
    row = saved(
        LearningAnswer(
            offer=offer,
            number=(offer.answers.aggregate(last=Max("number"))["last"] or 0) + 1,
            person_name=stated(person_name, "请填写学习人姓名。", field="person_name", limit=40),
            person_role=person_role,
            answers=[{"question": question, "chosen": chosen, "right": good} for question, chosen, good in rows],
            right=right,
            total=len(rows),
            passed=right * 100 >= offer.lesson["pass_mark"] * len(rows),
            means=means,
            done_on=done_on,
            file=file,
            recorded_by=actor,
            compared_by=compared_by,
        )
    )
    said = f"{row.person_name}（{row.get_person_role_display()}）答对{right}/{row.total}题"
    if row.passed:
        how = "通过链接" if means == LearnMeans.LINK else "以纸质方式"
        duty = Obligation.objects.open().filter(pk=offer.obligation_id)
        fulfil(duty, by=None, words=f"{zh_date(done_on)} {said}，{how}完成")
    _log_case(
        actor,
        "learning.answer",
        row,
        f"当事人学习单元《{offer.unit.title}》{'完成' if row.passed else '作答一次，尚未完成'}",
        detail=said,
        offer=offer,
        weight=Weight.PARTY,
        after={"方式": row.get_means_display(), "核对": compared_by.name if compared_by else ""},
    )
    return row
