"""What the rooms above ask the law library: names of offences, of kinds of party, the list of a day."""

from datetime import date

from exemptions.models import ListVersion, Offence, Pack


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
