"""A document led through recognition: two pages at a time, bounded, watched, resumable.

Reads: numbers of pages and a way to get their pictures. Writes: laid-out pages; numbers of those that failed.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from msgspec.structs import replace

from lotrinh.reading.limits import Limits
from lotrinh.reading.ocr.cache import Kept
from lotrinh.reading.ocr.engine import Engine, RecognitionError, recognise
from lotrinh.reading.ocr.gaps import added, strips
from lotrinh.reading.ocr.layout import page_of_sight, slope_of
from lotrinh.reading.ocr.picture import Picture, levelled, rules_of, turned, without
from lotrinh.reading.ocr.words import Sight, words_of
from lotrinh.reading.pdf.page import Page
from lotrinh.reading.watch import tell

PictureOf = Callable[[int, threading.Event], Picture]
_AT_ONCE = 2
_BLOCK = 6  # Tesseract's mode for one block of text
_BEAT = 0.5  # seconds between two words to the watcher
_POOR = 0.6  # a page less sure than that may lie on its side
_LEVEL = 0.002  # pixels a pixel: half a line over the width of a page
_SURE_OF_SIDE = 1.5  # Tesseract's own measure
_ROTATE = re.compile(r"^Rotate: (\d+)$", re.MULTILINE)
_CONFIDENCE = re.compile(r"^Orientation confidence: ([\d.]+)$", re.MULTILINE)


@dataclass(slots=True)
class Recognition:
    """Pages by number, numbers of pages that failed, and how sure recognition was (0 to 1) of the whole."""

    pages: dict[int, Page] = field(default_factory=dict)
    failed: list[int] = field(default_factory=list)
    confidence: float = 0.0


def recognised(
    numbers: Sequence[int], picture_of: PictureOf, tesseract: Engine, kept: Kept, limits: Limits
) -> Recognition:
    """The pages `numbers` (from 1). An exception of the watcher ends it; finished pages are kept."""
    stop = threading.Event()
    result = Recognition()
    sights: dict[int, Sight] = {}

    def see(number: int) -> Sight:
        return _sight(number, picture_of, tesseract, kept, limits, stop)

    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="ocr") as pool:
        waiting: dict[Future[Sight], int] = {pool.submit(see, number): number for number in numbers}
        try:
            while waiting:
                tell(len(numbers) - len(waiting), len(numbers))
                done, _ = wait(waiting, timeout=_BEAT, return_when=FIRST_COMPLETED)
                for future in done:
                    number = waiting.pop(future)
                    try:
                        sights[number] = future.result()
                    except RecognitionError:
                        result.failed.append(number)
            tell(len(numbers), len(numbers))
        except BaseException:
            stop.set()  # ends the programs that run
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    for number, sight in sorted(sights.items()):
        result.pages[number] = page_of_sight(sight, number)
    result.failed.sort()
    weights = [(len(sight.words), sight.confidence()) for sight in sights.values()]
    total = sum(weight for weight, _ in weights)
    result.confidence = sum(weight * sure for weight, sure in weights) / total if total else 0.0
    return result


def _sight(
    number: int, picture_of: PictureOf, tesseract: Engine, kept: Kept, limits: Limits, stop: threading.Event
) -> Sight:
    known = kept.page(number)
    if known is not None:
        return known
    picture = picture_of(number, stop)
    sight = _seen(picture, 0, tesseract, limits, stop)
    if sight.confidence() < _POOR and picture.has_ink() and (quarters := _side(picture, tesseract, limits, stop)):
        other = _seen(turned(picture, quarters), quarters, tesseract, limits, stop)
        sight = max(other, sight, key=Sight.confidence)
    sight = replace(sight, turned=(sight.turned + picture.turned) % 4, origin=picture.origin)
    kept.keep(number, sight)
    return sight


def _seen(
    picture: Picture, quarters: int, tesseract: Engine, limits: Limits, stop: threading.Event, slope: float = 0.0
) -> Sight:
    if not picture.has_ink():
        return Sight(picture.width, picture.height, picture.dpi, quarters, ())
    horizontal, vertical = rules_of(picture)
    is_ruled = len(horizontal) > 1 and len(vertical) > 1
    plain = without(picture, [*horizontal, *vertical]) if is_ruled else picture
    words = words_of(recognise(tesseract, plain, limits.page_seconds, stop))
    if is_ruled and not slope and abs(leans := slope_of(words)) > _LEVEL:
        # The cells of a table are found, and their rules painted over, only where rules are level.
        return _seen(levelled(picture, leans), quarters, tesseract, limits, stop, leans)
    for top, bottom in strips(plain, words):
        again = recognise(tesseract, plain.strip(top, bottom), limits.page_seconds, stop, psm=_BLOCK)
        words = added(words, words_of(again), top)
    return Sight(picture.width, picture.height, picture.dpi, quarters, words, tuple(horizontal), tuple(vertical), slope)


def _side(picture: Picture, tesseract: Engine, limits: Limits, stop: threading.Event) -> int:
    """How many quarters clockwise the picture must be turned, 0 when that cannot be told."""
    try:
        told = recognise(tesseract, picture, limits.page_seconds, stop, psm=0)
    except RecognitionError as problem:
        if problem.reason == "stopped":
            raise
        return 0
    rotate, sure = _ROTATE.search(told), _CONFIDENCE.search(told)
    if rotate is None or sure is None or float(sure[1]) < _SURE_OF_SIDE:
        return 0
    return int(rotate[1]) // 90 % 4
