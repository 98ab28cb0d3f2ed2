"""Rows and columns of a flattened table.

Reads: the spans of its cells that are not empty, and how many bars stand behind each of them.
Writes: blocks of kind CELL and a `Table` with `flattened` set.

Two bars between two cells are either the end of a row or an empty cell, so the rows are found as the
cheapest way to cut the cells into rows of the table's width (dynamic programming over runs of cells
that single bars join; a run of full width is a row without further ado).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from lotrinh.reading.columns import Row, place_rows
from lotrinh.reading.document import BlockKind, Notice, Table
from lotrinh.reading.sheet import Draft

_MOST_COLUMNS = 40
_NUMBERED = re.compile(r"[*_ ]*(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLivxl]{1,6}|[a-zA-ZđĐ])[.)]?[*_ ]*$")
_FIRST_HEADINGS = ("tt", "stt", "số tt", "số thứ tự", "sốtt")

# What a row costs that is not of full width; an empty cell is dearer inside a row than at its end.
_GROUP_ROW, _SHORT_ROW, _ODD_SHORT_ROW, _UNNUMBERED_ROW, _LONG_ROW = 0.6, 1.2, 0.8, 2.0, 9.0
_EMPTY_INSIDE, _EMPTY_FIRST, _EMPTY_LAST = 1.5, 0.7, 0.1


class _Run(NamedTuple):
    """Cells ``[first, last)`` joined by single bars, and the number of bars behind them."""

    first: int
    last: int
    bars: int


class _State(NamedTuple):
    """An open row: cells so far (empty ones too) and what stands first: a number, other words, or nothing (None)."""

    filled: int
    numbered: bool | None


def put_flattened(draft: Draft, text: str, spans: Sequence[tuple[int, int]], gaps: Sequence[int], opening: int) -> int:
    """Add the table of cells at `spans` to the draft; returns how many cells belong to it.

    `gaps[i]` bars stand behind cell i; the last one closes the table. `opening` empty cells stand before
    the first. Cells behind a full row that no bar opens are running text, not part of the table.
    """
    runs = _runs(gaps)
    words = [text[start:end] for start, end in spans]
    width = _width(runs, words)
    used = _overflow(runs, width, spans)
    if used < len(spans):
        spans, words = spans[:used], words[:used]
        runs = _runs([*gaps[: used - 1], 1])
        width = _width(runs, words)
    first = len(draft.blocks)
    start, end = spans[0][0], spans[-1][1]
    if len(spans) == 1:
        draft.put(start, end)
        return used
    for span in spans:
        draft.put(*span, BlockKind.CELL)
    rows = _rows(words, runs, width, opening)
    draft.tables.append(Table(start, end, place_rows(rows, words, width, first), flattened=True))
    draft.notices.append(Notice("tables_flattened", start, end))
    return used


def _runs(gaps: Sequence[int]) -> list[_Run]:
    runs = []
    first = 0
    for index, bars in enumerate(gaps):
        if bars > 1 or index == len(gaps) - 1:
            runs.append(_Run(first, index + 1, bars))
            first = index + 1
    return runs


def _width(runs: list[_Run], words: Sequence[str]) -> int:
    """Number of columns: what most runs agree on, with or without empty cells at the end of a row."""
    header = runs[0].last - runs[0].first
    votes: Counter[int] = Counter({header: 1})
    if len(runs) > 2:  # a second row of headings under one cell of the first
        below = runs[1].last - runs[1].first
        if 1 < below < header and not _NUMBERED.match(words[runs[1].first]):
            votes[header - 1 + below] += 3
    for position, run in enumerate(runs):
        count = run.last - run.first
        if count == 1:
            continue
        if run.bars > 2:
            closing = 2 if position < len(runs) - 1 else 1
            votes[count + run.bars - closing] += 2 if count > 2 else 1
        else:
            votes[count] += 2
    fitting = {width: number for width, number in votes.items() if header <= width <= max(_MOST_COLUMNS, header)}
    return max(fitting, key=lambda width: (fitting[width], width))


def _overflow(runs: list[_Run], width: int, spans: Sequence[tuple[int, int]]) -> int:
    """How many cells belong to the table: it ends where running text follows a full row."""
    for run in runs:
        if run.last - run.first > width > 1:
            long = [index for index in range(run.first + 1, run.last) if spans[index][1] - spans[index][0] > 300]
            if run.first + width in long:
                return run.first + width
    return len(spans)


def _rows(words: list[str], runs: list[_Run], width: int, opening: int) -> list[Row]:
    """The cheapest cut of the runs into rows; a row lists its cells, -1 for an empty one."""
    header = " ".join(words[0].replace("*", "").split()).lower()
    ordered = header in _FIRST_HEADINGS
    start = _State(opening, None)
    costs: dict[_State, float] = {start: 0.0}
    trail: list[dict[_State, tuple[_State, int, int]]] = []  # state → state before, empty cells, rows ended
    for position, run in enumerate(runs):
        final = position == len(runs) - 1
        following: dict[_State, float] = {}
        back: dict[_State, tuple[_State, int, int]] = {}
        for state, cost in costs.items():
            filled = state.filled + run.last - run.first
            numbered = state.numbered if state.filled else bool(_NUMBERED.match(words[run.first]))
            for after, empties, ended, more in _ways(filled, numbered, run.bars, width, ordered, final):
                total = cost + more
                if after not in following or total < following[after]:
                    following[after] = total
                    back[after] = (state, empties, ended)
        costs = following
        trail.append(back)
    return _replay(runs, trail, min(costs, key=lambda state: (costs[state], state.filled)), opening)


def _ways(
    filled: int, numbered: bool | None, bars: int, width: int, ordered: bool, final: bool
) -> list[tuple[_State, int, int, float]]:
    """How the bars behind a run may be read: (next state, empty cells at the row's end, row ended, cost)."""
    if final:
        behind = min(bars - 1, max(0, width - filled))  # more bars than that are rows without content
        return [(_State(0, None), behind, 1, _row_cost(filled + behind, numbered, width, ordered))]
    if bars == 2 and filled == width:
        return [(_State(0, None), 0, 1, _row_cost(filled, numbered, width, ordered))]
    ways: list[tuple[_State, int, int, float]] = []
    inner = bars - 1
    if filled + inner < width:
        ways.append((_State(filled + inner, numbered), inner, 0, _EMPTY_INSIDE * inner))
    for behind in range(bars - 1):
        before = bars - 2 - behind
        whole = before // (width + 1) if before > width else 0  # rows without any content
        before -= whole * (width + 1)
        cost = _row_cost(filled + behind, numbered, width, ordered) + _EMPTY_LAST * behind + _EMPTY_FIRST * before
        ways.append((_State(before, None), behind, 1, cost))
    return ways


def _row_cost(cells: int, numbered: bool | None, width: int, ordered: bool) -> float:
    if cells == width:
        return _UNNUMBERED_ROW if ordered and numbered is False else 0.0
    if cells > width:
        return _LONG_ROW * (cells - width)
    if cells == 1:
        return _GROUP_ROW
    return _SHORT_ROW + (_ODD_SHORT_ROW if ordered and numbered is not False else 0.0)


def _replay(
    runs: list[_Run], trail: list[dict[_State, tuple[_State, int, int]]], last: _State, opening: int
) -> list[Row]:
    """Follow the cheapest way from its end to its beginning and write down the rows."""
    way: list[tuple[int, int, int]] = []  # empty cells behind the run, row ended, empty cells of the next row
    state = last
    for back in reversed(trail):
        before, empties, ended = back[state]
        way.append((empties, ended, state.filled if ended else 0))
        state = before
    rows: list[Row] = []
    row: Row = [-1] * opening
    for run, (empties, ended, leading) in zip(runs, reversed(way), strict=True):
        row.extend(range(run.first, run.last))
        row.extend([-1] * empties)
        if ended:
            rows.append(row)
            row = [-1] * leading
    return rows
