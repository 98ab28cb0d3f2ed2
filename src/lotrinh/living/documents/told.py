"""Facts in words: what cards, margins and tables say of a target, a task, a figure or a citation.

Reads: slots by the contract (docs/facts.md). Writes: a heading, a value, labelled details, in the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import get_language

from lotrinh.core.quantity import Quantity
from lotrinh.core.unit import with_unit
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.extraction.reasons import reason_words
from lotrinh.living.words import Words

Slots = Mapping[str, Any]

KINDS: dict[str, Words] = {
    "target": Words("Chỉ tiêu", "Target"),
    "task": Words("Nhiệm vụ", "Task"),
    "result": Words("Số liệu", "Figure"),
    "citation": Words("Viện dẫn", "Citation"),
}

CHANGES: dict[str, Words] = {
    "level": Words("đạt mức", "level"),
    "increase": Words("tăng", "increase"),
    "decrease": Words("giảm", "decrease"),
    "multiple": Words("gấp", "multiple"),
    "event": Words("việc phải hoàn thành", "event"),
    "ratio": Words("bằng", "ratio"),
}

COMPARATORS: dict[str, Words] = {
    "eq": Words("bằng", "equal to"),
    "ge": Words("từ … trở lên", "at least"),
    "gt": Words("trên", "above"),
    "le": Words("không quá", "at most"),
    "lt": Words("dưới", "below"),
    "range": Words("trong khoảng", "between"),
    "about": Words("khoảng", "about"),
    "top": Words("trong tốp", "among the first"),
}

DUE_KINDS: dict[str, Words] = {
    "by": Words("đến hết", "by the end of"),
    "before": Words("trước", "before"),
    "period": Words("trong giai đoạn, đến", "in the period, until"),
    "recurring": Words("thường xuyên, định kỳ", "recurring"),
    "event": Words("sau một việc khác", "after an event"),
    "none": Words("không nêu thời hạn", "no deadline"),
}

RECURRENCES: dict[str, Words] = {
    "monthly": Words("hằng tháng", "monthly"),
    "quarterly": Words("hằng quý", "quarterly"),
    "half-yearly": Words("sáu tháng một lần", "half-yearly"),
    "yearly": Words("hằng năm", "yearly"),
}

BASES: dict[str, Words] = {
    "plan": Words("kế hoạch", "the plan"),
    "previous_year": Words("năm trước", "the year before"),
    "previous_month": Words("tháng trước", "the month before"),
    "previous_quarter": Words("quý trước", "the quarter before"),
}


@dataclass(frozen=True)
class Told:
    """`head`: what it is about; `value`: what is stated; `details`: label and text, in the order of reading."""

    head: str
    value: str
    details: tuple[tuple[Words, str], ...] = ()

    @property
    def line(self) -> str:
        """In one line."""
        return f"{self.head}: {self.value}" if self.value else self.head


def tell(kind: str, slots: Slots, quote: str = "") -> Told:
    """A fact in words. `quote`: its source text: what a task says; of a count "15/18" it tells of how many."""
    if kind == "target":
        return _target(slots)
    if kind == "result":
        return _result(slots, quote)
    return _task(slots, quote) if kind == "task" else _citation(slots)


def reasons_told(reasons: Iterable[str]) -> list[str]:
    """Reasons to doubt, in words."""
    words = reason_words()
    return [
        str(Words(words[reason].vi, words[reason].en)) if reason in words else reason
        for reason in dict.fromkeys(reasons)
    ]


def day_told(iso: object) -> str:
    """A year as it is, an ISO day as pages print it."""
    try:
        return formats.date_format(date.fromisoformat(str(iso)), "SHORT_DATE_FORMAT")
    except ValueError:
        return "" if iso is None else str(iso)


def number_told(value: float) -> str:
    """With as many decimals as it has."""
    decimals = next((d for d in range(7) if round(value, d) == value), 6)
    return format_number(value, decimals, lang=_language())


def quantity_told(slots: Slots) -> str:
    """The value with its comparator and unit; empty where none is stated."""
    low, high, unit = slots.get("low"), slots.get("high"), slots.get("unit")
    if low is None and high is None:
        return ""
    try:
        quantity = Quantity.of(slots.get("comparator") or "eq", low, high, unit, approx=bool(slots.get("approx")))
        return quantity.describe(_language())
    except ValueError:  # a person has just typed it: shown as it is, refused when it is saved
        return with_unit(" - ".join(number_told(end) for end in (low, high) if end is not None), unit)


def _language() -> str:
    return "en" if get_language() == "en" else "vi"


def _value(slots: Slots) -> str:
    value = quantity_told(slots)
    change = slots.get("change")
    if change in ("increase", "decrease", "multiple") and value:
        value = f"{CHANGES[change]} {value}"
    if slots.get("per") == "year":
        value += str(Words("/năm", " a year"))
    return value


def _target(slots: Slots) -> Told:
    value = _value(slots) or str(CHANGES["event"])
    if slots.get("due") is not None:
        due = day_told(slots["due"])
        value += str(Words(f", năm {due}" if len(due) == 4 else f", đến {due}", f", by {due}"))
    details = (
        (Words("Từ năm", "From"), str(slots.get("from") or "")),
        (Words("Giữ đến năm", "Kept until"), str(slots.get("maintain_until") or "")),
        (Words("Phạm vi", "Scope"), slots.get("scope") or ""),
        (Words("Cơ quan", "Agency"), slots.get("agency") or ""),
    )
    return Told(slots.get("indicator") or "", value, tuple(pair for pair in details if pair[1]))


def _task(slots: Slots, quote: str) -> Told:
    details = (
        (Words("Chủ trì", "Lead"), ", ".join(slots.get("lead") or ())),
        (Words("Phối hợp", "With"), ", ".join(slots.get("partners") or ())),
        (Words("Thời hạn", "Deadline"), due_told(slots)),
        (Words("Sản phẩm", "Product"), slots.get("deliverable") or ""),
    )
    return Told(" ".join(quote.split()), "", tuple(pair for pair in details if pair[1]))


def due_told(slots: Slots) -> str:
    """A task's deadline; empty where it has none."""
    kind, due = slots.get("due_kind") or "none", slots.get("due")
    if kind == "recurring":
        return str(RECURRENCES.get(slots.get("recurrence") or "", DUE_KINDS["recurring"]))
    if kind == "event":
        return str(slots.get("due_text") or DUE_KINDS["event"])
    return f"{DUE_KINDS[kind]} {day_told(due)}" if due and kind in DUE_KINDS else ""


_COUNTED = re.compile(r"(?<![\w./])(\d[\d.]{0,11})\s?/\s?(\d[\d.]{0,11})(?![\w/])")


def _counted(slots: Slots, quote: str) -> str:
    """ "15/18 chỉ tiêu" of a figure of 15 that its source prints as one of 18; else empty."""
    low = slots.get("low")
    if low is None or slots.get("high") != low or slots.get("change") != "level":
        return ""
    for part, whole in _COUNTED.findall(quote):
        first, of = (int(told.replace(".", "")) for told in (part, whole))
        if first == low and first <= of:
            return with_unit(f"{number_told(first)}/{number_told(of)}", slots.get("unit"))
    return ""


def _result(slots: Slots, quote: str) -> Told:
    value = _counted(slots, quote) or _value(slots)
    if slots.get("estimate"):
        value += str(Words(" (ước tính)", " (estimate)"))
    details = (
        (Words("Kỳ", "Period"), period_told(slots.get("period"))),
        (Words("So sánh", "Compared"), "; ".join(_comparison(one) for one in slots.get("comparisons") or ())),
        (Words("Phạm vi", "Scope"), slots.get("scope") or ""),
    )
    return Told(slots.get("indicator") or "", value, tuple(pair for pair in details if pair[1]))


def period_told(period: object) -> str:
    """ "2024", "as-of 2024-12-26" as a reader says it."""
    told = str(period or "")
    return str(Words("đến ", "as of ")) + day_told(told.removeprefix("as-of ")) if told.startswith("as-of ") else told


def base_told(base: str) -> str:
    """What a figure is compared with."""
    if base.startswith("year:"):
        return str(Words(f"năm {base[5:]}", base[5:]))
    return str(BASES.get(base, base))


def _comparison(one: Slots) -> str:
    change, base = one["change"], base_told(one["base"])
    value = with_unit(number_told(one["value"]), one["unit"])
    if change == "ratio":
        # "105% kế hoạch Trung ương giao" and "93,2% kế hoạch địa phương" are two yardsticks.
        return " ".join(part for part in (value, base, one.get("plan_of") or "") if part)
    return str(Words(f"{CHANGES[change].vi} {value} so với {base}", f"{CHANGES[change].en} {value} on {base}"))


def _citation(slots: Slots) -> Told:
    name = " ".join(part for part in (slots.get("kind"), slots.get("number") or slots.get("name")) if part)
    details = (
        (Words("Ngày", "Date"), day_told(slots.get("date"))),
        (Words("Cơ quan ban hành", "Issuer"), slots.get("issuer") or ""),
    )
    return Told(name, "", tuple(pair for pair in details if pair[1]))
