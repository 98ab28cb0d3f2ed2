"""Planted facts: what a synthetic document says, drawn by hypothesis from words of the administration.

Nothing here knows how documents are read: values are printed the Vietnamese way by this module's own hands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

INDICATORS = (
    ("Tỷ lệ đô thị hóa", "%"),
    ("Tỷ lệ lao động qua đào tạo", "%"),
    ("Tỷ lệ che phủ rừng", "%"),
    ("Thu nhập bình quân đầu người", "triệu đồng"),
    ("Thu ngân sách nhà nước trên địa bàn", "tỷ đồng"),
    ("Tổng kim ngạch xuất khẩu", "triệu USD"),
    ("Sản lượng lương thực có hạt", "tấn"),
    ("Diện tích trồng rừng mới", "ha"),
    ("Số giường bệnh trên địa bàn", "giường"),
    ("Số xã đạt chuẩn nông thôn mới", "xã"),
    ("Số hợp tác xã thành lập mới", "hợp tác xã"),
    ("Tỷ lệ hộ dân nông thôn dùng nước sạch", "%"),
)
LEADS = (
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Nội vụ",
    "Sở Y tế",
    "Sở Khoa học và Công nghệ",
    "Sở Nông nghiệp và Môi trường",
    "Sở Giáo dục và Đào tạo",
    "Công an tỉnh",
    "Thanh tra tỉnh",
    "Văn phòng UBND tỉnh",
)
GROUPS = ("các sở, ban, ngành", "UBND các xã, phường", "các cơ quan, đơn vị liên quan")
ACTIONS = (
    "Rà soát, cập nhật danh mục thủ tục hành chính của ngành",
    "Xây dựng cơ sở dữ liệu cấp nước tập trung của tỉnh",
    "Tổ chức tập huấn kỹ năng số cho cán bộ cấp xã",
    "Kiểm tra việc chấp hành quy định phòng cháy tại các chợ",
    "Hướng dẫn các trường lập dự toán mua sắm thiết bị",
    "Đề xuất phương án sắp xếp trụ sở dôi dư",
    "Nâng cấp hệ thống quan trắc nước mặt trên sông Kỳ Cùng",
    "Tuyên truyền về tiêm chủng tại các thôn vùng cao",
)
COMPARATORS = {"eq": "", "about": "khoảng ", "gt": "trên ", "lt": "dưới ", "ge": "ít nhất ", "le": "không quá "}


@dataclass(frozen=True)
class Target:
    """One goal: `indicator` reaches `value` `unit` (bounded by `comparator`) by the year `due`."""

    indicator: str
    value: float
    unit: str
    comparator: str
    due: int


@dataclass(frozen=True)
class Task:
    """One piece of work for `lead`, together with `partners`, to be done by `due` (None: no date)."""

    action: str
    lead: str
    partners: tuple[str, ...]
    due: date | None


@dataclass(frozen=True)
class Result:
    """One figure reached; `growth`: against the year before in per cent, None when not told."""

    indicator: str
    value: float
    unit: str
    growth: float | None


def number(value: float) -> str:
    """Dots part thousands, a comma the decimals: 12954.1 → "12.954,1"."""
    whole, _, decimals = f"{value:,.2f}".rstrip("0").rstrip(".").partition(".")
    whole = whole.replace(",", ".")
    return f"{whole},{decimals}" if decimals else whole


def day(moment: date) -> str:
    """Day, month and year as they are printed: "15/12/2026"."""
    return f"{moment.day:02d}/{moment.month:02d}/{moment.year}"


def values(unit: str) -> st.SearchStrategy[float]:
    """Values that a unit may have; counts are whole, shares below a hundred, none looks like a year."""
    if unit == "%":
        return st.integers(11, 995).map(lambda tenths: tenths / 10)
    if unit in ("giường", "xã", "hợp tác xã"):
        return st.integers(2, 240).map(float)
    return st.integers(2201, 98765).map(lambda tenths: tenths * 10 + 0.5)


@st.composite
def targets(draw: st.DrawFn, due: int) -> Target:
    """A goal for the year `due`."""
    indicator, unit = draw(st.sampled_from(INDICATORS))
    return Target(indicator, draw(values(unit)), unit, draw(st.sampled_from(sorted(COMPARATORS))), due)


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """A piece of work; its partners are not its lead."""
    lead = draw(st.sampled_from(LEADS))
    others = [name for name in (*LEADS, *GROUPS) if name != lead]
    partners = draw(st.lists(st.sampled_from(others), max_size=2, unique=True))
    partners.sort(key=lambda name: name in GROUPS)  # groups stand last, as they do in print
    due = draw(st.none() | st.dates(date(2026, 1, 5), date(2029, 12, 20)))
    return Task(draw(st.sampled_from(ACTIONS)), lead, tuple(partners), due)


@st.composite
def results(draw: st.DrawFn) -> Result:
    """A figure reached, with or without its growth."""
    indicator, unit = draw(st.sampled_from([pair for pair in INDICATORS if pair[1] != "%"]))
    growth = draw(st.none() | st.integers(-300, 400).filter(bool).map(lambda tenths: tenths / 10))
    return Result(indicator, draw(values(unit)), unit, growth)


Fact = TypeVar("Fact", Target, Task, Result)


def several(one: st.SearchStrategy[Fact], name: str) -> st.SearchStrategy[list[Fact]]:
    """One to four facts, no two with the same value of the field `name`."""
    return st.lists(one, min_size=1, max_size=4, unique_by=lambda fact: getattr(fact, name))
