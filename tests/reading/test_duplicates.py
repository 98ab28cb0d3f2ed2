from lotrinh.reading.document import Notice
from lotrinh.reading.duplicates import Copies
from lotrinh.reading.layout import lay_out

HEAD = (
    "ỦY BAN NHÂN DÂN\n|\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM |\n"
    "Số: 12/KH-UBND |\nLạng Sơn, ngày 02 tháng 01 năm 2026 |\n"
)
FIRST = "Thực hiện Nghị quyết của Hội đồng nhân dân tỉnh, Ủy ban nhân dân tỉnh ban hành Kế hoạch phát triển năm 2026.\n"
TARGETS = (
    "I. CHỈ TIÊU\n- Tốc độ tăng tổng sản phẩm trên địa bàn (GRDP) đạt 8,5% so với năm trước, dịch vụ tăng 9%.\n"
    "- Thu nội địa tăng 10%, kim ngạch xuất khẩu hàng địa phương tăng 9% so với ước thực hiện năm 2025.\n"
    "- Tỷ lệ hộ nghèo giảm 2%, tỷ lệ lao động qua đào tạo đạt 68%, tỷ lệ che phủ rừng đạt 65%, giữ ổn định.\n"
)
REST = "- Tỷ lệ dân cư nông thôn dùng nước hợp vệ sinh đạt 99%.\nII. NHIỆM VỤ\n1. Sở Tài chính đôn đốc thực hiện.\n"
PASSAGE = HEAD + FIRST + TARGETS


def copies(text: str) -> list[tuple[str, str]]:
    found = []
    for notice in lay_out(text).notices:
        if notice.code == "duplicate_block":
            start, end = map(int, notice.detail.split("-"))
            found.append((text[notice.start : notice.end], text[start:end]))
    return found


def test_a_preview_in_front_of_the_document_is_the_lesser_copy():
    text = "Kế hoạch năm 2026\n" + PASSAGE + PASSAGE + REST
    [(lesser, better)] = copies(text)
    assert lesser == better == PASSAGE.strip()
    assert lay_out(text).notices[0].start == text.index(PASSAGE)


def test_the_copy_that_breaks_off_is_the_lesser_one():
    cut = REST[:40]
    text = (
        FIRST
        + TARGETS
        + REST
        + "Bài viết khác của tòa soạn về chủ đề này.\n" * 2
        + FIRST
        + TARGETS
        + cut
        + "\nHết bài\n"
    )
    [(lesser, better)] = copies(text)
    assert lesser == (FIRST + TARGETS + cut).strip()
    assert better.startswith(lesser)


def test_a_later_repetition_without_other_signs_is_the_lesser_copy():
    between = "".join(f"{n}. Nhiệm vụ số {n} giao cho một cơ quan.\n" for n in range(1, 9))
    text = FIRST + TARGETS + between + FIRST + TARGETS
    [notice] = [n for n in lay_out(text).notices if n.code == "duplicate_block"]
    assert notice.start > len(FIRST + TARGETS + between) - 1


def test_emphasis_and_wraps_do_not_hide_a_copy():
    other = TARGETS.replace("đạt 8,5%", "**đạt 8,5%**").replace(", dịch", ",\ndịch")
    between = "Đoạn khác không lặp lại của bài viết này.\n"
    assert len(copies(FIRST + TARGETS + between + FIRST + other)) == 1


def test_short_and_lawful_repetition_is_no_duplicate():
    bullet = "- Chủ trì, phối hợp với các cơ quan liên quan tổ chức triển khai thực hiện các nhiệm vụ được giao.\n"
    assert copies(bullet * 12) == []
    heads = "".join(f"{n}. Sở số {n}\n{bullet}" for n in range(1, 15))
    assert copies(heads) == []
    assert copies(TARGETS[:150] + REST + TARGETS[:150]) == []


def test_copies_are_looked_up_by_span():
    notices = [Notice("duplicate_block", 10, 50, "60-100"), Notice("boilerplate", 0, 200)]
    held = Copies(notices)
    assert held.hold(10, 50)
    assert held.hold(20, 30)
    assert not held.hold(45, 55)
    assert not held.hold(0, 5)
