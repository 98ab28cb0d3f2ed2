"""Pages of plans: what they say, who may see and do what, and that their queries do not grow."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from lotrinh.living.people.loading import load_vietnam
from lotrinh.living.people.models import Agency, User
from lotrinh.living.plans import services
from lotrinh.living.plans.assess import refresh
from lotrinh.living.plans.models import Plan
from lotrinh.living.plans.templatetags import plan_words
from tests.living.cast import Cast
from tests.living.plans.cases import HOME, SAMPLE, YEARLY, accepted, document, published, target, tell, tell_years
from tests.living.visiting import signed_in

FOREST = {2019: 63.0, 2020: 63.4, 2021: 63.7, 2022: 64.0, 2023: 64.2, 2024: 64.5}


@pytest.fixture
def figures(plan: Plan) -> Plan:
    """The plan with figures for two of its targets."""
    tell_years(target(plan, "Tỷ lệ che phủ rừng").indicator, FOREST)
    tell_years(target(plan, "Tỷ lệ người dân tham gia").indicator, {2022: 93.0, 2023: 93.6, 2024: 94.2})
    refresh(plan, date(2025, 6, 30))
    return plan


PAGES = [
    "", "nhiem-vu/", "nhiem-vu/lich/", "van-ban/", "phien-ban/", "so-sanh/", "so-sanh/?tu=2024-01-01&den=2026-01-01",
    "nam/", "nam/2027/", "?nhom=muc&sap=-ten&tim=rừng", "xuat/csv/", "xuat/xlsx/", "xuat/json/", "nhiem-vu/xuat/csv/",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_stands_without_an_account(figures: Plan, client: Client, page: str, language: str) -> None:
    client.cookies["lang"] = language
    answer = client.get(HOME + page)
    assert answer.status_code == 200
    assert b"{%" not in answer.content


def test_the_answer_counts_and_every_number_leads_to_its_rows(figures: Plan, client: Client) -> None:
    page = client.get(HOME).content.decode()
    assert "đánh giá ngày 30/06/2025:" in page and "Theo số liệu đến 31/12/2024" in page
    assert f'<a href="{HOME}?danhgia=behind&amp;tinh=1#bang">1 chậm</a>' in page
    shown = client.get(HOME, {"danhgia": "behind", "tinh": "1"}).content.decode()
    assert "Tỷ lệ che phủ rừng</a>" in shown
    assert "Tỷ lệ người dân tham gia" not in shown.partition("<table")[2]


def test_the_most_threatened_is_the_first_row(figures: Plan, client: Client) -> None:
    table = client.get(HOME).content.decode().partition("<tbody>")[2]
    assert table.index("che phủ rừng") < table.index("bảo hiểm y tế") < table.index("đô thị hóa")


def test_a_missing_figure_is_said_and_a_zero_is_shown(plan: Plan, client: Client) -> None:
    forest = target(plan, "Tỷ lệ che phủ rừng")
    tell(forest.indicator, "2024", None)
    refresh(plan)
    page = client.get(f"{HOME}muc-tieu/{forest.pk}/").content.decode()
    assert "chưa có số liệu" in page.partition('id="so-lieu"')[2].partition("</section>")[0]
    assert ">0%<" not in page
    tell(forest.indicator, "2024", 0.0)
    refresh(plan)
    assert ">0%</a>" in client.get(HOME).content.decode()


def test_exactly_the_filtered_table_is_exported(figures: Plan, client: Client) -> None:
    query = {"danhgia": "behind", "sap": "ten"}
    told = json.loads(client.get(HOME + "xuat/json/", query).content)
    assert [row["indicator"] for row in told["rows"]] == ["Tỷ lệ che phủ rừng"]
    assert told["rows"][0]["latest"] == 64.5
    sheet = CalamineWorkbook.from_filelike(BytesIO(client.get(HOME + "xuat/xlsx/", query).content))
    rows = sheet.get_sheet_by_index(0).to_python()
    assert len(rows) == 2
    csv = client.get(HOME + "xuat/csv/", query).content.decode("utf-8-sig")
    assert csv.count("\r\n") == 2
    assert isinstance(told["rows"][0]["required"], float) and told["rows"][0]["pace_unit"] == "điểm\xa0%"
    assert ",'" not in csv and ".0," not in csv
    assert client.get(HOME + "xuat/exe/").status_code == 404


def test_a_cell_never_becomes_a_formula(cast: Cast, client: Client) -> None:
    plan = published(cast.focal)
    indicator = target(plan, "Tỷ lệ che phủ rừng").indicator
    indicator.name = '=HYPERLINK("http://x")'
    indicator.save()
    assert "'=HYPERLINK" in client.get(HOME + "xuat/csv/").content.decode()


def test_the_target_page_shows_what_it_rests_on(figures: Plan, client: Client) -> None:
    forest = target(figures, "Tỷ lệ che phủ rừng")
    page = client.get(f"{HOME}muc-tieu/{forest.pk}/").content.decode()
    for words in (
        "Cần mỗi năm: (67 - 64,5)",
        "Kéo dài mức thay đổi",
        "Thống kê Canada",
        "<mark",
        "bieu-do.svg",
        "64,5%",
    ):
        assert words in page, words
    assert 'alt="Biểu đồ Tỷ lệ che phủ rừng: số liệu' in page


def test_the_chart_is_a_picture_that_can_run_nothing(figures: Plan, client: Client) -> None:
    pytest.importorskip("vl_convert")
    forest = target(figures, "Tỷ lệ che phủ rừng")
    answer = client.get(f"{HOME}muc-tieu/{forest.pk}/bieu-do.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "script-src" not in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]
    without = target(figures, "Tỷ lệ đô thị hóa")
    assert client.get(f"{HOME}muc-tieu/{without.pk}/bieu-do.svg").status_code == 404


def test_a_plan_that_is_not_public_is_not_there_for_visitors(cast: Cast, client: Client) -> None:
    plan = published(cast.focal, public=False)
    forest = target(plan, "Tỷ lệ che phủ rừng")
    for page in (*PAGES, f"muc-tieu/{forest.pk}/", f"nhiem-vu/{plan.tasks.all()[0].pk}/"):
        assert client.get(HOME + page).status_code == 404, page
    assert client.get(f"/ke-hoach/chi-tieu/{forest.indicator_id}/").status_code == 404
    assert "23/KH-UBND" not in client.get("/ke-hoach/").content.decode()
    inside = signed_in(cast.viewer)
    assert inside.get(HOME).status_code == 200
    assert not plan.document.public


def test_a_target_of_another_plan_is_not_found_under_this_one(cast: Cast, plan: Plan, client: Client) -> None:
    other = published(cast.focal, SAMPLE.replace("67%", "68%"), "b.txt", short="Kế hoạch khác")
    assert client.get(f"{HOME}muc-tieu/{target(other, 'Tỷ lệ che phủ rừng').pk}/").status_code == 404
    assert client.get(f"{HOME}nhiem-vu/{other.tasks.all()[0].pk}/").status_code == 404


def test_names_from_documents_are_text_and_no_markup(cast: Cast, plan: Plan, client: Client) -> None:
    forest = target(plan, "Tỷ lệ che phủ rừng")
    forest.indicator.name = "<script>alert(1)</script>"
    forest.indicator.save()
    services.give_verdict(forest, "behind", "", "<img src=x onerror=alert(1)>", cast.leader)
    for address in (HOME, f"{HOME}muc-tieu/{forest.pk}/", f"{HOME}?tim=<script>", f"{HOME}so-sanh/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_agency_work_shows_what_was_given_and_why(cast: Cast, plan: Plan, client: Client) -> None:
    page = client.get(f"/ke-hoach/viec-cua/{cast.health.pk}/").content.decode()
    assert "Sở Y tế chủ trì 1 nhiệm vụ" in page
    assert "bảo hiểm y tế" in page


def test_a_target_of_an_agency_that_ended_is_found_under_its_successor(db: None, client: Client) -> None:
    load_vietnam()
    focal = User.objects.create_user("tonghop")
    plan = published(focal)
    [row] = [one for one in plan.targets.all() if one.indicator.name.startswith("Số bác sĩ")]
    old = Agency.objects.get(name="Sở Giao thông vận tải")
    services.set_agency(row, old, focal, row.agency_id)
    page = client.get(HOME).content.decode()
    assert "nay: Sở Xây dựng" in page
    found = json.loads(client.get(HOME + "xuat/json/", {"coquan": "Sở Xây dựng"}).content)["rows"]
    assert row.indicator.name in [one["indicator"] for one in found]
    assert {one["agency_now"] for one in found} == {"Sở Xây dựng"}


def test_work_of_an_agency_that_ended_stands_under_its_successor_with_the_ground(db: None, client: Client) -> None:
    load_vietnam()
    focal = User.objects.create_user("tonghop")
    plan = published(focal)
    task = plan.tasks.get(text__contains="quy hoạch tỉnh thời kỳ")
    assert task.assignments.get(lead=True).printed == "Sở Kế hoạch và Đầu tư"
    finance = Agency.objects.get(name="Sở Tài chính", valid_from=date(2025, 3, 1))
    page = client.get(f"/ke-hoach/viec-cua/{finance.pk}/").content.decode()
    assert "quy hoạch tỉnh thời kỳ" in page
    assert "Văn bản giao Sở Kế hoạch và Đầu tư; từ 01/03/2025" in page
    shown = client.get(f"{HOME}nhiem-vu/{task.pk}/").content.decode()
    assert f'nay là <a href="/ke-hoach/viec-cua/{finance.pk}/">Sở Tài chính</a> (từ 01/03/2025)' in shown


def test_a_proposal_says_which_way_and_what_it_rests_on(cast: Cast, figures: Plan, client: Client) -> None:
    page = " ".join(client.get(f"{HOME}nam/2026/").content.decode().replace("\xa0", " ").split())
    assert "giảm 2 điểm %" in page and "tăng 9%" in page
    assert "chưa có số liệu" in page and "thiếu số liệu" not in page
    last = client.get(f"{HOME}nam/2030/").content.decode()
    assert "bằng mục tiêu: năm 2030 là năm đến hạn" in last
    assert client.get(f"{HOME}nam/1999/").status_code == 404


def test_yearly_targets_are_proposed_and_taken_once(cast: Cast, figures: Plan) -> None:
    source = document(YEARLY, "nam.txt", cast.focal)
    yearly = services.publish_plan(
        document=source,
        accepted=accepted(source),
        by=cast.focal,
        new=services.NewPlan(kind="yearly", parent=figures, year_to=2026),
    )
    insurance = target(figures, "Tỷ lệ người dân tham gia")
    form = {f"chon-{insurance.pk}": "1", f"muc-{insurance.pk}": "94,7"}
    at = f"{HOME}nam/2026/"
    page = signed_in(cast.focal).get(at).content.decode()
    assert "đã có trong kế hoạch năm" in page  # forest cover: stated by the decision itself
    assert signed_in(cast.viewer).post(at, form).status_code == 403
    assert signed_in(cast.focal).post(at, {**form, f"muc-{insurance.pk}": "cao"}).status_code == 422
    assert signed_in(cast.focal).post(at, form).status_code == 302
    assert signed_in(cast.focal).post(at, form).status_code == 200  # nothing left to take
    assert target(yearly, "Tỷ lệ người dân tham gia").revisions.get().slots["low"] == 94.7
    assert yearly.targets.count() == 3


GOLDEN = {"": 4, "nhiem-vu/": 5, "phien-ban/": 5, "so-sanh/?tu=2024-01-01&den=2026-01-01": 19, "xuat/json/": 2}
SHORT = "\n".join(line for line in SAMPLE.splitlines() if not line.startswith(("- Tỷ lệ", "2.3.", "3.1.", "- Mở rộng")))


@pytest.mark.parametrize("page", GOLDEN)
def test_queries_of_a_page_do_not_grow(cast: Cast, client: Client, page: str, django_assert_num_queries: Any) -> None:
    small = published(cast.focal, SHORT, "nho.txt", short="Nhỏ")
    large = published(cast.focal, short="Lớn")
    for plan in (small, large):
        for one in plan.targets.all():
            tell_years(one.indicator, {2022: 1.0, 2023: 2.0})
        refresh(plan)
    assert small.targets.count() < large.targets.count()
    assert small.tasks.count() < large.tasks.count()
    for plan in (small, large):
        with django_assert_num_queries(GOLDEN[page]):
            assert client.get(f"/ke-hoach/{plan.slug}/{page}").status_code == 200


def test_queries_do_not_grow_with_figures_plans_and_tasks(cast: Cast, client: Client, plan: Plan) -> None:
    forest = target(plan, "Tỷ lệ che phủ rừng")
    tell_years(forest.indicator, FOREST)
    refresh(plan)
    pages = (f"{HOME}muc-tieu/{forest.pk}/", "/ke-hoach/", f"/ke-hoach/viec-cua/{cast.health.pk}/",
             f"/ke-hoach/chi-tieu/{forest.indicator_id}/")  # fmt: skip
    before = [queries_of(client, page) for page in pages]
    for number in range(3):
        other = published(cast.focal, SAMPLE.replace("67%", f"7{number}%"), f"{number}.txt", short=f"Kế hoạch {number}")
        services.link_targets(forest, target(other, "Tỷ lệ che phủ rừng"), "same", cast.focal)
        tell_years(forest.indicator, {year - 10 - 6 * number: value - 1 for year, value in FOREST.items()})
        services.give_verdict(forest, "behind", "", "thiếu vốn", cast.leader)
    links = 2  # the linked targets and their revisions are asked for once there is one
    after = [queries_of(client, page) for page in pages]
    assert after[1:] == before[1:]
    assert after[0] <= before[0] + links


def queries_of(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as told:
        assert client.get(page).status_code == 200
    return len(told)


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("2024", "2024"),
        ("2026-Q3", "quý III/2026"),
        ("as-of 2024-12-26", "đến 26/12/2024"),
        ("2025-11", "tháng 11/2025"),
    ],
)
def test_periods_are_told_as_people_say_them(kept: str, told: str) -> None:
    assert plan_words.period(kept) == told
