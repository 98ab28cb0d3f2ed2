"""A target in one sentence for everybody, made from its data."""

from __future__ import annotations

from lotrinh.living.plans.models import Plan
from lotrinh.living.plans.table import TargetRow
from lotrinh.living.portal.summaries import PLAIN
from lotrinh.living.words import Words

_WITH = Words(
    "{place} đặt mục tiêu «{name}» {target}. Số mới nhất là {latest} ({period}): {plain}.",
    "{place} set the target “{name}”: {target}. The latest figure is {latest} ({period}): {plain}.",
)
_WITHOUT = Words(
    "{place} đặt mục tiêu «{name}» {target}. Chưa có số liệu để biết đã đi đến đâu.",
    "{place} set the target “{name}”: {target}. There is no figure yet to tell how far it is.",
)
_HELD = Words(
    "{place} đặt mục tiêu «{name}» {target}. Số liệu của mục tiêu này chưa được công bố.",
    "{place} set the target “{name}”: {target}. Its figures are not published.",
)
_ENDED = Words(
    "{place} đã đặt mục tiêu «{name}» {target}; mục tiêu này không còn áp dụng.",
    "{place} had set the target “{name}”: {target}; it no longer applies.",
)


def target_sentence(plan: Plan, row: TargetRow, *, held: bool) -> str:
    """One sentence: who wants what until when, where it stands."""
    words = row.words
    if row.told["ended"]:
        pattern = _ENDED
    elif held:
        pattern = _HELD
    else:
        pattern = _WITH if words["latest"] else _WITHOUT
    return pattern.format(
        place=plan.area.name if plan.area else plan.short, name=row.name, target=words["target"],
        latest=words["latest"], period=words["period"], plain=PLAIN[row.status],
    )  # fmt: skip
