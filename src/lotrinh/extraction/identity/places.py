"""Places of issuers: what a cut name lacks ("ỦY BAN NHÂN DÂN", "UBND TỈNH").

Reads: `Prose`, `Letterhead`, `data/letterhead.toml`. Writes: "tỉnh Lạng Sơn", or None.

A site's box, the date line or the body above tell the place; else the one province or city the text speaks of.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.identity.letterhead import Letterhead
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon

_BODIES = ("ủy ban nhân dân", "hội đồng nhân dân", "ubnd", "hđnd")
_OF_PROVINCE = tuple(f"{body} tỉnh" for body in _BODIES)
_OF_CITY = tuple(f"{body} thành phố" for body in _BODIES)
_FEWEST_MENTIONS = 2  # of a city, for a town's committee may be meant
_TOWN = re.compile(r"^(?:TP|Tp|TX)\. ?")
_DASH = re.compile(r" ?[-–] ?")


@cache
def _words() -> dict[str, Any]:
    data: dict[str, Any] = lexicon("letterhead")
    return data


@cache
def level_starts() -> tuple[str, ...]:
    """How the name of a place begins: "tỉnh ", "xã "."""
    return tuple(f"{level} " for level in _words()["issuers"]["levels"])


def place_in(above: str, name: str) -> str:
    """ " tỉnh Lạng Sơn" of "UBND TỈNH LẠNG SƠN", for its departments."""
    shade = shadow(above)
    for level in _words()["issuers"]["levels"]:
        at = shade.find(f" {level} ")
        if at >= 0 and shade[at:] not in name:
            return above[at:]
    return ""


def missing_place(prose: Prose, letterhead: Letterhead, name: str) -> str | None:
    """The place that `name` (in shadow spelling) lacks; None when it lacks none or nothing tells it."""
    if name.endswith((*_OF_PROVINCE, *_OF_CITY)):
        return place_told(prose, name)
    if not name.endswith(_BODIES):
        return None
    boxed = letterhead.box.get("issuer")
    if boxed is not None and shadow(boxed.value).startswith(level_starts()):
        return boxed.value[0].lower() + boxed.value[1:]
    if letterhead.place is None:
        return None
    town = _TOWN.sub("", letterhead.place)
    for spelt in (town, _DASH.sub(" - ", town)):  # "Bà Rịa-Vũng Tàu" beside the date, with blanks in the text
        for level in _words()["issuers"]["levels"]:
            if f"{level} {shadow(spelt)}" in prose.shadow:
                return f"{level} {spelt}"
    return _known_places().get(fold(town))


def place_told(prose: Prose, name: str) -> str | None:
    """The province or city a text speaks of, told most often and more often than all others together.

    `name`: the cut name in shadow spelling; None when it needs neither.
    """
    if name.endswith(_OF_PROVINCE):
        group, fewest = "provinces", 1
    elif name.endswith(_OF_CITY):
        group, fewest = "cities", _FEWEST_MENTIONS
    else:
        return None
    told = Counter(found[1] for found in _told(group).finditer(prose.shadow))
    if not told:
        return None
    place, times = told.most_common(1)[0]
    sure = times >= fewest and times * 2 > told.total()
    return next(known for known in _words()["places"][group] if shadow(known) == place) if sure else None


@cache
def _told(group: str) -> re.Pattern[str]:
    level = "tỉnh" if group == "provinces" else "thành phố"
    return re.compile(rf"{level} ({any_of(_words()['places'][group])})(?!\w)")


@cache
def _known_places() -> dict[str, str]:
    """Provinces and cities under the centre with their level, by their letters."""
    levels = {"cities": "thành phố", "provinces": "tỉnh"}
    return {fold(name): f"{level} {name}" for group, level in levels.items() for name in _words()["places"][group]}
