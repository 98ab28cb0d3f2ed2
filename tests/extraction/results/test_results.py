"""Results: names, periods, breakdowns, what is no result, and the real reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lotrinh.extraction.facts import Result
from lotrinh.extraction.pipeline import extract
from lotrinh.reading import read_document
from tests.growth import assert_linear

ANNUAL = "BÁO CÁO\nKết quả phát triển kinh tế - xã hội năm 2024\n"
MONTHLY = "BÁO CÁO\nTình hình kinh tế - xã hội tháng 9 và 9 tháng năm 2025\n"
PLAN = (
    "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN\nSố: 45/KH-UBND\nLạng Sơn, ngày 10 tháng 02 năm 2026\nKẾ HOẠCH\nPhát triển du lịch\n"
)


def results_of(text: str) -> tuple[Result, ...]:
    return extract(read_document(text.encode(), "report.txt")).results


def results_with_every_doubt(text: str) -> tuple[Result, ...]:
    return extract(read_document(text.encode(), "report.txt"), {}).results


def told(text: str) -> list[tuple[str, float | None, str | None]]:
    return [
        (result.indicator, result.low if result.low is not None else result.high, result.unit)
        for result in results_of(text)
    ]


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        ("Nông, lâm nghiệp và thủy sản tăng 2,62%.", ["Nông, lâm nghiệp và thủy sản"]),
        ("Du lịch tiếp tục phục hồi, tổng lượng khách ước đạt 4,21 triệu lượt.", ["tổng lượng khách"]),
        ("Thời tiết tốt nên tỷ lệ nhãn ra hoa, đậu quả ước đạt trên 95%.", ["tỷ lệ nhãn ra hoa, đậu quả"]),
        ("Đàn lợn (không tính lợn con chưa tách mẹ) 1.060.368 con.", ["Đàn lợn (không tính lợn con chưa tách mẹ)"]),
        ("Hoạt động du lịch sôi động; lũy kế ước đạt 86,7% mục tiêu năm 2024.", ["Hoạt động du lịch sôi động"]),
        ("Cơ cấu kinh tế: dịch vụ chiếm tỷ trọng 28,07%.", ["tỷ trọng dịch vụ"]),
        (
            "Tăng trưởng các tỉnh như sau: Hà Nội tăng 7,92%; Ninh Bình tăng 10,45%.",
            ["Tăng trưởng Hà Nội", "Tăng trưởng Ninh Bình"],
        ),
        ("Cả năm có 63 hợp tác xã được thành lập mới.", ["hợp tác xã được thành lập mới"]),
        (
            "Tỉnh đã thành lập mới 3 cụm công nghiệp, lũy kế toàn tỉnh có 10 cụm công nghiệp.",
            ["cụm công nghiệp thành lập mới", "cụm công nghiệp"],
        ),
        ("Toàn tỉnh có 7 nhà máy thủy điện với tổng công suất 54,9 MW.", ["nhà máy thủy điện", "tổng công suất"]),
        ("Giải quyết việc làm cho 15.200 lao động.", ["lao động Giải quyết việc làm"]),
    ],
)  # fmt: skip
def test_names(sentence: str, indicators: list[str]) -> None:
    assert [result.indicator for result in results_of(ANNUAL + sentence)] == indicators


@pytest.mark.parametrize(
    "sentence",
    [
        "Tỉnh đề ra 18 chỉ tiêu cụ thể với 14 nhóm nhiệm vụ.",
        "Năm 2025, phấn đấu thu ngân sách đạt 11.000 tỷ đồng.",
        "Tổng kế hoạch vốn đầu tư công Trung ương giao là 4.021,305 tỷ đồng.",
        "Sau khi hợp nhất, tỉnh có 104 đơn vị hành chính cấp xã (93 xã, 11 phường).",
        "Kỳ họp thứ 9, Quốc hội khóa XV đã khai mạc.",
        "Mỗi suất quà là 20 triệu đồng.",
        "Đến năm 2030, tỷ lệ đô thị hóa đạt 40%.",
    ],
)
def test_no_results(sentence: str) -> None:
    assert results_of(ANNUAL + sentence) == ()


def test_a_breakdown_has_the_period_and_the_base_of_what_it_breaks_down() -> None:
    results = results_of(
        MONTHLY + "Sản lượng khai thác tháng Chín ước đạt 8.217 tấn, tăng 3,46% so với tháng trước. "
        "Trong đó: cá 5.720 tấn, tăng 3,45%; tôm 267 tấn. Sản lượng gỗ đạt 3.666 m³."
    )
    assert [(r.indicator, r.period, r.parent, r.estimate) for r in results] == [
        ("Sản lượng khai thác", "2025-09", None, True),
        ("cá", "2025-09", 0, True),
        ("tôm", "2025-09", 0, True),
        ("Sản lượng gỗ", "2025-01/2025-09", None, False),
    ]
    assert results[1].comparisons[0].base == "previous_month"


@pytest.mark.parametrize(
    ("sentence", "parents"),
    [
        ("Sản lượng điện tăng 5%, trong đó: thủy điện tăng 3%; nhiệt điện tăng 2%.", [None, 0, 0]),
        ("Theo ngành: điện tăng 5%; nước tăng 4%, trong đó: nước sạch tăng 3%; than tăng 2%.", [None, None, 1, None]),
        ("Đàn gia cầm 9.011 nghìn con (trong đó: gà 6.485 nghìn con); đàn bò 30.567 con.", [None, 0, None]),
        ("Đàn gia cầm (bao gồm: gà, vịt) 9.011 nghìn con, đàn bò 30.567 con.", [None, None]),
    ],
)
def test_parts(sentence: str, parents: list[int | None]) -> None:
    assert [result.parent for result in results_of(MONTHLY + sentence)] == parents


def test_a_period_that_opens_a_sentence_holds_for_the_paragraph() -> None:
    results = results_of(
        ANNUAL + "Tính đến ngày 26/12/2024, kim ngạch đạt 66,9 tỷ USD. Nguồn vốn huy động đạt 45 tỷ đồng. "
        "Doanh thu năm 2024 đạt 5 tỷ đồng. Xuất khẩu hàng địa phương 169 triệu USD.\n\nThu nội địa đạt 2.954,1 tỷ đồng."
    )
    assert [r.period for r in results] == ["as-of 2024-12-26", "as-of 2024-12-26", "2024", "2024", "2024"]


def test_counts_go_on_in_a_list() -> None:
    results = results_of(ANNUAL + "Có thêm ít nhất 9 xã và 15 thôn thoát khỏi tình trạng đặc biệt khó khăn.")
    assert [(r.indicator, r.change, r.comparator, r.low, r.high) for r in results] == [
        ("xã thoát khỏi tình trạng đặc biệt khó khăn", "increase", "ge", 9, None),
        ("thôn thoát khỏi tình trạng đặc biệt khó khăn", "increase", "ge", 15, None),
    ]


def test_a_difference_in_things_is_of_the_count_of_these_things() -> None:
    results = results_of(
        MONTHLY + "Trong tháng 9, phát hiện 89 vụ, 179 đối tượng phạm tội, giảm 17 vụ (16%) so với tháng trước."
    )
    assert [(r.low, [(c.value, c.base) for c in r.comparisons]) for r in results] == [
        (89, [(17, "previous_month"), (16, "previous_month")]),
        (179, []),
    ]


def test_places_behind_trong_do_tell_of_the_whole() -> None:
    results = results_of(
        MONTHLY + "Sản lượng cá tra đạt 127.700 tấn, trong đó Đồng Tháp đạt 44.500 tấn; An Giang đạt 38.700 tấn."
    )
    assert [r.indicator for r in results] == [
        "Sản lượng cá tra",
        "Sản lượng cá tra Đồng Tháp",
        "Sản lượng cá tra An Giang",
    ]


def test_places_in_brackets_count_the_same_things() -> None:
    results = results_of(MONTHLY + "Mưa lũ làm 93 nhà bị đổ (Hà Giang: 38 nhà; Lai Châu: 55 nhà).")
    assert [(r.indicator, r.low, r.scope) for r in results] == [
        ("nhà bị đổ", 93, None),
        ("nhà bị đổ Hà Giang", 38, "Hà Giang"),
        ("nhà bị đổ Lai Châu", 55, "Lai Châu"),
    ]


def test_an_account_of_harm_reports() -> None:
    text = "Mưa lũ làm 19 người chết, 12 người bị thương; thiệt hại hơn 76 tỷ đồng tại Cần Thơ.\n"
    assert [r.low for r in results_of(text)] == [19, 12, 76]


def test_a_breakdown_has_both_bases_of_what_it_breaks_down() -> None:
    results = results_of(
        MONTHLY + "Doanh thu 9 tháng đạt 900 tỷ đồng.\n"
        "Cụ thể, doanh thu tháng Chín đạt 100 tỷ đồng, giảm 2,7% so với tháng trước và tăng 1,9% so với cùng kỳ.\n"
        "Trong đó: Bán lẻ đạt 90 tỷ đồng, giảm 0,2% và tăng 6,6%.\n"
    )
    assert [(r.period, [c.base for c in r.comparisons]) for r in results] == [
        ("2025-01/2025-09", []),
        ("2025-09", ["previous_month", "previous_year"]),
        ("2025-09", ["previous_month", "previous_year"]),
    ]


def test_a_sentence_broken_at_the_end_of_a_page_goes_on() -> None:
    results = results_of(
        MONTHLY + "Tính đến ngày 15/9/2025, đàn trâu 1.200 con, tăng 2% so với cùng kỳ; đàn bò 3.000 con; đàn lợn\n"
        "(không tính lợn con) đạt 458.223 con, tăng 3,41% so với cùng kỳ.\n"
    )
    assert [(r.low, r.period) for r in results] == [
        (1200, "as-of 2025-09-15"),
        (3000, "as-of 2025-09-15"),
        (458223, "as-of 2025-09-15"),
    ]


def test_some_places_tell_of_what_they_have() -> None:
    results = results_of(
        MONTHLY + "Một số địa phương có mức doanh thu bán lẻ tăng so với cùng kỳ năm trước: Hải Phòng tăng 11%."
    )
    assert [r.indicator for r in results] == ["doanh thu bán lẻ Hải Phòng"]


def test_growths_told_respectively() -> None:
    results = results_of(
        MONTHLY + "Vận tải hành khách ước đạt 5,1 triệu lượt người vận chuyển và 507 triệu lượt người luân chuyển, "
        "lần lượt tăng 11,48% về vận chuyển và 14,16% về luân chuyển so với cùng kỳ năm trước; "
        "doanh thu 358 tỷ đồng, tăng 12,02%."
    )
    assert [(r.low, [c.value for c in r.comparisons]) for r in results] == [
        (5.1, [11.48]),
        (507, [14.16]),
        (358, [12.02]),
    ]


def test_numbers_inside_names_are_left_alone() -> None:
    sentence = "Tăng cao có: máy giặt với sức chứa > 10 kg vải khô tăng 16,62%; ô tô con (dưới 9 chỗ ngồi) tăng 6,72%."
    assert [low for _, low, _ in told(MONTHLY + sentence)] == [16.62, 6.72]


def test_a_plan_reports_only_what_it_says_was_reached() -> None:
    goals = "Đón 6 triệu lượt khách; doanh thu đạt 9.000 tỷ đồng; có 80% cơ sở lưu trú đạt chuẩn."
    assert results_of(PLAN + goals) == ()
    reached = "Năm 2025, tổng lượng khách đã đạt 4,5 triệu lượt, tăng 6,9% so với năm 2024."
    assert told(PLAN + reached) == [("tổng lượng khách", 4.5, "triệu lượt")]


def test_a_period_taken_from_the_date_is_doubted() -> None:
    (result,) = results_of(
        "Giải ngân vốn nhằm hoàn thành kế hoạch\n12/6/2025\nHuyện đã giải ngân vốn đạt 120 tỷ đồng.\n"
    )
    assert (result.period, result.reasons) == ("2025", ("period_of_document_date", "reported_in_passing"))


def test_the_date_of_a_plan_or_conclusion_says_nothing_of_its_figures() -> None:
    head = "Số: 12/TB-VPUB\nLạng Sơn, ngày 10 tháng 02 năm 2025\nTHÔNG BÁO\nKết luận phiên họp\n"
    (result,) = results_of(f"{head}Đã giải ngân 120 tỷ đồng.\n")
    assert (result.period, result.reasons) == (None, ("reported_in_passing",))


@pytest.mark.parametrize(
    "part", ["thu nội địa 2.954 tỷ đồng, tăng 10,5%; ", "(5 ha", "có 5 xã và ", "; : ( 5 xã ", "ngô, "]
)
def test_time_grows_with_the_text(part: str) -> None:
    assert_linear(lambda size: results_of(ANNUAL + part * (size // len(part))), 4_000)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Phủ sóng: Tỷ lệ hộ dùng cáp quang: 83,4%; số trạm mới: 12 trạm.", [
            ("Tỷ lệ hộ dùng cáp quang", 83.4, "%"), ("số trạm mới", 12, "trạm"),
        ]),
        ("Bệnh sởi: 12 ca mắc; Sốt xuất huyết: 40 ca mắc.", [
            ("ca mắc Bệnh sởi", 12, "ca mắc"), ("ca mắc Sốt xuất huyết", 40, "ca mắc"),
        ]),
        ("Thị phần: Sàn A (66,7%), Sàn B (33,3%).", [("Thị phần Sàn A", 66.7, "%"), ("Thị phần Sàn B", 33.3, "%")]),
        ("Số người bán có đơn: 472,5 nghìn shop (giảm 7,45%).", [("Số người bán có đơn", 472.5, "nghìn shop")]),
        ("Có 11.500 trạm phát sóng (7,7% số trạm cũ).", [("trạm phát sóng", 11500, "trạm")]),
        ("Cán cân thương mại xuất siêu 7,63 tỷ USD.", [("Cán cân thương mại", 7.63, "tỷ USD")]),
        ("Đề án được chia làm 3 giai đoạn.", []),
    ],
)  # fmt: skip
def test_names_before_a_colon_and_in_lists(line: str, expected: list[tuple[str, float, str]]) -> None:
    assert told(f"{MONTHLY}{line}\n") == expected


def test_a_label_of_its_own_line() -> None:
    assert told(f"{MONTHLY}Doanh thu công nghiệp số:\nƯớc đạt 423 tỷ đồng.\n") == [
        ("Doanh thu công nghiệp số", 423, "tỷ đồng")
    ]


@pytest.mark.parametrize("former", ["so với tháng 3 là 4,1%", "tháng 3/2025 là 4,1%", "cùng kỳ đạt 4,1%"])
def test_what_had_been_before_is_no_result(former: str) -> None:
    (poor, calls) = results_of(f"{MONTHLY}Tỷ lệ hộ nghèo là 3,2% ({former}); Tốc độ mạng là 166,9 Mbps.\n")
    assert (poor.low, calls.low) == (3.2, 166.9)
    assert poor.period == calls.period == "2025-01/2025-09"


def test_a_forecast_has_the_year_it_is_for() -> None:
    (forecast,) = results_of(f"{MONTHLY}Dự kiến đến hết 2026 số trạm phát sóng đạt 5.000 trạm.\n")
    assert (forecast.indicator, forecast.period, forecast.estimate) == ("số trạm phát sóng", "2026", True)


def test_a_directive_accounts_for_what_is_past() -> None:
    head = "THỦ TƯỚNG CHÍNH PHỦ\nSố: 99/CĐ-TTg\nHà Nội, ngày 20 tháng 11 năm 2025\nCÔNG ĐIỆN\nVề thúc đẩy xuất khẩu\n"
    account = (
        "Trong 10 tháng năm 2025, các cân đối lớn được bảo đảm; kim ngạch xuất khẩu đạt 391 tỷ USD, tăng 16,2% so với"
        " cùng kỳ năm trước; cán cân thương mại thặng dư 19,6 tỷ USD.\n"
    )
    goal = "Phấn đấu cả năm 2025 kim ngạch xuất khẩu đạt 470 tỷ USD, tăng 15% so với năm 2024.\n"
    assert told(head + account + goal) == [
        ("kim ngạch xuất khẩu", 391, "tỷ USD"),
        ("cán cân thương mại", 19.6, "tỷ USD"),
    ]


REPORTS = (
    "002_0bae13773003c0ff",
    "Tinh-hinh-kinh-te-xa-hoi-tinh-Hung-Yen-thang-9-va-9-thang-nam-2025",
    "636-TB-VPCP",
)


@pytest.mark.parametrize("name", REPORTS)
def test_real_reports(name: str, shared: Path, corpus: dict[str, Path]) -> None:
    """Every annotated figure is found, with its period and its comparisons (see the folder `gold`)."""
    annotated = next((shared / "gold").glob(f"{name}*.jsonl"))
    records = [json.loads(line) for line in annotated.read_text(encoding="utf-8").splitlines()]
    document = records[0]
    begin, end = document["region"] or (0, 1 << 60)
    expected = {
        (record["low"], record["high"], record["period"], len(record["comparisons"]))
        for record in records
        if record["type"] == "result" and not record.get("duplicate")
    }
    source = corpus[document["file"]]
    facts = extract(read_document(source.read_bytes(), source.name))
    found = {
        (result.low, result.high, result.period, len(result.comparisons))
        for result in facts.results
        if begin <= result.start < end
    }
    assert len(expected & found) >= 0.95 * len(expected), expected - found
    assert len(found - expected) <= 0.05 * len(found), found - expected


def test_a_long_name_is_doubted() -> None:
    long = "Tỷ lệ hộ gia đình ở khu vực nông thôn được sử dụng nước hợp vệ sinh từ công trình cấp nước tập trung"
    [doubted] = results_with_every_doubt(f"{ANNUAL}{long} đạt 64%.\n")
    [plain] = results_with_every_doubt(f"{ANNUAL}Tỷ lệ hộ nghèo đạt 4%.\n")
    assert ("indicator_long" in doubted.reasons, "indicator_long" in plain.reasons) == (True, False)


def test_from_what_to_what_is_told_of_the_level_that_was_reached() -> None:
    text = (
        f"{ANNUAL}Sản lượng than tiêu thụ tăng từ 8,86 lên 17,5 triệu tấn. "
        "Tỷ lệ hộ nghèo giảm 2,4% (từ 5,6% xuống còn 3,2%). Số trường đạt chuẩn từ 5 đến 7 trường.\n"
    )
    assert told(text)[:3] == [
        ("Sản lượng than tiêu thụ", 17.5, "triệu tấn"),
        ("Tỷ lệ hộ nghèo", 2.4, "%"),
        ("Tỷ lệ hộ nghèo", 3.2, "%"),
    ]


def test_differences_of_amounts_keep_their_unit() -> None:
    text = (
        f"{ANNUAL}Cơ quan chức năng phát hiện 40 vụ vi phạm môi trường, số tiền xử phạt 226 triệu đồng. "
        "So với cùng kỳ năm trước, số vụ vi phạm môi trường tăng 12 vụ, tăng 42,86%; "
        "số tiền xử phạt giảm 39 triệu đồng, giảm 14,72%.\n"
    )
    cases, fines = results_of(text)
    assert [(one.change, one.value, one.unit) for one in cases.comparisons] == [
        ("increase", 12, "vụ"), ("increase", 42.86, "%"),
    ]  # fmt: skip
    assert [(one.change, one.value, one.unit) for one in fines.comparisons] == [
        ("decrease", 39, "triệu đồng"), ("decrease", 14.72, "%"),
    ]  # fmt: skip


def test_a_fragment_that_looks_ahead_reports_nothing() -> None:
    goals = "Đất rừng năm 2020 là 16,2 triệu ha, tăng thêm 879 nghìn ha so với năm 2010.\n"
    assert results_of(f"ĐẾN NĂM 2020, TẦM NHÌN NĂM 2030\n1. Quy hoạch sử dụng đất\n{goals}") == ()
    (forest,) = results_of(f"Theo báo cáo kết quả thực hiện quy hoạch, đất rừng tăng.\n{goals}")
    assert [c.base for c in forest.comparisons] == ["year:2010"]


def test_an_article_that_sums_up_a_year_reports() -> None:
    summed_up = "Hội nghị đánh giá kết quả thực hiện nhiệm vụ. Tỷ lệ tốt nghiệp đạt 98,1%."
    assert told(summed_up) == [("Tỷ lệ tốt nghiệp", 98.1, "%")]


def test_a_resolution_sums_up_the_year_that_ends() -> None:
    head = (
        "HỘI ĐỒNG NHÂN DÂN HUYỆN BÌNH SƠN\nSố: 12/NQ-HĐND\nBình Sơn, ngày {day}\nNGHỊ QUYẾT\n"
        "Về nhiệm vụ phát triển kinh tế - xã hội năm 2020\n"
        "Điều 1. Đánh giá tình hình thực hiện nhiệm vụ năm 2019\n"
        "Tỷ lệ hộ nghèo giảm từ 6,8% xuống còn 5,1%.\n"
    )
    assert told(head.format(day="20 tháng 12 năm 2019")) == [("Tỷ lệ hộ nghèo", 5.1, "%")]
    assert told(head.format(day="20 tháng 02 năm 2019")) == []
