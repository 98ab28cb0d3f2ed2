"""Statements: the results of one sentence, each figure dated.

Reads: a `Sentence`, the `Stances` of the document, the `Context` of the line. Writes: `Result`s; notes in the context
what the next sentence may leave out.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Result
from lotrinh.extraction.language.patterns import holds_any, pattern, spelled, whole_words
from lotrinh.extraction.prose import Line
from lotrinh.extraction.results.bases import PREVIOUS_YEAR
from lotrinh.extraction.results.dating import dated, goes_on_in, is_within, of_month
from lotrinh.extraction.results.figures import Figure, Sentence
from lotrinh.extraction.results.labels import BREAKDOWN, LISTING
from lotrinh.extraction.results.leading_periods import is_lead
from lotrinh.extraction.results.leaning import Leaning
from lotrinh.extraction.results.periods import Reporting, told_year
from lotrinh.extraction.results.reading_context import Context
from lotrinh.extraction.results.result_records import GROWTHS, new_result
from lotrinh.extraction.results.sentences import read_sentence
from lotrinh.extraction.results.stance import Stances
from lotrinh.extraction.source import Source

_ESTIMATE = pattern(
    whole_words(["dự ước", "sơ bộ", "dự kiến"])
    + r"|(?<!\w)(?<!công )(?<!quy )(?<!hiệp )(?<!giao )(?<!khế )(?:ước|uớc)(?!\w)(?! (?:mơ|nguyện|muốn|vọng)(?!\w))"
)
_ESTIMATE_HINTS = ("ước", "uớc", "sơ bộ", "dự kiến")
_IN_DETAIL = spelled("cụ thể")
_CONTINUED = pattern(
    r"trong [0-9]|(?:trong (?:tổng )?số|ngược lại|các nhóm|các sản phẩm|các ngành|một số|hầu hết|tuy nhiên|bên cạnh đó"
    r"|còn lại|so với|duy nhất)(?!\w)"
)


def read_statement(
    source: Source,
    sentence: Sentence,
    reporting: Reporting,
    stances: Stances,
    line: Line,
    context: Context,
    count: int,
) -> Iterator[Result]:
    """The results of one sentence; `count` of them were found before it."""
    shadow = source.prose.shadow
    part = BREAKDOWN.match(shadow, sentence.start) is not None
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
    stance = stances.of(sentence, figures, line)
    told, account, (current, stated) = False, False, begun
    for figure, current, stated in dated(shadow, figures, sentence, begun):
        if not part and not told and not _is_bracketed(shadow, sentence.start, figure.start):
            context.topic = figure.about if figure.scope and figure.about else figure.indicator
            context.main, context.main_index = current, None
            context.base, context.main_stated = _base_of(figure), stated
            context.bases = _two_bases(figure)
            told = True
        account = account or (stated and stance.leaning is not Leaning.REPORT and stances.is_account(figure, current))
        if not account and not stances.reports(
            stance, figure, current, reporting.year, stated=stated, carried=lead is not None
        ):
            continue
        is_part = part or figure.part
        period = told_year(of_month(figure, current))
        yield new_result(shadow, figure, period, context, main if is_part else None, heading, stated=stated)
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


def _continues(shadow: str, sentence: Sentence, figures: list[Figure], context: Context) -> bool:
    """Whether a sentence goes on about the figure before: "Trong 11 nhóm hàng …", "Một số … như: …".

    States go on without such words when they are of the same kind: "Dư nợ … đến 30/9/2025 … Dư nợ bằng ngoại tệ …".
    """
    if _CONTINUED.match(shadow, sentence.start) or LISTING.search(shadow, sentence.start, sentence.measures[0].head):
        return True
    return bool(figures) and keeps_topic(shadow_of(figures[0].indicator), 0, context)


def keeps_topic(shadow: str, start: int, context: Context) -> bool:
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
    bases = tuple(c.base for c in figure.comparisons if c.change in GROWTHS)
    return bases if len(set(bases)) == len(bases) == len(GROWTHS) else ()
