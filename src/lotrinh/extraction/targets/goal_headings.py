"""Goal headings: what a section holds by its heading, else by the heading above: GOALS, AIMS, REPORTS or OTHER.

Reads: `Outline`, `Prose`. Writes: for each section what it holds. Words are data: `data/mood_words.toml`.
"""

from __future__ import annotations

import re

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.structure.sections import Outline
from lotrinh.extraction.targets.mood import YARDSTICK, blanks, mood_patterns
from lotrinh.reading.document import BlockKind

GOALS, AIMS, REPORTS, OTHER = "goals", "aims", "reports", "other"

# What goals are called, and the words that say which ones: sources of patterns.
NOUN = r"(?:chỉ tiêu|mục tiêu)(?! quốc gia)"
KIND = r"(?: cụ thể| chủ yếu| phấn đấu| chính| cơ bản| trọng tâm)"
NO_HEADINGS = frozenset({BlockKind.FURNITURE, BlockKind.LETTERHEAD, BlockKind.CELL})  # of goals, nor paragraphs of them

# A heading without one of these says nothing about goals or reports (they are parts of the lists' phrases).
_TELLING = re.compile(
    any_of([
        "tiêu", "phấn đấu", "mục đích", "tầm nhìn", "kết quả", "tình hình", "thực trạng", "đánh giá", "thu ngân sách",
        "dự toán thu", "kế hoạch thu", "thu nsnn", "thu cân đối",
        "định hướng", "phân kỳ", "quy hoạch sử dụng", "ưu điểm", "tồn tại", "chỉ số",
    ])
)  # fmt: skip
# "Số hóa 100% hồ sơ, kết quả giải quyết thủ tục": results that are things, not what was achieved.
_OUTCOMES = pattern(r"kết quả (?:giải quyết|học tập|khám|xét nghiệm|quan trắc|rèn luyện|thủ tục)(?!\w)")
BEGINNING = 40  # characters of a heading in which a word of reports counts: a longer item only mentions it
_SHARE_OF_GOAL = pattern(r"[0-9] ?% (?:so với )?(?:chỉ tiêu|mục tiêu)")  # "6. Quốc phòng: … đạt 100% chỉ tiêu"
_REACHED = pattern(r"(?:đạt|chiếm|bằng|tăng|giảm|còn|dưới|trên|khoảng|tối thiểu|ít nhất) (?:[^\W\d_]+ ){0,3}[0-9]")
_OUTLOOK = pattern(
    r"[^\w]*(?:[a-z0-9]{1,4} ?[.)\/-] ?)?(?:(?:phần|mục)[^:.\n]{0,14}[:.] ?)?(?:một số )?"
    r"(?:phương hướng|định hướng)(?!\w)"
)
_TITLE = 200  # characters of a heading that are looked at
VISION = "tầm nhìn"


def states_of(outline: Outline, prose: Prose, *, plans: bool, reports: bool = False) -> list[str]:
    """What each section holds; a section comes after its parent.

    `plans`: the document is of a kind that sets goals; `reports`: of one that tells what has been reached, and looks
    ahead in its last part.
    """
    held: list[str] = []
    for section in outline.sections:
        above = held[section.parent] if section.parent >= 0 else ""
        end = min(section.end, section.start + _TITLE)
        title = prose.shadow[section.start : end] if section.title else ""
        if "%" in title:
            title = _SHARE_OF_GOAL.sub("", title)
        ahead = reports and above not in (GOALS, REPORTS) and _OUTLOOK.match(title)
        held.append(AIMS if ahead else _of_heading(title, above, plans=plans))
    return held


def _of_heading(title: str, above: str, *, plans: bool) -> str:
    if above not in (GOALS, AIMS) and _TELLING.search(title) is None:
        return above
    found = mood_patterns()
    title = YARDSTICK.sub(blanks, title)  # "03/12 chỉ tiêu không đạt, gồm:" names what was reached, and no goals
    goal, aim = found["heading.goal"].search(title), found["heading.general"].search(title)
    if not goal and plans:
        goal = found["heading.revenue"].search(title)
    report = found["heading.report"].search(_OUTCOMES.sub(blanks, title), 0, BEGINNING)
    if report and (not goal or report.start() < goal.start()):
        return REPORTS
    if not goal and not aim and above not in (GOALS, AIMS):
        return above
    if goal:
        title = found["goal.not_goal"].sub(blanks, title)
        goal = found["heading.goal"].search(title) or found["heading.revenue"].search(title)
    if above in (GOALS, AIMS) and not aim and not goal and _REACHED.search(title):
        return above  # "2. Tổng vốn đầu tư toàn xã hội đạt 40 nghìn tỷ đồng": one of the goals
    other = found["heading.other"].search(title, 0, BEGINNING if above in (GOALS, AIMS) else len(title))
    if goal and (not other or goal.start() < other.start()):
        return AIMS if aim and aim.start() <= goal.start() else GOALS
    if aim and aim[0] == VISION and above == GOALS:
        return GOALS
    if aim:
        return AIMS
    return OTHER if other else above
