"""Deadlines: what is one, when it falls, and which years belong to names."""

from __future__ import annotations

import pytest

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.tasks.deadlines import cell_deadline, find_deadline
from lotrinh.extraction.tasks.due_days import Deadline


def stated(text: str, year: int | None = None) -> Deadline | None:
    return find_deadline(shadow(text), 0, len(text), year=year)


def in_cell(text: str, year: int | None = None) -> Deadline | None:
    return cell_deadline(shadow(text), 0, len(text), year=year)


@pytest.mark.parametrize(
    ("text", "due", "kind"),
    [
        ("Hoàn thành trước ngày 15/12/2025", "2025-12-15", "before"),
        ("Thông xe đoạn tuyến trước năm 2025", "2024-12-31", "before"),
        ("Báo cáo chậm nhất ngày 25.12.2017", "2017-12-25", "by"),
        ("Ban hành quy chế trong quý I năm 2023", "2023-03-31", "by"),
        ("Xử lý xong kiến nghị trong tháng 11 năm 2025", "2025-11-30", "by"),
        ("Đến năm 2030 thay hết cầu yếu trên đường huyện", "2030-12-31", "by"),
        ("Trong năm 2026, đưa cảng cạn vào khai thác", "2026-12-31", "by"),
        ("Lập thị xã (giai đoạn 2026 - 2030), lập thị trấn (giai đoạn 2031 - 2035)", "2035-12-31", "period"),
        ("Ký kết trong cuối năm 2025 và đầu năm 2026", "2026-03-31", "by"),
        ("Trả gộp vào kỳ chi trả tháng 12 năm 2025", "2025-12-31", "by"),
        ("Trồng rừng trong mùa mưa năm 2023", "2023-11-30", "by"),
        ("Hoàn thành bước một trước ngày 10/3/2026, bước hai trước ngày 30/9/2026", "2026-09-30", "before"),
        ("Hoàn thành cao nhất các chỉ tiêu, nhiệm vụ năm 2025", "2025-12-31", "by"),
        ("Chuyển quà cho các hộ, xong trước ngày Quốc khánh 02/9/2026", "2026-09-02", "before"),
        ("Kiểm kê tài sản công, hạn chót 30/6/2026", "2026-06-30", "by"),
        ("Phát động đợt thi đua, từ ngày 01/5/2026 đến ngày 30/6/2026", "2026-06-30", "period"),
        ("Trình chính sách thuế vào đầu quý I năm 2027", "2027-03-31", "by"),
    ],
)
def test_dated(text: str, due: str, kind: str) -> None:
    found = stated(text)
    assert found is not None
    assert (found.due, found.kind) == (due, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Triển khai Đề án phát triển logistics giai đoạn 2021 - 2025",
        "Lập quy hoạch tỉnh thời kỳ 2021 - 2030, tầm nhìn đến năm 2050",
        "Thực hiện Chương trình hỗ trợ việc làm đến năm 2030 gắn với đào tạo nghề",
        "Căn cứ Nghị quyết số 12/NQ-HĐND ngày 10/12/2024, bố trí vốn",
        "Rà soát kế hoạch đầu tư công trung hạn giai đoạn 2026 - 2030",
        "Tổng hợp số liệu từ ngày 01/01/2025",
        "Soạn kế hoạch phát triển hợp tác xã 5 năm ( 2006 - 2010 ) của ngành",
        "Tuyên truyền các ngày lễ lớn trong năm nhằm nâng cao nhận thức",
        "Rà soát văn bản có hiệu lực trước ngày 01/7/2025",
    ],
)
def test_years_in_names_are_no_deadlines(text: str) -> None:
    found = stated(text)
    assert found is None or found.due is None


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("Thường xuyên rà soát danh sách", None),
        ("Định kỳ đánh giá kết quả", None),
        ("Thời gian: Năm 2025 và các năm tiếp theo", None),
        ("Báo cáo định kỳ hàng quý, năm", "quarterly"),
        ("Định kỳ 6 tháng và hàng năm báo cáo", "half-yearly"),
        ("Lập kế hoạch nhà ở hằng năm", "yearly"),
        ("Gửi số liệu trước ngày 20 hằng tháng", "monthly"),
        ("Báo cáo trước ngày 01/6 và 15/11 hằng năm", "half-yearly"),
        ("Kiểm tra tải trọng xe 02 lần/năm", "half-yearly"),
        ("Họp giao ban ít nhất 01 lần/quý", "quarterly"),
        ("Báo cáo mực nước 02 lần/ngày", None),
        ("Gửi số liệu trước ngày 20 tháng cuối quý", "quarterly"),
    ],
)
def test_recurring(text: str, recurrence: str | None) -> None:
    found = stated(text, year=2025)
    assert found is not None
    assert (found.due, found.kind, found.recurrence) == (None, "recurring", recurrence)


def test_sums_paid_every_year_are_not_recurring_work() -> None:
    assert stated("Bố trí kinh phí từ ngân sách hằng năm") is None
    assert stated("Trả đủ các khoản chi thường xuyên") is None
    assert stated("Thẩm tra chỉ tiêu theo Kế hoạch phát triển kinh tế - xã hội hằng năm và 5 năm") is None


def test_an_event_is_a_deadline_without_a_date() -> None:
    found = stated("Công bố bản đồ sau khi quy hoạch được duyệt")
    assert found is not None
    assert (found.due, found.kind) == (None, "event")


def test_a_missing_year_is_the_documents_and_says_so() -> None:
    found = stated("Gửi kết quả trước ngày 15/7", year=2026)
    assert found is not None
    assert (found.due, found.reasons) == ("2026-07-15", ("year_of_context",))
    assert stated("Gửi kết quả trước ngày 15/7") is None


@pytest.mark.parametrize(
    ("text", "due"),
    [("Nộp báo cáo trước 15/6, hoàn thành trước 30/9.", "2026-09-30"), ("Kiểm tra trước 15/20 xã", None)],
)
def test_a_day_may_stand_without_its_word(text: str, due: str | None) -> None:
    found = stated(text, year=2026)
    assert (found.due if found else None) == due


def test_dates_of_cited_documents_are_skipped() -> None:
    text = "Thực hiện Kế hoạch 5/KH-UBND trong năm 2024"
    assert find_deadline(shadow(text), 0, len(text), skip=[(10, len(text))]) is None


@pytest.mark.parametrize(
    ("text", "due", "kind", "recurrence"),
    [
        ("Tháng 9 năm 2026", "2026-09-30", "by", None),
        ("Quý III năm 2026", "2026-09-30", "by", None),
        ("Trước ngày 15 tháng 9 năm 2026", "2026-09-15", "before", None),
        ("Trước năm 2027", "2026-12-31", "before", None),
        ("Từ tháng 9 năm 2026 đến năm 2027", "2027-12-31", "by", None),
        ("6/2025", "2025-06-30", "by", None),
        ("2/2025", "2025-02-28", "by", None),
        ("Quí IV-2025", "2025-12-31", "by", None),
        ("Quý I, II/2025", "2025-06-30", "by", None),
        ("2026", "2026-12-31", "by", None),
        ("2025 - 2030", "2030-12-31", "period", None),
        ("Trước 30/6", "2025-06-30", "before", None),
        ("Thường xuyên", None, "recurring", None),
        ("Thường xuyên, hằng năm", None, "recurring", "yearly"),
        ("Tháng 12 hằng năm", None, "recurring", "yearly"),
        ("Sau khi Luật có hiệu lực", None, "event", None),
    ],
)
def test_cells(text: str, due: str | None, kind: str, recurrence: str | None) -> None:
    found = in_cell(text, year=2025)
    assert found is not None
    assert (found.due, found.kind, found.recurrence) == (due, kind, recurrence)


@pytest.mark.parametrize("text", ["", "-", "Theo tiến độ", "Theo quy định"])
def test_cells_without_a_deadline(text: str) -> None:
    assert in_cell(text, year=2025) is None
