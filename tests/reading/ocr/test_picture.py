from __future__ import annotations

import pytest

from lotrinh.reading.ocr.picture import Picture, levelled, rules_of, turned, without

WIDTH, HEIGHT = 600, 400


def blank() -> bytearray:
    return bytearray(b"\xff" * (WIDTH * HEIGHT))


def across(pixels: bytearray, y: int, x0: int, x1: int, slope: float = 0.0, step: int = 1) -> None:
    for x in range(x0, x1):
        if x % step == 0 or step == 1:
            for thick in range(3):
                pixels[(y + thick + round(slope * x)) * WIDTH + x] = 0


def down(pixels: bytearray, x: int, y0: int, y1: int, slope: float = 0.0) -> None:
    for y in range(y0, y1):
        for thick in range(3):
            pixels[y * WIDTH + x + thick - round(slope * y)] = 0


def picture(pixels: bytearray) -> Picture:
    return Picture(WIDTH, HEIGHT, bytes(pixels), 100.0)


def test_rules_are_found_and_letters_and_dark_areas_are_not() -> None:
    pixels = blank()
    across(pixels, 50, 20, 500)
    down(pixels, 20, 50, 350)
    across(pixels, 120, 100, 120)  # a dash
    for row in range(200, 300):
        pixels[row * WIDTH + 100 : row * WIDTH + 300] = bytes(200)  # a dark area
    horizontal, vertical = rules_of(picture(pixels))
    assert [(run.left, run.top, run.right, run.bottom) for run in horizontal] == [(20, 50, 500, 53)]
    assert [(run.left, run.top, run.right, run.bottom) for run in vertical] == [(20, 50, 23, 350)]


def test_dotted_rules_count_where_others_are_whole() -> None:
    pixels = blank()
    down(pixels, 20, 50, 350)
    down(pixels, 480, 50, 350)
    across(pixels, 200, 20, 480, step=2)
    horizontal, _ = rules_of(picture(pixels))
    assert [(run.left, run.top) for run in horizontal] == [(20, 200)]
    (alone,) = [rules_of(picture(blank_with_dots()))]
    assert alone == ([], [])


def blank_with_dots() -> bytearray:
    pixels = blank()
    across(pixels, 200, 20, 480, step=2)
    return pixels


@pytest.mark.parametrize("slope", [0.02, -0.02])
def test_a_leaning_page_is_levelled(slope: float) -> None:
    pixels = blank()
    across(pixels, 150, 40, 560, slope)
    across(pixels, 250, 40, 560, slope)
    down(pixels, 300, 60, 340, slope)
    horizontal, vertical = rules_of(levelled(picture(pixels), slope))
    assert [run.bottom - run.top < 6 for run in horizontal] == [True, True]
    assert [run.right - run.left < 7 for run in vertical] == [True]
    assert abs(horizontal[0].top - 150) <= 1


def test_turns_and_paint() -> None:
    small = Picture(3, 2, bytes([1, 2, 3, 4, 5, 6]), 100.0)
    assert turned(small, 1).pixels == bytes([4, 1, 5, 2, 6, 3])
    assert turned(small, 2).pixels == bytes([6, 5, 4, 3, 2, 1])
    assert turned(small, 3).pixels == bytes([3, 6, 2, 5, 1, 4])
    assert turned(turned(small, 1), 3) == small
    pixels = blank()
    across(pixels, 50, 20, 500)
    page = picture(pixels)
    assert without(page, rules_of(page)[0]).ink() == 0.0
    assert page.has_ink()
    assert not picture(blank()).has_ink()
