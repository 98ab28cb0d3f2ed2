"""Moods: whether a clause is a goal, a report, or neither.

Reads: shadow text, the outline, the document's identity. Writes: `Mood` with the reason for doubt, if any.

The nearest evidence decides: words before and behind the value (mood.py), then what the line stands under
(goal_places.py), then the year named or a plan told of (year_moods.py).
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import DocumentInfo
from lotrinh.extraction.language.horizons import ANY_YEAR, horizons_in
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.structure.sections import Outline
from lotrinh.extraction.targets.goal_headings import AIMS, GOALS, REPORTS
from lotrinh.extraction.targets.goal_places import GoalPlaces
from lotrinh.extraction.targets.headlines import REPORTING, begins_in_title, year_set
from lotrinh.extraction.targets.mood import (
    GOAL,
    MEASURED_BY_PLAN,
    NEITHER,
    REPORT,
    Mood,
    blanks,
    goal_at,
    is_now,
    last_of,
    mood_patterns,
    report_at,
)
from lotrinh.extraction.targets.year_moods import AFTER, FAR, PLAN_KINDS, STRIVING, THEREBY, UNTIL, YearMoods

_NEAR = 90  # characters back in which a condition stands
_NAMED_WITH_GOAL = pattern(r"(?:kế hoạch|nghị quyết|chương trình|đề án|chiến lược)(?! này)[^;.:]{3,160}với $")
_STRIVES_TO = pattern(r"phấn đấu (?:hoàn thành|đến|đạt|đưa|xây dựng|giảm|nâng|tăng)(?!\w)")
# "Theo Đề án … đến năm 2030, tỷ lệ …": told of a plan, whose years are to come
_OF_PLAN = pattern(
    r"[ \n\-+*]*theo (?:tờ trình|dự thảo|quyết định|nghị quyết|đề án|quy hoạch|chiến lược|chương trình|kế hoạch)"
    r"[^.;]{8,240}?, "
)
# Among goals a change to be made is one, whatever it is measured against: "Giảm 10% số vụ cháy so với cùng kỳ".
_TO_CHANGE = pattern(r"[ \n\-+*]*(?:phấn đấu )?(?:giảm|kéo giảm|cắt giảm|nâng|tăng|hạ)(?= )")
# What a report tells of: "Thực hiện các chỉ tiêu: giá trị sản xuất 3.100 tỷ đồng, …"
_CARRIED_OUT = pattern(
    r"(?:^|[.;\n]|[0-9a-z][.)]|-) ?(?:về )?(?:việc )?thực hiện (?:các |một số |những )?(?:chỉ tiêu|mục tiêu)"
    r"[^:;.]{0,60}:"
)
# "giảm 4,89%, đạt mục tiêu của Chương trình (giảm hơn 3%/năm)": what was reached, and what had been asked
_MET = pattern(
    r"[0-9] ?%[^;:(]{0,12}(?:đạt|vượt) (?:và vượt )?(?:mục tiêu|chỉ tiêu|kế hoạch)[^;:().]{0,80}\((?:từ |tăng |giảm )?$"
)
# "đạt 0,37%o (mục tiêu đề ra là 0,4%o)"
_HAD_BEEN_SET = pattern(
    r"(?:đạt|còn|là|tăng|giảm) [^;:().]{0,20}[0-9] ?%?[^;:().]{0,20}"
    r"\((?:mục tiêu|chỉ tiêu|kế hoạch|nghị quyết|nq|kh)(?!\w)[^();:]{0,40}$"
)
# "Một số chỉ tiêu về y tế năm 2021:" on a page of 2022
_OF_YEAR = pattern(r"(?:một số|các) chỉ tiêu (?P<what>[^:;.]{0,80}?) năm (?P<year>20[0-9]{2}) ?:")
_SET = pattern(r"(?<!\w)(?:giao|kế hoạch|đề ra|đặt ra|phấn đấu|mục tiêu|nghị quyết|đến)(?!\w)")
_ALL = shadow_of("cả ")  # "giảm cả 3 tiêu chí": how many there are
_LISTED = re.compile("[:;]")
_FORECAST = pattern(r"ước|dự|lũy kế (?:(?:đến|hết|cả|giai đoạn|toàn)(?!\w)|(?:(?:có|đạt|khoảng|tổng số) )?$)")


class Moods:
    """Moods of one document's clauses.

    `plans`: the document is of a kind that sets goals; `reports`: of one that tells what has been reached.
    """

    def __init__(self, outline: Outline, info: DocumentInfo, prose: Prose) -> None:
        self.outline = outline
        self.prose = prose
        self.year = int(info.date[:4]) if info.date else None
        self.plans = bool(info.kind and PLAN_KINDS.search(shadow_of(info.kind)))
        self.plans = self.plans or (info.number is None and begins_in_title(prose))
        told = shadow_of(f"{info.kind or ''} {info.title or ''}")
        self.reports = REPORTING.search(told) is not None
        self.told_year = None if self.reports or info.number else year_set(info, prose)
        self.places = GoalPlaces(outline, prose, plans=self.plans, reports=self.reports)
        self._years = YearMoods(
            outline, prose, year=self.year, told_year=self.told_year, plans=self.plans, reports=self.reports
        )

    def over(self, line: int) -> str:
        """What a line stands under: a constant of goal_headings.py, or ""."""
        return self.places.over(line)

    def may_set(self, line: int) -> bool:
        """Whether a line may set a goal without saying so: it stands in a section of a plan that reports nothing."""
        section = self.outline.section_of[line]
        return self.plans and not self.reports and section >= 0 and self.over(line) not in (AIMS, REPORTS)

    def strives(self, start: int, end: int) -> bool:
        """Whether a goal may stand in ``prose[start:end]`` under a heading of reports."""
        return STRIVING.search(self.prose.shadow, start, end) is not None

    def strove(self, start: int, end: int) -> bool:
        """Whether the last sentence of ``prose[start:end]`` sets a goal with a year."""
        shadow, words = self.prose.shadow, mood_patterns()
        since = max(start, shadow.rfind(". ", start, end - 1) + 1)
        told = words["goal.words"].search(words["goal.not_goal"].sub(blanks, shadow[since:end])) is not None
        return told and (UNTIL.search(shadow, since, end) or _STRIVES_TO.search(shadow, since, end)) is not None

    def details(self, start: int) -> bool:
        """Whether the line at `start` may detail what is told of before it: "Cụ thể, …"."""
        return not self.reports and THEREBY.match(self.prose.shadow, start) is not None

    def of_plan(self, sentence: int) -> bool:
        """Whether a sentence begins with the plan it tells of, and the plan's years are to come."""
        named = _OF_PLAN.match(self.prose.shadow, sentence) if not self.reports else None
        years = horizons_in(self.prose.shadow, *named.span(), named=True) if named is not None else []
        return bool(years) and (self.year is None or int(str(years[-1].due)[:4]) > self.year)

    def may_tell(self, start: int, end: int) -> bool:
        """Whether ``prose[start:end]`` holds what makes a goal under no heading: its words, or a year to come."""
        shadow, words = self.prose.shadow, mood_patterns()
        if words["goal.words"].search(shadow, start, end) or words["goal.assured"].search(shadow, start, end):
            return True
        if self.year is None:
            return True
        return any(int(year[0]) >= self.year for year in ANY_YEAR.finditer(shadow, start, end))

    def of(self, clause: tuple[int, int], sentence: int, value: tuple[int, int], line: int) -> Mood:
        """Mood of the value at ``prose[value]`` in its clause and sentence; `line` is its line's index."""
        shadow, words = self.prose.shadow, mood_patterns()
        before = shadow[max(sentence, value[0] - FAR) : value[0]]
        after = shadow[value[1] : min(clause[1], value[1] + AFTER)]
        near = shadow[max(clause[0], value[0] - _NEAR) : value[0]]
        over = self.over(line)
        conditional = words["neither.after"].match(after.lstrip(" ,")) or words["neither.before"].search(near)
        if conditional or near.endswith(_ALL):
            return Mood(NEITHER, "condition")
        if over != GOALS and words["neither.rates"].search(near):
            return Mood(NEITHER, "rate")
        if _MET.search(before) or self._is_statistics(before):
            return Mood(REPORT, "words")
        if not self.plans and _HAD_BEEN_SET.search(before):
            return Mood(NEITHER, "condition")
        goal = -1 if self.reports and _CARRIED_OUT.search(before) else goal_at(before)
        own = shadow[clause[0] : value[0]] if over == GOALS and clause[0] > sentence else before
        told = report_at(own)
        report = told + len(before) - len(own) if told >= 0 else -1
        now = last_of(words["report.now"], before)
        if now > report and now > goal and is_now(before, now):
            return Mood(REPORT, "now")
        weighed = words["report.after"].search(after) and goal < 0 and not self._is_change(clause[0], value[0], over)
        if weighed or MEASURED_BY_PLAN.match(after):
            return Mood(REPORT, "after")
        if goal >= 0 and self.plans and _NAMED_WITH_GOAL.search(before, 0, goal):
            return Mood(NEITHER, "name")
        if report > goal and not self._is_forecast(before, goal, report, over):
            return Mood(REPORT, "words")
        if over == REPORTS and not STRIVING.search(before):
            return Mood(REPORT, "heading")
        if goal >= 0:
            return Mood(GOAL, "words")
        if over in (GOALS, AIMS):
            return Mood(GOAL, "heading")
        return self._years.of(clause, sentence, value, line, over)

    def _is_statistics(self, before: str) -> bool:
        """Whether a text that sets no goals lists the figures of a year that was over when it was written."""
        if self.plans or self.year is None or (listed := _OF_YEAR.search(before)) is None:
            return False
        return int(listed["year"]) < self.year and _SET.search(listed["what"]) is None

    def _is_forecast(self, before: str, goal: int, report: int, over: str) -> bool:
        """Whether a forecast among goals is one of them: "giao các chỉ tiêu: A tăng 8%; B ước đạt 900 tấn"."""
        if over == GOALS:
            return _FORECAST.search(before, report) is not None
        listed = goal >= 0 and not self.reports and _LISTED.search(before, goal, report) is not None
        return listed and _FORECAST.match(before, report) is not None

    def _is_change(self, start: int, value: int, over: str) -> bool:
        """Whether a clause among goals may set a change, so that what it is measured against is no report."""
        if over == GOALS and (self.plans or not self.reports):
            return True
        return over in (GOALS, AIMS) and _TO_CHANGE.match(self.prose.shadow, start, value) is not None
