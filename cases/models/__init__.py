from cases.models.act import Act, Evidence, Fact, FactDraft
from cases.models.case import Case, CaseOfficer, Lead
from cases.models.decision import (
    Answer,
    Assessment,
    Countersignature,
    Decision,
    Education,
    Offer,
    Opinion,
)
from cases.models.execution import CourtApplication, Demand, ServiceAddress, SpotDecision
from cases.models.followup import (
    CasePaper,
    Correction,
    CorrectionExtension,
    Obligation,
    Recheck,
    Service,
)
from cases.models.history import FirstOffenceCheck, PastDecision, Register
from cases.models.inquiry import FieldRecord, InvestigationReport, Preservation, WrittenQuery
from cases.models.penalty import (
    Deferral,
    Discussion,
    Hearing,
    LegalReview,
    LimitExtension,
    Payment,
    PriorNotice,
    Statement,
)
from cases.models.procedure import PenaltyProcedure, Transfer
from cases.models.structure import ActMove, LegalView

__all__ = [
    "Act",
    "ActMove",
    "Answer",
    "Assessment",
    "Case",
    "CaseOfficer",
    "CasePaper",
    "Correction",
    "CorrectionExtension",
    "Countersignature",
    "CourtApplication",
    "Decision",
    "Deferral",
    "Demand",
    "Discussion",
    "Education",
    "Evidence",
    "Fact",
    "FactDraft",
    "FieldRecord",
    "FirstOffenceCheck",
    "Hearing",
    "InvestigationReport",
    "Lead",
    "LegalReview",
    "LegalView",
    "LimitExtension",
    "Obligation",
    "Offer",
    "Opinion",
    "PastDecision",
    "Payment",
    "PenaltyProcedure",
    "Preservation",
    "PriorNotice",
    "Recheck",
    "Register",
    "Service",
    "ServiceAddress",
    "SpotDecision",
    "Statement",
    "Transfer",
    "WrittenQuery",
]
