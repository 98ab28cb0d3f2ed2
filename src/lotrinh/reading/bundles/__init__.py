"""Files that hold documents: an e-mail with its attachments, a zip archive.

`kind_of` tells them by their content; `opening` gives the files in them, `lotrinh.reading.several` reads these.
"""

from __future__ import annotations

import re

_LEAST_HEADERS = 2
_HEAD = 8_192
_HEADER = re.compile(
    rb"^(?:from|to|cc|subject|date|message-id|received|return-path|mime-version|content-type|delivered-to|x-[\w-]{1,40}):",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST_HEADER = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:From \S[^\n]{0,200}\r?\n)?[A-Za-z][\w-]{1,40}:[ \t]?\S")
_OFFICE = frozenset(
    ("[Content_Types].xml", "_rels/.rels", "mimetype", "word/document.xml", "xl/workbook.xml", "content.xml")
)


def kind_of(data: bytes) -> str:
    """Which bundle `data` is: "zip", "eml" or ""."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip" if _holds_files(data) else ""
    head = data[:_HEAD]
    if _FIRST_HEADER.match(head):
        headers = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        found = {match[0].lower() for match in _HEADER.finditer(headers)}
        if len(found) >= _LEAST_HEADERS and found & {b"from:", b"received:", b"mime-version:", b"message-id:"}:
            return "eml"
    return ""


def _holds_files(data: bytes) -> bool:
    """Whether a zip archive is no office file, which are zip archives too."""
    from lotrinh.reading.bundles.zips import names_of

    return _OFFICE.isdisjoint(names_of(data))
