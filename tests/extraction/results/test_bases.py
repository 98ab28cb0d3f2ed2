"""Bases behind a value: what it is set against, and whose plan it is."""

from __future__ import annotations

import pytest

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.results.bases import base_at
from lotrinh.extraction.results.periods import Reporting

YEAR = Reporting(Period.year(2024), 2024, 12)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        (" so với cùng kỳ năm 2023", "previous_year"),
        (" so cùng kỳ", "previous_year"),
        (" cùng kỳ", "previous_year"),
        (" so với tháng cùng kỳ năm trước", "previous_year"),
        (" so với năm 2023", "previous_year"),
        (" so với vụ xuân năm trước", "previous_year"),
        (" so với 2020", "year:2020"),
        (" so với cùng kỳ năm 2020", "year:2020"),
        (" so với thời điểm 31/12/2023", "year:2023"),
        (" so với cuối năm trước", "year:2023"),
        (" so với tháng trước", "previous_month"),
        (" so với quý trước", "previous_quarter"),
        (" kế hoạch năm", "plan"),
        (" dự toán", "plan"),
        (" so với mục tiêu năm 2024", "plan"),
        (" KH", "plan"),
        (" so với bình quân chung của cả nước", "other"),
        (" về lượt người so với cùng kỳ", "previous_year"),
    ],
)
def test_bases(phrase: str, kind: str) -> None:
    text = shadow(f"5%{phrase}")
    base = base_at(text, 2, len(text), YEAR)
    assert base is not None
    assert (base.kind, base.end) == (kind, len(text))


@pytest.mark.parametrize(
    ("phrase", "plan_of"),
    [
        (" kế hoạch Trung ương giao", "Trung ương"),
        (" kế hoạch Thủ tướng Chính phủ giao", "Trung ương"),
        (" dự toán TW giao", "Trung ương"),
        (" dự toán Hội đồng nhân dân tỉnh giao", "địa phương"),
        (" kế hoạch địa phương triển khai", "địa phương"),
        (" kế hoạch năm", None),
    ],
)
def test_whose_plan_it_is(phrase: str, plan_of: str | None) -> None:
    text = shadow(f"5%{phrase}")
    base = base_at(text, 2, len(text), YEAR)
    assert base is not None and base.plan_of == plan_of


@pytest.mark.parametrize("phrase", [" diện tích", ", tăng 3%", " tổng vốn đăng ký", ""])
def test_no_base(phrase: str) -> None:
    text = shadow(f"5%{phrase}")
    assert base_at(text, 2, len(text), YEAR) is None
