"""Blocks for those who do the work: reviews and documents that wait, one's own tasks and targets, accounts and jobs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from lotrinh.living.access.rules import Person
from lotrinh.living.documents.models import HEAVY, LARGE, Document
from lotrinh.living.jobs.kinds import title
from lotrinh.living.jobs.models import Job, State
from lotrinh.living.people.models import Agency, Role, User
from lotrinh.living.plans.answering import Duty, duties_of, owner_told, targets_of
from lotrinh.living.plans.models import Direction, Indicator
from lotrinh.living.review.models import Review, ReviewState, Standing
from lotrinh.living.words import Words, spoken
from lotrinh.web.home.following import task_matter, verdict_matters
from lotrinh.web.home.matters import LINES, Block, Matter, block, first_lines


def open_reviews() -> Block:
    """Reviews that are not finished, with how far they are. Two queries."""
    rows = (
        Review.objects.filter(state=ReviewState.OPEN)
        .select_related("document", "plan", "opened_by")
        .defer(*HEAVY)
        .annotate(
            # What the document says twice is no work: counted as the review itself counts.
            left=Count("proposals", filter=Q(proposals__standing=Standing.OPEN, proposals__duplicate=False)),
            total=Count("proposals", filter=~Q(proposals__standing=Standing.REPLACED) & Q(proposals__duplicate=False)),
        )
        .order_by("-pk")
    )
    shown, total = first_lines(rows)
    matters = [
        Matter(
            url=reverse("review:review", args=[review.pk]),
            title=str(review.document),
            about=" · ".join(
                str(part) for part in (review.get_purpose_display(), review.plan or "", review.opened_by or "") if part
            ),
            when=str(
                Words(f"còn {review.left}/{review.total} mục", f"{review.left} of {review.total} left")
                if review.left
                else Words("xem xong, chờ công bố", "seen, to be published")
            ),
            css="soon",
            shape="◔" if review.left else "●",
        )
        for review in shown
    ]
    return block(
        "ra-soat",
        Words("Đang rà soát", "Under review"),
        Words("{n} văn bản đang rà soát", "{n:document|documents} under review"),
        matters,
        Words("Không có văn bản nào đang rà soát.", "No document is under review."),
        total=total,
    )


def unseen_documents() -> Block:
    """Documents that were read and that nobody has taken up. Two queries."""
    rows = (
        Document.objects.filter(facts__isnull=False)
        .filter(~Exists(Review.objects.filter(document=OuterRef("pk"))))
        .filter(corrected_by__isnull=True, report_uploads=None)  # written reports go into their forms
        .select_related("uploaded_by")
        .defer(*LARGE)
        .order_by("-pk")
    )
    shown, total = first_lines(rows)
    matters = [
        Matter(
            url=reverse("documents:document", args=[document.pk]),
            title=str(document),
            about=" · ".join(part for part in (document.title[:160], str(document.uploaded_by or "")) if part),
            when=str(Words("đã đọc, chưa rà soát", "read, not reviewed")),
            css="open",
            shape="○",
        )
        for document in shown
    ]
    return block(
        "van-ban",
        Words("Văn bản chờ rà soát", "Documents to review"),
        Words("{n} văn bản chờ rà soát", "{n:document|documents} to review"),
        matters,
        Words("Không có văn bản nào chờ.", "No document waits."),
        total=total,
        more=reverse("documents:documents"),
    )


def unsettled_indicators() -> Block:
    """Indicators of which nobody said yet what is better: they cannot be judged. Two queries."""
    rows = Indicator.objects.filter(direction=Direction.UNKNOWN, targets__isnull=False).distinct().order_by("name")
    shown, total = first_lines(rows)
    matters = [
        Matter(
            url=reverse("plans:indicator", args=[indicator.pk]),
            title=indicator.name,
            about=indicator.unit,
            when=str(Words("chưa rõ chiều tốt", "direction not set")),
            css="not_assessable",
            shape="–",
        )
        for indicator in shown
    ]
    return block(
        "chi-tieu",
        Words("Chỉ tiêu cần xác nhận chiều", "Indicators whose direction is to be set"),
        Words("{n} chỉ tiêu chưa rõ chiều tốt", "{n:indicator|indicators} without a direction"),
        matters,
        Words("Mọi chỉ tiêu đã rõ chiều.", "Every indicator has a direction."),
        total=total,
    )


def own_tasks(agencies: Collection[Agency], person: Person, on: date) -> Block:
    """Open tasks that the person's agencies answer for today: their own, then those of groups, most urgent first."""
    duties = [(agency, duty) for agency in agencies for duty in duties_of(agency, person, on)]
    # One task given to a group of which two of the person's agencies are members is one line.
    pressing = list({duty.task.pk: duty for _, duty in duties if duty.task.done_on is None}.values())
    pressing.sort(key=lambda duty: (duty.group, duty.row.urgency))
    matters = [task_matter(duty.task, on, _owner(duty)) for duty in pressing[:LINES]]
    return block(
        "nhiem-vu",
        Words("Nhiệm vụ của cơ quan tôi", "My agency's tasks"),
        Words("{n} nhiệm vụ chưa xong", "{n:open task|open tasks}"),
        matters,
        Words("Không có nhiệm vụ nào đang mở.", "No task is open."),
        more=reverse("plans:agency_work", args=[next(iter(agencies)).pk]) if agencies else "",
        total=len(pressing),
    )


def _owner(duty: Duty) -> str:
    """As printed; of a group the person's agency is one of many, and the focal agency closes the task for all."""
    if duty.group:
        return str(Words(f"{duty.printed} (giao chung, trong đó có cơ quan tôi)", f"{duty.printed} (mine among them)"))
    return str(owner_told(duty.printed, [duty.answer] if duty.passed_on else ()))


def own_targets(agencies: Collection[Agency], person: Person, on: date) -> Block:
    """Targets that name the person's agencies, the most threatened first."""
    rows = [one for agency in agencies for one in targets_of(agency, person, on)]
    return block(
        "muc-tieu",
        Words("Mục tiêu của cơ quan tôi", "My agency's targets"),
        Words("{n} mục tiêu của cơ quan tôi", "{n:target|targets} of my agency"),
        verdict_matters(rows[:LINES], on),
        Words("Chưa có mục tiêu nào nêu tên cơ quan này.", "No target names this agency yet."),
        total=len(rows),
    )


def accounts_without_role() -> Block:
    """Accounts that can do nothing today. Two queries."""
    day = timezone.localdate()
    held = Role.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)
    rows = User.objects.filter(is_active=True).exclude(pk__in=held.values("user")).order_by("-pk")
    shown, total = first_lines(rows)
    matters = [
        Matter(
            url=reverse("account_detail", args=[user.pk]),
            title=str(user),
            about=" · ".join(part for part in (user.username, user.title) if part),
            when=str(Words("chưa có vai trò", "no role")),
            css="soon",
            shape="○",
        )
        for user in shown
    ]
    return block(
        "tai-khoan",
        Words("Tài khoản chưa có vai trò", "Accounts without a role"),
        Words("{n} tài khoản chưa có vai trò", "{n:account|accounts} without a role"),
        matters,
        Words("Mọi tài khoản đang dùng đều có vai trò.", "Every active account has a role."),
        total=total,
        more=f"{reverse('accounts')}?loc=none",
    )


_WORDS = {
    State.FAILED: ("late", "■"),
    State.RUNNING: ("open", "◔"),
    State.WAITING: ("open", "○"),
}


def jobs(by: int | None = None) -> Block:
    """Long work that runs, waits or failed; `by`: only what this person asked for. Two queries."""
    rows = Job.objects.filter(state__in=_WORDS).select_related("asked_by").order_by("-pk")
    if by is not None:
        rows = rows.filter(asked_by_id=by)
    shown, total = first_lines(rows)
    matters = [
        Matter(
            url=reverse("jobs:job", args=[job.pk]),
            title=title(job),
            about=" · ".join(str(part) for part in (job.asked_by or "", spoken(job.problem or {"vi": ""})) if part),
            when=str(State(job.state).label),
            css=_WORDS[State(job.state)][0],
            shape=_WORDS[State(job.state)][1],
        )
        for job in shown
    ]
    return block(
        "viec-chay",
        Words("Việc đang chạy, việc hỏng", "Work that runs or failed"),
        Words("{n} việc đang chạy hoặc hỏng", "{n:job|jobs} running or failed"),
        matters,
        Words("Không có việc nào đang chạy, không việc nào hỏng.", "No job runs, none failed."),
        total=total,
        more=reverse("jobs:jobs"),
    )
