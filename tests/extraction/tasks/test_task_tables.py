"""Task tables: columns by their headers, group rows, merged and empty cells."""

from __future__ import annotations

import pytest

from lotrinh.extraction.facts import Task
from lotrinh.extraction.pipeline import extract
from lotrinh.reading import read_document


def tasks_of(*rows: str) -> tuple[Task, ...]:
    """Tasks of a Markdown table; the first row is its header."""
    columns = rows[0].count("|") - 1
    table = [rows[0], "|" + "---|" * columns, *rows[1:]]
    return extract(read_document("\n".join(table).encode(), "annex.md")).tasks


@pytest.mark.parametrize(
    "header",
    [
        "| STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |",
        "| TT | Nội dung công việc | Đơn vị thực hiện | Phối hợp | Tiến độ thực hiện |",
        "| STT | Tên nhiệm vụ | Chủ trì | Đơn vị phối hợp | Thời gian hoàn thành |",
        "| TT | NHIỆM VỤ CỤ THỂ | ĐƠN VỊ CHỦ TRÌ | ĐƠN VỊ PHỐI HỢP | THỜI GIAN |",
    ],
)
def test_headers(header: str) -> None:
    (task,) = tasks_of(
        header, "| 1 | Lát đá phố đi bộ | Sở Xây dựng | Công an tỉnh; UBND phường Kỳ Lừa | Quý II/2026 |"
    )
    assert (task.lead, task.due, task.rule) == (("Sở Xây dựng",), "2026-06-30", "task.table_row")
    assert task.partners == ("Công an tỉnh", "UBND phường Kỳ Lừa")


def test_columns_in_another_order() -> None:
    (task,) = tasks_of(
        "| STT | Thời hạn | Chủ trì | Nội dung | Sản phẩm |",
        "| 1 | 30/9/2026 | Sở Nội vụ | Sắp xếp kho lưu trữ huyện cũ | Báo cáo kiểm kê |",
    )
    assert (task.lead, task.due, task.deliverable) == (("Sở Nội vụ",), "2026-09-30", "Báo cáo kiểm kê")


def test_group_rows_are_no_tasks() -> None:
    found = tasks_of(
        "| STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |",
        "| I | HẠ TẦNG SỐ |  |  |",
        "| 1 | Phủ sóng 5G khu kinh tế | Sở Khoa học và Công nghệ | 2026 |",
        "| II | NHÂN LỰC SỐ |  |  |",
        "| 2 | Dạy kỹ năng số cho hộ kinh doanh | Sở Công Thương | Thường xuyên |",
    )
    assert [task.lead for task in found] == [("Sở Khoa học và Công nghệ",), ("Sở Công Thương",)]
    assert [task.due_kind for task in found] == ["by", "recurring"]


def test_an_agency_as_group_row_leads_its_rows() -> None:
    found = tasks_of(
        "| STT | Nội dung | Phối hợp | Thời hạn |",
        "| I | Sở Y tế |  |  |",
        "| 1 | Tiêm nhắc lại cho trẻ vùng biên | UBND các xã biên giới | Tháng 4/2026 |",
        "| II | Công an tỉnh |  |  |",
        "| 2 | Cấp căn cước lưu động | Sở Tư pháp | Tháng 6/2026 |",
    )
    assert [task.lead for task in found] == [("Sở Y tế",), ("Công an tỉnh",)]


def test_groups_stay_whole_and_unknown_names_are_kept() -> None:
    (task,) = tasks_of(
        "| STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp |",
        "| 1 | Thử nghiệm xe điện nội đô | Các bộ, ngành, địa phương | VTV, VOV; nhà vườn Chi Lăng |",
    )
    assert task.lead == ("Các bộ, ngành, địa phương",)
    assert task.partners == ("VTV", "VOV", "nhà vườn Chi Lăng")


def test_a_status_column_is_not_the_deadline() -> None:
    (task,) = tasks_of(
        "| TT | Nhiệm vụ | Thời gian hoàn thành | Cơ quan thực hiện | Tiến độ |",
        "| 1 | Nối cơ sở dữ liệu đất đai | Tháng 4/2026 | Sở Nông nghiệp và Môi trường | Đang làm |",
    )
    assert task.due == "2026-04-30"


@pytest.mark.parametrize(
    "header",
    [
        "| STT | Chỉ tiêu | Đơn vị tính | Năm 2026 | Cơ quan theo dõi |",
        "| STT | Nội dung | Số tiền | Ghi chú | Nguồn |",
        "| STT | Họ và tên | Chức vụ | Đơn vị | Điện thoại |",
    ],
)
def test_other_tables_hold_no_tasks(header: str) -> None:
    assert tasks_of(header, "| 1 | Tỷ lệ che phủ rừng | % | 67 | Sở Nông nghiệp và Môi trường |") == ()
