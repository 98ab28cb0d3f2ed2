from lotrinh.reading.document import BlockKind
from lotrinh.reading.layout import lay_out


def flat(*rows: tuple[str, ...]) -> str:
    """Rows as a scraped page writes them: a bar line, a cell, a bar line … one row behind the other."""
    lines = []
    for row in rows:
        lines.append("|")
        for cell in row:
            lines.extend([cell, "|"] if cell else ["|"])
    return "\n".join(lines)


def tables_of(text: str) -> list[list[list[str]]]:
    layout = lay_out(text, markdown=True)

    def words(block: int) -> str:
        found = layout.blocks[block]
        return " ".join(text[found.start : found.end].split()) if block >= 0 else ""

    return [[[words(cell.block) for cell in row] for row in table.rows] for table in layout.tables]


HEADER = ("**STT**", "**Nội dung công việc**", "**Cơ quan\nchủ trì**", "**Thời gian**")
ONE = ("1", "Xây dựng kế hoạch kiểm tra việc thực hiện\ncác chỉ tiêu năm 2026", "Sở Tài chính", "Quý I/2026")
TWO = ("2", "Công khai kết quả thực hiện trên trang tin", "Văn phòng UBND tỉnh", "Thường xuyên")


def test_rows_and_wrapped_cells():
    text = f"Phụ lục\n\n{flat(HEADER, ONE, TWO)}\n\nHết phụ lục."
    layout = lay_out(text, markdown=True)
    [rows] = tables_of(text)
    assert rows == [[" ".join(cell.split()) for cell in row] for row in (HEADER, ONE, TWO)]
    [table] = layout.tables
    assert table.flattened
    assert [n.code for n in layout.notices] == ["tables_flattened"]
    assert [b.kind for b in layout.blocks if b.kind is not BlockKind.CELL] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_empty_cells_are_told_from_ends_of_rows():
    rows = (HEADER, ("1", "Việc một", "", "Quý I/2026"), ("2", "Việc hai", "Sở Y tế", ""), ("", "Tổng", "", ""), TWO)
    [found] = tables_of(flat(*rows))
    assert found == [[" ".join(cell.split()) for cell in row] for row in rows]


def test_group_rows_span_the_table():
    text = flat(
        HEADER, ("**I. THỂ CHẾ**",), ONE, ("**II**", "**HẠ TẦNG**"), ("1", "Việc khác hẳn", "Sở Xây dựng", "Năm 2027")
    )
    [table] = lay_out(text).tables
    assert [[(cell.column, cell.column_span) for cell in row] for row in table.rows if len(row) < 4] == [
        [(0, 4)],
        [(0, 1), (1, 3)],
    ]


def test_rows_without_a_bar_between_them_are_counted_off():
    cells = [*HEADER, *ONE, "2", "Việc hai", "", "Quý II/2026", "II", "HẠ TẦNG", "3", "Việc ba", "Sở Y tế", ""]
    [rows] = tables_of("|\n" + "".join(f"{cell}\n|\n" if cell else "|\n" for cell in cells))
    assert [row[0] for row in rows] == ["**STT**", "1", "2", "II", "3"]
    assert rows[2] == ["2", "Việc hai", "", "Quý II/2026"]


def test_a_header_repeated_on_the_next_page_is_left_out():
    [rows] = tables_of(flat(HEADER, ONE, HEADER, TWO))
    assert [row[0] for row in rows] == ["**STT**", "1", "2"]


def test_cells_merged_downwards_reach_over_short_rows():
    header = ("TT", "Cơ quan chủ trì", "Nhóm nhiệm vụ", "Nội dung", "Thời hạn")
    more = ("- Vận hành hệ thống giám sát trực tuyến tại các nguồn thải lớn", "Giai đoạn 2026 - 2030")
    text = flat(
        header,
        ("1", "Bộ Xây dựng", "Kiểm soát nguồn thải", "- Thực hiện kiểm kê phát thải quốc gia theo định kỳ", "Năm 2027"),
        more,
        ("2", "Bộ Tài chính", "Huy động nguồn lực", "- Bố trí kinh phí thực hiện theo phân cấp ngân sách", "Năm 2026"),
    )
    [table] = lay_out(text).tables
    assert [cell.column for cell in table.rows[2]] == [3, 4]
    assert [cell.row_span for cell in table.rows[1]] == [2, 2, 2, 1, 1]
    assert all(cell.row_span == 1 for cell in table.rows[3])


def test_a_header_cell_over_two_columns():
    text = flat(
        ("TT", "Chỉ tiêu", "Mục tiêu", "Ghi chú"),
        ("2025", "2030"),
        ("1", "Tỷ lệ che phủ rừng", "64,5%", "67%", ""),
        ("2", "Tỷ lệ hộ nghèo", "4,17%", "2%", "đa chiều"),
        ("3", "Tỷ lệ đô thị hóa", "27%", "40%", ""),
    )
    [table] = lay_out(text).tables
    assert [(cell.column, cell.column_span, cell.row_span) for cell in table.rows[0]] == [
        (0, 1, 2), (1, 1, 2), (2, 2, 1), (4, 1, 2),
    ]  # fmt: skip
    assert [cell.column for cell in table.rows[1]] == [2, 3]
    assert all(len(row) == 5 for row in table.rows[2:])


def test_letterhead_and_signature_are_no_tables():
    letterhead = flat(
        (
            "**ỦY BAN NHÂN\nDÂN**\nTỈNH LẠNG SƠN\n-------",
            "**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\nĐộc lập - Tự do",
        ),
        ("Số: 9/KH-UBND", "*Lạng\nSơn, ngày 05 tháng 01 năm 2026*"),
    )
    signature = flat(("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "**TM. ỦY BAN NHÂN\nDÂN**\nCHỦ TỊCH\nNguyễn Văn A"))
    text = f"{letterhead}\n\n**KẾ HOẠCH**\n\nThực hiện năm 2026.\n\n{signature}\n"
    layout = lay_out(text, markdown=True)
    assert layout.tables == ()
    assert [b.kind.value for b in layout.blocks] == ["letterhead"] * 4 + ["heading", "paragraph", "cell", "cell"]
    assert text[layout.blocks[0].start : layout.blocks[0].end].endswith("TỈNH LẠNG SƠN")


def test_running_text_between_two_tables_without_blank_lines():
    text = flat(HEADER, ONE) + "\n2. Bổ sung danh mục nhiệm vụ năm 2027 như sau:\n" + flat(HEADER, TWO)
    layout = lay_out(text)
    assert [len(table.rows) for table in layout.tables] == [2, 2]
    [between] = [b for b in layout.blocks if b.kind is BlockKind.PARAGRAPH]
    assert text[between.start : between.end].startswith("2. Bổ sung")


def test_a_box_of_a_law_site_with_bars_behind_the_cells():
    text = "Kế hoạch 12\nSố hiệu | 12/KH-UBND |\nNgười ký | Nguyễn Văn A |\nThực hiện Nghị quyết.\n"
    assert tables_of(text) == [[["Số hiệu", "12/KH-UBND"], ["Người ký", "Nguyễn Văn A"]]]


def test_a_table_of_tabs_and_indents_that_are_none():
    text = (
        "Biểu 1\t\t\nTT\tChỉ tiêu\tNăm 2026\n1\tGRDP\t8,5%\n\tDịch vụ\t9%\n\n"
        "\tCăn cứ Luật Đầu tư;\n\tCăn cứ Luật Đất đai;\n"
    )
    assert tables_of(text) == [[["TT", "Chỉ tiêu", "Năm 2026"], ["1", "GRDP", "8,5%"], ["", "Dịch vụ", "9%"]]]


def test_a_cell_broken_over_two_lines_of_a_pipe_table():
    text = "| TT | Việc | Hạn |\n| 1 | Lập kế hoạch\n| Năm 2026 |\n| 2 | Báo cáo | Quý I |\n"
    assert tables_of(text)[0][1] == ["1", "Lập kế hoạch", "Năm 2026"]


def test_a_pipe_table_without_bars_around_it():
    text = "Biểu\n\nTT | Việc\n--- | ---\n1 | Báo cáo\n\n---\nHết"
    assert tables_of(text) == [[["TT", "Việc"], ["1", "Báo cáo"]]]
