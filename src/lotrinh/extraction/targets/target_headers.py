"""Headers of tables of targets: what each column holds.

Reads: the first rows of a table, `data/target_tables.toml`. Writes: `Column`s by number, none for a table of tasks, of
results or of marks.

A header of one or two rows gives each column its role; years may stand under a spanning "Mục tiêu". A bare year before
the plan begins is what has been.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.horizons import Horizon, horizons_in
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.measures.measure_words import is_unit
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source
from lotrinh.extraction.targets.dues import furthest
from lotrinh.extraction.targets.goal_headings import GOALS
from lotrinh.extraction.targets.moods import Moods
from lotrinh.extraction.targets.table_captions import caption_of
from lotrinh.reading.document import Cell, Table


class Column(NamedTuple):
    """What a column holds: number | name | unit | value | agency | due | past | partner. `header`: its shadow text."""

    role: str
    header: str
    horizon: Horizon | None


_HEADER_ROWS = 3
_ROLES = ("number", "agency", "partner", "due", "unit", "past", "value", "name", "maybe_name")
_DIGIT = re.compile(r"[0-9]")
_GOALS = pattern(r"chỉ tiêu|mục tiêu|kế hoạch|phấn đấu")
_SET = pattern(
    r"[* ]*(?:chỉ tiêu|mức phấn đấu|mục tiêu)(?: giao| phấn đấu| kế hoạch| cần đạt)?(?: đến)?(?: hết| cuối)? ?năm"
)
_BARE_YEAR = pattern(r"[* ]*(?:năm )?20[0-9]{2}[* ]*")
_PLAN_OF_YEAR = pattern(r"[* ]*(?:kế hoạch|kh)(?: năm)? 20[0-9]{2}(?![^ *.)])")  # in a plan, beside units


@cache
def _headers() -> dict[str, re.Pattern[str]]:
    table = lexicon("target_tables")["header"]
    return {role: re.compile(rf"(?:{any_of(table[role])})(?![^\W\d])") for role in _ROLES}


def columns_of(source: Source, table: Table, moods: Moods) -> tuple[dict[int, Column], int]:
    """Columns by number, and the first row below the header; no columns when it is no table of targets."""
    for first, row in enumerate(table.rows[:_HEADER_ROWS]):
        headers = [(cell, _shadow(source, cell)) for cell in row]
        roles = [(cell, text, _role(text)) for cell, text in headers if text]
        roles = _with_name(roles)
        names = [role for _, _, role in roles if role in ("name", "maybe_name")]
        if len(roles) < 2 or not names:
            continue
        columns, body = _spread(source, table, first, roles)
        begins = _begins(source)
        columns = _settled(columns, begins + 1 if begins is not None and moods.reports else begins)
        if _is_of_targets(source, table, row, columns, moods):
            return columns, body
    return {}, 0


def _settled(columns: dict[int, Column], begins: int | None) -> dict[int, Column]:
    """The columns, without what only looks like a target.

    That is a bare year before the plan, "Mục tiêu" left of the names, and the plan of a year that the table reports on:
    "KH 2026 | Ước TH 2026 | KH 2027".
    """
    reported = {_year(column) for column in columns.values() if column.role == "past"}
    last = max((_year(column) for column in columns.values() if column.role == "value"), default=0)
    name = min((at for at, column in columns.items() if column.role == "name"), default=-1)
    dated = any(column.role == "value" and column.horizon for column in columns.values())
    settled = {}
    for at, column in columns.items():
        role = column.role
        if role == "value" and dated and column.horizon is None and at < name:
            role = "other"
        elif role == "value" and column.horizon and begins is not None and _BARE_YEAR.fullmatch(column.header):
            role = "past" if _year(column) < begins else role
        if role == "value" and _year(column) in reported and 0 < _year(column) < last:
            role = "past"
        settled[at] = column._replace(role=role)
    return settled


def _year(column: Column) -> int:
    """The year that a column is for; 0 when its header tells none."""
    return int(str(column.horizon.due)[:4]) if column.horizon is not None else 0


def _begins(source: Source) -> int | None:
    """The first year of the document's plan: of the period its title names, else the year it is of."""
    title = source.info.title or ""
    firsts = [horizon.first for horizon in horizons_in(shadow_of(title), 0, len(title), named=True) if horizon.first]
    told = firsts or [int(year) for year in _YEARS.findall(title)]
    return told[0] if told else (int(source.info.date[:4]) if source.info.date else None)


def _with_name(roles: list[tuple[Cell, str, str]]) -> list[tuple[Cell, str, str]]:
    """The roles, the first of several "Mục tiêu" columns the name: "Mục tiêu cụ thể | … | Mục tiêu 2025"."""
    values = [at for at, (_, text, role) in enumerate(roles) if role == "value"]
    if len(values) < 2 or any(role in ("name", "maybe_name") for _, _, role in roles):
        return roles
    cell, text, _ = roles[values[0]]
    if values[0] > 1 or not _headers()["name"].match(text.strip(" .:*")) or _DIGIT.search(text):
        return roles
    return [*roles[: values[0]], (cell, text, "name"), *roles[values[0] + 1 :]]


def _role(header: str) -> str:
    header = header.strip(" .:*")
    for role in _ROLES:
        if _headers()[role].match(header):
            if role == "unit" and header.startswith(_NOT_UNITS):
                continue
            if role == "value" and _DONE.search(header):
                return "past"
            if role == "past" and _YEARS.search(header) and _PLANNED.match(header):
                return "value"
            return role
    return "other"


_NOT_UNITS = tuple(shadow_of(word) for word in ("đơn vị chủ", "đơn vị phối", "đơn vị thực", "đơn vị, địa"))
_YEARS = re.compile(r"20[0-9]{2}")
_DONE = pattern(
    r"20[0-9]{2} ?\(? ?(?:hiện trạng|thực hiện|ước|th(?!\w)|kết quả|số liệu|năm gốc|cơ sở)"
)  # "Năm 2025 (ước)"
_PLANNED = pattern(r"thực hiện (?:đến|giai đoạn|kế hoạch)|tốc độ|tỷ lệ")


def _spread(
    source: Source, table: Table, first: int, roles: list[tuple[Cell, str, str]]
) -> tuple[dict[int, Column], int]:
    """The columns of a header of one or two rows: years stand under a spanning "Mục tiêu"."""
    columns: dict[int, Column] = {}
    spanned: dict[int, tuple[str, str]] = {}
    for cell, text, role in roles:
        for at in range(cell.column, cell.column + cell.column_span):
            if cell.column_span > 1:
                spanned[at] = (role, text)
            columns[at] = _column(role if cell.column_span == 1 or role != "number" else "other", text)
    body = first + 1
    if body < len(table.rows):
        below = [(cell, _shadow(source, cell)) for cell in table.rows[body]]
        if _goes_on(below, columns):
            _stretch(table.rows[first], roles, spanned)
        if any(text and cell.column in spanned for cell, text in below) and not _holds_values(below):
            for cell, text in below:
                if text and cell.column in spanned:
                    role, above = spanned[cell.column]
                    own = _role(text)
                    columns[cell.column] = _column(own if own in ("past", "value") else role, f"{above} {text}")
            body += 1
    return columns, body


def _goes_on(below: list[tuple[Cell, str]], columns: dict[int, Column]) -> bool:
    """Whether a row is the second line of a header: years or roles under it, nothing under "TT" and "Chỉ tiêu"."""
    told = [(cell.column, text) for cell, text in below if text]
    under_names = [at for at, _ in told if at in columns and columns[at].role in ("number", "name")]
    return bool(told) and not under_names and all(_role(text) != "other" or bare_year(text) for _, text in told)


def _stretch(header: tuple[Cell, ...], roles: list[tuple[Cell, str, str]], spanned: dict[int, tuple[str, str]]) -> None:
    """A Markdown table cannot span columns: an empty header cell belongs to the one before it."""
    told = {cell.column: (role, text) for cell, text, role in roles}
    last: tuple[str, str] | None = None
    for cell in sorted(header, key=lambda cell: cell.column):
        last = told.get(cell.column, last)
        if last is not None and last[0] in ("value", "due"):
            spanned[cell.column] = last


def _holds_values(cells: list[tuple[Cell, str]]) -> bool:
    return any(re.match(r"(?:i|1|a)\.?$", text) for cell, text in cells if cell.column == 0)


def _column(role: str, header: str) -> Column:
    return Column(role, header, furthest(horizons_in(header, 0, len(header))) or bare_year(header))


def bare_year(header: str) -> Horizon | None:
    """The year, or the span of years, that a header or a cell gives without a word for it: "2026 - 2030"."""
    found = re.search(r"(?<![0-9/])(20[0-9]{2})(?: ?- ?(20[0-9]{2}))?(?![0-9/])", header)
    if found is None:
        return None
    return Horizon(found.start(), found.end(), int(found[2] or found[1]), int(found[1]) if found[2] else None)


def _lays_out(source: Source, table: Table, columns: dict[int, Column], years: int) -> bool:
    """Whether a plan's table lays out amounts of things over its years: "Nội dung | ĐVT | 2026 | 2027 | 2028"."""
    unit = next((at for at, column in columns.items() if column.role == "unit"), -1)
    if unit < 0 or years < _FEWEST_YEARS or _ALLOTTED.search(caption_of(source, table).text):
        return False
    units = [_shadow(source, cell) for row in table.rows for cell in row if cell.column == unit]
    return any(told and is_unit(told) and not _MONEY.search(told) for told in units)


_FEWEST_YEARS = 3
_ALLOTTED = pattern(r"kinh phí|vốn|dự toán|khái toán|ngân sách|danh mục|hiện trạng|kết quả|tình hình")
_MONEY = pattern(r"(?<!\w)(?:đồng|đ|vnđ|usd)(?!\w)")


def _is_of_targets(
    source: Source, table: Table, row: tuple[Cell, ...], columns: dict[int, Column], moods: Moods
) -> bool:
    roles = [column.role for column in columns.values()]
    values = [column for column in columns.values() if column.role == "value"]
    if not values:
        return False
    years = [_year(column) for column in values if column.horizon]
    done = [column for column in columns.values() if column.role == "past"]
    if done:  # a report beside its plan; a plan beside last year's results has a later year
        past = [_year(column) for column in done if column.horizon]
        if not years or not past or max(years) <= max(past):
            return False
    if "name" in roles or any(_SET.match(column.header) for column in values):
        return True
    if moods.plans and "unit" in roles and any(_PLAN_OF_YEAR.match(column.header) for column in values):
        return True
    if moods.plans and _lays_out(source, table, columns, len(set(years))):
        return True
    line = next((cell.block for cell in row if cell.block >= 0), -1)
    if line < 0 or not years:
        return False
    section = source.outline.section_of[line]
    titled = section >= 0 and _GOALS.search(shadow_of(source.outline.sections[section].title)) is not None
    return titled or moods.places.section(section) == GOALS


def _shadow(source: Source, cell: Cell) -> str:
    if cell.block < 0:
        return ""
    line = source.prose.lines[cell.block]
    return source.prose.shadow[line.start : line.end].strip()
