"""One of everything, for the tests that call every address: a public plan, an internal one, and what hangs on them.

The first target and task of each are the health department's, the second ones the education department's: so that each
address can be called for one's own agency and for another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents import services as documents
from lotrinh.living.documents.models import Document
from lotrinh.living.jobs import services as jobs
from lotrinh.living.observations.models import Batch, Evidence, Observation
from lotrinh.living.people.models import Agency, AgencyGroup, Membership
from lotrinh.living.places.models import Area, AreaChange, AreaKind
from lotrinh.living.plans import assess
from lotrinh.living.plans.models import Assignment, Plan, Target, TargetLink, Task
from lotrinh.living.portal.models import Question, Reply
from lotrinh.living.portal.summaries import summary_of
from lotrinh.living.review import services as review
from lotrinh.living.review.models import Purpose, Review
from lotrinh.living.workdays.models import DayKind, SpecialDay
from tests.living.cast import Cast
from tests.living.web.addresses import Address
from tests.living.web.cycle import Cycle, make_cycle
from tests.living.web.reports import Reports, make_reports

TEXT = """ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
Số: {number}/KH-UBND
Lạng Sơn, ngày 12 tháng 02 năm 2024

KẾ HOẠCH
Chăm lo sức khỏe và học hành của {whom} đến năm 2030

Căn cứ Nghị quyết số 7-NQ/TU ngày 03/01/2024 của Tỉnh ủy, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:

I. MỤC TIÊU ĐẾN NĂM 2030

1. Tỷ lệ {whom} tham gia bảo hiểm y tế đến năm 2030 đạt 95%.
2. Tỷ lệ {whom} qua đào tạo nghề đến năm 2030 đạt 65%.

II. NHIỆM VỤ

1. Sở Y tế
- Xây dựng đề án khám sức khỏe định kỳ, trình Ủy ban nhân dân tỉnh trước ngày 30/6/2025.
2. Sở Giáo dục và Đào tạo
- Kiểm tra cơ sở vật chất các trường trong năm 2026.
"""


@dataclass(frozen=True)
class Half:
    """A plan, and of each kind of thing one of health and one of education: (own, other)."""

    plan: Plan
    document: Document
    targets: tuple[Target, Target]
    tasks: tuple[Task, Task]
    figures: tuple[Observation, Observation]
    evidence: tuple[Evidence, Evidence]
    batch: Batch
    link: TargetLink
    question: Question
    cycle: Cycle
    reports: Reports


@dataclass(frozen=True)
class World:
    """Both plans and what belongs to none."""

    cast: Cast
    public: Half
    internal: Half
    area: Area
    job: int
    membership: Membership
    unread: Document  # read by the program and by nobody else
    opened: Review
    special_day: SpecialDay
    change: AreaChange  # of the area, in a far year


def make_world(cast: Cast) -> World:
    """Write it."""
    area = Area.objects.create(name="Lạng Sơn", kind=AreaKind.PROVINCE, folded=fold("Lạng Sơn"), code="20")
    far = date(2999, 1, 1)
    later = Area.objects.create(name="Lạng Sơn", kind=AreaKind.PROVINCE, folded=fold("Lạng Sơn"), valid_from=far)
    group = AgencyGroup.objects.create(name="các sở, ban, ngành", folded=fold("các sở, ban, ngành"))
    unread = documents.read(documents.store(TEXT.format(number=91, whom="thanh niên").encode(), "moi.txt", cast.focal))
    return World(
        cast,
        _half(cast, 45, "nhân dân", public=True),
        _half(cast, 46, "cán bộ", public=False),
        area,
        jobs.ask("document.read", {"document": unread.pk, "name": "moi.txt"}, cast.focal).pk,
        Membership.objects.create(group=group, agency=cast.health),
        unread,
        review.open_review(unread, Purpose.PLAN, None, cast.focal),
        SpecialDay.objects.create(day=date(2026, 12, 31), kind=DayKind.OFF, ground="Quyết định số 1/QĐ-UBND"),
        AreaChange.objects.create(old=area, new=later, on=far, ground="Nghị quyết số 1/NQ"),
    )


def _half(cast: Cast, number: int, whom: str, *, public: bool) -> Half:
    content = TEXT.format(number=number, whom=whom).encode()
    document = documents.read(documents.store(content, f"{number}.txt", cast.focal))
    opened = review.open_review(document, Purpose.PLAN, None, cast.focal)
    for proposal in opened.proposals.filter(duplicate=False):
        review.accept(proposal, version=proposal.version, by=cast.focal)
    plan = review.publish(opened, cast.focal, public=public)
    both = (cast.health, cast.education)
    targets, tasks = tuple(plan.targets.order_by("order")), tuple(plan.tasks.order_by("order"))
    assert (len(targets), len(tasks)) == (2, 2)
    for target, agency in zip(targets, both, strict=True):
        target.agency = agency
        target.save()
    for task, agency in zip(tasks, both, strict=True):
        task.assignments.update(agency=agency, group=None)
        if not task.assignments.filter(lead=True).exists():
            Assignment.objects.create(task=task, lead=True, printed=agency.name, agency=agency)
    figures = tuple(_figure(target, agency, cast) for target, agency in zip(targets, both, strict=True))
    assess.refresh(plan)
    return Half(
        plan=plan,
        document=document,
        targets=(targets[0], targets[1]),
        tasks=(tasks[0], tasks[1]),
        figures=(figures[0], figures[1]),
        evidence=(_proof(figures[0], cast), _proof(figures[1], cast)),
        batch=Batch.objects.create(name="bang.csv", rows=[], by=cast.reporter, plan=plan),
        link=TargetLink.objects.create(one=targets[0], other=targets[1], kind=TargetLink.Kind.SAME, by=cast.focal),
        question=_question(targets[0], cast),
        cycle=make_cycle(cast, plan),
        reports=make_reports(cast, plan),
    )


def _figure(target: Target, agency: Agency, cast: Cast) -> Observation:
    return Observation.objects.create(
        indicator=target.indicator,
        agency=agency,
        period="2024",
        first=date(2024, 1, 1),
        last=date(2024, 12, 31),
        value=40.0,
        unit="%",
        known_on=date(2025, 1, 20),
        entered_by=cast.reporter,
    )


def _question(target: Target, cast: Cast) -> Question:
    asked = Question.objects.create(
        target=target, text="Bao giờ xã tôi có bác sĩ?", asked_on=date(2026, 3, 2), sender="x", state="answered"
    )
    Reply.objects.create(question=asked, text="Trong năm 2026.", agency=cast.finance, by=cast.focal)
    return asked


def _proof(figure: Observation, cast: Cast) -> Evidence:
    proof = Evidence(observation=figure, name="bien-ban.txt", sha256="0" * 64, size=2, by=cast.reporter)
    proof.file.save("x", ContentFile(b"ok"))
    return proof


def places(world: World, half: Half, address: Address, own: int) -> dict[str, Any]:
    """What stands in the places of an address: `own` 0 for health, 1 for education."""
    return {name: _place(world, half, address, name, own) for name in address.places}


def _place(world: World, half: Half, address: Address, name: str, own: int) -> Any:
    space, _, page = address.name.rpartition(":")
    by_name: dict[str, Any] = {
        "slug": "rut" if space == "difficulties" else half.plan.slug,  # a move of the agency that raised it
        "kind": "csv",
        "agency": (world.cast.health.pk, world.cast.education.pk)[own],
        "year": 2026,
        "link_id": half.link.pk,
        "membership": world.membership.pk,
        "change": world.change.pk,
        "role": world.cast.reporter.roles.get().pk,
        "document": world.unread.pk,
        "proposal": world.opened.proposals.earliest("pk").pk,
        "start": half.targets[own].revisions.get().start,
        "end": half.targets[own].revisions.get().end,
        "provider_id": "oidc",
        "uidb36": "1",
        "key": "khong-co",
        "act": "chap-nhan",
    }
    if space in ("portal", "opendata", "api-v1", "exchange"):
        return _public_place(half, page, name, own, by_name)
    if space in ("reporting", "gathering", "official"):
        return half.reports.place(space, page, name, own) if name != "slug" else half.plan.slug
    if name != "pk":
        return by_name[name]
    by_space = {
        "documents": half.document.pk,
        "jobs": world.job,
        "review": world.opened.pk,
        "places": world.area.pk,
        "workdays": world.special_day.pk,
        "following": half.cycle.place(page, own),
        "difficulties": half.cycle.place(page, own),
    }
    if space in by_space:
        return by_space[space]
    if space == "people":
        return (world.cast.health.pk, world.cast.education.pk)[own]
    if space == "plans":
        if page in ("indicator", "direction", "accumulation"):
            return half.targets[own].indicator_id
        return half.tasks[own].pk if page.startswith("task") else half.targets[own].pk
    if space == "observations":
        if page == "evidence":
            return half.evidence[own].pk
        if address.pattern.startswith("so-lieu/bang/"):
            return half.batch.pk
        return half.figures[own].pk if page in ("figure", "correct", "prove") else half.targets[own].indicator_id
    return world.cast.reporter.pk  # accounts; keys of the second factor


def _public_place(half: Half, page: str, name: str, own: int, by_name: dict[str, Any]) -> Any:
    """What stands in the places of the portal, of open data and of the API."""
    told = by_name | {
        "kind": {"chart": "svg", "decide": "target", "export": "chi-tieu"}.get(page, "csv"),
        "table": "targets",
        "version": "2",
        "number": 1,
        "code": "20",
        "key": summary_of(half.plan).sectors[0].key,
        "pk": half.targets[own].pk,
    }
    by_page: dict[str, Any] = {
        "figure": half.figures[own].pk,
        "task": half.tasks[own].pk,
        "indicator": half.targets[own].indicator_id,
        "moderate": half.question.pk,
        "send": half.document.pk,
    }
    return by_page.get(page, told["pk"]) if name == "pk" else told[name]
