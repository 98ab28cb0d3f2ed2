"""Comparisons: the base behind a value, the role before it, and chains of both in a report."""

from __future__ import annotations

import pytest

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.pipeline import extract
from lotrinh.extraction.results.comparisons import (
    _KNOWN_VERBS,
    Role,
    base_at,
    growth_against,
    leading_base,
    role_before,
)
from lotrinh.extraction.results.periods import Reporting
from lotrinh.reading import read_document

YEAR = Reporting(Period.year(2024), 2024, 12)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        (" so với cùng kỳ năm 2023", "previous_year"),
        (" so cùng kỳ", "previous_year"),
        (" cùng kỳ", "previous_year"),
        (" so với tháng cùng kỳ năm trước", "previous_year"),
        (" so với năm 2023", "previous_year"),
        (" so với vụ xuân năm trước", "previous_year"),
        (" so với 2020", "year:2020"),
        (" so với cùng kỳ năm 2020", "year:2020"),
        (" so với thời điểm 31/12/2023", "year:2023"),
        (" so với cuối năm trước", "year:2023"),
        (" so với tháng trước", "previous_month"),
        (" so với quý trước", "previous_quarter"),
        (" kế hoạch năm", "plan"),
        (" dự toán", "plan"),
        (" so với mục tiêu năm 2024", "plan"),
        (" KH", "plan"),
        (" so với bình quân chung của cả nước", "other"),
        (" về lượt người so với cùng kỳ", "previous_year"),
    ],
)
def test_bases(phrase: str, kind: str) -> None:
    text = shadow(f"5%{phrase}")
    base = base_at(text, 2, len(text), YEAR)
    assert base is not None
    assert (base.kind, base.end) == (kind, len(text))


@pytest.mark.parametrize(
    ("phrase", "plan_of"),
    [
        (" kế hoạch Trung ương giao", "Trung ương"),
        (" kế hoạch Thủ tướng Chính phủ giao", "Trung ương"),
        (" dự toán TW giao", "Trung ương"),
        (" dự toán Hội đồng nhân dân tỉnh giao", "địa phương"),
        (" kế hoạch địa phương triển khai", "địa phương"),
        (" kế hoạch năm", None),
    ],
)
def test_whose_plan_it_is(phrase: str, plan_of: str | None) -> None:
    text = shadow(f"5%{phrase}")
    base = base_at(text, 2, len(text), YEAR)
    assert base is not None and base.plan_of == plan_of


@pytest.mark.parametrize("phrase", [" diện tích", ", tăng 3%", " tổng vốn đăng ký", ""])
def test_no_base(phrase: str) -> None:
    text = shadow(f"5%{phrase}")
    assert base_at(text, 2, len(text), YEAR) is None


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("thu nội địa ước đạt ", Role.LEVEL),
        ("tỷ lệ hộ nghèo còn ", Role.REMAIN),
        ("kim ngạch tăng ", Role.INCREASE),
        ("kim ngạch cao hơn ", Role.INCREASE),
        ("sản lượng giảm nhẹ ", Role.DECREASE),
        ("xuất khẩu tăng gấp ", Role.MULTIPLE),
        ("thu ngân sách vượt ", Role.EXCEED),
        ("dịch vụ chiếm tỷ trọng ", Role.SHARE),
        ("công nghiệp đóng góp ", Role.CONTRIBUTION),
        ("tỉnh đứng thứ ", Role.RANK),
        ("đàn trâu ", Role.NONE),
    ],
)
def test_roles(words: str, role: Role) -> None:
    text = shadow(words)
    assert role_before(text, 0, len(text))[0] is role


def test_a_base_may_open_the_sentence() -> None:
    text = shadow("So với tháng trước, chỉ số giá tăng 0,52%")
    base = leading_base(text, 0, len(text), YEAR)
    assert base is not None and base.kind == "previous_month"


def compared(sentence: str) -> list[tuple[str, str, float, str]]:
    report = f"BÁO CÁO\nKết quả phát triển kinh tế - xã hội năm 2024\n{sentence}\n"
    (result,) = extract(read_document(report.encode(), "report.txt")).results
    return [(c.base, c.change, c.value, c.unit) for c in result.comparisons]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Diện tích lúa 96.713 ha, giảm 2,02% (giảm 1.992 ha).",
            [("previous_year", "decrease", 2.02, "%"), ("previous_year", "decrease", 1992, "ha")],
        ),
        (
            "GRDP bình quân đầu người đạt 61,1 triệu đồng, tăng 1,3 triệu đồng so với năm 2023.",
            [("previous_year", "increase", 1.3, "triệu đồng")],
        ),
        (
            "Vốn trong nước đạt 61,3 tỷ đồng, cao hơn gần gấp 3 lần so với cùng kỳ, đạt 71% so với mục tiêu năm 2024.",
            [("previous_year", "multiple", 3, "lần"), ("plan", "ratio", 71, "%")],
        ),
        ("Thu phí đạt 120 tỷ đồng, vượt 8,2% kế hoạch.", [("plan", "ratio", 108.2, "%")]),
        ("Sản lượng điện đạt 5.200 MWh, bằng 130,3% so với cùng kỳ.", [("previous_year", "ratio", 130.3, "%")]),
        (
            "Khách quốc tế đạt 120 nghìn lượt, tăng 1,5 lần so với năm 2023.",
            [("previous_year", "multiple", 1.5, "lần")],
        ),
        ("So với tháng trước, doanh thu đạt 805 tỷ đồng, tăng 2,81%.", [("previous_month", "increase", 2.81, "%")]),
        (
            "Dư nợ đạt 255.000 tỷ đồng, tăng 14,17% so với thời điểm 31/12/2023.",
            [("year:2023", "increase", 14.17, "%")],
        ),
        (
            "Sản lượng cá 816 tấn, giảm 0,81% so tháng trước (giảm 633 tấn) và tăng 7,2% (tăng 54 tấn) so cùng kỳ.",
            [
                ("previous_month", "decrease", 0.81, "%"),
                ("previous_month", "decrease", 633, "tấn"),
                ("previous_year", "increase", 7.2, "%"),
                ("previous_year", "increase", 54, "tấn"),
            ],
        ),
        (
            "Các cơ quan tiếp nhận 1.536 đơn, so với cùng kỳ tăng 131 đơn (cùng kỳ tiếp nhận 1.405 đơn).",
            [("previous_year", "increase", 131, "đơn")],
        ),
        ("Toàn xã có 7.700 con trâu, đạt 93,45%KH.", [("plan", "ratio", 93.45, "%")]),
        ("Lúa mùa 108.827 ha, đạt 97,2% diện tích gieo trồng.", [("other", "ratio", 97.2, "%")]),
    ],
)
def test_chains(sentence: str, expected: list[tuple[str, str, float, str]]) -> None:
    assert compared(sentence) == expected


def test_a_verb_run_into_a_number_does_not_colour_the_next() -> None:
    _KNOWN_VERBS.clear()
    typo, sound = shadow("còn 0,5%giảm "), shadow("số hộ giảm ")
    role_before(typo, typo.index("g"), len(typo))
    assert role_before(sound, 0, len(sound)) == (Role.DECREASE, sound.index("giảm"))


@pytest.mark.parametrize(
    ("words", "role", "base"),
    [
        ("tổng dư nợ tăng so với cuối năm trước là ", Role.INCREASE, "year:2023"),
        ("số vụ giảm so với tháng trước ", Role.DECREASE, "previous_month"),
        ("so với tháng trước, sản lượng đạt ", None, None),
    ],
)
def test_growths_with_their_base_before_the_value(words: str, role: Role | None, base: str | None) -> None:
    text = shadow(words)
    found = growth_against(text, 0, len(text), len(text) + 9, YEAR)
    assert (found and found[0], found and found[2].kind) == (role, base)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("so với cùng kỳ năm 2024", "previous_year"),
        ("so với tháng 9/2023", "previous_year"),
        ("so với tháng 12/2023", "year:2023"),
        ("so với tháng 8/2024", "previous_month"),
        ("so với 9 tháng đầu năm 2023", "previous_year"),
    ],
)
def test_bases_in_a_report_on_months(phrase: str, kind: str) -> None:
    text = shadow(phrase)
    base = leading_base(text, 0, len(text), Reporting(Period.months(2024, 1, 9), 2024, 9))
    assert base is not None
    assert base.kind == kind
