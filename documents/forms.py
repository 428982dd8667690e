"""Forms: the boxes of a paper filled from its fields, as rows for the template."""

from collections.abc import Mapping
from datetime import date, datetime

from documents.kinds import Box, Field, PaperKind, Values
from documents.words import mark, stop, zh_date, zh_moment

Cell = dict[str, object]


def grid(kind: PaperKind, values: Values) -> list[list[Cell]]:
    """Rows of cells; a row whose only content is an empty optional field is left out."""
    rows = []
    for row in kind.boxes:
        cells = [_cell(kind, box, values) for box in row]
        if any(cell["kept"] for cell in cells):
            rows.append(cells)
    return rows


def _cell(kind: PaperKind, box: Box, values: Values) -> Cell:
    field, value = _find(kind.fields, box.of.split("."), values) if box.of else (None, "")
    lines = [box.words] if box.words else said(field, value)
    kept = bool(lines) or box.tall or bool(box.sign) or field is None or field.required
    return {"label": box.label, "lines": lines, "sign": box.sign, "tall": box.tall, "kept": kept}


def listing(kind: PaperKind, values: Values) -> list[list[Cell]]:
    """The rows of a list, cell by cell."""
    field = next(field for field in kind.fields if field.name == kind.listing)
    of = {part.name: part for part in field.fields}
    return [
        [
            {"lines": said(of[column.of], row[column.of]) if column.of else [str(number)], "width": column.width}
            for column in kind.columns
        ]
        for number, row in enumerate(values[kind.listing], 1)
    ]


def _find(fields: tuple[Field, ...], path: list[str], values: Mapping[str, object]) -> tuple[Field, object]:
    field = next(field for field in fields if field.name == path[0])
    value = values.get(field.name)
    if len(path) > 1:
        return _find(field.fields, path[1:], value if isinstance(value, Mapping) else {})
    return field, value


def said(field: Field | None, value: object) -> list[str]:
    """A prepared value as the lines a form shows."""
    if field is None or value in (None, "", []):
        return []
    if field.kind == "choice":
        return [dict(field.choices).get(str(value), "")]
    if field.kind == "flag":
        return ["是" if value else "否"]
    if isinstance(value, datetime):
        return [zh_moment(value)]
    if isinstance(value, date):
        return [zh_date(value)]
    if field.kind == "rows" and isinstance(value, list):
        return [_row_words(field, row) for row in value]
    if isinstance(value, list):
        if field.kind == "lines" and len(value) > 1:
            return [mark(number) + stop(line) for number, line in enumerate(value, 1)]
        return [str(line) for line in value]
    return [str(value)]


def _row_words(field: Field, row: Mapping[str, object]) -> str:
    """李明（统执50011401）, or 周某：同意。 where the second part is what somebody said."""
    parts = [line for part in field.fields for line in said(part, row.get(part.name))]
    if not parts[1:]:
        return "".join(parts)
    if field.fields[-1].kind == "long":
        return f"{parts[0]}：{''.join(parts[1:])}"
    return f"{parts[0]}（{'，'.join(parts[1:])}）"
