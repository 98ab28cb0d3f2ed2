"""Acceptance: figures of a report become figures of the plan.

Reads: the form of the report. Writes: `Observation`s tied to their entries, files as evidence, verdicts of the plans.
A figure of an earlier acceptance stays until the corrected one takes its place.
"""

from __future__ import annotations

from django.utils import timezone

from lotrinh.core.period import Period
from lotrinh.living.observations.models import Evidence, Observation
from lotrinh.living.observations.records import Told
from lotrinh.living.observations.services import refresh_plans
from lotrinh.living.observations.writing import lock, write
from lotrinh.living.people.models import User
from lotrinh.living.reporting.lines import Form, Line
from lotrinh.living.reporting.models import Entry


def accept_figures(form: Form, by: User | None) -> list[Observation]:
    """Write what every line says; the rows that were written or hold already. Inside the caller's transaction."""
    lines = [line for line in form.lines if line.entry is not None and line.placed]
    lock(line.row.indicator_id for line in lines)
    written = []
    for line in lines:
        assert line.entry is not None
        row = write(_told(form, line, line.entry), by).row
        _replace(line.entry, row)
        if line.entry.observation_id != row.pk:
            line.entry.observation = row
            line.entry.save(update_fields=["observation"])
        _prove(line, row)
        written.append(row)
    refresh_plans(written, form.request.period.regime.plan)
    return written


def _told(form: Form, line: Line, entry: Entry) -> Told:
    request = form.request
    return Told(
        indicator=line.row.indicator, period=Period.parse(request.period.period), value=entry.value, unit=line.unit,
        known_on=timezone.localdate(), vintage=entry.vintage, area=line.area, agency=request.agency,
        scope=line.row.scope, change=line.row.change, note="\n".join(filter(None, (entry.note, entry.explanation))),
    )  # fmt: skip


def _replace(entry: Entry, row: Observation) -> None:
    """A corrected vintage is another key of figures but the same line: the earlier figure does not stay beside it."""
    before = entry.observation
    if before is not None and before.pk != row.pk and before.superseded_by_id is None:
        before.superseded_by = row
        before.save(update_fields=["superseded_by"])


def _prove(line: Line, row: Observation) -> None:
    """Files of a line prove its figure; the file itself is kept once."""
    held = set(row.evidence.values_list("sha256", flat=True)) if line.attachments else set()
    Evidence.objects.bulk_create(
        Evidence(observation=row, file=file.file.name, name=file.name, sha256=file.sha256, size=file.size, by=file.by)
        for file in line.attachments
        if file.sha256 not in held
    )
