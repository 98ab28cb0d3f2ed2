"""The examples in the readers' docstrings hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import lotrinh.reading

MODULES = sorted(module.name for module in pkgutil.walk_packages(lotrinh.reading.__path__, "lotrinh.reading."))


@pytest.mark.parametrize("name", ["lotrinh.reading", *MODULES])
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
