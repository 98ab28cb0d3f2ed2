"""Bounds that keep one hostile file from taking the machine."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one reading. Sizes in bytes.

    `input_bytes`: the file itself, checked before it is read. `unpacked_bytes`, `unpacked_ratio` and
    `entries`: a zip container; the ratio counts only once an entry passes 1 MB, because small XML
    packs tightly. `depth`: nested elements of XML. `pages`: pages read of a PDF; later ones are left
    out with a notice. `characters`: text taken from a PDF, whose few bytes can draw without end.
    """

    input_bytes: int = 64 * MEGABYTE
    unpacked_bytes: int = 256 * MEGABYTE
    unpacked_ratio: int = 200
    entries: int = 10_000
    depth: int = 1_000
    pages: int = 2_000
    characters: int = 20_000_000


DEFAULT_LIMITS = Limits()
