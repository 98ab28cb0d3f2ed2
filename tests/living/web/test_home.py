"""The start page: each role sees what it owes, a visitor sees the plans, and no more than a fixed number of queries."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lotrinh.living.people.models import Agency, Role, Succession, User
from lotrinh.living.plans.models import Assessment, TargetLink, Task
from lotrinh.web.home.matters import LINES
from tests.living.cast import Cast
from tests.living.web.world import World


def start(user: User | None) -> tuple[dict[str, list[str]], str]:
    """Blocks of the start page: key → titles of its matters; and the page."""
    client = Client()
    if user is not None:
        client.force_login(user)
    answer = client.get(reverse("home"))
    blocks = {block.key: [matter.title for matter in block.matters] for block in answer.context["blocks"]}
    return blocks, answer.content.decode()


def test_a_visitor_sees_published_plans_only(world: World) -> None:
    blocks, page = start(None)
    assert not blocks
    assert world.public.plan.short in page
    assert world.internal.plan.short not in page


def test_an_empty_site_says_what_to_do(cast: Cast) -> None:
    assert "Khi cơ quan đầu mối công bố" in start(None)[1]
    assert reverse("documents:upload") in start(cast.focal)[1]
    assert "Không có việc nào đang chờ" in start(cast.leader)[1]


def test_a_leader_sees_what_is_likely_missed_contradicts_or_is_due(world: World) -> None:
    half = world.public
    Assessment.objects.filter(target=half.targets[0]).update(status="behind")
    TargetLink.objects.filter(pk=half.link.pk).update(conflict="95% và 65% không cùng đúng.")
    soon, late = timezone.localdate() + timedelta(days=5), timezone.localdate() - timedelta(days=12)
    set_due(half.tasks[0], soon)
    set_due(half.tasks[1], late)
    blocks, page = start(world.cast.leader)
    assert blocks["nguy-co"] == [half.targets[0].indicator.name]
    assert blocks["quyet-dinh"] == [half.targets[0].indicator.name]
    assert blocks["sap-den-han"][-2:] == [str(half.tasks[1]), str(half.tasks[0])], "what is overdue presses first"
    assert "còn 5 ngày" in page
    assert "quá hạn 12 ngày" in page


def test_the_longest_overdue_comes_first_with_whoever_answers_today(world: World) -> None:
    half, today = world.public, timezone.localdate()
    set_due(half.tasks[0], today - timedelta(days=326))
    set_due(half.tasks[1], today - timedelta(days=1241))
    heir = Agency.objects.create(name="Sở Nhân lực", kind="department", folded="so nhan luc")
    Succession.objects.create(
        old=world.cast.education,
        function="tất cả",
        whole=True,
        successor=heir,
        on=date(2025, 3, 1),
        ground="NQ 1",
        confidence="confirmed",
    )
    Agency.objects.filter(pk=world.cast.education.pk).update(valid_to=date(2025, 2, 28))
    Assessment.objects.filter(target=half.targets[1]).update(status="behind")
    blocks, page = start(world.cast.leader)
    assert blocks["sap-den-han"][:2] == [str(half.tasks[1]), str(half.tasks[0])]
    assert "Sở Giáo dục và Đào tạo, nay là Sở Nhân lực" in page.partition('id="sap-den-han"')[2]
    assert page.count("Sở Giáo dục và Đào tạo, nay là Sở Nhân lực") >= 2, "the target's owner, too"
    assert "Sở Y tế, nay là" not in page
    Role.objects.filter(user=world.cast.other_reporter).update(agency=heir)
    assert "Sở Giáo dục và Đào tạo, nay là Sở Nhân lực" in start(world.cast.other_reporter)[1]


def set_due(task: Task, day: date) -> None:
    task.due = day
    task.slots = task.slots | {"due": day.isoformat(), "due_kind": "date", "due_text": f"{day:%d/%m/%Y}"}
    task.save()


def test_a_reporting_agency_sees_its_own_tasks_and_targets(world: World) -> None:
    blocks, _ = start(world.cast.reporter)
    own = {str(world.public.tasks[0]), str(world.internal.tasks[0])}
    assert set(blocks["nhiem-vu"]) == own
    assert set(blocks["muc-tieu"]) == {half.targets[0].indicator.name for half in (world.public, world.internal)}


def test_a_member_of_a_group_sees_what_was_given_to_all(world: World) -> None:
    task = world.public.tasks[1]
    task.assignments.update(agency=None, group=world.membership.group, printed="Các sở, ban, ngành")
    blocks, page = start(world.cast.reporter)
    assert blocks["nhiem-vu"][-1] == str(task), "after the agency's own"
    assert "Các sở, ban, ngành (giao chung, trong đó có cơ quan tôi)" in page


def test_the_focal_agency_sees_reviews_and_documents_that_wait(world: World) -> None:
    blocks, _ = start(world.cast.focal)
    assert blocks["ra-soat"] == [str(world.unread)]
    count = world.opened.proposals.filter(duplicate=False).count()
    world.opened.proposals.filter(pk=world.opened.proposals.earliest("pk").pk).update(duplicate=True)
    assert f"còn {count - 1}/{count - 1} mục" in start(world.cast.focal)[1], "what stands twice is no work"
    assert "van-ban" in blocks
    assert not blocks["van-ban"], "a document under review does not wait"


def test_an_administrator_sees_accounts_that_can_do_nothing(world: World) -> None:
    User.objects.create_user("moi", full_name="Người Mới")
    blocks, page = start(world.cast.administrator)
    assert blocks["tai-khoan"] == ["Người Mới"]
    assert f"{reverse('accounts')}?loc=none" not in page, "everything is shown: no link to more"


def test_what_is_not_shown_is_counted_and_can_be_reached(cast: Cast) -> None:
    for number in range(LINES + 3):
        User.objects.create_user(f"n{number}")
    _, page = start(cast.administrator)
    assert "Còn 3 việc nữa" in page
    assert f"{reverse('accounts')}?loc=none" in page


def queries(user: User | None) -> int:
    client = Client()
    if user is not None:
        client.force_login(user)
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("home"))
    return len(captured)


def test_the_focal_agency_sees_the_questions_that_wait(world: World) -> None:
    question = world.public.question
    question.state, question.since = "received", date(2026, 3, 2)
    question.save()
    blocks, page = start(world.cast.focal)
    assert blocks["cau-hoi"] == [str(question)]
    assert reverse("portal:moderate", args=[question.pk]) in page and "1 câu hỏi của người dân chờ xử lý" in page
    assert "cau-hoi" not in start(world.cast.leader)[0]


def test_queries_do_not_grow_with_rows(world: World) -> None:
    everybody = (None, world.cast.leader, world.cast.focal, world.cast.reporter, world.cast.administrator)
    few = [queries(user) for user in everybody]
    _more(world, "n")
    many = [queries(user) for user in everybody]
    assert all(0 <= after - before <= 1 for before, after in zip(few, many, strict=True)), (
        "what is not shown is counted"
    )
    _more(world, "m")
    assert [queries(user) for user in everybody] == many
    assert max(many) <= 32


def _more(world: World, prefix: str) -> None:
    """Every task ten times more, and more accounts without a role than the page shows."""
    for task in list(world.public.plan.tasks.all()[:20]):
        assignments = list(task.assignments.all())
        for _ in range(10):
            task.pk = None
            task.save()
            for assignment in assignments:
                assignment.pk, assignment.task = None, task
                assignment.save()
    for number in range(20):
        User.objects.create_user(f"{prefix}{number}")
