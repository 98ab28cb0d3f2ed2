"""The cycle in a browser, on the sample province: agencies report by form and by workbook, the focal agency returns,
accepts, locks and makes the Word report, the leader decides a difficulty on a phone, a citizen sees the portal.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lotrinh.living.reporting.entering import Figure
from tests.e2e.looking import Gallery
from tests.e2e.people import sign_in, window
from tests.e2e.sample_site import Sample, sample_site
from tools.year.sending import filled_in

UNCLEAR = "Chưa nêu rõ số liệu là ước tính hay chính thức."


@pytest.fixture(scope="module")
def sample() -> Iterator[Sample]:
    with sample_site(Path(os.environ["LOTRINH_E2E_FOLDER"]) / "sample") as site:
        yield site


def person(browser: Browser, sample: Sample, gallery: Gallery, username: str, *, phone: bool = False) -> Page:
    page = window(browser, sample.address, gallery, phone=phone)
    sign_in(page, username, sample.password)
    return page


def open_report(page: Page, words: str) -> None:
    """The report of the last quarter that is over; `words`: of its row, in the list of what is owed or waits."""
    page.goto("/bao-cao/")
    row = page.locator("tbody tr").filter(has_text=words).filter(has_text=quarter())
    row.get_by_role("link").first.click()
    page.locator("#bieu-mau").wait_for()


def quarter() -> str:
    """The quarter that the sample has reports of: the last one whose cut-off, the 14th, is over."""
    today = date.today()
    months = today.year * 12 + today.month - 1 - (today.day <= 14)
    months -= (months % 12 + 1) % 3
    return f"{'I' * ((months % 12 + 1) // 3) if months % 12 != 11 else 'IV'}/{months // 12}"


def done(page: Page, words: str) -> None:
    expect(page.locator("main, .messages").get_by_text(words).first).to_be_visible()


def test_the_focal_agency_returns_a_report_with_a_reason(browser: Browser, sample: Sample, gallery: Gallery) -> None:
    page = person(browser, sample, gallery, "tonghop")
    page.goto("/bao-cao/")
    gallery.look(page, "20-dau-moi-bao-cao")
    open_report(page, "Sở Y tế")
    gallery.look(page, "20-dau-moi-mot-bao-cao")
    page.get_by_label(re.compile("^Lý do: Trả lại")).fill(UNCLEAR)
    page.get_by_role("button", name="Trả lại", exact=True).click()
    done(page, "Đã trả lại")


def test_an_agency_reports_by_workbook(browser: Browser, sample: Sample, gallery: Gallery) -> None:
    page = person(browser, sample, gallery, "yte")
    gallery.look(page, "21-y-te-viec")
    open_report(page, "")
    expect(page.get_by_role("alert")).to_contain_text(UNCLEAR)
    gallery.look(page, "21-y-te-bi-tra-lai")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải biểu Excel về").click()
    content = Path(download.value.path()).read_bytes()
    rows = [int(row.get_attribute("data-row") or 0) for row in page.locator("tr[data-row]").all()]
    figures = {rows[0]: Figure(rows[0], 34.5, explanation="Số chính thức của ngành.")}
    file = gallery.folder / "bieu.xlsx"
    file.write_bytes(filled_in(content, figures, {}))
    page.get_by_label("Tải biểu đã điền lên").set_input_files(file)
    page.locator(".workbook").get_by_role("button", name="Xem khác biệt").click()
    expect(page.locator("tr.r-changes")).to_have_count(1)
    gallery.look(page, "21-y-te-khac-biet")
    page.get_by_role("button", name="Ghi các dòng đã chọn").click()
    done(page, "Đã đưa vào bản nháp")
    page.get_by_role("button", name="Lưu và gửi báo cáo").click()
    done(page, "Đã gửi báo cáo")
    gallery.look(page, "21-y-te-da-gui")


def test_an_agency_reports_by_form(browser: Browser, sample: Sample, gallery: Gallery) -> None:
    page = person(browser, sample, gallery, "nongnghiep")
    open_report(page, "")
    gallery.look(page, "22-nong-nghiep-bi-tra-lai")
    figure = page.locator("tr[data-row] input.cell").first
    figure.fill("x")
    figure.blur()
    expect(page.locator("tr[data-row] [data-findings]").first).not_to_be_empty()
    gallery.look(page, "22-nong-nghiep-dang-nhap")
    figure.fill("99")
    page.locator("tr[data-row] input[name^='e-']").first.fill("Số chính thức, đã đối chiếu với xã.")
    page.get_by_role("button", name="Lưu và gửi báo cáo").click()
    done(page, "Đã gửi báo cáo")


def test_the_focal_agency_accepts_and_locks(browser: Browser, sample: Sample, gallery: Gallery) -> None:
    page = person(browser, sample, gallery, "tonghop")
    for agency in ("Sở Y tế", "Sở Nông nghiệp và Môi trường"):
        open_report(page, agency)
        page.get_by_role("button", name="Tiếp nhận", exact=True).click()
        done(page, "Đã tiếp nhận")
    page.goto("/tong-hop/")
    gallery.look(page, "23-tong-hop")
    period_row(page).get_by_role("link").first.click()
    gallery.look(page, "23-bang-tien-do")
    for name in ("Mâu thuẫn", "Số liệu"):
        page.locator("main").get_by_role("link", name=re.compile(f"^{name}")).first.click()
        gallery.look(page, f"23-{'mau-thuan' if name == 'Mâu thuẫn' else 'so-lieu'}")
    page.goto("/tong-hop/")
    period_row(page).get_by_role("link").first.click()
    page.get_by_role("button", name="Khóa kỳ này").click()
    expect(page.locator("main")).to_contain_text("Chưa khóa. Còn")  # agencies have not sent: they are named first
    gallery.look(page, "23-hoi-truoc-khi-khoa")
    page.get_by_label(re.compile("^Khóa dù")).check()
    page.get_by_role("button", name="Khóa kỳ này").click()
    page.locator("main").get_by_role("link", name=re.compile("Bản chốt 1")).first.click()
    page.get_by_role("link", name="Tính lại và so").click()
    done(page, "Tính lại từ hồ sơ hôm nay ra đúng từng byte.")
    gallery.look(page, "23-ban-chot")


def period_row(page: Page) -> Locator:
    """The row of the quarter."""
    return page.locator("tbody tr").filter(has_text=quarter())


def test_the_focal_agency_makes_the_word_report(browser: Browser, sample: Sample, gallery: Gallery) -> None:
    page = person(browser, sample, gallery, "tonghop")
    page.goto("/bao-cao-chinh-thuc/")
    gallery.look(page, "24-bao-cao-chinh-thuc")
    page.locator("main").get_by_role("link", name=re.compile("đánh giá", re.IGNORECASE)).first.click()
    page.get_by_label("Kỳ báo cáo").fill(f"quý {quarter()}")
    page.get_by_role("button", name="Tiếp").click()
    page.get_by_label("Cơ quan ban hành").wait_for()
    gallery.look(page, "24-the-thuc")
    page.get_by_role("button", name="Lập báo cáo").click()
    page.get_by_role("link", name="Tải tệp Word").wait_for()
    gallery.look(page, "24-mot-bao-cao")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp Word").click()
    with Path(download.value.path()).open("rb") as file:
        text = "\n".join(paragraph.text for paragraph in docx.Document(file).paragraphs)
    assert "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU" in text.upper()
    assert "34,5" in text


def test_the_leader_decides_a_difficulty_on_a_phone(browser: Browser, sample: Sample, gallery: Gallery) -> None:
    page = person(browser, sample, gallery, "lanhdao", phone=True)
    gallery.look(page, "25-lanh-dao")
    page.goto("/kho-khan/")
    gallery.look(page, "25-kho-khan")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name=re.compile("Chưa có mặt bằng")).first.click()
    gallery.look(page, "25-mot-kho-khan")
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("main").get_by_role("link", name="Quyết định", exact=True).first.click()
    gallery.look(page, "25-quyet-dinh")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("radio").first.check()
    page.get_by_label("Số, ký hiệu văn bản quyết định").fill("1216/QĐ-UBND")
    page.locator("#id_text").fill("Đồng ý phương án 1.")
    page.get_by_role("button", name="Quyết định", exact=True).click()
    expect(page.locator("main")).to_contain_text("1216/QĐ-UBND")
    gallery.look(page, "25-da-quyet-dinh")


def test_a_citizen_sees_the_portal(browser: Browser, sample: Sample, gallery: Gallery) -> None:
    page = window(browser, sample.address, gallery)
    page.goto("/cong-khai/")
    gallery.look(page, "26-cong-khai")
    page.locator("section.promise h2 a").first.click()
    gallery.look(page, "26-ke-hoach")
    page.locator("main a[href*='/linh-vuc/']").first.click()
    page.locator("main a[href*='/muc-tieu/']").first.wait_for()
    gallery.look(page, "26-linh-vuc")
    page.locator("main a[href*='/muc-tieu/']").first.click()
    expect(page.locator("h1")).to_be_visible()
    gallery.look(page, "26-muc-tieu")
    for name, path in {
        "thay-doi": "thay-doi/",
        "ban-do": "ban-do/",
        "hoi-dap": "hoi-dap/",
        "quy-tac": "quy-tac/",
    }.items():
        page.goto(f"/cong-khai/{path}")
        expect(page.locator("h1")).to_be_visible()
        gallery.look(page, f"26-{name}")
    for closed in ("/bao-cao/", "/tong-hop/", "/kho-khan/", "/bao-cao-chinh-thuc/"):
        page.goto(closed)
        assert "dang-nhap" in page.url, closed


def test_nothing_was_wrong_with_any_page_of_the_cycle(gallery: Gallery) -> None:
    assert not gallery.faults, "\n".join(gallery.faults)
