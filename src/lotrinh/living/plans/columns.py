"""Columns of exported tables: key → heading, and the values of a row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from lotrinh.living.plans.table import TargetRow, status_words
from lotrinh.living.plans.task_table import TaskRow
from lotrinh.living.words import Words

TARGET_COLUMNS: Mapping[str, Words] = {
    "number": Words("STT", "No."),
    "section": Words("Mục", "Section"),
    "indicator": Words("Chỉ tiêu", "Indicator"),
    "target": Words("Mức mục tiêu", "Target"),
    "low": Words("Cận dưới", "Lower bound"),
    "high": Words("Cận trên", "Upper bound"),
    "unit": Words("Đơn vị", "Unit"),
    "due": Words("Hạn", "Due"),
    "latest": Words("Số liệu mới nhất", "Latest figure"),
    "period": Words("Kỳ, loại số liệu", "Period, vintage"),
    "required": Words("Cần mỗi năm", "Required a year"),
    "observed": Words("Đang đạt mỗi năm", "Observed a year"),
    "pace_unit": Words("Đơn vị mỗi năm", "Unit a year"),
    "verdict": Words("Đánh giá", "Verdict"),
    "official": Words("Từ chính thức", "Official word"),
    "reason": Words("Vì sao", "Why"),
    "agency": Words("Cơ quan", "Agency"),
    "agency_now": Words("Cơ quan nay chịu trách nhiệm", "Agency that answers today"),
    "as_of": Words("Ngày đánh giá", "Judged on"),
}

TASK_COLUMNS: Mapping[str, Words] = {
    "number": Words("STT", "No."),
    "section": Words("Mục", "Section"),
    "task": Words("Nhiệm vụ", "Task"),
    "lead": Words("Cơ quan chủ trì", "Lead agency"),
    "partners": Words("Cơ quan phối hợp", "Partners"),
    "due_text": Words("Hạn như đã viết", "Deadline as written"),
    "due": Words("Hạn đọc được", "Deadline as read"),
    "state": Words("Tình trạng", "State"),
    "told": Words("Diễn giải", "In words"),
    "done_on": Words("Ngày xong", "Done on"),
    "product": Words("Sản phẩm", "Product"),
}


_PRINTED_NUMBER = re.compile(r"^[+\u2212-]?[\d.,]+\s*")


def _rounded(value: float | None) -> float | None:
    """A pace with the digits that pages show, as a number that a table can reckon with."""
    return None if value is None else round(value, 2)


def target_values(row: TargetRow, as_of: date | None) -> dict[str, Any]:
    """A row of targets; a missing figure stays empty, never 0."""
    words, told = row.words, row.told
    return {
        "number": row.order,
        "section": row.section,
        "indicator": row.name,
        "target": words["target"],
        "low": told["low"],
        "high": told["high"],
        "unit": told["unit"],
        "due": date.fromisoformat(told["due"]) if told["due"] else None,
        "latest": row.latest,
        "period": words["period"],
        "required": _rounded(told["required"]),
        "observed": _rounded(told["observed"]),
        "pace_unit": _PRINTED_NUMBER.sub("", words["required"] or words["observed"]),
        "verdict": str(status_words(row.status)),
        "official": words["official"],
        "reason": words["reason"],
        "agency": row.agency,
        "agency_now": row.owner,
        "as_of": as_of,
    }


def task_values(row: TaskRow, state: str) -> dict[str, Any]:
    """A row of tasks."""
    return {
        "number": row.task.order,
        "section": row.task.section,
        "task": row.task.text,
        "lead": "; ".join(one.printed for one in row.leads),
        "partners": "; ".join(one.printed for one in row.partners),
        "due_text": row.due_text,
        "due": row.status.due,
        "state": state,
        "told": row.told,
        "done_on": row.task.done_on,
        "product": row.task.product or row.task.deliverable,
    }
