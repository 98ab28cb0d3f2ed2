"""Whether the text layer of a PDF can be trusted."""

from __future__ import annotations

import re
import unicodedata

from lotrinh.reading.legacy_text import guess

_WORD = re.compile(r"[^\W\d_]+")
# Words of one letter that Vietnamese has; any other lone letter with a mark was torn from its word.
_LONE_WORDS = frozenset("àáạảãơởờớôồổốộừưứửữựýỷỵỳìíỉèéêềếòóọỏõùúụủũỡợđê")
_TORN_SHARE = 0.01
_TORN_LEAST = 4
_NEIGHBOURS = 3  # lone letters with marks in a row
_MARKED_SHARE = 0.08  # Vietnamese has marks on a quarter of its letters
_JUDGED_LETTERS = 200

_JUDGED_WORDS = 60
# Words that make up a tenth of any text in Vietnamese, and a fifth of any in English.
_COMMON_WORDS = (
    "của và các được là không tỉnh ngày năm nhân dân việc thực hiện kế hoạch số về từ đến có với cho trong trên theo "
    "để tổ chức quản lý xã người công hội nước đồng tỷ sở ban thị giao điện tên dự án "
    "the of and to in for is on with by that are as or be"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_COMMON_SHARE = 0.02


def is_scrambled(text: str) -> bool:
    """Whether accented letters stand apart from their words, as when a font fell back.

    >>> is_scrambled("T NH L NG S N Ỉ Ạ Ơ Y BAN NHÂN DÂN Ủ K HO CH Ế Ạ"), is_scrambled("Ủy ban nhân dân tỉnh Lạng Sơn")
    (True, False)
    """
    words = _WORD.findall(text)
    torn = in_row = longest = 0
    for word in words:
        if len(word) == 1 and _is_marked(word):
            in_row += 1
            longest = max(longest, in_row)
            torn += word.isupper() or word not in _LONE_WORDS
        else:
            in_row = 0
    return torn >= _TORN_LEAST and torn >= _TORN_SHARE * len(words) and longest >= _NEIGHBOURS - 1


def is_garbage(text: str) -> bool:
    """Whether a scan's text layer is no Vietnamese: far too few letters carry marks.

    >>> is_garbage("UBND THANH PHO DA NANG CONG Hcok xA HQI CHiJ NGHiA " * 10)
    True
    """
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < _JUDGED_LETTERS:
        return False
    return sum(map(_is_marked, letters)) < _MARKED_SHARE * len(letters)


def is_unreadable(text: str) -> bool:
    """Whether a text layer is no language: its font tells other characters than it draws.

    >>> is_unreadable("Wầ Oệ kộ qjèx đd fkịhz Fủd vỉqk jỏảp " * 10), is_unreadable("Tỷ lệ hộ nghèo của tỉnh " * 20)
    (True, False)
    """
    words = _WORD.findall(text.lower())
    if len(words) < _JUDGED_WORDS or guess(text).encoding:
        return False
    return sum(word in _COMMON for word in words) < _COMMON_SHARE * len(words)


def _is_marked(letter: str) -> bool:
    return letter in "đĐ" or (letter > "\x7f" and len(unicodedata.normalize("NFD", letter)) > 1)
