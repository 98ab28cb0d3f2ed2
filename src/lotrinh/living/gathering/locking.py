"""Locking a period: its reports stop moving and what they said is kept as a snapshot; once more after a correction."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from lotrinh import __version__
from lotrinh.living.gathering.models import Snapshot
from lotrinh.living.gathering.snapshots import build, digest, rule_digests
from lotrinh.living.journal.services import record
from lotrinh.living.people.models import User
from lotrinh.living.refusals import Refusal
from lotrinh.living.reporting.models import Entry, Period, Request, State
from lotrinh.living.reporting.moving import move
from lotrinh.living.words import Words

UNSENT = (State.NOT_STARTED, State.DRAFT, State.RETURNED)
"""States in which a report has not come when its period is locked for the first time."""


class NotLockable(Refusal):
    """The period cannot be locked now; the words say why and what to do."""


CHANGED = Words(
    "Kỳ báo cáo đã thay đổi sau khi trang này được mở. Hãy xem lại bảng tổng hợp rồi khóa lại.",
    "The period has changed since this page was opened. Look at the board again, then lock it.",
)
WAITING = Words(
    "Còn {n} báo cáo đã gửi mà chưa tiếp nhận hoặc trả lại. Hãy xử lý rồi khóa.",
    "{n:report was|reports were} sent and neither accepted nor returned. Deal with them, then lock.",
)
TOO_EARLY = Words(
    "Chưa qua ngày chốt số liệu của kỳ nên chưa khóa được.", "The cut-off has not passed: too early to lock."
)
NOTHING = Words(
    "Chưa có báo cáo nào được tiếp nhận nên chưa có gì để khóa.", "No report was accepted: nothing to lock."
)
REASON = Words("Khóa lần sau cần nêu lý do.", "A further locking needs a reason.")
STILL_LOCKED = Words(
    "Kỳ báo cáo đang khóa và không có báo cáo nào được mở lại.", "The period is locked and no report was reopened."
)


class Absent(NotLockable):
    """Agencies have not sent, and nobody said that the period is to be locked without just these. `requests`: theirs.

    Nothing was written.
    """

    def __init__(self, requests: list[Request]) -> None:
        super().__init__(ABSENT.filled(n=len(requests)))
        self.requests = requests


ABSENT = Words(
    "Còn {n} cơ quan chưa gửi: xác nhận khóa khi thiếu các cơ quan này.",
    "{n:agency has|agencies have} not sent: confirm that the period is locked without them.",
)


@transaction.atomic
def lock(
    period: Period, by: User, version: int, reason: str = "", *, without: Collection[int] | None = None
) -> Snapshot:
    """Lock a period and keep its snapshot. Reports that never came stay as they are: missing.

    A further locking closes what was reopened since. `without`: the requests that a person saw named as not sent and
    confirmed; None: nobody is asked (a script). Raises NotLockable, and Absent where others have not sent.
    """
    held = Period.objects.select_for_update().select_related("regime__plan").get(pk=period.pk)
    if held.version != version:
        raise NotLockable(CHANGED)
    if held.cut_off >= timezone.localdate():
        raise NotLockable(TOO_EARLY)
    again = held.locked_at is not None
    moving = held.requests.filter(open_after_lock=True) if again else held.requests.all()
    waiting = moving.filter(
        state__in=[State.SUBMITTED, State.REOPENED, *([State.RETURNED, State.DRAFT] if again else [])]
    )
    if count := waiting.count():
        raise NotLockable(WAITING.filled(n=count))
    if again and not moving.exists():
        raise NotLockable(STILL_LOCKED)
    if again and not reason.strip():
        raise NotLockable(REASON)
    accepted = list(moving.filter(state=State.ACCEPTED).select_for_update())
    if not accepted and not again:
        raise NotLockable(NOTHING)
    absent = [] if again else list(held.requests.filter(state__in=UNSENT).select_related("agency"))
    if without is not None and {one.pk for one in absent} != set(without):
        raise Absent(absent)
    for one in accepted:
        move(one, "lock", by, version=one.version)
    held.locked_at, held.version = timezone.now(), held.version + 1
    held.save(update_fields=["locked_at", "version"])
    snapshot = _keep(held, by, reason.strip())
    record(
        "period.locked", by, held, plan=held.regime.plan_id, number=snapshot.number, reports=len(accepted),
        sha256=snapshot.sha256, reason=reason.strip(), without=[one.agency.name for one in absent],
    )  # fmt: skip
    return snapshot


def _keep(period: Period, by: User, reason: str) -> Snapshot:
    entries = Entry.objects.filter(request__period=period, request__state=State.LOCKED, observation__isnull=False)
    figures = sorted(entries.values_list("observation__pk", flat=True))
    moment = timezone.now()  # after the steps, which belong to it
    text = build(period, moment, figures, __version__, rule_digests())
    last = period.snapshots.order_by("-number").values_list("number", flat=True).first() or 0
    return Snapshot.objects.create(
        period=period, number=last + 1, moment=moment, content=text, sha256=digest(text), program=__version__,
        reason=reason, by=by,
    )  # fmt: skip
