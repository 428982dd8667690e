"""The law as pure Python: facts in, an answer with its trace out. See docs/rules.md."""

from rules.answer import Answer, Atom, Derived, SheetError, SheetFault, TraceStep
from rules.assessment import ENGINE_VERSION, applicable_facts, assess, derived, next_question, validate_sheet
from rules.facts import FactSpec
from rules.law import Law, law_from_data, load_law, read_packs

__all__ = [
    "ENGINE_VERSION",
    "Answer",
    "Atom",
    "Derived",
    "FactSpec",
    "Law",
    "SheetError",
    "SheetFault",
    "TraceStep",
    "applicable_facts",
    "assess",
    "derived",
    "law_from_data",
    "load_law",
    "next_question",
    "read_packs",
    "validate_sheet",
]
