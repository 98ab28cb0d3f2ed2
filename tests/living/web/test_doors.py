"""Every address of the site is behind a door that names an act of the table."""

from __future__ import annotations

from lotrinh.living.access.rules import rules
from tests.living.web.addresses import addresses


def test_every_address_has_a_door() -> None:
    without = [address.pattern for address in addresses() if getattr(address.view, "act", None) not in rules()]
    assert not without


def test_every_address_has_a_name_of_its_own() -> None:
    names = [address.name for address in addresses()]
    assert all(names)
    assert len(names) == len(set(names))


def test_every_act_of_the_table_is_some_doors_or_asked_by_a_view() -> None:
    from pathlib import Path

    import lotrinh

    source = "\n".join(path.read_text(encoding="utf-8") for path in Path(lotrinh.__file__).parent.rglob("*.py"))
    unused = [act for act in rules() if f'"{act}"' not in source]
    assert not unused
