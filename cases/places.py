"""Where a piece of work is done: addresses by URL name, so that lists of duties can lead there."""

from django.urls import NoReverseMatch, reverse

from cases.models import Act, Case


def url_of(name: str, case: Case, act: Act | None = None) -> str:
    """The page of that name for the act or the file, here or in a room above; where there is none, the file itself."""
    tries = [(f"cases:{name}", [case.pk, act.order]), (name, [case.pk, act.order])] if act else []
    for page, args in (*tries, (f"cases:{name}", [case.pk]), ("cases:detail", [case.pk])):
        try:
            return reverse(page, args=args)
        except NoReverseMatch:
            continue
    return ""
