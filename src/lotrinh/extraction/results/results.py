"""Results: the reported figures of a document.

Reads: `Source`. Writes: `Result`s in text order, prose offsets.

Every line with values is read sentence by sentence (sentences.py); then each figure is dated. A figure's
period is the one in its own clause; else that of the clauses before it in the sentence; a breakdown ("Trong đó: …")
has that of the sentence it breaks down; else the one that opened a sentence earlier in the paragraph, the one that
introduced the list, that of the heading, that of the document. Whether a sentence reports at all, or states a goal,
is the question of stance.py.

Names: find_results.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

import msgspec

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.dates import find_periods
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Result
from lotrinh.extraction.language.patterns import holds_any, pattern, spelled, whole_words
from lotrinh.extraction.measures.quantities import Measure
from lotrinh.extraction.prose import Line
from lotrinh.extraction.results.bases import PREVIOUS_YEAR
from lotrinh.extraction.results.dating import dated, goes_on_in, is_within, of_month
from lotrinh.extraction.results.differences import differences_at, told_of_results
from lotrinh.extraction.results.figures import Figure, Sentence
from lotrinh.extraction.results.leading_periods import is_lead, leaves_crops, season_told
from lotrinh.extraction.results.periods import FLOWS, Reporting, Stated, in_some_year, is_slip, told_year
from lotrinh.extraction.results.reporting import past_dateline, reporting_on
from lotrinh.extraction.results.result_tables import find_table_results
from lotrinh.extraction.results.sentences import read_sentence
from lotrinh.extraction.results.stance import Leaning, Stances
from lotrinh.extraction.results.stated_periods import stated_periods
from lotrinh.extraction.source import Source
from lotrinh.reading.document import BlockKind

_NOT_RUNNING_TEXT = frozenset({BlockKind.FURNITURE, BlockKind.LETTERHEAD, BlockKind.CELL, BlockKind.HEADING})
_SENTENCE_END = re.compile(r"[.!?…](?: |(?<=[\w%)]{3}[.…])(?=[^\W\d_]{2}))")
_ABBREVIATION = re.compile(r"(?:^|[\s.(])(?:tp|tx|tt|ts|gs|pgs|ths|bs|ks|st|no|[^\W\d_])$")
_ESTIMATE = pattern(whole_words(["ước", "uớc", "dự ước", "sơ bộ", "dự kiến"]))
_ESTIMATE_HINTS = ("ước", "uớc", "sơ bộ", "dự kiến")
_FULL_LINE = 60  # characters
_LONG = 60  # characters: so long a name holds, most likely, words of another part of the sentence
_SENTENCE_ENDS = ".;:!?…"
_IN_DETAIL = spelled("cụ thể")
_BREAKDOWN = pattern(r"(?:trong đó|cụ thể|phân theo|chia theo|bao gồm|gồm|chia ra)(?!\w)")
_CONTINUED = pattern(
    r"trong [0-9]|(?:trong (?:tổng )?số|ngược lại|các nhóm|các sản phẩm|các ngành|một số|hầu hết|tuy nhiên|bên cạnh đó"
    r"|còn lại|so với|duy nhất)(?!\w)"
)
_LISTING = pattern(r"(?:như|như sau|sau|là|gồm|có|được|đạt|tăng|giảm)[ ]?:")
_SPANS = FLOWS - {Kind.AS_OF}
_CARRIED_OUT = pattern(r"(?:đánh giá |về )?(?:tình hình|kết quả)(?: tổ chức)? thực hiện(?!\w)")
_LEAD_WITHIN = 160  # characters of a sentence in which a period that opens it ends
_LONGEST_LABEL = 90  # characters
_LABEL = re.compile(r"[^.;:,()]{3,60}:(?= )")


class _Context(msgspec.Struct):
    """What the sentences read so far have settled, for the ones that leave it out."""

    default: Period | None
    origin: str = "document"  # id of the section whose heading names the default period
    inferred: bool = False
    aside: bool = False  # the document's business is another: it reports in passing
    commas: bool = False  # the document writes decimals with commas, so that its dots part thousands
    lead: Period | None = None  # opened a sentence of this paragraph
    season: bool = False  # that is the year of a crop
    main_stated: bool = False
    main: Period | None = None  # of the last statement that is no part of another
    main_index: int | None = None
    topic: str = ""
    base: str = PREVIOUS_YEAR
    bases: tuple[str, ...] = ()  # of the growths of the last statement, when it tells two
    estimate: bool = False
    planned: bool = False  # shares of plan were told
    printed: tuple[Period | None, str | None] = (None, None)

    def printed_period(self, period: Period | None) -> str | None:
        """The period as the facts print it; most figures share it with the one before."""
        if self.printed[0] is not period:
            self.printed = (period, str(period) if period is not None else None)
        return self.printed[1]


def find_results(source: Source) -> tuple[Result, ...]:
    """All results of the document. Linear in its length."""
    stances = Stances(source)
    title = source.info.spans.get("title", (0, 0))  # a headline tells what the text tells again
    lines = [line for line in map(source.prose.lines.__getitem__, source.measures_by_line) if _is_text(line, title)]
    told = [line for line in lines if stances.may_report(line)]
    tables = bool(source.prose.document.tables) and stances.document is not Leaning.GOAL
    if not told and not tables:
        return ()
    reporting = reporting_on(source.prose, source.info)
    commas = any(measure.decimals and not measure.reasons for measure in source.measures)
    headings: dict[int, tuple[Period, str] | None] = {}
    found: list[Result] = []
    topic, section, planned = "", -1, False
    before: _Context | None = None  # of the line read last
    read = -1
    for line in told:
        headed = _heading_period(source, line.index, reporting, headings)
        aside = stances.document is not Leaning.REPORT
        told_by_date = aside and reporting.inferred and source.info.number is not None  # a plan's says nothing of them
        default, origin = headed if headed else (None if told_by_date else reporting.period, "document")
        context = _Context(default, origin, reporting.inferred and headed is None, aside, commas, planned=planned)
        if section == source.outline.section_of[line.index]:
            context.topic = topic
        context.topic = _heading_line(source, line) or context.topic
        if before is not None and _BREAKDOWN.match(source.prose.shadow, line.start, line.end):
            context.main, context.main_stated, context.base = before.main, before.main_stated, before.base
            context.bases = before.bases
        elif context.inferred and before is not None and before.lead is not None and goes_on_in(before.lead, default):
            context.lead = before.lead
        elif before is not None and read == line.index - 1 and _runs_on(source, line):
            context.lead, context.main, context.main_stated = before.lead, before.main, before.main_stated
        found.extend(_read_line(source, line, reporting, stances, context, len(found)))
        topic, section, planned = context.topic, source.outline.section_of[line.index], context.planned
        before, read = context, line.index
    return _in_order(
        found, find_table_results(source, reporting, report=stances.document is Leaning.REPORT) if tables else []
    )


def _runs_on(source: Source, line: Line) -> bool:
    """Whether a line goes on with the sentence of the one above: the text was broken where its page was full."""
    if source.outline.markers[line.index] is not None:
        return False
    above, opens = source.prose.lines[line.index - 1], source.prose.text[line.start]
    if above.kind is not line.kind or above.end - above.start < _FULL_LINE or opens.isupper():
        return False
    return source.prose.text[above.end - 1] not in _SENTENCE_ENDS


def _is_text(line: Line, title: tuple[int, int]) -> bool:
    return line.kind not in _NOT_RUNNING_TEXT and not title[0] <= line.start < title[1]


def _in_order(prose: list[Result], tables: list[Result]) -> tuple[Result, ...]:
    """Both in text order; `parent` says where the whole stands among all."""
    if not tables:
        return tuple(prose)
    shifted = [
        msgspec.structs.replace(fact, parent=fact.parent + len(prose)) if fact.parent is not None else fact
        for fact in tables
    ]
    both = [*prose, *shifted]
    order = sorted(range(len(both)), key=lambda index: (both[index].start, both[index].end))
    place = {index: at for at, index in enumerate(order)}
    return tuple(
        msgspec.structs.replace(both[index], parent=place[parent])
        if (parent := both[index].parent) is not None
        else both[index]
        for index in order
    )


def _heading_period(
    source: Source, line: int, reporting: Reporting, known: dict[int, tuple[Period, str] | None]
) -> tuple[Period, str] | None:
    """The period that the headings above a line name, the innermost first, and the id of that section."""
    index = source.outline.section_of[line]
    if index not in known:
        known[index] = None
        for section in reversed(source.outline.path(line)):
            title = shadow_of(section.title)
            if stated := stated_periods(title, 0, len(title), reporting):
                known[index] = stated[-1].period, section.id
                break
            if _CARRIED_OUT.match(title) and (
                told := [found.value for _, found in find_periods(title) if found.value.kind in _SPANS]
            ):
                known[index] = told[-1], section.id  # "Kết quả thực hiện kế hoạch năm 2020"
                break
    return known[index]


def _sentences(text: str, shadow: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for mark in _SENTENCE_END.finditer(shadow, start, end):
        after = mark.end()
        opens = text[after : after + 1]
        if not (opens.isupper() or opens in '"“(') or _ABBREVIATION.search(
            shadow[max(at, mark.start() - 4) : mark.start()]
        ):
            continue
        yield at, mark.start() + 1
        at = after
    yield at, end


def _read_line(
    source: Source,
    line: Line,
    reporting: Reporting,
    stances: Stances,
    context: _Context,
    count: int,
) -> list[Result]:
    """The results of one paragraph; `count` of them were found before it."""
    prose, measures = source.prose, source.measures_by_line[line.index]
    marker = source.outline.markers[line.index]
    body = marker.body if marker else past_dateline(prose.text, line.start, line.end)
    label = _label(source, body, line.end)
    found: list[Result] = []
    at = 0
    sentences, alone = deque(_sentences(prose.text, prose.shadow, body, line.end)), -1
    while sentences:
        start, end = sentences.popleft()
        first = at
        while at < len(measures) and measures[at].start < end:
            at += 1
        inside, rest = measures[first:at], (start, end)
        differences = differences_at(prose.shadow, start, end, reporting) if inside and start != alone else None
        before = tuple(measure for measure in inside if measure.end <= differences[0]) if differences else ()
        if differences and before:
            rest, inside, end = (differences[0], end), before, differences[0]
        elif differences and (told := told_of_results(found, differences[1])):
            found = told
            continue
        near = end if inside else min(end, start + _LEAD_WITHIN)
        stated = stated_periods(prose.shadow, start, near, in_some_year(reporting))
        _lead(prose.shadow, start, inside, stated, reporting, context)
        if not inside:
            continue
        goes_on = _BREAKDOWN.match(prose.shadow, start) is not None or _keeps_topic(prose.shadow, start, context)
        base = context.base if goes_on else PREVIOUS_YEAR
        sentence = Sentence(
            start, end, inside, stated, context.topic, label, body + len(label), base, planned=context.planned
        )
        if goes_on and context.bases:
            sentence = msgspec.structs.replace(sentence, bases=context.bases)
        found.extend(_read_one(source, sentence, reporting, stances, line, context, count + len(found)))
        if differences and before:
            if (told := told_of_results(found, differences[1])) is not None:
                found = told
            else:  # they are told of nothing before, and stand for themselves
                alone = rest[0]
                sentences.appendleft(rest)
                at = first + len(before)
        if at == len(measures):
            break
    return found


def _lead(
    shadow: str,
    start: int,
    inside: tuple[Measure, ...],
    stated: list[Stated],
    reporting: Reporting,
    context: _Context,
) -> None:
    """Note the period that opens a sentence, or that of the season's crop it tells of."""
    opening = next((mention for mention in stated if is_lead(shadow, start, mention)), None)
    if opening is not None:
        context.lead = reporting.period if is_slip(opening.period, reporting.period) else opening.period
        context.season = False
    elif context.season and leaves_crops(shadow, start):
        context.lead, context.season = None, False
    if not inside:
        return
    dated = context.lead is not None and context.lead.kind is Kind.AS_OF
    crop = inside[0].kind != "share"  # "Sản xuất vụ xuân đạt 100% kế hoạch" tells of the half-year
    if crop and not (stated or dated) and (season := season_told(shadow, start, inside[0].head, reporting)):
        context.lead, context.season = season, True


def _label(source: Source, start: int, end: int) -> str:
    """What a paragraph opens with before a colon: "Bệnh sởi: …" → "Bệnh sởi"."""
    found = _LABEL.match(source.prose.shadow, start, end)
    if found is None or _BREAKDOWN.match(source.prose.shadow, start):
        return ""
    if _LISTING.search(source.prose.shadow, start, found.end()):
        return ""  # "Tính đến ngày 30/6 toàn tỉnh có: 203 hợp tác xã"
    return source.prose.text[start : found.end() - 1]


def _heading_line(source: Source, line: Line) -> str:
    """The line right above when it is a label alone: "Doanh thu công nghiệp:" / "Ước đạt 423 tỷ đồng"."""
    if line.index == 0:
        return ""
    above, prose = source.prose.lines[line.index - 1], source.prose
    if above.kind in _NOT_RUNNING_TEXT and above.kind is not BlockKind.HEADING:
        return ""
    if not _LONGEST_LABEL > above.end - above.start > 0 or prose.shadow[above.end - 1] != ":":
        return ""
    marker = source.outline.markers[above.index]
    start = marker.body if marker else above.start
    return "" if _LISTING.search(prose.shadow, start, above.end) else prose.text[start : above.end - 1].strip()


def _read_one(
    source: Source,
    sentence: Sentence,
    reporting: Reporting,
    stances: Stances,
    line: Line,
    context: _Context,
    count: int,
) -> Iterator[Result]:
    shadow = source.prose.shadow
    part = _BREAKDOWN.match(shadow, sentence.start) is not None
    estimate = (
        holds_any(shadow[sentence.start : sentence.end], _ESTIMATE_HINTS)
        and _ESTIMATE.search(shadow, sentence.start, sentence.end) is not None
    )
    context.estimate = estimate or (part and context.estimate)
    figures = read_sentence(source.prose, sentence, reporting)
    if part and figures and sentence.periods and shadow.startswith(_IN_DETAIL, sentence.start):
        part = sentence.periods[0].end > figures[0].end  # "Cụ thể, tháng Tám …" tells of a time of its own
    context.planned = context.planned or any(c.base == "plan" for figure in figures for c in figure.comparisons)
    lead = _carried(shadow, sentence, context.lead, estimate=estimate)
    begun = lead or context.default, lead is not None
    if context.main and (part or _continues(shadow, sentence, figures, context)):
        begun = context.main, context.main_stated
    main = context.main_index if part else None
    section = source.outline.section_of[line.index]
    heading = source.outline.sections[section].id if section >= 0 else None
    leaning = stances.over(line.index)
    told, account, (current, stated) = False, False, begun
    for figure, current, stated in dated(shadow, figures, sentence, begun):
        if not part and not told and not _is_bracketed(shadow, sentence.start, figure.start):
            context.topic, context.main, context.main_index = figure.indicator, current, None
            context.base, context.main_stated = _base_of(figure), stated
            context.bases = _two_bases(figure)
            told = True
        account = account or (stated and leaning is not Leaning.REPORT and stances.is_account(figure, current))
        if not account and not stances.reports(leaning, sentence, figure, current, reporting.year, stated=stated):
            continue
        is_part = part or figure.part
        period = told_year(of_month(figure, current))
        yield _result(figure, period, context, main if is_part else None, heading, stated=stated)
        if not is_part:
            main = count
        if not part and context.main_index is None:
            context.main_index = count
        count += 1
    if not part and told and stated and goes_on_in(current, context.default):
        context.lead = current
    elif not part and context.lead is not None and current != context.lead and not is_within(current, context.lead):
        context.lead = None  # another period was told meanwhile; the next sentence falls back on the document's


def _is_bracketed(shadow: str, since: int, at: int) -> bool:
    """Whether a bracket that opened behind `since` is open at `at`."""
    return shadow.count("(", since, at) > shadow.count(")", since, at)


def _carried(shadow: str, sentence: Sentence, lead: Period | None, *, estimate: bool) -> Period | None:
    """The period that opened a sentence of the paragraph; a day told before does not date an estimate of a season."""
    if lead is None or lead.kind is not Kind.AS_OF or not estimate:
        return lead
    return lead if any(is_lead(shadow, sentence.start, mention) for mention in sentence.periods) else None


def _continues(shadow: str, sentence: Sentence, figures: list[Figure], context: _Context) -> bool:
    """Whether a sentence goes on about the figure before: "Trong 11 nhóm hàng …", "Một số … như: …".

    States go on without such words when they are of the same kind: "Dư nợ … đến 30/9/2025 … Dư nợ bằng ngoại tệ …".
    """
    if _CONTINUED.match(shadow, sentence.start) or _LISTING.search(shadow, sentence.start, sentence.measures[0].head):
        return True
    return bool(figures) and _keeps_topic(shadow_of(figures[0].indicator), 0, context)


def _keeps_topic(shadow: str, start: int, context: _Context) -> bool:
    """Whether the words at `start` tell of the same kind of state as the sentence before: "Dư nợ … Dư nợ bằng …"."""
    if context.main is None or context.main.kind is not Kind.AS_OF:
        return False
    kind = " ".join(shadow_of(context.topic).split()[:2])
    return " " in kind and shadow.startswith(f"{kind} ", start)


def _base_of(figure: Figure) -> str:
    """The base that a breakdown of the statement leaves out: its own when it has just one."""
    bases = {c.base for c in figure.comparisons if c.change in ("increase", "decrease")}
    if figure.base is not None:
        bases.add(figure.base.kind)
    return bases.pop() if len(bases) == 1 else PREVIOUS_YEAR


def _two_bases(figure: Figure) -> tuple[str, ...]:
    """The bases of a statement's two growths; its breakdown may leave them out ("giảm 0,2% và tăng 6,6%")."""
    bases = tuple(c.base for c in figure.comparisons if c.change in _GROWTHS)
    return bases if len(set(bases)) == len(bases) == len(_GROWTHS) else ()


def _result(
    figure: Figure,
    period: Period | None,
    context: _Context,
    parent: int | None,
    section: str | None,
    *,
    stated: bool,
) -> Result:
    """The record. `stated`: the paragraph itself tells the period; else heading or document do."""
    reasons = figure.reasons
    if reasons and context.commas:
        reasons = [reason for reason in reasons if reason != "one_dot_group"]
    if period is None:
        reasons.append("period_missing")
    elif not stated and context.inferred:
        reasons.append("period_of_document_date")
    elif not stated and context.origin == "document" and period.kind is Kind.AS_OF:
        reasons.append("period_of_cutoff")
    if context.aside:
        reasons.append("reported_in_passing")
    if len(figure.indicator) >= _LONG:
        reasons.append("indicator_long")
    if figure.comparisons and _in_percent(figure):
        reasons.append("percent_or_points")  # "đạt 64%, tăng 2%": percentage points, most likely
    return Result(
        start=figure.start,
        end=figure.end,
        rule=figure.rule,
        reasons=tuple(reasons),
        indicator=figure.indicator,
        change=figure.change,
        comparator=figure.comparator,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        period=context.printed_period(period),
        estimate=context.estimate,
        comparisons=tuple(figure.comparisons),
        scope=figure.scope,
        parent=parent,
        section=section,
        inherited={"period": context.origin} if period is not None and not stated else {},
    )


def _in_percent(figure: Figure) -> bool:
    """Whether both the level and a growth of it are told in per cent."""
    return figure.unit == "%" and any(c.unit == "%" and c.change in _GROWTHS for c in figure.comparisons)


_GROWTHS = ("increase", "decrease")
