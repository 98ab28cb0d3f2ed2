"""Figures are set against the targets they speak of, and against no other."""

from __future__ import annotations

from math import log

import pytest

from lotrinh.assessment.matching import ENOUGH, SURE, Named, likeness, likenesses, match, wording

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


def test_likeness_weighs_rare_words_more() -> None:
    """Of two names four words stand in both (weight ln(1 + 2/2)), "mới" in one (ln(1 + 2/1))."""
    told = match([Named("rừng sản xuất mới trồng")], [Named("rừng sản xuất trồng")])
    assert [pair.likeness for pair in told] == [round(8 * log(2) / (8 * log(2) + log(3)), 3)] == [0.835]


def test_one_wording_is_wholly_alike_and_sure() -> None:
    told = match([Named("hộ nghèo")], [Named("tỷ lệ hộ nghèo đa chiều")])
    assert [pair.likeness for pair in told] == [1.0]
    assert ENOUGH < SURE <= 1


def test_a_word_without_a_weight_weighs_one() -> None:
    assert likeness("rừng trồng", "rừng ngập", {"rừng": 2.0}) == pytest.approx(2 * 2 / (3 + 3))
    assert likeness("rừng", "", {}) == likeness("", "rừng", {}) == 0.0


def test_of_two_names_as_near_the_first_has_the_figure() -> None:
    told = match([Named("rừng sản xuất mới"), Named("rừng sản xuất cũ")], [Named("rừng sản xuất")])
    assert [(pair.goal, pair.figure, pair.likeness) for pair in told] == [(0, 0, 0.75)]


def test_the_nearest_name_has_the_figure_wherever_it_stands() -> None:
    near, far = Named("rừng sản xuất"), Named("rừng sản xuất cũ")
    assert [pair.goal for pair in match([near, far], [near])] == [0]
    assert [pair.goal for pair in match([far, near], [near])] == [1]


def test_the_longest_idle_phrase_goes_first() -> None:
    assert wording("thu trên địa bàn tỉnh") == wording("thu")


def test_names_that_are_just_alike_enough_are_matched() -> None:
    """One word three times of three and of seven: 2 · 3 / (3 + 7) = 0,6; three of eight are too little."""
    goal = Named("rừng rừng rừng")
    assert [pair.likeness for pair in match([goal], [Named(" ".join(["rừng"] * 7))])] == [ENOUGH]
    assert match([goal], [Named(" ".join(["rừng"] * 8))]) == ()


def test_likenesses_are_those_of_the_wordings() -> None:
    """Words of the plan's own area say nothing, rare words more, and digits end at the third decimal."""
    names = ["Tổng số khách du lịch đến Lạng Sơn", "Tỷ lệ hộ nghèo", "Số khách quốc tế"]
    told = likenesses("Tổng lượng khách du lịch", names, ["Lạng Sơn"])
    assert told[:2] == [1.0, 0.0]
    assert 0 < told[2] < 1 and told[2] == round(told[2], 3) and told[2] != round(told[2], 2)
    assert likenesses("Tổng lượng khách du lịch Lạng Sơn", ["Tổng số khách du lịch"], ["Lạng Sơn"]) == [1.0]
    assert likenesses("Tổng lượng khách du lịch Lạng Sơn", ["Tổng số khách du lịch"])[0] < 1
