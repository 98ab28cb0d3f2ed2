"""Values named around: what is done stands before the value, what is counted behind it.

"thành lập mới 3 cụm công nghiệp", "cả nước có 1.200 công trình xây dựng xanh".

Reads: a measure and the words around it. Writes: its `Measured` statement, or None for a number inside a noun phrase.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.cuts import HARD_JOINT
from lotrinh.extraction.measures.edge_words import edges
from lotrinh.extraction.measures.measured import Measured
from lotrinh.extraction.measures.measured_line import MeasuredLine, stated
from lotrinh.extraction.measures.noun_phrases import QUANTITY, cleaned, past_horizon, phrase_end, topic_end
from lotrinh.extraction.measures.place_phrases import is_place
from lotrinh.extraction.measures.repeats import counted_noun
from lotrinh.extraction.measures.sides import FOR, SAID_OF
from lotrinh.extraction.measures.ties import Around

# "xuất khẩu lao động 300 người", "đào tạo nghề 2.000 người": the deed says what is counted.
_NAMES_ITSELF = pattern(
    r"(?:xuất khẩu|giới thiệu|cung ứng) (?:lao động|việc làm)|tuyển quân"
    r"|(?:[^\W\d_]+ ){0,4}(?:giải quyết|tạo)(?: thêm)? việc làm(?: mới)?"
    r"|(?:tổ chức )?(?:đào tạo|dạy|truyền|bồi dưỡng|tập huấn|huấn luyện|phổ biến)(?: [^\W\d_]+){1,6}"
)
_OR_MORE = " trở lên"
_LONGEST_TOPIC = 6  # words before "có 60% giáo viên …" that more than say who has them
_LONGEST_ACT = 14  # words before a counted noun that still say what is done with it


def named_around(line: MeasuredLine, around: Around) -> Measured | None:
    """The statement of a value between the words of its indicator; None when the number is a word of a name."""
    text, shadow = line.prose.text, line.prose.shadow
    measure, tail = around.measure, around.tail
    end = phrase_end(shadow, *around.rest)
    behind = cleaned(text, shadow, measure.tail, end).removesuffix(_OR_MORE)
    if not behind and measure.kind != "count":
        return None
    start = _begun(line, around)
    if start is None:
        following = line.following(around.number)
        if following and around.rest[1] == following.head and not HARD_JOINT.search(shadow, *around.rest):
            line.cuts[around.number + 1] = around.floor
        return None  # a number inside a noun phrase: "tinh quặng 20 % đồng: đạt …", "đường 4 làn xe"
    before = cleaned(text, shadow, start, tail.at)
    topic = tail.possessed and measure.kind == "share" and (before.count(" ") > _LONGEST_TOPIC or "," in before)
    if topic or before.count(" ") > _LONGEST_ACT:
        before = ""
    place = before if tail.possessed and is_place(text, start, tail.at) else None
    if place and not behind and line.found:
        indicator = line.found[-1].indicator
    else:
        if not behind and before.endswith(FOR.rstrip()):
            noun, before = "", before.removesuffix(FOR.rstrip())  # "tạo việc làm cho 30.000 lao động"
        else:
            noun = counted_noun(measure)
            done = shadow_of(before)
            if not behind and (_NAMES_ITSELF.fullmatch(done) or f" {shadow_of(noun)} " in f"{done} "):
                noun = ""  # … or names it already: "trồng cây phân tán 2.000 cây"
        indicator = " ".join(part for part in ("" if place else before, noun, behind) if part)
    change = around.front.change or ("increase" if tail.change == "increase" else "level")
    span = (start, max(end, measure.tail))
    return stated(line, around, span, indicator, change, "behind", place=place, linked=True)


def _begun(line: MeasuredLine, around: Around) -> int | None:
    """Where the words of doing or having before a value begin; None when there are none."""
    shadow, measure, tail = line.prose.shadow, around.measure, around.tail
    start = topic_end(shadow, around.front.at, tail.at) or around.front.at
    start = past_horizon(shadow, start, tail.at)
    given = shadow.endswith(FOR, start, measure.head)
    if given and (doing := _last_verb(shadow, start, measure.head)):
        start = doing  # "Hội Nông dân các cấp trực tiếp dạy nghề cho 1.800 nông dân"
    if tail.possessed or given or edges().verb.match(shadow, start):
        return start
    if measure.kind == "share" and SAID_OF.match(shadow, measure.tail):
        return start  # "đường tỉnh 100% được nhựa hóa"
    done = edges().acts.search(shadow, start, measure.head)
    if done:
        return done.start()  # "mỗi chi hội kết nạp 3 hội viên mới"
    quantity = QUANTITY.search(shadow, start, tail.at) if measure.kind == "physical" else None
    return quantity.start() if quantity else None


def _last_verb(shadow: str, start: int, end: int) -> int | None:
    """Where the last verb of doing in ``[start, end)`` begins; None when the words begin with one."""
    verb = edges().verb
    if verb.match(shadow, start):
        return None
    found = [at.start() for at in verb.finditer(shadow, start, end - len(FOR)) if shadow[at.start() - 1] == " "]
    return found[-1] if found else None
