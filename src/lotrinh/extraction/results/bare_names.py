"""Bare names: a noun of quantity that leaves out what it is of, because a label or an owner told it before.

Reads: `Reading`, a name. Writes: the name with what it is of.

"Cây ngô: diện tích 2.300 ha; năng suất 48 tạ/ha" tells area and yield of maize, "Hàn Quốc có 21 dự án, vốn đăng ký 180
triệu USD" the capital of Korea. Without that a hundred figures of a report would have one name.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.results.name_clauses import CLAUSE
from lotrinh.extraction.results.sentence_state import Reading
from lotrinh.extraction.rules import lexicon

_BARE = folded(lexicon("result_words")["bare_heads"])
_LONGEST = 8  # words of a label
_ABOUT = pattern(r"(?:về|trong|đối với|riêng|tình hình|kết quả|hoạt động|công tác|lĩnh vực) ")
_NOTHING = pattern(
    r"(?:kinh tế|quy mô|cơ cấu|số|tổng|tỷ lệ|tỉ lệ|cụ thể|như|trong đó|so|năm|tháng|quý"
    r"|(?:sản xuất )?nông nghiệp|nông, lâm|trồng trọt)(?!\w)"
)


def completed(reading: Reading, name: str) -> str:
    """`name` with what it is of, when it is no more than a noun of quantity; else itself."""
    if shadow_of(name) not in _BARE:
        return name
    if reading.owner and reading.shadow.find(";", reading.owned, reading.cursor) < 0:
        return f"{name} của {reading.owner}"
    label = reading.sentence.label
    told = shadow_of(label)
    while opened := _ABOUT.match(told):
        label, told = label[opened.end() :], told[opened.end() :]
    if not label or len(label.split()) > _LONGEST or CLAUSE.search(told) or _NOTHING.match(told):
        return name
    return f"{name} {label}"
