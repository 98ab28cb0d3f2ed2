"""Indicators: which words a value measures, before it, behind it, or those of the value before."""

from __future__ import annotations

import pytest

from lotrinh.extraction.measures.indicators import measured_in
from lotrinh.extraction.measures.measured import Measured
from lotrinh.extraction.measures.quantities import find_measures
from lotrinh.extraction.prose import prose_of
from lotrinh.reading import read_document


def read(text: str) -> list[Measured]:
    prose = prose_of(read_document(text.encode(), "text.txt"))
    return measured_in(prose, 0, len(prose.text), find_measures(prose))


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Phấn đấu kinh tế số chiếm khoảng 30% GRDP.", ["kinh tế số"]),
        ("Tổng số khách du lịch đến năm 2030 đạt 6 triệu lượt người", ["Tổng số khách du lịch"]),
        ("Nông, lâm nghiệp và thủy sản chiếm 12%; dịch vụ chiếm 50%", ["Nông, lâm nghiệp và thủy sản", "dịch vụ"]),
        ("Trên 99% dân cư nông thôn được dùng nước sạch.", ["dân cư nông thôn được dùng nước sạch"]),
        ("Tổng số trường đạt chuẩn 375 trường", ["Tổng số trường đạt chuẩn"]),
        ("thành lập mới 3 cụm công nghiệp", ["thành lập mới cụm công nghiệp"]),
        ("đón 22 triệu lượt khách du lịch quốc tế", ["khách du lịch quốc tế"]),
        ("Tỷ lệ hồ sơ trực tuyến đạt 80% vào năm 2025 và 90% vào năm 2030", ["Tỷ lệ hồ sơ trực tuyến"] * 2),
        ("Thu nhập tăng từ 7 triệu đồng năm 2005 lên 14 triệu đồng", ["Thu nhập"]),
        ("100% xã có ít nhất 04 tin, bài", ["xã có ít nhất 04 tin, bài"]),
        ("tỷ lệ người từ 65 tuổi trở lên đạt 12%", ["tỷ lệ người từ 65 tuổi trở lên"]),
        ("Số bác sĩ trên 1 vạn dân đạt 12 bác sĩ", ["Số bác sĩ trên 1 vạn dân"]),
        ("90% hồ sơ cấp tỉnh, 60% hồ sơ cấp xã được xử lý trên mạng",
         ["hồ sơ cấp tỉnh được xử lý trên mạng", "hồ sơ cấp xã được xử lý trên mạng"]),
    ],
)  # fmt: skip
def test_indicator(text: str, indicators: list[str]) -> None:
    assert [measured.indicator for measured in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Thu nội địa tăng 9 - 10%", ["increase"]),
        ("Tốc độ tăng trưởng đạt 8%", ["level"]),
        ("Giảm tỷ lệ hộ nghèo bình quân hằng năm là 3%", ["decrease"]),
        ("Giảm tỷ trọng lao động nông nghiệp xuống dưới 30%", ["level"]),
        ("Tỷ lệ hộ nghèo giảm 3% trở lên (còn 7%)", ["decrease", "level"]),
        ("Có thêm 03 xã đạt chuẩn", ["increase"]),
        ("GRDP tăng 6,5 - 7%, phấn đấu đạt 7 - 7,5%", ["increase", "increase"]),
        ("Doanh thu tăng gấp 2 lần so với năm 2020", ["multiple"]),
    ],
)
def test_change(text: str, changes: list[str]) -> None:
    assert [measured.change for measured in read(text)] == changes


def test_yearly_rates() -> None:
    assert [m.per for m in read("Thu nội địa bình quân hằng năm tăng 9%; diện tích cây hằng năm 118.222 ha")] == [
        "year", None,
    ]  # fmt: skip


def test_places_and_parts() -> None:
    whole, part = read("Cả nước có 1.200 công trình xanh, trong đó Hà Nội có tối thiểu 200 công trình")
    assert (part.place, part.indicator, part.part_of) == ("Hà Nội", whole.indicator, 0)


def test_shared_unit_and_bound() -> None:
    beds, doctors = read("Đạt 45,7 giường; 14,5 bác sĩ/vạn dân")
    assert beds.measure.unit == "giường/vạn dân" and "unit_shared" in beds.reasons and not doctors.reasons
    assert [m.measure.comparator for m in read("có khoảng 85 hợp tác xã và 6.600 tổ hợp tác")] == ["about", "about"]
