"""Every paper the bureau can print, by code."""

from documents.catalogue.archive import ARCHIVE
from documents.catalogue.correction import CORRECTION_ORDER
from documents.catalogue.execution import EXECUTION
from documents.catalogue.filing import FILING
from documents.catalogue.first_offence import FIRST_OFFENCE_CHECK
from documents.catalogue.handing_over import HANDING_OVER
from documents.catalogue.hearing import HEARING
from documents.catalogue.inspection import INSPECTION
from documents.catalogue.interview import INTERVIEW_NOTICE, INTERVIEW_RECORD
from documents.catalogue.no_penalty import NO_PENALTY_DECISION
from documents.catalogue.official import OFFICIAL_DOCUMENT
from documents.catalogue.ordinary import ORDINARY
from documents.catalogue.penalty import PENALTY
from documents.catalogue.records import RECORDS
from documents.catalogue.soft import ADMONITION, GUIDANCE, MINOR_WARNING, OFFER, REMINDER
from documents.catalogue.statistics import STATISTICS
from documents.catalogue.training import TRAINING
from documents.kinds import PaperKind

CATALOGUE: dict[str, PaperKind] = {
    kind.code: kind
    for kind in (
        CORRECTION_ORDER,
        FIRST_OFFENCE_CHECK,
        NO_PENALTY_DECISION,
        MINOR_WARNING,
        REMINDER,
        GUIDANCE,
        ADMONITION,
        OFFER,
        INTERVIEW_NOTICE,
        INTERVIEW_RECORD,
        OFFICIAL_DOCUMENT,
        *FILING,
        *PENALTY,
        *RECORDS,
        *INSPECTION,
        *HEARING,
        *ORDINARY,
        *EXECUTION,
        *HANDING_OVER,
        *ARCHIVE,
        *TRAINING,
        *STATISTICS,
    )
}
# Codes that stand open only to a bureau whose pack names them.
OF_A_TRADE = frozenset(kind.code for kind in STATISTICS)
