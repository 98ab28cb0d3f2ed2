"""What is peeled off a name: openers, subjects and periods in front, closers and periods behind or inside.

Reads: text and shadow around a value, its `Stated` periods. Writes: where the name begins and ends; its text.
"""

from __future__ import annotations

import re
from functools import cache

from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.language.phrases import any_of, backwards, folded
from lotrinh.extraction.results.name_words import EDGE, branch, listed_words
from lotrinh.extraction.results.periods import Stated
from lotrinh.extraction.rules import lexicon

_BACK_EDGE = EDGE.replace(")", "")


@cache
def _opener() -> re.Pattern[str]:
    opener = any_of(lexicon("result_words")["openers"])
    return re.compile(rf"(?!{_PLACES})(?:{opener})(?:[,:] ?| (?!{spelled('của')} )|$)")


@cache
def _subject() -> re.Pattern[str]:
    after = spelled("hiện nay|hiện|mới|đã|cũng|ước|ước tính|có|có khoảng|có thêm")
    part = spelled(  # "các địa phương phía Bắc", "các ngành khác" are no mere subjects
        "phía|thuộc|vùng|khu vực|khác|còn lại|trọng điểm|hội|đạt chuẩn|nông thôn mới|đặc biệt khó khăn|nghèo|biên giới"
        "|miền núi|bãi ngang|an toàn khu"
    )
    return re.compile(
        rf"(?!{branch().pattern})(?:{any_of(lexicon('result_words')['subjects'])})(?: (?:{after}))*(?=$|[ ,])"
        rf"(?! (?:{part})(?!\w))[ ,]*"
    )


@cache
def _openings() -> frozenset[str]:
    """The first words of openers and subjects."""
    return frozenset(
        phrase.partition(" ")[0].rstrip(",") for phrase in listed_words("openers") | listed_words("subjects")
    )


@cache
def _closer() -> re.Pattern[str]:
    return re.compile(rf" *(?:{backwards(lexicon('result_words')['closers'])})(?= |$)")


@cache
def _closer_ends() -> frozenset[str]:
    return frozenset(closer.rpartition(" ")[2] for closer in listed_words("closers"))


_CARRIED_OUT, _ONLY, _PAPERS = spelled("thực hiện"), spelled("chỉ"), ("chứng ", "tín ", "địa ")
_PASSIVE, _DEVICES = spelled("bị"), ("thiết ", "trang ", "chuẩn ", "dự ")
LEADS, _NUMBERS_WITH = frozenset(" ,;…tcbdr"), frozenset("(0123456789")  # what these patterns begin with
_NUMBERED = re.compile(r"(?:\(?[0-9]{1,2}\)|(?:19|20)[0-9]{2},) (?=[^\W\d])")
# Districts and poor communes: "Tuy Phước", "đặc biệt khó khăn" open nothing.
_PLACES = spelled(r"(?:tuy (?:phước|hòa|an|đức|phong)|đặc biệt khó khăn)(?!\w)")
_PLACE_WORDS = folded([f"{word} " for word in ("tỉnh", "thành phố", "huyện", "xã")])
_TO = ("đến ", "tính đến ")
_TO_DAY = pattern(r"(?:tính )?đến (?:hết )?(?:ngày )?[0-9]{1,2}[./-][0-9]{1,2}(?![0-9])")  # a day whose year is unknown


# "Một số sản phẩm giảm so với cùng kỳ có (dầu thô)": which items are listed, and no name
_SOME_THAT_GROW = pattern(
    r"(?:một số|các|những|nhiều) (?:sản phẩm|mặt hàng|nhóm hàng|ngành|nhóm|lĩnh vực)"
    r"(?: [^,;:.()0-9]{2,40})?? (?:tăng|giảm)"
    r"(?: [^,;:.()0-9]{2,60})?? (?:có|gồm|như|là|phải kể đến)(?: như)? (?=\w)"
)


def peeled_front(text: str, shadow: str, start: int, end: int, periods: list[Stated]) -> int:
    """Without openers, subjects and periods in front."""
    opener, subject, openings = _opener(), _subject(), _openings()
    if some := _SOME_THAT_GROW.match(shadow, start, end):
        start = some.end()
    if shadow[start : start + 1] in _NUMBERS_WITH and (numbered := _NUMBERED.match(shadow, start, end)):
        start = numbered.end()  # "(1) Tốc độ tăng GRDP"
    while start < end:
        while start < end and shadow[start] in EDGE:
            start += 1
        period = next((p for p in periods if p.start <= start < p.end <= end), None) if periods else None
        if period is not None:
            start = period.end
            continue
        if shadow.startswith(_TO, start) and (day := _TO_DAY.match(shadow, start, end)):
            start = day.end()
            continue
        space = shadow.find(" ", start, end)
        if shadow[start : space if space >= 0 else end].rstrip(",:") not in openings:
            break
        found = opener.match(shadow, start, end) or subject.match(shadow, start, end)
        if found is not None and shadow[start : found.end()] in _PLACE_WORDS and text[found.end()].isupper():
            break  # "huyện Lạc Hồng": the name of a place
        if found is not None and found.end() > start:
            start = found.end()
        else:
            break
    return start


def peeled_back(shadow: str, start: int, end: int, periods: list[Stated], *, verb: bool) -> int:
    """Without closers and periods behind."""
    closer, ends_so = _closer(), _closer_ends()
    while start < end:
        while start < end and shadow[end - 1] in " ;:(-":
            end -= 1
        if shadow[end - 1] == ",":
            if not verb:
                break
            end -= 1
            continue
        period = next((p for p in periods if start <= p.start < end <= p.end), None) if periods else None
        if period is not None:
            end = period.start
            continue
        if shadow[max(start, end - 24) : end].rpartition(" ")[2] not in ends_so:
            break
        found = closer.match(shadow[max(start, end - 24) : end][::-1])
        if found is None or found.end() == 0:
            break
        if _belongs(shadow, start, end - found.end(), end):
            break
        end -= found.end()
    return end


def _belongs(shadow: str, start: int, cut: int, end: int) -> bool:
    """Whether the closer ``[cut, end)`` is a part of the name's last word: "Vốn thực hiện", "chứng chỉ"."""
    if shadow.startswith(_CARRIED_OUT, cut, end):
        return " " not in shadow[start:cut].strip()
    if shadow.startswith(_PASSIVE, cut, end):
        return shadow.endswith(_DEVICES, start, cut)
    return shadow.startswith(_ONLY, cut, end) and shadow.endswith(_PAPERS, start, cut)


def without_periods(text: str, start: int, end: int, periods: list[Stated]) -> str:
    """``text[start:end]`` without the periods mentioned inside."""
    kept, at = "", start
    for period in periods:
        if at <= period.start and period.end <= end:
            kept += text[at : period.start].rstrip(" (").removesuffix(" trong").removesuffix(" của") + " "
            at = period.end
    kept += text[at:end]
    if at > start or "\u00a0" in kept or "\t" in kept or "  " in kept:
        kept = " ".join(kept.split())
    if "(" in kept or "[" in kept:
        kept = _COUNTED_FROM.sub("", kept.replace("( )", "").replace("()", ""))
    if ")" in kept and kept.count(")") > kept.count("("):
        kept = kept.replace(")", "", 1)
    return kept.lstrip(EDGE).rstrip(_BACK_EDGE)


_COUNTED_FROM = re.compile(r" ?\((?:tính|từ|số liệu)\b[^()]*\)?| ?\[[0-9]{1,3}\]")
