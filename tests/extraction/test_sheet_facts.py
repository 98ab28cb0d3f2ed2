"""Targets, tasks and results out of workbooks, tied to the cells they stand in."""

from __future__ import annotations

import pytest

from lotrinh.extraction.pipeline import extract
from lotrinh.reading import Document, read_document
from tests.reading.office.excel import Styled, Value, xls, xlsx


def number(value: float, form: str = "#,##0.0") -> Styled:
    return Styled(value, form=form)


def cell_of(document: Document, offset: int) -> str | None:
    place = document.place_of(offset)
    return place.cell if place else None


@pytest.mark.parametrize("write", [xls, xlsx], ids=["xls", "xlsx"])
def test_targets_with_their_years_units_and_agencies(write: object) -> None:
    rows: list[list[Value]] = [
        ["MỤC TIÊU PHÁT TRIỂN"],
        ["STT", "Chỉ tiêu", "Đến hết năm 2026", "Đến năm 2030", "Đơn vị chủ trì"],
        ["I", "Xã hội"],
        [1, "Tỷ lệ hộ nghèo đa chiều", number(0.025, "0.0%"), number(0.01, "0.0%"), "Sở Nông nghiệp và Môi trường"],
    ]
    document = read_document(write({"Biểu 1": rows}))  # type: ignore[operator]
    targets = extract(document).targets
    assert [(target.low, target.unit, str(target.due), target.agency) for target in targets] == [
        (2.5, "%", "2026", "Sở Nông nghiệp và Môi trường"),
        (1.0, "%", "2030", "Sở Nông nghiệp và Môi trường"),
    ]
    assert {target.indicator for target in targets} == {"Tỷ lệ hộ nghèo đa chiều"}
    assert cell_of(document, document.text.index("2,5%")) == "C4"


def test_tasks_with_their_leads_and_partners() -> None:
    rows: list[list[Value]] = [
        ["STT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả/Sản phẩm", "Thời gian"],
        [
            1,
            "Xây dựng kế hoạch chuyển đổi số năm 2026",
            "Sở Khoa học và Công nghệ",
            "Sở Tài chính",
            "Kế hoạch",
            "01/2026",
        ],
        [2, "Rà soát quy chế làm việc", "Sở Nội vụ", None, "Quyết định", "Quý II/2026"],
    ]
    tasks = extract(read_document(xlsx({"Nhiệm vụ": rows}))).tasks
    assert [(task.lead, task.partners) for task in tasks] == [
        (("Sở Khoa học và Công nghệ",), ("Sở Tài chính",)),
        (("Sở Nội vụ",), ()),
    ]


def test_results_of_a_month_under_a_header_of_two_rows() -> None:
    rows: list[list[Value]] = [
        ["TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 5 NĂM 2026"],
        ["STT", "Chỉ tiêu", "ĐVT", "KH năm", "Thực hiện", None, "So sánh (%)", None],
        [None, None, None, None, "TH tháng", "Lũy kế", "So KH (%)", "So cùng kỳ (%)"],
        ["A", "B", "C", 1, 2, 3, "4=3/1", 5],
        [
            1,
            "Kim ngạch xuất khẩu",
            "Triệu USD",
            number(6000),
            number(480.5),
            number(2310.2),
            number(38.5),
            number(112.4),
        ],
    ]
    merges = ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:H2"]
    results = extract(read_document(xlsx({"T5": rows}, merges=merges))).results
    assert [(result.low, result.unit) for result in results] == [(480.5, "Triệu USD"), (2310.2, "Triệu USD")]
    assert [(one.base, one.value) for one in results[1].comparisons] == [("plan", 38.5), ("previous_year", 112.4)]
