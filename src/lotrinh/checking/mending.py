"""The slips of one key that would mend a contradiction: one digit wrong, swapped, lost or doubled.

Reads: a relation's figures. Writes: `Mend`s, the likeliest slip first (Damerau's four kinds of typing error).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lotrinh.checking.printed import Figure
from lotrinh.core.vietnamese.numbers import format_number

_MOST = 4  # mends told
NEAR = Fraction(1, 10)
"""Two values no further apart than this share of one may have been meant to be one."""


@dataclass(frozen=True, slots=True)
class Mend:
    """Were figure number `figure` printed as `value`, everything would agree."""

    figure: int
    value: Fraction
    decimals: int

    def printed(self, language: str = "vi") -> str:
        """The figure as it would be printed."""
        return format_number(abs(self.value), self.decimals, lang=language)


def slips(digits: str) -> Iterator[str]:
    """All numbers one slip away from `digits`: replaced, swapped, one left out, one added.

    >>> list(slips("10"))[:3], "101" in set(slips("10")), "01" in set(slips("10"))
    (['20', '30', '40'], True, False)
    """
    seen = {digits}
    for candidate in _slips(digits):
        if candidate and candidate not in seen and (len(candidate) == 1 or candidate[0] != "0" or digits[0] == "0"):
            seen.add(candidate)
            yield candidate


def _slips(digits: str) -> Iterator[str]:
    places = range(len(digits))
    yield from (digits[:at] + new + digits[at + 1 :] for at in places for new in "0123456789")
    yield from (digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in places[:-1])
    yield from (digits[:at] + digits[at + 1 :] for at in places)
    yield from (digits[:at] + new + digits[at:] for at in range(len(digits) + 1) for new in "0123456789")


def mends(
    figures: Sequence[Figure],
    agree: Callable[[Sequence[Figure]], bool],
    given: Collection[int] = (),
) -> tuple[Mend, ...]:
    """The one-slip edits of one figure after which `agree` holds: of as many digits, and the nearest values, first.

    `given`: figures that are not to be edited.
    """
    found: list[tuple[bool, int, Mend]] = []
    for at, figure in enumerate(figures):
        scale = 10**figure.decimals
        units = abs(figure.value) * scale
        if units.denominator != 1 or at in given:
            continue
        digits = str(units.numerator).zfill(figure.decimals + 1)
        sign = -1 if figure.value < 0 else 1
        for candidate in slips(digits):
            value = Fraction(sign * int(candidate), scale)
            changed = [*figures[:at], figure.edited(value, figure.decimals), *figures[at + 1 :]]
            if agree(changed):
                longer = len(candidate) != len(digits)
                found.append((longer, abs(int(candidate) - int(digits)), Mend(at, value, figure.decimals)))
    return tuple(mend for _, _, mend in sorted(found, key=lambda one: one[:2])[:_MOST])


def slip_between(first: Figure, second: Figure, factor: Fraction = Fraction(1), *, short: bool = False) -> bool:
    """Whether two values are so close, or their digits so alike, that both were meant to be one.

    `short`: numbers of one or two digits count too, of which chance alone makes many alike.
    """
    if abs(first.value * factor - second.value) <= NEAR * abs(second.value):
        return True
    one, other = (str(int(abs(figure.value) * 10**figure.decimals)) for figure in (first, second))
    return (short or len(one) > 2) and other in set(slips(one))
