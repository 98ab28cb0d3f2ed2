"""Mood: what the words around a value say, whether it is a goal, a report, or neither.

Reads: shadow text. Writes: `Mood`; where words of goals and of reports stand. Words are data:
`data/mood_words.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of, words_of
from lotrinh.extraction.rules import lexicon

GOAL, REPORT, NEITHER = "goal", "report", "neither"
# "các mục tiêu đã đề ra năm 2025", "kết quả xét nghiệm", "lao động đã qua đào tạo": such words report nothing.
_SET = pattern(
    r"đã (?:được )?(?:đặt|đề) ra(?=[^.;]{0,30} năm (?:19|20)[0-9]{2}|,? (?:bao )?gồm|:)"
    r"|(?:duy trì|giữ vững|phát huy|củng cố|nâng cao|bảo đảm)[^,.;]{0,24} kết quả"
    r"|(?:số hóa|trả|công khai|liên thông|cập nhật|sử dụng) kết quả(?! đạt được)"
    r"|kết quả (?:giải quyết|học tập|khám|xét nghiệm|quan trắc|rèn luyện|thủ tục)(?!\w)"
    r"|đã (?:qua (?:đào tạo|chế biến|xử lý|sử dụng|sơ chế)|được (?:phê duyệt|cấp phép|cấp có thẩm quyền))(?!\w)"
)
# What a report measures by: "vượt 9,97% chỉ tiêu pháp lệnh", "đạt và vượt hầu hết các chỉ tiêu Nghị quyết".
YARDSTICK = pattern(
    r"(?<!\w)(?:đạt|hoàn thành|vượt)(?: và (?:hoàn thành )?vượt)?(?: mức)? [0-9]{1,3} ?/ ?[0-9]{1,3} "
    r"(?:nhóm )?(?:chỉ tiêu|mục tiêu)|"
    r"(?:[0-9]{1,3} ?/ ?[0-9]{1,3}|(?<!\w)có [0-9]{1,3}) (?:nhóm )?(?:chỉ tiêu|mục tiêu)"  # so many have been reached
    r"(?= (?:[^.;,0-9]{0,40} )?(?:đạt|vượt|hoàn thành|chưa|không|cơ bản)(?!\w))|"
    r"(?:đạt và vượt|(?:đạt|vượt|hoàn thành)(?= (?:hầu hết|nhiều|phần lớn|cơ bản)))"
    r"(?: (?:hầu hết|nhiều|phần lớn|cơ bản|các))* (?:chỉ tiêu|mục tiêu)"
    r"|(?:một số|nhiều|các|những) (?:chỉ tiêu|mục tiêu)(?: [^.;:,0-9]{0,80}?)?"
    r" (?:(?:đạt|tăng) (?:khá|cao|thấp|tốt|được)|đạt và vượt|vượt kế hoạch|hoàn thành (?:và )?vượt)(?!\w)"
    r"|(?:chỉ tiêu|mục tiêu)"
    r"(?= (?:(?:đã|đều|cơ bản) )?(?:đạt (?:cao|khá|thấp|kế hoạch|và vượt)|vượt|chưa đạt|không đạt))"
    r"|đạt (?:chỉ tiêu|mục tiêu) (?:nghị quyết|kế hoạch(?: năm)?)(?: đề ra)?(?=[,;.)])"
    r"|đạt mục tiêu (?:đại hội|nghị quyết|kế hoạch năm|đề ra\)|đặt ra\))|theo (?:các )?chỉ tiêu được [^,;.]{0,40}?giao|"
    r"(?:khả năng|ước|kết quả|tình hình)(?: thực hiện| đạt được)?(?: của)? (?:các |một số |những |[0-9]{1,3} )?"
    r"(?:nhóm )?(?:chỉ tiêu|mục tiêu)(?! quốc gia)|"
    r"(?:chỉ tiêu|mục tiêu)"
    r"(?: (?:chủ yếu|cơ bản|chính|quan trọng|cụ thể|chuyên môn|kinh tế(?: - xã hội|, xã hội)?)){0,3}"
    r" (?:đạt được|đã đạt(?: được)?|thực hiện được)(?! (?:đến|vào|trong|năm|giai đoạn)(?!\w))|"
    r"(?:%|vượt|so với|bằng|hơn) (?:so với )?(?:các |mức )?(?:chỉ tiêu|mục tiêu)"
    r"(?: (?:phấn đấu|dự toán|pháp lệnh|kế hoạch))?(?! cụ thể| như sau| sau)"
)
# Behind a value: how much of the plan it is ("…, bằng 104% KH").
MEASURED_BY_PLAN = pattern(
    r",? ?\(?(?:bằng|đạt|vượt) (?:trên |gần |khoảng )?[0-9][0-9.,]* ?%(?: so(?: với)?)? ?"
    r"(?:kh|kế hoạch|dự toán|nghị quyết)(?!\w)"
)
_KEPT = pattern(r"\b(?:duy trì|giữ|bảo vệ|bảo tồn|ổn định|nâng|quản lý)\b[^;,]{0,80}$")
_LED_AWAY = pattern(r"[,;]| và | lên | xuống | còn ")


class Mood(NamedTuple):
    """`mood`: goal | report | neither. `by`: what told (words, heading, year…). `doubt`: a reason, or None."""

    mood: str
    by: str
    doubt: str | None = None


@cache
def mood_patterns() -> dict[str, re.Pattern[str]]:
    """The word lists of `data/mood_words.toml` as patterns, by group and name ("goal.words")."""
    data = lexicon("mood_words")
    found = {
        f"{group}.{name}": re.compile(words_of(words)) for group, lists in data.items() for name, words in lists.items()
    }
    # "giảm 25% số trường hợp nhiễm" counts cases; it sets no condition.
    found["neither.before"] = re.compile(rf"(?<!số )(?:{found['neither.before'].pattern})")
    # "chi phí logistics" is what things cost, "mức thu nhập" what people earn: no rates that are paid.
    earned = any_of(["nhập", "hút", "ngân sách", "tiêu"])
    found["neither.rates"] = re.compile(rf"(?<!chi )(?:{found['neither.rates'].pattern})(?! (?:{earned})(?!\w))")
    return found


_ASIDE = re.compile(
    r"[0-9] ?%?[^\W\d_]? ?\([^()]*\)"
)  # "đạt 0,37%o (mục tiêu đề ra là 0,4%o). …" sets no goal for what follows


_WILLED = pattern(r"(?<!\w)(?:để|nỗ lực|cố gắng) (?:(?!đã |của )[^\s.;:,]+ ){0,6}$")
_WILL_REACH = 60


def goal_at(before: str) -> int:
    """Where the last word of a goal stands before a value, -1 when there is none."""
    words = mood_patterns()
    if words["goal.words"].search(before) is None:
        return -1
    told = _ASIDE.sub(blanks, words["goal.not_goal"].sub(blanks, before))
    return last_of(words["goal.words"], YARDSTICK.sub(_unless_willed, told))


def _unless_willed(yardstick: re.Match[str]) -> str:
    """Blanks for what a report measures by; "nỗ lực đạt và vượt mục tiêu tăng trưởng 7%" still wants to get there."""
    willed = _WILLED.search(yardstick.string, max(0, yardstick.start() - _WILL_REACH), yardstick.start())
    return yardstick[0] if willed else blanks(yardstick)


def report_at(own: str) -> int:
    """Where the last word of a report stands in what is `own` to a value, -1 when there is none."""
    words = mood_patterns()
    told = last_of(words["report.words"], own)
    return last_of(words["report.words"], _SET.sub(blanks, own)) if told >= 0 else -1


def is_now(before: str, at: int) -> bool:
    """Whether "hiện có", "hiện nay" at `at` say how the value stands now: they begin a clause or lead up to it."""
    lead = before[:at].rstrip(" -+*\"'")
    if not lead or lead[-1] in ";.:(,":
        return True
    return _KEPT.search(lead) is None and _LED_AWAY.search(before, at) is None


def last_of(words: re.Pattern[str], text: str) -> int:
    """Where the last of `words` begins in `text`, -1 when there is none."""
    at = -1
    for found in words.finditer(text):
        at = found.start()
    return at


def blanks(match: re.Match[str]) -> str:
    """Blanks for what is to be passed over: a replacement for `re.sub` that keeps all places."""
    return " " * len(match[0])
