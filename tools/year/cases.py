"""Difficulties and tasks of the year: one decided and solved, one out of its clock; tasks told and carried."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from lotrinh.living.access.rules import may
from lotrinh.living.difficulties import services as difficulties
from lotrinh.living.difficulties.models import Action, Difficulty, Outcome
from lotrinh.living.difficulties.services import Work
from lotrinh.living.following import services as following
from lotrinh.living.following.models import Instance, Standing
from lotrinh.living.following.spreading import spread
from lotrinh.living.notices.models import Notice
from lotrinh.living.people.models import AgencyKind, User
from lotrinh.living.people.queries import person_of
from tools.year.province import BEGIN, COMMUNES, MERGER, NEW_FOCAL, NEW_ROADS, SCHOOLS, World
from tools.year.sending import NotAllowedError
from tools.year.story import Diary

NUMBER = "1216/QĐ-UBND"
RAISED, FORGOTTEN = date(2025, 7, 14), date(2025, 8, 18)


def plan_cases(diary: Diary) -> None:
    """Put difficulties and tasks into the diary."""
    world, after = diary.world, diary.after
    case = LandCase(world)
    for day, act in (
        (RAISED, case.raised), (after(RAISED, 2), case.taken), (after(RAISED, 8), case.proposed),
        (after(RAISED, 12), case.decided), (after(RAISED, 25), case.carried_out), (after(RAISED, 28), case.closed),
    ):  # fmt: skip
        diary.on(day, act)
    diary.on(FORGOTTEN, lambda: _forgotten(world))
    due = after(FORGOTTEN, 3)
    told = [after(due, 3 + 5 * times) for times in range(4)]
    diary.watch(due, told[-1])
    diary.on(after(told[-1], 1), lambda: _escalated(world, told))
    diary.on(BEGIN, lambda: _spread(world))
    diary.on(date(2025, 3, 4), lambda: _carried(world, MERGER, "hợp nhất sở"))
    diary.on(date(2025, 7, 2), lambda: _carried(world, COMMUNES, "kết thúc cấp huyện"))
    diary.on(date(2025, 7, 21), lambda: _progress(world))


def allowed(world: World, user: User, act: str, agencies: Collection[int] = ()) -> User:
    """The person, where the rules let the person do it today. Raises NotAllowedError."""
    if not may(person_of(user, world.today), act, agencies):
        raise NotAllowedError(f"{user}: {act}")
    return user


class LandCase:
    """A difficulty from the day it is raised to its end."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.case: Difficulty | None = None

    @property
    def now(self) -> Difficulty:
        """The difficulty as it stands."""
        assert self.case is not None
        return Difficulty.objects.get(pk=self.case.pk)

    def raised(self) -> None:
        """The department of construction says what stands in its way."""
        world, roads = self.world, self.world.office(NEW_ROADS)
        self.case = difficulties.raise_difficulty(
            title="Chưa có mặt bằng đoạn cuối tuyến đường", text="Còn 14 hộ chưa nhận tiền bồi thường.", kind="land",
            wish="Cho áp dụng giá đất cụ thể.", agency=roads, plan=world.plan,
            target=world.plan.targets.filter(indicator__name__startswith="Tỷ lệ thôn có đường").first(),
            by=allowed(world, world.at(roads), "difficulty.raise", [roads.pk]),
        )  # fmt: skip
        world.act("khó khăn", f"{roads.name} nêu khó khăn «{self.case.title}».")

    def taken(self) -> None:
        """The focal agency takes it up."""
        focal = allowed(self.world, self.world.focal, "difficulty.handle")
        difficulties.take(self.now, "land", focal, self.now.version)
        self.world.act("khó khăn", f"{focal} tiếp nhận khó khăn.")

    def proposed(self) -> None:
        """It puts two options before the People's Committee."""
        focal = allowed(self.world, self.world.focal, "difficulty.handle")
        options = ["Phê duyệt giá đất cụ thể, chi trả trong tháng 8.", "Điều chỉnh hướng tuyến tránh 14 hộ."]
        difficulties.propose(self.now, options, 0, "Phương án 1 nhanh hơn, tăng 2,1 tỷ đồng.", focal, self.now.version)
        self.world.act("khó khăn", f"{focal} trình {len(options)} phương án.")

    def decided(self) -> None:
        """The People's Committee decides; two agencies carry it out."""
        world = self.world
        leader = allowed(world, world.leader, "difficulty.decide")
        roads, focal, day = world.office(NEW_ROADS), world.office(NEW_FOCAL), world.today
        works = [
            Work("Phê duyệt giá đất cụ thể", focal, date(2025, 8, 15)),
            Work("Chi trả bồi thường cho 14 hộ", roads, date(2025, 8, 29)),
        ]
        difficulties.decide(
            self.now, option=self.now.options.get(recommended=True), text="Đồng ý phương án 1.", number=NUMBER,
            issued_on=day, owner=roads, due=date(2025, 8, 29), by=leader, seen=self.now.version, works=works,
        )  # fmt: skip
        world.act("khó khăn", f"{leader} quyết định tại {NUMBER}: {len(works)} việc.")

    def carried_out(self) -> None:
        """Both say that it was done."""
        for action in Action.objects.filter(difficulty=self.now).select_related("agency"):
            user = allowed(self.world, self.world.at(action.agency), "difficulty.raise", [action.agency_id])
            difficulties.finish(action, self.world.today, f"{action.pk}/BC", user)
            self.world.act("khó khăn", f"{user} báo xong việc «{action.text}».")

    def closed(self) -> None:
        """The focal agency closes it."""
        focal = allowed(self.world, self.world.focal, "difficulty.handle")
        difficulties.close(self.now, Outcome.SOLVED, "Đã bàn giao mặt bằng.", focal, self.now.version)
        self.world.act("khó khăn", f"{focal} kết thúc khó khăn: đã tháo gỡ.")
        steps = list(self.now.steps.values_list("move", flat=True))
        wanted = ["raise", "take", "propose", "decide", "carry_out", "close"]
        self.world.telling.check("Khó khăn đi hết các bước đến khi kết thúc", steps, wanted)
        told = (self.now.decisions.get().number, self.now.outcome, self.now.owner)
        self.world.telling.check("Quyết định có số văn bản, kết quả, không còn ai nợ", told, (NUMBER, "solved", None))


def _forgotten(world: World) -> None:
    """Another one that the focal agency leaves lying."""
    schools = world.office(SCHOOLS)
    difficulties.raise_difficulty(
        title="Thiếu giáo viên ở các xã biên giới", text="Thiếu 46 giáo viên tiểu học.", kind="personnel",
        agency=schools, plan=world.plan, by=allowed(world, world.at(schools), "difficulty.raise", [schools.pk]),
    )  # fmt: skip
    world.act("khó khăn", f"{schools.name} nêu khó khăn «Thiếu giáo viên ở các xã biên giới».")


def _escalated(world: World, wanted: list[date]) -> None:
    """Nobody took it up: the leader is told, by the rule, on its days."""
    case = Difficulty.objects.get(title__startswith="Thiếu giáo viên")
    told = Notice.objects.filter(rule="escalate-difficulty", subject=f"difficulty:{case.pk}:raised")
    days = sorted(told.filter(person=world.leader).values_list("day", flat=True))
    world.telling.check("Khó khăn hết hạn được báo lên lãnh đạo đúng ngày", days, wanted)
    focal = allowed(world, world.focal, "difficulty.handle")
    difficulties.take(case, "personnel", focal, case.version)
    world.act("khó khăn", f"{focal} tiếp nhận khó khăn sau khi bị báo lên lãnh đạo.")


def _spread(world: World) -> None:
    count = spread(world.plan)
    world.act("nhiệm vụ", f"Chương trình chia nhiệm vụ của kế hoạch: {count} việc cho các cơ quan.")


def _carried(world: World, day: date, why: str) -> None:
    """After a reorganisation nothing that is open stays with an agency that ended."""
    ended = Instance.objects.filter(
        task__plan=world.plan, done_on=None, carried_to=None, agency__valid_to__lt=day
    )  # fmt: skip
    before = ended.count()
    new = spread(world.plan)
    world.act("nhiệm vụ", f"Sau khi {why}: {before} việc dở dang chuyển sang cơ quan kế thừa ({new} việc mới).")
    world.telling.check(
        f"Sau khi {why}: không còn việc nào ở cơ quan đã kết thúc", (before > 0, ended.count()), (True, 0)
    )
    if day == COMMUNES:
        heirs = Instance.objects.filter(carried_from__agency__kind=AgencyKind.DISTRICT)
        kinds = set(heirs.values_list("agency__kind", flat=True))
        world.telling.check("Việc của huyện do cấp xã kế thừa", AgencyKind.COMMUNE in kinds, True)


def _progress(world: World) -> None:
    """Some tell how far they are, one that it is done with a late word that must be confirmed."""
    rows = Instance.objects.filter(task__plan=world.plan, carried_to=None, done_on=None, agency__in=world.people)
    told = list(rows.select_related("agency", "task").order_by("pk")[:6])
    for piece in told[:-2]:
        user = allowed(world, world.at(piece.agency), "task.report", [piece.agency_id])
        following.tell_progress(piece, 60, "Đã làm 60% khối lượng.", [], user, piece.version)
        world.act("nhiệm vụ", f"{piece.agency.name} báo tiến độ 60%: {piece}.")
    done, late = told[-2:]
    user = allowed(world, world.at(done.agency), "task.report", [done.agency_id])
    following.tell_done(done, world.today, "88/KH-SYT", world.today, "", [], user, done.version)
    world.act("nhiệm vụ", f"{done.agency.name} báo xong: {done}.")
    user = allowed(world, world.at(late.agency), "task.report", [late.agency_id])
    report = following.tell_done(late, date(2025, 5, 5), "61/KH", date(2025, 5, 5), "", [], user, late.version)
    world.telling.check("Kết quả báo muộn phải chờ xác nhận", report.standing, Standing.ASKED)
    following.confirm(report, allowed(world, world.focal, "task.confirm"))
    world.act("nhiệm vụ", f"Đầu mối xác nhận kết quả của {late.agency.name}.")
    world.telling.check(
        "Hai việc đã xong", Instance.objects.filter(pk__in=[done.pk, late.pk], done_on__isnull=False).count(), 2
    )
