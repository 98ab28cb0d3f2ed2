"""Numbers in words, as official amounts spell them, both ways.

>>> parse_words("hai mươi lăm"), parse_words("một trăm linh năm"), parse_words("hai triệu rưỡi")
(25, 105, 2500000)
>>> number_in_words(1005), number_in_words(2_500_000_021)
('một nghìn không trăm linh năm', 'hai tỷ năm trăm triệu không trăm hai mươi mốt')
>>> match_words("chín tháng đầu năm")
(9, 4)

Words are those of a shadow text: lower case, single blanks. Loose spoken forms with a missing scale word
("một nghìn hai" for 1.200) are refused rather than guessed.

Names: match_words, parse_words, number_in_words, MONTHS.
"""

from __future__ import annotations

import re
from fractions import Fraction

_DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_DIGITS = {word: value for value, word in enumerate(_DIGIT_WORDS)} | {"bẩy": 7}
# After "mươi" and "linh" some digits change their word.
_LAST_DIGITS = _DIGITS | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_SCALES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "vạn": 10**4, "nghìn": 10**3, "ngàn": 10**3}
_WORDS = {*_LAST_DIGITS, *_SCALES, "mười", "mươi", "trăm", "linh", "lẻ", "rưỡi"}
_WORD = re.compile(rf" ?({'|'.join(sorted(_WORDS, key=len, reverse=True))})(?!\w)")
_MAX_WORDS = 48  # The longest number below the limit has 44.
LIMIT = 10**18

# Months by their words; "giêng" and "chạp" are the first and the last.
MONTHS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười một": 11, "mười hai": 12, "mười": 10, "chạp": 12,
}  # fmt: skip


def match_words(text: str, position: int = 0) -> tuple[int | Fraction, int] | None:
    """The number that the words at `position` spell and the offset after them; None when they spell none.

    "năm" is read as five only where it cannot be the year ("hai mươi năm" are twenty years).

    >>> match_words("hai mươi năm"), match_words("năm xã")
    ((20, 8), (5, 3))
    >>> match_words("năm rưỡi"), match_words("một nghìn hai")
    ((Fraction(11, 2), 8), None)
    """
    words: list[str] = []
    ends: list[int] = []
    end = position
    while len(words) < _MAX_WORDS and (found := _WORD.match(text, end)):
        if not words and found.start(1) != position:
            return None
        words.append(found[1])
        end = found.end()
        ends.append(end)
    read = _number(words)
    return None if read is None else (read[0], ends[read[1] - 1])


def parse_words(text: str) -> int | Fraction | None:
    """The number that all of `text` spells, or None.

    >>> parse_words("ba nghìn hai trăm tỷ"), parse_words("ba cái")
    (3200000000000, None)
    """
    found = match_words(text)
    return found[0] if found and found[1] == len(text) else None


class _LooseFormError(Exception):
    """A spoken form that leaves a scale word out: refused, as a wrong amount is worse than none."""


def _number(words: list[str]) -> tuple[int | Fraction, int] | None:
    """The value of the first words and how many were used."""
    try:
        value, index = _section(words, 0, first=True)
        if index == 0:
            return None
        if _at(words, index) in ("tỷ", "tỉ"):
            value, index = _scaled(words, index, value)
            lower, index = _section(words, index, first=False)
            value += lower
        elif _at(words, index) == "rưỡi" and words[index - 1] not in _SCALES:
            value, index = value + Fraction(1, 2), index + 1
        return None if _at(words, index) in _SCALES else (value, index)
    except _LooseFormError:
        return None


def _at(words: list[str], index: int) -> str:
    return words[index] if index < len(words) else ""


def _scaled(words: list[str], index: int, count: int | Fraction) -> tuple[int | Fraction, int]:
    """`count` times the scale word at `index`, and half as much again for "rưỡi"."""
    scale = _SCALES[words[index]]
    if _at(words, index + 1) == "rưỡi":
        return count * scale + scale // 2, index + 2
    return count * scale, index + 1


def _section(words: list[str], index: int, *, first: bool) -> tuple[int | Fraction, int]:
    """Groups with falling scales below a billion. `first`: no scale word stands before it."""
    total: int | Fraction = 0
    scale = 10**9
    while True:
        count, following = _group(words, index, after_scale=not first)
        if following == index:
            return total, index
        next_scale = _SCALES.get(_at(words, following), 0)
        if 0 < next_scale < scale:
            part, index = _scaled(words, following, count)
            total, scale, first = total + part, next_scale, False
        else:
            if not first and following == index + 1:
                raise _LooseFormError
            return total + count, following


def _group(words: list[str], index: int, *, after_scale: bool) -> tuple[int, int]:
    """A number below a thousand; the index does not move when there is none."""
    word, following = _at(words, index), _at(words, index + 1)
    if word in _DIGITS and following == "trăm":
        value, index = _DIGITS[word] * 100, index + 2
        if _at(words, index) == "rưỡi":
            return value + 50, index + 1
        if _at(words, index) in ("linh", "lẻ") and _at(words, index + 1) in _LAST_DIGITS:
            return value + _LAST_DIGITS[words[index + 1]], index + 2
        rest, end = _below_hundred(words, index)
        if end == index + 1 and words[index] != "mười":
            if words[index] != "năm":
                raise _LooseFormError
            return value, index
        return value + rest, end
    if after_scale and word in ("linh", "lẻ") and following in _LAST_DIGITS:
        return _LAST_DIGITS[following], index + 2
    value, end = _below_hundred(words, index)
    # "một nghìn năm" are a thousand years, but "một tỷ năm triệu" counts on.
    if after_scale and end == index + 1 and word == "năm" and _at(words, end) not in _SCALES:
        return 0, index
    return value, end


def _below_hundred(words: list[str], index: int) -> tuple[int, int]:
    word, following = _at(words, index), _at(words, index + 1)
    if word == "mười":
        tens, index = 10, index + 1
    elif word in _DIGITS and following == "mươi":
        tens, index = _DIGITS[word] * 10, index + 2
    elif word in _DIGITS and following in ("mốt", "lăm", "nhăm"):
        return _DIGITS[word] * 10 + _LAST_DIGITS[following], index + 2
    else:
        return _DIGITS.get(word, 0), index + (word in _DIGITS)
    last = _at(words, index)
    # "hai mươi năm": the five would be "lăm"; here it is the year.
    if last in _LAST_DIGITS and last not in ("không", "năm"):
        return tens + _LAST_DIGITS[last], index + 1
    return tens, index


def number_in_words(number: int) -> str:
    """The words of a whole number, as amounts on official papers have them. Raises ValueError from `LIMIT` on.

    >>> number_in_words(24), number_in_words(-15), number_in_words(3_200_000_000_000)
    ('hai mươi tư', 'âm mười lăm', 'ba nghìn hai trăm tỷ')
    """
    if abs(number) >= LIMIT:
        raise ValueError(f"too large to spell: {number}")
    if number < 0:
        return f"âm {number_in_words(-number)}"
    if number == 0:
        return "không"
    billions, rest = divmod(number, 10**9)
    parts = [f"{_spell_section(billions, full=False)} tỷ"] if billions else []
    if rest:
        parts.append(_spell_section(rest, full=bool(billions)))
    return " ".join(parts)


def _spell_section(number: int, *, full: bool) -> str:
    """A number below a billion; `full`: it follows larger parts, so that empty hundreds are spoken."""
    parts = []
    for scale, word in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        count, number = divmod(number, scale)
        if count:
            parts.append(f"{_spell_group(count, full=full)} {word}".rstrip())
            full = True
    return " ".join(parts)


def _spell_group(number: int, *, full: bool) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{_DIGIT_WORDS[hundreds]} trăm"] if hundreds or full else []
    tens, last = divmod(rest, 10)
    if tens == 0 and last:
        parts.append(f"linh {_DIGIT_WORDS[last]}" if parts else _DIGIT_WORDS[last])
    elif tens:
        parts.append("mười" if tens == 1 else f"{_DIGIT_WORDS[tens]} mươi")
        if last:
            parts.append(_spell_last(tens, last))
    return " ".join(parts)


def _spell_last(tens: int, last: int) -> str:
    if last == 5:
        return "lăm"
    if tens > 1 and last in (1, 4):
        return "mốt" if last == 1 else "tư"
    return _DIGIT_WORDS[last]
