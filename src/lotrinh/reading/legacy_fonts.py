"""Text typed in the fonts of TCVN3, VNI, VISCII and VPS, as Unicode.

Such text looks like Western letters at random; the font tells what is meant. Where a run names its font the
encoding is decided by that; `legacy_text` decides for text that has lost its fonts.

>>> to_unicode("KÕ ho¹ch", encoding_of(".VnTime")), to_unicode("Keá hoaïch", encoding_of("VNI-Times"))
('Kế hoạch', 'Kế hoạch')
>>> to_unicode("kÕ ho¹ch", encoding_of(".VnTimeH"))
'KẾ HOẠCH'
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

# Letters that neither of the old encodings stores: whoever typed them used a Unicode keyboard.
ONLY_IN_UNICODE = re.compile("[\u1ea0-\u1ef9\u0111\u0110\u01a0\u01a1\u01af\u01b0]")
# How the names of their fonts begin.
_FONTS = (("vni-", "vni"), ("vni ", "vni"), ("vps ", "vps"), ("vps-", "vps"), ("vi ", "viscii"), ("viscii", "viscii"))


def encoding_of(font: str) -> str:
    """Which of the old encodings a font draws: "tcvn3", "tcvn3-capitals", "vni", "viscii", "vps" or ""."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return "tcvn3-capitals" if name.endswith("h") else "tcvn3"
    return next((encoding for starts, encoding in _FONTS if name.startswith(starts)), "")


def to_unicode(text: str, encoding: str, *, mixed: bool = False) -> str:
    """Decode `text` of a run whose font draws `encoding`; unchanged for "", and where it is Unicode already.

    `mixed`: decode also where letters of Unicode stand in it.

    >>> to_unicode("Số liệu tháng á", "tcvn3")
    'Số liệu tháng á'
    """
    if not encoding or (not mixed and ONLY_IN_UNICODE.search(text)):
        return text
    table, pattern = _table(encoding.removesuffix("-capitals"))
    decoded = pattern.sub(lambda match: table[match[0]], text)
    return decoded.upper() if encoding.endswith("-capitals") else decoded


@cache
def _table(encoding: str) -> tuple[dict[str, str], re.Pattern[str]]:
    import tomllib

    data = tomllib.loads(files(__package__).joinpath("data", "legacy_fonts.toml").read_text(encoding="utf-8"))
    words = [word for word in data[encoding]["letters"].replace("\n", " ").split(" ") if word]
    table = dict(zip(words[::2], words[1::2], strict=True))
    if encoding == "vni":
        for stored, letter in list(table.items()):
            table[stored.upper()] = letter.upper()
            table[stored[0].upper() + stored[1:]] = letter.upper()
    longest_first = sorted(table, key=len, reverse=True)
    return table, re.compile("|".join(map(re.escape, longest_first)))
