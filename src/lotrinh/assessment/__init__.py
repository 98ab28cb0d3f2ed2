"""Targets and series to verdicts, by published methods. Knows nothing of documents; imports core only."""
