"""法律适用意见: where old and new law cannot be compared, a legal reviewer says in writing which one governs, and why."""

from accounts.models import User
from cases.law import law_on
from cases.models import Act, LegalView
from cases.outcomes import LEFT_OPEN
from cases.services.assessments import final_problems, outcome_words
from cases.services.move import case_url, move, stated
from records.enums import Weight
from records.errors import DomainError, WrongState

CHOICES = ("PENALTY", "PENALTY_LENIENT", "PENALTY_SERIOUS", "NP_MANDATORY_MINOR", "NP_DISCRETIONARY_FIRST")


def versions_of(act: Act) -> list[str]:
    """The versions of the law that punish this offence in this party."""
    offence = law_on(act.case.discovered_on).offences.get(act.violation)
    rules = offence.penalties if offence else ()
    return list(dict.fromkeys(rule.version for rule in rules if act.party.kind in rule.kinds))


def give_legal_view(
    *, actor: User, act: Act, outcome: str, law_version: str, reasons: str, version: int | None = None
) -> LegalView:
    """The reviewer names the law that governs and the outcome; range and articles follow from the law. The newest counts."""
    with move("give_legal_view", actor=actor, case=act.case, act=act, version=version) as step:
        signer = step.signature.user
        if not signer.legally_qualified:
            raise DomainError(f"{signer.name}没有登记法律职业资格，不能出具法律适用意见。请交有资格的人员。")
        row = step.act.assessment
        if row is None or row.outcome != LEFT_OPEN:
            raise WrongState("最新的系统建议不是“需法制审核”，不用出具法律适用意见。", way_out=case_url(act.case))
        if problems := final_problems(row, on=step.on):
            raise WrongState(f"系统建议已经过时：{'；'.join(problems)}。请承办人重新请系统建议。")
        if outcome not in CHOICES:
            raise DomainError("请选择处理结果。", field="outcome")
        if law_version not in versions_of(step.act):
            raise DomainError("请选择适用的法律。", field="law_version")
        least, most, basis = _range(step.act, law_version, outcome)
        view = LegalView.objects.create(
            act=step.act,
            assessment=row,
            outcome=outcome,
            law_version=law_version,
            fine_least=least,
            fine_most=most,
            basis=basis,
            reasons=stated(reasons, "请写明为什么适用这一法律、为什么这样处理。", field="reasons"),
            given_by=signer,
            given_for=step.signature.for_user,
        )
        step.log(
            f"行为{step.act.order}法律适用意见：适用{law_version}，{outcome_words(outcome)}",
            detail=view.reasons,
            subject=view,
            weight=Weight.DECISION,
            after={"依据": basis},
        )
    return view


def _range(act: Act, version: str, outcome: str) -> tuple[int | None, int | None, list[str]]:
    """The range of the outcome in that version of the law, and its articles."""
    if outcome.startswith("NP_"):
        part = "前段" if outcome == "NP_MANDATORY_MINOR" else "后段"
        return None, None, [f"行政处罚法33条1款{part}", "行政处罚法37条"]
    offence = law_on(act.case.discovered_on).offences[act.violation]
    rule = offence.rules_for(act.party.kind, version)[0]
    fine = rule.serious_fine if outcome == "PENALTY_SERIOUS" else rule.fine
    if outcome == "PENALTY_SERIOUS" and fine is None:
        raise DomainError("这一法律对这个当事人没有情节严重的规定。请另选处理结果。", field="outcome")
    least, most = fine or (None, None)
    return least, most, [*rule.basis, "行政处罚法37条"]


def view_of(assessment_pk: int) -> LegalView | None:
    """The view that settles an open recommendation."""
    return LegalView.objects.filter(assessment_id=assessment_pk).first()
