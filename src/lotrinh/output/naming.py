"""Names on the page, in the workbook and on the terminal: of documents, and of targets with what they are part of.

Reads: facts, a judged row. Writes: names. The facts themselves keep the indicator as it is printed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lotrinh.core.target import Form
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.facts import Facts, Target
from lotrinh.judging import Judgement, Row

_LONGEST = 110
_SHORTEST_OUTCOME = 8
_LABEL = re.compile(r"[\s\-+*•–\d.)]{0,12}([^:\n]{4,80}):\s")
_BY_YEAR = re.compile(r",?\s*(?:đến|tới|vào|trong|của)?\s*năm \d{4}\s*$")
_VALUE_FIRST = re.compile(r"(?:(?:trên|hơn|dưới|khoảng|gần|từ|ít nhất|tối thiểu|trung bình|đạt|có) ){0,3}\d")
_OF_WHAT = re.compile(r"%\s+([^\d.;:%]{3,60})$")
_SAYS_WHAT = tuple(
    f"{shadow(word)} "
    for word in ("tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "tỷ suất", "tốc độ", "mức", "số", "tổng", "cơ cấu", "chỉ số")
)


class Name(NamedTuple):
    """A target's name: `context` is what it is part of ("" for most), `own` begins with a capital letter."""

    context: str
    own: str

    def __str__(self) -> str:
        return f"{self.context}: {self.own[:1].lower()}{self.own[1:]}" if self.context else self.own


def document_name(facts: Facts, longest: int = _LONGEST) -> str:
    """Kind, number and title, cut at a word; the file's name only where the document has no title."""
    info = facts.document
    title = info.title or ""
    title = capital(title.lower()) if title.isupper() else title
    title = title if len(title) <= longest else title[:longest].rsplit(" ", 1)[0] + " …"
    numbered = " ".join(part for part in (info.kind, info.number) if part) if info.number else ""
    return ": ".join(part for part in (numbered, title) if part) or facts.file


def capital(text: str) -> str:
    """`text` with a capital first letter, the others as they are.

    >>> capital("dịch vụ"), capital("GRDP")
    ('Dịch vụ', 'GRDP')
    """
    return text[:1].upper() + text[1:]


def target_name(row: Row, judgement: Judgement) -> Name:
    """What a reader needs to know what is measured: the whole of a part, and the noun that the value stood for."""
    target, paper = row.target, judgement.plan
    if row.sub and row.under is not None:
        return Name(
            str(target_name(judgement.rows[row.under], judgement)), capital(measured(target, paper.document.text))
        )
    context = label(target, paper.document.text) if row.goal.form is Form.STRUCTURE else ""
    return Name(context, capital(target.indicator if context else measured(target, paper.document.text)))


def label(target: Target, text: str) -> str:
    """ "Cơ cấu kinh tế" of "- Cơ cấu kinh tế đến năm 2030: Nông nghiệp …; dịch vụ chiếm 50%"."""
    found = _LABEL.match(text, text.rfind("\n", 0, target.start) + 1, target.start)
    return capital(_BY_YEAR.sub("", " ".join(found[1].split()))) if found else ""


def measured(target: Target, text: str) -> str:
    """The indicator with the noun that its value tells: "100% dân cư đô thị …" is of the share of them."""
    name = target.indicator
    folded = shadow(name)
    if not name or target.change == "event" or target.unit is None or folded.startswith(_SAYS_WHAT):
        return name
    printed = " ".join(text[target.start : target.end].split())
    if folded == shadow(target.unit):
        return f"số {name}"
    if target.unit == "%" and _VALUE_FIRST.match(shadow(printed)):
        return f"tỷ lệ {name}"
    of_what = _OF_WHAT.search(printed) if target.unit == "%" and "chiếm" in shadow(printed) else None
    return f"{name} (trong {of_what[1]})" if of_what else name


def outcome(target: Target, text: str) -> str:
    """What an event must bring about, where its indicator does not say so itself: the words after it, "" for none.

    In a table of targets that is the cell of the value: "Hạ tầng số | Tiên tiến, hiện đại".
    """
    printed = " ".join(text[target.start : target.end].split())
    at = shadow(printed).find(shadow(target.indicator))
    rest = printed[at + len(target.indicator) :] if at >= 0 else ""
    told = rest.rsplit("|", 1)[-1].strip(" .;:,")
    return told[:1].lower() + told[1:] if len(told) >= _SHORTEST_OUTCOME else ""
