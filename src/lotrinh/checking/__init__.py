"""Checking: facts that contradict each other. Reads: `Facts`. Writes: warnings."""
