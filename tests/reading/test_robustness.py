"""No bytes whatever make a reader raise anything but ReadingError, hang, or break the contract of Document."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotrinh.reading import Document, ReadingError, read_documents
from tests.growth import FACTOR, assert_linear
from tests.reading.builders import docx, level, lines, numbered, p, pdf, rule, run, table, tc, text, zipped
from tests.reading.office import opened
from tests.reading.office.excel import xls, xlsx
from tests.reading.office.opened import odt
from tests.reading.office.word import doc, listed, par, row

WORD_BODY = (
    numbered("MỤC TIÊU", 1) + p(run("Giảm ") + f"<w:ins>{run('3%')}</w:ins>", '<w:outlineLvl w:val="1"/>')
    + table([tc("a", '<w:vMerge w:val="restart"/>'), tc("b")], [tc("", "<w:vMerge/>"), tc(p("c") + table([tc("d")]))])
)  # fmt: skip
NUMBERS = (
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
WORD = docx(WORD_BODY, numbering=NUMBERS)
PAPER = pdf(
    lines(80, 700, "Kế hoạch năm 2026", "- Giảm nghèo") + text(300, 700, "cột hai") + rule(80, 600, 200, 600)
    + rule(80, 500, 200, 500) + rule(80, 500, 80, 600) + rule(200, 500, 200, 600) + rule(140, 500, 140, 600)
    + text(90, 550, "ô"),
    text(80, 700, "Trang hai"),
)  # fmt: skip
OLD_WORD = doc(
    par("MỤC TIÊU\x02", modifiers=listed(1), style=1),
    *row("a", "b"),
    notes=[(8, "x")],
    lists=[[(0, "\0.")]],
    headings=True,
)
RICH = rb"{\rtf1{\fonttbl{\f0 .VnTime;}}\trowd\cellx9\cellx99\intbl K\'d5\cell b\cell\row\u7871?{\footnote x}\par}"
BOOK = xls({"a": [["STT", "Chỉ tiêu"], [1, "GRDP"]]}, merges=[(0, 0, 0, 1)])
TEXT = odt(f"<text:h>A</text:h><text:list><text:list-item>{opened.p('b')}</text:list-item></text:list>")
MAIL = (
    b"From: a@b.vn\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nKy\n"
    b"--b\nContent-Disposition: attachment\n\nz\n"
)
PAGE = (
    b"<!DOCTYPE html><html><head><title>t</title></head><body><table><tr><td rowspan=2>a<td>b<tr><td>c</table>"
    b"<ol start=3><li>x</ol><p>K&#7871; ho&#x1ea1;ch<br>- m&agrave;u<!-- x --></p></body></html>"
)


def keeps_the_contract(document: Document) -> None:
    """Blocks in order and apart, cells that point at blocks, places and notices inside the text."""
    size = len(document.text)
    end = 0
    for block in document.blocks:
        assert end <= block.start <= block.end <= size
        end = block.end
    for made in document.tables:
        assert 0 <= made.start <= made.end <= size
        for cells in made.rows:
            for cell in cells:
                assert -1 <= cell.block < len(document.blocks)
                assert min(cell.column, cell.column_span - 1, cell.row_span - 1) >= 0
    starts = [place.start for place in document.places]
    assert starts == sorted(starts)
    assert all(0 <= notice.start <= notice.end <= size for notice in document.notices)


def try_reading(data: bytes, name: str = "") -> None:
    for document in read_documents(data, name):
        if isinstance(document, ReadingError):
            assert document.sentence("vi")
            assert document.sentence("en")
        else:
            keeps_the_contract(document)


def mutated(data: bytes, seed: int, changes: int) -> bytes:
    """`data` with bytes changed, cut out, doubled or cut off."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(changes):
        at = chance.randrange(len(changed) or 1)
        match chance.randrange(5):
            case 0 if changed:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.randrange(1, 20)]
            case 2:
                changed[at:at] = changed[at : at + chance.randrange(1, 200)]
            case 3:
                changed[at:at] = chance.choice((b"<", b">", b'"', b"<w:p>", b"<td>", b"</w:tbl>", b"BT", b"-1", b"\0"))
            case _ if chance.random() < 0.1:
                del changed[at:]
    return bytes(changed)


@given(st.binary(max_size=2_000), st.sampled_from(["", "a.txt", "a.docx", "a.html", "a.pdf", "a.md"]))
def test_random_bytes(data: bytes, name: str) -> None:
    try_reading(data, name)


@given(
    st.sampled_from([b"PK\x03\x04word/", b"%PDF-1.4\n", b"<html>", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
    st.binary(max_size=1_000),
)
def test_random_bytes_behind_a_signature(head: bytes, data: bytes) -> None:
    try_reading(head + data)


@pytest.mark.parametrize(
    "data",
    [WORD, PAPER, PAGE, OLD_WORD, RICH, BOOK, TEXT, MAIL],
    ids=["docx", "pdf", "html", "doc", "rtf", "xls", "odt", "eml"],
)
@settings(max_examples=150)
@given(seed=st.integers(0, 1 << 32), changes=st.integers(1, 30))
def test_changed_files(data: bytes, seed: int, changes: int) -> None:
    try_reading(mutated(data, seed, changes))


@settings(max_examples=150)
@given(seed=st.integers(0, 1 << 32), changes=st.integers(1, 12))
def test_changed_xml_inside_a_sound_container(seed: int, changes: int) -> None:
    with ZipFile(BytesIO(WORD)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name in ("word/document.xml", "word/numbering.xml"):
        content = parts[name]
        assert isinstance(content, bytes)
        parts[name] = mutated(content, seed, changes)
    try_reading(zipped(parts))


@settings(max_examples=150)
@given(seed=st.integers(0, 1 << 32), changes=st.integers(1, 12))
def test_changed_drawing_inside_a_sound_pdf(seed: int, changes: int) -> None:
    drawing = (lines(80, 700, "Kế hoạch", "- Giảm nghèo") + rule(80, 600, 200, 600)).encode()
    try_reading(pdf(mutated(drawing, seed, changes).decode("latin-1")))


ELEMENTS = (
    "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:p>", "</w:p>", "<w:r>", "</w:r>",
    "<w:t>x</w:t>", "<w:sdt>", "</w:sdt>", "<w:vMerge/>", "<w:tcPr><w:gridSpan/></w:tcPr>",
    "<w:pPr><w:numPr/></w:pPr>", "<w:fldChar/>", "<w:sym/>", "<w:ins/>",
)  # fmt: skip


@given(st.lists(st.sampled_from(ELEMENTS), max_size=40))
def test_any_order_of_elements(elements: list[str]) -> None:
    try_reading(docx("".join(elements)))


@pytest.mark.parametrize(
    ("build", "size"),
    [
        (lambda size: docx("".join(p(f"Dòng thứ {at}") for at in range(size))), 800),
        (lambda size: docx(table(*[[tc("a"), tc(f"{at}")] for at in range(size)])), 400),
        (lambda size: doc(*[par(f"Dòng thứ {at}") for at in range(size)]), 1_500),
        (lambda size: b"{\\rtf1" + b"\\trowd\\cellx9 \\intbl a\\cell\\row\\pard b\\par " * size + b"}", 800),
        (lambda size: xlsx({"a": [[f"ô {at}", at] for at in range(size)]}), 500),
        (lambda size: odt(opened.p("Dòng <text:span>thứ</text:span>") * size), 800),
        (lambda size: zipped({f"{at}.txt": "Kế hoạch năm 2026" for at in range(size)}), 300),
        (lambda size: pdf(*[lines(80, 700, *["Kế hoạch năm"] * 20)] * size), 4),
        (lambda size: pdf(lines(80, 20_000, *["Kế hoạch năm"] * size, pitch=2)), 100),
    ],
    ids=["paragraphs", "rows", "doc", "rtf", "xlsx", "odt", "zip", "pages", "lines"],
)  # fmt: skip
def test_time_is_linear(build: Callable[[int], bytes], size: int) -> None:
    made = {at: build(at) for at in (size, FACTOR * size)}
    assert_linear(lambda at: try_reading(made[at]), size)


def test_same_bytes_same_document_in_every_process(tmp_path: Path) -> None:
    for name, data in (("a.docx", WORD), ("b.pdf", PAPER), ("c.html", PAGE)):
        (tmp_path / name).write_bytes(data)
    program = (
        "import sys; from lotrinh.reading import read_document\n"
        "for path in sys.argv[1:]: print(repr(read_document(path)))"
    )
    printed = set()
    for seed in ("0", "1", "2"):
        environment = os.environ | {
            "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8",
        }  # fmt: skip
        command = [sys.executable, "-c", program, *sorted(map(str, tmp_path.iterdir()))]
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        printed.add(done.stdout)
    assert len(printed) == 1
    assert printed.pop().count(b"Document(") == 3
