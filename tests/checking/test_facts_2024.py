"""The arithmetic of the year's-end article of 2024 (design/progress.md, "Arithmetic"), in sentences of our own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lotrinh.checking import Finding, Sheet, Verdict, findings_of
from lotrinh.checking.changes import points_or_percent
from lotrinh.checking.printed import Figure
from lotrinh.checking.relations import plan, share
from lotrinh.core.interval import Interval, total
from lotrinh.extraction.pipeline import extract
from lotrinh.reading import read_document

ARTICLE = """Tình hình kinh tế - xã hội tỉnh Lạng Sơn năm 2024

Năm 2024, tốc độ tăng tổng sản phẩm trên địa bàn (GRDP) ước đạt 6,01%. GRDP bình quân đầu người ước đạt 61,1 triệu đồng, tăng 1,3 triệu đồng so với năm 2023. Toàn tỉnh có thêm 11 xã đạt chuẩn nông thôn mới, đạt 110% kế hoạch.

Tính đến ngày 26/12/2024, kim ngạch hàng hóa mở tờ khai tại Cục Hải quan Lạng Sơn đạt 5,3 tỷ USD. Ước kim ngạch hàng hóa mở tờ khai tại Hải quan Lạng Sơn năm 2024 đạt 5,66 tỷ USD, đạt 111% kế hoạch.

Năm 2024, tổng kế hoạch vốn đầu tư công Trung ương giao tỉnh là 4.021,305 tỷ đồng. Vốn giải ngân năm 2024 là 4.221,5 tỷ đồng, đạt 105% kế hoạch Trung ương giao.

Năm 2024, tổng thu ngân sách nhà nước trên địa bàn tỉnh là 10.530,1 tỷ đồng, đạt 140,7% dự toán, trong đó: thu nội địa 2.954,1 tỷ đồng, đạt 118,9% dự toán; thu từ hoạt động xuất nhập khẩu 7.565,2 tỷ đồng, đạt 151,3% dự toán.

Hết năm 2024, toàn tỉnh có 2.740 giường bệnh, đạt 33,6 giường bệnh/vạn dân. Tỷ lệ lao động qua đào tạo đạt 64%, tăng 2% so với năm 2023; tỷ lệ hộ nghèo của tỉnh giảm 2,66%, còn 3,36%.
"""  # noqa: E501


@pytest.fixture(scope="module")
def found() -> dict[str, Finding]:
    document = read_document(ARTICLE.encode(), "2024.txt")
    sheet = Sheet(extract(document), document.text, document.tables, document.blocks)
    return {finding.rule: finding for finding in findings_of(sheet)}


def of(value: str) -> Interval:
    return Interval.printed(Fraction(value), len(value.partition(".")[2]))


def number(finding: Finding, key: str) -> float:
    value = finding.values[key]
    assert isinstance(value, Fraction)
    return round(float(value), 2)


def test_nothing_contradicts(found: dict[str, Finding]) -> None:
    assert not [finding for finding in found.values() if finding.verdict is Verdict.CONTRADICTION]


def test_an_unlisted_rest(found: dict[str, Finding]) -> None:
    """10.530,1 = 2.954,1 + 7.565,2 + 10,8 ± 0,15."""
    rest = found["unlisted-rest"]
    assert (number(rest, "rest"), number(rest, "slack")) == (10.8, 0.15)


def test_implied_plans_add_up(found: dict[str, Finding]) -> None:
    """7.481,4-7.486,8 = (2.483,4-2.485,6) + (4.998,4-5.001,8) within rounding."""
    plans = found["plans-of-parts"]
    assert plans.verdict is Verdict.CONSISTENT
    assert (number(plans, "low"), number(plans, "high")) == (7481.39, 7486.78)
    parts = plan(of("2954.1"), of("118.9")), plan(of("7565.2"), of("151.3"))
    assert [(round(float(p.low), 1), round(float(p.high), 1)) for p in parts] == [(2483.4, 2485.6), (4998.4, 5001.8)]
    assert total(parts).meets(plan(of("10530.1"), of("140.7")))


def test_a_share_of_a_stated_plan(found: dict[str, Finding]) -> None:
    assert found["share-of-plan"].verdict is Verdict.CONSISTENT
    assert share([of("4221.5"), of("4021.305")]).meets(of("105"))


def test_eleven_communes_at_110_percent_are_of_ten(found: dict[str, Finding]) -> None:
    assert found["whole-plan"].verdict is Verdict.CONSISTENT
    assert found["whole-plan"].values["plan"] == "10"


def test_poverty_fits_points_and_percent() -> None:
    """3,36 after a fall of 2,66 was 6,02 before in points, 3,45 in per cent: both may have been told."""
    level = Figure(Fraction("3.36"), 2, Fraction(1, 200), "%", "tỷ lệ hộ nghèo", 0, 1)
    change = Figure(Fraction("-2.66"), 2, Fraction(1, 200), "%", "tỷ lệ hộ nghèo", 2, 3, signed=True)
    assert points_or_percent(level, change) == ("points", "percent")


def test_a_head_grows_slower_than_the_whole(found: dict[str, Finding]) -> None:
    flag = found["a-head-grows-slower"]
    assert (flag.verdict, round(number(flag, "rate"), 1)) == (Verdict.FLAG, 2.2)


def test_the_last_days_are_too_fast(found: dict[str, Finding]) -> None:
    flag = found["pace-to-year-end"]
    assert flag.verdict is Verdict.FLAG
    assert (round(number(flag, "low"), 1), round(number(flag, "high"), 1)) == (4.1, 5.7)


def test_beds_give_the_population(found: dict[str, Finding]) -> None:
    people = found["per-head"]
    assert people.verdict is Verdict.CONSISTENT
    assert number(people, "low") < 815_476 < number(people, "high")
