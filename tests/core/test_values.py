"""Values of the core are immutable, comparable and cheap to load."""

import dataclasses
import subprocess
import sys
from datetime import date

import pytest

from lotrinh.core.legal_windows import CALENDAR
from lotrinh.core.period import Kind, Period
from lotrinh.core.quantity import Quantity
from lotrinh.core.span import Span
from lotrinh.core.target import FORM_RULES, Form, Goal, form_of
from lotrinh.core.unit import parse_unit
from lotrinh.core.vietnamese.dates import parse_date
from lotrinh.core.vietnamese.numbers import parse_number

VALUES = [
    Span(1, 2),
    Period.year(2024),
    Quantity.exactly(1, "%"),
    Goal(Form.EVENT, due=date(2030, 12, 31)),
    form_of("event", None),
    FORM_RULES[0],
    parse_unit("%"),
    CALENDAR[Kind.YEAR],
    parse_date("26/12/2024"),
    parse_number("61,1"),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_are_frozen_and_hashable(value):
    field = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, field, getattr(value, field))
    assert not hasattr(value, "__dict__")
    assert value == dataclasses.replace(value)
    assert hash(value) == hash(dataclasses.replace(value))


def test_loading_the_package_loads_nothing_else():
    code = "import sys, lotrinh.core; print(*sorted(m for m in sys.modules if m.startswith('lotrinh')))"
    path = f"import sys; sys.path[:0] = {sys.path!r}; "
    loaded = subprocess.run([sys.executable, "-c", path + code], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == ["lotrinh", "lotrinh.core"]
