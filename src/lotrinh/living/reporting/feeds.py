"""The calendar of one person (RFC 5545), read by calendar programs at a secret address.

Reads: `owed_by`, the one query of what is owed. Writes: an iCalendar stream; the hash of the address's secret.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.db import transaction

from lotrinh.living.journal.services import record
from lotrinh.living.people.models import User
from lotrinh.living.reporting.clocks import name_told
from lotrinh.living.reporting.models import FeedKey
from lotrinh.living.reporting.owed import Owed

MEDIA = "text/calendar; charset=utf-8"


@transaction.atomic
def new_key(user: User) -> str:
    """A new secret of the person's feed, told once; the one before no longer opens it."""
    secret = secrets.token_urlsafe(32)
    FeedKey.objects.update_or_create(user=user, defaults={"sha256": _digest(secret)})
    record("user.feed_made", user, user)
    return secret


@transaction.atomic
def revoke_key(user: User) -> None:
    """Close the feed."""
    if FeedKey.objects.filter(user=user).delete()[0]:
        record("user.feed_revoked", user, user)


def user_of(secret: str) -> User | None:
    """Whose feed a secret opens; None: nobody's."""
    key = FeedKey.objects.select_related("user").filter(sha256=_digest(secret), user__is_active=True).first()
    return key.user if key else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def calendar_of(owed: Iterable[Owed], site: str, now: datetime, lang: str = "vi") -> str:
    """One all-day event a report, on the day it is due. `site`: "https://host", for links and identities."""
    host = site.partition("://")[2] or site
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lo Trinh//Reports//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "X-WR-CALNAME:" + _text("Báo cáo phải gửi" if lang == "vi" else "Reports to send"),
    ]  # fmt: skip
    for one in owed:
        name = name_told(one)
        lines += [
            "BEGIN:VEVENT",
            f"UID:request-{one.request.pk}@{host}",
            f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{one.due:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.due + timedelta(days=1):%Y%m%d}",
            f"SEQUENCE:{one.request.version}",
            "SUMMARY:" + _text(name.vi if lang == "vi" else name.en),
            f"URL:{site}{one.url}",
            "TRANSP:TRANSPARENT",
            *(["DESCRIPTION:" + _text(one.reason)] if one.reason else []),
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _text(told: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        told = told.replace(plain, escaped)
    return "".join(char for char in told if char.isprintable())


def folded(line: str) -> Iterator[str]:
    """A content line in parts of at most 75 octets, no letter cut (RFC 5545, 3.1).

    >>> [len(part.encode()) for part in folded("SUMMARY:" + "ố" * 40)]
    [74, 55]
    """
    part, room = "", 75
    for char in line:
        if len((part + char).encode()) > room:
            yield part
            part = " "
        part += char
    yield part
