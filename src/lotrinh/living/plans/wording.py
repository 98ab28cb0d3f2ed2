"""Revisions of targets in words."""

from __future__ import annotations

from django.utils.translation import get_language

from lotrinh.assessment.states import Status
from lotrinh.assessment.verdict import Verdict
from lotrinh.judging import Row
from lotrinh.judging.goals import goal_of
from lotrinh.living.plans.facts import target_fact
from lotrinh.living.plans.models import TargetRevision
from lotrinh.output.verdict_rows import target_told

_NO_VERDICT = Verdict(Status.NOT_ASSESSABLE, "no-figure", "no_figure")


def revision_told(revision: TargetRevision) -> str:
    """The value of a revision in the reader's language: "trên 95% (năm 2030)"."""
    fact = target_fact(revision.slots)
    return target_told(Row(fact, (), goal_of(fact)[0], _NO_VERDICT), get_language() or "vi")
