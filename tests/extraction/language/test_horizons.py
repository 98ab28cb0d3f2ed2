"""Horizons: the years a goal names, and the years that belong to something else."""

from __future__ import annotations

import pytest

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.language.horizons import horizons_in


def read(text: str, *, named: bool = False) -> list[tuple[int | str, int | None]]:
    low = shadow(text)
    return [(horizon.due, horizon.first) for horizon in horizons_in(low, 0, len(low), named=named)]


@pytest.mark.parametrize(
    ("text", "due", "first"),
    [
        ("đến năm 2030 đạt", 2030, None),
        ("Đến hết năm 2025:", 2025, None),
        ("đạt 80% vào cuối năm 2026", 2026, None),
        ("trước năm 2025", 2024, None),
        ("thời kỳ 2021 - 2030 đạt", 2030, 2021),
        ("trong giai đoạn 2026-2030", 2030, 2026),
        ("5 năm 2021-2025", 2025, 2021),
        ("từ năm 2026 đến năm 2030", 2030, 2026),
        ("từ năm 2025 trở đi", 2025, 2025),
        ("trước ngày 31/12/2026", "2026-12-31", None),
        ("đến ngày 30 tháng 6 năm 2027", "2027-06-30", None),
        ("trong tháng 2/2028", "2028-02-29", None),
        ("Quý II/2026", "2026-06-30", None),
        ("( năm 2010 )", 2010, None),
        ("năm học 2025 - 2026", 2026, 2025),
        ("mục tiêu của giai đoạn 2026 - 2028: tăng", 2028, 2026),
    ],
)
def test_due(text: str, due: int | str, first: int | None) -> None:
    assert read(text) == [(due, first)]


@pytest.mark.parametrize(
    "text",
    [
        "so với năm 2020",
        "so với cùng kỳ năm 2023",
        "mức trung bình năm 2024",
        "sau năm 2030",
        "ngày 26 tháng 01 năm 2023",
        "Nghị quyết số 96/NQ-CP ngày 01/8/2022",
        "1.234 tỷ đồng, 2030 người",
        "trong tháng 13/2026, ngày 31/02/2026",
    ],
)
def test_none(text: str) -> None:
    assert read(text) == []


def test_years_in_names_of_plans_only_when_asked() -> None:
    text = "thực hiện Chương trình phát triển đô thị giai đoạn 2021 - 2025"
    assert read(text) == [] and read(text, named=True) == [(2025, 2021)]


def test_vision_is_marked() -> None:
    low = shadow("đến năm 2030, tầm nhìn đến năm 2045")
    assert [(h.due, h.vision) for h in horizons_in(low, 0, len(low))] == [(2030, False), (2045, True)]
