"""The menu: everybody sees the pages behind whose door they may go, and where they are."""

from __future__ import annotations

import pytest
from django.test import Client

from lotrinh.living.access.rules import NOBODY, Holding, Person
from lotrinh.web.menu import menu_for
from tests.living.cast import Cast


def person(role: str) -> Person:
    return Person(1, "x", (Holding(role, frozenset({1})),))


@pytest.mark.parametrize(
    ("who", "sees", "does_not"),
    [
        (NOBODY, {"Trang đầu", "Kế hoạch", "Văn bản", "Số liệu", "Cơ quan"}, {"Nhật ký", "Rà soát", "Tài khoản"}),
        (person("leader"), {"Việc của tôi", "Nhật ký"}, {"Rà soát", "Tài khoản"}),
        (person("focal"), {"Rà soát", "Việc chạy"}, {"Tài khoản"}),
        (person("administrator"), {"Tài khoản"}, {"Rà soát"}),
    ],
    ids=["visitor", "leader", "focal", "administrator"],
)
def test_each_sees_what_they_may_open(who: Person, sees: set[str], does_not: set[str]) -> None:
    words = {str(entry.words) for entry in menu_for(who, "/")}
    assert sees <= words
    assert not does_not & words


@pytest.mark.parametrize(
    ("path", "here"), [("/", "Trang đầu"), ("/ke-hoach/kh-23/muc-tieu/4/", "Kế hoạch"), ("/tim/", None)]
)
def test_the_page_shown_is_marked_once(path: str, here: str | None) -> None:
    marked = [str(entry.words) for entry in menu_for(NOBODY, path) if entry.here]
    assert marked == ([here] if here else [])


def test_the_mark_tells_a_page_from_one_below_it(cast: Cast) -> None:
    page = Client().get("/ke-hoach/").content.decode()
    assert 'href="/ke-hoach/" aria-current="page"' in page
    client = Client()
    client.force_login(cast.administrator)
    assert 'href="/nguoi-dung/" aria-current="true"' in client.get("/nguoi-dung/them/").content.decode()
