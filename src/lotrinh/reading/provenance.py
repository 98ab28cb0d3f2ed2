"""From a stretch of a document's text to where it stands in the source file.

Reads: a Document with its places. Writes: spots: pages with boxes, paragraphs with runs, cells, files in a file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from lotrinh.reading.document import Document, Place
from lotrinh.reading.turn import Turn

Box = tuple[float, float, float, float]
_SAME_LINE = 0.5  # of the lower of two boxes


class Spot(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A stretch of the source: `boxes` of `page` (left, bottom, right, top in points), or `runs` of `paragraph`.

    Fields count from 1, as in `Place`; what the format does not have is left out.
    """

    part: str | None = None
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    paragraph: int | None = None
    runs: tuple[int, ...] = ()
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    offset: int | None = None  # in the source of a web page


def spots_of(document: Document, start: int, end: int) -> tuple[Spot, ...]:
    """Where ``document.text[start:end]`` stands, in order; () when its format keeps no places."""
    spots: list[Spot] = []
    for place, stop in places_between(document, start, end):
        spot = Spot(
            place.part,
            place.page,
            (_box(document, place, stop, start, end),) if place.box else (),
            place.paragraph,
            (place.run,) if place.run is not None else (),
            place.table,
            place.row,
            place.column,
            place.sheet,
            place.cell,
            place.source_offset,
        )
        if spots and _is_one(spots[-1], spot):
            last = spots[-1]
            boxes = _joined(last.boxes, spot.boxes) if spot.boxes else last.boxes
            runs = last.runs if spot.runs == last.runs[-1:] else last.runs + spot.runs
            spots[-1] = msgspec.structs.replace(last, boxes=boxes, runs=runs)
        elif spot != Spot():
            spots.append(spot)
    return tuple(spots)


def places_between(document: Document, start: int, end: int) -> Iterator[tuple[Place, int]]:
    """The places that hold some of ``text[start:end]``, each with the offset where it ends."""
    places = document.places
    at = max(0, bisect_right(places, start, key=lambda place: place.start) - 1)
    while at < len(places) and places[at].start < max(end, start + 1):
        stop = places[at + 1].start if at + 1 < len(places) else len(document.text)
        if stop > start:
            yield places[at], stop
        at += 1


def confidence_of(document: Document, start: int, end: int, *, digits: bool = False) -> float:
    """How sure recognition was of its least sure word there (0 to 1), 1 where nothing was recognised.

    `digits`: only of words that hold digits.
    """
    least = 1.0
    for place, stop in places_between(document, start, end):
        if place.confidence is not None and place.confidence < least:
            word = document.text[place.start : stop]
            if any(map(str.isdigit, word)) if digits else any(map(str.isalnum, word)):
                least = place.confidence
    return least


def _is_one(one: Spot, other: Spot) -> bool:
    """Whether two spots differ in boxes, runs or offset alone."""
    return all(
        getattr(one, name) == getattr(other, name)
        for name in ("page", "paragraph", "table", "row", "column", "sheet", "cell", "part")
    )


def _box(document: Document, place: Place, stop: int, start: int, end: int) -> Box:
    """The part of a line's box that holds ``text[start:end]``."""
    assert place.box is not None
    line = document.text[place.start : stop].rstrip()
    if not place.stops or len(place.stops) != 2 * (line.count(" ") + 1):
        return place.box
    first = _edge(line, place.stops, max(0, start - place.start))
    last = _edge(line, place.stops, min(len(line), end - place.start), after=True)
    turn = Turn(place.turn)
    _, bottom, _, top = turn.box(*place.box)
    box = turn.back().box(min(first, last), bottom, max(first, last), top)
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)


def _edge(line: str, stops: tuple[float, ...], at: int, *, after: bool = False) -> float:
    """Where the character `at` of a line begins, or the one before it ends; within words the letters share the room."""
    number = line.count(" ", 0, at)
    if after and at > 0 and line[at - 1] == " ":
        number, at = number - 1, at - 1
    begin = line.rfind(" ", 0, at) + 1
    finish = line.find(" ", at)
    size = (finish if finish >= 0 else len(line)) - begin
    left, right = stops[2 * number], stops[2 * number + 1]
    return left + (right - left) * (at - begin) / size if size else left


def _joined(boxes: tuple[Box, ...], more: tuple[Box, ...]) -> tuple[Box, ...]:
    """`boxes` and the next one, which joins the last when both stand in one line."""
    last, (left, bottom, right, top) = boxes[-1], more[0]
    lower = min(last[3] - last[1], top - bottom)
    if min(last[3], top) - max(last[1], bottom) > _SAME_LINE * lower and left >= last[0]:
        return (*boxes[:-1], (last[0], min(last[1], bottom), max(last[2], right), max(last[3], top)))
    return boxes + more
