"""E-mails with attachments and zip archives: every document inside is one of its own."""

from __future__ import annotations

import struct
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest

from lotrinh.reading import Document, Limits, ReadingError, read_document, read_documents
from lotrinh.reading.bundles import kind_of
from tests.reading.builders import docx, p, zipped

PLAN = docx(p("Kế hoạch năm 2026"))


def mail(body: str = "Kính gửi Văn phòng", *attached: tuple[str, bytes], html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Gửi kế hoạch"
    message["From"] = "Phòng Tài chính <tc@example.vn>"
    message["Date"] = "Fri, 20 Nov 2026 09:00:00 +0700"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def read(data: bytes, name: str, limits: Limits | None = None) -> list[tuple[str, str]]:
    """(name, format or error code) of all outcomes."""
    found = []
    for outcome in read_documents(data, name, limits=limits or Limits()):
        if isinstance(outcome, ReadingError):
            assert outcome.sentence("vi").startswith(outcome.name)
            found.append((outcome.name, outcome.code))
        else:
            found.append((outcome.name, outcome.format))
    return found


def test_one_document_is_one() -> None:
    assert read(PLAN, "a.docx") == [("a.docx", "docx")]
    assert read(b"\xff\x00\x01", "a.bin") == [("a.bin", "binary")]


def test_a_mail_and_its_attachments() -> None:
    data = bytes(mail("Đề nghị gửi báo cáo.", ("Kế hoạch.docx", PLAN), ("hỏng.docx", PLAN[:90])))
    assert read(data, "thu.eml") == [
        ("thu.eml", "eml"), ("thu.eml/Kế hoạch.docx", "docx"), ("thu.eml/hỏng.docx", "damaged"),
    ]  # fmt: skip
    body, plan = (outcome for outcome in read_documents(data, "thu.eml") if isinstance(outcome, Document))
    assert body.text.strip() == "Đề nghị gửi báo cáo."
    assert body.properties["subject"] == "Gửi kế hoạch"
    assert [(notice.code, notice.detail) for notice in body.notices] == [("attachments", "Kế hoạch.docx, hỏng.docx")]
    assert {(place.part, place.paragraph) for place in plan.places} == {("Kế hoạch.docx", 1)}


def test_a_mail_read_as_one_document_is_its_own_text() -> None:
    assert read_document(bytes(mail("Kính gửi", ("a.docx", PLAN))), "thu.eml").text.strip() == "Kính gửi"


def test_a_page_is_read_where_there_is_no_plain_text() -> None:
    message = mail(" ", html="<html><body><table><tr><td>a<td>b<tr><td>c<td>d</table><p>Giảm nghèo</p></body></html>")
    document = read_document(bytes(message), "thu.eml")
    assert document.format == "eml"
    assert "Giảm nghèo" in document.text
    assert len(document.tables) == 1


def test_a_page_saved_as_one_file_is_read() -> None:
    data = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\nOne file.\r\n\r\n--b\r\n'
        b"Content-Location: file:///C:/kh.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b'Content-Type: text/html; charset="utf-8"\r\n\r\n'
        b"<html><body><p>K=E1=BA=BF ho=E1=BA=A1ch</p></body></html>\r\n--b\r\n"
        b"Content-Location: file:///C:/a.png\r\nContent-Type: image/png; name=a.png\r\n\r\nx\r\n--b--\r\n"
    )
    assert [outcome.text for outcome in read_documents(data, "kh.mht") if isinstance(outcome, Document)] == ["Kế hoạch"]


def test_a_mail_inside_a_mail_and_pictures_of_the_text() -> None:
    message = mail("ngoài")
    message.add_attachment(mail("trong", ("a.docx", PLAN)))
    message.add_attachment(
        b"\x89PNG\r\n", maintype="image", subtype="png", cid="<a>", disposition="inline", filename="l.png"
    )
    assert read(bytes(message), "t.eml") == [
        ("t.eml", "eml"), ("t.eml/2.eml", "eml"), ("t.eml/2.eml/a.docx", "docx"),
    ]  # fmt: skip


@pytest.mark.parametrize("charset", ["windows-1258", "utf-16", "khong-biet"])
def test_the_character_set_of_a_mail(charset: str) -> None:
    stored = "Kế hoạch của tỉnh".encode("utf-16" if charset == "utf-16" else "utf-8")
    if charset == "windows-1258":
        stored = "Kê\u0301 hoa\u0323ch cu\u0309a ti\u0309nh".replace("ê\u0301", "ê\u0301").encode("cp1258")
    head = f"From: a@b.vn\r\nSubject: =?utf-8?b?S+G6vw==?=\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"
    document = read_document(head.encode() + stored, "a.eml")
    assert document.text == "Kế hoạch của tỉnh"
    assert document.properties["subject"] == "Kế"


def test_an_archive_of_documents() -> None:
    inner = zipped({"trong.txt": "Giảm nghèo", "thư.eml": bytes(mail())})
    data = zipped({
        "a/kế hoạch.docx": PLAN, "../../etc/x.txt": "Mục tiêu", "b.zip": inner, "__MACOSX/._a.docx": b"x",
        "Thumbs.db": b"x", "~$kh.docx": b"x", "rỗng.txt": b"", "thư mục/": b"",
    })  # fmt: skip
    assert read(data, "goi.zip") == [
        ("goi.zip/a/kế hoạch.docx", "docx"), ("goi.zip/etc/x.txt", "txt"), ("goi.zip/b.zip/trong.txt", "txt"),
        ("goi.zip/b.zip/thư.eml", "eml"), ("goi.zip/rỗng.txt", "empty"),
    ]  # fmt: skip


def test_an_archive_of_one_document_is_that_document() -> None:
    document = read_document(zipped({"kh.docx": PLAN}), "goi.zip")
    assert (document.name, document.text) == ("goi.zip/kh.docx", "Kế hoạch năm 2026")
    with pytest.raises(ReadingError) as refusal:
        read_document(zipped({"a.txt": "a", "b.txt": "b"}), "goi.zip")
    assert (refusal.value.code, refusal.value.name) == ("several_documents", "goi.zip")


def test_names_in_the_bytes_of_windows_and_names_that_turn_the_line_around() -> None:
    data = zipped({"ke.txt": "Kế hoạch", "a\u202efdp.txt": "Mục tiêu"})
    assert [name for name, _ in read(data, "z")] == ["z/ke.txt", "z/afdp.txt"]
    assert read(zipped({"k\u1ebf.txt": "a"}).replace(b"\x00\x08", b"\x00\x00"), "z")[0][0] in (
        "z/kế.txt",
        "z/k├║ß║┐.txt",
        "z",
    )


def test_bombs_are_refused_in_parts_and_as_a_whole() -> None:
    bomb = zipped({"a.txt": b"0" * 30_000_000, "b.txt": "Kế hoạch"})
    assert read(bomb, "z") == [("z/a.txt", "zip_bomb"), ("z/b.txt", "txt")]
    many = zipped({f"{at}.txt": "Kế hoạch" for at in range(20)})
    outcomes = read(many, "z", Limits(documents=5))
    assert [code for _, code in outcomes] == ["txt"] * 5 + ["zip_bomb"]
    assert read(zipped({"a.txt": "x" * 900, "b.txt": "y" * 900}), "z", Limits(bundle_bytes=1_000))[-1][1] == "zip_bomb"


def test_archives_inside_archives_end() -> None:
    data = zipped({"a.txt": "Kế hoạch"})
    for _ in range(8):
        data = zipped({"z.zip": data, "b.txt": "Kế hoạch"})
    assert [code for _, code in read(data, "z")] == ["too_deep", "txt", "txt", "txt"]


def test_a_locked_or_damaged_member_does_not_stop_the_others() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        archive.writestr("a.txt", "Kế hoạch")
        archive.writestr("b.txt", "Mục tiêu")
    data = bytearray(packed.getvalue())
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, 1)  # the first one says that it is encrypted
    struct.pack_into("<H", data, 6, 1)
    assert read(bytes(data), "z") == [("z/a.txt", "encrypted"), ("z/b.txt", "txt")]
    damaged = packed.getvalue().replace("Mục tiêu".encode(), b"?" * len("Mục tiêu".encode()))
    assert read(damaged, "z") == [("z/a.txt", "txt"), ("z/b.txt", "damaged")]


def test_mails_that_nest_without_end() -> None:
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(5_000))
    assert read(b"From: a@b.vn\r\nSubject: x\r\n" + parts, "a.eml") == [("a.eml", "too_deep")]
    mails = b"From: a@b.vn\r\nSubject: x\r\nContent-Type: message/rfc822\r\n\r\n" * 3_000
    assert read(mails, "a.eml")[-1][1] in ("too_deep", "empty", "eml")


@pytest.mark.parametrize(
    "subject", [b"=?utf-8?b?S+G6vw=?=", b"=?utf-8?q?=E1?=", b"=?x-khong?b?S+G6vw==?=", b"\xff\xfe"]
)
def test_broken_headers_are_told_as_they_stand(subject: bytes) -> None:
    assert read(b"From: a@b.vn\nSubject: " + subject + b"\n\nGi\xe1", "a.eml")[0][1] in ("eml", "not_utf8")


def test_a_member_without_a_name_is_read() -> None:
    packed = zipped({"x": "Kế hoạch"}).replace(b"\x01\x00\x00\x00x", b"\x01\x00\x00\x00\x00")
    assert read(packed, "z")[0][1] in ("txt", "damaged")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"From: a@b.vn\nSubject: x\n\nthan", "eml"),
        (b"Subject: x\nTo: b\n\n", ""),
        ("Kính gửi: Ủy ban nhân dân tỉnh\nSố: 12\n".encode(), ""),
        (b"Date: 12\nTo: x\n", ""),
        (PLAN, ""),
        (zipped({"a.txt": "a"}), "zip"),
        (zipped({"[Content_Types].xml": "a"}), ""),
        (b"", ""),
    ],
)
def test_bundles_are_told_by_their_content(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind
