"""Columns of tables of results: what a header makes of the values beneath it.

Reads: headers (words: `data/result_tables.toml`), the lines above a table. Writes: `Column`s, units, `Comparison`s.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Comparison
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of, folded
from lotrinh.extraction.results.bases import PREVIOUS_YEAR
from lotrinh.extraction.results.figures import SCALES
from lotrinh.extraction.results.periods import Reporting, Stated
from lotrinh.extraction.results.short_headers import spelled_out
from lotrinh.extraction.results.stated_periods import stated_periods
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source
from lotrinh.reading.document import Table

_ROLES = ("number", "unit", "note", "of_plan", "of_month", "of_year", "before", "plan", "done", "name")
_BASES = {"of_plan": "plan", "of_month": "previous_month", "of_year": PREVIOUS_YEAR}
BASES = frozenset(_BASES)
_GROWTH = pattern(r"tăng|giảm")
_UNIT_ABOVE = pattern(
    r"(?:[^\n]{0,200}?\()?\W*(?:đơn vị(?: tính)?|đvt|đv tính) ?: ?(?P<unit>%|[^\W\d_][^:;.,()]{0,24}?)[\W]*$"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# "+,-", "(+/-)", "tăng, giảm (ha)"
_APART = pattern(r"\+ ?[,/;]? ?\)?[ ,/]*\(?-|±|chênh lệch|tuyệt đối")
_ABOVE = 2  # lines above a table in which its unit may stand


class Column(msgspec.Struct, frozen=True):
    """What a column holds (`role`: a key of `_ROLES`), for which period, in which unit (as printed).

    `dated`: whether its header is a period and nothing else ("Năm 2024", "2024"). `apart`: it tells by how much, in the
    unit of the value ("+,-"), not by what share.
    """

    role: str
    header: str
    period: Period | None = None
    unit: str | None = None
    dated: bool = False
    apart: bool = False


@cache
def _headers() -> dict[str, re.Pattern[str]]:
    table = lexicon("result_tables")
    return {
        role: re.compile(
            rf"(?:{any_of(table[role]['starts'])})(?!\w)"
            if "starts" in table[role]
            else rf".{{0,60}}?(?<!\w)(?:{any_of(table[role]['holds'])})(?!\w)"
        )
        for role in _ROLES
    }


def column_of(header: str, reporting: Reporting, unit: str | None = None) -> Column:
    """What the column under a header (shadow text) holds."""
    header = spelled_out(header)
    role = next((role for role in _ROLES if _headers()[role].match(header)), "other")
    stated = stated_periods(header, 0, len(header), reporting)
    years = _YEAR.findall(header)
    period = stated[-1].period if stated else Period.year(int(years[0])) if len(years) == 1 else None
    dated = _YEAR.fullmatch(header) is not None or (bool(stated) and not _without(header, stated))
    return Column(role, header, period, unit if role == "done" else None, dated, _APART.search(header) is not None)


def _without(header: str, stated: list[Stated]) -> str:
    """What is left of a header without the periods it names."""
    for period in reversed(stated):
        header = header[: period.start] + header[period.end :]
    return header.strip(" ()")


@cache
def _units() -> frozenset[str]:
    units = lexicon("units")
    return folded([*units["money"], *units["physical"], *units["counts"]])


@cache
def places() -> re.Pattern[str]:
    """The pattern of a header over places ("Huyện", "Địa phương"): a table of them is a grid (result_grids.py)."""
    return re.compile(rf"(?:{any_of(lexicon('target_tables')['grid']['place'])})(?![^\W\d])")


def is_unit_name(words: str) -> bool:
    """Whether words are a unit alone: "tỷ đồng"."""
    told = shadow_of(words).split()
    while len(told) > 1 and told[0] in SCALES:
        told = told[1:]
    return " ".join(told) in _units()


def unit_above(source: Source, table: Table, body: int) -> str | None:
    """The unit told once for all values, right above the table or its header: "Đơn vị tính: tỷ đồng"."""
    blocks = [cell.block for row in table.rows[:body] for cell in row if cell.block >= 0]
    if not blocks:
        return None
    first = min(blocks)
    for index in (*range(max(0, first - _ABOVE), first), *blocks):
        line = source.prose.lines[index]
        told = _UNIT_ABOVE.match(source.prose.shadow, line.start, line.end)
        if told is not None:
            unit = " ".join(source.prose.text[slice(*told.span("unit"))].split())
            return unit if is_unit_name(unit) else None
    return None


def comparison_of(column: Column, value: float, unit: str | None = None) -> Comparison:
    """What a value in a column of comparisons says; `unit`: that of the value compared."""
    base = _BASES[column.role]
    if column.apart:
        return Comparison(base=base, change="decrease" if value < 0 else "increase", value=abs(value), unit=unit or "")
    if _GROWTH.search(column.header) and column.role != "of_plan":
        return Comparison(base=base, change="decrease" if value < 0 else "increase", value=abs(value), unit="%")
    return Comparison(base=base, change="ratio", value=value, unit="%")
