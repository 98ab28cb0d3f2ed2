"""Roles: what the words before a reported value make of it: a level, a growth, a share, a rank.

Reads: shadow text before a printed value. Writes: a `Role` and where its words begin.
"""

from __future__ import annotations

import re
from enum import StrEnum

from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.language.phrases import folded


class Role(StrEnum):
    """What the words before a value make of it."""

    LEVEL = "level"  # đạt, là, còn, ở mức
    REMAIN = "remain"  # còn: the level that a growth has led to
    INCREASE = "increase"
    DECREASE = "decrease"
    MULTIPLE = "multiple"  # gấp … lần
    EXCEED = "exceed"  # vượt … kế hoạch
    SHARE = "share"  # chiếm …
    CONTRIBUTION = "contribution"  # đóng góp … vào
    RANK = "rank"  # đứng thứ
    NONE = "none"  # no verb: the name stands right before the value, or the value opens the clause


# Words before a value, by the role they give it. Matched backwards from the number, the first that fits wins.
_ROLES = {
    Role.MULTIPLE: r"(?:(?:cao hơn|tăng|cao|nhiều|lớn|bằng|đạt)(?: \w+)? )?gấp",
    Role.REMAIN: (
        r"(?:hiện )?(?:(?:được )?(?:(?:kéo )?giảm|tăng|hạ|rút|kéo)(?: xuống| lên)? )?(?:chỉ )?còn(?: lại)?(?: ở mức)?"
        r"|(?:giảm|hạ) xuống|xuống còn"
    ),
    Role.INCREASE: (
        r"(?:(?:(?:duy trì|giữ|tiếp tục) )?đà )?(?:gia )?tăng"
        r"(?: thêm| nhẹ| mạnh nhất| mạnh| khá| cao nhất| cao| nhiều nhất| nhanh nhất| lên| tới| đến| trưởng| đột biến"
        r"| vọt| nhanh| trở lại| đáng kể| bình quân| tương ứng| ở mức| đạt| với mức tăng| là){0,3}"
        r"|(?:cao|nhiều|lớn|nhanh) hơn|có thêm|thêm|bổ sung thêm"
    ),
    Role.DECREASE: (
        r"giảm(?: nhẹ| mạnh nhất| mạnh| sâu nhất| sâu| nhiều nhất| nhanh| đáng kể| thêm| bớt| bình quân| tương ứng| tới"
        r"| đến| được| là){0,3}"
        r"|(?:thấp|ít|chậm|nhỏ) hơn"
    ),
    Role.EXCEED: r"vượt(?: mức)?(?: (?:kế hoạch|dự toán|chỉ tiêu|mục tiêu)(?: \w+){0,4})?",
    Role.SHARE: r"chiếm(?: tỷ (?:trọng|lệ))?(?: đến| tới)?",
    Role.CONTRIBUTION: r"(?:đóng góp|làm tăng|kéo giảm|làm giảm)(?: vào| tới| đến)?",
    Role.RANK: r"(?:đứng|xếp|xếp hạng|xếp vị trí|vị trí|hạng)(?: ở)?(?: vị trí| hạng)?(?: thứ)?",
    Role.LEVEL: (
        r"(?:(?:đã|hiện|ước|ước tính|dự ước|chỉ|mới|sơ bộ|dự kiến|tính|thực hiện|cũng|đều|đạt|ở|giữ|duy trì"
        r"|tương đương|tương ứng) ){0,3}"
        r"(?:đạt(?: được| mức| tỷ lệ| tới| đến)?|là|bằng|ở mức|đạt mức|tương đương|tương ứng|ước|hoàn thành|mức)"
    ),
}
_VERB = pattern(
    r"(?<![^\s,;:()0-9])(?:"
    + "|".join(f"(?P<{role.value}>{source})" for role, source in _ROLES.items())
    + r")(?: với)? ?$"
)


def role_before(shadow: str, start: int, head: int) -> tuple[Role, int]:
    """The role that the words before a value give it, and where those words begin.

    `head` is where the value and its comparator begin; nothing before `start` is looked at.
    """
    role, verb = _verb_before(shadow, start, head)
    if shadow.startswith(_NEW, verb) and _MADE.search(shadow, max(start, verb - _LONGEST_VERB), verb):
        verb += len(_NEW)  # "diện tích trồng rừng mới | đạt": of the name; "mới đạt" alone means "only"
    elif role is Role.INCREASE and shadow.startswith(_MORE, verb) and shadow.endswith(_COUNTING, start, verb):
        return Role.NONE, head  # "nếu tính thêm (4,6 triệu tấn) ngô thì …"
    elif role is Role.INCREASE and shadow.startswith(_ADDED, verb) and _REGISTERED.search(shadow, start, verb):
        return Role.NONE, head  # "vốn đăng ký tăng thêm (đạt) 1,5 tỷ USD" is capital, and no growth
    elif role is Role.INCREASE and shadow.endswith(_SPEED, start, verb) and _OPENS_SO.search(shadow[start:verb]):
        level = _REACHES.search(shadow, verb, head)  # "Tốc độ tăng trưởng | đạt bình quân 12,4%"
        return (Role.LEVEL, level.start() + 1) if level else (Role.NONE, head)
    return role, verb


def _verb_before(shadow: str, start: int, head: int) -> tuple[Role, int]:
    begin = max(start, head - _LONGEST_VERB)
    words = shadow[begin:head].split()
    if not words or words[-1].lstrip(_GLUED) not in _LAST_WORDS or words[-2:] == _CITY:
        return Role.NONE, head
    first = len(words) - 1
    while first and words[first] in _VERB_WORDS:
        first -= 1
    words[first] = words[first].lstrip(_GLUED)
    told = " ".join(words[first if words[first] in _VERB_WORDS else first + 1 :])
    if told.startswith(_ONLY) and words[first] in _PAPERS:
        told = told[len(_ONLY) :]  # "chứng chỉ | đạt"
    elif told.startswith(_AS_MUCH) and words[first] in _ENDS_OF_NOUNS:
        told = told[len(_AS_MUCH) + 1 :]  # "bàn giao mặt bằng | đạt"
    at = head - len(told) - 1
    if not told and words[first] in _ENDS_OF_NOUNS:
        return Role.NONE, head
    if not told or not shadow.startswith(told, at) or not _OPEN_VERBS.isdisjoint(words):
        return _searched_role(shadow, begin, head)
    if told not in _KNOWN_VERBS:  # by itself: what stands before it here ("0,5%giảm 1,7%") must not colour the rest
        role, verb = _searched_role(f"{told} ", 0, len(told) + 1)
        _KNOWN_VERBS[told] = role, verb - len(told) - 1
    role, offset = _KNOWN_VERBS[told]
    return role, head + offset


def _searched_role(shadow: str, begin: int, head: int) -> tuple[Role, int]:
    found = _VERB.match(shadow, begin, head)
    if found is None and (found := _VERB_BEHIND.search(shadow, begin, head)) is None:
        return Role.NONE, head
    role = found.lastgroup or "none"
    return _NAMED[role], found.start(role)


_NEW, _SPEED, _ADDED = spelled("mới "), spelled("tốc độ "), spelled("tăng thêm ")
_MORE, _COUNTING = spelled("thêm"), (spelled("tính "), spelled("cộng "), spelled("kể "))
_REGISTERED = pattern(r"(?<!\w)(?:đăng ký|cấp mới(?: và)?|điều chỉnh|bổ sung) $")
_OPENS_SO = pattern(r"(?:^|[,;:.(])[ ]?(?:và |với |[^,;:.()]{0,24}, )?tốc độ $")
_REACHES = pattern(r" (?:đạt|là|ở mức|ước)(?!\w)")
_MADE = pattern(
    r"(?<!\w)(?:thành lập|trồng(?: [^\W\d_]+){0,2}|xây dựng|xây|đăng ký|cấp|mắc|phát sinh|tuyển|kết nạp|đầu tư|tăng"
    r"|việc làm|nông thôn) $"
)
_VERB_BEHIND = pattern(
    r"[\s,;:()](?:" + "|".join(f"(?P<{role.value}>{source})" for role, source in _ROLES.items()) + r")(?: với)? ?$"
)
_NAMED = {role.value: role for role in Role}
_ONLY, _PAPERS = spelled("chỉ "), folded(["chứng", "tín", "địa"])
_CITY = spelled("cao bằng").split()  # the province, not "as high as"
_AS_MUCH, _ENDS_OF_NOUNS = spelled("bằng"), folded(["mặt", "đồng", "văn"])
_LONGEST_VERB = 48
_GLUED = "(),;:0123456789/."  # "tháng 5/2014tăng 9,3%"
# Of these words alone such phrases are made, but for those that hold one of the open verbs ("vượt kế hoạch tỉnh giao").
_VERB_WORDS = frozenset(re.findall(r"[^\W\d_]+", spelled("|".join(_ROLES.values())))) | {spelled("với")}
_OPEN_VERBS = folded(["gấp", "vượt"])
_KNOWN_VERBS: dict[str, tuple[Role, int]] = {}  # role and offset of the runs of such words met so far
# The words such a phrase may end with: most numbers have none of them before, and are done with at once.
_LAST_WORDS = folded(
    (
        *("gấp", "gần", "còn", "lại", "mức", "giảm", "hạ", "xuống", "tăng", "thêm", "nhẹ", "mạnh", "khá", "cao", "lên"),
        *("tới", "đến", "trưởng", "quân", "ứng", "đạt", "là", "hơn", "bớt", "sâu", "được", "vượt", "hoạch", "toán"),
        *("tiêu", "chiếm", "trọng", "lệ", "góp", "vào", "đứng", "xếp", "hạng", "trí", "thứ", "bằng", "đương", "ước"),
        *("thành", "với", "kéo", "độ", "ở", "giao", "năm", "quyết", "ra", "biến", "vọt", "nhanh", "kể", "nhất"),
    )
)
