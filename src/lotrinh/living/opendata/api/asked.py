"""What a request may ask: pages and filters, each bounded, so that no number is too large for a database."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Path, Query, Schema
from pydantic import BeforeValidator

from lotrinh.living.opendata.caching import site_of

LARGEST = 2**53 - 1
"""Of an id: what JSON readers keep exactly."""

Id = Annotated[int, Path(ge=1, le=LARGEST, description="Mã số / Id")]
Slug = Annotated[str, Path(pattern=r"^[a-z0-9_-]{1,120}$", description="Mã kế hoạch / Plan key")]
Number = Annotated[int, Path(ge=1, le=100_000, description="Phiên bản / Version")]
IdAsked = Annotated[int | None, Query(ge=1, le=LARGEST)]
Text = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")]
"""The character 0 is refused everywhere: no keyboard types it, and PostgreSQL stores none."""


def _day(told: Any) -> Any:
    """A day as ISO writes it; pydantic alone would also take seconds since 1970."""
    if isinstance(told, str) and not _ISO.fullmatch(told):
        raise ValueError("YYYY-MM-DD")
    return told


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
IsoDay = Annotated[date, BeforeValidator(_day)]
Day = Annotated[IsoDay | None, Query(description="Ngày / Day")]
Vintages = Literal["estimate", "preliminary", "reported", "official"]
Statuses = Literal["achieved", "on_track", "slightly_behind", "behind", "stagnant", "not_assessable"]


class Paging(Schema):
    """Which part of a list."""

    page: Annotated[int, Query(ge=1, le=100_000, description="Trang / Page")] = 1
    size: Annotated[int, Query(ge=1, le=200, description="Số dòng mỗi trang / Rows a page")] = 50


Row = TypeVar("Row")


def page_of(
    request: HttpRequest,
    rows: QuerySet[Any] | Sequence[Any],
    paging: Paging,
    made: Callable[[Any, str], Sequence[Row]],
) -> dict[str, Any]:
    """One page of records with the addresses of the next and the previous. Two queries and those of `made`."""
    site = site_of(request)
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    start = (paging.page - 1) * paging.size
    items = made(rows[start : start + paging.size], site) if start < count else []
    return {
        "count": count,
        "page": paging.page,
        "size": paging.size,
        "next": _at(request, site, paging.page + 1) if start + paging.size < count else None,
        "previous": _at(request, site, paging.page - 1) if paging.page > 1 else None,
        "items": items,
    }


def _at(request: HttpRequest, site: str, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"{site}{request.path}?{query.urlencode()}"
