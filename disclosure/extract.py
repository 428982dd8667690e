"""What the public will read of one decision: made of the allowed fields alone, each taken out by its own function."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.models import Bureau
from cases.law import law_on
from cases.models import Act
from cases.papers_soft import long
from disclosure.allowed import Field, Kind, table
from documents.anonymity import PERSON, PLACE, Anonymous, Secret, anonymous, secrets_of
from documents.words import join_citations, zh_date
from parties.enums import PartyKind
from parties.models import Party
from records.models import Paper
from rules.deadlines import add_months
from rules.text import MEASURES, OUTCOMES

PERSONS = frozenset({PartyKind.INDIVIDUAL, PartyKind.GOVERNMENT_HEAD})
NOT_PUBLIC = "（不公开）"
PENALTY, OTHER = "penalty", "other"


@dataclass(frozen=True)
class Said:
    """The decision as every field reads it, whether made in the ordinary procedure or on the spot."""

    act: Act
    kind: Kind
    outcome: str
    measure: str
    penalties: tuple[str, ...]
    basis: tuple[str, ...]
    decided_on: date
    number: str
    until: date

    @property
    def party(self) -> Party:
        return self.act.party


def said_of(act: Act, *, on: date) -> Said | None:
    """None where nothing was decided."""
    spot, decision = getattr(act, "spot_decision", None), getattr(act, "decision", None)
    if spot is not None:
        day = timezone.localtime(spot.decided_at).date()
        row = ("", "", tuple(spot.penalties), tuple(spot.basis), day)
        paper = ("ON_SPOT_PENALTY",)
    elif decision is not None:
        row = (
            decision.outcome,
            decision.measure,
            tuple(decision.penalties),
            tuple(decision.basis),
            decision.decided_on,
        )
        paper = ("PENALTY_DECISION", "NO_PENALTY_DECISION")
    else:
        return None
    kind = table().kinds[PENALTY if spot is not None or decision.procedure_id else OTHER]
    issued = Paper.objects.issued().filter(in_case__act=act, kind__in=paper).order_by("-issued_at").first()
    return Said(act, kind, *row, issued.number if issued else "", add_months(on, kind.shown_months).on)


@dataclass(frozen=True)
class Given:
    """`hidden`: what a person marked for removal; `about`: what the register knows of the party."""

    said: Said
    hidden: tuple[Secret, ...]
    about: tuple[Secret, ...]

    @property
    def party(self) -> Party:
        return self.said.party

    def table(self, text: str) -> Anonymous:
        """Words that the bureau's tables made: no figures of a unit can be in them."""
        return anonymous(text, self.hidden, keep=[text], figures=False)


def secrets_about(act: Act, *, names_party: bool) -> list[Secret]:
    """Everything in the register that shows who the party is or how to reach it."""
    party = act.party
    instead = f"某{PartyKind(party.kind).label}"
    found = [
        Secret(party.contact, PERSON),
        Secret(party.phone, PERSON, "×"),
        Secret(party.address, PLACE),
        *([] if names_party and party.kind not in PERSONS else [Secret(party.representative, PERSON)]),
    ]
    if not names_party or party.kind in PERSONS:
        found += [Secret(party.credit_code, PERSON, "×"), Secret(party.township, PLACE, "某乡镇街道")]
        for name in (party.name, *party.other_names.values_list("name", flat=True)):
            found += secrets_of(name, instead=instead)
    return [one for one in found if one.text.strip()]


def extract(said: Said, hidden: Sequence[dict[str, str]] = ()) -> list[tuple[Field, Anonymous]]:
    """The fields as the public will read them, each with what was taken out of it and why."""
    grounds = table().grounds
    marked = tuple(
        Secret(row["text"], instead="×", reason=f"{grounds[row['ground']].label}（{grounds[row['ground']].source}）")
        for row in hidden
    )
    given = Given(said, marked, tuple(secrets_about(said.act, names_party=said.kind.names_party)))
    return [(field, SOURCES[field.key](given)) for field in said.kind.fields]


def _name(given: Given) -> Anonymous:
    name = given.party.name
    if given.party.kind in PERSONS:
        return anonymous(name, [Secret(name, PERSON, f"{name[:1]}某")])
    return given.table(name)


def _of_unit(given: Given, text: str, missing: str) -> Anonymous:
    """A line of the register that is public of units and never of persons."""
    if given.party.kind in PERSONS:
        return anonymous(text, [Secret(text, PERSON, NOT_PUBLIC)]) if text else given.table(NOT_PUBLIC)
    return given.table(text or missing)


def _facts(given: Given) -> Anonymous:
    act = given.said.act
    return anonymous(f"{act.violation_name}：{act.subject}", (*given.hidden, *given.about))


def _provisions(given: Given) -> Anonymous:
    law = law_on(given.said.decided_on)
    return given.table(join_citations(long(law, [text for text in given.said.basis if "条" in text])))


def _kinds(given: Given) -> Anonymous:
    kinds = ["罚款" if text.startswith("罚款") else text for text in given.said.penalties]
    return given.table("、".join(dict.fromkeys(kinds)) or "没有处罚")


def _result(given: Given) -> Anonymous:
    found = OUTCOMES.get(given.said.outcome)
    return given.table(found.name if found else "不予行政处罚")


SOURCES: dict[str, Callable[[Given], Anonymous]] = {
    "name": _name,
    "credit_code": lambda given: _of_unit(given, given.party.credit_code, "没有"),
    "representative": lambda given: _of_unit(given, given.party.representative, "没有登记"),
    "number": lambda given: given.table(given.said.number),
    "facts": _facts,
    "provisions": _provisions,
    "kinds": _kinds,
    "content": lambda given: given.table("；".join(given.said.penalties) or "没有处罚"),
    "decided_on": lambda given: given.table(zh_date(given.said.decided_on)),
    "month": lambda given: given.table(f"{given.said.decided_on.year}年{given.said.decided_on.month}月"),
    "until": lambda given: given.table(zh_date(given.said.until)),
    "organ": lambda given: given.table(Bureau.objects.get().name),
    "party_kind": lambda given: given.table(f"某{PartyKind(given.party.kind).label}"),
    "offence": lambda given: given.table(given.said.act.violation_name),
    "result": _result,
    "measure": lambda given: given.table(MEASURES.get(given.said.measure, "") or "没有另外采取措施"),
}
