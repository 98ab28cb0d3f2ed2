"""The story, in order: the administrator gives accounts, the focal agency publishes a plan and its results, and
everybody finds what is theirs. tools/e2e.py lets the first part that fails end the story: what follows rests on it.
"""

from __future__ import annotations

import os

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


def test_nothing_was_wrong_with_any_page(gallery: Gallery) -> None:
    assert not gallery.faults, "\n".join(gallery.faults)
