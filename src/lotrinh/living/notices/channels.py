"""Channels by which digests go out. One table of the site holds them (settings.NOTICE_CHANNELS); others may add theirs.

A channel is a record of functions: `ready` says whether this installation can use it, `send` hands one digest over
and raises `NotReachable` for a person whom it cannot reach at all, anything else for what may work later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from lotrinh.living.notices.digests import Digest
from lotrinh.living.words import Words


class NotReachable(Exception):  # noqa: N818 - a fact about the person, not a fault
    """The person has no address in this channel."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to people: what it is called, whether it can be used, how a digest is handed over."""

    words: Words
    ready: Callable[[], bool]
    send: Callable[[Digest], None]


def channels() -> Mapping[str, Channel]:
    """The table of the site."""
    table: Any = import_string(settings.NOTICE_CHANNELS)
    assert isinstance(table, Mapping)
    return table


def _mail_is_set() -> bool:
    return not settings.EMAIL_BACKEND.endswith("console.EmailBackend")


def _send_mail(digest: Digest) -> None:
    if not digest.address:
        raise NotReachable("no e-mail address")
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    headers = {
        "Auto-Submitted": "auto-generated",
        "Message-ID": f"<lotrinh-{digest.delivery}-{digest.day:%Y%m%d}@{host}>",  # the same if ever sent again
    }
    if digest.preferences_url:
        headers["List-Unsubscribe"] = f"<{digest.preferences_url}>"
    EmailMessage(digest.subject, digest.text, to=[digest.address], headers=headers).send()


EMAIL = Channel(Words("Thư điện tử", "E-mail"), _mail_is_set, _send_mail)
