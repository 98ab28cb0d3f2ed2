"""A regime on a half of the world, with a report of health and one of education and what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from lotrinh.living.gathering.models import Snapshot
from lotrinh.living.gathering.snapshots import build, digest
from lotrinh.living.official.models import Report
from lotrinh.living.people.models import Agency
from lotrinh.living.plans.models import Plan
from lotrinh.living.reporting.entering import Figure, save
from lotrinh.living.reporting.models import Attachment, FormRow, Level, Period, Regime, Reporter, Request, Upload
from lotrinh.living.reporting.opening import open_periods
from tests.living.cast import Cast

SECRET = "khong-co"


@dataclass(frozen=True)
class Reports:
    """Of each kind one of health and one of education: (own, other)."""

    regime: Regime
    period: Period
    requests: tuple[Request, Request]
    files: tuple[Attachment, Attachment]
    uploads: tuple[Upload, Upload]
    snapshot: Snapshot
    papers: tuple[Report, Report]  # the skeleton of a plan of each

    def place(self, space: str, page: str, name: str, own: int) -> int | str:
        """What stands in a place of an address."""
        if space != "reporting":
            return self._gathered(page, name, own)
        if name != "pk":
            places: dict[str, int | str] = {"number": 1, "file": self.files[own].pk, "secret": SECRET}
            return places[name]
        if page.startswith("regime"):
            return self.regime.pk
        return self.uploads[own].pk if page in ("upload", "apply") else self.requests[own].pk

    def _gathered(self, page: str, name: str, own: int) -> int | str:
        """The same for gathering and for official reports."""
        if page in ("make", "template_file"):
            return {"kind": "child_plan", "sort": "report"}[name]
        if name == "number":
            return self.snapshot.number
        of_period = page in _OF_PERIOD
        return self.period.pk if of_period else self.papers[own].pk


_OF_PERIOD = ("board", "contradictions", "figures", "figures_file", "lock", "snapshot", "snapshot_file")


def make_reports(cast: Cast, plan: Plan) -> Reports:
    """Write it."""
    regime = Regime.objects.create(
        name="Báo cáo quý", plan=plan, frequency="quarter", receiver=cast.finance, valid_from=date(2025, 7, 1),
        valid_to=date(2025, 9, 30),
    )  # fmt: skip
    level = Level.objects.create(regime=regime, order=1, name="Sở, ngành", days=5)
    for order, (target, agency) in enumerate(
        zip(plan.targets.order_by("order"), (cast.health, cast.education), strict=True)
    ):
        Reporter.objects.create(level=level, agency=agency)
        FormRow.objects.create(regime=regime, order=order, indicator=target.indicator, agency=agency)
    (period,) = open_periods(regime, date(2025, 7, 1), date(2025, 9, 30), cast.focal)
    requests = tuple(period.requests.get(agency=agency) for agency in (cast.health, cast.education))
    rows = tuple(regime.rows.order_by("order"))
    for request, row in zip(requests, rows, strict=True):
        save(request, [Figure(row.pk, 50.0)], None, cast.reporter, request.version)
        request.refresh_from_db()
    files = tuple(_file(request, cast) for request in requests)
    uploads = tuple(
        Upload.objects.create(request=one, kind="paste", name="bang", sha256="0" * 64, made_from=2, by=cast.reporter)
        for one in requests
    )
    moment = timezone.now()
    text = build(period, moment, [], "0", {})
    snapshot = Snapshot.objects.create(
        period=period, number=1, moment=moment, content=text, sha256=digest(text), program="0", by=cast.focal
    )
    papers = tuple(_paper(plan, agency, cast) for agency in (cast.health, cast.education))
    return Reports(
        regime, period, (requests[0], requests[1]), (files[0], files[1]), (uploads[0], uploads[1]), snapshot,
        (papers[0], papers[1]),
    )  # fmt: skip


def _paper(plan: Plan, agency: Agency, cast: Cast) -> Report:
    paper = Report(
        kind="child_plan", plan=plan, agency=agency, as_of=date(2025, 9, 30), head={"summary": "Triển khai"},
        content={"opening": [], "sections": []}, sha256="0" * 64, by=cast.focal,
    )  # fmt: skip
    paper.file.save("x", ContentFile(b"ok"), save=False)
    paper.pdf.save("x", ContentFile(b"ok"), save=False)
    paper.save()
    return paper


def _file(request: Request, cast: Cast) -> Attachment:
    file = Attachment(request=request, name="bien-ban.txt", sha256="0" * 64, size=2, by=cast.reporter)
    file.file.save("x", ContentFile(b"ok"))
    return file
