"""Unit: what a printed number counts, with its scale word, base and denominators.

>>> unit = parse_unit("triệu lượt người")
>>> unit.base, unit.factor, unit.kind
('lượt', Fraction(1000000, 1), <Kind.COUNT: 'count'>)
>>> parse_unit("giường bệnh/vạn dân") == parse_unit("giường bệnh/1 vạn dân")
True
>>> convert(4210, parse_unit("nghìn lượt"), parse_unit("triệu lượt người"))
Fraction(421, 100)
>>> convert(2, parse_unit("%"), parse_unit("điểm %")) is None
True

Percent and percentage points are two units; so are currencies. Names and factors are data: `unit_table`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from lotrinh.core.unit_table import BASES, LEVELS, NOT_SCALED, SCALES, Kind
from lotrinh.core.vietnamese.numbers import parse_number
from lotrinh.core.vietnamese.text import nfc, shadow

__all__ = ["Kind", "Unit", "convert", "parse_unit", "same_dimension", "with_unit"]

_ONE = Fraction(1)
_SCALES = {shadow(word): factor for word, factor in SCALES.items()}
_NOT_SCALED = frozenset(map(shadow, NOT_SCALED))
_NAMES = {shadow(name): (kind, base, Fraction(factor)) for kind, base, names in BASES for name, factor in names.items()}
_LEVELS = frozenset(map(shadow, LEVELS))


@dataclass(frozen=True, slots=True)
class Unit:
    """One of it is `factor` times `base`, per all of `per`. Two prints of the same unit are equal.

    * `per`: bases of the denominators in order of their names ("người", "năm"); their sizes are in `factor`.
    * `of`: the whole of a share, when the unit names it ("% GRDP" → "grdp").
    * `text`: as printed.
    """

    kind: Kind
    base: str
    factor: Fraction = _ONE
    per: tuple[str, ...] = ()
    of: str = ""
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.text


PLAIN = Unit(Kind.PLAIN, "")
_STROKE = re.compile(r" ?/ ?")
_LEADING_NUMBER = re.compile(r"([0-9][0-9.,]*) ?")
_SHARE = re.compile(r"(%|‰|phần trăm)(?: của)? ?(?!điểm)(\S.*)")


@lru_cache(maxsize=2048)
def parse_unit(text: str | None) -> Unit:
    """The unit that `text` prints; `PLAIN` for nothing. Unknown nouns are counts of themselves.

    >>> parse_unit("nghìn tỷ đồng").factor == 10**12, parse_unit("tỷ USD").base
    (True, 'USD')
    >>> parse_unit("m2 / người").per, parse_unit("triệu đồng/người/năm").per, parse_unit("%/năm").per
    (('người',), ('người', 'năm'), ('năm',))
    >>> parse_unit("% GRDP").of, parse_unit("huyện/thành phố").per, parse_unit("‰").factor
    ('grdp', (), Fraction(1, 10))
    """
    printed = " ".join(nfc(text or "").split())
    folded = shadow(printed).strip(" .")
    if not folded:
        return PLAIN
    if whole := _NAMES.get(folded):
        return Unit(*whole, text=printed)
    head, *strokes = _STROKE.split(folded)
    if strokes and head in _LEVELS and _LEVELS.issuperset(strokes):
        return Unit(Kind.COUNT, ", ".join((head, *strokes)), text=printed)
    kind, base, factor, of = _numerator(head)
    per = []
    for stroke in strokes:
        below, size = _denominator(stroke)
        factor /= size
        per.append(below)
    return Unit(kind, base, factor, tuple(sorted(per)), of, printed)


def _numerator(folded: str) -> tuple[Kind, str, Fraction, str]:
    if (share := _SHARE.fullmatch(folded)) and folded not in _NAMES:
        kind, base, factor = _NAMES[share[1]]
        return kind, base, factor, share[2]
    scale, noun = _scaled(folded)
    if not noun:
        return Kind.PLAIN, "", scale, ""
    kind, base, factor = _NAMES.get(noun) or _NAMES.get(noun.removeprefix("số ")) or (Kind.COUNT, noun, _ONE)
    return kind, base.removeprefix("số "), scale * factor, ""


def _scaled(folded: str) -> tuple[Fraction, str]:
    """The product of the leading scale words, and the rest."""
    scale = _ONE
    words = folded.split(" ")
    while words and words[0] in _SCALES and not (len(words) > 1 and words[1] in _NOT_SCALED):
        scale *= _SCALES[words.pop(0)]
    return scale, " ".join(words)


def _denominator(folded: str) -> tuple[str, Fraction]:
    """Base and size: "1 vạn dân" is 10.000 of "người"."""
    size = _ONE
    if found := _LEADING_NUMBER.match(folded):
        number = parse_number(found[1])
        if number and number.units > 0:
            size, folded = Fraction(number.exact), folded[found.end() :]
    scale, noun = _scaled(folded)
    _, base, factor = _NAMES.get(noun, (Kind.COUNT, noun, _ONE))
    return base, size * scale * factor


def same_dimension(one: Unit, other: Unit, *, unsaid: frozenset[str] = frozenset()) -> bool:
    """Whether numbers in the two units can be compared at all.

    A noun left unsaid ("6 triệu") agrees with any count or sum of money, a share without its whole with any
    share. `unsaid`: denominators that one of the two may leave out ("người" of income a head).

    >>> same_dimension(parse_unit("triệu lượt"), parse_unit("nghìn lượt người"))
    True
    >>> same_dimension(parse_unit("triệu đồng"), parse_unit("triệu USD"))
    False
    >>> income = parse_unit("triệu đồng/người/năm"), parse_unit("triệu đồng")
    >>> same_dimension(*income), same_dimension(*income, unsaid=frozenset({"người", "năm"}))
    (False, True)
    """
    if one.of and other.of and one.of != other.of:
        return False
    if not set(one.per) ^ set(other.per) <= unsaid:
        return False
    if Kind.PLAIN in (one.kind, other.kind):
        return {one.kind, other.kind} <= {Kind.PLAIN, Kind.COUNT, Kind.MONEY}
    return one.base == other.base


def convert(
    value: int | float | Decimal | Fraction, source: Unit, target: Unit, *, unsaid: frozenset[str] = frozenset()
) -> Fraction | None:
    """`value` of `source` in `target`, exactly; None when the two cannot be compared (see `same_dimension`).

    A float counts as the decimal number it prints.

    >>> convert(1.2, parse_unit("tỷ USD"), parse_unit("triệu USD"))
    Fraction(1200, 1)
    >>> convert(65, parse_unit("tạ/ha"), parse_unit("tấn/ha"))
    Fraction(13, 2)
    """
    if not same_dimension(source, target, unsaid=unsaid):
        return None
    exact = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    return exact if source.factor == target.factor else exact * source.factor / target.factor


def with_unit(number: str, unit: Unit | str | None) -> str:
    r"""A written number with its unit: "%" close to it, words after a no-break space.

    >>> with_unit("64", "%"), with_unit("61,1", "triệu đồng")
    ('64%', '61,1\xa0triệu đồng')
    """
    told = str(unit or "")
    return f"{number}{told}" if not told or told.startswith(("%", "‰")) else f"{number}\u00a0{told}"
