"""Mood: whether a clause is a goal, a report, or neither.

Reads: shadow text, the outline, the document's identity. Writes: `Mood` with the reason for doubt, if any.

The nearest evidence decides: words before and behind the value, then what the line stands under (goal_places.py), then
the year named ("đến năm 2030 …" in a plan of 2023). Words are data: `data/mood_words.toml`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import DocumentInfo
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.structure.sections import Outline
from lotrinh.extraction.targets.goal_places import AIMS, GOALS, REPORTS, GoalPlaces, mood_patterns
from lotrinh.extraction.targets.headlines import REPORTING, begins_in_title, year_set
from lotrinh.extraction.targets.horizons import ANY_YEAR, horizons_in

GOAL, REPORT, NEITHER = "goal", "report", "neither"


class Mood(NamedTuple):
    """`mood`: goal | report | neither. `by`: what told (words, heading, year…). `doubt`: a reason, or None."""

    mood: str
    by: str
    doubt: str | None = None


_FAR = 4000  # characters back in a sentence without an end
_NEAR = 90  # characters back in which a condition stands
_AFTER = 60
_PLAN_KINDS = pattern(r"kế hoạch|nghị quyết|chương trình|đề án|quyết định|chỉ thị|chiến lược|quy hoạch|công văn")
_NAMED_WITH_GOAL = pattern(r"(?:kế hoạch|nghị quyết|chương trình|đề án|chiến lược)(?! này)[^;.:]{3,160}với $")
_STRIVING = pattern(r"phấn đấu|quyết tâm")
_STRIVES_TO = pattern(r"phấn đấu (?:hoàn thành|đến|đạt|đưa|xây dựng|giảm|nâng|tăng)(?!\w)")
_AIMED = pattern(r"mục tiêu (?:cụ thể |chung )?(?:của [^.;,]{3,60} )?là(?!\w)|(?:đặt|đề) (?:ra )?(?:các )?mục tiêu")
_BY = pattern(r"(?:giai đoạn |hướng )?(?:đến|vào|tới|trước|năm|cuối|hết)(?: hết| cuối)? ?(?:năm )?[0-9]")
_UNTIL = pattern(r"(?:giai đoạn )?(?:đến|tới)(?: hết| cuối)? năm [0-9]")
_KEPT = pattern(r"\b(?:duy trì|giữ|bảo vệ|bảo tồn|ổn định|nâng|quản lý)\b[^;,]{0,80}$")
_LED_AWAY = pattern(r"[,;]| và | lên | xuống | còn ")
_THEREBY = pattern(r"[ \n\-+*]*(?:theo đó|cụ thể(?: là)?|trong đó) ?[,:]")
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
# "Theo Đề án … đến năm 2030, tỷ lệ …": told of a plan, whose years are to come
_OF_PLAN = pattern(
    r"[ \n\-+*]*theo (?:tờ trình|dự thảo|quyết định|nghị quyết|đề án|quy hoạch|chiến lược|chương trình|kế hoạch)"
    r"[^.;]{8,240}?, "
)
_WILL = pattern(r"(?<!\w)sẽ(?!\w)")
_TO_DO = pattern(
    r"[ \n\-+*]*(?:cụ thể,? |theo đó,? |đồng thời,? )?"
    r"(?:giảm|kéo giảm|cắt giảm|nâng|tăng|đưa|hạ|khống chế|kiềm chế|duy trì|mở rộng|đạt|thu hút|xây dựng|trồng)(?= )"
)
# Among goals a change to be made is one, whatever it is measured against: "Giảm 10% số vụ cháy so với cùng kỳ".
_TO_CHANGE = pattern(r"[ \n\-+*]*(?:phấn đấu )?(?:giảm|kéo giảm|cắt giảm|nâng|tăng|hạ)(?= )")
_ALL = shadow_of("cả ")  # "giảm cả 3 tiêu chí": how many there are
_TOLD_BEFORE = 900  # characters back in which the plan or its goals are told of
_SET = pattern(
    r"đã (?:được )?(?:đặt|đề) ra(?=[^.;]{0,30} năm (?:19|20)[0-9]{2}|,? (?:bao )?gồm|:)"
    r"|(?:duy trì|giữ vững|phát huy|củng cố|nâng cao|bảo đảm)[^,.;]{0,24} kết quả"
    r"|kết quả (?:giải quyết|học tập|khám|xét nghiệm|quan trắc|rèn luyện|thủ tục)(?!\w)"
    r"|đã (?:qua (?:đào tạo|chế biến|xử lý|sử dụng|sơ chế)|được (?:phê duyệt|cấp phép|cấp có thẩm quyền))(?!\w)"
)
# What a report measures by: "vượt 9,97% chỉ tiêu pháp lệnh", "đạt và vượt hầu hết các chỉ tiêu Nghị quyết".
_YARDSTICK = pattern(
    r"(?:[0-9]{1,3} ?/ ?[0-9]{1,3}|(?<!\w)có [0-9]{1,3}) (?:nhóm )?(?:chỉ tiêu|mục tiêu)"  # so many have been reached
    r"(?= (?:[^.;,0-9]{0,40} )?(?:đạt|vượt|hoàn thành|chưa|không|cơ bản)(?!\w))|"
    r"(?:đạt và vượt|(?:đạt|vượt|hoàn thành)(?= (?:hầu hết|nhiều|phần lớn|cơ bản)))"
    r"(?: (?:hầu hết|nhiều|phần lớn|cơ bản|các))* (?:chỉ tiêu|mục tiêu)"
    r"|(?:một số|nhiều|các|những) (?:chỉ tiêu|mục tiêu)(?: [^.;:,0-9]{0,80}?)?"
    r" (?:(?:đạt|tăng) (?:khá|cao|thấp|tốt|được)|đạt và vượt|vượt kế hoạch|hoàn thành (?:và )?vượt)(?!\w)"
    r"|(?:chỉ tiêu|mục tiêu)"
    r"(?= (?:(?:đã|đều|cơ bản) )?(?:đạt (?:cao|khá|thấp|kế hoạch|và vượt)|vượt|chưa đạt|không đạt))"
    r"|đạt mục tiêu (?:đại hội|nghị quyết|kế hoạch năm|đề ra\)|đặt ra\))|theo (?:các )?chỉ tiêu được [^,;.]{0,40}?giao|"
    r"(?:%|vượt|so với|bằng|hơn) (?:so với )?(?:các |mức )?(?:chỉ tiêu|mục tiêu)"
    r"(?: (?:phấn đấu|dự toán|pháp lệnh|kế hoạch))?"
)
# Behind a value: how much of the plan it is ("…, bằng 104% KH").
_MEASURED_BY_PLAN = pattern(
    r",? ?\(?(?:bằng|đạt|vượt) (?:trên |gần |khoảng )?[0-9][0-9.,]* ?%(?: so(?: với)?)? ?"
    r"(?:kh|kế hoạch|dự toán|nghị quyết)(?!\w)"
)
_LINES_BEFORE = 2  # lines back in which the goals stand that a line details; short ones tell pictures
_SHORT = 60
_LISTED = re.compile("[:;]")
_FORECAST = pattern(r"ước|dự|lũy kế (?:đến|hết|cả|giai đoạn|toàn)(?!\w)")


class Moods:
    """Moods of one document's clauses.

    `plans`: the document is of a kind that sets goals; `reports`: of one that tells what has been reached.
    """

    def __init__(self, outline: Outline, info: DocumentInfo, prose: Prose) -> None:
        self.outline = outline
        self.prose = prose
        self.year = int(info.date[:4]) if info.date else None
        self.plans = bool(info.kind and _PLAN_KINDS.search(shadow_of(info.kind)))
        self.plans = self.plans or (info.number is None and begins_in_title(prose))
        told = shadow_of(f"{info.kind or ''} {info.title or ''}")
        self.reports = REPORTING.search(told) is not None
        self.told_year = None if self.reports or info.number else year_set(info, prose)
        self.places = GoalPlaces(outline, prose, plans=self.plans)
        self._dated_sections: dict[int, bool] = {}

    def over(self, line: int) -> str:
        """What a line stands under: a constant of goal_places.py, or ""."""
        return self.places.over(line)

    def may_set(self, line: int) -> bool:
        """Whether a line may set a goal without saying so: it stands in a section of a plan that reports nothing."""
        section = self.outline.section_of[line]
        return self.plans and not self.reports and section >= 0 and self.over(line) not in (AIMS, REPORTS)

    def strives(self, start: int, end: int) -> bool:
        """Whether a goal may stand in ``prose[start:end]`` under a heading of reports."""
        return _STRIVING.search(self.prose.shadow, start, end) is not None

    def strove(self, start: int, end: int) -> bool:
        """Whether the last sentence of ``prose[start:end]`` sets a goal with a year."""
        shadow, words = self.prose.shadow, mood_patterns()
        since = max(start, shadow.rfind(". ", start, end - 1) + 1)
        told = words["goal.words"].search(words["goal.not_goal"].sub(_blanks, shadow[since:end])) is not None
        return told and (_UNTIL.search(shadow, since, end) or _STRIVES_TO.search(shadow, since, end)) is not None

    def details(self, start: int) -> bool:
        """Whether the line at `start` may detail what is told of before it: "Cụ thể, …"."""
        return not self.reports and _THEREBY.match(self.prose.shadow, start) is not None

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
        before = shadow[max(sentence, value[0] - _FAR) : value[0]]
        after = shadow[value[1] : min(clause[1], value[1] + _AFTER)]
        near = shadow[max(clause[0], value[0] - _NEAR) : value[0]]
        over = self.over(line)
        conditional = words["neither.after"].match(after.lstrip(" ,")) or words["neither.before"].search(near)
        if conditional or near.endswith(_ALL):
            return Mood(NEITHER, "condition")
        if over != GOALS and words["neither.rates"].search(near):
            return Mood(NEITHER, "rate")
        goal = self._goal_at(before)
        own = shadow[clause[0] : value[0]] if over == GOALS and clause[0] > sentence else before
        told = self._report_at(own)
        report = told + len(before) - len(own) if told >= 0 else -1
        now = _last(words["report.now"], before)
        if now > report and now > goal and _is_now(before, now):
            return Mood(REPORT, "now")
        weighed = words["report.after"].search(after) and goal < 0 and not self._is_change(clause[0], value[0], over)
        if weighed or _MEASURED_BY_PLAN.match(after):
            return Mood(REPORT, "after")
        if goal >= 0 and self.plans and _NAMED_WITH_GOAL.search(before, 0, goal):
            return Mood(NEITHER, "name")
        if report > goal and not self._is_forecast(before, goal, report, over):
            return Mood(REPORT, "words")
        if over == REPORTS and not _STRIVING.search(before):
            return Mood(REPORT, "heading")
        if goal >= 0:
            return Mood(GOAL, "words")
        if over in (GOALS, AIMS):
            return Mood(GOAL, "heading")
        return self._by_year(clause, sentence, value, line, over)

    def _is_forecast(self, before: str, goal: int, report: int, over: str) -> bool:
        """Whether a forecast among goals is one of them: "giao các chỉ tiêu: A tăng 8%; B ước đạt 900 tấn"."""
        if over == GOALS:
            return _FORECAST.search(before, report) is not None
        listed = goal >= 0 and not self.reports and _LISTED.search(before, goal, report) is not None
        return listed and _FORECAST.match(before, report) is not None

    def _goal_at(self, before: str) -> int:
        """Where the last word of a goal stands before a value, -1 when there is none."""
        words = mood_patterns()
        if words["goal.words"].search(before) is None:
            return -1
        return _last(words["goal.words"], _YARDSTICK.sub(_blanks, words["goal.not_goal"].sub(_blanks, before)))

    def _report_at(self, own: str) -> int:
        """Where the last word of a report stands in what is `own` to a value, -1 when there is none."""
        words = mood_patterns()
        told = _last(words["report.words"], own)
        return _last(words["report.words"], _SET.sub(_blanks, own)) if told >= 0 else -1

    def _is_change(self, start: int, value: int, over: str) -> bool:
        """Whether a clause among goals may set a change, so that what it is measured against is no report."""
        if over == GOALS and (self.plans or not self.reports):
            return True
        return over in (GOALS, AIMS) and _TO_CHANGE.match(self.prose.shadow, start, value) is not None

    def _by_year(self, clause: tuple[int, int], sentence: int, value: tuple[int, int], line: int, over: str) -> Mood:
        """A year to come makes a goal, the surer the more the document says when it speaks."""
        due = self._due(clause, value)
        if due is not None and (self.year is None or due >= self.year):
            if over == AIMS or (self.year is not None and due > self.year):
                return Mood(GOAL, "year")
            if self.plans and (self.year is not None or self._dated(line)):
                return Mood(GOAL, "year", "mood_uncertain")
        start = max(sentence, value[0] - _FAR)
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
        if self.plans and self.year is None and _UNTIL.search(self.prose.shadow, start, value[0]):
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
        return _YARDSTICK.search(told) is None and (not years or int(years[-1]) >= self.told_year)

    def of_plan(self, sentence: int) -> bool:
        """Whether a sentence begins with the plan it tells of, and the plan's years are to come."""
        named = _OF_PLAN.match(self.prose.shadow, sentence) if not self.reports else None
        years = horizons_in(self.prose.shadow, *named.span(), named=True) if named is not None else []
        return bool(years) and (self.year is None or int(str(years[-1].due)[:4]) > self.year)

    def _is_meant(self, sentence: int, clause: tuple[int, int], value: tuple[int, int], due: int) -> bool:
        """Whether a value with a year is still to come: "sẽ đón …", "Theo quy hoạch, đến năm …", "Nâng … lên …"."""
        if self.reports or (self.year is not None and due < self.year):
            return False
        shadow = self.prose.shadow
        line_end = shadow.find("\n", value[1], value[1] + _PATH)
        since, until = max(sentence, value[0] - _FAR), line_end if line_end >= 0 else value[1] + _PATH
        if len({year[1] for year in _MILESTONE.finditer(shadow, since, until)}) > 1:
            return True
        if _BY_PLAN.match(shadow, sentence) or _WILL.search(shadow, since, min(clause[1], value[1] + _AFTER)):
            return True
        return _TO_DO.match(shadow, sentence) is not None or _TO_DO.match(shadow, clause[0]) is not None

    def _is_of_issued(self, sentence: int) -> bool:
        """Whether a sentence details the plan issued in the one before: "… ban hành Kế hoạch …. Theo đó, …"."""
        shadow = self.prose.shadow
        if self.reports or _THEREBY.match(shadow, sentence) is None:
            return False
        told = shadow[max(0, sentence - _TOLD_BEFORE) : sentence].rstrip(" .\n")
        return _ISSUED.search(told, max(told.rfind(". "), told.rfind("\n")) + 1) is not None

    def _details(self, sentence: int, line_start: int, *, dated: bool) -> bool:
        """Whether a sentence details goals told of before it, or, `dated`, a plan.

        "… phê duyệt Quy hoạch …. Theo đó, đến năm 2030 …"; "… Mục tiêu của Chương trình là …. Cụ thể, …".
        """
        shadow, words = self.prose.shadow, mood_patterns()
        if self.reports or _THEREBY.match(shadow, sentence) is None:
            return False
        told = shadow[max(0, sentence - _TOLD_BEFORE) : sentence]
        if dated and (_PLAN_KINDS.search(told) or not told.strip()):
            return True  # what it details stands before, if not before the excerpt begins
        if sentence == line_start:
            told = "\n".join([line for line in told.split("\n") if len(line) > _SHORT][-_LINES_BEFORE:])
        said = told[told.rstrip(" .").rfind(". ") + 1 :]
        if _AGREED.search(said):
            return True
        goal = _last(words["goal.words"], words["goal.not_goal"].sub(_blanks, told))
        return sentence == line_start and goal >= 0 and goal > _last(words["report.words"], told)

    def _goes_on(self, line_start: int, sentence: int) -> bool:
        """Whether a sentence that begins with a year goes on with the goals of the sentences before it."""
        shadow, since = self.prose.shadow, max(line_start, sentence - _FAR)
        if not _UNTIL.match(shadow, sentence + 1):
            return False
        told = any(words.search(shadow, since, sentence) for words in (_STRIVING, _AIMED))
        return told or _BY_PLAN.match(shadow, line_start) is not None

    def _due(self, clause: tuple[int, int], value: tuple[int, int]) -> int | None:
        """The year a clause names as its end ("đến năm", "vào năm", a span), when it stands close to the value."""
        shadow = self.prose.shadow
        for horizon in reversed(horizons_in(shadow, max(clause[0], value[0] - 160), min(clause[1], value[1] + _AFTER))):
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


def _last(words: re.Pattern[str], text: str) -> int:
    """Where the last of `words` begins in `text`, -1 when there is none."""
    at = -1
    for found in words.finditer(text):
        at = found.start()
    return at


def _is_now(before: str, at: int) -> bool:
    """Whether "hiện có", "hiện nay" at `at` say how the value stands now: they begin a clause or lead up to it."""
    lead = before[:at].rstrip(" -+*\"'")
    if not lead or lead[-1] in ";.:(,":
        return True
    return _KEPT.search(lead) is None and _LED_AWAY.search(before, at) is None


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])
