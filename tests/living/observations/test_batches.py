"""Tables from the dry run to the end: differences row by row, explicit choices, all or nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
import xlsxwriter
from pytest_django import DjangoAssertNumQueries

from lotrinh.core.period import Period
from lotrinh.living.journal.models import Event
from lotrinh.living.observations.batches import (
    Moved,
    apply,
    check_again,
    check_table,
    choose,
    counts_of,
    drop,
    name_indicators,
    rows_of,
)
from lotrinh.living.observations.exports import csv_of, workbook_of
from lotrinh.living.observations.grids import Cell, Grid, grid_of_csv, grid_of_text, grid_of_workbook
from lotrinh.living.observations.models import Batch, Observation, Vintage
from lotrinh.living.observations.queries import current_of_plan
from lotrinh.living.observations.records import Measure, Told, measures_of
from lotrinh.living.observations.services import enter
from lotrinh.living.people.models import User
from lotrinh.living.people.queries import person_of
from tests.living.observations.plans import World, document

YEAR = Period.year(2024)


def told(world: World, value: float | None = 2483.4, **fields: object) -> Told:
    start = Told(world.revenue, YEAR, value, "tỷ đồng", date(2025, 1, 5), area=world.area, agency=world.cast.finance)
    return replace(start, **fields)  # type: ignore[arg-type]


def check(world: World, table: str | Grid, by: User | None = None) -> Batch:
    user = by or world.cast.focal
    grid = grid_of_text(table) if isinstance(table, str) else table
    return check_table(
        plan=world.plan, kind=Batch.Kind.PASTE, name="Bảng", grid=grid, vintage=Vintage.REPORTED,
        person=person_of(user), by=user,
    )  # fmt: skip


def apply_all(world: World, batch: Batch, *, changes: bool = True) -> None:
    batch.refresh_from_db()
    apply(batch, batch.version, new=True, changes=changes, person=person_of(batch.by), by=batch.by)


TABLE = (
    "Chỉ tiêu\tĐơn vị\tKỳ\tSố liệu\n"
    "Thu nội địa\ttỷ đồng\t2024\t2.500\n"
    "Thu nội địa\ttỷ đồng\t2023\t2.300\n"
    "GRDP bình quân đầu người\ttriệu đồng\t2024\tchưa có số liệu\n"
    "Tỷ lệ trường đạt chuẩn quốc gia\t%\t2024\tnhiều\n"
)


def test_the_dry_run_says_what_each_row_would_do_and_writes_nothing(world: World) -> None:
    held = enter(told(world), None).row
    enter(told(world, 2300.0, period=Period.year(2023)), None)
    events = Event.objects.count()
    batch = check(world, TABLE)
    assert [(row.kind, row.cell, row.told.get("vi", ""), row.was.get("vi", "")) for row in rows_of(batch)] == [
        ("changes", "D2", "2.500\u00a0tỷ đồng", "2.483,4\u00a0tỷ đồng"),
        ("same", "D3", "2.300\u00a0tỷ đồng", ""),
        ("new", "D4", "chưa có số liệu", ""),
        ("problem", "D5", "", ""),
    ]
    assert rows_of(batch)[0].against == held.pk
    assert "D5" in rows_of(batch)[3].problems[0]["vi"]
    assert (Observation.objects.count(), Event.objects.count()) == (2, events)


def test_new_rows_are_written_and_changes_wait_for_an_explicit_word(world: World) -> None:
    enter(told(world), None)
    batch = check(world, TABLE)
    assert counts_of(rows_of(batch)) == {"changes": 1, "new": 2, "problem": 1, "chosen_new": 2}
    apply_all(world, batch, changes=False)
    assert Observation.objects.filter(indicator=world.revenue, period="2024").count() == 1
    assert Observation.objects.get(indicator=world.income).value is None
    event = Event.objects.get(act="observations.applied")
    assert (event.data["new"], event.data["replaced"], event.data["left"]) == (2, 0, 2)
    assert Observation.objects.filter(batch=batch).count() == 2


def test_one_row_can_be_chosen(world: World) -> None:
    enter(told(world), None)
    batch = choose(check(world, TABLE), 1, shown={"D2", "D3", "D4", "D5"}, chosen={"D2", "D5"})
    apply(batch, batch.version, new=False, changes=False, person=person_of(world.cast.focal), by=world.cast.focal)
    current = Observation.objects.filter(superseded_by=None)
    assert [(row.indicator, row.value) for row in current] == [(world.revenue, 2500.0)]
    batch.refresh_from_db()
    assert [row.made is not None for row in rows_of(batch)] == [True, False, False, False]


DOUBTFUL = (
    "Chỉ tiêu\tĐơn vị\tKỳ\tSố liệu\n"
    "Thu nội địa\ttỷ đồng\t2024\t250.000\n"  # a hundred times the year before
    "Tỷ lệ trường đạt chuẩn quốc gia\t%\t2024\t640\n"
    "GRDP bình quân đầu người\ttriệu đồng\t2024\t61,1\n"
)


def test_what_looks_wrong_is_written_only_when_ticked_with_a_reason(world: World) -> None:
    enter(told(world, 2300.0, period=Period.year(2023)), None)
    batch = check(world, DOUBTFUL)
    rows = rows_of(batch)
    assert [(row.chosen, row.asks_reason, [one["code"] for one in row.doubts]) for row in rows] == [
        (False, True, ["jump"]),
        (False, True, ["beyond"]),
        (True, False, []),
    ]
    assert counts_of(rows)["doubtful_new"] == 2
    batch = choose(batch, 1, shown={"D2", "D3", "D4"}, chosen={"D2", "D4"}, reasons={"D2": "  "})
    with pytest.raises(Moved) as moved:
        apply_all(world, batch)
    assert (moved.value.code, moved.value.rows, Observation.objects.count()) == ("reason", 1, 1)
    batch.refresh_from_db()
    choose(batch, batch.version, shown={"D2"}, chosen={"D2"}, reasons={"D2": "Thu tiền sử dụng đất một lần"})
    apply_all(world, batch)
    assert sorted(Observation.objects.filter(batch=batch).values_list("value", flat=True)) == [61.1, 250000.0]
    assert Event.objects.get(act="observations.applied").data["reasons"] == {"D2": "Thu tiền sử dụng đất một lần"}


def test_the_buttons_for_all_leave_doubtful_rows_out(world: World) -> None:
    enter(told(world, 2300.0, period=Period.year(2023)), None)
    held = enter(told(world), None).row
    batch = check(world, DOUBTFUL)
    assert rows_of(batch)[0].kind == "changes"
    apply_all(world, batch)
    assert [row.value for row in Observation.objects.filter(batch=batch)] == [61.1]
    held.refresh_from_db()
    assert held.superseded_by is None


def test_a_row_names_the_other_vintage_of_its_period(world: World) -> None:
    enter(told(world, 2400.0, vintage=Vintage.ESTIMATE), None)
    first, second = rows_of(check(world, TABLE))[:2]
    assert (first.kind, first.chosen, first.doubts) == ("new", True, ())
    assert "số ước tính 2.400" in first.beside["vi"] and "estimate" in first.beside["en"]
    assert second.beside == {}


def test_a_newer_figure_under_the_dry_run_asks_again_and_nothing_is_written(world: World) -> None:
    held = enter(told(world), None).row
    batch = check(world, TABLE)
    newer = enter(told(world, 2490.0), world.cast.focal, expected=held.pk).row
    with pytest.raises(Moved) as moved:
        apply_all(world, batch)
    assert (moved.value.code, moved.value.rows) == ("figures", 1)
    assert Observation.objects.filter(batch=batch).count() == 0
    again = check_again(batch, person_of(world.cast.focal))
    assert rows_of(again)[0].against == newer.pk
    apply_all(world, again)
    newer.refresh_from_db()
    assert newer.superseded_by is not None and newer.superseded_by.value == 2500.0


def test_a_batch_ends_once(world: World) -> None:
    batch = check(world, TABLE)
    old = batch.version
    apply_all(world, batch)
    for version in (old, batch.version):
        with pytest.raises(Moved, match="applied"):
            apply(batch, version, new=True, changes=True, person=person_of(world.cast.focal), by=world.cast.focal)
    other = check(world, TABLE)
    drop(other, other.version, world.cast.focal)
    with pytest.raises(Moved, match="dropped"):
        apply_all(world, other)
    assert Event.objects.filter(act="observations.dropped").count() == 1


def test_two_people_at_one_batch_do_not_overwrite_each_other(world: World) -> None:
    batch = check(world, TABLE)
    choose(batch, batch.version, {"D2"}, set())
    with pytest.raises(Moved, match="version"):
        choose(batch, batch.version, {"D2"}, {"D2"})


def test_a_failure_in_the_middle_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    batch = check(world, TABLE)
    monkeypatch.setattr("lotrinh.living.observations.batches.refresh_plans", fail)
    with pytest.raises(RuntimeError):
        apply_all(world, batch)
    batch.refresh_from_db()
    assert (batch.state, Observation.objects.count()) == (Batch.State.CHECKED, 0)


def test_reporters_enter_only_for_their_own_agency(world: World) -> None:
    table = "Chỉ tiêu\tKỳ\tSố liệu\nSố giường bệnh trên một vạn dân\t2024\t33,6\nThu nội địa\t2024\t1\n"
    batch = check(world, table, world.cast.reporter)
    assert [row.kind for row in rows_of(batch)] == ["new", "problem"]
    assert rows_of(batch)[1].problems[0]["code"] == "not_yours"
    apply_all(world, batch)
    assert Observation.objects.get().agency == world.cast.health
    other = check(world, table, world.cast.other_reporter)
    assert [row.kind for row in rows_of(other)] == ["problem", "problem"]


def test_rights_lost_after_the_dry_run_stop_the_writing(world: World) -> None:
    batch = check(world, "Chỉ tiêu\tKỳ\tSố liệu\nSố giường bệnh trên một vạn dân\t2024\t33,6\n", world.cast.reporter)
    world.cast.reporter.roles.update(valid_to=date(2025, 6, 1))
    with pytest.raises(Moved, match="figures"):
        apply_all(world, batch)


def test_a_name_that_the_plan_does_not_have_is_matched_by_hand(world: World) -> None:
    batch = check(world, "Chỉ tiêu\tKỳ\tSố liệu\nTổng thu NSNN nội địa thuần\t2024\t2.483,4\n")
    assert rows_of(batch)[0].problems[0]["code"] == "unknown"
    batch = name_indicators(
        batch, batch.version, {"Tổng thu NSNN nội địa thuần": world.revenue.pk}, person_of(world.cast.focal)
    )
    assert [(row.kind, row.indicator) for row in rows_of(batch)] == [("new", world.revenue.pk)]


def test_contradictions_within_a_table_name_both_cells(world: World) -> None:
    batch = check(world, "Chỉ tiêu\tKỳ\tSố liệu\nThu nội địa\t2024\t1\nThu nội địa\tcả năm 2024\t2\n")
    assert rows_of(batch)[1].kind == "problem"
    assert "C2" in rows_of(batch)[1].problems[0]["vi"] and "C3" in rows_of(batch)[1].problems[0]["vi"]


def test_a_figure_told_twice_alike_in_one_table_is_one(world: World) -> None:
    batch = check(world, "Chỉ tiêu\tKỳ\tSố liệu\nThu nội địa\t2024\t1\nThu nội địa\tcả năm 2024\t1\n")
    assert [row.kind for row in rows_of(batch)] == ["new", "same"]
    apply_all(world, batch)
    assert Observation.objects.count() == 1


def test_a_dry_run_asks_the_database_a_fixed_number_of_times(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    enter(told(world), None)
    for rows in (2, 40):
        lines = [f"Thu nội địa\t{1950 + n}\t{n + 1}\tSở Tài chính\tTỉnh Lạng Sơn" for n in range(rows)]
        table = "Chỉ tiêu\tKỳ\tSố liệu\tCơ quan\tĐịa bàn\n" + "\n".join(lines)
        person = person_of(world.cast.focal)
        plan = type(world.plan).objects.select_related("area").get(pk=world.plan.pk)
        with django_assert_num_queries(15):
            check_table(
                plan=plan, kind="paste", name="x", grid=grid_of_text(table), vintage="reported", person=person,
                by=world.cast.focal,
            )  # fmt: skip


def rebuilt(cells: Sequence[Sequence[Cell]]) -> bytes:
    """What a workbook program saves: the same cells, in a file of its own."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Số liệu")
    for line, row in enumerate(cells):
        for column, cell in enumerate(row):
            if isinstance(cell, float):
                sheet.write_number(line, column, cell)
            elif cell:
                sheet.write_string(line, column, cell)
    book.close()
    return target.getvalue()


def fill(world: World) -> None:
    source = document("bao-cao.txt", "Thu nội địa ước đạt 2.483,4 tỷ đồng", date(2024, 12, 30))
    measures = (
        Measure("plan", "ratio", 105.0, "%", "Trung ương giao"),
        Measure("previous_year", "decrease", 4.13, "%"),
    )
    enter(told(world, measures=measures, vintage=Vintage.ESTIMATE, document=source, known_on=date(2024, 12, 30)), None)
    enter(told(world, 0.0, period=Period.quarter(2024, 3)), None)
    enter(told(world, None, period=Period.months(2024, 1, 11), note="=SUM(A1:A9)"), None)
    enter(told(world, 8.0, high=9.5, comparator="range", unit="%", change="increase", agency=None), None)
    enter(told(world, 95.0, comparator="gt", unit="%", change="increase", area=None, scope="khu vực cửa khẩu"), None)
    enter(told(world, 1234567.891, period=Period.as_of(date(2024, 12, 26)), note="-1+1"), None)
    enter(told(world, 0.1 + 0.2, period=Period.years(2021, 2025)), None)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_ten_round_trips_lose_nothing(world: World, form: str) -> None:
    fill(world)

    def exported() -> Grid:
        rows = current_of_plan(world.plan)
        if form == "csv":
            return grid_of_csv(csv_of(rows))
        return grid_of_workbook(workbook_of(rows, [world.revenue], "Thử"))

    def state() -> list[tuple[object, ...]]:
        return sorted(
            (
                row.period, row.first, row.vintage, row.change, row.comparator, row.value, row.high, row.unit,
                row.scope, row.note, row.area_id, row.agency_id, measures_of(row),
            )
            for row in Observation.objects.filter(superseded_by=None)
            if row.period != "2024-Q3"
        )  # fmt: skip

    before = state()
    for turn in range(10):
        untouched = check(world, exported())
        assert counts_of(rows_of(untouched)) == {"same": 7}, [row for row in rows_of(untouched) if row.kind != "same"]
        grid = exported()
        line = next(row for row in grid.cells if row[5] == "quý III/2024")
        line[8] = float(turn + 1)
        batch = check(world, grid_of_workbook(rebuilt(grid.cells)))
        assert counts_of(rows_of(batch)) == {"same": 6, "changes": 1}
        apply_all(world, batch)
        assert Observation.objects.get(superseded_by=None, period="2024-Q3").value == turn + 1
        assert state() == before
    assert Observation.objects.count() == 17


def test_the_untouched_export_of_a_figure_changed_since_asks(world: World) -> None:
    held = enter(told(world), None).row
    grid = grid_of_workbook(workbook_of(current_of_plan(world.plan), [], "Thử"))
    enter(told(world, 2490.0), None, expected=held.pk)
    row = rows_of(check(world, grid))[0]
    assert (row.kind, row.chosen) == ("changes", False)
    assert [doubt["code"] for doubt in row.doubts] == ["moved"]


def test_nothing_in_an_exported_file_is_a_formula(world: World) -> None:
    fill(world)
    world.revenue.name = "@thu nội địa"
    world.revenue.save()
    text = csv_of(current_of_plan(world.plan)).decode("utf-8-sig")
    assert "'=SUM(A1:A9)" in text and "'-1+1" in text and "'@thu nội địa" in text
    assert not any(cell.startswith(("=", "+", "@")) for line in text.splitlines() for cell in line.split(";"))
    with zipfile.ZipFile(io.BytesIO(workbook_of(current_of_plan(world.plan), [], "Thử"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet and "sheetProtection" in sheet and "dataValidation" in sheet
        assert 'quotePrefix="1"' in book.read("xl/styles.xml").decode()
