"""What this person may do on this file now: asked by pages to show or explain an act; the services check again."""

from functools import cached_property

from django.utils import timezone

from accounts.models import User
from accounts.powers import Signature
from cases.capacity import authors_of, gate_problems, refusal_words, signature_as
from cases.models import Act, Case
from cases.workflow import TRANSITIONS, Gate, Who

# Verbs whose rule on own work is narrower than "nobody of the file": the row itself decides, in the service.
NOBODYS_OWN = frozenset(
    {"close_case", "replace_officer", "fulfil_obligation", "cancel_obligation", "resume_limit", "archive_case"}
)


class Powers:
    """`may.order_correction` in a template: state and capacity fit. What the two officers still lack is `problems`."""

    def __init__(self, user: User, case: Case, act: Act | None = None) -> None:
        self.user = user
        self.case = case
        self.act = act
        self.on = timezone.localdate()
        self._signed: dict[tuple[Who, bool], Signature | None] = {}

    def __getitem__(self, verb: str) -> bool:
        if verb not in TRANSITIONS:
            raise KeyError(verb)
        return self.state_fits(verb) and self.signature(verb) is not None

    @cached_property
    def authors(self) -> set[int]:
        return authors_of(self.case)

    @cached_property
    def problems(self) -> list[str]:
        """What the two officers lack for acts of procedure."""
        return gate_problems(self.case, Gate.TWO_OFFICERS, on=self.on)

    def state_fits(self, verb: str) -> bool:
        row = TRANSITIONS[verb]
        found = self.act if row.object == "act" else self.case
        return found is not None and found.state in row.frm and (not row.on or self.case.state in row.on)

    def signature(self, verb: str) -> Signature | None:
        """As whom the person would act; None: this is not theirs to do."""
        for who in TRANSITIONS[verb].who:
            key = (who, verb in NOBODYS_OWN)
            if key not in self._signed:
                self._signed[key] = signature_as(
                    who,
                    actor=self.user,
                    section_id=self.case.section_id,
                    on=self.on,
                    case=self.case,
                    authors=set() if key[1] and who != Who.SELF else self.authors,
                )
            if self._signed[key]:
                return self._signed[key]
        return None

    def refusal(self, verb: str) -> str:
        """One sentence: why not, and who may; empty when the person may or the state does not fit anyway."""
        if not self.state_fits(verb) or self.signature(verb):
            return ""
        row = TRANSITIONS[verb]
        return refusal_words(row.title, row.who, self.user, set() if verb in NOBODYS_OWN else self.authors)
