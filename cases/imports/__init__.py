"""Kinds of sheets that become leads, urging notices and cases: their columns, what a row means, what it becomes."""
