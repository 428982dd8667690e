"""May this person propose under these items? Answered by `Licence` rows alone; the training room writes them."""

from collections.abc import Iterable
from datetime import date

from exemptions.models import Licence, ListItem, ListVersion
from records.errors import NotAllowed


def items_hit(answer: dict) -> list[tuple[str, str]]:
    """(list code, item number) of every item that an answer of the rules says is met."""
    return [(line["list_code"], line["number"]) for line in answer.get("items", ()) if line.get("verdict") == "true"]


def unlicensed_items(user, hits: Iterable[tuple[str, str]], *, on: date) -> list[ListItem]:
    """The items this person may not propose under that day.

    An act is judged by the list of its own day, but what must have been learnt is the item as it reads today: the item of
    that number in the version in force, or the one that was met where none follows it.
    """
    missing = []
    for code, number in hits:
        met = ListItem.objects.select_related("version").filter(version__code=code, number=number).first()
        if met is None:
            continue
        current = ListVersion.objects.in_force(on=on).filter(pack=met.version.pack_id)
        item = ListItem.objects.select_related("version").filter(version__in=current, number=number).first() or met
        if not Licence.objects.valid(on=on).filter(user=user, item=item).exists():
            missing.append(item)
    return missing


def refusal_words(missing: list[ListItem]) -> str:
    """Why somebody is stopped and what they can do; empty where nothing is missing."""
    if not missing:
        return ""
    version = missing[0].version
    numbers = "、".join(f"{item.number}项" for item in missing)
    return (
        f"您还没有通过{version.title}（{version.code}）的学习，不能按{numbers}提出处理意见。"
        "请先到“培训”完成这一版清单的学习单元（约10分钟）；来不及的，请科室负责人写明理由批准例外。"
    )


def require_licence(user, hits: Iterable[tuple[str, str]], *, on: date, way_out: str = "") -> None:
    """Refuse with the unit to take named; nothing is asked where no item was met."""
    missing = unlicensed_items(user, hits, on=on)
    if missing:
        raise NotAllowed(refusal_words(missing), way_out=way_out)
