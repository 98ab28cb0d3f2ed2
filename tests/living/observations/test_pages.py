"""Pages of figures: what they say, who may see and do what, how many questions they ask the database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lotrinh.core.period import Period
from lotrinh.living.observations.models import Batch, Observation, Vintage
from lotrinh.living.observations.records import Measure
from lotrinh.living.observations.services import enter
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.plans.models import Accumulation
from tests.living.observations.plans import World, document
from tests.living.observations.visiting import entry_url, fields, post, text, told
from tests.living.visiting import signed_in

# Entering


def test_one_figure_is_entered_and_its_page_tells_everything(world: World) -> None:
    answer = post(world, share="105", plan_of="Trung ương giao", growth="-4,13", note="theo kho bạc")
    row = Observation.objects.get()
    assert answer.url == reverse("observations:figure", args=[row.pk])  # type: ignore[attr-defined]
    assert (row.value, row.unit, row.area, row.agency) == (2483.4, "tỷ đồng", world.area, world.cast.finance)
    page = text(signed_in(world.cast.viewer).get(reverse("observations:figure", args=[row.pk])))
    yardsticks = ("đạt 105% so với kế hoạch (Trung ương giao)", "giảm 4,13% so với năm trước")
    others = ("2.483,4 tỷ đồng", "năm 2024", "theo kho bạc", "Sở Tài chính", "Hoàng Tổng Hợp", "Thu nội địa")
    for words in (*yardsticks, *others):
        assert words in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"period": "sang năm"}, "Không hiểu kỳ này"),
        ({"value": ""}, "đánh dấu «Chưa có số liệu»"),
        ({"value": "nhiều"}, "Không phải số"),
        ({"value": "1 tỷ đồng", "unit": "%"}, "Giữ một đơn vị"),
        ({"missing": "on"}, "để trống ô này"),
        ({"area": "Xã Không Có"}, "không có địa bàn này"),
        ({"quote": "không có câu này"}, "Chọn văn bản có câu này"),
        ({"share": "nhiều"}, "Không phải số"),
    ],
)
def test_a_wrong_field_says_what_to_do_and_nothing_is_written(world: World, typed: dict[str, str], words: str) -> None:
    answer = post(world, **typed)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert words.lower() in text(answer).lower()
    assert not Observation.objects.exists()


def test_missing_and_zero_are_entered_as_what_they_are(world: World) -> None:
    post(world, value="", missing="on")
    assert Observation.objects.get().value is None
    post(world, value="0", period="2023")
    assert Observation.objects.get(period="2023").value == 0
    page = text(signed_in(None).get(reverse("observations:home")))
    assert "chưa có số liệu" in page and " 0 tỷ đồng" in page


def test_the_source_sentence_is_found_again_in_its_document(world: World) -> None:
    source = document("bao-cao.txt", "Tổng kết.\nThu nội địa  đạt\n2.483,4 tỷ đồng.", date(2024, 12, 30))
    source.versions.create(plan=world.plan, number=2, effective_on=date(2024, 12, 30))
    post(world, document=str(source.pk), quote="Thu nội địa đạt 2.483,4 tỷ đồng")
    row = Observation.objects.get()
    assert source.text[row.start : row.end] == "Thu nội địa  đạt\n2.483,4 tỷ đồng"
    assert row.known_on == date(2024, 12, 30)
    page = signed_in(None).get(reverse("observations:figure", args=[row.pk])).content.decode()
    assert reverse("documents:sentence", args=[source.pk, row.start, row.end]) in page


DOUBTFUL = [
    ({"value": "24834"}, "gấp 10,3 lần"),
    ({"value": "2,4834"}, "chỉ bằng 1/"),
    ({"unit": "%", "value": "8"}, "không đổi được sang nhau"),
    ({"period": "2099"}, "chưa bắt đầu"),
    ({"period": "2023", "value": "2.300,5"}, "Kỳ này đã có số 2.400 tỷ đồng"),
]


@pytest.mark.parametrize(("typed", "words"), DOUBTFUL)
def test_a_doubtful_figure_is_asked_about_before_it_is_written(world: World, typed: dict[str, str], words: str) -> None:
    enter(told(world, 2400.0, period=Period.year(2023)), None)
    client = signed_in(world.cast.focal)
    answer = client.post(entry_url(world), fields(world, **typed))
    assert (answer.status_code, Observation.objects.count()) == (200, 1)
    assert words in text(answer)
    token = re.search(r'name="confirmed" value="(\w+)"', answer.content.decode())
    assert token is not None
    again = client.post(entry_url(world), fields(world, **typed, confirmed=token[1]))
    assert (again.status_code, Observation.objects.count()) == (302, 2)


def test_what_was_confirmed_is_asked_again_when_somebody_writes_in_between(world: World) -> None:
    first = enter(told(world, 2400.0), None).row
    client = signed_in(world.cast.focal)
    token = re.search(r'name="confirmed" value="(\w+)"', client.post(entry_url(world), fields(world)).content.decode())
    assert token is not None
    enter(told(world, 2444.0), None, expected=first.pk)
    answer = client.post(entry_url(world), fields(world, confirmed=token[1]))
    assert "2.444 tỷ đồng" in text(answer)
    assert Observation.objects.get(superseded_by=None).value == 2444.0


def test_the_preview_says_how_it_is_read_and_writes_nothing(world: World) -> None:
    url = reverse("observations:preview", args=[world.plan.slug, world.revenue.pk])
    client = signed_in(world.cast.focal)
    answer = client.post(url, fields(world, period="quý III/2024", value="1.234,5", unit="triệu đồng")).json()
    assert answer["read"].replace("\u00a0", " ") == (
        "quý III/2024 (01/07/2024 - 30/09/2024): 1.234,5 triệu đồng = 1,2345 tỷ đồng"
    )
    assert client.post(url, fields(world, period="x", value="")).json()["errors"].keys() == {"period"}
    assert not Observation.objects.exists()


def test_a_correction_keeps_the_old_figure_and_its_reason(world: World) -> None:
    first = enter(told(world, measures=(Measure("previous_month", "increase", 3.0, "%"),)), None).row
    url = reverse("observations:correct", args=[first.pk])
    client = signed_in(world.cast.focal)
    assert "2.483,4" in client.get(url).content.decode()
    assert client.post(url, fields(world, value="2.500")).status_code == 422  # a reason is asked
    answer = client.post(url, fields(world, value="2.500", reason="Gõ nhầm"))
    now = Observation.objects.get(superseded_by=None)
    assert answer.url == reverse("observations:figure", args=[now.pk])  # type: ignore[attr-defined]
    assert (now.value, [y.base for y in now.yardsticks.all()]) == (2500.0, ["previous_month"])
    late = client.post(url, fields(world, value="2.600", reason="Nhầm nữa"))
    assert late.url == reverse("observations:figure", args=[now.pk])  # type: ignore[attr-defined]
    assert Observation.objects.count() == 2
    page = text(client.get(reverse("observations:figure", args=[now.pk])))
    assert "đã được thay" in page and "Gõ nhầm" in page


# Rights


def urls(world: World) -> Iterator[tuple[str, str, str]]:
    """(method, address, who): everybody, inside, enter (focal and the agency of finance)."""
    row = enter(told(world), None).row
    batch = Batch.objects.create(plan=world.plan, kind="paste", name="x", rows=[], by=world.cast.focal)
    pair = [world.plan.slug, world.revenue.pk]
    yield "get", reverse("observations:home"), "everybody"
    yield "get", reverse("observations:figure", args=[row.pk]), "everybody"
    yield "get", reverse("observations:series", args=[world.revenue.pk]), "everybody"
    yield "get", reverse("observations:export"), "everybody"
    yield "get", reverse("observations:contradictions"), "inside"
    yield "get", reverse("observations:enter"), "reporters"
    yield "get", reverse("observations:batches"), "reporters"
    yield "get", reverse("observations:table", args=[world.plan.slug]), "reporters"
    yield "get", reverse("observations:workbook", args=[world.plan.slug]), "reporters"
    yield "get", reverse("observations:entry", args=pair), "focal"
    yield "post", reverse("observations:entry", args=pair), "focal"
    yield "post", reverse("observations:preview", args=pair), "focal"
    yield "get", reverse("observations:correct", args=[row.pk]), "focal"
    yield "post", reverse("observations:correct", args=[row.pk]), "focal"
    yield "post", reverse("observations:prove", args=[row.pk]), "focal"
    yield "get", reverse("observations:batch", args=[batch.pk]), "focal"
    yield "post", reverse("observations:names", args=[batch.pk]), "focal"
    yield "post", reverse("observations:write", args=[batch.pk]), "focal"
    yield "post", reverse("observations:drop", args=[batch.pk]), "focal"


def test_every_address_for_every_role(world: World) -> None:
    cast = world.cast
    people = {
        "": None, "administrator": cast.administrator, "leader": cast.leader, "viewer": cast.viewer,
        "reporter": cast.reporter, "focal": cast.focal,
    }  # fmt: skip
    allowed = {
        "everybody": set(people), "inside": set(people) - {""}, "reporters": {"reporter", "focal"}, "focal": {"focal"},
    }  # fmt: skip
    for method, url, who in list(urls(world)):
        for role, user in people.items():
            answer = getattr(signed_in(user), method)(url)
            sent_away = answer.status_code == 302 and "/tai-khoan/" in answer.url
            let_in = answer.status_code not in (403, 404) and not sent_away
            assert let_in == (role in allowed[who]), (method, url, role, answer.status_code)


def test_a_reporter_enters_the_own_agencys_figures_in_its_name_and_no_others(world: World) -> None:
    client = signed_in(world.cast.reporter)
    url = reverse("observations:entry", args=[world.plan.slug, world.beds.pk])
    client.post(url, fields(world, value="33,6", unit="giường bệnh/vạn dân", agency=str(world.cast.finance.pk)))
    assert not Observation.objects.exists()  # another agency is not among the choices
    client.post(url, fields(world, value="33,6", unit="giường bệnh/vạn dân", agency=""))
    assert Observation.objects.get().agency == world.cast.health
    page = text(client.get(reverse("observations:enter")))
    assert "giường bệnh" in page and "Thu nội địa" not in page
    other = signed_in(world.cast.other_reporter)
    assert other.get(url).status_code == 403
    assert other.get(reverse("observations:correct", args=[Observation.objects.get().pk])).status_code == 403


def test_a_reporter_does_not_correct_what_another_agency_told(world: World) -> None:
    theirs = enter(
        told(world, 33.0, indicator=world.beds, unit="giường bệnh/vạn dân", agency=world.cast.province), None
    ).row
    assert signed_in(world.cast.reporter).get(reverse("observations:correct", args=[theirs.pk])).status_code == 403
    page = text(signed_in(world.cast.reporter).get(reverse("observations:figure", args=[theirs.pk])))
    assert "Sửa số này" not in page


def test_figures_of_a_plan_that_is_not_public_stay_inside(world: World) -> None:
    row = enter(told(world), None).row
    world.plan.public = False
    world.plan.save()
    for name, argument in (("figure", row.pk), ("series", world.revenue.pk)):
        url = reverse(f"observations:{name}", args=[argument])
        assert signed_in(None).get(url).status_code == 404
        assert signed_in(world.cast.viewer).get(url).status_code == 200
    for name in ("home", "export"):
        assert "2.483,4" not in text(signed_in(None).get(reverse(f"observations:{name}"))).replace(
            ";2483,4", ";2.483,4"
        )


def test_a_sentence_of_a_document_that_is_not_public_and_names_of_people_stay_inside(world: World) -> None:
    source = document("noi-bo.txt", "Câu trong báo cáo nội bộ: 2.483,4", date(2024, 12, 30))
    source.public = False
    source.save()
    row = enter(
        told(world, document=source, start=0, end=10, quote="Câu trong báo cáo nội bộ", known_on=date(2024, 12, 30)),
        world.cast.focal,
    ).row
    url = reverse("observations:figure", args=[row.pk])
    assert "báo cáo nội bộ" not in text(signed_in(None).get(url)) and "Tổng Hợp" not in text(signed_in(None).get(url))
    assert "báo cáo nội bộ" in text(signed_in(world.cast.viewer).get(url))


def test_a_batch_is_seen_by_its_sender_and_the_focal_agency(world: World) -> None:
    batch = Batch.objects.create(plan=world.plan, kind="paste", name="Bảng y tế", rows=[], by=world.cast.reporter)
    url = reverse("observations:batch", args=[batch.pk])
    codes = [
        signed_in(user).get(url).status_code
        for user in (world.cast.reporter, world.cast.focal, world.cast.other_reporter)
    ]
    assert codes == [200, 200, 403]
    assert "Bảng y tế" not in text(signed_in(world.cast.other_reporter).get(reverse("observations:batches")))


def test_the_list_is_filtered_and_exported_as_it_is_shown(world: World) -> None:
    enter(told(world), None)
    enter(told(world, None, period=Period.year(2025)), None)
    enter(told(world, 61.1, indicator=world.income, unit="triệu đồng", vintage=Vintage.ESTIMATE, agency=None), None)
    client = signed_in(None)
    for asked, count in (
        ({"tim": "thu noi"}, 2), ({"nam": "2024"}, 2), ({"loai": "estimate"}, 1), ({"thieu": "1"}, 1),
        ({"nam": "x"}, 3), ({"co-quan": str(world.cast.finance.pk)}, 2), ({"ke-hoach": world.plan.slug}, 3),
        ({"ke-hoach": "khac"}, 0),
    ):  # fmt: skip
        page = client.get(reverse("observations:home"), asked)
        assert page.content.decode().count('class="figure') == count, asked
        file = client.get(reverse("observations:export"), asked)
        assert len(file.content.decode("utf-8-sig").splitlines()) == 1 + count, asked


# Contradictions and sums


def test_two_sources_with_two_values_stand_side_by_side(world: World) -> None:
    for agency, value, quote in (
        (world.cast.finance, 2483.4, "Sở nói 2.483,4"),
        (world.cast.province, 2500.0, "Tỉnh nói 2.500"),
    ):
        enter(told(world, value, agency=agency, quote=quote), None)
    enter(told(world, 2483.0, agency=world.cast.education), None)  # the same, rounded
    page = text(signed_in(world.cast.leader).get(reverse("observations:contradictions")))
    assert "Sở nói 2.483,4" in page and "Tỉnh nói 2.500" in page


def test_the_slip_that_parts_two_sources_is_named(world: World) -> None:
    for agency, value in ((world.cast.finance, 2483.4), (world.cast.province, 2438.4)):
        enter(told(world, value, agency=agency), None)
    page = text(signed_in(world.cast.leader).get(reverse("observations:contradictions")))
    assert "Sẽ khớp nếu «2.483,4 tỷ đồng» là 2.438,4" in page


def test_a_share_of_the_plan_that_does_not_fit_the_target_is_shown(world: World) -> None:
    target = world.plan.targets.get(indicator=world.revenue)
    target.revisions.update(due=date(2024, 12, 31), low=2365.0, quote="thu nội địa 2.365 tỷ đồng")
    fits = Measure("plan", "ratio", 105.0, "%", "Trung ương giao")
    row = enter(told(world, measures=(fits,)), None).row
    url = reverse("observations:contradictions")
    assert "nghĩa là kế hoạch" not in text(signed_in(world.cast.leader).get(url))
    enter(told(world, 2600.0, measures=(fits,)), None, expected=row.pk)
    page = text(signed_in(world.cast.leader).get(url))
    assert "105% của kế hoạch nghĩa là kế hoạch 2.476,1905 tỷ đồng" in page and "thu nội địa 2.365 tỷ đồng" in page


def test_a_growth_that_does_not_fit_the_year_before_is_shown(world: World) -> None:
    before, now = Period.year(2023), Period.year(2024)
    enter(told(world, 2600.0, period=before, quote="năm 2023 thu 2.600 tỷ đồng"), None)
    url = reverse("observations:contradictions")
    row = enter(
        told(world, 2860.0, period=now, measures=(Measure("previous_year", "increase", 10.0, "%", ""),)), None
    ).row
    assert "không khớp số năm trước</h2>" not in signed_in(world.cast.leader).get(url).content.decode()
    enter(told(world, 2860.0, period=now, measures=(Measure("previous_year", "increase", 21.0, "%", ""),)), None,
          expected=row.pk)  # fmt: skip
    page = text(signed_in(world.cast.leader).get(url))
    assert "21% nghĩa là năm trước 2.363,6364 tỷ đồng" in page and "năm 2023 thu 2.600 tỷ đồng" in page


def places(world: World) -> list[Area]:
    return [
        Area.objects.create(name=name, kind=AreaKind.COMMUNE, parent=world.area, folded=name.lower())
        for name in ("Xã A", "Xã B", "Xã C")
    ]


def test_figures_of_places_add_up_and_a_missing_one_is_not_zero(world: World) -> None:
    for area, value in zip(places(world), (100.0, 0.0, None), strict=True):
        enter(told(world, value, area=area), None)
    enter(told(world, 120.0), None)
    page = text(signed_in(None).get(reverse("observations:series", args=[world.revenue.pk])))
    assert "100 tỷ đồng 2/3" in page and "chưa đủ" in page and "khác số báo cáo" in page


def test_a_ratio_comes_from_its_numerator_and_denominator(world: World) -> None:
    schools = world.schools
    schools.accumulation, schools.numerator, schools.denominator = Accumulation.RATIO, world.income, world.beds
    schools.save()
    for area, (upper, lower) in zip(places(world), ((10.0, 100.0), (90.0, 300.0), (1.0, None)), strict=True):
        enter(told(world, upper, indicator=world.income, area=area, unit=world.income.unit), None)
        enter(told(world, lower, indicator=world.beds, area=area, unit=world.beds.unit), None)
    page = text(signed_in(None).get(reverse("observations:series", args=[schools.pk])))
    assert "25% 100 / 400 2/3" in page


def test_quarters_add_up_to_the_year_by_the_kind_of_accumulation(world: World) -> None:
    for quarter, value in enumerate((600.0, 610.0, 620.0), start=1):
        enter(told(world, value, period=Period.quarter(2025, quarter)), None)
    page = text(signed_in(None).get(reverse("observations:series", args=[world.revenue.pk])))
    assert "1.830 tỷ đồng 9/12" in page


# Queries


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_number_of_queries_does_not_grow_with_the_rows(world: World) -> None:
    areas = places(world)
    pages = ["home", "enter", "contradictions", "batches"]
    addresses = [reverse(f"observations:{page}") for page in pages]
    addresses.append(reverse("observations:series", args=[world.revenue.pk]))
    addresses.append(entry_url(world))

    def fill(first: int, last: int) -> None:
        for year in range(first, last):
            for area in (None, world.area, *areas):
                for agency in (world.cast.finance, world.cast.province):
                    share = (Measure("plan", "ratio", 100.0 + year % 7, "%"),)
                    value = float(year if agency == world.cast.finance else year + 5)
                    enter(told(world, value, period=Period.year(year), area=area, agency=agency, measures=share), None)
            Batch.objects.create(plan=world.plan, kind="paste", name=str(year), rows=[], by=world.cast.focal)

    client = signed_in(world.cast.focal)
    fill(2020, 2022)
    few = [queries(client, url) for url in addresses]
    fill(2010, 2020)
    many = [queries(client, url) for url in addresses]
    assert few == many
    assert max(many) <= 25
