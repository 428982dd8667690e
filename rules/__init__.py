"""The law as pure Python: facts in, an answer with its trace out. See docs/rules.md."""

from rules.law import Law, law_from_data, load_law, read_packs

__all__ = ["Law", "law_from_data", "load_law", "read_packs"]
