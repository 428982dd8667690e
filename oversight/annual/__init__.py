"""The yearly assessment: formulas, the verbs of its course, the freeze and the printed report."""
