"""The story, in order: the administrator gives accounts, the focal agency publishes a plan and its results, and
everybody finds what is theirs. tools/e2e.py lets the first part that fails end the story: what follows rests on it.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import Gallery
from tests.e2e.people import FOCAL, HEALTH, LEADER, PASSWORD, Role, sign_in, window


@pytest.fixture
def visitor(browser: Browser, address: str, gallery: Gallery) -> Page:
    return window(browser, address, gallery)


def test_an_empty_site_says_what_to_do_next(visitor: Page, gallery: Gallery) -> None:
    visitor.goto("/")
    expect(visitor.get_by_text("Chưa có kế hoạch nào được công bố")).to_be_visible()
    gallery.look(visitor, "01-trong")
    visitor.goto("/khong-co/")
    gallery.look(visitor, "01-khong-co-trang")
    visitor.goto("/tai-khoan/dang-nhap/")
    gallery.look(visitor, "01-dang-nhap")


@pytest.mark.parametrize("person", [FOCAL, HEALTH, LEADER], ids=lambda person: person.username)
def test_the_administrator_gives_accounts(browser: Browser, address: str, gallery: Gallery, person: Role) -> None:
    page = window(browser, address, gallery)
    sign_in(page, "quantri", os.environ["LOTRINH_ADMIN_PASSWORD"])
    page.goto("/nguoi-dung/them/")
    page.get_by_label("Tên đăng nhập").fill(person.username)
    page.get_by_label("Họ và tên").fill(person.name)
    page.get_by_label("Chức vụ").fill(person.title)
    page.get_by_role("button", name="Tạo tài khoản").click()
    link = page.get_by_label("Liên kết đặt mật khẩu").input_value()
    page.get_by_label("Vai trò").select_option(person.role)
    page.get_by_label("Tại cơ quan").select_option(person.agency)
    page.get_by_role("button", name="Giao vai trò").click()
    expect(page.get_by_text("Đã giao vai trò")).to_be_visible()
    gallery.look(page, f"02-tai-khoan-{person.username}")

    own = window(browser, address, gallery)
    own.goto(link)
    own.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    own.get_by_label("Nhập lại").fill(PASSWORD)
    gallery.look(own, f"02-dat-mat-khau-{person.username}")
    own.get_by_role("button", name="Đặt mật khẩu").click()
    sign_in(own, person.username)
    gallery.look(own, f"02-viec-cua-toi-{person.username}")


def test_the_administrators_pages(browser: Browser, address: str, gallery: Gallery) -> None:
    page = window(browser, address, gallery)
    sign_in(page, "quantri", os.environ["LOTRINH_ADMIN_PASSWORD"])
    pages = {"viec": "/", "tai-khoan": "/nguoi-dung/", "viec-chay": "/viec-chay/", "cua-toi": "/tai-khoan/"}
    for name, path in pages.items():
        page.goto(path)
        gallery.look(page, f"03-quan-tri-{name}")
    page.goto("/tai-khoan/hai-lop/ung-dung/bat/")
    page.get_by_label("Mật khẩu").fill(os.environ["LOTRINH_ADMIN_PASSWORD"])
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("img", name="Mã QR")).to_be_visible()
    gallery.look(page, "03-quan-tri-hai-lop")


def read_document(page: Page, gallery: Gallery, file: Path, name: str) -> None:
    """Upload a file and wait until it was read; ends on the document's page."""
    page.goto("/van-ban/tai-len/")
    gallery.look(page, f"{name}-tai-len")
    page.get_by_label("Tệp").set_input_files(file)
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.wait_for_url(re.compile(r"/van-ban/\d+/"), timeout=60_000)  # by way of the job's page, which follows the work
    gallery.look(page, f"{name}-van-ban")


@dataclass
class Keyboard:
    """Counts the keys that a person presses."""

    page: Page
    count: int = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.count += 1


def decide_all(page: Page, keys: Keyboard) -> None:
    """Accept what nothing speaks against at once, the rest one by one, as a person does who agrees with all of it."""
    left = page.locator("#tien-do .answer b")
    keys.press("Shift+A")
    page.wait_for_timeout(800)
    while page.locator(".card.open").count() or "còn" in page.locator("#tien-do").inner_text():
        before = left.first.inner_text()
        keys.press("a")
        expect(left.first).not_to_have_text(before, timeout=10_000)


def test_the_focal_agency_reviews_and_publishes_the_plan_by_keyboard(
    browser: Browser, address: str, gallery: Gallery, seeds: Path
) -> None:
    page = window(browser, address, gallery)
    sign_in(page, FOCAL.username)
    read_document(page, gallery, next(seeds.glob("004_*")), "04-ke-hoach")
    keys = Keyboard(page)
    page.locator("main").get_by_role("link", name="Rà soát", exact=True).focus()
    keys.press("Enter")
    page.get_by_role("button", name="Bắt đầu rà soát").wait_for()
    gallery.look(page, "05-mo-ra-soat")
    page.get_by_role("button", name="Bắt đầu rà soát").focus()
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/ra-soat/\d+/"))
    gallery.look(page, "05-ra-soat")
    decide_all(page, keys)
    gallery.look(page, "05-ra-soat-xong")
    keys.press("p")
    page.get_by_role("button", name="Công bố").wait_for()
    gallery.look(page, "05-cong-bo")
    page.get_by_role("button", name="Công bố").focus()
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/ke-hoach/"))
    gallery.look(page, "05-ke-hoach")
    (gallery.folder / "key-presses.txt").write_text(f"{keys.count}\n", "utf-8")
    assert keys.count < 300, keys.count


def test_the_results_of_2024_give_verdicts(browser: Browser, address: str, gallery: Gallery, seeds: Path) -> None:
    page = window(browser, address, gallery)
    sign_in(page, FOCAL.username)
    read_document(page, gallery, next(seeds.glob("002_*")), "06-bai-bao")
    page.locator("main").get_by_role("link", name="Rà soát", exact=True).click()
    page.get_by_label("Báo cáo kết quả").check()
    page.get_by_label("Kế hoạch được sửa đổi").select_option(index=1)
    page.get_by_role("button", name="Bắt đầu rà soát").click()
    page.wait_for_url(re.compile(r"/ra-soat/\d+/"))
    gallery.look(page, "06-ra-soat")
    decide_all(page, Keyboard(page))
    page.keyboard.press("p")
    page.get_by_role("button", name="Đưa số liệu vào kế hoạch").wait_for()
    gallery.look(page, "06-cong-bo")
    page.get_by_role("button", name="Đưa số liệu vào kế hoạch").click()
    page.wait_for_url(re.compile(r"/ke-hoach/"))
    judged = page.locator("td .verdict:not(.v-not_assessable)")
    assert judged.count() >= 3, "results of 2024 let some targets be judged"
    gallery.look(page, "06-ke-hoach-da-danh-gia")


def test_work_of_the_districts_is_found_under_who_answers_today(
    browser: Browser, address: str, gallery: Gallery
) -> None:
    page = window(browser, address, gallery)
    page.goto("/co-quan/ai-lam/")
    page.get_by_label("Cơ quan như in trong văn bản").fill("UBND huyện Cao Lộc")
    page.get_by_label("Ngày của văn bản").fill("2023-01-26")
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.locator("main")).to_contain_text(re.compile("UBND (xã|phường)|Ủy ban nhân dân (xã|phường)"))
    gallery.look(page, "07-ai-lam")
    page.goto("/co-quan/ai-lam/?ten=Sở+Kế+hoạch+và+Đầu+tư&khi=2023-01-26")
    expect(page.locator("p.answer")).to_contain_text("Sở Tài chính")
    gallery.look(page, "07-ai-lam-so")


def plan_path(page: Page) -> str:
    """The address of the plan, from the list."""
    page.goto("/ke-hoach/")
    return str(page.locator("table a").first.get_attribute("href"))


def test_every_page_of_the_plan_as_a_citizen(browser: Browser, address: str, gallery: Gallery) -> None:
    page = window(browser, address, gallery)
    plan = plan_path(page)
    page.goto("/")
    gallery.look(page, "08-dan-trang-dau")
    for name, path in {
        "ke-hoach": "/ke-hoach/",
        "muc-tieu": plan,
        "nhom": f"{plan}?nhom=muc&sap=-moi-nhat",
        "nhiem-vu": f"{plan}nhiem-vu/",
        "lich": f"{plan}nhiem-vu/lich/",
        "van-ban": f"{plan}van-ban/",
        "nam": f"{plan}nam/",
        "phien-ban": f"{plan}phien-ban/",
        "so-sanh": f"{plan}so-sanh/?tu=2024-06-30&den=2025-06-30",
        "co-quan": "/co-quan/",
        "dia-ban": "/dia-ban/",
        "cac-van-ban": "/van-ban/",
        "so-lieu": "/so-lieu/",
        "tim": "/tim/?q=kinh+te+cua+khau",
        "tim-khong-thay": "/tim/?q=khongcogi",
    }.items():
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        gallery.look(page, f"08-dan-{name}")
    for name, path, row in (
        ("mot-muc-tieu", plan, "tbody th a"),
        ("mot-nhiem-vu", f"{plan}nhiem-vu/", "tbody th a, tbody td a"),
        ("mot-co-quan", "/co-quan/?q=Sở+Tài+chính", "tbody th a"),
        ("mot-dia-ban", "/dia-ban/", "tbody th a"),
        ("mot-van-ban", "/van-ban/", "tbody th a"),
        ("mot-chuoi-so", "/so-lieu/", "tbody th a"),
    ):
        page.goto(path)
        page.locator(row).first.click()
        expect(page.locator("h1")).to_be_visible()
        gallery.look(page, f"08-dan-{name}")


def test_a_figure_shows_its_sentence_beside_it(browser: Browser, address: str, gallery: Gallery) -> None:
    page = window(browser, address, gallery)
    page.goto(plan_path(page))
    figure = page.locator("a.figure").first
    figure.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".popover")).to_be_visible()
    page.screenshot(path=gallery.folder / "pages" / "09-con-so-1366.png")
    page.keyboard.press("Escape")
    expect(page.locator(".popover")).to_be_hidden()
    expect(figure).to_be_focused()


def test_the_leader_on_a_phone(browser: Browser, address: str, gallery: Gallery) -> None:
    page = window(browser, address, gallery, phone=True)
    sign_in(page, LEADER.username)
    expect(page.get_by_role("heading", name="Việc của tôi")).to_be_visible()
    gallery.look(page, "10-lanh-dao")
    page.goto("/nhat-ky/")
    gallery.look(page, "10-lanh-dao-nhat-ky")


def test_the_reporting_agency_enters_a_figure(browser: Browser, address: str, gallery: Gallery) -> None:
    page = window(browser, address, gallery)
    sign_in(page, HEALTH.username)
    gallery.look(page, "11-y-te")
    page.goto("/so-lieu/nhap/")
    gallery.look(page, "11-y-te-nhap")
    page.goto("/so-lieu/bang/")
    gallery.look(page, "11-y-te-bang")


def test_the_focal_agencys_pages(browser: Browser, address: str, gallery: Gallery) -> None:
    page = window(browser, address, gallery)
    sign_in(page, FOCAL.username)
    plan = plan_path(page)
    for name, path in {
        "viec": "/",
        "ra-soat": "/ra-soat/",
        "viec-chay": "/viec-chay/",
        "nhap": "/so-lieu/nhap/",
        "bang": "/so-lieu/bang/",
        "mau-thuan": "/so-lieu/mau-thuan/",
        "nam-2027": f"{plan}nam/2027/",
        "them-co-quan": "/co-quan/them/",
    }.items():
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        gallery.look(page, f"12-dau-moi-{name}")
    page.goto(plan)
    page.locator("tbody th a").first.click()
    gallery.look(page, "12-dau-moi-mot-muc-tieu")
    page.goto("/so-lieu/nhap/")
    page.locator("tbody a").first.click()
    gallery.look(page, "12-dau-moi-nhap-so")


def test_a_leader_signs_in_by_a_security_key(browser: Browser, address: str, gallery: Gallery) -> None:
    page = window(browser, address, gallery)
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    told = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    told |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": told})
    sign_in(page, LEADER.username)
    page.goto("/tai-khoan/khoa/them/")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Tên khóa").fill("Máy của phòng họp")
    page.get_by_label("Đăng nhập chỉ bằng khóa này").check()
    gallery.look(page, "14-them-khoa")
    page.get_by_role("button", name="Thêm khóa").click()
    expect(page.get_by_text("Đã thêm khóa bảo mật")).to_be_visible()
    gallery.look(page, "14-ma-du-phong")
    page.goto("/tai-khoan/khoa/")
    expect(page.get_by_text("Máy của phòng họp")).to_have_count(3)  # the row, and what its two links are about
    gallery.look(page, "14-cac-khoa")
    page.get_by_role("button", name="Đăng xuất").click()
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_role("button", name="Đăng nhập bằng khóa bảo mật").click()
    expect(page.get_by_role("link", name=LEADER.name)).to_be_visible()


def test_pages_work_without_scripts(browser: Browser, address: str, gallery: Gallery) -> None:
    page = browser.new_context(base_url=address, locale="vi-VN", java_script_enabled=False).new_page()
    page.goto(plan_path(page))
    page.locator("thead th a").first.click()
    expect(page.locator("th[aria-sort]")).to_have_count(1)
    page.get_by_label("Nhóm theo").select_option("muc")
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator("tr.group").first).to_be_visible()
    page.locator("a.figure").first.click()
    expect(page.locator("article.provenance blockquote.source")).to_be_visible()
    page.get_by_role("searchbox").first.fill("giao thông")
    page.get_by_role("button", name="Tìm").first.click()
    expect(page.locator("p.answer")).to_contain_text("giao thông")


def test_the_same_pages_in_english(browser: Browser, address: str, gallery: Gallery) -> None:
    page = window(browser, address, gallery)
    page.goto("/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    gallery.look(page, "13-english")
    page.goto(plan_path(page))
    gallery.look(page, "13-english-plan")


def test_nothing_was_wrong_with_any_page(gallery: Gallery) -> None:
    assert not gallery.faults, "\n".join(gallery.faults)
