"""One key for all the ways in which documents write the name of an agency or a group: data/spelling.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.core.vietnamese.text import fold, shadow


@dataclass(frozen=True, slots=True)
class Key:
    """`head`: the name itself; `place`: the province that is named with it, empty where it is understood."""

    head: str
    place: str = ""


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("lotrinh.living.people") / "data" / "spelling.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    def any_of(words: list[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    short = re.compile(rf"\b(?:{any_of(list(_data()['short']))})\b")
    dropped = re.compile(rf"\b(?:{any_of(_data()['drop']['words'])})\b ?")
    office = re.compile(rf"^(?:{any_of(_data()['drop']['offices'])})(?: cac)? (?=\w)")
    return short, dropped, office


_PROVINCE = re.compile(shadow(r"(.+?),?(?: của)? tỉnh(?: (.+))?"))


def key(printed: str) -> Key:
    """The key of a printed name.

    >>> key("Sở KH&ĐT") == key("sở Kế hoạch và Đầu tư") == key("Giám đốc Sở Kế hoạch - Đầu tư")
    True
    >>> key("Công an tỉnh Lạng Sơn"), key("Công an tỉnh")
    (Key(head='cong an', place='lang son'), Key(head='cong an', place=''))
    >>> key("UBND tỉnh Lạng Sơn")
    Key(head='uy ban nhan dan tinh', place='lang son')
    """
    short, dropped, office = _patterns()
    told = shadow(" ".join(printed.split()))
    found = _PROVINCE.fullmatch(told)
    head, place = (fold(found[1]), fold(found[2] or "")) if found else (fold(told), "")
    head = short.sub(lambda match: _data()["short"][match[0]], head)
    head = office.sub("", dropped.sub("", head)).strip()
    if found and head in _data()["keep"]["province"]:
        head = f"{head} tinh"
    return Key(head, place)


def left_open(head: str) -> str:
    """The group that the head of a key stands for when it ends in words that leave open who is meant; else empty.

    >>> left_open(key("các sở, ngành có liên quan").head), left_open(key("các sở, ngành").head)
    ('các cơ quan liên quan', '')
    """
    told = _data()["open"]
    return str(told["group"]) if head.endswith(tuple(f" {ending}" for ending in told["endings"])) else ""
