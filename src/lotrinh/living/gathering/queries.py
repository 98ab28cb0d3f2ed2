"""What the pages of gathering ask: one period with everything that it says and that stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lotrinh.core.period import Period as Span
from lotrinh.living.gathering.aggregation import Line, lines_of
from lotrinh.living.gathering.contradictions import Finding, contradictions
from lotrinh.living.gathering.told import Told, entries_told, figures_told
from lotrinh.living.places.models import Area
from lotrinh.living.reporting.models import FormRow, Period


@dataclass(frozen=True)
class Gathered:
    """The figures of a period: what its reports say, what others say, the places whose sum is wanted."""

    period: Period
    new: Sequence[Told]
    others: Sequence[Told]
    places: dict[int, str]

    @property
    def whole(self) -> int | None:
        """The place of the plan."""
        return self.period.regime.plan.area_id

    def lines(self) -> list[Line]:
        """One line an indicator."""
        return lines_of(Span.parse(self.period.period), self.new, self.others, self.whole, self.places)

    def contradictions(self) -> list[Finding]:
        """What cannot both hold."""
        return contradictions(self.new, self.others, self.whole, self.places)


def gathered(period: Period) -> Gathered:
    """Everything of one period, in four queries."""
    new = entries_told(period)
    indicators = {one.indicator_id for one in new}
    others = figures_told(indicators, date(period.last.year, 1, 1), period.last) if indicators else []
    return Gathered(period, new, others, _places(period))


def _places(period: Period) -> dict[int, str]:
    """The places that agencies of the period tell figures of: those of levels whose form has lines for them."""
    told = FormRow.objects.filter(regime=period.regime_id, own_area=True)
    requests = period.requests.filter(agency__area__isnull=False)
    if not told.filter(level=None).exists():  # a line without a level is everybody's
        requests = requests.filter(level__rows__in=told)
    areas = Area.objects.filter(agencies__report_requests__in=requests).exclude(pk=period.regime.plan.area_id or 0)
    return dict(areas.distinct().order_by("name").values_list("pk", "name"))
