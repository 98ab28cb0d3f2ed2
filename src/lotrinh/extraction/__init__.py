"""Extraction: text becomes facts. Reads: `Document`. Writes: `Facts`."""
