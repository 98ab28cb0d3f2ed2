"""Signs: the number and symbol that identify a document ("23/KH-UBND", "52-CTr/TU", "62/2025/QH15").

Reads: `Prose`. Writes: one `Sign` per printed number, in text order; which document it is of, and of
what kind, is told by what stands around it (citations.py, metadata.py).

One pass over the shadow finds digits that a stroke or hyphen joins to letters; the rest is told by
the print: symbols are in capitals, however wraps and scans have spaced them ("71/NQ -CP",
"999 - TC/QĐ/CĐKT", "120 /2002/TT-BTC", "1301QĐ-CTN").
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.extraction.prose import Prose
from lotrinh.extraction.references.kinds import kinds_by_symbol


class Sign(msgspec.Struct, frozen=True, gc=False):
    """A document's number. `number`: without blanks; `kind`: symbol of the kind in lower case, "" if none.

    `known`: the symbol says by itself that this is a document's number.
    """

    start: int
    end: int
    number: str
    kind: str
    known: bool
    year: int | None


_PART = r"(?:[a-zđ]|ư(?!\w*[^\W\da-zđư]))[a-zđư0-9&]{0,14}"  # "Ư", but not that of "Ước"
_KINDS = "(?:qđ|nq|kh|tb|ct|kl|hd|bc|cv|tt|ttr|ctr|qyđ|qc|gm)"  # with a blank in front: "84 QĐ/TWĐTN"
_SIGN = re.compile(
    # The digit comes first and its left side is looked at afterwards: that is how the engine is fast.
    r"[0-9](?:(?<![\w,#/][0-9])|(?<= s[0-9]))(?<!\w[./-][0-9])[0-9#]{0,5}+[a-z]{0,2}"
    r"(?:(?: ?/ ?|-(?=20[0-9]{2}/))(?P<year>(?:1[89]|20)[0-9]{2}))?"  # "12/2020/…", but "19-2016/NQ-CP"
    rf"(?P<tail>(?: ?[-/] ?|(?=(?:qđ|nq|nđ|kh|tb|qd|nd|ct)-)| (?={_KINDS}[-/][a-zđ]))"
    rf"{_PART}(?: ?[-/.] ?{_PART}){{0,6}})"
)
_PIECE = re.compile(rf"( ?[-/.]? ?)({_PART})")
_ISSUER = re.compile(
    r"(?:qh|ubtvqh|đđqh|hđnd|qhk)[0-9]{1,2}|"
    r"ttg|cp|tw|tu|hu|qu|ubnd|hđnd|ubtvqh|ubtvqhi[0-9]|hđbt|vpcp|cđkt|ub|qh|đu|đuk|bcđ|bcsđ|vptw|vptu|ctn"
)
# "số", as scans print it too, before a number.
NUMBER_WORD = re.compile(r"(?<!\w)[s$][ốôóoéếè6]? ?[:.]? ?$")
_SMALL_LAST = re.compile(r"(?<![^/.-])(?:TTR|CTR|TTG)(?![^/.-])")  # "TTr", "CTr", "TTg"
_IN_CAPITALS = "-TTG"  # of "QĐ-TTg"
_GLUED_CAPITAL = re.compile(r"TTg([A-ZĐ])")
_TERM = re.compile(r" 1[0-9](?![\w/.-])")  # of the National Assembly
_GLUED_DAY = "ngày"
_BROKEN = re.compile(r"(?<!\w)s[ốôóo] ?:? ?([0-9]{1,2}) $")  # a scanner's "số 1 17/2018/NĐ-CP"
_DASHES = str.maketrans("–—−‐‑‒", "------")
_UNITS = frozenset({"I", "II", "III"})
_SMALL_LETTERS = frozenset({"ttg", "ctr", "ttr", "qyđ"})


def find_signs(prose: Prose, start: int = 0, end: int | None = None) -> list[Sign]:
    """The signs of documents in ``[start, end)``, in text order. Linear."""
    limit = len(prose.shadow) if end is None else end
    found = (_sign(prose, match) for match in _SIGN.finditer(prose.shadow, start, limit))
    return [sign for sign in found if sign is not None]


def _sign(prose: Prose, match: re.Match[str]) -> Sign | None:
    """The sign, without the words that the pattern took along ("53/TTr - theo")."""
    symbols = kinds_by_symbol()
    start, end = match.start(), match.start()
    kind, known = "", False
    for place, piece in enumerate(_PIECE.finditer(prose.shadow, match.start("tail"), match.end())):
        symbol, printed = piece[2], prose.text[piece.start(2) : piece.end(2)]
        mark = piece[1].strip()
        familiar = symbol in symbols or _ISSUER.fullmatch(symbol) is not None
        unspaced = piece[1] == mark
        if not (_is_printed_as_symbol(printed, symbol) or (unspaced and (familiar or (known and len(symbol) <= 6)))):
            break
        if not unspaced and prose.text[piece.end() : piece.end() + 1].isalpha():
            break  # "12/BXD-QLN — HƯỚNG DẪN": the beginning of a word
        unit = unspaced and printed in _UNITS  # of an office: "9981/VPCP-V.I"
        if mark == "." and not (printed.isupper() and (len(printed) > 2 or familiar or unit)):
            break  # a full stop, not the point of "30/TTr.SXD"
        if symbol in symbols and (place == 0 or mark == "/"):  # "12/TTr-SXD", but "999-TC/QĐ/CĐKT"
            kind = symbol
        known = known or familiar
        end = piece.end()
    if end == start:
        return None
    if (run := _GLUED_CAPITAL.search(prose.text, start, end)) is not None:  # "659/CĐ-TTgCÔNG ĐIỆN"
        end = run.start(1)
    if prose.shadow.startswith(_GLUED_DAY, end - 2):  # "30/2020/NĐ-CPngày 05/3/2020"
        end -= 2
    if (term := _TERM.match(prose.shadow, end)) is not None and prose.shadow.endswith("qh", start, end):
        end = term.end()  # "120/2020/QH 14"
    if prose.shadow[start - 1 : start] == " " and (broken := _BROKEN.search(prose.shadow, max(0, start - 8), start)):
        start = broken.start(1)
    number = _as_meant(prose.text[start:end].replace(" ", "").translate(_DASHES))
    return Sign(start, end, number, kind, known, int(match["year"]) if match["year"] else None)


def _as_meant(number: str) -> str:
    """The number in its own letters, where a heading in capitals or a title stored in small letters changed them.

    >>> _as_meant("12/QĐ-TTG"), _as_meant("15/ttr-ubnd")
    ('12/QĐ-TTg', '15/TTr-UBND')
    """
    if number.islower():
        return _SMALL_LAST.sub(lambda short: f"{short[0][:-1]}{short[0][-1].lower()}", number.upper())
    return f"{number[:-1]}g" if number.endswith(_IN_CAPITALS) else number


def _is_printed_as_symbol(printed: str, symbol: str) -> bool:
    """Symbols are in capitals, but for "TTg", "CTr", "TTr"; one capital stands for itself ("12/L")."""
    return printed.isupper() or symbol in _SMALL_LETTERS or sum(c.isupper() for c in printed) >= 2
