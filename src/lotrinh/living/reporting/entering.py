"""Writing into a draft: figures of lines, the written part.

Reads: the form. Writes: `Entry`, `Request.text`, the journal. What is not said is left as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from django.db import transaction
from django.utils import timezone

from lotrinh.living.journal.services import record
from lotrinh.living.observations.models import Vintage
from lotrinh.living.observations.records import MOST
from lotrinh.living.observations.words import value_words
from lotrinh.living.people.models import User
from lotrinh.living.reporting.filling import form_of
from lotrinh.living.reporting.lines import Form, Line
from lotrinh.living.reporting.models import Entry, Request, State
from lotrinh.living.reporting.steps import Conflict, locked_request, take_step
from lotrinh.living.reporting.transitions import IS_LOCKED, NOT_FROM_HERE, Refused, state_words, transitions
from lotrinh.living.words import Words

__all__ = ["WRITABLE", "Conflict", "Figure", "save", "writable"]

WRITABLE = (State.NOT_STARTED, State.DRAFT, State.RETURNED, State.REOPENED)
"""States in which figures may be written."""
MOST_TEXT = 100_000  # characters of one heading's text


@dataclass(frozen=True, slots=True)
class Figure:
    """What is to stand in a line. `value` None: said to be not known; `said` False: the line is emptied.

    `vintage` "": that of the regime.
    """

    row_id: int
    value: float | None = None
    said: bool = True
    vintage: str = ""
    note: str = ""
    explanation: str = ""

    def __post_init__(self) -> None:
        if self.value is not None and not (isfinite(self.value) and abs(self.value) <= MOST):
            raise ValueError(f"not a figure: {self.value}")
        if self.vintage and self.vintage not in Vintage.values:
            raise ValueError(f"no such vintage: {self.vintage}")


def writable(request: Request) -> bool:
    """Whether the draft can be written into now, by those who may."""
    return request.state in WRITABLE and (request.period.locked_at is None or request.open_after_lock)


@transaction.atomic
def save(
    request: Request, figures: Sequence[Figure], text: Mapping[str, str] | None, by: User | None, version: int,
    *, through: str = "",
) -> Request:  # fmt: skip
    """Write figures and texts into the draft; the first ones begin it. Nothing new writes nothing.

    `text` None: the written part stays; `through`: what brought the figures (a workbook's name), for the journal.
    Raises Conflict when the report has another version by now, Refused when it is not open, ValueError for a row that
    the form does not have or a heading that the outline does not have.
    """
    now = locked_request(request, version)
    if now.period.locked_at is not None and not now.open_after_lock:
        raise Refused(IS_LOCKED)
    if now.state not in WRITABLE:
        move = Words("sửa số liệu", "change figures")
        raise Refused(NOT_FROM_HERE.filled(state=state_words(now.state), move=move))
    form = form_of(now)
    changed = _write(form, figures, by)
    headings = _texts(now, form, text)
    if not changed and not headings:
        return now
    if now.state == State.NOT_STARTED:
        take_step(now, transitions()["start"], by, now.agency)
    now.version += 1
    now.save(update_fields=["state", "text", "version"])
    act = "request.taken_over" if through else "request.saved"
    record(
        act, by, now, plan=now.period.regime.plan_id, count=len(changed), rows=changed[:200], headings=headings,
        through=through,
    )  # fmt: skip
    return now


def _write(form: Form, figures: Sequence[Figure], by: User | None) -> list[dict[str, Any]]:
    """Put figures into their lines, in three statements however many they are; what changed, line by line."""
    told: list[dict[str, Any]] = []
    made: list[Entry] = []
    changed: list[Entry] = []
    gone: list[int] = []
    for figure in {figure.row_id: figure for figure in figures}.values():  # of one line the last holds
        line = form.line(figure.row_id)
        if line is None:
            raise ValueError(f"row {figure.row_id} is not in this form")
        entry = line.entry
        if not figure.said and entry is None:
            continue
        if not figure.said and entry is not None and entry.observation_id is None:
            gone.append(entry.pk)
            told.append(_changed(line, line.told, ""))
            continue
        values = _values(form, line, figure)
        if entry is not None and all(getattr(entry, name) == value for name, value in values.items()):
            continue
        now = Entry(request=form.request, row=line.row, pk=entry.pk if entry else None, changed_by=by,
                    changed_at=timezone.now(), observation=entry.observation if entry else None, **values)  # fmt: skip
        (changed if entry is not None else made).append(now)
        was = value_words(values["value"], line.unit, change=line.row.change, lang="vi")
        told.append(_changed(line, line.told, was))
    Entry.objects.filter(pk__in=gone).delete()
    Entry.objects.bulk_create(made)
    Entry.objects.bulk_update(changed, _WRITTEN)
    return told


_WRITTEN = ("value", "vintage", "note", "explanation", "area", "changed_by", "changed_at")


def _values(form: Form, line: Line, figure: Figure) -> dict[str, Any]:
    """The columns of a line as it is to stand. What was accepted once is withdrawn, not gone."""
    entry = line.entry
    vintage = figure.vintage or (entry.vintage if entry else form.request.period.regime.vintage)
    said = figure if figure.said else Figure(figure.row_id, None, note=figure.note)
    return {
        "value": said.value, "vintage": vintage, "note": said.note.strip(), "explanation": said.explanation.strip(),
        "area": line.area,
    }  # fmt: skip


def _changed(line: Line, was: str, now: str) -> dict[str, Any]:
    return {"row": line.row.pk, "indicator": line.row.indicator.name, "was": was, "now": now}


def _texts(now: Request, form: Form, text: Mapping[str, str] | None) -> list[str]:
    """Put texts under their headings; the headings whose text changed."""
    changed = []
    for heading, told in (text or {}).items():
        if heading not in form.outline:
            raise ValueError(f"no such heading: {heading}")
        told = told.replace("\r\n", "\n").strip()[:MOST_TEXT]
        if told != now.text.get(heading, ""):
            now.text = {**now.text, heading: told}
            changed.append(heading)
    return changed
