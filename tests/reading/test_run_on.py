"""Lists whose line breaks were lost."""

from __future__ import annotations

from lotrinh.extraction.pipeline import extract
from lotrinh.reading import read_document
from lotrinh.reading.run_on import item_starts

LIST = (
    "CÁC CHỈ TIÊU CHỦ YẾU ĐẾN NĂM 2030 I. Về kinh tế 1. Tốc độ tăng giá trị sản xuất bình quân đạt 12%/năm. "
    "2. Thu nhập bình quân đầu người đạt 95 triệu đồng. 3. Diện tích cây ăn quả đạt 1.900 ha, trong đó nhãn 700 ha. "
    "II. Xã hội 1. Tỷ lệ hộ nghèo còn dưới 2%. 2. Tỷ lệ lao động qua đào tạo đạt 70%. 3. Số giường bệnh là 30 giường."
)


def parts(line: str) -> list[str]:
    """The items of a line, by their first word."""
    return [line[start:].split(maxsplit=1)[0] for start in item_starts(line)]


def test_numbers_count_up_anew_under_every_part() -> None:
    assert parts(LIST) == ["I.", "1.", "2.", "3.", "II.", "1.", "2.", "3."]


def test_every_item_is_read_on_its_own() -> None:
    targets = extract(read_document(LIST.encode(), name="chi-tieu.txt")).targets
    assert [one.low if one.low is not None else one.high for one in targets] == [12, 95, 1900, 700, 2, 70, 30]
    assert {one.due for one in targets} == {2030}


def test_bullets_behind_sentences_are_items() -> None:
    line = "Mục tiêu: - Trồng mới 50 ha rừng; - Sửa 12 km đường; - Mở 3 lớp học. " + "Các xã chủ động thực hiện. " * 10
    assert parts(line) == ["-", "-", "-"]


def test_articles_and_short_lines_are_left_alone() -> None:
    assert item_starts("1. Một. 2. Hai. 3. Ba.") == []
    article = "Theo Điều 1. Phạm vi, khoản 2. Đối tượng và khoản 3. Giải thích của Luật này, các xã báo cáo. "
    assert item_starts(article * 5) == []
    counted = "Trong năm 2026 có 1. 250 hộ thoát nghèo, 2. 300 hộ cận nghèo và 3. 400 hộ mới. "
    assert item_starts(counted * 5) == []
