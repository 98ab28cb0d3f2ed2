"""Locking a period keeps a snapshot that is made again to the same bytes; a correction adds a second one."""

from __future__ import annotations

import json
from datetime import date

import pytest

from lotrinh.living.gathering.board import board_of
from lotrinh.living.gathering.differences import difference
from lotrinh.living.gathering.locking import NotLockable, lock
from lotrinh.living.gathering.queries import gathered
from lotrinh.living.gathering.snapshots import recompute
from lotrinh.living.observations.models import Observation
from lotrinh.living.reporting.entering import Figure, save
from lotrinh.living.reporting.models import Period, Request, State
from lotrinh.living.reporting.moving import move
from lotrinh.living.reporting.transitions import Refused
from tests.living.cast import Cast
from tests.living.reporting.world import Province, make_province


@pytest.fixture
def province(cast: Cast) -> Province:
    return make_province(cast)


def _send(request: Request, figures: list[Figure], by: object, receiver: object) -> Request:
    """Write, send and accept a report."""
    request = save(request, figures, None, by, request.version)  # type: ignore[arg-type]
    request = move(request, "submit", by, version=request.version)  # type: ignore[arg-type]
    return move(request, "accept", receiver, version=request.version)  # type: ignore[arg-type]


def _health(province: Province) -> Request:
    cast = province.cast
    figures = [Figure(province.beds.pk, 33.6), Figure(province.revenue.pk, 12.5), Figure(province.all_clinics.pk, 9.0)]
    return _send(province.request(cast.health), figures, cast.reporter, cast.focal)


def _now(period: Period) -> Period:
    return Period.objects.select_related("regime__plan").get(pk=period.pk)


def test_board_says_who_has_sent(province: Province) -> None:
    _health(province)
    board = board_of(province.period, date(2026, 1, 1))
    assert (board.sent.count, board.sent.of, board.accepted.count) == (1, 4, 1)
    assert [line.request.agency.name for line in board.missing][-1] != "Sở Y tế"
    assert {line.request.agency.name for line in board.missing} == {
        "Sở Giáo dục và Đào tạo", "UBND xã số 1", "UBND xã số 2",
    }  # fmt: skip
    assert all(line.days_late > 0 for line in board.missing)
    health = next(line for line in board.lines if line.request.agency == province.cast.health)
    assert health.complete


def test_locking_freezes_and_is_made_again_to_the_same_bytes(province: Province) -> None:
    request = _health(province)
    snapshot = lock(province.period, province.cast.focal, _now(province.period).version)
    assert Request.objects.get(pk=request.pk).state == State.LOCKED
    held = json.loads(snapshot.content)
    assert [(one["value"], one["unit"]) for one in held["figures"]] == [
        (33.6, "giường bệnh/vạn dân"), (12.5, "tỷ đồng"), (9.0, "trạm"),
    ]  # fmt: skip
    assert held["results"]["completeness"]["asked"] == 4
    assert len(held["results"]["verdicts"]) == 4
    assert recompute(snapshot).same
    other = province.request(province.cast.education)
    with pytest.raises(Refused, match="khóa"):
        save(other, [Figure(province.revenue.pk, 1.0)], None, province.cast.other_reporter, other.version)


def test_a_revised_figure_makes_a_second_snapshot_and_leaves_the_first(province: Province) -> None:
    cast = province.cast
    request = _health(province)
    first = lock(province.period, cast.focal, _now(province.period).version)
    with pytest.raises(NotLockable, match="đang khóa"):
        lock(province.period, cast.focal, _now(province.period).version, "thử")
    request = Request.objects.get(pk=request.pk)
    request = move(request, "reopen", cast.focal, "số giường sai", version=request.version)
    with pytest.raises(NotLockable, match="chưa tiếp nhận"):
        lock(province.period, cast.focal, _now(province.period).version, "thử")
    _send(request, [Figure(province.beds.pk, 33.9, explanation="đếm lại")], cast.reporter, cast.focal)
    with pytest.raises(NotLockable, match="lý do"):
        lock(province.period, cast.focal, _now(province.period).version)
    second = lock(province.period, cast.focal, _now(province.period).version, "sửa số giường")
    assert (first.number, second.number) == (1, 2)
    assert recompute(second).same
    assert recompute(first).same  # what was corrected since is left out
    [change] = difference(first, second).figures
    assert change.before is not None
    assert change.after is not None
    assert (change.before["value"], change.after["value"]) == (33.6, 33.9)


def test_a_record_that_was_tampered_with_is_noticed(province: Province) -> None:
    _health(province)
    snapshot = lock(province.period, province.cast.focal, _now(province.period).version)
    Observation.objects.filter(value=33.6).update(value=36.6)
    again = recompute(snapshot)
    assert not again.same
    assert "figures" in again.parts


def test_two_people_lock_once(province: Province) -> None:
    _health(province)
    version = _now(province.period).version
    lock(province.period, province.cast.focal, version)
    with pytest.raises(NotLockable, match="thay đổi"):
        lock(province.period, province.cast.focal, version)


def test_nothing_accepted_is_nothing_to_lock(province: Province) -> None:
    with pytest.raises(NotLockable, match="tiếp nhận"):
        lock(province.period, province.cast.focal, province.period.version)


def test_places_of_a_period_are_those_of_its_communes(province: Province) -> None:
    assert sorted(gathered(_now(province.period)).places.values()) == ["Xã Số 1", "Xã Số 2"]


def test_queries_do_not_grow_with_communes(cast: Cast, django_assert_num_queries: object) -> None:
    province = make_province(cast, communes=12)
    with django_assert_num_queries(3):  # type: ignore[operator]
        board_of(province.period)
