from cases.models.act import Act, Evidence, Fact, FactDraft, FirstOffenceCheck
from cases.models.case import Case, CaseOfficer, Lead
from cases.models.decision import (
    Answer,
    Assessment,
    Countersignature,
    Decision,
    Education,
    Offer,
    Opinion,
    Transfer,
)
from cases.models.followup import (
    Correction,
    CorrectionExtension,
    Obligation,
    Recheck,
    Service,
)

__all__ = [
    "Act",
    "Answer",
    "Assessment",
    "Case",
    "CaseOfficer",
    "Correction",
    "CorrectionExtension",
    "Countersignature",
    "Decision",
    "Education",
    "Evidence",
    "Fact",
    "FactDraft",
    "FirstOffenceCheck",
    "Lead",
    "Obligation",
    "Offer",
    "Opinion",
    "Recheck",
    "Service",
    "Transfer",
]
