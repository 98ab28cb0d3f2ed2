"""Contradictions inside documents and between them, found by exact arithmetic on what is printed.

`rules` says what is compared (data/checks.toml); `findings_of` checks one document, `together` several.
"""

from lotrinh.checking.across import together
from lotrinh.checking.engine import check, check_document, findings_of
from lotrinh.checking.findings import Finding, Verdict, rules
from lotrinh.checking.printed import Figure, Sheet

__all__ = ["Figure", "Finding", "Sheet", "Verdict", "check", "check_document", "findings_of", "rules", "together"]
