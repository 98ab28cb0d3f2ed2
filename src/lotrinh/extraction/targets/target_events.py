"""Events: goals that are an outcome, reached or not, without a number.

Reads: `Source`, the headings' moods, the targets already found. Writes: `Target`s with change "event".

Under a heading of specific goals, or behind the label "Chỉ tiêu 2:", a clause without a measure is an event when it
names an outcome ("đều có", "hoàn thành việc …": stated_events.py). Elsewhere "đưa huyện … thoát khỏi …" with a year,
and "phấn đấu đạt và vượt dự toán được giao" are (phrased_events.py).
"""

from __future__ import annotations

from lotrinh.extraction.facts import Target
from lotrinh.extraction.language.horizons import Horizon, horizons_in
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.noun_phrases import cleaned
from lotrinh.extraction.measures.place_phrases import is_place
from lotrinh.extraction.source import Source
from lotrinh.extraction.targets.dues import Due, Dues
from lotrinh.extraction.targets.event_words import Event
from lotrinh.extraction.targets.moods import Moods
from lotrinh.extraction.targets.phrased_events import done_by, lifted, lines_with_phrases, matched, striven
from lotrinh.extraction.targets.stated_events import FEWEST_LISTED, stated
from lotrinh.reading.document import BlockKind

_ENDED = ".;"
_HEADING = 40  # characters: a shorter line that is a heading only names what follows
_NOT_PROSE = frozenset({BlockKind.FURNITURE, BlockKind.LETTERHEAD, BlockKind.CELL, BlockKind.HEADING})
_FURTHEST = 1500  # characters a year stands before its event
_LEADS_UP = pattern(r"[ (]*(?:(?:chậm|muộn) nhất(?: là)?)?[ (]*")
_PLACE_AT_FRONT = pattern(r"(?:huyện|tỉnh|thành phố|thị xã|xã|thị trấn|phường|quận)(?= )")


def find_events(source: Source, moods: Moods, dues: Dues, measured: list[Target]) -> list[Target]:
    """The events of the document's running text, in text order. Linear in its length."""
    prose, outline = source.prose, source.outline
    taken: dict[int, list[tuple[int, int]]] = {}
    for target in measured:
        taken.setdefault(prose.line_at(target.start).index, []).append((target.start, target.end))
    listed = {index for index, spans in taken.items() if len(spans) >= FEWEST_LISTED}
    wanted = {*lines_with_phrases(prose), *listed}
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


def _line_events(source: Source, dues: Dues, line: int, spans: list[tuple[int, int]], *, goals: bool) -> list[Target]:
    prose, outline = source.prose, source.outline
    marker = outline.markers[line]
    start, end = (marker.body if marker else prose.lines[line].start), prose.lines[line].end
    events = [*lifted(prose.shadow, start, end, goals=goals), *matched(prose.shadow, start, end)]
    if not goals:
        events += striven(prose.shadow, start, end, spans)
    if goals or len(spans) >= FEWEST_LISTED:
        due = dues.inherited(line)
        dated = due.due is not None and due.section != "title"
        others = [(event.start, event.end) for event in events]
        events += stated(source, line, (start, end), spans, others, dated=dated, listed=not goals)
    told = [*spans, *((event.start, event.end) for event in events)]
    events += done_by(prose.shadow, start, end, told)
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


def _horizon(shadow: str, start: int, event: Event) -> Horizon | None:
    """The year inside or right behind an event, else the last one before it in its line."""
    behind = [h for h in horizons_in(shadow, event.start, min(len(shadow), event.end + 30)) if not h.vision]
    line_end = shadow.find("\n", event.start)
    behind = [h for h in behind if (line_end < 0 or h.end <= line_end) and ";" not in shadow[event.end : h.start]]
    behind = [h for h in behind if h.start <= event.end or _LEADS_UP.fullmatch(shadow, event.end, h.start)]
    if behind:
        return behind[-1]
    before = [h for h in horizons_in(shadow, max(start, event.start - _FURTHEST), event.start) if not h.vision]
    return before[-1] if before else None


def _scope(text: str, event: Event) -> str | None:
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
