"""Series from reports: one indicator through the months in spite of its wording, with revisions kept."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from lotrinh.checking import Sheet
from lotrinh.extraction.pipeline import extract
from lotrinh.output.series_files import COLUMNS, as_bytes
from lotrinh.reading import read_document
from lotrinh.series import Point, Series, series_of

APRIL = """Tình hình kinh tế - xã hội tỉnh Hưng Yên tháng 4 và 4 tháng đầu năm 2025
10/05/2025

Thu ngân sách nhà nước tháng 4 năm 2025 ước đạt 2.618 tỷ đồng, giảm 17,19% so với cùng kỳ năm trước. Trong đó: thu nội địa 2.153 tỷ đồng; thuế xuất nhập khẩu 465 tỷ đồng.

Tính chung 4 tháng đầu năm 2025, sản lượng thuỷ sản đạt 5.167 tấn.

So với tháng trước, chỉ số giá tiêu dùng (CPI) tháng 4 năm 2025 giảm 0,17%. So với cùng kỳ năm trước, chỉ số giá tiêu dùng tháng 4 năm 2025 tăng 3,57%.
"""  # noqa: E501
MAY = """Tình hình kinh tế - xã hội tỉnh Hưng Yên tháng 5 và 5 tháng đầu năm 2025
10/06/2025

Tổng thu ngân sách nhà nước tháng 5 năm 2025 ước đạt 3.484 tỷ đồng. Trong đó: thu nội địa 3.036 tỷ đồng; thuế xuất nhập khẩu 448 tỷ đồng.

Tính chung 4 tháng đầu năm 2025, sản lượng thuỷ sản đạt 5.200 tấn. Tính chung 5 tháng đầu năm 2025, sản lượng thủy sản đạt 6,9 nghìn tấn.

So với tháng trước, chỉ số giá tiêu dùng tháng 5 năm 2025 giảm 0,09%. So với cùng kỳ năm trước, chỉ số giá tiêu dùng tháng 5 năm 2025 tăng 3,30%.
"""  # noqa: E501


@pytest.fixture(scope="module")
def found() -> Series:
    return series_of([sheet(APRIL, "4.txt"), sheet(MAY, "5.txt")])


def sheet(text: str, name: str) -> Sheet:
    document = read_document(text.encode(), name)
    return Sheet(extract(document), document.text, document.tables, document.blocks)


def of(found: Series, words: str, measure: str = "level", base: str = "") -> list[Point]:
    return [p for p in found.points if words in p.indicator.lower() and (p.measure, p.base) == (measure, base)]


def test_one_indicator_is_linked_in_spite_of_its_wording(found: Series) -> None:
    total = [p for p in of(found, "thu ngân sách nhà nước") if ":" not in p.indicator]
    assert [(p.period, p.value) for p in total] == [("2025-04", 2618), ("2025-05", 3484)]
    assert len({p.series for p in total}) == 1
    assert {p.place for p in total} == {"Hưng Yên"}


def test_parts_are_linked_under_their_whole(found: Series) -> None:
    parts = of(found, "thu nội địa")
    assert [(p.period, p.value) for p in parts] == [("2025-04", 2153), ("2025-05", 3036)]
    assert len({p.series for p in parts}) == 1


def test_revisions_are_kept_and_units_are_one(found: Series) -> None:
    fish = of(found, "sản lượng th")
    assert [(p.period, p.value, p.revises, p.unit) for p in fish] == [
        ("2025-01/2025-04", 5167, None, "tấn"),
        ("2025-01/2025-04", 5200, 5167, "tấn"),
        ("2025-01/2025-05", 6900, None, "tấn"),
    ]
    assert fish[0].vintage < fish[1].vintage
    assert found.revised == (fish[1],)


def test_changes_against_two_bases_are_two_series(found: Series) -> None:
    month, year = (of(found, "chỉ số giá", "change", base) for base in ("previous_month", "previous_year"))
    assert [p.value for p in month] == [-0.17, -0.09]
    assert [p.value for p in year] == [3.57, 3.3]
    assert {p.series for p in month}.isdisjoint(p.series for p in year)


def test_every_point_quotes_its_source(found: Series) -> None:
    texts = {"4.txt": APRIL, "5.txt": MAY}
    for point in found.points:
        assert " ".join(texts[point.file][point.start : point.end].split()) == point.quote
        assert point.printed


def test_only_series_of_two_periods(found: Series) -> None:
    periods: dict[str, set[str]] = {}
    for point in found.linked().points:
        periods.setdefault(point.series, set()).add(point.period)
    assert periods
    assert all(len(some) > 1 for some in periods.values())


def test_files(found: Series) -> None:
    rows = list(csv.DictReader(io.StringIO(as_bytes(found, "csv").decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert [float(row["value"]) for row in rows] == [point.value for point in found.points]
    assert as_bytes(found, "xlsx").startswith(b"PK")
    assert as_bytes(found, "json").startswith(b"[")


def test_parquet(found: Series) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.read_parquet(io.BytesIO(as_bytes(found, "parquet")))
    assert frame.columns == list(COLUMNS)
    assert frame["value"].to_list() == [point.value for point in found.points]


def test_the_reports_of_hung_yen(shared: Path) -> None:
    """Eight months: consumer prices and industry, told as changes, are series without a gap."""
    reports = sorted((shared / "corpus" / "reports").glob("Tinh-hinh-kinh-te*"))
    sheets = []
    for path in reports:
        document = read_document(path)
        sheets.append(Sheet(extract(document), document.text, document.tables, document.blocks))
    found = series_of(sheets)
    prices = {
        p.period: p.value
        for p in found.points
        if p.series == "hung-yen/chi-so-gia-tieu-dung-cpi/change-previous-month/month"
    }
    assert prices == {
        "2025-01": 1.58, "2025-04": -0.17, "2025-05": -0.09, "2025-06": 0.51, "2025-07": 0.44, "2025-08": -0.01,
        "2025-09": 0.52, "2025-10": -0.02,
    }  # fmt: skip
    assert len(found.linked().names) > 700
