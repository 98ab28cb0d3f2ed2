"""Numbers as automatic lists draw them (the number formats of Word; HTML has a part of them)."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3_999


def ordinal(number: int, style: str) -> str:
    """`number` (from 1) in a `w:numFmt` style; an unknown style counts in decimals.

    >>> ordinal(4, "upperRoman"), ordinal(28, "lowerLetter"), ordinal(7, "decimalZero"), ordinal(3, "none")
    ('IV', 'bb', '07', '')
    """
    match style:
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case "lowerLetter":
            return _letters(number)
        case "upperLetter":
            return _letters(number).upper()
        case "decimalZero":
            return f"{number:02d}"
        case "none":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    parts = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        parts.append(sign * count)
    return "".join(parts)


def _letters(number: int) -> str:
    """Word doubles the letter after z: aa, bb, cc."""
    if not 0 < number <= 26 * 26:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
