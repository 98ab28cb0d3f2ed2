"""Agencies of another province from a table: all of it or nothing, with what is wrong where."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.living.journal.models import Event
from lotrinh.living.people.models import Agency, Succession
from lotrinh.living.people.queries import Given, answers_for_all
from lotrinh.living.people.table_loading import WrongTable, load_table
from lotrinh.living.places.services import load_areas

TABLE = """tên;loại;địa bàn;từ ngày;đến ngày;tên khác;kế thừa;chức năng;từ ngày kế thừa;căn cứ
Sở Xây dựng;sở;Tỉnh Cao Bằng;01/03/2025;;Sở XD;;;;
Sở Giao thông vận tải;sở;Tỉnh Cao Bằng;;28/02/2025;Sở GTVT|Ngành giao thông;Sở Xây dựng;;01/03/2025;Nghị quyết HĐND
"""


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    load_areas(None)


def test_agencies_and_successions_of_another_province_are_loaded_once() -> None:
    assert load_table(TABLE) == 3
    assert load_table(TABLE) == 0
    old = Agency.objects.get(name="Sở Giao thông vận tải")
    assert old.valid_to == date(2025, 2, 28) and old.names.filter(name="Ngành giao thông").exists()
    [answers] = answers_for_all([Given(old.name, old, date(2024, 1, 1), "")], date(2026, 1, 1))
    assert [answer.name for answer in answers] == ["Sở Xây dựng"]
    assert Event.objects.filter(act="agency.loaded").count() >= 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Sở Y tế;bộ;Tỉnh Cao Bằng", "loại phải là một trong"),
        (";sở;Tỉnh Cao Bằng", "thiếu tên"),
        ("Sở Y tế;sở;Tỉnh Không Có", "không có địa bàn"),
        ("Sở Y tế;sở;Tỉnh Cao Bằng;31/02/2025", "không phải là ngày"),
        ("Sở Y tế;sở;Tỉnh Cao Bằng;;;;Sở Xây dựng;;;", "cần có ngày và căn cứ"),
        ("Sở Y tế;sở;Tỉnh Cao Bằng;;;;Sở Ma;;01/03/2025;NQ 1", "không có đúng một cơ quan «Sở Ma»"),
    ],
)
def test_one_wrong_line_and_nothing_is_written(line: str, told: str) -> None:
    with pytest.raises(WrongTable, match=told):
        load_table(TABLE + line)
    assert not Agency.objects.filter(name="Sở Xây dựng").exists()
    assert not Succession.objects.exists()


def test_a_table_without_its_columns_is_refused() -> None:
    with pytest.raises(WrongTable, match="Dòng đầu phải là các cột"):
        load_table("a,b\n1,2\n")
