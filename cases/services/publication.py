"""公示 as the file sees it: proposed, signed by another, taken back. What the public reads is kept by the room above."""

from accounts.models import User
from accounts.powers import Signature
from cases.enums import ObligationKind, RemedyResult
from cases.models import Act, Remedy
from cases.services.move import move, stated
from cases.services.owing import fulfil, open_ones
from records.enums import Weight
from records.errors import NotAllowed, WrongState

STANDING = frozenset({"", RemedyResult.UPHELD, RemedyResult.DISMISSED, RemedyResult.WITHDRAWN})


def overturned(act: Act) -> Remedy | None:
    """The remedy by which the decision no longer stands as it was made."""
    rows = Remedy.objects.filter(decision__act=act).exclude(result__in=STANDING)
    return rows.order_by("pk").first()


def propose_publication(*, actor: User, act: Act, words: str, version: int | None = None) -> None:
    with move("propose_publication", actor=actor, case=act.case, act=act, version=version) as step:
        if overturned(step.act):
            raise WrongState("决定已经被改变或者撤销，不再公示。")
        step.log(f"行为{step.act.order}：拟公示", detail=words)


def sign_publication(
    *, actor: User, act: Act, proposer: User, approve: bool, publish: bool, words: str, version: int | None = None
) -> Signature:
    """A second person approves the words as shown, or sends them back. Approved, the duty to publish is done."""
    if actor.pk == proposer.pk:
        raise NotAllowed("不能审核本人拟的公示。请交由科室负责人或者局领导审核。")
    with move("sign_publication", actor=actor, case=act.case, act=act, version=version) as step:
        if step.signature.for_user == proposer:
            raise NotAllowed("不能代拟稿人审核其本人拟的公示。")
        if approve and publish and overturned(step.act):
            raise WrongState("决定已经被改变或者撤销，不再公示。请退回。")
        if approve:
            owed = open_ones(case=step.case, kind=ObligationKind.DISCLOSE, act=step.act)
            fulfil(owed, by=actor, words=words or ("已公示" if publish else "经审核不公开"))
        done = ("同意公示" if publish else "同意不公开") if approve else "退回公示稿"
        step.log(f"行为{step.act.order}：{done}", detail=words, weight=Weight.DECISION)
    return step.signature


def withdraw_publication(*, actor: User, act: Act, words: str, version: int | None = None) -> None:
    """Taken back with its reason; with nothing published, the words say so. The duty to withdraw is done."""
    with move("withdraw_publication", actor=actor, case=act.case, act=act, version=version) as step:
        words = stated(words, "请写明撤回的理由。", field="words", limit=300)
        fulfil(open_ones(case=step.case, kind=ObligationKind.WITHDRAW, act=step.act), by=actor, words=words)
        step.log(f"行为{step.act.order}：撤回公示", detail=words, weight=Weight.DECISION)
