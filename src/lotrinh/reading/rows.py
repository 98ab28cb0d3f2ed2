"""Cut the cells of a flattened table into rows.

Reads: runs of cells that single bars join. Writes: rows of cells.

Two bars between two cells are either the end of a row and the beginning of the next or an empty cell, so
the rows are the cheapest way to read all bars (dynamic programming over the runs, a few states each):
rows of full width cost nothing, short rows and empty cells something, and what looks like the number of
the next row should begin one.
"""

from __future__ import annotations

from typing import NamedTuple

from lotrinh.reading.columns import NUMBERED, Row, heads_numbers

_FULL_ROW, _GROUP_ROW, _SHORT_ROW, _LONG_ROW = 0.0, 0.6, 1.2, 9.0
_NUMBERED_SHORT_ROW, _UNNUMBERED_ROW = 0.8, 2.0  # more, in a table whose rows are numbered
_EMPTY_INSIDE, _EMPTY_FIRST, _EMPTY_LAST = 1.5, 0.7, 0.1
_NUMBER_INSIDE = 2.0  # the number of the next row inside a row

_WORDS, _LABEL = 0, -1  # what stands first in a row; a positive number stands for itself


class Run(NamedTuple):
    """Cells ``[first, last)`` joined by single bars, and the number of bars behind them."""

    first: int
    last: int
    bars: int


class _State(NamedTuple):
    """An open row: its cells so far, empty ones too, and what stands first in it (None: an empty cell, or no cell)."""

    filled: int
    lead: int | None


class _Way(NamedTuple):
    """One reading of the bars behind a run: empty cells before the row goes on or ends, and the state after it."""

    state: _State
    empties: int
    ended: bool
    cost: float


def _lead(word: str) -> int:
    """What the first cell of a row is: `_WORDS`, a `_LABEL` ("II", "a", "1.2", "**3**") or a plain number."""
    if not NUMBERED.match(word):
        return _WORDS
    plain = word.rstrip(".) ")
    return int(plain) if plain.isdecimal() and int(plain) > 0 else _LABEL


class _Costs(NamedTuple):
    """What the readings of one table cost."""

    width: int
    ordered: bool  # rows are numbered in the first column

    def row(self, cells: int, lead: int | None) -> float:
        if cells == self.width:
            return _UNNUMBERED_ROW if self.ordered and lead == _WORDS else _FULL_ROW
        if cells > self.width:
            return _LONG_ROW * (cells - self.width)
        if cells == 1 or (cells == 2 and self.ordered and lead == _LABEL):  # "II | Phát triển hạ tầng"
            return _GROUP_ROW
        return _SHORT_ROW + (_NUMBERED_SHORT_ROW if self.ordered and lead != _WORDS else 0.0)

    def going_on(self, empties: int, lead: int | None, following: int) -> float:
        awaited = following == _LABEL or (following > 0 and following - 1 == lead)
        return _EMPTY_INSIDE * empties + (_NUMBER_INSIDE if self.ordered and awaited else 0.0)

    def ways(self, filled: int, lead: int | None, bars: int, following: int) -> list[_Way]:
        """All readings of `bars` between two runs; `following`: what the next run begins with."""
        if bars == 2 and filled == self.width:
            return [_Way(_State(0, None), 0, True, self.row(filled, lead))]
        found = []
        if filled + bars - 1 < self.width:
            state = _State(filled + bars - 1, lead)
            found.append(_Way(state, bars - 1, False, self.going_on(bars - 1, lead, following)))
        for behind in range(min(bars - 1, max(1, self.width - filled + 1))):
            before = (bars - 2 - behind) % (self.width + 1)  # whole rows without words are left out
            cost = self.row(filled + behind, lead) + _EMPTY_LAST * behind + _EMPTY_FIRST * before
            found.append(_Way(_State(before, None), behind, True, cost))
        return found

    def last_way(self, filled: int, lead: int | None, bars: int) -> _Way:
        """The reading of the bars that close the table; more than fill the row are rows without words."""
        behind = min(bars - 1, max(0, self.width - filled))
        return _Way(_State(0, None), behind, True, self.row(filled + behind, lead))


def cut_rows(words: list[str], runs: list[Run], width: int, opening: int) -> list[Row]:
    """The cheapest cut of the runs into rows of `width` cells; a row lists its cells, -1 for an empty one.

    `opening` empty cells stand before the first cell.
    """
    costs = _Costs(width, heads_numbers(words[0]))
    leads = [_lead(words[run.first]) for run in runs]
    totals: dict[_State, float] = {_State(opening, None): 0.0}
    trail: list[dict[_State, tuple[_State, _Way]]] = []  # for each run: state → the state before and the way from it
    for position, run in enumerate(runs):
        following: dict[_State, float] = {}
        back: dict[_State, tuple[_State, _Way]] = {}
        for state, total in totals.items():
            filled = state.filled + run.last - run.first
            lead = state.lead if state.filled else leads[position]
            if position + 1 < len(runs):
                ways = costs.ways(filled, lead, run.bars, leads[position + 1])
            else:
                ways = [costs.last_way(filled, lead, run.bars)]
            for way in ways:
                cost = total + way.cost
                if way.state not in following or cost < following[way.state]:
                    following[way.state] = cost
                    back[way.state] = (state, way)
        totals = following
        trail.append(back)
    return _replay(runs, trail, opening)


def _replay(runs: list[Run], trail: list[dict[_State, tuple[_State, _Way]]], opening: int) -> list[Row]:
    """Follow the cheapest way from its end to its beginning and write down the rows."""
    way: list[_Way] = []
    state = _State(0, None)
    for back in reversed(trail):
        state, step = back[state]
        way.append(step)
    rows: list[Row] = []
    row: Row = [-1] * opening
    for run, step in zip(runs, reversed(way), strict=True):
        row.extend(range(run.first, run.last))
        row.extend([-1] * step.empties)
        if step.ended:
            rows.append(row)
            row = [-1] * step.state.filled
    return rows
