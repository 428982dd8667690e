"""教育 of the party after a no-penalty decision (行政处罚法33条3款): recorded, never a condition put on the party."""

from datetime import date

from accounts.models import User
from cases.enums import ObligationKind
from cases.models import Act, Education
from cases.services.move import move, not_later_than_today, stated
from cases.services.owing import fulfil, open_ones
from documents.words import zh_date
from records.errors import DomainError
from records.services import store_file


def record_education(
    *,
    actor: User,
    act: Act,
    on: date,
    recipient: str,
    content: str,
    recipient_role: str = "",
    upload: tuple[str, bytes] | None = None,
    version: int | None = None,
) -> Education:
    """Who was told what, when, by whom; ends the bureau's duty to educate."""
    with move("record_education", actor=actor, case=act.case, act=act, version=version) as step:
        not_later_than_today(on, step.on, name="教育日期", field="on")
        if on < step.act.decision.decided_on:
            raise DomainError(f"教育日期不能早于决定日期（{zh_date(step.act.decision.decided_on)}）。", field="on")
        row = Education.objects.create(
            act=step.act,
            on=on,
            recipient=stated(recipient, "请填写受教育人姓名。", field="recipient", limit=60),
            recipient_role=recipient_role.strip()[:60],
            content=stated(content, "请写明教育的内容。", field="content"),
            given_by=actor,
            file=store_file(actor=actor, name=upload[0], content=upload[1]) if upload else None,
        )
        fulfil(
            open_ones(case=step.case, kind=ObligationKind.EDUCATE, act=step.act),
            by=actor,
            words=f"{zh_date(on)}对{row.recipient}进行教育",
        )
        step.log(f"行为{step.act.order}对{row.recipient}进行教育", detail=row.content, subject=row, after={"日期": on})
    return row
