"""What hangs on the tasks of a half of the world: reports on them with their proofs, of health and of education."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.base import ContentFile

from lotrinh.living.following.models import Instance, Proof, Report, ReportKind, Standing
from lotrinh.living.following.spreading import spread
from lotrinh.living.plans.models import Plan
from tests.living.cast import Cast


@dataclass(frozen=True)
class Cycle:
    """Of each kind one of health and one of education: (own, other)."""

    instances: tuple[Instance, Instance]
    reports: tuple[Report, Report]
    proofs: tuple[Proof, Proof]

    def place(self, space: str, page: str, own: int) -> int:
        """The id that stands in an address."""
        rows = {"tell": self.instances, "confirm": self.reports, "refuse": self.reports, "proof": self.proofs}
        return rows[page][own].pk


def make_cycle(cast: Cast, plan: Plan) -> Cycle:
    """Write it."""
    spread(plan)
    health, education = (
        Instance.objects.get(task__plan=plan, agency=agency, carried_to=None)
        for agency in (cast.health, cast.education)
    )
    one, other = _report(health, cast), _report(education, cast)
    return Cycle((health, education), (one, other), (_proof(one), _proof(other)))


def _report(instance: Instance, cast: Cast) -> Report:
    return Report.objects.create(instance=instance, kind=ReportKind.DONE, standing=Standing.ASKED, by=cast.reporter)


def _proof(report: Report) -> Proof:
    proof = Proof(report=report, name="bien-ban.txt", sha256="0" * 64, size=2)
    proof.file.save("x", ContentFile(b"ok"))
    return proof
