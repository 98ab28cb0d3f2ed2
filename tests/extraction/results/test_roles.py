"""Roles: what the words before a value make of it."""

from __future__ import annotations

import pytest

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.results.roles import _KNOWN_VERBS, Role, role_before


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("thu nội địa ước đạt ", Role.LEVEL),
        ("tỷ lệ hộ nghèo còn ", Role.REMAIN),
        ("kim ngạch tăng ", Role.INCREASE),
        ("kim ngạch cao hơn ", Role.INCREASE),
        ("sản lượng giảm nhẹ ", Role.DECREASE),
        ("xuất khẩu tăng gấp ", Role.MULTIPLE),
        ("thu ngân sách vượt ", Role.EXCEED),
        ("dịch vụ chiếm tỷ trọng ", Role.SHARE),
        ("công nghiệp đóng góp ", Role.CONTRIBUTION),
        ("tỉnh đứng thứ ", Role.RANK),
        ("đàn trâu ", Role.NONE),
    ],
)
def test_roles(words: str, role: Role) -> None:
    text = shadow(words)
    assert role_before(text, 0, len(text))[0] is role


def test_a_verb_run_into_a_number_does_not_colour_the_next() -> None:
    _KNOWN_VERBS.clear()
    typo, sound = shadow("còn 0,5%giảm "), shadow("số hộ giảm ")
    role_before(typo, typo.index("g"), len(typo))
    assert role_before(sound, 0, len(sound)) == (Role.DECREASE, sound.index("giảm"))
