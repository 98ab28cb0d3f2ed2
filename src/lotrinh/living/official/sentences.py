"""The standing sentences of reports, written from rows: "… ước đạt 61,1 triệu đồng, tăng 2,2% so với năm 2023".

Reads: `TargetRow`s. Writes: `Paragraph`s whose figures carry their sources. Vietnamese: these are official papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lotrinh.assessment.states import Word
from lotrinh.core.period import Kind, Period
from lotrinh.core.unit import with_unit
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.observations.models import Vintage
from lotrinh.living.official.draft import Paragraph, Piece, Source
from lotrinh.living.official.rows import Measure, TargetRow, told_value

_REACHED = {Vintage.ESTIMATE: "ước đạt", Vintage.PRELIMINARY: "sơ bộ đạt"}
_YARDSTICKS = ("kế hoạch", "dự toán", "chỉ tiêu", "nghị quyết", "kịch bản")
WORDS = {Word.EXCEEDED: "vượt", Word.MET: "đạt", Word.NOT_MET: "không đạt"}


def row_sentence(row: TargetRow, period: Period) -> Paragraph:
    """One target: its figure, share of the plan, growth, what the plan asks, the word."""
    if row.figure is None:
        return missing([row], period)
    verb = _REACHED.get(Vintage(row.figure.vintage), "đạt")
    value = told_value(row)
    joined = f"{row.name} {value}" if row.figure.change != "level" else f"{row.name} {verb} {value}"
    head, _, _ = joined.rpartition(value)
    pieces = [Piece(head), Piece(value, (row.source(),))]
    for measure in row.measures:
        pieces += [Piece(", "), measured(measure, period)]
    pieces.append(Piece(f"; {_asked(row)}"))
    if row.word is not None:
        pieces.append(Piece(f": {WORDS[row.word]}"))
    pieces.append(Piece("."))
    return Paragraph(tuple(pieces), item=True)


def missing(rows: Sequence[TargetRow], period: Period) -> Paragraph:
    """Targets without a figure in one line."""
    return Paragraph(
        (Piece(f"Chưa có số liệu {period_told(period)}: {'; '.join(row.name for row in rows)}."),), item=True
    )


def _asked(row: TargetRow) -> str:
    if row.year_told:
        return f"kế hoạch năm là {row.year_told}"
    return f"mục tiêu là {row.goal_told}"


def measured(measure: Measure, period: Period) -> Piece:
    """ "đạt 105% kế hoạch Trung ương giao", "đạt 140,7% dự toán", "tăng 8,3% so với năm trước"."""
    value = with_unit(format_number(round(measure.value, 2 if measure.told else 1)), measure.unit)
    if measure.base == "plan":
        of = measure.of if measure.of.startswith(_YARDSTICKS) else f"kế hoạch {measure.of}".strip()
        told = f"đạt {value} {of}"
    else:
        verb = "tăng" if measure.change == "increase" else "giảm"
        told = f"{verb} {value} so với {_before(period)}" if measure.value else f"bằng {_before(period)}"
    return Piece(told, (measure.source,))


def _before(period: Period) -> str:
    return f"năm {period.first.year - 1}" if period.kind is Kind.YEAR else "cùng kỳ năm trước"


def count_sentence(rows: Sequence[TargetRow], plan: str) -> Paragraph:
    """ "15/18 chỉ tiêu đạt và vượt": how many of how many, by which rule, and what was not counted."""
    counted = [row for row in rows if row.counted]
    worded = [row for row in counted if row.word is not None]
    by_word = {word: [row for row in worded if row.word is word] for word in WORDS}
    good = len(by_word[Word.MET]) + len(by_word[Word.EXCEEDED])
    if not worded:
        return Paragraph((Piece(f"Chưa có chỉ tiêu nào của {plan} đến kỳ đánh giá."),))
    pieces = [
        Piece("Có "),
        _count(
            f"{good}/{len(worded)}",
            worded,
            "Đếm chỉ tiêu “đạt” hoặc “vượt” trên số đã đến kỳ đánh giá",
        ),
        Piece(" chỉ tiêu đạt và vượt mục tiêu (trong đó "),
        _count(str(len(by_word[Word.EXCEEDED])), by_word[Word.EXCEEDED], "Đếm các chỉ tiêu “vượt”"),
        Piece(" chỉ tiêu vượt, "),
        _count(str(len(by_word[Word.MET])), by_word[Word.MET], "Đếm các chỉ tiêu “đạt”"),
        Piece(" chỉ tiêu đạt); "),
        _count(str(len(by_word[Word.NOT_MET])), by_word[Word.NOT_MET], "Đếm các chỉ tiêu “không đạt”"),
        Piece(" chỉ tiêu không đạt"),
    ]
    waiting = len(counted) - len(worded)
    if waiting:
        left = [row for row in counted if row.word is None]
        pieces += [
            Piece("; "),
            _count(str(waiting), left, "Đếm các chỉ tiêu chưa đến kỳ hoặc chưa đủ số liệu"),
            Piece(" chỉ tiêu chưa đến kỳ đánh giá hoặc chưa đủ số liệu"),
        ]
    pieces.append(Piece(". Mỗi chỉ tiêu tính một lần; các chỉ tiêu “trong đó” không tính riêng."))
    return Paragraph(tuple(pieces))


def _count(told: str, rows: Sequence[TargetRow], how: str) -> Piece:
    names = "; ".join(row.name for row in rows)
    return Piece(told, (Source("count", len(rows), f"{how}: {names}" if names else how),))


def listed(rows: Iterable[TargetRow], word: Word, period: Period) -> Paragraph | None:
    """ "Các chỉ tiêu vượt mục tiêu: …"; None where there is none."""
    found = [row for row in rows if row.counted and row.word is word]
    if not found:
        return None
    pieces = [Piece(f"Các chỉ tiêu {WORDS[word]} mục tiêu gồm: ")]
    for place, row in enumerate(found):
        pieces.append(Piece("; " if place else ""))
        pieces.append(Piece(row.name))
        if row.figure is not None:
            goal = row.year_told or row.goal_told
            pieces += [Piece(" ("), *_reached(row, period), Piece(f"; mục tiêu: {goal})")]
    pieces.append(Piece("."))
    return Paragraph(tuple(pieces))


def _reached(row: TargetRow, period: Period) -> list[Piece]:
    """What a target is judged by: of one that asks for growth the growth, else the figure."""
    growth = next((one for one in row.measures if one.base == "previous_year"), None)
    if row.assessed.row.goal.moves and growth is not None:
        return [measured(growth, period)]
    return [Piece(told_value(row), (row.source(),))]


def reasons(rows: Iterable[TargetRow]) -> list[Paragraph]:
    """Why targets were not met, in the words of the agencies' reports."""
    return [
        Paragraph((Piece(f"{row.name}: {row.explanation.strip().rstrip('.')}."),), item=True)
        for row in rows
        if row.word is Word.NOT_MET and row.explanation.strip()
    ]
