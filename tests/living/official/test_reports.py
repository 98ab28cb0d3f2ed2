"""Reports made from records: what they say, where it comes from, who may make which."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lotrinh.assessment.states import Word
from lotrinh.core.period import Period
from lotrinh.living.documents.models import Document
from lotrinh.living.observations.models import Observation, Yardstick
from lotrinh.living.official.contents.parts import named
from lotrinh.living.official.contents.tasks import tasks_report
from lotrinh.living.official.draft import placed
from lotrinh.living.official.letterhead import proposed
from lotrinh.living.official.models import Report
from lotrinh.living.official.pdf import NoPdf
from lotrinh.living.official.rows import rows_of
from lotrinh.living.official.sentences import count_sentence, row_sentence
from lotrinh.living.official.services import Asked, draft_in, figures_of, make, make_pdf, paragraphs_of, take_back
from lotrinh.living.official.template import make_template
from lotrinh.living.people.models import Agency, AgencyGroup, Membership, Succession
from lotrinh.living.people.queries import person_of
from lotrinh.living.plans.models import Task
from tests.living.cast import Cast
from tests.living.observations.plans import World, make_world

Y2024, ON = Period.year(2024), date(2025, 1, 31)


@pytest.fixture
def world(cast: Cast) -> World:
    """Beds with a share of the plan that their sentence tells, revenue with a figure of the year before."""
    world = make_world(cast)
    beds = _figure(world, world.beds, 2024, 33.6, vintage="estimate", quote="ước đạt 33,6 giường bệnh/vạn dân")
    Yardstick.objects.create(observation=beds, base="plan", change="ratio", value=105.0, unit="%", plan_of="Trung ương")
    _figure(world, world.revenue, 2023, 2000.0)
    _figure(world, world.revenue, 2024, 2210.0)
    return world


def _figure(world: World, indicator: Any, year: int, value: float, **fields: Any) -> Observation:
    return Observation.objects.create(
        indicator=indicator, area=world.area, agency=world.cast.health, period=str(year), first=date(year, 1, 1),
        last=date(year, 12, 31), value=value, unit=indicator.unit, known_on=date(year + 1, 1, 20),
        document=world.source, **fields,
    )  # fmt: skip


def _report(world: World, kind: str = "annual", **fields: Any) -> Report:
    cast = world.cast
    head = proposed(kind, "Sở Tài chính", "Ủy ban nhân dân tỉnh Lạng Sơn", "Lạng Sơn", date(2025, 2, 5), "Thử")
    asked = Asked(kind, world.plan, ON, fields.pop("covers", Y2024), **fields)
    return make(asked, head, cast.focal, person_of(cast.focal))


def test_standing_sentences_come_from_the_figures(world: World) -> None:
    beds, _, revenue, _ = (row_sentence(row, Y2024).text for row in rows_of(world.plan, Y2024, ON))
    assert beds == (
        "Số giường bệnh trên một vạn dân ước đạt 33,6\xa0giường bệnh/vạn dân, đạt 105% kế hoạch Trung ương; "
        "mục tiêu là 36,9\xa0giường bệnh/vạn dân (năm 2030)."
    )
    assert revenue.startswith("Thu nội địa đạt 2.210\xa0tỷ đồng, tăng 10,5% so với năm 2023; mục tiêu là")


def test_a_computed_measure_names_both_figures(world: World) -> None:
    row = next(row for row in rows_of(world.plan, Y2024, ON) if row.target.indicator == world.revenue)
    [growth] = row.measures
    assert not growth.told
    assert growth.source.words.startswith("Tính từ: Số liệu năm 2024")
    assert "năm 2023" in growth.source.words


def test_a_share_that_rose_by_per_cent_rose_by_points(world: World) -> None:
    schools = _figure(world, world.schools, 2024, 64.0)
    Yardstick.objects.create(observation=schools, base="previous_year", change="increase", value=2.0, unit="%")
    told = next(row for row in rows_of(world.plan, Y2024, ON) if row.target.indicator == world.schools)
    assert "tăng 2 điểm % so với năm 2023" in row_sentence(told, Y2024).text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("đạt 105% dự toán tỉnh giao, tăng 3%", "đạt 105% dự toán tỉnh giao"),
        ("bằng 105% dự toán", "đạt 105% dự toán"),
        ("đạt 105% so với kế hoạch năm và tăng 3%", "đạt 105% kế hoạch năm"),
        ("đạt 105%.", "đạt 105% kế hoạch Trung ương"),
        ("đạt 5% dự toán", "đạt 105% kế hoạch Trung ương"),
    ],
)
def test_the_yardstick_keeps_its_own_word(world: World, quote: str, told: str) -> None:
    Observation.objects.filter(quote__contains="33,6").update(quote=f"ước đạt 33,6 giường, {quote}")
    row = rows_of(world.plan, Y2024, ON)[0]
    assert f", {told}; mục tiêu" in row_sentence(row, Y2024).text


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Phát triển kinh tế - xã hội", " về việc phát triển kinh tế - xã hội"),
        ("Kế hoạch về việc giao chỉ tiêu năm 2025.", " về việc giao chỉ tiêu năm 2025"),
        ("", ""),
    ],
)
def test_a_document_is_cited_in_full(title: str, told: str) -> None:
    cited = named(
        Document(
            kind="Kế hoạch", number="23/KH-UBND", issued_on=date(2023, 1, 26), issuer="UBND tỉnh Lạng Sơn", title=title
        )
    )
    assert cited == f"Kế hoạch số 23/KH-UBND ngày 26 tháng 01 năm 2023 của UBND tỉnh Lạng Sơn{told}"


def test_the_report_on_tasks_names_who_answers_today(world: World) -> None:
    heir = Agency.objects.create(name="Sở Dân sinh", kind="department", folded="so dan sinh")
    old = world.cast.health
    Agency.objects.filter(pk=old.pk).update(valid_to=date(2025, 1, 15))
    Succession.objects.create(
        old=old, function="tất cả", whole=True, successor=heir, on=date(2025, 1, 16), ground="NQ 1",
        confidence="confirmed",
    )  # fmt: skip
    version = world.plan.versions.get()
    task = Task.objects.create(
        plan=world.plan, document=world.source, added=version, order=1, text="Xây dựng 5 trạm y tế",
        slots={"due": "2024-12-31", "due_kind": "date", "due_text": "31/12/2024"}, due=date(2024, 12, 31),
        start=0, end=10,
    )  # fmt: skip
    task.assignments.create(agency=old, printed="Sở Y tế", lead=True)
    group = AgencyGroup.objects.create(name="UBND các huyện", folded="ubnd cac huyen")
    district, commune = (
        Agency.objects.create(name=name, kind=kind, folded=name.lower(), valid_to=until)
        for name, kind, until in (
            ("UBND huyện Cao Lộc", "district", date(2025, 1, 15)), ("UBND xã Đồng Đăng", "commune", None),
        )
    )  # fmt: skip
    Membership.objects.create(group=group, agency=district)
    Succession.objects.create(
        old=district, function="tất cả", whole=True, successor=commune, on=date(2025, 1, 16), ground="NQ 2",
        confidence="confirmed",
    )  # fmt: skip
    task.assignments.create(group=group, printed="UBND các huyện", lead=True, order=1)
    draft = tasks_report(world.plan, ON, "Sở Tài chính")
    told = "Sở Y tế (nay là Sở Dân sinh)"
    assert any(told in paragraph.text for _, paragraph in placed(draft))
    assert any("UBND các huyện (nay là UBND các xã, phường)" in paragraph.text for _, paragraph in placed(draft))
    assert any("hạn 31/12/2024, quá hạn 31 ngày" in paragraph.text for _, paragraph in placed(draft))
    assert [told in str(annex.rows) for annex in draft.annexes] == [True, True]


def test_what_is_not_known_is_said_and_never_zero(world: World) -> None:
    schools = rows_of(world.plan, Y2024, ON)[1]
    assert row_sentence(schools, Y2024).text == "Chưa có số liệu năm 2024: Tỷ lệ trường đạt chuẩn quốc gia."
    told = count_sentence(rows_of(world.plan, Y2024, ON), "Kế hoạch")
    assert told.text == "Chưa có chỉ tiêu nào của Kế hoạch đến kỳ đánh giá."


def test_a_verdict_on_an_earlier_figure_is_not_one_of_the_period(world: World) -> None:
    row = rows_of(world.plan, Y2024, ON)[0]
    verdict = replace(row.assessed.row.verdict, word=Word.MET)
    told = replace(row, assessed=replace(row.assessed, row=replace(row.assessed.row, verdict=verdict)))
    assert told.word is Word.MET
    assert replace(told, figure=None).word is None


def test_a_past_year_is_judged_at_its_end_whatever_later_years_brought(world: World) -> None:
    """The report on 2024 made in 2026: figures, words and changes of later years say nothing of 2024."""
    _figure(world, world.schools, 2024, 70.0)
    then = {row.target.pk: (row.word, row.assessed.status) for row in rows_of(world.plan, Y2024, ON)}
    _figure(world, world.schools, 2025, 20.0)
    _figure(world, world.beds, 2025, 40.0)
    late = date(2026, 11, 22)
    target = world.plan.targets.get(indicator=world.revenue)
    verdict = target.person_verdicts.create(word="not_met", reason="về năm 2025", by=world.cast.focal)
    type(verdict).objects.filter(pk=verdict.pk).update(at=datetime(2026, 11, 1, 5, tzinfo=UTC))
    rows = rows_of(world.plan, Y2024, late)
    assert {row.target.pk: (row.word, row.assessed.status) for row in rows} == then
    latest = next(row for row in rows if row.target.indicator == world.schools).assessed.row.verdict.latest
    assert latest is not None
    assert (latest.value, str(latest.period)) == (70.0, "2024")
    today = {row.target.pk: row.word for row in rows_of(world.plan, Period.year(2026), late)}
    assert today[target.pk] is Word.NOT_MET


def test_figures_known_later_are_left_out(world: World) -> None:
    assert all(row.figure is None for row in rows_of(world.plan, Y2024, date(2024, 12, 1)))


def test_the_annual_report_traces_every_figure(world: World) -> None:
    report = _report(world)
    with report.file.open("rb") as file:
        lines = paragraphs_of(file.read())
    assert "BÁO CÁO" in lines
    assert any("33,6" in line for line in lines)
    sources = {one["text"]: one["source"] for one in figures_of(report)}
    assert sources["33,6\xa0giường bệnh/vạn dân"].quote == "ước đạt 33,6 giường bệnh/vạn dân"
    assert draft_in(report).annexes[0].rows[0][3] == "33,6\xa0giường bệnh/vạn dân"


def test_an_edited_report_that_comes_back_is_checked(world: World) -> None:
    report = _report(world)
    with report.file.open("rb") as file:
        word = docx.Document(io.BytesIO(file.read()))
    for paragraph in word.paragraphs:
        if "33,6" in paragraph.text:
            paragraph.text = paragraph.text.replace("33,6", "36,3")
    out = io.BytesIO()
    word.save(out)
    [finding] = take_back(report, out.getvalue(), "da-sua.docx", world.cast.focal)
    assert (finding.kind, finding.missing, finding.new) == ("changed", ("33,6",), ("36,3",))
    assert Report.objects.get(pk=report.pk).edited is not None


@pytest.mark.parametrize("kind", ["tasks", "child_plan"])
def test_other_kinds_are_made(world: World, kind: str) -> None:
    report = _report(world, kind, covers=None, agency=world.cast.health if kind == "child_plan" else None)
    assert report.file.size > 10_000


def test_without_libreoffice_the_pdf_is_refused_in_words(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lotrinh.living.official.pdf.shutil.which", lambda name: None)
    with pytest.raises(NoPdf, match="LibreOffice"):
        make_pdf(_report(world))


def test_pages_from_wish_to_file(world: World) -> None:
    client = Client()
    client.force_login(world.cast.focal)
    make_url = reverse("official:make", args=[world.plan.slug, "annual"])
    assert client.get(make_url).status_code == 200
    wanted = {"as_of": "2025-01-31", "covers": "2024"}
    page = client.post(make_url, wanted)
    initial = page.context["head"].initial
    assert initial["symbol"] == "BC-STC"
    assert initial["summary"].endswith("năm 2024")
    head = {**initial, "day": initial["day"].isoformat()}
    made = client.post(make_url, wanted | head)
    report = Report.objects.get()
    assert made.headers["Location"] == reverse("official:report", args=[report.pk])
    page = client.get(made.headers["Location"]).content.decode()
    assert "ước đạt 33,6 giường bệnh/vạn dân" in page
    for name in ("word", "annexes"):
        answer = client.get(reverse(f"official:{name}", args=[report.pk]))
        assert 'filename="ket-qua-thuc-hien-' in answer.headers["Content-Disposition"]
        assert b"".join(answer)[:2] == b"PK"  # type: ignore[arg-type]
    assert client.post(make_url, {"as_of": "2025-01-31", "covers": "năm ngoái"}).status_code == 200
    assert Report.objects.count() == 1


def test_a_template_is_tried_before_it_stands(world: World) -> None:
    client = Client()
    client.force_login(world.cast.focal)
    url = reverse("official:templates")
    word = docx.Document(io.BytesIO(make_template("report")))
    word.add_paragraph("{% for %}")
    out = io.BytesIO()
    word.save(out)
    page = client.post(url, {"sort": "report", "file": SimpleUploadedFile("mau.docx", out.getvalue())})
    assert "không đúng" in page.content.decode()
    word = docx.Document(io.BytesIO(make_template("report")))
    word.paragraphs[0].insert_paragraph_before("MẪU RIÊNG CỦA TỈNH")
    out = io.BytesIO()
    word.save(out)
    assert (
        client.post(url, {"sort": "report", "file": SimpleUploadedFile("mau.docx", out.getvalue())}).status_code == 302
    )
    with _report(world).file.open("rb") as file:
        assert "MẪU RIÊNG CỦA TỈNH" in paragraphs_of(file.read())
    assert client.post(url, {"sort": "report", "retire": "1"}).status_code == 302
    with _report(world).file.open("rb") as file:
        assert "MẪU RIÊNG CỦA TỈNH" not in paragraphs_of(file.read())
