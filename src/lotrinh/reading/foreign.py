"""Formats known by their first bytes that no reader here takes, so that the refusal can name them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from lotrinh.reading.errors import ReadingError
from lotrinh.reading.ole import SIGNATURE as OLE
from lotrinh.reading.ole import streams_of

_MAGIC = (
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG\r\n", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"BZh9", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"%!PS", "postscript"),
)
_OFFICE_STREAMS = (("WordDocument", "Word 97–2003"), ("Workbook", "Excel 97–2003"))
_ZIP_PARTS = (
    (b"xl/workbook", "xlsb"),
    (b"ppt/presentation", "pptx"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "opendocument"),
)
_MHT = re.compile(rb"\A(?:[\w-]{1,40}:[^\n]{0,300}\r?\n(?:[ \t][^\n]{0,300}\r?\n)*){0,12}?MIME-Version:", re.IGNORECASE)
_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s{0,200}<\?xml\b")


def refuse_foreign(data: bytes) -> None:
    """Raise ReadingError (unsupported_format, encrypted, damaged) when `data` is a known format no reader takes."""
    if data.startswith(OLE):
        _refuse_compound(data)
    kind = _kind(data)
    if kind:
        raise unsupported(kind)


def _refuse_compound(data: bytes) -> None:
    """A compound file no reader took: locked, of another program, or so damaged that its streams are not found."""
    streams = streams_of(data)
    if "EncryptedPackage" in streams or (not streams and "EncryptedPackage".encode("utf-16-le") in data):
        raise ReadingError("encrypted", format="Office")
    if "PowerPoint Document" in streams:
        raise unsupported("ppt")
    for name, told in _OFFICE_STREAMS:
        if name.encode("utf-16-le") in data:
            raise ReadingError("damaged", format=told, part="ole")
    if not streams:
        raise ReadingError("damaged", format="Office 97–2003", part="ole")
    raise unsupported("ole")


def unsupported(kind: str) -> ReadingError:
    """The error that names the format `kind`, a key of `data/formats.toml`."""
    entry = _formats()[kind]
    return ReadingError("unsupported_format", format=entry["name"], advice={"vi": entry["vi"], "en": entry["en"]})


def zip_kind(data: bytes) -> str:
    """What a zip container that no reader takes is: xlsb, pptx, opendocument or zip."""
    return next((kind for part, kind in _ZIP_PARTS if part in data), "zip")


def _kind(data: bytes) -> str:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zip_kind(data)
    head = data[:4096]
    if b"MIME-Version:" in head and b"multipart/" in head and _MHT.match(head):
        return "mht"
    return "xml" if _XML.match(head) else ""


@cache
def _formats() -> dict[str, dict[str, str]]:
    import tomllib  # only a refusal needs it

    table: dict[str, dict[str, str]] = tomllib.loads(
        files(__package__).joinpath("data", "formats.toml").read_text(encoding="utf-8")
    )
    return table
