"""What views of one report begin with: the report, the parts the person has in it, what is refused."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from lotrinh.living.access.doors import person_in
from lotrinh.living.reporting.entering import writable
from lotrinh.living.reporting.filling import request_for
from lotrinh.living.reporting.models import Request
from lotrinh.living.reporting.rights import may_read, parts_of
from lotrinh.living.reporting.transitions import Transition, open_moves, transitions


@dataclass(frozen=True, slots=True)
class Opened:
    """A report in somebody's hands."""

    report: Request
    parts: frozenset[str]

    @property
    def writes(self) -> bool:
        """Whether the person may write into it now."""
        return "reporter" in self.parts and writable(self.report)

    @property
    def moves(self) -> tuple[Transition, ...]:
        """Moves that the person can make now beside writing, which also begins and sends; periods lock as a whole."""
        found = open_moves(
            self.report.state, self.parts, locked=self.report.period.locked_at is not None,
            open_after_lock=self.report.open_after_lock,
        )  # fmt: skip
        beside = ("start", "lock", "submit") if self.writes else ("start", "lock")
        return tuple(one for one in found if one.id not in beside)


def opened(request: HttpRequest, pk: int) -> Opened:
    """The report for somebody who may read it. Raises Http404 and PermissionDenied."""
    report = request_for(pk)
    if report is None:
        raise Http404
    person = person_in(request)
    if not may_read(person, report):
        raise PermissionDenied
    return Opened(report, parts_of(person, report))


def opened_to_write(request: HttpRequest, pk: int) -> Opened:
    """The report for one of its writers, open or not. Raises Http404 and PermissionDenied."""
    found = opened(request, pk)
    if "reporter" not in found.parts:
        raise PermissionDenied
    return found


def transition_of(id: str) -> Transition:
    """A move that a form names. Raises Http404."""
    found = transitions().get(id)
    if found is None:
        raise Http404
    return found


def version_of(request: HttpRequest) -> int:
    """The version that a form was made from; 0, which no report has, where it names none."""
    told = request.POST.get("version", "")
    return int(told) if told.isdecimal() and len(told) < 10 else 0
