"""One way to put verbs of the table on a page: what is on file above, then a form for each verb that is open now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse

from cases.forms.base import WorkForm
from cases.models import Act, Case
from cases.views.heads import slim
from cases.views.powers import Powers
from cases.views.steps import Step
from cases.views.support import attempt, page
from records.errors import DomainError


@dataclass(frozen=True)
class Line:
    """One row of a list: what, its details, a mark with its word, where it leads."""

    title: str
    sub: str = ""
    kind: str = ""
    word: str = ""
    url: str = ""


@dataclass(frozen=True)
class Panel:
    """Something on file: pairs of label and value, or lines."""

    title: str
    pairs: Sequence[tuple[str, Any]] = ()
    lines: Sequence[Line] = ()
    note: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Work:
    """One verb on a page. `write` gets the clean values and the version the page was opened with; it returns where to go.

    `is_open`: whether the state of the file calls for it; sent anyway, the service says why not. `is_theirs`: the row
    itself names this person, as a hearing names who presides.
    """

    verb: str
    title: str
    button: str
    said: str
    form: Callable[..., WorkForm]
    write: Callable[[dict[str, Any], int | None], str]
    hint: str = ""
    is_open: bool = True
    upload: bool = False
    is_main: bool = True
    is_theirs: bool = False
    key: str = ""
    initial: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.key or self.verb


@dataclass(frozen=True)
class Stop:
    """Why nothing can be done here now, and where to go."""

    title: str
    text: str
    url: str = ""
    url_text: str = ""
    glyph: str = "lock"


@dataclass
class WorkPage:
    """What a page of verbs shows. `act` is None on pages of the whole file."""

    case: Case
    title: str
    sub: str
    step: Step
    act: Act | None = None
    works: list[Work] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    back: dict[str, str] = field(default_factory=dict)
    side: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


def taken_file(values: dict[str, Any], name: str = "file") -> tuple[str, bytes] | None:
    """The upload of a form as services take it."""
    file = values.pop(name, None)
    return (file.name, file.read()) if file else None


def found(row: Any, missing: str) -> Any:
    """The row a verb is about; a page opened before it went says so."""
    if row is None:
        raise DomainError(missing)
    return row


def _form(request: HttpRequest, shown: WorkPage, work: Work, *, sent: bool) -> WorkForm:
    about = f"act:{shown.act.pk}" if shown.act else f"case:{shown.case.pk}"
    data = (request.POST, request.FILES) if sent else (None, None)
    return work.form(
        *data,
        user=request.user,
        case=shown.case,
        place=f"{about}:{work.name}",
        initial=dict(work.initial),
        auto_id=f"id_{work.name}_%s",
    )


def work_page(request: HttpRequest, shown: WorkPage) -> HttpResponse:
    """Show the page, or do the verb whose form was sent."""
    may = Powers(request.user, shown.case, shown.act)
    sent = None
    if request.method == "POST":
        work = next((one for one in shown.works if one.name == request.POST.get("verb")), None)
        if work is not None:
            sent = (work.name, _form(request, shown, work, sent=True))
            form = sent[1]
            if done := attempt(request, form, lambda: work.write(form.values, form.seen_version), work.said):
                return done
    asks = []
    for work in shown.works:
        if not (work.is_open and (work.is_theirs or may[work.verb])):
            continue
        is_sent = sent is not None and sent[0] == work.name
        asks.append({"work": work, "form": sent[1] if is_sent else _form(request, shown, work, sent=False)})
    waits = [work for work in shown.works if work.is_open and not work.is_theirs and may.refusal(work.verb)]
    context = {
        "act": shown.act,
        "case": shown.case,
        "head": slim(shown.case, shown.act, **shown.back),
        "shown": shown,
        "asks": asks,
        "refusals": list(dict.fromkeys(may.refusal(work.verb) for work in waits if work.is_main)) if not asks else [],
        "may": may,
        "step": shown.step,
        **shown.extra,
    }
    return page(request, "cases/work.html", context, sent[1] if sent else None)
