"""The measure: a printed value with its unit and the words that bound it."""

from __future__ import annotations

import msgspec


class Measure(msgspec.Struct, frozen=True, gc=False):
    """A value as printed. Offsets are prose offsets; ``start <= end <= tail``, ``head <= start``.

    * `start`, `end`: number(s) and unit. `head`: from the first bounding word ("khoảng", "từ", "ít nhất"; the
      "đạt" of "tối thiểu đạt 80%" is inside). `tail`: to the end of "trở lên", "mỗi năm".
    * `low`, `high`: as the contract wants them (ge/gt → high None; le/lt → low None; else both).
      `value`: the first printed number, whatever the comparator.
    * `comparator`: eq | ge | gt | le | lt | range | about | top. `approx`: "khoảng" beside another comparator.
    * `unit`: as printed, without "/năm" (then `per` is "year"); None when none is printed.
    * `kind`: share | money | physical | count | duration | bare (no unit).
    * `of`: the 18 of "15/18 chỉ tiêu", else None.
    * `role`: value | base ("tăng TỪ 60% lên 70%": where it starts) | equivalent ("tương đương 5.400 USD").
    * `reasons`: one_dot_group, three_comma_decimals… (see core numbers), unit_guessed, unit_missing, number_in_words.
    """

    start: int
    end: int
    head: int
    tail: int
    line: int
    value: float
    low: float | None
    high: float | None
    comparator: str
    approx: bool
    unit: str | None
    kind: str
    decimals: int
    per: str | None = None
    of: float | None = None
    role: str = "value"
    reasons: tuple[str, ...] = ()
