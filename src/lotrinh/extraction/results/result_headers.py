"""Headers of tables of results: which column holds what, in one row of headers or two.

Reads: `Document.tables`, `Prose`, `data/result_tables.toml`. Writes: `Column`s by number and the first row of values.

A header over several columns stands above a second row ("Thực hiện" over "6 tháng 2022" and "6 tháng 2023"); a Markdown
table leaves the cells beside it empty. A table of a report need not call its indicators by a known name ("Khoản thu"):
then the first column of words names them. A share without a base is of plan where a plan stands left of the value.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.results.periods import Reporting
from lotrinh.extraction.results.result_columns import BASES, Column, column_of, is_unit_name, places
from lotrinh.extraction.source import Source
from lotrinh.reading.document import Cell, Table

_HEADER_ROWS = 4
_LOOKED_AT = 6  # rows in which a column of names shows its words
_FEWEST_COLUMNS = 3
_UNIT_IN_NAME = re.compile(r"\(([^()]{1,24})\)\s*$")
_RATIO = pattern(
    r"(?:đạt |ước đạt )?(?:tỷ lệ|tỉ lệ|tl)?(?: đạt| giải ngân| hoàn thành| thực hiện| thu)?[ (]*(?:%|phần trăm)?\)?"
)
_AGAINST = spelled("so với ")
_WORDS = re.compile(r"[^\W\d_]{2}")


def read_header(source: Source, table: Table, reporting: Reporting, *, report: bool) -> tuple[dict[int, Column], int]:
    """Columns by number, and the first row below the header; no columns when it is no table of results.

    `report`: whether the document gives an account.
    """
    for first, row in enumerate(table.rows[:_HEADER_ROWS]):
        below = table.rows[first + 1] if first + 1 < len(table.rows) else ()
        columns, second = _columns(source, row, below, reporting)
        columns = _past_years(columns, reporting) if report else columns
        body = first + 1 + second
        roles = {column.role for column in columns.values()}
        if "name" not in roles and report and "done" in roles and len(columns) >= _FEWEST_COLUMNS:
            columns = _named(source, table, columns, body)
            roles = {column.role for column in columns.values()}
        if "name" not in roles or not {"done", "before"} & roles:
            continue
        columns = of_plan(_latest(columns))
        return (columns, body) if any(column.role == "done" for column in columns.values()) else ({}, 0)
    return {}, 0


def _columns(
    source: Source, row: tuple[Cell, ...], below: tuple[Cell, ...], reporting: Reporting
) -> tuple[dict[int, Column], bool]:
    """What a row of headers makes of the columns, and whether the row below refines it."""
    columns: dict[int, Column] = {}
    spanned: set[int] = set()
    under = {cell.column: text for cell in below if cell.block >= 0 and (text := _shadow(source, cell.block))}
    last: Column | None = None
    for cell in sorted(row, key=lambda cell: cell.column):
        header = _shadow(source, cell.block)
        over = range(cell.column, cell.column + cell.column_span)
        if header or last is None or cell.column not in under or last.role in ("name", "number", "unit"):
            last = column_of(header, reporting, _unit_in_header(source, cell.block))
        spanned.update(over if header and len(over) > 1 else () if header else (cell.column, cell.column - 1))
        columns |= dict.fromkeys(over, last)
    if not spanned or not spanned.issuperset(under):
        return columns, False
    refined = {at: _below(columns[at], text, reporting) for at, text in under.items() if at in columns}
    return columns | refined, True


def _below(above: Column, text: str, reporting: Reporting) -> Column:
    """What a header below another makes of its column: "%" below "So sánh", "9 tháng" below "Thực hiện"."""
    own = column_of(text, reporting)
    if above.role == "done":
        told = column_of(f"{above.header} {text}", reporting, above.unit)
        return own if own.role in BASES or own.role == "plan" else told
    if above.role in BASES and (against := column_of(f"{_AGAINST}{text}", reporting)).role in BASES:
        return msgspec.structs.replace(against, apart=own.apart)  # "Dự toán" below "So sánh (%)"
    if own.role == "other":
        return msgspec.structs.replace(above, apart=above.apart or own.apart)
    return own if own.period else msgspec.structs.replace(own, period=above.period)


def _named(source: Source, table: Table, columns: dict[int, Column], body: int) -> dict[int, Column]:
    """The columns, the first one of words as that of the names."""
    for at in sorted(columns):
        if columns[at].role not in ("other", "unit", "note"):
            continue
        if places().match(columns[at].header):
            return columns
        cells = [cell for row in table.rows[body : body + _LOOKED_AT] for cell in row if cell.column == at]
        words = [text for cell in cells if (text := _shadow(source, cell.block))]
        named = [text for text in words if _WORDS.search(text) and not is_unit_name(text)]
        if words and len(named) == len(words):
            return columns | {at: msgspec.structs.replace(columns[at], role="name")}
        return columns
    return columns


def of_plan(columns: dict[int, Column]) -> dict[int, Column]:
    """The columns, a bare share behind a plan and a value told as what the value is of the plan ("Tỷ lệ (%)")."""
    told = sorted(columns)
    plan = next((at for at in told if columns[at].role == "plan"), None)
    done = next((at for at in told if columns[at].role == "done"), None)
    if plan is None or done is None:
        return columns
    return columns | {
        at: msgspec.structs.replace(columns[at], role="of_plan")
        for at in told
        if at > max(plan, done) and columns[at].role == "other" and _is_share(columns[at].header)
    }


def _is_share(header: str) -> bool:
    return header != "" and _RATIO.fullmatch(header) is not None


def _unit_in_header(source: Source, block: int) -> str | None:
    """The unit that a header has in brackets: "Thực hiện (tỷ đồng)"; None for "(%)" and for other brackets."""
    if block < 0:
        return None
    line = source.prose.lines[block]
    inside = _UNIT_IN_NAME.search(" ".join(source.prose.quote(line.start, line.end).split()))
    return inside[1].strip() if inside and is_unit_name(inside[1]) else None


def _past_years(columns: dict[int, Column], reporting: Reporting) -> dict[int, Column]:
    """The columns, those headed by nothing but a period of a report's time told as done ("Năm 2023 | Năm 2024")."""
    dated = [column.period.last for column in columns.values() if column.dated and column.period is not None]
    if not dated or any(column.role in ("done", "plan") for column in columns.values()):
        return columns
    last = reporting.period.last if reporting.period is not None else max(dated)
    return {
        at: msgspec.structs.replace(column, role="done")
        if column.role == "other" and column.dated and column.period is not None and column.period.last <= last
        else column
        for at, column in columns.items()
    }


def _latest(columns: dict[int, Column]) -> dict[int, Column]:
    """The columns, with what was done before the latest period told as "before"."""
    ends = [column.period.last for column in columns.values() if column.role == "done" and column.period]
    if not ends:
        return columns
    return {
        at: msgspec.structs.replace(column, role="before")
        if column.role == "done" and column.period and column.period.last < max(ends)
        else column
        for at, column in columns.items()
    }


def _shadow(source: Source, block: int) -> str:
    if block < 0:
        return ""
    line = source.prose.lines[block]
    return source.prose.shadow[line.start : line.end].strip(" .:*")
