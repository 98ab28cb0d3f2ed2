from __future__ import annotations

import os
import pickle
import string
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest

from lotrinh.reading import READERS, Limits, ReadingError, choose, read_document
from lotrinh.reading.errors import LANGUAGES, sentences
from tests.reading.builders import docx, lines, p, pdf, zipped

WORDS = "Kế hoạch năm 2026"
WORD = docx(p(WORDS))
PAGE = f"<!DOCTYPE html><html><body><p>{WORDS}</p></body></html>".encode()
PAPER = pdf(lines(80, 700, WORDS))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENCRYPTED_PDF = pdf(
    "",
    trailer_more="/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 "
    f"/O <{'00' * 32}> /U <{'11' * 32}> >> /ID [<00><00>]",
)


@pytest.mark.parametrize(
    ("data", "name", "format_"),
    [
        (WORD, "a.docx", "docx"),
        (WORD, "a.txt", "docx"),
        (PAGE, "a.docx", "html"),
        (PAGE, "", "html"),
        (PAPER, "a.md", "pdf"),
        (WORDS.encode(), "a.pdf", "txt"),
        (WORDS.encode(), "a.md", "md"),
        (f"# {WORDS}\n\n## Mục tiêu\n".encode(), "a.txt", "md"),
        (f"<div>{WORDS}</div>".encode(), "a.md", "md"),
    ],
)
def test_content_decides(data: bytes, name: str, format_: str) -> None:
    document = read_document(data, name)
    assert document.format == format_
    assert WORDS in document.text


def test_wrong_extension_is_told_with_the_true_format() -> None:
    notice = read_document(WORD, "bao-cao.txt").notices[0]
    assert (notice.code, notice.detail) == ("wrong_extension", "docx")
    assert read_document(WORD, "bao-cao.docx").notices == ()
    assert read_document(WORD, "bao-cao").notices == ()


def test_path_stream_and_bytes_give_the_same_text(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(f"{WORDS}\r\nMục 1\r\n", encoding="utf-8", newline="")
    from_path = read_document(path)
    assert from_path.text == f"{WORDS}\r\nMục 1\r\n"
    assert from_path.name == "ke-hoach.txt"
    assert read_document(str(path)) == from_path
    assert read_document(path.read_bytes(), "ke-hoach.txt") == from_path
    assert read_document(BytesIO(path.read_bytes()), "ke-hoach.txt") == from_path


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (b"", "empty", "rỗng"),
        (b" \n\t\r\n", "empty", "rỗng"),
        (b"<html><body></body></html>", "empty", "rỗng"),
        (bytes(range(256)) * 8, "binary", "nhị phân"),
        ("Kế hoạch\nnăm ".encode() + b"\xff\xfe\x80", "not_utf8", "dòng 2"),
        (OLE + "WordDocument".encode("utf-16-le"), "damaged", "Word 97–2003"),
        (OLE + "Workbook".encode("utf-16-le"), "damaged", "Excel 97–2003"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "mật khẩu"),
        (b"{\\rtf1\\ansi }", "empty", "rỗng"),
        (zipped({"xl/workbook.xml": "<x/>"}), "empty", "rỗng"),
        (zipped({"a.txt": WORDS, "b.txt": WORDS}), "several_documents", "nhiều văn bản"),
        (zipped({"[Content_Types].xml": "<x/>", "word/other.xml": "<x/>"}), "unsupported_format", "ZIP"),
        (b'<?xml version="1.0"?><plan/>', "unsupported_format", "XML"),
        (WORD[: len(WORD) // 2], "damaged", "hỏng"),
        (zipped({"word/document.xml": "<w:document"}), "damaged", "phần văn bản chính"),
        (zipped({"word/document.xml": "<document/>"}), "damaged", "phần văn bản chính"),
        (zipped({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "forbidden_xml", "DTD"),
        (
            zipped({"word/document.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16")}),
            "forbidden_xml",
            "DTD",
        ),
        (docx(p("a" * 30_000_000)), "zip_bomb", "giải nén"),
        (docx("<w:tbl><w:tr><w:tc>" * 200 + "</w:tc></w:tr></w:tbl>" * 200), "too_deep", "lồng nhau"),
        (zipped({f"word/{number}.xml": "" for number in range(10_001)}), "zip_bomb", "giải nén"),
        (b"%PDF-1.7\n", "damaged", "PDF"),
        (b"a\n" * 500_002, "too_many_parts", "500.000"),
        (b"<html>" + b"<p>a" * 500_001, "too_many_parts", "500.000"),
        (docx("<w:p/>" * 3_000_000), "zip_bomb", "giải nén"),
        (ENCRYPTED_PDF, "encrypted", "mật khẩu"),
        (pdf(" " * 300_000_000), "zip_bomb", "PDF"),
    ],
)  # fmt: skip
def test_bad_content_gives_one_sentence(data: bytes, code: str, told: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_document(data, "tệp.xyz")
    assert caught.value.code == code
    sentence = caught.value.sentence("vi")
    assert sentence.startswith("tệp.xyz: ")
    assert told in sentence
    assert "\n" not in sentence
    assert str(caught.value) == sentence
    assert caught.value.sentence("en").startswith("tệp.xyz: ")


def test_missing_file_folder_and_name_with_nul(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.txt", "missing"), (tmp_path, "directory"), (Path("a\0b"), "unreadable")):
        with pytest.raises(ReadingError) as caught:
            read_document(path)
        assert caught.value.code == code


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(ReadingError) as caught:
        read_document(path)
    assert caught.value.code == "not_permitted"


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(200 << 20)
    tracemalloc.start()
    try:
        with pytest.raises(ReadingError) as caught:
            read_document(path)
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()
    assert caught.value.code == "too_large"
    assert "64 MB" in caught.value.sentence("vi")


def test_an_endless_stream_is_stopped_at_the_limit() -> None:
    class Endless(BytesIO):
        given = 0

        def read(self, size: int | None = -1) -> bytes:
            self.given += size or 0
            return b"a" * (size or 0)

    stream = Endless()
    with pytest.raises(ReadingError, match="1 MB"):
        read_document(stream, limits=Limits(input_bytes=1 << 20))
    assert stream.given <= 3 << 20


def test_an_error_crosses_processes_whole() -> None:
    error = ReadingError("not_utf8", "a.txt", byte=5, line=2)
    assert pickle.loads(pickle.dumps(error)).sentence("en") == error.sentence("en")


def test_every_sentence_stands_in_both_languages_with_the_same_placeholders() -> None:
    for code, entry in sentences().items():
        assert set(entry) == set(LANGUAGES), code
        names = {language: {part[1] for part in string.Formatter().parse(entry[language])} for language in LANGUAGES}
        assert names["vi"] == names["en"], code
        assert entry["vi"].endswith((".", "}")), code


def test_registry_is_in_order_and_its_extensions_are_told_apart() -> None:
    assert READERS[0].name == "pdf" and READERS[-1].name == "txt"
    extensions = [extension for reader in READERS for extension in reader.extensions]
    assert len(extensions) == len(set(extensions))
    assert choose(b"\x00\x01", "a.docx").name == "txt"
