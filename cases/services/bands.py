"""Keep a fine within the band of the bureau's baseline, or have the reason said."""

from cases.models import PenaltyProcedure
from records.errors import DomainError


def band_of(procedure: PenaltyProcedure) -> tuple[int, int] | None:
    """The band the recommendation behind this procedure arrived at; None where there is none or facts leave it open."""
    said = procedure.assessment.answer.get("discretion") or {}
    band = said.get("fine_yuan")
    return (band[0], band[1]) if band else None


def band_fields(procedure: PenaltyProcedure, fine: int, reason: str) -> dict[str, object]:
    """What is stored beside the fine. Outside the band a reason is asked; inside it none is kept."""
    band = band_of(procedure)
    if band is None:
        return {"band_least": None, "band_most": None, "band_reason": ""}
    outside = not band[0] <= fine <= band[1]
    reason = reason.strip() if outside else ""
    if outside and not reason:
        raise DomainError(
            f"罚款{fine}元不在裁量基准的幅度（{band[0]}元至{band[1]}元）以内。请写明不按基准的理由，或者改为幅度以内的数额。",
            field="band_reason",
        )
    return {"band_least": band[0], "band_most": band[1], "band_reason": reason[:500]}
