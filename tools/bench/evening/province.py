"""A province for the evening: communes with a form of their own, one workbook each for every month of a year.

The figures are made by a seeded generator. Reads: nothing. Writes: a plan, a monthly regime, its requests.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents.models import Document
from lotrinh.living.people.models import Agency, AgencyKind, Role, RoleKind, User
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.plans.models import Accumulation, Indicator, Plan
from lotrinh.living.reporting.entering import Figure
from lotrinh.living.reporting.filling import form_of
from lotrinh.living.reporting.lines import Line
from lotrinh.living.reporting.models import Entry, FormRow, Level, Regime, Reporter, Request
from lotrinh.living.reporting.opening import open_periods
from lotrinh.living.reporting.workbooks import writing

COMMUNES, INDICATORS, YEAR = 65, 40, 2026


@dataclass(frozen=True)
class Sending:
    """One upload: whose session, for which report, the bytes, the figures that they hold."""

    cookie: str
    request: int
    name: str
    content: bytes
    figures: tuple[Figure, ...]


def load(communes: int = COMMUNES, indicators: int = INDICATORS) -> list[int]:
    """Write the province; the ids of all requests."""
    with transaction.atomic():
        area = Area.objects.create(name="Tỉnh thử", kind=AreaKind.PROVINCE, folded="tinh thu", code="99")
        focal = Agency.objects.create(name="Sở Tài chính", kind=AgencyKind.DEPARTMENT, area=area, folded="so tai chinh")
        source = Document.objects.create(name="thu.txt", sha256="e" * 64, text="Kế hoạch thử", public=True)
        plan = Plan.objects.create(
            title="Kế hoạch thử",
            short="Kế hoạch thử",
            slug="thu",
            document=source,
            area=area,
            year_from=2021,
            year_to=2030,
        )
        regime = Regime.objects.create(
            name="Báo cáo tháng", plan=plan, frequency="month", receiver=focal, valid_from=date(YEAR, 1, 1)
        )
        level = Level.objects.create(regime=regime, order=1, name="Cấp xã", days=2)
        for number in range(indicators):
            name = f"Chỉ tiêu số {number + 1}"
            indicator = Indicator.objects.create(
                name=name, folded=fold(name), unit="ha", accumulation=Accumulation.STOCK
            )
            FormRow.objects.create(regime=regime, order=number, indicator=indicator, level=level, own_area=True)
        for number in range(communes):
            name = f"Xã {number + 1}"
            place = Area.objects.create(
                name=name, kind=AreaKind.COMMUNE, parent=area, folded=fold(name), code=f"98{number}"
            )
            agency = Agency.objects.create(
                name=f"UBND {name}", kind=AgencyKind.COMMUNE, area=place, folded=fold(f"UBND {name}")
            )
            Reporter.objects.create(level=level, agency=agency)
            user = User.objects.create(username=f"xa{number}", password=make_password(None), full_name=f"Người {name}")
            Role.objects.create(user=user, kind=RoleKind.REPORTER, agency=agency, valid_from=date(YEAR, 1, 1))
        open_periods(regime, date(YEAR, 1, 1), date(YEAR, 12, 31), None)
    return list(Request.objects.order_by("pk").values_list("pk", flat=True))


def sendings(requests: list[int], count: int) -> list[Sending]:
    """Filled workbooks for so many of the reports."""
    chance = random.Random(1)
    cookies = {role.agency_id: _session(role.user) for role in Role.objects.select_related("user")}
    found = []
    for pk in chance.sample(requests, min(count, len(requests))):
        request = Request.objects.select_related("period__regime__plan", "agency", "receiver", "level").get(pk=pk)
        form = form_of(request)
        figures = tuple(Figure(line.row.pk, round(chance.uniform(1, 500), 2)) for line in form.lines)
        filled = [replace(line, entry=_typed(line, figure)) for line, figure in zip(form.lines, figures, strict=True)]
        book = writing.workbook(replace(form, lines=tuple(filled)))
        found.append(Sending(cookies[request.agency_id], pk, writing.file_name(request), book, figures))
    return found


def _typed(line: Line, figure: Figure) -> Entry:
    """What a person types into the workbook."""
    return Entry(row=line.row, value=figure.value)


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    assert session.session_key is not None
    return session.session_key
