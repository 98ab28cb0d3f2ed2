"""Version 1 of the API: its routes, its own description, and what it says when something is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from lotrinh.living.access.doors import door
from lotrinh.living.opendata.api.problems import MEDIA, problem
from lotrinh.living.opendata.api.routes import router
from lotrinh.living.opendata.caching import kept

api = NinjaAPI(
    title="Lộ Trình: dữ liệu mở / open data",
    version="1.0.0",
    description="Kế hoạch, mục tiêu, số liệu, nhiệm vụ đã công bố; chỉ đọc. "
    "Published plans, targets, figures and tasks; for reading only.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-v1",
)
api.add_router("", router)


@api.exception_handler(ObjectDoesNotExist)
def _absent(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(404)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(404)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    told = [f"{'.'.join(str(part) for part in one['loc'][1:])}: {one['msg']}"[:300] for one in error.errors]
    return problem(422, told)


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code if error.status_code in (400, 404, 405, 422) else 400)


@cache
def _description() -> dict[str, Any]:
    """The OpenAPI description; problems have their own media type."""
    told: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
    for operations in told["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                parameter["schema"] = _without_null(parameter["schema"])
            for status, answer in operation["responses"].items():
                if int(status) >= 400 and "application/json" in answer.get("content", {}):
                    answer["content"] = {MEDIA: answer["content"]["application/json"]}
    told["info"]["license"] = {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"}
    return told


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter that is not given is left out: there is no way to write null into an address."""
    kinds = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**rest, **kinds[0]} if len(kinds) == 1 else schema


@require_GET
@door("opendata.read")
@kept
def description(request: HttpRequest) -> HttpResponse:
    """The API's description (OpenAPI)."""
    return HttpResponse(json.dumps(_description(), ensure_ascii=False), content_type="application/json")


def _spoken(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view with problems in the API's own form also where the framework answers."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        twice = [name for name, values in request.GET.lists() if len(values) > 1]
        if twice and request.method == "GET":  # the last one would be taken in silence
            return problem(422, [f"{name[:50]}: given more than once" for name in twice[:10]])
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            told = problem(405)
            told["Allow"] = "GET"
            return told
        return response

    return guarded


def _patterns() -> list[URLPattern]:
    found = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    shown = [path(str(one.pattern), door("opendata.read")(kept(_spoken(one.callback))), name=one.name) for one in found]
    for pattern in shown:
        pattern.callback.csrf_exempt = True  # type: ignore[attr-defined]  # nothing is written
    return [path("openapi.json", description, name="openapi"), *shown]


app_name = "api-v1"
urlpatterns: list[URLPattern] = _patterns()
