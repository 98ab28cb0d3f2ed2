"""One cast for every test of the living plan: one person for each role, so that every permission test reads alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.people.models import Agency, AgencyKind, Role, RoleKind, User

SINCE = date(2025, 3, 1)


@dataclass(frozen=True)
class Cast:
    """The people, and the agencies where they hold their roles."""

    administrator: User
    focal: User  # at finance
    reporter: User  # at health
    other_reporter: User  # at education
    leader: User  # at province
    viewer: User
    province: Agency
    finance: Agency
    health: Agency
    education: Agency


def make_cast() -> Cast:
    """Write the cast into the database."""

    def agency(name: str, kind: str = AgencyKind.DEPARTMENT) -> Agency:
        return Agency.objects.create(name=name, kind=kind, folded=fold(name))

    def user(username: str, name: str, role: str, at: Agency) -> User:
        made = User.objects.create_user(username, password="mat-khau-thu", full_name=name)
        Role.objects.create(user=made, kind=role, agency=at, valid_from=SINCE)
        return made

    province = agency("Ủy ban nhân dân tỉnh Lạng Sơn", AgencyKind.PROVINCE)
    finance, health, education = agency("Sở Tài chính"), agency("Sở Y tế"), agency("Sở Giáo dục và Đào tạo")
    return Cast(
        administrator=user("quantri", "Nguyễn Quản Trị", RoleKind.ADMINISTRATOR, province),
        focal=user("tonghop", "Hoàng Tổng Hợp", RoleKind.FOCAL, finance),
        reporter=user("yte", "Lương Y Tế", RoleKind.REPORTER, health),
        other_reporter=user("giaoduc", "Nông Giáo Dục", RoleKind.REPORTER, education),
        leader=user("lanhdao", "Vi Lãnh Đạo", RoleKind.LEADER, province),
        viewer=user("xem", "Triệu Văn Xem", RoleKind.VIEWER, province),
        province=province,
        finance=finance,
        health=health,
        education=education,
    )
