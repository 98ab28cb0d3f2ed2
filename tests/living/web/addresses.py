"""The addresses of the site as the resolver knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One pattern: its full name ("plans:plan"), the names of its places, its view."""

    name: str
    pattern: str
    places: tuple[str, ...]
    view: Callable[..., Any]


def addresses() -> list[Address]:
    """All of them, in the resolver's order."""
    return list(_walk(get_resolver().url_patterns, "", "", ()))


def _walk(patterns: list[Any], space: str, before: str, places: tuple[str, ...]) -> Iterator[Address]:
    for entry in patterns:
        here = places + tuple(entry.pattern.converters) + tuple(entry.pattern.regex.groupindex)
        pattern = f"{before}{entry.pattern}"
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, inner, pattern, here)
        else:
            assert isinstance(entry, URLPattern)
            yield Address(
                f"{space}{entry.name}" if entry.name else "", pattern, tuple(dict.fromkeys(here)), entry.callback
            )
