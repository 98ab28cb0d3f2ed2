import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lotrinh.reading.document import BlockKind
from lotrinh.reading.layout import Layout, lay_out
from tests.growth import assert_linear

SHARED = Path(os.environ.get("LOTRINH_SHARED", Path(__file__).parents[3] / "shared"))
DRAWN = set("|-_=*~.–—#: \t\n\r\u00a0")


def blocks_of(text: str, markdown: bool = False) -> list[str]:
    return [" ".join(text[block.start : block.end].split()) for block in lay_out(text, markdown=markdown).blocks]


def kinds_of(text: str, markdown: bool = False) -> list[str]:
    return [block.kind.value for block in lay_out(text, markdown=markdown).blocks]


def check(text: str, layout: Layout) -> None:
    """What holds for every layout: order, bounds, trimmed blocks, nothing of the text left out."""
    for block in layout.blocks:
        assert 0 <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
    assert all(before.end <= after.start for before, after in pairwise(layout.blocks))
    ends = [0, *(block.end for block in layout.blocks)]
    starts = [*(block.start for block in layout.blocks), len(text)]
    for end, start in zip(ends, starts, strict=True):
        left = text[end:start]
        assert all(char in DRAWN or char.isspace() for char in left), left
    for table in layout.tables:
        assert table.rows
        for row in table.rows:
            columns = [cell.column for cell in row]
            assert columns == sorted(set(columns))
            for cell in row:
                assert -1 <= cell.block < len(layout.blocks)
                assert cell.column_span >= 1
                assert cell.row_span >= 1
                if cell.block >= 0:
                    block = layout.blocks[cell.block]
                    assert table.start <= block.start
                    assert block.end <= table.end
    for notice in layout.notices:
        assert 0 <= notice.start < notice.end <= len(text)


PIECES = st.sampled_from(
    [
        *(
            "|",
            "|\n|",
            "| a | b |",
            "|---|---|",
            "|\n**TT**\n|\n**Nội dung**\n|\n|\n",
            "a | b |",
            "cột\tcột\tcột",
            "\\|",
        ),
        *(
            "# Mục",
            "**I. MỤC TIÊU**",
            "- Tăng 8%",
            "a) Một",
            "1. Hai",
            "---",
            "** **",
            "2",
            "--- PAGE BREAK ---",
            "\u2028",
        ),
        *(
            "tiếp theo dòng trên",
            "Nhảy đến nội dung",
            "ỦY BAN NHÂN DÂN",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Nơi nhận:",
        ),
        *(
            "TM. ỦY BAN NHÂN DÂN",
            "Văn bản liên quan",
            "Đoạn văn dài " * 9,
            "\x0c",
            "\r",
            "[1] Chú thích",
            "\u00a0",
            "Ảnh: A",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(PIECES, max_size=40).map("\n".join), st.lists(PIECES, max_size=25).map(" ".join)
)


@given(TEXTS, st.booleans())
@example("|\n|\n|", True)
@example("a\r\nb\r\n\r\n| c |\r\n", True)
@example("**\n|\nx |\n|| y\n|", False)
def test_blocks_cover_any_text_in_order(text, markdown):
    check(text, lay_out(text, markdown=markdown))


WRAPPED = """a) Nâng cao nhận thức, vai trò, trách nhiệm của các cấp, các ngành trong việc
thực hiện Kế hoạch theo Quyết định số
2437/QĐ-TTg ngày 21 tháng 12 năm 2021, bảo đảm phát triển kinh tế
- xã hội của tỉnh giai đoạn 2021
- 2030 theo đúng mục tiêu đã được phê duyệt tại các nghị quyết của Tỉnh ủy;
b) Huy động mọi nguồn lực của xã hội để hoàn thành các chỉ tiêu chủ yếu, gắn
trách nhiệm của người đứng đầu với kết quả thực hiện từng chỉ tiêu được giao;
- Đẩy mạnh cải cách hành chính và chuyển đổi số trong toàn bộ hoạt động của cơ
quan nhà nước các cấp, lấy người dân làm trung tâm phục vụ.
- Giữ vững quốc phòng."""


def test_hard_wraps_are_undone_and_items_stay_apart():
    found = blocks_of(WRAPPED)
    assert [words[:8] for words in found] == ["a) Nâng ", "b) Huy đ", "- Đẩy mạ", "- Giữ vữ"]
    assert "Quyết định số 2437/QĐ-TTg ngày" in found[0]
    assert "kinh tế - xã hội của tỉnh giai đoạn 2021 - 2030 theo" in found[0]


def test_heads_of_parts_stay_apart_where_lines_are_wrapped():
    wrapped = "Sáu tháng đầu năm sản xuất của tỉnh tiếp tục tăng, thu ngân sách vượt dự\ntoán được giao và đời sống"
    text = (
        f"Báo cáo\nTình hình thực hiện nhiệm vụ năm 2013\nvà nhiệm vụ năm 2014\nPhần thứ nhất\n"
        f"Kết quả thực hiện nhiệm vụ năm 2013\nI. Đánh giá chung\n{wrapped} của nhân dân từng bước được cải\nthiện.\n"
        f"{wrapped} nhân dân được nâng\nlên so với năm trước, tuy còn một số mặt chưa đạt như Chương\ntrình đề ra.\n"
    )
    assert blocks_of(text)[:6] == [
        "Báo cáo",
        "Tình hình thực hiện nhiệm vụ năm 2013 và nhiệm vụ năm 2014",
        "Phần thứ nhất",
        "Kết quả thực hiện nhiệm vụ năm 2013",
        "I. Đánh giá chung",
        f"{wrapped.replace(chr(10), ' ')} của nhân dân từng bước được cải thiện.",
    ]


def test_long_texts_are_not_torn_where_a_stretch_of_lines_ends():
    assert blocks_of("\n".join([WRAPPED] * 40)) == blocks_of(WRAPPED) * 40


def test_where_a_line_is_a_paragraph_only_torn_lines_are_joined():
    text = (
        "So với tháng trước,\nchỉ số giá tiêu dùng tăng 0,3%.\nSản lượng gỗ đạt 205 m\n3\n, tăng 1,5%.\n"
        "Sản lượng chuối ước đạt\n50.500 tấn, giảm 2,5%.\n1. Về chính quyền số\n100% văn bản được ký số.\n"
        "a) Trồng trọt\nđ) Chăn nuôi\n"
        "Doanh thu du lịch\ntháng Mười đạt 14 tỷ đồng.\nQuyết định số\n12/QĐ-UBND."
    )
    assert blocks_of(text) == [
        "So với tháng trước, chỉ số giá tiêu dùng tăng 0,3%.",
        "Sản lượng gỗ đạt 205 m 3 , tăng 1,5%.",
        "Sản lượng chuối ước đạt 50.500 tấn, giảm 2,5%.",
        "1. Về chính quyền số",
        "100% văn bản được ký số.",
        "a) Trồng trọt",
        "đ) Chăn nuôi",
        "Doanh thu du lịch tháng Mười đạt 14 tỷ đồng.",
        "Quyết định số 12/QĐ-UBND.",
    ]


def test_a_blank_line_inside_a_wrapped_sentence_does_not_end_it():
    lines = WRAPPED.split("\n")
    assert blocks_of("\n".join([*lines[:6], "", *lines[6:]])) == blocks_of(WRAPPED)


def test_headings_of_markdown():
    text = "## I. MỤC TIÊU\nTăng trưởng 8%.\n\n**1. Về kinh tế**\n\n- **GRDP** tăng 8%.\n\n[1] Nghị quyết số 1/NQ-CP."
    layout = lay_out(text, markdown=True)
    assert [(block.kind, block.level) for block in layout.blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.HEADING, 0),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.NOTE, 0),
    ]


def test_pipe_table_with_uneven_rows():
    text = "Biểu 1\n| TT | Chỉ tiêu | Năm 2030 |\n|---|---|---|\n| 1 | GRDP\\|người | |\n| 2 | Rừng<br>67% |\n\nHết"
    layout = lay_out(text, markdown=True)
    [table] = layout.tables
    shown = [
        [text[layout.blocks[c.block].start : layout.blocks[c.block].end] if c.block >= 0 else "" for c in r]
        for r in table.rows
    ]
    assert shown == [["TT", "Chỉ tiêu", "Năm 2030"], ["1", "GRDP\\|người", ""], ["2", "Rừng<br>67%"]]
    assert [kind for kind in kinds_of(text, True) if kind != "cell"] == ["paragraph", "paragraph"]
    assert not table.flattened


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_pipe_table_with_bars_only_between_its_cells(between):
    rows = ["TT | Nhiệm vụ | Chủ trì", "I | Thể chế | Thể chế", "1 | Soạn quy chế | Sở Nội vụ"]
    text = "Phụ lục\n\n" + between.join(rows) + "\n\nHết"
    layout = lay_out(text)
    [table] = layout.tables
    assert [len(row) for row in table.rows] == [3, 3, 3]
    assert text[table.start : table.end] == between.join(rows)
    assert lay_out("\n".join(rows[:2])).tables == ()


def test_rows_with_bars_that_hold_the_motto_are_a_letterhead():
    rows = (
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 5/KH-UBND | Cao Bằng, ngày 02 tháng 4 năm 2024 |\n"
    )
    layout = lay_out(rows + "\nKẾ HOẠCH")
    assert [block.kind for block in layout.blocks] == [BlockKind.LETTERHEAD] * 4 + [BlockKind.PARAGRAPH]
    assert layout.tables == ()


def test_front_matter_and_page_marks_are_furniture():
    text = (
        '---\ntitle: "A"\nformat: "pdf"\n---\n\nĐiều 1. Mục tiêu\n\n2\n\n--- PAGE BREAK ---\n\nĐiều 2. Nhiệm vụ\n\n3\n'
    )
    layout = lay_out(text, markdown=True)
    assert [block.kind.value for block in layout.blocks] == [
        "furniture", "paragraph", "furniture", "furniture", "paragraph", "furniture",
    ]  # fmt: skip
    assert {notice.detail for notice in layout.notices} == {"front_matter", "page_number", "page_break"}


@pytest.mark.parametrize(
    "unit",
    [
        WRAPPED + "\n\n",
        "|\n1\n|\nNội dung công việc\n|\nSở Tài chính\n|\n",
        "| 1 | a | b |\n",
        "|\n",
        "Một dòng ngắn\n",
        "a | b |\n",
        "**",
        "Đồng chí kiểm tra Ảnh:\n",
        "- ",
        "|\nTT\n",
        "|\nTT\n|\nb\n|\n|\n" + "dài " * 90 + "\n|\n" + "dài " * 90 + "\n|\n" + "dài " * 90 + "\n",
        "Chào mừng Đại hội\n\n",
        "Văn bản liên quan\nCỘNG HÒA XÃ HỘI\n",
        "a **b c d e f g h i k l m n o p q r s t u v x y a b c d e f g h i k l m n o,\n",
        "\t\n",
        "\r",
        "I. MỤC\nCỘNG HÒA XÃ HỘI |\n",
    ],
    ids=lambda unit: repr(unit[:12]),
)
def test_time_grows_with_the_length(unit):
    assert_linear(lambda size: lay_out(unit * (size // len(unit)), markdown=True), 10_000)


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the shared corpus is not beside the repository")
def test_every_text_of_the_corpus_has_a_layout():
    paths = [path for path in sorted((SHARED / "corpus").rglob("*")) if path.suffix in (".txt", ".md")]
    assert paths
    for path in paths:
        text = path.read_bytes().decode()
        check(text, lay_out(text, markdown=path.suffix == ".md"))
