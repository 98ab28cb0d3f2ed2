"""Tables of figures, whatever way round they stand."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.living.observations.cells import measure_text, measures_of_text, value_of, vintage_of
from lotrinh.living.observations.grids import grid_of_csv, grid_of_text
from lotrinh.living.observations.headers import column_of
from lotrinh.living.observations.records import Measure
from lotrinh.living.observations.tables import Entry, read_table
from lotrinh.living.observations.workbooks import Refused


def entries(pasted: str) -> list[Entry]:
    return read_table(grid_of_text(pasted)).entries


def brief(pasted: str) -> list[tuple[str, str, str, float | None]]:
    return [(entry.name, entry.unit, entry.period, entry.value) for entry in entries(pasted)]


def test_a_row_for_each_figure() -> None:
    pasted = (
        "BIỂU SỐ 1\n"
        "TT\tChỉ tiêu\tĐơn vị tính\tKỳ\tSố liệu\tLoại số liệu\tGhi chú\n"
        "1\tThu nội địa\ttỷ đồng\t2024\t2.483,4\tước tính\ttheo kho bạc\n"
        "2\tTỷ lệ hộ nghèo (%)\t\tđến 26/12/2024\t3,36\t\t\n"
    )
    assert brief(pasted) == [
        ("Thu nội địa", "tỷ đồng", "2024", 2483.4),
        ("Tỷ lệ hộ nghèo", "%", "as-of 2024-12-26", 3.36),
    ]
    first = entries(pasted)[0]
    assert (first.vintage, first.note, first.cell, first.row) == ("estimate", "theo kho bạc", "E3", 3)


def test_years_as_columns() -> None:
    pasted = (
        "STT\tChỉ tiêu\tĐVT\tThực hiện 2022\tNăm 2023\tƯớc TH 2024\tKế hoạch 2025\n"
        "1\tThu nội địa\ttỷ đồng\t2.100\t2.300\t2.483,4\t2.700\n"
    )
    assert [(entry.period, entry.value, entry.vintage) for entry in entries(pasted)] == [
        ("2022", 2100.0, ""), ("2023", 2300.0, ""), ("2024", 2483.4, "estimate"),
    ]  # fmt: skip
    assert "Kế hoạch 2025" in read_table(grid_of_text(pasted)).remarks[0].vi


def test_years_as_rows_with_and_without_a_row_of_units() -> None:
    plain = "Năm\tThu nội địa (tỷ đồng)\tTỷ lệ hộ nghèo (%)\n2023\t2.300\t6,02\n2024\t2.483,4\t\n"
    assert brief(plain) == [
        ("Thu nội địa", "tỷ đồng", "2023", 2300.0),
        ("Thu nội địa", "tỷ đồng", "2024", 2483.4),
        ("Tỷ lệ hộ nghèo", "%", "2023", 6.02),
    ]
    units = "Kỳ\tThu nội địa\tTỷ lệ hộ nghèo\nĐơn vị\ttỷ đồng\t%\nquý I/2024\t600\t\n"
    assert brief(units) == [("Thu nội địa", "tỷ đồng", "2024-Q1", 600.0)]


def test_a_header_of_two_rows_goes_on_over_its_columns() -> None:
    pasted = (
        "TT\tChỉ tiêu\tĐơn vị\tNăm 2024\t\t\tNăm 2023\n"
        "\t\t\tKế hoạch\tThực hiện\tSo với KH (%)\tThực hiện\n"
        "1\tThu nội địa\ttỷ đồng\t2.365\t2.483,4\t105\t2.300\n"
    )
    first, second = entries(pasted)
    assert (first.period, first.value, second.period, second.value) == ("2024", 2483.4, "2023", 2300.0)
    assert first.measures == (Measure("plan", "ratio", 105.0, "%"),)
    assert second.measures == ()


def test_growth_against_the_year_before_has_a_direction() -> None:
    pasted = "Chỉ tiêu\tĐVT\t2024\tTăng, giảm so với cùng kỳ (%)\nThu nội địa\ttỷ đồng\t2.483,4\t-4,1\n"
    assert entries(pasted)[0].measures == (Measure("previous_year", "decrease", 4.1, "%"),)


def test_nothing_zero_and_not_said_are_three_things() -> None:
    pasted = "Chỉ tiêu\tKỳ\tSố liệu\nA\t2020\t0\nA\t2021\tchưa có số liệu\nA\t2022\t…\nA\t2023\t\nA\t2024\t-\n"
    told = entries(pasted)
    assert [(entry.period, entry.value, entry.missing) for entry in told] == [
        ("2020", 0.0, False), ("2021", None, True), ("2022", None, True), ("2024", None, False),
    ]  # fmt: skip
    assert [(problem.code, problem.cell) for problem in told[3].problems] == [("dash", "C6")]


def test_problems_name_their_cell() -> None:
    pasted = "Chỉ tiêu\tKỳ\tSố liệu\tLoại\nA\tnăm tới\t1\t\nA\t2024\tnhiều\t\nA\t2024\t1\tgần đúng\n"
    found = [problem for entry in entries(pasted) for problem in entry.problems]
    assert [(problem.code, problem.cell, problem.printed) for problem in found] == [
        ("period", "B2", "năm tới"), ("number", "C3", "nhiều"), ("vintage", "D4", "gần đúng"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "pasted", ["một câu văn thường", "a\tb\n1\t2\n", "Chỉ tiêu\tGhi chú\nA\tb\n", "Chỉ tiêu\tKỳ\tSố liệu\n"]
)
def test_what_is_no_table_of_figures_is_refused_with_a_sentence(pasted: str) -> None:
    with pytest.raises(Refused) as problem:
        entries(pasted)
    assert len(problem.value.words.vi) > 20


def test_dots_are_decimals_where_the_column_shows_it() -> None:
    assert [e.value for e in entries("Chỉ tiêu\tKỳ\tSố liệu\nA\t2023\t63.5\nA\t2024\t64.125\n")] == [63.5, 64.125]
    assert [e.value for e in entries("Chỉ tiêu\tKỳ\tSố liệu\nA\t2023\t1.234\nA\t2024\t64.125\n")] == [1234.0, 64125.0]


def test_a_csv_file_by_excel() -> None:
    data = 'Chỉ tiêu;Kỳ;Số liệu\r\n"Thu; chi";2024;1.234,5\r\n'
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert read_table(grid_of_csv(data.encode(encoding))).entries[0].value == 1234.5
    with pytest.raises(Refused, match="UTF-8"):
        grid_of_csv("Chỉ tiêu;Kỳ".encode() + b"\xff\xff")


@pytest.mark.parametrize(
    ("printed", "low", "high", "comparator", "unit"),
    [
        ("61,1 triệu đồng", 61.1, None, "eq", "triệu đồng"),
        ("64%", 64.0, None, "eq", "%"),
        ("trên 95%", 95.0, None, "gt", "%"),
        ("8 - 9%", 8.0, 9.0, "range", "%"),
        ("≥ 30", 30.0, None, "ge", ""),
        ("-2,66", -2.66, None, "eq", ""),
        ("khoảng 1.200 ha", 1200.0, None, "about", "ha"),
    ],
)
def test_values_as_people_print_them(printed: str, low: float, high: float | None, comparator: str, unit: str) -> None:
    value = value_of(printed)
    assert (value.low, value.high, value.comparator, value.unit, value.fault) == (low, high, comparator, unit, "")


@pytest.mark.parametrize("printed", ["nhiều", "12/5/2024x1", "1e400", "=1+1", "9" * 60])
def test_what_is_no_value_is_a_fault(printed: str) -> None:
    assert value_of(printed).fault == "number"


def test_vintages_are_known_by_their_words() -> None:
    assert (vintage_of("Ước tính"), vintage_of("Sơ bộ"), vintage_of("CHÍNH THỨC"), vintage_of("?")) == (
        "estimate", "preliminary", "official", None,
    )  # fmt: skip


def test_headers_in_english_are_read_too() -> None:
    pasted = "Indicator\tUnit\t2023\t2024 estimate\tShare of plan (%)\nDomestic revenue\tbn\t2300\t2483,4\t105\n"
    told = entries(pasted)
    assert [(entry.period, entry.vintage, len(entry.measures)) for entry in told] == [
        ("2023", "", 0), ("2024", "estimate", 1),
    ]  # fmt: skip


def test_headers_of_plans_are_no_figures() -> None:
    assert column_of("KH năm 2025").kind == "plan"
    assert column_of("Đạt % so với kế hoạch").base == "plan"


MEASURES = st.builds(
    Measure,
    st.sampled_from(["plan", "previous_year", "previous_month", "previous_quarter", "year:2020"]),
    st.sampled_from(["ratio", "increase", "decrease", "multiple"]),
    st.integers(0, 10**9).map(lambda n: n / 1000),
    st.sampled_from(["%", "điểm %", "", "triệu đồng", "lần"]),
    st.sampled_from(["", "Trung ương giao", "HĐND tỉnh, 2024"]),
)


@given(st.lists(MEASURES, max_size=3))
def test_yardsticks_are_read_back_as_written(measures: list[Measure]) -> None:
    assert measures_of_text("; ".join(map(measure_text, measures))) == tuple(measures)


@given(st.text(max_size=200))
def test_no_text_breaks_a_cell(text: str) -> None:
    value_of(text)
    measures_of_text(text)
    column_of(text)


@given(
    st.lists(
        st.lists(st.sampled_from(["", "Chỉ tiêu", "Năm", "2024", "x", "1,5", "-", "%"]), min_size=1, max_size=5),
        max_size=6,
    )
)
def test_no_table_breaks_the_reader(rows: list[list[str]]) -> None:
    with suppress(Refused):
        for entry in entries("\n".join("\t".join(row) for row in rows)):
            assert entry.name and (entry.missing or entry.problems or entry.value is not None)


def test_a_decimal_dot_is_read_and_told() -> None:
    read = read_table(grid_of_text("Chỉ tiêu\tKỳ\tSố liệu\nTỷ lệ che phủ rừng\t2024\t59.8\n"))
    assert read.entries[0].value == 59.8
    assert "«59.8» được đọc là 59,8" in read.remarks[0].vi
    assert not read_table(grid_of_text("Chỉ tiêu\tKỳ\tSố liệu\nThu\t2024\t1.234\n")).remarks
