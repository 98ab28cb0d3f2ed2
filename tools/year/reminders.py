"""Who was told what, when, of the one report of the third quarter that nobody sent: worked out by hand.

The cut-off 14/09/2025 is a Sunday, the fifth working day after it 19/09/2025; the period was locked on 08/10/2025, from
when nothing is owed any more. Five working days before the deadline lie before the cut-off, so that nothing is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lotrinh.living.notices.models import Notice
from lotrinh.living.reporting.models import Request
from tools.year.province import World

EXPECTED: Mapping[str, tuple[str, tuple[date, ...]]] = {
    "begins": ("owner", (date(2025, 9, 15),)),
    "before-1": ("owner", (date(2025, 9, 18),)),
    "on-the-day": ("owner", (date(2025, 9, 19),)),
    "after-1": ("owner", (date(2025, 9, 22), date(2025, 9, 29), date(2025, 10, 6))),
    "escalate-receiver": ("receiver", (date(2025, 9, 23), date(2025, 10, 7))),
    "escalate-leader": ("leader", (date(2025, 10, 3),)),
}


def reminders_told(world: World) -> None:
    """Hold what was told against the table."""
    request = Request.objects.get(period__period="2025-Q3", first_submitted_at=None, level__name="Sở, ban, ngành")
    people = {"owner": world.at(request.agency), "receiver": world.focal, "leader": world.leader}
    rows = Notice.objects.filter(subject=f"request:{request.pk}")
    told = {(row.rule, row.person_id, row.day) for row in rows}
    wanted = {(rule, people[who].pk, day) for rule, (who, days) in EXPECTED.items() for day in days}
    world.telling.check("Nhắc việc báo cáo không gửi: thiếu gì so với bảng", sorted(map(str, wanted - told)), [])
    heads = {user.pk for user in people.values()}
    more = {one for one in told - wanted if one[1] in heads}
    world.telling.check("Nhắc việc báo cáo không gửi: thừa gì so với bảng", sorted(map(str, more)), [])
