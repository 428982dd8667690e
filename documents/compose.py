"""Choosing the layout of a paper: the official grid, a closer one where that saves a sheet, the place of the 版记."""

from typing import Any

from documents import html, pdf
from documents.check import is_empty
from documents.kinds import Context, PaperKind


def lay_out(
    kind: PaperKind,
    context: Context,
    *,
    draft: bool,
    number: str,
    verify: str = "",
    door: tuple[str, str] | None = None,
) -> Any:
    """The laid-out document of a checked context."""

    def attempt(**choices: Any) -> Any:
        return pdf.layout(html.page(kind, context, draft=draft, number=number, verify=verify, door=door, **choices))

    document = attempt()
    if kind.pages and len(document.pages) > kind.pages:
        for fit in kind.tighter:
            closer = attempt(fit=fit)
            if len(closer.pages) <= kind.pages:
                return closer
    has_colophon = any(not is_empty(context.get(name)) for name in kind.colophon)
    if has_colophon and len(document.pages) % 2:
        return attempt(turn=True)
    return document
