"""Choosing the layout of a paper: the official grid, a closer one where that saves a sheet, the place of the 版记."""

import threading
from collections.abc import Callable
from typing import Any

from documents import html, pdf
from documents.check import is_empty
from documents.fitting import cannot_fit
from documents.kinds import Context, PaperKind

_local = threading.local()


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

    fit, document = _widest_that_fits(kind, attempt)
    if fit:
        return document
    has_colophon = any(not is_empty(context.get(name)) for name in kind.colophon)
    if has_colophon and len(document.pages) % 2:
        return attempt(turn=True)
    return document


def _widest_that_fits(kind: PaperKind, attempt: Callable[..., Any]) -> tuple[str, Any]:
    """The first grid, from wide to close, that keeps to the pages of its kind, with its layout; else the wide one.

    The papers of a kind are much alike, so the first look is at the grid in which the last one ended: mostly it shows
    that no wider one can do, and two layouts of three are saved. Where the look begins does not change what is found.
    """
    if not kind.pages:
        return "", attempt()
    begun = _last_grids().get(kind.code, "")
    tried = {begun: attempt(fit=begun)}
    for fit in ("", *kind.tighter):
        if fit not in tried and cannot_fit(tried[begun], begun, fit, kind.pages):
            continue
        if fit not in tried:
            tried[fit] = attempt(fit=fit)
        if len(tried[fit].pages) <= kind.pages:
            break
    else:
        fit = ""
    _last_grids()[kind.code] = fit
    return fit, tried[fit] if fit in tried else attempt()


def _last_grids() -> dict[str, str]:
    """By kind; each thread has its own, as it has its own fonts."""
    if not hasattr(_local, "grids"):
        _local.grids = {}
    found: dict[str, str] = _local.grids
    return found
