"""The documents a plan stands on, in their roles."""

from __future__ import annotations

import pytest

from lotrinh.judging import Role, links_of
from lotrinh.judging.chain import roles
from lotrinh.papers import read_paper


@pytest.mark.parametrize(("role", "example"), [(role, text) for role in roles() for text in roles()[role]["examples"]])
def test_examples(role: str, example: str) -> None:
    [link] = links_of(read_paper(f"KẾ HOẠCH\nPhát triển đến năm 2030\n{example}\n".encode(), "x.txt"))
    assert link.role == Role(role)


def test_a_document_stands_once_in_its_first_role_oldest_first() -> None:
    text = """KẾ HOẠCH
Phát triển kinh tế - xã hội đến năm 2030
Thực hiện Nghị quyết số 96/NQ-CP ngày 01/8/2022 của Chính phủ và Nghị quyết số 11-NQ/TW \
ngày 10/02/2022 của Bộ Chính trị, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC TIÊU
1. Tiếp tục thực hiện Nghị quyết số 96/NQ-CP và Kế hoạch số 433/KH-UBND ngày 31/10/2018 của UBND tỉnh.
"""
    links = links_of(read_paper(text.encode(), "x.txt"))
    assert [(link.role.value, link.name, len(link.mentions)) for link in links] == [
        ("carried_out", "Nghị quyết 11-NQ/TW", 1),
        ("carried_out", "Nghị quyết 96/NQ-CP", 2),
        ("mentioned", "Kế hoạch 433/KH-UBND", 1),
    ]


def test_every_role_has_its_words() -> None:
    assert list(roles()) == [role.value for role in Role]
    assert all(told["vi"] != told["en"] for told in roles().values())
