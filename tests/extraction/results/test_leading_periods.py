"""Periods that open a sentence and lead it."""

from __future__ import annotations

import pytest

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.results.leading_periods import is_lead
from lotrinh.extraction.results.periods import Reporting
from lotrinh.extraction.results.stated_periods import stated_periods

NINE_MONTHS = Reporting(Period.months(2025, 1, 9), 2025, 9)


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Tính chung chín tháng năm 2025, doanh thu", True),
        ("Tính đến ngày 15/9/2025, trên địa bàn", True),
        ("Doanh thu vận tải tháng Chín ước đạt", False),
        ("Đối với cây nhãn, đến ngày 20/9/2025, toàn tỉnh", False),
        ("Theo tổng hợp của các xã, đến ngày 20/9/2025, toàn tỉnh", True),
    ],
)
def test_a_period_that_opens_the_sentence_leads(text: str, leads: bool) -> None:
    folded = shadow(text)
    (mention,) = stated_periods(folded, 0, len(folded), NINE_MONTHS)
    assert is_lead(folded, 0, mention) is leads
