"""Context to HTML. One page of markup serves the PDF, the preview and, later, the Word file."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from django.template import Context as TemplateContext
from django.template import Engine
from django.utils.safestring import mark_safe

from documents import forms
from documents.check import is_empty
from documents.kinds import LISTS, Context, Field, PaperKind, Values
from documents.titles import break_title
from documents.words import WIDE, as_date, as_moment, zh_date

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_MISSING = "⟦缺⟧"
# Line breaks of the templates that would print as a space beside a tag or a Chinese character.
_BREAK = re.compile(f"(?<=[>{WIDE}])\\s*\\n\\s*|\\s*\\n\\s*(?=[<{WIDE}])")
_ENGINE = Engine(
    dirs=[str(TEMPLATES)],
    libraries={"paper": "documents.templatetags.paper"},
    builtins=["documents.templatetags.paper"],
    string_if_invalid=_MISSING,
)
# Pango keeps a quotation mark with what stands on either side, and lines come out short. A line may break
# before an opening and after a closing one; browsers know that.
_QUOTES = re.compile(f"(?<=[{WIDE}])(?=[“‘])|(?<=[”’])(?=[\u4e00-\u9fff《（“‘])")


class TemplateFault(RuntimeError):
    """A template asks for something its paper's fields do not have."""


def page(
    kind: PaperKind,
    context: Context,
    *,
    draft: bool,
    number: str = "",
    fit: str = "",
    turn: bool = False,
    screen: tuple[str, ...] = (),
    verify: str = "",
    door: tuple[str, str] | None = None,
) -> str:
    """The whole HTML page.

    `fit` names a tighter grid, `turn` puts the 版记 on the back of the last leaf, `screen` are the style
    sheets of a preview, `verify` is the address that the QR code leads to, `door` address and code of the party's page.
    """
    values = prepare(kind.fields, context)
    title = str(values.get("title") or kind.title)
    values |= {
        "paper": kind,
        "draft": draft,
        "number": number,
        "fit": fit,
        "turn": turn,
        "screen": screen,
        "qr": _qr(verify),
        "verify_code": "" if "://" in verify else verify,
        "door_qr": _qr(door[0]) if door else "",
        "door_code": door[1] if door else "",
        "title_lines": break_title(title),
        "document_title": f"{title}（{number}）" if number else title,
        "you": call(values.get("party")),
        "we": we(values.get("organ")),
        "date_text": zh_date(values.get("issued_on")) or "　　　　年　　月　　日",
    }
    if kind.boxes:
        values["grid"] = forms.grid(kind, values)
    if kind.listing:
        values["listing"] = forms.listing(kind, values)
    if kind.derive:
        values |= kind.derive(values)
    html = fill(kind.template, values)
    return html if screen else _QUOTES.sub("\u200b", html)


def fill(template: str, values: Values) -> str:
    """A template of the print room with its values, white space between lines closed up."""
    html: str = _ENGINE.get_template(template).render(TemplateContext(values))
    if _MISSING in html:
        place = html[max(0, html.index(_MISSING) - 60) : html.index(_MISSING) + 20]
        raise TemplateFault(f"{template}: …{place}")
    return _BREAK.sub("", html)


def _qr(address: str) -> str:
    """The address as a drawing without a size of its own; nothing where it is only a code, for want of an outside address."""
    if "://" not in address:
        return ""
    import segno

    drawing = segno.make(address, error="m", micro=False).svg_inline(border=0, omitsize=True)
    safe: str = mark_safe(drawing)
    return safe


def prepare(fields: Sequence[Field], values: Context) -> Values:
    """Every field present: dates as dates also after a round through JSON, empty ones as empty text or list."""
    return {field.name: _prepared(field, values.get(field.name)) for field in fields}


def _prepared(field: Field, value: object) -> object:
    if field.kind == "group":
        return prepare(field.fields, value if isinstance(value, Mapping) else {})
    if field.kind in LISTS:
        items = [] if is_empty(value) or not isinstance(value, list | tuple) else list(value)
        if field.kind == "rows":
            return [prepare(field.fields, item) for item in items if isinstance(item, Mapping)]
        return items
    match field.kind:
        case "date":
            return as_date(value)
        case "moment":
            return as_moment(value) if isinstance(value, str) else value if isinstance(value, date) else None
        case "flag":
            return value if isinstance(value, bool) else None
        case "whole":
            return value if isinstance(value, int) else None
    text = value.strip() if isinstance(value, str) else ""
    return [line.strip() for line in text.splitlines() if line.strip()] if field.kind == "long" else text


def call(party: object) -> str:
    """How a paper addresses the party."""
    if not isinstance(party, Mapping):
        return ""
    by_kind = {"individual": "你", "government_head": "你", "individual_business": "你户"}
    return str(party.get("call") or by_kind.get(str(party.get("kind")), "你单位"))


def we(organ: object) -> str:
    """How the organ speaks of itself."""
    name = str(organ.get("name", "")) if isinstance(organ, Mapping) else ""
    return "本局" if name.endswith("局") else "本机关"
