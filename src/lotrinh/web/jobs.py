"""The long work that the site knows. The worker finds both tables by settings.JOB_KINDS and settings.JOB_CHORES."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lotrinh.living import uploads
from lotrinh.living.difficulties.services import carry_out_finished
from lotrinh.living.documents.jobs import read_document
from lotrinh.living.following.spreading import spread_all
from lotrinh.living.jobs import services as jobs
from lotrinh.living.jobs.kinds import Work
from lotrinh.living.notices.services import tell_and_send
from lotrinh.living.official.jobs import print_report
from lotrinh.living.plans.jobs import judge_plans, refresh_stale
from lotrinh.living.reporting.opening import open_due

KINDS: Mapping[str, Work] = {
    "document.read": read_document,
    "plans.judge": judge_plans,
    "report.pdf": print_report,
}

# Done by the worker every hour, in order.
CHORES: tuple[Callable[[], object], ...] = (
    jobs.sweep,
    uploads.sweep,
    refresh_stale,
    spread_all,
    open_due,
    carry_out_finished,
    tell_and_send,
)
