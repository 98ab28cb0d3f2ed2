"""Tables of targets: roles of columns, years of groups and headers, tables that are none."""

from __future__ import annotations

from pathlib import Path

from lotrinh.extraction.facts import Target
from lotrinh.extraction.pipeline import extract
from lotrinh.reading import read_document
from tests.growth import assert_linear


def targets_of(*rows: str, before: str = "# KẾ HOẠCH\n\nPhát triển kinh tế - xã hội") -> list[Target]:
    header, *body = rows
    table = "\n".join([header, "|" + "---|" * (header.count("|") - 1), *body])
    return [
        t for t in extract(read_document(f"{before}\n\n{table}\n".encode(), "plan.md")).targets if "table" in t.rule
    ]


def test_columns_of_years() -> None:
    targets = targets_of(
        "| STT | Chỉ tiêu | Đến hết năm 2026 | Đến năm 2030 | Tầm nhìn 2045 | Đơn vị chủ trì | Đơn vị phối hợp |",
        "| 1 | Tỷ lệ trường đạt chuẩn (%) | 65 | 75 | 100 | Sở Giáo dục và Đào tạo | Các xã |",
    )
    assert [(t.low, t.due, t.unit, t.agency) for t in targets] == [
        (65, 2026, "%", "Sở Giáo dục và Đào tạo"),
        (75, 2030, "%", "Sở Giáo dục và Đào tạo"),
        (100, 2045, "%", "Sở Giáo dục và Đào tạo"),
    ]


def test_column_of_deadlines() -> None:
    targets = targets_of(
        "| TT | Chỉ tiêu | Mức phấn đấu | Đơn vị chủ trì theo dõi | Thời hạn |",
        "| 1 | Tỷ lệ hồ sơ trực tuyến | 80% | Văn phòng | 31/12/2026 |",
        "| 2 | Số doanh nghiệp mới | 15 doanh nghiệp | Sở Tài chính | Năm 2027 |",
    )
    assert [(t.low, t.unit, t.due) for t in targets] == [(80, "%", "2026-12-31"), (15, "doanh nghiệp", 2027)]


def test_group_row_gives_the_year() -> None:
    targets = targets_of(
        "| TT | Chỉ tiêu | Đơn vị | Kết quả |",
        "| **I** | **Đến năm 2030** | | |",
        "| 1 | Quy mô kinh tế số | % GDP | ≥ 30 |",
        "| **II** | **Đến năm 2045** | | |",
        "| 2 | Quy mô kinh tế số | % GDP | ≥ 50 |",
    )
    assert [(t.low, t.comparator, t.due) for t in targets] == [(30, "ge", 2030), (50, "ge", 2045)]


def test_second_header_row() -> None:
    targets = targets_of(
        "| TT | Chỉ tiêu | Đơn vị | Mục tiêu | | Cơ quan chủ trì |",
        "| | | | 2026 | 2030 | |",
        "| 1 | Tỷ lệ lao động qua đào tạo | % | 66 | 76 | Sở Nội vụ |",
    )
    assert [(t.low, t.due) for t in targets] == [(66, 2026), (76, 2030)]


def test_two_values_in_a_cell() -> None:
    first, second = targets_of(
        "| TT | Chỉ tiêu | Đơn vị | Kết quả |",
        "| 1 | Xếp hạng năng lực cạnh tranh số | Thứ bậc | ≤ 3 Đông Nam Á; ≤ 50 Thế giới |",
    )
    assert (first.high, first.scope, second.high, second.scope) == (3, "Đông Nam Á", 50, "Thế giới")
    assert first.low is None and first.comparator == "le" and first.unit == "Thứ bậc"


def test_rate_and_direction_from_name_and_unit() -> None:
    growth, fall = targets_of(
        "| TT | Chỉ tiêu | Đơn vị | Mục tiêu đến năm 2030 |",
        "| 1 | Số đơn đăng ký sáng chế tăng trung bình | %/năm | 16 - 18 |",
        "| 2 | Tỷ lệ hộ nghèo | % | Giảm 1 - 1,5%/năm |",
    )
    assert (growth.indicator, growth.change, growth.unit, growth.per) == (
        "Số đơn đăng ký sáng chế", "increase", "%", "year",
    )  # fmt: skip
    assert (fall.change, fall.low, fall.high, fall.per) == ("decrease", 1, 1.5, "year")


def test_parts_of_a_row() -> None:
    whole, part = targets_of(
        "| TT | Chỉ tiêu | ĐVT | Chỉ tiêu giao năm 2026 |",
        "| 1 | Tổng số khách | nghìn lượt | 4.400 |",
        "| | Trong đó: khách quốc tế | nghìn lượt | 400 |",
    )
    assert whole.parent is None and part.parent == 0 and part.indicator == "khách quốc tế"


def test_outcome_in_words() -> None:
    (target,) = targets_of(
        "| TT | Chỉ tiêu | Mức phấn đấu | Đơn vị chủ trì |",
        "| 1 | Hệ thống báo cáo | Hoàn thành kết nối | Văn phòng |",
    )
    assert target.change == "event" and target.low is None and target.indicator == "Hệ thống báo cáo"


def test_span_runs_from_name_to_value() -> None:
    text = (
        "# KẾ HOẠCH\n\n| TT | Chỉ tiêu | Đơn vị | Mục tiêu |\n|---|---|---|---|\n| 1 | **Đàn trâu** | con | 75.000 |\n"
    )
    (target,) = extract(read_document(text.encode(), "plan.md")).targets
    quote = text[target.start : target.end]
    assert quote.startswith(("Đàn trâu", "**Đàn trâu")) and quote.endswith("75.000")


def test_last_years_results_beside_a_later_plan() -> None:
    targets = targets_of(
        "| TT | Chỉ tiêu | Đơn vị | Thực hiện năm 2024 | Kế hoạch năm 2025 |",
        "| 1 | GRDP bình quân đầu người | Triệu đồng | 61,1 | 69,5 |",
    )
    assert [(t.low, t.due) for t in targets] == [(69.5, 2025)]


def test_reports_tasks_and_marks_are_no_targets() -> None:
    assert not targets_of(
        "| TT | Chỉ tiêu | Đơn vị | Kế hoạch | Ước thực hiện | Đánh giá |",
        "| 1 | Tốc độ tăng GRDP | % | 8 | 6,01 | Không đạt |",
    )
    assert not targets_of(
        "| Stt | Chỉ tiêu chủ yếu | TH năm trước | KH | Ước TH | Ghi chú |",
        "| 1 | Thu nội địa | 2.600 | 2.484,5 | 2.954,1 | |",
    )
    assert not targets_of(
        "| TT | Nhiệm vụ | Đơn vị chủ trì | Sản phẩm | Thời hạn |",
        "| 1 | Xây dựng 5 mô hình | Sở Nội vụ | 05 báo cáo | Tháng 6/2026 |",
    )
    assert not targets_of(
        "| TT | Chỉ tiêu | Tần suất (đợt/tháng) | Số điểm | Số mẫu | Đơn giá (đồng) |",
        "| 1 | Nhiệt độ | 2 | 5 | 10 | 45.000 |",
    )


def test_time_is_linear() -> None:
    def read(times: int) -> None:
        rows = [f"| {n} | Tỷ lệ xã đạt chuẩn nhóm {n} (%) | {n % 90} | {n % 90 + 5} |" for n in range(1, times + 1)]
        assert len(targets_of("| TT | Chỉ tiêu | Đến năm 2026 | Đến năm 2030 |", *rows)) == 2 * times

    assert_linear(read, 100)


def test_real_table(corpus: dict[str, Path]) -> None:
    targets = extract(read_document(corpus["03-NQ-CP-2025-PL1-chi-tieu.md"])).targets
    assert len(targets) == 58
    assert all(target.agency and target.due in (2030, 2045) for target in targets)
    assert sum(target.change == "event" for target in targets) == 4
