"""The one error that services raise; its sentence is shown to the person as it stands."""


class DomainError(Exception):
    """A move the law, the state or the role does not allow.

    message  what is wrong and what to do next, in Chinese
    field    name of the form field to blame, or "" for the whole form
    way_out  URL path that leads on, or ""
    """

    def __init__(self, message: str, *, field: str = "", way_out: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.way_out = way_out


class NotAllowed(DomainError):
    """The person lacks the power for this verb."""


class WrongState(DomainError):
    """The object is not in a state from which this verb may start."""


class Stale(DomainError):
    """Somebody else changed the object since the page was opened."""
