"""Everything that is done to plans, under one name: `from lotrinh.living.plans import services`."""

from __future__ import annotations

from lotrinh.living.plans.conflicts import Conflict, NotPublishable
from lotrinh.living.plans.doing import mark_done, mark_open
from lotrinh.living.plans.facts import Accepted
from lotrinh.living.plans.publishing import NewPlan, amend_plan, publish_plan
from lotrinh.living.plans.settling import (
    end_target,
    give_verdict,
    link_targets,
    set_accumulation,
    set_agency,
    set_direction,
    set_milestone,
    set_terms,
    unlink_targets,
)
from lotrinh.living.plans.yearly import adopt

__all__ = [
    "Accepted", "Conflict", "NewPlan", "NotPublishable", "adopt", "amend_plan", "end_target", "give_verdict",
    "link_targets", "mark_done", "mark_open", "publish_plan", "set_accumulation", "set_agency",
    "set_direction", "set_milestone", "set_terms", "unlink_targets",
]  # fmt: skip
