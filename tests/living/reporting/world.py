"""A small province for the tests of reporting: communes report to departments, these to the focal agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.people.models import Agency, AgencyGroup, AgencyKind, Membership, Role, RoleKind, User
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.plans.models import Accumulation, Indicator
from lotrinh.living.reporting.models import FormRow, Level, Period, Regime, Reporter, Request
from lotrinh.living.reporting.opening import open_periods
from tests.living.cast import Cast
from tests.living.observations.plans import World, make_world

OUTLINE = ["Tình hình thực hiện", "Khó khăn, vướng mắc"]


@dataclass(frozen=True)
class Province:
    """The plan's world, a quarterly regime of two levels, its first period (quarter III/2025)."""

    world: World
    regime: Regime
    communes: list[Agency]
    commune_person: User  # at the first commune
    period: Period
    beds: FormRow  # of health
    schools: FormRow  # of education, with evidence
    revenue: FormRow  # of both departments, a flow
    clinics: FormRow  # of communes for their own place, a stock; and what health adds up of it
    all_clinics: FormRow

    @property
    def cast(self) -> Cast:
        """The people."""
        return self.world.cast

    def request(self, agency: Agency) -> Request:
        """What an agency owes for the period."""
        return Request.objects.get(period=self.period, agency=agency)


def make_province(cast: Cast, communes: int = 2) -> Province:
    """Write the province into the database."""
    world = make_world(cast)
    regime = Regime.objects.create(
        name="Báo cáo quý", plan=world.plan, frequency="quarter", receiver=cast.finance, outline=OUTLINE,
        valid_from=date(2025, 7, 1), valid_to=date(2025, 12, 31),
    )  # fmt: skip
    first = Level.objects.create(regime=regime, order=1, name="Cấp xã", days=2)
    second = Level.objects.create(regime=regime, order=2, name="Sở, ngành", days=5)
    group = AgencyGroup.objects.create(name="UBND các xã", folded="ubnd cac xa")
    made = []
    for number in range(1, communes + 1):
        name = f"Xã Số {number}"
        area = Area.objects.create(
            name=name, kind=AreaKind.COMMUNE, code=f"9{number:04d}", parent=world.area, folded=fold(name)
        )
        agency = Agency.objects.create(
            name=f"UBND {name.lower()}", kind=AgencyKind.COMMUNE, area=area, folded=fold(f"UBND {name}")
        )
        Membership.objects.create(group=group, agency=agency)
        made.append(agency)
    Reporter.objects.create(level=first, group=group, receiver=cast.health)
    Reporter.objects.create(level=second, agency=cast.health)
    Reporter.objects.create(level=second, agency=cast.education)
    person = User.objects.create_user("xa1", password="mat-khau-thu", full_name="Hứa Xã Một")
    Role.objects.create(user=person, kind=RoleKind.REPORTER, agency=made[0], valid_from=date(2025, 7, 1))
    posts = Indicator.objects.create(
        name="Số trạm y tế", folded="so tram y te", unit="trạm", accumulation=Accumulation.STOCK
    )

    def row(order: int, indicator: Indicator, **fields: object) -> FormRow:
        return FormRow.objects.create(regime=regime, order=order, indicator=indicator, **fields)

    rows = {
        "beds": row(1, world.beds, heading="Y tế", level=second, agency=cast.health),
        "schools": row(2, world.schools, heading="Giáo dục", level=second, agency=cast.education, evidence=True),
        "revenue": row(3, world.revenue, heading="Kinh tế", level=second, required=False),
        "clinics": row(4, posts, heading="Y tế", level=first, own_area=True),
        "all_clinics": row(5, posts, heading="Y tế", level=second, agency=cast.health, required=False),
    }
    period = open_periods(regime, date(2025, 7, 1), date(2025, 9, 30), cast.focal)[0]
    return Province(world, regime, made, person, period, **rows)
