"""The checks over a whole form."""

from __future__ import annotations

from lotrinh.living.plans.models import Accumulation, Indicator
from lotrinh.living.reporting.examining import Typed, examine
from tests.living.reporting.test_filling import figure, form
from tests.living.reporting.world import Province


def test_a_running_total_begins_anew_each_year(province: Province) -> None:
    revenue = province.world.revenue
    Indicator.objects.filter(pk=revenue.pk).update(accumulation=Accumulation.CUMULATIVE)

    def found(value: float) -> set[str]:
        report = form(province.request(province.cast.health))
        return {one.id for one in examine(report, {province.revenue.pk: Typed(value)}).get(province.revenue.pk, ())}

    figure(province, revenue, "2024-Q4", 100.0)
    assert not {"fell", "jump"} & found(20.0)
    figure(province, revenue, "2025-Q2", 30.0)
    assert "fell" in found(20.0)
    assert "fell" not in found(31.0)
