"""Units as Vietnamese documents name them: data of `lotrinh.core.unit`.

Every name is given as printed; `unit` folds it before it looks. To teach a new name, add it to the row of
its base unit. Names that stand in no row are counts of themselves ("trường", "dự án").
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """What a unit measures."""

    SHARE = "share"  # percent of a whole
    POINTS = "points"  # a difference of two shares; never comparable with a share
    MONEY = "money"
    PHYSICAL = "physical"
    TIME = "time"
    COUNT = "count"
    PLAIN = "plain"  # a number whose noun is left unsaid ("6 triệu")


# Words that multiply what follows them.
SCALES = {
    "chục": 10,
    "trăm": 100,
    "nghìn": 10**3, "ngàn": 10**3, "ngh.": 10**3,
    "vạn": 10**4,
    "triệu": 10**6, "tr.": 10**6,
    "tỷ": 10**9, "tỉ": 10**9,
}  # fmt: skip
# Before these, "tỷ" is part of a noun ("tỷ lệ", "tỷ trọng").
NOT_SCALED = ("lệ", "trọng", "suất", "số", "giá")

# (kind, base unit, {name: how many base units one of it is})
BASES: tuple[tuple[Kind, str, dict[str, int | Fraction]], ...] = (
    (Kind.SHARE, "%", {"%": 1, "phần trăm": 1, "‰": Fraction(1, 10), "phần nghìn": Fraction(1, 10),
                       "phần ngàn": Fraction(1, 10)}),
    (Kind.POINTS, "điểm %", {"điểm %": 1, "điểm phần trăm": 1, "% điểm": 1, "điểm‰": Fraction(1, 10),
                             "điểm ‰": Fraction(1, 10), "điểm phần nghìn": Fraction(1, 10)}),
    (Kind.MONEY, "đồng", {"đồng": 1, "đ": 1, "vnđ": 1, "vnd": 1, "đồng việt nam": 1}),
    (Kind.MONEY, "USD", {"usd": 1, "đô la mỹ": 1, "đô la": 1, "đô-la mỹ": 1, "đô-la": 1, "đôla mỹ": 1, "đôla": 1,
                         "đô la mỹ (usd)": 1, "đô la (usd)": 1}),
    (Kind.MONEY, "EUR", {"eur": 1, "euro": 1, "ơ-rô": 1}),
    (Kind.MONEY, "CNY", {"cny": 1, "ndt": 1, "nhân dân tệ": 1, "rmb": 1}),
    (Kind.MONEY, "JPY", {"jpy": 1, "yên": 1, "yên nhật": 1}),
    (Kind.PHYSICAL, "m", {"m": 1, "mét": 1, "km": 1000, "cm": Fraction(1, 100), "mm": Fraction(1, 1000)}),
    (Kind.PHYSICAL, "m2", {"m2": 1, "m²": 1, "mét vuông": 1, "km2": 10**6, "km²": 10**6, "ha": 10**4,
                           "héc ta": 10**4, "hecta": 10**4, "hécta": 10**4, "héc-ta": 10**4}),
    (Kind.PHYSICAL, "m3", {"m3": 1, "m³": 1, "mét khối": 1, "lít": Fraction(1, 1000), "l": Fraction(1, 1000)}),
    (Kind.PHYSICAL, "kg", {"kg": 1, "g": Fraction(1, 1000), "gam": Fraction(1, 1000), "yến": 10, "tạ": 100,
                           "tấn": 1000}),
    (Kind.PHYSICAL, "W", {"w": 1, "kw": 10**3, "mw": 10**6, "gw": 10**9, "kwp": 10**3, "mwp": 10**6}),
    (Kind.PHYSICAL, "Wh", {"wh": 1, "kwh": 10**3, "mwh": 10**6, "gwh": 10**9}),
    (Kind.PHYSICAL, "VA", {"va": 1, "kva": 10**3, "mva": 10**6}),
    (Kind.PHYSICAL, "bps", {"bps": 1, "kbps": 10**3, "mbps": 10**6, "gbps": 10**9, "tbps": 10**12,
                            "mb/s": 10**6, "gb/s": 10**9}),
    # Months and years have no fixed number of days: each is its own base.
    (Kind.TIME, "phút", {"phút": 1, "giờ": 60}),
    (Kind.TIME, "ngày", {"ngày": 1, "ngày đêm": 1, "ngày.đêm": 1, "tuần": 7}),
    (Kind.TIME, "tháng", {"tháng": 1}),
    (Kind.TIME, "quý", {"quý": 1}),
    (Kind.TIME, "năm", {"năm": 1}),
    # Names of the same counted thing.
    (Kind.COUNT, "lượt", {"lượt": 1, "lượt người": 1, "lượt khách": 1, "lượt khách du lịch": 1, "lượt du khách": 1,
                          "khách": 1, "du khách": 1, "khách du lịch": 1, "lượt người dân": 1}),
    (Kind.COUNT, "người", {"người": 1, "người dân": 1, "dân": 1, "nhân khẩu": 1, "khẩu": 1, "đầu người": 1,
                           "lao động": 1, "người lao động": 1}),
    (Kind.COUNT, "hộ", {"hộ": 1, "hộ dân": 1, "hộ gia đình": 1}),
    (Kind.COUNT, "bác sĩ", {"bác sĩ": 1, "bác sỹ": 1}),
    (Kind.COUNT, "dược sĩ", {"dược sĩ": 1, "dược sỹ": 1}),
    (Kind.COUNT, "giường bệnh", {"giường bệnh": 1, "giường": 1}),
    (Kind.COUNT, "trường", {"trường": 1, "trường học": 1}),
    (Kind.COUNT, "hợp tác xã", {"hợp tác xã": 1, "htx": 1}),
    (Kind.COUNT, "doanh nghiệp", {"doanh nghiệp": 1, "dn": 1}),
)  # fmt: skip

# Levels of administration: between two of these the stroke means "or" ("03 huyện/thành phố").
LEVELS = frozenset({"tỉnh", "thành phố", "quận", "huyện", "thị xã", "xã", "phường", "thị trấn", "đặc khu"})
