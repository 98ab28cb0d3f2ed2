"""What was seen on a page, laid out: lines, columns and ruled tables.

Reads: `Sight`. Writes: `Page`, as of a PDF with text, so that paragraphs and tables are built by the same rules.
Scans lie askew: lines are levelled by the slope that the words themselves show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from lotrinh.reading.ocr.picture import Run
from lotrinh.reading.ocr.spelling import with_tone
from lotrinh.reading.ocr.words import Sight, Word
from lotrinh.reading.pdf.grids import Grid, Rule, grids_from
from lotrinh.reading.pdf.lines import Line, SeenWord, Segment, begins_motto, joined
from lotrinh.reading.pdf.page import Page, RuledTable
from lotrinh.reading.turn import Turn

_SLOPE_WORDS = 5  # a line of fewer tells little of the slope
_SAME_LINE = 0.5  # overlap of two words' heights, in heights
_WIDE = 1.9  # heights: a gap this wide parts columns
_BETWEEN_MOTTOS = 0.5  # heights: the halves of a letterhead may stand this close
_FAINT = 0.3  # a sign surer than that is kept wherever it stands
_STROKES = "|_¦~"
_DOUBTFUL = 0.55
_SURE = 0.8
_SAME_EDGE = 4.0  # points
_NEAR_MARGIN = 0.6  # heights
_MARGIN_SHARE = 0.3  # of the lines that begin where most do: so many begin at the margin, further left
_BULLETS = ("-", "+", "–", "•", "*")
_SPECK = 3  # letters that specks before a line are taken for
_OPEN_ROWS = 8  # lines and specks side by side, of which a word may belong to any
_USUAL = 1.3  # heights of lines differ this much although the type is the same
_FEW = 6  # letters that a pen or a stamp in the margin is taken for
_MENDED = 0.7  # a word that was mended is no surer than that
_POINTS = 72.0


class _Placed:
    """A word in points of the upright, levelled page; y upwards."""

    __slots__ = ("bottom", "left", "right", "seen", "text", "top")

    def __init__(self, word: Word, sight: Sight, slope: float, turn: Turn) -> None:
        scale = _POINTS / sight.dpi
        middle = (word.left + word.right) / 2
        drop = slope * middle  # pixels by which the line has sunk here
        self.text = with_tone(word.text)
        self.left, self.right = word.left * scale, word.right * scale
        self.top = (sight.height - word.top + drop) * scale
        self.bottom = (sight.height - word.bottom + drop) * scale
        sure = word.confidence if self.text == word.text else min(word.confidence, _MENDED)
        self.seen = SeenWord(_stored_box(word, sight, turn), round(sure, 3))

    @property
    def height(self) -> float:
        return self.top - self.bottom


def page_of_sight(sight: Sight, number: int) -> Page:
    """The page `number` (from 1) as it was seen."""
    turn = Turn(sight.turned)
    scale = _POINTS / sight.dpi
    slope = slope_of(sight.words)
    placed = [_Placed(word, sight, slope, turn) for word in sight.words if not _is_dust(word)]
    page = Page(number, turn, 0.0, sight.height * scale)
    page.letters = page.characters = sum(len(word.text) for word in placed)
    page.has_picture = True
    grids = grids_from(
        [_rule(run, sight, slope, scale, across=True) for run in sight.horizontal],
        [_rule(run, sight, slope, scale, across=False) for run in sight.vertical],
    )
    loose, tables = _in_cells(placed, grids)
    lines, page.noise = without_noise(_lines(loose))
    page.lines = len(lines)
    for table in tables:
        page.lines += sum(map(len, table.cells))
        above = [line for line in lines if line[0].base >= table.grid.top]
        lines = lines[len(above) :]
        page.parts.extend(part for part in (above, table) if part)
    if lines:
        page.parts.append(lines)
    return page


def without_noise(lines: list[Line]) -> tuple[list[Line], list[Segment]]:
    """The lines of print, and what handwriting, stamps and specks at the margins were taken for."""
    starts = Counter(
        round(_start(line[0]) / _SAME_EDGE) for line in lines if _sureness(line[0]) > _SURE and len(line[0].seen) > 4
    )
    usual = max(3.0, _MARGIN_SHARE * max(starts.values(), default=0))
    margin = min((at for at, count in starts.items() if count >= usual), default=0) * _SAME_EDGE
    kept: list[Line] = []
    noise: list[Segment] = []
    for line in lines:
        good: list[Segment] = []
        for segment in line:
            specks = _specks_before(segment, margin)
            segment = _beheaded(segment, specks) if specks else segment
            letters = sum(map(str.isalnum, segment.text))
            outside = segment.right < margin and letters < _FEW
            (noise if outside or letters == 0 or _sureness(segment) < _DOUBTFUL else good).append(segment)
        if good:
            kept.append(tuple(good))
    return kept, noise


def _start(segment: Segment) -> float:
    """Where the first word with a letter or digit begins."""
    words = zip(segment.text.split(" "), segment.stops[::2], strict=True)
    return next((left for word, left in words if any(map(str.isalnum, word))), segment.left)


def _sureness(segment: Segment) -> float:
    """How sure recognition was of a segment, each letter counting alike."""
    words = segment.text.split(" ")
    letters = sum(map(len, words))
    return sum(len(word) * seen.confidence for word, seen in zip(words, segment.seen, strict=True)) / letters


def _specks_before(segment: Segment, margin: float) -> int:
    """How many words before the margin are but specks: the line itself begins at the margin."""
    words = segment.text.split(" ")
    near = _NEAR_MARGIN * segment.height
    for at, word in enumerate(words):
        if segment.stops[2 * at] > margin - near:
            return at if segment.stops[2 * at] < margin + near else 0
        is_bullet = word in _BULLETS and segment.seen[at].confidence > _SURE
        if is_bullet or sum(map(str.isalnum, word)) > _SPECK:
            return 0
    return 0


def _beheaded(segment: Segment, count: int) -> Segment:
    """The segment without its first words."""
    stops = segment.stops[2 * count :]
    text = segment.text.split(" ", count)[count]
    return replace(segment, text=text, left=stops[0], first=stops[1] - stops[0], stops=stops, seen=segment.seen[count:])


def slope_of(words: Iterable[Word]) -> float:
    """How far lines sink from left to right, in pixels a pixel: the median over the longer lines."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        if any(map(str.isalnum, word.text)):
            lines.setdefault(word.line, []).append(word)
    slopes = [slope for line in lines.values() if len(line) >= _SLOPE_WORDS and (slope := _fitted(line)) is not None]
    return median(slopes) if len(slopes) > 2 else 0.0


def _fitted(line: Sequence[Word]) -> float | None:
    """The slope of a line by the middles of its words: least squares."""
    xs = [(word.left + word.right) / 2 for word in line]
    ys = [(word.top + word.bottom) / 2 for word in line]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((at - x) ** 2 for at in xs)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / spread if spread else None


def _is_dust(word: Word) -> bool:
    """Signs without a letter that recognition itself hardly believes in: specks, strokes of a pen, stamps."""
    readable = sum(map(str.isalnum, word.text))
    if not word.text.strip(_STROKES):
        return True
    return (readable == 0 and word.confidence < _DOUBTFUL) or (readable < 3 and word.confidence < _FAINT)


def _rule(run: Run, sight: Sight, slope: float, scale: float, *, across: bool) -> Rule:
    middle_x, middle_y = (run.left + run.right) / 2, (run.top + run.bottom) / 2
    if across:
        return Rule((sight.height - middle_y + slope * middle_x) * scale, run.left * scale, run.right * scale)
    start, end = (sight.height - run.bottom) * scale, (sight.height - run.top) * scale
    # A vertical rule leans as much as lines sink; words keep their x, so it is put where its middle stands.
    return Rule(middle_x * scale, start + slope * middle_x * scale, end + slope * middle_x * scale)


def _stored_box(word: Word, sight: Sight, turn: Turn) -> tuple[float, float, float, float]:
    """The box in points on the page as it is stored, before it was turned upright and levelled."""
    scale = _POINTS / sight.dpi
    width, height = sight.width * scale, sight.height * scale
    aside = -sight.slope * (word.top + word.bottom) / 2
    down = sight.slope * ((word.left + word.right) / 2 + aside)
    left, right = (word.left + aside) * scale, (word.right + aside) * scale
    bottom, top = height - (word.bottom + down) * scale, height - (word.top + down) * scale
    match turn.quarters:
        case 1:
            box = (height - top, left, height - bottom, right)
        case 2:
            box = (width - right, height - top, width - left, height - bottom)
        case 3:
            box = (bottom, width - right, top, width - left)
        case _:
            box = (left, bottom, right, top)
    x, y = sight.origin
    return round(box[0] + x, 1), round(box[1] + y, 1), round(box[2] + x, 1), round(box[3] + y, 1)


def _in_cells(words: list[_Placed], grids: list[Grid]) -> tuple[list[_Placed], list[RuledTable]]:
    """Words outside all tables, and the tables that hold words."""
    inside: list[list[list[_Placed]]] = [[[] for _ in grid.cells] for grid in grids]
    loose: list[_Placed] = []
    for word in words:
        x, y = (word.left + word.right) / 2, (word.bottom + word.top) / 2
        for grid, cells in zip(grids, inside, strict=True):
            if (at := grid.cell_at(x, y)) is not None:
                cells[at].append(word)
                break
        else:
            loose.append(word)
    tables = [
        RuledTable(grid, [[joined(line) for line in _lines(cell)] for cell in cells])
        for grid, cells in zip(grids, inside, strict=True)
        if any(cells)
    ]
    return loose, tables


def _lines(words: Sequence[_Placed]) -> list[Line]:
    """Lines from top to bottom, parted where a gap is wide."""
    rows: list[list[_Placed]] = []
    for word in sorted(words, key=lambda word: -(word.top + word.bottom)):
        if not any(map(str.isalnum, word.text)):
            continue
        row = next((row for row in rows[-_OPEN_ROWS:] if _shares_line(row, word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    for word in words:  # signs join lines, and make none as long as there are some: a speck spans no letter
        if not any(map(str.isalnum, word.text)):
            row = next((row for row in rows if _shares_line(row, word)), None)
            if row is None:
                rows.append([word])
            else:
                row.append(word)
    lines = [_segments(sorted(row, key=lambda word: word.left)) for row in rows]
    return sorted(_of_usual_height(lines), key=lambda line: -line[0].base)


def _of_usual_height(lines: list[Line]) -> list[Line]:
    """Lines, those about as high as most given the same height: it hangs on which letters they have."""
    heights = [line[0].height for line in lines if len(line[0].seen) >= _SLOPE_WORDS]
    usual = median(heights) if heights else 0.0
    return [
        tuple(replace(segment, height=usual) for segment in line)
        if usual / _USUAL < line[0].height < usual * _USUAL
        else line
        for line in lines
    ]


def _shares_line(row: Sequence[_Placed], word: _Placed) -> bool:
    near = min(row, key=lambda other: abs(other.left - word.left))
    overlap = min(near.top, word.top) - max(near.bottom, word.bottom)
    return overlap > _SAME_LINE * min(near.height, word.height)


def _segments(row: list[_Placed]) -> Line:
    height = sorted(word.height for word in row)[(3 * len(row)) // 4]  # words without ascenders are lower
    parts: list[list[_Placed]] = [[row[0]]]
    for at, (before, word) in enumerate(pairwise(row), 1):
        gap = word.left - before.right
        motto = gap > _BETWEEN_MOTTOS * height and begins_motto("".join(other.text for other in row[at : at + 6]))
        if gap > _WIDE * height or motto:
            parts.append([])
        parts[-1].append(word)
    base = median(word.bottom for word in row)
    return tuple(
        Segment(
            text=" ".join(word.text for word in part),
            left=part[0].left,
            right=max(word.right for word in part),
            base=base,
            bottom=min(word.bottom for word in part),
            top=max(word.top for word in part),
            height=height,
            first=part[0].right - part[0].left,
            stops=tuple(edge for word in part for edge in (word.left, word.right)),
            seen=tuple(word.seen for word in part),
        )
        for part in parts
    )
