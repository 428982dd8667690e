from cases.models.act import Act, Evidence, Fact, FactDraft
from cases.models.archive import CaseArchive, FileReview, ReviewDraw
from cases.models.case import Case, CaseOfficer, Lead
from cases.models.clock import CalendarLink, DeadlineWarning, LimitPause
from cases.models.contest import Contest
from cases.models.decision import (
    Answer,
    Assessment,
    Countersignature,
    Decision,
    Education,
    Offer,
    Opinion,
)
from cases.models.door import PartyLink, PartyMessage
from cases.models.execution import CourtApplication, Demand, ServiceAddress, SpotDecision
from cases.models.first_view import FirstView
from cases.models.followup import (
    CasePaper,
    Correction,
    CorrectionExtension,
    Obligation,
    Recheck,
    Service,
)
from cases.models.history import FirstOffenceCheck, PastDecision, Register
from cases.models.informant import Informant, InformantReading
from cases.models.inquiry import FieldRecord, InvestigationReport, Preservation, WrittenQuery
from cases.models.intake import IntakeBatch, IntakeRow
from cases.models.measure import Commitment, Interview, MeasurePaper, SoftMeasure
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
from cases.models.remedy import Remedy
from cases.models.structure import ActMove, LegalView
from cases.models.surveys import (
    LateFiling,
    LeadHandling,
    LeadPaper,
    ReportingTerm,
    SurveyForm,
    UrgingNotice,
    UrgingService,
)

__all__ = [
    "Act",
    "ActMove",
    "Answer",
    "Assessment",
    "CalendarLink",
    "Case",
    "CaseArchive",
    "CaseOfficer",
    "CasePaper",
    "Commitment",
    "Contest",
    "Correction",
    "CorrectionExtension",
    "Countersignature",
    "DeadlineWarning",
    "CourtApplication",
    "Decision",
    "Deferral",
    "Demand",
    "Discussion",
    "Education",
    "Evidence",
    "Fact",
    "FactDraft",
    "FileReview",
    "FirstOffenceCheck",
    "FirstView",
    "Hearing",
    "Informant",
    "InformantReading",
    "Interview",
    "FieldRecord",
    "InvestigationReport",
    "IntakeBatch",
    "IntakeRow",
    "LateFiling",
    "Lead",
    "LeadHandling",
    "LeadPaper",
    "LegalReview",
    "LegalView",
    "LimitExtension",
    "LimitPause",
    "MeasurePaper",
    "Obligation",
    "Offer",
    "Opinion",
    "PastDecision",
    "PartyLink",
    "PartyMessage",
    "Payment",
    "PenaltyProcedure",
    "Preservation",
    "PriorNotice",
    "Recheck",
    "Register",
    "Remedy",
    "ReviewDraw",
    "ReportingTerm",
    "Service",
    "SoftMeasure",
    "ServiceAddress",
    "SpotDecision",
    "Statement",
    "SurveyForm",
    "Transfer",
    "WrittenQuery",
    "UrgingNotice",
    "UrgingService",
]
