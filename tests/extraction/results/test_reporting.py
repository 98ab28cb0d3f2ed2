"""What a document reports on."""

from __future__ import annotations

import pytest

from lotrinh.extraction.facts import DocumentInfo
from lotrinh.extraction.prose import prose_of
from lotrinh.extraction.results.reporting import reporting_on
from lotrinh.extraction.results.stated_periods import stated_periods
from lotrinh.reading import read_document


@pytest.mark.parametrize(
    ("title", "date", "expected"),
    [
        ("Tình hình kinh tế - xã hội tháng 9 và 9 tháng năm 2025", "2025-10-03", "2025-01/2025-09"),
        ("Kết quả thực hiện nhiệm vụ năm 2024; phương hướng, nhiệm vụ năm 2025", "2024-12-20", "2024"),
        ("Tình hình kinh tế - xã hội tháng Một năm 2025", "2025-02-07", "2025-01"),
        ("Sơ kết quý III năm 2024", "2024-10-02", "2024-Q3"),
        ("Đánh giá tình hình tháng 02 và nhiệm vụ trọng tâm tháng 3 năm 2023", "2023-03-28", "2023-02"),
        ("Lạng Sơn bứt phá toàn diện", "2025-01-25", "2024"),
    ],
)
def test_what_a_document_reports_on(title: str, date: str, expected: str) -> None:
    body = f"{title}\n\nNăm 2024, vượt qua khó khăn, tỉnh đạt nhiều kết quả.\n"
    prose = prose_of(read_document(body.encode(), "a.txt"))
    assert str(reporting_on(prose, DocumentInfo(title=title, date=date)).period) == expected


def test_a_date_alone_is_a_doubtful_period() -> None:
    prose = prose_of(read_document("Thu ngân sách đạt khá.\n".encode(), "a.txt"))
    reporting = reporting_on(prose, DocumentInfo(title="Thông tin kinh tế", date="2025-03-02"))
    assert (str(reporting.period), reporting.inferred) == ("2025", True)
    assert reporting_on(prose, DocumentInfo()).period is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("6 tháng đầu năm, thu ngân sách tăng 4% so với cùng kỳ năm 2023.\n", "2024-01/2024-06"),
        ("Theo Sở Công Thương, trong tháng 5/2018 xuất khẩu đạt 30 triệu USD.\n", "2018-05"),
        ("Ước giải ngân đến ngày 31/8 đạt 40% kế hoạch, cùng kỳ năm 2022 đạt 39%.\n", "as-of 2023-08-31"),
        ("Thu ngân sách đạt khá.\n", "None"),
        ("Sáng 11.1, Sở Y tế tổng kết công tác năm 2016, triển khai nhiệm vụ năm 2017.\n", "2016"),
        ("Doanh thu đạt 48 tỷ đồng, tăng 6,4% so với năm 2018.\n", "2019"),
        ("Doanh thu năm 2020 đạt 48 tỷ đồng, tăng 6,4% so với năm 2015.\n", "None"),
        ("Đến hết tháng 8, dư nợ đạt 86 tỷ đồng, tăng 3,9% so với cuối năm 2022.\n", "as-of 2023-08-31"),
        ("Chiều 6/6/2019, huyện họp. Thu ngân sách 6 tháng đầu năm đạt 51% dự toán.\n", "2019-01/2019-06"),
        ("TÌNH HÌNH KINH TẾ QUÝ I NĂM 2023\nTừ đầu năm đến 20/3/2023 có 235 doanh nghiệp mới.\n", "2023-Q1"),
    ],
)
def test_news_without_a_date_tells_its_period_itself(body: str, expected: str) -> None:
    prose = prose_of(read_document(body.encode(), "a.txt"))
    assert str(reporting_on(prose, DocumentInfo()).period) == expected


def test_a_plan_without_a_date_reports_on_nothing() -> None:
    prose = prose_of(read_document("Sở Nội vụ hoàn thành đề án trong quý I/2026.\n".encode(), "a.txt"))
    assert reporting_on(prose, DocumentInfo(kind="Kế hoạch")).period is None


def test_a_congress_looks_back_on_its_term_and_not_on_the_year_of_its_day() -> None:
    prose = prose_of(read_document("Thu nhập bình quân đạt 60 triệu đồng.\n".encode(), "a.txt"))
    title = "Đại hội đại biểu Đảng bộ xã Mường Hoa lần thứ nhất, nhiệm kỳ 2025 - 2030"
    reporting = reporting_on(prose, DocumentInfo(kind="Bài viết", title=title, date="2025-08-02"))
    assert (reporting.period, reporting.year) == (None, 2025)


def test_a_line_that_introduces_what_a_year_brought_dates_it() -> None:
    body = "Những mặt nổi bật trong năm 2014 như sau:\n\nMột là, công nghiệp tăng khá so với năm 2013.\n"
    assert str(reporting_on(prose_of(read_document(body.encode(), "a.txt")), DocumentInfo()).period) == "2014"


def test_until_now_is_the_day_of_an_article_that_tells_no_other_time() -> None:
    body = "Đến nay, toàn huyện trồng được 290 ha rừng.\n"
    prose = prose_of(read_document(body.encode(), "a.txt"))
    reporting = reporting_on(prose, DocumentInfo(kind="Bài viết", date="2020-10-08"))
    (mention,) = stated_periods(prose.shadow, 0, len(prose.shadow), reporting)
    assert str(mention.period) == "as-of 2020-10-08"
