"""The data form of a report, filled with what is known: one read in a number of queries that does not grow.

Reads: rows of the regime on the day of the cut-off, entries, files, figures, targets, reports of the level below.
Writes: `Form` (lines.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from lotrinh.assessment.accumulation import Accumulation as Kind
from lotrinh.assessment.accumulation import Figure, over_places, over_time
from lotrinh.assessment.observation import FINALITY
from lotrinh.core.period import Kind as PeriodKind
from lotrinh.core.period import Period
from lotrinh.core.unit import Kind as UnitKind
from lotrinh.core.unit import convert, parse_unit
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.observations.models import Observation
from lotrinh.living.observations.records import kind_of
from lotrinh.living.people.succession import load_reorganisations
from lotrinh.living.places.models import Area
from lotrinh.living.plans.models import Accumulation
from lotrinh.living.reporting.answering import answering, holds
from lotrinh.living.reporting.goals import Goals, goals_for
from lotrinh.living.reporting.lines import Form, Line, Suggested
from lotrinh.living.reporting.models import Attachment, Entry, FormRow, Request, State

TAKEN = (State.ACCEPTED, State.LOCKED)
"""States in which the figures of a report count."""
_SHORTER = frozenset({PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF})


def form_of(request: Request) -> Form:
    """The form of a request with everything that its page, its workbook and its checks need.

    `request` as `request_for` loads it (its period, regime, plan, agency and their places).
    """
    rows = rows_of(request)
    plan = request.period.regime.plan
    indicators = {row.indicator_id for row in rows}
    entries = {entry.row_id: entry for entry in request.entries.select_related("observation").order_by()}
    files: dict[int | None, list[Attachment]] = defaultdict(list)
    for file in request.attachments.all():
        files[file.row_id].append(file)
    areas = {row.pk: request.agency.area if row.own_area else plan.area for row in rows}
    known = _Known(request, indicators, areas.values())
    goals = goals_for(request.period, indicators)
    below = _Below(request)
    return Form(
        request,
        tuple(
            _line(row, areas[row.pk], entries.get(row.pk), tuple(files.get(row.pk, ())), known, goals, below)
            for row in rows
        ),
    )


def request_for(pk: int) -> Request | None:
    """A request with what its form reads of it. One query."""
    rows = Request.objects.select_related(
        "period__regime__plan__area", "period__regime__receiver", "level", "agency__area", "receiver", "delegated_to"
    )
    return rows.filter(pk=pk).first()


def rows_of(request: Request) -> list[FormRow]:
    """The rows of the form that this agency answers in this period, each thing once, in order. One to three queries.

    A row of one agency goes to whoever has its function on the day of the cut-off.
    """
    period = request.period
    found = [
        row
        for row in FormRow.objects.filter(regime=period.regime_id)
        .filter(Q(level=None) | Q(level=request.level_id))
        .select_related("indicator__numerator", "indicator__denominator", "agency")
        .order_by("order", "pk")
        if holds(row.valid_from, row.valid_to, period.cut_off)
    ]
    others = {row.agency.pk for row in found if row.agency is not None} - {request.agency_id}
    known = load_reorganisations(others, period.cut_off) if others else {}
    taken: dict[object, FormRow] = {}
    for row in found:
        mine = row.agency is None or row.agency_id == request.agency_id
        if not mine and row.agency is not None:
            heirs = answering(row.agency, period.cut_off, known, row.indicator.name)
            mine = any(heir.pk == request.agency_id for heir, _ in heirs)
        if mine:
            taken.setdefault((row.indicator_id, fold(row.scope), row.change, row.own_area), row)
    return list(taken.values())


def _line(
    row: FormRow, area: Area | None, entry: Entry | None, files: tuple[Attachment, ...], known: _Known, goals: Goals,
    below: _Below,
) -> Line:  # fmt: skip
    unit = row.unit or row.indicator.unit
    figures = known.figures(row, area)
    before = [period for period in figures if period.last < known.period.last and _alike(row, period, known.period)]
    last = figures[max(before, key=lambda period: (period.last, period.days))] if before else None
    goal, long_goal = goals.of(row, area)
    return Line(
        row, area, unit, entry, files, last, figures.get(known.period.year_before()),
        figures.get(known.period), goal, long_goal,
        _so_far(row, unit, known.period, figures), below.suggested(row, unit),
    )  # fmt: skip


def _alike(row: FormRow, one: Period, other: Period) -> bool:
    """Whether an earlier figure can be set beside the period's: amounts only of periods as long."""
    if row.indicator.accumulation not in (Accumulation.FLOW, Accumulation.AVERAGE) and row.change == "level":
        return True
    return one.kind is other.kind and one.month_count == other.month_count


def _so_far(row: FormRow, unit: str, period: Period, figures: Mapping[Period, Observation]) -> float | None:
    """What earlier periods of the year told of an amount; 0 where nothing is to be added, None where one is missing."""
    if row.indicator.accumulation != Accumulation.FLOW or row.change != "level" or period.kind not in _SHORTER:
        return 0.0
    if period.first.month == 1:
        return 0.0
    whole = Period.months(period.first.year, 1, period.first.month - 1)
    parts = {
        earlier: Figure(float(value))
        for earlier, figure in figures.items()
        if earlier.kind is period.kind and whole.contains(earlier) and figure.value is not None
        and (value := convert(figure.value, parse_unit(figure.unit), parse_unit(unit))) is not None
    }  # fmt: skip
    rolled = over_time(Kind.FLOW, parts, whole)
    return rolled.value if rolled.whole else None


class _Known:
    """Current figures of the form's indicators in the places it tells of. One query."""

    def __init__(self, request: Request, indicators: Iterable[int], areas: Iterable[Area | None]) -> None:
        self.period = Period.parse(request.period.period)
        self._own = request.agency_id
        self._plan_area = request.period.regime.plan.area_id
        numbers = {area.pk for area in areas if area is not None}
        rows = Observation.objects.filter(
            Q(area__in=numbers) | Q(area=None), indicator__in=set(indicators), superseded_by=None,
            last__lte=request.period.last,
        )  # fmt: skip
        rows = rows.order_by()
        self._rows: dict[tuple[int, int | None, str, str], list[Observation]] = defaultdict(list)
        for row in rows:
            self._rows[row.indicator_id, row.area_id or self._plan_area, fold(row.scope), row.change].append(row)

    def figures(self, row: FormRow, area: Area | None) -> dict[Period, Observation]:
        """One figure a period: the most final, of several the agency's own, then the one known last."""
        key = (row.indicator_id, area.pk if area else self._plan_area, fold(row.scope), row.change)
        rows = [one for one in self._rows.get(key, ()) if one.value is not None]
        ordered = sorted(
            rows, key=lambda one: (FINALITY.get(one.vintage, 0), one.agency_id == self._own, one.known_on, one.pk)
        )
        return {Period.parse(one.period): one for one in ordered}


class _Below:
    """Reports of the same period that the agency receives, with what those accepted say. Two queries."""

    def __init__(self, request: Request) -> None:
        self._requests = list(
            Request.objects.filter(period=request.period_id, receiver=request.agency_id).order_by("pk")
        )
        taken = [one.pk for one in self._requests if one.state in TAKEN]
        self._told: dict[tuple[int, int, str, str], Entry] = {}
        for entry in Entry.objects.filter(request__in=taken).select_related("row__indicator").order_by():
            row = entry.row
            self._told[entry.request_id, row.indicator_id, fold(row.scope), row.change] = entry

    def suggested(self, row: FormRow, unit: str) -> Suggested | None:
        """What they give together for a line; None where no report below speaks of it."""
        if not self._told or row.change != "level":
            return None
        indicator = row.indicator
        sides = indicator.accumulation == Accumulation.RATIO and indicator.numerator_id and indicator.denominator_id
        wanted: Sequence[int | None] = (
            (indicator.numerator_id, indicator.denominator_id) if sides else (row.indicator_id,)
        )
        parts: dict[str, Figure] = {}
        heard = False
        for one in self._requests:
            entries = [self._told.get((one.pk, pk or 0, fold(row.scope), "level")) for pk in wanted]
            heard = heard or any(entries)
            if sides:
                upper, lower = (entry.value if entry else None for entry in entries)
                parts[f"{one.pk}"] = Figure(numerator=upper, denominator=lower)
            else:
                parts[f"{one.pk}"] = Figure(_in_unit(entries[0], unit))
        if not heard:
            return None
        share = parse_unit(unit)
        scale = float(100 / share.factor) if share.kind is UnitKind.SHARE else float(1 / share.factor)
        return Suggested(over_places(kind_of(indicator), parts, scale=scale), unit)


def _in_unit(entry: Entry | None, unit: str) -> float | None:
    if entry is None or entry.value is None:
        return None
    own = entry.row.unit or entry.row.indicator.unit
    if own == unit:
        return entry.value
    value = convert(entry.value, parse_unit(own), parse_unit(unit))
    return None if value is None else float(value)
