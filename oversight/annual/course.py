"""The verbs of a year's assessment, in the order of its course; one function per verb."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from accounts.enums import CASE_WORKERS, Role
from accounts.models import Section, User
from accounts.powers import acts_as, chair
from oversight.annual.formulas import FORMULAS
from oversight.enums import AssessmentState, SchemeState, Way
from oversight.models import (
    AnnualAssessment,
    AssessmentScheme,
    Indicator,
    ScoreObjection,
    SectionReturn,
    SectionScore,
)
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import store_file
from training.services.base import locked, log, saved, verb

SAMPLE = Path(settings.BASE_DIR) / "fixtures" / "demo" / "assessment.json"
WHOLE = 100


def require_supervisor(actor: User) -> None:
    if acts_as(actor, Role.SUPERVISOR, on=timezone.localdate()) is None:
        raise NotAllowed("这件事由内部监督人员办理。请联系内部监督人员。")


def require_chair(actor: User) -> None:
    """The chair of the leading group in person: nobody stands in for the seat."""
    seat = chair(on=timezone.localdate())
    if seat is None:
        raise NotAllowed("现在没有登记领导小组组长。请系统管理员先登记席位。")
    if actor.pk != seat.pk or not actor.is_active:
        raise NotAllowed(f"这件事由领导小组组长{seat.name}办理。")


def require_head(actor: User, section: Section) -> None:
    if acts_as(actor, Role.HEAD, on=timezone.localdate(), section_id=section.pk) is None:
        raise NotAllowed(f"这件事由{section.name}负责人办理。")


def require_state(assessment: AnnualAssessment, *states: str) -> None:
    if assessment.state not in states:
        wanted = "或者".join(AssessmentState(state).label for state in states)
        raise WrongState(f"这一步在“{wanted}”阶段办理，现在是“{assessment.get_state_display()}”。")


def _stated(words: str, missing: str, *, field: str = "words") -> str:
    if not words.strip():
        raise DomainError(missing, field=field)
    return words.strip()


def assessed_sections() -> QuerySet[Section]:
    """Sections that enforce: somebody in them handles cases."""
    return Section.objects.filter(is_active=True, people__is_active=True, people__role__in=CASE_WORKERS).distinct()


# --- the scheme -----------------------------------------------------------------


@verb
def draft_scheme(*, actor: User, year: int) -> AssessmentScheme:
    """A scheme for the year from the sample, to be changed before the chair approves it."""
    require_supervisor(actor)
    if not 2020 <= year <= timezone.localdate().year:
        raise DomainError("请选择今年或者以前的年度。", field="year")
    if AssessmentScheme.objects.filter(year=year).exists():
        raise WrongState(f"{year}年度的考核方案已经有了，请在原方案上修改。")
    sample = json.loads(SAMPLE.read_text(encoding="utf-8"))
    scheme = saved(AssessmentScheme(year=year, title=f"{year}年{sample['title']}", is_demo=True, drafted_by=actor))
    for order, row in enumerate(sample["indicators"], 1):
        _add(scheme, order, row)
    log(actor, "assessment.scheme", scheme, f"按示范方案起草{year}年度考核方案")
    return scheme


def _add(scheme: AssessmentScheme, order: int, row: dict[str, Any]) -> Indicator:
    formula = FORMULAS.get(row.get("formula", ""))
    said = {"definition": formula.definition, "source": formula.basis} if formula else {}
    return saved(Indicator(scheme=scheme, order=order, **(row | said)))


@verb
def add_indicator(*, actor: User, scheme: AssessmentScheme, **fields: Any) -> Indicator:
    """Another yardstick; one tied to fines or to the number of penalties is refused by the database."""
    require_supervisor(actor)
    scheme = _open_scheme(scheme)
    if fields.get("way") == Way.MACHINE and fields.get("formula") not in FORMULAS:
        raise DomainError("请从登记的公式中选择一个。", field="formula")
    last = scheme.indicators.order_by("-order").first()
    row = _add(scheme, last.order + 1 if last else 1, fields)
    log(actor, "assessment.indicator", row, f"增加指标“{row.name}”{row.points}分", stream=_stream(scheme))
    return row


@verb
def change_points(*, actor: User, indicator: Indicator, points: int) -> Indicator:
    require_supervisor(actor)
    _open_scheme(indicator.scheme)
    indicator = locked(indicator)
    before, indicator.points = indicator.points, points
    saved(indicator)
    said = f"“{indicator.name}”由{before}分改为{points}分"
    log(actor, "assessment.points", indicator, said, stream=_stream(indicator.scheme))
    return indicator


@verb
def remove_indicator(*, actor: User, indicator: Indicator) -> None:
    require_supervisor(actor)
    _open_scheme(indicator.scheme)
    log(actor, "assessment.removed", indicator, f"删去指标“{indicator.name}”", stream=_stream(indicator.scheme))
    indicator.delete()


def _open_scheme(scheme: AssessmentScheme) -> AssessmentScheme:
    scheme = locked(scheme)
    if scheme.state != SchemeState.DRAFT:
        raise WrongState("考核方案已经批准，不能再改。")
    return scheme


def _stream(scheme: AssessmentScheme) -> tuple[str, int]:
    return scheme._meta.label_lower, scheme.pk


# --- the year -------------------------------------------------------------------


@verb
def open_assessment(*, actor: User, scheme: AssessmentScheme) -> AnnualAssessment:
    """The chair approves the scheme; every enforcing section may begin its own report."""
    require_chair(actor)
    scheme = _open_scheme(scheme)
    total = sum(row.points for row in scheme.indicators.all())
    if total != WHOLE:
        raise DomainError(f"各项指标合计{total}分，应为{WHOLE}分。请内部监督人员调整分值后再批准。")
    sections = list(assessed_sections())
    if not sections:
        raise DomainError("没有在岗执法人员的科室，没有可以考核的对象。请先登记人员。")
    scheme.state, scheme.fixed_by, scheme.fixed_at = SchemeState.FIXED, actor, timezone.now()
    saved(scheme)
    row = saved(AnnualAssessment(scheme=scheme, opened_by=actor))
    SectionScore.objects.bulk_create(
        SectionScore(assessment=row, section=section, indicator=indicator, most=indicator.most)
        for section in sections
        for indicator in scheme.indicators.all()
    )
    log(actor, "assessment.open", row, f"批准{scheme.title}，启动科室自评", weight=Weight.DECISION)
    return row


@verb
def assess_own(
    *, actor: User, score: SectionScore, own: int, words: str, name: str = "", content: bytes = b""
) -> SectionScore:
    """The section's own mark for a manual indicator, with what shows it; `own` in tenths of a point."""
    require_head(actor, score.section)
    require_state(locked(score.assessment), AssessmentState.SELF)
    score = locked(score)
    if score.indicator.way != Way.MANUAL:
        raise DomainError("这一项由系统取数或者由监督人员查实，不用自评。")
    if SectionReturn.objects.filter(assessment=score.assessment, section=score.section).exists():
        raise WrongState("本科室已经提交自评，不能再改。有不同意见的，请在异议期提出。")
    score.own, score.own_words = own, _stated(words, "请写明自评的依据。")
    if content:
        score.evidence = store_file(actor=actor, name=name, content=content)
    saved(score)
    log(actor, "assessment.own", score, f"{score.section}自评“{score.indicator}”", stream=_of(score.assessment))
    return score


@verb
def hand_in(*, actor: User, assessment: AnnualAssessment, section: Section, words: str) -> SectionReturn:
    """The head hands the section's report in; from then on it stands."""
    require_head(actor, section)
    assessment = locked(assessment)
    require_state(assessment, AssessmentState.SELF)
    scores = assessment.scores.filter(section=section, indicator__way=Way.MANUAL)
    if missing := [score.indicator.name for score in scores.filter(own__isnull=True).select_related("indicator")]:
        raise DomainError("还有没自评的指标：" + "、".join(missing) + "。")
    if not scores.exists():
        raise DomainError(f"{section.name}不在这一年度的考核对象里。")
    row = saved(
        SectionReturn(
            assessment=assessment, section=section, words=_stated(words, "请写明本科室一年的情况。"), submitted_by=actor
        )
    )
    log(actor, "assessment.handed_in", row, f"{section.name}提交自评", stream=_of(assessment))
    return row


@verb
def begin_review(*, actor: User, assessment: AnnualAssessment) -> AnnualAssessment:
    """Supervision takes over once every section has handed in; the machine's figures are taken."""
    require_supervisor(actor)
    assessment = locked(assessment)
    require_state(assessment, AssessmentState.SELF)
    given = set(assessment.returns.values_list("section_id", flat=True))
    late = {
        score.section.name for score in assessment.scores.select_related("section") if score.section_id not in given
    }
    if late:
        raise WrongState("还没有提交自评的科室：" + "、".join(sorted(late)) + "。请督促后再开始评审。")
    assessment.state, assessment.reviewed_by = AssessmentState.REVIEW, actor
    saved(assessment)
    take_figures(assessment)
    log(actor, "assessment.review", assessment, "自评全部提交，开始监督评审")
    return assessment


def take_figures(assessment: AnnualAssessment) -> None:
    """Count every machine indicator of every section as of today."""
    on, year = timezone.localdate(), assessment.scheme.year
    for score in assessment.scores.filter(indicator__way=Way.MACHINE).select_related("indicator", "section"):
        formula = FORMULAS[score.indicator.formula]
        found = formula.count(score.section, year, on)
        score.part, score.whole = found.part, found.whole
        score.final = formula.tenths(found, score.indicator.points)
        score.save(update_fields=["part", "whole", "final"])


@verb
def review_score(
    *, actor: User, score: SectionScore, final: int | None, words: str, vetoed: bool = False
) -> SectionScore:
    """Supervision's mark with its reason; what the machine counted is changed only by mending the cases."""
    require_supervisor(actor)
    require_state(locked(score.assessment), AssessmentState.REVIEW)
    score = locked(score)
    if score.indicator.way == Way.MACHINE:
        raise DomainError("系统取数的得分不能手改。数字不对的，请改正案卷里的记录，审定时重新取数。")
    if score.indicator.way == Way.VETO:
        score.vetoed, score.final = vetoed, 0
    else:
        if final is None:
            raise DomainError("请填写得分。", field="final")
        score.final = final
    must_say = score.vetoed or (score.own is not None and score.final != score.own)
    score.final_words = _stated(words, "与自评不同或者一票否决的，请写明理由。") if must_say else words.strip()
    score.reviewed_by = actor
    saved(score)
    log(actor, "assessment.score", score, f"评审{score.section}“{score.indicator}”", stream=_of(score.assessment))
    return score


@verb
def show_results(*, actor: User, assessment: AnnualAssessment) -> AnnualAssessment:
    """The sections read their marks and may object."""
    require_supervisor(actor)
    assessment = locked(assessment)
    require_state(assessment, AssessmentState.REVIEW)
    waiting = assessment.scores.filter(indicator__way=Way.MANUAL, final__isnull=True).count()
    if waiting:
        raise WrongState(f"还有{waiting}项没有评审。请评完再公布。")
    assessment.state = AssessmentState.OBJECTION
    saved(assessment)
    log(actor, "assessment.shown", assessment, "评审结果告知各科室，进入异议期")
    return assessment


@verb
def raise_objection(*, actor: User, score: SectionScore, words: str) -> ScoreObjection:
    require_head(actor, score.section)
    require_state(locked(score.assessment), AssessmentState.OBJECTION)
    row = saved(
        ScoreObjection(
            score=score, words=_stated(words, "请写明异议和依据。"), raised_by=actor, before=score.final or 0
        )
    )
    log(
        actor,
        "assessment.objection",
        row,
        f"{score.section}对“{score.indicator}”提出异议",
        stream=_of(score.assessment),
    )
    return row


@verb
def answer_objection(*, actor: User, objection: ScoreObjection, after: int | None, words: str) -> ScoreObjection:
    """With reasons; the mark of a manual indicator may change, a counted one stays what was counted."""
    require_supervisor(actor)
    assessment = locked(objection.score.assessment)
    require_state(assessment, AssessmentState.OBJECTION)
    objection = locked(objection)
    if objection.answered_by_id:
        raise WrongState("这条异议已经答复。")
    score = locked(objection.score)
    if score.indicator.way != Way.MANUAL:
        after = score.final or 0
    if after is None:
        raise DomainError("请填写答复后的得分。", field="after")
    objection.answer, objection.after = _stated(words, "请写明答复的理由。"), after
    objection.answered_by, objection.answered_at = actor, timezone.now()
    saved(objection)
    if score.final != after:
        score.final, score.final_words = after, f"异议后调整：{objection.answer}"
        saved(score)
    log(
        actor, "assessment.answer", objection, f"答复{score.section}对“{score.indicator}”的异议", stream=_of(assessment)
    )
    return objection


def _of(assessment: AnnualAssessment) -> tuple[str, int]:
    return assessment._meta.label_lower, assessment.pk
