"""What supervision keeps: the yearly assessment and what it proves."""

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
from oversight.models.yearly import YearlyData

__all__ = [
    "AnnualAssessment",
    "AnnualReport",
    "AssessmentScheme",
    "CorrectionSheet",
    "Indicator",
    "LawStatement",
    "ScoreObjection",
    "SectionReturn",
    "SectionScore",
    "YearlyData",
]
