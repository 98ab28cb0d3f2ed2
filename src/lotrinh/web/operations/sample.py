"""The sample province of the demo: plan and results, published as a person would, and an account for each role."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from lotrinh.living.documents import services as documents
from lotrinh.living.documents.models import Document
from lotrinh.living.people.models import Agency, Role, RoleKind, User
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.plans import services as plans
from lotrinh.living.plans.models import Plan
from lotrinh.living.review import services as review
from lotrinh.living.review.models import Purpose, Standing
from lotrinh.living.words import Words
from lotrinh.web.operations.sample_cases import load_cases
from lotrinh.web.operations.sample_reports import load_reports
from lotrinh.web.operations.setup import Tell, load_vietnam

PLAN, RESULTS = "ke-hoach-den-2030.txt", "ket-qua-2024.txt"
SINCE = date(2025, 3, 1)


@dataclass(frozen=True, slots=True)
class Accounts:
    """The demo's accounts: (name to sign in with, who it is), and the one password, made on this machine."""

    password: str
    people: tuple[tuple[str, str], ...]


# (sign-in name, name, title, role, agency)
_PEOPLE = (
    ("tonghop", "Hoàng Thị Tổng Hợp", "Chuyên viên", RoleKind.FOCAL, "Sở Tài chính"),
    ("yte", "Lương Văn Y", "Chuyên viên", RoleKind.REPORTER, "Sở Y tế"),
    ("nongnghiep", "Nông Thị Lúa", "Chuyên viên", RoleKind.REPORTER, "Sở Nông nghiệp và Môi trường"),
    ("lanhdao", "Vi Văn Lãnh", "Phó Chủ tịch UBND tỉnh", RoleKind.LEADER, "Ủy ban nhân dân tỉnh Lạng Sơn"),
    ("quantri", "Đặng Quản Trị", "Quản trị hệ thống", RoleKind.ADMINISTRATOR, "Ủy ban nhân dân tỉnh Lạng Sơn"),
)


def load_sample(tell: Tell) -> Accounts:
    """Load what is not there yet: a start that was interrupted goes on where it was."""
    if not Plan.objects.exists():
        load_vietnam(tell)
    accounts = _accounts()
    author = User.objects.get(username="tonghop")
    plan = Plan.objects.order_by("id").first()
    if plan is None:
        tell(Words("Đọc và công bố kế hoạch mẫu …", "Reading and publishing the sample plan …"))
        plan = _publish(PLAN, author, purpose=Purpose.PLAN, plan=None)
    _assign(plan, author)
    if not plan.reviews.filter(purpose=Purpose.REPORT).exists():
        tell(Words("Đọc kết quả năm 2024 …", "Reading the results of 2024 …"))
        _publish(RESULTS, author, purpose=Purpose.REPORT, plan=plan)
    tell(Words("Mở kỳ báo cáo mẫu …", "Opening the sample's reports …"))
    load_reports(plan, author)
    load_cases(plan)
    return accounts


def _accounts() -> Accounts:
    """One account for each role, with a password that exists on this machine only."""
    file = Path(settings.HOME) / "demo-password"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(f"{secrets.choice(_WORDS)}-{secrets.choice(_WORDS)}-{secrets.randbelow(9000) + 1000}", "ascii")
    password = file.read_text("ascii").strip()
    for name, full_name, title, role, agency in _PEOPLE:
        with transaction.atomic():
            if not User.objects.filter(username=name).exists():
                user = User.objects.create_user(name, password=password, full_name=full_name, title=title)
                at = Agency.objects.filter(name=agency, valid_to=None).latest("id")
                Role.objects.create(user=user, kind=role, agency=at, valid_from=SINCE)
    return Accounts(
        password, tuple((name, f"{RoleKind(role).label} · {agency}") for name, _, _, role, agency in _PEOPLE)
    )


# The plan names no agency for most targets; in the demo they are given by what departments do. First words of the
# indicator → agency.
_ANSWERS = {
    "Tốc độ tăng trưởng tổng sản phẩm": "Sở Tài chính", "GRDP": "Sở Tài chính", "Cơ cấu kinh tế": "Sở Tài chính",
    "Thu nội địa": "Sở Tài chính", "Kim ngạch": "Sở Công Thương", "Tỷ lệ khu công nghiệp": "Sở Công Thương",
    "Tổng số khách": "Sở Văn hóa, Thể thao và Du lịch", "Tỷ lệ thôn có nhà": "Sở Văn hóa, Thể thao và Du lịch",
    "Kinh tế số": "Sở Khoa học và Công nghệ", "Trường học": "Sở Giáo dục và Đào tạo", "Tỷ lệ lao động": "Sở Nội vụ",
    "Tỷ lệ đô thị": "Sở Xây dựng", "Tỷ lệ thôn có đường": "Sở Xây dựng", "Tỷ lệ dân cư đô thị": "Sở Xây dựng",
    "Chất thải rắn": "Sở Nông nghiệp và Môi trường", "Tỷ lệ thu gom": "Sở Nông nghiệp và Môi trường",
    "Tỷ lệ che phủ": "Sở Nông nghiệp và Môi trường", "Tỷ lệ dân cư nông": "Sở Nông nghiệp và Môi trường",
    "Tỷ lệ hộ nghèo": "Sở Nông nghiệp và Môi trường", "Số xã đạt": "Sở Nông nghiệp và Môi trường",
    "Số giường": "Sở Y tế", "Số bác sĩ": "Sở Y tế", "Tỷ lệ trạm": "Sở Y tế", "Tỷ lệ người dân tham": "Sở Y tế",
}  # fmt: skip


def _assign(plan: Plan, author: User) -> None:
    """Give targets that name nobody to departments, as the focal agency does on their pages."""
    known = {agency.name: agency for agency in Agency.objects.filter(name__in=set(_ANSWERS.values()), valid_to=None)}
    for target in plan.targets.filter(agency=None, agency_text="").select_related("indicator"):
        name = next((agency for head, agency in _ANSWERS.items() if target.indicator.name.startswith(head)), None)
        if name in known:
            plans.set_agency(target, known[name], author, None)


_WORDS = ("nui", "song", "rung", "lua", "che", "hoi", "dao", "man", "suoi", "deo", "mua", "nang")


def _publish(name: str, author: User, *, purpose: str, plan: Plan | None) -> Plan:
    """Store, read, accept and publish one sample, by the services that people use."""
    content = (files("lotrinh.samples") / name).read_bytes()
    document = documents.store(content, name, author)
    documents.read(document)
    opened = review.open_review(document, purpose, plan, author)
    review.accept_all(opened, by=author)
    for proposal in opened.proposals.filter(standing=Standing.OPEN, duplicate=False):
        # What has a reason to be doubted was looked at when the samples were written.
        review.accept(proposal, version=proposal.version, by=author)
    fields = _fields(document) if purpose == Purpose.PLAN else {}
    return review.publish(opened, author, **fields)


def _fields(document: Document) -> dict[str, Any]:
    """What the form of publishing would be filled with, of the sample province."""
    return {
        "area": Area.objects.filter(name="Tỉnh Lạng Sơn", kind=AreaKind.PROVINCE, valid_to=None).first(),
        "year_from": 2021,
        "year_to": 2030,
        "effective_on": document.issued_on,
    }
