"""Names that are those of places: "Hà Nội", "huyện Bình Gia".

Reads: a name as printed. Writes: nothing.
"""

from __future__ import annotations

from lotrinh.extraction.language.patterns import pattern

_PLACE_WORD = pattern(r"(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn) ")
_CITY_NAMES = frozenset({"TPHCM", "TP.HCM", "Huế"})


def is_place(name: str) -> bool:
    """Whether a name is that of a place: "Hà Nội", "huyện Bình Gia". Crops and goods are not written in capitals.

    >>> is_place("Ninh Bình"), is_place("Ngô"), is_place("xã Hưng Hà"), is_place("Nông, lâm nghiệp")
    (True, False, True, False)
    """
    if not name[name.rfind(" ") + 1 :][:1].isupper():
        return False
    if name in _CITY_NAMES:
        return True
    kind = _PLACE_WORD.match(name.lower())
    words = name[kind.end() if kind else 0 :].split()
    return 0 < len(words) <= 4 and (kind is not None or len(words) > 1) and all(word[0].isupper() for word in words)
