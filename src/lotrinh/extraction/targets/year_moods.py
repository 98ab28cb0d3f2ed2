"""Moods by year: goals that no word makes goals, but a year to come, or a plan that was told of before.

Reads: shadow text, the outline, what the document as a whole says. Writes: `Mood`.

"đến năm 2030 …" in a plan of 2023; "… ban hành Kế hoạch …. Theo đó, …". The surer, the more the document says when it
speaks; most of these moods carry a doubt.
"""

from __future__ import annotations

from lotrinh.extraction.language.horizons import ANY_YEAR, horizons_in
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.structure.sections import Outline
from lotrinh.extraction.targets.goal_headings import AIMS
from lotrinh.extraction.targets.mood import (
    GOAL,
    NEITHER,
    YARDSTICK,
    Mood,
    blanks,
    last_of,
    mood_patterns,
)

FAR = 4000  # characters back in a sentence without an end
AFTER = 60
PLAN_KINDS = pattern(r"kế hoạch|nghị quyết|chương trình|đề án|quyết định|chỉ thị|chiến lược|quy hoạch|công văn")
STRIVING = pattern(r"phấn đấu|quyết tâm")
_AIMED = pattern(r"mục tiêu (?:cụ thể |chung )?(?:của [^.;,]{3,60} )?là(?!\w)|(?:đặt|đề) (?:ra )?(?:các )?mục tiêu")
_BY = pattern(r"(?:giai đoạn |hướng )?(?:đến|vào|tới|trước|năm|cuối|hết)(?: hết| cuối)? ?(?:năm )?[0-9]")
UNTIL = pattern(r"(?:giai đoạn )?(?:đến|tới)(?: hết| cuối)? năm [0-9]")
THEREBY = pattern(r"[ \n\-+*]*(?:theo đó|cụ thể(?: là)?|trong đó) ?[,:]")
# "… thông qua 16 chỉ tiêu nhiệm kỳ 2020-2025. Cụ thể, …"
_AGREED = pattern(
    r"(?:thông qua|đề ra|đặt ra|xác định|quyết nghị|(?<!được )giao|phấn đấu (?:thực hiện|hoàn thành|đạt))"
    r"(?: [^.;:,]{1,40})? (?:[0-9]{1,3} |các |một số |những )(?:nhóm )?(?:chỉ tiêu|mục tiêu)"
)
# What a plan or an outlook says; what somebody will do; a verb without a subject: "Nâng độ che phủ rừng lên 48% …".
_BY_PLAN = pattern(
    r"[ \n\-+*]*(?:(?:cũng )?theo (?:dự thảo |đúng )?"
    r"(?:kế hoạch|quy hoạch|đề án|chiến lược|chương trình|nghị quyết|quyết định)[^.;]{0,200}?, ?"
    r"(?:thì |dự kiến |mục tiêu |phấn đấu )?(?:đến|tới|giai đoạn|vào|trong giai đoạn|từ nay)"
    r"|tầm nhìn (?:đến )?năm [0-9]{4}(?: là)?(?!\w))"
)
_ISSUED = pattern(
    r"(?:ban hành|phê duyệt|thông qua|công bố)(?! (?:kết quả|báo cáo|quyết toán))[^.;\n]{0,60}?"
    r"(?<!\w)(?:kế hoạch|chương trình|đề án|chiến lược|nghị quyết)(?!\w)"
)
# "Theo kế hoạch, vụ đông năm 2023 toàn huyện gieo trồng 3.200 ha"
_AS_PLANNED = pattern(
    r"[ \n\-+*]*theo (?:đúng )?(?:kế hoạch|chỉ tiêu)(?: [^.,;:]{1,60})?, ?(?:(?:trong |cả )?năm|vụ)(?!\w)"
)
# "Đến năm 2025 … tăng 1,5 lần, đến năm 2030 tăng 2 lần": nobody reports two years to come
_MILESTONE = pattern(r"(?<!\w)đến(?: hết| cuối)? năm ([0-9]{4})")
_PATH = 120  # characters behind a value in which the next milestone may stand
_WILL = pattern(r"(?<!\w)sẽ(?!\w)")
_TO_DO = pattern(
    r"[ \n\-+*]*(?:cụ thể,? |theo đó,? |đồng thời,? )?"
    r"(?:giảm|kéo giảm|cắt giảm|nâng|tăng|đưa|hạ|khống chế|kiềm chế|duy trì|mở rộng|đạt|thu hút|xây dựng|trồng)(?= )"
)
_TOLD_BEFORE = 900  # characters back in which the plan or its goals are told of
_LINES_BEFORE = 2  # lines back in which the goals stand that a line details; short ones tell pictures
_SHORT = 60


class YearMoods:
    """Moods by year of one document's clauses; the arguments are those of `Moods`."""

    def __init__(
        self, outline: Outline, prose: Prose, *, year: int | None, told_year: int | None, plans: bool, reports: bool
    ) -> None:
        self.outline = outline
        self.prose = prose
        self.year = year
        self.told_year = told_year
        self.plans = plans
        self.reports = reports
        self._dated_sections: dict[int, bool] = {}

    def of(self, clause: tuple[int, int], sentence: int, value: tuple[int, int], line: int, over: str) -> Mood:
        """A year to come makes a goal, the surer the more the document says when it speaks."""
        due = self._due(clause, value)
        if due is not None and (self.year is None or due >= self.year):
            if over == AIMS or (self.year is not None and due > self.year):
                return Mood(GOAL, "year")
            if self.plans and (self.year is not None or self._dated(line)):
                return Mood(GOAL, "year", "mood_uncertain")
        start = max(sentence, value[0] - FAR)
        line_start = self.prose.starts[line]
        if due is not None and not self.reports and _AS_PLANNED.match(self.prose.shadow, sentence):
            return Mood(GOAL, "plan", "mood_uncertain")
        if due is not None and self._is_meant(sentence, clause, value, due):
            return Mood(GOAL, "year", "mood_uncertain")
        if due is not None and sentence > line_start and self._goes_on(line_start, sentence):
            return Mood(GOAL, "year", "mood_uncertain")
        if self._is_of_headline(sentence, value[1]):
            return Mood(GOAL, "headline", "mood_uncertain")
        if self._details(sentence, line_start, dated=due is not None and self.year is None):
            return Mood(GOAL, "details", "mood_uncertain")
        if self._is_of_issued(sentence):
            return Mood(GOAL, "issued", "mood_uncertain")
        if self.plans and self.year is None and UNTIL.search(self.prose.shadow, start, value[0]):
            return Mood(GOAL, "year", "mood_uncertain")
        return Mood(NEITHER, "")

    def _is_of_headline(self, sentence: int, end: int) -> bool:
        """Whether a value stands on a page of a plan, and what is told there is not of a year before it."""
        if self.told_year is None:
            return False
        shadow = self.prose.shadow
        if any(int(year[0]) < self.told_year for year in ANY_YEAR.finditer(shadow, sentence, end)):
            return False
        told = shadow[max(0, sentence - _TOLD_BEFORE) : sentence]
        years = ANY_YEAR.findall(told)
        return YARDSTICK.search(told) is None and (not years or int(years[-1]) >= self.told_year)

    def _is_meant(self, sentence: int, clause: tuple[int, int], value: tuple[int, int], due: int) -> bool:
        """Whether a value with a year is still to come: "sẽ đón …", "Theo quy hoạch, đến năm …", "Nâng … lên …"."""
        if self.reports or (self.year is not None and due < self.year):
            return False
        shadow = self.prose.shadow
        line_end = shadow.find("\n", value[1], value[1] + _PATH)
        since, until = max(sentence, value[0] - FAR), line_end if line_end >= 0 else value[1] + _PATH
        if len({year[1] for year in _MILESTONE.finditer(shadow, since, until)}) > 1:
            return True
        if _BY_PLAN.match(shadow, sentence) or _WILL.search(shadow, since, min(clause[1], value[1] + AFTER)):
            return True
        return _TO_DO.match(shadow, sentence) is not None or _TO_DO.match(shadow, clause[0]) is not None

    def _is_of_issued(self, sentence: int) -> bool:
        """Whether a sentence details the plan issued in the one before: "… ban hành Kế hoạch …. Theo đó, …"."""
        shadow = self.prose.shadow
        if self.reports or THEREBY.match(shadow, sentence) is None:
            return False
        told = shadow[max(0, sentence - _TOLD_BEFORE) : sentence].rstrip(" .\n")
        return _ISSUED.search(told, max(told.rfind(". "), told.rfind("\n")) + 1) is not None

    def _details(self, sentence: int, line_start: int, *, dated: bool) -> bool:
        """Whether a sentence details goals told of before it, or, `dated`, a plan.

        "… phê duyệt Quy hoạch …. Theo đó, đến năm 2030 …"; "… Mục tiêu của Chương trình là …. Cụ thể, …".
        """
        shadow, words = self.prose.shadow, mood_patterns()
        if self.reports or THEREBY.match(shadow, sentence) is None:
            return False
        told = shadow[max(0, sentence - _TOLD_BEFORE) : sentence]
        if dated and not told.strip():
            return True  # what it details stands before the excerpt begins
        if dated and (plan := last_of(PLAN_KINDS, told)) >= 0 and plan > last_of(words["report.words"], told):
            return True
        if sentence == line_start:
            told = "\n".join([line for line in told.split("\n") if len(line) > _SHORT][-_LINES_BEFORE:])
        said = told[told.rstrip(" .").rfind(". ") + 1 :]
        if _AGREED.search(said):
            return True
        goal = last_of(words["goal.words"], words["goal.not_goal"].sub(blanks, told))
        return sentence == line_start and goal >= 0 and goal > last_of(words["report.words"], told)

    def _goes_on(self, line_start: int, sentence: int) -> bool:
        """Whether a sentence that begins with a year goes on with the goals of the sentences before it."""
        shadow, since = self.prose.shadow, max(line_start, sentence - FAR)
        if not UNTIL.match(shadow, sentence + 1):
            return False
        told = any(words.search(shadow, since, sentence) for words in (STRIVING, _AIMED))
        return told or _BY_PLAN.match(shadow, line_start) is not None

    def _due(self, clause: tuple[int, int], value: tuple[int, int]) -> int | None:
        """The year a clause names as its end ("đến năm", "vào năm", a span), when it stands close to the value."""
        shadow = self.prose.shadow
        for horizon in reversed(horizons_in(shadow, max(clause[0], value[0] - 160), min(clause[1], value[1] + AFTER))):
            words = shadow[horizon.start : horizon.end]
            if horizon.first is not None or _BY.match(words):
                return int(str(horizon.due)[:4])
        return None

    def _dated(self, line: int) -> bool:
        """Whether a heading above speaks of a year to come."""
        index = self.outline.section_of[line]
        while index >= 0:
            section = self.outline.sections[index]
            if index not in self._dated_sections:
                self._dated_sections[index] = _BY.search(self.prose.shadow, section.start, section.end) is not None
            if self._dated_sections[index]:
                return True
            index = section.parent
        return False
