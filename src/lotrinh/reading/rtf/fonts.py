"""Fonts of Rich Text: which bytes mean which letters."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from lotrinh.reading.legacy_fonts import encoding_of

_BY_CHARSET = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_SYMBOLS = 2
WESTERN = "cp1252"


class Font(NamedTuple):
    """`codec` decodes its bytes; `encoding` is the old one its letters are drawn in, or ""."""

    codec: str
    encoding: str = ""
    symbols: bool = False


def font_of(name: str, charset: int, default: str) -> Font:
    """The font of this name; `default` decodes the bytes of fonts that name no character set.

    >>> font_of(".VnTime", 0, "cp1258"), font_of("Times New Roman", 163, "cp1252")
    (Font(codec='cp1252', encoding='tcvn3', symbols=False), Font(codec='cp1258', encoding='', symbols=False))
    """
    encoding = encoding_of(name)
    if encoding:
        return Font(WESTERN, encoding)
    if charset == _SYMBOLS:
        return Font(WESTERN, "", symbols=True)
    return Font(_BY_CHARSET.get(charset, default))


def code_page(number: int | None) -> str:
    r"""The codec of a ``\ansicpg``; Western where Python knows none.

    >>> code_page(1258), code_page(65001), code_page(99999)
    ('cp1258', 'utf-8', 'cp1252')
    """
    if number == 65001:
        return "utf-8"
    try:
        found = codecs.lookup(f"cp{number}").name
    except LookupError:
        return WESTERN
    return found
