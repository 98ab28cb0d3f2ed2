"""Bounds that keep one hostile file from taking the machine."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one reading. Sizes in bytes.

    `input_bytes`: the file itself, checked before it is read. `xml_bytes`: what is unpacked of a Word
    file, `unpacked_ratio` how tightly a part may be packed once it passes 1 MB (small XML packs tightly),
    `entries` how many parts there may be, `depth` how deeply elements may nest. `stream_bytes`: what the
    compressed streams of a PDF unpack to, pictures apart. `pages`: pages read of a PDF; later ones are left
    out with a notice. `characters`: of a text (read in seconds; longer ones are refused) and taken from a PDF, whose
    few bytes can draw without end (later pages are left out with a notice). `parts`: lines, paragraphs, cells or
    elements; a file of nothing but line breaks would fill the memory with them. `scanned_pages`: pages that are
    recognised from their picture (0: none; later ones are left out with a notice), `page_seconds` the time for one of
    them, `picture_pixels` what a picture file may unpack to. `documents`, `bundle_bytes` and `bundle_depth`: files in
    an e-mail or an archive and in those inside it, all that they unpack to, and how deep they may lie.
    """

    input_bytes: int = 64 * MEGABYTE
    xml_bytes: int = 48 * MEGABYTE
    unpacked_ratio: int = 200
    entries: int = 10_000
    depth: int = 100
    stream_bytes: int = 256 * MEGABYTE
    pages: int = 2_000
    characters: int = 10_000_000
    parts: int = 500_000
    scanned_pages: int = 500
    page_seconds: float = 60.0
    picture_pixels: int = 100_000_000
    documents: int = 1_000
    bundle_bytes: int = 256 * MEGABYTE
    bundle_depth: int = 3


DEFAULT_LIMITS = Limits()
