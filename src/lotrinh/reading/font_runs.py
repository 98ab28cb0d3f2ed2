"""The text of a paragraph whose runs name their fonts: stretches of an old encoding in Unicode, the rest as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lotrinh.reading.legacy_fonts import to_unicode

# Fonts marked as symbol fonts store their 256 signs here.
_PRIVATE = range(0xF020, 0xF100)
_HALVES = re.compile("[\ud800-\udfff]")
_LOWERED = {code: code - 0xF000 for code in _PRIVATE}


def in_unicode(parts: Iterable[tuple[str, str]]) -> tuple[str, bool]:
    """(text, whether an old font was decoded) of (text, old encoding or "") runs.

    Runs of one encoding are joined first, since a letter and its sign may stand in two.

    >>> in_unicode([("Tæng ", "tcvn3"), ("GRDP", ""), (" n¨", "tcvn3"), ("m", "tcvn3")])
    ('Tổng GRDP năm', True)
    """
    decoded = False
    joined: list[str] = []
    run: list[str] = []
    current = ""
    for text, encoding in (*parts, ("", "\0")):
        if encoding != current and run:
            stored = "".join(run)
            joined.append(to_unicode(stored.translate(_LOWERED) if current else stored, current))
            decoded = decoded or joined[-1] != stored
            run.clear()
        current = encoding
        run.append(text)
    return with_pairs("".join(joined)), decoded


def with_pairs(text: str) -> str:
    """`text` with its halves of surrogate pairs joined; a lone half becomes a replacement character."""
    if not _HALVES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
