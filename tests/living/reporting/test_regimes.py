"""Regimes: set up, changed for the periods to come, the usual six, previews across Tết, periods by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.access.rules import Person, may
from lotrinh.living.people.models import Agency, AgencyGroup, Membership, Role, RoleKind, Succession, User
from lotrinh.living.people.queries import person_of
from lotrinh.living.reporting.clocks import clocks
from lotrinh.living.reporting.entering import Figure, save
from lotrinh.living.reporting.filling import rows_of
from lotrinh.living.reporting.models import FormRow, Level, Regime, Request
from lotrinh.living.reporting.opening import open_due, open_once, open_periods
from lotrinh.living.reporting.owed import owed_by
from lotrinh.living.reporting.preview import coming
from lotrinh.living.reporting.regimes import (
    LevelAsked,
    ReporterAsked,
    RowAsked,
    Stale,
    change_regime,
    change_reporters,
    change_rows,
    current_reporters,
    current_rows,
)
from lotrinh.living.reporting.rights import WRITE
from lotrinh.living.reporting.transitions import Refused
from lotrinh.living.reporting.wizard import Choice, set_up, suggestion
from tests.living.reporting.world import Province


def next_period(province: Province) -> Any:
    return open_periods(province.regime, date(2025, 10, 1), date(2025, 12, 31), None)[0]


def asked_of(row: FormRow, **changes: Any) -> RowAsked:
    fields = {name: getattr(row, name) for name in ("indicator", "order", "heading", "unit", "level", "agency")}
    return RowAsked(row_id=row.pk, **{**fields, "own_area": row.own_area, "required": row.required, **changes})


def test_a_changed_form_holds_for_periods_that_are_not_open_yet(province: Province) -> None:
    regime = province.regime
    rows = current_rows(regime)
    asked = [asked_of(row, evidence=row.evidence) for row in rows if row != province.revenue]
    asked[0] = asked_of(province.beds, evidence=True)
    asked.append(RowAsked(province.world.income, level=province.beds.level, order=90))
    regime = change_rows(regime, asked, [province.revenue.pk], province.cast.focal, regime.version)
    health = province.request(province.cast.health)
    assert [row.pk for row in rows_of(health)] == [province.beds.pk, province.revenue.pk, province.all_clinics.pk]
    coming_rows = rows_of(next_period(province).requests.get(agency=province.cast.health))
    assert [(row.indicator.name, row.evidence) for row in coming_rows] == [
        ("Số giường bệnh trên một vạn dân", True), ("Số trạm y tế", False), ("GRDP bình quân đầu người", False),
    ]  # fmt: skip
    assert regime.version == 2
    with pytest.raises(Stale):
        change_rows(province.regime, [], [], None, 1)


def test_the_same_form_again_changes_nothing(province: Province) -> None:
    rows = current_rows(province.regime)
    again = change_rows(province.regime, [asked_of(row, evidence=row.evidence) for row in rows], [], None, 1)
    assert again.version == 1
    assert current_rows(province.regime) == rows


def test_reporters_change_for_the_periods_to_come(province: Province) -> None:
    regime, cast = province.regime, province.cast
    gone = next(one for one in current_reporters(regime) if one.agency == cast.education)
    new = ReporterAsked(gone.level, agency=cast.province)
    change_reporters(regime, [new], [gone.pk], cast.focal, regime.version)
    assert province.period.requests.filter(agency=cast.education).exists()
    agencies = set(next_period(province).requests.values_list("agency__name", flat=True))
    assert cast.province.name in agencies
    assert cast.education.name not in agencies


def test_the_frequency_stays_once_a_period_is_open(province: Province) -> None:
    levels = [LevelAsked("Cấp xã", 2), LevelAsked("Sở, ngành", 5)]
    with pytest.raises(Refused, match="tần suất"):
        change_regime(province.regime, {"frequency": "month"}, levels, None, 1)
    now = change_regime(province.regime, {"name": "Báo cáo 3 tháng"}, [levels[0], LevelAsked("Sở", 7)], None, 1)
    assert (now.name, now.version, list(now.levels.values_list("days", flat=True))) == ("Báo cáo 3 tháng", 2, [2, 7])
    assert province.request(province.cast.health).due == date(2025, 9, 19)
    with pytest.raises(Refused, match="Cấp"):
        change_regime(now, {}, [levels[0]], None, 2)


def test_deadlines_of_a_year_pass_over_tet_and_say_so(province: Province) -> None:
    regime = Regime(frequency="month", windows="own", own_window={"months_before": 0, "open_day": 1, "close_day": 13})
    level = Level(name="Sở", days=2)
    february = coming(regime, [level], 2026)[1]  # Friday 13/02/2026; Tết is free from the 14th to the 22nd
    assert (february.period, february.cut_off) == ("2026-02", date(2026, 2, 13))
    assert february.deadlines[0].due == date(2026, 2, 24)
    assert any("Tết" in words.vi for words in february.deadlines[0].free)
    assert coming(Regime(frequency="once", windows="decree"), [level], 2026) == []


@pytest.mark.parametrize(
    ("frequency", "since", "cut_offs"),
    [
        ("month", date(2024, 2, 1), [date(2024, 2, 14), date(2024, 3, 14)]),
        ("half", date(2024, 6, 1), [date(2024, 6, 14)]),
        ("nine_months", date(2024, 9, 1), [date(2024, 9, 14)]),
        ("year", date(2024, 12, 1), [date(2024, 12, 14)]),
    ],
)
def test_periods_of_each_frequency(province: Province, frequency: str, since: date, cut_offs: list[date]) -> None:
    regime = Regime.objects.create(
        name="x", plan=province.world.plan, frequency=frequency, receiver=province.cast.finance, valid_from=since
    )
    until = max(cut_offs)
    assert [period.cut_off for period in open_periods(regime, since, until, None)] == cut_offs
    assert open_periods(regime, since, until, None) == []


def test_due_periods_are_opened_ahead_once(province: Province) -> None:
    assert open_due(date(2025, 10, 1)) == 0
    assert open_due(date(2025, 11, 1)) == 1
    assert open_due(date(2025, 11, 1)) == 0


def test_a_regime_dated_back_opens_the_periods_that_were_asked_for(province: Province) -> None:
    """In force since January 2025, set up in October: only what is cut off from the chosen day on is collected."""
    fields = {"plan": province.world.plan, "receiver": province.cast.finance, "valid_from": date(2025, 1, 1)}
    some = Regime.objects.create(name="Tháng", frequency="month", opens_from=date(2025, 10, 1), **fields)
    every = Regime.objects.create(name="Mọi tháng", frequency="month", **fields)
    open_due(date(2025, 10, 1))
    assert sorted(some.periods.values_list("period", flat=True)) == ["2025-10", "2025-11"]
    assert every.periods.count() == 11


def test_the_form_offers_the_current_period_and_takes_an_earlier_one(province: Province) -> None:
    client = Client()
    client.force_login(province.cast.focal)
    today = timezone.localdate()
    for name in ("regime_add", "regime_usual"):
        page = client.get(reverse(f"reporting:{name}")).content.decode()
        assert f'name="opens_from" value="{today:%Y-%m-%d}"' in page
    usual = {
        "plan": province.world.plan.slug, "usual": ["month"], "receiver": province.cast.finance.name,
        "windows": "decree", "days": "5", "commune_days": "2", "valid_from": "2025-01-01", "opens_from": "2025-09-01",
    }  # fmt: skip
    assert client.post(reverse("reporting:regime_usual"), usual).status_code == 302
    assert Regime.objects.get(frequency="month").begins == date(2025, 9, 1)


def test_a_period_by_hand(province: Province) -> None:
    cast = province.cast
    client = Client()
    client.force_login(cast.focal)
    regime = Regime.objects.create(
        name="Chuyên đề", plan=province.world.plan, kind="thematic", frequency="once", receiver=cast.finance,
        valid_from=date(2025, 7, 1),
    )  # fmt: skip
    level = Level.objects.create(regime=regime, order=1, name="Sở", days=3)
    change_reporters(regime, [ReporterAsked(level, agency=cast.health)], [], cast.focal, 1)
    data = {"first": "2025-07-01", "last": "2025-08-20", "cut_off": "2025-08-20"}
    url = reverse("reporting:regime_open", args=[regime.pk])
    assert client.post(url, {**data, "last": "2025-06-01"}).status_code == 422
    assert client.post(url, data).status_code == 302
    request = Request.objects.get(period__regime=regime)
    assert (request.period.period, request.due) == ("2025-07-01/2025-08-20", date(2025, 8, 25))
    assert client.post(url, data).status_code == 302
    assert regime.periods.count() == 1


def test_the_usual_six_of_a_plan(province: Province) -> None:
    cast, plan = province.cast, province.world.plan
    told = suggestion(plan, date(2025, 9, 1))
    assert [(row.agency, row.unit) for row in told.rows] == [
        (cast.health, "giường bệnh/vạn dân"), (cast.education, "%"), (cast.finance, "tỷ đồng"),
    ]  # fmt: skip
    assert (told.nobodys, told.wordy) == (1, 0)
    group = AgencyGroup.objects.get()
    usual = ["month", "quarter", "half", "nine_months", "year", "once"]
    made = set_up(Choice(plan, cast.finance, usual, 5, group, 2, "decree", date(2025, 9, 1)), cast.focal)
    assert [regime.frequency for regime in made] == usual
    quarter = made[1]
    (period,) = open_periods(quarter, date(2025, 9, 1), date(2025, 10, 1), None)
    owing = {(one.agency.name, one.level.order) for one in period.requests.select_related("agency", "level")}
    assert owing == {
        ("UBND xã số 1", 1), ("UBND xã số 2", 1), ("Sở Y tế", 2), ("Sở Giáo dục và Đào tạo", 2), ("Sở Tài chính", 2),
    }  # fmt: skip
    health = period.requests.get(agency=cast.health)
    assert [row.indicator for row in rows_of(health)] == [province.world.beds]
    commune = period.requests.get(agency=province.communes[0])
    told_by_commune = [(row.indicator, row.own_area) for row in rows_of(commune)]
    assert told_by_commune == [(province.world.revenue, True)]  # shares and densities do not add up


def test_the_pages_of_regimes(province: Province) -> None:
    cast = province.cast
    client = Client()
    client.force_login(cast.focal)
    regime = province.regime
    page = client.get(reverse("reporting:regime", args=[regime.pk]) + "?nam=2026").content.decode()
    assert "quý I/2026" in page
    data = {"version": regime.version, "level": province.beds.level.pk if province.beds.level else "", "names": "Sở Lạ"}
    answer = client.post(reverse("reporting:regime_reporters", args=[regime.pk]), data, follow=True)
    assert "Không có cơ quan này" in answer.content.decode()
    data["names"] = cast.province.name
    client.post(reverse("reporting:regime_reporters", args=[regime.pk]), data)
    assert cast.province in [one.agency for one in current_reporters(regime)]
    regime.refresh_from_db()
    form = {
        "name": "Quý", "kind": "periodic", "frequency": "quarter", "receiver": cast.finance.name, "windows": "own",
        "vintage": "reported", "outline": "Một\nHai\nMột", "valid_from": "2025-07-01", "level_1": "Xã", "days_1": "1",
        "level_2": "Sở", "days_2": "4", "version": str(regime.version),
    }  # fmt: skip
    edit = reverse("reporting:regime_edit", args=[regime.pk])
    assert client.post(edit, form).status_code == 422  # own days are missing
    form |= {"months_before": "0", "open_day": "1", "close_day": "25"}
    assert client.post(edit, form).status_code == 302
    assert client.post(edit, form).status_code == 409
    regime.refresh_from_db()
    assert (regime.outline, regime.own_window["close_day"]) == (["Một", "Hai"], 25)
    rows = reverse("reporting:regime_rows", args=[regime.pk])
    changes = {"version": regime.version, f"bo-{province.revenue.pk}": "1", "add": [province.world.income.pk]}
    assert client.post(rows, changes).status_code == 302
    names = {row.indicator.name for row in current_rows(regime)}
    assert "GRDP bình quân đầu người" in names
    assert "Thu nội địa" not in names
    usual = {
        "plan": province.world.plan.slug, "usual": ["year"], "receiver": cast.finance.name, "windows": "decree",
        "days": "5", "commune_days": "2", "valid_from": "2026-01-01",
    }  # fmt: skip
    assert client.post(reverse("reporting:regime_usual"), usual).status_code == 302
    assert Regime.objects.filter(frequency="year").exists()
    again = client.post(reverse("reporting:regime_usual"), usual)
    assert again.status_code == 422
    assert "Kế hoạch đã có" in again.content.decode()
    assert Regime.objects.filter(frequency="year").count() == 1


def test_after_a_merger_the_heirs_people_finish_what_is_open(province: Province) -> None:
    """The department ends after its report was opened: it stays its own, done by those who succeeded it."""
    cast = province.cast
    request = save(province.request(cast.education), [Figure(province.revenue.pk, 4.0)], None, cast.other_reporter, 1)
    heir = Agency.objects.create(
        name="Sở Văn xã", kind="department", folded=fold("Sở Văn xã"), valid_from=date(2025, 9, 15)
    )
    cast.education.valid_to = date(2025, 9, 14)
    cast.education.save()
    Succession.objects.create(
        old=cast.education, function="toàn bộ", whole=True, successor=heir, on=date(2025, 9, 15), ground="QĐ 7",
        confidence="confirmed",
    )  # fmt: skip
    user = User.objects.create_user("vanxa", password="mat-khau-thu", full_name="Người Kế Thừa")
    Role.objects.create(user=user, kind=RoleKind.REPORTER, agency=heir, valid_from=date(2025, 9, 15))
    person: Person = person_of(user)
    assert may(person, WRITE, [cast.education.pk])
    covers = {pk for holding in person.holdings for pk in holding.agencies}
    assert [one.request for one in owed_by(covers, date(2025, 9, 16))] == [request]
    told = [
        clock for clock in clocks(date(2025, 9, 16), date(2025, 12, 31)) if clock.subject == f"request:{request.pk}"
    ]
    assert [(clock.agencies, clock.receiver) for clock in told] == [(frozenset({heir.pk}), cast.finance.pk)]
    new = next_period(province).requests.values_list("agency__name", flat=True)
    assert heir.name in new
    assert cast.education.name not in new


def test_a_group_without_its_receiver_and_a_receiver_that_is_named(province: Province) -> None:
    cast, regime = province.cast, province.regime
    level = province.beds.level
    assert level is not None
    group = AgencyGroup.objects.create(name="các sở", folded="cac so")
    for agency in (cast.finance, cast.health):
        Membership.objects.create(group=group, agency=agency)
    regime = change_reporters(regime, [ReporterAsked(level, group=group)], [], None, regime.version)
    agencies = set(next_period(province).requests.values_list("agency__name", flat=True))
    assert cast.finance.name not in agencies
    change_reporters(regime, [ReporterAsked(level, agency=cast.finance)], [], None, regime.version)
    regime.valid_to = date(2026, 12, 31)
    regime.save()
    (following,) = open_periods(regime, date(2026, 1, 1), date(2026, 3, 31), None)
    assert following.requests.filter(agency=cast.finance, receiver=cast.finance).exists()


def test_what_is_opened_by_hand_is_opened_once(province: Province) -> None:
    from lotrinh.core.period import Period

    covers = Period.between(date(2025, 7, 1), date(2025, 7, 10))
    period = open_once(province.regime, covers, date(2025, 7, 10), None)
    assert (period.opens, period.requests.count()) == (date(2025, 7, 1), 4)
