"""Electronic documents: what is written is read back; what strangers send cannot hurt."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotrinh.living.exchange.edxml import NAMESPACE, Answered, Attachment, Letter, Party, plain_name, read, write
from lotrinh.living.exchange.xml import MOST_DEPTH, BadXml, parse

LETTER = Letter(
    id="000.11.22.H37.2026-05", sender=Party("000.11.22.H37", "Sở Tài chính tỉnh Lạng Sơn"),
    receivers=(Party("000.00.00.H37", "UBND tỉnh Lạng Sơn"), Party("000.00.01.H37", "Văn phòng UBND tỉnh")),
    number="05", symbol="BC-STC", place="Lạng Sơn", on=date(2026, 1, 9), kind="Báo cáo",
    subject="Kết quả thực hiện kế hoạch năm 2025 <&>", signer="Nông Văn Kết", position="Giám đốc",
    due=date(2026, 1, 20), answers=(Answered("000.00.00.H37", "12/UBND-TH", date(2025, 12, 15), "abc"),),
    attachments=(
        Attachment("cid:1", "bao-cao.txt", "text/plain", "GRDP tăng 8%.".encode()),
        Attachment("cid:2", "phu-luc.bin", "application/octet-stream", bytes(range(256))),
    ),
    sent_at=datetime(2026, 1, 9, 8, 30, tzinfo=UTC),
)  # fmt: skip


def test_a_letter_is_read_back_as_written() -> None:
    again = read(write(LETTER))
    for name in ("id", "sender", "number", "symbol", "place", "on", "kind", "subject", "signer", "position", "due"):
        assert getattr(again, name) == getattr(LETTER, name), name
    assert again.receivers == LETTER.receivers
    assert again.answers == LETTER.answers
    assert again.attachments == LETTER.attachments
    assert again.code == "05/BC-STC"


def test_the_parts_stand_in_the_order_of_the_standard() -> None:
    root = parse(write(LETTER))
    header = root[0][0][0]
    names = [one.tag.removeprefix(f"{{{NAMESPACE}}}") for one in header]
    assert names == [
        "From", "To", "To", "DocumentId", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content",
        "SignerInfo", "DueDate", "ResponseFor",
    ]  # fmt: skip
    assert [one.tag.removeprefix(f"{{{NAMESPACE}}}") for one in header[-1]] == [
        "OrganId", "Code", "PromulgationDate", "DocumentId",
    ]  # fmt: skip


def wrapped(name: str, content: bytes) -> bytes:
    """As some senders do it: the file in a zip, other prefixes, parts beside the envelope without a namespace."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x.bin", content)
    encoded = base64.b64encode(packed.getvalue()).decode()
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="{NAMESPACE}"><e:edXMLEnvelope xmlns:e="{NAMESPACE}"><e:edXMLHeader><e:MessageHeader>
<e:From><e:OrganId>H37</e:OrganId><e:OrganName>Sở Y tế</e:OrganName></e:From><e:DocumentId>7</e:DocumentId>
<e:Code><e:CodeNumber>7</e:CodeNumber><e:CodeNotation>KH-SYT</e:CodeNotation></e:Code>
<e:PromulgationInfo><e:Place>Lạng Sơn</e:Place><e:PromulgationDate>05/02/2026</e:PromulgationDate></e:PromulgationInfo>
</e:MessageHeader></e:edXMLHeader><e:edXMLBody><e:edXMLManifest><e:Reference><e:ContentId>a</e:ContentId>
<e:AttachmentName>{name}</e:AttachmentName></e:Reference><e:Reference><e:ContentId>b</e:ContentId>
<e:AttachmentName>thieu.pdf</e:AttachmentName></e:Reference></e:edXMLManifest></e:edXMLBody></e:edXMLEnvelope>
<AttachmentEncoded xmlns=""><Attachment><ContentId>a</ContentId>
<ContentTransferEncoded>{encoded}</ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>""".encode()


def test_a_zipped_file_is_unpacked_and_a_missing_one_is_told() -> None:
    letter = read(wrapped("../../ke-hoach.txt", b"noi dung"))
    assert [(one.name, one.content) for one in letter.attachments] == [("ke-hoach.txt", b"noi dung")]
    assert letter.notices == ("attachment missing: thieu.pdf",)
    assert letter.on == date(2026, 2, 5)


def test_a_word_file_is_a_zip_and_stays_one() -> None:
    content = read(wrapped("a.docx", b"x")).attachments[0].content
    assert content.startswith(b"PK")


BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>"""


@pytest.mark.parametrize(
    "content",
    [
        BOMB, OUTSIDE, b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://xau.example/a.dtd"><a/>',
        b"", b"<a>", b"PK\x03\x04", b"<a/>", b"<a>\x01</a>", b"\xff\xfe\x00",
        b"<a>" * (MOST_DEPTH + 1) + b"</a>" * (MOST_DEPTH + 1), b"<a>" + b"<b/>" * 50_001 + b"</a>",
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_no_letter_is_refused(content: bytes) -> None:
    with pytest.raises(BadXml):
        read(content)


def test_a_zip_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lotrinh.living.exchange.edxml.MOST_UNPACKED", 1_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", b"0" * 100_000)
    told = wrapped("x.txt", b"")
    old = told[told.index(b"Encoded>UEs") + 8 : told.index(b"</ContentTransferEncoded>")]
    with pytest.raises(BadXml):
        read(told.replace(old, base64.b64encode(packed.getvalue())))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2_000))
def test_no_bytes_break_the_reader(noise: bytes, at: int) -> None:
    whole = write(LETTER)
    try:
        read(whole[:at] + noise + whole[at + len(noise) :])
    except BadXml:
        return


@given(st.text(max_size=60))
def test_a_name_is_never_a_path(name: str) -> None:
    told = plain_name(name)
    assert "/" not in told and "\\" not in told and told not in ("", ".", "..")
