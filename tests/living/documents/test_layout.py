"""The layout as kept, long documents in parts, the text as HTML."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lotrinh.living.documents.layout import cut, pack, page_of, part_at, parts, unpack
from lotrinh.living.documents.show import html
from lotrinh.output.highlight import Mark
from lotrinh.reading import read_document
from lotrinh.reading.document import Document

TABLE = (
    "<h2>Bảng</h2><table><tr><th>Chỉ tiêu</th><th>Mức</th></tr>"
    "<tr><td>Rừng &lt;b&gt;</td><td>65%</td></tr></table><p>Hết.</p>"
)


def test_what_is_packed_comes_back(db: None) -> None:
    document = read_document(TABLE.encode(), "x.html")
    again = unpack(document.text, pack(document))
    assert (again.blocks, again.tables) == (document.blocks, document.tables)
    assert unpack("abc", {}).blocks[0].end == 3


def test_pages_of_the_source(db: None) -> None:
    packed = {"pages": [[0, 1], [40, 2]]}
    assert [page_of(packed, at) for at in (0, 39, 40, 90)] == [1, 1, 2, 2]
    assert page_of({}, 5) is None


def long_document(sizes: list[int]) -> Document:
    return read_document("\n\n".join("x" * size for size in sizes).encode(), "x.txt")


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40), st.integers(10, 200))
def test_parts_hold_every_paragraph_once_and_in_order(sizes: list[int], size: int) -> None:
    document = long_document(sizes)
    ranges = parts(document, size)
    shown = [block for start, end in ranges for block in cut(document, start, end).blocks]
    assert shown == list(document.blocks)
    for number, (start, end) in enumerate(ranges):
        assert part_at(ranges, start) == part_at(ranges, end - 1) == number


def test_a_table_is_cut_between_rows() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>{'y' * 50}</td></tr>" for n in range(20))
    document = read_document(f"<p>Trước</p><table>{rows}</table><p>Sau</p>".encode(), "x.html")
    ranges = parts(document, 300)
    assert len(ranges) > 3
    tables = [cut(document, start, end).tables for start, end in ranges]
    assert sum(len(table.rows) for group in tables for table in group) == 20


def test_text_is_escaped_and_every_stretch_knows_its_place() -> None:
    text = 'Trước <script>alert("1")</script> sau.'
    document = read_document(text.encode(), "x.txt")
    shown = html(document, [Mark(6, 14, "target", 'a"b', 'javascript:"x', "<i>")])
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert 'data-s="0"' in shown
    assert 'data-s="6"' in shown
    assert 'id="a&quot;b"' in shown


def test_tables_are_tables_and_headings_headings() -> None:
    shown = html(read_document(TABLE.encode(), "x.html"), [])
    assert shown.count("<td>") == 4
    assert 'class="heading level-2"' in shown
    assert "Rừng &lt;b&gt;" in shown


def test_notes_stand_beside_the_paragraph_where_their_fact_begins() -> None:
    document = read_document("Một.\n\nHai ba.".encode(), "x.txt")
    shown = html(document, [Mark(6, 9, "task", "t-0", "", "")], {"t-0": "<b>ghi chú</b>"})
    first, second = shown.split('<div class="beside">')[1:]
    assert "ghi chú" not in first
    assert "<li><b>ghi chú</b></li>" in second
