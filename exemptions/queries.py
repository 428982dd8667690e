"""What the rooms above ask the law library: names of offences, of kinds of party, the list of a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from exemptions.enums import ClaimState
from exemptions.listing import list_hash
from exemptions.models import Claim, ListItem, ListVersion, Offence, Pack


def violation_choices() -> list[tuple[str, str]]:
    """Offences as choices of a form, in the order of the pack."""
    return list(Offence.objects.values_list("code", "name"))


def kind_names() -> dict[str, str]:
    """Kinds of party by code, as the bureau's pack names them."""
    for pack in Pack.objects.order_by("-order"):
        if kinds := pack.data.get("pack", {}).get("kinds"):
            return {kind["code"]: kind["name"] for kind in kinds}
    return {}


def regime_titles() -> dict[str, str]:
    """Versions of the laws that punish, by the code that answers and offences use (2009, 2024 …)."""
    return {
        version["id"]: version["title"]
        for pack in Pack.objects.order_by("order")
        for regime in pack.data.get("pack", {}).get("regimes", [])
        for version in regime["versions"]
    }


def list_in_force(*, on: date) -> ListVersion | None:
    """The list of that day; None is a lawful state."""
    return ListVersion.objects.in_force(on=on).first()


def replayed(version: ListVersion) -> bool:
    """Whether a signed replay stands under exactly these words of the version."""
    return version.replays.filter(sha256=list_hash(version), signed_at__isnull=False).exists()


@dataclass(frozen=True)
class ClaimedItem:
    """An item of the list with the claims that stand on it."""

    item: ListItem
    claims: tuple[Claim, ...]
    overdue: bool

    @property
    def unclaimed(self) -> bool:
        return not self.claims

    @property
    def disputed(self) -> bool:
        return any(claim.state == ClaimState.DISPUTED for claim in self.claims)


def claim_board(version: ListVersion, *, on: date) -> list[ClaimedItem]:
    """Every item of a version with its claims, in the order of the list."""
    standing = Claim.objects.standing().select_related("section", "person")
    items = version.items.prefetch_related(Prefetch("claims", standing, to_attr="standing_claims"))
    return [
        ClaimedItem(item, tuple(item.standing_claims), any(_is_overdue(claim, on) for claim in item.standing_claims))
        for item in items
    ]


def _is_overdue(claim: Claim, on: date) -> bool:
    return claim.implement_by is not None and claim.implemented_on is None and claim.implement_by < on


def intake_terms(name: str) -> dict[str, Any]:
    """What the bureau's pack says of a kind of intake (lists from elsewhere, prompts…); empty where its trade knows none."""
    for pack in Pack.objects.order_by("-order"):
        if found := pack.data.get("intake", {}).get(name):
            return dict(found)
    return {}
