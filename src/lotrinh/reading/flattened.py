"""Rows and columns of a flattened table.

Reads: the spans of its cells that are not empty, and how many bars stand behind each of them.
Writes: blocks of kind CELL and a `Table` with `flattened` set.

The width is what most runs of cells joined by single bars agree on; `rows` cuts the cells into rows of
that width and `columns` says where the cells of short rows stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from lotrinh.reading.columns import NUMBERED, Row, heads_numbers, place_rows
from lotrinh.reading.document import Block, BlockKind, Notice, Table
from lotrinh.reading.rows import Run, cut_rows
from lotrinh.reading.sheet import Draft

_MOST_COLUMNS = 40
_FEWEST_LONG_RUNS = 2  # so many runs of one length are no accident
_FEWEST_COUNTED, _FEWEST_COUNTED_ROWS = 3, 2  # columns; rows with a number
_LABEL, _LONGEST_NUMBER = 0, 4
_LONGEST_CELL_INSIDE = 300  # characters; a longer cell behind a full row is running text


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
    draft.blocks.extend(Block(begin, stop, BlockKind.CELL) for begin, stop in spans)
    if rows := _counted_rows(words, gaps[: len(words)]):
        width = len(rows[0])
    elif width <= _MOST_COLUMNS:
        rows = cut_rows(words, _split_long(runs, words, width), width, opening)
    else:  # no table of a document is that wide
        rows = [list(range(run.first, run.last)) for run in runs]
    draft.tables.append(Table(start, end, place_rows(rows, words, width, first), flattened=True))
    draft.notices.append(Notice("tables_flattened", start, end))
    return used


def _runs(gaps: Sequence[int]) -> list[Run]:
    runs = []
    first = 0
    for index, bars in enumerate(gaps):
        if bars > 1 or index == len(gaps) - 1:
            runs.append(Run(first, index + 1, bars))
            first = index + 1
    return runs


def _counted_rows(words: Sequence[str], gaps: Sequence[int]) -> list[Row]:
    """The rows of a table whose page set one bar between rows, as between cells: counted off by the header's width.

    Only where "1" stands right behind the header, or behind a group row, and "2" follows; else no rows.
    """
    if not heads_numbers(words[0]):
        return []
    places = dict(zip(accumulate(gaps, initial=0), range(len(words)), strict=False))
    numbers = {place: _row_number(words[cell]) for place, cell in places.items() if place}
    width = next((place for place, number in numbers.items() if number in (1, _LABEL)), 0)
    if not _FEWEST_COUNTED <= width <= _MOST_COLUMNS or gaps[places[width] - 1] > 1:
        return []
    rows, begins, awaited, last = [], 0, 1, max(places)
    while begins <= last:
        ends = begins + width
        if numbers.get(begins) == awaited:
            awaited += 1
        elif numbers.get(begins) == _LABEL:  # a group row may be one merged cell; the count may begin anew
            below = [place for place in range(begins + 1, ends) if numbers.get(place) in (awaited, 1)]
            ends = below[0] if below and numbers.get(ends) not in (awaited, 1) else ends
            awaited = 1 if numbers.get(ends) == 1 else awaited
        elif numbers.get(begins, -1) > 0:
            return []
        rows.append([places.get(place, -1) for place in range(begins, ends)])
        begins = ends
    return rows if awaited > _FEWEST_COUNTED_ROWS else []


def _row_number(word: str) -> int:
    """The plain number that numbers a row; `_LABEL` for "II", -1 for anything else."""
    plain = word.strip("*_ .)")
    if plain.isdecimal() and len(plain) < _LONGEST_NUMBER:
        return int(plain)
    return _LABEL if plain and len(plain) <= _LONGEST_NUMBER and not plain.strip("IVX") else -1


def _split_long(runs: list[Run], words: Sequence[str], width: int) -> list[Run]:
    """Cut runs that are longer than a row: a bar was lost between two rows, or a line between them has one."""
    if width < 2:
        return runs
    done = []
    for run in runs:
        first = run.first
        while run.last - first > width:
            done.append(Run(first, first + width, 2))
            first += width
            stray = run.last - first > 1 and not NUMBERED.match(words[first]) and NUMBERED.match(words[first + 1])
            if stray:
                done.append(Run(first, first + 1, 2))
                first += 1
        done.append(Run(first, run.last, run.bars))
    return done


def _width(runs: list[Run], words: Sequence[str]) -> int:
    """Number of columns: what most runs agree on, with or without empty cells at the end of a row."""
    header = runs[0].last - runs[0].first
    votes: Counter[int] = Counter({header: 1})
    if len(runs) > 2:  # a second row of headings under one cell of the first
        below = runs[1].last - runs[1].first
        if 1 < below < header and not NUMBERED.match(words[runs[1].first]):
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
    width = max(fitting, key=lambda width: (fitting[width], width))
    # Merged cells make most rows short, but single bars never join two rows.
    lengths = Counter(run.last - run.first for run in runs)
    return max([width, *(length for length in fitting if lengths[length] >= _FEWEST_LONG_RUNS)])


def _overflow(runs: list[Run], width: int, spans: Sequence[tuple[int, int]]) -> int:
    """How many cells belong to the table: it ends where running text follows a full row."""
    for run in runs:
        if run.last - run.first > width > 1:
            long = [
                index
                for index in range(run.first + 1, run.last)
                if spans[index][1] - spans[index][0] > _LONGEST_CELL_INSIDE
            ]
            if run.first + width in long:
                return run.first + width
    return len(spans)
