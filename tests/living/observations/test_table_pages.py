"""Pages where tables and evidence come in: dry runs, downloads, hostile files."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lotrinh.living.observations.grids import grid_of_workbook
from lotrinh.living.observations.models import Batch, Evidence, Observation, Vintage
from lotrinh.living.observations.services import enter
from tests.living.observations.plans import World
from tests.living.observations.visiting import text, told
from tests.living.visiting import signed_in

# Tables


TABLE = "Chỉ tiêu\tKỳ\tSố liệu\nThu nội địa\t2024\t2.500\nThu nội địa\t2023\t2.300\nKhông rõ là gì\t2024\t1\n"


def test_a_pasted_table_from_the_dry_run_to_its_figures(world: World) -> None:
    held = enter(told(world), None).row
    client = signed_in(world.cast.focal)
    url = reverse("observations:table", args=[world.plan.slug])
    answer = client.post(url, {"table": TABLE, "vintage": "reported"})
    batch = Batch.objects.get()
    assert answer.url == reverse("observations:batch", args=[batch.pk])  # type: ignore[attr-defined]
    page = text(client.get(answer.url))  # type: ignore[attr-defined]
    assert "1 số mới, 1 số khác với số đang có, 0 số đã có, 1 dòng có lỗi" in page
    assert "2.483,4 tỷ đồng → 2.500 tỷ đồng" in page and "Không rõ là gì" in page
    assert Observation.objects.count() == 1
    write = reverse("observations:write", args=[batch.pk])
    stale = client.post(write, {"version": "99", "do": "all"}, follow=True)
    assert "vừa được thay đổi ở nơi khác" in text(stale)
    client.post(write, {"version": str(batch.version), "do": "all", "shown": ["C2", "C3"], "row": []})
    held.refresh_from_db()
    assert held.superseded_by is not None and held.superseded_by.value == 2500.0
    assert Observation.objects.filter(batch=batch).count() == 2
    done = text(client.get(answer.url))  # type: ignore[attr-defined]
    assert "Đã ghi 2 số liệu" in done


def test_a_doubtful_row_asks_for_its_reason_on_the_page(world: World) -> None:
    enter(told(world), None)
    client = signed_in(world.cast.focal)
    table = "Chỉ tiêu\tKỳ\tSố liệu\nTỷ lệ trường đạt chuẩn quốc gia\t2024\t640\nThu nội địa\t2023\t2.300\n"
    client.post(reverse("observations:table", args=[world.plan.slug]), {"table": table, "vintage": "reported"})
    batch = Batch.objects.get()
    page = client.get(reverse("observations:batch", args=[batch.pk]))
    assert "Thêm cả 1 số mới" in text(page) and "1 dòng có điểm nghi ngờ" in text(page)
    assert b'name="reason-C2"' in page.content and b'name="reason-C3"' not in page.content
    write = reverse("observations:write", args=[batch.pk])
    data = {"version": "1", "do": "chosen", "shown": ["C2", "C3"], "row": ["C2", "C3"], "reason-C2": ""}
    assert "chưa ghi lý do" in text(client.post(write, data, follow=True))
    assert not Observation.objects.filter(batch=batch).exists()
    batch.refresh_from_db()
    client.post(write, {**data, "version": str(batch.version), "reason-C2": "đã hỏi lại Sở"})
    assert Observation.objects.filter(batch=batch).count() == 2
    assert "Lý do: đã hỏi lại Sở" in text(client.get(reverse("observations:batch", args=[batch.pk])))


def test_names_are_matched_on_the_page(world: World) -> None:
    client = signed_in(world.cast.focal)
    client.post(reverse("observations:table", args=[world.plan.slug]), {"table": TABLE, "vintage": "official"})
    batch = Batch.objects.get()
    client.post(
        reverse("observations:names", args=[batch.pk]),
        {"version": str(batch.version), "name": ["Không rõ là gì"], "indicator": [str(world.income.pk)]},
    )
    assert "GRDP bình quân đầu người" in text(client.get(reverse("observations:batch", args=[batch.pk])))
    batch.refresh_from_db()
    assert batch.rows[2]["indicator"] == world.income.pk and batch.rows[2]["vintage"] == Vintage.OFFICIAL


def test_the_downloaded_workbook_can_be_uploaded(world: World) -> None:
    enter(told(world), None)
    client = signed_in(world.cast.focal)
    file = client.get(reverse("observations:workbook", args=[world.plan.slug]))
    assert file.headers["Content-Disposition"].startswith("attachment")
    upload = SimpleUploadedFile("so-lieu.xlsx", file.content)
    client.post(reverse("observations:table", args=[world.plan.slug]), {"file": upload, "vintage": "reported"})
    assert [row["kind"] for row in Batch.objects.get().rows] == ["same"]


def test_the_workbook_has_rows_for_what_a_period_still_lacks(world: World) -> None:
    enter(told(world), None)
    client = signed_in(world.cast.focal)
    file = client.get(reverse("observations:workbook", args=[world.plan.slug]), {"ky": "2024"})
    grid = grid_of_workbook(file.content)
    asked = [row for row in grid.cells[1:] if row[5] == "năm 2024"]
    assert sorted(str(row[1]) for row in asked if row[8] == "") == sorted(
        one.name for one in (world.beds, world.schools, world.income)
    )
    upload = SimpleUploadedFile("so-lieu.xlsx", file.content)
    client.post(reverse("observations:table", args=[world.plan.slug]), {"file": upload, "vintage": "reported"})
    assert [row["kind"] for row in Batch.objects.get().rows] == ["same"]


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 broken", b"\x00\x01\x02", b"<html><script>alert(1)</script></html>", b"\xff" * 40]
)
def test_hostile_uploads_are_refused_with_a_sentence(world: World, content: bytes) -> None:
    upload = SimpleUploadedFile("../../x.xlsx", content)
    url = reverse("observations:table", args=[world.plan.slug])
    answer = signed_in(world.cast.focal).post(url, {"file": upload, "vintage": "reported"})
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert not Batch.objects.exists()


def test_what_a_table_says_is_never_markup(world: World) -> None:
    table = "Chỉ tiêu\tKỳ\tSố liệu\n<script>alert(1)</script>\t2024\t<b>1</b>\n"
    client = signed_in(world.cast.focal)
    client.post(reverse("observations:table", args=[world.plan.slug]), {"table": table, "vintage": "reported"})
    page = client.get(reverse("observations:batch", args=[Batch.objects.get().pk])).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page and "<b>1" not in page


# Evidence


def test_evidence_lies_under_a_name_of_chance_and_only_leaves_as_a_download(world: World) -> None:
    row = enter(told(world), None).row
    url = reverse("observations:prove", args=[row.pk])
    upload = SimpleUploadedFile("..\\..\\biên bản <b>.pdf", b"%PDF-1.7 ...")
    signed_in(world.cast.focal).post(url, {"evidence": upload})
    made = Evidence.objects.get()
    assert re.fullmatch(r"evidence/\d{4}/\d\d/[0-9a-f]{32}", made.file.name)
    assert (made.name, made.size) == ("biên bản <b>.pdf", 12)
    file = reverse("observations:evidence", args=[made.pk])
    assert signed_in(None).get(file).status_code == 302
    answer = signed_in(world.cast.viewer).get(file)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 ..."  # type: ignore[attr-defined]
    page = signed_in(world.cast.viewer).get(reverse("observations:figure", args=[row.pk])).content.decode()
    assert "biên bản &lt;b&gt;.pdf" in page


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"<svg onload=alert(1)>", b"<!doctype html>", b"\x00" * 20])
def test_evidence_of_other_kinds_is_refused(world: World, content: bytes) -> None:
    row = enter(told(world), None).row
    url = reverse("observations:prove", args=[row.pk])
    answer = signed_in(world.cast.focal).post(url, {"evidence": SimpleUploadedFile("a.pdf", content)}, follow=True)
    assert "Tệp chứng cứ phải là PDF" in text(answer)
    assert not Evidence.objects.exists()
