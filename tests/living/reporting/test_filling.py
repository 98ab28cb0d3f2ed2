"""The form: whose rows, what is known beside them, in a number of queries that does not grow."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.observations.models import Observation
from lotrinh.living.people.models import Agency, Succession
from lotrinh.living.plans.models import Indicator, Milestone, Target
from lotrinh.living.reporting.filling import form_of, request_for
from lotrinh.living.reporting.lines import Form, Line
from lotrinh.living.reporting.models import Entry, FormRow, Request, State
from lotrinh.living.reporting.opening import complete, open_periods
from tests.living.cast import Cast
from tests.living.reporting.world import Province, make_province


def form(request: Request) -> Form:
    loaded = request_for(request.pk)
    assert loaded is not None
    return form_of(loaded)


def figure(province: Province, indicator: Indicator, period: str, value: float, **fields: Any) -> Observation:
    span = Period.parse(period)
    fields = {"area": province.world.area, "known_on": span.last, "unit": indicator.unit, **fields}
    return Observation.objects.create(
        indicator=indicator, period=period, first=span.first, last=span.last, value=value, **fields
    )


def line(province: Province, row: FormRow, agency: Agency) -> Line:
    found = form(province.request(agency)).line(row.pk)
    assert found is not None
    return found


def test_each_agency_has_its_rows(province: Province) -> None:
    cast = province.cast

    def rows(agency: Agency) -> list[FormRow]:
        return [one.row for one in form(province.request(agency)).lines]

    assert rows(cast.health) == [province.beds, province.revenue, province.all_clinics]
    assert rows(cast.education) == [province.schools, province.revenue]
    assert rows(province.communes[0]) == [province.clinics]
    commune = form(province.request(province.communes[0])).lines[0]
    assert commune.area == province.communes[0].area
    assert [heading for heading, _ in form(province.request(cast.health)).by_heading] == ["Y tế", "Kinh tế", "Y tế"]


def test_rows_hold_between_their_days(province: Province) -> None:
    province.beds.valid_to = date(2025, 9, 13)
    province.beds.save()
    assert form(province.request(province.cast.health)).line(province.beds.pk) is None


def test_a_row_of_an_agency_that_ended_goes_to_its_successor(province: Province) -> None:
    """A department ends in the middle of the year: its row and its report are its successor's from then on."""
    old = province.cast.education
    heir = Agency.objects.create(name="Sở Giáo dục và Văn hóa", kind=old.kind, folded=fold("Sở Giáo dục và Văn hóa"),
                                 valid_from=date(2025, 10, 1))  # fmt: skip
    old.valid_to = date(2025, 9, 30)
    old.save()
    Succession.objects.create(
        old=old,
        function="toàn bộ",
        whole=True,
        successor=heir,
        on=date(2025, 10, 1),
        ground="NQ 5",
        confidence="confirmed",
    )
    (fourth,) = open_periods(province.regime, date(2025, 10, 1), date(2025, 12, 31), None)
    assert set(fourth.requests.values_list("agency__name", flat=True)) >= {heir.name, "Sở Y tế"}
    assert not fourth.requests.filter(agency=old).exists()
    request = fourth.requests.get(agency=heir)
    assert "NQ 5" in request.ground
    assert [one.row for one in form(request).lines] == [province.schools, province.revenue]
    assert [one.row for one in form(province.request(old)).lines] == [province.schools, province.revenue]


def test_what_is_known_stands_beside_each_line(province: Province) -> None:
    world = province.world
    figure(province, world.beds, "2025-Q1", 33.0)
    last = figure(province, world.beds, "2025-Q2", 34.0)
    figure(province, world.beds, "2025-Q2", 30.0, vintage="estimate", known_on=date(2025, 7, 30))
    before = figure(province, world.beds, "2024-Q3", 31.0)
    figure(province, world.beds, "2025-Q4", 99.0)
    beds = line(province, province.beds, province.cast.health)
    assert (beds.last, beds.year_before, beds.goal) == (last, before, None)
    assert beds.long_goal is not None
    assert "36,9" in beds.long_goal.told
    assert beds.last_told == "34\u00a0giường bệnh/vạn dân"


def test_the_share_of_the_plan_of_the_year_counts_earlier_quarters_of_a_flow(province: Province) -> None:
    world = province.world
    target = Target.objects.get(indicator=world.revenue)
    Milestone.objects.create(target=target, year=2025, low=1000.0, ground="lộ trình")
    figure(province, world.revenue, "2025-Q1", 200.0)
    revenue = line(province, province.revenue, province.cast.health)
    assert revenue.so_far is None  # the second quarter is missing
    assert revenue.share(300.0) is None
    figure(province, world.revenue, "2025-Q2", 200_000.0, unit="triệu đồng")
    revenue = line(province, province.revenue, province.cast.health)
    assert (revenue.so_far, revenue.share(300.0)) == (400.0, 70.0)
    assert revenue.goal is not None
    assert (revenue.goal.kind, revenue.goal.year) == ("milestone", 2025)
    assert revenue.last is not None
    assert revenue.in_unit(revenue.last) == 200.0


def test_two_agencies_that_became_one_answer_each_thing_once(province: Province) -> None:
    FormRow.objects.create(regime=province.regime, order=9, indicator=province.world.beds, agency=province.cast.health)
    rows = [one.row for one in form(province.request(province.cast.health)).lines]
    assert rows.count(province.beds) == 1
    assert len(rows) == 3


def test_opening_again_adds_only_who_was_forgotten(province: Province) -> None:
    assert province.period.requests.count() == 4
    province.request(province.cast.education).delete()
    assert complete(province.period) == 1
    assert complete(province.period) == 0


@pytest.mark.parametrize(("communes", "more"), [(2, 0), (65, 40)])
def test_queries_of_a_form_do_not_grow(cast: Cast, communes: int, more: int) -> None:
    province = make_province(cast, communes)
    for number in range(more):
        name = f"Chỉ tiêu {number}"
        indicator = Indicator.objects.create(name=name, folded=fold(name), unit="ha", accumulation="stock")
        for level, own in ((province.clinics.level, True), (province.beds.level, False)):
            FormRow.objects.create(
                regime=province.regime, order=20, indicator=indicator, level=level, own_area=own
            )  # fmt: skip
        figure(province, indicator, "2025-Q2", 4.0)
    for request in province.period.requests.filter(agency__in=province.communes):
        request.state = State.ACCEPTED
        request.save()
        rows = FormRow.objects.filter(level=province.clinics.level)
        Entry.objects.bulk_create(Entry(request=request, row=row, area=request.agency.area, value=2.0) for row in rows)
    request = province.request(cast.health)
    with CaptureQueriesContext(connection) as queries:
        filled = form(request)
    assert len(filled.lines) == 3 + more
    assert all(one.suggested and one.suggested.value == 2 * communes for one in filled.lines[3:])
    assert len(queries) == 12, [query["sql"][:90] for query in queries]
