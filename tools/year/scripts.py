"""Who behaves how in which period: late, never, returned, wrong figures, a proxy, a report in Word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.year.province import CULTURE, HEALTH, LAND, NEW_FOCAL, NEW_ROADS, ROADS, SCHOOLS
from tools.year.regimes import SCHOOL_COUNT, VISITORS

UNCLEAR = "Chưa nêu rõ số liệu là ước tính hay chính thức. Đề nghị rà soát, gửi lại."
GAP = 13  # working days from the deadline of a quarter to its locking
MONTH_GAP = 8


@dataclass(frozen=True)
class Script:
    """One period. `late`: agency → working days after the deadline; `returned`: who gets it back, once.

    `wrong`: agency → indicator → factor of a figure that is to be contradicted; `planted`: what must be found then, as
    (rule, agency, against whom, indicator); `earlier`: who told a figure of the period itself before, another one.
    `missing_communes`, `late_communes`: how many of them never send, or late.
    """

    late: Mapping[str, int] = field(default_factory=dict)
    never: frozenset[str] = frozenset()
    returned: frozenset[str] = frozenset()
    wrong: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    planted: frozenset[tuple[str, str, str, str]] = frozenset()
    earlier: str = ""
    proxy: tuple[str, str] = ("", "")
    word: frozenset[str] = frozenset({SCHOOLS, HEALTH})
    late_communes: int = 0
    missing_communes: int = 0
    revised: str = ""  # whose figure is corrected after locking


TWO = ("two_sources", CULTURE, NEW_FOCAL, VISITORS)
FELL = ("fell", CULTURE, CULTURE, VISITORS)
FELL_TOO = ("fell", NEW_FOCAL, NEW_FOCAL, VISITORS)  # who repeats a wrong figure is wrong too
GROWTH = "Tốc độ tăng trưởng tổng sản phẩm trên địa bàn (GRDP) bình quân hằng năm"
PARTS = ("parts_total", SCHOOLS, "", SCHOOL_COUNT)

FULL: Mapping[str, Script] = {
    "2025-01": Script(late={"Sở Tư pháp": 2}),
    "2025-02": Script(late={ROADS: 6}, returned=frozenset({LAND}), proxy=(CULTURE, SCHOOLS)),
    "2025-03": Script(never=frozenset({"Sở Ngoại vụ"})),
    "2025-Q1": Script(
        late={"Sở Công Thương": 1}, never=frozenset({"Thanh tra tỉnh"}), returned=frozenset({HEALTH}),
        wrong={NEW_FOCAL: {VISITORS: 1.2}}, planted=frozenset({TWO}),
    ),
    "2025-Q2": Script(
        late={"Sở Nội vụ": 3}, earlier=HEALTH,
        planted=frozenset({("revised", HEALTH, HEALTH, "Số giường bệnh/vạn dân")}),
        revised=NEW_ROADS,
    ),
    "2025-Q3": Script(
        late={"Sở Tư pháp": 2}, never=frozenset({"Sở Ngoại vụ"}), returned=frozenset({NEW_ROADS}), late_communes=3,
        wrong={CULTURE: {VISITORS: 0.5}, NEW_FOCAL: {VISITORS: 0.5}, SCHOOLS: {SCHOOL_COUNT: 1.1}},
        planted=frozenset({FELL, FELL_TOO, PARTS}),
    ),
    "2025-Q4": Script(late_communes=1, missing_communes=1, returned=frozenset({SCHOOLS})),
}  # fmt: skip

QUICK: Mapping[str, Script] = {
    "2025-02": Script(late={ROADS: 6}, proxy=(CULTURE, SCHOOLS)),
    "2025-Q3": Script(
        never=frozenset({NEW_ROADS}), returned=frozenset({NEW_FOCAL}), late_communes=1,
        word=frozenset({NEW_FOCAL}), earlier=NEW_FOCAL,
        wrong={CULTURE: {VISITORS: 0.1}, SCHOOLS: {SCHOOL_COUNT: 1.5}},
        planted=frozenset({TWO, FELL, PARTS, ("revised", NEW_FOCAL, NEW_FOCAL, GROWTH)}), revised=NEW_FOCAL,
    ),
}  # fmt: skip
