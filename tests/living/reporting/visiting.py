"""Calling pages of reports as somebody; the report of the health department; a form as it is typed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from lotrinh.living.people.models import User
from lotrinh.living.reporting.models import FormRow, Request
from tests.living.reporting.world import Province
from tests.living.visiting import signed_in


def get(user: User, name: str, *args: Any, status: int = 200) -> str:
    answer = signed_in(user).get(reverse(name, args=args))
    assert answer.status_code == status, answer.content[:300]
    return answer.content.decode()


def post(user: User, name: str, *args: Any, data: dict[str, Any] | None = None, **extra: Any) -> HttpResponse:
    client = signed_in(user)
    return client.post(reverse(name, args=args), data or {}, **extra)  # type: ignore[return-value]


def health(province: Province) -> Request:
    return province.request(province.cast.health)


def typed(request: Request, row: FormRow, value: str, **more: str) -> dict[str, str]:
    names = {"note": "n", "explanation": "e", "vintage": "k"}
    fields = {f"{names[name]}-{row.pk}": told for name, told in more.items()}
    return {"version": str(request.version), f"v-{row.pk}": value, **fields}
