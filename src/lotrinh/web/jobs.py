"""The long work that the site knows. The worker finds both tables by settings.JOB_KINDS and settings.JOB_CHORES."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lotrinh.living.documents import services as documents
from lotrinh.living.documents.jobs import read_document
from lotrinh.living.jobs import services as jobs
from lotrinh.living.jobs.kinds import Work
from lotrinh.living.notices.services import tell_and_send
from lotrinh.living.plans.jobs import judge_plans, refresh_stale

KINDS: Mapping[str, Work] = {
    "document.read": read_document,
    "plans.judge": judge_plans,
}

# Done by the worker every hour, in order.
CHORES: tuple[Callable[[], object], ...] = (jobs.sweep, documents.sweep, refresh_stale, tell_and_send)
