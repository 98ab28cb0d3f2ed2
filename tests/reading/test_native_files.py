"""Real Word, PDF and web files, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotrinh.core.vietnamese.text import fold
from lotrinh.reading import BlockKind, Document, read_document
from lotrinh.reading.ocr.engine import engine


def texts(document: Document, kind: BlockKind | None = None) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if kind in (None, block.kind)]


def test_every_file_is_read(corpus: dict[str, Path]) -> None:
    for path in corpus.values():
        document = read_document(path)
        expected = {".htm": "html"}.get(path.suffix, path.suffix[1:])
        assert document.format in (expected, "md" if expected == "txt" else expected)


def test_a_plan_as_word_and_as_web_page_begins_with_its_letterhead(shared: Path) -> None:
    for path in sorted((shared / "corpus/native").glob("word-html-*.htm")):
        head = " ".join(texts(read_document(path), BlockKind.LETTERHEAD))
        assert "cong hoa xa hoi chu nghia viet nam" in fold(head), path.name
        assert "so" in fold(head).split(), path.name


def test_vni_file_is_the_text_that_was_typed(shared: Path) -> None:
    folder = shared / "corpus/legacy"
    document = read_document(folder / "synthetic-vni-2003-02120.docx")
    truth = (folder / "synthetic-vni-2003-02120.truth.txt").read_text(encoding="utf-8")
    assert "".join(document.text.split()) == "".join(truth.split())
    assert {notice.code for notice in document.notices} == {"legacy_font"}


def test_ruled_tables_of_a_paper_have_their_columns(shared: Path) -> None:
    document = read_document(shared / "corpus/native/VAR-Public_382.pdf")
    table = document.tables[0]
    header = [(document.text[slice(*_span(document, cell.block))], cell.column_span) for cell in table.rows[0]]
    assert ("Năm 2030", 3) in header
    widths = {max(cell.column + cell.column_span for cell in row) for row in table.rows}
    assert widths == {21}


def test_running_heads_of_a_paper_are_furniture(shared: Path) -> None:
    document = read_document(shared / "corpus/native/VAR-Public_339.pdf")
    assert not any("Lần ban hành" in text for text in texts(document, BlockKind.PARAGRAPH))
    assert sum("Lần ban hành" in text for text in texts(document, BlockKind.FURNITURE)) == 8


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("vietadmin-1.pdf", ["no_text_layer", "ocr_low", "ocr_missing"]),
        ("vietadmin-2.pdf", ["no_text_layer", "ocr_missing"]),
        ("KH-xuan-tinh-nguyen-2026.pdf", []),
        ("KH-Xuan-yeu-thuong-2026.docx", []),
    ],
)
def test_scans_are_told_from_papers(shared: Path, name: str, codes: list[str]) -> None:
    document = read_document(shared / "corpus/native" / name)
    assert [notice.code for notice in document.notices if notice.code != "boilerplate"] == codes


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("vietadmin-1.pdf", ["SỞ GIÁO DỤC VÀ ĐÀO TẠO", "2114/BGDĐT-GDCTHSSV ngày 16/5/2019", "trước ngày 25/8/2019"]),
        ("vietadmin-2.pdf", ["PHÒNG AN CHÍNH TRỊ NỘI BỘ", "ngày 26 tháng 4 năm 2018", "1/10 thu nhập của bản thân"]),
    ],
)
def test_scanned_letters_are_recognised(
    shared: Path, name: str, lines: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("LOTRINH_TESSERACT")
    monkeypatch.setenv("LOTRINH_CACHE", str(tmp_path))
    if engine() is None:
        pytest.skip("Tesseract with Vietnamese is not installed")
    document = read_document(shared / "corpus/native" / name)
    assert [line for line in lines if line not in document.text] == []
    assert {notice.code for notice in document.notices} == {"ocr_used", "boilerplate"}


def _span(document: Document, block: int) -> tuple[int, int]:
    return document.blocks[block].start, document.blocks[block].end
