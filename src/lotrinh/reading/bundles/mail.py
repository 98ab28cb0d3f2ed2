"""E-mails (.eml) and web pages saved as one file (.mht): the text, and the files attached.

Headers are decoded one by one and only so far; the parser that understands them whole takes its time on hostile
ones. Pictures that the text shows are no attachments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from typing import NamedTuple

from lotrinh.core.vietnamese.text import nfc
from lotrinh.reading.bundles.zips import Member
from lotrinh.reading.errors import ReadingError

_BAD = (ValueError, LookupError, AttributeError, TypeError, MessageError)  # what the standard parser lets out
_LONGEST_HEADER = 1_000
_MOST_PARTS = 1_000
_MOST_BOUNDARIES = 200
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+")
_BOUNDARY = re.compile(rb"boundary\s{0,9}=", re.IGNORECASE)
_HEADERS = ("subject", "from", "to", "date")
_MAIL = "message/rfc822"


class Mail(NamedTuple):
    """A mail. `body` are the bytes of its text as the mail stores them, `html` whether they are a page."""

    headers: dict[str, str]
    body: bytes
    html: bool
    attachments: list[Member]


def mail_of(data: bytes) -> Mail:
    """Raises ReadingError: too_deep, too_many_parts."""
    if len(_BOUNDARY.findall(data)) > _MOST_BOUNDARIES:
        raise ReadingError("too_deep", format="e-mail")
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data)
        parts = list(_leaves(message))
    except RecursionError as problem:
        raise ReadingError("too_deep", format="e-mail") from problem
    except _BAD as problem:
        raise ReadingError("damaged", format="e-mail", part="headers") from problem
    headers = {name: told for name in _HEADERS if (told := _decoded(message.get(name)))}
    texts = [part for part in parts if not _is_attached(part)]
    attachments = [
        Member(_name(part, number), _content(part)) for number, part in enumerate(parts) if _is_attached(part)
    ]
    body = _first(texts, "text/plain")
    html = body is None
    if body is None or not _content(body).strip():
        page = _first(texts, "text/html")
        body, html = (page, True) if page is not None else (body, False)
    return Mail(headers, _in_utf8(body) if body is not None else b"", html, attachments)


def _leaves(message: Message) -> Iterator[Message]:
    """Parts without parts; a mail inside the mail is one of them. Raises ReadingError (too_many_parts)."""
    waiting = [message]
    found = 0
    while waiting:
        part = waiting.pop()
        found += 1
        if found > _MOST_PARTS:
            raise ReadingError("too_many_parts", limit=_MOST_PARTS)
        inside = part.get_payload()
        if isinstance(inside, list) and part.get_content_type() != _MAIL:
            waiting.extend(child for child in reversed(inside) if isinstance(child, Message))
        else:
            yield part


def _first(parts: list[Message], kind: str) -> Message | None:
    return next((part for part in parts if part.get_content_type() == kind), None)


def _is_attached(part: Message) -> bool:
    kind = part.get_content_type()
    if kind == _MAIL:
        return True
    disposition = str(part.get("content-disposition") or "").strip().lower()
    if disposition.startswith("attachment"):
        return True
    shown = part.get("content-id") or part.get("content-location")
    return bool(part.get_filename()) and not (shown and part.get_content_maintype() in ("image", "text"))


def _content(part: Message) -> bytes:
    if part.get_content_type() == _MAIL:
        inside = part.get_payload()
        if isinstance(inside, list) and inside and isinstance(inside[0], Message):
            try:
                return inside[0].as_bytes()
            except (*_BAD, RecursionError):
                return b""
        return b""
    try:
        content = part.get_payload(decode=True)
    except _BAD:
        return b""
    return content if isinstance(content, bytes) else b""


def _in_utf8(part: Message) -> bytes:
    """The text in UTF-8 by the character set the part names; as it is stored where it names none that fits."""
    content = _content(part)
    try:
        charset = part.get_content_charset() or ""
        return nfc(content.decode(charset)).encode() if charset not in ("", "us-ascii", "utf-7") else content
    except _BAD:
        return content


def _name(part: Message, number: int) -> str:
    try:
        name = _decoded(part.get_filename())
    except _BAD:
        name = ""
    if part.get_content_type() == _MAIL:
        return f"{name or number + 1}.eml".replace(".eml.eml", ".eml")
    return name.replace("\\", "/").rpartition("/")[2] or f"{number + 1}"


def _decoded(written: object) -> str:
    """A header in plain words."""
    if written is None:
        return ""
    stored = str(written)[:_LONGEST_HEADER]
    try:
        parts = [
            part.decode(charset or "utf-8", "replace") if isinstance(part, bytes) else part
            for part, charset in decode_header(stored)
        ]
    except _BAD:
        parts = [stored]
    return _CONTROLS.sub(" ", "".join(parts)).strip()
