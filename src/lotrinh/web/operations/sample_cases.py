"""Difficulties, reports on tasks and notices of the sample province, so that the demo shows them at work."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from lotrinh.living.difficulties import services as difficulties
from lotrinh.living.difficulties.models import Difficulty
from lotrinh.living.following import services as following
from lotrinh.living.following.models import Instance
from lotrinh.living.following.spreading import spread
from lotrinh.living.notices.services import tell as tell_people
from lotrinh.living.people.models import Agency, User
from lotrinh.living.plans.models import Plan, Target

LAND, CAPITAL, STAFF = (
    "Chưa có mặt bằng để mở rộng khu chế biến nông sản",
    "Thiếu vốn đối ứng cho trạm y tế xã biên giới",
    "Chưa tuyển đủ bác sĩ cho tuyến xã",
)


def load_cases(plan: Plan) -> None:
    """Three difficulties at three steps, progress on a task, and the notices of today. What is there stays."""
    people = {user.username: user for user in User.objects.filter(username__in=("tonghop", "yte", "nongnghiep"))}
    spread(plan)
    if not Difficulty.objects.filter(plan=plan).exists():
        _difficulties(plan, people["tonghop"], people["yte"], people["nongnghiep"])
        _progress(plan, people["yte"])
        tell_people()  # later starts leave it to the worker, whose chore it is


def _difficulties(plan: Plan, focal: User, health: User, farming: User) -> None:
    today = timezone.localdate()
    of_health, of_farming = _agency("Sở Y tế"), _agency("Sở Nông nghiệp và Môi trường")
    land = difficulties.raise_difficulty(
        title=LAND,
        text="Còn 12 hộ chưa nhận tiền bồi thường; giá đất đền bù thấp hơn giá thị trường.",
        wish="Cho áp dụng hệ số điều chỉnh giá đất năm nay.",
        kind="land",
        agency=of_farming,
        plan=plan,
        target=_target(plan, "GRDP") or plan.targets.first(),
        by=farming,
    )
    land = difficulties.take(land, "land", focal, land.version)
    options = [
        "Phê duyệt hệ số điều chỉnh giá đất cụ thể của khu, chi trả trong quý tới.",
        "Thu hẹp ranh giới dự án, bỏ phần đất của 12 hộ.",
    ]
    difficulties.propose(land, options, 0, "Phương án 1 giữ được quy mô, tăng 3,5 tỷ đồng bồi thường.", focal, 2)
    capital = difficulties.raise_difficulty(
        title=CAPITAL,
        text="Vốn trung ương đã giao, vốn đối ứng của tỉnh 4,2 tỷ đồng chưa bố trí.",
        wish="Bố trí từ nguồn tăng thu.",
        kind="capital",
        agency=of_health,
        plan=plan,
        target=_target(plan, "bảo hiểm y tế"),
        by=health,
    )
    late = today - timedelta(days=7)
    Difficulty.objects.filter(pk=capital.pk).update(since=today - timedelta(days=12), due=late)
    capital.steps.update(due=late)
    staff = difficulties.raise_difficulty(
        title=STAFF,
        text="Hai đợt tuyển dụng chỉ có 3 người dự tuyển cho 11 vị trí.",
        kind="personnel",
        agency=of_health,
        plan=plan,
        by=health,
    )
    difficulties.move(staff, "return", "Nêu rõ xã nào thiếu và đã dùng chính sách thu hút nào.", focal, staff.version)


def _progress(plan: Plan, by: User) -> None:
    piece = Instance.objects.filter(task__plan=plan, agency=_agency("Sở Y tế"), carried_to=None).order_by("due").first()
    if piece is not None:
        following.tell_progress(piece, 60, "Đã rà soát 40/65 xã, đang lấy ý kiến các sở.", [], by, piece.version)


def _agency(name: str) -> Agency:
    return Agency.objects.filter(name=name, valid_to=None).latest("pk")


def _target(plan: Plan, words: str) -> Target | None:
    return plan.targets.filter(indicator__name__icontains=words).order_by("order").first()
