"""A report from its first figure to acceptance, return, correction, locking."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lotrinh.living.journal.models import Event
from lotrinh.living.observations.models import Observation
from lotrinh.living.plans.models import Indicator
from lotrinh.living.reporting.entering import Conflict, Figure, save
from lotrinh.living.reporting.filling import form_of, request_for
from lotrinh.living.reporting.models import Attachment, Entry, FormRow, Request, State
from lotrinh.living.reporting.moving import NotReady, TooEarly, delegate, move, send_estimates
from lotrinh.living.reporting.transitions import Refused
from tests.living.reporting.world import OUTLINE, Province


def at(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Let it be noon of a day."""
    moment = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def write(province: Province, request: Request, *figures: Figure, by: object = None) -> Request:
    return save(request, figures, None, by or province.cast.reporter, request.version)  # type: ignore[arg-type]


def to_accepted(province: Province, request: Request) -> Request:
    request = move(request, "submit", province.cast.reporter, version=request.version)
    return move(request, "accept", province.cast.focal, version=request.version)


def test_the_first_figure_makes_a_draft_and_the_same_again_changes_nothing(province: Province) -> None:
    request = province.request(province.cast.health)
    saved = save(
        request, [Figure(province.beds.pk, 35.5)], {OUTLINE[0]: "Đã làm."}, province.cast.reporter, request.version
    )
    assert (saved.state, saved.text, saved.version) == (State.DRAFT, {OUTLINE[0]: "Đã làm."}, request.version + 1)
    assert [step.transition for step in saved.steps.all()] == ["start"]
    again = write(province, saved, Figure(province.beds.pk, 35.5))
    assert again.version == saved.version
    assert Event.objects.filter(act="request.saved").count() == 1


def test_two_people_at_one_report(province: Province) -> None:
    request = province.request(province.cast.health)
    write(province, request, Figure(province.beds.pk, 35.5))
    with pytest.raises(Conflict) as conflict:
        write(province, request, Figure(province.beds.pk, 36.0))
    assert conflict.value.now.version == request.version + 1
    assert Entry.objects.get().value == 35.5


def test_a_row_of_another_agency_or_a_foreign_heading_is_refused(province: Province) -> None:
    request = province.request(province.cast.health)
    with pytest.raises(ValueError, match="not in this form"):
        write(province, request, Figure(province.schools.pk, 60.0))
    with pytest.raises(ValueError, match="no such heading"):
        save(request, [], {"Khác": "x"}, province.cast.reporter, request.version)
    assert not Entry.objects.exists()


def test_sending_asks_for_required_lines_reasons_and_proof(province: Province) -> None:
    request = province.request(province.cast.education)
    request = write(province, request, Figure(province.revenue.pk, 10.0))
    with pytest.raises(NotReady) as missing:
        move(request, "submit", province.cast.other_reporter, version=request.version)
    assert [(one.line.row.pk, one.findings[0].id) for one in missing.value.unready] == [
        (province.schools.pk, "missing")
    ]
    request = write(province, request, Figure(province.schools.pk, None))
    with pytest.raises(NotReady) as unknown:
        move(request, "submit", None, version=request.version)
    assert [one.findings[0].id for one in unknown.value.unready] == ["unknown"]
    request = write(province, request, Figure(province.schools.pk, 60.0))
    with pytest.raises(NotReady) as unproven:
        move(request, "submit", None, version=request.version)
    assert [one.findings[0].id for one in unproven.value.unready] == ["evidence"]
    Attachment.objects.create(request=request, row=province.schools, file="x", name="x.pdf", sha256="0" * 64, size=1)
    assert move(request, "submit", None, version=request.version).state == State.SUBMITTED


def test_late_is_the_first_sending_after_the_day(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    request = province.request(province.cast.health)
    assert request.due == date(2025, 9, 19)  # Sunday 14/9 and five working days
    at(monkeypatch, date(2025, 9, 19))
    request = write(province, request, Figure(province.beds.pk, 35.5))
    request = move(request, "submit", province.cast.reporter, version=request.version)
    request = move(request, "return", province.cast.focal, "Kiểm tra lại số giường.", version=request.version)
    at(monkeypatch, date(2025, 9, 25))
    request = move(request, "submit", province.cast.reporter, version=request.version)
    assert [step.late for step in request.steps.all()] == [False] * 4
    other = province.request(province.cast.education)
    other = write(province, other, Figure(province.schools.pk, None, note="chờ tổng kết"))
    move(other, "submit", None, version=other.version)
    assert other.steps.first().late  # type: ignore[union-attr]
    assert Event.objects.filter(act="request.submitted_late").count() == 1


def test_figures_ahead_of_the_cut_off_are_confirmed_or_told_as_estimates(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, date(2025, 9, 1))  # the cut-off is the 14th
    request = province.request(province.cast.health)
    figures = [Figure(province.beds.pk, 35.5, note="tạm"), Figure(province.revenue.pk, 2.0, vintage="estimate")]
    request = write(province, request, *figures)
    with pytest.raises(TooEarly) as ahead:
        move(request, "submit", None, version=request.version)
    assert [line.row for line in ahead.value.lines] == [province.beds]
    request = move(request, "submit", None, version=request.version, early=True)
    assert request.steps.get(transition="submit").content["early"] == "2025-09-14"
    request = move(request, "withdraw", None, version=request.version)
    request = send_estimates(request, None, version=request.version)
    assert request.state == State.SUBMITTED
    told = {entry.row: (entry.value, entry.vintage, entry.note) for entry in request.entries.all()}
    assert told == {province.beds: (35.5, "estimate", "tạm"), province.revenue: (2.0, "estimate", "")}
    assert "early" not in request.steps.order_by("-number")[0].content


def test_on_the_cut_off_nothing_is_early(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, date(2025, 9, 14))
    request = write(province, province.request(province.cast.health), Figure(province.beds.pk, 35.5))
    assert move(request, "submit", None, version=request.version).state == State.SUBMITTED


def test_a_return_needs_its_reason_and_keeps_what_was_sent(province: Province) -> None:
    request = write(province, province.request(province.cast.health), Figure(province.beds.pk, 35.5))
    request = move(request, "submit", None, version=request.version)
    with pytest.raises(Refused, match="lý do"):
        move(request, "return", province.cast.focal, " ", version=request.version)
    request = move(request, "return", province.cast.focal, "Sai kỳ.", version=request.version)
    request = write(province, request, Figure(province.beds.pk, 34.0))
    assert request.state == State.RETURNED
    sent = request.steps.get(transition="submit")
    assert [(line["row"], line["value"]) for line in sent.content["lines"]] == [(province.beds.pk, 35.5)]


def test_acceptance_makes_figures_of_the_plan_and_a_correction_takes_their_place(province: Province) -> None:
    request = write(province, province.request(province.cast.health), Figure(province.beds.pk, 35.5, note="ghi chú"))
    request = to_accepted(province, request)
    row = Observation.objects.get()
    assert (row.value, row.period, row.agency, row.area, row.vintage, row.note) == (
        35.5, "2025-Q3", province.cast.health, province.world.area, "reported", "ghi chú"
    )  # fmt: skip
    assert Entry.objects.get().observation == row
    request = move(request, "return", province.cast.focal, "Sửa theo thống kê.", version=request.version)
    assert Observation.objects.get(superseded_by=None) == row  # stays until the corrected one is accepted
    request = write(province, request, Figure(province.beds.pk, 36.0, vintage="official"))
    to_accepted(province, request)
    current = Observation.objects.get(superseded_by=None)
    assert (current.value, current.vintage) == (36.0, "official")
    row.refresh_from_db()
    assert row.superseded_by == current


def test_acceptance_asks_no_more_of_the_database_for_more_lines(province: Province) -> None:
    def queries(request: Request) -> int:
        request = move(request, "submit", None, version=request.version)
        with CaptureQueriesContext(connection) as captured:
            move(request, "accept", province.cast.focal, version=request.version)
        return len(captured)

    cast, level = province.cast, province.beds.level
    few = queries(write(province, province.request(cast.education), Figure(province.schools.pk, None, note="chờ")))
    rows = []
    for number in range(60):
        name = f"Chỉ tiêu {number}"
        indicator = Indicator.objects.create(name=name, folded=name.lower(), unit="ha", accumulation="stock")
        rows.append(FormRow.objects.create(regime=province.regime, order=90, indicator=indicator, level=level))
    request = province.request(cast.health)
    figures = [Figure(row.pk, float(place)) for place, row in enumerate(rows)]
    many = queries(write(province, request, Figure(province.beds.pk, 35.5), *figures))
    assert many <= few + 8
    assert Observation.objects.filter(agency=cast.health).count() == 61
    assert not request.entries.filter(observation=None).exists()


def test_what_was_accepted_and_then_emptied_is_told_as_not_known(province: Province) -> None:
    request = write(province, province.request(province.cast.health), Figure(province.revenue.pk, 7.0),
                    Figure(province.beds.pk, 1.0))  # fmt: skip
    request = to_accepted(province, request)
    request = move(request, "return", None, "Không thuộc kỳ này.", version=request.version)
    request = write(province, request, Figure(province.revenue.pk, said=False, note="nhập nhầm kỳ"))
    to_accepted(province, request)
    current = Observation.objects.get(superseded_by=None, indicator=province.world.revenue)
    assert (current.value, current.note) == (None, "nhập nhầm kỳ")


def test_a_locked_period_moves_only_what_was_reopened(province: Province) -> None:
    request = write(province, province.request(province.cast.health), Figure(province.beds.pk, 35.5))
    request = to_accepted(province, request)
    request = move(request, "lock", province.cast.focal, version=request.version)
    province.period.locked_at = datetime(2025, 10, 1, tzinfo=UTC)
    province.period.save()
    with pytest.raises(Refused, match="khóa"):
        move(request, "return", None, "x", version=request.version)
    with pytest.raises(Refused, match="khóa"):
        write(province, province.request(province.cast.education), Figure(province.schools.pk, 1.0))
    request = move(request, "reopen", province.cast.focal, "Số liệu chính thức thay đổi.", version=request.version)
    assert request.open_after_lock
    request = write(province, request, Figure(province.beds.pk, 36.5))
    request = to_accepted(province, request)
    request = move(request, "lock", province.cast.focal, version=request.version)
    assert (request.state, request.open_after_lock) == (State.LOCKED, False)
    assert Observation.objects.get(superseded_by=None).value == 36.5


def test_delegation(province: Province) -> None:
    request = province.request(province.cast.health)
    given = delegate(request, province.cast.education, province.cast.reporter, version=request.version)
    assert given.delegated_to == province.cast.education
    with pytest.raises(Refused, match="nhận"):
        delegate(given, province.cast.finance, None, version=given.version)
    back = delegate(given, None, province.cast.reporter, version=given.version)
    assert back.delegated_to is None
    assert [event.act for event in Event.objects.filter(act__contains="delegated").order_by("number")] == [
        "request.delegated", "request.undelegated"
    ]  # fmt: skip


def test_the_level_below_is_summed_up_for_whoever_receives_it(province: Province) -> None:
    for number, commune in enumerate(province.communes, 1):
        request = write(province, province.request(commune), Figure(province.clinics.pk, float(number)))
        assert request.receiver == province.cast.health
        to_accepted(province, request)
    above = request_for(province.request(province.cast.health).pk)
    assert above is not None
    line = form_of(above).line(province.all_clinics.pk)
    assert line is not None
    assert line.suggested is not None
    assert (line.suggested.value, line.suggested.rolled.told, line.suggested.rolled.wanted) == (3.0, 2, 2)
    assert {row.area for row in Observation.objects.all()} == {commune.area for commune in province.communes}
