"""Events: goals that are an outcome, reached or not, without a number.

Reads: `Source`, the headings' moods, the targets already found. Writes: `Target`s with change "event".

Under a heading of specific goals, or behind the label "Chỉ tiêu 2:", a clause without a measure is an event when it
names an outcome ("đều có", "hoàn thành việc …"). Elsewhere "đưa huyện … thoát khỏi …" with a year, and "phấn đấu đạt
và vượt dự toán được giao" are. Words are data: `data/event_words.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Target
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.indicator_edges import cleaned, front_of, is_place
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source
from lotrinh.extraction.targets.dues import Due, Dues
from lotrinh.extraction.targets.horizons import Horizon, horizons_in
from lotrinh.extraction.targets.moods import Moods
from lotrinh.reading.document import BlockKind


class _Event(NamedTuple):
    """An outcome: its span, where the words of its indicator begin, its rule."""

    start: int
    end: int
    words: int
    rule: str
    prefix: str = ""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = lexicon("event_words")
    joined = {name: "|".join(words) for name, words in data.items()}
    return {
        "lifted": pattern(rf"đ(?<!\wđ)ưa (?P<what>[^;.,()]{{3,80}}? (?:{joined['lifted']})(?!\w)[^;.,()]{{0,80}})"),
        "holds": pattern(rf"(?<!\w)(?:{joined['holds']})(?!\w)"),
        "begins": pattern(rf"(?:{joined['begins']})(?!\w)"),
        "builds": pattern(rf"(?:{joined['builds']})"),
        "matched": pattern(rf"p(?<!\wp)hấn đấu (?P<what>{joined['matched']}(?!\w)[^;.,()]{{0,120}})"),
        "striven": pattern(
            rf"p(?<!\wp)hấn đấu (?P<lead>[^;.()]{{0,70}}?)(?P<what>(?:{joined['striven']})(?!\w)[^;.,()]{{4,110}})"
        ),
        "means": pattern(rf"(?:{joined['means']})(?!\w)"),
    }


NONE_LEFT = pattern(r"không (?:còn|có|để)(?= )[^,;:.()0-9]{2,60}")  # "không còn xã dưới 15 tiêu chí"
_LABELLED = pattern(r"chỉ tiêu(?: số)? ?[0-9]{1,2} ?[:.] ?")
_COMPLETED = pattern(r"hoàn thành việc ")  # "việc" names the work itself
_ANYWHERE = tuple(shadow_of(words) for words in ("thoát khỏi", "ra khỏi", "đạt và vượt", "thành và vượt"))
_ENDINGS = ("khỏi", "và vượt")  # of these phrases
_STRIVING = shadow_of("phấn đấu ")
_LONGEST_BEGINNING = 10
_CLAUSE = re.compile(r"[^;]+")
_SENTENCE = re.compile(r"[^.…]+(?:[.…](?! |$)[^.…]*)*")
_STRIVES = pattern(r"(?:phấn đấu|quyết tâm)(?: để)? ")
_OUTCOMES = "(?:cơ bản )?(?:không còn|không để|hoàn thành|xóa)|đạt (?:xã|huyện|phường|chuẩn|danh hiệu)|giữ vững"
_STRIVES_FOR = pattern(rf"(?<!\w)phấn đấu (?={_OUTCOMES})")
_JOINTS = pattern(rf"(?:,| và) (?={_OUTCOMES})")
_OUTER = pattern(r"(?:đẩy mạnh|tăng|tăng cường|bảo đảm|tập trung) (?P<what>[^;.,()]{4,60}?) ?$")
_LED_ASIDE = pattern(r"[,:]|(?<!\w)(?:đưa|để|hoàn thành|đạt|có|và)(?!\w)")  # the words before tell another outcome
_DIGIT = re.compile("[0-9]")
_TOO_LONG = 260
_SHORTEST = 30
_PURPOSE = pattern(
    r",(?= (?:áp dụng|bảo đảm|đảm bảo|hướng tới|hướng đến|phục vụ|nhằm|góp phần|tăng cường|từng bước|để|đáp ứng)(?!\w))"
)
_FEWEST_LISTED = 2  # measured goals that make a sentence a list of goals
_SHORTEST_OUTCOME = 8
_ENDED = ".;"
_HEADING = 40  # characters: a shorter line that is a heading only names what follows
_NOT_PROSE = frozenset({BlockKind.FURNITURE, BlockKind.LETTERHEAD, BlockKind.CELL, BlockKind.HEADING})


def find_events(source: Source, moods: Moods, dues: Dues, measured: list[Target]) -> list[Target]:
    """The events of the document's running text, in text order. Linear in its length."""
    prose, outline = source.prose, source.outline
    taken: dict[int, list[tuple[int, int]]] = {}
    for target in measured:
        taken.setdefault(prose.line_at(target.start).index, []).append((target.start, target.end))
    listed = {index for index, spans in taken.items() if len(spans) >= _FEWEST_LISTED}
    wanted = {*_lines_anywhere(prose), *listed}
    goal_lines = set(moods.places.goal_lines())
    found: list[Target] = []
    for index in sorted(wanted | goal_lines):
        line, goals = prose.lines[index], index in goal_lines
        if line.kind in _NOT_PROSE:
            continue
        section = outline.section_of[line.index]
        headed = goals and section >= 0 and outline.sections[section].line == line.index
        if headed and line.end - line.start < _HEADING and prose.shadow[line.end - 1] not in _ENDED:
            continue
        found.extend(_line_events(source, dues, line.index, taken.get(line.index, []), goals=goals))
    return found


def _lines_anywhere(prose: Prose) -> Iterator[int]:
    """Indices of the lines that hold one of `_ANYWHERE`."""
    for ending in _ENDINGS:
        at = prose.shadow.find(ending)
        while at >= 0:
            if prose.shadow.endswith(_ANYWHERE, max(0, at - _LONGEST_BEGINNING), at + len(ending)):
                yield prose.line_at(at).index
            at = prose.shadow.find(ending, at + len(ending))
    at = prose.shadow.find(_STRIVING)
    while at >= 0:
        line = prose.line_at(at)
        if _patterns()["striven"].search(prose.shadow, at, line.end):
            yield line.index
        at = prose.shadow.find(_STRIVING, line.end)


def _line_events(source: Source, dues: Dues, line: int, spans: list[tuple[int, int]], *, goals: bool) -> list[Target]:
    prose, outline = source.prose, source.outline
    marker = outline.markers[line]
    start, end = (marker.body if marker else prose.lines[line].start), prose.lines[line].end
    events = [*_lifted(prose.shadow, start, end, goals=goals), *_matched(prose.shadow, start, end)]
    events += [] if goals else _striven(prose.shadow, start, end, spans)
    if goals or len(spans) >= _FEWEST_LISTED:
        due = dues.inherited(line)
        dated = due.due is not None and due.section != "title"
        others = [(event.start, event.end) for event in events]
        events += _stated(source, line, (start, end), spans, others, dated=dated, listed=not goals)
    found = []
    for event in sorted(events):
        horizon = _horizon(prose.shadow, start, event)
        if not goals and horizon is None and event.rule == "target.event_lifted":
            continue
        due = Due(horizon.due, horizon.first) if horizon else dues.inherited(line)
        found.append(
            Target(
                start=event.start,
                end=event.end,
                rule=event.rule,
                reasons=(due.doubt,) if due.doubt else (),
                indicator=f"{event.prefix} {cleaned(prose.text, prose.shadow, event.words, event.end)}".strip(),
                change="event",
                from_=due.first,
                due=due.due,
                scope=_scope(prose.text, event),
                section=outline.section_id(line),
                inherited={"due": due.section} if due.section else {},
            )
        )
    return found


def _lifted(shadow: str, start: int, end: int, *, goals: bool) -> list[_Event]:
    """ "đến năm 2025 đưa huyện Văn Quan thoát khỏi huyện nghèo"."""
    found = []
    for match in _patterns()["lifted"].finditer(shadow, start, end):
        if not goals and not any(words in match[0] for words in _ANYWHERE):
            continue
        stop = match.end()
        while shadow[stop - 1] in " ,":
            stop -= 1
        found.append(_Event(match.start(), stop, match.start("what"), "target.event_lifted"))
    return found


def _striven(shadow: str, start: int, end: int, spans: list[tuple[int, int]]) -> Iterator[_Event]:
    """ "Phấn đấu đến năm 2030 xã Tân Lập đạt xã nông thôn mới nâng cao": what somebody is to become by a year."""
    for match in _patterns()["striven"].finditer(shadow, start, end):
        first = _trimmed(shadow, match.start("lead"), match.start("what"))
        if _LED_ASIDE.search(shadow, first, match.start("what")):
            first = match.start("what")
        last = _cut(shadow, first, match.end())
        if not (_DIGIT.search(shadow, first, last) or _overlaps(spans, first, last)):
            yield _Event(first, last, first, "target.event_lifted")


def _matched(shadow: str, start: int, end: int) -> list[_Event]:
    """ "tăng thu ngân sách (phấn đấu đạt và vượt dự toán được giao)"."""
    found = []
    for match in _patterns()["matched"].finditer(shadow, start, end):
        bracket = shadow.rfind("(", start, match.start())
        outer = _OUTER.search(shadow, max(start, bracket - 90), bracket) if 0 <= match.start() - bracket <= 2 else None
        if any(letter.isdigit() for letter in match["what"]):
            continue
        prefix = outer["what"].strip() if outer else ""
        found.append(_Event(match.start("what"), match.end(), match.start("what"), "target.event_matched", prefix))
    return found


def _stated(
    source: Source,
    line: int,
    place: tuple[int, int],
    spans: list[tuple[int, int]],
    others: list[tuple[int, int]],
    *,
    dated: bool,
    listed: bool,
) -> list[_Event]:
    """Clauses of a line under specific goals that name an outcome. `dated`: its heading or introduction has a year.

    `listed`: the line stands under no such heading; only what stands among measured goals of a sentence is read.
    """
    shadow, words, (start, end) = source.prose.shadow, _patterns(), place
    label = _LABELLED.match(shadow, start, end)
    found = []
    targets, bare = sorted((*spans, *others)), [(m.start, m.end) for m in source.measures_by_line.get(line, ())]
    taken = sorted((*targets, *bare))
    for sentence in _SENTENCE.finditer(shadow, start, end):
        if listed and not _is_list(spans, sentence.start(), sentence.end()):
            continue
        clauses = [clause.span() for clause in _CLAUSE.finditer(shadow, sentence.start(), sentence.end())]
        for first, last in _among(shadow, clauses, spans[0][0]) if listed else clauses:
            while last > first and shadow[last - 1] in " .,:;":
                last -= 1
            if last - first > _TOO_LONG and (purpose := _PURPOSE.search(shadow, first + _SHORTEST, last)):
                last = purpose.start()  # what it is for, and how
            if last - first > _TOO_LONG or shadow[last : last + 2].strip() == ":":
                continue
            last = _before_measure(shadow, first, last, bare) if not _overlaps(targets, first, last) else last
            none = NONE_LEFT.match(shadow, _trimmed(shadow, first, last), last) is not None
            if _overlaps(targets if none else taken, first, last) or shadow.count("(", first, last) > shadow.count(
                ")", first, last
            ):
                continue
            labelled = label is not None and first <= label.end()
            dates = not listed and (dated or bool(horizons_in(shadow, first, last)))
            at = _outcome(shadow, first, last, dated=dates, labelled=labelled)
            if at is not None and not words["means"].match(shadow, at) and last - at >= _SHORTEST_OUTCOME:
                found.append(_Event(at, _cut(shadow, at, last), at, "target.event"))
    return found


def _outcome(shadow: str, start: int, end: int, *, dated: bool, labelled: bool) -> int | None:
    """Where the outcome of a clause begins; None when it names none. `dated`: what is built counts, too."""
    words = _patterns()
    at, body = front_of(shadow, start, end).at, _trimmed(shadow, start, end)
    if words["begins"].match(shadow, body):
        return at if _COMPLETED.match(shadow, body) else body  # the verb is the outcome: "Hoàn thành cơ bản …"
    if held := words["holds"].search(shadow, min(at, body), end):
        return min(at, held.start())  # "đạt xã nông thôn mới nâng cao"
    return at if labelled or (dated and words["builds"].match(shadow, body)) else None


def _is_list(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether the sentence ``[start, end)`` holds several of the measured goals of its line, or stands between them."""
    inside = sum(start <= at < end for at, _ in spans)
    return inside >= _FEWEST_LISTED or (len(spans) > _FEWEST_LISTED and spans[0][0] < start and end < spans[-1][1])


def _among(shadow: str, clauses: list[tuple[int, int]], goal: int) -> Iterator[tuple[int, int]]:
    """The parts of clauses that may be outcomes in a list of goals, the first of which begins at `goal`."""
    for start, end in clauses:
        since = start
        if start <= goal:  # what leads up to the goals, but for "phấn đấu hoàn thành …"
            strives = _STRIVES_FOR.search(shadow, start, min(end, goal))
            if strives is None and end <= goal:
                continue
            since = strives.start() if strives is not None else goal
        for joint in _JOINTS.finditer(shadow, since + 1, end):
            yield since, joint.start()
            since = joint.end()
        yield since, end


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the sorted, short `spans` shares a character with ``[start, end)``."""
    at = bisect_left(spans, (end, end))
    return any(spans[index][1] > start for index in range(max(0, at - 4), at))


def _before_measure(shadow: str, start: int, end: int, measures: list[tuple[int, int]]) -> int:
    """Before the part of a clause with a number that is no goal: "Hoàn thành việc giao rừng, gắn với … 1 xã"."""
    first = next((at for at, _ in measures if start <= at < end), None)
    comma = shadow.rfind(",", start + _SHORTEST, first) if first is not None else -1
    bracket = shadow.rfind("(", start, first) if first is not None else -1
    comma = bracket if bracket > comma and ")" not in shadow[bracket:first] else comma
    while comma >= 0 and shadow[comma - 1] == " ":
        comma -= 1
    return comma if comma >= 0 else end


def _trimmed(shadow: str, start: int, end: int) -> int:
    while start < end and shadow[start] in " -+*,":
        start += 1
    if strives := _STRIVES.match(shadow, start, end):
        start = strives.end()
    for horizon in horizons_in(shadow, start, min(end, start + 40)):
        if horizon.start == start:
            start = horizon.end
            while start < end and shadow[start] in " ,:":
                start += 1
            break
    return start


def _cut(shadow: str, start: int, end: int) -> int:
    """Before a year at the very end: "… vào năm 2020"."""
    horizons = horizons_in(shadow, start, end)
    if horizons and not shadow[horizons[-1].end : end].strip(" .,)"):
        end = horizons[-1].start
        while shadow[end - 1] in " ,(":
            end -= 1
    return end


_FURTHEST = 1500  # characters a year stands before its event


def _horizon(shadow: str, start: int, event: _Event) -> Horizon | None:
    """The year inside or right behind an event, else the last one before it in its line."""
    behind = [h for h in horizons_in(shadow, event.start, min(len(shadow), event.end + 30)) if not h.vision]
    line_end = shadow.find("\n", event.start)
    behind = [h for h in behind if (line_end < 0 or h.end <= line_end) and ";" not in shadow[event.end : h.start]]
    behind = [h for h in behind if h.start <= event.end or not shadow[event.end : h.start].strip(" (")]
    if behind:
        return behind[-1]
    before = [h for h in horizons_in(shadow, max(start, event.start - _FURTHEST), event.start) if not h.vision]
    return before[-1] if before else None


_PLACE_AT_FRONT = pattern(r"(?:huyện|tỉnh|thành phố|thị xã|xã|thị trấn|phường|quận)(?= )")


def _scope(text: str, event: _Event) -> str | None:
    """ "huyện Văn Quan" of "huyện Văn Quan thoát khỏi huyện nghèo"."""
    told = text[event.words : event.end]
    words = told.split()
    if event.rule != "target.event_lifted" or not words or not _PLACE_AT_FRONT.match(told.lower()):
        return None
    name = [words[0]]
    for word in words[1:]:
        if not word[0].isupper() and not is_place(word, 0, len(word)):
            break
        name.append(word)
    return " ".join(name) if len(name) > 1 else None
