"""Noun phrases: where the words of an indicator begin and end, and how they are printed.

Reads: shadow text of a clause whose fronts and tails are stripped. Writes: offsets, printed words.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.horizons import horizons_in
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.edge_words import edges

_PURPOSE = pattern(r" (?:để|nhằm) (?:(?:đạt|bảo đảm|đảm bảo|nâng|giảm|tăng|đưa) |(?=t[ỷỉ] lệ ))")
_TOPIC = pattern(r"[^:;]{2,100} ?: ?")
# "Số hộ khá tăng, số hộ nghèo dưới 0,7%": what is told without a value is another matter
_SETTLED = pattern(r"[^,;:()0-9]{3,60} (?:tăng|giảm|ổn định)(?: \w+)?, (?=\w)")
_COMMA = re.compile(r", ?| - ")
_UPKEEP = pattern(r"(?:duy trì|giữ vững|giữ ổn định|giữ|nâng|đưa|bảo đảm|đảm bảo|giảm|tăng|kéo giảm|phấn đấu) (?=\w)")
# "… thông qua các hoạt động bảo vệ rừng, nâng cao độ che phủ rừng lên 42%": only the last is raised to the value.
_TO_LEVEL = pattern(r" ?(?:lên|xuống)(?!\w)")
_ANOTHER_CHANGE = pattern(r"(?:,| và) (?:nâng cao|nâng dần|nâng|tăng dần|tăng|kéo giảm|giảm dần|giảm|hạ) (?=\w)")
_OPEN_BRACKET = pattern(r"\([^()]{2,80}\) ?(?:và|,) (?=\w)")  # that belongs to the value before
_LONG = 24  # words: a longer phrase without a usual first word needs a reason to be one
_LONGEST = 60
_ABOUT, _LONGEST_FIELD = shadow_of("về "), 80


def start_of_phrase(shadow: str, at: int, end: int) -> tuple[int, tuple[str, ...]]:
    """Where the indicator starts inside ``[at, end)``, when more stands before it; reasons to doubt it."""
    head = edges().head
    if bracket := _OPEN_BRACKET.match(shadow, at, end):
        at = bracket.end()
    best = topic_end(shadow, at, end) or at
    if settled := _SETTLED.match(shadow, best, end):
        best = settled.end() if head.match(shadow, settled.end(), end) else best
    if not head.match(shadow, best):
        for purpose in _PURPOSE.finditer(shadow, best, end):
            best = purpose.end() if purpose.end() < end else best
    if not head.match(shadow, best):
        opened = (_past_upkeep(shadow, comma.end(), end) for comma in _COMMA.finditer(shadow, best, end))
        opened = (place for place in opened if place < end)
        best = next((place for place in opened if head.match(shadow, place)), best)
    if _TO_LEVEL.match(shadow, end):
        for change in _ANOTHER_CHANGE.finditer(shadow, best, end):
            best = change.end()
    words = shadow.count(" ", best, end)
    if words <= _LONG or head.match(shadow, best):
        return best, () if words <= _LONGEST else ("indicator_far",)
    if words <= _LONGEST and shadow[end : end + 3].strip().startswith(":"):
        return best, ()
    comma = shadow.rfind(", ", best, end)
    return (comma + 2 if comma > 0 else best), ("indicator_far",)


def _past_upkeep(shadow: str, at: int, end: int) -> int:
    """Behind "duy trì" of "giữ vững chuẩn y tế, duy trì tỷ lệ tăng dân số …"."""
    kept = _UPKEEP.match(shadow, at, end)
    return kept.end() if kept else at


def topic_end(shadow: str, at: int, end: int) -> int | None:
    """Behind the colon of "Cơ cấu kinh tế: Nông nghiệp …"; None without one, or with nothing behind it."""
    topic = _TOPIC.match(shadow, at, end)
    return topic.end() if topic and topic.end() < end - 1 else None


def past_horizon(shadow: str, at: int, end: int) -> int:
    """Behind a period that stands first: "Giai đoạn 2026 - 2030 xây dựng mới …"."""
    horizon = next(iter(horizons_in(shadow, at, end)), None)
    first = horizon is not None and not shadow[at : horizon.start].strip(" ,:")
    return horizon.end + 1 if horizon is not None and first and horizon.end + 1 < end else at


def past_field(shadow: str, at: int, end: int) -> int | None:
    """Behind "Về y tế," where an indicator follows: "Về thể dục, thể thao, tỷ lệ người …"."""
    if not shadow.startswith(_ABOUT, at):
        return None
    commas = (comma.end() for comma in _COMMA.finditer(shadow, at, min(end, at + _LONGEST_FIELD)))
    head = edges().head
    return next((to for to in commas if head.match(shadow, _past_upkeep(shadow, to, end)) and to < end), None)


# Nouns of quantity that tell not yet of what: "(đạt) diện tích | 8.900 ha đất lâm nghiệp".
QUANTITY = pattern(
    r"(?<!\w)(?:diện tích|sản lượng|quy mô|công suất|khối lượng|số lượng|doanh thu|kim ngạch|trữ lượng) ?$"
)

_BRACKET_AND = ") và"
# When a headline was printed.
_STAMP = re.compile(r" [0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:19|20)[0-9]{2}(?= [0-9]{1,2}[:h]|$)")
# "… 2 khu dân cư văn hóa cấp huyện, thu chi ngân sách bảo đảm đạt chỉ tiêu"
_OTHER_MATTER = pattern(
    r", (?=(?:trong đó|(?:thu,? chi|thu) ngân sách|tỷ lệ [^\W\d]+|thu nhập bình quân|đồng thời|phấn đấu"
    r"|duy trì|giữ vững|không để|không còn|góp phần|từng bước)(?!\w))"
)


def phrase_end(shadow: str, start: int, end: int) -> int:
    """Where the noun phrase behind a value ends."""
    stop = edges().stop.search(shadow, start, end)
    end = stop.start() if stop else end
    if other := _OTHER_MATTER.search(shadow, start, end):
        end = other.start()
    if stamp := _STAMP.search(shadow, start, end):
        end = stamp.start()
    while end > start and shadow[end - 1] in " ,.;:-(":
        end -= 1
    if shadow.endswith(_BRACKET_AND, start, end):
        end -= len(_BRACKET_AND) - 1  # "… (nhà thi đấu, bể bơi) và 100% …"
    return end


_AND = shadow_of("và ")


def is_blank(shadow: str, start: int, end: int) -> bool:
    """Whether nothing but a period, a joint or a mark stands in ``[start, end)``."""
    between = shadow[start:end].strip(" ,.;:()-\"'")
    if not between or shadow.startswith((" (", "(", ",", " ,"), start):
        return True
    horizons = horizons_in(shadow, start, end)
    if horizons and not shadow[start : horizons[0].start].strip(" ,(-"):
        return not shadow[horizons[-1].end : end].strip(" ,.;:()-") or shadow[horizons[-1].end] in " ,.;)"
    return edges().stop.match(shadow, start) is not None or between.startswith((",", _AND))


# Nothing left in it, a document that says so, a gloss.
_EMPTY_BRACKET = pattern(
    r"\(\s*\)|^\([0-9 /]+\) ?|\((?:theo|tại|thuộc) [^()]{0,80}[0-9][-/][^()]{1,120}\)|\((?:bao gồm|gồm)[^()]{2,160}\)"
)


def cleaned(text: str, shadow: str, start: int, end: int) -> str:
    """The printed words of a span without the periods among them and without marks around them."""
    parts, at = [], start
    for horizon in horizons_in(shadow, start, end):
        parts.append(text[at : horizon.start])
        at = horizon.end
    parts.append(text[at:end])
    words = _EMPTY_BRACKET.sub("", " ".join(" ".join(parts).split()))
    words = " ".join(words.split()).strip(" ,.…;:-+*\"'“”").rstrip("/ .…")
    return words[:-1].rstrip() if words.endswith(")") and words.count("(") < words.count(")") else words
