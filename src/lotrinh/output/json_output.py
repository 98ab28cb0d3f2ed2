"""Facts as JSON, the form of docs/facts.md: keys in a fixed order, no blanks, UTF-8."""

from __future__ import annotations

import msgspec

from lotrinh.extraction.facts import Facts

_encoder = msgspec.json.Encoder()


def encode(facts: Facts, *, pretty: bool = False) -> bytes:
    """One JSON object, without a line break at its end (with `pretty`: indented by two)."""
    line = _encoder.encode(facts)
    return msgspec.json.format(line, indent=2) if pretty else line
