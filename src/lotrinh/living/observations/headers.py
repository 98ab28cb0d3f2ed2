"""What the columns of a table of figures mean.

Reads: header cells, in Vietnamese or English, with or without diacritics, over one to three rows.
Writes: `Column`s: a field of the figure, a period whose figures stand below, or a yardstick of such figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lotrinh.core.period import Period
from lotrinh.core.unit import Kind, parse_unit
from lotrinh.core.unit_table import BASES
from lotrinh.core.vietnamese.period_words import typed_period
from lotrinh.core.vietnamese.periods import find_periods
from lotrinh.core.vietnamese.text import fold, nfc, shadow
from lotrinh.living.observations.models import Vintage

FIELDS: dict[str, tuple[str, ...]] = {
    "number": ("stt", "tt", "so tt", "so thu tu", "no"),
    "code": ("ma so lieu", "code"),
    "indicator": (
        "chi tieu", "ten chi tieu", "chi so", "ten chi so", "chi tieu chu yeu", "noi dung", "noi dung chi tieu",
        "indicator", "cac chi tieu", "chi tieu kinh te xa hoi",
    ),
    "unit": ("don vi", "don vi tinh", "dvt", "unit"),
    "period": ("ky", "ky so lieu", "ky bao cao", "nam", "thoi ky", "thoi gian", "period", "year"),
    "value": (
        "gia tri", "so lieu", "thuc hien", "ket qua", "ket qua thuc hien", "so thuc hien", "ket qua dat duoc", "value",
        "so bao cao",
    ),
    "scope": ("pham vi", "scope"),
    "area": ("dia ban", "dia phuong", "don vi hanh chinh", "huyen", "xa", "tinh", "area"),
    "vintage": ("loai", "loai so lieu", "vintage"),
    "change": ("dang", "dang so lieu", "change"),
    "agency": ("co quan", "co quan bao cao", "don vi bao cao", "agency"),
    "measures": ("thuoc do", "so sanh", "yardsticks"),
    "note": ("ghi chu", "note"),
    "source": ("nguon", "nguon so lieu", "source"),
}  # fmt: skip
_NAMES = {name: field for field, names in FIELDS.items() for name in names}


@dataclass(frozen=True, slots=True)
class Column:
    """The meaning of one column.

    `kind`: a key of FIELDS, "figures" (of `period`), "measure" (of `base`, `change`), "plan" (planned values, which
    are no figures), or "" for a column that is left out.
    """

    kind: str
    period: Period | None = None
    vintage: str | None = None
    base: str = ""
    change: str = ""
    unit: str = ""


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(shadow(words))


_PLAN = _pattern(r"\b(?:kế hoạch|kh|mục tiêu|dự toán|nghị quyết|giao|plan|target)\b")
_PERCENT_OF = _pattern(r"(?:so|bằng|đạt|%|tỷ lệ|share)")
_EARLIER = _pattern(r"\b(?:cùng kỳ|năm trước|ck|year before|previous year)\b")
_ESTIMATE = _pattern(r"\b(?:ước|ước tính|ước thực hiện|uth|estimate)\b")
_BARE_YEAR = re.compile(r"(?<![0-9/])((?:19|20)[0-9]{2})(?![0-9/])")


def column_of(header: str) -> Column:
    """What a header says of the cells below it.

    >>> column_of("Chỉ tiêu").kind, str(column_of("Ước thực hiện năm 2024").period), column_of("KH 2024").kind
    ('indicator', '2024', 'plan')
    >>> column_of("So với kế hoạch (%)").base, column_of("So với cùng kỳ (%)").base
    ('plan', 'previous_year')
    """
    told = " ".join(nfc(header).split())
    if field := _NAMES.get(fold(told)):
        return Column(field)
    text = shadow(told)
    period = _period(told, text)
    compared = ("so với" in text or "so kh" in text or "%" in text) and bool(_PERCENT_OF.search(text))
    if compared and _EARLIER.search(text):
        grows = "tăng" in text or "giảm" in text
        return Column("measure", period, base="previous_year", change="growth" if grows else "ratio", unit="%")
    if compared and _PLAN.search(text):
        return Column("measure", period, base="plan", change="ratio", unit="%")
    if _PLAN.search(text):
        return Column("plan", period)
    if period is not None:
        return Column("figures", period, _vintage(text))
    if text in ("ước", "ước thực hiện", "ước tính", "uth"):
        return Column("value", vintage=Vintage.ESTIMATE)
    return Column("")


def _vintage(text: str) -> str | None:
    if _ESTIMATE.search(text):
        return Vintage.ESTIMATE
    if "sơ bộ" in text:
        return Vintage.PRELIMINARY
    return Vintage.OFFICIAL if "chính thức" in text else None


def _period(told: str, text: str) -> Period | None:
    whole = typed_period(told)
    if whole is not None:
        return whole
    found = next(find_periods(text), None)
    if found is not None:
        return found[1].value
    year = _BARE_YEAR.search(text)
    return Period.year(int(year[1])) if year else None


_IN_BRACKETS = re.compile(r"(.{2,280}?) ?\(([^()]{1,60})\)")
_COUNTED = frozenset(shadow(name) for kind, _, names in BASES if kind is Kind.COUNT for name in names)


def name_and_unit(told: str) -> tuple[str, str]:
    """An indicator's name and the unit in brackets behind it, "" where the brackets hold none.

    >>> name_and_unit("Tỷ lệ hộ nghèo (%)"), name_and_unit("Tổng sản phẩm trên địa bàn (GRDP)")
    (('Tỷ lệ hộ nghèo', '%'), ('Tổng sản phẩm trên địa bàn (GRDP)', ''))
    """
    told = " ".join(nfc(told).split())
    found = _IN_BRACKETS.fullmatch(told)
    if found and _is_unit(found[2]):
        return found[1], found[2].removeprefix("ĐVT:").strip()
    return told, ""


def _is_unit(text: str) -> bool:
    unit = parse_unit(text.removeprefix("ĐVT:").strip())
    return unit.kind not in (Kind.COUNT, Kind.PLAIN) or bool(unit.per) or unit.base in _COUNTED
