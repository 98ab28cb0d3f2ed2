"""Bases that stand before a value, or open its sentence."""

from __future__ import annotations

import pytest

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.results.bases_before import growth_against, leading_base
from lotrinh.extraction.results.periods import Reporting
from lotrinh.extraction.results.roles import Role

YEAR = Reporting(Period.year(2024), 2024, 12)


def test_a_base_may_open_the_sentence() -> None:
    text = shadow("So với tháng trước, chỉ số giá tăng 0,52%")
    base = leading_base(text, 0, len(text), YEAR)
    assert base is not None and base.kind == "previous_month"


@pytest.mark.parametrize(
    ("words", "role", "base"),
    [
        ("tổng dư nợ tăng so với cuối năm trước là ", Role.INCREASE, "year:2023"),
        ("số vụ giảm so với tháng trước ", Role.DECREASE, "previous_month"),
        ("so với tháng trước, sản lượng đạt ", None, None),
    ],
)
def test_growths_with_their_base_before_the_value(words: str, role: Role | None, base: str | None) -> None:
    text = shadow(words)
    found = growth_against(text, 0, len(text), len(text) + 9, YEAR)
    assert (found and found[0], found and found[2].kind) == (role, base)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("so với cùng kỳ năm 2024", "previous_year"),
        ("so với tháng 9/2023", "previous_year"),
        ("so với tháng 12/2023", "year:2023"),
        ("so với tháng 8/2024", "previous_month"),
        ("so với 9 tháng đầu năm 2023", "previous_year"),
    ],
)
def test_bases_in_a_report_on_months(phrase: str, kind: str) -> None:
    text = shadow(phrase)
    base = leading_base(text, 0, len(text), Reporting(Period.months(2024, 1, 9), 2024, 9))
    assert base is not None
    assert base.kind == kind
