"""Reading: where the reading of one sentence of figures stands.

Reads: `Prose`, `Sentence`, `Figure`s found so far. Writes: `Reading`, a little memory with the questions asked of it:
which figure is open, what the sentence is about, which base its growths are against.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import msgspec

from lotrinh.extraction.agencies import UPPER
from lotrinh.extraction.language.patterns import holds_any, pattern
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.results.bases import Base
from lotrinh.extraction.results.bases_before import leading_base
from lotrinh.extraction.results.bounds import PART, PART_WORDS
from lotrinh.extraction.results.figures import GROWTHS, Figure, Sentence
from lotrinh.extraction.results.periods import Reporting, Stated
from lotrinh.extraction.results.result_names import subject_of
from lotrinh.extraction.results.roles import Role

RESPECTIVELY = pattern(r"lần lượt(?! là)|tương ứng")
_PAIR_WORDS = ("lần lượt", "tương ứng")
_SOME_PLACES = pattern(
    r"(?:(?:theo|xét) [^.;:]{3,60}?[ ,] ?)?"
    r"(?:một số|các|những|nhiều) (?:địa phương|tỉnh|thành phố|huyện)(?:, thành phố)?"
    r"(?:[^,;:0-9]{0,60}? (?:có|đạt))? (?:(?:mức|tỷ lệ|tốc độ) )?+(?:tăng(?: trưởng)? )?+"
    r"(?P<what>(?!tăng|giảm|tốc|quy mô|tập trung|cao|thấp|khá|lớn|so|trên|có|đạt|chiếm|mức|từ)[^:;,]{4,60}?)"
    r"(?= (?:tăng|giảm|đạt|cao|thấp|lớn|khá|nhiều|so)(?!\w))"
)
_SOME_GROW = pattern(  # "Một số địa phương có mức tăng cao như: …": of what the sentence before told
    r"(?:(?:theo|xét) [^.;:]{3,60}?[ ,] ?)?"
    r"(?:một số|các|những|nhiều) (?:địa phương|tỉnh|thành phố|huyện)(?!\w)[^;:0-9]{0,80}"
    r"(?:tăng|giảm)(?: trưởng)? (?:cao|thấp|khá|mạnh|sâu|nhanh|lớn)"
)
_OF_PLACE = re.compile(
    rf" (?:của|tại|ở) (?:tỉnh |thành phố |[Tt][Pp]\.? ?|huyện )?(?:[{UPPER}]\w*)(?: [{UPPER}]\w*){{1,3}}$"
)
_CAUSE = re.compile(r"^(?:[Dd]o|[Nn]hờ|[Vv]ì) .* (?:nên|mà) ")
_NEAR, _FAR = 200, 200
_PART_WORD, _IN_YEAR = "trong đó ", re.compile(r" năm [0-9]{4}$")
_ABOUT_ANOTHER = frozenset({"result.share", "result.rank"})


class Reading(msgspec.Struct, gc=False):
    """What is known half-way through a sentence. `cursor`: the text before it is used up."""

    text: str
    shadow: str
    sentence: Sentence
    reporting: Reporting
    cursor: int
    parts_end: int  # up to here figures are parts of the one before "trong đó"
    starts: list[int]  # of the periods mentioned
    colon: int  # the first one behind the label, or -1
    leading: Base | None  # what the sentence opened with: "So với tháng trước, …"
    has_parts: bool  # "trong đó" or its like may stand somewhere
    has_pairs: bool  # growths may be told "lần lượt", one after the other
    label: str  # what the clause opens with before a colon
    found: list[Figure] = []
    owner: str = ""  # whose things were counted: "Hàn Quốc có 21 dự án"
    owned: int = 0  # where that was told
    ranked: str = ""  # whom a rank was told of
    subject: str = ""  # of the sentence, where its first value stands in a later clause
    pairs: list[Figure] = []  # whose growths are told "lần lượt"
    pair_role: Role = Role.NONE
    next_growth: tuple[Role, Base] | None = None  # of the second of two values told "lần lượt"
    compared: Figure | None = None  # what a growth was told of last
    outer: list[Figure] = []  # figures whose brackets are open
    closed: tuple[Figure, int] | None = None  # whose bracket closed last, and how many figures there were then
    owed: list[tuple[Figure, int]] = []  # growths told "về …" whose base stands at the end of their list

    def open_figure(self, at: int) -> Figure | None:
        """The figure that a comparison at `at` belongs to: the one whose bracket closed since the last, or the last."""
        if self.outer and self.shadow.find(")", self.cursor, at) >= 0:
            self.closed = self.outer.pop(), len(self.found)
        if self.closed is not None and self.closed[1] == len(self.found):
            return self.closed[0]
        for made in reversed(self.found):
            if not made.aside:
                return made
        return None

    def respective(self) -> Figure | None:
        """The next of two figures whose growths or shares are told "lần lượt", one after the other."""
        return self.pairs.pop(0) if self.pairs else None

    def usual_base(self, open_: Figure) -> str:
        """The base of a growth that names none: that of the growth beside it, that of the sentence, the year before."""
        for earlier in reversed(open_.comparisons):
            if earlier.base != "plan" and earlier.change in GROWTHS.values():
                return earlier.base
        base = open_.base or self.leading
        return base.kind if base else (self._base_of_whole(open_) or self.sentence.base)

    def _base_of_whole(self, part: Figure) -> str | None:
        """The base of the statement that `part` breaks down, when its growths are all against one."""
        if not part.part:
            return None
        for earlier in reversed(self.found):
            if earlier is part or earlier.part or earlier.aside:
                continue
            bases = {c.base for c in earlier.comparisons if c.change in GROWTHS.values()}
            return bases.pop() if len(bases) == 1 else None
        return None

    def periods(self, start: int, end: int | None = None) -> list[Stated]:
        """The mentions of periods about ``[start, end)``."""
        if not self.starts:
            return []
        low = max(0, bisect_left(self.starts, start) - 1)
        return self.sentence.periods[low : bisect_right(self.starts, end if end is not None else start + _NEAR)]

    def is_listed(self, clause: int) -> bool:
        """Whether the clause is an item of a list that a colon opened."""
        return self.shadow[clause - 1] in ";:" and 0 <= self.colon < clause

    def about(self, clause: int) -> str:
        """What a list of places tells of: the figure whose brackets it stands in, the words before its colon."""
        if self.found and self.found[-1].scope:
            return self.found[-1].about
        if self.shadow[clause - 1] == "(" or self.outer:
            open_ = self.outer[-1] if self.outer else self.found[-1] if self.found else None
            return open_.indicator if open_ else ""
        if not 0 <= self.colon < clause:
            return ""
        colon = self.shadow.rfind(":", self.colon, clause)
        part = self.shadow.rfind(_PART_WORD, max(self.sentence.start, colon - _FAR), colon)
        opened = part + len(_PART_WORD) if part >= 0 else self.sentence.start
        if some := _SOME_PLACES.match(self.shadow, opened, colon):
            what = _CAUSE.sub("", self.text[some.start("what") : some.end("what")])
            return _IN_YEAR.sub("", what)
        if _SOME_GROW.match(self.shadow, opened, colon):
            return _OF_PLACE.sub("", self.sentence.topic)
        told = subject_of(self.text, self.shadow, self.sentence.start, self.colon, self.periods(self.sentence.start))
        told = _CAUSE.sub("", told)
        return told or _OF_PLACE.sub("", self.sentence.topic)

    def broken_down(self, part: Figure) -> str:
        """What places behind "trong đó" tell of: "Sản lượng cá tra 127.700 tấn, trong đó Đồng Tháp đạt 44.500 tấn"."""
        whole = self.found[-1] if self.found else None
        if whole is None or not self.has_parts or whole.unit != part.unit or whole.change != "level":
            return ""
        return whole.indicator if PART.search(self.shadow, whole.measure.end, part.measure.head) else ""

    def topic(self) -> str:
        """What a nameless clause is about: the figure before it, the label or first words of its sentence."""
        if open_ := self.open_figure(self.cursor):
            return open_.about if open_.rule in _ABOUT_ANOTHER and open_.about else open_.indicator
        if self.sentence.topic and self.sentence.label_end <= self.sentence.start:
            return self.subject or self.sentence.topic  # the label opened the sentence before
        return self.sentence.label or self.subject or self.sentence.topic


def begin_reading(prose: Prose, sentence: Sentence, reporting: Reporting) -> Reading:
    """Nothing read yet."""
    return Reading(
        text=prose.text,
        shadow=prose.shadow,
        sentence=sentence,
        reporting=reporting,
        cursor=sentence.start,
        parts_end=sentence.start,
        starts=[period.start for period in sentence.periods],
        colon=prose.shadow.find(":", max(sentence.start, sentence.label_end), sentence.end),
        leading=leading_base(prose.shadow, sentence.start, sentence.end, reporting),
        has_parts=holds_any(prose.shadow[sentence.start : sentence.end], PART_WORDS),
        has_pairs=holds_any(prose.shadow[sentence.start : sentence.end], _PAIR_WORDS),
        label=sentence.label,
    )
