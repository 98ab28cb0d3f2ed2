"""Electronic documents between agencies (QCVN 102:2016/BTTTT): what an edXML file says, and writing one.

The envelope's parts and their order are in data/edxml.toml with what each is bound to. Reads and writes: bytes. No
database.
"""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath, PureWindowsPath
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from lotrinh.core.xml_text import xml_text
from lotrinh.living.exchange.xml import BadXml, child, children, local, parse, text

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
MOST_ATTACHMENTS = 50
MOST_ATTACHMENT = 64 * 1024 * 1024
MOST_UNPACKED = 128 * 1024 * 1024
register_namespace("edXML", NAMESPACE)


@dataclass(frozen=True, slots=True)
class Party:
    """An agency in the exchange: its code (an opaque string) and its name."""

    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The document that this one answers: who sent it, its number and symbol, its day, its id in the exchange."""

    organ: str
    code: str
    on: date | None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with the document, unpacked. `name` is what the sender calls it, never a path."""

    id: str
    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """A document as it travels. `number` and `symbol` together are printed as "05/BC-UBND"."""

    id: str
    sender: Party
    receivers: Sequence[Party]
    number: str
    symbol: str
    place: str
    on: date | None
    kind: str
    subject: str
    content: str = ""
    signer: str = ""
    position: str = ""
    due: date | None = None
    answers: Sequence[Answered] = ()
    attachments: Sequence[Attachment] = ()
    sent_at: datetime | None = None
    notices: Sequence[str] = field(default_factory=tuple)

    @property
    def code(self) -> str:
        """Number and symbol as printed."""
        return "/".join(part for part in (self.number, self.symbol) if part)


def read(content: bytes) -> Letter:
    """What a file says. Raises BadXml for what is no edXML or breaks a bound."""
    root = parse(content)
    envelope = root if local(root.tag) == "edXMLEnvelope" else child(root, "edXMLEnvelope")
    header = child(child(envelope, "edXMLHeader"), "MessageHeader")
    if header is None:
        raise BadXml("no edXML message header")
    sender = child(header, "From")
    signer = child(header, "SignerInfo")
    attachments, notices = _attachments(root, envelope)
    return Letter(
        id=text(header, "DocumentId")[:200],
        sender=_party(sender),
        receivers=tuple(_party(one) for one in children(header, "To"))[:200],
        number=text(header, "Code", "CodeNumber")[:40],
        symbol=text(header, "Code", "CodeNotation")[:60],
        place=text(header, "PromulgationInfo", "Place")[:120],
        on=day_of(text(header, "PromulgationInfo", "PromulgationDate")),
        kind=text(header, "DocumentType", "TypeName")[:60],
        subject=text(header, "Subject")[:2_000],
        content=text(header, "Content")[:20_000],
        signer=text(signer, "FullName")[:120],
        position=text(signer, "Position")[:120],
        due=day_of(text(header, "DueDate")),
        answers=tuple(_answered(one) for one in children(header, "ResponseFor"))[:50],
        attachments=attachments,
        notices=notices,
    )


def _party(element: Element | None) -> Party:
    return Party(text(element, "OrganId")[:60], text(element, "OrganName")[:200])


def _answered(element: Element) -> Answered:
    return Answered(
        text(element, "OrganId")[:60], text(element, "Code")[:100], day_of(text(element, "PromulgationDate")),
        text(element, "DocumentId")[:200],
    )  # fmt: skip


def day_of(told: str) -> date | None:
    """A day as systems write it.

    >>> day_of("2026/03/05"), day_of("05/03/2026"), day_of("2026-03-05T08:00:00"), day_of("hôm qua")
    (datetime.date(2026, 3, 5), datetime.date(2026, 3, 5), datetime.date(2026, 3, 5), None)
    """
    for form in ("%Y/%m/%d", "%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(told.strip()[:10], form).date()
        except ValueError:
            continue
    return None


def _attachments(root: Element, envelope: Element | None) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    """The files of the letter: named in its manifest, carried beside the envelope, packed singly as zip or plain."""
    manifest = child(child(envelope, "edXMLBody"), "edXMLManifest")
    named = {text(one, "ContentId"): one for one in children(manifest, "Reference")}
    carried = [one for above in (root, envelope) for group in children(above, "AttachmentEncoded")
               for one in children(group, "Attachment")]  # fmt: skip
    if len(carried) > MOST_ATTACHMENTS:
        raise BadXml("too many attachments")
    found: list[Attachment] = []
    notices: list[str] = []
    left = MOST_UNPACKED
    for one in carried:
        number = text(one, "ContentId")
        about = named.pop(number, None)
        name = text(about, "AttachmentName") or text(one, "AttachmentName")
        encoded = text(one, "ContentTransferEncoded")
        if len(encoded) > MOST_ATTACHMENT * 4 // 3 + 4:
            raise BadXml("an attachment is too large")
        try:
            content = base64.b64decode("".join(encoded.split()), validate=True)
        except (binascii.Error, ValueError) as error:
            raise BadXml("an attachment is not base64") from error
        name = plain_name(name)
        content = _unpacked(content, name, left)
        left -= len(content)
        found.append(
            Attachment(number[:200], name, (text(about, "ContentType") or text(one, "ContentType"))[:120], content)
        )
    notices += [f"attachment missing: {plain_name(text(one, 'AttachmentName'))}" for one in named.values()]
    return tuple(found), tuple(notices)


def _unpacked(content: bytes, name: str, left: int) -> bytes:
    """The file in a zip of one that some senders wrap around it; a file that is a zip itself stays as it is."""
    if not content.startswith(b"PK\x03\x04") or PurePosixPath(name).suffix.lower() in _ZIPS:
        if len(content) > left:
            raise BadXml("the attachments are too large")
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = [one for one in archive.infolist() if not one.is_dir()]
            if len(inside) != 1 or inside[0].flag_bits & 1:
                return content
            with archive.open(inside[0]) as packed:
                told = packed.read(left + 1)
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError) as error:
        raise BadXml("an attachment cannot be unpacked") from error
    if len(told) > left:
        raise BadXml("the attachments are too large")
    return told


_ZIPS = frozenset({".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods"})


def plain_name(printed: str) -> str:
    r"""The last part of a file name, printable.

    >>> plain_name("..\\..\\bao cao.docx"), plain_name("")
    ('bao cao.docx', 'tệp')
    """
    last = PurePosixPath(PureWindowsPath(printed).name).name
    return "".join(char for char in last if char.isprintable()).strip(" .")[-200:] or "tệp"


def write(letter: Letter) -> bytes:
    """The letter as an edXML file, its parts in the order of the standard."""
    root = Element(_tag("edXML"))
    envelope = SubElement(root, _tag("edXMLEnvelope"))
    header = SubElement(envelope, _tag("edXMLHeader"))
    message = SubElement(header, _tag("MessageHeader"))
    _add_party(message, "From", letter.sender)
    for party in letter.receivers:
        _add_party(message, "To", party)
    _add(message, "DocumentId", letter.id)
    code = SubElement(message, _tag("Code"))
    _add(code, "CodeNumber", letter.number)
    _add(code, "CodeNotation", letter.symbol)
    issued = SubElement(message, _tag("PromulgationInfo"))
    _add(issued, "Place", letter.place)
    _add(issued, "PromulgationDate", _day(letter.on))
    kind = SubElement(message, _tag("DocumentType"))
    _add(kind, "Type", "1")
    _add(kind, "TypeName", letter.kind)
    _add(message, "Subject", letter.subject)
    _add(message, "Content", letter.content)
    signer = SubElement(message, _tag("SignerInfo"))
    _add(signer, "Position", letter.position)
    _add(signer, "FullName", letter.signer)
    if letter.due is not None:
        _add(message, "DueDate", _day(letter.due))
    for one in letter.answers:
        answered = SubElement(message, _tag("ResponseFor"))
        _add(answered, "OrganId", one.organ)
        _add(answered, "Code", one.code)
        _add(answered, "PromulgationDate", _day(one.on))
        _add(answered, "DocumentId", one.document)
    if letter.sent_at is not None:
        trace = SubElement(SubElement(header, _tag("TraceHeaderList")), _tag("TraceHeader"))
        _add(trace, "OrganId", letter.sender.code)
        _add(trace, "Timestamp", letter.sent_at.strftime("%Y/%m/%d %H:%M:%S"))
    manifest = SubElement(SubElement(envelope, _tag("edXMLBody")), _tag("edXMLManifest"), {"version": "1.0"})
    encoded = SubElement(root, _tag("AttachmentEncoded"))
    for file in letter.attachments:
        reference = SubElement(manifest, _tag("Reference"))
        _add(reference, "ContentId", file.id)
        _add(reference, "ContentType", file.kind)
        _add(reference, "AttachmentName", file.name)
        carried = SubElement(encoded, _tag("Attachment"))
        _add(carried, "ContentId", file.id)
        _add(carried, "AttachmentName", file.name)
        _add(carried, "ContentType", file.kind)
        _add(carried, "ContentTransferEncoded", base64.b64encode(file.content).decode("ascii"))
    told: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return told


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(above: Element, name: str, told: str) -> None:
    SubElement(above, _tag(name)).text = xml_text(told)


def _add_party(above: Element, name: str, party: Party) -> None:
    told = SubElement(above, _tag(name))
    _add(told, "OrganId", party.code)
    _add(told, "OrganName", party.name)


def _day(day: date | None) -> str:
    return day.strftime("%Y/%m/%d") if day else ""
