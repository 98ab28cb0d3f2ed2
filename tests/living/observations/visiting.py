"""Visiting the pages of figures: a world's figure, a signed-in browser, the text of an answer, a filled form."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from django.urls import reverse

from lotrinh.core.period import Period
from lotrinh.living.observations.records import Told
from lotrinh.living.people.models import User
from tests.living.observations.plans import World
from tests.living.visiting import signed_in

YEAR = Period.year(2024)


def told(world: World, value: float | None = 2483.4, **fields: object) -> Told:
    start = Told(world.revenue, YEAR, value, "tỷ đồng", date(2025, 1, 5), area=world.area, agency=world.cast.finance)
    return replace(start, **fields)  # type: ignore[arg-type]


def text(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("\u00a0", " ")  # type: ignore[attr-defined]


def fields(world: World, **more: str) -> dict[str, str]:
    return {
        "period": "2024", "value": "2.483,4", "unit": "tỷ đồng", "vintage": "reported", "change": "level", "area": "",
        "scope": "", "agency": str(world.cast.finance.pk), "share": "", "plan_of": "", "growth": "", "note": "",
        "document": "", "quote": "", **more,
    }  # fmt: skip


def entry_url(world: World) -> str:
    return reverse("observations:entry", args=[world.plan.slug, world.revenue.pk])


def post(world: World, by: User | None = None, **more: str) -> object:
    return signed_in(by or world.cast.focal).post(entry_url(world), fields(world, **more))
