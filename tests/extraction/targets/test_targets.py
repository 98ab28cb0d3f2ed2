"""Targets of running text: what each goal says, by when, and what is no goal."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotrinh.extraction.facts import Target
from lotrinh.extraction.pipeline import extract
from lotrinh.extraction.reasons import reason_words
from lotrinh.extraction.rules import lexicon
from lotrinh.reading import read_document
from tests.growth import assert_linear

LETTERHEAD = [
    "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
    "Số: 23/KH-UBND",
    "Lạng Sơn, ngày 26 tháng 01 năm 2023",
    "KẾ HOẠCH",
]


def targets_of(*paragraphs: str, title: str = "Phát triển kinh tế - xã hội") -> tuple[Target, ...]:
    text = "\n\n".join([*LETTERHEAD, title, *paragraphs])
    facts = extract(read_document(text.encode(), "plan.txt"))
    for target in facts.targets:
        assert 0 <= target.start < target.end <= len(text)
    return facts.targets


def told(*paragraphs: str, title: str = "Phát triển kinh tế - xã hội") -> list[tuple[str, object, object, object]]:
    return [(t.indicator, t.low, t.high, t.due) for t in targets_of(*paragraphs, title=title)]


def test_year_of_the_value_then_sentence_then_heading_then_title() -> None:
    plan = [
        "II. CHỈ TIÊU ĐẾN NĂM 2030",
        "- Tỷ lệ che phủ rừng đạt 67%.",
        "- Đến năm 2025, tỷ lệ đô thị hóa đạt 30%; tỷ lệ hộ dùng nước sạch đạt 90%.",
        "- Tỷ lệ hồ sơ trực tuyến đạt 80% vào năm 2026.",
        "III. MỤC TIÊU KHÁC",
        "- Tỷ lệ giải ngân đạt 95%.",
    ]
    dues = [target.due for target in targets_of(*plan, title="Phát triển kinh tế - xã hội năm 2024")]
    assert dues == [2030, 2025, 2025, 2026, 2024]


def test_inherited_year_names_its_heading() -> None:
    (target,) = targets_of("II. CHỈ TIÊU ĐẾN NĂM 2030", "1. Về môi trường", "- Tỷ lệ che phủ rừng đạt 67%.")
    assert target.inherited == {"due": "II"} and target.section == "II.1"


def test_year_of_the_line_that_introduces_a_list() -> None:
    plan = ["II. MỤC TIÊU", "Phấn đấu đến năm 2028 đạt các chỉ tiêu sau:", "- Tỷ lệ che phủ rừng đạt 67%."]
    assert told(*plan) == [("Tỷ lệ che phủ rừng", 67, 67, 2028)]


def test_deadlines_finer_than_a_year() -> None:
    plan = ["II. MỤC TIÊU", "- Trước ngày 31/12/2026, 100% xã có trạm y tế; hết quý II/2027 có 5 xã đạt chuẩn."]
    assert [target.due for target in targets_of(*plan)] == ["2026-12-31", "2027-06-30"]


def test_before_a_year_means_the_year_before() -> None:
    assert told("II. MỤC TIÊU", "- Trước năm 2030, tỷ lệ che phủ rừng đạt 67%.")[0][3] == 2029


def test_no_year_is_told_beside_another_doubt() -> None:
    (plain,) = targets_of("II. MỤC TIÊU", "- Tỷ lệ che phủ rừng đạt 67%.")
    (short,) = targets_of("II. MỤC TIÊU", "- Rừng: 67%.")
    assert (plain.due, plain.reasons) == (None, ())
    assert "due_missing" in short.reasons and "indicator_short" in short.reasons


def test_years_of_plans_and_comparisons_are_no_deadlines() -> None:
    plan = [
        "II. CHỈ TIÊU ĐẾN NĂM 2030",
        "- Số xã đạt chuẩn tăng 10% trở lên so với năm 2020.",
        "- Tỷ lệ giải ngân vốn Chương trình mục tiêu quốc gia đạt 100%.",
    ]
    assert [target.due for target in targets_of(*plan)] == [2030, 2030]


def test_agency_above_a_task_is_the_goals() -> None:
    plan = ["III. NHIỆM VỤ", "1. Sở Y tế", "- Tổ chức khám sàng lọc, phấn đấu tỷ lệ trẻ được tiêm chủng đạt 98%."]
    (target,) = targets_of(*plan)
    assert target.agency == "Sở Y tế" and target.inherited["agency"] == "III.1"


def test_parts_point_at_their_whole() -> None:
    plan = ["II. CHỈ TIÊU", "- Tỷ lệ lao động qua đào tạo đạt 76%, trong đó có chứng chỉ đạt 35 - 40%."]
    whole, part = targets_of(*plan)
    assert whole.parent is None and part.parent == 0 and (part.low, part.high) == (35, 40)


def test_numbers_inside_a_phrase_are_no_goals() -> None:
    plan = ["II. CHỈ TIÊU", "- 70% phụ nữ mang thai được tầm soát ít nhất 4 loại bệnh; 100% xã có 2 cán bộ y tế."]
    assert [target.low for target in targets_of(*plan)] == [70, 100]


def test_place_is_the_scope() -> None:
    plan = [
        "II. MỤC TIÊU",
        "- Đến năm 2030, cả nước có 1.200 công trình xanh. Trong đó, Hà Nội có tối thiểu 200 công trình.",
    ]
    whole, part = targets_of(*plan)
    assert part.scope == "Hà Nội" and part.indicator == whole.indicator and part.parent == 0


def test_span_holds_indicator_and_value() -> None:
    text = "\n\n".join([*LETTERHEAD, "II. CHỈ TIÊU ĐẾN NĂM 2030", "- Phấn đấu kinh tế số chiếm khoảng 30% GRDP."])
    (target,) = extract(read_document(text.encode(), "plan.txt")).targets
    assert text[target.start : target.end] == "kinh tế số chiếm khoảng 30% GRDP"


def test_repeated_block_is_marked(corpus: dict[str, Path]) -> None:
    targets = extract(read_document(corpus["004_157a5e8ea989fa8e.txt"])).targets
    copies = {(target.indicator, target.low, target.due) for target in targets if target.duplicate}
    assert copies and copies <= {
        (target.indicator, target.low, target.due) for target in targets if not target.duplicate
    }


@pytest.mark.parametrize(
    "paragraph",
    [
        "Năm 2022, tỷ lệ hộ nghèo giảm 2,66%, còn 3,36%.",
        "Tính đến ngày 30/11/2022, thu nội địa đạt 2.954,1 tỷ đồng, tăng 10,5% so với cùng kỳ.",
        "Hiện có 10 cụm công nghiệp với 45 dự án.",
        "Mức hỗ trợ 30 triệu đồng/hộ; trường hợp vượt 50% thì xem xét.",
        "Đạt từ 90 - 95% cộng 03 điểm.",
        "Thực hiện Kế hoạch phát triển kinh tế - xã hội năm 2023 với mục tiêu tăng trưởng đạt 8% trở lên.",
        "Nền đường rộng 9 m, mặt đường rộng 7 m, đạt cấp IV miền núi.",
    ],
)
def test_no_goal(paragraph: str) -> None:
    assert targets_of("III. NHIỆM VỤ", paragraph) == ()


def test_what_was_not_reached_is_no_goal() -> None:
    heading = "Ước đến 31/12/2021, có 8/12 chỉ tiêu đạt và vượt kế hoạch, 4/12 chỉ tiêu chưa đạt, gồm:"
    account = ["I. KẾT QUẢ ĐẠT ĐƯỢC", f"- {heading}", "+ Tổng đàn bò 4.210/5.000 con;", "+ Trồng rừng 310/350 ha."]
    assert told(*account, title="Kết quả thực hiện nhiệm vụ năm 2021") == []
    reached = "Giá trị sản xuất đạt 3.382 tỷ đồng, đạt chỉ tiêu kế hoạch năm; thu ngân sách đạt 95% kế hoạch năm."
    assert told("I. KẾT QUẢ ĐẠT ĐƯỢC", reached, title="Kết quả thực hiện nhiệm vụ năm 2021") == []


def test_time_is_linear() -> None:
    def read(times: int) -> None:
        bullets = "\n".join(
            f"- Tỷ lệ xã đạt chuẩn nhóm {n} đạt {n % 90}%, trong đó vùng cao đạt 5%." for n in range(times)
        )
        document = read_document(f"KẾ HOẠCH\n\nII. CHỈ TIÊU ĐẾN NĂM 2030\n{bullets}".encode(), "plan.txt")
        assert len(extract(document).targets) >= times

    assert_linear(read, 100)


def test_one_endless_line() -> None:
    sentence = "phấn đấu tỷ lệ xã đạt chuẩn đạt 80%, trong đó (vùng cao đạt 60%) và 5 huyện, "
    assert_linear(lambda times: extract(read_document(("Mục tiêu: " + sentence * times).encode(), "line.txt")), 100)


def test_real_plan(corpus: dict[str, Path]) -> None:
    targets = extract(read_document(corpus["004_157a5e8ea989fa8e.txt"])).targets
    own = [target for target in targets if not target.duplicate]
    assert len(own) == 38
    assert {target.due for target in own} == {2025, 2030}
    assert [t.scope for t in own if t.change == "event"] == ["huyện Văn Quan", "huyện Bình Gia"] * 2


def test_every_doubt_is_explained(corpus: dict[str, Path]) -> None:
    explained = reason_words().keys()
    plans = [path for name, path in corpus.items() if name.endswith((".md", ".txt")) and "KH-UBND" in name]
    told = {why for path in plans[:12] for target in extract(read_document(path), {}).targets for why in target.reasons}
    assert told and told <= explained
    assert all(entry["vi"] and entry["en"] for entry in lexicon("target_reasons").values())
