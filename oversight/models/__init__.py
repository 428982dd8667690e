"""What supervision keeps: the yearly assessment and what it proves, the questions of the detectors."""

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
from oversight.models.yearly import YearlyData

__all__ = [
    "AnnualAssessment",
    "AnnualReport",
    "AssessmentScheme",
    "Bulletin",
    "CorrectionSheet",
    "DetectorRun",
    "DetectorSetting",
    "Finding",
    "FindingAnswer",
    "FindingClosing",
    "Indicator",
    "LawStatement",
    "ScoreObjection",
    "SectionReturn",
    "SectionScore",
    "YearlyData",
]
