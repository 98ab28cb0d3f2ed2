"""Citizens' questions: asked without an account, let through and answered by the focal agency.

The steps between states are data/questions.toml. Reads and writes: `Question`, `Reply`.
"""

from __future__ import annotations

import hashlib
import hmac
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lotrinh.living.journal.services import record
from lotrinh.living.people.models import Role, User
from lotrinh.living.plans.models import Target
from lotrinh.living.portal.holding import Refused
from lotrinh.living.portal.models import Question, QuestionState, Reply
from lotrinh.living.words import Words

A_SENDER = 3
"""Questions of one caller a day."""

WAITING = 200
"""Questions that may wait for moderation in all: a flood ends here."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the table."""

    id: str
    words: Words
    sources: frozenset[str]
    to: str
    reason: bool


@cache
def steps() -> dict[str, Step]:
    """The table, by step."""
    return {
        one["id"]: Step(one["id"], Words(one["vi"], one["en"]), frozenset(one["from"]), one["to"], one["reason"])
        for one in _table()["step"]
    }


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("lotrinh.living.portal") / "data" / "questions.toml").read_text(encoding="utf-8"))


def steps_from(state: str) -> list[Step]:
    """The steps that a question in a state can take."""
    return [step for step in steps().values() if state in step.sources]


def waits() -> dict[str, int]:
    """State in which a question waits for the focal agency → so many working days."""
    return {state: one["within"] for state, one in _table()["state"].items() if "within" in one}


def sender_of(address: str, day: date) -> str:
    """The mark of a caller on one day: the same address gives another one tomorrow, and none leads back to it."""
    told = f"{day.isoformat()} {address}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).hexdigest()


def may_ask(sender: str) -> Words | None:
    """Why a caller may not ask now; None: they may."""
    if Question.objects.filter(sender=sender).count() >= A_SENDER:
        return Words(
            "Hôm nay Ông/Bà đã gửi {n} câu hỏi. Xin gửi tiếp vào ngày mai.",
            "You have sent {n:question|questions} today. Please send more tomorrow.",
        )
    if Question.objects.filter(state=QuestionState.RECEIVED).count() >= WAITING:
        return Words(
            "Đang có quá nhiều câu hỏi chờ kiểm duyệt. Xin gửi lại sau.",
            "Too many questions wait for moderation. Please send yours later.",
        )
    return None


@transaction.atomic
def ask(target: Target, text: str, name: str, sender: str) -> Question:
    """Take a question in. Raises Refused for a caller who asks too much."""
    refused = may_ask(sender)
    if refused is not None:
        raise Refused(refused.filled(n=A_SENDER))
    made = Question.objects.create(
        target=target, text=text.strip(), name=name.strip(), sender=sender, asked_on=timezone.localdate(),
        since=timezone.localdate(),
    )  # fmt: skip
    record("question.received", None, made, plan=target.plan_id, target=str(target))
    return made


@transaction.atomic
def take(question: Question, step: str, by: User, *, version: int, text: str = "") -> Question:
    """Move a question on. `text`: the reason, or the answer. Raises Refused for a step that is not in the table."""
    rule = steps()[step]
    held = Question.objects.select_for_update().get(pk=question.pk)
    if held.version != version or held.state not in rule.sources:
        now = held.get_state_display()
        raise Refused(
            Words(
                f"Câu hỏi đã được người khác xử lý (hiện: {now}). Hãy xem lại.",
                f"Somebody else has dealt with the question (now: {now}). Please look again.",
            )
        )
    if (rule.reason or rule.to == QuestionState.ANSWERED) and len(text.strip()) < 10:
        raise Refused(Words("Hãy viết ít nhất 10 ký tự.", "Write at least 10 characters."))
    held.state, held.version, held.since = rule.to, held.version + 1, timezone.localdate()
    held.reason = text.strip() if rule.reason else ""
    held.save(update_fields=["state", "version", "since", "reason"])
    if rule.to == QuestionState.ANSWERED:
        Reply.objects.create(question=held, text=text.strip(), agency_id=_agency_of(by), by=by)
    record(f"question.{_ACTS[step]}", by, held, plan=held.target.plan_id, reason=held.reason)
    return held


_ACTS = {"publish": "published", "reject": "rejected", "answer": "answered", "hide": "hidden"}


def _agency_of(user: User) -> int | None:
    role = Role.objects.filter(user=user, valid_to__isnull=True).order_by("id").first()
    return role.agency_id if role else None
