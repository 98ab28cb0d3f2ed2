"""After the story: the public portal in a browser, on a phone, without scripts; a question from asking to answer."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.e2e.looking import Gallery
from tests.e2e.people import FOCAL, sign_in, window

LIGHT = 100_000
"""Bytes on the wire of the first page with all that it loads."""

PAGES = {
    "cong-khai": "/cong-khai/",
    "thay-doi": "/cong-khai/thay-doi/",
    "ban-do": "/cong-khai/ban-do/",
    "ban-do-xa": "/cong-khai/ban-do/20/",
    "quy-tac": "/cong-khai/quy-tac/",
    "hoi-dap": "/cong-khai/hoi-dap/",
    "du-lieu": "/du-lieu/",
}
QUESTION = "Vì sao chỉ tiêu này vẫn chưa có số liệu mới?"


def first_plan(page: Page) -> str:
    """The address of the first plan of the portal."""
    page.goto("/cong-khai/")
    href = page.locator("section.promise h2 a").first.get_attribute("href")
    assert href
    return href


def test_every_public_page(browser: Browser, address: str, gallery: Gallery) -> None:
    page = window(browser, address, gallery)
    for name, path in PAGES.items():
        page.goto(path)
        gallery.look(page, f"20-{name}")
    page.goto(first_plan(page))
    gallery.look(page, "20-ke-hoach")
    page.get_by_role("row").nth(1).get_by_role("link").click()
    gallery.look(page, "20-linh-vuc")
    page.locator("ol.promises a").first.click()
    gallery.look(page, "20-muc-tieu")
    assert page.locator("h1").inner_text()


def test_the_first_page_is_light(browser: Browser, address: str, gallery: Gallery) -> None:
    page = window(browser, address, gallery, phone=True)
    seen = [0]
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: seen.__setitem__(0, seen[0] + int(event["encodedDataLength"])))
    page.goto("/cong-khai/", wait_until="networkidle")
    assert 1_000 < seen[0] < LIGHT, seen[0]


def test_a_question_is_asked_without_scripts_moderated_and_answered(
    browser: Browser, address: str, gallery: Gallery
) -> None:
    context = browser.new_context(base_url=address, locale="vi-VN", java_script_enabled=False)
    citizen = context.new_page()
    citizen.goto(first_plan(citizen))
    citizen.get_by_role("row").nth(1).get_by_role("link").click()
    citizen.locator("ol.promises a").first.click()
    target = citizen.url
    citizen.get_by_role("link", name="Đặt câu hỏi").click()
    citizen.get_by_label("Câu hỏi của Ông/Bà").fill(QUESTION)
    citizen.wait_for_timeout(3_500)  # what is sent faster than anybody writes is refused
    citizen.get_by_role("button", name="Gửi câu hỏi").click()
    assert "Đã nhận câu hỏi" in citizen.content()
    citizen.goto(target)
    assert QUESTION not in citizen.content()

    official = window(browser, address, gallery)
    sign_in(official, FOCAL.username)
    official.goto("/cong-khai/kiem-duyet/")
    gallery.look(official, "21-kiem-duyet")
    official.get_by_role("link", name=QUESTION).click()
    gallery.look(official, "21-cau-hoi")
    official.get_by_label("Câu trả lời hoặc lý do").fill("Số liệu năm 2025 sẽ có sau khi cơ quan thống kê công bố.")
    official.get_by_role("button", name="Trả lời").click()
    official.goto("/cong-khai/cong-bo/")
    gallery.look(official, "21-giu-lai")

    citizen.goto(target)
    assert QUESTION in citizen.content() and "cơ quan thống kê công bố" in citizen.content()
    page = window(browser, address, gallery)
    page.goto(target)
    gallery.look(page, "21-da-tra-loi")


def test_nothing_is_wrong_with_the_public_pages(gallery: Gallery) -> None:
    assert gallery.faults == []
