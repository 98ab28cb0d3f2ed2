"""A report written in Word, read against the form: figures for its lines, passages for its headings.

Reads: facts and text of the document. Writes: `Came` values with their sentences, heading → text. Nothing is put in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lotrinh.assessment.matching import ENOUGH
from lotrinh.core.period import Kind, Period
from lotrinh.core.unit import convert, parse_unit, with_unit
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents.models import Document
from lotrinh.living.documents.sentences import sentence
from lotrinh.living.observations.matching import known_of, matched
from lotrinh.living.observations.models import Vintage
from lotrinh.living.observations.words import period_words
from lotrinh.living.reporting.cells import ONE_NUMBER, Cell, loose_cell
from lotrinh.living.reporting.differences import Came
from lotrinh.living.reporting.examining import Typed
from lotrinh.living.reporting.lines import Form, Line
from lotrinh.living.reporting.pasting import line_named
from lotrinh.living.words import Words

LONGEST_TEXT = 20_000
MOST_LOOSE = 100  # figures without a line that are listed
_CHANGED = {"increase": " (mức tăng)", "decrease": " (mức giảm)"}
_TAKEN = frozenset({"eq", "about", None, ""})


def came_in_word(form: Form, document: Document) -> list[Came]:
    """What the results of a read document say: each line's likeliest result first, then what no line is known for.

    A further figure that says something else of a line than the likeliest one is among the latter.
    """
    told = [one for one in (document.facts or {}).get("results", ()) if not one.get("duplicate")]
    results = [one for one in told if _of_period(form, one)]
    found = matched(known_of(form.request.period.regime.plan), results)
    came: list[Came] = []
    loose = [_loose(document, one) for one in told if _of_longer(form, one)]
    for result, match in zip(results, found, strict=True):
        line, likeness = _line(form, result, match[0].pk if match else None, match[1] if match else 0.0)
        if line is None:
            loose.append(_loose(document, result))
            continue
        cell, same_unit = _cell(line, result)
        likeness = likeness if same_unit else min(likeness, _UNSURE)
        came.append(Came(line.row.pk, line.row.indicator.name, cell, "", _quote(document, result), likeness=likeness))
    order = {line.row.pk: place for place, line in enumerate(form.lines)}
    best: dict[int, Came] = {}
    for one in sorted(came, key=lambda one: (-one.likeness, one.cell.fault is not None)):
        assert one.row_id is not None
        held = best.setdefault(one.row_id, one)
        if held is not one and held.cell.typed.value != one.cell.typed.value:
            loose.append(replace(one, row_id=None, cell=replace(one.cell, fault=None)))
    return sorted(best.values(), key=lambda one: order[one.row_id or 0]) + loose[:MOST_LOOSE]


def _loose(document: Document, result: Mapping[str, Any]) -> Came:
    """A figure that no line is known for; an increase is told as one, and so is the time it speaks of."""
    low = result["low"] if result.get("low") is not None else result["high"]
    printed = with_unit(format_number(float(low)), str(result.get("unit") or ""))
    vintage = Vintage.ESTIMATE if result.get("estimate") else ""
    name = str(result.get("indicator") or "") + _CHANGED.get(str(result.get("change")), "")
    if result.get("period"):
        name += f", {period_words(str(result['period']))}"
    return Came(None, name, loose_cell(printed, vintage=vintage), "", _quote(document, result), likeness=0.0)


def _of_period(form: Form, result: Mapping[str, Any]) -> bool:
    """Whether a result speaks of the form's period: of it, of its state at the end, or names no period."""
    if result.get("low") is None and result.get("high") is None:
        return False
    printed = result.get("period")
    if not printed:
        return True
    period = Period.read(printed)
    if period is None:
        return False
    own = Period.parse(form.request.period.period)
    if period.kind is Kind.AS_OF:
        return form.request.period.opens <= period.last <= own.last
    return (period.first, period.last) == (own.first, own.last)


def _of_longer(form: Form, result: Mapping[str, Any]) -> bool:
    """Whether a result speaks of a longer time that ends with the form's period: "9 tháng" beside quarter III."""
    if (result.get("low") is None and result.get("high") is None) or not result.get("period"):
        return False
    period = Period.read(result["period"])
    if period is None:
        return False
    own = Period.parse(form.request.period.period)
    return period.last == own.last and period.first < own.first


def _line(
    form: Form, result: Mapping[str, Any], indicator: int | None, likeness: float
) -> tuple[Line | None, float]:  # fmt: skip
    change, scope = result.get("change") or "level", fold(result.get("scope") or "")
    lines = [line for line in form.lines if line.row.indicator_id == indicator and line.row.change == change]
    exact = [line for line in lines if fold(line.row.scope) == scope]
    if exact or lines:
        return (exact or lines)[0], likeness if exact else min(likeness, _UNSURE)
    line, likeness = line_named(form, str(result.get("indicator") or ""))
    return (line, likeness) if line is not None and line.row.change == change else (None, 0.0)


def _cell(line: Line, result: Mapping[str, Any]) -> tuple[Cell, bool]:
    """The cell that a result fills, and whether it is told in a unit that is the line's without doubt.

    "35,5 giường" beside "giường bệnh/vạn dân": the sentence has the rest of the unit in its words.
    """
    low = result["low"] if result.get("low") is not None else result["high"]
    unit = str(result.get("unit") or "")
    printed = f"{format_number(float(low))} {unit}".strip()
    vintage = Vintage.ESTIMATE if result.get("estimate") else ""
    value = float(low) if unit in ("", line.unit) else convert(float(low), parse_unit(unit), parse_unit(line.unit))
    short = value is None and bool(fold(unit)) and fold(line.unit).startswith(fold(unit))
    value = float(low) if short else value
    if value is None or result.get("comparator") not in _TAKEN:
        words = ONE_NUMBER if value is not None else _UNIT
        fault = words.filled(cell=printed, unit=line.unit)
        return Cell(printed, Typed(None, True, vintage), fault), True
    return Cell(printed, Typed(float(value), True, vintage)), not short


_UNSURE = 0.8
_UNIT = Words("«{cell}» không đổi được sang «{unit}».", "“{cell}” cannot be told in “{unit}”.")


def _quote(document: Document, result: Mapping[str, Any]) -> str:
    found = sentence(document, int(result["start"]), int(result["end"]))
    return " ".join(f"{found.before}{found.marked}{found.after}".split()) if found else ""


def texts_in_word(form: Form, document: Document) -> dict[str, str]:
    """Heading of the outline → the passage of the document under the section that it is likest."""
    sections = list((document.facts or {}).get("sections", ()))
    found: dict[str, str] = {}
    taken: set[int] = set()
    for heading in form.outline:
        ranked = sorted(
            (-_alike(heading, str(section.get("title") or "")), section["level"], place)
            for place, section in enumerate(sections)
            if place not in taken
        )
        if ranked and -ranked[0][0] >= ENOUGH:
            taken.add(ranked[0][2])
            if text := _under(document, sections, ranked[0][2]):
                found[heading] = text
    return found


def _alike(heading: str, title: str) -> float:
    """Share of the words of the shorter heading that both have; numbers before them say nothing.

    >>> _alike("II. Khó khăn, vướng mắc", "KHÓ KHĂN, VƯỚNG MẮC VÀ NGUYÊN NHÂN"), _alike("Kiến nghị", "Kết quả")
    (1.0, 0.0)
    """
    one, other = (set(fold(_NUMBER.sub("", text)).split()) for text in (heading, title))
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


_NUMBER = re.compile(r"^[\sIVXLC\d]{1,8}[.)]\s*")


def _under(document: Document, sections: list[dict[str, Any]], place: int) -> str:
    """The text from the heading's end to the next heading that is not below it."""
    section = sections[place]
    after = [one["start"] for one in sections if one["start"] > section["start"] and one["level"] <= section["level"]]
    text = document.text[section["end"] : min(after, default=len(document.text))]
    return re.sub(r"\n{3,}", "\n\n", text.lstrip(" .:\n").rstrip())[:LONGEST_TEXT]
