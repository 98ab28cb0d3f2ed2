"""Figures are set against the targets they speak of, and against no other."""

from __future__ import annotations

import pytest

from lotrinh.assessment.matching import Named, match, wording

PLACES = ["Lạng Sơn"]


@pytest.mark.parametrize(
    ("target", "report"),
    [
        ("Tổng số khách du lịch", "tổng lượng khách du lịch đến Lạng Sơn"),
        ("dân cư nông thôn được sử dụng nước hợp vệ sinh", "tỷ lệ người dân nông thôn được sử dụng nước hợp vệ sinh"),
        ("Tốc độ tăng trưởng tổng sản phẩm trên địa bàn (GRDP) bình quân hằng năm", "Tốc độ tăng GRDP"),
        ("Tỷ lệ hộ nghèo đa chiều", "tỷ lệ hộ nghèo của tỉnh"),
        ("Kim ngạch xuất khẩu hàng địa phương bình quân hằng năm", "Xuất khẩu hàng địa phương"),
        ("Tỷ lệ tham gia BHYT", "tỷ lệ tham gia bảo hiểm y tế"),
    ],
)
def test_other_words_for_one_indicator(target: str, report: str) -> None:
    pairs = match([Named(target)], [Named(report)], places=PLACES)
    assert [(pair.goal, pair.figure) for pair in pairs] == [(0, 0)]


@pytest.mark.parametrize(
    ("target", "report"),
    [
        ("dân cư nông thôn được dùng nước sạch", "dân cư đô thị được dùng nước sạch"),
        ("số xã đạt chuẩn nông thôn mới", "số xã đạt chuẩn nông thôn mới nâng cao"),
        ("GRDP bình quân đầu người", "GRDP"),
        ("Tỷ lệ hộ nghèo", "Tỷ lệ hộ cận nghèo"),
        ("kim ngạch xuất khẩu", "kim ngạch nhập khẩu"),
        ("tỷ lệ thôn có đường ô tô được cứng hóa", "tỷ lệ xã có đường ô tô được cứng hóa"),
    ],
)
def test_one_telling_word_makes_another_indicator(target: str, report: str) -> None:
    assert match([Named(target)], [Named(report)]) == ()


def test_a_figure_goes_to_the_nearest_name_and_to_milestones_of_it() -> None:
    goals = [
        Named("tỷ lệ thôn có đường ô tô được cứng hóa", "%"),
        Named("tỷ lệ thôn có đường ô tô được cứng hóa", "%"),
        Named("tỷ lệ thôn có đường điện", "%"),
    ]
    pairs = match(goals, [Named("tỷ lệ thôn có đường ô tô được cứng hóa", "%")])
    assert [(pair.goal, pair.figure) for pair in pairs] == [(0, 0), (1, 0)]


def test_units_decide_before_names() -> None:
    pairs = match([Named("giường bệnh")], [Named("giường bệnh")], comparable=[[False]])
    assert pairs == ()


def test_scopes_must_agree_when_both_are_told() -> None:
    assert match([Named("hộ nghèo", scope="huyện Bình Gia")], [Named("hộ nghèo", scope="huyện Văn Quan")]) == ()
    assert match([Named("hộ nghèo", scope="huyện Bình Gia")], [Named("hộ nghèo")])


def test_the_plans_own_place_says_nothing() -> None:
    assert wording("du khách đến Lạng Sơn", PLACES) == wording("du khách")


def test_nothing_is_matched_to_a_name_of_idle_words_only() -> None:
    assert match([Named("tỷ lệ")], [Named("tổng số")]) == ()
