"""Draft a version of the list: from the one in force or blank, item by item. Nothing here binds anybody yet."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Bureau
from exemptions import live
from exemptions.enums import ListState
from exemptions.listing import copy_items, write_basis
from exemptions.models import ItemExample, ListItem, ListVersion, Pack
from exemptions.trial import law_with, readable
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event
from rules.law import Law
from rules.list_samples import sample_cases
from rules.lists import ListVersion as RuleList

STREAM = "exemptions.listversion"
VERSION_FIELDS = (
    "title", "effective_from", "effective_to", "below_inclusive", "above_inclusive", "first_window", "note",
)  # fmt: skip
ITEM_FIELDS = (
    "number", "name", "external_code", "wording", "offences", "kinds", "condition", "outcome", "binding", "measure",
    "supplies", "confirm", "steps", "supporting", "violates", "punished_by", "implementer", "proposed_section", "note",
)  # fmt: skip
# A change of these makes an earlier "both sentences mean the same" void.
MEANING = ("wording", "condition", "offences", "kinds", "confirm")


def _log(actor, verb: str, version: ListVersion, summary: str, **more) -> None:
    append_event(actor=actor, verb=verb, subject=version, stream=(STREAM, version.pk), summary=summary, **more)


def _only_reviewer(actor) -> None:
    if actor.role != Role.REVIEWER:
        raise NotAllowed("清单草案由法制审核人员起草和修改。需要修改的，请告诉法制审核人员。")


def open_draft(actor, version: ListVersion) -> ListVersion:
    """The draft, locked, if this person may change it."""
    _only_reviewer(actor)
    row = ListVersion.objects.select_for_update().get(pk=version.pk)
    if row.state != ListState.DRAFT:
        raise WrongState(f"{row.title}已经公布，不能修改。需要改正的，请起草新版本。")
    return row


def _save(row) -> None:
    """Save, or say in Chinese which field is wrong."""
    try:
        row.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        if field == "__all__":
            raise DomainError("；".join(messages)) from error
        name = row._meta.get_field(field).verbose_name
        raise DomainError(f"{name}：{'；'.join(messages)}", field=field) from error
    row.save()


@transaction.atomic
def draft_list(*, actor, code: str, title: str, based_on: ListVersion | None = None) -> ListVersion:
    """A new draft with the items, basis and examples of an earlier version, or none."""
    _only_reviewer(actor)
    pack = based_on.pack if based_on else Pack.objects.order_by("-order").first()
    if pack is None:
        raise WrongState("还没有载入本机关的数据包，不能起草清单。请系统管理员先载入。")
    version = ListVersion(code=code.strip(), title=title.strip(), pack=pack, based_on=based_on, drafted_by=actor)
    # Whatever a demo bureau drafts is sample data; what a real one drafts is not, even from the sample.
    version.is_demo = Bureau.objects.filter(is_demo=True).exists()
    if based_on:
        for field in ("below_inclusive", "above_inclusive", "first_window", "definitions", "note"):
            setattr(version, field, getattr(based_on, field))
    _save(version)
    if based_on:
        copy_items(based_on, version)
    origin = f"由{based_on.title}修改" if based_on else "空白起草"
    _log(actor, "list.draft", version, f"起草{version.title}（{origin}）")
    return version


@transaction.atomic
def change_draft(*, actor, version: ListVersion, **fields: Any) -> ListVersion:
    """Title, dates, conventions, window, note."""
    row = open_draft(actor, version)
    if unknown := set(fields) - set(VERSION_FIELDS):
        raise DomainError(f"不能修改：{'、'.join(sorted(unknown))}。")
    before = {name: getattr(row, name) for name in fields}
    for name, value in fields.items():
        setattr(row, name, value)
    _save(row)
    _log(actor, "list.change", row, f"修改{row.title}的版本事项", before=before, after=fields)
    return row


@transaction.atomic
def save_item(
    *, actor, version: ListVersion, item: ListItem | None = None, basis: Iterable[str] = (), **fields: Any
) -> ListItem:
    """Add an item, or change one. `basis`: citations in order; what does not stand is kept, and the gate blocks it."""
    draft = open_draft(actor, version)
    row = ListItem.objects.get(pk=item.pk, version=draft) if item else ListItem(version=draft)
    if unknown := set(fields) - set(ITEM_FIELDS):
        raise DomainError(f"不能修改：{'、'.join(sorted(unknown))}。")
    before = row.as_data() if item else {}
    if item is None:
        row.order = (draft.items.aggregate(last=Max("order"))["last"] or 0) + 1
    for name, value in fields.items():
        setattr(row, name, value)
    if item and any(before[name] != getattr(row, name) for name in MEANING if name in before):
        row.equated_by = row.equated_at = None
    _save(row)
    write_basis(row, basis, on=draft.effective_from or timezone.localdate())
    words = "修改" if item else "增加"
    _log(actor, "list.item", draft, f"{words}第{row.number}项", before=before, after=row.as_data())
    return row


@transaction.atomic
def remove_item(*, actor, item: ListItem) -> None:
    draft = open_draft(actor, item.version)
    row = ListItem.objects.get(pk=item.pk, version=draft)
    before = row.as_data()
    row.examples.all().delete()
    row.delete()
    _log(actor, "list.remove_item", draft, f"删去第{before['number']}项", before=before)


@transaction.atomic
def equate_wording(*, actor, item: ListItem) -> ListItem:
    """A person says that the official wording and the printed condition mean the same; kept with the version."""
    draft = open_draft(actor, item.version)
    row = ListItem.objects.get(pk=item.pk, version=draft)
    if row.condition is None:
        raise DomainError("还没有条件，不能确认。请先用表单录入条件。")
    row.equated_by, row.equated_at = actor, timezone.now()
    row.save(update_fields=["equated_by", "equated_at"])
    _log(actor, "list.equate", draft, f"确认第{row.number}项的官方表述与条件含义一致")
    return row


@transaction.atomic
def add_example(*, actor, item: ListItem, title: str, sheet: Mapping[str, Any], qualifies: bool) -> ItemExample:
    """A case in the words of the fact sheet that must match the item, or must narrowly miss it."""
    draft = open_draft(actor, item.version)
    row = ItemExample(
        item=ListItem.objects.get(pk=item.pk, version=draft),
        title=title.strip(),
        sheet=dict(sheet),
        qualifies=qualifies,
    )
    _save(row)
    _log(actor, "list.example", draft, f"第{item.number}项增加例案：{row.title}", after={"sheet": row.sheet})
    return row


@transaction.atomic
def suggest_examples(*, actor, version: ListVersion, number: str = "") -> list[ItemExample]:
    """For items without them, a case that meets the item and one that narrowly misses it, worked out of the condition.

    A person reads them: a case that should have been decided otherwise shows that the condition is wrong.
    """
    draft = open_draft(actor, version)
    items = list(draft.items.prefetch_related("basis_rows__provision", "examples"))
    current = live.current_law()
    law = law_with(draft, readable(items, current.facts), today=timezone.localdate(), law=current)
    wanted = [item for item in items if number in ("", item.number)]
    made = [row for item in wanted for row in _suggested(item, law.list_version(draft.code), law)]
    if not made:
        raise DomainError("没有可以拟写的例案：条件还没有录入，或者命中和不命中的例案都已经有了。")
    numbers = "、".join(dict.fromkeys(row.item.number for row in made))
    titles = [row.title for row in made]
    _log(actor, "list.suggest_examples", draft, f"系统拟写第{numbers}项的例案", after={"titles": titles})
    return made


def _suggested(item: ListItem, version: RuleList, law: Law) -> list[ItemExample]:
    held = {example.qualifies for example in item.examples.all()}
    cases = zip((True, False), sample_cases(version, law, item.number), strict=True)
    rows = [
        ItemExample(item=item, title=f"{case.text_zh}（系统拟写）"[:200], sheet=dict(case.sheet), qualifies=qualifies)
        for qualifies, case in cases
        if case is not None and qualifies not in held
    ]
    for row in rows:
        _save(row)
    return rows


@transaction.atomic
def remove_example(*, actor, example: ItemExample) -> None:
    draft = open_draft(actor, example.item.version)
    title, number = example.title, example.item.number
    example.delete()
    _log(actor, "list.remove_example", draft, f"第{number}项删去例案：{title}")


@transaction.atomic
def discard_draft(*, actor, version: ListVersion, reason: str) -> None:
    """Throw a draft away; its events stay."""
    draft = open_draft(actor, version)
    if not reason.strip():
        raise DomainError("请写明不再使用的理由。", field="reason")
    if draft.signatures.exists() or draft.gate_reasons.exists():
        raise WrongState("已经有人签署或者说明，不能删去。不再公布的，请保留草案。")
    _log(actor, "list.discard", draft, f"删去草案{draft.title}", detail=reason.strip(), before=draft.as_data())
    ItemExample.objects.filter(item__version=draft).delete()
    draft.items.all().delete()
    draft.delete()
