"""法制审核 (58条) and 集体讨论 (57条2款) of an intended penalty."""

from collections.abc import Mapping, Sequence
from datetime import date

from accounts.enums import Role
from accounts.models import User
from cases.enums import Verdict
from cases.models import Act, Discussion, LegalReview
from cases.services.move import case_url, move, not_later_than_today, stated
from cases.services.penalties import open_procedure, served_notice
from records.enums import Weight
from records.errors import DomainError
from records.services import notify

LEAST_HEADS = 2


def review_legally(
    *,
    actor: User,
    act: Act,
    approve: bool,
    words: str,
    aspects: Mapping[str, str] | None = None,
    version: int | None = None,
) -> LegalReview:
    """The reviewer's verdict on body, facts, law, discretion and procedure; the newest one counts."""
    with move("review_legally", actor=actor, case=act.case, act=act, version=version) as step:
        notice = served_notice(step)
        signer = step.signature.user
        if not signer.legally_qualified:
            raise DomainError(
                f"{signer.name}没有登记法律职业资格，不能进行法制审核（行政处罚法58条2款）。请交有资格的人员审核。"
            )
        row = LegalReview.objects.create(
            procedure=notice.procedure,
            verdict=Verdict.APPROVE if approve else Verdict.RETURN,
            aspects={key: said.strip() for key, said in (aspects or {}).items() if said.strip()},
            words=stated(words, "请写明审核意见：主体、事实、依据、裁量、程序。", field="words"),
            reviewer=signer,
            reviewed_for=step.signature.for_user,
            qualified=signer.legally_qualified,
        )
        step.log(
            f"行为{step.act.order}法制审核：{row.get_verdict_display()}",
            detail=row.words,
            subject=row,
            weight=Weight.DECISION,
        )
        if not approve:
            author = notice.procedure.author
            notify(
                user=author, text=f"{step.case}行为{step.act.order}法制审核退回：{row.words}", link=case_url(act.case)
            )
    return row


def discuss(
    *,
    actor: User,
    act: Act,
    held_on: date,
    attending: Sequence[User],
    opinions: Sequence[str],
    conclusion: str,
    fine: int | None = None,
    place: str = "",
    version: int | None = None,
) -> Discussion:
    """The heads of the bureau discuss together; each one's opinion is written down. `opinions` in the order of `attending`."""
    with move("discuss", actor=actor, case=act.case, act=act, version=version) as step:
        procedure = open_procedure(step)
        not_later_than_today(held_on, step.on, name="讨论日期", field="held_on")
        people = list(dict.fromkeys(attending))
        if len(people) < LEAST_HEADS or any(person.role != Role.LEADER for person in people):
            raise DomainError("集体讨论由两名以上局领导参加。请选择参加的局领导。", field="attending")
        said = [text.strip() for text in opinions]
        if len(said) != len(people) or not all(said):
            raise DomainError("请逐人记录讨论意见。", field="opinions")
        row = Discussion.objects.create(
            procedure=procedure,
            held_on=held_on,
            place=place.strip(),
            opinions=[{"name": person.name, "words": text} for person, text in zip(people, said, strict=True)],
            conclusion=stated(conclusion, "请写明讨论结论。", field="conclusion"),
            fine=fine,
            recorded_by=actor,
        )
        row.attending.set(people)
        step.log(
            f"行为{step.act.order}集体讨论",
            detail=row.conclusion,
            subject=row,
            weight=Weight.DECISION,
            after={"参加": [person.name for person in people], "罚款": fine},
        )
    return row
