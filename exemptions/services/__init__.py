"""Verbs of this room, by subject."""
