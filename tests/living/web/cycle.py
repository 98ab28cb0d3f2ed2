"""What hangs on the tasks of a half of the world: reports with their proofs, difficulties with an action each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from lotrinh.living.difficulties import services as difficulties
from lotrinh.living.difficulties.models import Action, Decision, Difficulty
from lotrinh.living.following.models import Instance, Proof, Report, ReportKind, Standing
from lotrinh.living.following.spreading import spread
from lotrinh.living.people.models import Agency
from lotrinh.living.plans.models import Plan
from tests.living.cast import Cast


@dataclass(frozen=True)
class Cycle:
    """Of each kind of thing one of health and one of education, by the page that is about it."""

    rows: dict[str, Sequence[Any]]

    def place(self, page: str, own: int) -> int:
        """The id that stands in an address; 0 where the page is about none of these."""
        return self.rows[page][own].pk if page in self.rows else 0


def make_cycle(cast: Cast, plan: Plan) -> Cycle:
    """Write it."""
    spread(plan)
    both = (cast.health, cast.education)
    instances = [Instance.objects.get(task__plan=plan, agency=agency, carried_to=None) for agency in both]
    reports = [_report(instance, cast) for instance in instances]
    raised = [_difficulty(agency, plan, cast) for agency in both]
    return Cycle(
        {
            "tell": instances,
            "confirm": reports,
            "refuse": reports,
            "proof": [_proof(report) for report in reports],
            "difficulty": raised,
            "move": raised,
            "finish": [_action(one, cast) for one in raised],
        }
    )


def _report(instance: Instance, cast: Cast) -> Report:
    return Report.objects.create(instance=instance, kind=ReportKind.DONE, standing=Standing.ASKED, by=cast.reporter)


def _proof(report: Report) -> Proof:
    proof = Proof(report=report, name="bien-ban.txt", sha256="0" * 64, size=2)
    proof.file.save("x", ContentFile(b"ok"))
    return proof


def _difficulty(agency: Agency, plan: Plan, cast: Cast) -> Difficulty:
    return difficulties.raise_difficulty(
        title="Chưa có mặt bằng", text="Chưa thu hồi xong đất", kind="land", agency=agency, by=cast.reporter, plan=plan
    )


def _action(difficulty: Difficulty, cast: Cast) -> Action:
    day, agency = date(2026, 3, 3), difficulty.agency
    decision = Decision.objects.create(
        difficulty=difficulty, text="Giao đất", number="1/QĐ-UBND", issued_on=day, owner=agency, due=day, by=cast.leader
    )
    return Action.objects.create(difficulty=difficulty, decision=decision, text="Giao đất", agency=agency, due=day)
