"""Stated periods: what a mention means in a report, and which mentions are none."""

from __future__ import annotations

import pytest

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.results.periods import Reporting
from lotrinh.extraction.results.stated_periods import stated_periods

NINE_MONTHS = Reporting(Period.months(2025, 1, 9), 2025, 9)


def stated(text: str, reporting: Reporting = NINE_MONTHS) -> list[str]:
    folded = shadow(text)
    return [str(mention.period) for mention in stated_periods(folded, 0, len(folded), reporting)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tháng Chín ước đạt", ["2025-09"]),
        ("chín tháng năm 2025", ["2025-01/2025-09"]),
        ("sơ bộ quý I tăng", ["2025-Q1"]),
        ("6 tháng tăng 8,06%", ["2025-01/2025-06"]),
        ("Từ đầu năm đến nay, tỉnh đã trồng", ["2025-01/2025-09"]),
        ("Tính từ ngày 01/7/2025 đến nay là 67 ca", ["2025-Q3"]),
        ("Từ tháng 3 đến nay, phục vụ 7 hội nghị", ["2025-03/2025-09"]),
        ("từ năm 2021 đến nay", ["2021/2025"]),
        ("Đến nay, tỉnh đã hoàn thành", ["2025-01/2025-09"]),
        ("trong tháng phát hiện 09 vụ", ["2025-09"]),
        ("cả năm ước đạt", ["2025"]),
        ("tính đến hết ngày 31 tháng 10 năm 2025 đạt", ["as-of 2025-10-31"]),
        ("tại thời điểm 30/9/2025", ["as-of 2025-09-30"]),
        ("Tính đến hết năm, tỷ lệ xã", ["as-of 2025-12-31"]),
        ("Dự kiến hết năm có thêm", ["2025"]),
    ],
)
def test_mentions_are_read_against_the_document(text: str, expected: list[str]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "tăng 20,6% so với cùng kỳ năm 2024",
        "so với tháng 12 năm 2024",
        "đạt 86,7% mục tiêu tăng trưởng năm 2025",
        "đạt 58% kế hoạch năm 2025",
        "Quy hoạch tỉnh thời kỳ tới, tầm nhìn đến năm 2050",
        "đến năm 2030 đạt 150 triệu đồng",
        "Ngày 14 tháng 11 năm 2025, Phó Thủ tướng chủ trì",
        "cơn bão số 3, hằng tháng, đá quý",
        "Cách mạng tháng Tám",
    ],
)
def test_what_belongs_to_something_else_is_no_period(text: str) -> None:
    assert stated(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("từ ngày 15/8/2025 đến ngày 14/9/2025", ["2025-09"]),
        ("từ ngày 22/12/2024 đến ngày 21/9/2025", ["2025-01/2025-09"]),
        ("Trong tháng Chín năm 2025 (từ ngày 26/8/2025 - 25/9/2025)", ["2025-09"]),
        ("từ ngày 01/01/2025 đến ngày 31/3/2025", ["2025-Q1"]),
        ("từ ngày 05/9/2025 đến ngày 07/9/2025", ["2025-09-05/2025-09-07"]),
    ],
)
def test_reporting_windows_are_months(text: str, expected: list[str]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize("words", ["Từ đầu năm đến tháng 9", "Tính từ đầu năm đến hết tháng 9"])
def test_the_months_since_the_beginning_of_the_year(words: str) -> None:
    folded = shadow(f"{words}, thu ngân sách tăng 4%.")
    (mention,) = stated_periods(folded, 0, len(folded), NINE_MONTHS)
    assert str(mention.period) == "2025-01/2025-09"
