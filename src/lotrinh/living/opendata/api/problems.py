"""What went wrong, as application/problem+json (RFC 9457) in both languages."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from ninja import Schema

from lotrinh.living.words import Words

MEDIA = "application/problem+json"


class Problem(Schema):
    """A problem: `title`, `detail` in Vietnamese, `title_en`, `detail_en` in English; `errors` names the fields."""

    type: str = "about:blank"
    status: int
    title: str
    title_en: str
    detail: str
    detail_en: str
    errors: list[str] = []


TITLES = {
    400: Words("Yêu cầu không hiểu được", "Request not understood"),
    404: Words("Không có", "Not found"),
    405: Words("Không dùng được phương thức này", "Method not allowed"),
    422: Words("Tham số không hợp lệ", "Parameters not valid"),
    500: Words("Lỗi của máy chủ", "Fault of the server"),
}
DETAILS = {
    400: Words("Hãy kiểm tra địa chỉ và tham số.", "Check the address and its parameters."),
    404: Words(
        "Không có, hoặc không được công bố. Xem danh sách ở địa chỉ cấp trên.",
        "There is no such thing, or it is not published. See the list one level up.",
    ),
    405: Words("Giao diện này chỉ để đọc: dùng GET.", "This interface is for reading only: use GET."),
    422: Words("Hãy sửa các tham số nêu ở «errors».", "Correct the parameters named in “errors”."),
    500: Words(
        "Hãy thử lại sau; nếu còn lỗi, báo cho quản trị.", "Try again later; if it lasts, tell the administrator."
    ),
}


def problem(status: int, errors: list[str] | None = None) -> HttpResponse:
    """The answer for a status."""
    title, detail = TITLES[status], DETAILS[status]
    told: dict[str, Any] = Problem(
        status=status, title=title.vi, title_en=title.en, detail=detail.vi, detail_en=detail.en, errors=errors or []
    ).model_dump()
    return HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=MEDIA)
