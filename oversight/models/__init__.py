"""What supervision keeps: assessments and what they prove, questions, typical cases, the leading group's work."""

from oversight.models.assessment import (
    AnnualAssessment,
    AnnualReport,
    AssessmentScheme,
    CorrectionSheet,
    Indicator,
    LawStatement,
    ScoreObjection,
    SectionReturn,
    SectionScore,
)
from oversight.models.bulletin import Bulletin
from oversight.models.detection import DetectorRun, DetectorSetting, Finding, FindingAnswer, FindingClosing
from oversight.models.group import (
    ActionFollowUp,
    ActionItem,
    ActionReport,
    AgendaItem,
    GroupMeeting,
    MeetingSeat,
    PlanCheck,
)
from oversight.models.typical import Removal, TypicalCase
from oversight.models.voices import Complaint, Rating, Score
from oversight.models.yearly import YearlyData

__all__ = [
    "ActionFollowUp",
    "ActionItem",
    "ActionReport",
    "AgendaItem",
    "AnnualAssessment",
    "AnnualReport",
    "AssessmentScheme",
    "Bulletin",
    "Complaint",
    "CorrectionSheet",
    "DetectorRun",
    "DetectorSetting",
    "Finding",
    "FindingAnswer",
    "FindingClosing",
    "GroupMeeting",
    "Indicator",
    "LawStatement",
    "MeetingSeat",
    "PlanCheck",
    "Rating",
    "Removal",
    "Score",
    "ScoreObjection",
    "SectionReturn",
    "SectionScore",
    "TypicalCase",
    "YearlyData",
]
