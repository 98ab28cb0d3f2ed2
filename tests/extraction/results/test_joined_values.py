"""Values that go with an open figure: chains of comparisons in a report."""

from __future__ import annotations

import pytest

from lotrinh.extraction.pipeline import extract
from lotrinh.reading import read_document


def compared(sentence: str) -> list[tuple[str, str, float, str]]:
    report = f"BÁO CÁO\nKết quả phát triển kinh tế - xã hội năm 2024\n{sentence}\n"
    (result,) = extract(read_document(report.encode(), "report.txt")).results
    return [(c.base, c.change, c.value, c.unit) for c in result.comparisons]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Diện tích lúa 96.713 ha, giảm 2,02% (giảm 1.992 ha).",
            [("previous_year", "decrease", 2.02, "%"), ("previous_year", "decrease", 1992, "ha")],
        ),
        (
            "GRDP bình quân đầu người đạt 61,1 triệu đồng, tăng 1,3 triệu đồng so với năm 2023.",
            [("previous_year", "increase", 1.3, "triệu đồng")],
        ),
        (
            "Vốn trong nước đạt 61,3 tỷ đồng, cao hơn gần gấp 3 lần so với cùng kỳ, đạt 71% so với mục tiêu năm 2024.",
            [("previous_year", "multiple", 3, "lần"), ("plan", "ratio", 71, "%")],
        ),
        ("Thu phí đạt 120 tỷ đồng, vượt 8,2% kế hoạch.", [("plan", "ratio", 108.2, "%")]),
        ("Sản lượng điện đạt 5.200 MWh, bằng 130,3% so với cùng kỳ.", [("previous_year", "ratio", 130.3, "%")]),
        (
            "Khách quốc tế đạt 120 nghìn lượt, tăng 1,5 lần so với năm 2023.",
            [("previous_year", "multiple", 1.5, "lần")],
        ),
        ("So với tháng trước, doanh thu đạt 805 tỷ đồng, tăng 2,81%.", [("previous_month", "increase", 2.81, "%")]),
        (
            "Dư nợ đạt 255.000 tỷ đồng, tăng 14,17% so với thời điểm 31/12/2023.",
            [("year:2023", "increase", 14.17, "%")],
        ),
        (
            "Sản lượng cá 816 tấn, giảm 0,81% so tháng trước (giảm 633 tấn) và tăng 7,2% (tăng 54 tấn) so cùng kỳ.",
            [
                ("previous_month", "decrease", 0.81, "%"),
                ("previous_month", "decrease", 633, "tấn"),
                ("previous_year", "increase", 7.2, "%"),
                ("previous_year", "increase", 54, "tấn"),
            ],
        ),
        (
            "Các cơ quan tiếp nhận 1.536 đơn, so với cùng kỳ tăng 131 đơn (cùng kỳ tiếp nhận 1.405 đơn).",
            [("previous_year", "increase", 131, "đơn")],
        ),
        ("Toàn xã có 7.700 con trâu, đạt 93,45%KH.", [("plan", "ratio", 93.45, "%")]),
        ("Lúa mùa 108.827 ha, đạt 97,2% diện tích gieo trồng.", [("other", "ratio", 97.2, "%")]),
    ],
)
def test_chains(sentence: str, expected: list[tuple[str, str, float, str]]) -> None:
    assert compared(sentence) == expected
