"""Public pages are tested on files of the case room."""

from tests.cases.conftest import clock, law, quick_pdf, real_pdf, story

__all__ = ["clock", "law", "quick_pdf", "real_pdf", "story"]
