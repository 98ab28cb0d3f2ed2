"""The edges of an indicator: where its noun phrase begins and ends in a clause.

Reads: shadow text, `data/indicator_words.toml`. Writes: offsets.

A clause is stripped from both sides: mood words, periods and labels from its front ("phấn đấu đến năm 2030 …"),
verbs and periods from its tail ("… năm 2025 ước đạt"), read backwards from the value. What they say is kept: tăng or
giảm, "trong đó", "bình quân hằng năm".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of, backwards, folded, words_of
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.targets.horizons import horizon_at, horizons_in


class Front(NamedTuple):
    """What the front of a clause says before the indicator begins at `at`. `part`: "trong đó"."""

    at: int
    change: str | None
    part: bool


class Tail(NamedTuple):
    """What the words before a value say; the indicator ends at `at`.

    `verb`: a verb or colon stands there; `possessed`: "có"; `yearly`: "bình quân hằng năm".
    """

    at: int
    change: str | None = None
    verb: bool = False
    possessed: bool = False
    yearly: bool = False


class Edges(NamedTuple):
    """The compiled words. `fronts`, `tails`: word → kind (a key of `lead` or `tail` in the lexicon)."""

    front: re.Pattern[str]
    tail: re.Pattern[str]
    head: re.Pattern[str]
    anchor: re.Pattern[str]
    verb: re.Pattern[str]
    acts: re.Pattern[str]
    stop: re.Pattern[str]
    fronts: dict[str, str]
    tails: dict[str, str]


@cache
def edges() -> Edges:
    """The compiled words; made when first asked for."""
    data = lexicon("indicator_words")
    fronts = {shadow_of(word): kind for kind, words in data["lead"].items() for word in words}
    tails = {shadow_of(word): kind for kind, words in data["tail"].items() for word in words}
    # "đến năm 2020 đạt: 396 tỷ đồng"
    tails |= {f"{word}:": kind for word, kind in tails.items() if kind in _WITH_COLON and word[-1].isalpha()}
    return Edges(
        front=re.compile(rf"(?P<word>{any_of(fronts)})(?![\w/])(?: (?=[^\W\d_]| )|(?= ?[,:])| ?$)"),
        tail=re.compile(rf" ?(?P<word>{backwards(tails)})(?!\w)"),
        head=re.compile(rf"(?:{any_of(data['heads'])})(?!\w)"),
        anchor=re.compile(
            rf"{words_of(data['anchors'])}|(?<!\w){_WILL} (?=(?:{any_of(data['verbs'])})(?!\w))|{_LISTED.pattern}"
            rf"|{_SET_FOR.pattern}"
        ),
        verb=re.compile(rf"(?:{any_of(data['verbs'])})(?!\w)"),
        acts=re.compile(rf"(?<!\w)(?:{any_of(data['verbs'])})(?: được)? $"),
        stop=re.compile(rf" (?:{any_of(data['end']['words'])})(?!\w)"),
        fronts=fronts,
        tails=tails,
    )


_WILL = shadow_of("sẽ")
# "Nhiệm vụ trọng tâm được huyện đặt ra trong năm 2026 là …"
_SET_FOR = pattern(r"(?<!\w)(?:đặt|đề) ra (?:trong|cho) năm (?:19|20)[0-9]{2} (?:là|gồm)(?!\w)")
# "đề ra một số chỉ tiêu thi đua chủ yếu như …"
_LISTED = pattern(r"(?<!\w)(?:các|một số|những|[0-9]{1,2}) chỉ tiêu [^,;:.()0-9]{0,40}(?<= )(?:như|gồm)(?: sau)?(?!\w)")
_WITH_COLON = frozenset({"level", "increase", "decrease", "filler"})
_SKIPPED = re.compile(r"[ ,.:\-+*\"'“”]+|\([0-9a-zđivx]{1,3}\) ?|[0-9a-zđ]{1,2}[).] ")
_LABEL = pattern(r"(?:chỉ tiêu|mục tiêu|nhóm chỉ tiêu|tiêu chí)(?: số)? ?[0-9.]{0,5} ?[:.] ?")
_AREA = pattern(
    r"(?!khu vực nông, ?lâm)"
    r"(?:tại|đối với|ở|trên địa bàn|riêng|khu vực|trong lĩnh vực|trên lĩnh vực|về lĩnh vực)(?= )[^,:;()0-9]{2,70}"
    r"[,:](?! (?:xã|huyện|thôn|bản|phường) (?:nghèo|đặc biệt|miền núi|khó khăn)(?!\w)) ?"  # "các huyện nghèo, xã nghèo"
)
# "Mục tiêu của Kế hoạch này là …", "Mục tiêu đặt ra là …"
_SET = pattern(
    r"(?:của (?:kế hoạch|chương trình|đề án|chiến lược|nghị quyết|quyết định|quy hoạch|chỉ thị)[^,;:.0-9]{0,60}?"
    r"|(?:được )?đặt ra)(?: là(?= |,)|$)"
)
_SPAN_OF_YEARS = pattern(r"(?:trong )?[0-9]{1,2} năm(?: tới)?(?:, ?| ?$| (?=(?:phải|giảm|tăng|sẽ|phấn đấu) ))")
_STAYS = folded(["bình quân", "còn"])  # front words even where an indicator could begin with them
_AIM_OF = pattern(
    r"chỉ tiêu (?:t[ỷỉ] (?:lệ|trọng|suất)|tốc độ|thu nhập|giá trị|sản lượng|tổng|số|kim ngạch|grdp|gdp)(?!\w)"
)
_MOST_FRONTS = 12


def front_of(shadow: str, start: int, end: int, *, anchored: bool = True, areas: bool = True) -> Front:
    """Strip mood words, periods, labels and verbs of doing from the front of ``[start, end)``.

    `anchored`: begin behind the last "phấn đấu", "trong đó"… that leaves something. `areas`: strip "Khu vực đô thị:".
    """
    words = edges()
    at, change, part = _anchor(shadow, start, end) if anchored else (start, None, False)
    for _ in range(_MOST_FRONTS):
        before = at
        if skipped := _SKIPPED.match(shadow, at, end):
            at = skipped.end()
        if stripped := _LABEL.match(shadow, at, end) or _SET.match(shadow, at, end):
            at = stripped.end()
        elif area := _AREA.match(shadow, at, end) if areas else None:
            at = area.end()
        elif areas and (field := _past_field(shadow, at, end)):
            at = field
        elif front := words.front.match(shadow, at, end):
            stays = front["word"] in _STAYS or _AIM_OF.match(shadow, at, end)
            if words.head.match(shadow, at, end) and not stays:
                break
            kind = words.fronts[front["word"]]
            change = kind if kind in ("increase", "decrease") else change
            part = part or kind == "parent"
            at = front.end()
        else:
            at = _past_period(shadow, at, end)
        if at == before:
            break
    return Front(min(at, end), change, part)


def _past_field(shadow: str, at: int, end: int) -> int | None:
    """Behind "Về y tế," where an indicator follows: "Về thể dục, thể thao, tỷ lệ người …"."""
    if not shadow.startswith(_ABOUT, at):
        return None
    commas = (comma.end() for comma in _COMMA.finditer(shadow, at, min(end, at + _LONGEST_FIELD)))
    head = edges().head
    return next((to for to in commas if head.match(shadow, _past_upkeep(shadow, to, end)) and to < end), None)


_ABOUT, _LONGEST_FIELD = shadow_of("về "), 80


def _anchor(shadow: str, start: int, end: int) -> tuple[int, str | None, bool]:
    """Behind the last anchor that leaves something; whether one of them was "trong đó"."""
    words = edges()
    anchors = [*words.anchor.finditer(shadow, start, end)]
    part = any(words.fronts.get(anchor[0]) == "parent" for anchor in anchors)
    for anchor in reversed(anchors):
        if front_of(shadow, anchor.end(), end, anchored=False).at < end:
            return anchor.end(), None, part
    return start, None, part


def _past_period(shadow: str, at: int, end: int) -> int:
    if span := _SPAN_OF_YEARS.match(shadow, at, end):
        return span.end()
    horizon = horizon_at(shadow, at, min(end, at + 60))
    if horizon is not None:
        at = horizon.end
        while at < end and shadow[at] in " ,:)":
            at += 1
    return at


_AVERAGE = pattern(r"bình quân|trung bình|năm")
_YEARLY = pattern(r"(?<!cây )(?<!\w)(?:hằng|hàng|mỗi|một) năm(?! tuổi)|bình quân năm|(?:bình quân|trung bình) ?/ ?năm")
# "tăng thêm là 5 xã" stays a growth; behind other verbs of level a growth has reached its end ("tăng … đạt 84%").
_TOLD = folded(["là", ":", "bằng", "ước", "ước tính", "dự kiến", "=", "tới", "phấn đấu", "được", "mức"])
_GROWTH = shadow_of("tăng")
_NAMES_OF_GROWTH = ["tốc độ", "tỷ lệ", "tỉ lệ", "mức", "độ", "vào", "của", "về", "cho", "giá trị gia"]
_GROWTH_BEFORE = re.compile(rf" (?:{backwards(_NAMES_OF_GROWTH)})(?!\w)")
_AT = shadow_of("ở")
_HOMES_BEFORE = re.compile(rf" (?:{backwards(['nhà', 'đất', 'chỗ', 'phòng'])})(?!\w)")  # "diện tích sàn nhà ở"
_AND_ABOVE = shadow_of("trở")[::-1]
_MOST_TAILS = 8


def tail_of(shadow: str, start: int, end: int) -> Tail:
    """Strip the verbs, and the period among them, that stand between indicator and value at the end of a stretch."""
    words = edges()
    reverse = shadow[start:end][::-1]
    position, change = 0, None
    kept: int | None = None  # "bình quân hằng năm" stays with the indicator unless a verb stands before it
    verb = possessed = yearly = reached = False
    for _ in range(_MOST_TAILS):
        found = words.tail.match(reverse, position)
        if found is None:
            behind = _before_period(shadow, start, end - position)
            if behind is None:
                break
            position = end - behind
            continue
        word = found["word"][::-1]
        kind = words.tails[word]
        if word.startswith(_GROWTH) and _GROWTH_BEFORE.match(reverse, found.end()):
            break
        if word == _AT and _HOMES_BEFORE.match(reverse, found.end()):
            break
        if reverse[found.end() :].lstrip().startswith(_AND_ABOVE) and kind == "level":
            break  # "người từ 65 tuổi trở lên"
        if kind in ("increase", "decrease", "multiple"):
            change = change or (None if reached and kind != "multiple" else kind)
            verb, kept = True, None
        elif kind == "level":
            reached = reached or word not in _TOLD
            verb, kept = True, None
        elif kind == "possess":
            possessed = not verb
            position = position if verb else found.end()
            break
        elif _AVERAGE.search(word):
            yearly = yearly or _YEARLY.search(shadow, end - found.end(), end - position) is not None
            kept = position if kept is None else kept
        position = found.end()
    return Tail(end - (position if kept is None else kept), change, verb, possessed, yearly)


def _before_period(shadow: str, start: int, end: int) -> int | None:
    """Where the period that ends at `end` begins; None when there is none, or nothing before it."""
    while end > start and shadow[end - 1] in " ,(":
        end -= 1
    if not (shadow[end - 1].isdigit() or shadow[end - 2].isdigit() or shadow.startswith(_ONWARD, end - len(_ONWARD))):
        return None  # no period ends here
    horizons = horizons_in(shadow, max(start, end - 50), end)
    if not horizons or horizons[-1].end < end - 1 or horizons[-1].start <= start:
        return None
    at = horizons[-1].start
    leading = next((word for word in _BEFORE_PERIOD if shadow.endswith(word, start + 1, at)), "")
    return at - len(leading)


_BEFORE_PERIOD = ("cuối ", "cho ")  # "thu nhập của hộ nghèo cuối năm 2020", "mức giảm cho giai đoạn 2021 - 2025"


def is_yearly(shadow: str, start: int, end: int) -> bool:
    """Whether a stretch speaks of a yearly or average-yearly rate ("cây hằng năm" is none)."""
    return _YEARLY.search(shadow, start, end) is not None


def is_average_growth(shadow: str, start: int, end: int) -> bool:
    """Whether a stretch speaks of a growth as the average of some years: "tăng bình quân giai đoạn 2026 - 2030"."""
    return _AVERAGE_GROWTH.search(shadow, start, end) is not None


_SPAN_WORDS = "(?:giai đoạn|thời kỳ|nhiệm kỳ|[0-9]{1,2} năm)"
_AVERAGE_GROWTH = pattern(
    rf"tăng[^,;:]{{0,60}}(?:bình quân|trung bình)[^,;:0-9]{{0,12}}{_SPAN_WORDS}"
    rf"|(?:bình quân|trung bình)[^,;:0-9]{{0,12}}{_SPAN_WORDS}[^,;:]{{0,30}} tăng(?! lên)"
)
_ONWARD = shadow_of("trở đi")
_PURPOSE = pattern(r" (?:để|nhằm) (?:đạt|bảo đảm|đảm bảo|nâng|giảm|tăng|đưa) ")
_TOPIC = pattern(r"[^:;]{2,100} ?: ?")
# "Số hộ khá tăng, số hộ nghèo dưới 0,7%": what is told without a value is another matter
_SETTLED = pattern(r"[^,;:()0-9]{3,60} (?:tăng|giảm|ổn định)(?: \w+)?, (?=\w)")
_COMMA = re.compile(r", ?| - ")
_UPKEEP = pattern(r"(?:duy trì|giữ vững|giữ ổn định|giữ|nâng|đưa|bảo đảm|đảm bảo|giảm|tăng|kéo giảm|phấn đấu) (?=\w)")
# "… thông qua các hoạt động bảo vệ rừng, nâng cao độ che phủ rừng lên 42%": only the last is raised to the value.
_TO_LEVEL = pattern(r" ?(?:lên|xuống)(?!\w)")
_ANOTHER_CHANGE = pattern(r"(?:,| và) (?:nâng cao|nâng dần|nâng|tăng dần|tăng|kéo giảm|giảm dần|giảm|hạ) (?=\w)")
_LONG = 24  # words: a longer phrase without a usual first word needs a reason to be one
_LONGEST = 60


def start_of_phrase(shadow: str, at: int, end: int) -> tuple[int, tuple[str, ...]]:
    """Where the indicator starts inside ``[at, end)``, when more stands before it; reasons to doubt it."""
    head = edges().head
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


def is_headed(shadow: str, at: int) -> bool:
    """Whether an indicator's usual first word ("tỷ lệ", "diện tích") stands at `at`."""
    return edges().head.match(shadow, at) is not None


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


_BRACKET_AND = ") và"
_STAMP = re.compile(
    r" [0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:19|20)[0-9]{2}(?= [0-9]{1,2}[:h]|$)"
)  # when a headline was printed
# "… 2 khu dân cư văn hóa cấp huyện, thu chi ngân sách bảo đảm đạt chỉ tiêu"
_OTHER_MATTER = pattern(
    r", (?=(?:trong đó|(?:thu,? chi|thu) ngân sách|tỷ lệ [^\W\d]+|thu nhập bình quân|đồng thời|phấn đấu"
    r"|duy trì|giữ vững|không để|không còn|góp phần|từng bước)(?!\w))"
)


def is_blank(shadow: str, start: int, end: int) -> bool:
    """Whether nothing but a period, a joint or a mark stands in ``[start, end)``."""
    between = shadow[start:end].strip(" ,.;:()-\"'")
    if not between or shadow.startswith((" (", "(", ",", " ,"), start):
        return True
    horizons = horizons_in(shadow, start, end)
    if horizons and not shadow[start : horizons[0].start].strip(" ,(-"):
        return not shadow[horizons[-1].end : end].strip(" ,.;:()-") or shadow[horizons[-1].end] in " ,.;)"
    return edges().stop.match(shadow, start) is not None or between.startswith((",", _AND))


_AND = shadow_of("và ")
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


_PLACE = pattern(
    r"(?:(?:tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|vùng|khu vực|địa bàn|miền) )?[^\W\d_]+(?: [^\W\d_]+){0,4}"
)
_PLACE_NOUNS = folded(
    [
        "tỉnh",
        "thành",
        "phố",
        "tp",
        "tp.",
        "huyện",
        "thị",
        "xã",
        "quận",
        "phường",
        "trấn",
        "vùng",
        "khu",
        "vực",
        "cả",
        "nước",
        "toàn",
    ]
)


def is_place(text: str, start: int, end: int) -> bool:
    """Whether a phrase is a place's name: every word with a capital, but for "tỉnh", "thành phố"."""
    phrase = text[start:end].strip(" ,:")
    if not phrase or not _PLACE.fullmatch(shadow_of(phrase)):
        return False
    words = phrase.split()
    return len(words) <= 7 and all(word[0].isupper() for word in words if shadow_of(word) not in _PLACE_NOUNS)


_SEPARATOR = pattern(
    r",| với (?=tổng số |số lượng |quy mô |diện tích |tổng diện tích )"
    r"|:|\)|(?<![0-9]) - | và | đồng thời |(?<! giảm)(?<! xuống)(?<! chỉ) còn | trong đó | hoặc | cùng với | với $"
)
HARD_JOINT = pattern(r",| và | đồng thời ")
_PARTS = pattern(r", (?:gồm|bao gồm)(?: có)?:? (?=[^\W\d_])")
_PART, _AT_ONCE = shadow_of("trong đó "), shadow_of("đồng thời ")


def cut_between(text: str, shadow: str, start: int, end: int, *, value_first: bool) -> int | None:
    """Where, between two measures of a clause, the words of the second begin; None when they are not parted."""
    words = edges()
    if parts := _PARTS.search(shadow, start, end):
        return parts.start() + 1
    candidates = [found.end() for found in _SEPARATOR.finditer(shadow, start, end)]
    if not candidates:
        return None
    if not value_first:
        return _before_joint(shadow, candidates[0])
    for cut in reversed(candidates):
        if _OF_YEAR.search(shadow, start, cut):
            continue
        tail = tail_of(shadow, cut, end)
        at = front_of(shadow, cut, tail.at).at
        if at >= tail.at or words.head.match(shadow, at) or words.verb.match(shadow, at):
            return _before_joint(shadow, cut)
        if (tail.possessed or tail.verb) and is_place(text, at, tail.at):
            return _before_joint(shadow, cut)
    hard = [found.end() for found in HARD_JOINT.finditer(shadow, start, end)]
    return hard[-1] if hard and tail_of(shadow, candidates[-1], end).verb else None


_OF_YEAR = pattern(r"(?<!\w)năm (?:19|20)[0-9]{2} ?: ?$")  # "83% và năm 2030: 85%"


def _before_joint(shadow: str, cut: int) -> int:
    """ " và ", " trong đó " belong to what follows."""
    if shadow[cut - 1] != " " or shadow[cut - 2] in ",:)-":
        return cut
    for joint in (_PART, _AT_ONCE):
        if shadow.endswith(joint, 0, cut):
            return cut - len(joint)
    return shadow.rfind(" ", 0, cut - 1) + 1
