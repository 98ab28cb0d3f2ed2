"""Issuance: date and issuer as they follow a document's number or name ("ngày 01/8/2022 của Chính phủ").

Reads: `Prose`. Writes: `Issuance` at a position.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from lotrinh.core.vietnamese.dates import parse_date
from lotrinh.core.vietnamese.text import shadow, unmark
from lotrinh.extraction.agencies import agency_at
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.rules import lexicon

# "(Kèm theo Quyết định số … ngày …)": the note on an annex that names the document it belongs to.
ENCLOSED = re.compile(r" *\(? ?(?:(?:được )?(?:ban hành )?(?:kèm theo|đính kèm))")
# "KẾ HOẠCH … NĂM 2023 (Kèm theo Quyết định số …)"; in small letters it belongs to what the sentence speaks of.
_NOTED_BEHIND = re.compile(r" \((?:Ban hành k|K)èm theo (?=[^()]{8,200}\)[ .*]*$)")
_LONGEST_NOTE = 240  # characters
_COMMITTEES = ("ban thường vụ", "ban chấp hành", "ban thường trực", "ban bí thư")
_ABBREVIATED = re.compile(r"(?:TTg|TTCP|TTgCP|CP|BCT|BBT|BCHTW|BCHTƯ|BCH TW|TW|TƯ|QH|UBTVQH)(?!\w)")
_SHORT = re.compile(r"[A-ZĐ]{3,8}(?![\w-])(?: Việt Nam)?")  # "EVN", "BHXH Việt Nam"
_LONGEST_BODY = 80
_PREMIER = re.compile(r"(?:phó )?thủ tướng(?!\w)")
_AND = re.compile(r" ?(?:, ?|và |- )")
_OF = re.compile(r" ?,? ?của ")
# "ngày 23/4/2018 Chính phủ về …": the "của" was left out.
_OF_LOST = re.compile(
    r" (?=(?:thủ tướng )?chính phủ (?:về|quy định|ban hành|phê duyệt|sửa đổi|hướng dẫn)(?!\w)| quốc hội về )"
)
_HOUR = shadow(r"(?:(?:hồi|lúc) [0-9]{1,2} ?(?:h|g|giờ|:) ?(?:[0-9]{2})?(?: ?phút)?,? )?")
_DATE_WORD = re.compile(r" ?[,(<>]? ?(?:ban hành |ký |ra |lập )?" + _HOUR + "(?=ngày [0-9]|[0-9]{1,2}[/.-][0-9])")
_GROUPS = ("các ", "cấp ", "mỗi ", "từng ", "cơ quan ", "đơn vị ")
_PLENUM = re.compile(
    r"hội nghị(?: lần thứ \w+| trung ương \w+)? (?:của )?(?:ban chấp hành )?trung ương(?: đảng)?(?: khóa \w+)?"
)
_TERM = re.compile(
    rf"(?: trung ương(?!\w))?(?: đảng(?: cộng sản việt nam)?(?! (?:ủy|bộ|viên)|\w)|(?<=ương) {shadow('đoàn')}(?!\w))?"
    r"(?: (?:thanh niên cộng sản|tncs) hồ chí minh)?(?: khóa [ivx]{1,5}(?!\w)| \(khóa [ivx]{1,5}\))?"
)
_PLACE = re.compile(r"(?: [A-ZĐÀ-Ỹ][^\W\d_]+){1,4}")  # "Tỉnh ủy Lạng Sơn"
_UNITS = ("cục ", "vụ ", "tổng cục ", "viện ", "thanh tra ", "văn phòng ")
# What a committee is for belongs to its name; any other "về …" behind it begins a title.
_TOPIC = re.compile(
    r"(?: (?:liên ngành|trung ương|quốc gia|tỉnh|thành phố)){0,2} về "
    rf"(?:{any_of(lexicon('committees')['topic'])})(?!\w)"
    r"(?: (?:trung ương|quốc gia|tỉnh|thành phố|huyện|quận)(?! (?:và|các)))?"
)
_COMMITTEE_STARTS = tuple(map(shadow, ("ban chỉ đạo", "ủy ban quốc gia", "hội đồng quốc gia", "tiểu ban")))
_OFFICE_ABOVE = re.compile(r"(?:,| -| thuộc) (?=bộ (?!trưởng))")
_LEVELS = ("tỉnh", "phố", "huyện", "quận", "xã", "phường")
_PLACE_IN_CAPITALS = re.compile(r" hồ chí minh| thừa thiên ?-? ?huế| huế(?!\w)| bà rịa ?- ?vũng tàu| [^\W\d]+ [^\W\d]+")
# A title may follow the issuer directly: "của Ủy ban nhân dân thành phố Quy định …".
_TITLE_WORDS = (
    "quy định", "quy chế", "thực hiện", "ban hành", "phê duyệt", "hướng dẫn", "sửa đổi", "kết luận", "về",
    "triển khai", "giao", "công bố", "phát động", "thành lập", "điều chỉnh", "bãi bỏ", "phân công", "phân cấp",
    "tổ chức", "tăng cường", "đẩy mạnh", "bổ sung", "thông báo", "kế hoạch", "chương trình", "thông qua", "truyền đạt",
)  # fmt: skip
BEGINS_TITLE = re.compile(rf" (?:{any_of(_TITLE_WORDS)}|v/ ?v)(?!\w)")


# ", của Ban Bí thư tại văn bản số …": the issuer is that of the next document.
_IN_ANOTHER = (" tại văn bản", " tại công văn", " tại thông báo", " tại kết luận", " tại báo cáo", " tại tờ trình")


class Issuance(msgspec.Struct, frozen=True, gc=False):
    """Date (ISO) and issuer (as printed), and where they end."""

    end: int
    date: str | None
    issuer: str | None


def note_behind(prose: Prose, line: Line) -> re.Match[str] | None:
    """The beginning of a note behind a title that names the document it belongs to: " (Kèm theo "."""
    closed = prose.text.endswith((")", ").", ")*"), line.start, line.end)
    return _NOTED_BEHIND.search(prose.text, max(line.start, line.end - _LONGEST_NOTE), line.end) if closed else None


def issuance_at(prose: Prose, position: int, limit: int, *, joint: bool = False) -> Issuance:
    """What follows directly at `position`, in either order; both None when nothing does.

    `joint`: several bodies may have issued it ("của Bộ Tài chính và Bộ Nội vụ").
    """
    end = position
    date: str | None = None
    issuer: str | None = None
    while True:
        if date is None and (dated := _date(prose, end, limit)):
            end, date = dated
        elif issuer is None and (named := _issuer(prose, end, limit)):
            end = named[0]
            while joint and (another := _another(prose, end, limit)):
                end = another
            issuer = named[1] + prose.text[named[0] : end]
        else:
            return Issuance(end, date, issuer)


def _another(prose: Prose, position: int, limit: int) -> int | None:
    """The end of one more body of a list."""
    joined = _AND.match(prose.shadow, position, limit)
    end = agency_at(prose.shadow, joined.end(), prose.text) if joined else None
    return end if end and end <= limit else None


def _date(prose: Prose, position: int, limit: int) -> tuple[int, str] | None:
    word = _DATE_WORD.match(prose.shadow, position, limit)
    found = parse_date(prose.shadow, word.end()) if word else None
    if word is None or found is None or found.end > limit:
        return None
    if "(" not in word[0]:
        return found.end, found.value.isoformat()
    return (found.end + 1, found.value.isoformat()) if prose.shadow.startswith(")", found.end) else None


def _issuer(prose: Prose, position: int, limit: int) -> tuple[int, str] | None:
    of = _OF.match(prose.shadow, position, limit) or _OF_LOST.match(prose.shadow, position, limit)
    if of is None or prose.shadow.startswith(_GROUPS, of.end()):
        return None
    start = of.end()
    short = _ABBREVIATED.match(prose.text, start, limit)
    if short is not None:
        return short.end(), short[0]
    plenum = _PLENUM.match(prose.shadow, start, limit)
    if plenum:
        end: int | None = plenum.end()
    elif prose.text[of.start() : of.end()].isupper():
        end = end_in_capitals(prose.shadow, start)
    else:
        end = agency_at(prose.shadow, start, prose.text)
    end = end or _other_end(prose, start, limit)
    if end is None or end > limit:
        return None
    if "," in of[0] and prose.shadow.startswith(_IN_ANOTHER, end):
        return None
    end = _without_title(prose.shadow, start, end)
    if prose.shadow.startswith(" ủy", end - 3) and (place := _PLACE.match(prose.text, end, limit)):
        end = _without_title(prose.shadow, end, place.end())
    term = _TERM.match(prose.shadow, end, limit)
    end = term.end() if term else end
    if (above := _OFFICE_ABOVE.match(prose.shadow, end, limit)) and prose.shadow.startswith(_UNITS, start):
        end = agency_at(prose.shadow, above.end(), prose.text) or end  # "Cục Cảnh sát giao thông, Bộ Công an"
    if prose.shadow.startswith(_COMMITTEE_STARTS, start) and (topic := _TOPIC.match(prose.shadow, end, limit)):
        end = topic.end()
    if prose.shadow.startswith(_COMMITTEES, prose.shadow.rfind(" ban ", start - 1, end) + 1):
        whole = agency_at(prose.shadow, end + 1, prose.text)  # "Ban Thường vụ | Đoàn TNCS Hồ Chí Minh xã …"
        end = whole if whole is not None and prose.text[end] == " " and whole <= limit else end
    return end, prose.text[start:end]


def _other_end(prose: Prose, start: int, limit: int) -> int | None:
    """The end of an issuer that no lexicon names as it is printed: several in one word, abbreviated, without blanks."""
    if prose.shadow.startswith("liên ", start):  # "liên Bộ Tài chính - Nội vụ"
        return agency_at(prose.shadow, start + len("liên "), prose.text)
    found = _SHORT.match(prose.text, start, limit) or _PREMIER.match(prose.shadow, start, limit)
    spoilt = _letters_of_bodies().match(unmark(prose.shadow[start : min(limit, start + _LONGEST_BODY)]))
    ends = (start + spoilt.end() if spoilt else 0, found.end() if found else 0)
    return max(ends) or None


@cache
def _letters_of_bodies() -> re.Pattern[str]:
    """Central bodies by their letters, as scans and converters spoil them: "Thủ tưởng Chính phủ", "Chínhphủ"."""
    names = (unmark(shadow(name)) for name in lexicon("agencies")["complete"] if " " in name)
    spoilt = sorted((re.escape(name).replace("\\ ", " ?") for name in names), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(spoilt)})(?!\w)")


def end_in_capitals(shadow: str, start: int) -> int | None:
    """The end of an issuer in a heading: capitals tell nothing there, but the lexicon and a place's length do."""
    end = agency_at(shadow, start)
    if end is not None and shadow.startswith(_LEVELS, shadow.rfind(" ", start, end) + 1):
        place = _PLACE_IN_CAPITALS.match(shadow, end)
        return place.end() if place else end
    return end


def _without_title(shadow: str, start: int, end: int) -> int:
    """The end of an issuer, where a place's name took the first word of the document's title along."""
    blank = shadow.rfind(" ", start, end)
    title = BEGINS_TITLE.match(shadow, blank) if blank >= start else None
    return blank if title and title.end() >= end else end
