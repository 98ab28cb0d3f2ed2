"""Target doubts: why a reader should look at a goal once more.

Reads: `Source`, the targets with the doubts of their making. Writes: the same targets, with the doubts that are told.

Each code stands for a way in which goals of documents never seen before came out wrong far more often than others.
That only a year tells a goal ("mood_uncertain") was found to matter where the name is not plain. How much each code
counts is in `data/doubt_points.toml`, the words of the codes are in `data/target_reasons.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Target
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.source import Source
from lotrinh.extraction.weighing import Points, is_small, weighed

_MEASURED = ("tấn", "ha", "đồng", "usd", "km", "m2", "m3", "%", "kw", "mw", "kwh")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LONG = 450  # characters of a sentence in which a name is easily taken from elsewhere
_SCALES = ("triệu", "nghìn", "ngàn", "tỷ", "tỉ", "trăm")
_STANDARD = pattern(r"tiêu chuẩn|(?<!\w)cấp [ivx]{1,4}(?!\w)|(?<!\w)loại [a-z0-9](?!\w)")
# Words that no name of a goal begins with: the name is cut off, or belongs to another clause.
_ODD = pattern(
    r"(?:ở|trên|trong|tại|với|của|như|thu hút|lựa chọn|công nhận|tạo|chỉ tiêu|cơ cấu|giao|cho|được|phải)(?!\w)"
)
# Words that may begin a name that was cut off, or the work instead of what comes of it.
_CUT = pattern(
    r"(?:ở|trên|trong|tại|với|của|như|thu|lựa|công|tạo|chỉ|cơ|giao|cho|được|phải|nhưng|cả|tương|số|và|các|những|để|hiện|"
    r"đã|bằng|từ|năm|tháng|theo|tăng|giảm|đạt|có|đến|nâng|toàn|địa|tập|xây|thực|hoàn|phấn|triển|hỗ)(?!\w)"
)
_GOES_ON = pattern(r", (?:xây dựng|phát triển|thực hiện|tăng|nâng|tạo|đảm bảo|bảo đảm|hỗ trợ)(?!\w)")
_OF_A_YEAR = pattern(r"(?:trung bình|hằng|hàng) năm(?!\w)| năm$")
_YEARLY = pattern(r"bình quân|trung bình|(?:hằng|hàng|mỗi) năm|/ ?năm")


def doubted(source: Source, targets: tuple[Target, ...], points: Points) -> tuple[Target, ...]:
    """The targets with the doubts that are told of them."""
    return weighed("target", targets, lambda target: _codes_of(source, target), points)


def _codes_of(source: Source, target: Target) -> list[str]:
    codes = [*target.reasons, *doubts(source, target)]
    if "mood_uncertain" in target.reasons and _is_plain(target, codes):
        codes.remove("mood_uncertain")
    if "one_dot_group" in codes and target.unit and not target.unit.lower().endswith(_MEASURED):
        codes.remove("one_dot_group")  # "1.200 hộ": what is counted has no decimals
    return codes


def _is_plain(target: Target, codes: list[str]) -> bool:
    """Whether a name of one piece and a unit of the list leave little to be misread."""
    unit = target.unit or ""
    of_nouns = " " in unit and not unit.lower().startswith(_SCALES)
    few = target.indicator.count(" ") < 2
    return not (of_nouns or few or "," in target.indicator or "indicator_joined" in codes)


def doubts(source: Source, target: Target) -> Iterator[str]:
    """The codes that the form of `target` gives."""
    kind = target.rule.removeprefix("target.")
    if kind.startswith("table"):
        return
    name = shadow_of(target.indicator)
    syllables = name.count(" ") + 1
    prose = source.prose
    begin, stop = prose.sentence_around(target.start, target.end)
    years = len(set(_YEAR.findall(prose.shadow, begin, stop)))
    unclear = syllables == 2 and target.per is None and _YEARLY.search(prose.shadow, begin, stop) is not None
    if syllables == 1 or unclear or _ODD.match(name):
        yield "indicator_short"
    if _GOES_ON.search(name):
        yield "indicator_runs_on"
    if _STANDARD.search(name):
        yield "standard_or_goal"
    if (target.per == "year" and kind == "value_first") or (target.per is None and _OF_A_YEAR.search(name)):
        yield "yearly_or_whole"
    if target.due is not None and source.info.date is not None and str(target.due)[:4] < source.info.date[:4]:
        yield "due_past"
    if is_small(target.low, target.high) and (
        _CUT.match(name) or "," in name or "(" in prose.text[target.start : target.end]
    ):
        yield "small_number"
    if (years > 1 or stop - begin > _LONG) and target.change != "event" and prose.shadow.find(name, begin, stop) < 0:
        yield "indicator_joined"
