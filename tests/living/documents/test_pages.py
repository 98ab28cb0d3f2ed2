"""Pages of documents: who sees what, what they show, what they cost."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lotrinh.living.documents.models import Document
from lotrinh.living.jobs.models import Job
from tests.living.cast import Cast
from tests.living.documents.samples import CORRECTED, PLAN, REPORT, read

UPLOAD = "/van-ban/tai-len/"


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def status(client: Client, url: str) -> int:
    answer: Any = client.get(url)
    if answer.streaming:
        answer.getvalue()  # reading to the end closes the file
    return int(answer.status_code)


def test_only_the_focal_agency_uploads(client: Client, cast: Cast) -> None:
    assert client.get(UPLOAD).status_code == 302
    for who in (cast.reporter, cast.leader, cast.viewer, cast.administrator):
        client.force_login(who)
        assert client.post(UPLOAD, {"text": PLAN}).status_code == 403
    assert not Document.objects.exists()


def test_one_file_leads_to_its_job_and_many_to_the_list(focal: Client) -> None:
    answer = focal.post(UPLOAD, {"file": SimpleUploadedFile("kh.txt", PLAN.encode())})
    assert answer.headers["Location"] == reverse("jobs:job", args=[Job.objects.get().pk])
    several = [SimpleUploadedFile("a.txt", REPORT.encode()), SimpleUploadedFile("b.txt", CORRECTED.encode())]
    assert focal.post(UPLOAD, {"file": several}).headers["Location"] == reverse("jobs:jobs")
    assert Document.objects.count() == 3


def test_pasted_text_is_a_document(focal: Client) -> None:
    focal.post(UPLOAD, {"text": PLAN, "name": "Kế hoạch trồng rừng"})
    assert Document.objects.get().name == "Kế hoạch trồng rừng.txt"


def test_nothing_empty_and_too_large_are_told_on_the_page(focal: Client, settings: Any) -> None:
    settings.MAX_UPLOAD_MB = 1
    assert "Chưa có tệp nào" in focal.post(UPLOAD, {}).content.decode()
    empty = focal.post(UPLOAD, {"file": SimpleUploadedFile("rong.txt", b"")})
    assert (empty.status_code, "rong.txt: tệp rỗng" in empty.content.decode()) == (400, True)
    large = focal.post(UPLOAD, {"file": SimpleUploadedFile("to.txt", b"x" * (3 << 20))})
    assert (large.status_code, "to.txt: tệp lớn hơn mức cho phép 1" in large.content.decode()) == (400, True)
    assert not Document.objects.exists()


def test_a_bad_file_does_not_keep_a_good_one_back(focal: Client) -> None:
    both = [SimpleUploadedFile("rong.txt", b""), SimpleUploadedFile("kh.txt", PLAN.encode())]
    answer = focal.post(UPLOAD, {"file": both}, follow=True)
    assert "rong.txt: tệp rỗng" in answer.content.decode()
    assert Document.objects.get().name == "kh.txt"


def test_what_is_not_public_is_seen_by_internal_people_only(client: Client, cast: Cast) -> None:
    document = read()
    urls = [
        reverse("documents:document", args=[document.pk]),
        reverse("documents:file", args=[document.pk]),
        reverse("documents:sentence", args=[document.pk, 0, 9]),
    ]
    assert [client.get(url).status_code for url in urls] == [302, 302, 302]
    assert "45/KH-UBND" not in page(client, "/van-ban/")
    client.force_login(cast.viewer)
    assert [status(client, url) for url in urls] == [200, 200, 200]
    client.logout()
    Document.objects.update(public=True)
    assert [status(client, url) for url in urls] == [200, 200, 200]
    assert "45/KH-UBND" in page(client, "/van-ban/")


def test_the_public_reads_the_text_without_unreviewed_facts(client: Client, cast: Cast) -> None:
    document = read()
    Document.objects.update(public=True)
    url = reverse("documents:document", args=[document.pk])
    assert 'class="margin"' not in page(client, url)
    client.force_login(cast.viewer)
    inside = page(client, url)
    assert 'class="margin"' in inside
    assert "đạt mức" not in inside
    assert "65%, năm 2030" in inside


def test_neighbours_that_are_not_public_are_not_shown_to_visitors(client: Client, db: None) -> None:
    plan = read()
    read("NGHỊ QUYẾT\nSố: 20/NQ-CP\nHà Nội, ngày 05 tháng 01 năm 2024\nVề trồng rừng\n")
    Document.objects.filter(pk=plan.pk).update(public=True)
    shown = page(client, reverse("documents:document", args=[plan.pk]))
    other = Document.objects.exclude(pk=plan.pk).get()
    assert "20/NQ-CP" in shown  # printed in the public text itself
    assert reverse("documents:document", args=[other.pk]) not in shown


def test_markup_in_a_document_stays_text(focal: Client) -> None:
    evil = PLAN.replace("trồng rừng đến", "<script>alert(1)</script><img src=x onerror=alert(1)> trồng rừng đến")
    document = read(evil, '"><script>alert(2)</script>.txt')
    for url in ("/van-ban/", f"/van-ban/{document.pk}/", f"/van-ban/{document.pk}/cau/100-400/"):
        shown = page(focal, url)
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


def test_a_file_is_saved_and_never_shown(focal: Client) -> None:
    document = read("<html><script>alert(1)</script><p>Kế hoạch</p></html>", 'a"\r\nX-Evil: 1.html')
    answer = focal.get(reverse("documents:file", args=[document.pk]))
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "X-Evil" not in answer.headers
    assert answer.getvalue().startswith(b"<html>")


def test_a_sentence_in_its_context(focal: Client) -> None:
    document = read()
    start = PLAN.index("65%")
    shown = page(focal, reverse("documents:sentence", args=[document.pk, start, start + 3]))
    assert "<mark>65%</mark>" in shown
    assert "Tỷ lệ che phủ rừng đến năm 2030 đạt" in shown
    assert "12.000" not in shown
    assert "I MỤC TIÊU ĐẾN NĂM 2030" in shown
    assert focal.get(f"/van-ban/{document.pk}/cau/5-5/").status_code == 404
    assert focal.get(f"/van-ban/{document.pk}/cau/5-999999/").status_code == 404


def test_the_chain_is_a_list_and_a_picture(focal: Client) -> None:
    document = read()
    shown = page(focal, reverse("documents:document", args=[document.pk]))
    assert "<b>thực hiện</b> Nghị quyết 20/NQ-CP, 05/01/2024" in " ".join(shown.split())
    assert "Kế hoạch 45/KH-UBND thực hiện Nghị quyết 20/NQ-CP" in shown  # the picture in words


def test_a_corrected_document_tells_what_differs(focal: Client) -> None:
    old = read()
    new = read(CORRECTED, corrects=old)
    shown = " ".join(page(focal, reverse("documents:document", args=[new.pk])).split())
    assert "thêm 0, bớt 1, đổi 1, giữ nguyên 4" in shown
    assert "65%, năm 2030" in shown
    assert "67%, năm 2030" in shown
    assert str(new.pk) in page(focal, reverse("documents:document", args=[old.pk]))


def test_a_document_that_tells_a_target_otherwise_than_its_neighbour_says_so(focal: Client) -> None:
    plan = read()
    news = read(
        "Tỉnh trồng thêm rừng\n\nTheo Kế hoạch số 45/KH-UBND ngày 12/02/2024 của UBND tỉnh, phấn đấu đến năm 2030 "
        "tỷ lệ che phủ rừng đạt 70%; diện tích rừng trồng mới đạt trên 12.000 ha.\n",
        "tin.txt",
    )
    for document in (plan, news):
        shown = page(focal, f"/van-ban/{document.pk}/")
        assert "Khác với văn bản liên quan" in shown
        assert "70%, năm 2030" in shown
        assert "65%, năm 2030" in shown
        assert shown.split("Khác với văn bản liên quan")[1].split("</table>")[0].count("<tr>") == 2


def test_a_long_document_comes_in_parts(focal: Client) -> None:
    body = "".join(f"\nĐoạn số {n}: {'cây rừng ' * 40}.\n" for n in range(2_700))
    document = read(PLAN + body)
    assert len(document.text.encode()) > 1_000_000
    first = page(focal, f"/van-ban/{document.pk}/")
    assert len(first) < 300_000
    assert "Phần 1/" in first
    last = page(focal, f"/van-ban/{document.pk}/?tu={len(document.text) - 5}")
    assert "Đoạn số 2699" in last
    assert "Đoạn số 0:" not in last
    page(focal, f"/van-ban/{document.pk}/?tu=x&den=-3")


def test_the_list_filters(focal: Client) -> None:
    read()
    read(REPORT)
    assert "45/KH-UBND" in page(focal, "/van-ban/?loai=Kế hoạch&nam=2024&tim=45")
    assert "Không có văn bản nào khớp" in page(focal, "/van-ban/?nam=1999")


def test_only_unused_documents_can_be_removed(focal: Client, cast: Cast) -> None:
    document = read()
    url = reverse("documents:remove", args=[document.pk])
    assert focal.get(url).status_code == 405
    assert focal.post(url).headers["Location"] == "/van-ban/"
    assert not Document.objects.exists()


def test_costs_do_not_grow_with_documents(focal: Client, django_assert_max_num_queries: Any) -> None:
    document = read()
    for number in range(46, 76):
        read(PLAN.replace("45/KH", f"{number}/KH"))
    with django_assert_max_num_queries(9):
        page(focal, "/van-ban/")
    with django_assert_max_num_queries(12):
        page(focal, f"/van-ban/{document.pk}/")
    with django_assert_max_num_queries(7):
        page(focal, f"/van-ban/{document.pk}/cau/10-20/")
