"""Measures: numbers with their units and bounds, and numbers that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.quantities import find_measures
from lotrinh.extraction.prose import Prose, prose_of
from lotrinh.reading import read_document
from tests.growth import assert_linear


def prose(text: str) -> Prose:
    return prose_of(read_document(text.encode(), "text.txt"))


def measures(text: str) -> list[Measure]:
    return list(find_measures(prose(text)))


def only(text: str) -> Measure:
    found = measures(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "comparator", "low", "high", "unit"),
    [
        ("Tỷ lệ đô thị hóa đạt khoảng 40%", "about", 40, 40, "%"),
        ("tăng trưởng từ 7 - 7,5%", "range", 7, 7.5, "%"),
        ("đạt từ 8% trở lên", "ge", 8, None, "%"),
        ("đạt từ 8% đến 10%", "range", 8, 10, "%"),
        ("tỷ lệ 20% - 50%", "range", 20, 50, "%"),
        ("Trên 99% dân cư", "gt", 99, None, "%"),
        ("tối thiểu đạt 80%", "ge", 80, None, "%"),
        ("không quá 3.000 dự án", "le", None, 3000, "dự án"),
        ("giảm xuống dưới 1,2‰", "lt", None, 1.2, "‰"),
        ("≥30% doanh nghiệp", "ge", 30, None, "%"),
        (">= 30%", "ge", 30, None, "%"),
        ("chỉ số > 0,7", "gt", 0.7, None, None),
        ("có ít nhất 3 huyện/thành phố đạt chuẩn", "ge", 3, None, "huyện/thành phố"),
        ("khoảng 6 triệu lượt người", "about", 6, 6, "triệu lượt người"),
        ("22 - 23 triệu lượt khách du lịch quốc tế", "range", 22, 23, "triệu lượt"),
        ("đón 4,21 triệu lượt khách, doanh thu", "eq", 4.21, 4.21, "triệu lượt khách"),
        ("12 bác sĩ/1 vạn dân", "eq", 12, 12, "bác sĩ/1 vạn dân"),
        ("31,5 giường bệnh trên 1 vạn dân", "eq", 31.5, 31.5, "giường bệnh trên 1 vạn dân"),
        ("là 12m2 / người năm 2010", "eq", 12, 12, "m2 / người"),
        ("khoảng1.230 tỷ đồng", "about", 1230, 1230, "tỷ đồng"),
        ("tăng15,20 tạ/ha", "eq", 15.2, 15.2, "tạ/ha"),
        ("tăng trưởng -4,13%", "eq", -4.13, -4.13, "%"),
        ("đứng thứ 04/34 tỉnh, thành phố", "top", 4, 4, "tỉnh, thành phố"),
        ("nằm trong nhóm 15 tỉnh dẫn đầu", "top", 15, 15, "tỉnh"),
        ("tuổi thọ đạt 75 tuổi", "eq", 75, 75, "tuổi"),
        ("tăng trưởng hai con số", "ge", 10, None, "%"),
        ("có ít nhất một cơ sở y tế", "ge", 1, None, "cơ sở y tế"),
        ("đạt 76,5 % .", "eq", 76.5, 76.5, "%"),
        ("nguồn vốn là 131 tỷ 918 triệu đồng", "eq", 131.918, 131.918, "tỷ đồng"),
        ("đạt hơn 2 triệu 050 nghìn đồng", "gt", 2.05, None, "triệu đồng"),
        ("có 5.343/8.267 xã đạt chuẩn", "eq", 5343, 5343, "xã"),
    ],
)
def test_value(text: str, comparator: str, low: float | None, high: float | None, unit: str | None) -> None:
    measure = only(text)
    assert (measure.comparator, measure.low, measure.high, measure.unit) == (comparator, low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Cải tạo quốc lộ 4B đoạn Km3+700 đến Km18",
        "bão số 3, cấp V-VI, mạng 5G, COVID-19",
        "25.01.2025 | 14:53:59",
        "Nghị quyết số 96/NQ-CP ngày 01/8/2022; Điều 5 Luật Đất đai; khoản 2 Điều 3",
        "giai đoạn 2021 - 2025, thời kỳ 2021-2030, 5 năm 2021-2025",
        "đến năm 2030 tỷ lệ hộ nghèo; năm 2025 xã hội hóa",
        "trẻ em dưới 5 tuổi; người từ 15 tuổi trở lên; trong 03 ngày; 9 tháng đầu năm",
        "Điện thoại 0205.3812345; mẫu số 02",
    ],
)
def test_no_measure(text: str) -> None:
    assert measures(text) == []


def test_both_bounds_and_approximation() -> None:
    measure = only("quy mô GDP đạt khoảng trên 500 tỉ đô la Mỹ (USD).")
    assert (measure.comparator, measure.approx, measure.low, measure.unit) == ("gt", True, 500, "tỉ đô la Mỹ (USD)")


def test_spans() -> None:
    text = "Phấn đấu đạt ít nhất 8% trở lên."
    measure = only(text)
    assert text[measure.start : measure.end] == "8%"
    assert text[measure.head : measure.tail] == "ít nhất 8% trở lên"


def test_yearly_rates_lose_their_stroke() -> None:
    found = measures("giảm 2 - 3%/năm; 2.900 USD/người/năm; 1.200 hộ mỗi năm; 3 triệu/tháng")
    assert [m.unit for m in found] == ["%", "USD/người", "hộ", "triệu/tháng"]
    assert [m.per for m in found] == ["year", "year", "year", None]


def test_starting_point_and_second_unit_are_told_apart() -> None:
    roles = [
        (m.value, m.role) for m in measures("tăng từ 60% năm 2020 lên 75%; 150 triệu đồng (tương đương 5.400 USD)")
    ]
    assert roles == [(60, "base"), (75, "value"), (150, "value"), (5400, "equivalent")]


def test_difference_is_no_bound() -> None:
    assert only("cao hơn 6,2% so với cùng kỳ").comparator == "eq"
    assert only("đạt hơn 6,2%").comparator == "gt"


def test_count_of_a_total() -> None:
    measure = only("đạt và vượt 15/18 chỉ tiêu")
    assert (measure.value, measure.of, measure.unit) == (15, 18, "chỉ tiêu")


def test_doubts() -> None:
    assert only("đạt 1.200 hộ").reasons == ("one_dot_group",)
    assert only("hệ số đạt 0,37").reasons == ("unit_missing",)
    assert only("đạt 15 hoạt cảnh nghệ thuật").reasons == ("unit_guessed",)


@given(st.text(alphabet="0123456789 .,-/%()từ đến năm tỷ đồng ha xã\n", max_size=200))
def test_any_text(text: str) -> None:
    page = prose(f"x{text}")
    for measure in find_measures(page):
        assert measure.head <= measure.start < measure.end <= measure.tail <= len(page.text)
        assert "\n" not in page.text[measure.head : measure.tail]


def test_time_is_linear() -> None:
    line = "Tỷ lệ hộ nghèo giảm 2 - 3%/năm, thu 1.234,5 tỷ đồng từ năm 2025 đến năm 2030\n"
    assert_linear(lambda times: find_measures(prose(line * times)), 500)
