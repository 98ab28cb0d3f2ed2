"""Proper names: the name of a body in proper case, where letterheads print it in capitals.

Reads: `Prose`, a name. Writes: the name as the text prints it elsewhere, else by the rules of names.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.identity.issuer_words import PARTY_COMMITTEES, issuer_words, known_names, proper_phrases
from lotrinh.extraction.prose import Prose

_LOST_LETTER = re.compile(r"u?y (?=ban nhân dân)")


def proper(prose: Prose, name: str) -> str:
    """`name` in proper case: as the text prints it elsewhere, else by the rules of names.

    Only names wholly in capitals or small letters are touched, and those whose capitals are misplaced ("ủy Ban").
    """
    known = known_names().get(fold(name).replace(" ", ""))
    if known is not None:
        name = known
    elif name.isupper() and (lost := _LOST_LETTER.match(shadow(name))):
        name = f"ỦY {name[lost.end() :]}"  # scans and converters lose the letter with its many marks
    elif not name.isupper() and not name[1:].islower() and not name[0].islower():
        return name
    shade = shadow(name)
    at = prose.shadow.find(shade)
    while at >= 0:
        printed = prose.text[at : at + len(shade)]
        if not printed.isupper() and not printed[1:].islower() and printed[0].isupper():
            return printed
        at = prose.shadow.find(shade, at + len(shade))
    return _by_rule(name.lower(), shade)


def _by_rule(name: str, shade: str) -> str:
    letters = list(name)
    covered: set[int] = set()
    for told, pattern, phrase in proper_phrases():
        for found in pattern.finditer(shade) if told in shade else ():
            if found.start() in covered:
                continue  # "Cục" within "Tổng cục"
            covered.update(range(*found.span()))
            for offset, char in enumerate(phrase):
                if char.isupper():
                    letters[found.start() + offset] = letters[found.start() + offset].upper()
    words = list(re.finditer(r"\S+", shade))
    in_place = False
    company = shade.startswith(tuple(map(shadow, issuer_words()["companies"]))) and " " in shade
    for place, word in enumerate(words):
        here, before = word[0], words[place - 1][0] if place else ""
        if word.start() in covered:
            in_place = f"{before} {here}" in PARTY_COMMITTEES
            continue
        level = any(f"{before} {here}" == one or here == one for one in issuer_words()["levels"])
        names_field = before in ("bộ", "sở", "cục", "vụ", "phòng", "viện") or (before in ("và", "-") and not in_place)
        listed = before.endswith(",") and words[0][0] in ("bộ", "sở")
        if place == 0 or listed or company or ((in_place or names_field) and not level):
            letters[word.start()] = letters[word.start()].upper()
        in_place = level or (in_place and here != "và")
    return "".join(letters)
