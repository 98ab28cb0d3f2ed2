"""A digest: what one person is told on one day, as text, in that person's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from lotrinh.living.notices.models import Delivery, Notice, Preference
from lotrinh.living.notices.rules import kinds
from lotrinh.living.words import Words


@dataclass(frozen=True, slots=True)
class Digest:
    """What a channel hands over. Addresses of pages are complete where the settings say what the site is called."""

    delivery: int
    person: int
    name: str
    address: str
    day: date
    subject: str
    text: str
    preferences_url: str


GREETING = Words("Kính gửi {name},", "Dear {name},")
SUBJECT = Words("Lộ Trình {day}: {n} việc cần biết", "Lộ Trình {day}: {n:matter|matters}")
ALL = Words("Tất cả thông báo: {url}", "All notices: {url}")
STOP = Words("Không muốn nhận thư này: {url}", "To stop this mail: {url}")


def digest_of(delivery: Delivery) -> Digest:
    """The digest that a delivery stands for. Three queries."""
    person = delivery.person
    preference = Preference.objects.filter(person=person).first()
    notices = list(delivery.notices.order_by("due", "pk"))
    with translation.override(preference.language if preference else "vi"):
        day = f"{delivery.day:%d/%m/%Y}" if translation.get_language() == "vi" else delivery.day.isoformat()
        preferences = _address(reverse("notices:settings"))
        return Digest(
            delivery.pk,
            person.pk,
            str(person),
            person.email,
            delivery.day,
            SUBJECT.format(day=day, n=len(notices)),
            _text(str(person), notices, preferences),
            preferences if settings.SITE_URL else "",
        )


def _text(name: str, notices: Sequence[Notice], preferences: str) -> str:
    by_kind: dict[str, list[Notice]] = {}
    for notice in notices:
        by_kind.setdefault(notice.kind, []).append(notice)
    lines = [GREETING.format(name=name), ""]
    for kind, found in by_kind.items():
        lines += [f"{kinds().get(kind, kind)} ({len(found)})"]
        for notice in found:
            lines += [f"- {notice}", f"  {_address(notice.url)}"]
        lines.append("")
    return "\n".join([*lines, ALL.format(url=_address(reverse("notices:list"))), STOP.format(url=preferences), ""])


def _address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
