"""Numbers as Vietnamese documents print them: a dot between thousands, a comma before decimals.

A `Number` keeps what was printed: the digits and how many of them are decimals ("8,0" is not "8").
When the print could mean something else, the number says so and holds its other reading.

>>> number = parse_number("2.954,1")
>>> number.value, number.decimals, number.exact
(2954.1, 1, Decimal('2954.1'))
>>> parse_number("1.200").value, parse_number("1.200").alternative.value
(1200, 1.2)
>>> parse_number("6.01").value, parse_number("6.01").reason
(6.01, 'dot_decimal')
>>> format_number(1234.5), format_number(1234.5, 2, lang="en")
('1.234,5', '1,234.50')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

# Why a number may be doubted: id → (Vietnamese, English).
REASONS = {
    "one_dot_group": (
        "Dấu chấm được hiểu là dấu ngăn hàng nghìn; cũng có thể là dấu thập phân.",
        "The dot is read as a thousands mark; it could be a decimal point.",
    ),
    "three_comma_decimals": (
        "Dấu phẩy được hiểu là dấu thập phân; cũng có thể là dấu ngăn hàng nghìn.",
        "The comma is read as a decimal mark; it could part thousands.",
    ),
    "dot_decimal": (
        "Dấu chấm được hiểu là dấu thập phân vì sau nó không phải ba chữ số.",
        "The dot is read as a decimal point, as it does not part a group of three digits.",
    ),
    "comma_groups": (
        "Số viết theo lối Anh: dấu phẩy ngăn hàng nghìn, dấu chấm thập phân.",
        "Written the English way: commas part thousands, a dot marks decimals.",
    ),
    "blank_groups": (
        "Khoảng trắng được hiểu là dấu ngăn hàng nghìn.",
        "Blanks are read as thousands marks.",
    ),
}
_AMBIGUOUS = frozenset({"one_dot_group", "three_comma_decimals"})


@dataclass(frozen=True, slots=True)
class Number:
    """`units` steps of the last printed digit: "2.954,1" is 29541 units with 1 decimal.

    `reason`: key of `REASONS`, or None when the print has one Vietnamese reading.
    """

    units: int
    decimals: int = 0
    reason: str | None = None

    @property
    def value(self) -> int | float:
        """An int when no decimals were printed, else the nearest float."""
        return self.units / 10**self.decimals if self.decimals else self.units

    @property
    def exact(self) -> Decimal:
        """The printed value, exactly, with its printed decimals."""
        return Decimal(f"{self.units}E-{self.decimals}")

    @property
    def half_unit(self) -> Fraction:
        """How far the true value may lie from the printed one: half a unit of the last digit.

        >>> parse_number("8,0").half_unit, parse_number("8").half_unit
        (Fraction(1, 20), Fraction(1, 2))
        """
        return Fraction(1, 2 * 10**self.decimals)

    @property
    def ambiguous(self) -> bool:
        """Whether the print has a second plausible reading (see `alternative`)."""
        return self.reason in _AMBIGUOUS

    @property
    def alternative(self) -> Number | None:
        """The other reading of an ambiguous print: "68,457" as 68457, "1.234" as 1,234; else None."""
        if self.reason == "one_dot_group":
            return Number(self.units, 3, "dot_decimal")
        if self.reason == "three_comma_decimals":
            return Number(self.units, 0, "comma_groups")
        return None


_MAX_LENGTH = 40  # Longer runs of digits are account numbers and noise; int() of them costs quadratic time.
_BLANK = "[ \u00a0\u2009\u202f]"
# Source of the pattern of a printed number without its sign; it takes a whole run ("25.01.2025"), so that
# a date or a section number is refused by `match_number` and never half read.
NUMBER = rf"[0-9]{{1,3}}(?:{_BLANK}[0-9]{{3}}(?![0-9]))+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)*"
_NUMBER = re.compile(rf"(?<![0-9])(?:{NUMBER})(?![0-9])")
_DOT_GROUPS = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]+))?")
_COMMA_GROUPS = re.compile(r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?")
_BLANK_GROUPS = re.compile(r"([1-9][0-9]{0,2}(?: [0-9]{3})+)(?:,([0-9]+))?")
_GROUP_MARKS = str.maketrans("", "", "., ")
_PLAIN = str.maketrans("\u2212\u2013\u00a0\u2009\u202f", "--   ")


@lru_cache(maxsize=8192)  # documents repeat their numbers, and years most of all
def parse_number(text: str) -> Number | None:
    """The number that all of `text` prints, sign included; None when it is not one.

    >>> parse_number("61,1").value, parse_number("-4,13").value, parse_number("05").value
    (61.1, -4.13, 5)
    >>> parse_number("10 530,1").value, parse_number("10,530.1").value
    (10530.1, 10530.1)
    >>> parse_number("25.01.2025"), parse_number("1.23,4"), parse_number("")
    (None, None, None)
    """
    if len(text) > _MAX_LENGTH:
        return None
    if not text.isascii():
        text = text.translate(_PLAIN)
        if not text.isascii():
            return None
    if text.isdecimal():
        return Number(int(text))
    head, comma, tail = text.partition(",")
    if comma and head.isdecimal() and tail.isdecimal():
        doubtful = len(tail) == 3 and len(head) <= 3 and head[0] != "0"
        return Number(int(head + tail), len(tail), "three_comma_decimals" if doubtful else None)
    if text.startswith(("-", "+")):
        unsigned = None if text.startswith(("-", "+"), 1) else parse_number(text[1:])
        if unsigned is None or text[0] == "+":
            return unsigned
        return Number(-unsigned.units, unsigned.decimals, unsigned.reason)
    return _grouped(text)


def _grouped(text: str) -> Number | None:
    """Numbers with thousands marks, or with a decimal point."""
    if found := _DOT_GROUPS.fullmatch(text):
        groups, decimals = found.groups(default="")
        doubtful = not decimals and len(groups) <= 7
        return _number(groups, decimals, "one_dot_group" if doubtful else None)
    head, dot, tail = text.partition(".")
    if dot and head.isdecimal() and tail.isdecimal():
        return Number(int(head + tail), len(tail), "dot_decimal")
    if found := _COMMA_GROUPS.fullmatch(text):
        groups, decimals = found.groups(default="")
        return _number(groups, decimals, "comma_groups")
    if found := _BLANK_GROUPS.fullmatch(text):
        groups, decimals = found.groups(default="")
        return _number(groups, decimals, "blank_groups")
    return None


def _number(groups: str, decimals: str, reason: str | None) -> Number:
    return Number(int(groups.translate(_GROUP_MARKS) + decimals), len(decimals), reason)


def match_number(text: str, position: int = 0) -> tuple[Number, int] | None:
    """The unsigned number printed at `position` of `text` and the offset after it; None when there is none.

    >>> match_number("đạt 61,1 triệu đồng", 4)
    (Number(units=611, decimals=1, reason=None), 8)
    >>> match_number("ngày 25.01.2025", 5) is None
    True
    """
    found = _NUMBER.match(text, position)
    if found is None:
        return None
    number = parse_number(found.group())
    return None if number is None else (number, found.end())


_SWAP_MARKS = str.maketrans(",.", ".,")
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)  # the largest float has 309 digits before the comma


def format_number(
    value: Number | int | float | Decimal | Fraction, decimals: int | None = None, *, lang: str = "vi"
) -> str:
    """`value` as printed in Vietnamese ("1.234,5") or English ("1,234.5"), halves rounded away from zero.

    `decimals`: how many to print; None keeps what the value has (at most 6 for a fraction).

    >>> format_number(parse_number("8,0")), format_number(-4.125, 2), format_number(1200)
    ('8,0', '-4,13', '1.200')
    """
    if isinstance(value, Number):
        exact = value.exact
    elif isinstance(value, Fraction):
        exact = _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
        exact = exact if decimals is not None else Decimal(f"{exact:.6f}").normalize()
    else:
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"not a number to print: {value}")
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
    elif isinstance(value, float) and exact == exact.to_integral_value():
        exact = exact.to_integral_value()
    printed = f"{exact:,f}"
    if not any(digit in "123456789" for digit in printed):
        printed = printed.lstrip("-")
    if lang == "en":
        return printed
    return printed.translate(_SWAP_MARKS)
