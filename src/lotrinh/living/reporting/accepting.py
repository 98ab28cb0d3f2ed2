"""Acceptance: figures of a report become figures of the plan.

Reads: the form of the report. Writes: `Observation`s tied to their entries, files as evidence, verdicts of the plans.
A figure of an earlier acceptance stays until the corrected one takes its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from lotrinh.core.period import Period
from lotrinh.living.observations.models import Evidence, Observation
from lotrinh.living.observations.records import Told
from lotrinh.living.observations.services import refresh_plans
from lotrinh.living.observations.writing import lock
from lotrinh.living.observations.writing_many import write_all
from lotrinh.living.people.models import User
from lotrinh.living.reporting.lines import Form, Line
from lotrinh.living.reporting.models import Entry


def accept_figures(form: Form, by: User | None) -> list[Observation]:
    """Write what every line says; the rows that were written or hold already. Inside the caller's transaction.

    A number of statements that does not grow with the lines.
    """
    lines = [line for line in form.lines if line.entry is not None and line.placed]
    lock(line.row.indicator_id for line in lines)
    told = [_told(form, line, line.entry) for line in lines if line.entry is not None]
    written = [outcome.row for outcome in write_all(told, by)]
    pairs = list(zip(lines, written, strict=True))
    _replace(pairs)
    _prove(pairs)
    refresh_plans(written, form.request.period.regime.plan)
    return written


def _told(form: Form, line: Line, entry: Entry) -> Told:
    request = form.request
    return Told(
        indicator=line.row.indicator, period=Period.parse(request.period.period), value=entry.value, unit=line.unit,
        known_on=timezone.localdate(), vintage=entry.vintage, area=line.area, agency=request.agency,
        scope=line.row.scope, change=line.row.change, note="\n".join(filter(None, (entry.note, entry.explanation))),
    )  # fmt: skip


def _replace(pairs: Sequence[tuple[Line, Observation]]) -> None:
    """Tie each entry to its figure.

    A corrected vintage is another key of figures but the same line: the earlier figure does not stay beside it.
    """
    entries, earlier = [], []
    for line, row in pairs:
        entry = line.entry
        assert entry is not None
        before = entry.observation
        if before is not None and before.pk != row.pk and before.superseded_by_id is None:
            before.superseded_by = row
            earlier.append(before)
        if entry.observation_id != row.pk:
            entry.observation = row
            entries.append(entry)
    Observation.objects.bulk_update(earlier, ["superseded_by"])
    Entry.objects.bulk_update(entries, ["observation"])


def _prove(pairs: Sequence[tuple[Line, Observation]]) -> None:
    """Files of a line prove its figure; the file itself is kept once."""
    proven = [(line, row) for line, row in pairs if line.attachments]
    rows = Evidence.objects.filter(observation__in=[row.pk for _, row in proven]) if proven else ()
    held = {(one.observation_id, one.sha256) for one in rows}
    Evidence.objects.bulk_create(
        Evidence(observation=row, file=file.file.name, name=file.name, sha256=file.sha256, size=file.size, by=file.by)
        for line, row in proven
        for file in line.attachments
        if (row.pk, file.sha256) not in held
    )
