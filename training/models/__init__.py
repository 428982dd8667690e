from training.models.courses import Course, Erratum, Material, Reading
from training.models.guiding import GuidingCase, StudyAssignment, StudyNote, StudyPost
from training.models.imports import ImportBatch, PastRecord, TrainingPaper
from training.models.learning import LearningAnswer, LearningOffer, LearningReading, LearningUnit
from training.models.licences import HourRequirement, LicenceException, LicenceUnit
from training.models.plan import Milestone, MilestoneReport, PlanStage
from training.models.quizzes import Attempt, AttemptAnswer, AttemptResult, Question, Quiz
from training.models.sessions import Attendance, AttendanceVoid, Session, SessionPhoto

__all__ = [
    "Attempt",
    "AttemptAnswer",
    "AttemptResult",
    "Attendance",
    "AttendanceVoid",
    "Course",
    "Erratum",
    "GuidingCase",
    "HourRequirement",
    "ImportBatch",
    "LearningAnswer",
    "LearningOffer",
    "LearningReading",
    "LearningUnit",
    "LicenceException",
    "LicenceUnit",
    "Material",
    "Milestone",
    "MilestoneReport",
    "PastRecord",
    "PlanStage",
    "Question",
    "Quiz",
    "Reading",
    "Session",
    "SessionPhoto",
    "StudyAssignment",
    "StudyNote",
    "StudyPost",
    "TrainingPaper",
]
