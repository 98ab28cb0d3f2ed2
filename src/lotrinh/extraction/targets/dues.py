"""Due years: when a goal is to be reached, and what tells so.

Reads: `Source`. Writes: `Due`: the horizon named beside the value, in its sentence, or inherited from the line
above, the headings, or the document's title.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.horizons import Horizon, bare_span, horizon_at, horizons_in
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.measured import Measured
from lotrinh.extraction.source import Source
from lotrinh.extraction.targets.goal_places import GoalPlaces


class Due(msgspec.Struct, frozen=True, gc=False):
    """`due`: a year or ISO date, None when nothing tells. `section`: id of the heading it is inherited from."""

    due: int | str | None = None
    first: int | None = None
    section: str | None = None
    doubt: str | None = None


_OPENING = re.compile(r"(?:^|[\n.:;])[ \-+*(]*$")  # before the first word of a sentence
_ENDED = pattern(r",| và (?:đạt|có|hoàn thành|trở thành|không còn|được công nhận) ")  # another outcome has that year
_CLOSE = 6
_AT = tuple(shadow_of(word) for word in ("vào ", "trước ", "trong "))
_NEAR = 60  # characters behind a value in which its own year may stand
_FAR = 300  # characters back in which a sentence may name its plan
_PARAGRAPHS = 4
_PLAN = pattern(
    r"(?:nghị quyết|kế hoạch|chương trình|đề án|nhiệm vụ)[^;:.\n]{3,120}?(?:năm|giai đoạn|nhiệm kỳ) "
    r"(?:19|20)[0-9]{2}(?: ?[-–] ?(?:19|20)[0-9]{2})?"
)
# "… nhiệm vụ những tháng cuối năm với các chỉ tiêu: …": the year is that of the document's date
_REST_OF_YEAR = pattern(
    r"(?<!\w)(?:(?:những|các|[0-9]{1,2}) tháng (?:còn lại (?:của )?|cuối )năm"
    r"|(?:đến|tới|vào|từ nay đến) (?:hết |cuối )năm)(?! (?:(?:19|20)[0-9]|học|sau|tới|trước|ngoái))"
)
_LINES_BACK = 15
_LONGEST_LONE = 40  # characters of an item that only says when


class Dues:
    """Looks up due years; what headings say is looked up once."""

    def __init__(self, source: Source, places: GoalPlaces) -> None:
        self.source = source
        self.places = places
        self._sections: dict[int, Horizon | None] = {}
        title = source.info.title
        self.title = furthest(horizons_in(shadow_of(title), 0, len(title), named=True)) if title else _title_end(source)

    def own(self, measured: Measured) -> Horizon | None:
        """The horizon beside the value: behind it, else among the words of its indicator."""
        shadow = self.source.prose.shadow
        start, end = measured.rest
        told = horizons_in(shadow, min(measured.start, start), min(end, start + _NEAR))
        behind = [horizon for horizon in told if horizon.start >= start]
        if behind and not _ENDED.search(shadow, start, behind[0].start) and not behind[0].vision:
            return behind[0]
        return self.inside(measured)

    def inside(self, measured: Measured) -> Horizon | None:
        """The horizon among the words of the indicator."""
        shadow = self.source.prose.shadow
        inside = [h for h in horizons_in(shadow, *_words_of(measured), named=True) if not h.vision]
        return inside[-1] if inside else None

    def leading(self, measured: Measured, since: int) -> Horizon | None:
        """The last horizon between `since` and the indicator: it governs what follows, too."""
        shadow = self.source.prose.shadow
        for horizon in reversed(horizons_in(shadow, since, measured.start)):
            if _closes(shadow, horizon):
                continue
            # "… đạt chuẩn vào năm 2016. Tỷ lệ …": the year at the end of a sentence is that sentence's
            if horizon.vision and (
                horizon.start < measured.sentence or shadow[measured.sentence : horizon.start].strip(" \n-+*")
            ):
                continue
            if horizon.start >= measured.sentence or not shadow.startswith(_AT, horizon.start):
                return horizon
            if horizon.start - since < 2 or _OPENING.search(shadow, max(since, horizon.start - _CLOSE), horizon.start):
                return horizon
        return None

    def of_named_plan(self, sentence: int, until: int) -> Horizon | None:
        """The year of a plan named earlier in the sentence: "trong Kế hoạch … năm 2021; trong đó: …"."""
        shadow = self.source.prose.shadow
        told = horizons_in(shadow, max(sentence, until - _FAR), until, named=True)
        found = [
            horizon
            for horizon in told
            if not (_is_bracketed(shadow, sentence, horizon, until) or _closes(shadow, horizon))
        ]
        if found and (plain := [horizon for horizon in found if not horizon.vision]):
            return plain[-1]
        # "Chương trình … nhiệm kỳ 2020 - 2025 gồm …. Một số chỉ tiêu cụ thể: …"
        line = self.source.prose.line_at(until).start
        spans = [h for h in horizons_in(shadow, max(line, sentence - _FAR), sentence, named=True) if h.first]
        return spans[-1] if spans and not spans[-1].vision else None

    def inherited(self, line: int, start: int | None = None) -> Due:
        """What the line above, the headings or the title say; `start`: of the goal, when its line is a heading, too."""
        above = self._above(line)
        if above is not None:
            return Due(above.due, above.first)
        index = self.source.outline.section_of[line]
        while index >= 0:
            horizon = self._section(index)
            section = self.source.outline.sections[index]
            own = section.line == line and (start is None or horizon is None or not self._leads_to(horizon, start))
            if horizon is not None and not own:
                return Due(horizon.due, horizon.first, section.id)
            index = section.parent
        bare = self._bare_heading(line)
        if bare is not None:
            return Due(bare.due, bare.first)
        if self.title is not None:
            return Due(self.title.due, None, "title")
        plan = self._plan_above(line)
        if plan is not None:
            return Due(plan.due, plan.first)
        year = self._this_year(line, start)
        return Due(year, doubt="due_of_document_date") if year is not None else Due(doubt="due_missing")

    def _this_year(self, line: int, start: int | None) -> int | None:
        """The document's own year, where the words before a goal speak of what is left of it."""
        day, place = self.source.info.date, self.source.prose.lines[line]
        if day is None:
            return None
        until = place.end if start is None else start
        told = _REST_OF_YEAR.search(self.source.prose.shadow, max(place.start, until - _FAR), until)
        return int(day[:4]) if told is not None else None

    def _plan_above(self, line: int) -> Horizon | None:
        """The year of the plan that the paragraphs above tell of, in a text that is no document itself."""
        if self.source.outline.sections:
            return None
        prose, date = self.source.prose, self.source.info.date
        for above in range(line - 1, max(line - _PARAGRAPHS, -1), -1):
            place = prose.lines[above]
            for plan in _PLAN.finditer(prose.shadow, place.start, place.end):
                named = horizons_in(prose.shadow, plan.start(), plan.end(), named=True)
                if named and not named[-1].vision and (date is None or str(named[-1].due)[:4] >= date[:4]):
                    return named[-1]
        return None

    def _leads_to(self, horizon: Horizon, start: int) -> bool:
        """Whether a horizon stands before `start` in the same sentence."""
        shadow = self.source.prose.shadow
        if horizon.end > start or ". " in shadow[horizon.end : start]:
            return False
        return not _is_bracketed(shadow, self.source.prose.line_at(start).start, horizon, start)

    def _bare_heading(self, line: int) -> Horizon | None:
        """What the heading without a number above a line says: "Mục tiêu giảm nghèo 2006 - 2010"."""
        heading = self.places.heading_of(line)
        if heading is None:
            return None
        place, shadow = self.source.prose.lines[heading], self.source.prose.shadow
        named = furthest(horizons_in(shadow, place.start, place.end, named=True))
        return named or bare_span(shadow, place.start, place.end)

    def _section(self, index: int) -> Horizon | None:
        if index not in self._sections:
            section = self.source.outline.sections[index]
            self._sections[index] = furthest(
                horizons_in(self.source.prose.shadow, section.start, section.end, named=True)
            )
        return self._sections[index]

    def _above(self, line: int) -> Horizon | None:
        """The horizon of the paragraph that a line goes on with, or of the line that introduces its list."""
        prose, outline = self.source.prose, self.source.outline
        section = outline.section_of[line]
        first = outline.sections[section].line if section >= 0 else 0
        going_on = outline.markers[line] is None
        for above in range(line - 1, max(first, line - _LINES_BACK) - 1, -1):
            if outline.section_of[above] != section and not going_on:
                return None
            start, end = prose.lines[above].start, prose.lines[above].end
            text = prose.shadow[start:end].rstrip()
            if lone := self._lone(above, line):
                return lone
            if text.endswith(":") or going_on:
                found = [h for h in horizons_in(prose.shadow, start, end) if not h.vision]
                if found:
                    return next((h for h in reversed(found) if not _closes(prose.shadow, h)), found[-1])
                if text.endswith(":"):
                    return None
            going_on = going_on and outline.markers[above] is None
        return None

    def _lone(self, above: int, line: int) -> Horizon | None:
        """The horizon that is all an outer item says: "- Giai đoạn 2026-2030" above "+ Xây mới 107 chợ"."""
        prose, markers = self.source.prose, self.source.outline.markers
        outer, inner = markers[above], markers[line]
        if outer is None or inner is None or outer.style == inner.style or outer.level_hint > inner.level_hint:
            return None
        end = prose.lines[above].end
        found = horizon_at(prose.shadow, outer.body, end) if end - outer.body < _LONGEST_LONE else None
        return found if found and not prose.shadow[found.end : end].strip(" .:;,*") else None


def _title_end(source: Source) -> Horizon | None:
    """The year before the outlook, where an excerpt begins with the end of a title: "2020, TẦM NHÌN NĂM 2030:"."""
    found = _TITLE_END.match(source.prose.shadow)
    return Horizon(found.start("year"), found.end("year"), int(found["year"])) if found is not None else None


_TITLE_END = pattern(r"(?P<year>(?:19|20)[0-9]{2}),? (?:tầm nhìn|định hướng)(?: đến| tới)? năm [0-9]{4}")


def _closes(shadow: str, horizon: Horizon) -> bool:
    """Whether a horizon ends an outcome of its own: "… đạt nông thôn mới nâng cao vào năm 2027; tỷ lệ …"."""
    return shadow.startswith(_AT, horizon.start) and shadow.startswith(";", horizon.end)


def _is_bracketed(shadow: str, since: int, horizon: Horizon, until: int) -> bool:
    """Whether a horizon stands in a bracket that ends before `until`: "… 90% (năm 2025 là 82%); …"."""
    opened = shadow.rfind("(", since, horizon.end) > shadow.rfind(")", since, horizon.end)
    return opened and _FIGURE.search(shadow, horizon.end, until) is not None


_FIGURE = re.compile(r"[0-9][^()]*\)")  # a bracket with a value: that of a plan's name has none


def furthest(horizons: list[Horizon]) -> Horizon | None:
    """The last year a heading sets, visions ("tầm nhìn đến năm 2045") only when there is nothing else."""
    plain = [horizon for horizon in horizons if not horizon.vision]
    return max(plain, key=lambda horizon: str(horizon.due)) if plain else (horizons[0] if horizons else None)


def _words_of(measured: Measured) -> tuple[int, int]:
    return min(measured.start, measured.measure.head), max(measured.measure.head, measured.end)
