"""The province on 2 January 2025: its agencies with an account each, the plan, its results of 2024."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents import services as documents
from lotrinh.living.people import accounts_services as accounts
from lotrinh.living.people.loading import load_vietnam
from lotrinh.living.people.models import Agency, AgencyKind, RoleKind, User
from lotrinh.living.people.succession import load_reorganisations
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.plans import services as plans
from lotrinh.living.plans.models import Plan
from lotrinh.living.reporting.answering import answering
from lotrinh.living.review import services as review
from lotrinh.living.review.models import Purpose, Standing
from tools.year.clock import Clock
from tools.year.telling import Telling

PLAN, RESULTS = "ke-hoach-den-2030.txt", "ket-qua-2024.txt"
BEGIN, MERGER, COMMUNES = date(2025, 1, 2), date(2025, 3, 1), date(2025, 7, 1)
COMMITTEE = "Ủy ban nhân dân tỉnh Lạng Sơn"
FOCAL, NEW_FOCAL = "Sở Kế hoạch và Đầu tư", "Sở Tài chính"
ROADS, NEW_ROADS = "Sở Giao thông vận tải", "Sở Xây dựng"
SCHOOLS, CULTURE = "Sở Giáo dục và Đào tạo", "Sở Văn hóa, Thể thao và Du lịch"
LAND, FARMING, HEALTH = "Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường", "Sở Y tế"

# The agencies of the province on that day without those of the state.
OFFICES = (
    FOCAL, ROADS, SCHOOLS, CULTURE, HEALTH, LAND, "Sở Tài chính", "Sở Xây dựng",
    "Sở Nông nghiệp và Phát triển nông thôn", "Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ",
    "Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ",
    "Ban Dân tộc", "Sở Công Thương", "Sở Tư pháp", "Sở Ngoại vụ", "Văn phòng UBND tỉnh", "Thanh tra tỉnh",
    "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn",
)  # fmt: skip

# Who answers for targets that name nobody: first words of the indicator → agency of January 2025. Of a quick year,
# with its first four agencies, what the others would answer for is the focal agency's.
ANSWERS = {
    "Tốc độ tăng trưởng": FOCAL, "GRDP": FOCAL, "Cơ cấu kinh tế": FOCAL, "Thu nội địa": "Sở Tài chính",
    "Kim ngạch": "Sở Công Thương", "Tỷ lệ khu công nghiệp": "Sở Công Thương", "Tổng số khách": CULTURE,
    "Tỷ lệ thôn có nhà": CULTURE, "Kinh tế số": "Sở Thông tin và Truyền thông", "Trường học": SCHOOLS,
    "Tỷ lệ lao động": "Sở Lao động - Thương binh và Xã hội", "Tỷ lệ đô thị": "Sở Xây dựng",
    "Tỷ lệ thôn có đường": ROADS,
    "Tỷ lệ xã có đường": ROADS, "Tỷ lệ dân cư đô thị": "Sở Xây dựng", "Chất thải rắn": LAND, "Tỷ lệ thu gom": LAND,
    "Tỷ lệ che phủ": "Sở Nông nghiệp và Phát triển nông thôn",
    "Tỷ lệ dân cư nông": "Sở Nông nghiệp và Phát triển nông thôn",
    "Tỷ lệ hộ nghèo": "Sở Lao động - Thương binh và Xã hội",
    "Số xã đạt": "Sở Nông nghiệp và Phát triển nông thôn", "Huyện, thành phố": "Sở Nông nghiệp và Phát triển nông thôn",
    "Số giường": HEALTH, "Số bác sĩ": HEALTH, "Tỷ lệ trạm": HEALTH, "Tỷ lệ người dân tham": HEALTH,
}  # fmt: skip


@dataclass
class World:
    """The province as the story has it at hand. `people`: agency (id) → who works there."""

    clock: Clock
    telling: Telling
    quick: bool
    admin: User
    leader: User
    offices: list[Agency]
    people: dict[int, User] = field(default_factory=dict)
    communes: list[Agency] = field(default_factory=list)
    plan: Plan = field(init=False)

    @property
    def today(self) -> date:
        """The day of the story."""
        return self.clock.day

    def office(self, name: str, day: date | None = None) -> Agency:
        """The province's agency of that name on a day (None: today)."""
        return agency_named(name, day or self.today)

    def at(self, agency: Agency) -> User:
        """Who works there today: of an agency that ended somebody of the first successor."""
        known = load_reorganisations({agency.pk}, self.today)
        heir = next((one for one, _ in answering(agency, self.today, known)), agency)
        return self.people[heir.pk]

    @property
    def focal(self) -> User:
        """Who gathers today."""
        return self.people[self.office(FOCAL if self.today < MERGER else NEW_FOCAL).pk]

    def act(self, kind: str, line: str) -> None:
        """One line of the story."""
        self.telling.act(self.today, kind, line)


def agency_named(name: str, day: date) -> Agency:
    """The province's agency of a name on a day."""
    rows = Agency.objects.filter(name=name, area__kind=AreaKind.PROVINCE, area__name="Tỉnh Lạng Sơn")
    return next(
        one
        for one in rows
        if (one.valid_from is None or one.valid_from <= day) and (one.valid_to is None or one.valid_to >= day)
    )


def make_world(clock: Clock, telling: Telling, *, quick: bool) -> World:
    """Agencies, accounts, roles, plan and results, by the services of the program."""
    rows = load_vietnam()
    admin = User.objects.create_user("quantri", full_name="Đặng Quản Trị")  # as `lotrinh init --admin` does
    committee = agency_named(COMMITTEE, clock.day)
    names = OFFICES[:4] if quick else OFFICES
    accounts.give_role(admin, RoleKind.ADMINISTRATOR, committee, clock.day, None, by=admin)
    leader = accounts.create_account(
        username="lanhdao", full_name="Vi Văn Lãnh", title="Phó Chủ tịch", email="", by=admin
    )
    accounts.give_role(leader, RoleKind.LEADER, committee, clock.day, None, by=admin)
    world = World(clock, telling, quick, admin, leader, [agency_named(name, clock.day) for name in names])
    world.act("nạp", f"Nạp danh mục hành chính: {rows} dòng.")
    for place, office in enumerate(world.offices, 1):
        give_account(world, f"so{place:02d}", office, office.name == FOCAL, clock.day)
    world.plan = _published(world, PLAN, Purpose.PLAN, None)
    _assign(world)
    _published(world, RESULTS, Purpose.REPORT, world.plan)
    return world


def give_account(world: World, username: str, agency: Agency, focal: bool, since: date) -> User:
    """An account for somebody at an agency, who gathers or reports there."""
    user = accounts.create_account(
        username=username, full_name=f"Cán bộ {agency.name}"[:100], title="Chuyên viên", email="", by=world.admin
    )
    accounts.give_role(user, RoleKind.FOCAL if focal else RoleKind.REPORTER, agency, since, None, by=world.admin)
    if focal:  # the agency that gathers also hands in its own figures
        accounts.give_role(user, RoleKind.REPORTER, agency, since, None, by=world.admin)
    world.people[agency.pk] = user
    world.act("tài khoản", f"Cấp tài khoản {username} tại {agency.name}.")
    return user


def merge(world: World) -> None:
    """On 01/03/2025 roles at ended agencies end; people go on at the new ones."""
    moved = [(one, user) for one in world.offices if one.valid_to and (user := world.people.get(one.pk))]
    for agency, user in moved:
        for role in user.roles.filter(valid_to=None):
            accounts.end_role(role, MERGER.replace(month=2, day=28), by=world.admin)
            known = load_reorganisations({agency.pk}, world.today)
            for heir, _ in answering(agency, world.today, known):
                if heir.pk not in world.people:
                    world.people[heir.pk] = user
                if not user.roles.filter(kind=role.kind, agency=heir, valid_to=None).exists():
                    accounts.give_role(user, role.kind, heir, world.today, None, by=world.admin)
                    world.act(
                        "hợp nhất", f"{user} chuyển từ {agency.name} sang {heir.name} ({role.get_kind_display()})."
                    )
    # Who gathered goes on gathering, whoever came first to the new agency.
    old = next(one for one in world.offices if one.name == FOCAL)
    world.people[world.office(NEW_FOCAL).pk] = world.people[old.pk]


def open_communes(world: World, most: int) -> None:
    """From 01/07/2025 the communes work; each gets an account."""
    rows = Agency.objects.filter(kind=AgencyKind.COMMUNE, valid_from=COMMUNES, area__isnull=False).order_by("name")
    world.communes = list(rows.select_related("area")[:most])
    for place, commune in enumerate(world.communes, 1):
        give_account(world, f"xa{place:02d}", commune, False, COMMUNES)


def _published(world: World, name: str, purpose: str, plan: Plan | None) -> Plan:
    content = (files("lotrinh.samples") / name).read_bytes()
    area = Area.objects.filter(name="Tỉnh Lạng Sơn", kind=AreaKind.PROVINCE, valid_to=None).first()
    return publish(world, content, name, purpose, plan, area=area, year_from=2021, year_to=2030)


def publish(world: World, content: bytes, name: str, purpose: str, plan: Plan | None, **fields: Any) -> Plan:
    """Store, read, review and publish one document, as the focal agency does."""
    author = world.focal
    document = documents.store(content, name, author)
    documents.read(document)
    opened = review.open_review(document, purpose, plan, author)
    review.accept_all(opened, by=author)
    for proposal in opened.proposals.filter(standing=Standing.OPEN, duplicate=False):
        review.accept(proposal, version=proposal.version, by=author)
    made = {**fields, "effective_on": document.issued_on} if purpose == Purpose.PLAN else {}
    published = review.publish(opened, author, **made)
    world.act("công bố", f"{author} rà soát và công bố «{name}»: {opened.proposals.count()} đề xuất.")
    return published


def _assign(world: World) -> None:
    """The focal agency says who answers for targets that name nobody."""
    there = {one.name: one for one in world.offices}
    for target in world.plan.targets.filter(agency=None, agency_text="").select_related("indicator"):
        told = next((who for head, who in ANSWERS.items() if fold(target.indicator.name).startswith(fold(head))), None)
        if told is not None:
            agency = there.get(told, there[FOCAL])
            plans.set_agency(target, agency, world.focal, None)
            world.act("giao chỉ tiêu", f"Giao chỉ tiêu «{target.indicator.name}» cho {agency.name}.")
