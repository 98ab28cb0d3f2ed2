"""Two days side by side: what is kept of today says the same as judging today anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from lotrinh.living.people.queries import person_of
from lotrinh.living.plans.assess import refresh
from lotrinh.living.plans.comparison import compare
from lotrinh.living.plans.models import Assessment, Plan
from tests.living.cast import Cast
from tests.living.plans.cases import target, tell_years


@pytest.mark.parametrize("language", ["vi", "en"])
def test_today_as_kept_is_today_as_judged(cast: Cast, plan: Plan, language: str) -> None:
    tell_years(target(plan, "Tỷ lệ che phủ rừng").indicator, {2019: 63.0, 2022: 64.0, 2024: 64.5})
    refresh(plan)
    today = timezone.localdate()
    person = person_of(cast.focal)
    with translation.override(language):
        kept = compare(plan, date(2023, 6, 1), today, person)
        assert any("figure" in change.kinds for change in kept.changed)
        Assessment.objects.filter(target__plan=plan).delete()
        assert compare(plan, date(2023, 6, 1), today, person) == kept


def test_a_day_that_is_not_kept_is_judged(cast: Cast, plan: Plan) -> None:
    tell_years(target(plan, "Tỷ lệ che phủ rừng").indicator, {2019: 63.0, 2022: 64.0, 2024: 64.5})
    refresh(plan, timezone.localdate() - timedelta(days=3))  # the worker has not come round yet
    found = compare(plan, date(2023, 6, 1), timezone.localdate(), person_of(cast.focal))
    assert any("figure" in change.kinds for change in found.changed)
