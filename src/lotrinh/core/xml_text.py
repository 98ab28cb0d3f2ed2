"""Text as XML can hold it."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(told: str) -> str:
    r"""The text without the characters that no XML 1.0 document may hold, not even escaped.

    >>> xml_text("GRDP\x00 tăng\x0b 8%\ud800")
    'GRDP tăng 8%'
    """
    return _FORBIDDEN.sub("", told)
