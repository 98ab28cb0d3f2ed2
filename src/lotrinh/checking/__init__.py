"""Contradictions inside a document, found by exact arithmetic on what is printed."""

from lotrinh.checking.figures import Finding, check

__all__ = ["Finding", "check"]
