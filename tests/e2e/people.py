"""Persons of the story: each with a browser of their own, signed in through the page."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from tests.e2e.looking import Gallery

PASSWORD = "khoảng trời biên giới 2026"


@dataclass(frozen=True)
class Role:
    """Somebody to whom the administrator gives an account."""

    username: str
    name: str
    title: str
    role: str  # as the page says it
    agency: str


FOCAL = Role("tonghop", "Hoàng Thị Tổng Hợp", "Chuyên viên", "Cơ quan đầu mối tổng hợp", "Sở Tài chính")
HEALTH = Role("yte", "Lương Văn Y", "Chuyên viên", "Cơ quan báo cáo", "Sở Y tế")
LEADER = Role("lanhdao", "Vi Văn Lãnh", "Phó Chủ tịch", "Lãnh đạo", "Ủy ban nhân dân tỉnh Lạng Sơn")


def window(browser: Browser, address: str, gallery: Gallery, *, phone: bool = False) -> Page:
    """A fresh window of somebody who is not signed in, in Vietnamese."""
    size = {"width": 390, "height": 844} if phone else {"width": 1366, "height": 768}
    context = browser.new_context(base_url=address, locale="vi-VN", viewport=size, has_touch=phone)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    gallery.watch(page)
    return page


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """Through the form."""
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("button", name="Đăng xuất").wait_for()
