"""What the page of a document says of those beside it: targets and shares of plan that cannot both hold."""

from __future__ import annotations

import pytest

from lotrinh.living.documents.contradictions import contradictions
from tests.living.documents.samples import PLAN, read

pytestmark = pytest.mark.django_db

NEWS = """Tỉnh Lạng Sơn thực hiện kế hoạch trồng rừng

UBND tỉnh vừa ban hành Kế hoạch số 45/KH-UBND ngày 12/02/2024. Một số chỉ tiêu đến năm 2030: tỷ lệ che phủ rừng đạt 65%; diện tích rừng trồng mới đạt trên 12.000 ha.
"""  # noqa: E501
YEARLY = (
    PLAN.replace("2030", "2024").replace("45/KH", "46/KH").replace("Diện tích rừng trồng mới", "Sản lượng gỗ khai thác")
)
YEARLY = YEARLY.replace("trên 12.000 ha", "1.000 tấn")


def test_news_that_tells_a_plan_rightly_and_wrongly() -> None:
    plan = read()
    assert contradictions(plan, [read(NEWS, "tin.txt")]) == []
    (found,) = contradictions(plan, [read(NEWS.replace("65%", "56%"), "tin-sai.txt")])
    assert "65" in found.told
    assert "56" in found.other_told
    assert PLAN[found.start : found.end].endswith("65%")
    assert found.other.text[found.other_start : found.other_end].endswith("56%")


def test_a_share_of_plan_against_the_plan() -> None:
    report = (
        "BÁO CÁO\nKết quả trồng rừng năm 2024\n\nNăm 2024, sản lượng gỗ khai thác đạt 1.100 tấn, đạt {}% kế hoạch.\n"
    )
    plan = read(YEARLY, "nam.txt")
    assert contradictions(plan, [read(report.format(110), "dung.txt")]) == []
    (found,) = contradictions(plan, [read(report.format(101), "sai.txt")])
    assert "1.000" in found.told
    assert "1.100" in found.other_told


def test_nothing_is_said_of_a_document_that_is_not_read_or_alone() -> None:
    plan = read()
    assert contradictions(plan, []) == []
    plan.facts = None
    assert contradictions(plan, [read(NEWS.replace("65%", "56%"), "tin.txt")]) == []
