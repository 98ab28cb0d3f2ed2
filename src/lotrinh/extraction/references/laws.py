"""Names of laws: where the name after "Luật", "Bộ luật", "Pháp lệnh" or "Hiến pháp" ends.

Reads: text and shadow (`Prose`), `data/laws.toml`. Writes: the end of the name.

A law is cited by its name alone, and the name runs on in lower case ("Luật Quản lý, sử dụng vốn nhà
nước đầu tư vào …"), so that only a list of names tells for certain where it ends. A law that the list
lacks is read up to a word that no name holds.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

import msgspec

from lotrinh.core.vietnamese.text import shadow as shade
from lotrinh.core.vietnamese.text import unmark
from lotrinh.extraction.rules import lexicon

_TABLES = {"luật": "law", "bộ luật": "code", "pháp lệnh": "ordinance"}
_TOKEN = re.compile(r"[^\W_]+(?:/[^\W_]+)?")
_GAP = re.compile(r" ?(,)?(?: |(?<=,)|(?=-)) ?(?:- ?)?|-")
_AMENDING = re.compile(
    r"(?:sửa đổi ?(?:, ?|và |)bổ sung|sửa đổi|bổ sung) "
    r"(?:(?:một|1) số (?:điều|nội dung)|[0-9]{1,2} (?:điều|luật)|nhiều luật|)"
    r" ?(?:của )?(?:(?:các |[0-9]{1,2} )?(bộ luật|luật|pháp lệnh)(?= (?:có )?liên quan (?:đến|tới)|[ ,]))?"
)
_CONCERNING = re.compile(r" (?:có )?liên quan (?:đến|tới) [^\W\d_]+(?: [^\W\d_]+)?")
_ANOTHER = re.compile(r"(?:, ?| (?P<last>và )(?:của )?)(?P<kind>bộ luật|luật|pháp lệnh) ")
_CONSTITUTION = re.compile(r"(?: (?:của )?nước (?:cộng hòa |ch ?)?(?:xã hội chủ nghĩa|xhcn) việt nam| việt nam)?")
_REVISED = re.compile(r" ?\( ?(?:sửa đổi|mới)(?: ?, ?bổ sung)? ?\)")
_LONGEST_UNLISTED = 14  # words
_DATED = re.compile(r",? (?:số ?:? ?[0-9]{1,3}/|ngày [0-9]{1,2} ?(?:/|tháng)|năm [0-9]{4})")
# A date behind tells that what stands before it is the name still, prepositions and all: "… ở nước ngoài ngày 18/6".
_RUNNING = re.compile(
    r"(?: ?,? (?!(?:được|đã|có|các|những|này|sẽ|phải|hiện|luật|nghị|để|khi|thì|là)(?!\w))[^\W\d_]+){1,16}"
)
GLUED_DATE = ("ngày ", "năm ", "số ")
_NO_NAMES = frozenset({"sư", "gia", "việt", "hà", "này", "và", "số", "về", "thành"})
_LONGEST_LISTED = 12  # words looked at
_FEWEST_UNMARKED = 3
_CLAUSE = re.compile(r"[;.:()]")
_DIGITS = frozenset("0123456789")
_OTHER_DOCUMENTS = ("các ", "những ", "văn bản", "quy ")


class _Name(msgspec.Struct, frozen=True, gc=False):
    words: tuple[str, ...]
    commas: frozenset[int]  # places before which the printed name has a comma


@cache
def _names(table: str) -> dict[str, list[_Name]]:
    """First word → names, the longest first."""
    index: dict[str, list[_Name]] = {}
    for printed in lexicon("laws")[table]:
        words: list[str] = []
        commas: set[int] = set()
        for token in _TOKEN.finditer(shade(printed)):
            if printed[: token.start()].rstrip().endswith(","):
                commas.add(len(words))
            words.append(token[0])
        index.setdefault(words[0], []).append(_Name(tuple(words), frozenset(commas)))
    for names in index.values():
        names.sort(key=lambda name: len(name.words), reverse=True)
    return index


@cache
def _stops() -> tuple[frozenset[str], frozenset[str]]:
    """Words, and pairs of words, that end a name the list lacks."""
    stops = [shade(stop) for stop in lexicon("laws")["stop"]]
    return frozenset(s for s in stops if " " not in s), frozenset(s for s in stops if " " in s)


def law_name_end(text: str, shadow: str, kind: str, position: int, limit: int) -> int | None:
    """End of the name that begins at `position`, after the kind word (in shadow spelling); None: no name there.

    `limit`: end of the line. "(sửa đổi)" belongs to the name.
    """
    if kind == "hiến pháp":
        found = _CONSTITUTION.match(shadow, position, limit)
        return found.end() if found else position
    if shadow[position : position + 1] == " ":
        position += 1
    amending = _AMENDING.match(shadow, position, limit)
    if amending is None:
        end = _simple(text, shadow, kind, position, limit)
    elif amending[1]:
        concerning = _CONCERNING.match(shadow, amending.end(1), limit)
        end = concerning.end() if concerning else _simple(text, shadow, amending[1], amending.end(1) + 1, limit)
        end = _last_of_several(text, shadow, end, limit) if end and not concerning else end or amending.end(1)
    else:
        end = len(shadow[: amending.end()].rstrip()) if amending.end() > position + 12 else None
    if end is None:
        return None
    revised = _REVISED.match(shadow, end, limit)
    return revised.end() if revised else end


def _last_of_several(text: str, shadow: str, end: int, limit: int) -> int:
    """Where the last law ends that one act amends ("… của Luật A, Luật B và Luật C"); `end`, of the first, if alone."""
    at = end
    while (another := _ANOTHER.match(shadow, at, limit)) is not None:
        behind = _simple(text, shadow, another["kind"], another.end(), limit)
        if behind is None:
            break
        at = behind
        if another["last"] or _DATED.match(shadow, at, limit):
            return at
    return end


def _simple(text: str, shadow: str, kind: str, position: int, limit: int) -> int | None:
    return listed_law_end(shadow, kind, position, limit) or _unlisted(text, shadow, position, limit)


def listed_law_end(shadow: str, kind: str, position: int, limit: int) -> int | None:
    """End of the longest listed name at `position`."""
    first = _TOKEN.match(shadow, position, limit)
    if first is None:
        return None
    table = _names(_TABLES[kind]).get(first[0], ()) or _names("law").get(first[0], ())
    for name in table:
        end = _fits(shadow, name, first.end(), limit)
        if end is not None:
            return end
    return _unmarked_end(shadow, kind, position, limit)


def _unmarked_end(shadow: str, kind: str, position: int, limit: int) -> int | None:
    """End of a listed name whose marks a scan lost ("Luật quản lý thué"): of names of three words and more."""
    words = list(islice(_TOKEN.finditer(shadow, position, limit), _LONGEST_LISTED))
    letters = [unmark(word[0]) for word in words]
    for size in range(len(words), _FEWEST_UNMARKED - 1, -1):
        if _CLAUSE.search(shadow, position, words[size - 1].start()) is None:
            name = " ".join(letters[:size])
            if name in _unmarked(_TABLES[kind]) or name in _unmarked("law"):
                return words[size - 1].end()
    return None


@cache
def _unmarked(table: str) -> frozenset[str]:
    """The listed names by their letters alone."""
    names = (" ".join(unmark(word) for word in name.words) for names in _names(table).values() for name in names)
    return frozenset(name for name in names if name.count(" ") >= _FEWEST_UNMARKED - 1)


def _fits(shadow: str, name: _Name, end: int, limit: int) -> int | None:
    for place, word in enumerate(name.words[1:], start=1):
        gap = _GAP.match(shadow, end, limit)
        begin = gap.end() if gap else end  # no gap: a converter lost the blank ("đồngnhân")
        if (gap and gap[1] and place not in name.commas) or not shadow.startswith(word, begin):
            return None
        end = begin + len(word)
        if end > limit:
            return None
    return end if not shadow[end : end + 1].isalnum() or shadow.startswith(GLUED_DATE, end) else None


def _unlisted(text: str, shadow: str, position: int, limit: int) -> int | None:
    """A capitalised name up to a stop word or punctuation; a comma only between lower-case words of one verb."""
    if not text[position : position + 1].isupper() or text[position : position + 3].isupper():
        return None
    if (dated := _up_to_date(shadow, position, limit)) is not None:
        return dated
    stops, pairs = _stops()
    end: int | None = None
    at = position
    before = ""
    for count in range(_LONGEST_UNLISTED):
        token = _TOKEN.match(shadow, at, limit)
        if token is None or (count == 0 and token[0] in _NO_NAMES) or not _DIGITS.isdisjoint(token[0]):
            break
        word = token[0]
        if count and (_ends_name(shadow, token, stops, text) or f"{before} {word}" in pairs):
            break
        end, before = token.end(), word
        if not shadow.startswith(" ", end):
            break
        at = end + 1
    name = text[position:end].split() if end else []
    if len(name) < 2 or all(word[0].isupper() for word in name):
        return None  # "Đại học Luật Hà Nội"; one word alone is more often a broken name than a new law
    return end


def _up_to_date(shadow: str, position: int, limit: int) -> int | None:
    """End of a name that a date or a number follows, with nothing between them that no name holds."""
    running = _RUNNING.match(shadow, position - 1, limit)
    dated = _DATED.search(shadow, position, min(limit, running.end() + len(" ngày 00 tháng"))) if running else None
    return dated.start() if running and dated and dated.start() <= running.end() else None


def _ends_name(shadow: str, token: re.Match[str], stops: frozenset[str], text: str) -> bool:
    if token[0] not in stops:
        return token[0] in ("luật", "nghị")
    # "và" inside a name joins two nouns; before another document it does not.
    after = token.end() + 1
    return token[0] != "và" or not text[after : after + 1].islower() or shadow.startswith(_OTHER_DOCUMENTS, after)
