"""Take a sheet of items into a draft: read and shown first, then all of it or nothing."""

from typing import Any

from django.db import transaction

from exemptions import live
from exemptions.enums import ListImportState
from exemptions.models import ListImport, ListVersion
from exemptions.services.drafts import STREAM, open_draft, save_item
from exemptions.sheet_items import COLUMNS, Reader, complete
from exemptions.sheets import Line, read
from exemptions.showing_lists import Names
from records.errors import DomainError, WrongState
from records.services import append_event, store_file

ADD, CHANGE, WRONG = "add", "change", "wrong"


def _log(actor, verb: str, batch: ListImport, summary: str, **more) -> None:
    append_event(
        actor=actor, verb=verb, subject=batch.version, stream=(STREAM, batch.version_id), summary=summary, **more
    )


@transaction.atomic
def check_import(*, actor, version: ListVersion, upload: tuple[str, bytes] | None) -> ListImport:
    """What each row of the sheet would become in this draft, and which cell is wrong. Changes no item."""
    draft = open_draft(actor, version)
    if upload is None:
        raise DomainError("请选择Excel文件。", field="upload")
    name, content = upload
    lines = read(name, content, COLUMNS)
    rows = _rows(draft, lines)
    batch = ListImport.objects.create(
        version=draft,
        file=store_file(actor=actor, name=name, content=content),
        rows=rows,
        faults=[fault.to_json() for line in lines for fault in line.faults],
        uploaded_by=actor,
    )
    said = f"{len(rows)}行，{len(batch.faults)}处错误"
    _log(actor, "list.check_import", batch, f"上传“{batch.file.name}”，{said}", after={"sha256": batch.file.sha256})
    return batch


def _rows(draft: ListVersion, lines: list[Line]) -> list[dict[str, Any]]:
    reader = Reader.of(draft, Names.read(live.current_law().facts))
    known = {item.number: item for item in draft.items.all()}
    seen: dict[str, int] = {}
    rows = []
    for line in lines:
        fields = reader.fields(line)
        number = fields.get("number", "")
        if number in seen:
            line.blame("number", f"与第{seen[number]}行重复。同一版本的序号不能重复。")
        seen.setdefault(number, line.line)
        held = known.get(number)
        in_words = "condition" not in fields and (held is None or held.condition is None)
        action = WRONG if line.faults else CHANGE if held else ADD
        rows.append(
            {"line": line.line, "number": number, "action": action, "in_words": in_words, "fields": fields}
            | {"values": line.values}
        )
    return rows


def _open_batch(actor, batch: ListImport) -> ListImport:
    open_draft(actor, batch.version)
    row = ListImport.objects.select_for_update(of=["self"]).select_related("version", "file").get(pk=batch.pk)
    if row.state != ListImportState.CHECKED:
        raise WrongState(f"这份表格{row.get_state_display()}，不能再办理。需要的话请重新上传。")
    return row


@transaction.atomic
def import_items(*, actor, batch: ListImport) -> ListImport:
    """Add or change an item for each row; a sheet with a wrong cell is refused as a whole."""
    row = _open_batch(actor, batch)
    if row.faults:
        raise DomainError(f"表格还有{len(row.faults)}处错误。请改正后重新上传，这次没有导入任何一项。")
    for entry in row.rows:
        _take(actor, row.version, entry["fields"])
    row.state = ListImportState.DONE
    row.save(update_fields=["state"])
    _log(actor, "list.import", row, f"从“{row.file.name}”导入{len(row.rows)}项", after={"sha256": row.file.sha256})
    return row


def _take(actor, version: ListVersion, fields: dict[str, Any]) -> None:
    held = version.items.prefetch_related("basis_rows__provision").filter(number=fields["number"]).first()
    basis = fields.get("basis", held.citations() if held else [])
    rest = {key: value for key, value in complete(fields).items() if key != "basis"}
    save_item(actor=actor, version=version, item=held, basis=basis, **rest)


@transaction.atomic
def drop_import(*, actor, batch: ListImport) -> ListImport:
    """Nothing of it goes in; the sheet and what was wrong with it stay on record."""
    row = _open_batch(actor, batch)
    row.state = ListImportState.DROPPED
    row.save(update_fields=["state"])
    _log(actor, "list.drop_import", row, f"放弃导入“{row.file.name}”")
    return row
