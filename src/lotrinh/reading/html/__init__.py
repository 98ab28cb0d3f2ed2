"""HTML: pages of portals, and what Word saves as a web page.

Scripts and styles are dropped; menus, heads and feet of the page are kept and marked as furniture.
"""

from __future__ import annotations

import re

from lotrinh.reading.document import Document
from lotrinh.reading.limits import Limits

_WHOLE_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b")
_FRAGMENT = re.compile(r"<(?:meta|title|base|link|div|table|p|h[1-6]|span|article|section|center|font|ul|ol|br)\b")
_PROLOG = re.compile(r"(?:\s++|<\?xml[^>]*+>|<!--(?:(?!-->).)*+-->)*+", re.DOTALL)
_HEAD_BYTES = 4096


class HtmlReader:
    """Web pages and fragments of them."""

    name = "html"
    extensions: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def recognises(self, data: bytes, name: str) -> bool:
        """By the first tag. In a file called Markdown a lone `<div>` makes no web page."""
        head = data[:_HEAD_BYTES]
        sixteen = head.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = head.decode("utf-16" if sixteen else "latin-1", "ignore").removeprefix("\xef\xbb\xbf").lower()
        prolog = _PROLOG.match(text)
        start = prolog.end() if prolog else 0
        if _WHOLE_PAGE.match(text, start):
            return True
        return not name.lower().endswith((".md", ".markdown")) and bool(_FRAGMENT.match(text, start))

    def read(self, data: bytes, name: str, limits: Limits) -> Document:
        """Raises ReadingError: not_utf8, binary, empty, too_many_parts."""
        from lotrinh.reading.html.page import read_page

        return read_page(data, name, limits)
