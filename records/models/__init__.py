"""What proves and what waits."""

from records.models.log import (
    AuditCheck,
    DailySeal,
    Event,
    EventQuerySet,
    SealedHead,
    StreamHead,
)
from records.models.papers import (
    BatchItem,
    Notice,
    NumberSeries,
    Paper,
    PaperBatch,
    PaperBytes,
    PaperFiling,
    PaperQuerySet,
    PaperRevision,
    StoredFile,
)

__all__ = [
    "AuditCheck",
    "BatchItem",
    "DailySeal",
    "Event",
    "EventQuerySet",
    "Notice",
    "NumberSeries",
    "Paper",
    "PaperBatch",
    "PaperBytes",
    "PaperFiling",
    "PaperQuerySet",
    "PaperRevision",
    "SealedHead",
    "StoredFile",
    "StreamHead",
]
